"""A reminder of a deadline for any calendar: an .ics file (RFC 5545) with nothing personal in it."""

from datetime import datetime, timedelta
from hashlib import sha256

from icalendar import Alarm, Calendar, Event
from icalendar.enums import TRANSP

from bot.costs.leaving.deadline import Deadline
from bot.costs.leaving.schedule import DAY, written

PRODUCT = "-//Plainterms//Notice reminder//EN"
AHEAD = timedelta(days=7)
FORMS = {
    "writing": "in writing",
    "mail": "in writing by mail",
    "email": "by email",
    "portal": "through the patient portal",
    None: "in writing, so that you can prove it",
}
SUMMARY = "Last day to give notice to your medical membership"


def reminder(deadline: Deadline, stamped: datetime) -> bytes:
    """Return an .ics file: all day on the last day of notice, with an alarm a week before.

    `stamped` is the moment it was made. The same dates give the same UID, so that a second import replaces the first.
    """
    description = (
        f"Your notice must have arrived today to be out on {written(deadline.leaving)}. "
        f"Give it {FORMS[deadline.form]}, keep a copy, and ask for a reply that says when your membership ends."
    )
    uid = _uid(deadline)
    alarm = Alarm.new(description=f"In a week: {SUMMARY[0].lower()}{SUMMARY[1:]}")
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -AHEAD)
    event = Event.new(
        summary=SUMMARY,
        description=description,
        start=deadline.last_day,
        end=deadline.last_day + DAY,
        stamp=stamped,
        uid=uid,
        transparency=TRANSP.TRANSPARENT,
        subcomponents=[alarm],
    )
    content: bytes = Calendar.new(prodid=PRODUCT, uid=uid, method="PUBLISH", subcomponents=[event]).to_ical()
    return content


def _uid(deadline: Deadline) -> str:
    dates = f"{deadline.last_day.isoformat()}/{deadline.leaving.isoformat()}"
    return f"{sha256(dates.encode()).hexdigest()[:32]}@plainterms"
