"""Judge what is read of a person's situation in labelled messages: every fact, and nothing that was not said.

`target` has the shape of a situation file without ids of insurance and retainers; {} is a message that says nothing
of the person. A message is read on 2026-11-21. Keys may be places with points ("insurance.premium"); `asked_about`,
`declined` and `unclear` are judged where a target has one of them. A message with a `context` is read in it.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.answering.situation import Context, Fact, Situation, SituationWordings, as_situation, situation_of
from evals.questions import CASES

ON = date(2026, 11, 21)
BESIDE = frozenset(["assumed", "unclear", "asked_about", "declined"])


@dataclass(frozen=True)
class Verdict:
    """How one message was judged: right if each fact was read and no other; the facts by how they were read."""

    group: str
    question: str
    right: bool
    explanation: str
    read: int
    missed: int
    invented: int


def run(wordings: SituationWordings, split: str | None) -> Iterator[Verdict]:
    """Read every message of a split."""
    for line in (CASES / "situations.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        if split in {None, case["metadata"]["split"]}:
            said = situation_of(case["input"], wordings, ON, context_of(case))
            yield judge(case["metadata"]["group"], case["input"], given_of(said, case["target"]), facts(case["target"]))


def context_of(case: Mapping[str, Any]) -> Context | None:
    """Return what a message is said into, None where it stands alone."""
    if "context" not in case:
        return None
    told = case["context"].get("known", [])
    known = Situation(facts=tuple(Fact(field=name, value=value, said="", start=0, end=0) for name, value in told))
    told_of = case["context"]
    return Context(asked=told_of["asked"], spoken=told_of["spoken"], known=known, membership="membership" in told_of)


def given_of(said: Situation, target: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was read, by place: the facts, and of what stands beside them what a target speaks of."""
    told = as_situation(said)
    beside = {
        "asked_about": {one.field: one.value for one in said.asked_about if one.field},
        "declined": list(said.declined),
        "unclear": [one.said for one in said.unclear],
    }
    kept = {key: value for key, value in told.items() if key not in BESIDE}
    return facts(kept | {key: value for key, value in beside.items() if key in target})


def judge(group: str, message: str, given: Mapping[str, Any], wanted: Mapping[str, Any]) -> Verdict:
    """Compare what was read with what was said."""
    read = {field for field in given if field in wanted and given[field] == wanted[field]}
    missed, invented = sorted(wanted.keys() - read), sorted(given.keys() - read)
    said = [f"missed {field}: {wanted[field]}" for field in missed]
    said += [f"invented {field}: {given[field]}" for field in invented]
    return Verdict(group, message, not said, "; ".join(said) or "all of it", len(read), len(missed), len(invented))


def facts(value: Any, path: str = "") -> dict[str, Any]:
    """Return the values of a situation by their places; members by their ids."""
    if isinstance(value, Mapping):
        steps = [(key, one) for key, one in value.items() if key != "id"]
    elif isinstance(value, list) and value and isinstance(value[0], Mapping):
        steps = [(one.get("id", "") if path == "members" else "", one) for one in value]
    else:
        return {path: value}
    found: dict[str, Any] = {}
    for key, one in steps:
        found |= facts(one, f"{path}.{key}".strip("."))
    return found


def table(verdicts: Sequence[Verdict]) -> str:
    """Write the rate of right messages by group, and of facts: how many were read, and how many of those were said."""
    right, total = Counter(one.group for one in verdicts if one.right), Counter(one.group for one in verdicts)
    rows = [f"{group:28}{right[group]:6} of {total[group]:5}" for group in total]
    read, missed, invented = (sum(getattr(one, name) for one in verdicts) for name in ("read", "missed", "invented"))
    rows.append(f"{'all':28}{sum(right.values()):6} of {sum(total.values()):5}")
    rows.append(f"{'facts read':28}{read:6} of {read + missed:5}")
    return "\n".join([*rows, f"{'facts invented':28}{invented:6}"])
