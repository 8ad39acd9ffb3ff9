"""Turns: one message, one answer."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from bot.vocabulary import Answer
from bot.web.api.answers import answered
from bot.web.api.requests import Name, conversation_of, program
from bot.web.origins import same_origin

router = APIRouter()


class TurnRequest(BaseModel):
    """A message; without `conversation_id` it opens a conversation."""

    model_config = ConfigDict(extra="forbid")

    message: Annotated[str, Field(min_length=1, max_length=4000, pattern=r"\S", examples=["How do I leave?"])]
    conversation_id: Name | None = None
    secret: Name | None = None
    practice: Annotated[Name | None, Field(examples=["juniper-street"])] = None
    locale: Name | None = None
    keep: bool = False


@router.post("/api/v1/turns", dependencies=[Depends(same_origin)], response_model=Answer)
def turns(body: TurnRequest, request: Request) -> Response:
    """Answer one message, as JSON, as events, or as HTML; our own page takes events that carry HTML."""
    plainterms = program(request)
    conversation = conversation_of(plainterms, body.conversation_id, body.secret, body.practice, body.keep)
    return answered(request, plainterms.ask(body.message, conversation, body.practice), body.message, plainterms)
