"""Which web sites may call: our own pages, and the sites that a practice has listed, for its own chat alone."""

from collections.abc import Mapping

from fastapi import Request

from bot.errors import ForbiddenError

ALLOWED: Mapping[str, str] = {
    "Access-Control-Allow-Methods": "GET, POST, PUT, PATCH, DELETE",
    "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type, Idempotency-Key, Last-Event-ID",
    "Access-Control-Max-Age": "600",
}
"""What a practice's own page may send, as it is told when its browser asks beforehand."""

EXPOSED = "Retry-After"
NOT_LISTED = "This web site may not use this chat. A practice can add it to its allowed_sites, and must then be named as 'practice'."


def origin_of(request: Request) -> str | None:
    """Return where a browser's request was made; several are nobody's, as no browser sends them."""
    given = request.headers.getlist("origin")
    return ", ".join(given) if given else None


def is_ours(request: Request, origin: str) -> bool:
    """Whether an Origin is the one that this request was sent to."""
    host = request.headers.get("host")
    return bool(host) and origin in {f"{scheme}://{host}" for scheme in ("http", "https")}  # TLS may end before us


def same_origin(request: Request) -> None:
    """Refuse a browser's request from a site that is neither ours nor any practice's.

    Without an Origin header it is no browser's, and the conversation's secret decides alone.
    """
    origin = origin_of(request)
    if origin is not None and not is_ours(request, origin) and not is_listed(request, origin):
        raise ForbiddenError(NOT_LISTED)


def welcome(request: Request, home: str | None) -> None:
    """Refuse a browser's request to a practice's chat, or to the open one, from a site of somebody else."""
    origin = origin_of(request)
    if origin is None or is_ours(request, origin):
        return
    if origin not in request.app.state.sites.get(home, ()):
        raise ForbiddenError(NOT_LISTED)


def hosts(request: Request) -> list[str]:
    """Return the practices on whose site a browser's request was made; [] for our own pages and other programs."""
    origin = origin_of(request)
    if origin is None or is_ours(request, origin):
        return []
    return [name for name, sites in request.app.state.sites.items() if origin in sites]


def is_listed(request: Request, origin: str) -> bool:
    """Whether any practice has listed this site."""
    return any(origin in sites for sites in request.app.state.sites.values())


def shared_with(request: Request) -> dict[str, str]:
    """Return the headers that let a page of a practice's site read an answer of the API; {} for all others."""
    origin = origin_of(request)
    if not origin or not request.url.path.startswith("/api/") or not is_listed(request, origin):
        return {}
    return {"Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": EXPOSED, "Vary": "Origin"}
