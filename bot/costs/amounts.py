"""Amounts of money: a range of dollars, and how dollars and counts are written in workings."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal(0)


@dataclass(frozen=True)
class Range:
    """Dollars between two amounts; `high` None: nothing that is known bounds it."""

    low: Decimal
    high: Decimal | None

    def __add__(self, other: "Range") -> "Range":
        """Add both ends."""
        high = None if self.high is None or other.high is None else self.high + other.high
        return Range(self.low + other.low, high)

    @property
    def clear(self) -> bool:
        """Whether both ends are the same amount."""
        return self.low == self.high


NOTHING = Range(ZERO, ZERO)
UNKNOWN = Range(ZERO, None)


def exactly(amount: Decimal) -> Range:
    """Return the range that is one amount."""
    return Range(amount, amount)


def fees(months: int, fee: Decimal | None) -> Range:
    """Return the fees of so many months; unknown where the fee is, unless there are none."""
    if not months:
        return NOTHING
    return UNKNOWN if fee is None else exactly(months * fee)


def to_the_cent(amount: Decimal) -> Decimal:
    """Round to whole cents, half a cent up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def dollars(amount: Decimal | None) -> str:
    """Write an amount: "$1,050", "$85.50", or "an unknown amount"."""
    if amount is None:
        return "an unknown amount"
    rounded = to_the_cent(amount)
    return f"${rounded:,.0f}" if rounded == rounded.to_integral_value() else f"${rounded:,}"


def counted(number: int, noun: str) -> str:
    """Write a count: "1 month", "8 months"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def times(months: int, fee: Decimal | None) -> str:
    """Write the fees of so many months: "8 × $85 = $680"."""
    if fee is None:
        return f"{months} × a monthly fee that is not known"
    return f"{months} × {dollars(fee)} = {dollars(months * fee)}"
