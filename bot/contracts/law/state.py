"""The state that an agreement names: by the law that governs it, by an address with its ZIP code, or by a statute."""

import re
from dataclasses import dataclass
from typing import Literal

from bot.documents.outline import clauses
from bot.vocabulary import Document, Span

STATES = {
    "Alabama": "AL", "Alaska": "AK", "Arizona": "AZ", "Arkansas": "AR", "California": "CA", "Colorado": "CO",
    "Connecticut": "CT", "Delaware": "DE", "District of Columbia": "DC", "Florida": "FL", "Georgia": "GA",
    "Hawaii": "HI", "Idaho": "ID", "Illinois": "IL", "Indiana": "IN", "Iowa": "IA", "Kansas": "KS", "Kentucky": "KY",
    "Louisiana": "LA", "Maine": "ME", "Maryland": "MD", "Massachusetts": "MA", "Michigan": "MI", "Minnesota": "MN",
    "Mississippi": "MS", "Missouri": "MO", "Montana": "MT", "Nebraska": "NE", "Nevada": "NV", "New Hampshire": "NH",
    "New Jersey": "NJ", "New Mexico": "NM", "New York": "NY", "North Carolina": "NC", "North Dakota": "ND",
    "Ohio": "OH", "Oklahoma": "OK", "Oregon": "OR", "Pennsylvania": "PA", "Rhode Island": "RI",
    "South Carolina": "SC", "South Dakota": "SD", "Tennessee": "TN", "Texas": "TX", "Utah": "UT", "Vermont": "VT",
    "Virginia": "VA", "Washington": "WA", "West Virginia": "WV", "Wisconsin": "WI", "Wyoming": "WY",
}  # fmt: skip
CODES = {name.upper(): code for name, code in STATES.items()}
SHORT_CITES = {  # as statutes are cited; the longest names of states are found by `STATUTE`
    r"RCW": "WA", r"O\.?C\.?G\.?A\.?": "GA", r"ORS": "OR", r"A\.?R\.?S\.?(?= ?§| ?\d)": "AZ",
    r"Neb\. ?Rev\. ?Stat\.?": "NE", r"Fla\. ?Stat\.?": "FL", r"Tenn\. ?Code": "TN", r"Miss\. ?Code": "MS",
    r"M\.?C\.?L\.?A?\.?(?= ?§| ?\d)": "MI", r"RSMo": "MO", r"R\.?S\.?Mo\.?": "MO", r"K\.?S\.?A\.?(?= ?§| ?\d)": "KS",
    r"C\.?R\.?S\.?(?= ?§| ?\d)": "CO", r"SDCL": "SD", r"W\. ?Va\. ?Code": "WV", r"La\. ?(?:R\.?S\.?|Rev\. ?Stat\.?)": "LA",
    r"Ind\. ?Code": "IN", r"Va\. ?Code": "VA", r"Ala\. ?Code": "AL", r"Ark\. ?Code": "AR", r"Cal\. ?(?:Civ|Bus|Health)\.?": "CA",
    r"Tex\. ?Occ\.?": "TX", r"Okla\. ?Stat\.?": "OK", r"Wyo\. ?Stat\.?": "WY", r"M\.?R\.?S\.?A?\.?(?= ?§)": "ME",
}  # fmt: skip
NAME = "|".join(name.replace(" ", r"\s+") for name in sorted(STATES, key=len, reverse=True))  # West Virginia first
OF_A_STATE = r"(?:the\s+)?(?:state|commonwealth)\s+of\s+"
GOVERNING = (
    re.compile(rf"\blaws?\s+(?:and\s+regulations\s+)?(?:of|in)\s+(?:{OF_A_STATE})?(?P<state>{NAME})\b", re.IGNORECASE),
    re.compile(rf"\b(?P<state>{NAME})(?:['\u2019]s)?\s+(?:state\s+)?law\b", re.IGNORECASE),
    re.compile(rf"\bgoverned\s+by\s+(?:{OF_A_STATE})(?P<state>{NAME})\b", re.IGNORECASE),
)
ADDRESS = re.compile(
    rf"[A-Za-z.]+,?\s+(?P<state>{'|'.join(STATES.values())}|{NAME})\.?,?\s+(?P<zip>\d{{5}})(?:-\d{{4}})?\b(?!\s*-)"
)
STATUTE = re.compile(
    rf"\b(?P<state>{NAME})\s+(?:(?:Revised|Annotated|General|Compiled|Codified|Occupations|Insurance|Civil|Health|and"
    r"|Safety|Business|Professions|Administrative|Public)\s+)*(?:Statutes?|Code|Laws|Stat\.)(?:\s+Ann)?\b"
)
CITES = tuple((re.compile(rf"(?<![\w.])(?:{short})"), code) for short, code in SHORT_CITES.items())
FAR_AWAY = re.compile(  # addresses of others
    r"arbitrat|medicare|medicaid|department|office for civil rights|attorney general|\bAAA\b|JAMS|insurance|card processor"
    r"|emergency contact",
    re.IGNORECASE,
)
DISTRICT = re.compile(r"[\s,]*D\.? ?C\b")  # Washington, D.C. is no state

How = Literal["governing_law", "address", "statute"]


@dataclass(frozen=True)
class NamedState:
    """A state, by its two letters, with the words that name it and in what way they do."""

    state: str
    how: How
    span: Span


def named_state(document: Document) -> NamedState | None:
    """Return the state that an agreement names, the plainest words first; None for none, and for several."""
    found = [*by_law(document), *by_address(document), *by_statute(document)]
    return found[0] if len({one.state for one in found}) == 1 else None


def by_law(document: Document) -> list[NamedState]:
    """Return the states whose law an agreement names."""
    matches = [match for pattern in GOVERNING for match in pattern.finditer(document.text)]
    return [
        NamedState(code_of(match["state"]), "governing_law", clause_of(document, match))
        for match in matches
        if not DISTRICT.match(document.text, match.end("state"))
    ]


def by_address(document: Document) -> list[NamedState]:
    """Return the states in addresses with a ZIP code, but not in those of courts, agencies and insurers."""
    return [
        NamedState(code_of(match["state"]), "address", clause_of(document, match))
        for match in ADDRESS.finditer(document.text)
        if not FAR_AWAY.search(line_of(document.text, match))
    ]


def by_statute(document: Document) -> list[NamedState]:
    """Return the states whose statutes an agreement cites."""
    text = document.text
    found = [(match, code_of(match["state"])) for match in STATUTE.finditer(text)]
    found += [(match, code) for pattern, code in CITES for match in pattern.finditer(text)]
    return [NamedState(code, "statute", clause_of(document, match)) for match, code in found]


def code_of(name: str) -> str:
    """Return the two letters of a state's name, or of its two letters."""
    return CODES.get(" ".join(name.split()).upper(), name.upper())


def clause_of(document: Document, match: re.Match[str]) -> Span:
    """Return the clause in which a match stands; where that is a heading, the matched words."""
    for clause in clauses(document):
        if clause.start <= match.start() and match.end() <= clause.end:
            return Span(clause.start, clause.end, clause.heading)
    return Span(match.start(), match.end())


def line_of(text: str, match: re.Match[str]) -> str:
    """Return the lines in which a match stands and the one before them, where an address names its owner."""
    before = text.rfind("\n", 0, max(0, text.rfind("\n", 0, match.start())))
    after = text.find("\n", match.end())
    return text[before + 1 : after if after >= 0 else len(text)]
