"""The blocks of a decision: what was understood, the comparison, what if, get and give up, what matters, side by side, dates.

Dollars in `options` are as they were worked out; what stands beside them as words is rounded for reading: estimates
to $50, contract amounts exactly.
"""

# ruff: noqa: RUF012 (pydantic copies defaults; ruff does not see across files that `Frozen` is a pydantic model)

from datetime import date
from typing import Any, Literal

from bot.vocabulary.leaving import Dollars
from bot.vocabulary.sentences import Sentence
from bot.vocabulary.terms import State
from bot.vocabulary.values import Frozen

Given = Literal["said", "assumed", "sample", "document"]
"""How an input is known: said by the person, assumed by us, taken from a sample plan, or read in a document."""


class InputChoice(Frozen):
    """A value that an input may be set to, and its name."""

    value: str
    label: str


class Input(Frozen):
    """One thing that a comparison rests on, to be shown and changed.

    `field` is its place ("members.me.age"); `shown` the value in words, `value` the value itself. A number lies from
    `low` to `high` in steps of `step`; what is chosen is one of `choices`. `sentence` says where it stands, if in a document.
    """

    field: str
    label: str
    shown: str
    value: bool | int | float | str | None
    given: Given
    low: float | None = None
    high: float | None = None
    step: float | None = None
    unit: str = ""
    choices: tuple[InputChoice, ...] = ()
    sentence: Sentence | None = None


class Understood(Frozen):
    """What was understood of a person's situation, what they said before what was assumed."""

    kind: Literal["understood"] = "understood"
    heading: str
    note: str
    inputs: tuple[Input, ...]


class CostLine(Frozen):
    """One sum of an option, and how it is worked out; an `estimate` is of drawn years."""

    name: str
    amount: float
    workings: str
    estimate: bool = False


class LeavingCost(Frozen):
    """What leaving after so many paid months costs, in dollars; `amount` is null where only bounds are known."""

    month: int
    amount: Dollars | None
    low: Dollars
    high: Dollars | None
    workings: str


class YearCosts(Frozen):
    """What an option costs in all, in dollars a year: on average, and in good, typical, bad and very bad years."""

    mean: float
    p10: float
    p50: float
    p90: float
    p99: float


class Bar(Frozen):
    """A year on the axis: what is paid for sure, what may be paid on top, and both in words."""

    sure: float
    may: float
    says: str


class OptionRow(Frozen):
    """One option: its numbers as they were worked out, and as they are shown.

    `reference`: the row that the others are held against. `says` has the words of `committed`, `monthly`, `mean`,
    `worst_case` and `leaving`; `years` the bars of a good, a typical and a serious-illness year, empty where the care is not
    estimated. `access` says, quoted, how soon and how one reaches the practice.
    """

    id: str
    name: str
    kind: Literal["insurance_only", "retainer_and_insurance", "retainer_only", "neither"]
    reference: bool = False
    note: str = ""
    committed: Dollars
    allowed: float | None
    out_of_pocket: float | None
    total: YearCosts | None
    worst_case: Dollars | None
    chance_cheapest: float | None = None
    dominated_by: str | None = None
    lines: tuple[CostLine, ...] = ()
    exit_cost: tuple[LeavingCost, ...] = ()
    warnings: tuple[str, ...] = ()
    not_estimated: tuple[str, ...] = ()
    says: dict[str, str] = {}
    years: tuple[Bar, ...] = ()
    access: tuple[Sentence, ...] = ()


class Verdict(Frozen):
    """How one option stands to another, in words: `headline` in three to six, then why."""

    option: str
    name: str
    headline: str
    text: str
    caution: bool = False


class ComparisonBlock(Frozen):
    """Every option over the same year, the reference first, then by what they cost on average.

    `axis` is the greatest value of the bars' common axis in dollars, `ticks` what stands below it. `situation` is what
    was compared, in the shape of a situation file.
    """

    kind: Literal["comparison"] = "comparison"
    heading: str
    basis: tuple[str, ...]
    columns: dict[str, tuple[str, str]]
    axis: float
    ticks: tuple[tuple[float, str], ...]
    options: tuple[OptionRow, ...]
    verdicts: tuple[Verdict, ...]
    notes: tuple[str, ...]
    as_of: date
    plan_year: int
    years_drawn: int
    break_even: tuple[dict[str, Any], ...] = ()
    flips: tuple[dict[str, Any], ...] = ()
    close_calls: tuple[dict[str, Any], ...] = ()
    assumptions: tuple[dict[str, Any], ...] = ()
    situation: dict[str, Any] = {}


class WhatIf(Frozen):
    """Controls that work the comparison out anew: `says` is the result with these settings, `flipped` what it turned round."""

    kind: Literal["what_if"] = "what_if"
    heading: str
    controls: tuple[Input, ...]
    says: str
    flipped: str = ""


class TradeOff(Frozen):
    """What an option gives and what it takes: as many sentences for as against."""

    option: str
    name: str
    reference: bool = False
    gets: tuple[Sentence, ...]
    gives_up: tuple[Sentence, ...]


class TradeOffs(Frozen):
    """What one gets and gives up with each option, at equal length."""

    kind: Literal["trade_offs"] = "trade_offs"
    heading: str
    note: str
    rows: tuple[TradeOff, ...]


class Point(Frozen):
    """A thing worth knowing: its name, and what there is to say, with the clause where there is one."""

    label: str
    sentences: tuple[Sentence, ...]


class WorthKnowing(Frozen):
    """Things worth knowing that nobody asked for, each with its name."""

    kind: Literal["worth_knowing"] = "worth_knowing"
    heading: str
    items: tuple[Point, ...]


class Priority(Frozen):
    """Something that may matter: `weight` is 0 (not asked yet), 1 (little) to 3 (most); `says` how the options differ in it."""

    id: str
    label: str
    about: str
    weight: int = 0
    sentences: tuple[Sentence, ...] = ()


class Priorities(Frozen):
    """What matters to a person, to be weighed by them; once weighed, in their order, with where it leads."""

    kind: Literal["priorities"] = "priorities"
    heading: str
    note: str
    items: tuple[Priority, ...]
    conclusion: str = ""


class Cell(Frozen):
    """What one agreement says of one thing; `state` tells silence from a no."""

    state: State
    sentence: Sentence


class SideRow(Frozen):
    """One thing that agreements are compared in; `differs`: they do not say the same."""

    label: str
    differs: bool
    cells: tuple[Cell, ...]


class SideBySide(Frozen):
    """Agreements beside each other, a column each."""

    kind: Literal["side_by_side"] = "side_by_side"
    heading: str
    columns: tuple[str, ...]
    rows: tuple[SideRow, ...]


class TimelineEntry(Frozen):
    """A day and what is to know or to do by it; `when` in words, also where no day is known."""

    on: date | None
    when: str
    label: str
    state: State
    sentences: tuple[Sentence, ...]


class Timeline(Frozen):
    """What happens when, in the order of the days; what has no day stands last."""

    kind: Literal["timeline"] = "timeline"
    heading: str
    entries: tuple[TimelineEntry, ...]
