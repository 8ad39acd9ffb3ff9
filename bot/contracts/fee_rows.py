"""A row of the membership fees: what it comes to in a month, and how many people it is for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from bot.contracts.reading.patterns import then, words
from bot.contracts.reading.quantities import plain

MONTHS = {"month": 1, "quarter": 3, "year": 12}
LEAST, MOST = 4, 5  # payments by the week that can fall into a month

ADDED = words(
    """additional, extra, added, add-on, (each|every|any) (other|further|next), second, third,
    2nd, 3rd, 4th, adds, after the (first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th)"""
)
ONE_OF_MANY = words(
    "(each|every|per|one|1|a) [single|adult|family|household] (person|member|adult|child|kid|individual)"
)
WITH_ADULT = then(words("child*, kid[s], dependent*, infant*, teen*"), 25, words("with, whose, of a"))
PERSON = words(
    "adult[s], individual[s], member[s], person, you, employee[s], parent[s], child*, kid[s], partner, spouse[s]"
)
SEVERAL = (
    words(
        """famil*, couple[s], household[s], both, spouse[s], partner[s], husband*, pair, two-person, group,
        (2|3|4|5|6|two|three|four|five|six) [or] [more] (adults|people|persons|members|children|kids|individuals|patients)"""
    ),
    then(PERSON, 3, words("and, plus, with"), 12, PERSON),
    then(PERSON, 3, words("child*, kid[s], spouse, partner, family")),
)
ONE = words(
    """adult[s], individual*, single, person, member[s], patient[s], child*, kid[s], age[s|d], senior[s], student[s],
    infant*, newborn*, baby, babies, teen*, employee[s], under, over, older, younger, years, you, self"""
)
AGES = re.compile(r"\b\d{1,2} ?(?:-|to) ?\d{1,2}\b|\b\d{1,2} ?\+|\b\d{1,2} and (?:over|up|older)")

TRAILING = re.compile(r"(?:[\s.,:|]|\b(?:are|is|at|of|or|for|may be added)\b)+$")
SAYS = re.compile(r"\$|\bpays?\b|\bis charged\b")

For = Literal["one", "several", "added", "unknown"]


@dataclass(frozen=True)
class FeeRow:
    """One of the fees that an agreement names: an amount for a period, and whom it is for in its own words."""

    amount: Decimal
    period: str
    who: str

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> "FeeRow":
        """Make one of a row of the field `fee`."""
        return cls(Decimal(str(value["amount"])), value["period"], plain(str(value.get("who") or "")))

    @property
    def spreads(self) -> bool:
        """Whether its period can be put into months."""
        return self.period == "week" or self.period in MONTHS

    @property
    def least(self) -> Decimal:
        """The least that falls into a month."""
        return self.amount * LEAST if self.period == "week" else self.amount / MONTHS[self.period]

    @property
    def most(self) -> Decimal:
        """The most that falls into a month: five weeks begin in some."""
        return self.amount * MOST if self.period == "week" else self.least

    @property
    def label(self) -> str:
        """Whom it is for, ready to be shown; "" where its words name nobody."""
        if self.people == "unknown":
            return ""
        return TRAILING.sub("", SAYS.split(self.who)[0]).strip(" []()-*\u2022")

    @property
    def people(self) -> For:
        """For how many people it is: one, several, one more on top of others, or unknown."""
        if ADDED.search(self.who):
            return "added"
        if ONE_OF_MANY.search(self.who) or WITH_ADULT.search(self.who):
            return "one"
        if any(pattern.search(self.who) for pattern in SEVERAL):
            return "several"
        return "one" if ONE.search(self.who) or AGES.search(self.who) else "unknown"
