"""How much notice the patient must give to leave, in days; 0 = at any time (perhaps not free)."""

import re

from bot.contracts.fields.other_notices import OTHER_NOTICES
from bot.contracts.reading.cues import Cue, Field
from bot.contracts.reading.patterns import closing, either, near, not_before, then, words
from bot.contracts.reading.quantities import LENGTH, days
from bot.contracts.reading.wordings import LEAVE, TELL

LONGEST = 366  # days: more is no notice

OTHER_LENGTH = words(  # "30 days of joining" is no notice
    """term, commitment, minimum, contract, agreement, membership, initial, trial, guarantee, enrol*, after, later,
    of (joining|enrol*|signing|membership)"""
)
NOTICE_LENGTH = not_before(LENGTH, OTHER_LENGTH)
AHEAD = words(
    """notice*, notif*, warning, heads-up, advance, beforehand, in writing, prior, before, ahead,
    cancellation (policy|notice|period)"""
)
LENGTH_AHEAD = then(NOTICE_LENGTH, 40, AHEAD)
TELL_LENGTH = then(TELL, 110, NOTICE_LENGTH)
RENEWS_UNLESS = then(words("renew*"), 80, words("unless"), 90, LENGTH)
NO_NOTICE = words(
    """no [advance|prior|written] notice [is] (required|needed|necessary), without [any|prior|advance] notice,
    effective immediately, with immediate effect"""
)
LEAVE_UNTOLD = either(then(LEAVE, 80, NO_NOTICE), then(NO_NOTICE, 60, LEAVE))
AT_ANY_TIME = words(
    """at any (time|point), any-time, when[ever] (you|he|she|they|i) [or she] (like|want|wish)[s|es], whenever, at will,
    on any day"""
)
LEAVE_ANY_TIME = near(LEAVE, 80, AT_ANY_TIME)

LEAVING = either(  # also as people say it, where a notice is named with it
    LEAVE,
    words(
        "(i|you|we) (stop|get out|go), stopping, (i am|i'm|you are|you're|be) done, done with, getting out, want out"
    ),
)
RENEWAL = words("renew*, anniversary, (end|expir*) of (the|each|any|its|your|then) _ _ _ (term|year|period)")
A_NOTICE = then(LENGTH, 40, words("notice"))
OTHER_PERIOD = closing(  # directly before a length: "after 30 days" is no notice
    either(
        words(
            """initial, minimum, first, (term|period) of, after, for, every, last[s], past, previous, successive,
            additional, refund*, remaining, of the, commit* [to] [a|an]"""
        ),
        then(words("refund*"), 40, words("within")),
    ),
    1,
)


def notice(match: re.Match[str]) -> int | None:
    """Return the days of a notice, None where it is too long to be one."""
    length = days(match)
    return length if 1 <= length <= LONGEST and match["unit"] != "year" else None


FIELD = Field(
    "cancel_notice_days",
    (
        Cue(
            "To leave, give a month of notice.",
            LENGTH_AHEAD,
            notice,
            3,
            unless=RENEWAL,
            under=LEAVING,
            before=OTHER_PERIOD,
        ),
        Cue("If you cancel, tell us in no less than 30 days.", TELL_LENGTH, notice, 3, unless=RENEWAL, under=LEAVING),
        Cue("You may cancel without notice.", LEAVE_UNTOLD, 0, 2.5),
        Cue("Cancel 60 days before the anniversary.", LENGTH_AHEAD, notice, 2, under=LEAVING, before=OTHER_PERIOD),
        Cue("Cancel by a letter 60 days ahead of the anniversary.", TELL_LENGTH, notice, 2, under=LEAVING),
        Cue("The plan renews each year unless you object 45 days before.", RENEWS_UNLESS, notice, 1.9),
        Cue("You are free to quit at any time.", LEAVE_ANY_TIME, 0, 1, unless=A_NOTICE),
    ),
    OTHER_NOTICES,
)
