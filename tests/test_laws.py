"""Laws: what does not say how far it was read, or judges, is refused."""

from typing import Any

import pytest
from pydantic import ValidationError

from bot.laws import Law

SOUND: dict[str, Any] = {
    "reviewed": "2026-11-21",
    "review_by": "2027-05-31",
    "id": "ne-71-9504",
    "jurisdiction": "NE",
    "cite": "Nebraska Revised Statutes 71-9504",
    "title": "Direct primary care agreements",
    "reaches": "dpc",
    "seen": "in part",
    "source": "a-source",
    "as_of": 2016,
    "check_before_use": "Read the current text on the state's own site.",
    "requires": [
        {"kind": "refund", "says": "Fees that are not yet earned are returned within 30 days.", "days": 30},
        {"kind": "writing", "says": "The agreement is in writing and signed."},
    ],
}


def a_law(**change: Any) -> Law:
    """Read a law with something changed."""
    return Law.model_validate({**SOUND, **change}, context={"a-source"})


def test_a_law_gives_its_items_of_one_kind() -> None:
    """With the number of days where there is one."""
    law = a_law()

    assert ([30], []) == ([item.days for item in law.asks_for("refund")], list(law.asks_for("prepayment")))


@pytest.mark.parametrize("as_of", [2016, "2016-07-01", "2026-11-21", "unknown"])
def test_the_text_that_was_seen_is_of_a_year_a_day_or_unknown(as_of: object) -> None:
    """Not knowing it is said."""
    a_law(as_of=as_of)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"source": "gone"}, "'gone' is not a key of sources.yaml"),
        ({"jurisdiction": "Nebraska"}, "String should match pattern"),
        ({"reaches": "everybody"}, "Input should be 'dpc'"),
        ({"seen": "recalled"}, "Input should be 'whole'"),
        ({"as_of": 2027}, "it is after `reviewed`, 2026-11-21"),
        ({"as_of": "2026-11-22"}, "it is after `reviewed`, 2026-11-21"),
        ({"check_before_use": ""}, "at least 10 characters"),
        ({"requires": []}, "at least 1 item"),
        ({"requires": [{"kind": "poem", "says": "It rhymes, and it scans."}]}, "Input should be 'writing'"),
        ({"requires": [{"kind": "refund", "says": "Money back"}]}, "it must be a sentence"),
        ({"requires": [{"kind": "refund", "says": "Such a clause is illegal."}]}, "'illegal' judges"),
        ({"requires": [{"kind": "refund", "says": "Such a clause is Unenforceable."}]}, "'Unenforceable' judges"),
        ({"requires": [{"kind": "refund", "says": "Money is returned.", "days": -1}]}, "greater than or equal to 0"),
        ({"verdict": "void"}, "Extra inputs"),
    ],
)
def test_what_breaks_a_rule_is_refused(change: dict[str, Any], complaint: str) -> None:
    """One mistake at a time."""
    with pytest.raises(ValidationError, match=complaint):
        a_law(**change)


def test_to_avoid_something_is_no_judgement() -> None:
    """Only whole words that judge are refused."""
    a_law(requires=[{"kind": "refund", "says": "To avoid doubt, money is returned."}])
