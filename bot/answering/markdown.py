"""An answer's blocks as Markdown, for the command line and for `Answer.text`."""

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from bot.answering import decision_markdown as decision
from bot.answering.marks import marked
from bot.catalogue import Catalogue
from bot.vocabulary import (
    Block,
    Checklist,
    Citation,
    Contact,
    ExitRow,
    ExitTimeline,
    Handoff,
    LockIn,
    Notice,
    Paragraph,
    QuestionBack,
    TermSheetBlock,
)


def markdown(blocks: Sequence[Block], citations: Sequence[Citation], strings: Catalogue) -> str:
    """Write blocks and sources as Markdown, with [1] marks after each cited sentence."""
    by_id = {citation.id: citation for citation in citations}
    parts = [BLOCKS[block.kind](block, by_id, strings) for block in blocks]
    if citations:
        parts.append(
            f"**{strings.say('answers.sources_heading')}**\n\n" + "\n".join(source(one, strings) for one in citations)
        )
    return "\n\n".join(part for part in parts if part)


def paragraph(block: Paragraph, citations: Mapping[int, Citation], _: Catalogue) -> str:
    """Write sentences, and below them the quotes that are shown in full."""
    parts = [f"### {block.heading}"] if block.heading else []
    pairs = zip_longest(block.sentences, block.sentences[1:])
    parts.append(" ".join(marked(sentence, after) for sentence, after in pairs))
    parts += [f"> “{' '.join(citations[number].quote.split())}” [{number}]" for number in block.quotes]
    return "\n\n".join(parts)


def checklist(block: Checklist, *_: object) -> str:
    """Write a numbered list."""
    items = "\n".join(f"{number}. {marked(item)}" for number, item in enumerate(block.items, 1))
    return f"### {block.heading}\n\n{items}"


def question(block: QuestionBack, *_: object) -> str:
    """Write a question and its choices."""
    return "\n".join([block.text, *(f"- {choice}" for choice in block.choices)])


def notice(block: Notice, *_: object) -> str:
    """Write a notice, whom to call below it."""
    head = f"**{block.heading}** " if block.heading else ""
    return head + block.text + listed(block.contacts)


def handoff(block: Handoff, *_: object) -> str:
    """Write how to reach a person."""
    return block.text + listed(block.contacts)


def lock_in(block: LockIn, _: Mapping[int, Citation], strings: Catalogue) -> str:
    """Write traps as a list, the gravest first; the slighter ones, where there are others, by name alone."""
    grave = [item for item in block.items if item.severity != "low"] or list(block.items)
    slight = [item for item in block.items if item not in grave]
    items = "\n".join(
        f"- **{item.label}** ({strings.say(f'sheet.severity_{item.severity}')}). {marked(item.sentence)}"
        for item in grave
    )
    names = ", ".join(marked(item.sentence.model_copy(update={"text": item.label})) for item in slight)
    rest = strings.say("sheet.slighter", n=len(slight), names=names) if slight else ""
    return "\n\n".join(part for part in (f"### {block.heading}", items, rest) if part)


def exit_timeline(block: ExitTimeline, _: Mapping[int, Citation], strings: Catalogue) -> str:
    """Write what leaving costs as a table of months."""
    said = " ".join(marked(sentence) for sentence in block.sentences)
    rows = "\n".join(f"| {months(row)} | {row.says} | {' '.join(row.workings.split())} |" for row in block.rows)
    head = " | ".join(strings.say(f"sheet.{name}") for name in ("after_month", "costs", "workings"))
    table = f"| {head} |\n|---|---|---|\n{rows}"
    return "\n\n".join(part for part in (f"### {block.heading}", said, table) if part)


def months(row: ExitRow) -> str:
    """Write from which month to which."""
    return str(row.first) if row.first == row.last else f"{row.first}-{row.last}"


def term_sheet(block: TermSheetBlock, _: Mapping[int, Citation], strings: Catalogue) -> str:
    """Write the fields of an agreement as a list; what it leaves open by name alone."""
    said = [f"- **{row.label}**: {marked(row.sentence)}" for row in block.rows if row.state != "silent"]
    names = ", ".join(row.label for row in block.rows if row.state == "silent")
    rest = strings.say("sheet.left_open", names=names) if names else ""
    return "\n\n".join(part for part in (f"### {block.heading}", "\n".join(said), rest) if part)


def listed(contacts: Sequence[Contact]) -> str:
    """Write contacts as a list."""
    return "".join(f"\n- {contact.label}" for contact in contacts)


def source(citation: Citation, strings: Catalogue) -> str:
    """Write where a quote stands; of an explainer, what it rests on."""
    page = () if citation.rests_on else (strings.say("answers.page", number=citation.page),)
    place = ", ".join(part for part in (citation.title, citation.section, *page) if part)
    publishers = dict.fromkeys(one.publisher for one in citation.rests_on)
    rests = f" {strings.say('answers.rests_on', sources='; '.join(publishers))}" if publishers else ""
    return f"[{citation.id}] {place}.{rests}" if rests else f"[{citation.id}] {place}"


BLOCKS: Mapping[str, Callable[[Any, Mapping[int, Citation], Catalogue], str]] = {
    "paragraph": paragraph,
    "checklist": checklist,
    "question": question,
    "notice": notice,
    "handoff": handoff,
    "lock_in": lock_in,
    "exit_timeline": exit_timeline,
    "term_sheet": term_sheet,
    "understood": decision.understood,
    "comparison": decision.comparison,
    "what_if": decision.what_if,
    "trade_offs": decision.trade_offs,
    "worth_knowing": decision.worth_knowing,
    "priorities": decision.priorities,
    "side_by_side": decision.side_by_side,
    "timeline": decision.timeline,
}
