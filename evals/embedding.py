"""Measure what the chat costs a practice's web page: `python -m evals.embedding`, with `--json` for machines.

In Chromium, with nothing cached: a plain page of another site, the same page with our tag before and after the button is
pressed, and with a Gradio chat in a frame that is made on a press as well. The page is on `localhost`, the chats are on
`127.0.0.1`: two sites, as in life. Third parties answer nothing here, so that what they would send is not in the bytes.
For Gradio: `uv run --group compare python -m evals.embedding`, or `--gradio PYTHON` for one that has it. Times are of this
machine.
"""

import argparse
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, BrowserType, Frame, Page, Request, ViewportSize, sync_playwright

from evals.page import CHROMIUM, ROOT, serving

PRACTICE = "juniper-street"
QUIET = 1.0  # seconds without a request, after which a page is held to be finished
PATIENCE = 60.0  # seconds that a chat may take to be usable
UNSTORED = 15.0  # the same where a frame of another site may store nothing
ARGUMENTS = ("--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1")
MISSING = "Gradio is not installed: uv run --group compare python -m evals.embedding"

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Membership</title><link rel="icon" href="data:,">
<style>body {{ font: 1rem/1.6 sans-serif; max-width: 40rem; margin: 2rem auto }}
#open {{ position: fixed; right: 1rem; bottom: 1rem; padding: .6rem 1.2rem }}
iframe {{ position: fixed; right: 1rem; bottom: 5rem; width: 26rem; height: 40rem; border: 1px solid }}</style></head>
<body><h1>Membership</h1><p>Adults $95 a month. The first term is 12 months.</p><h2>Questions?</h2><p>Call (555) 010-0142.</p>
{chat}</body></html>"""

TAG = '<script async src="{chat}/widget.js" data-practice="{practice}"></script>'
FRAMED = """<button id="open">Questions about joining?</button>
<script>document.querySelector("#open").onclick = () => {{
  const frame = document.createElement("iframe");
  frame.src = "{chat}";
  document.body.append(frame);
}}</script>"""

GRADIO = """
import sys
import gradio as gr

def reply(message, history):
    return "The agreement says: thirty days, in writing."

gr.ChatInterface(reply, title="Questions about joining", examples=["How do I leave?", "What does it cost?"]).launch(
    server_name="127.0.0.1", server_port=int(sys.argv[1]), ssr_mode=False, quiet=True
)
"""
"""The smallest chat that Gradio makes. Without a server of Node it draws in the browser, as it does by default without one."""

WATCH = """(() => {
  const seen = (window.plainterms_seen = { shift: 0, long: [] });
  const now = () => performance.timeOrigin + performance.now();
  const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  watch("layout-shift", ({ value }) => (seen.shift += value));
  watch("longtask", ({ duration }) => seen.long.push(duration));
  addEventListener("click", () => (seen.clicked ??= now()), { capture: true });
  if (window === top) return;
  const look = () => {
    const box = document.querySelector("textarea");
    if (box?.checkVisibility() && !box.disabled && box.clientHeight && (READY)) seen.usable = now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""
"""In every frame: shifts of the layout, also those just after a press; tasks over 50 ms; when a question can be typed."""


@dataclass(frozen=True)
class Variant:
    """A page to measure: its address, what is pressed (None: nothing), where the chat is, and when its script is ready."""

    name: str
    page: str
    press: str | None = None
    chat: str = ""
    ready: str = "true"


@dataclass(frozen=True)
class Cost:
    """What a page has cost so far: requests, of these to third parties, bytes of bodies as sent, milliseconds.

    `page_script` is the script time on the page's own main thread; `usable` is from the press until a question can be
    typed, `frame_long` the time in tasks over 50 ms within the chat's frame, which has a process of its own.
    """

    requests: int
    third_parties: int
    bytes_sent: int
    layout_shift: float
    page_long: float
    page_script: float
    frame_long: float = 0.0
    usable: float | None = None


def main() -> int:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(prog="python -m evals.embedding", description=__doc__)
    parser.add_argument("--loads", type=int, default=10, help="how often each page is opened anew")
    parser.add_argument("--gradio", default=sys.executable, metavar="PYTHON", help="the Python that has Gradio")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        pages: dict[str, str] = {}
        site = stack.enter_context(hosting(pages))
        settings = {"KNOWLEDGE": str(knowledge(folder, site)), "EMBEDDINGS": "none"}
        ours = stack.enter_context(serving(folder, settings))
        gradio = stack.enter_context(gradio_chat(args.gradio)) if has_gradio(args.gradio) else None
        variants = laid_out(pages, site, ours, gradio)
        chromium = stack.enter_context(sync_playwright()).chromium
        costs: dict[str, list[Cost]] = {}
        for _ in range(args.loads):  # in turn, so that a busy minute falls on all alike
            for variant in variants:
                with profile(chromium, storing=True) as context:
                    for name, cost in measured(context, variant).items():
                        costs.setdefault(name, []).append(cost)
        unstored = {each.name: works_without_storage(chromium, each) for each in variants if each.press}
    medians = {name: median(found) for name, found in costs.items()}
    if args.json:
        found = {
            "medians": {name: asdict(one) for name, one in medians.items()},
            "loads": {name: [asdict(one) for one in each] for name, each in costs.items()},
        }
        print(
            json.dumps(
                {"cores": os.cpu_count(), "gradio": gradio is not None, "usable_without_storage": unstored, **found}
            )
        )
    else:
        print(f"{os.cpu_count()} cores, medians of {args.loads} loads\n\n{table(medians)}\n")
        for name, works in unstored.items():
            outcome = "can be used" if works else f"cannot be used within {UNSTORED:.0f} s"
            print(f"{name}, where a frame of another site may store nothing (a private window): {outcome}")
        if gradio is None:
            print(f"\n{MISSING}")
    return 0


@contextmanager
def hosting(pages: Mapping[str, str]) -> Iterator[str]:
    """Serve pages by their path, as a practice's web server would."""

    class Handler(BaseHTTPRequestHandler):
        """Answers with a page."""

        def do_GET(self) -> None:
            """Send the page of a path."""
            body = pages.get(self.path, "").encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  named by the base class
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://localhost:{server.server_port}"
        finally:
            server.shutdown()


def knowledge(folder: Path, site: str) -> Path:
    """Copy the knowledge folder, with a site added to those that may show the chat of the practice."""
    copy = shutil.copytree(ROOT / "knowledge", folder / "knowledge")
    path = copy / "practices" / PRACTICE / "practice.yaml"
    path.write_text(path.read_text("utf-8").replace("allowed_sites:\n", f"allowed_sites:\n  - {site}\n"), "utf-8")
    return copy


def has_gradio(python: str) -> bool:
    """Whether a Python has Gradio."""
    command = [python, "-c", "import importlib.util as u, sys; sys.exit(u.find_spec('gradio') is None)"]
    try:
        return subprocess.run(command, check=False).returncode == 0  # noqa: S603  a Python that the caller names
    except OSError:
        return False


@contextmanager
def gradio_chat(python: str) -> Iterator[str]:
    """Run a small Gradio chat on a free port, and wait until it answers."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    quiet = {**os.environ, "GRADIO_ANALYTICS_ENABLED": "False"}
    command = [python, "-c", GRADIO, str(port)]
    with subprocess.Popen(command, env=quiet, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603  a Python that the caller names
        try:
            yield answering(f"http://127.0.0.1:{port}")
        finally:
            process.terminate()


def answering(url: str) -> str:
    """Wait until a server answers, and return its address."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url):  # noqa: S310  a server of ours
                return url
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"{url} did not answer within {PATIENCE:.0f} seconds")


def laid_out(pages: dict[str, str], site: str, ours: str, gradio: str | None) -> list[Variant]:
    """Put the pages on the site, and return what to measure."""
    pages["/"] = PAGE.format(chat="")
    pages["/ours"] = PAGE.format(chat=TAG.format(chat=ours, practice=PRACTICE))
    variants = [
        Variant("plain page", f"{site}/"),
        # The last thing that the frame's module does is to tell its page where it stands.
        Variant(
            "our tag", f"{site}/ours", "plainterms-chat button", ours, "document.body.classList.contains('framed')"
        ),
    ]
    if gradio:
        pages["/gradio"] = PAGE.format(chat=FRAMED.format(chat=gradio))
        variants.append(Variant("Gradio in a frame", f"{site}/gradio", "#open", gradio))  # what is drawn is ready
    return variants


@contextmanager
def profile(chromium: BrowserType, *, storing: bool) -> Iterator[BrowserContext]:
    """Start a browser with a new profile, which lets frames of other sites store things or, as in a private window, not."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        settings = Path(folder) / "Default" / "Preferences"
        settings.parent.mkdir()
        settings.write_text(
            json.dumps(
                {"profile": {"cookie_controls_mode": int(not storing), "block_third_party_cookies": not storing}}
            )
        )
        size: ViewportSize = {"width": 1280, "height": 800}
        context = chromium.launch_persistent_context(folder, executable_path=CHROMIUM, args=ARGUMENTS, viewport=size)
        yield context
        context.close()


def works_without_storage(chromium: BrowserType, variant: Variant) -> bool:
    """Whether a chat comes up where frames of other sites may store nothing, as in a private window."""
    with profile(chromium, storing=False) as context:
        context.add_init_script(WATCH.replace("READY", variant.ready))
        page = context.new_page()
        page.goto(variant.page)
        page.locator(variant.press or "").first.click()
        try:
            usable(page, variant.chat, UNSTORED)
        except TimeoutError:
            return False
    return True


def measured(context: BrowserContext, variant: Variant) -> dict[str, Cost]:
    """Open a page with nothing cached, press the button if there is one, and return the costs before and after."""
    context.add_init_script(WATCH.replace("READY", variant.ready))
    page = context.new_page()
    asked: list[Request] = []
    done: list[Request] = []
    page.on("request", lambda request: asked.append(request))  # noqa: PLW0108  Playwright marks its handlers
    page.on("requestfinished", lambda request: done.append(request))  # noqa: PLW0108
    tools = context.new_cdp_session(page)
    tools.send("Performance.enable")
    own = {urlsplit(variant.page).netloc, urlsplit(variant.chat).netloc}

    def cost(frame: Frame | None = None) -> Cost:
        quiet(page, asked)
        seen = page.evaluate("plainterms_seen")
        within = frame.evaluate("plainterms_seen") if frame else {"long": []}
        metrics = {each["name"]: each["value"] for each in tools.send("Performance.getMetrics")["metrics"]}
        sent = [request for request in asked if request.url.startswith("http")]
        return Cost(
            requests=len(sent),
            third_parties=sum(urlsplit(request.url).netloc not in own for request in sent),
            bytes_sent=sum(one.sizes()["responseBodySize"] for one in done if one.url.startswith("http")),
            layout_shift=round(seen["shift"], 4),
            page_long=round(sum(seen["long"])),
            page_script=round(1000 * metrics["ScriptDuration"], 1),
            frame_long=round(sum(within["long"])),
            usable=round(within["usable"] - seen["clicked"], 1) if frame else None,
        )

    page.goto(variant.page)
    if variant.press is None:
        return {variant.name: cost()}
    before = cost()
    page.locator(variant.press).first.click()
    frame = usable(page, variant.chat)
    return {f"{variant.name}, before": before, f"{variant.name}, opened": cost(frame)}


def quiet(page: Page, asked: list[Request]) -> None:
    """Wait until nothing has been asked for some time; a chat may hold a line open, so that what is under way tells nothing."""
    count = -1
    while count != len(asked):
        count = len(asked)
        page.wait_for_timeout(1000 * QUIET)


def usable(page: Page, chat: str, patience: float = PATIENCE) -> Frame:
    """Wait until a question can be typed into the chat, and return its frame."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        for frame in page.frames:
            if frame.url.startswith(chat) and frame.evaluate("window.plainterms_seen?.usable"):
                return frame
        page.wait_for_timeout(100)
    raise TimeoutError(f"no question could be typed at {chat} within {patience:.0f} seconds")


def median(costs: list[Cost]) -> Cost:
    """Return the median of each part of some costs."""
    parts: list[dict[str, Any]] = [asdict(one) for one in costs]
    middle: dict[str, Any] = {
        name: None if value is None else statistics.median(each[name] for each in parts)
        for name, value in parts[0].items()
    }
    return Cost(**middle)


def table(medians: Mapping[str, Cost]) -> str:
    """Write medians as a table in Markdown."""
    lines = [
        "| page | requests | to third parties | kB as sent | layout shift | script on the page's thread | its long tasks | long tasks in the frame | from press to typing |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, one in medians.items():
        typing = "" if one.usable is None else f"{one.usable:.0f} ms"
        lines.append(
            f"| {name} | {one.requests:.0f} | {one.third_parties:.0f} | {one.bytes_sent / 1000:.1f} | {one.layout_shift:.3f} "
            f"| {one.page_script:.0f} ms | {one.page_long:.0f} ms | {one.frame_long:.0f} ms | {typing} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
