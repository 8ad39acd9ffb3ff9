"""What keeps a web site from showing the chat, and the line that mends it.

Pure functions of what is told: a practice, the pages around the frame, the page's policy, what the widget saw. Nothing is
ever fetched: a server that fetched addresses for strangers would reach what only it can reach. Of a practice's list it is
only said whether the site that was asked for is on it, or one of the same name.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import urlsplit

from bot.catalogue import Catalogue
from bot.vocabulary import sites
from bot.vocabulary.sites import is_origin
from bot.web import content_policy, render
from bot.web.content_policy import NOT_IN_META, Policy

LONGEST = 300  # characters of a site; a host name has 253 at most
MOST_SITES = 10  # frames around a frame that are looked at
MOST_FINDINGS = 20  # a page that pastes a thousand policies is not helped by a thousand lines
SCRIPTS = ("/widget.js", "/widget/dialog.js")  # the tag's, and the module that it loads when the button is pressed
NOWHERE = "https://site.invalid"  # the page's own origin, where none is told

SANDBOX = ("allow-scripts", "allow-same-origin", "allow-forms", "allow-popups")
"""What a sandboxed page must allow: the frame inherits what it forbids."""

_AROUND = ("practice_", "no_sites", "site_", "nested", "frame_src", "sandbox")
SEEN: Mapping[str, tuple[tuple[str, ...], str]] = {
    "blocked": (_AROUND, "seen_blocked"),
    "late": (_AROUND, "seen_late"),
    "frame-src": (("frame_src",), "seen_frame_src"),
    "nested": (("nested",), "seen_nested"),
    "script": (("script_", "sandbox"), "seen_script"),
}
"""What the widget saw: how the kinds of findings that explain it begin, and the one that is made where none does."""

_OPAQUE = re.compile(r"null$|(?:about|data|blob|file|javascript|[a-z-]+-extension):", re.IGNORECASE)


@dataclass(frozen=True)
class Finding:
    """One thing to know; `about` fills its sentence, `mend` is the line that mends it and `where` names the place for that.

    If it `blocks`, the chat is not shown until it is mended.
    """

    kind: str
    about: Mapping[str, str] = field(default_factory=dict)
    mend: str = ""
    where: str = ""
    blocks: bool = True


@dataclass(frozen=True)
class Site:
    """A site as it was given, and the `origin` that browsers compare; `wrong` says why it has none."""

    given: str
    origin: str = ""
    wrong: str = ""
    trimmed: bool = False

    @property
    def shown(self) -> str:
        """The site as it is shown."""
        return self.origin or self.given


@dataclass(frozen=True)
class Check:
    """What was asked, what was found, the tag to paste and the chat's own address ("" for a practice that is not here)."""

    practice: str
    sites: tuple[Site, ...]
    policy: str
    findings: tuple[Finding, ...]
    tag: str
    link: str

    @property
    def asked(self) -> bool:
        """Whether anything was asked."""
        return bool(self.practice or self.sites or self.policy)

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """The findings that stand in the way."""
        return tuple(one for one in self.findings if one.blocks)

    @property
    def ok(self) -> bool:
        """Whether nothing stands in the way."""
        return self.asked and not self.blocking


def answer(
    practice: Mapping[str, Any] | None,
    known: str,
    sites: Sequence[str],
    policy: str | None,
    host: str,
    seen: str | None = None,
) -> Check:
    """Check whether sites can show the chat of a practice; `known` is the id that was asked for, `practice` what is here of it.

    `sites` are the origins around the frame, innermost first, `host` is our own origin.
    """
    told = [each for given in sites for each in re.split(r"[\s,]+", given) if each]
    asked = bool(known or told or policy)
    return Check(
        practice=known[:LONGEST],
        sites=tuple(map(read_site, told[:MOST_SITES])),
        policy=policy or "",
        findings=findings(practice, told, policy, host, known=known, seen=seen) if asked else (),
        tag=tag(practice["id"], host, practice.get("accent")) if practice else "",
        link=f"{host}/embed/{practice['id']}" if practice else "",
    )


def findings(
    practice: Mapping[str, Any] | None,
    sites: Sequence[str],
    policy: str | None,
    host: str,
    *,
    known: str = "",
    seen: str | None = None,
) -> tuple[Finding, ...]:
    """Find what keeps pages from showing the chat of a practice: what the widget saw first, what blocks before the rest."""
    around = tuple(map(read_site, sites[:MOST_SITES]))
    name = practice["id"] if practice else known
    policies = content_policy.read(policy) if policy else ()
    page = around[0].origin if around and around[0].origin else NOWHERE
    found = [*_of_practice(practice, known), *_of_sites(practice, around, name, host)]
    for number, one in enumerate(policies, 1):
        place = {"number": str(number), "count": str(len(policies))}
        found += _of_policy(one, place, page, name, host)
    if policy and policy.strip() and not policies:
        found.append(Finding("policy_unreadable", blocks=False))
    found = _seen_first(found, seen, bool(policies), name, host)
    distinct = list({(one.kind, one.mend, str(one.about.get("site"))): one for one in reversed(found)}.values())[::-1]
    return tuple(sorted(distinct, key=lambda one: not one.blocks))[:MOST_FINDINGS]


def read_site(given: str) -> Site:
    """Read a site, or the address of one of its pages, as the origin that browsers compare."""
    text = given.strip()[:LONGEST]
    if "*" in text:
        return Site(text, wrong="site_wildcard")
    if _OPAQUE.match(text):
        return Site(text, wrong="site_opaque")
    bare = "://" not in text
    try:
        url = urlsplit(f"https://{text}" if bare else text)
        name = (url.hostname or "").encode("idna").decode("ascii")
        port = url.port
    except ValueError:  # also of a host name that IDNA refuses
        return Site(text, wrong="site_unreadable")
    place = f"[{name}]" if ":" in name else name
    if port not in {None, content_policy.DEFAULT_PORTS.get(url.scheme)}:
        place += f":{port}"
    origin = f"{url.scheme}://{place}"
    if (
        url.scheme not in {"http", "https"}
        or "@" in url.netloc
        or not (is_origin(origin) or is_origin(f"https://{place}"))
    ):
        return Site(text, wrong="site_unreadable")
    return Site(text, origin, trimmed=bare or url.path not in {"", "/"} or bool(url.query or url.fragment))


def tag(practice: str, host: str, accent: str | None = None, nonce: str = "") -> str:
    """Return the tag to paste; what somebody may have made up is escaped in it."""
    return sites.tag(escape(host), escape(practice), accent, nonce)


def check_data(check: Check, strings: Catalogue) -> dict[str, Any]:
    """Return a check as data for programs."""
    return {
        "ok": check.ok,
        "practice": check.practice,
        "sites": [one.shown for one in check.sites],
        "result": _result(check, strings),
        "findings": [
            {
                "kind": one.kind,
                "says": strings.say(f"hosting.findings.{one.kind}", **one.about),
                "mend": one.mend,
                "where": strings.say(f"hosting.where.{one.where}", **one.about) if one.where else "",
                "blocks": one.blocks,
            }
            for one in check.findings
        ],
        "tag": check.tag,
        "link": check.link,
    }


def check_page(check: Check, strings: Catalogue) -> str:
    """Render a check as a page, with the form to ask again."""
    return render.check(
        check_data(check, strings),
        asked=check.asked,
        given=[one.given for one in check.sites],
        policy=check.policy,
        words=strings.find("hosting.page"),
        strings=strings.find("page"),
    )


def _result(check: Check, strings: Catalogue) -> str:
    """Say in a sentence what came of a check; "" if nothing was asked."""
    if not check.asked:
        return ""
    about = {"site": check.sites[-1].shown if check.sites else strings.say("hosting.result.your_site")}
    if check.ok:
        return strings.say("hosting.result.ok", **about)
    return strings.say("hosting.result.blocked", n=len(check.blocking), **about)


def _of_practice(practice: Mapping[str, Any] | None, known: str) -> Iterator[Finding]:
    if practice is None:
        about = {"practice": known[:LONGEST]}
        yield Finding("practice_unknown" if known else "practice_missing", about, where="tag_practice")


def _of_sites(practice: Mapping[str, Any] | None, around: Sequence[Site], name: str, host: str) -> Iterator[Finding]:
    """Yield what is wrong with the pages around the frame: the outermost is the site, the others are frames within it."""
    if not around:
        yield Finding("site_missing")
        return
    listed = tuple(practice["allowed_sites"]) if practice else ()
    site = around[-1]
    if site.wrong:
        yield Finding(site.wrong, {"site": site.given})
    elif practice and not listed:
        yield Finding("no_sites", {"site": site.origin}, f"allowed_sites: [{site.origin}]", "practice_file")
    elif practice and not _is_listed(site, listed):
        yield _unlisted(site, listed)
    elif site.trimmed:
        yield Finding("site_form", {"site": site.given, "origin": site.origin}, blocks=False)
    missing = list(dict.fromkeys(one.shown for one in around[:-1] if not _is_listed(one, listed)))
    if practice and missing:
        yield Finding("nested", {"site": ", ".join(missing)}, tag(name, host), "site_wide")


def _is_listed(site: Site, listed: Sequence[str]) -> bool:
    """Whether a list holds a site, as `frame-ancestors` decides it."""
    return bool(site.origin) and content_policy.allows(listed, site.origin, NOWHERE)


def _unlisted(site: Site, listed: Sequence[str]) -> Finding:
    """Say that a site is not listed, and which it nearly is: by http for https, `www.`, or another port."""
    url = urlsplit(site.origin)
    safe = f"https://{url.netloc}"
    if url.scheme == "http" and _is_listed(Site(safe, safe), listed):
        return Finding("site_http_listed", {"site": site.origin, "near": safe}, safe, "redirect")
    if not is_origin(site.origin):
        return Finding("site_http", {"site": site.origin}, f"- {safe}", "allowed_sites")
    own = url.hostname or ""
    names = {one: urlsplit(one).hostname or "" for one in listed}
    ports = [one for one, host in names.items() if host == own]
    twins = [one for one, host in names.items() if host.removeprefix("www.") == own.removeprefix("www.")]
    for kind, near in (("site_port", ports), ("site_www", twins)):
        if near:
            return Finding(kind, {"site": site.origin, "near": near[0]}, f"- {site.origin}", "allowed_sites")
    return Finding("site_not_listed", {"site": site.origin}, f"- {site.origin}", "allowed_sites")


def _of_policy(policy: Policy, place: Mapping[str, str], page: str, name: str, host: str) -> Iterator[Finding]:
    """Yield what one policy of the page forbids, each with the corrected directive, whole.

    Style sheets are constructed, the widget itself connects nowhere, and it makes no HTML of strings: `style-src`,
    `connect-src` and `require-trusted-types-for` may be as they are.
    """
    where = "policy_meta" if policy.meta else "policy_of_several" if place["count"] != "1" else "policy"
    script = policy.deciding(content_policy.SCRIPT)
    if script and not all(content_policy.allows_script(policy, f"{host}{path}", page) for path in SCRIPTS):
        sources = policy.directives[script]
        about = {**place, "directive": script}
        if content_policy.has_nonce(sources):
            yield Finding("script_nonce", about, tag(name, host, nonce="THE-NONCE-OF-THE-PAGE"), "tag")
        elif content_policy.is_strict(sources):
            yield Finding("script_strict", about, _added_by_script(name, host), "trusted_script")
        else:
            whole = content_policy.with_source(sources, host)
            yield Finding("script_src", about, _written(script, "script-src", whole), where)
    frame = policy.deciding(content_policy.FRAME)
    if frame and not content_policy.allows_frame(policy, f"{host}/embed/{name}", page):
        whole = content_policy.with_source(content_policy.places(policy.directives[frame]), host)
        yield Finding("frame_src", {**place, "directive": frame}, _written(frame, "frame-src", whole), where)
    if "sandbox" in policy.directives and not (policy.meta and "sandbox" in NOT_IN_META):
        tokens = [one.lower() for one in policy.directives["sandbox"]]
        missing = [one for one in SANDBOX if one not in tokens]
        if missing:
            mend = " ".join(("sandbox", *tokens, *missing))
            yield Finding("sandbox", {**place, "missing": ", ".join(missing)}, mend, where)


def _written(directive: str, own: str, sources: Sequence[str]) -> str:
    """Write a directive; what was decided by default-src gets a directive of its own, so that nothing else becomes looser."""
    return " ".join((own if directive == "default-src" else directive, *sources)) + ";"


def _added_by_script(practice: str, host: str) -> str:
    """Write the lines by which a script adds the tag."""
    return (
        f'const tag = document.createElement("script"); tag.src = {json.dumps(f"{host}/widget.js")}; '
        f"tag.dataset.practice = {json.dumps(practice)}; document.head.append(tag);"
    )


def _seen_first(found: list[Finding], seen: str | None, pasted: bool, name: str, host: str) -> list[Finding]:
    """Put first what explains what the widget saw; where nothing does, say what it saw and where to look."""
    if seen is None or seen not in SEEN:
        return found
    explaining, otherwise = SEEN[seen]
    first = [one for one in found if one.blocks and one.kind.startswith(explaining)]
    if not first:
        mend, where = {
            "seen_frame_src": (f"frame-src {host};", "header"),
            "seen_script": (f"script-src {host};", "header"),
            "seen_nested": (tag(name, host), "site_wide"),
        }.get(otherwise, ("", ""))
        kind = f"{otherwise}_elsewhere" if pasted and where == "header" else otherwise
        first = [Finding(kind, {}, mend, where)]
    return first + [one for one in found if one not in first]
