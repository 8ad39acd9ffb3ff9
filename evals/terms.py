"""Read labelled agreements and judge every field and every trap: `python -m evals terms [FOLDER]`.

A stated field is right when it has a labelled value (or one that the label accepts) and quotes a labelled place; a silent one
when the label is null. A trap is found when a quote of the sheet covers enough of its labelled clause.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from bot.contracts.reading.quantities import plain
from bot.contracts.termsheet import read
from bot.documents import formats
from bot.vocabulary import Document, Term, TermSheet

ENOUGH = 0.3  # of a labelled quote's words that a quote of ours must hold
IN_WORDS = frozenset(
    {"early_termination_fee", "reenroll_fee_or_wait", "enrollment_fee"}
)  # their sums alone are compared
PAGE = 3000  # characters
Outcome = Literal["correct", "wrong", "missed", "false claim", "rightly silent", "trap found", "trap missed"]
RIGHT = frozenset({"correct", "rightly silent", "trap found"})


@dataclass(frozen=True)
class Verdict:
    """How one field, or one trap, of one agreement was read."""

    agreement: str
    name: str
    outcome: Outcome
    label: Any
    read: Any
    traps: int  # predicted for the agreement
    pages: float

    @property
    def right(self) -> bool:
        """Whether nothing was wrong."""
        return self.outcome in RIGHT


def run(folder: Path) -> Iterator[Verdict]:
    """Read every agreement of a folder with labels.json; yield a verdict for each label."""
    labels = json.loads((folder / "labels.json").read_text("utf-8"))["agreements"]
    for name, label in sorted(labels.items()):
        content = formats.read((folder / name).read_bytes(), name)
        sheet = read(content)
        size = (len(sheet.traps), len(content.text) / PAGE)
        for field, gold in label["fields"].items():
            term = sheet[field]
            yield Verdict(name, field, judge(field, gold, term, content), gold, term.value, *size)
        quotes = list(quotes_of(sheet, content))
        for kind, clause in label["traps"]:
            found: Outcome = "trap found" if any(covers(quote, clause) for quote in quotes) else "trap missed"
            yield Verdict(name, f"trap: {kind}", found, clause, None, *size)


def judge(field: str, gold: dict[str, Any] | None, term: Term, content: Document) -> Outcome:
    """Judge one field."""
    if gold is None:
        return "rightly silent" if term.span is None else "false claim"
    accepted = gold.get("accept", [gold["value"]])
    if term.span is None:
        return "rightly silent" if None in accepted else "missed"
    quote = content.text[term.span.start : term.span.end]
    supported = any(covers(quote, place) for place in (gold["quote"], *gold.get("also", ())))
    if term.state == "conflicting":
        return "correct" if supported else "wrong"
    return (
        "correct" if any(alike(field, one, term.value, supported) for one in accepted if one is not None) else "wrong"
    )


def alike(field: str, wanted: Any, value: Any, supported: bool) -> bool:
    """Whether a value is the one that is wanted; one in words that names no sum needs but the right clause."""
    if field == "fee":
        return Counter(map(row_of, wanted)) == Counter(map(row_of, value))
    if field in IN_WORDS and not numbers(wanted):
        return supported
    return numbers(wanted) == numbers(value) if numbers(wanted) or field in IN_WORDS else wanted == value


def row_of(row: dict[str, Any]) -> tuple[float, str]:
    """Return what counts of a fee."""
    return float(row["amount"]), str(row["period"])


def numbers(value: Any) -> frozenset[float]:
    """Return the numbers in a value; truths are none."""
    if isinstance(value, bool):
        return frozenset()
    return frozenset(float(one.replace(",", "")) for one in re.findall(r"\d[\d,]*(?:\.\d+)?", str(value)))


def quotes_of(sheet: TermSheet, content: Document) -> Iterator[str]:
    """Yield what a sheet quotes."""
    spans = [*(term.span for term in sheet.terms if term.span), *(trap.span for trap in sheet.traps)]
    yield from (content.text[span.start : span.end] for span in spans)


def covers(quote: str, clause: str) -> bool:
    """Whether a quote and a labelled clause share enough words in a row."""
    ours, theirs = plain(quote), plain(clause)
    if theirs in ours:
        return True
    words = theirs.split()
    size = max(1, round(ENOUGH * len(words)))
    return any(" ".join(words[start : start + size]) in ours for start in range(len(words) - size + 1))


def table(verdicts: Sequence[Verdict]) -> str:
    """Return the counts of each field, then what they come to."""
    fields = [one for one in verdicts if not one.name.startswith("trap: ")]
    counts: dict[str, Counter[str]] = {}
    for one in fields:
        counts.setdefault(one.name, Counter())[one.outcome] += 1
    columns = ("correct", "wrong", "missed", "false claim", "rightly silent")
    rows = [f"{'':36}" + "".join(f"{column:>16}" for column in columns)]
    rows += [f"{name:36}" + "".join(f"{count[column]:>16}" for column in columns) for name, count in counts.items()]
    all_ = Counter(one.outcome for one in verdicts)
    claimed, stated = (all_["correct"] + all_["wrong"] + all_[name] for name in ("false claim", "missed"))
    traps = all_["trap found"] + all_["trap missed"]
    sizes = {one.agreement: (one.traps, one.pages) for one in verdicts}
    shown, pages = (sum(size) for size in zip(*sizes.values(), strict=True))
    precision, recall = (all_["correct"] / max(1, count) for count in (claimed, stated))
    rows.append(
        f"precision {all_['correct']}/{claimed} = {precision:.3f}, recall {all_['correct']}/{stated} = {recall:.3f}"
    )
    rows.append(f"traps found {all_['trap found']}/{traps} = {all_['trap found'] / max(1, traps):.3f}")
    rows.append(f"{shown} traps shown, {shown / pages:.1f} a page of {PAGE} characters; {len(sizes)} agreements")
    return "\n".join(rows)
