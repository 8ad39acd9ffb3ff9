"""The second, learnt opinion: its weights are those of the labelled clauses, and nothing else sways it."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.learnt import JUDGES, WEIGHTS, Judge, features_of, model, seen
from bot.contracts.reading.lines import lines
from bot.documents.outline import clauses
from bot.library import Library
from bot.vocabulary import Document
from evals.clauses import BUCKETS, Labelled, learn, learnt_from

ROOT = Path(__file__).parent.parent.parent
CLAUSE = "the practice may end the membership with 30 days of notice."


def test_the_weights_are_those_of_the_labelled_clauses_as_they_stand() -> None:
    """Whoever changes a label learns anew: `python -m evals.clauses`."""
    assert learnt_from() == model().learnt_from


def test_the_weights_are_small_enough_to_be_kept_with_the_code() -> None:
    """Under two megabytes."""
    assert WEIGHTS.stat().st_size < 2_000_000


def test_every_judge_has_a_column_of_numbers_for_each_answer() -> None:
    """Nothing in the weights is missing or without end."""
    for name, judge in model().judges.items():
        assert (BUCKETS[name], len(judge.names)) == judge.weights.shape
        assert (len(judge.names),) == judge.offset.shape
        assert np.isfinite(judge.weights).all()
        assert np.isfinite(judge.offset).all()
    assert set(JUDGES) == set(model().judges)


def test_every_kind_that_was_learnt_can_be_named(library: Library) -> None:
    """The catalogue has its sentences."""
    assert not [name for name in model().judges["kind"].names if not library.strings.has(f"traps.{name}.label")]


def test_features_are_the_same_in_every_process() -> None:
    """Python hashes words anew each time it starts; a feature must keep its bucket."""
    script = (
        "from bot.contracts.learnt import features_of as f; found = f('you pay $40 a visit', 'fees'); "
        "print(sorted(zip(found.hashes.tolist(), found.weighs.tolist())))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "4242")
    }

    assert 1 == len(printed)


def test_a_number_is_seen_as_a_number() -> None:
    """Which one it is teaches nothing: 30 days and 60 days are alike."""
    thirty, sixty = features_of("leave with 30 days", "exit"), features_of("leave with 60 days", "exit")

    assert set(thirty.hashes.tolist()) == set(sixty.hashes.tolist())


def test_the_heading_counts() -> None:
    """The same words mean another thing under another heading."""
    fees, leaving = features_of(CLAUSE, "fees"), features_of(CLAUSE, "leaving")

    assert set(fees.hashes.tolist()) != set(leaving.hashes.tolist())
    assert len(fees.hashes) == len(leaving.hashes)


@pytest.mark.parametrize("text", ["", " ", ".", "$", "30", "a", "no", "\u2713 \u2713 \u2713"])
def test_a_text_without_words_has_an_opinion_all_the_same(text: str) -> None:
    """It is that of no features: the odds are numbers, and nothing fails."""
    for judge in model().judges.values():
        assert np.isfinite(judge.odds(features_of(text, ""))).all()


def test_without_features_the_odds_are_the_offset() -> None:
    """A judge that sees nothing says what is usual."""
    judge = model().judges["trap"]

    assert judge.offset.tolist() == judge.odds(features_of("", "")).tolist()


@given(st.text(max_size=80), st.text(max_size=20))
def test_whatever_the_text_it_is_seen(text: str, heading: str) -> None:
    """Every feature has its weight, and every group of features weighs the same in all."""
    found = features_of(text, heading)

    assert len(found.hashes) == len(found.weighs)
    assert (found.hashes >= 0).all()
    assert (found.weighs > 0).all()


def test_only_clauses_that_are_long_enough_are_seen() -> None:
    """Of two or three words there is nothing to learn; the others are known by where they start."""
    text = "Fees are due. The fee is ninety dollars a month."
    ready = lines(clauses(Document(text=text)))

    assert [text.index("The fee")] == list(seen(ready))
    assert {} == seen([])


def test_a_judge_learns_what_it_is_shown() -> None:
    """Clauses that differ in one word are told apart, and the same seed gives the same weights."""
    rows = [
        Labelled(f"you {verb} the fee in {place}", "", kind)
        for place in ("may", "june", "town", "cash", "full", "turn", "time", "kind")
        for verb, kind in (("lose", "no_refund"), ("keep", None))
    ]
    found = learn(rows)
    judge = Judge(tuple(found["trap_names"]), found["trap_weights"], found["trap_offset"])
    odds = [judge.odds(features_of(row.text, row.heading))[0] > 0 for row in rows]

    assert [row.kind is not None for row in rows] == odds
    assert (found["trap_weights"] == learn(rows)["trap_weights"]).all()
    assert ["no_refund"] == list(found["kind_names"])
