"""Agreements: adding one, its sheet, and what a practice wrote about its terms."""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Form, Path, Query, Request, UploadFile
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from bot.errors import RefusedError, UnknownError
from bot.vocabulary import Answer, Document, Reply, Revision
from bot.web import render
from bot.web.api.answers import answered, page_strings
from bot.web.api.once import Key, Once
from bot.web.api.openapi import RESUMED, shown_as
from bot.web.api.requests import (
    HTML,
    STREAM,
    About,
    At,
    Bearer,
    Day,
    Name,
    Text,
    conversation_at,
    conversation_of,
    home_of,
    program,
    today,
    wants,
    within_limits,
)
from bot.web.api.sheet import KeptReply, OwnSheet, PublishedSheet
from bot.web.problems import refusals

if TYPE_CHECKING:
    from bot.bootstrap import Plainterms

router = APIRouter()

StateCode = Annotated[
    Name | None,
    Query(description="The two letters of a state, whose laws are put beside the clauses.", examples=["CO"]),
]
Billing = Annotated[bool | None, Query(description="Whether the practice bills insurance; some laws hang on it.")]
Practice = Annotated[str, Path(description="A practice's `id`.", examples=["juniper-street"])]


class ReplyRequest(BaseModel):
    """What a practice wrote about a term or a trap, and on which day."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]
    wrote: Day


@router.post(
    "/api/v1/agreements",
    response_model=OwnSheet | Answer,
    responses=shown_as(STREAM, HTML) | refusals(400, 404, 409, 413, 422),
    openapi_extra=RESUMED,
)
def agreements(
    request: Request,
    file: UploadFile,
    conversation_id: Annotated[Name | None, Form()] = None,
    secret: Annotated[Name | None, Form()] = None,
    state: Annotated[Name | None, Form()] = None,
    bills_insurance: Annotated[bool | None, Form()] = None,
    typed: Annotated[bool, Form()] = False,
    practice: Annotated[Name | None, Form()] = None,
    idempotency_key: Key = None,
) -> Response:
    """Read an agreement for one conversation, which alone will know it, and return its term sheet.

    The file is PDF, Word or text; which it is shows in what it holds. `typed`: the person typed it clause by clause, so that
    it may leave out much. `practice` is whose chat is opened, where no conversation is named. A file that cannot be read is
    refused (422), and nothing of it is kept.

    A paper that is no agreement, such as an insurer's summary of benefits, is answered as a turn: the same as
    `POST /api/v1/turns`, as JSON, events or HTML.
    """
    plainterms = program(request)
    strings, beside = page_strings(plainterms), Beside(state_code(state), bills_insurance)
    named = conversation_of(request, conversation_id, secret) if conversation_id else None
    data, name = file.file.read(), file.filename or "agreement"
    home = home_of(request, named, practice)
    once = Once(plainterms.records, idempotency_key, f"{home} {name} {typed} {hashlib.sha256(data).hexdigest()}", named)
    before = once.before()
    if before:
        return added(request, once.conversation, once.secret, before, beside)
    with once.unless_met():
        within_limits(request, "upload", named, practice)
        # Read before a conversation is opened for it: what cannot be read leaves nothing behind.
        content = plainterms.read_agreement(data, name)
        if typed:
            name, content = strings["typed_title"], with_warning(content, strings["typed_note"])
        conversation = named or plainterms.records.open_conversation(None, False, home, once.secret)
        revision, read = plainterms.add_agreement(content, data, name, conversation)
        result: dict[str, Any] = {"revision": revision.id}
        if read is None:  # a paper that is no agreement has no sheet, and is answered as a turn
            result["turn"] = plainterms.receive(revision, conversation).turn
        once.settle(conversation.id, result)
    return added(request, conversation.id, conversation.secret, result, beside)


def added(
    request: Request, conversation: str, secret: str | None, result: dict[str, Any], beside: "Beside"
) -> Response:
    """Return what was read in a paper that a conversation has: its sheet, or the turn that it was answered with."""
    plainterms = program(request)
    one = own_agreement(plainterms, conversation, result["revision"])
    if "turn" in result:
        return answered(request, lambda: plainterms.answer(conversation, result["turn"], secret), one.title, plainterms)
    body = sheet_of(plainterms, one, beside, conversation)
    return sheet_response(request, body | {"conversation_id": conversation, "secret": secret})


@router.get(
    "/api/v1/conversations/{name}/sheets/{revision}",
    response_model=OwnSheet,
    responses=shown_as(HTML) | refusals(400, 404, 422),
)
def sheet(
    name: At, revision: Text, request: Request, secret: Bearer, state: StateCode = None, bills_insurance: Billing = None
) -> Response:
    """Return the sheet of a conversation's own agreement, with what the practice wrote about its terms."""
    plainterms = program(request)
    found = conversation_at(request, name, secret)
    one = own_agreement(plainterms, found.id, revision)
    body = sheet_of(plainterms, one, Beside(state_code(state), bills_insurance), found.id)
    return sheet_response(request, body | {"conversation_id": found.id, "secret": None})


@router.get(
    "/api/v1/practices/{name}/sheet",
    response_model=PublishedSheet,
    responses=shown_as(HTML) | refusals(400, 404, 422),
)
def published_sheet(
    name: Practice, request: Request, state: StateCode = None, bills_insurance: Billing = None
) -> Response:
    """Return the sheet of the agreement that a practice has published."""
    plainterms = program(request)
    main = {one.main_document for one in plainterms.library.practices if one.id == name}
    for one in plainterms.records.published():
        if one.document in main:
            body = sheet_of(plainterms, one, Beside(state_code(state), bills_insurance))
            return sheet_response(request, body | {"practice": name})
    raise UnknownError("There is no agreement of such a practice. GET /api/v1/practices lists those there are.")


@router.put(
    "/api/v1/conversations/{name}/replies/{revision}/{about}",
    response_model=KeptReply,
    responses=refusals(400, 404, 413, 422),
)
def keep_reply(
    name: At, revision: Text, about: About, body: ReplyRequest, request: Request, secret: Bearer
) -> dict[str, str]:
    """Keep what the practice wrote about a term or a trap, in place of what it wrote before."""
    from bot.answering.sheet import reply_row

    plainterms = program(request)
    found = conversation_at(request, name, secret)
    one = own_agreement(plainterms, found.id, revision)
    if about not in subjects(plainterms, one):
        raise UnknownError("This agreement's sheet has no such term and no such trap.")
    if body.wrote > today():
        raise RefusedError("This day has not come yet. Give the day on which the practice wrote.")
    reply = Reply(one.document, one.id, about, plainterms.unnamed(body.text.strip()), body.wrote)
    plainterms.records.put_reply(found.id, reply)
    return reply_row(reply, plainterms.library.strings)


@router.delete("/api/v1/conversations/{name}/replies/{revision}/{about}", status_code=204, responses=refusals(404))
def forget_reply(name: At, revision: Text, about: About, request: Request, secret: Bearer) -> Response:
    """Forget what the practice wrote about a term or a trap."""
    plainterms = program(request)
    found = conversation_at(request, name, secret)
    one = own_agreement(plainterms, found.id, revision)
    if about not in {reply.about for reply in plainterms.records.replies(found.id, one.document)}:
        raise UnknownError("Nothing is kept here that the practice wrote about this.")
    plainterms.records.put_reply(found.id, Reply(one.document, one.id, about, "", today()))
    return Response(status_code=204)


@dataclass(frozen=True)
class Beside:
    """What a person says beside the agreement: the state, and whether the practice bills insurance."""

    state: str | None = None
    bills_insurance: bool | None = None


def state_code(given: str | None) -> str | None:
    """Return the two letters of a state, None for none. Raises RefusedError for what is no state."""
    from bot.contracts.law.state import STATES

    code = (given or "").strip().upper()
    if code and code not in STATES.values():
        raise RefusedError("There is no such state. Give its two letters, such as CO.")
    return code or None


def sheet_of(
    plainterms: "Plainterms", revision: Revision, beside: Beside, conversation: str | None = None
) -> dict[str, Any]:
    """Return the sheet of an agreement as data, with what a practice wrote to this conversation."""
    from bot import agreements
    from bot.answering.others import beside_others
    from bot.answering.sheet import Known, sheet
    from bot.vocabulary import Reading

    read = agreements.sheet_of(revision, plainterms.parts)
    replies = plainterms.records.replies(conversation, revision.document) if conversation else ()
    known = Known(today(), beside.state, beside.bills_insurance, replies)
    body = sheet(revision, read, plainterms.library.references, known)
    uploads = plainterms.records.uploads(conversation) if conversation else ()
    others = [
        Reading(other, agreements.sheet_of(other, plainterms.parts))
        for other in uploads
        if other.document != revision.document
    ]
    body |= beside_others(Reading(revision, read), others, plainterms.library.strings)
    return body | {"bills_insurance": beside.bills_insurance}


def sheet_response(request: Request, body: dict[str, Any]) -> Response:
    """Return a sheet as JSON, or as the fragment that the page shows."""
    if wants(request, HTML):
        return HTMLResponse(render.agreement(body, page_strings(program(request)), today()))
    return JSONResponse(body)


def own_agreement(plainterms: "Plainterms", conversation: str, revision: str) -> Revision:
    """Return an agreement of a conversation. Raises UnknownError for another's as for none."""
    for one in plainterms.records.uploads(conversation):
        if one.id == revision:
            return one
    raise UnknownError("This conversation has no such agreement.")


def subjects(plainterms: "Plainterms", revision: Revision) -> set[str]:
    """Return what a practice can have written about: the fields of a sheet, and its kinds of traps."""
    from bot import agreements

    read = agreements.sheet_of(revision, plainterms.parts)
    return {term.field for term in read.terms} | {trap.kind for trap in read.traps}


def with_warning(content: Document, words: str) -> Document:
    """Return a document with one more thing to warn of."""
    return content.model_copy(update={"warnings": (*content.warnings, words)})
