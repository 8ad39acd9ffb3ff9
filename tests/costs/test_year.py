"""A year of care: drawn years look like the population that they are drawn from, and are the same everywhere."""

import numpy as np
import pytest
from conftest import KNOWLEDGE

from bot.care import Tier
from bot.costs.year import DRAWN, FreeYear, Stream, draw
from bot.insurance import SERVICES
from bot.library import Library
from evals import care as fit
from evals import costs

RARE = ("preferred_drug", "nonpreferred_drug", "specialty_drug")
STREAM = Stream(7, b"golden", 2000)


@pytest.fixture(scope="module")
def silver(library: Library) -> FreeYear:
    """Draw 20,000 years of the people with silver plans."""
    return draw(library.care, "silver", 0.0, Stream(1, b"anybody", 20_000))


@pytest.mark.parametrize(
    ("tier", "shift", "dollars"), [("silver", 0.0, 14771563), ("silver", 0.8, 43367748), ("bronze", 0.0, 10381199)]
)
def test_a_seed_gives_the_same_dollars_on_every_machine(
    library: Library, tier: Tier, shift: float, dollars: int
) -> None:
    """To the dollar, over 2,000 years; a change of model or tables changes these sums and is meant to be seen."""
    assert dollars == int(draw(library.care, tier, shift, STREAM).total.astype(np.float64).sum())


def test_spending_falls_as_it_was_published(library: Library, silver: FreeYear) -> None:
    """Each year has the published total of its rank, so that every share of people costs what it should."""
    table = library.care.tables["silver"]
    shares = np.array([0.3, 0.5, 0.8, 0.9, 0.95, 0.99])
    published = np.interp(shares, *table.quantiles())

    assert pytest.approx(published, rel=0.01) == np.quantile(silver.total, shares)
    assert pytest.approx(table.mean, rel=0.001) == silver.total.mean(dtype=float)


def test_services_are_used_about_as_often_as_published(library: Library, silver: FreeYear) -> None:
    """Brand-name and specialty drugs, which few use and these often, are the farthest off."""
    uses = library.care.tables["silver"].services
    off = {one: silver.counts[SERVICES.index(one)].mean() / uses[one].uses - 1 for one in DRAWN}

    assert [] == [one for one in DRAWN if abs(off[one]) > (0.25 if one in RARE else 0.1)]


def test_draws_of_different_services_do_not_go_together(silver: FreeYear) -> None:
    """Only the hidden factor of health ties services together, not the numbers that they are drawn with."""
    together = np.corrcoef(np.array([cells.astype(float) for cells in silver.price_cells]))

    assert np.abs(together - np.eye(len(SERVICES))).max() < 0.05


def test_ill_health_costs_more_in_every_service(library: Library) -> None:
    """A shift of the factor moves all services, and the mean as far as the model says."""
    well, ill = (draw(library.care, "silver", shift, STREAM) for shift in (-0.5, 0.5))
    means = {row.shift: row.mean for row in library.care.model.shifted}

    assert all(one.mean() < other.mean() for one, other in zip(well.counts, ill.counts, strict=True) if other.any())
    assert pytest.approx(means[0.5] / means[-0.5], rel=0.02) == ill.total.mean() / well.total.mean()


def test_a_part_of_a_year_has_its_part_of_the_uses(silver: FreeYear) -> None:
    """In whole uses, of which none is split, and so many that the mean comes out."""
    half = silver.part(0.5)

    assert all((one <= other).all() for one, other in zip(half.counts, silver.counts, strict=True))
    assert pytest.approx(silver.total.mean(dtype=float) / 2, rel=0.05) == half.total.mean(dtype=float)
    assert [6] == sorted(set(silver.knowing({"generic_drug": 12}).part(0.5, {"generic_drug"}).counts[12]))


@pytest.mark.parametrize("tier", ["silver", "gold", "bronze"])
def test_the_standardized_plan_of_a_tier_pays_what_was_published(library: Library, tier: Tier) -> None:
    """Of the tier's own population, within what the comparison promises, for two seeds."""
    name, within = costs.VALUES[tier]
    published = library.figures.known(str(name))[-1].amount

    assert [published] * 2 == pytest.approx(costs.actuarial_values(library, tier, range(2)), abs=within)


def test_the_model_is_written_as_it_was_fitted(library: Library) -> None:
    """Nobody changed the file by hand into something that the program would write otherwise."""
    assert (KNOWLEDGE / "care" / "model.yaml").read_text("utf-8") == fit.written(library.care.model)
