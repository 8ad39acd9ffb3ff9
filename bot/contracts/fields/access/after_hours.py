"""Whether a doctor or nurse can be reached outside the hours of the office."""

import re

from bot.contracts.fields.access.offer import offer, offered
from bot.contracts.reading.cues import Cue, Skip, Value
from bot.contracts.reading.patterns import either, near, opening, then, words

CLINICIAN = words(
    """doctor[s], physician[s], provider[s], nurse*, clinician[s], practitioner*, dr, pediatrician*, medical (team|
    staff|help|advice), care team, np, pa, me, my, i, phone call*, telephone, by phone, phone line, calls,
    us, dial, partner, we, somebody, someone, practice, on-call"""
)
REACH = words(
    """reach*, call, calls, contact*, phone*, telephone*, text*, line, number, cell, cell-phone, mobile, answer*,
    respond*, speak*, talk*,
    page*, dial, access, accessib*, available, availability, cover*, on-call, get hold of, connect*, help, monitor*,
    staff*"""
)
HOURS = words(
    """24/7*, 24 / 7, 24x7*, 24 hour*, around[-]the-clock, round-the-clock, day and night, day or night,
    night and day, night or day, days and nights,
    (at|any|all) [any|all|other] hour[s] [of the (day|night)], any time of [the] day, any time day, 365 days,
    7 days [a|per] week,
    (night|evening)[s] [and|or] weekend[s], nights, weekends, on weekend*, on (a|the) (sunday|saturday|weekend|
    holiday)*, in the evening*, evenings,
    in the middle of the night, overnight, at all times, (cannot|can't|not) wait (until|till) [the] [next] (morning|business day|working day|day), after (6|7|8|9|10) pm, at night, holidays, (1|2|3|4) am, (1|2|3|4) a.m, after-hours, after closing, after (we|the office|the clinic) close[s|d], after [regular|normal|
    office|business|clinic|our] hours,
    outside [of|our|the] [regular|normal|usual|our|office|business|clinic|working|posted|those|these] hours,
    off-hours, out of [office] hours,
    (office|clinic|practice|we) [is|are|'re] closed, beyond [regular|normal|office|business] hours"""
)
AFTER_HOURS = words(
    """(after|off)-hours [and|or|weekend|phone|urgent|telephone|emergency|clinical|physician|medical|direct|
    physician's|holiday|text|contact]
    (access|call|care|line|contact|coverage|availability|support|number|advice|consult|communication|messaging|help|
    telephone|phone|text|needs|service)*,
    (24/7|24 hour|around-the-clock|round-the-clock|24x7) [direct|doctor|physician|phone|cell|text|medical|nurse|
    care|and|to|your|provider|telephone|clinical]
    (access|call|care|line|contact|coverage|availability|support|number|advice|communication|telehealth|hotline|
    help|doctor|physician)*,
    (weekend|night|evening|holiday) [and|or|weekend|night|holiday|phone|telephone] (access|calls|coverage|call coverage|on-call|cover|availability)"""
)
ON_CALL = words(
    """on-call [physician|doctor|provider|nurse|clinician|practitioner|medical|covering|group|service|coverage|team|
    phone|number|line|availability|access],
    (doctor|physician|provider|nurse|clinician|practitioner|someone|somebody) [is|are|will be|always|who|
    on] on-call"""
)
REACH_HOURS = near(REACH, 60, HOURS)
LATE = either(HOURS, words("after (5|6|7|8|9|10) (pm|p.m), weekend, holiday"))
CARE_LATE = near(words("visit*, care, seen, see, call*, advice, appointment*, open[ing]"), 45, LATE)
BETWEEN = re.compile(r"\bbetween \d+(?::\d\d)? ?p\.?m\.? and \d+(?::\d\d)? ?a\.?m\b\.?")
REACH_BETWEEN = near(REACH, 60, BETWEEN)
ASKED_LATE = re.compile(rf"(?:{LATE.pattern}|\b(?:nights?|sundays?|saturdays?)\b)[^/?]{{0,40}}\?")
ON_YOUR_OWN = near(LATE, 40, words("on (your|their) own"))
CALL_ANY_TIME = words(
    """any-time access, access any-time,
    line is (open|staffed|answered) [24/7|around|24|at|day] (24/7|hour|the clock|all|and night|any)*,
    (call|reach|text|contact|phone|ring) (me|us|your doctor|your physician|him|her|them|the doctor|
    the physician) _ _ _ (any-time|at any time|whenever),
    (reach|call|text|contact) [your|the] _ _ [by|cell] any-time, (cell|phone|number|access) [is] (any-time|
    at any time)"""
)
NOT_OUTSIDE = then(
    words("not, *n't, no, never, nobody, no one, neither, cannot"),
    50,
    words(
        """after-hours, outside [of|our|the] [regular|normal|usual|our|office|business|clinic|working|posted|those|
        these|that] (hours|time|times), 24/7,
        (when|while) [the|we|our] [office|clinic|practice] [is|are] closed, after [regular|normal|office|business|
        clinic|our] hours, on-call,
        24 hours [a|per] day, around-the-clock, (evenings|nights) (and|or) [on] weekends"""
    ),
    avoid=",",
)
NOT_LISTED = then(
    words(
        "not (provide|offer|include|cover|have), not [guarantee] [or] (include|provide|offer), *n't (provide|offer|cover|have|include)"
    ),
    60,
    words("after-hours (care|coverage|medical|access|call|service|visit)*, on-call, 24/7"),
)
CLOSED_NO_CALL = then(
    words("closed, after hours"),
    30,
    words("*n't [have|offer], do not [have|offer], no, nobody"),
    20,
    words("on-call, calls, after-hours"),
)
DENIABLE = words(
    """available, reach*, on-call, monitor*, take, takes, answer*, offer*, provide*, staff*, have,
    after-hours (care|service|coverage|access|call|line)*, service,
    cover*, see, respond*, includ*"""
)

PORTAL = words(
    """portal*, records, website, web site, app, online, gym, fitness, results, schedul*, book*, library, facility,
    charting, door, parking,
    e-mail account"""
)
PEOPLE = words(
    """doctor*, physician*, provider*, nurse*, clinician*, practitioner*, dr, care team, on-call, phone, cell,
    call, text"""
)
EMERGENCY = words(
    """911, 9-1-1, emergency (room|department|medical|services|care), urgent care, er, nearest, poison, crisis,
    suicide, 988, hospital"""
)
OUR_LINE = words(
    """(call|reach|contact|text|page|speak|talk) [with|to] [your|our|the|my|a|an] (doctor|physician|provider|dr|
    clinician|on-call|practice|nurse|us|me)*, on-call,
    (cell|mobile|direct) [phone] [number|line], available, by (phone|telephone|text), after-hours [urgent|
    care] visit*"""
)
OPENING = words(
    """office hours (are|of), hours are, hours:, we are open, is open, open on, open from, opening hours,
    hours of operation, appointments (are|on) [available] (saturday|evening)*, by appointment"""
)
NOTICE = words(
    """cancel*, notice, re-schedul*, no-show*, late, terminat*, (within|in|least|than|allow|to|every|under|last|
    past|first) [24] 24 hour*, business day*, respon* (within|in) 24*,
    ambulance, blood pressure monitor*, holter, monitoring, urine, observation"""
)
MESSAGES = words(
    """(messages|e-mails|voicemails|texts) [left|sent|received|that|are|sent in] [after|outside|on] _, voicemail*,
    leave a message, next (business|working) day, in the morning"""
)
BY_DAY = then(
    words("answer*, respon*, reply, replies, read"), 20, words("during (business|office|regular|clinic|normal) hours")
)
PROMISE = words("guarante*, promise*, always, ensure*")
AWAY = opening(30, words("vacation*, away, out of town, travel*, on leave"))
INSURERS = words("insurance (company|card|plan)*, insurer*")
PAPERS = words("question*, cancel*, change*, update*, withdraw*, terminat*, end [this|your|the], this agreement")
VISIT_ONLY = words("after-hours [urgent|care|office|and|weekend] (visit|appointment)*")


def denied(match: re.Match[str]) -> Value | None:
    """Return False, None where a clause only does not promise it, or denies it for a while."""
    rest = match.string[match.end() :]
    return None if PROMISE.search(match.group()) or AWAY.search(rest) else False


def reached(match: re.Match[str]) -> Value | None:
    """Return how a clause offers to be reached, None where it sends the patient elsewhere."""
    elsewhere = EMERGENCY.search(match.string) and not OUR_LINE.search(match.string)
    return None if elsewhere else offered(match)


def charged(match: re.Match[str]) -> Value | None:
    """Return that care outside the hours costs extra; that it is given then says nothing of being reached."""
    return "extra_cost" if offered(match) == "extra_cost" else None


FIELD = offer(
    "after_hours_access",
    words(
        """24/7*, 24 hour*, 24x7*, overnight, at all times, wait, clock, night*, hour, *hours, any-time, any time, weekend*, evening*, holidays,
        on-call, closed, 3 am, whenever,
        365*, sunday*, 7 days, p.m, pm, after closing, holiday"""
    ),
    (
        Cue("The practice is not available after hours.", NOT_OUTSIDE, denied, 3.2, under=DENIABLE),
        Cue("We do not provide hospital care, after-hours care or tests.", NOT_LISTED, False, 3.1),
        Cue("After hours you reach nobody: we have no on-call.", CLOSED_NO_CALL, False, 3.2),
        Cue("After-hours phone access", AFTER_HOURS, reached, 3),
        Cue("A physician is on call.", ON_CALL, reached, 3),
        Cue("You can reach your doctor day and night.", REACH_HOURS, reached, 2.9, unless=OPENING, under=CLINICIAN),
        Cue("Text me any time.", CALL_ANY_TIME, reached, 2.9, unless=PAPERS),
        Cue("From 7 to 7: between 7 p.m. and 7 a.m. a nurse answers the phone.", REACH_BETWEEN, reached, 2.8),
        Cue("After hours you are on your own.", ON_YOUR_OWN, False, 2.8),
        Cue(
            "WHAT OF NIGHTS?\n\nCall the doctor's own number.",
            near(words("call, ring, text, page, phone"), 25, CLINICIAN),
            reached,
            2.4,
            under=ASKED_LATE,
        ),
        Cue("A visit on a weekend is $75.", CARE_LATE, charged, 2.1),
        Cue("After-hours visits by arrangement", VISIT_ONLY, reached, 2),
    ),
    (
        Skip("a portal or a door is open", PORTAL, unless=PEOPLE),
        Skip(
            "an appointment is cancelled",
            NOTICE,
            unless=words("on-call, 24/7, after-hours, day or night, day and night, (cannot|can't|not) wait"),
        ),
        Skip("an insurer answers", INSURERS, unless=words("our, we, your doctor")),
        Skip("messages are answered by day", BY_DAY),
        Skip("a message waits", MESSAGES, unless=words("on-call, 24/7, (cannot|can't|not) wait")),
    ),
    asked=near(either(CLINICIAN, REACH), 30, HOURS),
)
