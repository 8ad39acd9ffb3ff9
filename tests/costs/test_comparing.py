"""Every case of evals/cases/comparing.yaml, worked by hand, comes out to the cent."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from households import YEARS, grounds

from bot.costs.comparison import OptionCosts, compare
from bot.costs.situation import read_situation
from bot.library import Library

FILE = Path(__file__).parents[2] / "evals" / "cases" / "comparing.yaml"
CASES: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
KEYS = {"id", "situation", "expect", "why"}
ASKED = {"committed", "worst_case", "exit_cost", "kind"}


def answer(option: OptionCosts, asked: dict[str, Any]) -> dict[str, Any]:
    """Return what the room says of an option, in the shape of an `expect`."""
    found = {name: getattr(option, name) for name in asked}
    if "exit_cost" in asked:
        found["exit_cost"] = {month: option.exit_cost[month - 1].amount for month in asked["exit_cost"]}
    return found


def exact(expected: Any) -> Any:
    """Return money as written, 85.50 as 85.50, and everything else as it is."""
    if isinstance(expected, dict):
        return {key: exact(value) for key, value in expected.items()}
    return Decimal(str(expected)) if isinstance(expected, float) else expected


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_comparison_comes_out_as_worked_by_hand(case: dict[str, Any]) -> None:
    """The arithmetic in words is the reason given when it does not."""
    comparison = compare(read_situation({"years": YEARS, **case["situation"]}), grounds())
    options = {one.id: one for one in comparison.options}

    assert case["expect"].keys() <= options.keys(), case["why"]
    for name, expected in case["expect"].items():
        assert exact(expected) == answer(options[name], expected), f"{name}: {case['why']}"


def test_comparisons_are_well_formed() -> None:
    """Each has its own id, its reason and at least one sum, and asks only what such a case may ask."""
    assert len(CASES) == len({case["id"] for case in CASES})
    for case in CASES:
        assert case.keys() == KEYS, case["id"]
        assert case["why"], case["id"]
        assert case["expect"], case["id"]
        assert all(asked and asked.keys() <= ASKED for asked in case["expect"].values()), case["id"]


def test_somebody_covered_by_a_plan_that_is_not_told_is_not_taken_for_uninsured(library: Library) -> None:
    """What their care costs is not estimated, and there is no worst case, but no warning of having no insurance either."""
    plan = {"id": "silver", "premium": 500, "deductible": 4000, "out_of_pocket_max": 8000, "coinsurance": 0.3}
    people = [{"id": "ana", "age": 40}, {"id": "ben", "age": 41, "coverage": "employer"}]
    told = {"on": "2026-11-21", "years": 1000, "members": people, "insurance": [{**plan, "members": ["ana"]}]}
    alone = compare(read_situation(told), library.grounds).options[0]

    assert alone.total is not None
    assert alone.worst_case is None
    assert "care of ben, who has a plan through an employer" in alone.not_estimated
    assert "There is no worst case: the most that care can cost ben is not known here." in alone.warnings
    assert not any("without insurance" in one for one in alone.warnings)
