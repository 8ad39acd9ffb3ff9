"""Measure how fast years are drawn and priced: `python -m evals.pricing`, with `--json` for machines.

Times are of this machine, in seconds of the processor or, for a whole comparison, of the clock; the best and the median of
several rounds. A cold comparison runs in a process that has drawn nothing yet; a warm one has its draws, with other fees and premiums.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from bot.costs.comparison import Grounds, compare
from bot.costs.sharing import Claims, paid
from bot.costs.situation import read_situation
from bot.costs.year import Stream, draw
from bot.insurance import InsurancePlan
from bot.library import open_grounds

KNOWLEDGE = Path(__file__).parents[1] / "knowledge"
YEARS = 20_000
SILVER: dict[str, Any] = {
    "id": "silver",
    "premium": 1900,
    "deductible": 6000,
    "out_of_pocket_max": 8900,
    "coinsurance": 0.4,
    "copays": {"primary_care": 40, "specialist": 80, "mental_health": 40, "therapy": 40, "generic_drug": 20},
    "before_deductible": ["primary_care", "specialist", "mental_health", "therapy", "generic_drug"],
}
BRONZE: dict[str, Any] = SILVER | {"id": "bronze", "premium": 1400, "deductible": 7500, "out_of_pocket_max": 10000}
FAMILY: dict[str, Any] = {
    "on": "2026-11-21",
    "plan_year": 2027,
    "members": [
        {"id": "ana", "age": 42, "use": {"primary_care": 4, "generic_drug": 12}},
        {"id": "ben", "age": 40},
        {"id": "cleo", "age": 10},
        {"id": "dan", "age": 7},
    ],
    "insurance": [SILVER, BRONZE],
    "retainers": [{"id": "juniper", "fee": 180, "enrollment_fee": 75}],
    "years": YEARS,
}


def main() -> int:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(prog="python -m evals.pricing", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--cold", action="store_true", help="print how long one comparison takes in this process, and end"
    )
    args = parser.parse_args()
    grounds = open_grounds(KNOWLEDGE)
    if args.cold:
        print(timed(lambda: compare(read_situation(FAMILY), grounds)))
        return 0
    measured = measure(grounds, args.rounds)
    print(json.dumps(measured) if args.json else table(measured))
    return 0


def measure(grounds: Grounds, rounds: int) -> dict[str, Any]:
    """Return what was measured: rates a second, and milliseconds for a comparison of a family of four with six options."""
    draw(grounds.care, "silver", 0.0, Stream(0, b"first", YEARS))  # the tables that draws are looked up in
    drawing = [
        timed(partial(draw, grounds.care, "silver", 0.0, Stream(seed, b"speed", YEARS))) for seed in range(rounds)
    ]
    year = draw(grounds.care, "silver", 0.0, Stream(0, b"speed", YEARS))
    plan = InsurancePlan.model_validate({"name": "silver", **SILVER})
    pricing = [timed(lambda: paid(plan, [Claims(year.counts, year.prices)])) for _ in range(rounds)]
    command = [sys.executable, "-m", "evals.pricing", "--cold"]
    cold = [float(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(rounds)]  # noqa: S603  ourselves
    compare(read_situation(FAMILY), grounds)
    warm = [timed(partial(compare, read_situation(dearer(turn)), grounds)) for turn in range(rounds)]
    return {
        "cores": os.cpu_count(),
        "person_years_a_second": spread([YEARS / one for one in drawing]),
        "plan_years_a_second": spread([YEARS / one for one in pricing]),
        "cold_ms": spread([1000 * one for one in cold]),
        "warm_ms": spread([1000 * one for one in warm]),
    }


def dearer(turn: int) -> dict[str, Any]:
    """Return the family with other prices, so that nothing but the draws can be the same."""
    retainers = [one | {"fee": one["fee"] + turn} for one in FAMILY["retainers"]]
    insurance = [
        one | {"premium": one["premium"] + turn, "deductible": one["deductible"] - turn} for one in FAMILY["insurance"]
    ]
    return FAMILY | {"retainers": retainers, "insurance": insurance}


def timed(run: Callable[[], object]) -> float:
    """Return how many seconds of the clock something takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def spread(values: list[float]) -> dict[str, float]:
    """Return the least, the median and the most of some values."""
    return {"min": round(min(values), 1), "median": round(statistics.median(values), 1), "max": round(max(values), 1)}


def table(measured: dict[str, Any]) -> str:
    """Write what was measured as a table."""
    lines = [f"{measured['cores']} cores{'min':>30}{'median':>16}{'max':>16}"]
    for name, values in measured.items():
        if name != "cores":
            lines.append(
                f"{name.replace('_', ' '):24}" + "".join(f"{values[key]:16,.1f}" for key in ("min", "median", "max"))
            )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
