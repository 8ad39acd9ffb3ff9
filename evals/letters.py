"""Read the letters of evals/cases/letters and judge every field: `python -m evals.letters [dev|test]`.

A stated field is right when it has the expected value, or one that is as good, and quotes the expected words.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bot.documents import formats
from bot.letters.conversion import FIELDS, is_conversion_letter, read
from bot.letters.dates import Day
from bot.vocabulary import Document, Term

FOLDER = Path(__file__).parent / "cases" / "letters"
ON = date(2026, 11, 22)  # when nothing else is said


@dataclass(frozen=True)
class Verdict:
    """How one field of one letter was read."""

    letter: str
    split: str
    field: str
    right: bool
    expected: Any
    read: Any


def run(folder: Path = FOLDER) -> Iterator[Verdict]:
    """Read every letter of a folder; yield a verdict for whether it is one, and for each field."""
    for name, case in yaml.safe_load((folder / "expected.yaml").read_text("utf-8")).items():
        document = formats.read((folder / f"{name}.txt").read_bytes(), f"{name}.txt")
        converts = case.get("conversion", True)
        found = is_conversion_letter(document)
        yield Verdict(name, case["split"], "is_conversion_letter", found == converts, converts, found)
        if converts:
            letter = read(document, case.get("on", ON))
            for field in FIELDS:
                yield judge(name, case, letter[field], document)


def judge(name: str, case: dict[str, Any], term: Term, document: Document) -> Verdict:
    """Judge one field."""
    expected = case.get(term.field)
    seen = value_of(term)
    if expected is None:
        return Verdict(name, case["split"], term.field, term.state == "silent", None, seen)
    wanted, quote, *as_good = expected
    if term.span is None:
        return Verdict(name, case["split"], term.field, None in as_good, expected, None)
    spans = (term.span, *term.also)
    supported = any(touches(document.text[span.start : span.end], quote) for span in spans)
    fits = fee_fits(wanted, case.get("fee_may", []), seen) if term.field == "fee" else seen in (wanted, *as_good)
    fits = fits or (term.state == "conflicting" and "conflicting" in as_good)
    return Verdict(name, case["split"], term.field, bool(fits and supported), expected, (seen, supported))


def touches(text: str, quote: str) -> bool:
    """Whether a quoted stretch and the expected words have one in the other."""
    one, two = " ".join(text.split()), " ".join(quote.split())
    return two in one or one in two


def value_of(term: Term) -> Any:
    """Return a term's value as the cases write it."""
    if term.state == "conflicting":
        return "conflicting", term.value
    return term.value.on if isinstance(term.value, Day) else term.value


def fee_fits(wanted: list[list[Any]], may: list[list[Any]], rows: Any) -> bool:
    """Whether every wanted row of a fee was read, and none but those that may be."""
    if not isinstance(rows, list):
        return False
    read_ = {(row["amount"], row["period"]) for row in rows}
    needed, allowed = {tuple(row) for row in wanted}, {row[0] for row in may}
    return needed <= read_ and all(row in needed or row[0] in allowed for row in read_)


def table(verdicts: list[Verdict]) -> str:
    """Write what went wrong, and the counts of each split."""
    rows = [
        f"{one.letter:28}{one.field:26}{one.expected!s:60.60} {one.read!s:.90}" for one in verdicts if not one.right
    ]
    counts = Counter((one.split, one.right) for one in verdicts)
    for split in sorted({one.split for one in verdicts}):
        right, all_ = counts[split, True], counts[split, True] + counts[split, False]
        rows.append(f"{split}: {right} of {all_} ({right / all_:.1%})")
    return "\n".join(rows)


def slowest(folder: Path = FOLDER) -> float:
    """Return the seconds that the slowest letter takes, as read a second time."""
    worst = 0.0
    for path in sorted(folder.glob("*.txt")):
        document = formats.read(path.read_bytes(), path.name)
        read(document, ON)
        start = time.perf_counter()
        read(document, ON)
        worst = max(worst, time.perf_counter() - start)
    return worst


if __name__ == "__main__":
    wanted_split = sys.argv[1] if len(sys.argv) > 1 else ""
    print(table([one for one in run() if wanted_split in ("", one.split)]))
    print(f"slowest: {slowest() * 1000:.1f} ms")
