"""Data in, HTML out: the chat page, an answer, an agreement that was read, and the source of a quote.

Pure functions of their arguments. Everything that a document, a file name or a person says is escaped.
`strings` is what stands in `knowledge/strings/LOCALE/page.yaml`: `library.strings.find("page")`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote as percent

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.environment import TemplateModule
from markupsafe import escape

from bot.contracts.law.state import STATES
from bot.costs.leaving.deadline import Deadline
from bot.costs.leaving.schedule import written
from bot.documents.outline import blocks
from bot.vocabulary import Answer, Block, Citation, Document, LockInItem, Paragraph, Revision, Sentence
from bot.web import decisions, sheets
from bot.web.decisions import Glossary, Glossed

Strings = Mapping[str, str]

REACHABLE = frozenset({"tel", "sms", "mailto", "https"})
"""The kinds of address that a contact may lead to; any other is shown as words."""

NOTHING: Glossary = {}
TIMED = ("upload_note", "erased", "keeping_ask", "keeping_never", "keep_chat")  # sentences that name a time
TRIED = frozenset({"comparison", "what_if"})  # blocks that are worked out anew when settings are tried out
SPOKEN = 240  # characters of an answer that are said aloud when it is there


def page(
    *,
    practices: Sequence[Mapping[str, Any]],
    practice: str | None,
    paid_by: str | None,
    examples: Sequence[str],
    strings: Strings,
    idle_minutes: int = 60,
    retention_days: int = 30,
    home: Mapping[str, Any] | None = None,
) -> str:
    """Render the chat page, with nothing asked yet: the open chat, or that of the practice `home`.

    `retention_days` is how long the chat is kept if the person agrees.
    """
    paying = strings["paid_by_practices" if any(each.get("paid_by") for each in practices) else "paid_by_nobody"]
    times = {"{minutes}": str(idle_minutes), "{days}": str(retention_days)}
    filled = {name: said_of(strings[name], times) for name in TIMED}
    return _TEMPLATES.get_template("chat.html").render(
        practices=practices,
        sampled=[each["id"] for each in practices if each["sample"]],
        practice=practice,
        paid_by=paid_by or paying,
        paying=paying,
        examples=examples,
        strings={**strings, **filled},
        idle_minutes=idle_minutes,
        retention_days=retention_days,
        home=home,
    )


def said_of(sentence: str, values: Mapping[str, str]) -> str:
    """Fill in what a sentence of the page leaves open."""
    for name, value in values.items():
        sentence = sentence.replace(name, value)
    return sentence


def answer(answer: Answer, question: str, strings: Strings, glossary: Glossary = NOTHING) -> str:
    """Render one turn: the question as a heading, the blocks, the sources, what to ask next."""
    return "".join(pieces(answer, question, strings, glossary)) + "</article>"


def pieces(answer: Answer, question: str, strings: Strings, glossary: Glossary = NOTHING) -> Iterator[str]:
    """Render a turn in the order in which it is shown: its beginning, each block, then sources and follow-ups.

    Each word of the glossary can be pressed for its definition where the turn first uses it.
    """
    cited = {each.id: each for each in answer.citations}
    shown = {each for block in answer.blocks if block.kind == "paragraph" for each in block.quotes}
    shown |= {each for block in answer.blocks for each in decisions.shown_beside(block, cited)}
    macros = _Macros.of(answer, strings, Glossed(glossary, f"word-{answer.turn}"))
    yield _TEMPLATES.get_template("turn.html").render(
        answer=answer, question=question, strings=strings, summary=summary(answer, strings)
    )
    rows = _side_by_side(answer)
    if rows:
        yield macros.beside(*rows)
    for block, place in zip(answer.blocks, _places(answer), strict=True):
        yield macros.block(block, place)
    yield _TEMPLATES.get_template("foot.html").render(
        answer=answer,
        strings=strings,
        sources=_sources(answer),
        shown=shown | {each.id for each in answer.citations if _is_said(each, answer)},
    )


def parts(answer: Answer, strings: Strings, glossary: Glossary = NOTHING) -> str:
    """Render the blocks of an answer whose numbers take the place of those in a turn, when settings are tried out."""
    macros = _Macros.of(answer, strings, Glossed(glossary, f"tried-{answer.turn}"))
    pairs = zip(answer.blocks, _places(answer), strict=True)
    return "".join(macros.block(block, place) for block, place in pairs if block.kind in TRIED)


def brief(
    answer: Answer, title: str, lead: Sequence[str], strings: Strings, *, paid_by: str, glossary: Glossary = NOTHING
) -> str:
    """Render a decision on one page, as a fragment: the result, the numbers, for and against, what to watch for and to ask.

    Its result is the first paragraph. `lead` are sentences about the brief: when and by whom it was made, where help is free.
    On paper no word can be pressed, so that nothing is done with the glossary.
    """
    table = next((block for block in answer.blocks if block.kind == "comparison"), None)
    weighed = next((block for block in answer.blocks if block.kind == "trade_offs"), None)
    traps = [trap for block in answer.blocks if block.kind == "lock_in" for trap in block.items]
    said = [block for block in answer.blocks if block.kind == "paragraph"]
    reasons = decisions.sides(weighed, table) if weighed else None
    watched = sheets.merged(traps)[: decisions.WATCHED]
    asked = [each for block in answer.blocks if block.kind == "checklist" for each in block.items]
    told = [each for block in said for each in block.sentences]
    either = (*reasons.join, *reasons.stay) if reasons else ()
    shown = decisions.numbers(*told, *either, *(each.sentence for each in watched), *asked)
    page = _TEMPLATES.get_template("onepage.html").render(
        answer=answer,
        title=title,
        lead=lead,
        strings=strings,
        paid_by=paid_by,
        cited={each.id: each for each in answer.citations},
        blocks=decisions.by_kind(answer),
        result=said[0] if said else None,
        more=said[1:],
        table=table,
        sides=reasons,
        traps=watched,
        sources=_sources(answer, frozenset(shown)),
    )
    size = decisions.size(page, len(table.options) if table else 0)
    return page.replace('class="brief"', f'class="brief {size}"', 1) if size else page


def brief_page(strings: Strings) -> str:
    """Render the page that fetches a brief: what to fetch stands behind the # of its address, which no server sees."""
    return _TEMPLATES.get_template("brief.html").render(strings=strings)


def summary(answer: Answer, strings: Strings) -> str:
    """Say in one sentence or two what a turn has brought: for those who hear the page."""
    if answer.outcome == "emergency":
        return strings["ready_emergency"]
    said = [words for block in answer.blocks if (words := _said(block, strings))]
    choices = sum(len(block.choices) for block in answer.blocks if block.kind == "question")
    quoted = [each for each in answer.citations if not is_guide(each)]
    titles = list(dict.fromkeys(each.title.partition(": ")[0] for each in quoted))
    asked = [block.text for block in answer.blocks if block.kind == "question" and answer.outcome == "clarify"]
    parts = [_shortened(each) for each in [*asked, *said][:1]]
    if quoted:
        parts.append(
            _counted("summary_quotes", len(quoted), strings, title=titles[0])
            if len(titles) == 1
            else strings["summary_documents"].format(n=len(quoted), documents=len(titles))
        )
    elif answer.citations and not asked:
        parts.append(strings["summary_guide"])
    if choices:
        parts.append(_counted("summary_choices", choices, strings))
    return " ".join(parts)


def _said(block: Block, strings: Strings) -> str:
    """Say a block in a sentence, "" for one that only follows on others."""
    match block.kind:
        case "paragraph":
            return block.sentences[0].text if block.sentences else ""
        case "question" | "handoff" | "notice":
            return block.text
        case "lock_in":
            return _gravity(sheets.merged(block.items), strings)
        case "exit_timeline" | "term_sheet" | "comparison" | "side_by_side" | "timeline":
            return f"{block.heading.rstrip('.')}."
        case "priorities":
            return block.conclusion or block.note
        case _:
            return ""


def agreement(sheet: Mapping[str, Any], strings: Strings, on: date) -> str:
    """Render the sheet of an agreement: the result first, what may cost, what it says, the law, what to ask."""
    states = [term["state"] for term in sheet["terms"]]
    count = {state: states.count(state) for state in ("stated", "silent", "conflicting")}
    size = [strings["agreement_result"].format(stated=count["stated"], all=len(states))]
    size += [
        _counted(f"agreement_{state}", count[state], strings) for state in ("conflicting", "silent") if count[state]
    ]
    traps = sheets.by_kind(sheet["traps"])
    result = [
        sheets.traps_said([each.severity for each in traps], strings),
        sheets.leaving_said(sheet["exit_cost"], strings),
    ]
    soon, later = sheets.folded(sheets.exit_spans(sheet["exit_cost"]))
    letter = sheets.letter(sheet["questions"], strings)
    return _TEMPLATES.get_template("agreement.html").render(
        sheet={
            "secret": None,
            "conversation_id": None,
            "bills_insurance": None,
            "changes": [],
            "contradictions": [],
            **sheet,
        },
        strings=strings,
        result=" ".join(result if sheet["traps"] else reversed(result)),
        size=" ".join(size),
        traps=traps,
        rows=(soon, later),
        top=max((each.high or each.low for each in (*soon, *later)), default=0),
        labels={each["field"]: each["label"] for each in sheet["terms"]} | {each.kind: each.label for each in traps},
        replies={each["about"]: each for each in sheet["replies"]},
        letter=letter,
        mailto=sheets.mailto(letter, strings),
        states=STATES,
        address=_sheet_address(sheet),
        foremost=sheets.FOREMOST,
        on=on,
    )


def deadline(found: Deadline, strings: Strings) -> str:
    """Render the last day of notice, and how it was worked out."""
    return _TEMPLATES.get_template("deadline.html").render(found=found, strings=strings)


def problem(status: int, detail: str, strings: Strings) -> str:
    """Render what went wrong as a page, for a browser that followed a link."""
    return _TEMPLATES.get_template("problem.html").render(status=status, detail=detail, strings=strings)


def check(
    found: Mapping[str, Any], *, asked: bool, given: Sequence[str], policy: str, words: Strings, strings: Strings
) -> str:
    """Render whether a site can show the chat, and the form to ask again; `words` are `hosting.page`."""
    return _TEMPLATES.get_template("check.html").render(
        check=found, asked=asked, given=given, policy=policy, words=words, strings=strings
    )


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
        marked=start < end,
        strings=strings,
    )


def address(citation: Citation) -> str:
    """Return where a published citation can be read, scrolled to its words."""
    path = f"/sources/{percent(citation.document, safe='')}/{percent(citation.revision, safe=':')}"
    return f"{path}?start={citation.start}&end={citation.end}#quote"


def is_guide(citation: Citation) -> bool:
    """Whether words come from our own explainers, and not from anybody's agreement."""
    return citation.document.startswith("explainer-")


@dataclass(frozen=True)
class _Place:
    """Where a block stands in its answer, and what that makes of it.

    `group` is the agreement whose part begins here, `grouped` that it belongs to one, `heading` the rest of its
    heading; `result`: its first sentence is the answer; `guide`: all of it comes from explainers, and it stands `apart`
    from an agreement's own words. `key` tells blocks of a page apart.
    """

    key: str

    heading: str = ""
    group: str = ""
    grouped: bool = False
    result: bool = False
    guide: bool = False
    apart: bool = False
    runs: tuple[tuple[tuple[Sentence, ...], tuple[int, ...]], ...] = ()


def _places(answer: Answer) -> Iterator[_Place]:
    """Yield the place of each block."""
    cited = {each.id: each for each in answer.citations}
    quoted = any(not is_guide(each) for each in answer.citations)
    # Nothing is set as large as an emergency's notice.
    awaited, group, guided = answer.outcome != "emergency", "", False
    for number, block in enumerate(answer.blocks):
        key = f"{answer.turn}-{number}"
        if block.kind == "question":
            yield _Place(key, result=awaited)
            awaited = False
        elif block.kind == "paragraph":
            title, label = _titled(block.heading, answer)
            own = [cited[number] for each in block.sentences for number in each.citations]
            guide = bool(own) and all(is_guide(each) for each in own)
            yield _Place(
                key,
                heading=label,
                group=title if title != group else "",
                grouped=bool(title),
                result=awaited and not block.heading,
                guide=guide and not quoted and not guided,
                apart=guide and quoted,
                runs=tuple(_runs(block)),
            )
            awaited, group, guided = False, title, guided or guide
        elif block.kind in {"lock_in", "exit_timeline", "term_sheet"}:
            title, label = _titled(block.heading, answer)
            shown = title if title != group else ""
            yield _Place(key, heading=label, group=shown, grouped=bool(title), result=awaited)
            awaited, group = False, title
        else:
            yield _Place(key)


def _titled(heading: str, answer: Answer) -> tuple[str, str]:
    """Part a heading into the agreement that it names, if it does, and the rest."""
    for title in {each.title for each in answer.citations}:
        if heading.startswith(f"{title} – "):
            return title, heading.removeprefix(f"{title} – ")
    return "", heading


def _runs(block: Paragraph) -> Iterator[tuple[tuple[Sentence, ...], tuple[int, ...]]]:
    """Yield the sentences of a paragraph with the quotes that are shown below them; the first stands alone."""
    left = list(block.quotes)
    held: list[Sentence] = []
    for at, sentence in enumerate(block.sentences):
        held.append(sentence)
        here = tuple(number for number in left if number in sentence.citations)
        left = [number for number in left if number not in here]
        if here or at == 0:
            yield tuple(held), here
            held = []
    if held or left:
        yield tuple(held), tuple(left)


Cell = Sentence | None


def _side_by_side(answer: Answer) -> tuple[tuple[str, ...], tuple[tuple[str, tuple[Cell, ...]], ...]] | None:
    """Return the agreements that are compared and, for each thing that is, the sentence of each; None if none are."""
    cells: dict[str, dict[str, Sentence]] = {}
    titles: dict[str, None] = {}
    for block in answer.blocks:
        if block.kind == "paragraph" and block.sentences:
            title, label = _titled(block.heading, answer)
            if title and label:
                titles[title] = None
                cells.setdefault(label, {})[title] = block.sentences[0]
    shared = {label: row for label, row in cells.items() if len(row) > 1}
    if len(titles) < 2 or not shared:
        return None
    return tuple(titles), tuple((label, tuple(map(row.get, titles))) for label, row in shared.items())


def _sources(answer: Answer, only: frozenset[int] | None = None) -> list[tuple[str, list[list[Citation]]]]:
    """Return the documents of an answer, each with its places, each with the citations that lead there; all, or `only` some."""
    by_title: dict[str, dict[tuple[str, int], list[Citation]]] = {}
    for each in answer.citations:
        if only is not None and each.id not in only:
            continue
        by_title.setdefault(each.title, {}).setdefault((each.section, each.page), []).append(each)
    return [(title, list(places.values())) for title, places in by_title.items()]


def _is_said(citation: Citation, answer: Answer) -> bool:
    """Whether an answer says the very words that it cites."""
    words = " ".join(citation.quote.split())
    return any(
        words in " ".join(sentence.text for sentence in block.sentences if citation.id in sentence.citations)
        for block in answer.blocks
        if block.kind == "paragraph"
    )


def _counted(name: str, count: int, strings: Strings, **values: object) -> str:
    """Return the form of a string for one, or for more."""
    return strings[f"{name}_one" if count == 1 else name].format(n=count, **values)


def _shortened(text: str) -> str:
    """Cut a long text after a word."""
    return text if len(text) <= SPOKEN else text[:SPOKEN].rsplit(" ", 1)[0] + " …"


def _table(text: str) -> list[list[str]] | None:
    """Return the cells of words that stand in a table in their document, None for any other."""
    lines = [re.split(r"\s\|\s", line.strip()) for line in text.strip().splitlines() if line.strip()]
    widths = {len(line) for line in lines}
    return lines if len(lines) > 1 and len(widths) == 1 and widths != {1} else None


def _paid(sentences: str) -> tuple[str, str]:
    """Part who pays from what is said about that."""
    first, dot, rest = sentences.partition(". ")
    return first + dot.rstrip(), rest


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


def _gravity(items: Sequence[LockInItem], strings: Strings) -> str:
    return sheets.traps_said([item.severity for item in items], strings)


def _weekday(day: date) -> str:
    return f"{day:%A}, {written(day)}"


def _place(quote: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    """Return where the words of a published agreement can be read."""
    path = f"/sources/{percent(document['document'], safe='')}/{percent(document['revision'], safe=':')}"
    return f"{path}?start={quote['start']}&end={quote['end']}#quote"


def _sheet_address(sheet: Mapping[str, Any]) -> str:
    """Return where a sheet can be had anew, with a state or the billing of insurance given."""
    if sheet.get("conversation_id"):
        return f"/api/v1/conversations/{sheet['conversation_id']}/sheets/{percent(sheet['document']['revision'], safe=':')}"
    return f"/api/v1/practices/{percent(sheet.get('practice', ''), safe='')}/sheet"


@dataclass(frozen=True)
class _Macros:
    """The macros of an answer's blocks, each by the kind of its block; those of decisions stand in a file of their own."""

    plain: TemplateModule
    decided: TemplateModule
    glossed: Glossed

    @classmethod
    def of(cls, answer: Answer, strings: Strings, glossed: Glossed) -> "_Macros":
        """Make the macros of an answer."""
        context = {"strings": strings, "cited": {each.id: each for each in answer.citations}, "gloss": glossed}
        plain, decided = (
            _TEMPLATES.get_template(f"{name}.html").make_module(context) for name in ("blocks", "decisions")
        )
        return cls(plain, decided, glossed)

    def block(self, block: Block, place: _Place) -> str:
        """Render a block, with the definitions of the words that it is the first to use."""
        macro = getattr(self.decided, block.kind, None) or getattr(self.plain, block.kind)
        return f"{macro(block, place)}{self.glossed.placed()}"

    def beside(self, titles: tuple[str, ...], rows: tuple[tuple[str, tuple[Cell, ...]], ...]) -> str:
        """Render what agreements say of the same things, beside each other."""
        return f"{getattr(self.plain, 'beside')(titles, rows)}{self.glossed.placed()}"  # noqa: B009  mypy knows no macros


def _reachable(href: str) -> bool:
    return href.partition(":")[0].lower() in REACHABLE


_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters.update(
    address=address,
    day=written,
    weekday=_weekday,
    table=_table,
    paid=_paid,
    merged=sheets.merged,
    place=_place,
    dollars=sheets.dollars,
    gravity=_gravity,
    share=decisions.share,
    anchor=decisions.anchor,
    summed=decisions.summed,
    leaving=decisions.leaving,
    reached=decisions.reached,
    labelled=decisions.labelled,
    valued=decisions.valued,
    numbered=decisions.numbered,
    short_quotes=decisions.short_quotes,
    marked=decisions.marked,
    in_a_line=decisions.in_a_line,
)
_TEMPLATES.globals.update(GRAVITY=sheets.GRAVITY, YEARS=decisions.YEARS, gloss=escape)
_TEMPLATES.tests.update(
    reachable=_reachable, guide=is_guide, whole=decisions.whole, estimated=decisions.estimated, brief=decisions.has_room
)
