"""The people of a situation: their ages, their health, what is known of their use, and their tax."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from bot.care import Health, Tier
from bot.insurance import Service
from bot.vocabulary import Frozen

Program = Literal["medicare", "medicaid", "chip", "va", "tricare", "va_tricare"]
Coverage = Literal[Program, "employer", "marketplace", "cobra", "parent", "health_share", "none"]
PROGRAMS: tuple[Program, ...] = ("medicare", "medicaid", "chip", "va", "tricare", "va_tricare")
ELSEWHERE: Mapping[Coverage, str] = {
    "employer": "a plan through an employer",
    "marketplace": "a marketplace plan",
    "cobra": "a former employer's plan",
    "parent": "a parent's plan",
}
OLDEST = 64  # years: whom the model of a year of care knows
MOST_USES = 250
Uses = Annotated[int, Field(ge=0, le=MOST_USES)]
Age = Annotated[int, Field(ge=0, le=120)]
Id = Annotated[str, Field(pattern=r"^[\w.-]+$", max_length=60)]
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
