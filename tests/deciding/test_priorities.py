"""What matters: weights reorder the explanation and never a number, and one rule says where they lead, both ways alike."""

from collections.abc import Mapping
from itertools import product

import pytest
from knowns import BOUND, EMPLOYER, FREE, MEMBER, Case, agreement, case_of, exact, left_in, strings, texts

from bot.deciding.priorities import IDS, JUDGES, conclusion, leaning, priorities
from bot.deciding.result import joined
from bot.deciding.state import State, weights_of
from bot.deciding.verdicts import Pair
from bot.decisions import whole
from bot.errors import RefusedError
from bot.vocabulary import Priorities

NOTHING = dict.fromkeys(IDS, 0)
NAME = "Elm Care"
LEADS = {
    side: strings().say(f"deciding.matters.{side}", name=NAME, because="‹›").split("‹›")[0]
    for side in ("join", "stay", "even")
}


def lead(signs: Mapping[str, int], weights: Mapping[str, int]) -> str:
    """Return where signs and weights lead: to join, to stay, or even."""
    said = conclusion({**NOTHING, **signs}, weights, NAME, strings())
    return next(side for side, start in LEADS.items() if said.startswith(start))


def weighed(case: Case, weights: Mapping[str, int]) -> Priorities:
    """Return what matters in a case."""
    found = priorities(case.known, case.told, case.found, weights)
    assert found is not None
    return found


def sign(case: Case, name: str) -> int:
    """Return for what one thing speaks in a case: 1 for joining, -1 against."""
    pair = joined(case.found, case.told)
    assert pair is not None
    return JUDGES[name](case.known, case.told, case.found, pair)[0]


@pytest.mark.parametrize(
    ("signs", "weights", "expected"),
    [
        ({"cost": -1, "access": 1}, {"cost": 3, "access": 1}, "stay"),
        ({"cost": -1, "access": 1}, {"cost": 1, "access": 3}, "join"),
        ({"cost": -1, "access": 1}, {"cost": 2, "access": 2}, "even"),
        ({"cost": -1, "access": 1}, {"doctor": 3}, "even"),
        ({"cost": -1, "access": 1, "doctor": 1}, {"cost": 3, "access": 2, "doctor": 2}, "join"),
        ({}, {"cost": 3}, "even"),
    ],
)
def test_weights_and_signs_lead_to_one_side_or_to_none(
    signs: Mapping[str, int], weights: Mapping[str, int], expected: str
) -> None:
    """By their sum: what is not weighed does not count."""
    assert expected == lead(signs, weights)


def test_turning_every_sign_turns_the_answer_round() -> None:
    """For all signs and some weights: join is stay, stay is join, and even stays even."""
    turned = {"join": "stay", "stay": "join", "even": "even"}
    weights = {"cost": 3, "certainty": 1, "access": 2, "freedom": 1}
    wrong = []
    for values in product((-1, 0, 1), repeat=len(IDS)):
        signs = dict(zip(IDS, values, strict=True))
        back = {name: -value for name, value in signs.items()}
        if turned[lead(signs, weights)] != lead(back, weights) or leaning(signs, weights) != -leaning(back, weights):
            wrong.append(signs)

    assert [] == wrong


def test_both_sides_of_a_conclusion_take_about_the_same_words() -> None:
    """Whichever way it leads."""
    weights = dict.fromkeys(IDS, 1)
    sides = [conclusion(dict.fromkeys(IDS, side), weights, NAME, strings()).split() for side in (1, -1)]

    assert 0.8 <= len(sides[0]) / len(sides[1]) <= 1.25


def test_a_conclusion_names_what_weighs_most_and_what_speaks_against() -> None:
    """And leaves the choice to the person."""
    signs = {**NOTHING, "cost": -1, "freedom": -1, "access": 1}
    said = conclusion(signs, {"freedom": 3, "cost": 1, "access": 2}, NAME, strings())
    say = strings().say
    because = f"{say('deciding.matters.freedom.against')}, and {say('deciding.matters.cost.against')}"

    assert (
        " ".join(
            (
                say("deciding.matters.stay", name=NAME, because=because),
                say("deciding.matters.but", against=say("deciding.matters.access.for")),
                say("deciding.matters.yours"),
            )
        )
        == said
    )


def test_what_is_not_weighed_is_no_reason() -> None:
    """It is not spoken of at all."""
    said = conclusion({**NOTHING, "cost": -1, "access": 1}, {"access": 1}, NAME, strings())

    assert strings().say("deciding.matters.cost.against") not in said


def test_before_anything_is_weighed_there_is_no_conclusion() -> None:
    """Only what can be weighed, in one order, without a word on how the options differ."""
    block = weighed(case_of(), {})

    assert (IDS, "", {()}, {0}) == (
        tuple(one.id for one in block.items),
        block.conclusion,
        {one.sentences for one in block.items},
        {one.weight for one in block.items},
    )


def test_weights_order_what_is_explained() -> None:
    """The heaviest first, those that weigh the same as ever."""
    block = weighed(case_of(), {"freedom": 3, "access": 3, "doctor": 1})

    assert ["access", "freedom", "doctor", "cost", "certainty"] == [one.id for one in block.items]
    assert [3, 3, 1, 0, 0] == [one.weight for one in block.items]


def test_weights_change_no_number_and_no_other_block() -> None:
    """What is said of each thing is the same, whatever it weighs."""
    case = case_of(EMPLOYER, agreement(BOUND))
    some = [State(matters=weights) for weights in ((), (("cost", 3),), (("access", 3), ("cost", 1)))]
    blocks = [whole(case.known, case.told, case.found, state) for state in some]
    said = [{one.id: one.sentences for one in weighed(case, state.weights).items} for state in some[1:]]

    assert [blocks[0]] * 2 == [tuple(one for one in each if not isinstance(one, Priorities)) for each in blocks[1:]]
    assert said[0] == said[1]


def test_without_a_membership_nothing_is_weighed() -> None:
    """There is nothing to join."""
    case = case_of(EMPLOYER)

    assert None is priorities(case.known, case.told, case.found, {"cost": 3})


@pytest.mark.parametrize(
    ("fee", "expected"),
    [(400, -1), (0, 1)],
)
def test_cost_speaks_for_what_costs_less(fee: int, expected: int) -> None:
    """The same way in both directions."""
    assert expected == sign(case_of({**MEMBER, "retainers.fee": fee, "members.me.use.primary_care": 10}), "cost")


def test_cost_says_nothing_where_it_is_too_close_to_call() -> None:
    """Or the same for certain."""
    close = case_of({**EMPLOYER, "insurance.copays.primary_care": 80, "retainers.fee": 10})
    same = case_of({"members.me.age": 70, "coverage": "medicare", "retainers.fee": 0})

    assert (0, 0) == (sign(close, "cost"), sign(same, "cost"))


@pytest.mark.parametrize(("fee", "expected"), [(100, -1), (0, 0)])
def test_certainty_speaks_for_the_lower_worst_case(fee: int, expected: int) -> None:
    """And for neither where it is the same."""
    assert expected == sign(case_of({**MEMBER, "retainers.fee": fee}), "certainty")


@pytest.mark.parametrize("name", ["cost", "certainty"])
def test_what_speaks_against_joining_speaks_for_it_the_other_way_round(name: str) -> None:
    """Of two options with their places changed the sign is the opposite one."""
    case = case_of({**MEMBER, "retainers.fee": 400})
    pair = Pair(case.option("plan+membership"), case.option("plan"))
    back = Pair(pair.other, pair.one)

    assert [-1, 1] == [JUDGES[name](case.known, case.told, case.found, one)[0] for one in (pair, back)]


def test_access_speaks_for_an_agreement_that_promises_it() -> None:
    """With the clause, letter for letter; of one that is silent, or was not seen, for neither."""
    promising, silent = agreement(BOUND), agreement(FREE)
    (item,) = [one for one in weighed(case_of(EMPLOYER, promising), {"access": 1}).items if one.id == "access"]
    quotes = [quote for one in item.sentences for quote in one.quotes]

    assert [True] == [exact(quote, promising) for quote in quotes]
    assert (1, 0, 0) == (
        sign(case_of(EMPLOYER, promising), "access"),
        sign(case_of(EMPLOYER, silent), "access"),
        sign(case_of(MEMBER), "access"),
    )


def test_freedom_speaks_against_what_costs_to_leave() -> None:
    """And for neither side where leaving is free."""
    bound, free = (case_of(EMPLOYER, agreement(text)) for text in (BOUND, FREE))
    (item,) = [one for one in weighed(bound, {"freedom": 1}).items if one.id == "freedom"]

    assert (-1, 0) == (sign(bound, "freedom"), sign(free, "freedom"))
    assert ["Leaving Paper in the first year costs at most $990; staying as you are binds you to nothing."] == texts(
        item.sentences
    )


@pytest.mark.parametrize(("month", "expected"), [(12, -1), (13, 0)])
def test_freedom_looks_at_the_first_year(month: int, expected: int) -> None:
    """Whichever month of it is the one that costs."""
    assert expected == sign(left_in(case_of(EMPLOYER, agreement(FREE)), "plan+agreement-1", month, 400), "freedom")


def test_a_doctor_counts_where_it_is_ones_own() -> None:
    """Nothing else here knows a doctor."""
    assert (1, 0) == (sign(case_of({**MEMBER, "own_doctor": True}), "doctor"), sign(case_of(MEMBER), "doctor"))


def test_weights_are_whole_numbers_from_one_to_three() -> None:
    """As they were sent."""
    assert (("cost", 3), ("access", 1)) == weights_of({"cost": 3, "access": 1})


@pytest.mark.parametrize(
    "given", [{"cost": 0}, {"cost": 4}, {"cost": True}, {"cost": 1.5}, {"cost": "2"}, {"love": 2}, {"cost": None}]
)
def test_what_is_no_weight_is_refused(given: dict[str, object]) -> None:
    """The refusal names what can be weighed."""
    with pytest.raises(RefusedError, match="cost, certainty, access, doctor, freedom"):
        weights_of(given)


def test_how_far_a_decision_has_come_is_kept_and_read_again() -> None:
    """Through what a conversation remembers."""
    state = State(("coverage",), ("coverage", "members.me.age"), compared=True, matters=(("cost", 2),), on=True)

    assert state == State.of({"deciding": state.kept()})
    assert State() == State.of({})
