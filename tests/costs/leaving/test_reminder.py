"""The reminder is a sound calendar file: an all-day event, an alarm a week before, and nothing personal."""

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar

from bot.costs.leaving.deadline import Deadline, last_day
from bot.costs.leaving.reminder import reminder
from bot.vocabulary import NoticeRule

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def deadline(leaving: date = date(2026, 7, 1)) -> Deadline:
    """Return a deadline of thirty days, by email."""
    return last_day(leaving, NoticeRule(length=30, anchor="any_time", form="email"))


def test_it_stands_on_the_last_day_with_an_alarm_a_week_before() -> None:
    """As a calendar program reads it."""
    calendar = Calendar.from_ical(reminder(deadline(), NOW))
    (event,) = calendar.walk("VEVENT")
    (alarm,) = calendar.walk("VALARM")

    assert (date(2026, 5, 31), date(2026, 6, 1)) == (event.decoded("dtstart"), event.decoded("dtend"))
    assert NOW == event.decoded("dtstamp")
    assert timedelta(days=-7) == alarm.decoded("trigger")
    assert alarm["action"] == "DISPLAY"
    assert "to be out on July 1, 2026. Give it by email, keep a copy" in str(event["description"])


def test_the_same_dates_keep_their_uid() -> None:
    """A second import replaces the first; other dates are another event."""

    def uid(content: bytes) -> str:
        (event,) = Calendar.from_ical(content).walk("VEVENT")
        return str(event["uid"])

    first = uid(reminder(deadline(), NOW))
    assert first == uid(reminder(deadline(), NOW + timedelta(days=3)))
    assert first != uid(reminder(deadline(date(2026, 7, 2)), NOW))


def test_the_file_is_the_same_byte_for_byte() -> None:
    """Nothing random is in it."""
    assert reminder(deadline(), NOW) == reminder(deadline(), NOW)


def test_lines_end_and_fold_as_the_standard_asks() -> None:
    """CRLF throughout, at most 75 bytes a line, commas escaped."""
    content = reminder(deadline(), NOW)

    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert b"July 1\\, 2026" in content.replace(b"\r\n ", b"")
    assert b"VERSION:2.0" in content
