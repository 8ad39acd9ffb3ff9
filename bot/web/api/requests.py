"""What a request brings: whose it is, what it may say, which answer it wants."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

from fastapi import Header, Query, Request
from pydantic import Field

from bot.errors import ForbiddenError, UnknownError

if TYPE_CHECKING:
    from bot.bootstrap import Plainterms
    from bot.engines.records import Conversation

Offset = Annotated[int, Query(ge=0)]
Name = Annotated[str, Field(max_length=200)]
Bearer = Annotated[str, Header(alias="Authorization")]
STREAM, HTML, CALENDAR = "text/event-stream", "text/html", "text/calendar"


def program(request: Request) -> "Plainterms":
    """Return the program as soon as it can answer."""
    found: Plainterms = request.app.state.startup.program()
    return found


def wants(request: Request, kind: str) -> bool:
    """Whether the client asks for a kind of answer other than JSON."""
    return kind in request.headers.get("accept", "")


def bearer(header: str) -> str:
    """Return the secret in an Authorization header. Raises ForbiddenError if there is none."""
    scheme, _, secret = header.partition(" ")
    if scheme.lower() != "bearer" or not secret:
        raise ForbiddenError("Send the conversation's secret in the header 'Authorization: Bearer SECRET'.")
    return secret.strip()


def conversation_of(
    plainterms: "Plainterms", name: str | None, secret: str | None, practice: str | None = None, keep: bool = False
) -> "Conversation":
    """Return the conversation that is named, or open one."""
    if name:
        return plainterms.records.conversation(name, secret)
    if practice and practice not in {one.id for one in plainterms.library.practices}:
        raise UnknownError(f"There is no practice {practice!r}. GET /api/v1/practices lists those there are.")
    return plainterms.records.open_conversation(practice, keep)


def today() -> date:
    """Return the day where the server stands."""
    return datetime.now().astimezone().date()
