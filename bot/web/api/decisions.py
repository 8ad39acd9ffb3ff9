"""A conversation's decision: its comparison set by hand, its one page, the reminder of its last day of notice."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from bot.errors import RefusedError, UnknownError
from bot.vocabulary import Answer
from bot.web import render
from bot.web.api.answers import answered, glossary_of, page_strings
from bot.web.api.requests import CALENDAR, HTML, Bearer, Name, bearer, program, wants
from bot.web.origins import same_origin
from bot.web.problems import problem

router = APIRouter()


class SettingsRequest(BaseModel):
    """What was set by hand: inputs of the comparison by their fields, or weights of what matters; kept, or only tried."""

    model_config = ConfigDict(extra="forbid")

    changes: Annotated[dict[Name, bool | float | Name | None], Field(max_length=40)] = Field(default_factory=dict)
    matters: Annotated[dict[Name, int], Field(max_length=10)] = Field(default_factory=dict)
    keep: bool = False
    label: Annotated[str, Field(max_length=400)] = ""


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
