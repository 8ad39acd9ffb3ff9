"""An answer's blocks as Markdown, for the command line and for `Answer.text`."""

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from bot.catalogue import Catalogue
from bot.vocabulary import Block, Checklist, Citation, Contact, Handoff, Notice, Paragraph, QuestionBack, Sentence


def markdown(blocks: Sequence[Block], citations: Sequence[Citation], strings: Catalogue) -> str:
    """Write blocks and sources as Markdown, with [1] marks after each cited sentence."""
    by_id = {citation.id: citation for citation in citations}
    parts = [BLOCKS[block.kind](block, by_id) for block in blocks]
    if citations:
        parts.append(
            f"**{strings.say('answers.sources_heading')}**\n\n" + "\n".join(source(one, strings) for one in citations)
        )
    return "\n\n".join(part for part in parts if part)


def marked(sentence: Sentence, after: Sentence | None = None) -> str:
    """Write a sentence with the marks of its citations, unless the one `after` it rests on the same."""
    if after and after.citations == sentence.citations:
        return sentence.text
    return sentence.text + "".join(f" [{number}]" for number in sentence.citations)


def paragraph(block: Paragraph, citations: Mapping[int, Citation]) -> str:
    """Write sentences, and below them the quotes that are shown in full."""
    parts = [f"### {block.heading}"] if block.heading else []
    pairs = zip_longest(block.sentences, block.sentences[1:])
    parts.append(" ".join(marked(sentence, after) for sentence, after in pairs))
    parts += [f"> “{' '.join(citations[number].quote.split())}” [{number}]" for number in block.quotes]
    return "\n\n".join(parts)


def checklist(block: Checklist, _: Mapping[int, Citation]) -> str:
    """Write a numbered list."""
    items = "\n".join(f"{number}. {marked(item)}" for number, item in enumerate(block.items, 1))
    return f"### {block.heading}\n\n{items}"


def question(block: QuestionBack, _: Mapping[int, Citation]) -> str:
    """Write a question and its choices."""
    return "\n".join([block.text, *(f"- {choice}" for choice in block.choices)])


def notice(block: Notice, _: Mapping[int, Citation]) -> str:
    """Write a notice, whom to call below it."""
    head = f"**{block.heading}** " if block.heading else ""
    return head + block.text + listed(block.contacts)


def handoff(block: Handoff, _: Mapping[int, Citation]) -> str:
    """Write how to reach a person."""
    return block.text + listed(block.contacts)


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


BLOCKS: Mapping[str, Callable[[Any, Mapping[int, Citation]], str]] = {
    "paragraph": paragraph,
    "checklist": checklist,
    "question": question,
    "notice": notice,
    "handoff": handoff,
}
