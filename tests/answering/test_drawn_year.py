"""A drawn year in the terminal: month by month, to the cent, and its sum."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.answering.drawn_year import outline
from bot.costs.arithmetic import DrawnYear, arithmetic
from bot.costs.comparison import trial_of
from bot.costs.situation import read_situation
from bot.library import Library, open_grounds

GROUNDS = open_grounds(Path(__file__).parents[2] / "knowledge")
SILVER = {"id": "silver", "premium": 625.25, "deductible": 6000, "out_of_pocket_max": 8900, "coinsurance": 0.4}
JUNIPER = {"id": "juniper", "fee": 85, "enrollment_fee": 75, "visit_fee": 10}
PLAIN: Mapping[str, Any] = {
    "on": "2026-11-21",
    "plan_year": 2027,
    "years": 1000,
    "members": [{"id": "ana", "age": 42, "use": {"primary_care": 4}}],
    "insurance": [SILVER],
    "retainers": [JUNIPER],
}


def drawn(option: str = "silver+juniper", **more: Any) -> tuple[DrawnYear, DrawnYear]:
    """Return the two drawn years of an option."""
    return arithmetic(trial_of(read_situation({**PLAIN, **more}), GROUNDS), option)


def test_both_years_are_told_month_by_month(library: Library) -> None:
    """Each with what it is, its months and its sum to the cent."""
    years = drawn()
    text = outline(years, library.strings)

    assert 2 == len(re.findall(r"^January: \$[\d,.]+$", text, re.MULTILINE))
    for year in years:
        assert f"The whole year: ${year.total:,.2f}".removesuffix(".00") in text
    assert text.startswith("A typical year with “silver with juniper”: half of the 1,000 drawn years cost less")
    assert "premium, silver $625.25; " in text.lower()


def test_every_bill_is_told_with_its_reason_and_what_is_to_pay(library: Library) -> None:
    """None is left out; visit fees are part of the care."""
    years = drawn()
    text = outline(years, library.strings)
    bills = [bill for year in years for month in year.months for bill in month.bills]

    assert len(bills) == len(re.findall(r"^  - .*To pay: \$[\d,.]+\.$", text, re.MULTILINE))
    assert all(bill.says in text for bill in bills)
    assert "Visit fee, juniper $10 (juniper charges $10" in text
    assert ", visit fees $40." in text


def test_months_without_care_stand_together(library: Library) -> None:
    """Where nothing is due but premiums."""
    members = [{"id": "bo", "age": 67, "coverage": "medicare"}]
    text = outline(drawn("juniper", members=members, insurance=[]), library.strings)

    assert "February to December: $85 each month" in text


def test_whose_bill_it_is_is_said_where_there_are_several_people(library: Library) -> None:
    """And which limits have come nearer."""
    members = [{"id": "ana", "age": 42}, {"id": "ben", "age": 44}]
    text = outline(drawn(members=members), library.strings)

    assert "  - ana: $" in text
    assert "  - ben: $" in text
    assert re.search(r"Deductible of the household: \$[\d,.]+ of \$12,000 met\.", text)
