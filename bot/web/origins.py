"""Which web sites may call: our own pages, and the sites that a practice has listed."""

from fastapi import Request

from bot.errors import ForbiddenError


def same_origin(request: Request) -> None:
    """Refuse a browser's request from a site that is neither ours nor a practice's.

    Without an Origin header it is no browser's, and the conversation's secret decides alone.
    """
    origin = request.headers.get("origin")
    if origin is None:
        return
    host = request.headers.get("host")
    ours = {f"{scheme}://{host}" for scheme in ("http", "https")} if host else set()  # TLS may end before us
    if origin not in ours | request.app.state.allowed_sites:
        raise ForbiddenError("This web site may not use this chat. A practice can add it to its allowed_sites.")
