"""Sources: the text that a quote stands in, with the quote marked."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from bot.vocabulary import Revision
from bot.web import render
from bot.web.api.agreements import own_agreement
from bot.web.api.answers import page_strings
from bot.web.api.requests import HTML, Bearer, Offset, bearer, program, wants

router = APIRouter()


@router.get("/api/v1/conversations/{name}/sources/{revision}")
def upload(
    name: str,
    revision: str,
    request: Request,
    start: Offset = 0,
    end: Offset = 0,
    authorization: Bearer = "",
) -> Response:
    """Return the text of a conversation's own agreement, with the quote in it marked."""
    plainterms = program(request)
    found = plainterms.records.conversation(name, bearer(authorization))
    return source_response(own_agreement(plainterms, found.id, revision), start, end, request, full=False)


@router.get("/sources/{document}/{revision}")
def source(document: str, revision: str, request: Request, start: Offset = 0, end: Offset = 0) -> Response:
    """Return the text of a published document, with the quote in it marked."""
    return source_response(program(request).records.revision(document, revision), start, end, request, full=True)


def source_response(revision: Revision, start: int, end: int, request: Request, *, full: bool) -> Response:
    """Show a revision with a stretch marked, as HTML, or as JSON to whoever asks for that."""
    text = revision.content.text
    start, end = min(start, len(text)), min(max(start, end), len(text))
    quote = revision.quote(start, end)
    if (not full and not wants(request, HTML)) or wants(request, "application/json"):
        body = {"document": revision.document, "title": revision.title, "revision": revision.id, "text": text}
        return JSONResponse(body | {"start": start, "end": end, "quote": text[start:end], "page": quote.page})
    return HTMLResponse(render.source(revision, start, end, page_strings(program(request)), full=full))
