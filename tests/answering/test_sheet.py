"""A term sheet as data: exact quotes, what to ask, the law beside it, and what a practice replied."""

import json
from datetime import date
from typing import Any

import pytest

from bot.answering.sheet import IMPORTANT, Known, References, sheet, to_ask
from bot.contracts.termsheet import FIELDS, read
from bot.library import Library
from bot.vocabulary import Document, Reply, Revision, Span, Term, TermSheet, Trap

TODAY = date(2026, 11, 21)
TEXT = """Fern Hollow membership

1. Fees

The membership fee is $85 a month for each adult. We may change the fee with 30 days' notice.
We do not bill insurance. This agreement is not insurance.

2. Leaving

The initial term of this agreement is one (1) year. If you leave early, the remaining balance of the fees is due.
You may cancel with 30 days' notice.

Members may cancel with 60 days' notice. Membership fees are non-refundable. However, we refund members who die.

3. Disputes

Any dispute goes to binding arbitration. A missed visit costs $40. This agreement renews automatically each year.
"""


def revision(text: str = TEXT) -> Revision:
    """Return an agreement."""
    pages = (0, text.index("2. Leaving")) if "2. Leaving" in text else (0,)
    content = Document(text=text, pages=pages, warnings=("Page 3 could not be read.",))
    return Revision("sha256:" + "0" * 64, "fern", "Fern Hollow", "agreement", content)


def made(library: Library, text: str = TEXT, **known: Any) -> dict[str, Any]:
    """Return the sheet of an agreement."""
    one = revision(text)
    references = References(library.strings, library.laws, library.figures)
    return sheet(one, read(one.content), references, Known(**{"on": TODAY, **known}))


@pytest.fixture(scope="module")
def whole(library: Library) -> dict[str, Any]:
    """Return the sheet of the agreement above, in a state that has laws."""
    return made(library, state="WA", bills_insurance=False)


def places(entry: Any) -> list[dict[str, Any]]:
    """Return everything in a sheet that quotes."""
    if isinstance(entry, list):
        return [found for one in entry for found in places(one)]
    if not isinstance(entry, dict):
        return []
    own = [entry] if entry.get("quote") is not None else []
    return own + [found for one in entry.values() for found in places(one)]


def test_every_quote_is_exact(whole: dict[str, Any]) -> None:
    """It is the text between its offsets, without white space at its ends, on the page on which it stands."""
    quotes = places(whole)

    assert len(quotes) > 15
    for one in quotes:
        assert one["quote"] == TEXT[one["start"] : one["end"]] == one["quote"].strip() != ""
        assert one["page"] == (1 if one["start"] < TEXT.index("2. Leaving") else 2)


def test_a_sheet_is_json(whole: dict[str, Any]) -> None:
    """Whoever asks over HTTP gets it as it is."""
    assert whole == json.loads(json.dumps(whole))


def test_a_sheet_has_the_names_of_the_design(whole: dict[str, Any]) -> None:
    """Others build on them."""
    designed = {"document", "terms", "traps", "exit_cost", "retainer", "ask_before_signing"}
    row = {"field", "state", "value", "conditions", "quote", "start", "end", "page", "section", "also"}

    assert designed <= set(whole)
    assert {"title", "revision", "pages", "characters", "warnings"} <= set(whole["document"])
    assert (2, len(TEXT)) == (whole["document"]["pages"], whole["document"]["characters"])
    assert [field.name for field in FIELDS] == [term["field"] for term in whole["terms"]]
    assert all(row <= set(term) for term in whole["terms"])
    assert {"kind", "severity", "quote", "start", "end", "why"} <= set(whole["traps"][0])
    assert {"month", "amount", "low", "high", "workings"} == set(whole["exit_cost"][0])
    assert list(range(1, 25)) == [cost["month"] for cost in whole["exit_cost"]]


def test_a_silent_term_quotes_nothing(whole: dict[str, Any]) -> None:
    """It has neither value nor place."""
    silent = [term for term in whole["terms"] if term["state"] == "silent"]

    assert silent
    for term in silent:
        assert (None, None, None, None, []) == tuple(term[name] for name in ("value", "quote", "start", "end", "also"))
        assert term["say"]


def test_a_conflict_shows_both_places(whole: dict[str, Any]) -> None:
    """The reader does not choose."""
    notice = next(term for term in whole["terms"] if term["field"] == "cancel_notice_days")

    assert ("conflicting", [30, 60]) == (notice["state"], notice["value"])
    assert "You may cancel with 30 days' notice." == notice["quote"]
    assert "Members may cancel with 60 days' notice." in [place["quote"] for place in notice["also"]]


def test_a_condition_stands_beside_its_term(whole: dict[str, Any]) -> None:
    """Whoever reads the term reads what limits it."""
    refund = next(term for term in whole["terms"] if term["field"] == "refund_policy")

    assert ["However, we refund members who die."] == refund["conditions"]


def test_what_to_ask_begins_with_contradictions(whole: dict[str, Any], library: Library) -> None:
    """Then come traps that are not slight, then silences that matter; no question stands twice."""
    asked = whole["ask_before_signing"]
    about = [one["about"] for one in whole["questions"]]
    silent = {term["field"] for term in whole["terms"] if term["state"] == "silent"}
    last = [name for name in about if name in silent]

    assert library.strings.say("terms.cancel_notice_days.ask") == asked[0]
    assert asked == [one["question"] for one in whole["questions"]]
    assert len(asked) == len(set(asked))
    assert set(IMPORTANT) & silent >= set(last)
    assert "enrollment_fee" in last
    assert last == about[-len(last) :]
    assert "no_show_fee" not in about


@pytest.fixture
def hand_made() -> TermSheet:
    """Return a sheet of all fields: one contradiction, three traps, the rest silent."""
    other = [Term(field.name, "silent") for field in FIELDS if field.name != "refund_policy"]
    traps = (
        Trap("acceleration", "high", Span(0, 1)),
        Trap("venue", "medium", Span(2, 3)),
        Trap("venue", "medium", Span(4, 5)),
        Trap("late_fee", "low", Span(6, 7)),
    )
    return TermSheet((*other, Term("refund_policy", "conflicting", ["none", "prorated"], Span(0, 1))), traps)


def test_one_question_for_each_matter(hand_made: TermSheet, library: Library) -> None:
    """Two clauses of one kind are asked about once, slight ones not at all, and only silences that matter."""
    about = [one["about"] for one in to_ask(hand_made, library.strings)]

    assert ["refund_policy", "acceleration", "venue"] == about[:3]
    assert set(about[3:]) <= {field for field in IMPORTANT if field != "refund_policy"}
    assert "fee" in about


def test_every_field_that_matters_can_be_asked_about(library: Library) -> None:
    """Each is a field of the sheet and has a question."""
    assert set(IMPORTANT) <= {field.name for field in FIELDS}
    assert all(library.strings.say(f"terms.{field}.ask").endswith("?") for field in IMPORTANT)


def test_the_check_for_health_savings_accounts_gives_its_reasons(library: Library) -> None:
    """A fee above the limit is outside the rule, and the clause of the fee is quoted; it never says that all fits."""
    dear = made(library, TEXT.replace("$85", "$250"))["hsa"]
    fair = made(library)["hsa"]

    assert "fails" == dear["result"]
    assert [place["quote"] for reason in dear["reasons"] for place in reason["quotes"] if "$250" in place["quote"]]
    assert fair["result"] in {"unclear", "no_conflict_found"}
    assert fair["say"] != dear["say"]
    assert all(reason["say"] for reason in (*dear["reasons"], *fair["reasons"]))


def test_laws_stand_beside_clauses_only_where_state_and_billing_are_known(library: Library) -> None:
    """Before that, it is asked in which state the practice is and if it bills insurance."""
    known = made(library, state="WA", bills_insurance=False)
    nowhere = made(library, TEXT.replace("We do not bill insurance. ", ""))

    assert [law for law in known["laws"] if law["jurisdiction"].endswith("WA")]
    assert all(law["say"] and law["quote"] for law in known["laws"])
    assert None is nowhere["state"]
    assert not [law for law in nowhere["laws"] if law["jurisdiction"].endswith("WA")]
    assert nowhere["law_questions"]
    assert "WA" == known["state"]


def test_a_reply_is_marked_as_no_part_of_the_agreement(library: Library) -> None:
    """It says what the practice wrote and when; no term is changed by it."""
    reply = Reply("fern", "sha256:0", "refund_policy", "We do pay back unused months.", date(2026, 11, 3))
    with_reply, without = made(library, replies=(reply,)), made(library)

    assert [
        {
            "about": "refund_policy",
            "text": "We do pay back unused months.",
            "wrote": "2026-11-03",
            "say": "The practice wrote on November 3, 2026. This is not in the agreement.",
        }
    ] == with_reply["replies"]
    assert [] == without["replies"]
    assert with_reply["terms"] == without["terms"]


def test_an_empty_agreement_has_a_sheet(library: Library) -> None:
    """Everything is silent, and everything that matters is to be asked."""
    found = made(library, "")

    assert {"silent"} == {term["state"] for term in found["terms"]}
    assert ([], []) == (found["traps"], places(found))
    assert len(IMPORTANT) == len(found["ask_before_signing"])
