"""How many members there are to be."""

import re
from collections.abc import Sequence

from bot.letters.pieces import Piece
from bot.letters.rules import Rule, settle
from bot.vocabulary import Term

PEOPLE = r"(?:of you|folks|members?|patients?|people|individuals|persons|families|adults)"
NUMBER = r"(?<![$\d,.])(?P<n>\d{1,2},\d{3}|\d{2,4})(?![\d,/-]*\d)(?!%| ?(?:days?|hours?|minutes?|weeks?|months?|years?|miles|states|cents|affiliated)\b)"
SIZE = re.compile(
    rf"\b(?:limit(?:ed|ing|s)?(?: to|:)?|stop(?:s|ping)? at|cap(?:s|ped|ping)?(?: it| this| membership)?(?: is)?(?: at|:)?|no more than|just|only|up to|at most|about|around|roughly|look after|care for|take|accept|room for|restrict[^.]{{0,25}} to|maximum of)"
    rf"(?: (?:about|only|just|around|up to|no more than|the first|at most))? {NUMBER}(?: {PEOPLE}\b|(?= |\W|$))"
    rf"|\bfrom (?:about |over |more than )?[\d,]+ (?:{PEOPLE} )?to (?:about |just |only )?{NUMBER.replace('<n>', '<m>')}"
)
COUNTED = re.compile(
    rf"\b{NUMBER} (?:members|places|spots|openings|slots|memberships|seats)\b|\b(?:spots|places|openings)(?: still)?(?: left| open)?: {NUMBER.replace('<n>', '<m>')}"
)
NOT_PLACES = re.compile(
    r"\bage\b|\ba day\b|\bper day\b|\baffiliated|\bgrown to|\bon our books|\bdr\.? \w+[^.]*\bmake room|\bmiles\b|\d{3}-\d{4}|\bfamily (?:pays|tops)"
)
FIRST_COME = re.compile(
    r"\bfirst[- ]come|\bin (?:the )?order\b(?! (?:to|for|that))|\bas (?:forms|they|cards|replies) (?:come|arrive)|\border of\b"
)
FEW = re.compile(
    r"\b(?:space|spaces|places?|spots?|room|enrollment|availability|membership|number of [\w ]{0,40})\b[^.]{0,25}\b(?:is|are|will be)\b[^.]{0,12}\blimited\b|\blimited (?:number|space|places|spots|availability)"
)
PLACES = (
    Rule(lambda match: _number(match["n"] or match["m"]), 3, SIZE, NOT_PLACES),
    Rule(lambda match: _number(match["n"] or match["m"]), 2.5, COUNTED, NOT_PLACES),
    Rule(
        lambda match: _number(match["n"]),
        3,
        re.compile(rf"\b(?:once|after|when) {NUMBER}\b[^.]{{0,20}}\b(?:accept|enrol|join|sign)"),
        NOT_PLACES,
    ),
    Rule("first come", 2, FIRST_COME),
    Rule("limited", 1, FEW),
)


def _number(figures: str) -> int | None:
    """Return a number of members, None where it is too small to be one."""
    number = int(figures.replace(",", ""))
    return number if number >= 20 else None


def places_limited(letter: Sequence[Piece]) -> Term:
    """Read how many members there are to be, or that the first to come are taken, or only that places are limited."""
    return settle("places_limited", letter, PLACES)
