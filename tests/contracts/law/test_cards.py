"""Law beside the clause: which laws stand beside what, where they seem to differ, and that nobody judges."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from bot.answering.readability import grade
from bot.contracts.law.cards import REACHES, RULES, LawCard, cards, questions
from bot.contracts.termsheet import read
from bot.library import Library
from bot.vocabulary import Document, Span, Term, TermSheet, Trap
from evals.readability import HIGHEST

TODAY = date(2026, 11, 21)
LATER = date(2027, 6, 1)
VERDICT = re.compile(
    r"\b(?:illegal|unlawful|legal|lawful|unenforceable|enforceable|invalid|void|ignore|violates|entitled|eligible|forbidden"
    r"|not allowed|against the law|breaks? the law|breaches|in breach|binding|must refund|you (?:can|may) leave|do not pay|don't pay)\w*",
    re.IGNORECASE,
)

KIND = "You may cancel with 30 days' notice. If you cancel, we refund the unused part of your membership fee."
NO_REFUND = "You may cancel with 30 days' notice. Membership fees are non-refundable."
BALANCE = "You may cancel any time; however, the balance of the annual fee falls due."
LONG = "You may cancel with ninety days' written notice."


def sheet(text: str, **values: Any) -> TermSheet:
    """Read an agreement, and set terms that its text leaves open."""
    found = read(Document(text=text))
    made = tuple(Term(field, "stated", value, Span(0, 5)) for field, value in values.items())
    return TermSheet((*made, *(term for term in found.terms if term.field not in values)), found.traps)


def terms_only(*terms: Term, traps: Iterable[Trap] = ()) -> TermSheet:
    """Make a sheet by hand."""
    return TermSheet(terms, tuple(traps))


def beside(found: Iterable[LawCard], kind: str) -> dict[str, bool]:
    """Return the clauses beside which a kind of demand stands, each with whether there is a tension."""
    return {card.beside: card.tension for card in found if card.kind == kind}


def shown(library: Library, agreement: TermSheet, state: str | None, bills: bool | None = False) -> tuple[LawCard, ...]:
    """Return the cards of today."""
    return cards(agreement, library.laws.values(), state, bills, TODAY)


def tensions(library: Library, agreement: TermSheet, state: str) -> set[str]:
    """Return the kinds of demand with which a clause seems to conflict."""
    return {card.kind for card in shown(library, agreement, state) if card.tension}


TENSE: list[tuple[str, str, set[str]]] = [
    ("NE", NO_REFUND, {"refund"}),
    ("NE", BALANCE, {"refund", "notice_by_patient"}),
    ("NE", LONG, {"notice_by_patient"}),
    ("WA", NO_REFUND, {"refund"}),
    ("WA", LONG, {"notice_by_patient"}),
    ("LA", NO_REFUND, {"refund"}),
    ("LA", BALANCE, {"refund", "notice_by_patient"}),
    ("ID", NO_REFUND, {"refund"}),
    ("ID", BALANCE, {"refund", "notice_by_patient"}),
    ("TN", NO_REFUND, {"refund", "earning"}),
    ("TN", BALANCE, {"refund"}),
    ("MS", NO_REFUND, {"refund"}),
    ("MS", BALANCE, {"refund", "rest_of_term"}),
    ("WV", NO_REFUND, {"refund", "earning"}),
    ("WV", LONG, {"notice_by_patient"}),
    ("SD", NO_REFUND, {"refund"}),
    ("SD", BALANCE, {"refund"}),
    ("AZ", LONG, {"notice_by_patient"}),
    ("FL", LONG, {"notice_by_patient"}),
]


@pytest.mark.parametrize(("state", "text", "expected"), TENSE)
def test_a_clause_that_asks_for_the_opposite_is_in_tension(
    library: Library, state: str, text: str, expected: set[str]
) -> None:
    """Nothing back, the rest of the term owed, or a longer notice than the law's."""
    assert expected == tensions(library, sheet(text), state)


@pytest.mark.parametrize("state", ["NE", "WA", "LA", "ID", "TN", "MS", "WV", "SD", "AZ", "FL", "MI", "UT", "MO"])
def test_a_clause_that_agrees_is_only_to_be_compared(library: Library, state: str) -> None:
    """Every state's card is there, and claims nothing."""
    found = [card for card in shown(library, sheet(KIND), state) if card.law.jurisdiction == state]

    assert (True, []) == (bool(found), [card for card in found if card.tension])


def test_a_law_that_leaves_it_to_the_agreement_is_never_in_tension(library: Library) -> None:
    """Colorado's text follows the agreement's own terms."""
    found = shown(library, sheet(f"{NO_REFUND} If you leave, the remaining months are payable."), "CO")

    assert ({"refund", "notice_by_patient"}, False) == (
        {card.kind for card in found if card.kind in ("refund", "notice_by_patient")},
        any(card.tension for card in found),
    )


@pytest.mark.parametrize(("days", "tense"), [(0, True), (29, True), (30, False), (60, False), ("reasonable", False)])
def test_the_practices_own_notice(library: Library, days: object, tense: bool) -> None:
    """Fewer days than the law names; as many or more are not."""
    found = shown(library, sheet("Hello.", practice_can_terminate_notice_days=days), "NE")

    assert {"practice_can_terminate_notice_days": tense} == beside(found, "practice_notice")


@pytest.mark.parametrize("state", ["LA", "WA"])
@pytest.mark.parametrize(("days", "tense"), [(30, True), (59, True), (60, False), (90, False), ("reasonable", False)])
def test_the_notice_of_a_new_price(library: Library, state: str, days: object, tense: bool) -> None:
    """Sixty days in both states."""
    found = shown(library, sheet("Hello.", price_change_notice_days=days), state)

    assert {"price_change_notice_days": tense} == beside(found, "fee_change_notice")


MONTH, QUARTER, YEAR = ({"amount": 900, "period": period, "who": ""} for period in ("month", "quarter", "year"))


@pytest.mark.parametrize(
    ("state", "rows", "expected"),
    [
        ("MS", [YEAR], {"fee": True}),
        ("MS", [QUARTER], {"fee": True}),
        ("MS", [MONTH, YEAR], {"fee": False}),
        ("MS", [MONTH], {}),
        ("SD", [YEAR], {"fee": False}),
        ("SD", [MONTH], {}),
        ("WV", [YEAR], {"fee": False}),
    ],
)
def test_paying_ahead(library: Library, state: str, rows: list[dict[str, Any]], expected: dict[str, bool]) -> None:
    """Barred in Mississippi, up to a year elsewhere; a yearly price beside a monthly one is a choice."""
    assert expected == beside(shown(library, sheet("Hello.", fee=rows), state), "prepayment")


def test_fees_held_in_trust_stand_beside_fees_paid_ahead(library: Library) -> None:
    """Not beside a monthly fee."""
    ahead, monthly = (shown(library, sheet("Hello.", fee=[row]), "LA") for row in (YEAR, MONTH))

    assert ({"fee": False}, {}) == (beside(ahead, "trust_account"), beside(monthly, "trust_account"))


def test_care_paid_back_stands_beside_a_clawback(library: Library) -> None:
    """Mississippi's text speaks of the true cost of care; that is no tension."""
    clawback = "If you cancel and the usual price of your visits exceeds your fees, you owe it."
    found = shown(library, sheet(clawback), "MS")

    assert [False] == list(beside(found, "cost_of_care").values())


def test_a_bar_on_claims_is_no_tension(library: Library) -> None:
    """In Utah the practice may not bill, in Michigan neither side may: the reader compares."""
    barred = terms_only(traps=[Trap("no_insurance_claims", "low", Span(0, 5))])
    found = [beside(shown(library, barred, state), "billing_ban") for state in ("UT", "MI")]

    assert [{"no_insurance_claims": False}] * 2 == found


def test_a_refund_lost_once_served_is_in_tension(library: Library) -> None:
    """The one trap whose wording is its whole meaning; a refusal known by wording alone may be of another fee."""
    sheets = [terms_only(traps=[Trap(kind, "high", Span(0, 9))]) for kind in ("refund_lost_once_served", "no_refund")]

    assert [True, False] == [bool(tensions(library, one, "WA")) for one in sheets]


def test_a_trap_at_the_words_of_a_term_is_one_card(library: Library) -> None:
    """The same clause is not shown twice beside the same demand."""
    term = Term("refund_policy", "stated", "conditional", Span(10, 60))
    trap = Trap("refund_lost_once_served", "high", Span(20, 60))
    found = shown(library, terms_only(term, traps=[trap]), "NE")

    assert {"refund_policy": True} == beside(found, "refund")


def test_a_contradiction_is_never_in_tension(library: Library) -> None:
    """Which of two clauses counts is not known."""
    two = terms_only(Term("cancel_notice_days", "conflicting", [30, 90], Span(0, 9), also=(Span(20, 30),)))

    assert {"cancel_notice_days": False} == beside(shown(library, two, "NE"), "notice_by_patient")


def test_a_silent_term_has_no_card(library: Library) -> None:
    """There is no clause to stand beside."""
    assert () == shown(library, terms_only(Term("refund_policy", "silent")), "NE")


# Whom a law is about


@pytest.mark.parametrize("state", ["GA", "OK", "WV", "ME", "CO", "MI", "NE", "WA"])
def test_no_card_for_a_practice_that_bills_insurance(library: Library, state: str) -> None:
    """Concierge plans are mostly outside the laws on direct primary care."""
    text = f"{NO_REFUND} This agreement is not insurance. The fee is $90 a month."
    found = [[card.law.id for card in shown(library, sheet(text), state, bills)] for bills in (True, False)]
    of_the_state = [[one for one in ids if one.startswith(state.lower())] for ids in found]

    assert ([], True) == (of_the_state[0], bool(of_the_state[1]))


@pytest.mark.parametrize("state", ["GA", "NE"])
def test_it_is_asked_first_whether_the_practice_bills(library: Library, state: str) -> None:
    """While that is not known there is no card, only the question."""
    agreement = sheet(f"{NO_REFUND} The fee is $90 a month.")
    found = [card for card in shown(library, agreement, state, bills=None) if card.law.jurisdiction == state]

    assert ([], ("laws.ask.bills_insurance",)) == (
        found,
        questions(agreement, library.laws.values(), state, bills_insurance=None),
    )


def test_what_the_agreement_says_of_billing_counts(library: Library) -> None:
    """Unless we were told otherwise: then it is asked."""
    agreement = sheet(NO_REFUND, bills_insurance=False)
    found = {bills: bool(tensions_of(shown(library, agreement, "NE", bills))) for bills in (None, False, True)}
    asked = {bills: questions(agreement, library.laws.values(), "NE", bills) for bills in (None, False, True)}

    assert {None: True, False: True, True: False} == found
    assert {None: (), False: (), True: ("laws.ask.bills_insurance",)} == asked


def tensions_of(found: Iterable[LawCard]) -> list[LawCard]:
    """Return the cards in tension."""
    return [card for card in found if card.tension]


def test_without_a_state_there_are_federal_laws_alone(library: Library) -> None:
    """And the state is asked for, after the question on billing."""
    agreement = sheet(f"{NO_REFUND} The fee is $90 a month.")
    found = {card.law.jurisdiction for card in shown(library, agreement, None)}
    asked = questions(agreement, library.laws.values(), None, bills_insurance=None)

    assert ({"US"}, ("laws.ask.bills_insurance", "laws.ask.state")) == (found, asked)


def test_a_state_without_a_law_on_direct_care_asks_nothing(library: Library) -> None:
    """There is nothing that the answer would change."""
    assert () == questions(sheet(KIND), library.laws.values(), "PA", bills_insurance=None)


def test_a_law_of_another_state_is_never_shown(library: Library) -> None:
    """Idaho's does not stand beside Nebraska's."""
    assert {"NE", "US"} >= {card.law.jurisdiction for card in shown(library, sheet(NO_REFUND), "NE")}


def test_automatic_renewal_reaches_what_renews(library: Library) -> None:
    """Whether or not insurance is billed."""
    renewing, ending = (
        shown(library, sheet("It is $90 a month.", auto_renews=renews, price_change_notice_days=3), "CA", bills=None)
        for renews in (True, False)
    )

    assert (True, False) == tuple(any(card.law.id == "ca-ab-2863" for card in one) for one in (renewing, ending))


def test_a_fee_for_leaving_stands_beside_the_case_on_set_amounts(library: Library) -> None:
    """In California, as something to compare."""
    found = shown(library, sheet("Leaving early costs a cancellation fee of $150."), "CA", bills=None)

    assert {"early_termination_fee": False} == beside(found, "termination_fee")


def test_medicare_stands_beside_its_clause_without_judgement(library: Library) -> None:
    """Whether a fee may be charged is never decided."""
    found = shown(library, sheet("Hello.", medicare_clause="opt_out"), "NE", bills=True)

    assert {"medicare_clause": False} == beside(found, "medicare")


def test_the_hsa_law_stands_beside_the_fee(library: Library) -> None:
    """Without a tension: what it comes to is worked out by `hsa_check`."""
    found = shown(library, sheet("The membership fee is $400 a month."), None)

    assert {"fee": False} == beside(found, "hsa")


# What a card says


def test_a_card_past_its_review_says_so_and_claims_nothing(library: Library) -> None:
    """A conflict with a text that nobody has read again would be a guess."""
    found = [
        one for one in cards(sheet(NO_REFUND), library.laws.values(), "NE", False, LATER) if one.law.id[:2] == "ne"
    ]
    said = " ".join(found[0].said(library.strings))

    assert (True, False, True) == (
        all(card.out_of_date for card in found),
        any(card.tension for card in found),
        "We were to read it again by May 31, 2027" in said,
    )


def test_a_card_in_tension_says_that_it_may_conflict(library: Library) -> None:
    """With the law, its year, what it asks for and what to check."""
    card = next(one for one in shown(library, sheet(NO_REFUND), "NE") if one.tension)
    first, second, *rest = card.said(library.strings)

    assert (
        "This may conflict with Nebraska Revised Statutes 71-9504 (2016 LB 817), as of 2016. Ask the practice or the state."
        == first
    )
    assert (
        "What it asks for, in our words: All fees that are not yet earned are returned within 30 days of notice."
        == second
    )
    assert ["We have read only a part of this law.", True] == [rest[0], rest[-1].startswith("Before you rely on it: ")]


def test_a_law_of_unknown_year_says_so(library: Library) -> None:
    """Its year is never left out in silence."""
    card = next(one for one in shown(library, sheet(NO_REFUND), "WV") if one.tension)

    assert "We do not know the year of the text" in card.said(library.strings)[0]


def test_those_in_tension_come_first_and_federal_ones_last(library: Library) -> None:
    """The reader sees first what to ask."""
    found = shown(library, sheet(f"{NO_REFUND} The fee is $90 a month. This is not insurance."), "NE")
    order = [(not card.tension, card.law.jurisdiction == "US") for card in found]

    assert sorted(order) == order


def test_the_span_is_the_clause(library: Library) -> None:
    """What stands beside the law is quoted exactly."""
    card = next(one for one in shown(library, sheet(NO_REFUND), "NE") if one.tension)

    assert "Membership fees are non-refundable." == NO_REFUND[card.span.start : card.span.end]


def test_no_string_judges(library: Library) -> None:
    """Neither the catalogue nor what the laws are said to ask for."""
    found = [str(library.strings.find(name)) for name in library.strings.names("laws")]
    found += [
        one for law in library.laws.values() for one in (law.check_before_use, *(item.says for item in law.requires))
    ]

    found = [one.replace("We do not say whether a fee is allowed.", "") for one in found]  # says that we do not judge

    assert [] == [(VERDICT.findall(one), one) for one in found if VERDICT.search(one)]


def test_every_sentence_is_easy_to_read(library: Library) -> None:
    """Grade eight or lower, with short names filled in."""
    filled = {
        name: re.sub(r"\{\w+\}", "30", str(library.strings.find(name)))
        for name in library.strings.names("laws")
        if len(str(library.strings.find(name)).split()) > 5
    }

    assert {} == {name: round(grade(text), 1) for name, text in filled.items() if grade(text) > HIGHEST}


def test_the_rules_speak_of_demands_that_laws_have(library: Library) -> None:
    """And every reach is decided."""
    known = {item.kind for law in library.laws.values() for item in law.requires}

    assert (set(), True) == (
        {rule.demand for rule in RULES} - known,
        {law.reaches for law in library.laws.values()} <= set(REACHES),
    )
