"""How options stand to each other: the same rule for and against, whoever else is compared."""

from collections.abc import Mapping
from typing import Any

import pytest
from knowns import BOUND, EMPLOYER, FREE, MEMBER, Case, agreement, case_of, strings

from bot.deciding import compared
from bot.deciding.result import result, settings_say, turned
from bot.deciding.verdicts import OPPOSITES, Pair, Standing, standing, verdicts
from bot.vocabulary import Verdict

OLD: Mapping[str, Any] = {"members.me.age": 70, "coverage": "medicare", "retainers.fee": 100}
NO_COVER: Mapping[str, Any] = {"members.me.age": 30, "coverage": "none", "retainers.fee": 60}
COPAY: Mapping[str, Any] = {**EMPLOYER, "insurance.copays.primary_care": 80}
OFTEN: Mapping[str, Any] = {
    **COPAY,
    "members.me.use.primary_care": 30,
    "insurance.deductible": 0,
    "insurance.coinsurance": 0,
    "insurance.out_of_pocket_max": 40_000,
}


def said(case: Case) -> dict[str, Verdict]:
    """Return the verdicts of a case by their options."""
    rows = compared.ordered(case.found, case.told.reference)
    return {one.option: one for one in verdicts(case.found, case.told, rows, strings())}


def how(case: Case, one: str = "plan+membership", other: str = "plan") -> Standing:
    """Return how one option stands to another."""
    return standing(Pair(case.option(one), case.option(other)), case.found)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({**MEMBER, "retainers.fee": 400}, "always_more"),
        ({**OFTEN, "retainers.fee": 0}, "always_less"),
        ({**OFTEN, "retainers.fee": 40}, "always_less"),
        ({**COPAY, "members.me.use.primary_care": 10, "retainers.fee": 20}, "less"),
        ({**COPAY, "retainers.fee": 40}, "more"),
        ({**COPAY, "retainers.fee": 10}, "close"),
    ],
)
def test_an_option_stands_by_its_years(facts: Mapping[str, Any], expected: str) -> None:
    """Always, or on average."""
    case = case_of(facts)

    assert expected == how(case)
    assert OPPOSITES[how(case)] == how(case, "plan", "plan+membership")


def test_opposites_are_opposite_both_ways() -> None:
    """And only what is even is its own."""
    assert {"close", "certain_same"} == {one for one, other in OPPOSITES.items() if one == other}
    assert all(one == OPPOSITES[OPPOSITES[one]] for one in OPPOSITES)


@pytest.mark.parametrize(("fee", "expected"), [(100, "certain_more"), (0, "certain_same")])
def test_where_care_is_not_estimated_only_what_is_certain_counts(fee: int, expected: str) -> None:
    """The result says so too."""
    case = case_of({**OLD, "retainers.fee": fee})

    assert expected == how(case, "medicare+membership", "medicare")
    assert "not estimated here" in " ".join(result(case.found, case.told, strings()))


@pytest.mark.parametrize("other", [{}, {"insurance2.premium": 10, "insurance2.deductible": 100}])
def test_a_further_plan_changes_no_standing(other: Mapping[str, Any]) -> None:
    """What is always dearer is so whatever else there is."""
    case = case_of({**MEMBER, "retainers.fee": 400, **other})

    assert "always_more" == how(case)


def test_of_two_memberships_that_always_save_both_are_said_to() -> None:
    """As of two that always cost more: not the cheaper one alone."""
    facts = {**OFTEN, "retainers.bills_insurance": False}
    case = case_of(facts, agreement(FREE), agreement(FREE.replace("$60", "$65"), "Other.txt"))

    assert ["always_less", "always_less"] == [how(case, f"plan+agreement-{number}") for number in (1, 2)]


def test_every_option_but_the_one_held_now_has_a_verdict_on_it() -> None:
    """Named with both."""
    found = said(case_of(MEMBER))

    assert {"plan+membership", "membership"} == set(found)
    assert found["plan+membership"].name.endswith(", against Your employer plan alone")


@pytest.mark.parametrize(
    "facts", [MEMBER, {**MEMBER, "retainers.fee": 400}, {**OFTEN, "retainers.fee": 40}, OLD, NO_COVER]
)
def test_a_headline_has_three_to_eight_words(facts: Mapping[str, Any]) -> None:
    """Short enough to be read at a glance."""
    assert [] == [one.headline for one in said(case_of(facts)).values() if not 3 <= len(one.headline.split()) <= 8]


def test_giving_up_insurance_is_a_caution_first_of_all() -> None:
    """Cheaper or not: nothing caps a hospital bill."""
    one = said(case_of(MEMBER))["membership"]

    assert one.caution
    assert one.text.startswith("Nothing caps a hospital bill here.")
    assert "no limit" in one.headline


def test_an_option_with_insurance_is_no_caution() -> None:
    """Also not where only the cost of leaving has no known bound."""
    one = said(case_of({**MEMBER, "months_kept": 6}))["plan+membership"]

    assert not one.caution
    assert "hospital" not in one.text


def test_without_insurance_now_nothing_is_given_up() -> None:
    """What has no limit now is no caution against what has none either."""
    found = said(case_of(NO_COVER))

    assert not found["membership"].caution


@pytest.mark.parametrize(
    ("facts", "word"), [({**MEMBER, "retainers.fee": 400}, "more"), ({**OFTEN, "retainers.fee": 40}, "less")]
)
def test_result_headline_and_settings_say_the_same(facts: Mapping[str, Any], word: str) -> None:
    """Of the same pair, in the same direction."""
    case = case_of(facts)
    texts = (
        result(case.found, case.told, strings())[0],
        said(case)["plan+membership"].headline,
        settings_say(case.found, case.told, strings()),
    )

    assert [True] * 3 == [f" {word} " in text for text in texts]


def test_a_result_names_the_sum_rounded_as_an_estimate() -> None:
    """To fifty dollars, unless nothing of it is estimated."""
    case = case_of(MEMBER)
    more = Pair(case.option("plan+membership"), case.option("plan")).more

    assert f"about ${int((more + 25) // 50 * 50):,} more" in result(case.found, case.told, strings())[0]
    assert "$1,200 more" in result((old := case_of(OLD)).found, old.told, strings())[0]


def test_a_small_difference_reads_as_one() -> None:
    """No sum is about under another."""
    cases = [case_of({**MEMBER, "retainers.fee": fee, "members.me.use.primary_care": 0}) for fee in (1, 2)]

    assert [] == [text for case in cases for text in result(case.found, case.told, strings()) if "about under" in text]


def test_to_join_without_insurance_is_said_to_be_no_insurance() -> None:
    """In a sentence of its own."""
    case = case_of(NO_COVER)

    assert strings().say("deciding.result.uninsured") in result(case.found, case.told, strings())


def test_one_on_a_parents_plan_is_not_told_to_be_uninsured() -> None:
    """They have cover, of which nothing is told here."""
    case = case_of({"members.me.age": 22, "coverage": "parent", "retainers.fee": 60})

    assert strings().say("deciding.result.uninsured") not in result(case.found, case.told, strings())


@pytest.mark.parametrize("facts", [EMPLOYER, {"members.me.age": 30, "coverage": "none"}])
def test_of_several_memberships_each_is_held_against_what_there_is(facts: Mapping[str, Any]) -> None:
    """In whatever order they were named, with insurance or without."""
    some = agreement(BOUND), agreement(FREE, "Free.txt")
    forth, back = (case_of(facts, *one) for one in (some, some[::-1]))
    texts = [set(result(case.found, case.told, strings())) for case in (forth, back)]

    assert texts[0] == texts[1]
    assert [True, True] == [any(f"Adding {name} " in text for text in texts[0]) for name in ("Paper", "Free")]


def test_without_a_membership_the_cheapest_with_a_limit_is_named() -> None:
    """And where there is nothing to compare, that is said."""
    two = case_of({**EMPLOYER, "insurance2.premium": 5, "insurance2.deductible": 0, "insurance2.out_of_pocket_max": 0})
    one = case_of(EMPLOYER)

    assert ("Of the options with a limit on the worst case, “The other plan alone” costs least on average.",) == result(
        two.found, two.told, strings()
    )
    assert "Your employer plan" in result(one.found, one.told, strings())[0]


def test_what_is_set_and_turns_the_result_round_is_said() -> None:
    """In both directions, and nothing where it stays on its side."""
    dear, cheap, dearer = (case_of({**OFTEN, "retainers.fee": fee}) for fee in (300, 0, 400))
    say = strings().say

    def text(before: Case, after: Case) -> str:
        return turned(before.found, after.found, after.told, strings())

    close = case_of({**COPAY, "retainers.fee": 10})
    pair = {"one": dear.option("plan+membership").name, "other": dear.option("plan").name}
    assert (say("deciding.flipped.to_close", **pair), say("deciding.flipped.to_less", **pair), "") == (
        text(dear, close),
        text(dear, cheap),
        text(close, close),
    )
    assert (say("deciding.flipped.to_more", **pair), "") == (
        text(cheap, dear),
        text(dear, dearer),
    )


def test_nothing_is_turned_round_where_nothing_can_be_joined() -> None:
    """There is no side to turn from."""
    none, one = case_of(EMPLOYER), case_of(MEMBER)

    assert "" == turned(none.found, one.found, one.told, strings())


def test_a_break_even_says_how_many_visits() -> None:
    """All together where there are several people, or that no number was found."""
    alone, together = (case_of({**MEMBER, **more}) for more in ({}, {"members.spouse.age": 40}))

    assert "doctor visits a year on." in said(alone)["plan+membership"].text
    assert "all of you together" in said(together)["plan+membership"].text
    assert (
        "No number of doctor visits"
        in said(case_of({**MEMBER, "retainers.bills_insurance": True}))["plan+membership"].text
    )
