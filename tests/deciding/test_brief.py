"""The decision on one page: with a membership and without, its notice date, who pays, and nothing that is not known."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from knowns import BOUND, EMPLOYER, FREE, MEMBER, ON, a_practice, agreement, case_of, of_practice, strings

from bot.answering.composing import Agreement
from bot.deciding.brief import Brief, brief, start_of
from bot.deciding.state import State
from bot.vocabulary import Checklist, Notice

TRIMMED = BOUND.replace("30 days'", "two months'")


def page(facts: Mapping[str, Any], *agreements: Agreement, state: State | None = None, **more: Any) -> Brief:
    """Put a case on one page."""
    case = case_of(facts, *agreements, **more)
    return brief(case.known, case.told, case.found, state or State())


def kinds(found: Brief) -> list[str]:
    """Return the kinds of the blocks of a page."""
    return [one.kind for one in found.draft.blocks]


def notice(found: Brief) -> Notice:
    """Return the notice of a page."""
    return next(one for one in found.draft.blocks if isinstance(one, Notice))


@pytest.mark.parametrize(
    ("on", "start"),
    [
        (date(2026, 11, 22), date(2026, 12, 1)),
        (date(2026, 12, 1), date(2027, 1, 1)),
        (date(2026, 12, 31), date(2027, 1, 1)),
        (date(2027, 1, 31), date(2027, 2, 1)),
        (date(2028, 2, 29), date(2028, 3, 1)),
    ],
)
def test_a_membership_is_taken_to_start_with_the_next_month(on: date, start: date) -> None:
    """On its first day, over the end of a year too."""
    assert start == start_of(on)


def test_a_page_has_the_result_first_and_then_what_it_rests_on() -> None:
    """The options, reasons, the notice; what matters last, to be ticked where it was not weighed."""
    some = ["paragraph", "understood", "comparison", "trade_offs", "lock_in", "checklist", "notice", "priorities"]
    weighed = page(EMPLOYER, agreement(BOUND), state=State(matters=(("cost", 3),)))

    assert some == kinds(page(EMPLOYER, agreement(BOUND)))
    assert some == kinds(weighed)


def test_a_page_without_a_membership_has_no_notice_and_no_traps() -> None:
    """It says what to do about one, and names none."""
    found = page({**EMPLOYER, "insurance2.premium": 90})

    assert ["paragraph", "understood", "comparison", "trade_offs"] == kinds(found)
    assert (strings().say("deciding.brief.title_none"), None) == (found.title, found.deadline)


def test_a_page_names_the_membership() -> None:
    """And says on what day it was made, by what, and where help is free."""
    found = page(EMPLOYER, agreement(BOUND, "Elm Care.pdf"))

    assert strings().say("deciding.brief.title", name="Elm Care") == found.title
    assert strings().say("deciding.brief.made", day="22 November 2026") in found.lead or "2026" in found.lead[0]
    assert strings().say("deciding.brief.help") == found.lead[1]


def test_a_membership_that_was_only_told_has_no_notice_date() -> None:
    """No agreement was seen, so none is made up."""
    found = page(MEMBER)

    assert None is found.deadline
    assert "notice" not in kinds(found)


@pytest.mark.parametrize(
    ("text", "on", "leaving", "day"),
    [
        (BOUND, date(2026, 11, 22), date(2027, 12, 1), date(2027, 10, 31)),
        (BOUND, date(2026, 12, 31), date(2028, 1, 1), date(2027, 12, 1)),
        (BOUND, date(2027, 1, 31), date(2028, 2, 1), date(2028, 1, 1)),
        (BOUND, date(2027, 2, 28), date(2028, 3, 1), date(2028, 1, 30)),
        (TRIMMED, date(2026, 11, 22), date(2027, 12, 1), date(2027, 10, 1)),
        (TRIMMED, date(2027, 3, 31), date(2028, 4, 1), date(2028, 2, 1)),
    ],
)
def test_notice_is_due_so_long_before_the_first_term_ends(text: str, on: date, leaving: date, day: date) -> None:
    """Full days or whole months, counted from the first day without the membership, at the ends of months as well."""
    deadline = page(EMPLOYER, agreement(text), on=on).deadline
    assert deadline is not None

    assert (leaving, day) == (deadline.leaving, deadline.last_day)


def test_the_notice_says_the_days_that_it_was_reckoned_from() -> None:
    """Start, end and the day itself."""
    found = page(EMPLOYER, agreement(BOUND))
    assert found.deadline is not None

    assert ("warning", True, True) == (
        notice(found).level,
        "2026" in notice(found).text,
        str(found.deadline.last_day.day) in notice(found).text,
    )


def test_an_agreement_that_names_no_notice_gets_no_date() -> None:
    """It says to ask for it in writing."""
    silent = BOUND.replace("You may cancel at any time with 30 days' prior written notice.", "The doctor may retire.")
    found = page(EMPLOYER, agreement(silent))

    assert (None, strings().say("deciding.brief.notice.none")) == (found.deadline, notice(found).text)


def test_a_monthly_membership_has_its_date_too() -> None:
    """Out after its first month, where no notice is asked for."""
    deadline = page(EMPLOYER, agreement(FREE)).deadline
    assert deadline is not None

    assert (date(2027, 1, 1), date(2027, 1, 1)) == (deadline.leaving, deadline.last_day)


def test_at_most_five_things_are_to_be_asked() -> None:
    """Each once, also where two agreements leave the same open."""
    found = page(EMPLOYER, agreement(BOUND), agreement(FREE, "Free.txt"))
    (asks,) = [one for one in found.draft.blocks if isinstance(one, Checklist)]
    questions = [one.text for one in asks.items]

    assert 5 == len(questions) == len(set(questions))


def test_a_page_says_who_pays_for_the_chat() -> None:
    """The practice whose membership it is, and nobody where it is another's."""
    host = a_practice("elm-care", "Elm Care", "Elm Care pays for this chat.")
    other = a_practice("oak-care", "Oak Care", "Oak Care pays for this chat.")
    mine = agreement(BOUND, "Elm Care: terms", "elm-care")

    assert "Elm Care pays for this chat." == page(EMPLOYER, mine, practices=(other, host)).paid_by
    assert strings().say("page.paid_by_nobody") == page(EMPLOYER, mine, practices=(other,)).paid_by
    assert strings().say("page.paid_by_nobody") == page(MEMBER, practices=(host, other)).paid_by


def test_who_pays_changes_no_number_and_no_word() -> None:
    """The host's own agreement reads like a stranger's."""
    host = a_practice("elm-care", "Elm Care", "Elm Care pays for this chat.")
    texts = (agreement(BOUND, "Elm Care: terms", "elm-care"), agreement(BOUND, "Elm Care.pdf"))
    hosted, strange = (case_of(EMPLOYER, one, practices=(host,)) for one in texts)
    totals = [[(one.total, one.committed, one.worst_case) for one in case.found.options] for case in (hosted, strange)]

    assert totals[0] == totals[1]


def test_a_page_of_a_real_agreement_can_be_made() -> None:
    """For a household with Medicare too."""
    told = {
        "members.me.age": 70,
        "members.spouse.age": 60,
        "coverage": "medicare",
        "members.spouse.coverage": "employer",
    }
    found = page(told, of_practice("juniper-street"), on=ON)

    assert {"comparison", "notice", "understood"} <= set(kinds(found))
    assert "Juniper Street" in found.title
