"""A situation: who is in the household, what they can choose between, and what is known of their year.

Its shape is that of a situation file. What is not known is left out, and stays unknown. Money is in dollars; fees and
premiums are a month's, as the household pays them.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import ConfigDict, Discriminator, Field, Tag, ValidationError, field_validator, model_validator

from bot.care import Health, Tier
from bot.costs.refusals import in_short, meant, refusals, untrue
from bot.errors import RefusedError
from bot.insurance import FamilyLimits, Id, InsurancePlan, Service, Share
from bot.vocabulary import Dollars, EarlyExit, ExitTerms, Frozen, NoticeRule

Program = Literal["medicare", "medicaid", "chip", "va", "tricare", "va_tricare"]
Coverage = Literal[Program, "employer", "marketplace", "cobra", "parent", "health_share", "none"]
PROGRAMS: tuple[Program, ...] = ("medicare", "medicaid", "chip", "va", "tricare", "va_tricare")
OLDEST = 64  # years: whom the model of a year of care knows
MONTHS = 12
MOST_USES = 250
MOST = 10_000_000  # dollars: more than that is a slip
FEW, MANY = 12, 40  # members, plans and retainers; options
YEARS = 20_000
Uses = Annotated[int, Field(ge=0, le=MOST_USES)]
Age = Annotated[int, Field(ge=0, le=120)]
Name = Annotated[str, Field(min_length=1, max_length=120)]


class Member(Frozen):
    """A person: `use` are counts of a year that are known, the rest is drawn.

    `health`: "average" is that of their age; "standard" the whole population of a table, whatever the age, to check
    against published values; only then may `table` name another table than silver.
    """

    id: Id
    age: Age | None = None
    health: Literal[Health, "standard"] = "average"
    use: dict[Service, Uses] = Field(default_factory=dict)
    coverage: Coverage | None = None
    table: Tier = "silver"

    @field_validator("use")
    @classmethod
    def _leaves_out_preventive(cls, use: dict[Service, int]) -> dict[Service, int]:
        return dict(sorted(use.items()))

    @model_validator(mode="after")
    def _is_standard_for_a_table(self) -> Self:
        if self.table != "silver" and self.health != "standard":
            raise ValueError("`table` is for checking against published values: it needs health: standard")
        return self

    @property
    def program(self) -> Program | None:
        """The public program that covers them, as far as is known."""
        return next((one for one in PROGRAMS if one == self.coverage), None)

    @property
    def drawn(self) -> bool:
        """Whether their year can be drawn: the model is of people under 65 with commercial cover, or none."""
        return self.program is None and (self.age is None or self.age <= OLDEST or self.health == "standard")


class Tax(Frozen):
    """Marginal rates of income tax."""

    federal: Annotated[float, Field(ge=0, le=0.6)] = 0
    state: Annotated[float, Field(ge=0, le=0.3)] = 0


class AlreadyMet(Frozen):
    """What has been paid this plan year toward the limits of a plan."""

    deductible: Dollars = Decimal(0)
    out_of_pocket: Dollars = Decimal(0)


class Plan(InsurancePlan):
    """An insurance plan of the household: `members` are those on it (None: all).

    Where the `premium` is not known but the plan's own price is, `list_premium` and the household's income give it.
    """

    name: Name = ""
    members: tuple[Id, ...] | None = None
    met: AlreadyMet = AlreadyMet()
    met_by: dict[Id, AlreadyMet] = Field(default_factory=dict)
    tier: Literal["bronze", "silver", "gold", "platinum", "catastrophic", "employer"] | None = None
    list_premium: Dollars | None = None

    @field_validator("premium", "deductible", "out_of_pocket_max", "drug_deductible")
    @classmethod
    def _is_no_fortune(cls, amount: float | None) -> float | None:
        if amount is not None and amount > MOST:
            raise ValueError(f"it must be {MOST:,} or less")
        return amount

    @field_validator("copays")
    @classmethod
    def _are_no_fortunes(cls, copays: dict[Service, float]) -> dict[Service, float]:
        if great := [service for service, amount in copays.items() if amount > MOST]:
            raise ValueError(f"{', '.join(great)}: it must be {MOST:,} or less")
        return copays

    @model_validator(mode="after")
    def _has_a_price(self) -> Self:
        if self.premium is None and self.list_premium is None:
            raise ValueError(
                "`premium` is needed: what the household pays a month; or `list_premium`, before any tax credit"
            )
        return self


class PublicCover(Frozen):
    """Cover by a public program, of which only the premium is reckoned."""

    id: Id
    name: Name = ""
    program: Program
    premium: Dollars = Decimal(0)
    members: tuple[Id, ...] | None = None


def _kind_of_cover(value: Any) -> str:
    program = value.get("program") if isinstance(value, Mapping) else getattr(value, "program", None)
    return "program" if program else "plan"


Cover = Annotated[Annotated[Plan, Tag("plan")] | Annotated[PublicCover, Tag("program")], Discriminator(_kind_of_cover)]


class AgeFee(Frozen):
    """The monthly fee of one member whose age is from `from_age` to `to`."""

    model_config = ConfigDict(populate_by_name=True)

    from_age: Annotated[Age, Field(alias="from")] = 0
    to: Age | None = None
    fee: Dollars


class Retainer(Frozen):
    """A membership.

    `fee` is the household's a month; `fee_by_age` that of each who joins, and then counts where their ages are known;
    together at most `household_cap`. `members` are those who join (None: all). `covers` and `discounts` (the part of the price that is taken off) count
    only where it does not bill insurance. The terms of leaving mean what they mean in `ExitTerms`; `leaving` are all of
    them, as a term sheet gives them, and then count alone. `fees` are an agreement's rows, to be looked at.
    """

    id: Id
    name: Name = ""
    fee: Dollars | None = None
    fee_by_age: tuple[AgeFee, ...] = ()
    household_cap: Dollars | None = None
    enrollment_fee: Dollars = Decimal(0)
    visit_fee: Dollars = Decimal(0)
    covers: tuple[Service, ...] = ("primary_care",)
    discounts: dict[Service, Share] = Field(default_factory=dict)
    bills_insurance: bool = False
    members: tuple[Id, ...] | None = None
    fees: tuple[dict[str, Any], ...] = ()
    billed: Literal["month", "quarter", "year"] | None = None
    initial_term_months: Annotated[int | None, Field(ge=0, le=600)] = None
    auto_renews: bool | None = None
    renewal_months: Annotated[int | None, Field(ge=1, le=600)] = None
    cancel_notice_days: Annotated[int | None, Field(ge=0, le=366)] = None
    early_exit: EarlyExit | None = None
    refund: Literal["none", "prorated", "conditional"] | None = None
    reenroll_fee: Dollars | None = None
    leaving: ExitTerms | None = None

    @model_validator(mode="after")
    def _has_one_price(self) -> Self:
        if self.fee is None and not self.fee_by_age:
            raise ValueError("it needs `fee`, what the household pays a month, or `fee_by_age`")
        return self

    def exit_terms(self, fee: Decimal) -> ExitTerms:
        """Return what leaving rests on, for a household that pays `fee` a month.

        What follows a first term is taken to go month to month where `auto_renews` does not say otherwise.
        """
        if self.leaving is not None:
            return self.leaving.model_copy(update={"fee": fee})
        days = self.cancel_notice_days
        prepaid = self.early_exit is not None and self.early_exit.kind == "no_refund_of_prepaid"
        return ExitTerms(
            fee=fee,
            billed=self.billed or ("year" if prepaid else "month"),
            initial_term_months=self.initial_term_months,
            renews=True if self.auto_renews is None else self.auto_renews,
            renewal_months=self.renewal_months or (1 if self.auto_renews is None else None),
            notice=None if days is None else NoticeRule(length=days, anchor="any_time"),
            early_exit=self.early_exit,
            refund=self.refund,
            enrollment_fee=self.enrollment_fee,
            reenroll_fee=self.reenroll_fee,
        )


class Option(Frozen):
    """Something to choose: plans and memberships by their ids."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+([-+][a-z0-9]+)*$", max_length=200)]
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
