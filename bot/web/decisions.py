"""What the blocks of a decision show at a glance: bars on their axis, inputs by how they are known, words with a definition.

Pure functions of their arguments; only `Glossed` remembers, for one turn, which words it has explained already.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from bot.answering.estimates import nearest, signed
from bot.costs.amounts import dollars
from bot.vocabulary import (
    Answer,
    Block,
    Citation,
    ComparisonBlock,
    CostLine,
    Given,
    Input,
    LeavingCost,
    Sentence,
    TradeOff,
    TradeOffs,
    Understood,
)
from bot.web import sheets

Strings = Mapping[str, str]

SHORT = 180  # characters of a quote that stands within a text
WATCHED = 4  # traps that a brief has room for
BRIEF = 60  # characters of why a trap matters that a brief has room for
QUOTED = re.compile("(“[^”]*”)")
NEAR = 0.6  # of an axis: beyond that the words of a tick would touch those of the last
YEARS = ("good", "typical", "serious")


# Words with a definition


@dataclass(frozen=True)
class Definition:
    """A word of insurance: the forms in which it stands in a text, and what it means."""

    term: str
    forms: tuple[str, ...]
    text: str


Glossary = Mapping[str, Definition]


def glossary(entries: Mapping[str, Mapping[str, Any]]) -> dict[str, Definition]:
    """Read a glossary as the strings have it; forms are a list, or parted by commas."""
    found = {}
    for term, entry in entries.items():
        forms = entry["forms"]
        several = forms.split(",") if isinstance(forms, str) else forms
        found[term] = Definition(term, tuple(form.strip() for form in several), entry["text"].strip())
    return found


class Glossed:
    """Puts a definition behind each word of a glossary where a turn first uses it; never within a quote.

    `prefix` makes the ids of the definitions unique on the page. What is due to be placed below the text, `placed` gives.
    """

    def __init__(self, glossary: Glossary, prefix: str) -> None:
        """Take what words mean."""
        self._by_form = {key_of(form): each for each in glossary.values() for form in each.forms}
        forms = sorted((form for each in glossary.values() for form in each.forms), key=len, reverse=True)
        found = "|".join(re.escape(form) if form != form.lower() else f"(?i:{re.escape(form)})" for form in forms)
        self._pattern = re.compile(rf"(?<![\w-])(?:{found})(?![\w-])") if forms else None
        self._prefix = prefix
        self._seen: set[str] = set()
        self._due: list[Definition] = []

    def __call__(self, text: str) -> Markup:
        """Return a text of our own with its words of insurance to press."""
        if self._pattern is None:
            return escape(text)
        parts = QUOTED.split(text)
        return Markup().join(escape(part) if at % 2 else self._marked(part) for at, part in enumerate(parts))

    def _marked(self, text: str) -> Markup:
        done, end = Markup(), 0
        for match in self._pattern.finditer(text) if self._pattern else ():
            each = self._by_form.get(key_of(match.group()))
            if each is None or each.term in self._seen:
                continue
            self._seen.add(each.term)
            self._due.append(each)
            done += escape(text[end : match.start()]) + BUTTON.format(self.id_of(each), match.group())
            end = match.end()
        return done + escape(text[end:])

    def id_of(self, each: Definition) -> str:
        """Return the id of a definition."""
        return f"{self._prefix}-{re.sub(r'[^a-z0-9]+', '-', each.term.lower())}"

    def placed(self) -> str:
        """Return the definitions that are due, to stand after the text that uses them."""
        due, self._due = self._due, []
        return "".join(DEFINITION.format(self.id_of(each), each.term, each.text) for each in due)


BUTTON = Markup('<button type="button" class="term" popovertarget="{}">{}</button>')
DEFINITION = Markup('<div popover class="definition" id="{}"><dfn>{}</dfn> {}</div>')


def key_of(form: str) -> str:
    """Return what a form is known by: small letters, but those of an abbreviation stay."""
    return form if form.isupper() or form[:-1].isupper() else form.lower()


# Bars


def share(amount: float, axis: float) -> str:
    """Return an amount as a place on the axis, in percent."""
    return f"{100 * max(0.0, min(amount, axis)) / (axis or 1):.2f}%"


def anchor(amount: float, axis: float) -> str:
    """Return from where the words of a tick begin, so that none stands out of its cell."""
    return "start" if amount <= 0 else "end" if amount >= axis else "middle"


def labelled(block: ComparisonBlock) -> list[tuple[float, str]]:
    """Return the ticks that have room for their words: not those that the last would run into."""
    return [(at, words) for at, words in block.ticks if at >= block.axis or at <= NEAR * block.axis]


def estimated(block: ComparisonBlock) -> bool:
    """Whether any option has bars, so that an axis means something."""
    return any(row.years for row in block.options)


# Sums


def summed(line: CostLine, strings: Strings) -> str:
    """Write a sum of an option: that of a contract exactly, an estimate to $50 and called so."""
    if line.estimate:
        return strings["estimated"].format(sum=signed(nearest(line.amount)))
    amount = Decimal(str(line.amount))
    return dollars(amount) if amount >= 0 else f"-{dollars(-amount)}"


def leaving(block: ComparisonBlock) -> list[tuple[list[str], list[sheets.ExitSpan]]]:
    """Return what leaving costs, the months that cost the same together, with the names of the options where it does.

    What always costs nothing is left out.
    """
    found: dict[tuple[LeavingCost, ...], list[str]] = {}
    for row in block.options:
        if any(cost.low or cost.high is None or cost.high for cost in row.exit_cost):
            found.setdefault(row.exit_cost, []).append(row.name)
    return [
        (names, sheets.exit_spans([cost.model_dump(mode="json") for cost in costs])) for costs, names in found.items()
    ]


def reached(block: ComparisonBlock) -> list[tuple[list[str], tuple[Sentence, ...]]]:
    """Return what is promised of reaching the doctor, with the names of the options for which the same is."""
    found: dict[tuple[Sentence, ...], list[str]] = {}
    for row in block.options:
        if row.access:
            found.setdefault(row.access, []).append(row.name)
    return [(names, access) for access, names in found.items()]


def valued(value: Any) -> str:
    """Write the value of an assumption."""
    return (
        f"{value:,.10g}"
        if isinstance(value, int | float) and not isinstance(value, bool)
        else str(value).replace("_", " ")
    )


# Quotes and inputs


def short_quotes(sentence: Sentence, cited: Mapping[int, Citation]) -> list[Citation]:
    """Return the quotes of a sentence that are short enough to stand beside it, and that it does not say itself."""
    if not sentence.shown:
        return []
    found = [cited[number] for number in sentence.citations]
    said = " ".join(sentence.text.split())
    return [each for each in found if len(each.quote) <= SHORT and " ".join(each.quote.split()) not in said]


def shown_beside(block: Block, cited: Mapping[int, Citation]) -> Iterator[int]:
    """Yield the numbers of the quotes that a block of a decision shows in full."""
    if block.kind == "worth_knowing":
        for point in block.items:
            for sentence in point.sentences:
                yield from (each.id for each in short_quotes(sentence, cited))


def marked(sentence: Sentence | None) -> tuple[int, ...]:
    """Return the numbers of a sentence, none where there is none."""
    return () if sentence is None else sentence.citations


def whole(each: Input) -> bool:
    """Whether an input is counted in whole numbers, so that a browser may insist on them."""
    return each.step == 1


def numbered(value: Any) -> str:
    """Write a value as a field of a form holds it."""
    return f"{value:.10g}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value or "")


def in_a_line(block: Understood, given: Sequence[Given]) -> str:
    """Write in one line what is known in these ways."""
    return "; ".join(f"{each.label} {each.shown}" for each in block.inputs if each.given in given)


# The brief


@dataclass(frozen=True)
class Sides:
    """What speaks for joining and what for staying, as many reasons each."""

    join: tuple[Sentence, ...]
    stay: tuple[Sentence, ...]


def sides(block: TradeOffs, table: ComparisonBlock | None) -> Sides | None:
    """Return what one gets by adding a membership, and by staying as one is; None where none can be added."""
    now = next((row for row in block.rows if row.reference), None)
    joined = _joined(block, table)
    if now is None or joined is None:
        return None
    few = min(len(joined.gets), len(now.gets))
    return Sides(joined.gets[:few], now.gets[:few])


def _joined(block: TradeOffs, table: ComparisonBlock | None) -> TradeOff | None:
    """Return the option that adds a membership to what is held now, or else the first that joins at all."""
    kinds = {row.id: row.kind for row in table.options} if table else {}
    others = [row for row in block.rows if not row.reference and kinds.get(row.option, "").startswith("retainer")]
    held = next((row.option for row in block.rows if row.reference), "")
    return next((row for row in others if row.option.startswith(f"{held}+")), next(iter(others), None))


def size(page: str, rows: int) -> str:
    """Say whether a brief must be set small to stay on one sheet: "", "long" or "longest".

    Its height is about that of its rows, its fine print and its other text; the factors were measured on printed pages.
    """
    fine = sum(len(plain(each)) for _, each in FINE.findall(page))
    rest = len(plain(re.sub(r"<table.*?</table>", "", page, flags=re.DOTALL))) - fine
    height = 280 + 44 * rows + 0.1 * fine + 0.2 * rest
    return next((name for most, name in SIZES if height <= most), SIZES[-1][1])


SIZES = ((975, ""), (1180, "long"), (1400, "longest"))  # pixels of a sheet, more of them where the type is smaller
FINE = re.compile(r'<(p|footer) class="fine">(.*?)</\1>', re.DOTALL)


def plain(page: str) -> str:
    """Return the text of a page."""
    return " ".join(re.sub(r"<[^>]+>", "", page).split())


def numbers(*sentences: Sentence) -> list[int]:
    """Return the numbers of sentences."""
    return [number for each in sentences for number in each.citations]


def has_room(sentence: Sentence) -> bool:
    """Whether a sentence is short enough for a brief."""
    return len(sentence.text) <= BRIEF


def by_kind(answer: Answer) -> dict[str, list[Block]]:
    """Return the blocks of an answer by their kind."""
    found: dict[str, list[Block]] = {}
    for block in answer.blocks:
        found.setdefault(block.kind, []).append(block)
    return found
