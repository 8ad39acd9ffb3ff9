"""What a household pays together: each their own, packages where they cost less, and limits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any

from bot.contracts.household.fitting import Fee, Household, fees_of
from bot.contracts.household.people import Billed, HouseholdFee, Joiner
from bot.contracts.household.rows import MANY, OFTEN, PER_MONTH, Row, Size, grown_up, rows_of

CENT = Decimal("0.01")
EVERYBODY = Size(MANY, MANY)
MOST_PACKAGES = 3
PERIODS = {"quarter": " ÷ 3", "year": " ÷ 12", "week": " × 52 ÷ 12"}


@dataclass(frozen=True)
class Bill:
    """The fees of a household, with what limits take off."""

    fees: tuple[Fee, ...]
    caps: tuple[Row, ...] = ()
    off: Fraction = Fraction(0)

    @property
    def monthly(self) -> Fraction:
        """What it comes to in a month."""
        return sum((fee.monthly for fee in self.fees), Fraction(0)) - self.off


def household_fee(rows: Sequence[Mapping[str, Any]], joining: Sequence[Joiner]) -> HouseholdFee | None:
    """Return what those who join pay together in a month; None where the rows do not say."""
    ready = rows_of(rows)
    persons = tuple(row for row in ready if row.kind == "person")
    people = tuple(sorted(joining, key=lambda one: (-one.years, one.id)))
    household = Household(people, persons, grown_up(ready))
    packages = _of_each_the_most_frequent([row for row in ready if row.kind == "package"])
    if not people or not (persons or packages):
        return None
    plans = [_limited(household, fees, ready) for fees in _plans(household, people, packages)]
    plans = [plan for plan in plans if any(fee.row for fee in plan.fees)]
    if not plans:
        return None
    best = min(plans, key=lambda plan: (sum(fee.row is None for fee in plan.fees), plan.monthly, len(plan.fees)))
    return _said(best, people)


def _of_each_the_most_frequent(rows: Sequence[Row]) -> list[Row]:
    """Return packages, of one that is named for several periods the most frequent."""
    best: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: (OFTEN.index(row.period), row.place)):
        best.setdefault(row.who, row)
    return sorted(best.values(), key=lambda row: row.place)


def _plans(
    household: Household, rest: tuple[Joiner, ...], packages: Sequence[Row], taken: tuple[Fee, ...] = ()
) -> list[tuple[Fee, ...]]:
    """Return the ways to pay: no package, or one after the other for those whom it fits."""
    packaged = [one for one in household.joining if one not in rest]
    plans = [(*taken, *fees_of(household, rest, packaged=packaged))]
    if len(taken) == MOST_PACKAGES:
        return plans
    for at, row in enumerate(packages):
        inside = _inside(household, rest, row)
        if len(inside) > 1:
            outside = tuple(one for one in rest if one not in inside)
            fee = Fee(tuple(one.id for one in inside), row, _doubts(household, row))
            plans += _plans(household, outside, packages[at + 1 :], (*taken, fee))
    return plans


def _inside(household: Household, rest: Sequence[Joiner], row: Row) -> list[Joiner]:
    """Return those whom a package is for: its adults first, then the children that cost most."""
    size = row.size or EVERYBODY
    adults = pair([one for one in household.adults if one in rest], size.adults)
    if row.ages and not all(_of_age(row, one) for one in adults):
        return []
    if len(adults) < size.fewest_adults or (
        size.couple and any(one.spouse for one in household.joining) and not any(one.spouse for one in adults)
    ):
        return []
    children = [one for one in rest if household.is_child(one)]
    children.sort(key=lambda one: (-household.fee(one).monthly, one.id))
    return [*adults, *children[: size.children]][: size.total]


def _of_age(row: Row, one: Joiner) -> bool:
    """Whether an adult has the age that a package asks for; ages of its children ask nothing of adults."""
    ages = row.ages
    return ages is None or ages[1] in range(17, 27) or ages[0] <= one.years <= ages[1]


def pair(adults: Sequence[Joiner], most: int) -> list[Joiner]:
    """Return the adults of a package: a spouse and the one nearest in age, then the eldest."""
    spouse = next((one for one in adults if one.spouse), None)
    if spouse is None or len(adults) <= most:
        return list(adults[:most])
    return sorted(adults, key=lambda one: (one is not spouse, abs(one.years - spouse.years), one.id))[:most]


def _doubts(household: Household, row: Row) -> tuple[str, ...]:
    """Say what is unclear of a package."""
    if row.size and row.size.couple and not any(one.spouse for one in household.joining):
        return ("The adults are counted as a couple.",)
    return ()


def _limited(household: Household, fees: tuple[Fee, ...], rows: Sequence[Row]) -> Bill:
    """Apply the limits that the rows name."""
    caps: list[Row] = []
    off = Fraction(0)
    for row in _of_each_the_most_frequent([row for row in rows if row.kind == "cap"]):
        inside = {one.id for one in _under(household, row)}
        under = [fee for fee in fees if inside.issuperset(fee.who) and not _on_top(fee, row)]
        less = sum((fee.monthly for fee in under), Fraction(0)) - row.monthly
        if less > off:
            caps, off = [row], less
    return Bill(fees, tuple(caps), off)


def _under(household: Household, row: Row) -> Sequence[Joiner]:
    """Return those whose fees a limit is for."""
    if row.group == "child" and not row.size:
        return [one for one in household.joining if household.is_child(one)]
    if row.size and row.size.adults == 0:
        return [one for one in household.joining if household.is_child(one)]
    if "adult" in row.who and row.size and row.size.adults < MANY:
        return [
            *pair(household.adults, row.size.adults),
            *(one for one in household.joining if household.is_child(one)),
        ]
    if "brother" in row.who or "sibling" in row.who:
        return [one for one in household.joining if household.is_child(one)]
    return household.joining


def _on_top(fee: Fee, cap: Row) -> bool:
    """Whether a fee is added to what a limit is for: a child's after so many."""
    return bool(
        fee.row and fee.row.further and fee.row.at_full_fee and "after the" in fee.row.who and cap.size is not None
    )


def cents(amount: Fraction) -> Decimal:
    """Round to the cent."""
    return (Decimal(amount.numerator) / Decimal(amount.denominator)).quantize(CENT, ROUND_HALF_UP)


def money(amount: Fraction) -> str:
    """Write an amount as "$1,200" or "$52.50"."""
    return f"${cents(amount):,}".removesuffix(".00")


def _said(bill: Bill, people: Sequence[Joiner]) -> HouseholdFee:
    """Say what a household pays."""
    shares = {one: fee.monthly / len(fee.who) for fee in bill.fees for one in fee.who}
    used = [fee.row.period for fee in bill.fees if fee.row]
    slowest = max(used, key=lambda period: -PER_MONTH[period])
    billed: Billed = "year" if slowest == "year" else "quarter" if slowest == "quarter" else "month"
    unclear = tuple(dict.fromkeys(doubt for fee in bill.fees for doubt in fee.unclear))
    return HouseholdFee(
        cents(bill.monthly),
        _workings(bill),
        tuple((one.id, cents(shares[one.id])) for one in people),
        billed,
        unclear,
    )


def _workings(bill: Bill) -> str:
    """Write the sum: "$85 + $85 + 2 × $35, at most $240"."""
    paid = [fee for fee in bill.fees if fee.row]
    periods = {fee.row.period for fee in paid if fee.row}
    alike = len(periods) == 1 and not bill.caps
    amounts = [fee.row.amount if alike else fee.monthly for fee in paid if fee.row]
    groups = [(amount, len(list(group))) for amount, group in groupby(sorted(amounts, reverse=True))]
    said = " + ".join(money(amount) if many == 1 else f"{many} × {money(amount)}" for amount, many in groups)
    if alike and (tail := PERIODS.get(periods.pop())):
        said = f"({said}){tail}" if len(groups) > 1 else f"{said}{tail}"
    return said + "".join(f", at most {money(cap.monthly)}" for cap in bill.caps)
