"""The plan: what of a summary can stand in a situation file."""

from typing import Any

from bot.benefits.terms import BenefitSummary, Cost
from bot.insurance import SERVICES, Service


def as_plan(summary: BenefitSummary) -> dict[str, Any]:
    """Return an insurance entry of a situation with what is stated; its id, name and premium are for others to add."""
    plan: dict[str, Any] = {
        field: value
        for field in ("deductible", "out_of_pocket_max", "coinsurance", "drug_deductible")
        if _is_sum(value := summary[field].stated)
    }
    costs = {service: cost for service in SERVICES if (cost := _priced(summary, service))}
    lists = {
        "copays": {service: cost.copay for service, cost in costs.items() if cost.copay is not None},
        "coinsurance_for": {
            service: cost.coinsurance
            for service, cost in costs.items()
            if cost.coinsurance is not None and cost.coinsurance != plan.get("coinsurance")
        },
        "before_deductible": tuple(service for service, cost in costs.items() if cost.before_deductible),
        "free_visits": {service: cost.free_visits for service, cost in costs.items() if cost.free_visits},
    }
    plan |= {key: value for key, value in lists.items() if value}
    if family := _family(summary, plan):
        plan["family"] = family
    if summary["hsa_eligible"].stated is not None:
        plan["hsa_eligible"] = summary["hsa_eligible"].stated
    if "coinsurance" not in plan and len(costs) == len(SERVICES):
        plan["coinsurance"] = 0  # each service has a price of its own, so that it is never asked for
    return plan


def _priced(summary: BenefitSummary, service: Service) -> Cost | None:
    cost = summary[service].stated
    return cost if isinstance(cost, Cost) and cost.is_priced else None


def _family(summary: BenefitSummary, plan: dict[str, Any]) -> dict[str, Any]:
    """Return the household's limits, where they and a member's are stated and the household's are no lower."""
    limits = {limit: summary[f"family_{limit}"].stated for limit in ("deductible", "out_of_pocket_max")}
    if not all(_is_sum(value) and limit in plan and value >= plan[limit] for limit, value in limits.items()):
        return {}
    kind = summary["family_kind"].stated
    return limits | ({"kind": kind} if kind else {})


def _is_sum(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
