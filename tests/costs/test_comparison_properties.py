"""What holds of every comparison, whoever asks: limits hold, dearer terms cost more, and names and order mean nothing."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest
from households import YEARS, Terms, grounds
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.costs.comparison import Comparison, OptionCosts, compare
from bot.costs.household import Setting, free_years
from bot.costs.situation import read_situation
from bot.costs.trial import Trial
from bot.insurance import SERVICES

CENT, PART = 0.02, 1e-6  # a cent, and what float32 adds to it in sums of hundreds of thousands
FEW = settings(max_examples=25, deadline=None)
MANY = settings(max_examples=60, deadline=None)
NAMES = ("ana", "ben", "cleo")
DRUGS_AND_VISITS = ("primary_care", "specialist", "generic_drug", "lab")

USE = st.dictionaries(st.sampled_from(DRUGS_AND_VISITS), st.integers(0, 15), max_size=2)
PEOPLE = st.fixed_dictionaries(
    {"age": st.sampled_from([8, 42, 60]), "health": st.sampled_from(["average", "poor"]), "use": USE}
)
COPAYS = st.dictionaries(st.sampled_from(DRUGS_AND_VISITS), st.integers(0, 90), max_size=3)
SHARES = st.sampled_from([0, 0.1, 0.25, 0.4, 1])


@st.composite
def plans(draw: st.DrawFn, name: str, who: list[str]) -> Terms:
    """Draw a plan whose household limits, where it has any, are a multiple of a member's."""
    deductible, further = draw(st.integers(0, 8000)), draw(st.integers(0, 6000))
    plan: Terms = {
        "id": name,
        "name": f"The {name} plan",
        "premium": draw(st.integers(0, 900)),
        "deductible": deductible,
        "out_of_pocket_max": deductible + further,
        "coinsurance": draw(SHARES),
        "copays": draw(COPAYS),
        "before_deductible": draw(st.lists(st.sampled_from(DRUGS_AND_VISITS), unique=True, max_size=3)),
        "hsa_eligible": draw(st.booleans()),
    }
    if draw(st.booleans()):
        plan["drug_deductible"] = draw(st.sampled_from([0, 200, 1000]))
    if kind := draw(st.sampled_from([None, None, "embedded", "aggregate"])):
        plan["family"] = {"kind": kind, **household_limits(plan)}
    if draw(st.integers(0, 3)) == 0:
        plan["met"] = {"deductible": deductible // 2, "out_of_pocket": deductible // 2}
    if draw(st.integers(0, 4)) == 0:
        plan["members"] = who[:1]
    return plan


def household_limits(plan: Terms) -> Terms:
    """Return limits of a household of twice as much as a member's."""
    return {"deductible": 2 * plan["deductible"], "out_of_pocket_max": 2 * plan["out_of_pocket_max"]}


@st.composite
def memberships(draw: st.DrawFn, name: str, who: list[str]) -> Terms:
    """Draw a membership of all or of one."""
    return {
        "id": name,
        "name": f"The {name} practice",
        "fee": draw(st.integers(0, 400)),
        "enrollment_fee": draw(st.sampled_from([0, 75])),
        "visit_fee": draw(st.sampled_from([0, 0, 20])),
        "covers": draw(st.sampled_from([[], ["primary_care"], ["primary_care", "lab"]])),
        "discounts": draw(st.sampled_from([{}, {}, {"lab": 0.6, "generic_drug": 0.3}])),
        "bills_insurance": draw(st.integers(0, 3)) == 0,
        "initial_term_months": draw(st.sampled_from([None, 1, 12])),
        "early_exit": draw(st.sampled_from([None, {"kind": "none"}, {"kind": "remaining_balance"}])),
        "members": draw(st.sampled_from([None, None, None, who[-1:]])),
    }


@st.composite
def situations(draw: st.DrawFn) -> Terms:
    """Draw a household of one to three with one or two plans and practices, for a whole year or the rest of one."""
    members = [{"id": name, **draw(PEOPLE)} for name in NAMES[: draw(st.integers(1, 3))]]
    who = list(NAMES[: len(members)])
    times: Terms = {"on": "2026-06-10", "plan_year": draw(st.sampled_from([2026, 2027]))}
    if draw(st.booleans()):
        times |= {"tax": {"federal": 0.22, "state": 0.05}, "hsa_contribution": draw(st.integers(0, 9000))}
    return {
        **times,
        "years": YEARS,
        "members": members,
        "insurance": [draw(plans(name, who)) for name in ("silver", "bronze")[: draw(st.integers(1, 2))]],
        "retainers": [draw(memberships(name, who)) for name in ("juniper", "maple")[: draw(st.integers(1, 2))]],
        "months_kept": draw(st.sampled_from([12, 12, 7])),
    }


def trial(situation: Terms) -> Trial:
    """Price the options of a situation in every drawn year."""
    read = read_situation(situation)
    return Trial.of(read, grounds().care, grounds().figures, Setting(read.years, read.seed))


def asked(situation: Terms) -> Comparison:
    """Compare the options of a situation."""
    return compare(read_situation(situation), grounds())


def within(amounts: Any) -> Any:
    """Return by how much sums of float32 may differ that are the same."""
    return CENT + PART * amounts


# Limits


@MANY
@given(situations())
def test_no_year_costs_more_than_the_worst_case(situation: Terms) -> None:
    """Nor less than what is certain with the tax that is saved at the most."""
    tried = trial(situation)

    for name, years in tried.totals.items():
        account = tried.accounts[name]
        worst = account.contract.worst_case
        tax = account.hsa.effect if account.hsa else 0
        assert worst is None or float(worst + tax) >= years.max() - within(years.max()), name
        assert float(account.contract.committed + tax) <= years.min() + within(years.min()), name


@given(visits=st.integers(0, 30), month=st.integers(1, 12))
@settings(max_examples=30, deadline=None)
def test_visit_fees_of_the_rest_of_a_year_stay_within_the_worst_case(visits: int, month: int) -> None:
    """However many of a year's known visits happen to fall into its last months."""
    plan = {"id": "silver", "name": "Silver", "premium": 0, "deductible": 0, "out_of_pocket_max": 0, "coinsurance": 0}
    tried = trial(
        {
            "on": "2026-01-01",
            "starts": f"2026-{month:02}-01",
            "years": YEARS,
            "members": [{"id": "ana", "age": 42, "use": {"primary_care": visits}}],
            "insurance": [plan],
            "retainers": [{"id": "juniper", "fee": 10, "visit_fee": 100}],
        }
    )
    worst = tried.accounts["silver+juniper"].contract.worst_case

    assert worst is not None
    assert tried.totals["silver+juniper"].max() <= float(worst) + CENT


@MANY
@given(situations())
def test_care_costs_no_less_than_nothing_and_no_more_than_its_price(situation: Terms) -> None:
    """Whatever insurance makes of it, nobody pays more than the claims and the fees of the visits."""
    tried = trial(situation)
    gross = sum(year.total for year in tried.pricing.lives.values())

    for name in tried.comparable:
        choice = tried.accounts[name].choice
        paid = tried.pricing.out_of_pocket(choice)
        fees = sum(
            year.counts[0] * np.float32(choice.visit_fees[member]) for member, year in tried.pricing.lives.items()
        )
        assert paid.min() >= 0, name
        assert (paid <= gross + fees + within(gross)).all(), name


# Dearer terms

Change = Callable[[Terms, float], Terms]


def more_deductible(plan: Terms, more: float) -> Terms:
    """Raise a plan's deductible, and the maximum where it would be below."""
    deductible = plan["deductible"] + more
    return scaled({**plan, "deductible": deductible, "out_of_pocket_max": max(plan["out_of_pocket_max"], deductible)})


def scaled(plan: Terms) -> Terms:
    """Keep the household's limits twice a member's."""
    return {**plan, "family": {**plan["family"], **household_limits(plan)}} if "family" in plan else plan


DEARER: Mapping[str, tuple[str, Change]] = {
    "deductible": ("insurance", more_deductible),
    "drug deductible": (
        "insurance",
        lambda plan, more: {**plan, **{key: plan[key] + more for key in ("drug_deductible",) if key in plan}},
    ),
    "coinsurance": ("insurance", lambda plan, more: {**plan, "coinsurance": min(1, plan["coinsurance"] + more / 3000)}),
    "copays": ("insurance", lambda plan, more: {**plan, "copays": {k: v + more for k, v in plan["copays"].items()}}),
    "maximum": (
        "insurance",
        lambda plan, more: scaled({**plan, "out_of_pocket_max": plan["out_of_pocket_max"] + more}),
    ),
    "premium": ("insurance", lambda plan, more: {**plan, "premium": plan["premium"] + more}),
    "fee": ("retainers", lambda retainer, more: {**retainer, "fee": retainer["fee"] + more}),
    "enrollment fee": (
        "retainers",
        lambda retainer, more: {**retainer, "enrollment_fee": retainer["enrollment_fee"] + more},
    ),
    "visit fee": ("retainers", lambda retainer, more: {**retainer, "visit_fee": retainer["visit_fee"] + more}),
}


@pytest.mark.parametrize("term", DEARER)
@settings(max_examples=20, deadline=None)
@given(situation=situations(), more=st.integers(1, 3000))
def test_dearer_terms_make_no_year_cheaper(term: str, situation: Terms, more: int) -> None:
    """Nor the worst case, nor an option that does not have these terms any dearer."""
    kind, change = DEARER[term]
    first, *others = situation[kind]
    dearer = trial({**situation, kind: [change(first, more), *others]})
    before = trial(situation)

    for name, years in before.totals.items():
        account, changed = before.accounts[name], dearer.accounts[name]
        has_it = first["id"] in name.split("+")
        assert (dearer.totals[name] >= years - within(years)).all(), name
        assert has_it or (dearer.totals[name] == years).all(), name
        worst, then = account.contract.worst_case, changed.contract.worst_case
        assert worst is None or then is None or worst <= then, name


# Names, order and company


def numbers(option: OptionCosts) -> dict[str, Any]:
    """Return the numbers of an option that do not speak of other options."""
    told = {"name", "id", "lines", "warnings", "not_estimated", "exit_cost", "dominated_by", "chance_cheapest"}
    found = option.model_dump(exclude=told)
    found["help_lost"] = None if option.help_lost is None else float(option.help_lost)
    found["lines"] = [line.amount for line in option.lines]
    found["exit_cost"] = [(one.amount, one.low, one.high) for one in option.exit_cost]
    return found


def by_id(comparison: Comparison, back: Mapping[str, str] | None = None) -> dict[str, dict[str, Any]]:
    """Return the numbers of the options by id, its parts in one order and under the names that they had before."""
    back = back or {}
    found = {}
    for one in comparison.options:
        parts = sorted(back.get(part, part) for part in one.id.split("+"))
        found["+".join(parts)] = {**numbers(one), "chance": one.chance_cheapest}
    return found


def same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two options have the same numbers; what is drawn, to a cent, as sums of float32 go by their order."""
    drawn = {"allowed", "out_of_pocket", "total", "chance", "lines", "help_lost"}
    return all(
        close(one[key], other[key]) if key in drawn and one[key] is not None else one[key] == other[key] for key in one
    )


def close(one: Any, other: Any) -> bool:
    """Whether numbers that are drawn are the same to a cent."""
    return bool(pytest.approx(one, abs=CENT, rel=PART) == other)


def assert_same(expected: Mapping[str, Any], found: Mapping[str, Any], *, chances: bool = True) -> None:
    """Check that all options of one comparison have the same numbers in another."""
    for name, option in expected.items():
        other = found[name]
        left_out = {} if chances else {"chance": 0}
        assert same({**option, **left_out}, {**other, **left_out}), (name, option, other)


@FEW
@given(situations())
def test_names_mean_nothing(situation: Terms) -> None:
    """Other ids of people, plans and practices, in another alphabetical order, change no number."""
    new = {"ana": "zoe", "ben": "abe", "silver": "zinc", "bronze": "alu", "juniper": "yew", "maple": "ash"}

    def renamed(one: Terms) -> Terms:
        people = {"members": [new.get(name, name) for name in one["members"]]} if one.get("members") else {}
        return {**one, "id": new.get(one["id"], one["id"]), **people}

    others = {kind: [renamed(one) for one in situation[kind]] for kind in ("members", "insurance", "retainers")}
    back = {value: key for key, value in new.items()}

    assert_same(by_id(asked(situation)), by_id(asked({**situation, **others}), back))


@FEW
@given(situations(), st.randoms(use_true_random=False))
def test_order_means_nothing(situation: Terms, rng: Any) -> None:
    """People who are not alike, plans and practices in another order have the same numbers."""
    kinds = [(one["age"], one["health"], tuple(sorted(one["use"].items()))) for one in situation["members"]]
    assume(len(set(kinds)) == len(kinds))  # those who are alike have a test of their own
    shuffled = {
        kind: rng.sample(situation[kind], len(situation[kind])) for kind in ("members", "insurance", "retainers")
    }

    assert_same(by_id(asked(situation)), by_id(asked({**situation, **shuffled})))


def test_the_order_of_people_who_are_alike_means_nothing() -> None:
    """Nor does it where one of them alone is in the plan and the other joins the practice."""
    people = [{"id": name, "age": 42, "health": "poor"} for name in ("ana", "ben")]
    plan = {"id": "silver", "name": "Silver", "premium": 400, "deductible": 2000, "out_of_pocket_max": 5000}
    terms = {
        "on": "2026-11-21",
        "years": YEARS,
        "insurance": [{**plan, "coinsurance": 0.3, "members": ["ana"]}],
        "retainers": [{"id": "juniper", "fee": 60, "members": ["ben"]}],
    }

    assert_same(by_id(asked({**terms, "members": people})), by_id(asked({**terms, "members": people[::-1]})))


@FEW
@given(situations())
def test_the_order_of_options_means_nothing(situation: Terms) -> None:
    """Options that are listed backwards have the same numbers, and the same one is the cheapest."""
    options = [
        {"id": "stay", "insurance": "silver"},
        {"id": "join", "insurance": "silver", "retainer": "juniper"},
        {"id": "bare"},
    ]
    forth, back = (asked({**situation, "options": one}) for one in (options, options[::-1]))
    means = {one.id: one.total.mean for one in forth.options if one.total}

    assert_same(by_id(forth), by_id(back))
    assert forth.cheapest is not None
    assert back.cheapest is not None
    assert pytest.approx(means[forth.cheapest], abs=CENT, rel=PART) == means[back.cheapest]


@FEW
@given(situations())
def test_company_means_nothing(situation: Terms) -> None:
    """A further plan and a further practice change no number of the options that were there."""
    who: list[str] | None = [one["id"] for one in situation["members"]][-1:]
    if len({(one["age"], one["health"]) for one in situation["members"]}) < len(situation["members"]):
        who = None  # who of people that are alike has which years goes by what they alone are in
    plan = {"id": "other", "name": "Other", "premium": 1, "deductible": 10, "out_of_pocket_max": 50, "coinsurance": 0.1}
    more = {
        "insurance": [{**plan, "members": who}, *situation["insurance"]],
        "retainers": [*situation["retainers"], {"id": "birch", "fee": 1, "covers": ["inpatient"]}],
    }

    assert_same(by_id(asked(situation)), by_id(asked({**situation, **more})), chances=False)


@FEW
@given(situations())
def test_break_evens_do_not_go_by_company(situation: Terms) -> None:
    """From how many visits on a membership pays is the same, whatever else is compared."""
    plan = {"id": "other", "name": "Other", "premium": 1, "deductible": 10, "out_of_pocket_max": 50, "coinsurance": 0.1}
    few = {(one.joined, one.against): one.primary_care_visits for one in asked(situation).break_even}
    more = asked({**situation, "insurance": [plan, *situation["insurance"]]}).break_even

    assert few.items() <= {(one.joined, one.against): one.primary_care_visits for one in more}.items()


# The same question, the same answer


@FEW
@given(situations(), st.integers(0, 2**32 - 1))
def test_the_same_seed_gives_the_same_dollars(situation: Terms, seed: int) -> None:
    """To the last digit, also when nothing is remembered from before."""
    first = asked({**situation, "seed": seed})
    free_years.cache_clear()

    assert first.model_dump() == asked({**situation, "seed": seed}).model_dump()


@FEW
@given(situations())
def test_chances_of_being_cheapest_add_up(situation: Terms) -> None:
    """In every drawn year some option is the cheapest, and those that tie share the year."""
    chances = [one.chance_cheapest for one in asked(situation).options if one.chance_cheapest is not None]

    assert pytest.approx(1, abs=0.0001 * len(chances)) == sum(chances)


@MANY
@given(PEOPLE, st.sampled_from(SERVICES), st.integers(0, 250))
def test_a_known_count_is_that_count_in_every_year(person: Terms, service: str, count: int) -> None:
    """And the counts and prices of all other services stay what they were."""
    plain = {"on": "2026-11-21", "years": YEARS}
    before = trial({**plain, "members": [{"id": "ana", **person}]}).pricing.lives["ana"]
    known = {**person, "use": {**person["use"], service: count}}
    after = trial({**plain, "members": [{"id": "ana", **known}]}).pricing.lives["ana"]
    row = SERVICES.index(service)
    others = [place for place in range(len(SERVICES)) if place != row]

    assert (after.counts[row] == count).all()
    assert all((after.counts[at] == before.counts[at]).all() for at in others)
    assert all((after.prices[at] == before.prices[at]).all() for at in others)
