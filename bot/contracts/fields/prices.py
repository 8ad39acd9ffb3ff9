"""Prices as they stand in a clause: each sum with the words around it, its period and whom it is for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from bot.contracts.reading.patterns import closing, either, opening, then, words
from bot.contracts.reading.quantities import MONEY, dollars
from bot.contracts.reading.wordings import GOODS, JOINING, VISITS

PERIODS = {
    "month": words("month, mo, mth, monthly, montly"),
    "year": words(
        """year, yr, annum, annual, annually, yearly, 12 months,
        (each|every) (january|february|march|april|may|june|july|august|september|october|november|december|spring|fall)"""
    ),
    "quarter": words("quarter, qtr, quarterly, 3 months, 4 (instalments|installments)"),
    "week": words("week, weekly"),
}
ADVERBS = words("monthly, annually, yearly, quarterly, weekly")
UNCOUNTED = {  # "2 year" is a length, "a year" a period, "4 quarterly" too; "half year" is another
    name: re.compile(
        rf"(?<!\d )(?<!half[ -])(?<!bi-)(?<!semi-){pattern.pattern}|(?={ADVERBS.pattern}){pattern.pattern}"
    )
    for name, pattern in PERIODS.items()
}
A_VISIT = words(  # "yearly physical": how often it is done, not how often a sum is paid
    """(annual|yearly|monthly|quarterly|weekly) [sports|wellness|skin|preventive|health|well-child]
    (physical|exam|examination|check-up|visit|wellness|screening|evaluation|appointment|injection|lab)[s]"""
)
IN_QUARTERS = re.compile(r"\bjan(?:uary)?(?: 1(?:st)?)?, apr")
OTHER_PERIOD = words(  # none of these: a sum of them is left out
    """half-year*, semi-annual*, semi-monthly, bi-annual*, bi-month*, bi-week*, fortnight*, pay-check*, pay-period*, pay-day*,
    twice a, every other, (2|4|6|8) (week|month)[s], semester[s], day[s], daily"""
)
PAID = "once|due|billed|paid|payable|charged|collected|drawn|drafted|debited|taken|invoiced|in advance|up-front"
WHOSE = "visit|additional|extra|other|missed|late|person|past|lab|prior|half|new|free|pay|appointment"
EACH = r"(?:/|\bper\b|\beach\b|\bevery\b)"
RATE = re.compile(  # directly behind a sum: "/mo", "per adult per month", "(billed annually)", "for each plan year"
    r"^\s*(?:usd|dollars|flat|even)?\s*"
    r"(?:(?:/|per|a|an|each|every|-|for (?:an|a|one|each|every))\s*(?:person|member|adult|child|individual|patient|family|couple"
    r"|household|kid|head|participant|employee|enrollee|senior|student|subscriber|client)s?\s*)?"
    rf"(?:[,()]*\s*(?:on (?:or before )?the (?:\w+ )?(?:day )?of )?(?:{words(PAID.replace('|', ',')).pattern}\s*)*"
    rf"(?:{EACH}\s*(?:(?!{WHOSE})[a-z]+\s+)?|(?:a|an|-|on an?|for (?:a|one|the) (?:(?:full|whole|calendar) )?"
    rf"|for (?:each|every) (?:(?!{WHOSE})[a-z]+ )?)\s*)?"
    rf"(?P<period>{either(*PERIODS.values()).pattern}))"
)
OTHER_RATE = re.compile(rf"^\s*,?\s*(?:(?:/|per|a|an|each|every|for)\s*)?(?:{OTHER_PERIOD.pattern})")
FAR = 90  # characters
MOST = 60  # prices of one clause: one that names more is neither a sentence nor a row that anybody wrote
PART = re.compile(
    r"[|;\n\u2022]|(?<!\d)[.](?!\d)|, (?=and |or |you |your |then |plus |\w+ \$)|\b(?:and|or|then|plus|all for|for just)\b"
)  # what parts two prices
ONE_OFF = either(
    re.compile(r"(?<!at )\bonce\b(?! (?:a|per|every|each)\b)"),
    JOINING,
    VISITS,
    GOODS,
    words(
        """one-time, intake, on signing, missed, late, returned, nsf, bounced, reinstat*, rejoin*, terminat*, cancellation, penalty,
        exit, paus*, on hold, freez*, suspen*, unpaid, save[s], saving*, discount*, off, credit*, refund*, reward,
        referral, (a|the|total|retail) value, value of, valued, worth, instead of, in place of, compared, lesser, greater of, spend*, would (be|have),
        for example, e.g, deductible, hsa, fsa, irs, copay[s], house call, per use, injection, x-ray,
        transfer, copy, copies, form, travel, per hour, an hour, (each|every) time, per time, a time, premium[s], parking,
        fail[s|ed], declin*"""
    ),
)
ONE_OFF_BEHIND = opening(24, ONE_OFF)
BARE = closing(
    words("as low as, start as low as, from only, as little as, range[s] from, anywhere from, somewhere between"), 1
)
A_PART = closing(  # "in two parts of $600": the whole is the fee; "reduced by $5"
    words("by, (parts|halves|instal*|payments|portions|paychecks|deductions) of, (half|part) of"), 3
)
CAP = closing(
    either(
        then(words("(never|not) (charge|pay|bill)"), 30, words("more than"), avoid="$"),
        words("no more than, maximum [is|of], cap[ped] (at|of|is), limit (is|of), up to, not [to] exceed"),
    ),
    2,
)
PEOPLE = re.compile(r"\b(?:adult|child|individual|couple|famil|age|senior|person|member|household|kid|year|under|over)")
FILLING = words(
    """the, a, an, is, are, of, for, at, to, fee, fees, pay, pays, you, will, be, membership, monthly, annual, annually,
    cost, costs, price, rate"""
)
FILL = re.compile(rf"^(?:\d+(?:\.\d+)+|{FILLING.pattern}|[:=\-–,(]|\s)+|[:=\-–,(\s]+$")
NAME = re.compile(r"[a-z]{3}|\d")
FOR = re.compile(r"\s*for\b")
LABEL = 70  # characters: the longest name of whom a price is for


@dataclass(frozen=True)
class Price:
    """A sum of money in a clause: what stands `before` it, back to the last one, and what stands `after`.

    `rate` is its period where that stands directly behind it, `column` its place in a row of a table.
    """

    amount: int | float
    before: str
    after: str
    rate: str | None
    column: int

    @property
    def around(self) -> str:
        """The words before it that speak of this price."""
        return PART.split(self.before)[-1][-60:]

    @property
    def behind(self) -> str:
        """The words behind it that speak of this price, as far as they matter."""
        return PART.split(self.after[:FAR], 1)[0]

    @property
    def period(self) -> str | None:
        """The period that its own words name, before it or, failing that, behind it."""
        return self.rate or period_of(self.around) or period_of(self.behind[:40])

    @property
    def recurring(self) -> bool:
        """Whether it can be a membership's: neither for a single thing, nor a bait, nor a limit."""
        around = self.around.rpartition(", ")[2] if self.rate else self.around
        if ONE_OFF.search(around) or (not self.rate and ONE_OFF_BEHIND.match(self.after)):
            return False
        if OTHER_RATE.match(self.after) and not self.rate:
            return False
        return not (BARE.search(self.before) or CAP.search(self.around) or A_PART.search(self.before))

    @property
    def label(self) -> str:
        """The words before it in its row or its part of the sentence, without those that fill."""
        return FILL.sub("", re.split(r"[|;$]", self.before.strip(" |"))[-1].strip())[-LABEL:].strip()

    @property
    def who(self) -> str:
        """Whom it is for: its label or, where that names nobody, the words behind it."""
        tail = self.behind[:30]
        if FOR.match(tail) and PEOPLE.search(tail):
            return FILL.sub("", tail).strip()
        return FILL.sub("", tail).strip() if not NAME.search(self.label) and PEOPLE.search(tail) else self.label


def prices(text: str) -> Iterator[Price]:
    """Yield the sums of money in a clause."""
    done = 0
    for match in islice(MONEY.finditer(text), MOST):
        rate = RATE.match(text[match.end() :])
        end = match.end() + (rate.end() if rate else 0)
        period = period_of(rate["period"]) if rate else None
        column = text.count("|", 0, match.start())
        yield Price(dollars(match), text[done : match.start()], text[end:], period, column)
        done = end


def period_of(text: str) -> str | None:
    """Return the period that a wording names, None for none or several."""
    if IN_QUARTERS.search(text):
        return "quarter"
    text = A_VISIT.sub("", text)
    named = [name for name, sign in UNCOUNTED.items() if sign.search(text)]
    return named[0] if len(named) == 1 else None
