"""What a person's own figures come to, read and added up with the real wordings and figures."""

from datetime import date

import pytest

from bot.answering.situation import situation_of
from bot.answering.sums import sums
from bot.library import Library

TODAY = date(2026, 11, 21)


def added(library: Library, message: str, hsa: bool = False) -> str:
    """Return what is said of the figures in a message; "" for nothing."""
    found = sums(situation_of(message, library.situation, TODAY), hsa, library.figures, TODAY, library.strings)
    return " ".join(sentence.text for sentence in found.sentences) if found else ""


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("The fee is $95 a month.", "$1,140 a year (12 × $95)"),
        ("I'm paying 200 a month to a doctor and we have Blue Cross.", "The membership fee comes to $2,400 a year"),
        ("They charge a membership fee of $300 a quarter.", "$1,200 a year (4 × $300)"),
        ("The annual fee is $1500-2000 and my insurance premium is $20K a year.", "$21,500 to $22,000 a year"),
        ("My copay is $30, I see my doctor 3 times a year, the membership is $95 a month.", "3 visits a year at a copay of $30 cost $90"),
        ("My copay is $30, I see my doctor 3 times a year, the membership is $95 a month.", "costs $1,050 a year more"),
        ("If a practice takes a fee of 97 dollars a month, what is that a year?", "$1,164 a year"),
    ],
)  # fmt: skip
def test_figures_are_added_up_with_their_workings(library: Library, message: str, said: str) -> None:
    """By hand: 12 × 95 = 1,140; 3 × 30 = 90; 1,140 − 90 = 1,050."""
    assert said in added(library, message)


@pytest.mark.parametrize(
    "message",
    [
        "How do I leave?",
        "My insurance premium is $450 a month.",
        "I'm 44.",
        "The annual fee is $1,500.",
        "I see my doctor 3 times a year.",
    ],
)
def test_where_there_is_nothing_to_add_nothing_is_said(library: Library, message: str) -> None:
    """A figure is not repeated for its own sake."""
    assert added(library, message) == ""


def test_two_prices_are_not_mixed(library: Library) -> None:
    """Which premium goes with the fee is not for us to say."""
    said = added(
        library,
        "Option A: silver, premium $625 a month. Option B: bronze, premium $460 a month, plus a fee of $85 a month.",
    )

    assert "Both together" not in said


@pytest.mark.parametrize(
    ("fee", "said"),
    [(150, "is within the 2026 limit"), (151, "for one person it would not qualify"), (301, "so it would not qualify")],
)
def test_a_fee_is_held_against_the_limits_for_an_hsa(library: Library, fee: int, said: str) -> None:
    """150 dollars for one person and 300 for more; a cliff, not a slope."""
    assert said in added(library, f"The membership fee is ${fee} a month.", hsa=True)


def test_a_limit_that_is_not_known_is_said_to_be_unknown(library: Library) -> None:
    """A figure that nobody has published is not guessed, and the answer goes on."""
    told = situation_of("The membership fee is $99 a month.", library.situation, TODAY)
    found = sums(told, hsa=True, figures=library.figures, on=date(2039, 1, 1), strings=library.strings)

    assert found
    assert any("do not have the 2039 limit" in sentence.text for sentence in found.sentences)
