"""From how many primary care visits on a membership pays: the fewest with which joining does not cost more on average."""

from collections.abc import Callable, Sequence

from bot.costs.situation import MOST_USES, Member
from bot.costs.trial import Trial
from bot.vocabulary import Frozen


class BreakEven(Frozen):
    """The fewest visits a year, of all who join together, with which `joined` costs no more than `against` on average.

    None: not even with as many as are priced. `saved_by_then` says what each further visit saves; visits that cost the
    plan nothing save nothing.
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
    most = MOST_USES * len(joining)

    def pays(visits: int, held: Trial) -> bool:
        changed = held.knowing(*sharing(visits, joining))
        return changed.mean(joined) <= changed.mean(against)

    near = fewest(lambda visits: pays(visits, coarse), 0, most)
    near = most if near is None else near
    if pays(near, trial):
        while near and pays(near - 1, trial):
            near -= 1
        return near
    while near < most:
        near += 1
        if pays(near, trial):
            return near
    return None


def sharing(visits: int, members: Sequence[Member]) -> tuple[Member, ...]:
    """Return the members with so many primary care visits in all, as evenly as can be."""
    each, rest = divmod(visits, len(members))
    return tuple(with_visits(one, each + (turn < rest)) for turn, one in enumerate(members))


def with_visits(member: Member, visits: int) -> Member:
    """Return a member with so many primary care visits a year."""
    return member.model_copy(update={"use": {**member.use, "primary_care": visits}})


def fewest(holds: Callable[[int], bool], low: int, high: int) -> int | None:
    """Return the lowest number for which something holds that holds from there on; None if it never does."""
    if holds(low):
        return low
    step = 8
    while low + step < high and not holds(low + step):
        low, step = low + step, step * 2
    top = min(low + step, high)
    if top == high and not holds(high):
        return None
    while top - low > 1:
        middle = (low + top) // 2
        low, top = (low, middle) if holds(middle) else (middle, top)
    return top
