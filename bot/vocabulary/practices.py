"""Practices, and what they wrote to a person."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from bot.vocabulary.values import Frozen


class Practice(Frozen):
    """A practice as patients see it; `paid_by` is who pays for this chat, `allowed_sites` who may embed it."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    name: str
    sample: bool = False
    kind: Literal["dpc", "concierge", "hybrid"]
    contact: dict[Literal["phone", "email"], str]
    hours: str
    state: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    paid_by: str
    allowed_sites: tuple[Annotated[str, Field(pattern=r"^https://[a-z0-9.-]+(:\d+)?$")], ...] = ()


@dataclass(frozen=True)
class Reply:
    """What a practice wrote on a day to a person about a term; `about` names the field or the kind of trap.

    It is not in the agreement, and is never shown as if it were.
    """

    document: str
    revision: str
    about: str
    text: str
    wrote: date
