"""Where a fact comes from, and until when it may be relied upon unread."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from bot.vocabulary import Frozen


class Source(Frozen):
    """An entry of sources.yaml.

    Without `href` the source is known through another one, which the publisher line names. `retrieved` is the day
    we last looked, `as_of` the day or year it speaks for.
    """

    title: str
    publisher: str
    href: str | None = None
    retrieved: date
    as_of: str | int | date | None = None


def _is_listed(key: str, info: ValidationInfo) -> str:
    if info.context is not None and key not in info.context:
        raise ValueError(f"{key!r} is not a key of sources.yaml")
    return key


SourceKey = Annotated[str, AfterValidator(_is_listed), Field(description="A key of sources.yaml.")]
"""The key of a source; whoever validates gives the known keys as context."""


class Reviewed(Frozen):
    """Something that was so on the day when it was last read against its sources."""

    reviewed: Annotated[date, Field(description="The day on which it was last read against its sources.")]
    review_by: Annotated[
        date, Field(description="The day by which it is to be read again: January for yearly figures.")
    ]

    @field_validator("review_by")
    @classmethod
    def _comes_after(cls, review_by: date, info: ValidationInfo) -> date:
        reviewed = info.data.get("reviewed")
        if reviewed and review_by <= reviewed:
            raise ValueError(f"it must come after `reviewed`, {reviewed}")
        return review_by
