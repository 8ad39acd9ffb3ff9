"""What a text must have for a wording to match, so that most clauses need not be searched: no match is passed over."""

import re
from collections.abc import Iterator
from functools import cache
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.contracts.fields import conditions, duration, early_exit, fee, notice, prices, refund, renewal
from bot.contracts.reading import quantities, wordings
from bot.contracts.reading.cues import Field
from bot.contracts.reading.patterns import Pattern, either, found, near, needs, sought, then, unnamed, words
from bot.contracts.reading.quantities import plain
from bot.contracts.termsheet import FIELDS
from bot.contracts.traps import KINDS
from bot.contracts.traps import wordings as traps

MODULES: tuple[ModuleType, ...] = (
    conditions, duration, early_exit, fee, notice, prices, refund, renewal, quantities, wordings, traps,
)  # fmt: skip
SUBJECTS: tuple[Field, ...] = (*FIELDS, *(kind.clause for kind in KINDS))


@cache
def known() -> list[tuple[str, Pattern, int]]:
    """Return the project's wordings of which something is known, each by its name."""
    named = {
        f"{module.__name__.rpartition('.')[2]}.{name}": one
        for module in MODULES
        for name, one in vars(module).items()
        if hasattr(one, "finditer")
    }
    cues = {f"{field.name}: {cue.example}": cue.pattern for field in SUBJECTS for cue in field.cues}
    skips = {f"{field.name} skips {skip.reason}": skip.pattern for field in SUBJECTS for skip in field.skip}
    about = {f"about {field.name}": field.about for field in SUBJECTS}
    everything = {**named, **cues, **skips, **about}
    return [(name, one, needed) for name, one in everything.items() if (needed := sought(one))]


def passed_over(text: str) -> Iterator[str]:
    """Yield the wordings that match in a text although it lacks what they are said to need."""
    folded = plain(text)
    there = found(folded)
    for name, pattern, needed in known():
        if there & needed != needed and pattern.search(folded):
            yield f"{name} in {folded!r}"


@pytest.mark.parametrize("field", SUBJECTS, ids=lambda field: field.name)
def test_no_example_is_passed_over(field: Field) -> None:
    """The sentences that the rules are made for have what every wording in them needs."""
    assert not [one for cue in field.cues for one in passed_over(cue.example)]


@cache
def vocabulary() -> list[str]:
    """Return the words of the project's wordings."""
    text = " ".join(pattern.pattern for _, pattern, _ in known())
    return sorted(set(re.findall(r"(?<!\\)[a-z']{1,14}", text)))


MARKS = ["30", "1", "$95", "$", ",", "-", "/", "n't", "not", "s", "ing", "the", "of", "to", "a"]


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_no_text_that_matches_lacks_what_its_wording_needs(data: st.DataObject) -> None:
    """Whatever words are put together, with spaces, hyphens or nothing between them."""
    pieces = data.draw(st.lists(st.sampled_from(vocabulary() + MARKS * 20), min_size=1, max_size=14))
    joints = data.draw(st.lists(st.sampled_from([" ", " ", " ", "-", "", "'"]), min_size=14, max_size=14))
    text = "".join(piece + joint for piece, joint in zip(pieces, joints, strict=False))

    assert [] == list(passed_over(text))


def test_something_is_known_of_most_wordings() -> None:
    """Or leaving out would save nothing."""
    patterns = [cue.pattern for field in SUBJECTS for cue in field.cues]

    assert sum(bool(needs(pattern)) for pattern in patterns) > 0.6 * len(patterns)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (words("cancel*"), [{"cancel"}]),
        (words("end[s|ed] it"), [{"=end", "=ends", "=ended"}]),
        (words("cancel*, refund*"), [{"cancel", "refund"}]),
        (words("(quit|resign)"), [{"=quit", "=resign"}]),
        (words("* *"), []),
        (words("quit, * *"), []),
        (either(words("quit"), words("resign")), [{"=quit", "=resign"}]),
        (either(words("quit"), re.compile("x")), []),
        (then(words("quit"), 9, words("soon")), [{"=quit"}, {"=soon"}]),
        (near(words("quit"), 9, re.compile("x")), [{"=quit"}]),
        (unnamed(quantities.MONEY), [{"=$"}]),
        (re.compile("quit"), []),
    ],
)
def test_what_is_needed_are_the_words_that_must_be_there(pattern: Pattern, expected: list[set[str]]) -> None:
    """One word of each phrase; of wordings in a row all, of alternatives any; nothing where nothing is certain."""
    assert {frozenset(one) for one in expected} == needs(pattern)
