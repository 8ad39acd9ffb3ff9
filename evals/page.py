"""Measure the chat page in Chromium: `python -m evals.page`, with `--json` for machines.

It starts a server of its own, and tells how much the page weighs as it is sent, how long until it can be used with
nothing cached, and how long from pressing Enter until a whole answer stands on the page. Times are of this machine.
"""

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
CHROMIUM = Path("/usr/bin/chromium")
QUESTIONS = (
    "What does it cost?",
    "How do I cancel?",
    "What do I owe if I leave early?",
    "Is this insurance?",
    "Does it renew by itself?",
    "What do I pay each month, can I leave early, and do I get money back?",
)
USABLE = """() => new Promise(resolve => new PerformanceObserver(list => {
    const painted = list.getEntriesByName("first-contentful-paint")[0];
    const [{ domContentLoadedEventEnd }] = performance.getEntriesByType("navigation");
    if (painted) resolve(Math.max(painted.startTime, domContentLoadedEventEnd));
}).observe({ type: "paint", buffered: true }))"""
"""Painted, and the script, a module, has run: it runs before DOMContentLoaded."""

ANSWERED = """question => new Promise(resolve => {
    const log = document.querySelector("[role=log]");
    const before = log.childElementCount;
    const watch = new MutationObserver(() => {
        if (log.childElementCount > before && !log.querySelector("[aria-busy]")) {
            watch.disconnect();
            resolve(performance.now() - began);
        }
    });
    watch.observe(log, { childList: true, subtree: true, attributes: true });
    document.querySelector("#message").value = question;
    const began = performance.now();
    document.querySelector("#ask").requestSubmit();
})"""


@dataclass(frozen=True)
class Measured:
    """Bytes as sent, headers left out, by part; milliseconds."""

    cores: int
    bytes_sent: dict[str, int]
    usable: tuple[float, ...]
    usable_on_a_slow_phone: tuple[float, ...]
    answered: tuple[float, ...]


def main() -> int:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(prog="python -m evals.page", description=__doc__)
    parser.add_argument("--loads", type=int, default=20, help="how often the page is opened anew")
    parser.add_argument("--rounds", type=int, default=10, help="how often each question is asked")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        measured = Measured(
            os.cpu_count() or 0,
            weights(browser, url),
            usable(browser, url, args.loads, 1),
            usable(browser, url, args.loads, 4),
            answered(browser, url, args.rounds),
        )
        browser.close()
    print(json.dumps(asdict(measured)) if args.json else table(measured))
    return 0


@contextmanager
def serving(folder: Path, environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """Run the program on a free port, with its data in a scratch folder, and wait until its index is complete.

    `environment` holds further settings.
    """
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    records, vectors = f"sqlite:///{folder}/records.db", f"chroma:{folder}/vectors"
    settings = {
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "RECORDS": records,
        "VECTORS": vectors,
        "CACHE": f"{folder}/cache",
        "RATE_LIMIT": "off",
        **(environment or {}),
    }
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, str(ROOT / "app.py")]
    with subprocess.Popen(command, env={**os.environ, **settings}, cwd=folder, stderr=subprocess.DEVNULL) as process:  # noqa: S603  our own program
        try:
            wait(url)
            yield url
        finally:
            process.terminate()


def wait(url: str) -> None:
    """Wait until the server searches by meaning, or has said that it was told not to."""
    end = time.monotonic() + 300
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{url}/readyz") as response:  # noqa: S310  our own server
                engines = json.load(response)["engines"]
                if engines.get("index") == "ok" or engines.get("embeddings", "").startswith("none"):
                    return
        except OSError:
            pass
        time.sleep(0.2)
    raise TimeoutError(f"{url} was not ready within five minutes")


def weights(browser: Browser, url: str) -> dict[str, int]:
    """Return the bytes of the body of each response, as they were sent."""
    found: dict[str, int] = {}
    with browser.new_context() as context:
        page = context.new_page()
        responses: list[Any] = []
        page.on("requestfinished", lambda request: responses.append(request))  # noqa: PLW0108  Playwright marks its handlers
        page.goto(url, wait_until="networkidle")
        for request in responses:
            if request.url.startswith("http"):
                found[request.url.removeprefix(url)] = request.sizes()["responseBodySize"]
    return found


def usable(browser: Browser, url: str, loads: int, slower: int) -> tuple[float, ...]:
    """Open the page anew each time, with nothing cached, on a processor that is so many times slower."""
    times = []
    for _ in range(loads):
        with browser.new_context() as context:
            page = context.new_page()
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
            page.goto(url)
            times.append(round(page.evaluate(USABLE), 1))
    return tuple(times)


def answered(browser: Browser, url: str, rounds: int) -> tuple[float, ...]:
    """Ask each question in a chat about one practice; the first of each chat is not warmed up."""
    times = []
    with browser.new_context() as context:
        page = context.new_page()
        for _ in range(rounds):
            page.goto(f"{url}/?practice=juniper-street")
            for question in QUESTIONS:
                times.append(round(page.evaluate(ANSWERED, question), 1))
    return tuple(times)


def table(measured: Measured) -> str:
    """Write what was measured as a table."""
    sent = measured.bytes_sent
    lines = [f"{measured.cores} cores", f"{'weight as sent':36}{sum(sent.values()) / 1000:8.1f} kB"]
    lines += [f"  {name:34}{size / 1000:8.1f} kB" for name, size in sent.items()]
    for name, times in (
        ("usable", measured.usable),
        ("usable, processor 4 times slower", measured.usable_on_a_slow_phone),
        ("from Enter to the whole answer", measured.answered),
    ):
        lines.append(
            f"{name:36}{statistics.median(times):8.0f} ms median{at(times, 0.95):8.0f} ms p95  of {len(times)}"
        )
    return "\n".join(lines)


def at(times: Sequence[float], share: float) -> float:
    """Return the time within which this share of all was done."""
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


if __name__ == "__main__":
    sys.exit(main())
