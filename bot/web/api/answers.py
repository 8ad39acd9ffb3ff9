"""An answer as it is wanted: as JSON, as events, as HTML."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.responses import HTMLResponse, JSONResponse, Response, StreamingResponse

from bot.vocabulary import Answer
from bot.web import render
from bot.web.api.requests import HTML, STREAM, wants
from bot.web.decisions import Glossary, glossary

if TYPE_CHECKING:
    from bot.bootstrap import Plainterms


def answered(request: Request, answer: Answer, asked: str, plainterms: "Plainterms") -> Response:
    """Return an answer as it is wanted: as events, with or without HTML, as HTML, or as JSON."""
    if wants(request, STREAM) and wants(request, HTML):
        shown = render.pieces(answer, asked, page_strings(plainterms), glossary_of(plainterms))
        return StreamingResponse(html_events(shown), media_type=STREAM)
    if wants(request, STREAM):
        return StreamingResponse(events(answer), media_type=STREAM)
    if wants(request, HTML):
        return HTMLResponse(render.answer(answer, asked, page_strings(plainterms), glossary_of(plainterms)))
    return JSONResponse(answer.model_dump(mode="json", exclude_none=False))


def events(answer: Answer) -> Iterator[str]:
    """Send an answer as events: each block, then the answer without its text."""
    body = answer.model_dump(mode="json")
    for block in body.pop("blocks"):
        yield event("block", block)
    body.pop("text")
    yield event("answer", body)


def html_events(pieces: Iterable[str]) -> Iterator[str]:
    """Send a turn as it is shown: its beginning (`turn`), each block, its end (`answer`), so that a break is noticed."""
    name = "turn"
    for this, following in pairwise(chain(pieces, [None])):
        yield event("answer" if following is None else name, this)
        name = "block"


def event(name: str, data: Any) -> str:
    """Write one server-sent event."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def page_strings(plainterms: "Plainterms") -> dict[str, str]:
    """Return the strings of the page."""
    found: dict[str, str] = plainterms.library.strings.find("page")
    return found


def glossary_of(plainterms: "Plainterms") -> Glossary:
    """Return the words that can be pressed for what they mean."""
    return glossary(plainterms.library.strings.find("glossary"))
