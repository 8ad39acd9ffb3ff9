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
ORDINALS = {
    "fifth": 5, "seventh": 7, "tenth": 10, "fourteenth": 14, "fifteenth": 15, "twentieth": 20, "thirtieth": 30,
    "45-fifth": 45, "40-fifth": 45, "sixtieth": 60, "ninetieth": 90,
}  # fmt: skip
NOTICE_LENGTH = not_before(LENGTH, OTHER_LENGTH)
AHEAD = words(
    """notice*, notif*, warning, heads-up, advance, beforehand, in writing, written, prior, before, ahead,
    cancellation (policy|notice|period)"""
)
LENGTH_AHEAD = then(NOTICE_LENGTH, 40, AHEAD)
TELLING = either(
    TELL,
    words("hear from you, say so, drop (us|me|the office) a line, give (us|me|the practice|the clinic|the office)"),
)
TELL_LENGTH = then(TELLING, 110, NOTICE_LENGTH)
ASK_LENGTH = then(
    words("ask, asks, need, needs, require, requires, want, expect, expects, like, request"),
    18,
    NOTICE_LENGTH,
    25,
    words("notice, heads-up, warning, word"),
)
ENDS_AFTER = then(
    either(LEAVE, words("resignation, it, membership, agreement, you")),
    45,
    words("effective, takes effect, take effect, end, ends, over, done, continue*, run*, in effect"),
    25,
    LENGTH,
    3,
    words("after, following, from, later, past"),
    25,
    words(
        "receipt, receiv*, we (have|hold) [it|your|the], notice, letter, e-mail, request*, you tell, told, form, we get, we hear, says, say so, the date, giv*"
    ),
)
GIVE_IN_WRITING = then(words("give (us|me)"), 3, LENGTH, 3, words("in writing"))
ENDS_ON = then(
    words("effective, effect, end, ends"),
    14,
    re.compile(rf"\bthe (?P<ordinal>{'|'.join(ORDINALS)}|\d+th) day (?:after|following|from)\b"),
    30,
    words("receipt, receiv*, notice, letter, e-mail, request*, you (tell|told), we (get|have|hear)"),
)
ENDS_LATER = then(
    words("send, e-mail, write, tell, letter, notice, call, fill, submit*"),
    60,
    words("ends, ended, over, done, effective"),
    12,
    LENGTH,
    2,
    words("later"),
)
A_ROW = re.compile(
    rf"^\W*(?:[a-z]\W{{1,2}})?(?:written )?(?:(?:terminat|cancell|withdraw)\w+ by (?:the |a |an? )?)?(?:notice|patient|member|you|client|subscriber)[^|:;.]{{0,40}}[|:]\s*(?:at least |min(?:imum|\.)? |written notice,? )?{LENGTH.pattern}"
)
SHORT = re.compile(
    rf"^\W*(?:a: )?(?:at least |only |just |about |no less than |a minimum of )?{LENGTH.pattern}(?:,? (?:in writing|please|ahead|before|prior|by|and|of notice|notice|will do|is (?:enough|plenty|fine))\b[^.;]*)?\W*$"
)
ASKED_NOTICE = re.compile(
    r"\b(?:notice|warn\w*|how (?:far|much|long|early|soon)|ahead|in advance|heads-?up)\b[^/?]*[?/]"
)
AT_ONCE = words(
    """immediately [upon|on] [written|receipt of|notice], effective (upon|on) receipt [of], [effective] (that|the) same day, at once, right away,
    effective (on|upon) (receipt|delivery|the day), the (day|minute|moment) (you|we) (say|tell|ask|get|hear|receive)*"""
)
LEAVE_AT_ONCE = near(LEAVE, 45, AT_ONCE)
NONE_NEEDED = re.compile(r"^\W*(?:a: )?(?:no\b(?! (?:later|less|fewer|more))|none|nope|not for you|not at all)")
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
LEAVE_ANY_TIME = near(
    either(LEAVE, words("(you|member[s]|participant[s]|patient[s]) (may|can|are free to) stop")), 80, AT_ANY_TIME
)

LEAVING = either(  # also as people say it, where a notice is named with it
    LEAVE,
    words(
        """(i|you|we|they) (stop|get out|go|move), stopping, (i am|i'm|you are|you're|be) done, done with, getting out, want out, depart*,
        move on, moving on, moving away, (stop|quit) being, stop [at] any-time, (bring|brings|brought|come|comes) _ to an end, put an end to, wants out, not [want to] be a (member|patient), no longer [want to] be,
        (bow|bows|pull|pulls|back|drop|get|getting)[s|ped|ping|ed] out, drop[s|ping] _ _ (plan|program|membership), released from, want to stop, wish to stop,
        (find|find|choose|switch|change) [to] [a|another|to] (doctor|physician|practice)*, clos* (your|the|an|their|my) _ account, like to stop,
        (like|prefer) [to be|better] better, change my mind, change your mind, sorry to see"""
    ),
)
OF_LEAVING = words("notice [period] [to|of|for] (leave|leaving|end|ending|cancel|cancelling|cancellation|termination)")
RENEWAL = words("renew*, anniversary, (end|expir*) of (the|each|any|its|your|then) _ _ _ (term|year|period)")
A_NOTICE = then(LENGTH, 40, words("notice"))
OTHER_PERIOD = closing(  # directly before a length: "after 30 days" is no notice
    either(
        words(
            """initial, minimum, first, (term|period) of, after, for, every, last[s], past, previous, successive,
            additional, after the, refund*, remaining, of the, commit* [to] [a|an]"""
        ),
        then(words("refund*"), 40, words("within")),
    ),
    1,
)


def notice(match: re.Match[str]) -> int | None:
    """Return the days of a notice, None where it is too long to be one."""
    length = days(match)
    return length if 1 <= length <= LONGEST and match["unit"] != "year" else None


def ordinal(match: re.Match[str]) -> int:
    """Return the days of "the thirtieth day after"."""
    said = match["ordinal"]
    return ORDINALS.get(said) or int(said.removesuffix("th"))


BY_US = words(
    """(we|practice|clinic|company|provider|doctor|physician) (may|can|will|reserve|has|have)*, by us, by the practice, threat*, abus*, violen*, conduct, misuse,
    fraud, services, prices, polic*, features"""
)
UNPAID = words("payment*, pay, paid, billing, past due, declined, breach, default, refund*, delinquen*")
NOTICE_TO_LEAVE = re.compile(rf"^(?=.*(?:{ASKED_NOTICE.pattern})).*(?:{LEAVING.pattern})|^.*\bnotice period")

FIELD = Field(
    "cancel_notice_days",
    either(LEAVING, words("notice, notify, unless, until, tell*, heads-up, warning, warn, days, give us, give me")),
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
        Cue("If you cancel, we ask for a month of notice.", ASK_LENGTH, notice, 3, unless=RENEWAL, under=LEAVING),
        Cue(
            "Membership ends 30 days after we receive your letter of resignation.",
            ENDS_AFTER,
            notice,
            2.8,
            under=LEAVING,
            unless=UNPAID,
        ),
        Cue("Leaving takes effect on the tenth day after we have your letter.", ENDS_ON, ordinal, 2.8, under=LEAVING),
        Cue(
            "If you want to leave, send a letter and your membership ends thirty days later.",
            ENDS_LATER,
            notice,
            2.8,
            under=LEAVING,
        ),
        Cue(
            "HOW DO I LEAVE THEN?\n\nMember: 30 days, which begin when we have your letter.",
            A_ROW,
            notice,
            2.9,
            under=either(LEAVING, OF_LEAVING),
        ),
        Cue(
            "HOW LONG BEFORE I CANCEL?\n\nFifteen days, please, so that we can copy your chart.",
            SHORT,
            notice,
            2.8,
            under=NOTICE_TO_LEAVE,
        ),
        Cue(
            "WARN YOU WHEN LEAVING?\n\nNo, you just go when it suits you best.",
            NONE_NEEDED,
            0,
            2.5,
            under=NOTICE_TO_LEAVE,
        ),
        Cue("HOW DO I LEAVE?\n\nNo notice is needed.", NO_NOTICE, 0, 2.4, under=LEAVING, unless=BY_US),
        Cue("A patient may cancel at once.", LEAVE_AT_ONCE, 0, 2.4, unless=either(BY_US, UNPAID)),
        Cue("You may cancel without notice.", LEAVE_UNTOLD, 0, 2.5),
        Cue("Cancel 60 days before the anniversary.", LENGTH_AHEAD, notice, 2, under=LEAVING, before=OTHER_PERIOD),
        Cue("Cancel by a letter 60 days ahead of the anniversary.", TELL_LENGTH, notice, 2, under=LEAVING),
        Cue("The plan renews each year unless you object 45 days before.", RENEWS_UNLESS, notice, 1.9),
        Cue("Give us a full month in writing.", GIVE_IN_WRITING, notice, 1.8),
        Cue("You are free to quit at any time.", LEAVE_ANY_TIME, 0, 1, unless=A_NOTICE),
    ),
    OTHER_NOTICES,
)
