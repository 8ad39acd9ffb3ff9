"""Conversations: what is kept of one, for how long, and its erasure; and which practices there are."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, ConfigDict

from bot.vocabulary import Answer, Frozen
from bot.web import render
from bot.web.api.agreements import Beside, sheet_of
from bot.web.api.answers import glossary_of, page_strings
from bot.web.api.openapi import shown_as
from bot.web.api.requests import HTML, At, Bearer, Flag, Moment, conversation_at, program, today, wants
from bot.web.problems import refusals

router = APIRouter()


class KeepingRequest(BaseModel):
    """Whether the person agrees that the conversation is kept; null changes nothing but that it is in use."""

    model_config = ConfigDict(extra="forbid")

    keep: Flag | None = None


class KnownPractice(Frozen):
    """A practice; `sample`: it does not exist, and shows what the chat can do. `paid_by` says who pays for its chat."""

    id: str
    name: str
    sample: bool
    paid_by: str


class Practices(Frozen):
    """The practices whose agreements are known."""

    practices: list[KnownPractice]


class KeptTurn(Frozen):
    """One turn: what was asked, in which numbers and names that point at a person are blacked out, and its answer."""

    turn: int
    asked: str
    at: Moment
    answer: Answer


class AddedDocument(Frozen):
    """An agreement, or another paper, that was added to a conversation."""

    document: str
    title: str
    revision: str


class Keeping(Frozen):
    """Whether the person agreed that a conversation is kept, and when it is erased unless it is used before."""

    conversation_id: str
    keep: bool
    expires: Moment


class KeptConversation(Keeping):
    """All that is kept of a conversation; `practice` is whose agreement was spoken of last."""

    practice: str | None
    turns: list[KeptTurn]
    agreements: list[AddedDocument]


@router.get("/api/v1/practices", response_model=Practices)
def practices(request: Request) -> dict[str, Any]:
    """List the practices whose agreements are known."""
    rows = program(request).library.practices
    return {
        "practices": [{"id": one.id, "name": one.name, "sample": one.sample, "paid_by": one.paid_by} for one in rows]
    }


@router.get("/api/v1/conversations/{name}", response_model=KeptConversation, responses=shown_as(HTML) | refusals(404))
def conversation(name: At, request: Request, secret: Bearer) -> Response:
    """Return all that is kept of a conversation."""
    plainterms = program(request)
    found = conversation_at(request, name, secret)
    uploads, turns = plainterms.records.uploads(found.id), plainterms.records.turns(found.id)
    if wants(request, HTML):
        strings, words = page_strings(plainterms), glossary_of(plainterms)
        added = [
            render.agreement(
                sheet_of(plainterms, one, Beside(), found.id) | {"conversation_id": found.id, "secret": None},
                strings,
                today(),
            )
            for one in reversed(uploads)
            if one.kind == "agreement"
        ]
        asked = [render.answer(Answer.model_validate(one["answer"]), one["asked"], strings, words) for one in turns]
        return HTMLResponse("".join((*added, *asked)))
    body = {
        "conversation_id": found.id,
        "practice": found.practice,
        "keep": found.keep,
        "expires": found.expires.isoformat(),
        "turns": list(turns),
        "agreements": [{"document": one.document, "title": one.title, "revision": one.id} for one in uploads],
    }
    return JSONResponse(body)


@router.patch("/api/v1/conversations/{name}", response_model=Keeping, responses=refusals(400, 404, 413, 422))
def keep(name: At, body: KeepingRequest, request: Request, secret: Bearer) -> dict[str, Any]:
    """Prolong a conversation, and keep it for as long as its practice keeps what is agreed to, or no longer."""
    found = conversation_at(request, name, secret)
    kept = program(request).records.keep_conversation(found.id, body.keep)
    return {"conversation_id": kept.id, "keep": kept.keep, "expires": kept.expires.isoformat()}


@router.delete("/api/v1/conversations/{name}", status_code=204, responses=refusals(404))
def erase(name: At, request: Request, secret: Bearer) -> Response:
    """Erase a conversation with everything that belongs to it."""
    program(request).records.erase(conversation_at(request, name, secret).id)
    return Response(status_code=204)
