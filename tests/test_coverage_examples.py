"""The published cells of the coverage examples come out of our cost sharing, or carry the reason why they cannot."""

from decimal import Decimal

import pytest

from bot.costs.ledger import Claim
from bot.insurance import InsurancePlan
from bot.library import Library
from evals.coverage_examples import ON, Cases, PublishedCell, Verdict, judge, open_cases, rounded, run, summary, table

PLAN = InsurancePlan(
    id="plan",
    name="Plan",
    deductible=500,
    out_of_pocket_max=1000,
    coinsurance=0.2,
    copays={"specialist": 80},
    before_deductible=("specialist",),
)


@pytest.fixture(scope="module")
def cases() -> Cases:
    """Read the cases once."""
    return open_cases()


@pytest.fixture(scope="module")
def verdicts(library: Library) -> tuple[Verdict, ...]:
    """Judge every published cell once."""
    return tuple(run(library))


def claim(price: int, covered: bool = True) -> Claim:
    """Return a claim to which the deductible applies."""
    return Claim("outpatient", Decimal(price), covered=covered)


# Every published cell


def test_every_cell_without_a_reason_is_reproduced(verdicts: tuple[Verdict, ...]) -> None:
    """What ought to come out does, under every plan that is named beside it."""
    assert [] == [one.explanation for one in verdicts if not one.reason and not one.right]


def test_every_other_cell_is_not_reproduced(verdicts: tuple[Verdict, ...]) -> None:
    """A reason that has become untrue must go."""
    assert [] == [one.explanation for one in verdicts if one.reason and one.right]


def test_the_table_says_how_many_are_reproduced_and_how_many_out_of_sample(verdicts: tuple[Verdict, ...]) -> None:
    """The counts are pinned, misses out of sample among them, so that none is lost or fitted to in silence."""
    lines = [" ".join(line.split()) for line in table(verdicts).splitlines()]

    assert {
        "all published cells 16 of 35",
        "of these out of sample 6 of 9",
        "fitted to, by a guess 10 of 10",
        "not priced, no list 0 of 16",
    } <= set(lines)
    assert not any("no reason is known" in line for line in lines)


# The lists


@pytest.mark.parametrize("name", ["simple_fracture", "having_a_baby"])
def test_a_list_adds_up_to_the_published_cost(library: Library, cases: Cases, name: str) -> None:
    """No bill is missing and none is there twice, to the cent."""
    bills = cases.lists[name]
    total = Decimal(str(library.figures.on(bills.total, ON).amount))

    assert total == sum(one.price for one in bills.claims(library.figures))


def test_a_fracture_has_every_category_that_is_known(library: Library, cases: Cases) -> None:
    """Each figure of a category is one line of the list."""
    known = {name for name in library.figures if name.startswith("coverage_examples.fracture_")}

    assert known == {line.figure for line in cases.lists["simple_fracture"].lines}


@pytest.mark.parametrize("plan", ["silver-2026", "gold-2026", "bronze-2026", "bronze-hdhp-2026"])
@pytest.mark.parametrize("name", ["simple_fracture", "having_a_baby"])
def test_the_order_of_bills_does_not_matter_here(library: Library, cases: Cases, plan: str, name: str) -> None:
    """Dates of service were not published, and the cells are the same in the opposite order."""
    claims = cases.lists[name].claims(library.figures)
    terms = library.plans[plan].plan

    assert summary(terms, claims) == summary(terms, claims[::-1])


# Cells


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("0", 0),
        ("4.99", 0),
        ("5", 10),
        ("22.50", 20),
        ("94.99", 90),
        ("95", 100),
        ("99.99", 100),
        ("100", 100),
        ("149.99", 100),
        ("150", 200),
        ("2090", 2100),
        ("2450", 2500),
    ],
)
def test_amounts_are_rounded_as_in_a_summary(amount: str, expected: int) -> None:
    """To the nearest ten below a hundred dollars and to the nearest hundred from there on, halves up."""
    assert expected == rounded(Decimal(amount))


def test_an_example_is_split_into_its_cells() -> None:
    """A copay of 80, 500 below the deductible, 20 % of the other 1,300, and 60 that is excluded."""
    cells = summary(PLAN, [Claim("specialist", Decimal(170)), claim(1800), claim(60, covered=False)])

    assert {"deductible": 500, "copay": 80, "coinsurance": 300, "limits": 60, "total": 940} == cells


def test_what_is_excluded_comes_on_top_of_the_maximum() -> None:
    """The maximum cuts coinsurance to 500, and 60 more is owed for what the plan does not cover."""
    cells = summary(PLAN, [claim(9000), claim(60, covered=False)])

    assert {"deductible": 500, "copay": 0, "coinsurance": 500, "limits": 60, "total": 1060} == cells


@pytest.mark.parametrize(
    ("given", "unguessed", "expected"),
    [
        ({"a": 100, "b": 100}, True, (True, True)),
        ({"a": 100, "b": 200}, True, (False, True)),
        ({"a": 100}, False, (True, False)),
        ({}, True, (False, False)),
    ],
)
def test_a_cell_is_right_if_every_plan_gives_it(
    cases: Cases, given: dict[str, int], unguessed: bool, expected: tuple[bool, bool]
) -> None:
    """One plan that differs, or no list to price, is a miss, and only what is priced can be out of sample."""
    verdict = judge(cases.published[0], PublishedCell(cell="copay", value=100), given, unguessed)

    assert expected == (verdict.right, verdict.out_of_sample)
