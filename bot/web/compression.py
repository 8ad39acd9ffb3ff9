"""Compressing what is the same for everybody; beside a secret, the length of an answer could tell of it."""

import gzip
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response


def compressed(
    request: Request, body: str | bytes, media_type: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Return a body, compressed where the client takes that."""
    data = body.encode() if isinstance(body, str) else body
    told = {"Vary": "Accept-Encoding", **(headers or {})}
    if "gzip" in request.headers.get("accept-encoding", ""):
        data, told["Content-Encoding"] = gzip.compress(data, 6, mtime=0), "gzip"
    return Response(data, media_type=f"{media_type}; charset=utf-8", headers=told)
