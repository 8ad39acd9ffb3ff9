"""Conversations: what is kept of one, and its erasure; and which practices there are."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from bot.web.api.requests import Bearer, bearer, program
from bot.web.origins import same_origin

router = APIRouter()


@router.get("/api/v1/practices")
def practices(request: Request) -> dict[str, Any]:
    """List the practices whose agreements are known."""
    rows = program(request).library.practices
    return {
        "practices": [{"id": one.id, "name": one.name, "sample": one.sample, "paid_by": one.paid_by} for one in rows]
    }


@router.get("/api/v1/conversations/{name}")
def conversation(name: str, request: Request, authorization: Bearer = "") -> dict[str, Any]:
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
def erase(name: str, request: Request, authorization: Bearer = "") -> Response:
    """Erase a conversation with everything that belongs to it."""
    plainterms = program(request)
    plainterms.records.erase(plainterms.records.conversation(name, bearer(authorization)).id)
    return Response(status_code=204)
