"""The HTTP API: turns, agreements, practices, conversations, sources and health."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Form, Header, Query, Request, UploadFile
from fastapi.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from bot.errors import ForbiddenError, UnknownError
from bot.vocabulary import Answer, Revision
from bot.web import render
from bot.web.origins import same_origin

if TYPE_CHECKING:
    from bot.bootstrap import Plainterms
    from bot.engines.records import Conversation

router = APIRouter()
Offset = Annotated[int, Query(ge=0)]
Name = Annotated[str, Field(max_length=200)]
STREAM, HTML = "text/event-stream", "text/html"


class TurnRequest(BaseModel):
    """A message; without `conversation_id` it opens a conversation."""

    model_config = ConfigDict(extra="forbid")

    message: Annotated[str, Field(min_length=1, max_length=4000, pattern=r"\S", examples=["How do I leave?"])]
    conversation_id: Name | None = None
    secret: Name | None = None
    practice: Annotated[Name | None, Field(examples=["juniper-street"])] = None
    locale: Name | None = None
    keep: bool = False


def program(request: Request) -> "Plainterms":
    """Return the program as soon as it can answer."""
    found: Plainterms = request.app.state.startup.program()
    return found


def wants(request: Request, kind: str) -> bool:
    """Whether the client asks for a kind of answer other than JSON."""
    return kind in request.headers.get("accept", "")


@router.post("/api/v1/turns", dependencies=[Depends(same_origin)], response_model=Answer)
def turns(body: TurnRequest, request: Request) -> Response:
    """Answer one message, as JSON, as events, or as HTML; our own page takes events that carry HTML."""
    plainterms = program(request)
    conversation = conversation_of(plainterms, body.conversation_id, body.secret, body.practice, body.keep)
    answer = plainterms.ask(body.message, conversation, body.practice)
    if wants(request, STREAM) and wants(request, HTML):
        shown = render.pieces(answer, body.message, page_strings(plainterms))
        return StreamingResponse(html_events(shown), media_type=STREAM)
    if wants(request, STREAM):
        return StreamingResponse(events(answer), media_type=STREAM)
    if wants(request, HTML):
        return HTMLResponse(render.answer(answer, body.message, page_strings(plainterms)))
    return JSONResponse(answer.model_dump(mode="json", exclude_none=False))


@router.post("/api/v1/agreements", dependencies=[Depends(same_origin)])
def agreements(
    request: Request,
    file: UploadFile,
    conversation_id: Annotated[Name | None, Form()] = None,
    secret: Annotated[Name | None, Form()] = None,
) -> Response:
    """Read an agreement for one conversation, which alone will know it, and return its term sheet."""
    from bot.answering.sheet import sheet

    plainterms = program(request)
    data = file.file.read()
    # Read before a conversation is opened for it: what cannot be read leaves nothing behind.
    content = plainterms.read_agreement(data, file.filename or "agreement")
    conversation = conversation_of(plainterms, conversation_id, secret)
    revision, terms = plainterms.add_agreement(content, data, file.filename or "agreement", conversation)
    body = sheet(revision, terms, plainterms.library.strings)
    body |= {"conversation_id": conversation.id, "secret": conversation.secret}
    if wants(request, HTML):
        return HTMLResponse(render.agreement(body, page_strings(plainterms), datetime.now().astimezone().date()))
    return JSONResponse(body)


@router.get("/api/v1/practices")
def practices(request: Request) -> dict[str, Any]:
    """List the practices whose agreements are known."""
    rows = program(request).library.practices
    return {
        "practices": [{"id": one.id, "name": one.name, "sample": one.sample, "paid_by": one.paid_by} for one in rows]
    }


@router.get("/api/v1/conversations/{name}")
def conversation(name: str, request: Request, authorization: Annotated[str, Header()] = "") -> dict[str, Any]:
    """Return all that is kept of a conversation, to whoever has its secret."""
    plainterms = program(request)
    found = plainterms.records.conversation(name, bearer(authorization))
    uploads = plainterms.records.uploads(found.id)
    return {
        "conversation_id": found.id,
        "practice": found.practice,
        "keep": found.keep,
        "turns": list(plainterms.records.turns(found.id)),
        "agreements": [{"document": one.document, "title": one.title, "revision": one.id} for one in uploads],
    }


@router.delete("/api/v1/conversations/{name}", status_code=204, dependencies=[Depends(same_origin)])
def erase(name: str, request: Request, authorization: Annotated[str, Header()] = "") -> Response:
    """Erase a conversation with everything that belongs to it."""
    plainterms = program(request)
    plainterms.records.erase(plainterms.records.conversation(name, bearer(authorization)).id)
    return Response(status_code=204)


@router.get("/api/v1/conversations/{name}/sources/{revision}")
def upload(
    name: str,
    revision: str,
    request: Request,
    start: Offset = 0,
    end: Offset = 0,
    authorization: Annotated[str, Header()] = "",
) -> Response:
    """Return the text of a conversation's own agreement, with the quote in it marked."""
    plainterms = program(request)
    found = plainterms.records.conversation(name, bearer(authorization))
    for one in plainterms.records.uploads(found.id):
        if one.id == revision:
            return source_response(one, start, end, request, full=False)
    raise UnknownError("This conversation has no such agreement.")


@router.get("/sources/{document}/{revision}")
def source(document: str, revision: str, request: Request, start: Offset = 0, end: Offset = 0) -> Response:
    """Return the text of a published document, with the quote in it marked."""
    return source_response(program(request).records.revision(document, revision), start, end, request, full=True)


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """Say that the process is alive."""
    return {"status": "ok"}


@router.get("/readyz")
async def readyz(request: Request) -> JSONResponse:
    """Say whether questions are answered, and what each engine is doing."""
    ready, engines = request.app.state.startup.state()
    return JSONResponse({"status": "ready" if ready else "starting", "engines": engines}, 200 if ready else 503)


def conversation_of(
    plainterms: "Plainterms", name: str | None, secret: str | None, practice: str | None = None, keep: bool = False
) -> "Conversation":
    """Return the conversation that is named, or open one."""
    if name:
        return plainterms.records.conversation(name, secret)
    if practice and practice not in {one.id for one in plainterms.library.practices}:
        raise UnknownError(f"There is no practice {practice!r}. GET /api/v1/practices lists those there are.")
    return plainterms.records.open_conversation(practice, keep)


def bearer(header: str) -> str:
    """Return the secret in an Authorization header. Raises ForbiddenError if there is none."""
    scheme, _, secret = header.partition(" ")
    if scheme.lower() != "bearer" or not secret:
        raise ForbiddenError("Send the conversation's secret in the header 'Authorization: Bearer SECRET'.")
    return secret.strip()


def source_response(revision: Revision, start: int, end: int, request: Request, *, full: bool) -> Response:
    """Show a revision with a stretch marked, as HTML, or as JSON to whoever asks for that."""
    text = revision.content.text
    start, end = min(start, len(text)), min(max(start, end), len(text))
    quote = revision.quote(start, end)
    if (not full and not wants(request, HTML)) or wants(request, "application/json"):
        body = {"document": revision.document, "title": revision.title, "revision": revision.id, "text": text}
        return JSONResponse(body | {"start": start, "end": end, "quote": text[start:end], "page": quote.page})
    return HTMLResponse(render.source(revision, start, end, page_strings(program(request)), full=full))


def page_strings(plainterms: "Plainterms") -> dict[str, str]:
    """Return the strings of the page."""
    found: dict[str, str] = plainterms.library.strings.find("page")
    return found


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
