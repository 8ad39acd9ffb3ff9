"""Price the coverage examples of Summaries of Benefits and Coverage, and compare every published cell with ours.

An example is a list of bills of which a plan must publish what it leaves to pay, split and rounded: Peg has a baby, Joe
has diabetes, Mia breaks a bone. Not every list is known, and not every one that is was known without a guess, so a
verdict says whether its cell was out of sample, and one that is not right says why.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Literal, Self, get_args

import yaml
from pydantic import Field, model_validator

from bot.costs.ledger import Claim, Ledger
from bot.figures import Figures
from bot.insurance import InsurancePlan, Service
from bot.library import Library
from bot.vocabulary import Frozen
from evals.questions import CASES

ON = date(2026, 11, 21)
Cell = Literal["deductible", "copay", "coinsurance", "limits", "total"]
PARTS: tuple[Cell, ...] = get_args(Cell)[:-1]


class Line(Frozen):
    """Some uses of one service, and what they cost together: a figure of knowledge/, or a price."""

    figure: str = ""
    price: Decimal = Decimal(0)
    service: Service
    uses: Annotated[int, Field(ge=1)] = 1
    covered: bool = True

    def claims(self, figures: Figures) -> list[Claim]:
        """Return a claim for each use."""
        price = Decimal(str(figures.on(self.figure, ON).amount)) if self.figure else self.price
        return [Claim(self.service, price / self.uses, covered=self.covered)] * self.uses


class Bills(Frozen):
    """The bills of one example; `guessed` are the published cells that a guess in it was chosen to match."""

    total: str
    note: str
    guessed: dict[str, tuple[Cell, ...]] = Field(default_factory=dict)
    lines: tuple[Line, ...]

    def claims(self, figures: Figures) -> list[Claim]:
        """Return all claims in order."""
        return [claim for line in self.lines for claim in line.claims(figures)]


class PublishedCell(Frozen):
    """One number that was published; `plans` are those that must give it."""

    cell: Cell
    value: int
    plans: tuple[str, ...] = ()
    reason: str = ""


class Published(Frozen):
    """Cells that were published together, of one example; `reason` is why none of them can be reproduced."""

    id: str
    example: str
    of: str
    reason: str = ""
    cells: tuple[PublishedCell, ...]


class Cases(Frozen):
    """The whole of cases/coverage_examples.yaml."""

    lists: dict[str, Bills]
    plans: tuple[InsurancePlan, ...]
    published: tuple[Published, ...]

    @model_validator(mode="after")
    def _guess_what_is_published(self) -> Self:
        known = {one.id for one in self.published}
        if lost := {name for bills in self.lists.values() for name in bills.guessed} - known:
            raise ValueError(f"`guessed` names what is not published: {', '.join(sorted(lost))}")
        return self


@dataclass(frozen=True)
class Verdict:
    """How one published cell compares with what our plans give: right if all of them give it.

    `reason` is why it cannot be reproduced, where that is known. `given` is empty if there is no list to price.
    """

    example: str
    published_by: str
    cell: Cell
    published: int
    given: Mapping[str, int]
    right: bool
    out_of_sample: bool
    reason: str
    explanation: str


def open_cases() -> Cases:
    """Read lists, plans and published cells."""
    return Cases.model_validate(yaml.safe_load((CASES / "coverage_examples.yaml").read_text("utf-8")))


def run(library: Library) -> Iterator[Verdict]:
    """Price every example under every plan that a published cell names, and judge each cell."""
    cases = open_cases()
    plans = {one.id: one for one in (*(example.plan for example in library.plans.values()), *cases.plans)}
    for row in cases.published:
        bills = cases.lists.get(row.example)
        for one in row.cells:
            claims = bills.claims(library.figures) if bills else []
            given = {name: summary(plans[name], claims)[one.cell] for name in one.plans} if bills else {}
            guessed = bills.guessed.get(row.id, ()) if bills else ()
            yield judge(row, one, given, one.cell not in guessed)


def judge(row: Published, one: PublishedCell, given: Mapping[str, int], unguessed: bool) -> Verdict:
    """Compare a published cell with what each plan gives."""
    right = set(given.values()) == {one.value}
    ours = ", ".join(f"{name} gives {value:,}" for name, value in given.items()) or "not priced"
    reason = one.reason or row.reason
    return Verdict(
        example=row.example,
        published_by=row.of,
        cell=one.cell,
        published=one.value,
        given=given,
        right=right,
        out_of_sample=bool(given) and unguessed,
        reason=reason,
        explanation=" ".join(part for part in (f"published {one.value:,}; {ours}.", reason) if part),
    )


def summary(plan: InsurancePlan, claims: Sequence[Claim]) -> Mapping[Cell, int]:
    """Return the cells of an example under a plan: each part rounded, and the total of what was rounded."""
    share = Ledger(plan).split(claims)
    parts = (share.deductible, share.copay, share.coinsurance, share.not_covered)
    cells: dict[Cell, int] = {name: rounded(part) for name, part in zip(PARTS, parts, strict=True)}
    return {**cells, "total": sum(cells.values())}


def rounded(amount: Decimal) -> int:
    """Round as the summaries are: from 100 dollars to the nearest hundred, below to the nearest ten."""
    step = 100 if amount >= 100 else 10
    return int((amount / step).quantize(Decimal(1), ROUND_HALF_UP)) * step


def table(verdicts: Sequence[Verdict]) -> str:
    """Write how many published cells are reproduced, how many of those out of sample, and why the others are not."""
    rows = [counted(name, [one for one in verdicts if one.example == name]) for name in unique(verdicts)]
    outside = [one for one in verdicts if one.out_of_sample]
    rows.append(counted("all published cells", verdicts))
    rows.append(counted("  of these out of sample", outside))
    rows.append(counted("  fitted to, by a guess", [one for one in verdicts if one.given and not one.out_of_sample]))
    rows.append(counted("  not priced, no list", [one for one in verdicts if not one.given]))
    reasons = Counter(one.reason or "no reason is known" for one in verdicts if not one.right)
    return "\n".join([*rows, "", "not reproduced, because", *(f"{count:4}  {why}" for why, count in reasons.items())])


def unique(verdicts: Sequence[Verdict]) -> list[str]:
    """Return the names of the examples, in the order in which they come."""
    return list(dict.fromkeys(one.example for one in verdicts))


def counted(name: str, verdicts: Sequence[Verdict]) -> str:
    """Write how many of some verdicts are right."""
    return f"{name:28}{sum(one.right for one in verdicts):6} of {len(verdicts):5}"
