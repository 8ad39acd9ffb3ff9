"""What nobody asked for and should know: each point only where it concerns the household, its clauses exact."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from knowns import BOUND, EMPLOYER, FREE, MEMBER, agreement, case_of, exact, library, of_practice, strings, texts

from bot.answering.composing import Agreement
from bot.deciding.worth_knowing import RAISED, worth_knowing
from bot.vocabulary import Sentence

OLD: Mapping[str, Any] = {"members.me.age": 70, "coverage": "medicare", "retainers.fee": 100}


def points(facts: Mapping[str, Any], *agreements: Agreement) -> dict[str, tuple[Sentence, ...]]:
    """Return what is raised, by its name in the strings."""
    case = case_of(facts, *agreements)
    found = worth_knowing(case.known, case.told)
    assert found is not None
    labels = {strings().say(f"deciding.worth.{name}.label"): name for name in RAISED}
    return {labels[one.label]: one.sentences for one in found.items}


def say(name: str) -> str:
    """Return a sentence of this block."""
    return strings().say(f"deciding.worth.{name}")


def test_without_a_membership_nothing_is_raised() -> None:
    """There is nothing to join."""
    case = case_of(EMPLOYER)

    assert None is worth_knowing(case.known, case.told)


@pytest.mark.parametrize(
    ("facts", "raised"),
    [
        (MEMBER, {"fee", "leaving", "rise", "ends", "referrals", "hsa"}),
        ({**MEMBER, "coverage": "marketplace"}, {"fee", "leaving", "rise", "ends", "referrals", "hsa", "subsidy"}),
        ({**MEMBER, "subsidy": True}, {"fee", "leaving", "rise", "ends", "referrals", "hsa", "subsidy"}),
        ({**MEMBER, "members.me.age": 64}, {"fee", "leaving", "rise", "ends", "referrals", "hsa", "medicare"}),
        (OLD, {"fee", "leaving", "rise", "ends", "medicare"}),
        ({"coverage": "medicaid", "retainers.fee": 50}, {"fee", "leaving", "rise", "ends", "medicaid"}),
        ({"coverage": "va", "retainers.fee": 50}, {"fee", "leaving", "rise", "ends", "medicaid"}),
        ({"coverage": "none", "members.me.age": 30, "retainers.fee": 50}, {"fee", "leaving", "rise", "ends"}),
    ],
)
def test_each_point_is_raised_where_it_concerns_somebody(facts: Mapping[str, Any], raised: set[str]) -> None:
    """And nowhere else."""
    assert raised == set(points(facts))


def test_nothing_empty_is_raised() -> None:
    """Each point has something to say, with a label of its own."""
    found = points(OLD, of_practice("juniper-street"))

    assert [] == [name for name, sentences in found.items() if not all(one.text for one in sentences)]


def test_a_fee_counts_toward_no_limit_of_insurance() -> None:
    """Without insurance it is said to be none."""
    assert (say("fee.says"), say("fee.uninsured")) == (
        points(MEMBER)["fee"][0].text,
        points({"coverage": "none", "members.me.age": 30, "retainers.fee": 50})["fee"][0].text,
    )


def test_what_leaving_costs_stands_with_its_clause() -> None:
    """Of an agreement that was not seen, what to ask."""
    paper = agreement(BOUND)
    (one,) = points(EMPLOYER, paper)["leaving"]

    assert "$990" in one.text
    assert [True] == [exact(quote, paper) for quote in one.quotes]
    assert [say("leaving.unread")] == texts(points(MEMBER)["leaving"])


def test_leaving_that_costs_nothing_is_stated_as_it_stands() -> None:
    """With the words that say so."""
    paper = agreement(FREE)
    (one,) = points(EMPLOYER, paper)["leaving"]

    assert "without penalty" in " ".join(quote.text for quote in one.quotes)
    assert "$0" not in one.text


def test_where_the_agreement_is_silent_there_is_a_question_to_ask() -> None:
    """And where it was not seen, the question alone."""
    silent, unseen = points(EMPLOYER, agreement(FREE))["rise"], points(MEMBER)["rise"]
    question = strings().say("terms.price_change_notice_days.ask")

    assert (2, f"Ask: “{question}”") == (len(silent), silent[1].text)
    assert [question] == texts(unseen)


def test_every_clause_that_is_quoted_is_exact() -> None:
    """Of a real agreement."""
    paper = of_practice("juniper-street")
    quotes = [quote for some in points(EMPLOYER, paper).values() for one in some for quote in one.quotes]

    assert len(quotes) > 1
    assert [] == [quote.text for quote in quotes if not exact(quote, paper)]


@pytest.mark.parametrize(("network", "name"), [("HMO", "hmo"), ("epo", "hmo"), ("PPO", "says"), (None, "says")])
def test_referrals_matter_most_in_a_narrow_network(network: str | None, name: str) -> None:
    """Whatever letters it is written in."""
    told = {**MEMBER, **({"insurance.network": network} if network else {})}

    assert [say(f"referrals.{name}")] == texts(points(told)["referrals"])


@pytest.mark.parametrize(("over", "joining", "name"), [(0, "me", "says"), (1, "me", "over"), (1, "all", "says")])
def test_a_fee_is_held_against_the_limit_for_savings_accounts(over: int, joining: str, name: str) -> None:
    """The limit itself is within it; of several who join the limit is higher."""
    figures = library().figures
    one, several = (
        int(figures.on(f"hsa.dpc_fee_cap_{who}", date(2026, 11, 22)).amount) for who in ("one_person", "several")
    )
    told = {**EMPLOYER, "members.spouse.age": 40, "joining": joining, "retainers.fee": one + over}
    text = strings().say(f"deciding.worth.hsa.{name}", one=f"${one:,}", several=f"${several:,}", fee=f"${one + over:,}")

    assert [text] == texts(points(told)["hsa"])


def test_of_medicare_the_agreements_own_clause_is_shown() -> None:
    """After what holds of every membership."""
    found = points(OLD, of_practice("juniper-street"))["medicare"]

    assert say("medicare.says") == found[0].text
    assert len(found) > 1
