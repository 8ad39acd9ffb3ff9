"""What stands before every request: limits on bodies, and headers that shut the browser's doors."""

import logging
from collections.abc import Iterable, Mapping

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.web.origins import ALLOWED, shared_with
from bot.web.problems import OUR_FAULT, problem

log = logging.getLogger("plainterms")
MEGABYTE = 1024 * 1024
LARGEST: Mapping[str, int] = {"/api/v1/agreements": 20 * MEGABYTE + 64 * 1024}  # the file and the form around it
LARGEST_OTHER = 64 * 1024
TOO_LARGE = "This is too large. A file may have 20 MB; if yours is larger, paste the part that matters as text."

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors "
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": f"{POLICY}'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


LEAN: Mapping[str, str] = {"X-Content-Type-Options": "nosniff"}
"""The headers of the tag's script, which every visitor of a practice's page pays for; the others say nothing of a script."""


def framed_by(sites: Iterable[str]) -> dict[str, str]:
    """Return the headers of a page that these sites may show in a frame, also one that isolates itself; nobody if none."""
    return {
        "Content-Security-Policy": POLICY + (" ".join(sorted(sites)) or "'none'"),
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }


def at_the_door(request: Request, largest: int) -> Response | None:
    """Answer what needs no more than its head: a browser that asks whether a practice's page may call, and what is too large."""
    if request.method == "OPTIONS" and shared_with(request):
        return Response(status_code=204, headers=dict(ALLOWED))
    declared = request.headers.get("content-length", "0")
    return None if declared.isdigit() and int(declared) <= largest else problem(request, 413, TOO_LARGE)


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
                lean = scope["path"].startswith("/widget")
                for name, value in (LEAN if lean else {**HEADERS, **shared_with(Request(scope))}).items():
                    headers.setdefault(name, value)
                static = scope["path"].startswith("/static/")
                headers.setdefault("Cache-Control", "no-cache" if static else "no-store")
            await send(message)

        try:
            early = at_the_door(Request(scope), largest)
            await (early or self._app)(scope, counted, headed)
        except Exception:
            log.exception("%s was not answered", scope["method"])  # an address may hold a conversation's id
            if not started:
                await problem(Request(scope), 500, OUR_FAULT)(scope, receive, headed)
