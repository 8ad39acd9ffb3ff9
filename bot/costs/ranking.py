"""How the choices stand to each other: how often each is cheapest, which is never better, and which are too close to call."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from bot.costs.household import Setting
from bot.costs.trial import Trial
from bot.vocabulary import Frozen

SHOWN_TO = 50  # dollars: nearer than that the totals look the same


class Doubt(NamedTuple):
    """A change of what drawn years rest on: health factors by so many standard deviations, prices by a factor."""

    shift: float = 0
    prices: float = 1


DOUBTS: Mapping[str, Doubt] = {
    "prices are 15 percent lower": Doubt(prices=0.85),
    "prices are 15 percent higher": Doubt(prices=1.15),
    "everybody is somewhat healthier": Doubt(shift=-0.25),
    "everybody is somewhat less healthy": Doubt(shift=0.25),
}
"""Plausible changes of what the drawn years rest on."""


class CloseCall(Frozen):
    """Two options whose order on average is not sure, and what could reverse it."""

    options: tuple[str, str]
    why: str


def chances(trial: Trial) -> dict[str, float]:
    """Return the share of drawn years in which each choice is the cheapest; those that tie share the year."""
    names = list(trial.comparable)
    if not names:
        return {}
    totals = np.stack([trial.totals[name] for name in names])
    least = totals == totals.min(axis=0)
    shares = (least / least.sum(axis=0)).mean(axis=1)
    return {name: round(float(share), 4) for name, share in zip(names, shares, strict=True)}


def dominated(trial: Trial) -> dict[str, str]:
    """Return which choices cost more than another in every drawn year, or as much, and have no lower worst case."""
    found: dict[str, str] = {}
    order = sorted(trial.comparable, key=lambda name: trial.means[name])
    for place, name in enumerate(order):
        better = next((one for one in order[:place] if _never_worse(trial, one, name)), None)
        if better is not None:
            found[name] = better
    return found


def always_dearer(trial: Trial) -> tuple[tuple[str, str], ...]:
    """Return the pairs of choices of which the first costs no less than the second in any drawn year, and more in some.

    The second has a worst case: what nothing limits is never said to cost less always.
    """
    names = [name for name in trial.comparable if trial.accounts[name].contract.worst_case is not None]
    return tuple(
        (dear, cheap) for cheap in names for dear in trial.comparable if dear != cheap and _less(trial, cheap, dear)
    )


def _never_worse(trial: Trial, one: str, other: str) -> bool:
    """Whether one choice costs no more than another in any year, and less in some."""
    worst, others = (trial.accounts[name].contract.worst_case for name in (one, other))
    if worst is None or (others is not None and worst > others):
        return False
    return _less(trial, one, other)


def _less(trial: Trial, one: str, other: str) -> bool:
    """Whether one choice costs no more than another in any drawn year, and less in some."""
    less = trial.totals[one] <= trial.totals[other] + np.float32(0.005)
    return bool(less.all() and (trial.totals[one] < trial.totals[other] - np.float32(0.005)).any())


def close_calls(trial: Trial, coarse: Trial) -> Iterator[CloseCall]:
    """Yield the pairs whose order a plausible change of the drawn years reverses, or that differ too little to show.

    The changes are tried in the fewer years of `coarse`.
    """
    names, years, seed = trial.comparable, coarse.setting.years, coarse.setting.seed
    doubts = {name: trial.under(Setting(years, seed, doubt.shift, doubt.prices)) for name, doubt in DOUBTS.items()}
    for place, one in enumerate(names):
        for other in names[place + 1 :]:
            gap = coarse.means[one] - coarse.means[other]
            reversing = [name for name, held in doubts.items() if gap * (held.means[one] - held.means[other]) < 0]
            if reversing:
                yield CloseCall(options=(one, other), why=f"Their order turns round if {' or if '.join(reversing)}.")
            elif abs(trial.means[one] - trial.means[other]) < SHOWN_TO:
                yield CloseCall(options=(one, other), why=f"On average they differ by less than ${SHOWN_TO}.")
