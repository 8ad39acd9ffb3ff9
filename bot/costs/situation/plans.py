"""The insurance of a situation: plans with their terms, and public programs of which the premium alone is reckoned."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, field_validator, model_validator

from bot.costs.situation.people import Id, Name, Program
from bot.insurance import InsurancePlan, Service
from bot.vocabulary import Dollars, Frozen

MOST = 10_000_000  # dollars: more than that is a slip


class AlreadyMet(Frozen):
    """What has been paid this plan year toward the limits of a plan: toward the maximum, at least the deductible paid."""

    deductible: Dollars = Decimal(0)
    out_of_pocket: Dollars = Decimal(0)

    @model_validator(mode="before")
    @classmethod
    def _counts_toward_the_maximum(cls, data: Any) -> Any:
        if isinstance(data, Mapping) and data.get("deductible") is not None and data.get("out_of_pocket") is None:
            return {**data, "out_of_pocket": data["deductible"]}
        return data


class Plan(InsurancePlan):
    """An insurance plan of the household: `members` are those on it (None: all).

    Where the `premium` is not known but the plan's own price is, `list_premium` and the household's income give it.
    """

    id: Id
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
