"""Run evaluations: `python -m evals understanding`, `... situations`, `... safety`, `... questions [FOLDER]`.

FOLDER holds agreements and labels.json, as evals/cases/agreements does.
"""

import argparse
import json
import logging
import sys
import tempfile
from pathlib import Path

from bot.bootstrap import Plainterms, build
from bot.settings import Settings
from evals import questions, safety, situations, understanding


def main() -> int:
    """Run one suite in a scratch folder and print its table, or JSON."""
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("suite", choices=("understanding", "situations", "safety", "questions"))
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
            program.warm()
            print_verdicts(program, args)
        finally:
            program.close()
    return 0


def print_verdicts(program: Plainterms, args: argparse.Namespace) -> None:
    """Judge, and print the outcome."""
    if args.suite == "understanding":
        read = list(understanding.run(program, args.split))
        text, rows = understanding.table(read), [vars(one) for one in read]
    elif args.suite == "situations":
        judged = list(situations.run(program.library.situation, args.split))
        text, rows = situations.table(judged), [vars(one) for one in judged]
    elif args.suite == "safety":
        screened = list(safety.run(program, args.split))
        text, rows = safety.table(screened), [vars(one) for one in screened]
    else:
        asked = {field: texts[: args.wordings] for field, texts in questions.wordings(args.split).items()}
        answered = list(questions.run(program, args.folder, asked))
        text, rows = questions.table(answered), [vars(one) for one in answered]
    if args.misses:
        for row in rows:
            if not row["right"]:
                print(json.dumps(row, ensure_ascii=False), file=sys.stderr)
    print(json.dumps(rows, ensure_ascii=False) if args.json else text)


if __name__ == "__main__":
    sys.exit(main())
