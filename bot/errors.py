"""Every error that Plainterms raises on purpose.

PlaintermsError            its message is written for the person who reads it
├── RefusedError           the request cannot be met as it is: the message says what to change
│   ├── DocumentError      a document that cannot be read
│   ├── UnknownError       what is not there: a practice, document, revision, conversation, a figure for a day
│   ├── ForbiddenError     a secret, or an origin, that does not fit
│   ├── BusyError          the same request is being met already
│   └── LimitedError       too many requests at once
├── KnowledgeError         a file in knowledge/ that breaks its own rules: the message names the file
└── EngineError            an engine (vectors, records, embeddings) that is missing, down or refuses
"""


class PlaintermsError(Exception):
    """Base of all our errors; `str(error)` is a sentence that may be shown."""


class RefusedError(PlaintermsError):
    """Raised when a request has to be changed before it can be met."""


class DocumentError(RefusedError):
    """Raised when a document cannot be read; nothing of it has been kept."""


class UnknownError(RefusedError):
    """Raised when something is asked for that is not there, or is there no more."""


class ForbiddenError(RefusedError):
    """Raised when a secret is missing or wrong, or a site may not call."""


class BusyError(RefusedError):
    """Raised when a request that was sent before is still being met; it may be sent again in a moment."""


class LimitedError(RefusedError):
    """Raised when somebody asks for too much at once; `wait` is how many seconds there is no room."""

    def __init__(self, wait: int) -> None:
        """Say how long to wait, in seconds."""
        super().__init__(f"Too many questions at once. Wait {wait} second{'' if wait == 1 else 's'}, then try again.")
        self.wait = wait


class KnowledgeError(PlaintermsError):
    """Raised when a file in knowledge/ is wrong; the message names file and key."""


class EngineError(PlaintermsError):
    """Raised when an engine cannot be opened or used."""
