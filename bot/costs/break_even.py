"""From how many primary care visits on a membership pays: the fewest with which joining does not cost more on average."""

from collections.abc import Callable, Sequence
from functools import partial

from bot.costs.situation import MOST_USES, Member
from bot.costs.trial import FAR, Trial
from bot.vocabulary import Frozen

MOST_TOGETHER = 1200  # visits a year of a household: what leaving costs is reckoned for no more


class BreakEven(Frozen):
    """The fewest visits a year, of all who join together, with which `joined` costs no more than `against` on average.

    None: not even with as many as are priced.
    """

    retainer: str
    against: str
    joined: str
    primary_care_visits: int | None


def break_evens(trial: Trial, coarse: Trial) -> tuple[BreakEven, ...]:
    """Return the break-even of each membership against the same choice without it; `coarse` has fewer years, to search in."""
    alone = {
        account.choice.without_membership: name
        for name, account in trial.accounts.items()
        if not account.choice.retainers and name in trial.comparable
    }
    found = []
    for name in trial.comparable:
        choice = trial.accounts[name].choice
        against = alone.get(choice.without_membership)
        if len(choice.retainers) == 1 and against is not None:
            visits = _fewest(trial, coarse, name, against)
            found.append(
                BreakEven(retainer=choice.retainers[0].id, against=against, joined=name, primary_care_visits=visits)
            )
    return tuple(found)


def _fewest(trial: Trial, coarse: Trial, joined: str, against: str) -> int | None:
    """Search in few years, then settle it in all."""
    choice = trial.accounts[joined].choice
    joining = [one for one in choice.joining(choice.retainers[0]) if one in choice.drawn]
    if not joining or choice.retainers[0].bills_insurance or "primary_care" not in choice.retainers[0].covers:
        return None
    most = min(MOST_USES * len(joining), MOST_TOGETHER)

    def saved(held: Trial, visits: int) -> float:
        changed = held.knowing(*sharing(visits, joining))
        return changed.mean(against) - changed.mean(joined)

    return crossing(partial(saved, coarse), partial(saved, trial), most)


def sharing(visits: int, members: Sequence[Member]) -> tuple[Member, ...]:
    """Return the members with so many primary care visits in all, as evenly as can be."""
    each, rest = divmod(visits, len(members))
    return tuple(with_visits(one, each + (turn < rest)) for turn, one in enumerate(members))


def with_visits(member: Member, visits: int) -> Member:
    """Return a member with so many primary care visits a year."""
    return member.model_copy(update={"use": {**member.use, "primary_care": visits}})


def crossing(roughly: Callable[[int], float], exactly: Callable[[int], float], most: int) -> int | None:
    """Return the lowest whole number up to `most` for which a rising function is not negative; None if it never is.

    It is searched for with `roughly`, which is less than FAR from `exactly`.
    """
    if roughly(0) > -FAR and exactly(0) >= 0:
        return 0
    at_most = roughly(most)
    if at_most < -FAR:
        return None
    near = _between(roughly, 0, most) if at_most >= 0 else most
    while near < most and exactly(near) < 0:
        near += 1
    if exactly(near) < 0:
        return None
    while exactly(near - 1) >= 0:
        near -= 1
    return near


def _between(rising: Callable[[int], float], low: int, high: int) -> int:
    """Return the lowest whole number at which a function is not negative that is so at `high` and not at `low`.

    Each guess is where a straight line would cross, or the middle where that has just missed.
    """
    at_low, at_high, straight = rising(low), rising(high), True
    while high - low > 1:
        guess = low + round((high - low) * at_low / (at_low - at_high)) if straight else (low + high) // 2
        guess = min(max(guess, low + 1), high - 1)
        value = rising(guess)
        straight = not straight or abs(value) < min(-at_low, at_high + 1)
        if value >= 0:
            high, at_high = guess, value
        else:
            low, at_low = guess, value
    return high
