"""The comparison as a block: the option held now first, then by cost, every number in words beside it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from knowns import BOUND, EMPLOYER, FREE, MEMBER, YEARS, Case, agreement, case_of, strings

from bot.deciding import compared
from bot.deciding.compared import ordered, short
from bot.decisions import with_access
from bot.vocabulary import ComparisonBlock, OptionRow

OLD: Mapping[str, Any] = {"members.me.age": 70, "coverage": "medicare", "retainers.fee": 100}
TWO: Mapping[str, Any] = {**MEMBER, "insurance2.premium": 90, "insurance2.deductible": 500}


def table(case: Case) -> ComparisonBlock:
    """Return the block of a case."""
    return compared.block(case.found, case.told, strings())


def row(case: Case, name: str) -> OptionRow:
    """Return the row of an option."""
    return next(one for one in table(case).options if one.id == name)


@pytest.mark.parametrize("facts", [MEMBER, TWO, OLD, {**MEMBER, "insurance.premium": 900}])
def test_what_is_held_now_comes_first_and_the_rest_by_average_cost(facts: Mapping[str, Any]) -> None:
    """Whether it costs most or least; what is not estimated goes by what is certain."""
    found = table(case_of(facts))
    costs = [one.total.mean if one.total else float(one.committed) for one in found.options]

    assert [True, *[False] * (len(costs) - 1)] == [one.reference for one in found.options]
    assert sorted(costs[1:]) == costs[1:]
    assert strings().say("deciding.now") == found.options[0].note


def test_the_order_does_not_go_by_the_order_of_options() -> None:
    """Backwards it is the same."""
    case = case_of(TWO)
    back = case.found.model_copy(update={"options": case.found.options[::-1]})

    assert [one.id for one in ordered(case.found, "plan")] == [one.id for one in ordered(back, "plan")]


def test_numbers_are_those_of_the_comparison() -> None:
    """None is worked out anew."""
    case = case_of(TWO)
    wrong = []
    for one in case.found.options:
        shown = row(case, one.id)
        kept = (shown.committed, shown.worst_case, shown.allowed, shown.out_of_pocket, shown.chance_cheapest)
        if kept != (one.committed, one.worst_case, one.allowed, one.out_of_pocket, one.chance_cheapest):
            wrong.append(one.id)

    assert [] == wrong
    assert YEARS == table(case).years_drawn


def test_every_number_has_words() -> None:
    """Exact for what is certain, rounded for what is estimated."""
    says = row(case_of({**MEMBER, "retainers.enrollment_fee": 75}), "plan+membership").says

    assert ("$3,675", "$300 a month", "$9,675") == (says["committed"], says["monthly"], says["worst_case"])
    assert says["mean"].startswith("average $")
    assert says["mean"].endswith(("00", "50"))


def test_what_is_paid_each_month_is_premiums_and_fees() -> None:
    """Not what is paid once, nor what care may cost."""
    half = row(case_of({**MEMBER, "retainers.enrollment_fee": 75, "months_kept": 12}), "membership")

    assert "$100 a month" == half.says["monthly"]


def test_without_insurance_there_is_no_limit_and_it_says_why() -> None:
    """In the place of a sum."""
    one = row(case_of(MEMBER), "membership")

    assert (None, strings().say("deciding.worst.none")) == (one.worst_case, one.says["worst_note"])
    assert "$" not in one.says["worst_case"]


def test_of_a_public_program_the_limit_is_not_known_here() -> None:
    """That is not the same as none; and there are no good and bad years to show."""
    one = row(case_of(OLD), "medicare+membership")

    assert (strings().say("deciding.worst.not_known"), strings().say("deciding.no_estimate"), ()) == (
        one.says["worst_case"],
        one.says["no_estimate"],
        one.years,
    )


def test_a_plan_has_its_limit_though_leaving_a_practice_has_none_that_is_known() -> None:
    """What leaving costs does not make a hospital stay unlimited."""
    one = row(case_of({**MEMBER, "months_kept": 6}), "plan+membership")

    assert strings().say("deciding.worst.unknown") != one.says.get("worst_note")


@pytest.mark.parametrize(("text", "expected"), [(BOUND, "$720"), (FREE, "$0")])
def test_leaving_is_shown_after_four_months(text: str, expected: str) -> None:
    """As the agreement has it; staying costs nothing to leave."""
    case = case_of(EMPLOYER, agreement(text))

    assert (expected, "$0") == (row(case, "plan+agreement-1").says["leaving"], row(case, "plan").says["leaving"])


def test_the_bars_are_a_good_a_typical_and_a_serious_year() -> None:
    """What is sure and what may come add up to each, on an axis that holds them all."""
    case = case_of(TWO)
    found = table(case)
    wrong = []
    for one in found.options:
        total = case.option(one.id).total
        assert total is not None
        sums = [bar.sure + bar.may for bar in one.years]
        if sums != pytest.approx([total.p10, total.p50, total.p90]) or max(sums) > found.axis:
            wrong.append(one.id)

    assert [] == wrong
    assert (0, found.axis) == (found.ticks[0][0], found.ticks[-1][0])


@pytest.mark.parametrize(("amount", "text"), [(0, "0"), (1000, "$1k"), (2500, "$2.5k"), (100_000, "$100k")])
def test_an_axis_is_written_in_thousands(amount: int, text: str) -> None:
    """With nothing below a thousand that is not needed."""
    assert text == short(amount)


def test_an_axis_has_a_place_even_where_nothing_costs_anything() -> None:
    """No division by nothing."""
    found = table(case_of({"members.me.age": 30, "coverage": "medicaid", "retainers.fee": 0}))

    assert found.axis > 0
    assert 0 == found.options[0].committed


def test_it_says_for_whom_and_for_which_year_it_is() -> None:
    """And from how many years, where any were drawn."""
    drawn, certain = table(case_of({**MEMBER, "members.spouse.age": 40})), table(case_of(OLD))

    assert "For 2 people together, plan year 2027." == drawn.basis[0]
    assert (3, 2) == (len(drawn.basis), len(certain.basis))


def test_the_note_on_the_worst_case_stands_where_there_is_one() -> None:
    """That of rounding always."""
    worst = strings().say("deciding.notes.worst")

    assert [True, False] == [worst in table(case_of(facts)).notes for facts in (MEMBER, OLD)]
    assert [strings().say("deciding.notes.rounding")] * 2 == [table(case_of(facts)).notes[0] for facts in (MEMBER, OLD)]


def test_access_is_quoted_beside_the_options_that_join() -> None:
    """And beside no other."""
    case = case_of(EMPLOYER, agreement(BOUND), agreement(FREE, "Free.txt"))
    found = with_access(table(case), case.told, strings())

    assert {"plan+agreement-1", "agreement-1"} == {one.id for one in found.options if one.access}


def test_a_block_can_be_sent_and_read_again() -> None:
    """As JSON, with sums to the cent."""
    found = table(case_of({**TWO, "insurance.premium": 200.55}))

    assert found == ComparisonBlock.model_validate_json(found.model_dump_json())
    assert Decimal("2406.60") == found.options[0].committed
