"""An answer as it is wanted: as JSON, as events, as HTML.

Events carry ids (turn.piece): who lost the connection sends the last one back and gets the rest. While an answer is being
worked out a comment is sent from time to time, so that nothing between us and the browser hangs up.
"""

import asyncio
import json
import logging
import re
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

import anyio.to_thread
from fastapi import Request
from fastapi.responses import HTMLResponse, JSONResponse, Response, StreamingResponse

from bot.errors import PlaintermsError
from bot.vocabulary import Answer
from bot.web import render
from bot.web.api.requests import HTML, STREAM, wants
from bot.web.decisions import Glossary, glossary
from bot.web.problems import OUR_FAULT, status_of

if TYPE_CHECKING:
    from bot.bootstrap import Plainterms

log = logging.getLogger("plainterms")
HEARTBEAT = 10.0  # seconds between signs of life while an answer is being worked out
SEEN = re.compile(r"\d+\.(\d{1,4})")  # an event's id: turn.piece
_working: set["asyncio.Future[Answer]"] = set()  # answers that are worked out, also for clients that have gone

Pieces = Callable[[Answer], Iterator[str]]


def answered(request: Request, work: Callable[[], Answer], asked: str, plainterms: "Plainterms") -> Response:
    """Return what `work` finds as it is wanted: as events, with or without HTML, as HTML, or as JSON."""
    if not wants(request, STREAM):
        return whole(request, work(), asked, plainterms)

    def shown(answer: Answer) -> Iterator[str]:
        if not wants(request, HTML):
            return events(answer)
        return html_events(render.pieces(answer, asked, page_strings(plainterms), glossary_of(plainterms)), answer.turn)

    headers = {"X-Accel-Buffering": "no"}  # proxies are to pass events on as they come
    return StreamingResponse(streamed(work, shown, seen_before(request)), media_type=STREAM, headers=headers)


def whole(request: Request, answer: Answer, asked: str, plainterms: "Plainterms") -> Response:
    """Return an answer in one piece."""
    if wants(request, HTML):
        return HTMLResponse(render.answer(answer, asked, page_strings(plainterms), glossary_of(plainterms)))
    return JSONResponse(answer.model_dump(mode="json", exclude_none=False))


async def streamed(work: Callable[[], Answer], shown: Pieces, seen: int) -> AsyncIterator[str]:
    """Send the events of an answer that is being worked out, but for the first `seen`; what goes wrong is an event, too."""
    task = asyncio.ensure_future(anyio.to_thread.run_sync(work))
    _working.add(task)
    task.add_done_callback(_working.discard)
    while not (await asyncio.wait({task}, timeout=HEARTBEAT))[0]:
        yield ": still working\n\n"
    try:
        answer = task.result()
    except PlaintermsError as error:
        yield event("error", {"status": status_of(error), "detail": str(error)})
    except Exception:
        log.exception("a turn was not answered")
        yield event("error", {"status": 500, "detail": OUR_FAULT})
    else:
        for place, piece in enumerate(shown(answer)):
            if place >= seen:
                yield piece


def seen_before(request: Request) -> int:
    """Return how many events of this answer the client has had already."""
    found = SEEN.fullmatch(request.headers.get("last-event-id", ""))
    return int(found[1]) + 1 if found else 0


def page_strings(plainterms: "Plainterms") -> dict[str, str]:
    """Return the strings of the page."""
    found: dict[str, str] = plainterms.library.strings.find("page")
    return found


def glossary_of(plainterms: "Plainterms") -> Glossary:
    """Return the words that can be pressed for what they mean."""
    return glossary(plainterms.library.strings.find("glossary"))


def events(answer: Answer) -> Iterator[str]:
    """Send an answer as events: each block, then the answer without its text."""
    body = answer.model_dump(mode="json")
    blocks = body.pop("blocks")
    for place, block in enumerate(blocks):
        yield event("block", block, f"{answer.turn}.{place}")
    body.pop("text")
    yield event("answer", body, f"{answer.turn}.{len(blocks)}")


def html_events(pieces: Iterable[str], turn: int = 0) -> Iterator[str]:
    """Send a turn as it is shown: its beginning (`turn`), each block, its end (`answer`), so that a break is noticed."""
    name = "turn"
    for place, (this, following) in enumerate(pairwise(chain(pieces, [None]))):
        yield event("answer" if following is None else name, this, f"{turn}.{place}")
        name = "block"


def event(name: str, data: Any, identity: str = "") -> str:
    """Write one server-sent event."""
    head = f"id: {identity}\n" if identity else ""
    return f"{head}event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
