"""The last day of notice: calendar-correct, never after leaving, and the next day where the chosen one is none."""

from datetime import date

import pytest
from agreements import DAYS, NOTICES, TERMS
from hypothesis import given
from hypothesis import strategies as st

from bot.costs.leaving.deadline import counted_back, last_day, window
from bot.costs.leaving.schedule import Schedule
from bot.errors import RefusedError
from bot.vocabulary import ExitTerms, NoticeRule

ANY_TIME = NoticeRule(length=30, anchor="any_time")
MONTHLY = NoticeRule(length=15, anchor="before_renewal")


@given(TERMS, NOTICES, DAYS, DAYS, st.none() | DAYS)
def test_notice_is_in_time(terms: ExitTerms, rule: NoticeRule, start: date, leaving: date, today: date | None) -> None:
    """Never after the day of leaving, before today or before joining; leaving is never earlier than asked."""
    try:
        found = last_day(leaving, rule, Schedule.of(terms, start), today)
    except RefusedError:
        return

    assert found.last_day <= found.leaving
    assert found.leaving >= leaving
    assert found.last_day >= max(start, today or start)
    assert found.met == (found.leaving == leaving)
    assert found.met or "cannot be met" in found.workings


@given(DAYS, st.integers(0, 100), st.sampled_from(["days", "business_days"]))
def test_full_days_lie_between(leaving: date, length: int, unit: str) -> None:
    """At least so many, and one day later there would be fewer."""
    last = counted_back(leaving, NoticeRule.model_validate({"length": length, "unit": unit, "anchor": "any_time"}))
    between = [date.fromordinal(day) for day in range(last.toordinal() + 1, leaving.toordinal())]
    counting = [day for day in between if unit == "days" or day.weekday() < 5]

    assert len(counting) >= length
    assert unit == "business_days" or len(counting) == length
    assert unit == "days" or not length or last.weekday() < 5


@given(DAYS, st.integers(0, 100), st.integers(0, 100), st.sampled_from(["days", "business_days", "months"]))
def test_more_notice_is_never_due_later(leaving: date, one: int, other: int, unit: str) -> None:
    """Whatever it is counted in."""
    less, more = (
        counted_back(leaving, NoticeRule.model_validate({"length": length, "unit": unit, "anchor": "any_time"}))
        for length in sorted((one, other))
    )

    assert more <= less


@pytest.mark.parametrize(
    ("leaving", "months", "last"),
    [
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2028, 3, 31), 1, date(2028, 2, 29)),
        (date(2026, 3, 31), 2, date(2026, 1, 31)),
        (date(2026, 1, 15), 2, date(2025, 11, 15)),
    ],
)
def test_calendar_months_end_with_the_month(leaving: date, months: int, last: date) -> None:
    """And a leap year has its day."""
    assert last == counted_back(leaving, NoticeRule(length=months, unit="months", anchor="any_time"))


@pytest.mark.parametrize(
    ("leaving", "length", "last"),
    [
        (date(2026, 11, 23), 1, date(2026, 11, 19)),  # Monday: Friday lies between, Thursday is the day
        (date(2026, 11, 24), 1, date(2026, 11, 20)),  # Tuesday: Monday lies between; Sunday is no business day
        (date(2026, 11, 25), 5, date(2026, 11, 17)),
    ],
)
def test_business_days_leave_weekends_out(leaving: date, length: int, last: date) -> None:
    """And say that they know no holidays."""
    rule = NoticeRule(length=length, unit="business_days", anchor="any_time")

    assert last == counted_back(leaving, rule)
    assert "holidays are not" in last_day(leaving, rule).workings


def test_a_term_that_began_on_the_31st_ends_with_the_month() -> None:
    """Months are counted from the first day, never from a shortened one."""
    rule = NoticeRule(length=0, anchor="before_renewal")
    schedule = Schedule(start=date(2026, 1, 31), term_months=1)

    ends = [last_day(date(2026, month, 2), rule, schedule).leaving for month in (2, 3, 4)]
    assert [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)] == ends


def test_a_day_within_a_term_is_moved_to_its_end() -> None:
    """And the workings say why, and which day is next."""
    schedule = Schedule(start=date(2026, 1, 1), term_months=12, renewal_months=12)
    found = last_day(date(2026, 6, 15), NoticeRule(length=30, anchor="end_of_term"), schedule)

    assert (date(2027, 1, 1), date(2026, 12, 1)) == (found.leaving, found.last_day)
    assert found.workings.startswith("June 15, 2026 cannot be met. One can leave on the day on which")


def test_a_deadline_that_has_passed_moves_to_the_next() -> None:
    """Thirty days before a monthly renewal: a day late costs a month."""
    schedule = Schedule(start=date(2026, 1, 1), term_months=1)
    rule = NoticeRule(length=30, anchor="before_renewal")

    found = last_day(date(2026, 8, 1), rule, schedule, date(2026, 7, 2))
    assert date(2026, 9, 1) == found.leaving
    assert "notice for that day was due on July 1, 2026. The next possible day is September 1, 2026." in found.workings


@pytest.mark.parametrize(
    ("schedule", "leaving", "message"),
    [
        (Schedule(term_months=12), date(2026, 6, 1), "first day of the membership is not known"),
        (Schedule(start=date(2026, 1, 1)), date(2026, 6, 1), "does not say how long the first term is"),
        (Schedule(start=date(2026, 1, 1), term_months=6), date(2026, 8, 1), "does not say how long a renewal is"),
        (
            Schedule(start=date(2026, 1, 1), term_months=6, renews=False),
            date(2026, 8, 1),
            "ends by itself on July 1, 2026",
        ),
        (
            Schedule(start=date(2026, 1, 1), term_months=6, renewal_months=6, renews=False),
            date(2026, 8, 1),
            "ends by itself on July 1, 2026",
        ),
        (Schedule(start=date(2026, 1, 1), term_months=6), date(1026, 8, 1), "check the year"),
    ],
)
def test_what_is_not_known_is_refused(schedule: Schedule, leaving: date, message: str) -> None:
    """With what is missing."""
    with pytest.raises(RefusedError, match=message):
        last_day(leaving, MONTHLY, schedule)


@pytest.mark.parametrize("anchor", ["any_time", "before_payment", "after_initial_term"])
def test_what_ends_by_itself_needs_no_notice_later(anchor: str) -> None:
    """Whatever the notice counts from."""
    rule = NoticeRule.model_validate({"length": 10, "anchor": anchor})
    schedule = Schedule(start=date(2026, 1, 1), term_months=6, renews=False)

    assert date(2026, 7, 1) == last_day(date(2026, 7, 1), rule, schedule).leaving
    with pytest.raises(RefusedError, match="ends by itself on July 1, 2026; a later day needs no notice"):
        last_day(date(2026, 7, 2), rule, schedule)


def test_thirty_days_before_a_monthly_renewal_leave_a_day_at_most() -> None:
    """And missing it costs up to two months."""
    found = window(NoticeRule(length=30, anchor="before_renewal"))

    assert (0, 1, 61) == (found.fewest, found.most, found.longest_wait)
    assert found.workings.startswith("Of each month, 0 to 1 days are left")


def test_there_is_no_window_where_one_can_leave_any_day() -> None:
    """It is refused, with what to ask instead."""
    with pytest.raises(RefusedError, match="no window is missed"):
        window(ANY_TIME)
