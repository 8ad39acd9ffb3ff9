"""Dated figures: a look-up gives what holds on a day, or refuses and says for which days it is known."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.errors import KnowledgeError, UnknownError
from bot.figures import Figures, FiguresFile

LIMIT: dict[str, Any] = {"label": "The most that may go in", "unit": "dollars a year"}
DAY = timedelta(days=1)


def figures(*entries: dict[str, Any], **more: Any) -> Figures:
    """Return figures with one figure, `subject.limit`."""
    values = [{"source": "a-source", "value": 1, **entry} for entry in entries]
    return Figures({"subject": a_file({"limit": {**LIMIT, "values": values, **more}})})


def a_file(entries: dict[str, Any]) -> FiguresFile:
    """Read figures from a file that was reviewed in November 2026."""
    content = {"reviewed": date(2026, 11, 21), "review_by": date(2027, 1, 31), "figures": entries}
    return FiguresFile.model_validate(content, context={"a-source"})


YEARS = figures({"year": 2026, "value": 4400}, {"year": 2027, "value": 4500}, yearly=True)


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (date(2026, 1, 1), 4400),
        (date(2026, 12, 31), 4400),
        (date(2027, 1, 1), 4500),
        (date(2027, 12, 31), 4500),
    ],
)
def test_a_year_holds_from_its_first_day_to_its_last(day: date, amount: float) -> None:
    """Nobody has to do anything on 1 January."""
    assert amount == YEARS.on("subject.limit", day).amount


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2028, 1, 1)])
def test_a_day_outside_is_refused_with_the_days_that_are_known(day: date) -> None:
    """It neither carries the last value over nor guesses the next."""
    with pytest.raises(UnknownError) as caught:
        YEARS.on("subject.limit", day)

    assert (f"The most that may go in (subject.limit): not known for {day}, only for 2026-01-01 to 2027-12-31.") == str(
        caught.value
    )


def test_spans_with_a_gap_are_said_apart() -> None:
    """And one that is open says so."""
    gap = figures({"year": 2018}, {"from": date(2020, 5, 1)})
    with pytest.raises(UnknownError, match="only for 2018-01-01 to 2018-12-31, 2020-05-01 on"):
        gap.on("subject.limit", date(2019, 7, 1))


def test_a_survey_holds_until_a_newer_one_and_says_of_when_it_is() -> None:
    """The newest known number is used, and shown with the year that it speaks of."""
    surveys = figures({"measured": 2022, "value": 21.7}, {"measured": 2013, "value": 21.5})
    found = [surveys.on("subject.limit", date(year, 6, 1)) for year in (2013, 2021, 2022, 2026)]

    assert [(2013, 21.5), (2013, 21.5), (2022, 21.7), (2022, 21.7)] == [(one.measured, one.amount) for one in found]


def test_a_name_that_is_not_there_is_answered_with_those_that_are() -> None:
    """A slip in a name is the program's mistake, and is said so that it can be mended."""
    with pytest.raises(KnowledgeError, match=r"there is no 'subject.limt', only subject.limit"):
        YEARS.on("subject.limt", date(2026, 1, 1))


def test_a_table_gives_the_row_into_which_a_number_falls() -> None:
    """From its own beginning up to the next row; below the first there is nothing."""
    bands = [{"at_least": 21, "value": 1.0}, {"at_least": 25, "value": 1.004}, {"at_least": 64, "value": 3.0}]
    table = figures({"from": date(2018, 1, 1), "value": None, "bands": bands}, by="age", unit="times")
    figure = table.on("subject.limit", date(2026, 1, 1))

    assert [1.0, 1.0, 1.004, 3.0] == [figure.band(age).value for age in (21, 24, 25, 90)]
    with pytest.raises(UnknownError, match="nothing for age 20"):
        figure.band(20)
    with pytest.raises(KnowledgeError, match="is a table by age"):
        _ = figure.amount


def test_a_figure_tells_what_is_shown_beside_it() -> None:
    """Label, unit, source and both notes."""
    known = figures({"year": 2026, "note": "The revised limit."}, note="In-network care.")
    figure = known.on("subject.limit", date(2026, 3, 1))

    assert ("The most that may go in", "dollars a year", "a-source", "In-network care. The revised limit.") == (
        figure.label,
        figure.unit,
        figure.source,
        figure.note,
    )


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"values": []}, "at least 1 item"),
        ({"values": [{"year": 2026, "value": 1}]}, "Field required"),
        ({"values": [{"year": 2026, "value": 1, "source": "gone"}]}, "'gone' is not a key of sources.yaml"),
        ({"values": [{"year": 2026, "value": 1, "source": "a-source", "sorce": "x"}]}, "Extra inputs"),
        ({"values": [{"value": 1, "source": "a-source"}]}, "exactly one of `year`, `from` and `measured`"),
        ({"values": [{"year": 2026, "measured": 2026, "value": 1, "source": "a-source"}]}, "exactly one of"),
        ({"values": [{"year": 2026, "until": "2026-06-30", "value": 1, "source": "a-source"}]}, "`until` goes with"),
        (
            {"values": [{"from": "2026-07-01", "until": "2026-06-30", "value": 1, "source": "a-source"}]},
            "`until` goes with",
        ),
        ({"values": [{"year": 2026, "source": "a-source"}]}, "either a `value` or `bands`"),
        ({"values": [{"year": 2026, "value": 9, "up_to": 3, "source": "a-source"}]}, "`up_to` goes with"),
        ({"values": [{"year": 2026, "value": -1, "source": "a-source"}]}, "below zero"),
        ({"values": [{"year": 2026, "value": "much", "source": "a-source"}]}, "valid number"),
        ({"unit": "percent", "values": [{"year": 2026, "value": 101, "source": "a-source"}]}, "above 100 percent"),
        ({"unit": "euros"}, "Input should be 'dollars'"),
        ({"label": ""}, "at least 3 characters"),
        ({"yearly": True, "values": [{"from": "2026-01-01", "value": 1, "source": "a-source"}]}, "needs an end"),
        ({"by": "age"}, "a table needs `by`"),
        (
            {"values": [{"year": 2026, "bands": [{"at_least": 1, "value": 1}], "source": "a-source"}]},
            "a table needs `by`",
        ),
        (
            {
                "by": "age",
                "values": [
                    {
                        "year": 2026,
                        "bands": [{"at_least": 2, "value": 1}, {"at_least": 2, "value": 1}],
                        "source": "a-source",
                    }
                ],
            },
            "must rise from row to row",
        ),
        ({"values": [{"measured": 2027, "value": 1, "source": "a-source"}]}, "cannot have been measured by 2026-11-21"),
        ({"values": [{"year": 2028, "value": 1, "source": "a-source"}]}, "more than a year after `reviewed`"),
    ],
)
def test_what_breaks_a_rule_is_refused(change: dict[str, Any], complaint: str) -> None:
    """One mistake at a time."""
    sound = {**LIMIT, "values": [{"year": 2026, "value": 1, "source": "a-source"}]}
    a_file({"limit": sound})
    with pytest.raises(ValidationError, match=complaint):
        a_file({"limit": {**sound, **change}})


@pytest.mark.parametrize(
    "entries",
    [
        [{"year": 2026}, {"year": 2026}],
        [{"year": 2026}, {"from": date(2026, 12, 31)}],
        [{"measured": 2020}, {"measured": 2020}],
        [{"from": date(2026, 1, 1), "until": date(2026, 6, 30)}, {"from": date(2026, 6, 30)}],
    ],
)
def test_two_entries_for_one_day_are_refused(entries: list[dict[str, Any]]) -> None:
    """Whatever their order; the message names the day."""
    for order in (entries, entries[::-1]):
        with pytest.raises(ValidationError, match="two entries hold on 20"):
            figures(*order)


def test_a_review_comes_after_the_reading() -> None:
    """A date of review that has passed already when it is written is a slip."""
    with pytest.raises(ValidationError, match="it must come after `reviewed`, 2026-11-21"):
        FiguresFile.model_validate({"reviewed": "2026-11-21", "review_by": "2026-11-21", "figures": {}})


DAYS = st.dates(date(2000, 1, 1), date(2026, 12, 30))


@given(st.lists(DAYS, min_size=2, max_size=8, unique=True).filter(lambda days: len(days) % 2 == 0), DAYS)
def test_on_any_day_there_is_the_one_value_that_holds_or_none(bounds: list[date], day: date) -> None:
    """At the edges of ranges too: inside exactly one range its value is given, outside all it is refused."""
    ends = sorted(bounds)
    spans = list(zip(ends[::2], ends[1::2], strict=True))
    known = figures(*({"from": since, "until": until, "value": n} for n, (since, until) in enumerate(spans)))
    for probe in {day, *ends, *(end + DAY for end in ends), *(end - DAY for end in ends)}:
        holding = [n for n, (since, until) in enumerate(spans) if since <= probe <= until]
        if holding:
            assert holding == [known.on("subject.limit", probe).amount]
        else:
            with pytest.raises(UnknownError):
                known.on("subject.limit", probe)


@given(st.lists(DAYS, min_size=1, max_size=8, unique=True))
def test_open_entries_hold_until_the_next_begins(begins: list[date]) -> None:
    """Each day from the first on has a value, and ranges meet without a gap."""
    known = figures(*({"from": begin, "value": n} for n, begin in enumerate(sorted(begins)))).known("subject.limit")

    assert all(one.until == other.since - DAY for one, other in pairwise(known))
    assert known[-1].until is None
