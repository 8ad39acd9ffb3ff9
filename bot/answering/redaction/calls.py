"""A number that may be one to call, with what the words around it say of it."""

import re
from typing import NamedTuple

CALLED = (
    r"\b(?:call(?:ed|\s?back)?|phones?|tel|telephone|cell(?:phone)?|mobile|fax|text|sms|ring|dial|reach"
    r"|voicemail|whatsapp"
    r"|contact|landline)\b|\b(?:my|our|his|her|their|the|\w{1,20}'s)\snumber\b|\((?:home|work|cell"
    r"|mobile)\)|\b(?:home|work|office):"
)
CALL_CUE = re.compile(rf"{CALLED}")
CALL_BESIDE = re.compile(
    rf"(?:{CALLED})(?:\s(?:me|us|him|her|them|number|num|no\.?|is|at|on|to|back|\#)){{0,4}}"
    r"(?:\s?\((?:home|work|cell|mobile)\))?[\s:#=.]{0,3}(?:is\s|at\s|on\s)?$"
)
CALL_BEHIND = re.compile(
    r"\s(?:is|was)\s(?:my|our|his|her|their|the|\w{1,20}'s)\s(?:\w{1,20}\s)?(?:cell|phone|number|mobile|fax|home)"
)
MONEY_CUE = re.compile(
    r"(?:\$|\b(?:between|from|pay|paid|premiums?|deductibles?|ded|costs?|price|max|income|quoted?s?|about"
    r"|around|dollars|copays?|fee"
    r"|went|charge[sd]?|budget|spend|spent|salary))\W{0,2}(?:is\s|of\s|from\s|for\s|about\s|are\s|was\s|\w{1,12}\s)?$"
)
MONEY_BEHIND = re.compile(
    r"\s(?:\w{1,12}\s){0,4}?(?:quotes?|premiums?|prices?|plans?|range|tops)\b|\s?(?:a|per|each)\s(?:month"
    r"|year|visit|person)|\s?/\s?(?:mo|yr)|\s?(?:dollars|usd|bucks)\b|\sfor\sa\b|\sout\sof\spocket"
)
PRICED = re.compile(
    r"\s?(?:(?:a|per|each|every)\s(?:month|year|visit|person)\b(?!\s(?:before|ahead|in\sadvance|prior|after|later|ago|early))"
    r"|/\s?(?:mo|yr|month|year)\b|(?:dollars|usd|bucks)\b)"
)
LISTED_BEFORE, LISTED_BEHIND = re.compile(r"\d[\s,]{1,2}$"), re.compile(r"[\s,]{1,2}\d")
LETTER = re.compile("[a-z]")
FICTION = "555"  # what people write in examples: no sum
BESIDE = 40  # characters
ROUNDED = 5  # dollars


class Call(NamedTuple):
    """A number that may be one to call: its groups of digits, and the words around it."""

    groups: tuple[str, ...]
    before: str
    behind: str

    @property
    def alone(self) -> bool:
        """Whether nothing else was said."""
        return not self.before.strip() and not self.behind.strip()

    @property
    def called(self) -> bool:
        """Whether words right beside it say that it is one."""
        if CALL_BEHIND.match(self.behind):
            return True
        return not LISTED_BEFORE.search(self.before[-4:]) and CALL_BESIDE.search(self.before) is not None

    @property
    def cued(self) -> bool:
        """Whether words near it speak of calling."""
        spoken = LETTER.search(self.before) and CALL_CUE.search(self.before)
        return bool(spoken or CALL_BEHIND.match(self.behind))

    @property
    def sums(self) -> bool:
        """Whether all groups may be sums, as "400-500-6000" and "450-1275": people round them."""
        return all(int(group) % ROUNDED == 0 and not group.startswith("0") for group in self.groups)

    @property
    def priced(self) -> bool:
        """Whether it is sums whatever is said before it, as in "call 500-1000 a month"."""
        return self.sums and FICTION not in self.groups and PRICED.match(self.behind) is not None

    @property
    def money(self) -> bool:
        """Whether it may be sums: rounded ones, or with a word for money beside it."""
        if any(group.startswith("0") for group in self.groups):
            return False
        return self.sums or bool(MONEY_CUE.search(self.before) or MONEY_BEHIND.match(self.behind))

    @property
    def listed(self) -> bool:
        """Whether other numbers stand right beside it."""
        return bool(LISTED_BEFORE.search(self.before[-4:]) or LISTED_BEHIND.match(self.behind))


def call_of(found: re.Match[str], *names: str) -> Call:
    """Return a number with its surroundings; `names` are those of its groups of digits."""
    groups = tuple(found[name] for name in names)
    start, end = found.span()
    return Call(groups, found.string[max(0, start - BESIDE) : start], found.string[end : end + BESIDE])
