"""Every error that Plainterms raises on purpose.

PlaintermsError            its message is written for the person who reads it
├── RefusedError           the request cannot be met as it is: the message says what to change
│   ├── DocumentError      a document that cannot be read
│   ├── UnknownError       what is not there: a practice, document, revision, conversation, a figure for a day
│   └── ForbiddenError     a secret, or an origin, that does not fit
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


class KnowledgeError(PlaintermsError):
    """Raised when a file in knowledge/ is wrong; the message names file and key."""


class EngineError(PlaintermsError):
    """Raised when an engine cannot be opened or used."""
