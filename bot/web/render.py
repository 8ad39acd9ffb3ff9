"""Data in, HTML out: the chat page, an answer, an agreement that was read, and the source of a quote.

Pure functions of their arguments. Everything that a document, a file name or a person says is escaped.
`strings` is what stands in `knowledge/strings/LOCALE/page.yaml`: `library.strings.find("page")`.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote as percent

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.documents.outline import blocks
from bot.vocabulary import Answer, Citation, Document, Revision

Strings = Mapping[str, str]

REACHABLE = frozenset({"tel", "sms", "mailto", "https"})
"""The kinds of address that a contact may lead to; any other is shown as words."""


def page(
    *,
    practices: Sequence[Mapping[str, Any]],
    practice: str | None,
    paid_by: str | None,
    examples: Sequence[str],
    strings: Strings,
    idle_minutes: int = 60,
) -> str:
    """Render the chat page, with nothing asked yet."""
    return _TEMPLATES.get_template("chat.html").render(
        practices=practices,
        sampled=[each["id"] for each in practices if each["sample"]],
        practice=practice,
        paid_by=paid_by,
        examples=examples,
        strings=strings,
        upload_note=strings["upload_note"].format(minutes=idle_minutes),
    )


def answer(answer: Answer, question: str, strings: Strings) -> str:
    """Render one turn: the question as a heading, the blocks, the sources, what to ask next."""
    results = [at for at, block in enumerate(answer.blocks) if block.kind in {"paragraph", "question"}]
    if answer.outcome == "emergency":
        results = []  # nothing is set as large as the notice
    shown = {each for block in answer.blocks if block.kind == "paragraph" for each in block.quotes}
    return _TEMPLATES.get_template("answer.html").render(
        answer=answer,
        question=question,
        strings=strings,
        cited={each.id: each for each in answer.citations},
        opening=results[0] if results else None,
        shown=shown,
    )


def agreement(sheet: Mapping[str, Any], strings: Strings) -> str:
    """Render what was read in an agreement: contradictions, what it says, what it does not say."""
    return _TEMPLATES.get_template("agreement.html").render(sheet={"secret": None, **sheet}, strings=strings)


def source(revision: Revision, start: int, end: int, strings: Strings, *, full: bool, section: str = "") -> str:
    """Render a document with `[start, end)` marked: a page of its own if `full`, else a fragment."""
    content = revision.content
    length = len(content.text)
    start, end = max(0, min(start, length)), max(0, min(end, length))
    return _TEMPLATES.get_template("source.html").render(
        title=revision.title,
        section=section or _section(content, start),
        page=revision.page(start) if len(content.pages) > 1 and start < end else None,
        pieces=list(_pieces(content, start, end)),
        full=full,
        strings=strings,
    )


def address(citation: Citation) -> str:
    """Return where a published citation can be read, scrolled to its words."""
    path = f"/sources/{percent(citation.document, safe='')}/{percent(citation.revision, safe=':')}"
    return f"{path}?start={citation.start}&end={citation.end}#quote"


@dataclass(frozen=True)
class _Run:
    """Characters of a piece that are either all marked or all not; the `first` marked run is the anchor."""

    text: str
    marked: bool
    first: bool


@dataclass(frozen=True)
class _Piece:
    """A paragraph, list item or heading, or the part of it on one page; `page` is set where a page begins."""

    runs: tuple[_Run, ...]
    heading: bool
    page: int | None


def _pieces(content: Document, start: int, end: int) -> Iterator[_Piece]:
    """Yield what is to be shown of a document, in its order; only white space between blocks is left out."""
    pages = content.pages if len(content.pages) > 1 else ()
    shown = 0  # pages begun so far
    anchored = False
    for block in blocks(content):
        cuts = [block.start, *(page for page in pages if block.start < page < block.end), block.end]
        for low, high in pairwise(cuts):
            page = bisect_right(pages, low)
            edges = (low, min(max(start, low), high), max(min(end, high), low), high)
            runs = []
            for (a, b), marked in zip(pairwise(edges), (False, True, False), strict=True):
                if a < b:
                    runs.append(_Run(content.text[a:b], marked, marked and not anchored))
                    anchored = anchored or marked
            yield _Piece(tuple(runs), block.level > 0, page if page > shown else None)
            shown = max(shown, page)


def _section(content: Document, offset: int) -> str:
    before = [heading for heading in content.headings if heading.start <= offset]
    return " ".join(content.text[before[-1].start : before[-1].end].split()) if before else ""


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _reachable(href: str) -> bool:
    return href.partition(":")[0].lower() in REACHABLE


_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters.update(address=address, day=_day)
_TEMPLATES.tests.update(reachable=_reachable)
