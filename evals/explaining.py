"""Judge which explainer is chosen for labelled questions: the first shown, and all that are shown."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.bootstrap import Plainterms
from bot.explaining import chosen
from bot.parts import Subject
from evals.questions import CASES


@dataclass(frozen=True)
class Verdict:
    """How one question was judged: `right`, the first explainer answers it; `covered`, one of those shown does."""

    group: str
    question: str
    right: bool
    covered: bool
    explanation: str


def run(program: Plainterms) -> Iterator[Verdict]:
    """Choose for every question of explainers.jsonl, which was written without sight of the wordings learnt from."""
    explainers = tuple(one for one in program.records.published() if one.kind == "explainer")
    today = datetime.now().astimezone().date()
    for line in (CASES / "explainers.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        reading = program.parts.understand(case["input"])
        shown = chosen(reading, Subject((), None, explainers, today), program.parts)
        names = [one.document.removeprefix("explainer-") for one in shown]
        right = names[:1] != [] and names[0] in case["target"]
        yield Verdict(
            case["metadata"]["group"],
            case["input"],
            right,
            bool(set(names) & set(case["target"])),
            f"chose {', '.join(names) or 'none'}; right: {', '.join(case['target'])}",
        )


def table(verdicts: list[Verdict]) -> str:
    """Write the rates."""
    total = len(verdicts)
    first, any_ = sum(one.right for one in verdicts), sum(one.covered for one in verdicts)
    return f"first explainer right   {first} of {total}\none of those shown      {any_} of {total}"
