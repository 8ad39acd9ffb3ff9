"""A comparison of costs in the terminal: a table, what each option is made of, what it depends on, and no advice."""

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.answering.compared import outline
from bot.answering.estimates import nearest
from bot.costs.comparison import Comparison, compare
from bot.costs.flips import Flip
from bot.costs.ranking import CloseCall
from bot.costs.situation import read_situation
from bot.library import Library, open_grounds, open_sources

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
SILVER = {
    "id": "silver",
    "name": "Silver",
    "premium": 625.25,
    "deductible": 6000,
    "out_of_pocket_max": 8900,
    "coinsurance": 0.4,
}
JUNIPER = {"id": "juniper", "name": "Juniper", "fee": 85, "enrollment_fee": 75, "initial_term_months": 12}
LEAVING = {"early_exit": {"kind": "flat", "amount": 200, "until_month": 6}}
PLAIN: dict[str, Any] = {
    "on": "2026-11-21",
    "plan_year": 2027,
    "years": 1000,
    "members": [{"id": "ana", "age": 42, "use": {"primary_care": 4}}],
    "insurance": [SILVER],
    "retainers": [JUNIPER | LEAVING],
}
OLD = {"id": "bo", "age": 67, "coverage": "medicare"}


@cache
def plain() -> Comparison:
    """Compare the options of Ana, once."""
    return made()


def made(**more: Any) -> Comparison:
    """Compare the options of Ana, with more as given."""
    return compare(read_situation({**PLAIN, **more}), open_grounds(KNOWLEDGE))


def told(library: Library, comparison: Comparison | None = None) -> str:
    """Return a comparison as text."""
    return outline(comparison or plain(), library.strings)


def row(text: str, name: str) -> list[str]:
    """Return the cells of a row of the table, after its name."""
    line = next(line for line in text.splitlines() if line.startswith(name))
    return re.split(r" {2,}", line)[1:]


def test_the_parts_stand_in_one_order(library: Library) -> None:
    """What it rests on, the table, the options as they were given, what it depends on, and last that it is no advice."""
    text = told(library)
    places = [
        text.index(words)
        for words in (
            "Plan year 2027, 12 months, for ana (42). As of 2026-11-21.",
            "Chance of",
            "has the lowest cost on average.",
            "\nSILVER ALONE\n",
            "\nSILVER WITH JUNIPER\n",
            "\nJUNIPER, WITHOUT INSURANCE\n",
            "\nNEITHER INSURANCE NOR MEMBERSHIP\n",
            library.strings.say("compare.part.break_even").upper(),
            library.strings.say("compare.part.flips").upper(),
            library.strings.say("compare.part.exit").upper(),
            library.strings.say("compare.part.assumptions").upper(),
        )
    ]

    assert sorted(places) == places
    assert text.splitlines()[1].startswith("Plan year")
    assert text.endswith(library.strings.say("compare.careful"))


def test_every_option_has_a_row_with_contract_amounts_to_the_cent(library: Library) -> None:
    """Estimates are in steps of $50, a worst case that nothing caps has no limit."""
    text = told(library)

    for option in plain().options:
        certain, *years, worst, _ = row(
            text, option.name[:29].rsplit(" ", 1)[0] if len(option.name) > 30 else option.name
        )
        exact = {f"${option.committed:,.2f}".removesuffix(".00")}
        limit = "no limit" if option.worst_case is None else f"${option.worst_case:,.2f}".removesuffix(".00")
        amounts = {int(year.strip("$").replace(",", "")) for year in years if year not in exact | {limit, "under $50"}}
        assert (exact, limit) == ({certain}, worst)
        assert {0} >= {amount % 50 for amount in amounts}


def test_a_rounded_year_is_never_below_what_is_certain_or_above_the_worst(library: Library) -> None:
    """Rounding alone would say that a year costs less than is paid for certain."""
    cheap = SILVER | {"premium": 10.33, "deductible": 3, "out_of_pocket_max": 3}
    text = told(library, made(insurance=[cheap], retainers=[], options=[{"id": "stay", "insurance": "silver"}]))

    assert {"$123.96", "$126.96"} == set(row(text, "Silver")[:-1])


def test_what_never_does_better_is_said_in_words(library: Library) -> None:
    """With the names of both options."""
    worse = [
        one.model_copy(update={"dominated_by": "silver" if one.id == "silver+juniper" else None})
        for one in plain().options
    ]
    text = told(library, plain().model_copy(update={"options": tuple(worse)}))

    assert "“Silver with Juniper” costs more than “Silver alone” in every year we tried" in text
    assert 1 == text.count("in every year we tried")


def test_close_calls_are_said_and_take_the_lowest_cost_back(library: Library) -> None:
    """Whichever is lowest on average then, it is not named."""
    call = CloseCall(options=("neither", "juniper"), why="On average they differ by less than $50.")
    text = told(library, plain().model_copy(update={"close_calls": (call,), "cheapest": "neither"}))

    assert "Whether one without such a limit costs less still on average is too close to call" in text
    assert "Too close to call: “Neither insurance nor membership” and “Juniper, without insurance”. On average" in text
    assert "“Neither insurance nor membership” costs less still" not in text


def test_what_has_no_limit_comes_second_and_with_its_worst_years(library: Library) -> None:
    """However low its mean and however high its chance: what one year in a hundred costs stands beside them."""
    text = told(library)
    lines = text.splitlines()
    first = next(at for at, line in enumerate(lines) if "has the lowest cost on average" in line)

    assert lines[first].startswith("Of the options with a limit")
    assert re.search(
        r"costs less still on average, but nothing limits it: in 1 year of 100 it comes to \$\d", lines[first + 1]
    )


def test_no_option_is_recommended(library: Library) -> None:
    """Nothing says what to do, or which option is a good one."""
    assert None is re.search(r"(?i)recommend|should (choose|join|take)|best|you save|worth it", told(library))


def test_each_option_shows_its_lines_with_workings(library: Library) -> None:
    """Certain ones exactly, estimates as about so much."""
    part = told(library).partition("\nSILVER WITH JUNIPER\n")[2].partition("\n\n")[0]

    assert re.search(r"^  Premiums +\$7,503 +12 × \$625\.25$", part, re.MULTILINE)
    assert re.search(r"^  Enrollment +\$75 +once \$75$", part, re.MULTILINE)
    assert re.search(
        r"^  Care you pay for yourself +about \$[\d,]+[05]0  average of 1,000 drawn years", part, re.MULTILINE
    )
    assert re.search(r"^  On average, in all +about \$[\d,]+[05]0$", part, re.MULTILINE)
    assert "  ! The fees, $1,020, count toward neither" in part


def test_what_is_not_estimated_is_said_and_has_no_numbers(library: Library) -> None:
    """A household of which nobody's care is known has what is certain alone."""
    text = told(library, made(members=[OLD], insurance=[]))

    assert ["$1,095", "?", "?", "?", "?", "no limit", "?"] == row(text, "Juniper")
    assert library.strings.say("compare.no_estimate_means") in text
    assert "  Not estimated: care of bo, who has Medicare; " in text
    assert "None" not in text


def test_break_even_is_a_sentence(library: Library) -> None:
    """Of each membership; where no number of visits was found, that is said and no more."""
    (with_silver, alone) = plain().break_even
    none, always, one = (alone.model_copy(update={"primary_care_visits": visits}) for visits in (None, 0, 1))
    text = told(library)
    others = told(library, plain().model_copy(update={"break_even": (none, always, one)}))

    assert f"than “Silver alone” from about {with_silver.primary_care_visits} primary care visits a year on." in text
    assert "No number of primary care visits a year was found from which on “Juniper, without insurance”" in others
    assert "even without a single primary care visit." in others
    assert "from 1 primary care visit a year on." in others
    assert "of all who join together" not in text


def test_what_would_flip_it_is_said_in_words(library: Library) -> None:
    """Every kind of change has its own; those among options with a limit stand apart."""
    flips = [
        Flip(input="ana.use.primary_care", from_value=4, to=7, cheapest="juniper", among="all"),
        Flip(input="ana.health", from_value="average", to="chronic", cheapest="silver", among="all"),
        Flip(input="ana.health", from_value="average", to="poor", cheapest="silver", among="all"),
        Flip(input="silver.premium", from_value=625.25, to=393, cheapest="silver", among="all"),
        Flip(input="months_kept", from_value=12, to=1, cheapest="juniper", among="all"),
        Flip(input="something.else", from_value=None, to=2.5, cheapest="juniper", among="all"),
        Flip(input="juniper.fee", from_value=85, to=5, cheapest="silver+juniper", among="with_a_maximum"),
    ]
    part = told(library, plain().model_copy(update={"flips": tuple(flips)}))

    assert (
        "Among all options:\n"
        "  - ana has 7 primary care visits a year, not 4: then “Juniper, without insurance”.\n"
        "  - ana has a chronic illness; it now says average: then “Silver alone”.\n"
        "  - ana is in poor health, not average: then “Silver alone”.\n"
        "  - silver has a premium of $393 a month, not $625.25: then “Silver alone”.\n"
        "  - The membership is kept for 1 month, not 12: then “Juniper, without insurance”.\n"
        "  - something.else is 2.5, not nothing: then “Juniper, without insurance”.\n"
        "Among those with a limit on the worst case:\n"
        "  - juniper has a fee of $5 a month, not $85: then “Silver with Juniper”.\n"
    ) in part
    assert library.strings.say("compare.flips.none") in told(library, plain().model_copy(update={"flips": ()}))


def test_leaving_is_told_in_ranges_of_equal_cost(library: Library) -> None:
    """Once for all options with the same membership."""
    text = told(library)

    assert (
        "“Silver with Juniper”, “Juniper, without insurance”:\n"
        "  After months 1 to 5: $200 (Leaving before month 6 costs $200; this is month 1.)\n"
        "  After months 6 to 24: nothing\n"
    ) in text
    assert 1 == text.count("After months 1 to 5")


def test_what_the_person_gave_is_marked(library: Library) -> None:
    """It stands apart from what was taken, which has its source; in full where sources are known."""
    given, _, taken = told(library).partition("\nYou gave:\n")[2].partition("\nWe took:\n")
    full = outline(plain(), library.strings, open_sources(KNOWLEDGE))

    assert ["  - ana: primary care a year: 4"] == given.splitlines()
    assert "cash-price-studies" in taken
    assert "cash-price-studies" not in full
    assert "(a judgement of ours; change it and see)" in full


def test_what_was_left_out_leaves_no_empty_part(library: Library) -> None:
    """Without a membership there is nothing to leave and no break-even."""
    text = told(library, made(retainers=[]))

    assert library.strings.say("compare.part.exit").upper() not in text
    assert library.strings.say("compare.part.break_even").upper() not in text
    assert "\n\n\n" not in text


@pytest.mark.parametrize(
    ("amount", "rounded"), [(0, 0), (24.99, 0), (25, 50), (7087.05, 7100), (-660, -650), (-680, -700)]
)
def test_estimates_are_rounded_to_fifty_dollars(amount: float, rounded: int) -> None:
    """Half of it up."""
    assert rounded == nearest(amount)


def test_the_day_is_that_of_the_situation() -> None:
    """Not that of the machine."""
    assert date(2026, 11, 21) == plain().as_of
