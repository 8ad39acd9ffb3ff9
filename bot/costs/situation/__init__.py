"""A situation: who is in the household, what they can choose between, and what is known of their year.

Its shape is that of a situation file. What is not known is left out, and stays unknown. Money is in dollars; fees and
premiums are a month's, as the household pays them.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Self, get_args

from pydantic import ConfigDict, Field, ValidationError, field_validator, model_validator

from bot.costs.situation.memberships import AgeFee, Retainer
from bot.costs.situation.people import ELSEWHERE, MOST_USES, Id, Member, Name, Tax
from bot.costs.situation.plans import AlreadyMet, Cover, Plan, PublicCover
from bot.costs.situation.refusals import in_short, meant, refusals, untrue
from bot.errors import RefusedError
from bot.insurance import FamilyLimits
from bot.vocabulary import Dollars, EarlyExit, Frozen

__all__ = [
    "FEW",
    "MANY",
    "MONTHS",
    "MOST_USES",
    "YEARS",
    "AgeFee",
    "AlreadyMet",
    "Cover",
    "Effect",
    "Member",
    "Option",
    "Plan",
    "PublicCover",
    "Retainer",
    "Situation",
    "Tax",
    "read_situation",
]

MONTHS = 12
FEW, MANY = 12, 40  # members, plans and retainers; options
YEARS = 20_000


class Option(Frozen):
    """Something to choose: plans and memberships by their ids."""

    id: Annotated[str, Field(pattern=r"^[\w.+-]+$", max_length=200)]
    name: Name = ""
    insurance: tuple[Id, ...] = ()
    retainer: tuple[Id, ...] = ()

    @field_validator("insurance", "retainer", mode="before")
    @classmethod
    def _may_be_one(cls, value: Any) -> Any:
        return () if value is None else (value,) if isinstance(value, str) else value


class Effect(Frozen):
    """How much less later care a membership is supposed to bring about; studies show little or none, so 0 by default."""

    care: Annotated[float, Field(ge=0, le=0.5)] = 0
    emergency: Annotated[float, Field(ge=0, le=0.5)] = 0


def _without_plan_year(schema: dict[str, Any]) -> None:
    """Leave the plan year out of what a schema asks for: it is that of `on` where it is not given."""
    schema["required"] = [name for name in schema["required"] if name != "plan_year"]


class Situation(Frozen):
    """All that is compared; see the documentation of situation files.

    `starts` is the first day that is priced, within the plan year: the months from then to December count. `income`,
    `household_size` and `benchmark_premium` (a month) are for the premium tax credit.
    """

    model_config = ConfigDict(json_schema_extra=_without_plan_year)

    on: date
    plan_year: Annotated[int, Field(ge=2014, le=2200)]
    starts: date | None = None
    members: Annotated[tuple[Member, ...], Field(min_length=1, max_length=FEW)]
    tax: Tax | None = None
    hsa_contribution: Dollars = Decimal(0)
    months_kept: Annotated[int, Field(ge=1, le=24)] = MONTHS
    insurance: Annotated[tuple[Cover, ...], Field(max_length=FEW)] = ()
    retainers: Annotated[tuple[Retainer, ...], Field(max_length=FEW)] = ()
    options: Annotated[tuple[Option, ...], Field(max_length=MANY)] = ()
    retainer_effect: Effect = Effect()
    state: Annotated[str | None, Field(pattern=r"^[A-Z]{2}$")] = None
    income: Dollars | None = None
    household_size: Annotated[int | None, Field(ge=1, le=20)] = None
    benchmark_premium: Dollars | None = None
    seed: Annotated[int, Field(ge=0, le=2**32 - 1)] = 1
    years: Annotated[int, Field(ge=1000, le=200_000, multiple_of=250)] = YEARS

    @model_validator(mode="before")
    @classmethod
    def _is_for_the_year_of_the_day(cls, data: Any) -> Any:
        if isinstance(data, Mapping) and data.get("plan_year") is None:
            year = str(data.get("starts") or data.get("on") or "")[:4]
            return {**data, "plan_year": year}
        return data

    @field_validator("starts")
    @classmethod
    def _lies_in_the_plan_year(cls, starts: date | None, info: Any) -> date | None:
        if starts and starts.year != info.data.get("plan_year", starts.year):
            raise ValueError(f"it must lie in the plan year, {info.data['plan_year']}")
        return starts

    @model_validator(mode="after")
    def _names_nothing_twice(self) -> Self:
        both = {one.id for one in self.insurance} & {one.id for one in self.retainers}
        if both:
            twice = ", ".join(sorted(both))
            raise ValueError(f"insurance and retainers: the id {twice} names both; each needs one of its own")
        return self

    @model_validator(mode="after")
    def _names_what_is_there(self) -> Self:
        for kind, things in (
            ("members", self.members),
            ("insurance", self.insurance),
            ("retainers", self.retainers),
            ("options", self.options),
        ):
            ids = [one.id for one in things]
            if twice := sorted({one for one in ids if ids.count(one) > 1}):
                raise ValueError(f"{kind}: the id {', '.join(twice)} is given twice; each needs one of its own")
        known = {one.id for one in self.members}
        for kind, covers in (("insurance", self.insurance), ("retainers", self.retainers)):
            for one in covers:
                for name in one.members or ():
                    _be_known(f"{kind}.{one.id}.members", name, known)
                for name in one.met_by if isinstance(one, Plan) else ():
                    _be_known(f"insurance.{one.id}.met_by", name, known)
        for option in self.options:
            for name in option.insurance:
                _be_known(f"options.{option.id}.insurance", name, {one.id for one in self.insurance})
            for name in option.retainer:
                _be_known(f"options.{option.id}.retainer", name, {one.id for one in self.retainers})
        return self

    @property
    def months(self) -> int:
        """How many months are priced."""
        return MONTHS if self.starts is None else MONTHS + 1 - self.starts.month

    @property
    def kept(self) -> int:
        """How many of those months a membership is kept."""
        return min(self.months_kept, self.months)

    @property
    def leaves(self) -> bool:
        """Whether memberships are left, and leaving is paid for, within what is compared."""
        return self.months_kept < MONTHS and self.months_kept <= self.months

    @property
    def drawn(self) -> tuple[Member, ...]:
        """Those whose year of care is drawn: not the old, those in public programs, or those covered by other plans."""
        return tuple(one for one in self.members if one.drawn and not self.elsewhere(one))

    def elsewhere(self, member: Member) -> str:
        """Name the cover that a member has by a plan that is not told of here; "" where there is none."""
        told = any(plan.members is None or member.id in plan.members for plan in self.insurance)
        return "" if told else ELSEWHERE.get(member.coverage or "none", "")

    def of(self, ids: Sequence[str] | None) -> tuple[Member, ...]:
        """Return the members with these ids, in the order of the household; None: all."""
        return tuple(one for one in self.members if ids is None or one.id in ids)


def _be_known(place: str, name: str, known: Iterable[str]) -> None:
    if name not in known:
        listed = sorted(known)
        raise ValueError(f"{place}: there is no {name}{meant(name, listed)} There are: {', '.join(listed) or 'none'}")


def read_situation(data: Any) -> Situation:
    """Read a situation from what a file or a request holds.

    Raises RefusedError with a line for each thing that is wrong: where, what is allowed, what was given.
    """
    if not isinstance(data, Mapping):
        raise RefusedError(
            "A situation holds fields with values: `on`, `members`, `insurance`, `retainers`; this does not."
        )
    if wrong := in_short(untrue(data)):
        raise RefusedError(wrong)
    try:
        return Situation.model_validate(data)
    except ValidationError as error:
        raise RefusedError(in_short(refusals(error, data, SHAPES))) from None


SHAPES: Mapping[str, type[Frozen]] = {
    "": Situation,
    "members": Member,
    "insurance": Plan,
    "program": PublicCover,
    "met": AlreadyMet,
    "met_by": AlreadyMet,
    "family": FamilyLimits,
    "retainers": Retainer,
    "fee_by_age": AgeFee,
    "options": Option,
    "tax": Tax,
    "retainer_effect": Effect,
    **{shape.model_fields["kind"].default: shape for shape in get_args(get_args(EarlyExit)[0])},
}
"""What stands under a name in a situation, for naming the fields that are allowed there."""
