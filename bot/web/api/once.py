"""A request that is met once, however often it is sent: by the Idempotency-Key that its client made for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Header

if TYPE_CHECKING:
    from bot.engines.records import Conversation, Records

Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=16,
        max_length=200,
        pattern=r"^[!-~]+$",
        description="A random word of at least 16 characters, made anew for each request and sent again with each try.",
    ),
]


class Once:
    """One request under its key; without a key it is met each time."""

    def __init__(self, records: "Records", key: str | None, fingerprint: str, named: "Conversation | None") -> None:
        """Claim the key for this request.

        Raises RefusedError if the key was used for another request, BusyError if this one is being met just now.
        """
        self._records = records
        self._claim = records.claim(key, fingerprint, named.id if named else None) if key else None
        self._named = named

    @property
    def secret(self) -> str | None:
        """The secret for the conversation that this request opens, or opened; None for one of the records' making."""
        return self._claim.secret if self._claim and not self._named else None

    @property
    def conversation(self) -> str:
        """The conversation that the request led to before."""
        return (self._claim and self._claim.conversation) or ""

    def before(self) -> dict[str, Any] | None:
        """Return what the request led to before; None if it is to be met now."""
        return self._claim.result if self._claim else None

    def settle(self, conversation: str, result: dict[str, Any]) -> None:
        """Keep what the request led to."""
        if self._claim:
            self._records.settle(self._claim, conversation, result)

    @contextmanager
    def unless_met(self) -> Iterator[None]:
        """Let the key be used again if what is done here fails."""
        try:
            yield
        except BaseException:
            if self._claim:
                self._records.release(self._claim)
            raise
