"""Headings told by their shape: numbered, in capitals, short like a title, or a question.

Most agreements reach us as plain lines, without the markup that would say which of them are headings.
"""

import re
from dataclasses import dataclass

SHORT = 90  # characters: a longer line is not a heading
DEEPEST = 9
NUMBER = r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[IVX]{1,5}[.)]|[A-Z][.)])"
BULLET = "[\u2022\u25aa\u25cf\u25e6\u2023\u27a2\u2713\u2714\u00b7*>\u2013\u2014-]"
ITEM = re.compile(rf"^\s*(?:{BULLET}\s|\([a-z0-9]{{1,4}}\)\s|[a-z0-9]{{1,3}}[.)]\s|{NUMBER}\s+[A-Z\"\u201c])")
NAMED = re.compile(
    r"^\s*(?:article|section|part|appendix|schedule|exhibit|attachment|addendum)\s+[\dIVXA-Z]{1,4}\b", re.IGNORECASE
)
NUMBERED = re.compile(rf"^\s*(?P<number>{NUMBER})\s+(?P<title>[A-Z\"\u201c].*)$")
RUN_IN = re.compile(  # "5. Termination. Either party …", "Refunds: we …"
    rf"^\s*(?P<number>{NUMBER}\s+)?(?P<title>[A-Z\"\u201c][^.:?!|$]{{2,60}}?)"
    r"(?P<mark>[.:]|\s[\u2013\u2014-])\s+(?=[A-Z\"\u201c(\d])"
)
VERBS = re.compile(r"\b(?:is|are|was|shall|will|may|must|can|has|have|requires?|includes?|agrees?|does|do)\b")
SMALL = {"a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "not", "of", "on", "or", "our", "the", "to",
         "with", "your", "you", "this", "&", "vs"}  # fmt: skip
WORD = re.compile(r"[^\W\d_][\w'\u2019/-]*")


@dataclass(frozen=True)
class Line:
    """One line of the text, without the white space around it."""

    start: int
    end: int
    text: str
    after_blank: bool


def shape_level(line: Line, following: Line | None, width: int) -> int:
    """Return the heading level that a line's shape speaks for, 0 for text.

    `width` is that at which the lines were wrapped, 0 where every paragraph is one line.
    """
    text = line.text
    if len(text) > SHORT or is_table_row(text) or text[-1:] in ".,;" or "$" in text:
        return 0
    if NAMED.match(text) and not VERBS.search(text.lower()):
        return 1
    numbered = NUMBERED.match(text)
    if numbered:
        depth = numbered["number"].strip(".)").count(".")
        titled = is_heading_text(numbered["title"]) or opens_a_section(numbered["number"], following)
        return min(3 + depth, DEEPEST) if titled else 0
    if ITEM.match(text) or following is None:
        return 0
    return bare_level(line, following, width)


def opens_a_section(number: str, following: Line | None) -> bool:
    """Whether the next line is the first clause of this number: "8. What leaving costs", then "8.1 …"."""
    return following is not None and following.text.startswith(f"{number.strip('.)')}.1")


def is_heading_text(text: str) -> bool:
    """Whether what stands behind a number is a title and not a sentence."""
    return not VERBS.search(text.lower()) and (text.isupper() or is_title(text))


def bare_level(line: Line, following: Line, width: int) -> int:
    """Return the level of a line that has no number: capitals, a title or a question."""
    text = line.text
    loud = re.sub(r"\([^)]*\)", "", text)
    if loud.isupper() and sum(map(str.isalpha, loud)) >= 4:
        runs_on = following.text.isupper() and not following.after_blank
        return 0 if runs_on or (len(loud.split()) > 5 and VERBS.search(loud.lower())) else 2
    if text.endswith("?") and len(text.split()) >= 2:
        return 6
    longer = len(following.text) > len(text) or bool(ITEM.match(following.text))
    wraps = bool(width) and len(text) >= 0.6 * width and not line.after_blank
    return 5 if is_title(text.rstrip(":")) and longer and not wraps else 0


def run_in_title(text: str) -> str:
    """Return the title that a paragraph begins with ("5. Termination. Either party …"), or ""."""
    match = RUN_IN.match(text)
    if not match or not is_title(match["title"]):
        return ""
    lone = not match["number"] and match["mark"] == "."
    if VERBS.search(match["title"]) or (lone and len(match["title"].split()) > 5):
        return ""
    return " ".join(f"{match['number'] or ''}{match['title']}".split())


def is_title(text: str) -> bool:
    """Whether words are written like a title: short, and the long words capitalised."""
    words = WORD.findall(text)
    weighty = [word for word in words if word.lower() not in SMALL]
    if not weighty or len(words) > 10:
        return False
    capitals = sum(word[0].isupper() for word in weighty)
    return words[0][0].isupper() and (capitals >= 0.6 * len(weighty) or len(words) <= 3)


def is_table_row(text: str) -> bool:
    """Whether a line is a row of a table that was flattened into text."""
    return " | " in text or "\t" in text or bool(re.search(r"\S {3,}\S", text))
