"""Every case of evals/cases/leaving.yaml, worked by hand, comes out to the cent and to the day."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.costs.exit import exit_costs
from bot.costs.leaving.deadline import last_day, window
from bot.costs.leaving.schedule import Schedule
from bot.errors import RefusedError
from bot.vocabulary import ExitTerms

FILE = Path(__file__).parents[2] / "evals" / "cases" / "leaving.yaml"
CASES: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
KEYS = {"id", "terms", "expect", "why", "month", "visits_a_month", "leaving", "start", "today", "window"}


def answer(case: dict[str, Any]) -> dict[str, Any] | str:
    """Return what the room says to a case, in the shape of its `expect`."""
    terms = ExitTerms.model_validate(case["terms"])
    if "month" in case:
        row = exit_costs(terms, case.get("visits_a_month"))[case["month"] - 1]
        return {"amount": row.amount, "low": row.low, "high": row.high}
    if "window" in case:
        assert terms.notice is not None
        return window(terms.notice, case["window"]).model_dump(exclude={"workings"})
    return dates(case, terms)


def dates(case: dict[str, Any], terms: ExitTerms) -> dict[str, date] | str:
    """Return the day of leaving and the last day of notice, or that they are refused."""
    if terms.notice is None:
        return "refused"
    try:
        found = last_day(case["leaving"], terms.notice, Schedule.of(terms, case.get("start")), case.get("today"))
    except RefusedError:
        return "refused"
    return {"leaving": found.leaving, "last_day": found.last_day}


def exact(expected: Any) -> Any:
    """Return money as written, 85.50 as 85.50, and everything else as it is."""
    return Decimal(str(expected)) if isinstance(expected, float) else expected


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_case_comes_out_as_worked_by_hand(case: dict[str, Any]) -> None:
    """The arithmetic in words is the reason given when it does not."""
    expected = case["expect"]
    if isinstance(expected, dict):
        expected = {key: exact(value) for key, value in expected.items()}

    assert expected == answer(case), case["why"]


def test_cases_are_well_formed() -> None:
    """Each has its own id, its reason and exactly one question."""
    assert len(CASES) == len({case["id"] for case in CASES})
    for case in CASES:
        assert case.keys() <= KEYS, case["id"]
        assert case["why"], case["id"]
        assert len(case.keys() & {"month", "leaving", "window"}) == 1, case["id"]
