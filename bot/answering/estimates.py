"""Estimates in words: rounded to $50, and never rounded beyond what the contract makes certain."""

from decimal import Decimal
from typing import Final

from bot.catalogue import Catalogue
from bot.costs.amounts import dollars

STEP: Final = 50  # dollars: nearer than that an estimate says nothing
LITTLE: Final = 25  # dollars, which would be rounded to none


def estimate(amount: float, strings: Catalogue) -> str:
    """Write an estimate."""
    return strings.say("compare.little") if 0 < amount < LITTLE else signed(nearest(amount))


def roughly(amount: float, strings: Catalogue) -> str:
    """Write an estimate within a sentence: "about $950", or "under $50"."""
    little = 0 < amount < LITTLE
    return strings.say("compare.little") if little else strings.say("compare.about", sum=estimate(amount, strings))


def bounded(amount: float, committed: Decimal, worst: Decimal | None, strings: Catalogue) -> str:
    """Write what a year costs, but never below what is certain or above the worst case by rounding alone."""
    rounded, exact = Decimal(nearest(amount)), Decimal(str(amount))
    if rounded < committed <= exact:
        return dollars(committed)
    if worst is not None and exact <= worst < rounded:
        return dollars(worst)
    return estimate(amount, strings)


def nearest(amount: float) -> int:
    """Round to $50, half of it up."""
    return int((amount + STEP / 2) // STEP) * STEP


def signed(amount: int) -> str:
    """Write whole dollars; what is saved with a minus."""
    return f"-${-amount:,}" if amount < 0 else f"${amount:,}"
