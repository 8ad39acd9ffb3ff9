"""Insurance plans: what the person pays of each kind of care, and the example plans of knowledge/.

Money is in dollars, a premium per month, shares between 0 and 1. How a plan prices a year is told in the
documentation of situation files, which take plans of the same shape.
"""

from typing import Annotated, Literal, Self, get_args

from pydantic import Field, ValidationInfo, field_validator, model_validator

from bot.provenance import Reviewed, SourceKey
from bot.vocabulary import Frozen

Service = Literal[
    "primary_care",
    "specialist",
    "urgent_care",
    "mental_health",
    "therapy",
    "preventive",
    "lab",
    "xray",
    "imaging",
    "emergency",
    "inpatient",
    "outpatient",
    "generic_drug",
    "preferred_drug",
    "nonpreferred_drug",
    "specialty_drug",
]
SERVICES: tuple[Service, ...] = get_args(Service)
Money = Annotated[float, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


class FamilyLimits(Frozen):
    """The limits of a household: `embedded`, each member's first and then these; `aggregate`, these alone."""

    deductible: Money
    out_of_pocket_max: Money
    kind: Literal["embedded", "aggregate"] = "embedded"


class InsurancePlan(Frozen):
    """The terms of a plan, in the shape of a situation file.

    `copays` are a use; a service with a copay is paid so from the first dollar only if `before_deductible` lists it.
    A service that is listed without a copay pays its coinsurance from the first dollar. `free_visits` are so many
    uses a year that cost nothing.
    """

    id: Id
    name: str
    premium: Money | None = None
    deductible: Money
    out_of_pocket_max: Money
    coinsurance: Share
    copays: dict[Service, Money] = Field(default_factory=dict)
    coinsurance_for: dict[Service, Share] = Field(default_factory=dict)
    before_deductible: tuple[Service, ...] = ()
    free_visits: dict[Service, Annotated[int, Field(ge=1)]] = Field(default_factory=dict)
    drug_deductible: Money | None = None
    family: FamilyLimits | None = None
    hsa_eligible: bool = False

    @field_validator("out_of_pocket_max")
    @classmethod
    def _holds_the_deductible(cls, maximum: float, info: ValidationInfo) -> float:
        if maximum < info.data.get("deductible", 0):
            raise ValueError("it must not be below the deductible")
        return maximum

    @field_validator("before_deductible")
    @classmethod
    def _are_listed_once(cls, services: tuple[Service, ...]) -> tuple[Service, ...]:
        if twice := sorted({one for one in services if services.count(one) > 1}):
            raise ValueError(f"{', '.join(twice)}: listed twice")
        return services

    @field_validator("family")
    @classmethod
    def _holds_one_member(cls, family: FamilyLimits | None, info: ValidationInfo) -> FamilyLimits | None:
        for limit in ("deductible", "out_of_pocket_max") if family else ():
            if getattr(family, limit) < info.data.get(limit, 0):
                raise ValueError(f"its {limit} must not be below that of one member")
        return family


class ExamplePlan(Reviewed):
    """knowledge/insurance/ID.yaml: a plan of one year to compare with, either published or an illustration.

    An illustration says why in `reason`; a published design has a source for all of it. `sources` are for the numbers
    that are published, `premium_source` is for the premium, with what it is an average of in `premium_note`.
    """

    tier: Literal["bronze", "silver", "gold", "platinum", "catastrophic", "employer"]
    year: Annotated[int, Field(ge=2014, le=2200, description="The plan year.")]
    as_of: Annotated[str, Field(min_length=4, description="What is shown beside it, with the year.")]
    illustrative: Annotated[bool, Field(description="Not, or not in every number, a published design.")]
    reason: Annotated[str, Field(description="Which numbers are illustrations, and why.")] = ""
    sources: tuple[SourceKey, ...] = ()
    premium_source: SourceKey | None = None
    premium_note: str = ""
    plan: InsurancePlan

    @field_validator("as_of")
    @classmethod
    def _names_the_year(cls, as_of: str, info: ValidationInfo) -> str:
        if str(info.data.get("year", "")) not in as_of:
            raise ValueError(f"it must name the plan year, {info.data['year']}")
        return as_of

    @field_validator("year")
    @classmethod
    def _is_not_of_the_future(cls, year: int, info: ValidationInfo) -> int:
        reviewed = info.data.get("reviewed")
        if reviewed and year > reviewed.year + 1:
            raise ValueError(f"it is more than a year after `reviewed`, {reviewed}")
        return year

    @model_validator(mode="after")
    def _says_where_it_is_from(self) -> Self:
        if self.illustrative and not self.reason:
            raise ValueError("`illustrative` needs a `reason`: which numbers are illustrations, and why")
        if not self.illustrative and not self.sources:
            raise ValueError("it needs `sources`, or `illustrative: true` with the `reason`")
        if (self.plan.premium is None) != (self.premium_source is None):
            raise ValueError("a premium needs its `premium_source`, and the other way round")
        return self
