"""Give every statement its one exact source, or drop it: the last step before an answer is shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.vocabulary import Block, Citation, Frozen, Paragraph, Quote, Revision, Sentence

Find = Callable[[str, str], Revision | None]


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

    def of(self, value: Any) -> Any:
        """Return a block, or a part of one, with the numbers of its citations; None for what rests on an inexact quote.

        A sentence without an exact source takes with it the row that says nothing else, and a paragraph of which nothing
        is left.
        """
        if isinstance(value, Sentence):
            return self._sentence(value)
        if isinstance(value, tuple):
            parts = [self.of(one) for one in value]
            same = all(part is one for part, one in zip(parts, value, strict=True))
            return value if same else tuple(part for part in parts if part is not None)
        if not isinstance(value, Frozen):
            return value
        given = {name: getattr(value, name) for name in type(value).model_fields}
        changed = {name: one for name, held in given.items() if (one := self.of(held)) is not held}
        if None in changed.values() or (isinstance(value, Paragraph) and not changed.get("sentences", value.sentences)):
            return None
        if isinstance(value, Paragraph):
            shown = (n for one in changed.get("sentences", value.sentences) if one.shown for n in one.citations)
            changed["quotes"] = tuple(dict.fromkeys(shown))
        return value.model_copy(update=changed) if changed else value

    def _sentence(self, sentence: Sentence) -> Sentence | None:
        """Return a sentence with its numbers; None if it rests on an inexact quote."""
        numbers = [self.number(quote) for quote in sentence.quotes]
        if None in numbers:
            self.dropped += 1
            return None
        if not numbers:
            return sentence
        return sentence.model_copy(update={"citations": tuple(n for n in numbers if n), "quotes": ()})


def cite(blocks: Sequence[Block], find: Find) -> Cited:
    """Give the quotes of all blocks their numbers and check each against the stored text of its revision."""
    numbers = Numbers(find)
    return Cited(numbers.of(tuple(blocks)), tuple(numbers.citations.values()), numbers.dropped)
