"""A notice that comes too late: how much longer one pays."""

from typing import Any

import pytest

from bot.costs.leaving.late import late_notice
from bot.vocabulary import ExitTerms


@pytest.mark.parametrize(
    ("terms", "months", "amount"),
    [
        ({"initial_term_months": 12, "renewal_months": 12, "notice": "before_renewal"}, 12, 1020),
        ({"initial_term_months": 1, "notice": "before_renewal"}, 1, 85),
        ({"initial_term_months": 12, "renews": False, "notice": "end_of_term"}, 0, 0),
        ({"initial_term_months": 12, "notice": "before_renewal"}, None, None),
        ({"billed": "quarter", "notice": "before_payment"}, 3, 255),
        ({"billed": "quarter", "notice": "end_of_month"}, 1, 85),
        ({"notice": "any_time"}, 1, 85),
    ],
)
def test_a_day_too_late_costs(terms: dict[str, Any], months: int | None, amount: int | None) -> None:
    """A payment, a month or a whole renewal, by what the notice counts from."""
    notice = {"length": 30, "anchor": terms["notice"]}
    found = late_notice(ExitTerms.model_validate({"fee": 85, **terms, "notice": notice}))

    assert (months, amount) == (found.months, found.amount)


def test_silence_is_said() -> None:
    """It is not free."""
    assert late_notice(ExitTerms()).amount is None
