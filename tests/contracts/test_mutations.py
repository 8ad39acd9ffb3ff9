"""Broken agreements: whatever befalls a text, reading it ends, and each quote stands in it.

400 mutants of the agreements under evals/cases are read; `MUTATIONS=5000` before pytest reads as many.
"""

import json
import os
import random
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.answering.sheet import Known, References, sheet
from bot.contracts.termsheet import FIELDS, read
from bot.contracts.traps import KINDS
from bot.documents import plain
from bot.errors import DocumentError
from bot.library import open_references
from bot.vocabulary import Document, Revision

ROOT = Path(__file__).parents[2]
AGREEMENTS = ROOT / "evals" / "cases" / "agreements"
MUTANTS = int(os.environ.get("MUTATIONS", "400"))
BATCHES = 20  # tests, so that a failure names a part that is soon run again
LONGEST = 7_000  # characters: more of the same breaks nothing else, and takes its time
ODD = "\u00bd\u2028\u200b\ufb01\u0130\u1e9e\u05d0\u4e2d\U0001f600\u0301\uff11\u2022\u00a0\t\x0b|$%*()[]\"'`\\"
ON = date(2026, 11, 20)

Chance = random.Random
Mutation = Callable[[str, Chance], str]


@cache
def originals() -> list[str]:
    """Return the agreements that are broken."""
    return [path.read_text("utf-8") for path in sorted(AGREEMENTS.glob("*.txt"))]


@cache
def vocabulary() -> list[str]:
    """Return the words of all rules."""
    rules = [*FIELDS, *(kind.clause for kind in KINDS)]
    patterns = [pattern for rule in rules for pattern in (rule.about, *(cue.pattern for cue in rule.cues))]
    return sorted({word for pattern in patterns for word in re.findall(r"[a-z']{2,14}", pattern.pattern)})


@cache
def references() -> References:
    """Return what a sheet is held against."""
    return open_references(ROOT / "knowledge")


def stretch(text: str, chance: Chance) -> tuple[int, int]:
    """Return where a stretch of a text begins and ends."""
    start = chance.randrange(len(text) + 1)
    return start, min(len(text), start + chance.choice((1, 7, 40, 300, 2000)))


def delete(text: str, chance: Chance) -> str:
    """Leave a stretch out."""
    start, end = stretch(text, chance)
    return text[:start] + text[end:]


def repeat(text: str, chance: Chance) -> str:
    """Say a stretch several times."""
    start, end = stretch(text, chance)
    return text[:end] + text[start:end] * chance.randint(1, 6) + text[end:]


def swap(text: str, chance: Chance) -> str:
    """Let two paragraphs, or two words, change places."""
    mark = chance.choice(("\n\n", "\n", " "))
    parts = text.split(mark)
    one, other = chance.randrange(len(parts)), chance.randrange(len(parts))
    parts[one], parts[other] = parts[other], parts[one]
    return mark.join(parts)


def truncate(text: str, chance: Chance) -> str:
    """Keep the beginning or the end."""
    place = chance.randrange(len(text) + 1)
    return text[:place] if chance.random() < 0.7 else text[place:]


def recase(text: str, chance: Chance) -> str:
    """Write a stretch in other letters."""
    start, end = stretch(text, chance)
    return text[:start] + chance.choice((str.upper, str.lower, str.title, str.swapcase))(text[start:end]) + text[end:]


def insert_words(text: str, chance: Chance) -> str:
    """Put words of the rules between others."""
    place = chance.randrange(len(text) + 1)
    put = " ".join(chance.choice(vocabulary()) for _ in range(chance.randint(1, 12)))
    return f"{text[:place]} {put} {text[place:]}"


def renumber(text: str, chance: Chance) -> str:
    """Change figures, also to such as nobody would write."""
    numbers = ("0", "1", "00", "30", "365", "9999", "1,000,000", "12345678901234567890", "-5", "1.5", "$", "$0", "1e9")
    return re.sub(r"\d[\d,.]*", lambda found: chance.choice(numbers) if chance.random() < 0.3 else found.group(), text)


def strew(text: str, chance: Chance) -> str:
    """Put odd characters anywhere."""
    for _ in range(chance.randint(1, 30)):
        place = chance.randrange(len(text) + 1)
        text = text[:place] + chance.choice(ODD) + text[place:]
    return text


def break_lines(text: str, chance: Chance) -> str:
    """Break lines anywhere, or join them."""
    if chance.random() < 0.3:
        return text.replace("\n", " ")
    often = chance.choice((0.01, 0.2, 0.9))
    return "".join(
        chance.choice("\n\r") * chance.randint(1, 3) if one == " " and chance.random() < often else one for one in text
    )


def join(text: str, chance: Chance) -> str:
    """Go on with another agreement."""
    return f"{text}{chance.choice(('', ' ', chr(10)))}{chance.choice(originals())}"


MUTATIONS: tuple[Mutation, ...] = (
    delete, repeat, swap, truncate, recase, insert_words, renumber, strew, break_lines, join
)  # fmt: skip


def mutant(number: int) -> str:
    """Return the text of a mutant, the same each time."""
    chance = random.Random(number)
    text = chance.choice(originals())
    for mutation in chance.choices(MUTATIONS, k=chance.randint(1, 6)):
        text = mutation(text, chance)[:LONGEST]
    return text


def quoted(part: Any) -> list[dict[str, Any]]:
    """Return every quote of a sheet with its place."""
    if isinstance(part, dict):
        own = [part] if part.get("quote") is not None else []
        return own + [one for value in part.values() for one in quoted(value)]
    return [one for value in part for one in quoted(value)] if isinstance(part, list) else []


def check(document: Document) -> None:
    """Read a document and its whole sheet, and hold them to what is promised of any."""
    text, found = document.text, read(document)
    spans = [span for term in found.terms for span in (*term.also, *((term.span,) if term.span else ()))]
    spans += [trap.span for trap in found.traps]
    assert not [span for span in spans if not 0 <= span.start < span.end <= len(text)]
    assert not [span for span in spans if not text[span.start : span.end].strip()]
    assert all((term.span is None) == (term.state == "silent") for term in found.terms)

    revision = Revision("sha256:0", "mutant", "Mutant", "agreement", document)
    whole = sheet(revision, found, references(), Known(ON))
    json.dumps(whole)
    assert not [one for one in quoted(whole) if text[one["start"] : one["end"]] != one["quote"] or not one["quote"]]
    assert not [cost for cost in whole["exit_cost"] if any(sum_ < 0 for sum_ in sums(cost))]


def sums(cost: Any) -> list[float]:
    """Return every number of an exit cost."""
    if isinstance(cost, dict):
        return [one for value in cost.values() for one in sums(value)]
    if isinstance(cost, list):
        return [one for value in cost for one in sums(value)]
    return [cost] if isinstance(cost, int | float) and not isinstance(cost, bool) else []


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_broken_agreement_is_read_to_its_end(batch: int) -> None:
    """No mutation makes the reader fail, quote what is not there, or owe somebody money for leaving."""
    for number in range(batch, MUTANTS, BATCHES):
        try:
            document = plain.paste(mutant(number))
        except DocumentError:  # nothing is left of it
            continue
        try:
            check(document)
        except Exception as error:
            error.add_note(f"mutant {number}")
            raise
