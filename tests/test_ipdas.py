"""The IPDAS table is whole and honest: each score is borne out by what the program says, and what takes people has none."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evals import ipdas
from evals.decisions import opened
from evals.ipdas import CHECKS, MET, SCORED, Shown, Verdict, bare

ROOT = Path(__file__).parent.parent
DESCRIBED = ipdas.described()
ITEMS: list[Mapping[str, Any]] = DESCRIBED["items"]
CLAIMED = [Verdict(one["part"], one["id"], True, str(one["score"]), ()) for one in ITEMS]
SCREENING = {*(f"C{number}" for number in range(7, 11)), *(f"K{number}" for number in range(24, 29))}
STUDIES = {*(f"K{number}" for number in range(12, 18)), "K22", "K23"}
RANGES = {"qualifying": {"yes", "no"}, "certifying": {"1", "2", "3", "4"}, "quality": {"1", "2", "3", "4"}}


@pytest.fixture(scope="module")
def look() -> Iterator[Shown]:
    """Tell all situations and ask all questions once."""
    plainterms = opened()
    yield ipdas.shown(plainterms, DESCRIBED)
    plainterms.close()


def test_all_44_items_are_there_each_once() -> None:
    """Six that qualify, ten that certify, twenty-eight of quality."""
    assert Counter(one["part"] for one in ITEMS) == {"qualifying": 6, "certifying": 10, "quality": 28}
    letters = {"Q": 6, "C": 10, "K": 28}
    assert [one["id"] for one in ITEMS] == [
        f"{part}{n}" for part, count in letters.items() for n in range(1, count + 1)
    ]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["id"])
def test_an_item_has_a_score_of_its_part_with_its_reason(item: Mapping[str, Any]) -> None:
    """What is about screening does not apply; what takes studies with people was not done, never a number."""
    apart = {"not applicable"} if item["id"] in SCREENING else {"not done"} if item["id"] in STUDIES else None
    assert str(item["score"]) in (apart or RANGES[item["part"]])
    assert all(item[name] for name in ("item", "reading", "why"))


@pytest.mark.parametrize("item", [one for one in ITEMS if str(one["score"]) in SCORED], ids=lambda item: item["id"])
def test_a_scored_item_has_a_check_and_shows_where_it_is_met(item: Mapping[str, Any]) -> None:
    """A check that there is, and files that there are."""
    assert item["check"] in CHECKS
    assert item["shown_by"]
    missing = [one["path"] for one in item["shown_by"] if not (ROOT / one["path"]).is_file() or not one["what"]]
    assert not missing


def test_what_has_no_score_has_no_check_and_each_check_belongs_to_one_item() -> None:
    """No check stands unused."""
    assert not [one["id"] for one in ITEMS if "check" in one and str(one["score"]) not in SCORED]
    assert Counter(one["check"] for one in ITEMS if "check" in one) == dict.fromkeys(CHECKS, 1)


def test_the_table_is_not_stale() -> None:
    """The Markdown is what the items say now."""
    assert (ROOT / ipdas.TABLE).read_text("utf-8") == ipdas.written(CLAIMED, DESCRIBED), "run: python -m evals.ipdas"


def test_a_score_that_its_check_does_not_bear_out_is_called_so(look: Shown) -> None:
    """Neither a score too high nor one too low goes through."""
    item = next(one for one in ITEMS if one["id"] == "C3")
    nothing = replace(look, cases=tuple(bare(case) for case in look.cases))
    [verdict] = ipdas.judged([item], nothing)
    assert not verdict.right
    assert "4, not borne out" in ipdas.row(item, verdict)
    [lowered] = ipdas.judged([{**item, "score": 2}], look)
    assert not lowered.right


def test_every_check_finds_fault_where_nothing_is_said(look: Shown) -> None:
    """A check that cannot fail shows nothing."""
    silent = bare(look.cases[0]).answer
    asked = {name: tuple((question, silent) for question, _ in some) for name, some in look.asked.items()}
    nothing = Shown(tuple(bare(case) for case in look.cases), asked, "", "", {})
    assert not [name for name, check in CHECKS.items() if not list(check(nothing))]


def test_every_score_is_what_its_check_bears_out(look: Shown) -> None:
    """Met where the check holds, not met where it fails."""
    assert not [(one.question, one.score, one.missing) for one in ipdas.judged(ITEMS, look) if not one.right]


def test_all_qualifying_and_all_certifying_items_that_apply_are_met() -> None:
    """What a decision aid has to have at the least."""
    short = [one.question for one in CLAIMED if one.group != "quality" and one.score in SCORED - MET]
    assert not short
