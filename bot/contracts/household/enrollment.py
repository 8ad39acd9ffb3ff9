"""What a household pays once, by the clause of the enrollment fee."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from bot.contracts.fields.joining import FEE_NONE, JOIN_FREE, NO, NO_FEE, NOT_CHARGED, WAIVED
from bot.contracts.household.people import HouseholdFee, Joiner
from bot.contracts.household.together import cents, money
from bot.contracts.reading.quantities import MONEY, dollars, plain

ADULT_FROM = 18  # years
EACH = re.compile(
    r"\b(?:per|each|every|an?|for one) (?:new |covered |direct |enrolled |individual )?(?:person|member|patient|individual|participant|enrollee|applicant|subscriber|beneficiary|client|head)\b"
)
ADULT = re.compile(r"\b(?:per|each|every|an|for one) (?:\w+ )?adult\b")
CHILD = re.compile(r"\b(?:per|each|every|a) (?:\w+ )?(?:child|kid|dependent)\b")
ONCE = re.compile(r"\b(?:per|each|every|a|the|one|for) (?:\w+ )?(?:household|family|couple|account)\b")
FIRST = re.compile(r"\bfirst (?:member|person|adult|patient)\b")
FURTHER = re.compile(
    r"\b(?:additional|further|other|next|second) (?:\w+ )?(?:member|person|adult|patient|individual)\b"
)
LIMIT_BEFORE = re.compile(
    r"\b(?:not to exceed|not exceed|up to|at most|no more than|max(?:imum)?(?: of)?|capped at|cap(?: of)?)\W*(?:a total of )?$"
)
LIMIT_BEHIND = re.compile(r"^\W*(?:at most|max|per (?:household|family) (?:max|at most))")
NO_CHILDREN = re.compile(
    r"\bwaived for (?:all )?(?:children|kids|dependents)|\b(?:children|kids|dependents)\b[^.;$]{0,30}\b(?:free|exempt|waived|nothing|no charge|not charged)"
)
MOST_PEOPLE = re.compile(r"\b(?:max(?:imum)?|at most|no more than)(?: of)? (\d+)\b(?! ?(?:%|day|month|year))")
AGAIN = re.compile(r"[.;]\s[^$]*\b(?:re-?enrol|re-?join|come back|return)")


@dataclass(frozen=True)
class Sum:
    """A sum of a clause and how often it is paid: once, by each, by an adult, by a child, first, further, or a limit."""

    amount: Fraction
    kind: str


KINDS = (("further", FURTHER), ("first", FIRST), ("once", ONCE), ("adult", ADULT), ("child", CHILD), ("each", EACH))


def household_enrollment(sentence: str, joining: Sequence[Joiner]) -> HouseholdFee | None:
    """Return what a household pays once as it joins, by the clause of the enrollment fee; None where it names no sum."""
    text = AGAIN.split(plain(sentence))[0]
    sums = _sums(text)
    if not joining:
        return None
    if not sums:
        free = any(sign.search(text) for sign in (NO_FEE, NOT_CHARGED, FEE_NONE, JOIN_FREE, NO, WAIVED))
        return HouseholdFee(cents(Fraction(0)), "$0") if free else None
    return _total(text, sums, joining)


def _sums(text: str) -> list[Sum]:
    """Return the sums of a clause; behind the first only those that say for whom they are."""
    found = list(MONEY.finditer(text))
    made: list[Sum] = []
    for number, match in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        start = found[number - 1].end() if number else 0
        kind = _kind(text[start : match.start()], text[match.end() : end], first=not number)
        if kind != "bare" or not number:
            made.append(Sum(Fraction(str(dollars(match))), kind))
    return made


def _kind(before: str, behind: str, *, first: bool) -> str:
    """Return how often a sum is paid, by the words behind it or, for the first, before it."""
    if LIMIT_BEFORE.search(before) or LIMIT_BEHIND.search(behind):
        return "limit"
    near = re.split(r"[.;(]", behind)[0]
    places = [(match.start(), kind) for kind, sign in KINDS if (match := sign.search(near))]
    if places:
        return min(places)[1]
    return next((kind for kind, sign in KINDS if first and sign.search(before)), "bare")


def _total(text: str, sums: Sequence[Sum], joining: Sequence[Joiner]) -> HouseholdFee:
    """Add up what a household pays."""
    children = sum(one.is_child(ADULT_FROM) for one in joining)
    adults = len(joining) - children
    heads = adults if NO_CHILDREN.search(text) else len(joining)
    if most := MOST_PEOPLE.search(text):
        heads = min(heads, int(most[1]))
    kinds = {one.kind for one in sums}
    if "child" in kinds and "each" in kinds:
        heads = adults
    times = {
        "each": 1 if "further" in kinds else heads, "adult": adults, "child": children, "first": min(1, heads),
        "further": max(0, heads - 1), "once": 1, "bare": 1,
    }  # fmt: skip
    singles = [one for one in sums if one.kind not in {"once", "limit"}]
    total = sum((one.amount * times[one.kind] for one in singles), Fraction(0))
    said = " + ".join(
        money(one.amount) if times[one.kind] == 1 else f"{times[one.kind]} × {money(one.amount)}"
        for one in singles
        if times[one.kind]
    )
    wholes = [one.amount for one in sums if one.kind in {"once", "limit"}]
    if not singles:
        total, said = wholes[0], money(wholes[0])
    elif wholes and min(wholes) < total:
        total, said = min(wholes), f"{said}, at most {money(min(wholes))}"
    doubt = "bare" in kinds and len(joining) > 1
    return HouseholdFee(
        cents(total),
        said or "$0",
        unclear=("The clause does not say whether each pays the enrollment fee; it is counted once.",) if doubt else (),
    )
