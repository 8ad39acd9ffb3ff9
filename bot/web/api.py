"""The HTTP API: turns, agreements and their sheets, replies, deadlines, comparisons, practices, conversations, sources, health."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Body, Depends, Form, Header, Query, Request, UploadFile
from fastapi.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field, PlainValidator

from bot.costs.comparison import Comparison
from bot.costs.situation import YEARS, Situation, read_situation
from bot.errors import ForbiddenError, RefusedError, UnknownError
from bot.vocabulary import Answer, Document, ExitTerms, Reply, Revision
from bot.web import render
from bot.web.decisions import Glossary, glossary
from bot.web.origins import same_origin
from bot.web.problems import WORDS, problem

if TYPE_CHECKING:
    from bot.bootstrap import Plainterms
    from bot.engines.records import Conversation

router = APIRouter()
Offset = Annotated[int, Query(ge=0)]
Name = Annotated[str, Field(max_length=200)]
Bearer = Annotated[str, Header(alias="Authorization")]
STREAM, HTML, CALENDAR = "text/event-stream", "text/html", "text/calendar"


class TurnRequest(BaseModel):
    """A message; without `conversation_id` it opens a conversation."""

    model_config = ConfigDict(extra="forbid")

    message: Annotated[str, Field(min_length=1, max_length=4000, pattern=r"\S", examples=["How do I leave?"])]
    conversation_id: Name | None = None
    secret: Name | None = None
    practice: Annotated[Name | None, Field(examples=["juniper-street"])] = None
    locale: Name | None = None
    keep: bool = False


class SettingsRequest(BaseModel):
    """What was set by hand: inputs of the comparison by their fields, or weights of what matters; kept, or only tried."""

    model_config = ConfigDict(extra="forbid")

    changes: Annotated[dict[Name, bool | float | Name | None], Field(max_length=40)] = Field(default_factory=dict)
    matters: Annotated[dict[Name, int], Field(max_length=10)] = Field(default_factory=dict)
    keep: bool = False
    label: Annotated[str, Field(max_length=400)] = ""


class ReplyRequest(BaseModel):
    """What a practice wrote about a term or a trap, and on which day."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]
    wrote: date


class DeadlineRequest(BaseModel):
    """The terms of leaving as a sheet gives them, the first day without the membership, and its first day."""

    model_config = ConfigDict(extra="forbid")

    terms: ExitTerms
    leaving: date
    start: date | None = None
    today: date | None = None


def as_sent(body: Any) -> Any:
    """Return a body as it is: what is wrong with a situation is said where it is read."""
    return body


EXAMPLE: dict[str, Any] = {
    "on": "2026-11-21",
    "plan_year": 2027,
    "members": [{"id": "ana", "age": 42, "health": "average", "use": {"primary_care": 4}}],
    "insurance": [
        {
            "id": "silver",
            "name": "Silver plan",
            "premium": 625,
            "deductible": 6000,
            "out_of_pocket_max": 8900,
            "coinsurance": 0.4,
            "copays": {"primary_care": 40},
            "before_deductible": ["primary_care"],
        }
    ],
    "retainers": [
        {
            "id": "juniper",
            "name": "Juniper Street",
            "fee": 85,
            "enrollment_fee": 75,
            "initial_term_months": 12,
            "cancel_notice_days": 30,
            "early_exit": {"kind": "remaining_balance"},
        }
    ],
}
"""A situation, as the documentation shows it."""

Described = Annotated[Any, PlainValidator(as_sent, json_schema_input_type=Situation), Body(examples=[EXAMPLE])]


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
    return answered(request, plainterms.ask(body.message, conversation, body.practice), body.message, plainterms)


@router.post("/api/v1/conversations/{name}/comparison", dependencies=[Depends(same_origin)], response_model=Answer)
def reconsider(name: str, body: SettingsRequest, request: Request, authorization: Bearer = "") -> Response:
    """Work a conversation's comparison out anew with what was set by hand; as JSON, as events, or as HTML."""
    from bot.deciding.state import ByHand  # here: the first page waits for no reader of agreements

    plainterms = program(request)
    found = plainterms.records.conversation(name, bearer(authorization))
    try:
        answer = plainterms.reconsider(ByHand(body.changes, body.matters, body.keep, body.label), found)
    except RefusedError as error:
        return problem(request, 422, str(error))
    if body.keep or body.matters or not wants(request, HTML):
        return answered(request, answer, body.label, plainterms)
    return HTMLResponse(render.parts(answer, page_strings(plainterms), glossary_of(plainterms)))


@router.get("/api/v1/conversations/{name}/brief", response_model=Answer)
def brief(name: str, request: Request, authorization: Bearer = "") -> Response:
    """Return a conversation's decision on one page, to whoever has its secret."""
    plainterms = program(request)
    page = plainterms.brief(plainterms.records.conversation(name, bearer(authorization)))
    if page.answer is None:
        raise UnknownError("There is no brief of this conversation.")
    if wants(request, HTML):
        shown = render.brief(page.answer, page.title, page.lead, page_strings(plainterms), paid_by=page.paid_by)
        return HTMLResponse(shown)
    return JSONResponse(page.answer.model_dump(mode="json") | {"title": page.title, "lead": list(page.lead)})


@router.get("/api/v1/conversations/{name}/notice")
def notice(name: str, request: Request, authorization: Bearer = "") -> Response:
    """Return the last day of notice as a reminder for a calendar; nothing of the person stands in it."""
    from bot.costs.leaving.reminder import reminder

    plainterms = program(request)
    page = plainterms.brief(plainterms.records.conversation(name, bearer(authorization)))
    if page.deadline is None:
        raise UnknownError("No last day of notice is known. Ask the practice how much notice it takes.")
    headers = {"Content-Disposition": 'attachment; filename="notice.ics"'}
    return Response(reminder(page.deadline, datetime.now().astimezone()), media_type=CALENDAR, headers=headers)


@router.post("/api/v1/agreements", dependencies=[Depends(same_origin)])
def agreements(
    request: Request,
    file: UploadFile,
    conversation_id: Annotated[Name | None, Form()] = None,
    secret: Annotated[Name | None, Form()] = None,
    state: Annotated[Name | None, Form()] = None,
    bills_insurance: Annotated[bool | None, Form()] = None,
    typed: Annotated[bool, Form()] = False,
) -> Response:
    """Read an agreement for one conversation, which alone will know it, and return its term sheet.

    `typed`: the person typed it clause by clause, so that it may leave out much.
    """
    plainterms = program(request)
    strings, beside = page_strings(plainterms), Beside(state_code(state), bills_insurance)
    data, name = file.file.read(), file.filename or "agreement"
    # Read before a conversation is opened for it: what cannot be read leaves nothing behind.
    content = plainterms.read_agreement(data, name)
    if typed:
        name, content = strings["typed_title"], with_warning(content, strings["typed_note"])
    conversation = conversation_of(plainterms, conversation_id, secret)
    revision, read = plainterms.add_agreement(content, data, name, conversation)
    if read is None:  # a paper that is no agreement has no sheet, and is answered as a turn
        return answered(request, plainterms.receive(revision, conversation), revision.title, plainterms)
    body = sheet_of(plainterms, revision, beside, conversation.id)
    return sheet_response(request, body | {"conversation_id": conversation.id, "secret": conversation.secret})


@router.get("/api/v1/conversations/{name}/sheets/{revision}")
def sheet(
    name: str,
    revision: str,
    request: Request,
    state: Name | None = None,
    bills_insurance: bool | None = None,
    authorization: Bearer = "",
) -> Response:
    """Return the sheet of a conversation's own agreement, with what the practice wrote about its terms."""
    plainterms = program(request)
    found = plainterms.records.conversation(name, bearer(authorization))
    one = own_agreement(plainterms, found.id, revision)
    body = sheet_of(plainterms, one, Beside(state_code(state), bills_insurance), found.id)
    return sheet_response(request, body | {"conversation_id": found.id, "secret": None})


@router.get("/api/v1/practices/{name}/sheet")
def published_sheet(
    name: str, request: Request, state: Name | None = None, bills_insurance: bool | None = None
) -> Response:
    """Return the sheet of the agreement that a practice has published."""
    plainterms = program(request)
    for one in plainterms.records.published():
        if one.practice == name and one.kind == "agreement":
            body = sheet_of(plainterms, one, Beside(state_code(state), bills_insurance))
            return sheet_response(request, body | {"practice": name})
    raise UnknownError("There is no agreement of such a practice. GET /api/v1/practices lists those there are.")


@router.put("/api/v1/conversations/{name}/replies/{revision}/{about}", dependencies=[Depends(same_origin)])
def keep_reply(
    name: str, revision: str, about: str, body: ReplyRequest, request: Request, authorization: Bearer = ""
) -> dict[str, str]:
    """Keep what the practice wrote about a term or a trap, in place of what it wrote before."""
    from bot.answering.sheet import reply_row

    plainterms = program(request)
    found = plainterms.records.conversation(name, bearer(authorization))
    one = own_agreement(plainterms, found.id, revision)
    if about not in subjects(plainterms, one):
        raise UnknownError("This agreement's sheet has no such term and no such trap.")
    if body.wrote > today():
        raise RefusedError("This day has not come yet. Give the day on which the practice wrote.")
    reply = Reply(one.document, one.id, about, body.text.strip(), body.wrote)
    plainterms.records.put_reply(found.id, reply)
    return reply_row(reply, plainterms.library.strings)


@router.delete(
    "/api/v1/conversations/{name}/replies/{revision}/{about}", status_code=204, dependencies=[Depends(same_origin)]
)
def forget_reply(name: str, revision: str, about: str, request: Request, authorization: Bearer = "") -> Response:
    """Forget what the practice wrote about a term or a trap."""
    plainterms = program(request)
    found = plainterms.records.conversation(name, bearer(authorization))
    one = own_agreement(plainterms, found.id, revision)
    if about not in {reply.about for reply in plainterms.records.replies(found.id, one.document)}:
        raise UnknownError("Nothing is kept here that the practice wrote about this.")
    plainterms.records.put_reply(found.id, Reply(one.document, one.id, about, "", today()))
    return Response(status_code=204)


@router.post("/api/v1/deadlines", dependencies=[Depends(same_origin)])
def deadlines(body: DeadlineRequest, request: Request) -> Response:
    """Work out the last day of notice; with Accept: text/calendar as a reminder for a calendar."""
    from bot.costs.leaving.deadline import last_day
    from bot.costs.leaving.reminder import reminder
    from bot.costs.leaving.schedule import Schedule

    if body.terms.notice is None:
        raise RefusedError("The agreement does not say how much notice it takes, so no last day is known. Ask for it.")
    found = last_day(body.leaving, body.terms.notice, Schedule.of(body.terms, body.start), body.today)
    if wants(request, CALENDAR):
        headers = {"Content-Disposition": 'attachment; filename="notice.ics"'}
        return Response(reminder(found, datetime.now().astimezone()), media_type=CALENDAR, headers=headers)
    if wants(request, HTML):
        return HTMLResponse(render.deadline(found, page_strings(program(request))))
    return JSONResponse(found.model_dump(mode="json") | {"met": found.met})


@router.post("/api/v1/compare", dependencies=[Depends(same_origin)], response_model=Comparison)
def compare(body: Described, request: Request) -> Response:
    """Compare what insurance and memberships cost a household: estimates as drawn, contract amounts exactly."""
    from bot.costs import comparison

    try:
        found = comparison.compare(situation_of(body), program(request).library.grounds)
    except RefusedError as error:
        return problem(request, 422, str(error))
    return JSONResponse(found.model_dump(mode="json", by_alias=True))


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


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """Say that the process is alive."""
    return {"status": "ok"}


@router.get("/readyz")
async def readyz(request: Request) -> JSONResponse:
    """Say whether questions are answered, and what each engine is doing."""
    ready, engines = request.app.state.startup.state()
    return JSONResponse({"status": "ready" if ready else "starting", "engines": engines}, 200 if ready else 503)


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


def conversation_of(
    plainterms: "Plainterms", name: str | None, secret: str | None, practice: str | None = None, keep: bool = False
) -> "Conversation":
    """Return the conversation that is named, or open one."""
    if name:
        return plainterms.records.conversation(name, secret)
    if practice and practice not in {one.id for one in plainterms.library.practices}:
        raise UnknownError(f"There is no practice {practice!r}. GET /api/v1/practices lists those there are.")
    return plainterms.records.open_conversation(practice, keep)


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


def situation_of(body: Any) -> Situation:
    """Read a situation that somebody sent. Raises RefusedError also where so many years would keep others waiting."""
    if not isinstance(body, dict):
        raise RefusedError(WORDS["model_attributes_type"])
    situation = read_situation(body)
    if situation.years > YEARS:
        raise RefusedError(f"years: it must be {YEARS} or less here; given: {situation.years}.")
    return situation


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


def today() -> date:
    """Return the day where the server stands."""
    return datetime.now().astimezone().date()


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


def glossary_of(plainterms: "Plainterms") -> Glossary:
    """Return the words that can be pressed for what they mean."""
    return glossary(plainterms.library.strings.find("glossary"))


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
