"""Judge the emergency screen: who is shown help, and who is alarmed for nothing, in each way of running.

Every message is read by the rules alone, by the rules and the letters (as with EMBEDDINGS=none), and by the rules and
the engine. Cases are written by engineers, not validated by a clinician.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt

import yaml

from bot.answering.resemblance import learn_dangers
from bot.answering.safety import Alarm, screen
from bot.bootstrap import Plainterms
from evals.questions import CASES

Opinion = Callable[[str, Alarm | None], Alarm | None]
Z = 1.96  # of a 95 % interval
CERTAIN, CALM, NONE = "alarm", "calm notice", "nothing"


@dataclass(frozen=True)
class Case:
    """A message, the group it belongs to, and whether somebody is in danger."""

    group: str
    message: str
    danger: bool


@dataclass(frozen=True)
class Verdict:
    """What was shown for a message in one way of running.

    It is right to show help of either kind to somebody in danger, and not to take over the answer for others.
    """

    mode: str
    group: str
    question: str
    danger: bool
    shown: str
    right: bool
    explanation: str


def cases(split: str | None) -> Iterator[Case]:
    """Yield the cases of a split, or of both; key phrases of other languages and ordinary wordings have none."""
    for line in (CASES / "safety.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        if split in {None, case["metadata"]["split"]}:
            yield Case(case["metadata"]["group"], case["input"], case["target"]["emergency"])
    for line in (CASES / "wordings.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        if isinstance(case["input"], str) and split in {None, case["metadata"]["split"]}:
            yield Case("wordings of plan questions", case["input"], danger=False)
    for language, phrases in yaml.safe_load((CASES / "emergency_phrases.yaml").read_text("utf-8")).items():
        for says, texts in phrases.items():
            danger = says != "ordinary"
            group = f"{language}, {'key phrases' if danger else 'ordinary'}"
            yield from (Case(group, text, danger) for text in texts)


def run(program: Plainterms, split: str | None) -> Iterator[Verdict]:
    """Judge every case in every way of running."""
    for mode, opinion in opinions(program).items():
        for case in cases(split):
            alarm = opinion(case.message, screen(case.message, program.library.safety))
            shown = NONE if alarm is None else CERTAIN if alarm.sure else CALM
            why = f"{shown}: {alarm.kind}, {alarm.sign}" if alarm else shown
            right = shown != (NONE if case.danger else CERTAIN)
            yield Verdict(mode, case.group, case.message, case.danger, shown, right, why)


def opinions(program: Plainterms) -> Mapping[str, Opinion]:
    """Return the ways of running; the last is the program's own."""
    ordinary = [example for topic in program.library.topics.values() for example in topic.examples]
    return {
        "rules": lambda _, seen: seen,
        "rules and letters": learn_dangers(program.library.dangers, ordinary, None, None),
        "rules and engine": program.parts.second_opinion,
    }


def table(verdicts: Iterable[Verdict]) -> str:
    """Write by mode and group how many were shown an alarm, and an alarm or a calm notice, with Wilson intervals."""
    rows: dict[tuple[str, str, bool], list[str]] = {}
    for one in verdicts:
        rows.setdefault((one.mode, one.group, one.danger), []).append(one.shown)
    lines = [f"{'':46}{'n':>5}  {'alarm':24}alarm or calm notice"]
    for (mode, group, danger), shown in rows.items():
        alarms, helped = shown.count(CERTAIN), len(shown) - shown.count(NONE)
        name = f"{mode}: {group}{'' if danger else ' (none in danger)'}"
        lines.append(f"{name:46}{len(shown):5}  {rate(alarms, len(shown)):24}{rate(helped, len(shown))}")
    return "\n".join(lines)


def rate(count: int, of: int) -> str:
    """Write a share with its interval."""
    low, high = wilson(count, of)
    return f"{count / of:6.1%} [{low:.1%}, {high:.1%}]"


def wilson(count: int, of: int) -> tuple[float, float]:
    """Return the 95 % interval of a share, after Wilson (1927)."""
    share = count / of
    middle = (share + Z * Z / (2 * of)) / (1 + Z * Z / of)
    half = Z * sqrt(share * (1 - share) / of + Z * Z / (4 * of * of)) / (1 + Z * Z / of)
    return max(0.0, middle - half), min(1.0, middle + half)
