"""How what is no day is read: a table of wordings, each with what it means and how strongly it speaks."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.letters.pieces import Piece
from bot.vocabulary import Term

Value = Any
Work = Callable[[re.Match[str]], Value]
QUESTION = re.compile(r"\?\W*$")
NEVER = re.compile(r"(?!)")


@dataclass(frozen=True)
class Rule:
    """A wording and what it means, unless the sentence has other words; `under` must stand in it or shortly before."""

    value: Value | Work
    weight: float
    pattern: re.Pattern[str]
    unless: re.Pattern[str] = NEVER
    under: re.Pattern[str] | None = None

    def read(self, piece: Piece) -> Value | None:
        """Return what a sentence says by this rule, None where it does not."""
        match = self.pattern.search(piece.text)
        if not match or self.unless.search(piece.text) or (self.under and not self.under.search(piece.nearby)):
            return None
        return self.value(match) if callable(self.value) else self.value


def settle(name: str, letter: Sequence[Piece], rules: Sequence[Rule]) -> Term:
    """Read a field by its rules: the strongest words count, as strong ones that differ are a conflict."""
    found = [
        (rule.weight, value, piece.span)
        for piece in letter
        for rule in rules
        if (value := rule.read(piece)) is not None
    ]
    if not found:
        return Term(name, "silent")
    best = max(weight for weight, _, _ in found)
    top = [(value, span) for weight, value, span in found if weight == best]
    values = []
    for value, _ in top:
        if value not in values:
            values.append(value)
    span = top[0][1]
    also = tuple(dict.fromkeys(other for _, _, other in found if other != span))
    if len(values) > 1:
        return Term(name, "conflicting", values, span, (), also)
    return Term(name, "stated", values[0], span, (), also)
