"""Give every statement its one exact source, or drop it: the last step before an answer is shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.vocabulary import (
    Block,
    Checklist,
    Citation,
    ExitTimeline,
    LockIn,
    LockInItem,
    Paragraph,
    Quote,
    Revision,
    Sentence,
    TermRow,
    TermSheetBlock,
)

Find = Callable[[str, str], Revision | None]
Row = TypeVar("Row", LockInItem, TermRow)


@dataclass(frozen=True)
class Cited:
    """Blocks whose citations are numbered from 1; `dropped` counts the sentences that had no exact source."""

    blocks: tuple[Block, ...]
    citations: tuple[Citation, ...]
    dropped: int


class Numbers:
    """Gives quotes numbers in the order in which they are first cited; the same words get the same number."""

    def __init__(self, find: Find) -> None:
        """Take what finds a revision by document and id."""
        self._find = find
        self.citations: dict[tuple[str, str, int, int], Citation] = {}
        self.dropped = 0

    def number(self, quote: Quote) -> int | None:
        """Return a quote's number, None unless it is exact."""
        revision = self._find(quote.document, quote.revision)
        if revision is None or not quote.text or revision.content.text[quote.start : quote.end] != quote.text:
            return None
        key = (quote.document, quote.revision, quote.start, quote.end)
        if key not in self.citations:
            self.citations[key] = Citation(
                id=len(self.citations) + 1,
                document=quote.document,
                title=quote.title,
                revision=quote.revision,
                section=quote.section,
                page=quote.page,
                start=quote.start,
                end=quote.end,
                quote=quote.text,
            )
        return self.citations[key].id

    def cited(self, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
        """Return the sentences with their numbers; one that rests on an inexact quote is left out."""
        kept = []
        for sentence in sentences:
            numbers = [self.number(quote) for quote in sentence.quotes]
            if None in numbers:
                self.dropped += 1
                continue
            kept.append(sentence.model_copy(update={"citations": tuple(n for n in numbers if n), "quotes": ()}))
        return tuple(kept)

    def cited_rows(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """Return the rows of a table whose sentence has its numbers; a row that rests on an inexact quote is left out."""
        pairs = [(row, self.cited([row.sentence])) for row in rows]
        return tuple(row.model_copy(update={"sentence": cited[0]}) for row, cited in pairs if cited)


def cite(blocks: Sequence[Block], find: Find) -> Cited:
    """Give the quotes of all blocks their numbers and check each against the stored text of its revision."""
    numbers = Numbers(find)
    done: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            sentences = numbers.cited(block.sentences)
            shown = tuple(dict.fromkeys(n for sentence in sentences if sentence.shown for n in sentence.citations))
            if sentences:
                done.append(block.model_copy(update={"sentences": sentences, "quotes": shown}))
        elif isinstance(block, Checklist):
            done.append(block.model_copy(update={"items": numbers.cited(block.items)}))
        elif isinstance(block, ExitTimeline):
            done.append(block.model_copy(update={"sentences": numbers.cited(block.sentences)}))
        elif isinstance(block, LockIn):
            done.append(block.model_copy(update={"items": numbers.cited_rows(block.items)}))
        elif isinstance(block, TermSheetBlock):
            done.append(block.model_copy(update={"rows": numbers.cited_rows(block.rows)}))
        else:
            done.append(block)
    return Cited(tuple(done), tuple(numbers.citations.values()), numbers.dropped)
