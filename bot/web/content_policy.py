"""Content Security Policy, Level 3: what the policies of a page let it load.

Pure functions. A policy is read as somebody pastes it: headers as a tool prints them, `<meta>` tags, or bare directives.
Where the standard and browsers differ (addresses in numbers), browsers are followed, for they decide.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

SCRIPT = ("script-src-elem", "script-src", "default-src")
"""The directives that decide on a `<script src>`: the first that a policy has."""

FRAME = ("frame-src", "child-src", "default-src")
"""The directives that decide on the address of a frame: the first that a policy has."""

DEFAULT_PORTS: Mapping[str, int] = {"http": 80, "https": 443, "ws": 80, "wss": 443}
UPGRADES: Mapping[str, frozenset[str]] = {
    "http": frozenset({"https"}),
    "ws": frozenset({"wss", "http", "https"}),
    "wss": frozenset({"https"}),
}
"""The schemes that are allowed where one is written: the same thing, over a safer line."""

DIRECTIVES = frozenset(
    {
        "base-uri",
        "block-all-mixed-content",
        "child-src",
        "connect-src",
        "default-src",
        "font-src",
        "form-action",
        "frame-ancestors",
        "frame-src",
        "img-src",
        "manifest-src",
        "media-src",
        "object-src",
        "plugin-types",
        "prefetch-src",
        "report-to",
        "report-uri",
        "require-sri-for",
        "require-trusted-types-for",
        "sandbox",
        "script-src",
        "script-src-attr",
        "script-src-elem",
        "style-src",
        "style-src-attr",
        "style-src-elem",
        "trusted-types",
        "upgrade-insecure-requests",
        "worker-src",
    }
)
"""The names by which a pasted line is known to begin a policy, rather than to go on with one."""

NOT_IN_META = frozenset({"sandbox", "frame-ancestors", "report-uri"})
"""What browsers ignore in a policy that stands in the page itself."""

HEADER = "content-security-policy"
# A header, or the line of a server's settings that sets it.
_NAMED = re.compile(rf".*?{HEADER}(-report-only)?\"?\s*[:=]?\s*\"?", re.IGNORECASE)
_QUOTED_END = re.compile(r"\"(?:\s+always)?\s*;?$")
_OTHER = re.compile(r"(?!(?:https?|wss?|data|blob):)[a-z][a-z0-9-]*:\s", re.IGNORECASE)
_SCHEME_SOURCE = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_HOST_SOURCE = re.compile(
    r"(?:(?P<scheme>[a-z][a-z0-9+.-]*)://)?"
    r"(?P<host>\*|(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\])"
    r"(?::(?P<port>\d+|\*))?"
    r"(?P<path>/[^?#]*)?",
    re.IGNORECASE,
)
_NONCE = re.compile(r"'nonce-[a-z0-9+/_-]+={0,2}'", re.IGNORECASE)
_HASH = re.compile(r"'sha(?:256|384|512)-[a-z0-9+/_-]+={0,2}'", re.IGNORECASE)


@dataclass(frozen=True)
class Policy:
    """One policy: its sources (or tokens) by directive, in lower case; `meta` if it stands in a `<meta>` tag."""

    directives: Mapping[str, tuple[str, ...]]
    meta: bool = False

    def deciding(self, names: Sequence[str]) -> str | None:
        """Return the first of these directives that the policy has; None if it says nothing of the matter."""
        return next((name for name in names if name in self.directives), None)


def read(pasted: str) -> tuple[Policy, ...]:
    """Read all policies in what was pasted; all of them hold at once. Policies that only report are left out."""
    if "<meta" in pasted.lower():
        found = [(one, True) for one in _in_tags(pasted)]
    else:
        found = [(one, False) for one in _in_lines(pasted)]
    policies = (Policy(_directives(one), meta) for text, meta in found for one in text.split(","))
    return tuple(one for one in policies if DIRECTIVES & one.directives.keys())


def allows(sources: Sequence[str], address: str, page: str) -> bool:
    """Whether a list of sources matches an address; `page` is the origin of the page that the policy protects."""
    return any(matches(source, address, page) for source in sources)


def allows_script(policy: Policy, address: str, page: str, *, nonce: bool = False) -> bool:
    """Whether a `<script src>` that stands in the page may load; with `nonce` if it carries the page's nonce."""
    name = policy.deciding(SCRIPT)
    if name is None:
        return True
    sources = policy.directives[name]
    if nonce and has_nonce(sources):
        return True
    # With 'strict-dynamic' addresses count for nothing: who may load is handed on by scripts that may.
    return not is_strict(sources) and allows(sources, address, page)


def allows_frame(policy: Policy, address: str, page: str) -> bool:
    """Whether a frame of this address may load."""
    name = policy.deciding(FRAME)
    return name is None or allows(policy.directives[name], address, page)


def has_nonce(sources: Sequence[str]) -> bool:
    """Whether scripts that carry the page's nonce may load."""
    return any(_NONCE.fullmatch(source) for source in sources)


def is_strict(sources: Sequence[str]) -> bool:
    """Whether a list has 'strict-dynamic'."""
    return any(source.lower() == "'strict-dynamic'" for source in sources)


def places(sources: Sequence[str]) -> tuple[str, ...]:
    """Return the sources that name places; 'none', nonces, hashes and what else only means something to scripts are left out."""
    return tuple(source for source in sources if not source.startswith("'") or source.lower() == "'self'")


def with_source(sources: Sequence[str], source: str) -> tuple[str, ...]:
    """Return a list with one more source; 'none' goes, for beside another it means nothing."""
    return (*(each for each in sources if each.lower() != "'none'"), source)


def matches(source: str, address: str, page: str) -> bool:
    """Whether one source matches an address, as the standard's "does url match expression in origin"."""
    url, origin = urlsplit(address), urlsplit(page)
    if source == "*":
        return url.scheme in {"http", "https"} or _scheme_matches(origin.scheme, url.scheme)
    if source.lower() == "'self'":
        return _is_self(url.scheme, _place(address), origin.scheme, _place(page))
    scheme = _SCHEME_SOURCE.fullmatch(source)
    if scheme:
        return _scheme_matches(scheme[1].lower(), url.scheme)
    host = _HOST_SOURCE.fullmatch(source)
    if host is None or not url.hostname:
        return False
    return (
        _scheme_matches((host["scheme"] or origin.scheme).lower(), url.scheme)
        and _host_matches(host["host"].lower(), url.hostname)
        and _port_matches(host["port"], url.scheme, _place(address)[1])
        and _path_matches(host["path"] or "", url.path or "/")
    )


def _in_tags(pasted: str) -> Iterator[str]:
    """Yield the policies of `<meta>` tags."""
    for tag in LexborHTMLParser(pasted).css("meta"):
        named = (tag.attributes.get("http-equiv") or "").strip().lower()
        if named == HEADER:
            yield tag.attributes.get("content") or ""


def _in_lines(pasted: str) -> Iterator[str]:
    """Yield the policies of lines: each header is one, and so is what stands without a header's name.

    A line goes on with the one before it if that one is not finished, or if it does not begin as a policy does.
    """
    held: list[str] = []
    ours = True  # whether what is being read is a policy, and not another header
    for line in pasted.splitlines():
        words = line.strip()
        if not words:
            continue
        named = _NAMED.match(words)
        other = not named and _OTHER.match(words)
        begins = words.split(None, 1)[0].rstrip(";,").lower() in DIRECTIVES and not (held and held[-1].endswith(";"))
        if named or other or begins:
            yield " ".join(held)
            held = []
            ours = not other and not (named and named[1])
        if ours:
            held.append(_QUOTED_END.sub("", words[named.end() :]) if named else words)
    yield " ".join(held)


def _directives(text: str) -> dict[str, tuple[str, ...]]:
    """Read one policy. A directive that is written twice counts once, and one that is not ASCII not at all."""
    found: dict[str, tuple[str, ...]] = {}
    for part in text.split(";"):
        words = part.split()
        if words and part.isascii():
            found.setdefault(words[0].lower(), tuple(words[1:]))
    return found


def _place(address: str) -> tuple[str, int | None]:
    """Return the host and the port of an address, the port of its scheme if it names none."""
    url = urlsplit(address)
    try:
        port = url.port
    except ValueError:
        port = None
    return url.hostname or "", port or DEFAULT_PORTS.get(url.scheme)


def _is_self(scheme: str, place: tuple[str, int | None], own_scheme: str, own: tuple[str, int | None]) -> bool:
    """Whether an address is of the page's own site, perhaps over a safer line."""
    if not own[0] or place[0] != own[0]:
        return False
    if (scheme, place[1]) == (own_scheme, own[1]):
        return True
    usual = place[1] == DEFAULT_PORTS.get(scheme) and own[1] == DEFAULT_PORTS.get(own_scheme)
    safer = scheme in {"https", "wss"} or (own_scheme == "http" and scheme == "ws")
    return safer and (usual or place[1] == own[1])


def _scheme_matches(written: str, scheme: str) -> bool:
    return written == scheme or scheme in UPGRADES.get(written, ())


def _host_matches(written: str, host: str) -> bool:
    if written == "*":
        return True
    if written.startswith("*."):
        return host.endswith(written[1:])
    return written.strip("[]") == host


def _port_matches(written: str | None, scheme: str, port: int | None) -> bool:
    usual = DEFAULT_PORTS.get(scheme)
    if written is None:
        return port == usual
    # Browsers let port 80 stand for 443 when the line has become the safer one.
    return (
        written == "*" or int(written) == port or (int(written) == 80 and scheme in {"https", "wss"} and port == usual)
    )


def _path_matches(written: str, path: str) -> bool:
    """Whether a path is the written one, or stands below it where that ends in a slash."""
    if not written or written == "/":
        return True
    pieces, found = written.split("/"), path.split("/")
    exact = bool(pieces[-1])
    if len(pieces) > len(found) or (exact and len(pieces) != len(found)):
        return False
    pieces = pieces if exact else pieces[:-1]
    return all(unquote(a) == unquote(b) for a, b in zip(pieces, found, strict=False))
