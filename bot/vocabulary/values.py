"""Values that are read from or sent to others."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value that is read from or sent to others: unknown fields are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")
