"""What a request brings: whose it is, what it may say, which answer it wants."""

from contextlib import nullcontext
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import Depends, Path, Query, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BeforeValidator, Field
from pydantic_core import PydanticKnownError

from bot.errors import ForbiddenError, UnknownError
from bot.web.limits import Limits, limit
from bot.web.origins import hosts, welcome

if TYPE_CHECKING:
    from bot.bootstrap import Plainterms
    from bot.engines.records import Conversation

Offset = Annotated[int, Query(ge=0, description="A place in the text, counted in characters from 0.", examples=[8])]
Name = Annotated[str, Field(max_length=200)]
Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
Flag = Annotated[bool, Field(strict=True)]  # as the document says: no 0, no "yes"
At = Annotated[str, Path(description="The conversation's `conversation_id`.", examples=["6NoaXmgJK7mxJoqAEjccWA"])]
Text = Annotated[str, Path(description="The `revision` of a document: the hash of its text.", examples=["sha256:5e00"])]
About = Annotated[
    str, Path(description="A `field` of the sheet's terms, or a `kind` of its traps.", examples=["fee", "acceleration"])
]
SECRET = HTTPBearer(scheme_name="secret", description="The conversation's secret.", auto_error=False)
Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(SECRET)]
STREAM, HTML, CALENDAR = "text/event-stream", "text/html", "text/calendar"


def written(given: Any) -> Any:
    """Refuse a day that is given as a number, which pydantic would count in seconds from 1970."""
    if isinstance(given, str | date | None):
        return given
    raise PydanticKnownError("date_type")


Day = Annotated[date, BeforeValidator(written)]


def program(request: Request) -> "Plainterms":
    """Return the program as soon as it can answer."""
    found: Plainterms = request.app.state.startup.program()
    return found


def wants(request: Request, kind: str) -> bool:
    """Whether the client asks for a kind of answer other than JSON."""
    return kind in request.headers.get("accept", "")


def conversation_at(request: Request, name: str, secret: Bearer) -> "Conversation":
    """Return the conversation at an address, to whoever has its secret and comes from where it may be used."""
    if secret is None:
        raise ForbiddenError("Send the conversation's secret in the header 'Authorization: Bearer SECRET'.")
    return conversation_of(request, name, secret.credentials)


def conversation_of(request: Request, name: str, secret: str | None, *, urgent: bool = False) -> "Conversation":
    """Return the conversation that is named, to whoever has its secret and comes from where it may be used.

    Who sends wrong secrets is soon not listened to any more, but for an emergency.
    """
    limits: Limits = request.app.state.limits
    with nullcontext() if urgent else limits.guesses(limits.address_of(request)):
        found = program(request).records.conversation(name, secret)
    welcome(request, found.home)
    return found


def home_of(request: Request, named: "Conversation | None", practice: str | None) -> str | None:
    """Return whose chat a request is for: that of its conversation, of the practice named, or of the site it comes from.

    None is the open chat. Raises UnknownError for a practice that is not here, ForbiddenError for another one's site.
    """
    if named:
        return named.home
    around = hosts(request)
    home = practice or (around[0] if len(around) == 1 else None)
    if home and home not in {one.id for one in program(request).library.practices}:
        raise UnknownError(f"There is no practice {home!r}. GET /api/v1/practices lists those there are.")
    welcome(request, home)
    return home


def within_limits(
    request: Request, kind: Literal["turn", "upload"], named: "Conversation | None", practice: str | None
) -> None:
    """Count what somebody sends. Raises LimitedError if it is too much at once."""
    if named:
        limit(request, kind, conversation=named.id, practice=named.home)
    else:
        limit(request, kind, "opening", practice=practice)


def today() -> date:
    """Return the day where the server stands."""
    return datetime.now().astimezone().date()
