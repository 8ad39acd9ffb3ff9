"""What somebody should know who reads the sums: of one option, and of the whole comparison."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

import numpy as np

from bot.costs.account import Account, credit_of
from bot.costs.amounts import ZERO, dollars
from bot.costs.choices import SHARES, listed
from bot.costs.rules.subsidies import HelpLost, help_lost, silver_help
from bot.costs.situation import MONTHS, AlreadyMet, Plan, PublicCover
from bot.costs.trial import Trial, unpriced

FREE_CARE = ("medicaid", "chip", "va", "tricare", "va_tricare")
PROGRAMS: Mapping[str, str] = {
    "medicare": "Medicare",
    "medicaid": "Medicaid",
    "chip": "CHIP",
    "va": "VA care",
    "tricare": "TRICARE",
    "va_tricare": "VA care or TRICARE",
}
ROUGHLY = Decimal(50)  # dollars: nearer than that an estimate says nothing
ENROLMENT = (11, 12)  # months in which plans of the next year are chosen


YOU = "you"  # what the person who asks may be called


def has(who: str) -> str:
    """Write that somebody has: "You have", "ana has"."""
    return "You have" if who == YOU else f"{who} has"


def is_(who: str) -> str:
    """Write that somebody is: "You are", "ana is"."""
    return "You are" if who == YOU else f"{who} is"


def who_has(who: str) -> str:
    """Write of somebody that they have: "you, who have"."""
    return "you, who have" if who == YOU else f"{who}, who has"


def who_is(who: str) -> str:
    """Write of somebody that they are: "you, who are"."""
    return "you, who are" if who == YOU else f"{who}, who is"


def option_warnings(trial: Trial, account: Account) -> Iterator[str]:
    """Yield what to know of one option, the gravest first."""
    yield from _uncapped(trial, account)
    yield from _unknown_worst_case(account)
    yield from _fee_on_top(account)
    yield from _practice(account)
    yield from _leaving(account)
    if account.hsa is not None:
        yield from account.hsa.reasons
    yield from _help_lost(trial, account)


def _uncapped(trial: Trial, account: Account) -> Iterator[str]:
    """Say in words and numbers what it means to have no insurance."""
    choice = account.choice
    names = listed(one.id for one in choice.uninsured)
    if not names:
        return
    yield f"Nothing caps what care can cost without insurance ({names})."
    years = [trial.pricing.lives[one.id].total for one in choice.uninsured if one.id in trial.pricing.lives]
    if years:
        together = sum(years, np.float32(0))
        tenth, hundredth = (int(np.quantile(together, share)) // 100 * 100 for share in (0.9, 0.99))
        yield (
            f"In 10 of 100 simulated years their care comes to ${tenth:,} or more, and in 1 of 100 to ${hundredth:,} or more, at prices "
            "that insurers negotiate. The tables behind it stop at about $200,000 a person; a grave illness can cost more."
        )
    if any(one.coverage == SHARES for one in choice.uninsured):
        yield "A health-sharing plan is no insurance: it does not promise to pay, and is reckoned here as having none."
    if choice.retainers:
        yield "The membership is no insurance: it pays for nothing outside the practice."
    if account.penalty is not None:
        yield from account.penalty.workings


def _unknown_worst_case(account: Account) -> Iterator[str]:
    """Say why there is no worst case where it is not for want of insurance."""
    choice = account.choice
    insured = {member.id for plan in choice.plans for member in choice.on(plan)}
    unknown = [one.id for one in choice.situation.members if one.id not in insured and one not in choice.uninsured]
    if unknown:
        yield f"There is no worst case: the most that care can cost {listed(unknown)} is not known here."


def _fee_on_top(account: Account) -> Iterator[str]:
    choice = account.choice
    if choice.retainers and choice.plans:
        fees = sum(float(fee.monthly) for fee in account.contract.fees.values()) * choice.situation.kept
        yield f"The fees, ${fees:,.0f}, count toward neither the deductible nor the maximum: in a bad year they come on top."
        if not all(one.bills_insurance for one in choice.retainers):
            yield "What the fee covers no longer helps to meet the deductible, so that later bills cost more."


def _practice(account: Account) -> Iterator[str]:
    choice = account.choice
    for retainer in choice.retainers:
        name, joining = retainer.name or retainer.id, choice.joining(retainer)
        if retainer.exit_terms(ZERO).billed != "month":
            yield f"{name} is paid ahead: what is not used may be lost if the practice closes or the doctor leaves."
        if retainer.bills_insurance and choice.plans:
            yield f"{name} bills insurance as well: copays and the deductible remain, and the fee buys access."
        if retainer.visit_fee and any("primary_care" not in one.use for one in joining):
            yield f"{name} charges {dollars(retainer.visit_fee)} a visit, which nothing caps; give `primary_care` under `use` for a worst case."
        if len(retainer.fees) > 1 and not retainer.fee_by_age and len(joining) > 1:
            yield f"{name} has several fees; {dollars(account.contract.fees[retainer.id].monthly)} a month is taken for all who join. Check it."
        for member in joining:
            if member.program == "medicare":
                yield f"{has(member.id)} Medicare: it pays nothing of the fee. Ask whether the doctor has opted out of Medicare; then it pays for no visit there either."
            elif member.program in FREE_CARE:
                yield f"{has(member.id)} a program under which care costs little or nothing: a saving is not to be expected."


def _leaving(account: Account) -> Iterator[str]:
    leaving = account.contract.leaving
    if leaving is None or leaving.amount is not None:
        return
    if leaving.high is None:
        yield f"What leaving costs is not known; at least {dollars(leaving.low)} is counted, and nothing bounds it."
    else:
        yield f"What leaving costs is not clear: {dollars(leaving.low)} to {dollars(leaving.high)}. The totals count {dollars(leaving.high)}."


def _help_lost(trial: Trial, account: Account) -> Iterator[str]:
    """Say what help with cost sharing a household loses outside silver, and that silver has to be entered with it."""
    lost = lost_help(trial, account)
    if lost is None:
        return
    if {plan.tier for plan in account.choice.plans} == {"silver"}:
        yield f"{lost.workings[0]} Enter the limits and copays of that version of the plan, as the eligibility notice shows them."
    else:
        worth = dollars((lost.amount / ROUGHLY).quantize(Decimal(1)) * ROUGHLY)
        yield f"Outside silver, help with cost sharing is lost that is worth about {worth} a year. {' '.join(lost.workings)}"


def lost_help(trial: Trial, account: Account) -> HelpLost | None:
    """Return the help with cost sharing that a household with its income has in silver plans alone; None without any."""
    found = credit_of(trial.situation, trial.figures)
    if found is None or not found.monthly or account.choice.id not in trial.comparable:
        return None
    if silver_help(trial.situation.plan_year, found.share_of_poverty, trial.figures) is None:
        return None
    means = (trial.pricing.allowed(one.choice).mean(dtype=float) for one in trial.accounts.values() if one.choice.plans)
    allowed = max(means, default=0.0)
    roughly = (Decimal(str(allowed)) / ROUGHLY).quantize(Decimal(1)) * ROUGHLY
    return help_lost(trial.situation.plan_year, found.share_of_poverty, roughly, trial.figures)


def warnings(trial: Trial) -> Iterator[str]:
    """Yield what to know of the whole comparison."""
    situation = trial.situation
    if situation.plan_year == situation.on.year and situation.on.month in ENROLMENT:
        yield (
            f"This prices the plan year {situation.plan_year}. If you choose for January, give `plan_year: {situation.plan_year + 1}`: "
            "premiums change then, and deductibles start anew."
        )
    elif situation.months < MONTHS:
        yield "Deductibles start anew on 1 January: compare the next plan year on its own."
    if sum(isinstance(one, Plan) for one in situation.insurance) > 1:
        yield (
            "A premium falls only for those who really change plans: in open enrollment, at the employer's yearly choice, or "
            "after a change in life such as a birth, a move or lost cover."
        )
    if situation.plan_year < situation.on.year:
        yield f"The plan year {situation.plan_year} is over."
    met = (plan for plan in situation.insurance if isinstance(plan, Plan) and (plan.met_by or plan.met != AlreadyMet()))
    if situation.starts is None and situation.plan_year == situation.on.year and any(met):
        yield "What is already met counts against the care of a whole year here: give `starts` to price the months that are left."
    found = credit_of(situation, trial.figures)
    if found is not None:
        yield from found.workings
    yield from not_estimated(trial)
    for member in unpriced(situation):
        yield (
            f"No totals are compared: {is_(member.id)} in a plan, whose premium counts, but what the plan pays of their care is not "
            f"known here. If {is_(member.id).lower() if member.id == YOU else is_(member.id)} not in it, name the `members` of the plan."
        )
    if len(trial.comparable) > len(trial.capped):
        yield (
            "Being cheapest on average, or in most years, says nothing of the bad years: look at the worst case of each option too."
        )


def not_estimated(trial: Trial) -> Iterator[str]:
    """Yield what of the household's care is in no sum."""
    for member in trial.situation.members:
        if member.program:
            yield f"Not estimated: what care costs {who_has(member.id)} {PROGRAMS[member.program]}."
        elif elsewhere := trial.situation.elsewhere(member):
            yield f"Not estimated: what care costs {who_has(member.id)} {elsewhere}, of which nothing is told here."
        elif not member.drawn:
            yield (
                f"Not estimated: what care costs {who_is(member.id)} 65 or older; what is known here is of people under 65. Most "
                "people can have Medicare from 65 on, and joining it late can cost more: ask before choosing anything instead."
            )


def option_not_estimated(account: Account) -> Iterator[str]:
    """Yield what of an option is in no sum."""
    choice = account.choice
    for member in choice.situation.members:
        if member not in choice.drawn:
            cover = choice.cover_of.get(member.id)
            program = cover.program if isinstance(cover, PublicCover) else member.program
            name = PROGRAMS[program] if program else choice.situation.elsewhere(member)
            yield "care of " + (f"{who_has(member.id)} {name}" if name else f"{who_is(member.id)} 65 or older")
            if name:
                yield f"whether {'you pay' if member.id == YOU else member.id + ' pays'} premiums, copays or limits of {name} beyond what is entered"
    for retainer in choice.retainers:
        yield f"limits of {retainer.name or retainer.id}: caps on visits, drugs and services left out, hours, a doctor who is away"
