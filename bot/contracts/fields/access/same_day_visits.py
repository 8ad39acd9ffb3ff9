"""Whether the doctor can be seen on the same day or the next."""

import re

from bot.contracts.fields.access.offer import offer, offered
from bot.contracts.reading.cues import Cue, Skip
from bot.contracts.reading.patterns import closing, either, near, not_before, opening, then, words

VISIT = words(
    """appointment*, visit*, schedul*, access, availab*, book*, opening*, slot*, consult*, care, see, sees, seen,
    get[ting] in, come in,
    (get|gets|getting) (you|members|folks|people|patients|them) in, accommodat*, short-notice, squeeze*, fit you in, work you in, sick, urgent*, acute*, check-up*, exam*, attention, send*"""
)
SAME_DAY = words(
    """same-day [or|and|next|day|business|working|following], same-/-next [business|working] day,
    (same|that) (or|and|/) [the] next [business|working] day, the [very] same day, same / next day, next-day,
    next-day, next-business-day, next [business|working|available] day, [the] day [that] (you|they) (call|ring|phone|ask|
    wake|present|write)*, day of [the|your|their] call,
    [on|within] the same [business|working] day, same business day, (on|for) the [very] day (you|they|of|members|patients|i), the very day, current day,
    before the day is (out|over), that [very|same] day, (within|in) [1|24|the next] (24 hours|1 [business|working] day), today or tomorrow, (within|in) a day"""
)
SEEN_THAT_DAY = words(
    """(see|seen|get|squeeze|fit|work) [you|him|her|them|your child|in|patient|member|the|a] (that|
    the very) [very] day, (be|get|are) seen [by|a|an|our|the|your] _ today, (squeezed|fitted|worked) in today,
    see (us|you) (today|this afternoon)"""
)
ELSE = opening(2, words("as (a|an|the|your), of (each|every|the|a), that, after"))
VISIT_SAME_DAY = near(
    VISIT, 45, not_before(SAME_DAY, words("after, following, as (a|an|the|your), of (each|every|the|a)"))
)
CALL_EARLY = then(words("call, ring, phone, telephone"), 30, words("for [the|a] same day, for same-day"))

RESULTS = words(
    """should have, wait (until|till) [the], until the next, not wait, (will|we'll) call [you], get back to, first visit, new patients, both, together, siblings, 2 family, cancel*, re-schedul*, no-show*, missed, late, result*, refill*, prescription*, respon*, repl*, answered,
    messag*, e-mail*,
    voicemail*, call* back, return* (call|your)*, invoice*, payment*, paid, pay, bill*, dues, drafted, due,
    charged on, fee is,
    of (each|every) month, discharg*, hospital*, notice, renew*, terminat*, records, deliver*, surgery"""
)
PLAINLY = words(
    """same-day [or|and|next|day|/|business|sick|urgent|acute|office|walk-in|primary|medical|/next-day]
    (appointment|visit|schedul|access|availab|care|opening|booking|consult|slot)*,
    same-day / next-day, same-day/next-day, (appointment|visit)s _ _ (on|for|usually|typically|often|
    generally) the same [day|or|next]"""
)


UNTIL = closing(words("until, till, after, before, not, by"), 5)
ASKED_SEEN = re.compile(
    r"^[^/]*(?:/[^/]*)*\b(?:appointments?|scheduling|how (?:fast|soon|quickly)|(?:be|get|getting) seen|urgent visits|sick visits|when can)\b[^/]*/"
)

FIELD = offer(
    "same_day_visits",
    words(
        """same*, next*, day (you|they) (call|ring|phone)*, 24 hours, business day, today, current, that day, the day, very day, within a day,
        1 day"""
    ),
    (
        Cue("Same-day appointments are open to all members.", PLAINLY, offered, 3, after=ELSE),
        Cue(
            "Our members are usually seen on the same day.",
            either(VISIT_SAME_DAY, SEEN_THAT_DAY),
            offered,
            2.9,
            unless=RESULTS,
            after=ELSE,
            before=UNTIL,
        ),
        Cue(
            "HOW SOON AM I SEEN?\n\nMostly the same day, or else on the day after it.",
            SAME_DAY,
            offered,
            2.8,
            unless=RESULTS,
            under=ASKED_SEEN,
            after=ELSE,
            before=UNTIL,
        ),
        Cue("Ring early for same-day.", CALL_EARLY, offered, 2.9, unless=RESULTS),
    ),
    (
        Skip("an appointment is cancelled on the day", words("same-day (cancel*|no-show*|re-schedul*|change)")),
        Skip("others have it", words("urgent care (center|clinic|facilit)*"), unless=words("we, our, us, practice")),
        Skip("a visit is limited", words("only (1|one|a single) (problem|concern|issue)*")),
    ),
    asked=then(words("get in, seen, come in, appointment*, see (you|the|a)"), 20, words("today, this afternoon")),
)
