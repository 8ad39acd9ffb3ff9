"""The rows of a fee as they bear on a household: a person's, a package's, a limit, or nobody's."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal

from bot.contracts.fee_rows import FeeRow
from bot.contracts.household.people import Joiner

Ages = tuple[int, int]
Kind = Literal["person", "package", "cap", "nobody"]
UNTIL = 130  # years: no upper end
MOST_MONTHLY = 15_000  # dollars: what is more is a slip
MANY = 99  # people
OFTEN = ("month", "quarter", "year", "week")  # periods: the first that a fee is named for counts
PER_MONTH = {"week": Fraction(52, 12), "month": Fraction(1), "quarter": Fraction(1, 3), "year": Fraction(1, 12)}

NOBODY = re.compile(
    r"\boptions?\b|\badd-?on\b(?!.*\b(?:adult|child|dependent|spouse|person|member))|\bvolume\b|\d+ or more (?:participants|employees|enrollees|members)"
    r"|\b(?:company|employer|sponsor) pays|\bset-? ?up\b|\bdiscount|\bdeposit\b"
)
CAP = re.compile(
    r"\bmax(?:imum)?\b|\bat most\b|\bcap\b|\bcapped\b|\b(?:no|not|never) (?:more|to exceed)\b|\blimit\b|\bceiling\b"
)
CHARGED = re.compile(r"\b(?:no|not) more than (\d+) are (?:charged|billed)|\b(\d+) at most\b")
WITHOUT = re.compile(
    r"\bwithout (?:an?|any|the)? ?(?:[\w-]+ )?(?:adult|parent|guardian|member)[^,)]*|\balone\b|\bno (?:parent|adult) [^,)]*"
)
WITH = re.compile(
    r"\b(?:with|when|where|if|whose) (?:an?|the|your|their|one|at least one|at least an?)? ?(?:[\w-]+ )?(?:adult|parent|guardian)s?\b[^,)]*"
    r"|\b(?:child(?:ren)?|son|daughter)s? of (?:an?|the|your|any)? ?(?:[\w-]+ )?(?:members?|patients?|adults?)\b"
)
CHILD = re.compile(
    r"\b(?:child|kid|infant|newborn|bab(?:y|ies)|toddler|teen|dependent|minor|son|daughter|brother|sister|sibling|preschool|adolescent)"
)
ADULT = re.compile(r"\b(?:adult|employee|senior|parent|spouse|partner|husband|wife|me|solo|grown-?ups?)s?\b")
SPOUSE = re.compile(r"\b(?:spouse|partner|husband|wife|married|couple)s?\b")
SENIOR = re.compile(r"\b(?:seniors?|medicare age)\b")
NAMED_AGES: Sequence[tuple[re.Pattern[str], Ages]] = (
    (SENIOR, (65, UNTIL)),
    (re.compile(r"\b(?:infant|newborn|baby|babies)"), (0, 1)),
    (re.compile(r"\btoddler"), (1, 4)),
    (re.compile(r"\bteen"), (13, 19)),
    (re.compile(r"\byoung adult"), (18, 29)),
)
STUDENT = re.compile(r"\bstudents?\b")
EMPLOYEE = re.compile(r"\bemployees?\b")
FURTHER = re.compile(
    r"\b(?:second|third|fourth|fifth|2nd|3rd|4th|5th|additional|extra|further|other|next|added)\b|\bafter the\b|\bafter that\b"
)
ORDINALS = {
    word: n for n, pair in enumerate(("second 2nd", "third 3rd", "fourth 4th", "fifth 5th"), 2) for word in pair.split()
}
AFTER = re.compile(r"\b(?:after|beyond) the (?:first )?(first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|\d)\b")
IN_FAMILY = re.compile(r"\bin (?:a|the) family\b")
MEDICARE = re.compile(r"\bmedicare\b")
NO_MEDICARE = re.compile(r"\b(?:not|without|no|non)\b[^,;]{0,30}\bmedicare\b")
ANY_AGE = re.compile(r"\b(?:each|every|per|whatever|any age|all ages|regardless)\b")
ALTERNATIVE = re.compile(r",? or$")

COUPLE = re.compile(
    r"\b(?:couple|pair|duo|both|husband|two-?person)s?\b|\b2 (?:[\w-]+ )?(?:adults|members|people|persons|patients|individuals|spouses|of you)\b"
    r"|(?:\b(?:and|plus|with)|\+|&) (?:an? |your |their )?(?:spouse|partner)"
)
PLUS_ONE = re.compile(r"(?:\+|\bplus|\band) (?:one|1)\b")
FAMILY = re.compile(r"\b(?:famil(?:y|ies)|households?|house)\b")
PER_FAMILY_MEMBER = re.compile(
    r"\b(?:family|household) (?:member|adult|child|person)s?\b|\b(?:in|of|from) (?:a|the|one|same|the same|one's) (?:[\w-]+ )?(?:household|family|home|house)\b"
)
SOME_CHILDREN = re.compile(
    r"(?:\b(?:and|plus|with)|\+|&|,) (?:(?:up to |all |any |the |their |your )*(?:\d )?)(?:[\w-]+ )?(?:child|kid|dependent)"
)
ALL_CHILDREN = re.compile(r"^\W*all (?:of )?(?:the |your |their )?(?:children|kids|brothers|siblings)")
SO_MANY_CHILDREN = re.compile(r"\b(\d+) (?:or more )?(?:[\w-]+ )?(?:children|kids|child|dependents)")
SO_MANY = re.compile(
    r"\b(?:family|household|families) of (?:up to )?(\d+)|\bup to (\d+) (?:persons|people|members)|\b([3-9]) (?:persons|people|members)\b"
)
ONE_ADULT = re.compile(
    r"\b(?:employee|one adult|single adult|single parent|individual|adult|member|parent|subscriber) ?(?:\+|&|and|plus|with) (?:[\w-]+ )?(?:child|kid|dependent)"
    r"|\bsingle[ -]parent"
)

FIRST_BIRTHDAY = re.compile(r"\bfirst birthday\b")
FROM_BIRTH = re.compile(
    r"\b(?:birth|newborns?|infants?)\s*(?:to|-|through)\s*(?:age )?(?P<to>\d+)\s*(?P<months>months?)?"
)
SPAN = re.compile(
    r"\b(?P<from>\d+)\s*(?P<low>months?|years?)?(?: old)?\s*(?:to|-|through|thru|and)\s*(?:age )?(?P<to>\d+)\b\s*(?P<months>months?)?"
)
AND_OVER = re.compile(
    r"\b(?P<from>\d+)\s*(?:\+|(?:years? )?(?:old )?(?:and|or|&) (?:over|older|up(?! to)|above|better|beyond))|\bover (?:age )?(?P<above>\d+)"
)
UNDER = re.compile(
    r"\b(?:under|below|younger than)(?: the)?(?: age)?(?: of)? (?P<below>\d+)|\b(?:up to|through|to)(?: age)? (?P<to>\d+)(?! (?:child|kid|person|people|member|adult|depend))"
)


def ages_of(who: str) -> Ages | None:
    """Return the ages in years that a row names, both ends within; None where it names none."""
    if FIRST_BIRTHDAY.search(who):
        return 0, 0
    if match := FROM_BIRTH.search(who):
        return 0, _last(match)
    if match := SPAN.search(who):
        low = int(match["from"])
        in_months = match["months"] and match["low"] != "year"
        return (low // 12 if in_months or (match["low"] or "").startswith("month") else low), _last(match)
    if match := AND_OVER.search(who):
        return (int(match["from"]) if match["from"] else int(match["above"]) + 1), UNTIL
    if match := UNDER.search(who):
        return 0, int(match["to"]) if match["to"] else int(match["below"]) - 1
    return None


def _last(match: re.Match[str]) -> int:
    """Return the last year of age of a span; one of months ends with its last whole year."""
    return max(0, (int(match["to"]) + 1) // 12 - 1) if match["months"] else int(match["to"])


@dataclass(frozen=True)
class Size:
    """For how many a package or a limit is."""

    adults: int
    children: int
    total: int = MANY
    fewest_adults: int = 0
    couple: bool = False


@dataclass(frozen=True)
class Row:
    """A row of a fee, with what its words say of whom it is for."""

    amount: Fraction
    period: str
    who: str
    place: int

    @cached_property
    def monthly(self) -> Fraction:
        """What it comes to in a month."""
        return self.amount * PER_MONTH[self.period]

    @cached_property
    def kind(self) -> Kind:
        """What it is to a household."""
        if NOBODY.search(self.who):
            return "nobody"
        if CAP.search(self.who) and not self.charged:
            return "cap"
        return "package" if self.size else "person"

    @cached_property
    def own(self) -> str:
        """Its words without those about who else is a member."""
        return WITH.sub(
            " child " if re.search(r"\b(?:child|son|daughter)\w* of\b", self.who) else "", WITHOUT.sub("", self.who)
        )

    @cached_property
    def company(self) -> Literal["with", "without"] | None:
        """Whether an adult has to be a member beside."""
        if WITHOUT.search(self.who):
            return "without"
        return "with" if WITH.search(self.who) else None

    @cached_property
    def ages(self) -> Ages | None:
        """The ages that it names."""
        return ages_of(self.own)

    @cached_property
    def named_ages(self) -> Ages | None:
        """The ages that it names or that its words for people mean."""
        return self.ages or next((ages for sign, ages in NAMED_AGES if sign.search(self.own)), None)

    @cached_property
    def group(self) -> Literal["adult", "child", "any"]:
        """Whether it is for adults or for children."""
        child, adult = CHILD.search(self.own), ADULT.search(self.own)
        if child and adult and "child of" not in self.who:
            return "child" if child.start() < adult.start() and "parent" not in adult.group() else "adult"
        return "child" if child else "adult" if adult else "any"

    @cached_property
    def further(self) -> bool:
        """Whether it is for one more on top of others."""
        return bool(FURTHER.search(self.own))

    @cached_property
    def at_full_fee(self) -> int | None:
        """How many children pay their own fee before this one of a further child is due; None where it is not said."""
        if match := AFTER.search(self.own):
            return int(match[1]) if match[1].isdigit() else ORDINALS.get(match[1], 1)
        return next((n - 1 for word, n in ORDINALS.items() if re.search(rf"\b{word}\b", self.own)), None)

    @cached_property
    def medicare(self) -> bool | None:
        """Whether it asks for Medicare, or for none."""
        return not NO_MEDICARE.search(self.who) if MEDICARE.search(self.who) else None

    @cached_property
    def charged(self) -> int | None:
        """The most people that it is charged for."""
        match = CHARGED.search(self.who)
        return int(match[1]) if match and match[1] else None

    @cached_property
    def names_somebody(self) -> bool:
        """Whether its words name people at all."""
        one = FeeRow(Decimal(0), self.period, self.who)
        return one.people != "unknown" or self.group != "any" or bool(STUDENT.search(self.who) or self.named_ages)

    @cached_property
    def size(self) -> Size | None:
        """For how many people a package is; None for a person's row."""
        if ALL_CHILDREN.search(self.own):
            return Size(0, MANY)
        if self.further and not FAMILY.search(PER_FAMILY_MEMBER.sub("", self.own)):
            return None
        if self.further and CHILD.search(self.own):
            return None
        return self._size()

    def _size(self) -> Size | None:
        """Read the number of people."""
        who = PER_FAMILY_MEMBER.sub("", self.who)
        couple, one = bool(COUPLE.search(who)), bool(ONE_ADULT.search(who))
        children = SOME_CHILDREN.search(who) or FAMILY.search(who)
        so_many = SO_MANY.search(who)
        if not (couple or one or FAMILY.search(who) or so_many or PLUS_ONE.search(who)):
            return None
        if self.group == "child" and not FAMILY.search(who):
            return None
        if PLUS_ONE.search(who) and not children:
            return Size(2, 1, 2)
        total = int(next(group for group in so_many.groups() if group)) if so_many else MANY
        if not children and couple:
            return Size(2, 0, fewest_adults=2, couple=bool(SPOUSE.search(who)))
        counted = SO_MANY_CHILDREN.search(who)
        adults = 1 if one and not couple else MANY if "any size" in who else total if so_many else 2
        return Size(adults, int(counted[1]) if counted else MANY, total)


def rows_of(rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Make rows ready; what is no amount for a period that can be put into months is left out."""
    made: list[Row] = []
    for row in rows:
        try:
            one = FeeRow.of(row)
        except (InvalidOperation, KeyError, TypeError, ValueError):
            continue
        if one.period in PER_MONTH and one.amount.is_finite() and 0 <= one.amount < MOST_MONTHLY * 13:
            made.append(Row(Fraction(one.amount), one.period, one.who, len(made)))
    made = [row for row in made if row.monthly <= MOST_MONTHLY]
    return [_in_place(row, made[number - 1] if number else None) for number, row in enumerate(made)]


def _in_place(row: Row, before: Row | None) -> Row:
    """Return a row whose words are those of the price before it ("$300 each, or $480 for two") as one for two."""
    if (
        before
        and ALTERNATIVE.search(row.who)
        and before.period == row.period
        and before.amount < row.amount <= 2 * before.amount
    ):
        return Row(row.amount, row.period, "2 people", row.place)
    return row


def grown_up(rows: Sequence[Row]) -> int:
    """Return the age from which a row's people are adults, as its bands say."""
    begin = [
        row.ages[0]
        for row in rows
        if row.ages
        and row.group != "child"
        and 17 <= row.ages[0] <= 22
        and "child of" not in row.who
        and not STUDENT.search(row.who)
    ]
    end = [row.ages[1] + 1 for row in rows if row.ages and row.group == "child" and 17 <= row.ages[1] <= 18]
    return min(begin or end, default=18)


def fits_age(row: Row, one: Joiner) -> bool:
    """Whether an age is among those of a row; a row without ages is for all."""
    ages = row.named_ages
    return ages is None or ages[0] <= one.years <= ages[1]
