"""Cues: each reads the clause that it gives as its example; skips pass over the clauses they name."""

import re
from datetime import timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.contracts.reading.cues import Cue, Field, Finding, Skip, strongest
from bot.contracts.reading.lines import Line, lines
from bot.contracts.reading.patterns import words
from bot.contracts.termsheet import FIELDS, read
from bot.contracts.traps import KINDS
from bot.documents.outline import clauses
from bot.vocabulary import Document

TRAPS = [kind.clause for kind in KINDS]
CUES = [(field, cue) for field in (*FIELDS, *TRAPS) for cue in field.cues]


def read_lines(text: str) -> list[Line]:
    """Cut a text into lines that are ready for cues."""
    return lines(clauses(Document(text=text)))


@pytest.mark.parametrize(("field", "cue"), CUES, ids=[f"{field.name}: {cue.example}" for field, cue in CUES])
def test_a_cue_reads_its_own_example(field: Field, cue: Cue) -> None:
    """Neither what adjoins the wording, nor what the clause also says, nor a skip of its field is in the way."""
    (line,) = read_lines(cue.example)

    assert field.about.search(line.context)
    assert not [skip.reason for skip in field.skip if skip.holds(line)]
    assert cue.read(line) is not None


@pytest.mark.parametrize(("field", "cue"), CUES, ids=[f"{field.name}: {cue.example}" for field, cue in CUES])
def test_a_field_reads_of_an_example_what_the_cue_says(field: Field, cue: Cue) -> None:
    """No stronger cue of the field makes something else of the example."""
    (line,) = read_lines(cue.example)

    assert cue.read(line) == field.read([line]).value


def test_no_two_cues_of_a_field_have_the_same_example() -> None:
    """An example shows what its cue is for."""
    examples = [(field.name, cue.example) for field, cue in CUES]

    assert len(examples) == len(set(examples))


CUE = Cue(
    "A fee is due.",
    words("fee"),
    "fee",
    3,
    unless=words("waived"),
    under=words("money"),
    before=words("no"),
    after=words("schedule"),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Money: a fee is due.", "fee"),
        ("MONEY MATTERS\n\nA fee is due.", "fee"),
        ("Think of money. A fee is due.", "fee"),
        ("A fee is due.", None),
        ("Money: a fee is waived.", None),
        ("Money: no fee is due.", None),
        ("Money: see the fee schedule.", None),
        ("Money: see the fee schedule for the fee.", "fee"),
        ("Money: see schedule for " + "each of the many kinds " * 4 + "of fee.", "fee"),
    ],
)
def test_a_cue_heeds_what_stands_around_its_wording(text: str, expected: str | None) -> None:
    """`under` looks above and before the clause, `unless` in it, `before` and `after` next to the wording."""
    assert expected == CUE.read(read_lines(text)[-1])


def test_a_skip_gives_way_to_what_says_otherwise() -> None:
    """A clause of visits is passed over, unless it speaks of the membership, too."""
    skip = Skip("visits", words("visit"), unless=words("membership"))
    of_visits, of_both, of_neither = read_lines("Call to cancel a visit. A membership with a visit. None of these.")

    assert (True, False, False) == (skip.holds(of_visits), skip.holds(of_both), skip.holds(of_neither))


def test_a_skip_can_look_above_the_clause() -> None:
    """A heading says what its clauses are about."""
    skip = Skip("visits", words("visit*"), where="heading")
    (line,) = read_lines("CANCELLING VISITS\n\nGive us notice.")

    assert skip.holds(line)


def test_a_skip_can_ask_for_something_beside_its_wording() -> None:
    """Where only the joining fee is kept, nothing is said of the dues."""
    skip = Skip("joining", words("joining fee is not refunded"), unless=words("refunded"), beside=True)
    alone, both = read_lines("The joining fee is not refunded. The joining fee is not refunded but dues are refunded.")

    assert (True, False) == (skip.holds(alone), skip.holds(both))


def finding(text: str, value: int, weight: float) -> Finding:
    """Find a value in a text of one clause."""
    return Finding(clauses(Document(text=text))[0], value, weight)


def test_the_strongest_wording_wins() -> None:
    """The others are places that one may also look at."""
    weak, strong = finding("At any time.", 0, 1), finding("After 30 days.", 30, 3)
    term = strongest(Field("notice", words("days")), [weak, strong])

    assert ("stated", 30, strong.span, (weak.span,)) == (term.state, term.value, term.span, term.also)


def test_equally_strong_wordings_that_differ_are_a_conflict() -> None:
    """All of them are the value, in the order of the text."""
    term = strongest(Field("notice", words("days")), [finding("30", 30, 3), finding("60", 60, 3), finding("30", 30, 3)])

    assert ("conflicting", [30, 60]) == (term.state, term.value)


@cache
def vocabulary() -> list[str]:
    """Return the words of all rules, with some figures and marks."""
    cues = [cue for _, cue in CUES]
    used = [part for cue in cues for part in (cue.pattern, cue.unless, cue.under, cue.before, cue.after) if part]
    used += [part for field in (*FIELDS, *TRAPS) for skip in field.skip for part in (skip.pattern, skip.unless) if part]
    found = {word for pattern in used for word in re.findall(r"[a-z']{1,14}", pattern.pattern)}
    return sorted(found) + ["$95", "30", "one", "(1)", ",", ".", ";", "|", "\n", "\n\n", "per", "month", "-"] * 5


@settings(deadline=timedelta(seconds=2), max_examples=60)
@given(st.data())
def test_reading_ends_soon_whatever_the_rules_words_are_mixed_to(data: st.DataObject) -> None:
    """No mixture of up to 3,000 characters makes a pattern wander or a rule fail; spans stay in the text."""
    few = data.draw(st.lists(st.sampled_from(vocabulary()), min_size=1, max_size=8))
    mixed = data.draw(st.lists(st.sampled_from(few + vocabulary()), max_size=300))
    repeated = " ".join(few) + " "
    text = (" ".join(mixed) + " " + repeated * 200)[: data.draw(st.integers(0, 3000))]

    sheet = read(Document(text=text))
    spans = [*(term.span for term in sheet.terms if term.span), *(trap.span for trap in sheet.traps)]

    assert all(0 <= span.start < span.end <= len(text) for span in spans)
