"""Measure the reader of agreements: `python -m evals.reading`, with `--json` for machines.

It tells how long agreements of 5, 50 and 300 pages take and how much memory, how long the whole sheet of 5 pages takes,
and how long the worst of texts that nobody would write: one sentence without end, stars, brackets, and the words of each
rule, mixed and repeated. Times are of the processor, so a busy machine changes them little.
"""

import argparse
import json
import os
import random
import re
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from bot.answering.sheet import Known, sheet
from bot.contracts.reading.cues import Field
from bot.contracts.termsheet import FIELDS, read
from bot.contracts.traps import KINDS
from bot.library import open_references
from bot.vocabulary import Document, Revision

ROOT = Path(__file__).parents[1]
AGREEMENTS = ROOT / "evals" / "cases" / "agreements"
PAGE = 3000  # characters
PAGES = (5, 50, 300)
HOSTILE = 100_000  # characters of a text that nobody would write
ROUNDS = 5  # the quickest counts: the others waited for something
SEED = 11
LIMITS = {"5 pages": 0.15, "300 pages": 5.0, "hostile": 1.0}  # seconds
SHOWN = 12  # hostile texts, the slowest first
FEW = 3  # slowest rounds are those of long texts: they are read fewer times


@dataclass(frozen=True)
class Length:
    """Reading an agreement of so many pages: seconds of the processor, and megabytes beyond what was held before."""

    pages: int
    characters: int
    seconds: float
    megabytes: float

    @property
    def microseconds(self) -> float:
        """For each character: where this grows with the length, something is not linear."""
        return self.seconds / self.characters * 1e6


@dataclass(frozen=True)
class Measured:
    """Everything; seconds of the processor. `hostile` by the name of each text, the slowest first."""

    cores: int
    load: float  # of the machine in the last minute: others may have worked beside us
    lengths: tuple[Length, ...]
    sheet: float
    hostile: Mapping[str, float]


def main() -> int:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(prog="python -m evals.reading", description=__doc__)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    hostile = {name: once(text) for name, text in hostile_texts()}
    measured = Measured(
        os.cpu_count() or 0,
        round(os.getloadavg()[0], 2),
        tuple(alone(pages) for pages in PAGES),
        whole_sheet(),
        dict(sorted(hostile.items(), key=lambda pair: -pair[1])),
    )
    print(json.dumps(asdict(measured)) if args.json else table(measured))
    return 0


def seconds(task: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the processor's time for a task, of the quickest round."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        task()
        times.append(time.process_time() - began)
    return min(times)


def once(text: str) -> float:
    """Return the processor's time for reading a text once."""
    return seconds(lambda: read(Document(text=text)), 1)


# Agreements


def alone(pages: int) -> Length:
    """Measure one length in a process of its own, whose memory nothing else has used."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(of_length, pages).result()


def of_length(pages: int) -> Length:
    """Read an agreement of so many pages, when the reader is warm."""
    warm = agreement(min(PAGES), seed=SEED + 1)
    read(Document(text=warm))
    text = agreement(pages)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    first = seconds(lambda: read(Document(text=text)), 1)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    best = min(first, seconds(lambda: read(Document(text=text)), 1 if pages == max(PAGES) else ROUNDS))
    return Length(pages, len(text), best, grown / 1000)


def agreement(pages: int, seed: int = SEED) -> str:
    """Return an agreement of so many pages: those of evals/cases one after the other, no paragraph twice the same."""
    chance = random.Random(seed)  # noqa: S311  nothing is kept secret by it
    originals = [path.read_text("utf-8") for path in sorted(AGREEMENTS.glob("*.txt"))]
    chance.shuffle(originals)
    parts: list[str] = []
    length = 0
    while length < pages * PAGE:
        for paragraph in originals[len(parts) % len(originals)].split("\n\n"):
            parts.append(varied(paragraph, chance))
            length += len(parts[-1]) + 2
    return "\n\n".join(parts)[: pages * PAGE]


def varied(paragraph: str, chance: random.Random) -> str:
    """Return a paragraph with other figures and without one of its words."""
    figured = re.sub(r"\d", lambda digit: str(chance.randint(1, 9)) if digit.group() != "0" else "0", paragraph)
    words = figured.split(" ")
    if len(words) > FEW:
        del words[chance.randrange(1, len(words))]
    return " ".join(words)


def whole_sheet() -> float:
    """Return the seconds for a sheet of 5 pages with its quotes, laws and questions, the reading included."""
    references = open_references(ROOT / "knowledge")
    content = Document(text=agreement(min(PAGES)))
    revision = Revision("sha256:0", "agreement", "Agreement", "agreement", content)
    known = Known(date(2026, 11, 20))
    return seconds(lambda: sheet(revision, read(content), references, known))


# Texts that nobody would write


def hostile_texts() -> Iterator[tuple[str, str]]:
    """Yield texts of one length that are made to be slow, each with its name."""
    for name, text in {**shapes(), **runs()}.items():
        yield name, (text * (HOSTILE // len(text) + 1))[:HOSTILE]
    for rule in rules():
        yield f"words of {rule.name}, mixed", mixed(rule, " ")
        yield f"words of {rule.name}, in sentences", mixed(rule, ". ")


def shapes() -> dict[str, str]:
    """Return what is repeated to make texts whose shape is odd."""
    soup = "".join(map(chr, (0x1F600, 0x0301, 0x05D0, 0x4E2D, 0xFB01, 0x2028, 0x00BD, 0x1E9E, 0x0130, 0x200B, 0xFF21)))
    return {
        "one sentence without end": "the member pays the practice a fee and the practice gives the member care and ",
        "one sentence with commas": "you may cancel, we may terminate, fees are not refunded, notice is given, ",
        "one long word": "membership",
        "no spaces": "Youmaycancelyourmembershipatanytime,butfeesarenotrefunded;",
        "spaces only": " ",
        "words far apart": "fee" + " " * 500,
        "two words very far apart": "fee" + " " * (HOSTILE - 6) + "fee",
        "initials without spaces": "A.B.C.",
        "hyphened capitals": "A-B'C&",
        "line breaks only, then a word": "\n" * 999 + "x",
        "one-word lines": "fee\ncancel\nnotice\nrefund\n",
        "one-letter lines": "a\n",
        "headings only": "TERMINATION\n\nFEES\n\nREFUNDS\n\n",
        "titles, never a text": "Membership Fees\nCancellation Policy\n",
        "numbered headings": "1.1.1 Fees\n2. Termination\nARTICLE IV\n",
        "items": "(a) a visit\n(b) a fee of $5\n",
        "items in one line": "(a) visits (b) fees ",
        "bullets": "\u2022 visits \u2022 labs ",
        "stars of footnotes": "visits* labs** x-rays*** ",
        "lines that are footnotes": "* the fee is extra for this\n** not covered at all here\nvisits*\n",
        "rows of a table": "| visits | $5 | included | \n",
        "a table in one line": "| | | visits | ",
        "cells parted by tabs": "visits\t$5\tper month\t",
        "cells parted by spaces": "visits   $5   per month   ",
        "nested brackets": "(" * 50 + "fee" + ")" * 50,
        "open brackets": "((((",
        "quotation marks": '"Practice" "you" "',
        "marks": ".,;:!?-",
        "capitals with full stops": "A. B. C. ",
        "abbreviations": "Dr. No. Inc. U.S. ",
        "Unicode": soup,
        "Unicode between words": f"cancel{soup}fee {soup} ",
        "leads": "You get:\n",
        "questions": "Is there a fee?\nNo. ",
        "a definition again and again": '"Elm Clinic" means the practice ("Practice") and ',
        "names that act": "Elm Hollow Clinic of Green may Elm Hollow of the ",
        "capitalised words": "Elm Hollow Clinic Green ",
        "parties": 'between Elm Clinic and between "you" and the ',
        "addresses": "Denver, CO 80202 governed by the laws of the State of ",
        "law of states": "West Virginia Code Virginia law Ohio Revised ",
        "a subject without its verb": "we may the practice may you may ",
    }


def runs() -> dict[str, str]:
    """Return words that begin many wordings, so that each place in a text is a beginning of one."""
    return {
        "not not not": "not ",
        "sums": "$1 ",
        "digits": "1234567890",
        "figures and commas": "1,",
        "numbers in words": "twenty one hundred thousand and ",
        "dollars in words": "one hundred thousand and twenty dollars ( ",
        "lengths of time": "30 full calendar business days ",
        "kinds of a day": "30 full calendar contract membership ",
        "terminate cancel notice days": "terminate cancel notice days ",
        "fee fee fee": "fee ",
        "if if if": "if ",
        "you may we may": "you may we may not ",
        "refund unless": "refund unless except however provided ",
        "visit after visit": "same-day visit home visit video visit annual exam ",
        "no insurance bill claims": "not bill insurance claims medicare no ",
        "price per month": "price is $95 per month per member per year for a family ",
        "cancel early and owe the balance": "cancel early remaining balance due fees term ",
    }


def rules() -> Iterator[Field]:
    """Yield the rules of all fields and kinds of traps."""
    yield from FIELDS
    yield from (kind.clause for kind in KINDS)


def mixed(rule: Field, mark: str) -> str:
    """Return the words of a rule's wordings in chance order, again and again, now and then with a mark between them."""
    chance = random.Random(SEED)  # noqa: S311  nothing is kept secret by it
    few = words_of(rule)
    found = [chance.choice(few) for _ in range(HOSTILE // 4)]
    every = chance.randint(9, 40)
    marked = (f"{word}{mark if place % every == 0 else ' '}" for place, word in enumerate(found))
    return "".join(marked)[:HOSTILE]


def words_of(rule: Field) -> list[str]:
    """Return the words of all wordings of a rule, with some figures."""
    cues = [one for cue in rule.cues for one in (cue.pattern, cue.unless, cue.under, cue.before, cue.after)]
    used = [rule.about, *cues, *(one for skip in rule.skip for one in (skip.pattern, skip.unless))]
    sources: Iterable[str] = (re.sub(r"\\.|\(\?[P:<]*\w*>?", " ", one.pattern) for one in used if one)
    return [*sorted({word for source in sources for word in re.findall(r"[a-z']{2,14}", source)}), "$95", "30", "1"]


# The table


def table(measured: Measured) -> str:
    """Write what was measured as a table."""
    lines = [
        f"{measured.cores} cores, load {measured.load}",
        f"{'':44}{'seconds':>10}{'most':>8}{'µs a character':>18}{'memory':>12}",
    ]
    for one in measured.lengths:
        name = f"{one.pages} pages"
        lines.append(
            f"{f'{name}, {one.characters:,} characters':44}{one.seconds:10.3f}{limit(name):>8}"
            f"{one.microseconds:18.2f}{one.megabytes:9.1f} MB"
        )
    lines.append(f"{f'whole sheet of {min(PAGES)} pages':44}{measured.sheet:10.3f}")
    lines.append(f"{len(measured.hostile)} texts of {HOSTILE:,} characters that nobody would write, the slowest:")
    lines += [
        f"  {name:42}{spent:10.3f}{limit('hostile'):>8}{spent / HOSTILE * 1e6:18.2f}"
        for name, spent in list(measured.hostile.items())[:SHOWN]
    ]
    return "\n".join(lines)


def limit(name: str) -> str:
    """Write the most that something may take, in seconds, "" where nothing is said of it."""
    return f"{LIMITS[name]:.2f}" if name in LIMITS else ""


if __name__ == "__main__":
    sys.exit(main())
