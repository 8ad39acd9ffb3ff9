"""The latest day on which notice must have been received to be out on a chosen day."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import islice
from typing import Literal

from dateutil.relativedelta import relativedelta

from bot.costs.amounts import counted
from bot.costs.leaving.prepayment import MONTHS
from bot.costs.leaving.schedule import DAY, ON, Schedule, days, written
from bot.errors import RefusedError
from bot.vocabulary import Frozen, NoticeRule

YEARS = range(1950, 2200)
SATURDAY = 5
FOUR_YEARS = 4 * 366  # days: with one leap year among them
COMES_ROUND = ("before_payment", "before_renewal", "end_of_month", "end_of_term")


class Deadline(Frozen):
    """When notice is due: received by `last_day`, one is out on `leaving`, the first day without the membership.

    `leaving` is `chosen`, or the next day on which it is possible. `workings` are lines in plain words.
    """

    chosen: date
    leaving: date
    last_day: date
    form: Literal["writing", "mail", "email", "portal"] | None = None
    workings: str

    @property
    def met(self) -> bool:
        """Whether one can be out on the chosen day."""
        return self.leaving == self.chosen


class Window(Frozen):
    """How many days of a month (or quarter, or year) are left to give notice in time, and the wait after missing one.

    All in days; `longest_wait` runs from a notice that came a day too late until one is out.
    """

    fewest: int
    most: int
    longest_wait: int
    workings: str


def last_day(leaving: date, rule: NoticeRule, schedule: Schedule | None = None, today: date | None = None) -> Deadline:
    """Return the latest day on which notice must have been received to be out on a day, or on the next possible one.

    No notice is given before `today` or before the membership began. Raises RefusedError where the day cannot be
    worked out: the message says what is not known.
    """
    schedule = schedule or Schedule()
    given = [day for day in (leaving, schedule.start, today) if day]
    if not all(day.year in YEARS for day in given):
        raise RefusedError(f"A date here lies between {YEARS[0]} and {YEARS[-1]}; check the year.")
    earliest = max((day for day in (schedule.start, today) if day), default=None)
    days_out = schedule.days_out(rule, max(leaving, earliest or leaving))
    out = next(day for day in days_out if earliest is None or counted_back(day, rule) >= earliest)
    last = counted_back(out, rule)
    return Deadline(
        chosen=leaving,
        leaving=out,
        last_day=last,
        form=rule.form,
        workings="\n".join(_workings(leaving, out, rule, earliest)),
    )


def counted_back(leaving: date, rule: NoticeRule) -> date:
    """Return the latest day of notice for a day of leaving."""
    if not rule.length:
        return leaving
    if rule.unit == "months":
        return leaving - relativedelta(months=rule.length)
    if rule.unit == "days":
        return leaving - (rule.length + 1) * DAY
    return _business_days_back(leaving, rule.length)


def _business_days_back(leaving: date, length: int) -> date:
    day, passed = leaving - DAY, 0
    while passed < length or day.weekday() >= SATURDAY:
        passed += day.weekday() < SATURDAY
        day -= DAY
    return day


def _workings(chosen: date, out: date, rule: NoticeRule, earliest: date | None) -> Iterator[str]:
    if out != chosen:
        why = f"One can leave on {ON[rule.anchor]}"
        if earliest and (due := counted_back(chosen, rule)) < earliest:
            why += f", and notice for that day was due on {written(due)}"
        yield f"{written(chosen)} cannot be met. {why}. The next possible day is {written(out)}."
    last = written(counted_back(out, rule))
    if not rule.length:
        yield f"No notice period: tell them by {last}."
    elif rule.unit == "months":
        yield f"{written(out)} less {counted(rule.length, 'calendar month')} is {last}."
    else:
        unit = "day" if rule.unit == "days" else "business day"
        yield f"{counted(rule.length, f'full {unit}')} must lie between the notice and {written(out)}: {last}."
    if rule.unit == "business_days" and rule.length:
        yield "Saturdays and Sundays are left out, holidays are not: allow a few days more."
    yield "The notice must have arrived by then; the day of leaving is the first day without the membership."


@cache
def window(rule: NoticeRule, every: Literal["month", "quarter", "year"] = "month") -> Window:
    """Return how long notice can be given in time, where a renewal or payment comes round every so often.

    Raises RefusedError where one can leave on any day: then there is no window.
    """
    if rule.anchor not in COMES_ROUND:
        raise RefusedError(f"One can leave on {ON[rule.anchor]} here, so no window is missed; ask for the last day.")
    left, waits = [], []
    for first in islice(days(date(2023, 1, 1)), FOUR_YEARS):
        end, next_end = (first + relativedelta(months=number * MONTHS[every]) for number in (1, 2))
        last = counted_back(end, rule)
        left.append(min(max(0, (last - first).days + 1), (end - first).days))
        waits.append((next_end - last).days - 1)
    span = str(min(left)) if min(left) == max(left) else f"{min(left)} to {max(left)}"
    workings = (
        f"Of each {every}, {span} days are left to give notice for its end; a day too late, "
        f"and it takes up to {max(waits)} days to be out."
    )
    return Window(fewest=min(left), most=max(left), longest_wait=max(waits), workings=workings)
