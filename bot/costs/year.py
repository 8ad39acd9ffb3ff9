"""A year of care, drawn many times: how often each service is used, and what it costs at negotiated prices.

Every person has one hidden health factor. It moves the use of all services together; the counts are Poisson, the prices
lognormal, and each year's total is that of its rank in the published distribution of spending. The factor, the
counts and the prices are spread evenly over the years instead of at random, which makes 20,000 years as steady as
millions of plain ones. All that is drawn is looked up in tables of whole numbers, so that the same seed gives the same
dollars on every machine.
"""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, reduce
from math import isqrt, log, sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from bot.care import Care, CareModel, CareTable, Tier
from bot.insurance import SERVICES, Service

Floats = NDArray[np.float32]
Counts = NDArray[np.uint8]
Ranks = NDArray[np.intp]

STEP = 8  # rows of the tables of counts for one standard deviation of the health factor
LOWEST, HIGHEST = -7.0, 8.0  # health factors that the tables of counts hold
MOST = 255  # uses of one service in a year
DRAWN: tuple[Service, ...] = tuple(service for service in SERVICES if service != "urgent_care")
"""The services of the published tables; urgent care is used only by those who say so."""

URGENT_CARE_PRICE = 200.0  # dollars; the tables have none
GRAIN = 1 / 64  # dollars: coarser than what machines differ by in the last digit
FINE = 2**16  # steps of one draw between 0 and 1
PRIMES = (5, 2, 3, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113, 127, 131, 137, 139)  # fmt: skip
MULTIPLES = tuple(np.uint32(isqrt(prime << 64) % 2**32) for prime in PRIMES)
"""Their square roots without the whole part, in steps of 2**-32."""


def _edges() -> NDArray[np.int64]:
    """Return the bounds of the cells into which a draw falls, in steps: finer towards 1, where what is rare happens."""
    parts = ((0.0, 0.75, 384), (0.75, 0.9375, 384), (0.9375, 0.984375, 256), (0.984375, 1.0, 400))
    found = [np.linspace(start, end, count, endpoint=False) for start, end, count in parts]
    return np.unique(np.append(np.rint(np.concatenate(found) * FINE), FINE)).astype(np.int64)


EDGES = _edges()
CELLS = len(EDGES) - 1
CELL_OF: NDArray[np.uint16] = np.repeat(np.arange(CELLS, dtype=np.uint16), np.diff(EDGES))
WEIGHTS = np.diff(EDGES) / FINE
MIDDLES = (EDGES[:-1] + EDGES[1:]) / (2 * FINE)
NORMALS = np.array([NormalDist().inv_cdf(middle) for middle in MIDDLES])
NUMBERS = np.arange(MOST)
LOG_FACTORIALS = np.cumsum(np.log(np.maximum(NUMBERS, 1)))
SIZES = np.array([1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, MOST])
SIZE_OF: NDArray[np.intp] = np.abs(np.log(np.maximum(np.arange(MOST + 1), 1))[:, None] - np.log(SIZES)).argmin(axis=1)
"""For so many uses of a service, the row of the table of prices: many uses average out."""


@dataclass(frozen=True)
class Year:
    """Drawn years of one person: `counts` and `prices` hold for each of SERVICES an array by year.

    Prices are whole dollars for all uses of the year together. Years are equally likely.
    """

    counts: tuple[Counts, ...]
    prices: tuple[Floats, ...]

    def part(self, share: float, known: Collection[Service] = ()) -> "Year":
        """Return the part of each year that falls into so many of its months, in whole uses.

        Uses that are known are rounded to the nearest; of the others so many are left that the mean comes out.
        """
        if share == 1:
            return self
        places = np.linspace(0, 1, len(self.counts[0]), endpoint=False)  # by year; another for each service
        counts, prices = [], []
        for at, (service, all_, price) in enumerate(zip(SERVICES, self.counts, self.prices, strict=True)):
            rounding = 0.5 if service in known else (places * (97 + 2 * at)) % 1
            some = np.minimum((all_ * share + rounding).astype(np.uint8), all_)
            counts.append(some)
            prices.append(np.rint(price * np.divide(some, all_, out=np.zeros_like(price), where=all_ > 0)))
        return Year(tuple(counts), tuple(prices))

    @cached_property
    def total(self) -> Floats:
        """What the care of each year costs, in dollars."""
        return reduce(np.add, self.prices)


@dataclass(frozen=True)
class FreeYear(Year):
    """Years in which nothing about the person's use is known; `price_cells` are the draws of the prices."""

    price_cells: tuple[NDArray[np.uint16], ...]
    tables: "Tables"

    def taken(self, order: Ranks) -> "FreeYear":
        """Return the years in another order."""
        return replace(
            self,
            counts=tuple(one[order] for one in self.counts),
            prices=tuple(one[order] for one in self.prices),
            price_cells=tuple(one[order] for one in self.price_cells),
        )

    def knowing(self, use: Mapping[Service, int]) -> Year:
        """Return the same years with the counts of some services known: each use then has a usual price."""
        if not use:
            return self
        counts, prices = list(self.counts), list(self.prices)
        for service, count in use.items():
            row = SERVICES.index(service)
            price = self.tables.prices[row][SIZE_OF[count]]
            counts[row] = np.full_like(counts[row], count)
            prices[row] = np.rint(price[self.price_cells[row]] * np.float32(count))
        return Year(tuple(counts), tuple(prices))


@dataclass(frozen=True)
class Tables:
    """What draws are looked up in; both have a row for each of SERVICES.

    `counts`: uses by health factor and cell; `prices`: the price of one use by number of uses and cell.
    """

    counts: tuple[Counts, ...]
    prices: tuple[Floats, ...]


@lru_cache(maxsize=8)
def health_factors(years: int) -> NDArray[np.float64]:
    """Return the standard normal factor of each of so many years, lowest first, each equally likely."""
    upper = np.array([NormalDist().inv_cdf((rank + 0.5) / years) for rank in range(years // 2, years)])
    return np.concatenate([-upper[::-1], upper]) if years % 2 == 0 else np.concatenate([-upper[:0:-1], upper])


def tables_of(table: CareTable, model: CareModel) -> Tables:
    """Work out what draws from a published table are looked up in."""
    factors = LOWEST + np.arange(int((HIGHEST - LOWEST) * STEP) + 1) / STEP
    counts: list[Counts] = []
    prices: list[Floats] = []
    for service in SERVICES:
        if service not in model.services:
            counts.append(np.zeros((len(factors), CELLS), dtype=np.uint8))
            prices.append(_prices(URGENT_CARE_PRICE, 0.5))
            continue
        how, use = model.services[service], table.services[service]
        slope = model.dispersion * how.growth
        rates = use.uses / (1 - model.never[table.tier]) / how.users * np.exp(slope * factors - slope**2 / 2)
        counts.append(np.stack([_counts(rate, how.users) for rate in rates]))
        prices.append(_prices(use.price, how.spread))
    return Tables(tuple(counts), tuple(prices))


def _counts(rate: float, users: float) -> Counts:
    """Return the quantiles of a Poisson count by cell; only so many people use the service at all."""
    rate = min(rate, MOST * 0.8)
    some = min(MOST, int(rate + 10 * sqrt(rate)) + 20)  # what is above does not happen
    logs = NUMBERS[:some] * log(rate) - rate - LOG_FACTORIALS[:some]
    below = 1 - users + users * np.cumsum(np.exp(logs))
    bounds = np.append(np.searchsorted(MIDDLES, np.minimum(below, 1)), CELLS)
    return np.repeat(np.arange(some + 1, dtype=np.uint8), np.diff(bounds, prepend=0))


def _prices(price: float, spread: float) -> Floats:
    """Return the mean price of one use, by number of uses and cell, in steps of GRAIN."""
    sigma = np.sqrt(np.log1p(spread**2 / SIZES))[:, None]
    factors = np.exp(sigma * NORMALS)
    return np.asarray(np.rint(price / GRAIN * factors / (factors @ WEIGHTS)[:, None]) * GRAIN, dtype=np.float32)


@dataclass(frozen=True)
class Stream:
    """Names the random numbers of one person: the same name gives the same numbers."""

    seed: int
    name: bytes
    years: int


class Draws:
    """Random numbers for one person, by the rank of a year in the hidden factor.

    Each call of `cells` spreads them evenly over all years and over every stretch of years of like health: multiples of an
    irrational number of its own, all moved by one random step (a Kronecker sequence with a Cranley-Patterson rotation).
    """

    def __init__(self, stream: Stream) -> None:
        """Begin a stream."""
        key = int.from_bytes(hashlib.blake2b(stream.name, digest_size=8).digest(), "little")
        self._raw = np.random.PCG64(np.random.SeedSequence([stream.seed, key]))
        self._ranks = np.arange(stream.years, dtype=np.uint32)
        self._multiples = iter(MULTIPLES)

    def bits(self, kind: str, count: int) -> NDArray[np.uint64]:
        """Return random whole numbers of a numpy kind such as "<u2"."""
        size = np.dtype(kind).itemsize
        raw = np.asarray(self._raw.random_raw(-(-count * size // 8)), dtype="<u8")
        return np.asarray(raw.view(kind)[:count])

    def cells(self) -> NDArray[np.uint16]:
        """Return the cell of each year, evenly spread."""
        steps = self._ranks * next(self._multiples) + self.bits("<u4", 1).astype(np.uint32)
        found: NDArray[np.uint16] = CELL_OF[steps >> np.uint32(16)]
        return found

    def random_cells(self) -> NDArray[np.uint16]:
        """Return the cell of each year, in no order at all."""
        found: NDArray[np.uint16] = CELL_OF[self.bits("<u2", len(self._ranks))]
        return found


@lru_cache(maxsize=8)
def tables_for(care: Care, tier: Tier) -> Tables:
    """Return the tables of a tier, worked out once."""
    return tables_of(care.tables[tier], care.model)


def draw(care: Care, tier: Tier, shift: float, stream: Stream) -> FreeYear:
    """Draw the years of one person whose health factor is shifted by so many standard deviations.

    The years come sorted by the hidden factor, the healthiest first. Each has the total of its rank among people like this.
    """
    year = plainly_drawn(care, tier, shift, stream)
    total = year.total.astype(np.float64)
    ranks = np.empty(stream.years)
    ranks[np.argsort(total, kind="stable")] = (np.arange(stream.years) + 0.5) / stream.years
    published = np.interp(ranks, *care.quantiles(tier, shift))
    factor = np.divide(published, total, out=np.zeros_like(total), where=total > 0).astype(np.float32)
    return replace(year, prices=tuple(np.rint(price * factor) for price in year.prices))


def plainly_drawn(care: Care, tier: Tier, shift: float, stream: Stream) -> FreeYear:
    """Draw counts and prices alone; how totals fall is then near what was published, not the same."""
    draws, tables, years = Draws(stream), tables_for(care, tier), stream.years
    share = care.model.never[tier]
    never = NormalDist().cdf(NormalDist().inv_cdf(share) - shift) if share else 0.0
    awake = MIDDLES[draws.cells()] >= never
    place = (health_factors(years) + shift - LOWEST) * STEP + draws.bits("u1", years) / 256
    rows = np.clip(place, 0, len(tables.counts[0]) - 1).astype(np.int32) * np.int32(CELLS)
    sizes = (SIZE_OF * CELLS).astype(np.int32)
    counts = [np.zeros(years, dtype=np.uint8) for _ in SERVICES]
    prices = [np.zeros(years, dtype=np.float32) for _ in SERVICES]
    cells = [draws.cells() for _ in SERVICES]
    for row, service in enumerate(SERVICES):
        if service in care.model.services:
            counts[row] = tables.counts[row].reshape(-1)[rows + draws.cells()] * awake
            prices[row] = tables.prices[row].reshape(-1)[sizes[counts[row]] + cells[row]] * counts[row]
    return FreeYear(tuple(counts), tuple(prices), tuple(cells), tables)
