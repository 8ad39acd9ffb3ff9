"""What a term sheet says of a membership goes into a comparison as it is."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.contracts import termsheet
from bot.contracts.retainer import exit_terms, fee_by_age, retainer
from bot.costs.comparison import compare
from bot.costs.exit import exit_costs
from bot.costs.situation import read_situation
from bot.documents.formats import read as read_document
from bot.library import Library

CASES = Path(__file__).parents[1] / "evals" / "cases"
AGREEMENTS = sorted((*CASES.glob("agreements/*.txt"), *CASES.glob("more_agreements/*.txt")))
SILVER = {"id": "silver", "premium": 500, "deductible": 4000, "out_of_pocket_max": 8000, "coinsurance": 0.3}


@pytest.mark.parametrize("path", AGREEMENTS, ids=lambda path: path.stem)
def test_an_agreement_goes_from_its_sheet_into_a_comparison(library: Library, path: Path) -> None:
    """With its fee and with the same costs of leaving; one that names no fee is refused for that."""
    document = read_document(path.read_bytes(), path.name)
    sheet = termsheet.read(document)
    exits = exit_terms(sheet, document)
    found: dict[str, Any] = json.loads(json.dumps({"id": "practice", "name": path.stem, **retainer(sheet, exits)}))
    situation = {"on": "2026-11-21", "years": 1000, "members": [{"id": "ana", "age": 40}], "insurance": [SILVER]}
    if exits.fee is None:
        with pytest.raises(Exception, match="it needs `fee`"):
            read_situation({**situation, "retainers": [found]})
        return
    comparison = compare(read_situation({**situation, "retainers": [found]}), library.grounds)
    joined = next(one for one in comparison.options if one.id == "silver+practice")

    assert float(12 * exits.fee + (exits.enrollment_fee or 0) + 6000) == pytest.approx(
        float(joined.committed), abs=0.01
    )
    assert [(one.low, one.high) for one in exit_costs(exits)] == [(one.low, one.high) for one in joined.exit_cost]


def test_fees_by_age_are_taken_where_each_age_has_one() -> None:
    """From age to age, the last one on and on; rows that leave ages out say nothing of everybody."""
    rows = [
        {"amount": 30, "period": "month", "who": "ages 0-19"},
        {"amount": 60, "period": "month", "who": "ages 20-44"},
        {"amount": 90, "period": "month", "who": "45 and over"},
    ]

    assert [
        {"from": 0, "fee": 30.0, "to": 19},
        {"from": 20, "fee": 60.0, "to": 44},
        {"from": 45, "fee": 90.0},
    ] == fee_by_age(rows)
    assert fee_by_age(rows[1:]) is None
