"""Changes and disagreements as data: sentences that are complete and plain, quotes that are exact."""

import json
import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest

from bot.answering.changes import changes, outline
from bot.answering.disagreements import disagreements
from bot.contracts.changes.contradictions import contradictions
from bot.contracts.changes.revisions import compare
from bot.contracts.termsheet import read
from bot.library import Library
from bot.vocabulary import ClauseChange, Comparison, Document, Mark, Reading, Revision, Shift, Span, Term, TermChange

OLD = """Membership agreement

1. Fees

The membership fee is $80 a month for each adult.

2. Leaving

You may cancel this agreement with 30 days' written notice. Bring a list of your medicines.
Copies are sent within 10 days.

If you leave before the term is over, the remaining balance of the year's fees is due.

We close the door at noon. Members park behind the house.
"""
NEW = """Membership agreement

1. Fees

The membership fee is $95 a month for each adult. Dogs wait outside.

2. Leaving

You may cancel this agreement with 60 days' written notice. Please bring a list of your medications.
Copies are sent within 20 days.

You hold the practice harmless. Members do not park behind the house.
"""


def reading(text: str, title: str = "Agreement") -> Reading:
    """Read a text as a revision."""
    content = Document(text=text)
    return Reading(Revision("sha256:" + "0" * 64, title.lower(), title, "agreement", content), read(content))


def told(library: Library, old: str = OLD, new: str = NEW) -> dict[str, Any]:
    """Tell what changed."""
    return changes(compare(reading(old), reading(new)), library.strings)


def quotes(body: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each quote with the side that it is of."""
    for row in (*body["terms"], *body["traps"], *body["clauses"]):
        for side in ("from", "to"):
            if row[side] and row[side]["quote"]:
                yield side, row[side]


def test_changes_are_json_with_exact_quotes(library: Library) -> None:
    """Each with start, end, page and section; what is told of a term is not told of its clause."""
    body = json.loads(json.dumps(told(library)))
    texts = {"from": OLD, "to": NEW}
    terms = {row["field"]: row for row in body["terms"]}

    assert (terms["cancel_notice_days"]["from"]["value"], terms["cancel_notice_days"]["to"]["value"]) == (30, 60)
    assert terms["cancel_notice_days"]["harder"] == "to"
    assert all(quote["quote"] == texts[side][quote["start"] : quote["end"]] for side, quote in quotes(body))
    assert all({"page", "section"} <= quote.keys() for _, quote in quotes(body))
    assert not any("cancel" in quote["quote"] for row in body["clauses"] for quote in (row["from"], row["to"]) if quote)


def test_each_kind_of_change_is_said(library: Library) -> None:
    """In words that say how far to trust them."""
    body = told(library)
    said = {row["change"]: row["say"] for row in body["clauses"]}

    assert said["number"] == "A number changed here. Read both."
    assert "not" in said["meaning"]
    assert said["meaning"].endswith("Read both.")
    assert said["wording"] == "Only the wording changed here, as far as I can tell."
    assert said["added"] == "These words are new."
    assert "Read the new text whole" in body["say"]
    assert {row["change"] for row in body["traps"]} >= {"appeared", "went"}


def test_a_term_that_is_not_found_any_more_is_not_said_to_be_gone(library: Library) -> None:
    """Other words stand in its place: they are shown, and not judged."""
    new = OLD.replace(
        "You may cancel this agreement with 30 days' written notice.", "You may cancell this arrangment with notices."
    )
    row = next(row for row in told(library, OLD, new)["terms"] if row["field"] == "cancel_notice_days")

    if row["change"] == "became_silent":
        assert row["instead"]["quote"] == "You may cancell this arrangment with notices."
        assert "Read both" in row["say"]
    assert row["from"]["value"] == 30


def test_nothing_that_changed_is_said_in_one_sentence(library: Library) -> None:
    """No list, no counts."""
    body = told(library, OLD, OLD)

    assert (body["same"], body["terms"], body["traps"], body["clauses"]) == (True, [], [], [])
    assert body["say"] == "Nothing changed. Both texts say the same in the same words."


def test_texts_with_little_in_common_are_said_to_be_so(library: Library) -> None:
    """They may be of two practices."""
    assert "little in common" in told(library, OLD, "Boats leave at noon from the lower pier.")["say"]


def test_the_terminal_shows_both_quotes_below_each_change(library: Library) -> None:
    """The older with -, the newer with +."""
    lines = outline(told(library), library.strings).splitlines()

    assert lines[0] == "WHAT CHANGED SINCE THE OLDER TEXT"
    assert "    - “Copies are sent within 10 days.”" in lines
    assert "    + “Copies are sent within 20 days.”" in lines


@pytest.mark.parametrize("shift", get_args(Shift))
@pytest.mark.parametrize("counterpart", [None, Span(0, 3)])
def test_every_change_of_a_term_has_a_sentence(library: Library, shift: Shift, counterpart: Span | None) -> None:
    """Whether or not other words stand in its place."""
    revision = reading(OLD).revision
    change = TermChange(
        "auto_renews", shift, Term("auto_renews", "silent"), Term("auto_renews", "stated", value=True), counterpart
    )
    (row,) = changes(Comparison(revision, revision, (change,)), library.strings)["terms"]

    assert row["say"].endswith((".", "."))
    assert "Renewal" in row["say"]


@pytest.mark.parametrize("mark", get_args(Mark))
def test_every_mark_has_a_sentence(library: Library, mark: Mark) -> None:
    """It is never silent about why."""
    revision = reading(OLD).revision
    change = ClauseChange("meaning", Span(0, 3), Span(0, 3), (mark,))
    (row,) = changes(Comparison(revision, revision, clauses=(change,)), library.strings)["clauses"]

    assert row["say"].startswith("This may change the meaning. ")
    assert row["say"].endswith(" Read both.")


def test_disagreeing_documents_are_quoted_side_by_side(library: Library) -> None:
    """With the one that is the harder on the patient, and what to do."""
    site = "Membership\n\nYou may cancel your membership at any time.\n"
    (row,) = (
        row
        for row in disagreements(
            contradictions([reading(site, "Our site"), reading(OLD, "Agreement")]), library.strings
        )
        if row["field"] == "cancel_notice_days"
    )

    assert (row["one"]["title"], row["one"]["value"], row["other"]["value"]) == ("Our site", 0, 30)
    assert row["other"]["quote"] == OLD[row["other"]["start"] : row["other"]["end"]]
    assert row["stricter"] == "other"
    assert "“Agreement” is the harder on you" in row["say"]


def grade(sentence: str) -> float:
    """Return the school grade for which a sentence is written, by Flesch and Kincaid."""
    words = re.findall(r"[a-z]+", sentence.lower())
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", re.sub(r"(?:e|es|ed)$", "", word)))) for word in words)
    sentences = max(1, len(re.findall(r"[.!?:]", sentence)))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def test_the_sentences_are_for_grade_eight_at_most(library: Library) -> None:
    """Everybody who signs can read what changed."""
    entries = [library.strings.find(name) for name in library.strings.names("changes")]
    sentences = [one for entry in entries for one in (entry.values() if isinstance(entry, dict) else [entry])]

    assert [one for one in sentences if grade(re.sub(r"\{\w+\}", "it", one)) > 8] == []
