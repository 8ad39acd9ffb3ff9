"""Pieces of patterns that several kinds of numbers share.

Every repetition in a pattern is bounded or begins at a boundary, so that time grows with the length of the text alone.
"""

import re

GROUPS = re.compile(r"\d+")

# what stands between a name and its number
IS = r"(?:(?:is|are|was|were|it's|its|it\sis|says|reads)\b[\s:#=\"'(-]{0,3})?"
JOINT = rf"[\s:#=.,;()\"'|>-]{{0,4}}{IS}"


def words(text: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(text.split())
