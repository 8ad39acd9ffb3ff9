"""Errors as RFC 9457 problem details: what was wrong, in words for the person who reads it."""

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException

from bot.errors import DocumentError, EngineError, ForbiddenError, PlaintermsError, RefusedError, UnknownError
from bot.web import render

STATUS: Mapping[type[PlaintermsError], int] = {
    DocumentError: 422,
    ForbiddenError: 403,
    UnknownError: 404,
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
    "bool_parsing": "{place} must be true or false.",
    "date_from_datetime_parsing": "{place} must be a date, such as 2027-01-31.",
    "date_from_datetime_inexact": "{place} must be a date, such as 2027-01-31.",
    "date_parsing": "{place} must be a date, such as 2027-01-31.",
    "date_type": "{place} must be a date, such as 2027-01-31.",
}
"""What pydantic finds wrong, by its name for it, in words for a person."""

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
    return JSONResponse(body, status, dict(headers or {}), media_type="application/problem+json")


def install(app: FastAPI) -> None:
    """Let the app answer errors with problems."""

    @app.exception_handler(PlaintermsError)
    async def ours(request: Request, error: PlaintermsError) -> Response:
        status = next(code for kind, code in STATUS.items() if isinstance(error, kind))
        return problem(request, status, str(error), {"Retry-After": "5"} if status == 503 else None)

    @app.exception_handler(RequestValidationError)
    async def malformed(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"][1:]) or "The body"
        words = WORDS.get(first["type"], "{place}: {msg}.")
        return problem(request, 422, words.format(place=place, msg=first["msg"], **first.get("ctx", {})))

    @app.exception_handler(HTTPException)
    async def other(request: Request, error: HTTPException) -> Response:
        detail = PLAIN.get(error.status_code, f"{str(error.detail).rstrip('.')}.")
        return problem(request, error.status_code, detail, error.headers)
