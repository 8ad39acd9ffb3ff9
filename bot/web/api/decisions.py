"""A conversation's decision: its comparison set by hand, its one page, the reminder of its last day of notice."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from bot.errors import RefusedError, UnknownError
from bot.vocabulary import Answer
from bot.web import render
from bot.web.api.answers import answered, glossary_of, page_strings
from bot.web.api.openapi import RESUMED, shown_as
from bot.web.api.requests import CALENDAR, HTML, STREAM, At, Bearer, Flag, Name, conversation_at, program, wants
from bot.web.limits import limit
from bot.web.problems import problem, refusals

router = APIRouter()


class SettingsRequest(BaseModel):
    """What was set by hand: inputs of the comparison by their fields, or weights of what matters; kept, or only tried."""

    model_config = ConfigDict(extra="forbid")

    changes: Annotated[dict[Name, bool | float | Name | None], Field(max_length=40)] = Field(default_factory=dict)
    matters: Annotated[dict[Name, int], Field(max_length=10)] = Field(default_factory=dict)
    keep: Flag = False
    label: Annotated[str, Field(max_length=400)] = ""


class Brief(Answer):
    """A decision on one page: its `title`, how it came about (`lead`), and the blocks of an answer."""

    title: str
    lead: tuple[str, ...]


@router.post(
    "/api/v1/conversations/{name}/comparison",
    response_model=Answer,
    responses=shown_as(STREAM, HTML) | refusals(400, 404, 413, 422),
    openapi_extra=RESUMED,
)
def reconsider(name: At, body: SettingsRequest, request: Request, secret: Bearer) -> Response:
    """Work a conversation's comparison out anew with what was set by hand.

    What is kept (`keep`) is a new turn. What is only tried has the number 0 and leaves no trace. Forms and events are
    those of `POST /api/v1/turns`.
    """
    from bot.deciding.state import ByHand  # here: the first page waits for no reader of agreements

    plainterms = program(request)
    found = conversation_at(request, name, secret)
    limit(request, "working", conversation=found.id)
    try:
        answer = plainterms.reconsider(ByHand(body.changes, body.matters, body.keep, body.label), found)
    except RefusedError as error:
        return problem(request, 422, str(error))
    if body.keep or body.matters or not wants(request, HTML):
        return answered(request, lambda: answer, body.label, plainterms)
    return HTMLResponse(render.parts(answer, page_strings(plainterms), glossary_of(plainterms)))


@router.get("/api/v1/conversations/{name}/brief", response_model=Brief, responses=shown_as(HTML) | refusals(400, 404))
def brief(name: At, request: Request, secret: Bearer) -> Response:
    """Return a conversation's decision on one page.

    There is none (400) before the conversation has come to a comparison.
    """
    plainterms = program(request)
    page = plainterms.brief(conversation_at(request, name, secret))
    if page.answer is None:
        raise UnknownError("There is no brief of this conversation.")
    if wants(request, HTML):
        shown = render.brief(page.answer, page.title, page.lead, page_strings(plainterms), paid_by=page.paid_by)
        return HTMLResponse(shown)
    return JSONResponse(page.answer.model_dump(mode="json") | {"title": page.title, "lead": list(page.lead)})


@router.get(
    "/api/v1/conversations/{name}/notice", response_class=Response, responses=shown_as(CALENDAR) | refusals(400, 404)
)
def notice(name: At, request: Request, secret: Bearer) -> Response:
    """Return the last day of notice as a reminder for a calendar; nothing of the person stands in it."""
    from bot.costs.leaving.reminder import reminder

    plainterms = program(request)
    page = plainterms.brief(conversation_at(request, name, secret))
    if page.deadline is None:
        raise UnknownError("No last day of notice is known. Ask the practice how much notice it takes.")
    headers = {"Content-Disposition": 'attachment; filename="notice.ics"'}
    return Response(reminder(page.deadline, datetime.now().astimezone()), media_type=CALENDAR, headers=headers)
