"""Which web sites may call: our own pages, and the sites that a practice has listed."""

from urllib.parse import urlsplit

from fastapi import Request

from bot.errors import ForbiddenError


def same_origin(request: Request) -> None:
    """Refuse a browser's request from a site that is neither ours nor a practice's.

    Without an Origin header it is no browser's, and the conversation's secret decides alone.
    """
    origin = request.headers.get("origin")
    if origin is None or urlsplit(origin).netloc == request.headers.get("host") != "":
        return
    if origin not in request.app.state.allowed_sites:
        raise ForbiddenError("This web site may not use this chat. A practice can add it to its allowed_sites.")
