"""Fit the model of a year of care to the published tables, and write knowledge/care/model.yaml: `python -m evals.care`.

A random walk that keeps what is better looks for the parameters with which drawn years resemble three tables at once: how
often services are used, how unevenly spending falls, which care comes first, and what the standardized plans of
the year pay. Then it works out how spending falls among people with a shifted health factor. Platinum takes no part in the fit, so that it can be tested on; the share of people who use nothing is taken from gold.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from bot.care import Care, CareModel, CareTable, Shifted, Tier
from bot.costs.sharing import Claims, paid
from bot.costs.year import DRAWN, FreeYear, Stream, plainly_drawn
from bot.insurance import SERVICES, InsurancePlan, Service
from bot.library import open_library

KNOWLEDGE = Path(__file__).parents[1] / "knowledge"
YEARS, MANY = 25_000, 500_000
FITTED: tuple[Tier, ...] = ("silver", "gold", "bronze")
TARGETS: Mapping[Tier, str] = {
    "bronze": "designs.bronze_actuarial_value",
    "silver": "designs.silver_actuarial_value",
    "gold": "designs.gold_actuarial_value",
}
CLOSE: Mapping[Tier, float] = {"silver": 0.002, "gold": 0.002, "bronze": 0.004}  # of an actuarial value
SHARES = (0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99)
BOUNDS: Mapping[str, tuple[float, float]] = {"growth": (0.2, 1.9), "users": (0.08, 1), "spread": (0.25, 0.6)}
USUAL: Mapping[
    Service, float
] = {  # growths that an earlier fit to the silver table found; the walk leaves them for a reason only
    "primary_care": 1.3,
    "specialist": 1.07,
    "mental_health": 1.72,
    "therapy": 1.72,
    "preventive": 0.78,
    "lab": 1.3,
    "xray": 1.3,
    "imaging": 0.89,
    "emergency": 0.89,
    "inpatient": 1.54,
    "outpatient": 0.89,
    "generic_drug": 1.33,
    "preferred_drug": 2.2,
    "nonpreferred_drug": 2.2,
    "specialty_drug": 1.54,
}
WIDE: Mapping[str, float] = {  # spreads of prices that differ more than those of visits
    "outpatient": 9,
    "emergency": 1.2,
    "inpatient": 1.2,
    "preferred_drug": 1,
    "nonpreferred_drug": 1,
    "specialty_drug": 1.2,
}
SHIFTS = tuple(np.round(np.arange(-3, 3.01, 0.5), 1).tolist())
LEVELS = tuple(np.round(np.concatenate([np.arange(0, 0.9, 0.03), 1 - np.geomspace(0.1, 0.00002, 25), [1]]), 6).tolist())
HEAD = """# yaml-language-server: $schema=../schemas/care-model.json
# How a year of care is drawn. Written by `python -m evals.care`; `ages`, `health` and `kinship` are set by hand.
"""
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """Years drawn for the population of one table, with totals as drawn and as published."""

    table: CareTable
    year: FreeYear
    mapped: Floats

    @classmethod
    def of(cls, table: CareTable, model: CareModel) -> "Sample":
        """Draw the years, and give each the published total of its rank."""
        year = raw_years(table, model, YEARS)
        total = year.total.astype(np.float64)
        ranks = np.argsort(np.argsort(total, kind="stable"), kind="stable")
        published = np.interp((ranks + 0.5) / YEARS, *table.quantiles())
        return cls(table, year, np.divide(published, total, out=np.zeros_like(total), where=total > 0))

    def actuarial_value(self, plan: InsurancePlan) -> float:
        """Return the share of all costs that a plan pays."""
        prices = np.stack(self.year.prices) * self.mapped
        return 1 - float(paid(plan, [Claims(self.year.counts, prices)]).mean() / prices.sum(axis=0).mean())


def raw_years(table: CareTable, model: CareModel, years: int, shift: float = 0.0) -> FreeYear:
    """Draw years whose totals are left as they come."""
    return plainly_drawn(Care(model, {table.tier: table}), table.tier, shift, Stream(1, b"fit", years))


def misfit(
    model: CareModel,
    tables: Mapping[Tier, CareTable],
    plans: Mapping[Tier, InsurancePlan],
    values: Mapping[Tier, float],
) -> float:
    """Return how unlike the tables the drawn years are: a sum of squares, each in units of what is close enough."""
    found = sum(float(np.log(model.services[one].growth / usual) / 0.3) ** 2 for one, usual in USUAL.items()) / 2
    for tier in FITTED:
        sample = Sample.of(tables[tier], model)
        found += 4 * ((sample.actuarial_value(plans[tier]) - values[tier]) / CLOSE[tier]) ** 2
        found += sum(float(np.mean(np.square(group))) for group in misses(sample))
    return found


def misses(sample: Sample) -> Iterator[Sequence[float]]:
    """Yield groups of differences between what was drawn and what was published, in units of what is close enough."""
    table, counts, total = sample.table, sample.year.counts, sample.year.total.astype(np.float64)
    shares, dollars = table.quantiles()
    published = np.interp(SHARES, shares, dollars)
    yield list(np.log((np.quantile(total, SHARES) + 20) / (published + 20)) / 0.15)
    yield [((total == 0).mean() - table.spending[0].share) / 0.01]
    used = ((SERVICES.index(service), use) for service, use in table.services.items())
    yield [np.log(counts[row].mean() / use.uses) / 0.03 for row, use in used]
    dollars_of = {
        service: float((sample.year.prices[SERVICES.index(service)] * sample.mapped).mean()) for service in DRAWN
    }
    yield [np.log(dollars_of[service] / (use.uses * use.price)) / 0.1 for service, use in table.services.items()]
    visits = counts[SERVICES.index("primary_care")].astype(int)
    yield [np.log(np.maximum(visits - n, 0).mean() / wanted) / 0.15 for n, wanted in table.visits_beyond.items()]
    for layer in table.within:
        part = np.minimum(1, layer.dollars / np.maximum(total * sample.mapped, 1))
        yield [
            np.log((counts[SERVICES.index(service)] * part).mean() / uses) / 0.3 for service, uses in layer.uses.items()
        ]


def proposals(model: CareModel, step: float, rng: np.random.Generator) -> CareModel:
    """Change a few parameters at random."""
    services = dict(model.services)
    for _ in range(rng.integers(1, 4)):
        service, name = rng.choice(np.array(DRAWN)), rng.choice(np.array(list(BOUNDS)))
        value = getattr(services[service], name) * np.exp(step * rng.standard_normal())
        least, most = BOUNDS[name]
        most = WIDE.get(service, most) if name == "spread" else most
        services[service] = services[service].model_copy(update={name: round(float(np.clip(value, least, most)), 3)})
    if rng.random() > 0.15:
        return model.model_copy(update={"services": services})
    tier = FITTED[rng.integers(len(FITTED))]
    never = round(float(np.clip(model.never[tier] + 0.05 * step * rng.standard_normal(), 0, 0.15)), 4)
    return model.model_copy(
        update={"never": {**model.never, tier: never, **({"platinum": never} if tier == "gold" else {})}}
    )


def fitted(model: CareModel, rounds: int, score: Callable[[CareModel], float], say: Callable[[str], None]) -> CareModel:
    """Walk for so many rounds, in steps that grow shorter."""
    rng = np.random.default_rng(1)
    best = score(model)
    for turn in range(rounds):
        tried = proposals(model, 0.35 * (1 - turn / rounds) + 0.02, rng)
        found = score(tried)
        if found < best:
            model, best = tried, found
        if turn % 50 == 0:
            say(f"{turn}: {best:.2f}")
    return model


def shifted(table: CareTable, model: CareModel) -> tuple[Shifted, ...]:
    """Return how spending falls among people with a shifted health factor: totals keep the rank that they have in everybody's."""
    everybody = np.sort(raw_years(table, model, MANY).total.astype(np.float64))
    rows = []
    for shift in SHIFTS:
        total = raw_years(table, model, MANY, shift).total.astype(np.float64)
        published = np.interp((np.searchsorted(everybody, total) + 0.5) / MANY, *table.quantiles())
        published[total == 0] = 0
        mean = round(float(published.mean() / table.mean), 4)
        rows.append(
            Shifted(shift=shift, mean=mean, spending=tuple(np.round(np.quantile(published, LEVELS), 0).tolist()))
        )
    return tuple(rows)


def written(model: CareModel) -> str:
    """Write the model as YAML, pairs and small mappings in one line."""
    body = model.model_dump(mode="json", exclude_defaults=True)
    return HEAD + yaml.safe_dump(body, sort_keys=False, width=118, default_flow_style=None)


def main() -> int:
    """Fit, and write the model."""
    parser = argparse.ArgumentParser(prog="python -m evals.care", description=__doc__)
    parser.add_argument(
        "--rounds", type=int, default=2000, help="steps of the walk; 0 works out anew how spending falls, alone"
    )
    args = parser.parse_args()
    library = open_library(KNOWLEDGE)
    tables, model = library.care.tables, library.care.model
    plans = {tier: library.plans[f"{tier}-2026"].plan for tier in FITTED}
    values = {tier: library.figures.known(name)[-1].amount / 100 for tier, name in TARGETS.items()}

    def score(tried: CareModel) -> float:
        return misfit(tried, tables, plans, values)

    model = fitted(model, args.rounds, score, lambda text: print(text, file=sys.stderr, flush=True))
    model = model.model_copy(update={"levels": LEVELS, "shifted": shifted(tables["silver"], model)})
    (KNOWLEDGE / "care" / "model.yaml").write_text(written(model), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
