"""Whether what is said of money already paid is tied to an event, or holds of itself."""

import re
from itertools import pairwise

from bot.contracts.reading.patterns import either, then, words
from bot.contracts.reading.wordings import LEAVE

CONDITION = words(
    """if, only, once, after, first, until, within, unless, except, provided, less, minus, deduct*, discretion,
    in the event, when, where, prior to, before, whichever, subject to, annual[ly] (members|memberships|plans),
    case-by-case"""
)
NO_CONDITION = words(  # such words limit nothing
    """regardless, even if, whether or not, if not used, if unused, before the end of, when (you|member) cancel,
    if (you|i|member|patient|the member|the patient) (cancel|terminat|withdraw|leave|discontinu|end)*,
    [only] where required by law, except as required by law, unless required by _ law,
    once (paid|charged|received|processed|billed), after (payment|cancellation|termination),
    upon (cancellation|termination)"""
)
LEAVING_ITSELF = then(
    words("if, when, in the event, after, once, where, upon, on"), 80, either(LEAVE, words("end*, clos*")), avoid=","
)
DATES = words(
    """within * _ days, after [the] (cancellation|termination|effective), paid (in|through|before),
    prior to [the] (cancellation|termination)"""
)
STARTED_MONTH = words(
    """(partial|current|started|cancellation|final|that|the) (month|billing cycle|billing period|billing month)*,
    mid-month*, mid-cycle*, month [already] (begun|started), portion of (a|the|any) month*"""
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
