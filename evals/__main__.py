"""Run evaluations: `python -m evals SUITE`, or `... questions [FOLDER]`, `... terms [FOLDER]`.

FOLDER holds agreements and labels.json, as evals/cases/agreements does.
"""

import argparse
import json
import logging
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from bot.bootstrap import Plainterms, build
from bot.settings import Settings
from evals import (
    costs,
    coverage_examples,
    decisions,
    explaining,
    fairness,
    questions,
    readability,
    redaction,
    safety,
    situations,
    terms,
    understanding,
)

Run = Callable[[Plainterms, argparse.Namespace], Iterable[Any]]
SUITES: Mapping[str, tuple[Run, Callable[[list[Any]], str]]] = {
    "understanding": (lambda program, args: understanding.run(program, args.split), understanding.table),
    "situations": (lambda program, args: situations.run(program.library.situation, args.split), situations.table),
    "coverage": (lambda program, _: coverage_examples.run(program.library), coverage_examples.table),
    "explaining": (lambda program, _: explaining.run(program), explaining.table),
    "readability": (lambda program, _: readability.run(program.settings.knowledge), readability.table),
    "redaction": (lambda _, args: redaction.run(args.split), redaction.table),
    "safety": (lambda program, args: safety.run(program, args.split), safety.table),
    "costs": (lambda program, _: costs.run(program.library), costs.table),
    "decisions": (lambda program, args: decisions.run(program, args.split), decisions.table),
    "dialogues": (lambda program, _: decisions.dialogues(program), decisions.table),
    "fairness": (lambda program, _: fairness.run(program.library), fairness.table),
    "terms": (lambda _, args: terms.run(args.folder), terms.table),
    "questions": (
        lambda program, args: questions.run(program, args.folder, questions.wordings(args.split, args.wordings)),
        questions.table,
    ),
}


COLD = frozenset({"terms", "fairness", "readability", "redaction", "coverage", "costs"})  # need no engine


def main() -> int:
    """Run one suite in a scratch folder and print its table, or JSON."""
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("suite", choices=SUITES)
    parser.add_argument("folder", nargs="?", type=Path, default=questions.CASES / "agreements")
    parser.add_argument("--split", choices=("dev", "test"), help="wordings of one half only")
    parser.add_argument("--wordings", type=int, default=4, help="how many wordings a field (questions)")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", action="store_true", help="list what was wrong, on standard error")
    args = parser.parse_args()
    logging.disable(logging.INFO)
    with tempfile.TemporaryDirectory() as scratch:
        settings = Settings(
            records=f"sqlite:///{scratch}/records.db", vectors=f"chroma:{scratch}/vectors", cache=Path("data/cache")
        )
        program = build(settings)
        try:
            if args.suite not in COLD:
                program.warm()
            print_verdicts(program, args)
        finally:
            program.close()
    return 0


def print_verdicts(program: Plainterms, args: argparse.Namespace) -> None:
    """Judge, and print the outcome."""
    run, table = SUITES[args.suite]
    verdicts = list(run(program, args))
    rows = [{**vars(one), "right": one.right} for one in verdicts]
    if args.misses:
        for row in rows:
            if not row["right"]:
                print(json.dumps(row, ensure_ascii=False), file=sys.stderr)
    print(json.dumps(rows, ensure_ascii=False) if args.json else table(verdicts))


if __name__ == "__main__":
    sys.exit(main())
