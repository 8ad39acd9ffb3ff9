"""What a comparison rests on that may be otherwise: what was assumed, what was given, and from where."""

from collections.abc import Iterator

from bot.costs.household import expected
from bot.costs.situation import MONTHS, Plan, Retainer
from bot.costs.trial import Trial
from bot.costs.year import URGENT_CARE_PRICE
from bot.vocabulary import Frozen

JUDGEMENT = "a judgement of ours; change it and see"


class Assumption(Frozen):
    """One thing that a comparison rests on; `source` is a key of the sources, or says whose judgement it is."""

    name: str
    value: float | str
    source: str
    given_by_person: bool = False


def assumptions(trial: Trial) -> tuple[Assumption, ...]:
    """List what a comparison rests on, what the person gave first."""
    found = (*_of_members(trial), *_of_plans(trial), *_of_retainers(trial), *_of_the_year(trial))
    return tuple(sorted(found, key=lambda one: not one.given_by_person))


def _of_members(trial: Trial) -> Iterator[Assumption]:
    model = trial.care.model
    for member in trial.situation.members:
        for service, count in member.use.items():
            name = f"{member.id}: {service.replace('_', ' ')} a year"
            yield Assumption(name=name, value=count, source="you", given_by_person=True)
        if member not in trial.situation.drawn:
            continue
        cost = round(expected(member, model) * trial.care.tables[member.table].mean, -1)
        source = f"{model.ages_source}, {model.health_source}"
        yield Assumption(name=f"{member.id}: care costs on average, at negotiated prices", value=cost, source=source)
        given = "health" in member.model_fields_set
        yield Assumption(
            name=f"{member.id}: health",
            value=member.health,
            source="you" if given else JUDGEMENT,
            given_by_person=given,
        )
        if "urgent_care" in member.use:
            yield Assumption(name="price of an urgent care visit", value=URGENT_CARE_PRICE, source=JUDGEMENT)
        if member.age is None and member.health != "standard":
            yield Assumption(
                name=f"{member.id}: age", value="not known; taken as that of all under 65", source=JUDGEMENT
            )


def _of_plans(trial: Trial) -> Iterator[Assumption]:
    situation = trial.situation
    for plan in situation.insurance:
        if not isinstance(plan, Plan):
            continue
        several = len(situation.of(plan.members)) > 1
        if several and plan.family is None:
            yield Assumption(
                name=f"{plan.id}: limits of the household",
                value=f"twice a member's: deductible ${2 * plan.deductible:,.0f}, maximum ${2 * plan.out_of_pocket_max:,.0f}",
                source="the usual form of such plans; see the plan's summary of benefits",
            )
        if plan.drug_deductible is not None and several:
            yield Assumption(
                name=f"{plan.id}: drug deductible of the household", value=2 * plan.drug_deductible, source=JUDGEMENT
            )
        if situation.plan_year > situation.on.year and (plan.met_by or plan.met.deductible or plan.met.out_of_pocket):
            value = f"starts anew on 1 January {situation.plan_year}; what was paid before counts for nothing"
            yield Assumption(name=f"{plan.id}: deductible", value=value, source="aca-cost-limits")


def _of_retainers(trial: Trial) -> Iterator[Assumption]:
    for retainer in trial.situation.retainers:
        covered = "nothing: it bills insurance as well" if retainer.bills_insurance else ", ".join(retainer.covers)
        given = "covers" in retainer.model_fields_set
        name = f"{retainer.id}: what the fee covers"
        yield Assumption(name=name, value=covered, source="you" if given else JUDGEMENT, given_by_person=given)
        yield from _of_leaving(retainer)
        if any(retainer.discounts.values()):
            value = "paid outside the insurance, or with it where that is cheaper over the year; counts toward no limit"
            yield Assumption(name=f"{retainer.id}: care at a discount", value=value, source=JUDGEMENT)
    if trial.situation.retainers:
        effect = trial.situation.retainer_effect
        given = "retainer_effect" in trial.situation.model_fields_set
        for less, part in (("less later care", effect.care), ("fewer emergencies", effect.emergency)):
            source = "you" if given else "soa-milliman-2020"
            yield Assumption(name=f"membership: {less}", value=part, source=source, given_by_person=given)


def _of_leaving(retainer: Retainer) -> Iterator[Assumption]:
    if retainer.leaving is not None:  # all of it is the agreement's
        return
    if retainer.early_exit and retainer.early_exit.kind == "no_refund_of_prepaid" and retainer.billed is None:
        yield Assumption(name=f"{retainer.id}: paid ahead", value="a year at a time", source=JUDGEMENT)
    if retainer.auto_renews is None and (retainer.initial_term_months or 0) > 1:
        value = "goes month to month, and leaving is free"
        yield Assumption(name=f"{retainer.id}: after the first term", value=value, source=JUDGEMENT)


def _of_the_year(trial: Trial) -> Iterator[Assumption]:
    situation, silver = trial.situation, trial.care.tables["silver"]
    if situation.months < MONTHS:
        value = f"{situation.months} months, from {situation.starts} to December"
        yield Assumption(name="priced", value=value, source="you", given_by_person=True)
    yield Assumption(
        name="prices and use of care", value=f"those of {silver.year}, under silver plans", source=silver.source
    )
    if any(account.choice.uninsured for account in trial.accounts.values()):
        yield Assumption(
            name="prices without insurance",
            value="as negotiated by insurers; they can be lower or far higher",
            source="cash-price-studies",
        )
    yield Assumption(name="health in a household goes together", value=trial.care.model.kinship, source=JUDGEMENT)
