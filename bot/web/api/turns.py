"""Turns: one message, one answer."""

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from bot.errors import LimitedError
from bot.vocabulary import Answer
from bot.web.api.answers import answered
from bot.web.api.once import Key, Once
from bot.web.api.openapi import RESUMED, shown_as
from bot.web.api.requests import (
    HTML,
    STREAM,
    At,
    Bearer,
    Flag,
    Name,
    conversation_at,
    conversation_of,
    home_of,
    program,
    within_limits,
)
from bot.web.limits import limit, reading
from bot.web.problems import refusals

if TYPE_CHECKING:
    from bot.engines.records import Conversation

router = APIRouter()

Number = Annotated[int, Path(description="Which turn, from 1.", ge=0, le=2**31 - 1, examples=[1])]  # as records count


class TurnRequest(BaseModel):
    """A message; without `conversation_id` it opens a conversation.

    `practice` opens the chat of a practice, which knows its documents and those that all share, and no other practice.
    Without it the open chat is opened, in which `about` is the practice that was picked for this question.
    """

    model_config = ConfigDict(extra="forbid")

    message: Annotated[str, Field(min_length=1, max_length=4000, pattern=r"\S", examples=["How do I leave?"])]
    conversation_id: Name | None = None
    secret: Name | None = None
    practice: Annotated[Name | None, Field(examples=["juniper-street"])] = None
    about: Annotated[Name | None, Field(examples=[None])] = None
    locale: Name | None = None
    keep: Flag = False


@router.post(
    "/api/v1/turns",
    response_model=Answer,
    responses=shown_as(STREAM, HTML) | refusals(400, 404, 409, 413, 422),
    openapi_extra=RESUMED,
)
def turns(body: TurnRequest, request: Request, idempotency_key: Key = None) -> Response:
    """Answer one message, as JSON, as events, or as HTML.

    Without `conversation_id` it opens a conversation, whose id and secret the answer brings; a practice's chat if
    `practice` is named. With an `Idempotency-Key` it is answered once, however often it is sent.

    **Events** (`Accept: text/event-stream`). Each has an id, the turn's number and its own place: `3.0`, `3.1`, …

        id: 3.0
        event: block
        data: {"kind": "paragraph", "heading": "", "sentences": […], "quotes": []}

    - `block`: one block of the answer, as in `blocks`.
    - `answer`: the end, with all the rest: the same as the JSON but for `blocks` and `text`. An answer without this event
      is incomplete, and is not to be shown.
    - `error`: in place of all others, `status` and `detail` of a problem, without an id. The status of the answer itself
      has then been sent already, and is 200.

    While the answer is being worked out, a comment (`: still working`) is sent every ten seconds. Who lost the connection
    sends the request again, with the same `Idempotency-Key` and the last id as `Last-Event-ID`, and gets the rest.
    `Accept: text/event-stream, text/html` is for our own page: the events carry HTML, and begin with one named `turn`.
    """
    plainterms = program(request)
    urgent = plainterms.is_urgent(body.message)
    named = conversation_of(request, body.conversation_id, body.secret, urgent=urgent) if body.conversation_id else None
    home = home_of(request, named, body.practice)
    once = Once(plainterms.records, idempotency_key, f"{home} {body.model_dump_json(exclude={'secret'})}", named)
    before = once.before()
    if before:
        number = before["turn"]
        return answered(
            request, lambda: plainterms.answer(once.conversation, number, once.secret), body.message, plainterms
        )
    with once.unless_met():
        allowed(request, body, named, urgent=urgent)
        conversation = named or plainterms.records.open_conversation(None, body.keep, home, once.secret)
        if named and body.keep:
            plainterms.records.keep_conversation(named.id, keep=True)

    def work() -> Answer:
        with once.unless_met():
            found = plainterms.ask(body.message, conversation, body.about or body.practice)
            once.settle(conversation.id, {"turn": found.turn})
        return found

    return answered(request, work, body.message, plainterms)


def allowed(request: Request, body: TurnRequest, named: "Conversation | None", *, urgent: bool) -> None:
    """Count a turn; an emergency is answered also where somebody has asked too much. Raises LimitedError."""
    try:
        within_limits(request, "turn", named, body.practice)
    except LimitedError:
        if not urgent:
            raise
        limit(request, "urgent")


@router.get(
    "/api/v1/conversations/{name}/turns/{number}",
    dependencies=[Depends(reading)],
    response_model=Answer,
    responses=shown_as(STREAM, HTML) | refusals(404, 422),
    openapi_extra=RESUMED,
)
def turn(
    name: At,
    number: Number,
    request: Request,
    secret: Bearer,
) -> Response:
    """Return an answer that was given before.

    Its forms and events are those of `POST /api/v1/turns`; `secret` in it is null.
    """
    plainterms = program(request)
    found = conversation_at(request, name, secret)
    asked = plainterms.records.asked(found.id, number)
    return answered(request, lambda: plainterms.answer(found.id, number), asked, plainterms)
