"""Learn the second opinion on clauses: `python -m evals.clauses` writes its weights anew.

Learnt from: the clauses of evals/cases/agreements and more_agreements, with their labels, and evals/cases/clauses.jsonl,
clauses that are or are not traps, written one by one. Never from evals/cases/voices, by which the reader is judged.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.contracts.learnt import WEIGHTS, Features, features_of
from bot.contracts.reading.lines import lines
from bot.contracts.reading.quantities import plain
from bot.documents.outline import clauses
from bot.vocabulary import Document

CASES = Path(__file__).parent / "cases"
AGREEMENTS = (CASES / "agreements", CASES / "more_agreements")
CLAUSES = CASES / "clauses.jsonl"
SHARE = 0.3  # of a labelled quote's words that a clause must hold to be that trap
ROUNDS, STEP, SHRINK = 24, 0.5, 2e-5
TRAPS_COUNT = 1.6  # times as much as other clauses: to miss one is worse
SAME = {  # what labels call a kind; others are kinds of their own name, or no kind at all
    "accrues_until_notice": "fee_runs_on", "after_hours_charge": "surcharge", "assignment": "one_way_assignment",
    "attorney_fees": "collection_costs", "auto_renew": "auto_renewal", "cancel_notice": "long_notice",
    "chargeback_fee": "chargeback_penalty", "class_waiver": "rights_given_up", "clawback": "clawback_on_exit",
    "double_payment": "insurance_cost_sharing", "downgrade_limit": "paused", "early_termination_fee": "exit_fee",
    "extra_visit_fee": "extras_beyond_fee", "fee_runs_on": "fee_runs_on", "gag": "silenced",
    "home_visit_charge": "surcharge", "insurance_required": "joining_conditions", "medicare": "medicare_not_billed",
    "no_product_refund": "final_sale", "pause_charge": "paused", "practice_ends_any_time": "practice_may_end",
    "price_rise": "price_change", "reenroll_barrier": "reenrollment_barrier", "reenrollment_fee": "reenrollment_barrier",
    "reenrollment_refused_or_wait": "reenrollment_barrier", "refund_reduced_once_served": "refund_lost_once_served",
    "same_day_charge": "surcharge", "terms_change": "unilateral_amendment", "video_charge": "surcharge",
    "visit_caps": "visit_cap", "prepayment": "prepaid_forfeited", "set_up_fee": "enrollment_fee",
}  # fmt: skip
FEW = 8  # clauses of a kind: fewer teach nothing
OTHER, TRAP = "other", "trap"


BUCKETS = {"trap": 1 << 16, "kind": 1 << 13}


@dataclass(frozen=True)
class Labelled:
    """A clause in plain form with the heading above it; `kind` of trap: None for none, OTHER for one without a kind."""

    text: str
    heading: str
    kind: str | None


def labelled() -> Iterator[Labelled]:
    """Yield all labelled clauses."""
    for folder in AGREEMENTS:
        labels = json.loads((folder / "labels.json").read_text("utf-8"))
        for name, label in labels.get("agreements", labels).items():
            yield from of_agreement((folder / name).read_text("utf-8"), label["traps"])
    for row in map(json.loads, CLAUSES.read_text("utf-8").splitlines()):
        yield Labelled(plain(row["text"]), plain(row["heading"]), row["kind"])


def of_agreement(text: str, traps: Sequence[tuple[str, str]]) -> Iterator[Labelled]:
    """Yield the clauses of an agreement, with the trap that each is."""
    quotes = [(SAME.get(kind, kind), bag(quote)) for kind, quote in traps]
    for line in lines(clauses(Document(text=text))):
        kinds = [kind for kind, quote in quotes if holds(bag(line.text), quote)]
        yield Labelled(line.text, line.nearest, kinds[0] if kinds else None)


def bag(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(plain(text).split())


def holds(clause: frozenset[str], quote: frozenset[str]) -> bool:
    """Whether a clause holds enough of a quote, and nearly all of it where one of them is short."""
    return len(clause & quote) >= max(SHARE * len(quote), 0.9 * min(len(clause), len(quote)))


def learn(rows: Sequence[Labelled], seed: int = 7) -> dict[str, Any]:
    """Return the weights of each judge, by the names under which they are stored."""
    kinds = often(row.kind for row in rows if row.kind and row.kind != OTHER)
    questions: dict[str, tuple[list[str], list[Labelled]]] = {
        "trap": ([TRAP], list(rows)),
        "kind": (kinds, [row for row in rows if row.kind in (None, *kinds)]),
    }
    found: dict[str, Any] = {}
    for name, (answers, asked) in questions.items():
        given = [{row.kind, TRAP} if row.kind else set() for row in asked]
        targets = np.array([[float(answer in kinds_) for answer in answers] for kinds_ in given])
        counts = np.where(targets.any(1), TRAPS_COUNT if name == "trap" else 1.0, 1.0)
        seen = [features_of(row.text, row.heading) for row in asked]
        weights, offset = descend(seen, targets, counts, BUCKETS[name], seed)
        found |= {
            f"{name}_names": np.array(answers),
            f"{name}_weights": weights.astype(np.float16),
            f"{name}_offset": offset.astype(np.float16),
        }
    return found


def often(names: Iterable[str]) -> list[str]:
    """Return the names that are there often enough to be learnt."""
    return sorted(name for name, count in Counter(names).items() if count >= FEW)


def descend(
    seen: Sequence[Features], targets: NDArray[np.float64], counts: NDArray[np.float64], buckets: int, seed: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Fit one logistic regression for each column of `targets` with steps that shrink by use (AdaGrad).

    The mean of the later rounds is kept.
    """
    dice = np.random.default_rng(seed)
    columns = targets.shape[1]
    weights, squares = np.zeros((buckets, columns)), np.full((buckets, columns), 1e-3)
    offset, kept = np.zeros(columns), np.zeros((buckets, columns))
    for turn in range(ROUNDS):
        for row in dice.permutation(len(seen)):
            places = seen[row].hashes % buckets
            weighs = seen[row].weighs[:, None]
            guess = 1 / (1 + np.exp(-(weights[places] * weighs).sum(0) - offset))
            error = (guess - targets[row]) * counts[row]
            slope = weighs * error + SHRINK * weights[places]
            squares[places] += slope**2
            weights[places] -= STEP * slope / np.sqrt(squares[places])
            offset -= 0.02 * error
        if turn >= ROUNDS // 2:
            kept += weights
    return kept / (ROUNDS - ROUNDS // 2), offset


def learnt_from() -> str:
    """Return the hash of everything that is learnt from."""
    files = [path for folder in AGREEMENTS for path in sorted(folder.iterdir()) if path.suffix in (".txt", ".json")]
    return hashlib.sha256(b"".join(path.read_bytes() for path in (*files, CLAUSES))).hexdigest()


def main() -> None:
    """Learn the weights and write them beside the model."""
    rows = list(labelled())
    found = learn(rows)
    np.savez_compressed(WEIGHTS, **found, learnt_from=np.array(learnt_from()))
    traps = sum(row.kind is not None for row in rows)
    size = WEIGHTS.stat().st_size
    print(f"{len(rows)} clauses, {traps} of them traps, of {len(found['kind_names'])} kinds: {size:,} bytes")


if __name__ == "__main__":
    main()
