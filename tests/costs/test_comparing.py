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


def test_nothing_is_compared_where_a_premium_pays_for_care_that_is_not_known(library: Library) -> None:
    """Of somebody of 66 in a plan the premium would count and the care would not: what remains is no total of the household."""
    plan = {"id": "silver", "premium": 500, "deductible": 4000, "out_of_pocket_max": 8000, "coinsurance": 0.3}
    people = [{"id": "ana", "age": 50}, {"id": "ben", "age": 66}]
    told = {"on": "2026-11-21", "years": 1000, "members": people, "insurance": [plan]}
    both = compare(read_situation(told), library.grounds)
    ana_alone = compare(read_situation({**told, "insurance": [{**plan, "members": ["ana"]}]}), library.grounds)

    assert [(6000, None), (0, None)] == [(int(one.committed), one.total) for one in both.options]
    assert (None, ()) == (both.cheapest, both.flips)
    assert any("ben is in a plan" in one for one in both.warnings)
    assert any("Medicare" in one for one in both.warnings)
    assert all(one.total for one in ana_alone.options)


def test_what_is_met_late_in_the_year_asks_for_the_months_that_are_left(library: Library) -> None:
    """Otherwise a whole year's care is held against limits that are almost used up."""
    plan = {"id": "silver", "premium": 500, "deductible": 4000, "out_of_pocket_max": 8000, "coinsurance": 0.3}
    told = {"on": "2026-11-21", "years": 1000, "members": [{"id": "ana", "age": 50}]}
    met = {**told, "insurance": [{**plan, "met": {"deductible": 3900}}]}
    whole = compare(read_situation(met), library.grounds)
    rest = compare(read_situation({**met, "starts": "2026-12-01"}), library.grounds)

    assert any("give `starts`" in one for one in whole.warnings)
    assert not any("give `starts`" in one for one in rest.warnings)
    assert 500 + 4100 == rest.options[0].worst_case


@pytest.mark.parametrize(("kept", "visits"), [(12, 60), (12, 45), (2, 60)])
def test_months_that_change_which_option_costs_least_do_so_when_they_are_given(
    library: Library, kept: int, visits: int
) -> None:
    """What the membership covers goes by the months too, not what is paid for it alone."""
    silver = {"id": "silver", "premium": 500, "deductible": 4000, "out_of_pocket_max": 9000, "coinsurance": 0.3}
    copay = {"copays": {"primary_care": 45}, "before_deductible": ["primary_care"]}
    told = {
        "on": "2026-11-21",
        "years": 1000,
        "members": [{"id": "ana", "age": 30, "health": "good", "use": {"primary_care": visits}}],
        "insurance": [{**silver, **copay}],
        "retainers": [{"id": "juniper", "fee": 90, "enrollment_fee": 300, "initial_term_months": 0}],
        "options": [
            {"id": "silver", "insurance": "silver"},
            {"id": "join", "insurance": "silver", "retainer": "juniper"},
        ],
    }
    found = compare(read_situation({**told, "months_kept": kept}), library.grounds)
    flip = next(one for one in found.flips if one.input == "months_kept")
    again = compare(read_situation({**told, "months_kept": flip.to}), library.grounds)

    assert found.cheapest != flip.cheapest
    assert flip.cheapest == again.cheapest


def test_a_large_family_with_a_clawback_is_compared_too(library: Library) -> None:
    """However many visits a break-even is looked for among: they are never more than leaving is reckoned for."""
    plan = {"id": "silver", "premium": 1, "deductible": 4000, "out_of_pocket_max": 9000, "coinsurance": 0.3}
    exit_ = {"kind": "clawback", "visit_price": 100}
    told = {
        "on": "2026-11-21",
        "years": 1000,
        "months_kept": 7,
        "members": [{"id": name, "age": 30} for name in ("ana", "ben", "cleo", "dan", "eve", "fay")],
        "insurance": [plan],
        "retainers": [{"id": "juniper", "fee": 200, "initial_term_months": 12, "early_exit": exit_}],
    }

    assert 2 == len(compare(read_situation(told), library.grounds).break_even)
