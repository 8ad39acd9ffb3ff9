"""What stands before every request: limits on bodies, and headers that shut the browser's doors."""

import logging
from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.web.problems import problem

log = logging.getLogger("plainterms")
MEGABYTE = 1024 * 1024
LARGEST: Mapping[str, int] = {"/api/v1/agreements": 20 * MEGABYTE + 64 * 1024}  # the file and the form around it
LARGEST_OTHER = 64 * 1024
TOO_LARGE = "This is too large. A file may have 20 MB; if yours is larger, paste the part that matters as text."
OUR_FAULT = "Something went wrong on our side. Please try again."

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class Guards:
    """An ASGI layer around the app."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse bodies that are too large, before they are parsed; put our headers on every answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        largest = LARGEST.get(scope["path"], LARGEST_OTHER)
        taken, started = 0, False

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > largest:
                raise HTTPException(413, TOO_LARGE)  # the kind that parsers of bodies let through
            return message

        async def headed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                static = scope["path"].startswith("/static/")
                headers.setdefault("Cache-Control", "no-cache" if static else "no-store")
            await send(message)

        declared = Headers(scope=scope).get("content-length", "0")
        if not declared.isdigit() or int(declared) > largest:
            await problem(Request(scope), 413, TOO_LARGE)(scope, receive, headed)
            return
        try:
            await self._app(scope, counted, headed)
        except Exception:
            log.exception("%s was not answered", scope["method"])  # an address may hold a conversation's id
            if not started:
                await problem(Request(scope), 500, OUR_FAULT)(scope, receive, headed)
