"""Web sites as browsers name them: an origin, `https://host[:port]`, and what to write in place of anything else."""

import re
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
PORT = r"(?::(?P<port>[1-9][0-9]{0,4}))?"
NEVER_PUBLIC = rf"localhost|(?:{LABEL}\.)+(?:localhost|test|example)|127\.0\.0\.1|\[::1\]"
"""Hosts that no browser ever reaches through the public network; a page there may be without a certificate."""
SHAPE = re.compile(rf"(?:https://(?:(?:{LABEL}\.)*{LABEL}|\[::1\])|http://(?:{NEVER_PUBLIC})){PORT}")
GIVEN = re.compile(r"(?:(?P<scheme>[a-z]+)://)?(?:[^/?#@]*@)?(?:\*\.)?(?P<host>[^/?#:]+|\[[^\]]*\])(?P<port>:\d+)?.*")
DEFAULT_PORTS = {"https": ":443", "http": ":80"}  # which browsers leave out of an origin
HIGHEST_PORT = 65535
RULE = "https:// and the name of a host in lower case, nothing behind it, such as https://www.my-practice.com"
SCHEMA = {"type": "string", "pattern": "^https?://([a-z0-9.-]+|\\[::1\\])(:[1-9][0-9]{0,4})?$"}


def an_origin(text: str) -> str:
    """Return an origin as it is. Raises PydanticCustomError, which says what to write instead, for anything else."""
    if is_origin(text):
        return text
    better = origin_in(text)
    instead = f"; write {better} instead" if better else ""
    others = ", and each further host on a line of its own" if "*" in text else ""
    raise PydanticCustomError("origin", f"String should be {RULE}{instead}{others}")


def is_origin(text: str) -> bool:
    """Whether a text is an origin exactly as a browser sends it, of a site that may be allowed."""
    match = SHAPE.fullmatch(text)
    if not match:
        return False
    scheme, port = text.partition(":")[0], match["port"]
    return port is None or (int(port) <= HIGHEST_PORT and DEFAULT_PORTS[scheme] != f":{port}")


def origin_in(text: str) -> str | None:
    """Return the origin that somebody meant who wrote an address, a host or a pattern; None if that cannot be told."""
    match = GIVEN.fullmatch(text.strip().lower())
    if not match:
        return None
    host = match["host"].rstrip(".")
    try:
        host = host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return None
    if not match["scheme"] and "." not in host and host != "localhost":
        return None
    port = match["port"] or ""
    for scheme in (match["scheme"] or "https", "https"):
        meant = f"{scheme}://{host}{'' if port in DEFAULT_PORTS.values() else port}"
        if is_origin(meant):
            return meant
    return None


Origin = Annotated[str, AfterValidator(an_origin), WithJsonSchema(SCHEMA)]
"""A web site that may embed a chat, as its browser names it."""


def tag(host: str, practice: str, accent: str | None = None, nonce: str = "") -> str:
    """Return the tag by which a practice's own site shows the chat of `host`; what is given is written as it is."""
    given = (("data-accent", accent), ("nonce", nonce))
    extra = "".join(f' {name}="{value}"' for name, value in given if value)
    return f'<script async src="{host}/widget.js" data-practice="{practice}"{extra}></script>'
