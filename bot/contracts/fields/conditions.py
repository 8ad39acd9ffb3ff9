"""Whether what is said of money already paid is tied to an event, or holds of itself."""

import re
from itertools import pairwise

from bot.contracts.reading.patterns import either, then, words
from bot.contracts.reading.wordings import LEAVE

CONDITION = words(
    """if, only, once, after, first, until, within, unless, except, provided, less, minus, deduct*, discretion,
    in the event, when, where, prior to, before, whichever, subject to, annual[ly] (members|memberships|plans),
    case-by-case, in case of, in the case of, otherwise (not|we|it), (any|every|no) other (reason|case|refund)*, upon review, courtesy,
    hardship, may be (refunded|returned|approved), (we|practice|company|clinic|provider|i) (may|might)"""
)
NO_CONDITION = words(  # such words limit nothing
    """regardless, including (where|when|if), even if, when you (go|leave|quit|stop|are gone), when i (leave|cancel|go|choose), (period|month|time)[s] (when|in which) you did not, whether or not, if not used, if unused, before the end of, when [a|the|any] (you|i|member|patient|client) (cancel|leave|quit|terminat|withdraw|end|stop)*,
    if (you|i|member|patient|the member|the patient) (cancel|terminat|withdraw|leave|discontinu|end)*,
    [only|except|unless] (where|as|if|when|to the extent) [otherwise] (required|provided|mandated) by [applicable|state|federal] law,
    (unless|except) [as] required by _ law, except if the law, unless the law,
    once [it is|it's|they are|they're|been|they have been|having been] (made|paid|charged|received|processed|billed|collected|debited),
    after (payment|cancellation|cancelling|canceling|leaving|termination|they|it|we) [have|'ve] [been] [processed|paid|billed|charged|bill],
    upon (cancellation|termination), if you [have|'ve] paid [me|us|it|them] [ahead|in advance|for], under any circumstances,
    within (a|your|the|that|any|1) [membership|billing|calendar|paid] (month|period|cycle|quarter|year)"""
)
LEAVING_ITSELF = then(
    words("if, when, in the event, after, once, where, upon, on"), 80, either(LEAVE, words("end*, clos*")), avoid=","
)
DATES = words(
    """within * _ (days|weeks|months|week|month), after [the|my|your] (cancellation|termination|effective|exit|departure|last day), paid (in|through|before), after [the] (end|ending|close|expiration) of,
    prior to [the] (cancellation|termination), (falls|fall|falling|begin|begins|starting|days|months|period|month) after, after (those|these|that) _ (days|date),
    (after deducting|less|minus) [any|the] (individual|other|additional) (charges|fees), less any (amount|balance|sum|charge)[s] (owed|due|outstanding|you owe),
    after you (leave|go|cancel|quit|stop)"""
)
STARTED_MONTH = words(
    """(partial|current|started|cancellation|final|that|the) (month|billing cycle|billing period|billing month)*,
    mid-month*, mid-cycle*, month [already] (begun|started), part of (a|the|any|each) [billing] (month|period|cycle|year|quarter)*, portion of (a|the|any) month*"""
)
EXCEPTED = words("except, unless, [after|within] the first")
PARTS = re.compile(r"; |, and (?:that )?(?!if|unless|only)")  # a clause may refuse one thing and promise another


def refusal(match: re.Match[str]) -> str:
    """Return "none" for a refusal, "conditional" where the clause ties it to an event."""
    said = NO_CONDITION.sub("", part(match))
    tied = CONDITION.search(said) and (EXCEPTED.search(said) or not STARTED_MONTH.search(said))
    return "conditional" if tied else "none"


def part(match: re.Match[str]) -> str:
    """Return the part of the clause that the match stands in, between "; " or ", and"."""
    ends = [0, *(cut.end() for cut in PARTS.finditer(match.string)), len(match.string)]
    return next(match.string[start:end] for start, end in pairwise(ends) if end > match.start())


def share(match: re.Match[str]) -> str:
    """Return "prorated", or "conditional" where more than leaving is asked for."""
    said = match.string
    for harmless in (NO_CONDITION, LEAVING_ITSELF, DATES):
        said = harmless.sub("", said)
    return "conditional" if CONDITION.search(said) else "prorated"
