"""Whose plan, and which of two memberships, is spoken of: "Hers: $92 …. Mine: $133 …", "Office A: …. Office B: …"."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from bot.answering.phrases import Match

FIRST = "first"


def sides(markers: Sequence[Match], last: int, numbered: Callable[[int, int], bool]) -> dict[int, str]:
    """Return the name of the marker that each word stands behind, where each of two has numbers of its own; else nothing.

    `last` is the number of words, `numbered` says whether a number stands among some.
    """
    starts = sorted(
        {one.start: one for one in sorted(markers, key=lambda one: one.end)}.values(), key=lambda one: one.start
    )
    bounds = [*pairwise([*(one.start for one in starts), last])]
    told = [(one.name, start, end) for one, (start, end) in zip(starts, bounds, strict=True) if numbered(start, end)]
    if len({name for name, _, _ in told}) < 2:
        return {}
    return {at: name for name, start, end in told for at in range(start, end)}
