"""What of a decision a message asks for: the comparison, what matters, who should join, the brief, agreements side by side."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from bot.vocabulary import Frozen

NEVER = r"(?!)"  # what no message holds
Wish = Literal["compare", "again", "evidence", "matters", "joining", "brief", "sides", "anew"]


class Wishes(Frozen):
    """knowledge/understanding/decisions.yaml: patterns, in lower case, of each thing that can be asked for."""

    compare: tuple[str, ...]
    again: tuple[str, ...]
    evidence: tuple[str, ...]
    matters: tuple[str, ...]
    joining: tuple[str, ...]
    brief: tuple[str, ...]
    sides: tuple[str, ...]
    anew: tuple[str, ...]

    def of(self, message: str) -> frozenset[Wish]:
        """Return what a message asks for."""
        text = " ".join(message.lower().replace("’", "'").split())
        return frozenset(name for name, pattern in compiled(self).items() if pattern.search(text))


@lru_cache(maxsize=4)
def compiled(wishes: Wishes) -> Mapping[Wish, re.Pattern[str]]:
    """Return one pattern for each thing that can be asked for."""
    names: tuple[Wish, ...] = ("compare", "again", "evidence", "matters", "joining", "brief", "sides", "anew")
    return {name: re.compile("|".join(f"(?:{one})" for one in getattr(wishes, name)) or NEVER) for name in names}
