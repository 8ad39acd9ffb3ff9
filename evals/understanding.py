"""Judge what is understood of labelled wordings: the fields that a question asks for."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bot.bootstrap import Plainterms
from evals.questions import CASES


@dataclass(frozen=True)
class Verdict:
    """How one wording was judged, and what was understood."""

    group: str
    question: str
    right: bool
    explanation: str


def run(program: Plainterms, split: str | None) -> Iterator[Verdict]:
    """Read every wording of a split: all labelled fields must be understood; where none is, none may come first."""
    topics = program.library.topics
    for line in (CASES / "wordings.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        if not isinstance(case["input"], str) or split not in {None, case["metadata"]["split"]}:
            continue
        understood = program.parts.understand(case["input"]).topics
        fields, also = case["target"]["fields"], case["target"].get("also", [])
        if not fields:
            right = not understood or topics[understood[0]].answer != "term"
        else:
            right = set(fields) <= set(understood) or (len(fields) == 1 and bool(set(also) & set(understood)))
        yield Verdict(
            case["metadata"]["group"], case["input"], right, f"understood {', '.join(understood) or 'nothing'}"
        )


def table(verdicts: list[Verdict]) -> str:
    """Write the rate of right readings by group."""
    right, total = Counter(one.group for one in verdicts if one.right), Counter(one.group for one in verdicts)
    rows = [f"{group:28}{right[group]:6} of {total[group]:5}" for group in total]
    return "\n".join([*rows, f"{'all':28}{sum(right.values()):6} of {sum(total.values()):5}"])
