"""Hold drawn years against what was published: actuarial values, how unevenly spending falls, how steady it is over seeds.

Each check is made for every tier, on its own table, with 20,000 years and 30 seeds. Gold, silver and bronze took part in the
fit of the model; platinum did not, and has no published value here, only the bounds that the law sets.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

import numpy as np

from bot.care import Care, CareTable, Tier
from bot.costs.comparison import Grounds, compare
from bot.costs.household import Setting, lives_of
from bot.costs.situation import YEARS, read_situation
from bot.library import Library

SEEDS = range(30)
VALUES: Mapping[Tier, tuple[str | None, float]] = {  # the published value, and how far off it may be, in points
    "silver": ("designs.silver_actuarial_value", 1.0),
    "gold": ("designs.gold_actuarial_value", 1.0),
    "bronze": ("designs.bronze_actuarial_value", 2.0),
    "platinum": (None, 4.0),
}
STEADY = 0.3  # points between the highest and the lowest of all seeds
KNOTS = (0, 100, 500, 1000, 2000, 3000, 5000, 7000, 10_000, 15_000, 20_000, 30_000, 50_000, 100_000)
TOP = (0.05, 0.1, 0.2, 0.5)


@dataclass(frozen=True)
class Verdict:
    """One check: what was published, what came out, how far it may be off; in points of 100."""

    group: str
    question: str
    wanted: float
    given: float
    within: float

    @property
    def right(self) -> bool:
        """Whether it is near enough."""
        return abs(self.given - self.wanted) <= self.within


def run(library: Library) -> Iterator[Verdict]:
    """Make all checks."""
    for tier, (name, within) in VALUES.items():
        values = actuarial_values(library, tier)
        published = library.figures.known(name or f"marketplace.actuarial_value_{tier}")[-1].amount
        yield Verdict("actuarial value", f"{tier}, mean of {len(values)} seeds", published, mean(values), within)
        yield Verdict("steadiness", f"{tier}, range over {len(values)} seeds", 0, max(values) - min(values), STEADY)
    for tier in VALUES:
        totals = np.sort(totals_of(library.care, tier))
        table = library.care.tables[tier]
        for dollars, share in zip(KNOTS, shares_up_to(table, KNOTS), strict=True):
            given = 100 * float(np.searchsorted(totals, dollars, side="right")) / len(totals)
            yield Verdict("distribution", f"{tier}, costs up to ${dollars:,}", 100 * share, given, 1.5)
        for part in TOP:
            given = 100 * float(totals[-round(part * len(totals)) :].sum() / totals.sum())
            yield Verdict("concentration", f"{tier}, top {part:.0%}", 100 * top_share(table, part), given, 2)


def actuarial_values(library: Library, tier: Tier, seeds: Iterable[int] = SEEDS) -> list[float]:
    """Return the share of all costs that the tier's standardized plan pays, in percent, for each seed."""
    plan = library.plans[f"{tier}-2026"].plan.model_dump(mode="json", exclude_none=True) | {"premium": 0}
    found = []
    for seed in seeds:
        situation = {
            "on": "2026-11-21",
            "members": [{"id": "standard", "health": "standard", "table": tier}],
            "insurance": [plan],
            "options": [{"id": "plan", "insurance": plan["id"]}],
            "seed": seed,
        }
        option = compare(read_situation(situation), Grounds(library.care, library.figures)).options[0]
        assert option.allowed is not None
        assert option.out_of_pocket is not None
        found.append(100 * (1 - option.out_of_pocket / option.allowed))
    return found


def totals_of(care: Care, tier: Tier) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return what the care of a standard member costs in each drawn year."""
    member = {"id": "standard", "health": "standard", "table": tier}
    situation = read_situation({"on": "2026-11-21", "members": [member]})
    return lives_of(situation, care, Setting(YEARS, 1))["standard"].total.astype(np.float64)


def shares_up_to(table: CareTable, knots: Sequence[float]) -> list[float]:
    """Return the published share of people whose care costs no more than each of some amounts."""
    return [sum(band.share for band in table.spending if band.up_to <= knot) for knot in knots]


def top_share(table: CareTable, part: float) -> float:
    """Return the share of all spending that the costliest part of people has, from the published bands."""
    left, found = part, 0.0
    for band in reversed(table.spending):
        taken = min(left, band.share)
        found, left = found + taken * band.mean, left - taken
    return found / sum(band.share * band.mean for band in table.spending)


def table(verdicts: Sequence[Verdict]) -> str:
    """Write every actuarial value and steadiness, and the worst of the rest by tier."""
    lines = [f"{'':14}{'':38}{'published':>10}{'drawn':>9}{'off':>7}{'may be':>8}"]
    groups: dict[tuple[str, str], list[Verdict]] = {}
    for one in verdicts:
        of_one = one.group in {"actuarial value", "steadiness"}
        groups.setdefault((one.group, one.question if of_one else one.question.split(",")[0]), []).append(one)
    for (group, _), several in groups.items():
        worst = max(several, key=lambda one: abs(one.given - one.wanted))
        said = worst.question + (f" (worst of {len(several)})" if len(several) > 1 else "")
        off = abs(worst.given - worst.wanted)
        mark = "" if all(one.right for one in several) else "  <- too far"
        lines.append(f"{group:16}{said:36}{worst.wanted:10.2f}{worst.given:9.2f}{off:7.2f}{worst.within:8.2f}{mark}")
    right = sum(one.right for one in verdicts)
    return "\n".join([*lines, f"{right} of {len(verdicts)} near enough"])
