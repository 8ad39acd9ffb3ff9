"""What would have to be otherwise, one thing at a time, for another choice to be the cheapest on average."""

from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import partial
from typing import Any, Literal, NamedTuple, TypeVar

from pydantic import Field

from bot.care import Health
from bot.costs.break_even import crossing, with_visits
from bot.costs.situation import Member, Plan, Situation
from bot.costs.trial import FAR, Trial
from bot.insurance import SERVICES
from bot.vocabulary import Frozen

MOST_VISITS = 52  # one a week
MONTHS_TRIED = (9, 6, 3, 1)
HEALTH: tuple[Health, ...] = ("good", "average", "chronic", "poor")
SURELY = 0.005  # dollars
PRIMARY_CARE = SERVICES.index("primary_care")


class Flip(Frozen):
    """An input, what it is, the nearest value found with which another choice is cheapest, and which.

    `among`: "all", or "with_a_maximum" where only choices that have a worst case are held against each other, because the
    cheapest of all has none.
    """

    input: str
    from_value: float | str | None = Field(serialization_alias="from")
    to: float | str
    cheapest: str
    among: str


Contest = tuple[str, tuple[str, ...]]


def flips(trial: Trial, coarse: Trial) -> tuple[Flip, ...]:
    """Return the flips of a situation; `coarse` has fewer years, and what it finds is settled in all of them."""
    found = [flip for contest in contests(trial) for flip in _flips(trial, coarse, contest)]
    return tuple(found)


def contests(trial: Trial) -> Iterator[Contest]:
    """Yield the choices to hold against each other: all; and where the cheapest has no worst case, those that have one."""
    if len(trial.comparable) > 1:
        yield "all", trial.comparable
        if len(trial.capped) > 1 and trial.cheapest(trial.comparable) not in trial.capped:
            yield "with_a_maximum", trial.capped


def _flips(trial: Trial, coarse: Trial, contest: Contest) -> Iterator[Flip]:
    for member in trial.situation.members:
        if member.id in trial.pricing.lives:
            yield from _of_visits(trial, coarse, contest, member)
            yield from _of_health(trial, coarse, contest, member)
    yield from _of_premiums(trial, contest)
    yield from _of_fees(trial, contest)
    yield from _of_months(trial, coarse, contest)


def _of_visits(trial: Trial, coarse: Trial, contest: Contest, member: Member) -> Iterator[Flip]:
    """Look for more visits, and for fewer."""
    among, names = contest
    given = member.use.get("primary_care")
    usual = round(float(trial.pricing.lives[member.id].counts[PRIMARY_CARE].mean(dtype=float)), 1)
    start = round(usual) if given is None else given
    now = trial.cheapest(names)
    for step, room in ((1, MOST_VISITS - start), (-1, start)):
        if room < 1:
            continue

        def lost(held: Trial, steps: int, step: int = step) -> float:
            """How much more the cheapest of now costs than another with so many visits more or fewer."""
            described = with_visits(member, start + step * steps)
            changed = held.knowing(described) if steps else held
            rivals = near_best(coarse.knowing(described), tuple(name for name in names if name != now))
            return changed.mean(now) - min(changed.mean(name) for name in rivals) - SURELY

        steps = crossing(partial(lost, coarse), partial(lost, trial), room)
        if steps:
            to = start + step * steps
            there = trial.knowing(with_visits(member, to)).cheapest(names)
            place, before = f"{member.id}.use.primary_care", usual if given is None else given
            yield Flip(input=place, from_value=before, to=to, cheapest=there, among=among)


def near_best(coarse: Trial, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of some choices that may cost least once all years are looked at."""
    least = min(coarse.means[name] for name in names)
    return tuple(name for name in names if coarse.means[name] <= least + FAR)


def _of_health(trial: Trial, coarse: Trial, contest: Contest, member: Member) -> Iterator[Flip]:
    """Look for a worse health, and for a better one."""
    among, names = contest
    if member.health == "standard":
        return
    now = trial.cheapest(names)

    def described(held: Trial, health: Health) -> Trial:
        return held.knowing(member.model_copy(update={"health": health}))

    place = HEALTH.index(member.health)
    for way in (HEALTH[place + 1 :], HEALTH[:place][::-1]):
        if found := nearest(way, partial(described, coarse), partial(described, trial), contest, now):
            health, other = found
            yield Flip(input=f"{member.id}.health", from_value=member.health, to=health, cheapest=other, among=among)


Value = TypeVar("Value")


def nearest(
    way: Sequence[Value],
    roughly: Callable[[Value], Trial],
    exactly: Callable[[Value], Trial],
    contest: Contest,
    now: str,
) -> tuple[Value, str] | None:
    """Return the value of a way nearest to its beginning with which another choice than `now` is cheapest, and which.

    It is looked for from the end back; None where the farthest changes nothing.
    """
    found, (_, names) = None, contest
    for value in reversed(way):
        tried = roughly(value)
        if tried.cheapest(names) == now:
            break
        other = tried.surely_cheapest(names) or exactly(value).cheapest(names)
        found = (value, other) if other != now else found
    return found


def _of_premiums(trial: Trial, contest: Contest) -> Iterator[Flip]:
    """Work out at which premium another choice costs less: a mean moves by the premium's own months."""
    situation = trial.situation
    for plan in situation.insurance:
        if isinstance(plan, Plan) and plan.premium is not None:
            price = Price("insurance", plan.id, "premium", Decimal(str(plan.premium)), situation.months)
            having = {name for name, account in trial.accounts.items() if plan in account.choice.covers}
            yield from _of_price(trial, contest, having, price)


def _of_fees(trial: Trial, contest: Contest) -> Iterator[Flip]:
    situation = trial.situation
    for retainer in situation.retainers:
        if retainer.fee is not None and not situation.leaves:
            price = Price("retainers", retainer.id, "fee", retainer.fee, situation.kept)
            having = {name for name, account in trial.accounts.items() if retainer in account.choice.retainers}
            yield from _of_price(trial, contest, having, price)


class Price(NamedTuple):
    """A monthly price in a situation: where it stands, what it is, and for how many months it is paid."""

    kind: Literal["insurance", "retainers"]
    id: str
    field: str
    amount: Decimal
    months: int


def _of_price(trial: Trial, contest: Contest, having: set[str], price: Price) -> Iterator[Flip]:
    """Look for the price, in whole dollars, at which the cheapest of those having it and of the others change places."""
    among, names = contest
    with_it, without = ([name for name in names if (name in having) is wanted] for wanted in (True, False))
    if not with_it or not without:
        return
    gap = (
        Decimal(min(trial.means[name] for name in without) - min(trial.means[name] for name in with_it)) / price.months
    )
    up = trial.cheapest(names) in having
    to = (price.amount + gap).to_integral_value(ROUND_CEILING if up else ROUND_FLOOR)
    for near in (to, to + (1 if up else -1)):
        if near < 0:
            return
        other = trial.on_terms(repriced(trial.situation, price, near)).cheapest(names)
        if (other in having) is not up:
            place, now = f"{price.id}.{price.field}", float(price.amount)
            yield Flip(input=place, from_value=now, to=float(near), cheapest=other, among=among)
            return


def repriced(situation: Situation, price: Price, amount: Decimal) -> Situation:
    """Return a situation in which one plan or membership has another price."""
    value: Any = float(amount) if price.kind == "insurance" else amount
    changed = tuple(
        one.model_copy(update={price.field: value}) if one.id == price.id else one
        for one in getattr(situation, price.kind)
    )
    return situation.model_copy(update={price.kind: changed})


def _of_months(trial: Trial, coarse: Trial, contest: Contest) -> Iterator[Flip]:
    """Look for fewer months for which memberships are kept, and for all that are priced."""
    among, names = contest
    situation, now = trial.situation, trial.cheapest(names)

    def kept(held: Trial, months: int) -> Trial:
        return held.on_terms(situation.model_copy(update={"months_kept": months}))

    fewer = [months for months in MONTHS_TRIED if months < situation.kept]
    more = [situation.months] if situation.kept < situation.months else []
    for way in (fewer, more) if situation.retainers else ():
        if found := nearest(way, partial(kept, coarse), partial(kept, trial), contest, now):
            months, other = found
            yield Flip(input="months_kept", from_value=situation.months_kept, to=months, cheapest=other, among=among)
