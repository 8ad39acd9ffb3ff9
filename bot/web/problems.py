"""Errors as RFC 9457 problem details: what was wrong, in words for the person who reads it."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Literal

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.routing import Match

from bot.errors import (
    BusyError,
    DocumentError,
    EngineError,
    ForbiddenError,
    LimitedError,
    PlaintermsError,
    RefusedError,
    UnknownError,
)
from bot.vocabulary import Frozen
from bot.web import render

STATUS: Mapping[type[PlaintermsError], int] = {
    DocumentError: 422,
    ForbiddenError: 403,
    UnknownError: 404,
    BusyError: 409,
    LimitedError: 429,
    RefusedError: 400,
    EngineError: 503,
    PlaintermsError: 500,
}

WORDS: Mapping[str, str] = {
    "json_invalid": "The body is not JSON.",
    "model_attributes_type": "Send a JSON object, with the header 'Content-Type: application/json'.",
    "missing": "{place} is missing.",
    "extra_forbidden": "{place} is not known here.",
    "string_too_short": "{place} is empty.",
    "string_pattern_mismatch": "{place} is empty.",
    "string_too_long": "{place} is too long: it may have {max_length} characters.",
    "string_unicode": "{place} holds something that is not text.",
    "value_error": "{place} is not of the right kind.",
    "string_type": "{place} must be text.",
    "int_type": "{place} must be a whole number.",
    "int_parsing": "{place} must be a whole number.",
    "int_parsing_size": "{place} must be a smaller number.",
    "int_from_float": "{place} must be a whole number.",
    "dict_type": "{place} must be an object, with names and values.",
    "greater_than_equal": "{place} must be {ge} or more.",
    "less_than_equal": "{place} must be {le} or less.",
    "literal_error": "{place} must be one of these: {expected}.",
    "bool_parsing": "{place} must be true or false.",
    "date_from_datetime_parsing": "{place} must be a date, such as 2027-01-31.",
    "date_from_datetime_inexact": "{place} must be a date, such as 2027-01-31.",
    "date_parsing": "{place} must be a date, such as 2027-01-31.",
    "bool_type": "{place} must be true or false.",
    "date_type": "{place} must be a date, such as 2027-01-31.",
}
"""What pydantic finds wrong, by its name for it, in words for a person."""

OUR_FAULT = "Something went wrong on our side. Please try again."
MEDIA_TYPE = "application/problem+json"


class Problem(Frozen):
    """What was wrong with a request, as problem details (RFC 9457).

    `title` names the status; `detail` says what was wrong and what to do, in words that may be shown to a person.
    """

    type: Literal["about:blank"]
    title: str
    status: int = Field(ge=400, le=599)
    detail: str


MEANS: Mapping[int, tuple[str, str]] = {
    400: (
        "The request cannot be met as it is, or its body cannot be parsed; `detail` says what to change.",
        "There is no such state. Give its two letters, such as CO.",
    ),
    403: (
        "The secret is missing or does not fit, or the web site that calls (`Origin`) is not listed by the practice.",
        "Send the conversation's secret in the header 'Authorization: Bearer SECRET'.",
    ),
    404: (
        "What was asked for is not here, or is here no more: a conversation may have been erased.",
        "This conversation has no such agreement.",
    ),
    409: (
        "The same request, with the same `Idempotency-Key`, is being answered just now.",
        "This request is being answered already. Send it again in a moment with the same key.",
    ),
    413: (
        "The body is too large: a file may have 20 MB, any other body 64 kB.",
        "This is too large. A file may have 20 MB; if yours is larger, paste the part that matters as text.",
    ),
    422: (
        "A field is missing, unknown or not of its kind, or what it says cannot be read or worked out.",
        "message is missing.",
    ),
    429: (
        "Too much at once, from this address, in this conversation or for this practice.",
        "Too many questions at once. Wait 12 seconds, then try again.",
    ),
    500: ("Something went wrong on our side. It has been logged, without what was asked.", OUR_FAULT),
    503: (
        "An engine does not answer, or the program is still starting.",
        "I am still starting. Try again in a few seconds.",
    ),
}
"""What each status of a refusal means, and an example of its `detail`."""

RETRY_AFTER: Mapping[int, Mapping[str, Any]] = {
    status: {
        "Retry-After": {
            "description": "After how many seconds to try again.",
            "required": True,
            "schema": {"type": "integer", "minimum": 1},
            "example": seconds,
        }
    }
    for status, seconds in ((429, 12), (503, 5))
}
"""The header that says when to come again, with the statuses that always bring it."""

PLAIN: Mapping[int, str] = {
    404: "There is nothing at this address.",
    405: "This address does not take such requests.",
}
"""What is said of an address that the app does not know."""


def problem(request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return a problem: a page to a browser that followed a link, data to all others; `detail` is shown to the person."""
    accepted = request.headers.get("accept", "")
    app = request.scope.get("app")
    strings = app and getattr(app.state, "strings", None)
    if strings and not request.url.path.startswith("/api/") and "text/html" in accepted:
        return HTMLResponse(render.problem(status, detail, strings), status, dict(headers or {}))
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return JSONResponse(body, status, dict(headers or {}), media_type=MEDIA_TYPE)


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return, for the documentation of a route, the problems that it can answer with."""
    return {status: refusal(status) for status in statuses}


def refusal(status: int) -> dict[str, Any]:
    """Return the documentation of one problem; its schema stands once in the whole document."""
    description, detail = MEANS[status]
    example = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    content = {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{Problem.__name__}"}, "example": example}}
    headers = RETRY_AFTER.get(status)
    return {"description": description, "content": content} | ({"headers": headers} if headers else {})


WAIT: Mapping[int, int] = {409: 1, 503: 5}
"""Seconds to wait before the same is sent again, where the error does not know better."""


def status_of(error: PlaintermsError) -> int:
    """Return the status that an error of ours is answered with."""
    return next(code for kind, code in STATUS.items() if isinstance(error, kind))


def methods_of(request: Request) -> list[str]:
    """Return the methods that an address takes; [] where it is no route's, but within what is mounted."""
    routes = request.app.routes
    return [
        method
        for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
        if any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes)
    ]


def install(app: FastAPI) -> None:
    """Let the app answer errors with problems."""

    @app.exception_handler(PlaintermsError)
    async def ours(request: Request, error: PlaintermsError) -> Response:
        status = status_of(error)
        wait = error.wait if isinstance(error, LimitedError) else WAIT.get(status)
        return problem(request, status, str(error), {"Retry-After": str(wait)} if wait else None)

    @app.exception_handler(RequestValidationError)
    async def malformed(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"][1:]) or "The body"
        words = WORDS.get(first["type"], "{place}: {msg}.")
        return problem(request, 422, words.format(place=place, msg=first["msg"], **first.get("ctx", {})))

    @app.exception_handler(HTTPException)
    async def other(request: Request, error: HTTPException) -> Response:
        detail = PLAIN.get(error.status_code, f"{str(error.detail).rstrip('.')}.")
        headers = dict(error.headers or {})
        if "Allow" in headers and (methods := methods_of(request)):  # the router named those of one route alone
            headers["Allow"] = ", ".join(methods)
        return problem(request, error.status_code, detail, headers)
