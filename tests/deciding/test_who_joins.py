"""Who of a household should join: every group of a small one, priced with the fees and needs of its people."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from knowns import EMPLOYER, MEMBER, Case, case_of, known, strings, texts

from bot.deciding.joining import groups, joining
from bot.deciding.people import people
from bot.vocabulary import ComparisonBlock, OptionRow, Paragraph

EACH: Mapping[str, Any] = {**MEMBER, "members.spouse.age": 40, "retainers.each": True}
KIDS: Mapping[str, Any] = {**EACH, "children": 2, "retainers.child_fee": 10}


def who(case: Case) -> tuple[list[str], dict[str, OptionRow]]:
    """Return what is said of who should join, and the rows of its table by name."""
    found = joining(case.known, case.told)
    assert found is not None
    said, table = found
    assert isinstance(said, Paragraph)
    assert isinstance(table, ComparisonBlock)
    return texts(said.sentences), {row.name: row for row in table.options}


def named(*people: str) -> str:
    """Name an option by who joins."""
    return strings().say("deciding.joining.option", who=" + ".join(people))


@pytest.mark.parametrize("facts", [MEMBER, {**EMPLOYER, "members.spouse.age": 40}])
def test_alone_or_without_a_membership_there_is_nothing_to_choose(facts: Mapping[str, Any]) -> None:
    """Nobody is left to join, or nothing to be joined."""
    case = case_of(facts)

    assert None is joining(case.known, case.told)


@pytest.mark.parametrize(
    ("facts", "sizes"),
    [
        ({"members.spouse.age": 40}, [1, 1, 2]),
        ({"members.spouse.age": 40, "children": 1}, [1, 1, 1, 2, 2, 2, 3]),
        ({"members.spouse.age": 40, "children": 2}, [1, 1, 1, 1, 2, 2, 4]),
        ({"children": 3}, [1, 1, 1, 1, 3, 4]),
    ],
)
def test_of_few_every_group_is_priced_of_many_the_likely_ones(facts: Mapping[str, Any], sizes: list[int]) -> None:
    """Each alone, the adults, the children, all."""
    assert sizes == [len(one) for one in groups(people(known(facts)))]


def test_each_group_pays_its_own_fees() -> None:
    """A child's fee for a child, and everybody stays in the plan."""
    _, rows = who(case_of(KIDS))
    premiums = 12 * 200

    assert {
        named("you"): premiums + 1200,
        named("you", "your spouse"): premiums + 2400,
        named("child 1"): premiums + 120,
        named("child 1", "child 2"): premiums + 240,
        named("you", "your spouse", "child 1", "child 2"): premiums + 2640,
    }.items() <= {name: float(row.committed) for name, row in rows.items()}.items()


def test_nobody_joining_comes_first() -> None:
    """It is what there is now."""
    case = case_of(EACH)
    found = joining(case.known, case.told)
    assert found is not None
    (table,) = [one for one in found if isinstance(one, ComparisonBlock)]

    assert (True, "plan") == (table.options[0].reference, table.options[0].id)
    assert [False] * 3 == [one.reference for one in table.options[1:]]


@pytest.mark.parametrize(
    ("told", "key", "best"),
    [
        ({"retainers.fee": 300}, "costs", "child 1"),
        ({"retainers.fee": 8, "retainers.child_fee": 200, "insurance.copays.primary_care": 80}, "even", "you"),
        (
            {"retainers.fee": 0, "retainers.child_fee": 200, "members.me.use.primary_care": 12},
            "pays",
            "you + your spouse",
        ),
    ],
)
def test_the_group_that_costs_least_is_named(told: Mapping[str, Any], key: str, best: str) -> None:
    """And whether it pays, on costs alone."""
    said, _ = who(case_of({**KIDS, **told}))

    assert [strings().say(f"deciding.joining.{key}", who=best), strings().say("deciding.joining.access")] == said


def test_what_was_chosen_before_changes_no_groups() -> None:
    """All groups are priced again, whoever was to join."""
    _, all_join = who(case_of(EACH))
    _, one_joins = who(case_of({**EACH, "joining": "me"}))

    assert set(all_join) == set(one_joins)


def test_a_health_share_is_paid_whoever_joins() -> None:
    """By those who join and by those who do not."""
    told = {**EACH, "coverage": "health_share", "insurance.premium": 250}
    facts = {
        name: value
        for name, value in told.items()
        if name not in ("insurance.deductible", "insurance.out_of_pocket_max")
    }
    _, rows = who(case_of(facts))

    assert [] == [row.id for row in rows.values() if row.committed < 3000]


def test_without_insurance_groups_are_held_against_none() -> None:
    """There is an option in which nobody has anything."""
    _, rows = who(
        case_of(
            {
                "members.me.age": 30,
                "members.spouse.age": 29,
                "coverage": "none",
                "retainers.fee": 50,
                "retainers.each": True,
            }
        )
    )

    assert [0, 600, 600, 1200] == sorted(float(row.committed) for row in rows.values())


def test_the_situation_that_was_described_stays_as_it_is() -> None:
    """Pricing groups adds nothing to it."""
    case = case_of(EACH)
    before = replace(case.told, situation={**case.told.situation})
    joining(case.known, case.told)

    assert before.situation == case.told.situation
    assert ["membership"] == [one["id"] for one in case.told.situation["retainers"]]
