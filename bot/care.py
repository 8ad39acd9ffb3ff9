"""How much care people use and what it costs: the shapes of knowledge/care.

A table holds what was published of one population. The model says how a year of one person is drawn so that many such
years look like that population again; it is fitted by `python -m evals.care`.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from bot.figures import Band
from bot.insurance import Service
from bot.provenance import Reviewed, SourceKey
from bot.vocabulary import Frozen

Tier = Literal["bronze", "silver", "gold", "platinum"]
Health = Literal["good", "average", "chronic", "poor"]
Positive = Annotated[float, Field(gt=0)]
Share = Annotated[float, Field(ge=0, le=1)]


class ServiceUse(Frozen):
    """How often a service is used a year on average, and the negotiated price of one use in dollars."""

    uses: Positive
    price: Positive


class SpendingBand(Frozen):
    """The share of people whose care of a year costs more than the band before and at most `up_to`; its mean, dollars."""

    up_to: Annotated[float, Field(ge=0)]
    share: Share
    mean: Annotated[float, Field(ge=0)]


class Within(Frozen):
    """How often services are used on average before the care of a year has cost so many dollars."""

    dollars: Positive
    uses: dict[Service, Positive]


class CareTable(Reviewed):
    """knowledge/care/TIER-YEAR.yaml: what people with plans of one metal tier use in a year, and how unevenly.

    `visits_beyond`: primary care visits a person and year on average that are more than so many.
    """

    tier: Tier
    year: Annotated[int, Field(ge=2014, le=2200)]
    source: SourceKey
    services: dict[Service, ServiceUse]
    spending: tuple[SpendingBand, ...]
    visits_beyond: dict[int, Positive]
    within: tuple[Within, ...]

    @property
    def mean(self) -> float:
        """What the care of a person costs on average, in dollars."""
        return sum(one.uses * one.price for one in self.services.values())

    def quantiles(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Return shares of people from 0 to 1, and what the care of so many costs at most.

        Between the two it runs straight; in the middle of each band it goes through the point that keeps its mean.
        """
        shares, dollars = [0.0], [0.0]
        for band in self.spending:
            start, bottom, top = shares[-1], dollars[-1], band.up_to
            if top:
                middle = 2 * band.mean - (bottom + top) / 2
                within = min(max(middle, bottom), top)
                if middle == within:
                    part = 0.5
                else:  # the mean lies so far to one side that many people stand at that end
                    part = (
                        2 * (top - band.mean) / (top - bottom)
                        if middle > top
                        else 1 - 2 * (band.mean - bottom) / (top - bottom)
                    )
                shares.append(start + part * band.share)
                dollars.append(within)
            shares.append(start + band.share)
            dollars.append(top)
        return tuple(min(1.0, share) for share in shares), tuple(dollars)

    @model_validator(mode="after")
    def _are_shares_of_everybody(self) -> Self:
        if abs(sum(band.share for band in self.spending) - 1) > 1e-6:
            raise ValueError("`spending`: the shares must come to 1")
        return self


class ServiceModel(Frozen):
    """How a service is drawn.

    `growth`: how steeply its use rises with the hidden health factor, against the factor's own `dispersion`; `users`:
    the share of people who can come to use it at all; `spread`: standard deviation over mean of the price of one use.
    """

    growth: Annotated[float, Field(ge=0, le=5)]
    users: Annotated[float, Field(gt=0, le=1)] = 1
    spread: Annotated[float, Field(ge=0, le=20)] = 0.5


class Shifted(Frozen):
    """People whose health factor is shifted by so many standard deviations.

    `mean` is their mean cost against everybody's, `spending` what the care of each share of `levels` costs at most, in
    dollars.
    """

    shift: float
    mean: Positive
    spending: tuple[float, ...]


class CareModel(Reviewed):
    """knowledge/care/model.yaml: how a year of care is drawn.

    `dispersion` is of the hidden health factor, in its logarithm; `never` the share of people who use nothing at all, by table;
    `kinship` the correlation of the factor in a household. `shifted` says how spending falls among people whose factor is
    shifted, at the shares of them in `levels`. `ages` and `health` are mean costs against everybody's, and against those of the same age.
    """

    source: SourceKey
    dispersion: Positive
    never: dict[Tier, Share]
    kinship: Share
    services: dict[Service, ServiceModel]
    levels: tuple[Share, ...]
    shifted: tuple[Shifted, ...]
    ages: tuple[tuple[float, float], ...]
    ages_source: SourceKey
    health: dict[Health, tuple[Band, ...]]
    health_source: SourceKey


Quantiles = tuple[Sequence[float], Sequence[float]]
"""Shares of people, from 0 to 1, and what the care of so many costs at most, in dollars."""


@dataclass(frozen=True, eq=False)
class Care:
    """The model with the tables that it is fitted to; `silver` serves everybody."""

    model: CareModel
    tables: Mapping[Tier, CareTable]

    def quantiles(self, tier: Tier, shift: float) -> Quantiles:
        """Return how spending falls among people with a shifted health factor; unshifted, as the table says itself."""
        if not shift:
            return self.tables[tier].quantiles()
        rows = self.model.shifted
        place = min(max(bisect_right(rows, shift, key=lambda row: row.shift), 1), len(rows) - 1)
        below, above = rows[place - 1], rows[place]
        part = min(max((shift - below.shift) / (above.shift - below.shift), 0), 1)
        return self.model.levels, [
            (1 + low) ** (1 - part) * (1 + high) ** part - 1
            for low, high in zip(below.spending, above.spending, strict=True)
        ]
