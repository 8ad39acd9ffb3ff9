"""Practices, and what they wrote to a person."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from bot.vocabulary.colours import LEAST, Colour, contrast, nearest_shade, text_on
from bot.vocabulary.sites import Origin
from bot.vocabulary.values import Frozen

MONTH, YEAR = 30, 365  # days


def text_on_accent(given: dict[str, Any]) -> str | None:
    """Return the colour of the text on a practice's button where none is given; None where its button has no colour."""
    return text_on(given["accent"]) if given.get("accent") else None


class Practice(Frozen):
    """A practice as patients see it; `paid_by` is who pays for this chat, `allowed_sites` who may embed it.

    `retention_days` is how long a conversation is kept that a person agreed to have kept; 0: nothing ever is.
    `accent` is the colour of the button on the practice's own site, `accent_text` that of the words on it.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    name: str
    sample: bool = False
    kind: Literal["dpc", "concierge", "hybrid"]
    contact: dict[Literal["phone", "email"], str]
    hours: str
    state: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    paid_by: str
    allowed_sites: tuple[Origin, ...] = ()
    retention_days: Annotated[int, Field(strict=True, ge=0, le=YEAR)] = MONTH
    accent: Colour | None = None
    accent_text: Colour | None = Field(default_factory=text_on_accent)

    @property
    def main_document(self) -> str:
        """The id of its membership agreement, which is what a question about the practice is about."""
        return f"{self.id}-agreement"

    @model_validator(mode="after")
    def _accent_can_be_read(self) -> Self:
        if self.accent_text and not self.accent:
            raise PydanticCustomError("accent", "accent_text: it stands on `accent`, which is not given; give both")
        if self.accent and self.accent_text and (ratio := contrast(self.accent, self.accent_text)) < LEAST:
            problem = (
                f"accent: {self.accent} with the text {self.accent_text} has a contrast of {int(ratio * 100) / 100:.2f}, "
                f"and text needs {LEAST}; the nearest shade that has it is {nearest_shade(self.accent, self.accent_text)}"
            )
            raise PydanticCustomError("accent", problem)
        return self


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
