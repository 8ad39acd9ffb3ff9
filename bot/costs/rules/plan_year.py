"""What a dated figure is in a plan year."""

from datetime import date
from decimal import Decimal

from bot.figures import Figures


def value_in(plan_year: int, name: str, figures: Figures) -> Decimal:
    """Return what a figure is on the first day of a plan year, in its own unit; of a range, the lower end.

    Raises UnknownError, which says for which days it is known, if it is not known for that day.
    """
    return Decimal(str(figures.on(name, date(plan_year, 1, 1)).amount))
