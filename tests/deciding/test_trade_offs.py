"""What one gets and gives up: as many words for as against, from the terms, with exact quotes."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from knowns import (
    BOUND,
    EMPLOYER,
    FREE,
    MEMBER,
    NO_FEE,
    Case,
    agreement,
    case_of,
    exact,
    left_in,
    of_practice,
    strings,
    texts,
)

from bot.deciding import compared
from bot.deciding.trade_offs import trade_offs
from bot.vocabulary import TradeOff

SITUATIONS: Mapping[str, Mapping[str, Any]] = {
    "an employer's plan": MEMBER,
    "a practice that bills": {**MEMBER, "retainers.bills_insurance": True},
    "Medicare": {"members.me.age": 70, "coverage": "medicare", "retainers.fee": 1200},
    "no insurance": {"members.me.age": 30, "coverage": "none", "retainers.fee": 5},
    "a health share": {"members.me.age": 30, "coverage": "health_share", "retainers.fee": 5},
}


def rows(case: Case) -> dict[str, TradeOff]:
    """Return the rows of a case by their options."""
    table = compared.block(case.found, case.told, strings())
    return {one.option: one for one in trade_offs(case.found, case.told, table.options, strings()).rows}


def say(name: str, **values: object) -> str:
    """Return a sentence of this block."""
    return strings().say(f"deciding.trade_offs.{name}", **values)


def balanced(row: TradeOff) -> bool:
    """Whether there are about as many words, and as many sentences, for an option as against it."""
    counts = [sum(len(re.findall(r"\S+", text)) for text in texts(side)) for side in (row.gets, row.gives_up)]
    return len(row.gets) == len(row.gives_up) and 0.8 <= counts[0] / counts[1] <= 1.25


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_option_takes_as_many_words_for_as_against(name: str) -> None:
    """In whatever situation, where only the fee is known."""
    assert [] == [one.name for one in rows(case_of(SITUATIONS[name])).values() if not balanced(one)]


@pytest.mark.parametrize(
    "name", ["juniper-street", "harbor-lane", "cedar-bluff", "millbrook-family", "puddlegate-pediatrics"]
)
def test_every_agreement_takes_as_many_words_for_as_against(name: str) -> None:
    """Of real length and with real clauses."""
    found = rows(case_of(EMPLOYER, of_practice(name)))

    assert f"plan+{name}" in found
    assert [] == [one.name for one in found.values() if not balanced(one)]


def test_all_texts_of_the_catalogue_are_of_about_one_length() -> None:
    """So that whatever comes together is balanced."""
    names = [name for name in strings().names("deciding.trade_offs") if not name.endswith((".heading", ".note"))]
    lengths = [len(strings().say(name, sum="$1,000").split()) for name in names]

    assert len(names) > 10
    assert 2 >= max(lengths) - min(lengths)


def test_rows_stand_in_the_order_of_the_table() -> None:
    """What is held now comes first and is marked."""
    case = case_of({**MEMBER, "insurance2.premium": 10})
    table = compared.block(case.found, case.told, strings())
    found = trade_offs(case.found, case.told, table.options, strings())

    assert [one.id for one in table.options] == [one.option for one in found.rows]
    assert [True, *[False] * (len(found.rows) - 1)] == [one.reference for one in found.rows]


def test_staying_gives_up_a_promise_and_not_the_limit() -> None:
    """Without insurance it gives up the limit."""
    insured, uninsured = rows(case_of(MEMBER))["plan"], rows(case_of(SITUATIONS["no insurance"]))["neither"]

    assert ([say("no_promise"), say("pay_each")], [say("no_promise"), say("no_limit")]) == (
        texts(insured.gives_up),
        texts(uninsured.gives_up),
    )


def test_joining_gets_what_the_agreement_promises_with_its_words() -> None:
    """Letter for letter as they stand there."""
    paper = agreement(BOUND)
    row = rows(case_of(EMPLOYER, paper))["plan+agreement-1"]
    quotes = row.gets[0].quotes

    assert ([True], "same-day or next-day" in quotes[0].text) == ([exact(one, paper) for one in quotes], True)
    assert not row.gets[0].shown


def test_every_quote_of_a_real_agreement_is_exact() -> None:
    """Also out of a file with markup."""
    paper = of_practice("juniper-street")
    found = rows(case_of(EMPLOYER, paper)).values()
    quotes = [quote for row in found for one in (*row.gets, *row.gives_up) for quote in one.quotes]

    assert len(quotes) > 0
    assert [] == [quote.text for quote in quotes if not exact(quote, paper)]


def test_an_agreement_that_promises_nothing_is_said_to() -> None:
    """And one that was not seen is not said to promise anything."""
    silent, unseen = (
        rows(case_of(EMPLOYER, agreement(FREE)))["plan+agreement-1"],
        rows(case_of(MEMBER))["plan+membership"],
    )

    assert (say("access_silent"), say("access_unread")) == (silent.gets[0].text, unseen.gets[0].text)
    assert ((), ()) == (silent.gets[0].quotes, unseen.gets[0].quotes)


def test_a_practice_that_bills_gives_no_visits_free_of_bills() -> None:
    """One gets a practice, and the insurance is billed."""
    told = {**MEMBER, "retainers.bills_insurance": True}

    assert (say("visits"), say("bills")) == tuple(
        rows(case_of(facts))["plan+membership"].gets[1].text for facts in (MEMBER, told)
    )


def test_the_fee_of_a_year_is_given_up() -> None:
    """With the enrollment fee, for the months that one stays."""
    told = {**MEMBER, "retainers.enrollment_fee": 75}
    half = {**told, "months_kept": 6}

    assert [say("fee", sum="$1,275"), say("fee", sum="$675")] == [
        rows(case_of(facts))["plan+membership"].gives_up[0].text for facts in (told, half)
    ]


def test_joining_without_insurance_gives_up_any_limit() -> None:
    """That is said in the place of the fee."""
    assert say("no_limit") == rows(case_of(MEMBER))["membership"].gives_up[0].text


def test_on_a_parents_plan_no_limit_is_given_up() -> None:
    """There is one, though nothing is told of it here."""
    found = rows(case_of({"members.me.age": 22, "coverage": "parent", "retainers.fee": 60}))

    assert [] == [one.option for one in found.values() if say("no_limit") in texts(one.gives_up)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BOUND, say("leaving", sum="$990")),
        (FREE, say("leaving_free")),
        (f"{NO_FEE}\n3. Fee. The fee is $80 per month.", None),
    ],
)
def test_leaving_costs_what_the_terms_say(text: str, expected: str | None) -> None:
    """At most, in the first year; what is not clear is said to be unclear."""
    row = rows(case_of(EMPLOYER, agreement(text)))["plan+agreement-1"]

    assert (expected or row.gives_up[1].text) == row.gives_up[1].text
    assert say("leaving_unread") == rows(case_of(MEMBER))["plan+membership"].gives_up[1].text


@pytest.mark.parametrize(("month", "expected"), [(12, say("leaving", sum="$400")), (13, say("leaving_free"))])
def test_leaving_is_told_of_the_first_year(month: int, expected: str) -> None:
    """Whichever month of it is the one that costs."""
    case = left_in(case_of(EMPLOYER, agreement(FREE)), "plan+agreement-1", month, 400)

    assert expected == rows(case)["plan+agreement-1"].gives_up[1].text


def test_a_health_share_makes_no_clear_terms_unclear() -> None:
    """Leaving a practice is told by its agreement, whatever one shares."""
    told = {"members.me.age": 40, "coverage": "health_share", "insurance.premium": 250}
    row = rows(case_of(told, agreement(BOUND)))["health-share+agreement-1"]

    assert say("leaving", sum="$990") == row.gives_up[1].text
