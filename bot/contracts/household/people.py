"""The people who join, and what they pay together."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Billed = Literal["month", "quarter", "year"]
GROWN_UP, A_CHILD = 40, 10  # years: reckoned where an age is not known
CHILD_UNTIL = 26  # years: nobody older joins as somebody's child, but where a row says so


@dataclass(frozen=True)
class Joiner:
    """One of those who join; an `age` in years, None where it is not known."""

    id: str
    age: int | None
    medicare: bool = False
    child: bool = False
    spouse: bool = False

    @property
    def years(self) -> int:
        """Their age, or the one they are reckoned at."""
        return (A_CHILD if self.child else GROWN_UP) if self.age is None else self.age

    def is_child(self, grown_up: int) -> bool:
        """Whether they join as a child, where adults begin at an age."""
        return not self.spouse and (self.years < grown_up or (self.child and self.years < CHILD_UNTIL))


@dataclass(frozen=True)
class HouseholdFee:
    """What a household pays together: `per_person` is before limits, `unclear` are sentences about what was assumed.

    Of an enrollment fee `monthly` is the sum that is paid once.
    """

    monthly: Decimal
    workings: str
    per_person: tuple[tuple[str, Decimal], ...] = ()
    billed: Billed = "month"
    unclear: tuple[str, ...] = ()
