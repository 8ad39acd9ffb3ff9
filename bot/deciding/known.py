"""What is known to decide on: what the person told, the agreements and the plans at hand."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from bot.answering.composing import Agreement
from bot.answering.situation import Fact, Situation
from bot.answering.sums import A_YEAR
from bot.benefits.summary import BenefitSummary
from bot.library import Library
from bot.vocabulary import Practice, Revision

MONTHLY = (".fee", ".premium")  # what fields of monthly sums end with
MONTHS = 12
ENROLMENT = (11, 12)  # months in which plans of the next year are chosen


@dataclass(frozen=True)
class PlanRead:
    """A plan's summary of benefits: where it stands, and what was read in it."""

    revision: Revision
    summary: BenefitSummary


@dataclass(frozen=True)
class Known:
    """What a decision rests on: facts that were told, agreements and plans at hand, and the day.

    `supposed` are facts that are only tried out ("what if I go ten times"): they stand in the place of those told.
    """

    told: Situation
    agreements: tuple[Agreement, ...]
    plans: tuple[PlanRead, ...]
    practices: tuple[Practice, ...]
    library: Library
    on: date
    supposed: tuple[Fact, ...] = ()

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """The facts that count, by field."""
        return {fact.field: fact for fact in (*self.told.facts, *self.supposed)}

    @property
    def plan_year(self) -> int:
        """The year that is priced: the one told, or in the months of enrolment the next, for which one chooses then."""
        told = self.number("plan_year")
        return int(told) if told else self.on.year + (self.on.month in ENROLMENT)

    def value(self, field: str) -> Any:
        """Return what was told of a field; of a range its middle; None where nothing was."""
        fact = self.facts.get(field)
        if fact is None:
            return None
        if fact.high is not None and isinstance(fact.value, int | float):
            return round((fact.value + fact.high) / 2, 2)
        return fact.value

    def was_said(self, field: str) -> bool:
        """Whether something was said in words, and not only set by hand in the place of what a sample has."""
        return any(fact.field == field and fact.start < fact.end for fact in self.told.facts)

    def number(self, field: str) -> float | None:
        """Return what was told of a field that holds a number; None where nothing was, or no number."""
        value = self.value(field)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        stated = self.facts[field].stated
        if field.endswith(MONTHLY) and stated and stated.period in A_YEAR and stated.high is None:
            return stated.amount * A_YEAR[stated.period] / MONTHS  # $2,500 a year is not twelve times a rounded month
        return float(value)

    def within(self, prefix: str) -> dict[str, Any]:
        """Return what was told of the fields under a prefix, by the rest of their names."""
        return {field.removeprefix(prefix): self.value(field) for field in self.facts if field.startswith(prefix)}

    def supposing(self, *facts: Fact) -> "Known":
        """Return what is known with some facts tried out."""
        return replace(self, supposed=(*self.supposed, *facts))
