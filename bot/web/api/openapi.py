"""The OpenAPI document: what FastAPI reads off the routes, completed with what it cannot know.

That is the schema of problems, the header `Origin`, examples (`examples.yaml`), and other forms of an answer than JSON.
"""

from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from fastapi import FastAPI

from bot.web.api.requests import CALENDAR, HTML, STREAM
from bot.web.problems import MEDIA_TYPE, Problem

Json = dict[str, Any]

EXAMPLES = Path(__file__).with_name("examples.yaml")
"""Examples by operation: of the request, and of the answer in each form. A test holds them against the schemas."""

DESCRIPTION = """\
Plainterms answers whether to join a medical retainer plan or to stay with insurance alone. Every statement about a plan
is an exact quote from a stored document, with where it stands; every number is quoted or computed.

**Conversations and secrets.** The first turn or agreement opens a conversation and answers with its `conversation_id` and
its `secret`. Whoever has the secret can read, continue and erase the conversation, and nobody else can: send it as
`Authorization: Bearer SECRET`, or as `secret` where a body names the conversation.

**What is kept.** Nothing, unless the person agrees (`keep`): a conversation is erased, with all that was added to it,
once it has been idle for an hour (or as long as who runs the server has set). If they agree, it is kept for as long as
its practice says. `DELETE` erases it at once.
A comparison or a deadline that is worked out from what is sent leaves nothing behind.

**Sites.** Programs send no `Origin`. A browser does, and is answered only on our own pages and, for the chat of
a practice, on the web sites that this practice has listed.

**Sending again.** A turn or an agreement with an `Idempotency-Key` is met once, however often it is sent. A client that
lost a stream of events sends the last id that it has seen as `Last-Event-ID`, and gets the rest.

**Forms.** JSON, unless `Accept` asks for another form that the operation names. Forms in HTML are those of our own page,
and may change with it.

**Limits.** A file may have 20 MB, any other body 64 kB. Too many requests at once are answered with 429 and
`Retry-After`; an emergency is answered all the same.

**Errors** are problem details (RFC 9457); `detail` may be shown to a person. A method that an address does not take is
answered with 405, an address that is not there with 404.
"""

ORIGIN: Mapping[str, Any] = {
    "name": "Origin",
    "in": "header",
    "required": False,
    "description": "Set by browsers, not by programs: the web site that calls. One that may not is answered with 403.",
    "schema": {"type": "string"},
}
LAST_EVENT_ID: Mapping[str, Any] = {
    "name": "Last-Event-ID",
    "in": "header",
    "required": False,
    "description": "Of events only: the id of the last one that was received. Those up to it are left out.",
    "schema": {"type": "string", "examples": ["3.1"]},
}
"""What is read of a request beside its parameters."""

RESUMED: Json = {"parameters": [LAST_EVENT_ID]}


EVENT: Json = {
    "type": "object",
    "description": "One event: `block`, `answer` or `error`, or a piece of HTML (`turn`, `block`, `answer`).",
    "required": ["event", "data"],
    "properties": {
        "id": {
            "type": "string",
            "pattern": r"^\d+\.\d+$",
            "description": "The turn's number, and the event's place in it.",
        },
        "event": {"type": "string", "enum": ["turn", "block", "answer", "error"]},
        "data": {
            "type": "string",
            "contentMediaType": "application/json",
            "contentSchema": {"type": ["object", "string"], "description": "HTML is a string."},
        },
    },
}


def shown_as(*kinds: str) -> dict[int | str, Json]:
    """Return, for the documentation of a route, the forms of its answer beside JSON."""
    return {200: {"content": {kind: deepcopy(FORMS[kind]) for kind in kinds}}}


TEXT: Json = {"schema": {"type": "string"}}
FORMS: Mapping[str, Json] = {HTML: TEXT, CALENDAR: TEXT, STREAM: {"schema": EVENT}}
"""How the forms of an answer are described; of a stream it is each event, as is usual before OpenAPI 3.2."""


def describe(app: FastAPI) -> None:
    """Let the app serve the completed document."""
    app.description = DESCRIPTION
    read_off = app.openapi

    @cache
    def openapi() -> Json:
        return completed(read_off())

    app.openapi = openapi  # type: ignore[method-assign]  # as FastAPI documents it


def completed(document: Json) -> Json:
    """Complete the document that FastAPI made."""
    examples = yaml.safe_load(EXAMPLES.read_text("utf-8"))
    for path, operations in document["paths"].items():
        for operation in operations.values():
            summarise(operation)
            operation.setdefault("parameters", []).append(dict(ORIGIN))
            operation["responses"] = {
                status: answer
                for status, answer in operation["responses"].items()
                if "HTTPValidationError" not in str(answer)
            }
            if not path.startswith("/api/"):
                add_pages(operation)
            add_examples(operation, examples.get(operation["operationId"], {}))
    schemas = document["components"]["schemas"]
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas[Problem.__name__] = Problem.model_json_schema()
    return document


def summarise(operation: Json) -> None:
    """Part a route's docstring into the summary and what is said beyond it."""
    summary, _, rest = operation.pop("description").partition("\n\n")
    operation["summary"] = " ".join(summary.split()).rstrip(".")
    if rest:
        operation["description"] = rest


def add_pages(operation: Json) -> None:
    """Say that a problem outside the API is a page to who asks for HTML."""
    for answer in operation["responses"].values():
        if MEDIA_TYPE in answer.get("content", {}):
            answer["content"][HTML] = {"schema": {"type": "string"}}


def add_examples(operation: Json, examples: Mapping[str, Json]) -> None:
    """Put examples beside the schemas of a request and of its answer."""
    for kind, example in examples.get("request", {}).items():
        operation["requestBody"]["content"][kind]["example"] = example
    for kind, example in examples.get("answer", {}).items():
        operation["responses"]["200"]["content"][kind]["example"] = example
