"""What the documentation of the costs shows is what the program does."""

import doctest
from pathlib import Path

import pytest

from bot.costs import comparison
from bot.costs.comparison import compare
from bot.costs.situation import read_situation
from bot.costs.situation.file import parsed
from bot.library import Library

ROOT = Path(__file__).parents[2]


def test_the_example_of_compare_is_true(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its doctest is run as it stands, from the top of the project."""
    monkeypatch.chdir(ROOT)

    assert (0, 5) == tuple(doctest.testmod(comparison))[:2]


@pytest.mark.parametrize("path", ["README.md", "bot/costs/README.md"])
def test_the_situation_in_a_readme_can_be_compared(library: Library, path: str) -> None:
    """Word for word."""
    text = (ROOT / path).read_text("utf-8")
    found = text.partition("```yaml\n")[2].partition("```")[0]
    situation = read_situation({**parsed(found), "years": 1000})

    assert 4 == len(compare(situation, library.grounds).options)
