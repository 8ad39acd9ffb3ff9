"""A household to vary: Ana, two plans and a practice, and how a comparison of them is asked for."""

from functools import cache
from pathlib import Path
from typing import Any

from bot.costs.comparison import Comparison, Grounds, OptionCosts, compare
from bot.costs.situation import read_situation
from bot.insurance import SERVICES
from bot.library import open_grounds

Terms = dict[str, Any]

YEARS = 1000  # few, so that tests are fast; what they say holds of any number
ANA: Terms = {"id": "ana", "age": 42}
BEN: Terms = {"id": "ben", "age": 45}
SILVER: Terms = {
    "id": "silver",
    "name": "Silver plan",
    "premium": 625,
    "deductible": 6000,
    "out_of_pocket_max": 8900,
    "coinsurance": 0.4,
    "copays": {"primary_care": 40, "specialist": 80, "generic_drug": 20},
    "before_deductible": ["primary_care", "specialist", "generic_drug"],
}
BRONZE: Terms = {
    "id": "bronze",
    "name": "Bronze plan",
    "premium": 460,
    "deductible": 7500,
    "out_of_pocket_max": 9200,
    "coinsurance": 0.5,
    "hsa_eligible": True,
}
JUNIPER: Terms = {"id": "juniper", "name": "Juniper Street", "fee": 85, "enrollment_fee": 75}


def household(**more: Any) -> Terms:
    """Return Ana's situation for 2027, with a silver plan and a practice, and with more as given."""
    plain = {"on": "2026-11-21", "plan_year": 2027, "years": YEARS, "members": [ANA]}
    return {**plain, "insurance": [SILVER], "retainers": [JUNIPER], **more}


def compared(**more: Any) -> Comparison:
    """Compare the options of Ana's situation, with more as given."""
    return compare(read_situation(household(**more)), grounds())


def option(comparison: Comparison, name: str) -> OptionCosts:
    """Return the option of that id."""
    return next(one for one in comparison.options if one.id == name)


def paid(comparison: Comparison, name: str) -> float:
    """Return what an option pays for care on average, in dollars a year."""
    found = option(comparison, name).out_of_pocket
    assert found is not None
    return found


def mean(comparison: Comparison, name: str) -> float:
    """Return what an option costs in all on average, in dollars a year."""
    found = option(comparison, name).total
    assert found is not None
    return found.mean


def only(**use: int) -> dict[str, int]:
    """Return counts of a year in which nothing but these services is used."""
    return {service: use.get(service, 0) for service in SERVICES}


@cache
def grounds() -> Grounds:
    """Read what comparisons rest on, once."""
    return open_grounds(Path(__file__).parents[1] / "knowledge")
