"""Judge redaction: which identifiers get past it, and what it takes that is none.

Seeded messages hold identifiers that must be gone, look-alikes hold none and must come back as they were typed; so must
the messages of all other suites, but for those of `HOLDING`.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from bot.answering.redaction import redact
from evals.questions import CASES
from evals.safety import rate

SEEDED, ALIKE, OTHER = "identifiers", "look-alikes", "messages of other suites"
FILES = ("wordings.jsonl", "situations.jsonl", "safety.jsonl", "explainers.jsonl", "dialogues.yaml", "decisions.yaml")
SAID = frozenset({"input", "say", "turns"})
HOLDING = frozenset({"can you call me at 555-0142"})  # of other suites, that do hold an identifier


@dataclass(frozen=True)
class Verdict:
    """What became of a message, and what of it is wrong: what was not taken out, or was not left."""

    set: str
    group: str
    message: str
    redacted: str
    wrong: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether nothing is wrong."""
        return not self.wrong


def run(split: str | None) -> Iterator[Verdict]:
    """Judge the cases of a split, or all of them; the messages of other suites belong to none."""
    cases = yaml.safe_load((CASES / "identifiers.yaml").read_text("utf-8"))
    for group, seeded in cases["seeded"].items():
        for case in half(seeded, split):
            left = redact(case["say"])
            wrong = [one for one in case["gone"] if one in left]
            wrong += [f"lost: {one}" for one in case.get("stays", ()) if one not in left]
            yield Verdict(SEEDED, group, case["say"], left, tuple(wrong))
    for group, messages in cases["look_alikes"].items():
        for message in half(messages, split):
            left = redact(message)
            yield Verdict(ALIKE, group, message, left, () if left == message else (left,))
    for file in FILES if split is None else ():
        for message in messages_of(file):
            left = redact(message)
            holds = message in HOLDING
            yield Verdict(OTHER, file, message, left, () if (left == message) != holds else (left,))


def half(cases: list[Any], split: str | None) -> list[Any]:
    """Return every second case: the first, third, … are for tuning, the others for judging."""
    return cases if split is None else cases[split == "test" :: 2]


def messages_of(file: str) -> Iterator[str]:
    """Yield what people say in the cases of another suite."""
    text = (CASES / file).read_text("utf-8")
    cases = map(json.loads, text.splitlines()) if file.endswith(".jsonl") else yaml.safe_load(text)
    for case in cases:
        yield from said(case)


def said(case: Any) -> Iterator[str]:
    """Yield the messages within a case: `input`, `say`, or the turns of a talk."""
    if isinstance(case, str):
        yield case
    elif isinstance(case, list):
        for one in case:
            yield from said(one)
    elif isinstance(case, dict):
        for key in SAID & case.keys():
            yield from said(case[key])


def table(verdicts: Iterable[Verdict]) -> str:
    """Write by set and group how many messages are wrong, of how many, with a Wilson interval for each set."""
    rows: dict[str, dict[str, list[Verdict]]] = {}
    for one in verdicts:
        rows.setdefault(one.set, {}).setdefault(one.group, []).append(one)
    lines = []
    for name, groups in rows.items():
        every = [one for group in groups.values() for one in group]
        wrong = sum(not one.right for one in every)
        lines.append(f"{name}: {'missed or too much taken' if name == SEEDED else 'false alarms'}")
        lines += [
            f"  {group:28}{sum(not one.right for one in some):4} of {len(some):4}" for group, some in groups.items()
        ]
        lines.append(f"  {'all':28}{wrong:4} of {len(every):4}  {rate(wrong, len(every))}")
    return "\n".join(lines)
