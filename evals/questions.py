"""Ask labelled agreements questions about their terms, in many wordings, and judge each answer.

An answer is right when it cites the labelled clause, or says that the agreement does not say where the
label is null; a clause is the labelled one when it covers a third of its words. Every agreement is added
to a conversation as a person would add it, so the whole program is measured, from bytes to answer.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.bootstrap import Plainterms
from bot.vocabulary import Answer

CASES = Path(__file__).parent / "cases"
FIELDS = (
    "fee",
    "initial_term_months",
    "cancel_notice_days",
    "refund_policy",
    "auto_renews",
    "not_insurance_statement",
)
ENOUGH = 0.3
FOLDED = str.maketrans("\u201c\u201d\u2018\u2019", "\"\"''")


@dataclass(frozen=True)
class Verdict:
    """How one answer was judged: right, or why not."""

    agreement: str
    field: str
    question: str
    right: bool
    explanation: str


def wordings(split: str | None = None, most: int | None = None) -> Mapping[str, list[str]]:
    """Return the questions about one field each, by field; those of one split, or all, at most so many a field."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in (CASES / "wordings.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        fields = case["target"]["fields"]
        if len(fields) == 1 and isinstance(case["input"], str) and split in {None, case["metadata"]["split"]}:
            found[fields[0]].append(case["input"])
    return {field: texts[:most] for field, texts in found.items()}


def run(program: Plainterms, folder: Path, questions: Mapping[str, Sequence[str]]) -> Iterator[Verdict]:
    """Ask every agreement of a folder with labels.json every question; yield a verdict for each."""
    labels = json.loads((folder / "labels.json").read_text("utf-8"))["agreements"]
    for name, label in sorted(labels.items()):
        data = (folder / name).read_bytes()
        content = program.read_agreement(data, name)
        for field in FIELDS:
            for question in questions[field]:
                conversation = program.records.open_conversation(None, keep=False)
                program.add_agreement(content, data, name, conversation)
                conversation = program.records.conversation(conversation.id, None, trusted=True)
                answer = program.ask(question, conversation)
                right, why = judge(program, label["fields"].get(field), field, answer)
                program.records.erase(conversation.id)
                yield Verdict(name, field, question, right, why)


def judge(program: Plainterms, gold: Mapping[str, Any] | None, field: str, answer: Answer) -> tuple[bool, str]:
    """Say whether an answer is right, and why not."""
    silent = program.library.strings.say(f"terms.{field}.silent")
    denies = silent in answer.text
    quotes = [citation.quote for citation in answer.citations]
    if gold is None or (None in gold.get("accept", ()) and denies):
        return denies, "says that it does not say" if denies else f"claims: {answer.text[:200]}"
    golden = [gold["quote"], *gold.get("also", ())]
    found = any(overlaps(one, quote) for one in golden for quote in quotes)
    return found and not denies, "cites it" if found else f"{'denies' if denies else 'misses'}: {answer.text[:200]}"


def overlaps(gold: str, quote: str) -> bool:
    """Whether a quote holds a run of the labelled words that is long enough."""
    wanted, given = words(gold), words(quote)
    size = max(1, int(ENOUGH * len(wanted)))
    text = f" {' '.join(given)} "
    return any(f" {' '.join(wanted[i : i + size])} " in text for i in range(len(wanted) - size + 1))


def words(text: str) -> list[str]:
    """Return the words of a text, marks folded."""
    return re.sub(r"\s+", " ", text.translate(FOLDED)).strip().lower().split(" ")


def table(verdicts: Sequence[Verdict]) -> str:
    """Write the rate of right answers by field."""
    right = Counter(verdict.field for verdict in verdicts if verdict.right)
    total = Counter(verdict.field for verdict in verdicts)
    rows = [f"{field:28}{right[field]:6} of {total[field]:5}  {right[field] / total[field]:.3f}" for field in total]
    everything = sum(right.values()) / max(1, sum(total.values()))
    return "\n".join([*rows, f"{'all':28}{sum(right.values()):6} of {sum(total.values()):5}  {everything:.3f}"])
