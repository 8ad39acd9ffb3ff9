"""What is known, made by hand: facts as a chat would have them, short agreements, and their comparison in few years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from bot.answering.composing import Agreement
from bot.answering.situation import Fact, Situation
from bot.benefits import summary
from bot.catalogue import Catalogue
from bot.contracts import termsheet
from bot.costs.comparison import Comparison, OptionCosts, compare
from bot.costs.situation import read_situation
from bot.deciding.described import Described, described
from bot.deciding.known import Known, PlanRead
from bot.documents import formats
from bot.library import Library, open_library
from bot.vocabulary import Document, Input, Practice, Quote, Revision, Sentence

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
ON = date(2026, 11, 22)
YEARS = 1000  # few, so that tests are fast
EMPLOYER: Mapping[str, Any] = {
    "members.me.age": 42,
    "coverage": "employer",
    "insurance.premium": 200,
    "insurance.deductible": 3000,
    "insurance.out_of_pocket_max": 6000,
}
MEMBER: Mapping[str, Any] = {**EMPLOYER, "retainers.fee": 100}
BOUND = """Membership Agreement

1. Fee. The membership fee is $90 per month.

2. Term. The initial term of this Agreement is 12 months.

3. Cancellation. You may cancel at any time with 30 days' prior written notice.

4. Early termination. If you cancel during the initial term, you owe the remaining balance of the term.

5. Access. We offer same-day or next-day appointments.
"""
FREE = """Membership Agreement

1. Fee. The membership fee is $60 per month.

2. Term. This Agreement is month to month.

3. Cancellation. You may cancel at any time without penalty. No notice is required.
"""
NO_FEE = """Membership Agreement

1. Term. The initial term of this Agreement is 12 months.

2. Access. We offer same-day or next-day appointments.
"""


@cache
def library() -> Library:
    """Read the real knowledge folder once."""
    return open_library(KNOWLEDGE)


def strings() -> Catalogue:
    """Return the sentences that the program says."""
    return library().strings


def fact(field: str, value: Any, high: float | None = None) -> Fact:
    """Return a thing that was said."""
    return Fact(field=field, value=value, said=str(value), start=0, end=max(1, len(str(value))), high=high)


@cache
def agreement(text: str, title: str = "Paper.txt", practice: str | None = None) -> Agreement:
    """Read a short agreement, added by a person or published by a practice."""
    content = Document(text=text)
    revision = Revision(f"sha256:{title}", f"paper-{title}", title, "agreement", content, practice)
    return Agreement(revision, termsheet.read(content))


@cache
def of_practice(name: str) -> Agreement:
    """Read the agreement of one of our sample practices."""
    file = next((KNOWLEDGE / "practices" / name).glob("agreement.*"))
    content = formats.read(file.read_bytes(), file.name)
    practice = next(one for one in library().practices if one.id == name)
    revision = Revision(f"sha256:{name}", f"{name}-agreement", f"{practice.name}: terms", "agreement", content, name)
    return Agreement(revision, termsheet.read(content))


@cache
def plan_read(file: str) -> PlanRead:
    """Read a plan's summary of benefits among the made-up ones."""
    path = KNOWLEDGE.parent / "evals/cases/benefits" / file
    content = formats.read(path.read_bytes(), path.name)
    return PlanRead(Revision(f"sha256:{file}", f"upload-{file}", file, "benefits", content), summary.read(content))


def a_practice(name: str, title: str, paid_by: str = "") -> Practice:
    """Return a practice of that name."""
    return Practice(id=name, name=title, kind="dpc", contact={}, hours="", state="CO", paid_by=paid_by)


def known(
    facts: Mapping[str, Any] = EMPLOYER,
    *agreements: Agreement,
    on: date = ON,
    practices: Sequence[Practice] = (),
    supposed: Mapping[str, Any] | None = None,
    plans: Sequence[PlanRead] = (),
) -> Known:
    """Return what is known from facts by their fields and agreements at hand; our practices unless others are given."""
    return Known(
        told=Situation(facts=tuple(fact(name, value) for name, value in facts.items())),
        agreements=agreements,
        plans=tuple(plans),
        practices=tuple(practices) or library().practices,
        library=library(),
        on=on,
        supposed=tuple(fact(name, value) for name, value in (supposed or {}).items()),
    )


@dataclass(frozen=True)
class Case:
    """What is known, as it is described and compared."""

    known: Known
    told: Described
    found: Comparison

    def option(self, name: str) -> OptionCosts:
        """Return an option by its id."""
        return next(one for one in self.found.options if one.id == name)


def case_of(facts: Mapping[str, Any] = MEMBER, *agreements: Agreement, **more: Any) -> Case:
    """Describe what is known, and compare it in few years."""
    here = known(facts, *agreements, **more)
    told = described(here)
    told.situation["years"] = YEARS
    return Case(here, told, compare(read_situation(told.situation), library().grounds))


def input_of(told: Described, field: str) -> Input:
    """Return an input of what is compared."""
    return next(one for one in told.inputs if one.field == field)


def texts(sentences: Sequence[Sentence]) -> list[str]:
    """Return the words of sentences."""
    return [one.text for one in sentences]


def exact(quote: Quote, *some: Agreement | PlanRead) -> bool:
    """Whether a quote stands, letter for letter, where it says in one of the papers."""
    return any(
        one.revision.id == quote.revision and one.revision.content.text[quote.start : quote.end] == quote.text
        for one in some
    )


def left_in(case: Case, option: str, month: int, amount: int) -> Case:
    """Return a case in which leaving an option costs something in one month alone."""
    one = case.option(option)
    costs = tuple(
        cost.model_copy(update=dict.fromkeys(("amount", "low", "high"), Decimal(amount if cost.month == month else 0)))
        for cost in one.exit_cost
    )
    options = tuple(
        each if each is not one else each.model_copy(update={"exit_cost": costs}) for each in case.found.options
    )
    return replace(case, found=case.found.model_copy(update={"options": options}))
