"""How two values of one field compare: a table with a row a field of what is the same, what differs, what is stricter.

`same` asks for one meaning and one way of saying it, as between two revisions: $100 a month is not $1,200 a year.
`agree` asks whether both can be true, as between two documents of one practice: the two are the same money.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from bot.vocabulary import Term

Value = Any
Agreeing = Callable[[Value, Value], bool]
Burden = Callable[[Value], float | None]

DAYS_A_MONTH, DAYS_A_YEAR = 30, 365
PAYMENTS_A_YEAR = {"week": 52, "month": 12, "quarter": 4, "year": 1}
WITHIN_CENTS = Decimal("0.01")  # a twelfth of a yearly fee is rounded
FILLING = {"a", "an", "the", "per", "each", "every", "for", "of", "one", "is", "plan", "membership", "member", "fee"}
MONEY = re.compile(r"\$\s?(\d[\d,]*(?:\.\d+)?)")


@dataclass(frozen=True)
class Measure:
    """How the values of a field compare: `agree` of two values, `burden` of one: the higher, the harder on a patient.

    Without a burden, or where it is None, neither of two values is the stricter.
    """

    agree: Agreeing
    burden: Burden | None = None


# Whether two values can both be true


def equal(one: Value, other: Value) -> bool:
    """Whether two values are the same, however a list is ordered and letters are written."""
    return bool(form(one) == form(other))


def form(value: Value) -> Any:
    """Return a value in a form in which equal ones are equal: lists as sets, words folded, numbers as numbers."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, str):
        return " ".join(value.lower().split())
    if isinstance(value, int | float | Decimal):
        return Decimal(str(value)).normalize()
    if isinstance(value, Mapping):
        return frozenset((key, people(str(one or "")) if key == "who" else form(one)) for key, one in value.items())
    if isinstance(value, list | tuple | set | frozenset):
        return frozenset(form(one) for one in value)
    return value


def people(who: str) -> frozenset[str]:
    """Return the words that tell whom a price is for."""
    found = (word.removesuffix("s") for word in re.findall(r"\w+", who.lower()))
    return frozenset(word for word in found if word not in FILLING)


def among(agree: Agreeing = equal) -> Agreeing:
    """Return a comparison of choices: a list agrees with what is one of it, and with a longer list."""

    def compare(one: Value, other: Value) -> bool:
        left, right = as_list(one), as_list(other)
        return all(any(agree(a, b) for b in right) for a in left) or all(any(agree(a, b) for a in left) for b in right)

    return compare


def as_list(value: Value) -> list[Value]:
    """Return the choices that a value offers, itself where it offers none."""
    return list(value) if isinstance(value, list | tuple) else [value]


def beside(*groups: set[Value]) -> Agreeing:
    """Return a comparison in which the values of a group do not exclude one another."""
    return lambda one, other: (
        equal(one, other) or any(hashable(one) in group and hashable(other) in group for group in groups)
    )


def hashable(value: Value) -> Value:
    """Return a value that can be looked up; a list is nothing that is."""
    return None if isinstance(value, list | dict) else value


def days_agree(one: Value, other: Value) -> bool:
    """Whether two lengths in days are one: twelve months are a year."""
    return equal(whole_years(one), whole_years(other))


def whole_years(days: Value) -> Value:
    """Return twelve months of 30 days as the days of a year."""
    number = is_number(days) and days > 0 and days % (12 * DAYS_A_MONTH) == 0
    return days // (12 * DAYS_A_MONTH) * DAYS_A_YEAR if number else days


def notices_agree(one: Value, other: Value) -> bool:
    """Whether two notices can both be true; one that is promised without a number agrees with any, not with none."""
    if is_number(one) and is_number(other):
        return days_agree(one, other)
    return bool(one) and bool(other)


def fees_agree(one: Value, other: Value) -> bool:
    """Whether two lists of fees can both be true: a row contradicts one for the same people and period.

    A row that the other list has, whatever the period it is counted in, contradicts nothing; a list may be longer.
    """
    left, right = list(one), list(other)
    return not any(differs(row, right) and any(differs(match, left) for match in related(row, right)) for row in left)


def differs(row: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a row has a counterpart in other rows, but none of its amount."""
    counterparts = related(row, rows)
    return bool(counterparts) and not any(same_fee(row, match) for match in [*counterparts, *paid_otherwise(row, rows)])


def related(row: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the rows for the same people and the same period."""
    return [match for match in rows if match["period"] == row["period"] and same_people(row, match)]


def paid_otherwise(row: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the rows for the same people that are paid at other times."""
    return [match for match in rows if match["period"] != row["period"] and same_people(row, match)]


def same_people(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two fees can be for the same people; who is not named may be anybody."""
    left, right = people(str(one["who"] or "")), people(str(other["who"] or ""))
    return left <= right or right <= left


def same_fee(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two fees are the same money in a year."""
    return abs(yearly(one) - yearly(other)) <= WITHIN_CENTS * PAYMENTS_A_YEAR["month"]


def yearly(row: Mapping[str, Any]) -> Decimal:
    """Return what a fee comes to in a year, in dollars."""
    return Decimal(str(row["amount"])) * PAYMENTS_A_YEAR.get(row["period"], 1)


def services_agree(one: Value, other: Value) -> bool:
    """Whether two lists of services can both be true: what both name has the same state."""
    states = {form(row["name"]): form(row["state"]) for row in one if isinstance(row, Mapping)}
    others = {form(row["name"]): form(row["state"]) for row in other if isinstance(row, Mapping)}
    return all(states[name] == others[name] for name in states.keys() & others.keys())


def amounts_agree(one: Value, other: Value) -> bool:
    """Whether two sums can both be true: a fee without its amount agrees with any fee, not with none."""
    if is_number(one) and is_number(other):
        return equal(one, other)
    if is_number(one) or is_number(other):
        return bool(one if is_number(one) else other)
    return True


def never_apart(*_: Value) -> bool:
    """Take two texts in an agreement's own words as agreeing: what differs in them is for a reader to see."""
    return True


# How hard a value is on a patient


def is_number(value: Value) -> bool:
    """Whether a value is a number, and not a truth or a word."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def largest(value: Value) -> float | None:
    """Return the largest number of a value: the more, the harder."""
    numbers = [float(one) for one in as_list(value) if is_number(one)]
    return max(numbers, default=None)


def smallest(value: Value) -> float | None:
    """Return the smallest number of a value, turned round: the less, the harder."""
    numbers = [float(one) for one in as_list(value) if is_number(one)]
    return -min(numbers) if numbers else None


def ranked(*values: Value) -> Burden:
    """Return a burden that grows from the first of these values to the last."""
    return lambda value: next((float(place) for place, one in enumerate(values) if equal(one, value)), None)


def dearest(value: Value) -> float | None:
    """Return the dearest fee of a list in a year."""
    return max((float(yearly(row)) for row in as_list(value)), default=None)


def exit_burden(value: Value) -> float | None:
    """Return the dollars of a charge for leaving, 0 where there is none, None where it is no sum."""
    if value == "none":
        return 0.0
    sum_named = MONEY.match(str(value))
    return float(sum_named[1].replace(",", "")) if sum_named else None


OFFER = Measure(
    among(lambda one, other: "varies" in (one, other) or equal(one, other)), ranked(True, "extra_cost", False)
)
NOTICE_TO_LEAVE = Measure(among(days_agree), largest)
NOTICE_TO_US = Measure(among(notices_agree), smallest)
YES_OR_NO = Measure(lambda one, other: "varies" in (one, other) or equal(one, other))
OWN_WORDS = Measure(never_apart)

MEASURES: Mapping[str, Measure] = {
    "fee": Measure(fees_agree, dearest),
    "initial_term_months": Measure(among(beside({0, 1})), largest),
    "auto_renews": Measure(equal, ranked(False, True)),
    "cancel_notice_days": NOTICE_TO_LEAVE,
    "early_termination_fee": Measure(equal, exit_burden),
    "refund_policy": Measure(equal, ranked("prorated", "conditional", "none")),
    "not_insurance_statement": Measure(equal),
    "enrollment_fee": Measure(amounts_agree, largest),
    "reenroll_fee_or_wait": OWN_WORDS,
    "price_change_notice_days": NOTICE_TO_US,
    "practice_can_terminate_notice_days": NOTICE_TO_US,
    "medicare_clause": Measure(
        beside({"opt_out", "not_accepted"}, {"billed", "noncovered_services_only"}),
        lambda value: ranked("billed", "noncovered_services_only", "not_accepted")(
            "not_accepted" if value == "opt_out" else value
        ),
    ),
    "arbitration": Measure(equal, ranked(False, True)),
    "after_hours_access": OFFER,
    "home_visits": OFFER,
    "telemedicine": OFFER,
    "same_day_visits": OFFER,
    "panel_limit": Measure(lambda one, other: "limited" in (one, other) or equal(one, other), largest),
    "visit_length": Measure(among(), smallest),
    "practice_kind": Measure(equal),
    "bills_insurance": YES_OR_NO,
    "parties": OWN_WORDS,
    "practice_obligations": OWN_WORDS,
    "remedies_and_complaints": OWN_WORDS,
    "services": Measure(services_agree),
    "services_included": OWN_WORDS,
    "services_excluded": OWN_WORDS,
}
"""How the values of each field compare; a field that is not here is compared by `usual`."""


def usual(one: Value, other: Value) -> bool:
    """Compare the values of a field without a row: words of an agreement's own, more than a name, never contradict."""
    text = any(isinstance(part, str) and " " in part.strip() for part in (*as_list(one), *as_list(other)))
    rows = any(isinstance(part, Mapping) for part in (*as_list(one), *as_list(other)))
    return text or rows or among()(one, other)


def measure(field: str) -> Measure:
    """Return how the values of a field compare."""
    return MEASURES.get(field, Measure(usual))


def same(one: Term, other: Term) -> bool:
    """Whether two terms of one field state the same, in the same way."""
    return one.state == other.state and equal(one.value, other.value)


def agree(one: Term, other: Term) -> bool:
    """Whether two stated terms of one field can both be true; of contradictory readings any may be the one."""
    how = measure(one.field).agree
    return any(equal(left, right) or how(left, right) for left in readings(one) for right in readings(other))


def stricter(one: Term, other: Term) -> Literal[0, 1] | None:
    """Return which of two terms is the harder on a patient: 0 the first, 1 the second, None where none can be named."""
    burden = measure(one.field).burden
    if burden is None:
        return None
    left = [weight for value in readings(one) if (weight := burden(value)) is not None]
    right = [weight for value in readings(other) if (weight := burden(value)) is not None]
    if not left or not right or max(left) == max(right):
        return None
    return 1 if max(right) > max(left) else 0


def readings(term: Term) -> Iterator[Value]:
    """Yield what a term can be read to state: one value, or each of those between which it contradicts itself."""
    if term.state == "conflicting":
        yield from as_list(term.value)
    elif term.state == "stated":
        yield term.value
