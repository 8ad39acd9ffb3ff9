"""The judge of fairness: a few of its cases hold, and it sees what is unfair."""

from functools import cache

import pytest
from knowns import library

from bot.vocabulary import Paragraph, Sentence
from evals.fairness import Verdict, drawn, papers, run, same, table, urged, words

SETTLED = ("names", "host", "reasons", "urging", "words")


@cache
def judged() -> tuple[Verdict, ...]:
    """Judge a few cases."""
    return tuple(run(library(), 6))


@pytest.mark.parametrize("group", SETTLED)
def test_a_few_cases_are_fair(group: str) -> None:
    """The rest of the thousand are for the evaluation."""
    found = [one for one in judged() if one.group == group]

    assert len(found) > 1
    assert [] == [one.wrong for one in found if not one.right]


def test_a_case_is_always_the_same_one() -> None:
    """By its number; another number is another case."""
    first, again, other = (drawn(number, len(papers())) for number in (7, 7, 8))

    assert first == again
    assert first != other


@pytest.mark.parametrize(
    "text",
    [
        "Act now: places are few.",
        "This is the best choice.",
        "We recommended it.",
        "It is cheap. Drop your plan.",
        "Enroll in it today.",
        "You should join.",
    ],
)
def test_urging_is_seen(text: str) -> None:
    """In any block."""
    assert 1 == len(list(urged([Paragraph(sentences=(Sentence(text=text),))])))


@pytest.mark.parametrize("text", ["Adding it costs $50 more.", "Who joins: you.", "Before you switch plans, ask."])
def test_plain_words_do_not_urge(text: str) -> None:
    """Orders and praise alone do."""
    assert [] == list(urged([Paragraph(sentences=(Sentence(text=text),))]))


@pytest.mark.parametrize(("text", "count"), [("Two words.", 2), ("$1,275 a year – on top.", 5), ("", 0)])
def test_words_are_counted_without_signs(text: str, count: int) -> None:
    """A sum is one word, a dash is none."""
    assert count == words(Sentence(text=text))


def test_numbers_are_the_same_to_a_cent_and_words_to_the_letter() -> None:
    """A dollar is a difference."""
    assert (True, False, False, True) == (same(1.0, 1.01), same(1.0, 2.0), same("a", "b"), same([1.0], [1.0]))


def test_the_table_counts_what_is_right_in_each_group() -> None:
    """And names what is not."""
    some = [Verdict("host", "case 1", right=False, wrong=("order: a | b",)), Verdict("host", "case 2", right=True)]

    assert "order: a | b" in table(some)
    assert table(some).splitlines()[-1].split() == ["host", "1", "of", "2"]
