"""Sources: the text that a quote stands in, with the quote marked."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from bot.vocabulary import Frozen, Revision
from bot.web import render
from bot.web.api.agreements import own_agreement
from bot.web.api.answers import page_strings
from bot.web.api.openapi import shown_as
from bot.web.api.requests import HTML, At, Bearer, Offset, Text, conversation_at, program, wants
from bot.web.problems import refusals

router = APIRouter()

Published = Annotated[
    str, Path(description="The document, as a citation names it.", examples=["juniper-street-agreement"])
]


class SourceText(Frozen):
    """The whole text of one revision, and the quote that stands in it from `start` to before `end`, in characters."""

    document: str
    title: str
    revision: str
    text: str
    start: int
    end: int
    quote: str
    page: int


@router.get(
    "/api/v1/conversations/{name}/sources/{revision}",
    response_model=SourceText,
    responses=shown_as(HTML) | refusals(404, 422),
)
def upload(name: At, revision: Text, request: Request, secret: Bearer, start: Offset = 0, end: Offset = 0) -> Response:
    """Return the text of a conversation's own agreement, with the quote in it marked.

    What lies beyond the text's end is cut off.
    """
    plainterms = program(request)
    found = conversation_at(request, name, secret)
    return source_response(own_agreement(plainterms, found.id, revision), start, end, request, full=False)


@router.get("/sources/{document}/{revision}", response_model=SourceText, responses=shown_as(HTML) | refusals(404, 422))
def source(document: Published, revision: Text, request: Request, start: Offset = 0, end: Offset = 0) -> Response:
    """Return the text of a published document, with the quote in it marked.

    HTML, a page to link to, unless `Accept` asks for JSON. What lies beyond the text's end is cut off.
    """
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
