"""The inputs of a comparison: what each is called, between which bounds it may lie, and how it is shown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from bot.answering.situation import Fact
from bot.catalogue import Catalogue
from bot.costs.amounts import dollars
from bot.errors import RefusedError
from bot.insurance import SERVICES
from bot.vocabulary import Given, Input, InputChoice, Sentence

Value = bool | int | float | str | None


@dataclass(frozen=True)
class Shape:
    """What an input may be: a number between bounds, or one of some choices. `factor` leads from what is shown to the fact."""

    low: float | None = None
    high: float | None = None
    step: float = 1
    unit: str = ""
    choices: tuple[str, ...] = ()
    factor: float = 1

    @property
    def chosen(self) -> bool:
        """Whether it is one of some choices."""
        return bool(self.choices)


MONTHLY, YEARLY, ONCE = "a month", "a year", "once"
COVERAGES = ("employer", "marketplace", "cobra", "medicare", "medicaid", "va_tricare", "parent", "health_share", "none")
YES_NO = ("yes", "no")
SHAPES: Mapping[str, Shape] = {
    "age": Shape(0, 115),
    "health": Shape(choices=("good", "average", "chronic", "poor")),
    "coverage": Shape(choices=COVERAGES),
    "use": Shape(0, 250, unit=YEARLY),
    "children": Shape(0, 8),
    "adults": Shape(1, 2),
    "premium": Shape(0, 5000, 5, MONTHLY),
    "deductible": Shape(0, 30000, 50, YEARLY),
    "out_of_pocket_max": Shape(0, 40000, 50, YEARLY),
    "coinsurance": Shape(0, 100, 5, "%", factor=0.01),
    "copays": Shape(0, 1000, 5),
    "hsa_eligible": Shape(choices=YES_NO),
    "fee": Shape(0, 10_000, 1, MONTHLY),
    "enrollment_fee": Shape(0, 5000, 5, ONCE),
    "months_kept": Shape(1, 24),
    "care": Shape(0, 30, 5, "%", factor=0.01),
    "subsidy": Shape(choices=YES_NO),
    "income": Shape(0, 1_000_000, 500, YEARLY),
    "plan_year": Shape(2026, 2028),
    "bills_insurance": Shape(choices=YES_NO),
    "hsa_contribution": Shape(0, 20000, 50, YEARLY),
    "joining": Shape(choices=("all", "me", "adults", "children")),
}
"""What inputs may be, by the part of their field that says what they are."""

FIELD = re.compile(
    rf"members\.[\w-]{{1,20}}\.(?:age|health|coverage|use\.(?:{'|'.join(SERVICES)}))"
    rf"|(?:insurance2?|members\.[\w-]{{1,20}}\.insurance)\.(?:premium|coinsurance|hsa_eligible|(?:family\.)?(?:deductible|out_of_pocket_max)|copays\.(?:{'|'.join(SERVICES)}))"
    r"|retainers2?\.(?:fee|enrollment_fee|bills_insurance)|retainer_effect\.care"
    r"|coverage|children|adults|months_kept|subsidy|income|plan_year|hsa_contribution|joining"
)
"""The fields that can be set by hand."""

NAMED = ("use", "copays")  # parts under which the kind of care stands


@dataclass
class Inputs:
    """Collects what a comparison rests on, in the order in which it is put together."""

    strings: Catalogue
    facts: Mapping[str, Fact]
    found: dict[str, Input] = field(default_factory=dict)

    def add(
        self, name: str, value: Value, given: Given | None = None, sentence: Sentence | None = None, who: str = ""
    ) -> None:
        """Note an input; without `given` it was said if it is among the facts, and else assumed."""
        given = given or ("said" if name in self.facts else "assumed")
        self.found.setdefault(
            name, shaped(name, value, self.strings, who).model_copy(update={"given": given, "sentence": sentence})
        )

    @property
    def ordered(self) -> tuple[Input, ...]:
        """All of them: what was said, then what was read in a document, then what was assumed."""
        order: tuple[Given, ...] = ("said", "document", "assumed", "sample")
        return tuple(sorted(self.found.values(), key=lambda one: order.index(one.given)))


def shaped(name: str, value: Value, strings: Catalogue, who: str = "") -> Input:
    """Return an input with its name, its bounds and its value in words; whose it is, `who`, stands in its name."""
    shape, key = shape_of(name)
    label = strings.say(f"deciding.inputs.{key}", who=who, service=_service(name, strings))
    if shape.factor != 1 and isinstance(value, int | float):
        value = round(value / shape.factor, 2)
    return Input(
        field=name,
        label=" ".join(label.split()),
        shown=shown(value, shape, key, strings),
        value="yes" if value is True else "no" if value is False else value,
        given="assumed",
        low=shape.low,
        high=shape.high,
        step=None if shape.chosen else shape.step,
        unit=shape.unit,
        choices=tuple(
            InputChoice(value=one, label=strings.say(f"deciding.values.{key}.{one}")) for one in shape.choices
        ),
    )


def shape_of(name: str) -> tuple[Shape, str]:
    """Return what an input may be, and the part of its field that says what it is.

    Raises RefusedError for a field that no comparison rests on.
    """
    if not FIELD.fullmatch(name):
        raise RefusedError(f"{name[:80]}: this cannot be set. What can be set stands under “What I understood”.")
    key = next(part for part in reversed(name.split(".")) if part in SHAPES)
    return SHAPES[key], key


def _service(name: str, strings: Catalogue) -> str:
    """Name the kind of care that a field is about."""
    *_, before, last = ("", *name.split("."))
    return strings.say(f"deciding.services.{last}") if before in NAMED else ""


def shown(value: Value, shape: Shape, key: str, strings: Catalogue) -> str:
    """Write a value as a person would."""
    if value is None:
        return strings.say("deciding.usual" if key == "use" else "deciding.not_told")
    if shape.chosen:
        name = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
        return (
            strings.say(f"deciding.values.{key}.{name}") if strings.has(f"deciding.values.{key}.{name}") else str(name)
        )
    if not isinstance(value, int | float):
        return str(value)
    if shape.unit == "%":
        return f"{value:g} %"
    money = key in MONEY
    amount = dollars(Decimal(str(value))) if money else f"{value:g}"
    return f"{amount} {shape.unit}".strip() if shape.unit != ONCE else f"{amount}, {ONCE}"


MONEY = frozenset(
    ["premium", "deductible", "out_of_pocket_max", "copays", "fee", "enrollment_fee", "income", "hsa_contribution"]
)


def changed(changes: Mapping[str, Any]) -> tuple[Fact, ...]:
    """Return what a person set as facts.

    Raises RefusedError, with a line for each, for what cannot be set or lies outside its bounds.
    """
    facts, wrong = [], []
    for name, value in changes.items():
        try:
            facts.append(_fact(name, value))
        except RefusedError as error:
            wrong.append(str(error))
    if wrong:
        raise RefusedError("\n".join(wrong))
    return tuple(facts)


def _fact(name: str, value: Any) -> Fact:
    """Return a thing that was set as a fact."""
    shape, _ = shape_of(name)
    if shape.chosen:
        if value not in shape.choices:
            raise RefusedError(f"{name}: {value!r} is none of {', '.join(shape.choices)}.")
        value = {"yes": True, "no": False}.get(value, value) if shape.choices == YES_NO else value
        return Fact(field=name, value=value, said=str(value), start=0, end=0)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise RefusedError(f"{name}: it takes a number from {shape.low:g} to {shape.high:g}.")
    if not (shape.low or 0) <= value <= (shape.high or value):
        raise RefusedError(f"{name}: {value:g} is outside {shape.low:g} to {shape.high:g}.")
    amount = round(value * shape.factor, 6)
    whole = int(amount) if float(amount).is_integer() else amount
    return Fact(field=name, value=whole, said=f"{value:g}", start=0, end=0)
