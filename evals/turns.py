"""How fast a decision is: a turn that compares, and a control that is moved, over HTTP on this machine.

`python -m evals.turns` prints the median and the 95th percentile in milliseconds; a figure of one machine and hour.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from fastapi.testclient import TestClient

from bot.settings import Settings
from bot.web.app import create_app

TURNS = 60
SITUATIONS = (
    "I'm 42, my marketplace silver plan is $540 a month with a $5,000 deductible and $9,100 out-of-pocket max. Is it worth it?",
    "My wife is 40, I'm 43, two kids, 8 and 11. Through work we pay 900 a month, deductible 3000, max 9000. Should we join?",
    "58 with diabetes, premium 812 a month, deductible 1500, max 6800, I see the doctor 6 times a year. Worth it?",
    "24, no insurance, just me. Should I join?",
)


def measured(act: Callable[[int], object], times: int) -> list[float]:
    """Return how long something takes, in milliseconds."""
    found = []
    for number in range(times):
        before = time.perf_counter()
        act(number)
        found.append(1000 * (time.perf_counter() - before))
    return found


def run() -> Iterator[tuple[str, list[float]]]:
    """Ask in new conversations, and move controls in one."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(records=f"sqlite:///{folder}/r.db", vectors=f"chroma:{folder}/c", cache=Path("data/cache"))
        with TestClient(create_app(settings)) as client:
            while client.get("/readyz").json()["engines"].get("index") != "ok":
                time.sleep(0.5)

            def ask(number: int) -> dict[str, str]:
                body = {"message": SITUATIONS[number % len(SITUATIONS)], "practice": "juniper-street"}
                answer: dict[str, str] = client.post("/api/v1/turns", json=body).json()
                return answer

            measured(ask, len(SITUATIONS))  # warm
            yield "a turn that compares", measured(ask, TURNS)
            opened = ask(0)
            path = f"/api/v1/conversations/{opened['conversation_id']}/comparison"
            headers = {"Authorization": f"Bearer {opened['secret']}", "Accept": "text/html"}

            def move(number: int) -> object:
                changes = {"members.me.use.primary_care": 1 + number % 30, "months_kept": 12 - number % 3}
                return client.post(path, json={"changes": changes, "keep": False}, headers=headers).text

            measured(move, 3)
            yield "a control that is moved", measured(move, TURNS)


if __name__ == "__main__":
    for name, times in run():
        ordered = sorted(times)
        print(
            f"{name:26} p50 {statistics.median(ordered):6.0f}  p95 {ordered[int(0.95 * len(ordered))]:6.0f} ms  n {len(ordered)}"
        )
