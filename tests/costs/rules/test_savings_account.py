"""Health savings accounts: what payments save, and the rules that stop them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.costs.rules.savings_account import Arrangement, Covered, Saving, hsa
from bot.errors import UnknownError
from bot.library import Library

ANA, BEN = "ana", "ben"
ADULT = Covered(42)
SAVING = Saving(Decimal(4000), Decimal("0.22"), Decimal("0.05"))
MONEY = st.decimals(0, 20_000, places=2)
RATE = st.decimals(0, "0.5", places=3)


def arrangement(fee: str, *people: str, bills: bool = False, visit: str = "0") -> Arrangement:
    """Return a membership of Ana, or of those named."""
    return Arrangement(Decimal(fee), frozenset(people or (ANA,)), bills_insurance=bills, visit_fee=Decimal(visit))


JOINED = st.builds(
    Arrangement,
    st.decimals(0, 400, places=2),
    st.sets(st.sampled_from([ANA, BEN]), min_size=1).map(frozenset),
    st.booleans(),
    st.sampled_from([Decimal(0), Decimal(20)]),
)


def test_a_payment_saves_both_income_taxes(library: Library) -> None:
    """27 % of $4,000."""
    found = hsa(2026, SAVING, [ADULT], [], library.figures)

    assert (Decimal(-1080), Decimal(4000), True, ()) == (found.effect, found.counted, found.eligible, found.reasons)


@pytest.mark.parametrize(("state", "effect"), [("CA", -880), ("NJ", -880), ("TX", -1080), (None, -1080)])
def test_two_states_tax_it(library: Library, state: str | None, effect: int) -> None:
    """There the federal tax alone is saved, 22 % of $4,000, and it is said."""
    saving = Saving(Decimal(4000), Decimal("0.22"), Decimal("0.05"), state)
    found = hsa(2026, saving, [ADULT], [], library.figures)

    assert (Decimal(effect), state in {"CA", "NJ"}) == (found.effect, "only federal tax" in " ".join(found.reasons))


@pytest.mark.parametrize(
    ("year", "covered", "limit"),
    [
        (2026, [Covered(42)], 4400),
        (2027, [Covered(42)], 4500),
        (2026, [Covered(54)], 4400),
        (2026, [Covered(55)], 5400),
        (2026, [Covered(40), Covered(8)], 8750),
        (2027, [Covered(56), Covered(55), Covered(20)], 11000),
        (2026, [Covered(60), Covered(66, medicare=True)], 9750),
    ],
)
def test_no_more_counts_than_the_limit(library: Library, year: int, covered: list[Covered], limit: int) -> None:
    """Of one person or a family, with $1,000 for each of 55 or older who is not on Medicare."""
    most = Saving(Decimal(limit), Decimal("0.1"))
    above = Saving(Decimal(limit) + Decimal("0.01"), Decimal("0.1"))
    within, over = (hsa(year, saving, covered, [], library.figures) for saving in (most, above))

    assert (Decimal(limit), Decimal(limit), Decimal(-limit) / 10) == (within.counted, over.counted, over.effect)
    assert (False, True) == ("counts" in " ".join(within.reasons), over.reasons[0].startswith(f"Only ${limit:,} of"))


@pytest.mark.parametrize(
    ("arrangements", "eligible"),
    [
        ([arrangement("150")], True),
        ([arrangement("150.01")], False),
        ([arrangement("300", ANA, BEN)], True),
        ([arrangement("300.01", ANA, BEN)], False),
        ([arrangement("100"), arrangement("50")], True),
        ([arrangement("100"), arrangement("50.01")], False),
        ([arrangement("100", ANA), arrangement("100", BEN)], True),
        ([arrangement("250", ANA, BEN), arrangement("50", ANA)], True),
        ([arrangement("250", ANA, BEN), arrangement("50.01", ANA)], False),
        ([arrangement("85", bills=True)], False),
        ([arrangement("85", visit="0.01")], False),
    ],
)
def test_a_membership_fits_or_stops_everything(
    library: Library, arrangements: list[Arrangement], eligible: bool
) -> None:
    """The limit is a cliff, and holds for all memberships of a person together."""
    found = hsa(2026, SAVING, [ADULT, ADULT], arrangements, library.figures)

    assert (eligible, Decimal(-1080 if eligible else 0)) == (found.eligible, found.effect)
    assert eligible == (not found.reasons)


@pytest.mark.parametrize(
    ("covered", "arrangements", "said"),
    [
        ([], [], "Nobody is in a plan"),
        ([Covered(66, medicare=True)], [], "on Medicare"),
        ([ADULT], [arrangement("85", bills=True)], "bills insurance"),
        ([ADULT], [arrangement("85", visit="20")], "Each visit costs $20"),
        ([ADULT], [arrangement("160")], "$160 a month, above the limit of $150 for one person in 2026"),
        ([ADULT], [arrangement("150.001")], "$150.01 a month"),
        ([ADULT], [arrangement("100"), arrangement("60")], "2 memberships together cost $160 a month"),
        ([ADULT], [arrangement("301", ANA, BEN)], "limit of $300 for a membership of more than one person"),
    ],
)
def test_what_stops_it_is_said(
    library: Library, covered: list[Covered], arrangements: list[Arrangement], said: str
) -> None:
    """In one sentence for each rule, the same for a couple as for one."""
    found = hsa(2026, SAVING, covered, arrangements, library.figures)

    assert (1, True, Decimal(0)) == (len(found.reasons), said in found.reasons[0], found.counted)


def test_several_rules_are_each_named(library: Library) -> None:
    """Mending one alone would not help."""
    found = hsa(2026, SAVING, [], [arrangement("200", bills=True, visit="20")], library.figures)

    assert 4 == len(found.reasons)


def test_before_the_rule_every_membership_stops_it(library: Library) -> None:
    """It starts with January 2026."""
    found = hsa(2025, SAVING, [ADULT], [arrangement("50")], library.figures)

    assert (False, Decimal(0), True) == (found.eligible, found.effect, "1 January 2026" in found.reasons[0])


@pytest.mark.parametrize("arrangements", [[], [arrangement("50")]])
def test_a_year_without_limits_is_refused(library: Library, arrangements: list[Arrangement]) -> None:
    """Last year's are not carried over."""
    with pytest.raises(UnknownError, match="not known for 2029-01-01"):
        hsa(2029, SAVING, [ADULT], arrangements, library.figures)


def test_who_is_on_medicare_beside_others_is_told(library: Library) -> None:
    """The others may still pay in, up to the limit for a family."""
    found = hsa(2026, SAVING, [ADULT, Covered(66, medicare=True)], [], library.figures)

    assert (True, True) == (found.eligible, "Medicare" in found.reasons[0])


@given(
    saving=st.builds(Saving, MONEY, RATE, RATE, st.sampled_from([None, "CA", "NJ", "OH"])),
    covered=st.lists(st.builds(Covered, st.integers(0, 90), st.booleans()), max_size=4),
    arrangements=st.lists(JOINED, max_size=3),
)
def test_it_never_costs_and_never_saves_more_than_the_tax(
    library: Library, saving: Saving, covered: list[Covered], arrangements: list[Arrangement]
) -> None:
    """And without a reason nothing is stopped."""
    found = hsa(2026, saving, covered, arrangements, library.figures)
    tax = (saving.federal + saving.state_rate) * found.counted

    assert -tax - Decimal("0.01") <= found.effect <= 0 <= found.counted <= saving.contribution
    assert found.eligible or (found.reasons and found.effect == 0)
