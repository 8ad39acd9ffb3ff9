"""The chat on a practice's own web site: the tag's script, the frame, and a check of what keeps a site from showing it."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from bot.web import hosting, render
from bot.web.compression import compressed
from bot.web.guards import framed_by
from bot.web.limits import parsed
from bot.web.problems import problem

JAVASCRIPT = "text/javascript"
WIDGET = Path(__file__).parent / "widget"
SHARED: Mapping[str, str] = {
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "public, max-age=3600",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""What is the same for everybody may be read by every page, also by one that isolates itself."""

COMMENT = re.compile(r"^\s*(?://|/\*\*).*$|(?<=[;{}]) // .*$", re.MULTILINE)
Site = Annotated[str, Query(max_length=300)]

router = APIRouter(include_in_schema=False)


def script(name: str, strings: Mapping[str, str]) -> bytes:
    """Return a script of the widget with its style and its words in it, without comments and indentation."""
    css = re.sub(r"\s*([{};:,])\s*", r"\1", (WIDGET / f"{name}.css").read_text("utf-8"))
    words = {key.removeprefix("widget_"): value for key, value in strings.items() if key.startswith("widget_")}
    filled = {"STYLE": css, "LABEL": words.pop("label"), "WORDS": words}
    source = COMMENT.sub("", (WIDGET / f"{name}.js").read_text("utf-8"))
    source = re.sub(r"\b(STYLE|LABEL|WORDS)\b", lambda found: json.dumps(filled[found[0]], ensure_ascii=False), source)
    return "\n".join(line.strip() for line in source.splitlines() if line.strip()).encode()


@router.api_route("/widget.js", methods=["GET", "HEAD"])
async def widget(request: Request) -> Response:
    """Return what the tag loads: the button, and no more."""
    return compressed(request, request.app.state.widget["widget"], JAVASCRIPT, SHARED)


@router.api_route("/widget/dialog.js", methods=["GET", "HEAD"])
async def dialog(request: Request) -> Response:
    """Return what is loaded when the button is pressed."""
    return compressed(request, request.app.state.widget["dialog"], JAVASCRIPT, SHARED)


@router.api_route("/embed/check", methods=["GET", "HEAD"])
async def check(
    request: Request,
    practice: Annotated[str, Query(max_length=100)] = "",
    site: Annotated[list[Site] | None, Query(max_length=10)] = None,
    policy: Annotated[str, Query(max_length=20_000)] = "",
    seen: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """Tell a practice's web editor what keeps a site from showing the chat, and the line that mends it."""
    found = hosting.answer(
        request.app.state.practices.get(practice), practice, site or (), policy, own_origin(request), seen
    )
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse(hosting.check_data(found, request.app.state.catalogue))
    return HTMLResponse(hosting.check_page(found, request.app.state.catalogue))


def own_origin(request: Request) -> str:
    """Return where we are reached; whether by https, a proxy that is trusted says, as TLS ends there."""
    peer = parsed(request.client.host) if request.client else None
    trusted = any(peer in network for network in request.app.state.startup.settings.trusted_proxies) if peer else False
    told = request.headers.get("x-forwarded-proto", "").lower() if trusted else ""
    return f"{told if told in ('http', 'https') else request.url.scheme}://{request.url.netloc}"


@router.api_route("/embed/{practice}", methods=["GET", "HEAD"])
async def embed(request: Request, practice: str) -> Response:
    """Return the chat of a practice, which the sites that it has listed may show in a frame, and no others."""
    home: Mapping[str, Any] | None = request.app.state.practices.get(practice)
    if home is None:
        return problem(request, 404, "There is no practice of this name. Its web editor can look it up in the tag.")
    page = render.page(
        practices=[home],
        practice=practice,
        paid_by=home["paid_by"],
        examples=request.app.state.examples,
        strings=request.app.state.strings,
        idle_minutes=request.app.state.startup.settings.idle_minutes,
        retention_days=home["retention_days"],
        home=home,
    )
    return compressed(request, page, "text/html", framed_by(request.app.state.sites[practice]))
