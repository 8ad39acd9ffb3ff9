"""With how much notice the practice may end it without cause, in days; 0 = at any time, at once."""

import re

from bot.contracts.reading.cues import Cue, Field, Skip
from bot.contracts.reading.patterns import closing, either, unnamed, words
from bot.contracts.reading.quantities import LENGTH, days
from bot.contracts.reading.wordings import PATIENT

LONGEST = 200  # days: more is no notice
REASONABLE = "reasonable"
Days = int | str

# Who

OUR = (
    r"(?:practice|clinic|company|physicians?|doctors?|dr|providers?|clinicians?|office|center|group|pllc|llc"
    r"|organization|entity)"
)
OURS = re.compile(rf"\b(?:{OUR}|we|us)\b")
EITHER = words(
    """either, any party, both (parties|sides|of us), each (party|side), each of us, one of us, the parties, parties, both,
    (you|patient|member|client|i) (or|and) [the|our|your] (we|us|me|practice|clinic|company|physician|doctor|provider),
    (we|i|practice|clinic|company|physician|doctor|provider) (or|and) [the] (you|patient|member|client)[s]"""
)
THEIRS = either(
    PATIENT,
    words(
        "your, my, employer[s], sponsor[s], insurer[s], carrier[s], plan administrator, pharmacy, state, court, medicare, medicaid, government"
    ),
)
NAMED_FOR_PEOPLE = re.compile(
    r"\b(?:famil|adult|member|patient|resident|individual|student|parent|client|user)\w* (?:medicine|practice"
    r"|health\w*|care|clinic"
    r"|physicians?|doctors?|wellness|medical|direct|first|services)\b"
)
NOBODY = re.compile(
    r"\b(?:neither|no party|nobody|no one|agreement|membership|contract|it|this|that|which|who|fees?"
    r"|enrollment|there|what|how)\b(?: also)?\W*$"
)
SUBJECT_START = re.compile(
    r"[.;:]|, (?:and|but|or|while|whereas|then|however,?|in which case)\b|\b(?:but|while|whereas|though|although)\b"
    r"|\band (?=(?:the|a|any|we|you|i|either)\b)(?!(?:the|a|we|you|i) (?:[\w']+ ){0,2}(?:may each|each))"
    r"|^\W*\(?[\w.]{1,5}\)|\b(?:that|understand|agree)\b"
)
MAY = (
    r"(?:\b(?:may|can|could|might|(?:reserves?|has|have|retains?) the (?:absolute |sole )?(?:right|option|power)"
    r" to|(?:is|are|shall be|will be) (?:also )?(?:entitled|free|able) to"
    r"|(?:is|are) permitted to)\b|(?<=\bright )(?:of either party )?to\b)"
)

# What is done

JOINED = (
    r"(?:agreement|membership|enrollment|contract|relationship|arrangement|subscription|participation|retainer"
    r"|plan|program|care"
    r"|engagement|account|it|work|partnership)s?"
)
ITS = r"(?:(?:this|the|your|a|an|any|our|their|his|her|its|these|that|either|all|such|[\w']+s|patients?|members?)\W+)"
ENDS = (
    r"\b(?:terminat(?:e|es|ing)|cancel(?:s|l?ing)?|discharg(?:e|es|ing)|dismiss(?:es|ing)?|dis-?enroll?(?:s"
    r"|ing)?|un-?enroll?"
    r"|withdraw(?:s|ing)?|discontinue|revoke"
    rf"|(?:end|close|stop|drop|rescind|conclude|sever|dissolve)(?:s|ing)? (?:{ITS}(?:\w+ ){{0,2}})?{JOINED}\b"
    rf"|(?:end|close|stop|drop)(?:ing)? or \w+ (?:{ITS}(?:\w+ )?)?{JOINED}\b|end(?:ing)? (?:things|our \w+)"
    rf"|bring(?:s|ing)? {ITS}(?:\w+ )?{JOINED} to (?:a close|an end)"
    r"|ask(?:ing)? (?:you|a patient|a member|patients|members) to (?:leave|find)"
    r"|stop (?:seeing|treating|caring for|being your|offering (?:the |your |any )?memberships?)|part (?:ways|company)|let (?:you|a member|a patient) go"
    r"|call it (?:off|quits)|walk away|(?:not (?:to )?continue|no longer (?:be|serve)) (?:as |being )?(?:your|(?:the )?patient's|a member's)"
    r"|(?:remove|drop|release) (?:you|me|us|a member|a patient|any member|any patient|members|patients)|bow out|end (?:quick)?\w+ for)\b"
)
WHERE = (
    r"(?:,? (?:also|at any time|at its (?:sole )?discretion|at our (?:sole )?discretion|elect to|choose to"
    r"|decide to|refuse or|suspend or|,|each|likewise|not|freely|or refuse|always|in turn|for our part"
    r"|upon [^.;,]{0,50}notice,?|on [^.;,]{0,50}notice,?|with [^.;,]{0,50}notice,?|by [^.;,]{0,50}notice,?"
    r"|immediately|decline or|suspend, limit or|refuse \w+ to or|wishes to|wish to)){0,3}"
)
MAY_END = re.compile(rf"{MAY}{WHERE},? {ENDS}")
OTHER_OBJECT = re.compile(
    r"^\W*(?:(?:this|the|your|a|an|any|our|or|and|certain|these|all|of|from|in|for|early"
    r"|\w+ing)\W+){0,4}(?:[\w-]+ ){0,2}?"
    r"(?:appointments?|visits?|sessions?|class(?:es)?|features?|app|portal|promotion\w*|discounts?|offers?"
    r"|consent|authorization"
    r"|prescriptions?|medications?|treatments?|business(?! reason)|office|hours|telehealth|insurance|polic(?:y|ies)"
    r"|calls?|orders?|tests?"
    r"|procedures?|automatic|autopay|payments?|benefits?|employees?|records|doors?|communications?|employment"
    r"|cards?|message\w*|opt-out)\b"
)
DONE = r"(?:terminated|cancell?ed|ended|discontinued|terminable|withdrawn|revoked|dissolved|brought to an end)"
BY_OURS = (
    rf"\bby (?:the |our |either |your |any |each |mutual |both )?(?:[a-z'&]+ ){{0,3}}?(?:{OUR}|us|part(?:y"
    rf"|ies)|side|of us|one of us|either|both)\b"
)
ENDED_BY = re.compile(
    rf"\b(?:may|can|could|shall be|is|are|be|until|unless)\b[^.;]{{0,30}}?\b{DONE}[^.;]{{0,60}}?{BY_OURS}"
)
ENDING_BY = re.compile(rf"\b(?:termination|cancellation|withdrawal|discharge|dismissal)\b[^.;]{{0,25}}?{BY_OURS}")
AT_OUR_DISCRETION = re.compile(
    rf"\b{JOINED} (?:may|can) be {DONE}[^.;]{{0,60}}?\b(?:(?:our|(?:the )?{OUR}'?s|its) (?:sole |own "
    rf"|absolute )*discretion|discretion of (?:the |our )?{OUR})\b"
)
OUR_NOTICE = re.compile(
    rf"(?:\b(?:if|when|before|should|whenever|in case|in the event)\b[^.;]{{0,12}}\b(?:we|i|{OUR}|[a-z]+)\b(?: (?!you\b"
    rf"|patients?\b|members?\b)[\w'-]+){{0,6}}? {ENDS})"
)
BEFORE_ENDING = re.compile(
    rf"\b(?:we|practice|clinic|company|physician|doctor)\b[^.;]{{0,30}}?\b(?:give|provide|send|notify"
    rf"|tell)\b[^.;]{{0,70}}?\b(?:before|prior to) (?=\w+ing\b){ENDS}"
)
NOT_WORKING = re.compile(
    r"\bif\b[^.;]{0,40}\b(?:relationship|fit|arrangement|things|it)\b[^.;]{0,30}\b(?:isn't|is not|aren't"
    r"|are not|doesn't|does not|no longer|not)\b"
    r"[^.;]{0,25}\b(?:work\w*|right|good|fit)\b[^.;]{0,40}\b(?:we|i|practice|clinic|doctor)\b[^.;]{0,40}\bgive\b"
)
ON_TERMS = re.compile(r"(?:^|: )\W*(?:\(?\w{1,3}[).]\s*)?(?:with|without|upon|on|by|at|for any|immediately)\b")
DO_SO = re.compile(rf"{MAY} (?:also |likewise |too )?do (?:so|this|the same|likewise)\b")
ENDING_BEFORE = re.compile(rf"(?:{ENDS}|\bleav\w+|\bending\b)[^/]*/[^/]*$")
WE_ASKED = re.compile(
    rf"\b(?:can|may|could|will|might) (?:you|(?:the |my |our )?{OUR}|dr\.? [a-z-]+)\b[^?/]{{0,12}} (?:{ENDS}|kick me out|drop us|ask us to leave|let me go|(?:end|cancel|close|terminate|stop) my)[^?/]{{0,40}}\?[ /]*[^/?]*$"
)
WE_CAN = re.compile(
    r"^\W*(?:a: |a\. )?(?:yes|it can|we can|we may|he can|she can|they can|it may|it could|yep)\b(?=[^.;]{0,30}\b(?:with|on|by|upon|but|at any|after)\b)"
)
LEADING = re.compile(
    rf"\b(?:we|either|practice|clinic|company|physician|doctor"
    rf"|party)\b[^/]{{0,30}}{MAY}{WHERE} {ENDS}[^/]{{0,80}}:(?: ?/| on)"
)

GIVEN_BY = rf"""(?:(?:either|each|both|any(?= party))(?: of (?:us|the))? ?(?:party|parties|side|sides|one)?|either|one of us|one (?:party|side)|the parties
|(?:a |the |an? )?(?:you|parent|patient|member|client|subscriber|family|participant)s? (?:or|and) (?:the |our |a )?(?:we|i|us|me|{OUR}))""".replace(
    "\n", ""
)
EITHER_GIVES = re.compile(
    rf"\b{GIVEN_BY}\b(?: (?:[\w']+ ){{0,3}}?)?(?:gives?|giving|must give|may give|to give|sends?|serves?|need give)\b"
)
FROM_EITHER = re.compile(
    rf"{unnamed(LENGTH).pattern}(?=[^.;]{{0,20}}\bnotice|[^.;]{{0,12}}\bwarning|[^.;]{{0,10}} is the notice)[^.;]{{0,50}}?"
    rf"\b(?:from|by|of|that|to)\b(?: all that)? {GIVEN_BY}\b"
)
OUR_LABEL = re.compile(
    rf"(?:^|[|;/,] ?)\W*(?:by |from )?(?:the |our |us|we)?{OUR}?(?:'s notice| notice)?\W{{1,3}}{LENGTH.pattern}"
)
ENDING = words(
    "ending, terminat*, cancel*, leaving, notice to (end|leave|cancel), notice of (termination|cancellation), ends, if (we|you) end"
)
WE_GIVE = re.compile(
    rf"\b(?:we|i|{OUR})\b,?(?: [^.;,]{{1,25}},)? (?:also |in turn |always |then )?(?:must|will|shall|have to|has to|need to|owe|agree to|promise)\b"
    rf"[^.;]{{0,12}}?\b(?:give|you|send|provide|tell)\b"
)
THEY_LEAVE = re.compile(
    r"/[^/]*\b(?:you|members?|patients?|clients?)\b[^/.]{0,20}\b(?:leave|quit|cancel|stop|end|terminate|go|withdraw)\b[^/]*/[^/]*$"
)
FEELS_SO = re.compile(
    r"\b(?:if|when|should)\b[^.;]{0,25}\b(?:feel|think|decide|believe|see|find|part)\b[^.;]{0,45}?,? (?:i|we|the practice)(?:'ll| will| shall)? give"
)
BAD_FIT = words("fit, not working, isn't working, relationship, part ways, not right for")
OF_OTHERS = words(
    "chang*, increas*, price[s], fee change*, rate[s], cure, breach, non-payment, unpaid, dispute*, arbitrat*, appointment[s], vacation, refund*, claim[s], non-renew*, renew*"
)

# On what terms

FREELY = words(
    """any reason, no reason, without cause, with or without cause, without _ _ reason, any lawful reason, [sole] discretion, for convenience,
    at will, whatever reason, any or no reason, without stating, without explanation, reason whatsoever, not for cause, not discriminatory"""
)
CONDITION = re.compile(
    r"\bif:? (?!(?:\w+ ){1,3}(?:decides?|chooses?|wish(?:es)?|wants?)\b|(?:\w+ ){1,3}(?:think|believe|feel"
    r"|judge|determine|conclude)s?\b[^.;]{0,60}\b(?:fit|relationship"
    r"|no longer|not work\w*|best|right for)|(?:the|our|a|this) (?:\w+-\w+ |\w+ )?(?:relationship|fit"
    r"|arrangement|practice)|for any|either|desired|necessary|needed|ever|needs? be)"
    r"|\b(?:when|where|once|whenever|while) (?:you|the|a|an|any|payments?|fees?|patients?|members?)\b"
    r"|\bshould (?:you|the|a|any)\b|\bin (?:the )?(?:event|case)\b"
    r"|\bnotice of (?:a |an |any |the |such )?(?:\w+ )?(?:breach|default|violation|failure)"
    r"|\bupon (?:a |an |any |your |the )?(?:\w+ )?(?:breach|failure|default|non-?payment|death|occurrence)"
    r"|\bfor (?:(?:a|an|any|your|the|material|good|just|only|other|such|serious|repeated|chronic|certain"
    r"|specific|these|non-?\w+) )*"
    r"(?:cause|breach|non-? ?payment|failure|fail\w*|abus\w+|fraud|misconduct|violat\w+|disrupt\w+|threat\w*"
    r"|missing|missed|rude\w*|dishonest\w*|reasons? (?:including|such|like|stated|listed|set)"
    r"|following|behaviou?r|inappropriate|lack|late|not paying|reasons|misuse|anyone|no-shows?|conduct"
    r"|delinquen\w*|drug|safety)\b"
    r"|\b(?:due to|because|who(?:'s)?|as a result|by reason of|on the grounds?|based on|unless you"
    r"|until you)\b|\bafter (?:(?:a|the|your|\d+|repeated|several|any) )*(?:first|second|third|fourth|fifth"
    r"|missed|no-?shows?|non-? ?payment|late|such|warning)\b"
)
ALTERNATIVE = re.compile(
    r", or (?=(?:upon|on|with|by|after|such|immediately|at)\b)|[;,]?\s*(?:and|or)?\s*\((?=[b-h2-6i]{1,3}\))|; or\b"
)
BUT_AT_ONCE = re.compile(
    r"(?:, ?(?:and|or|but|except)|;|\b(?:and|or|but)\b|, )(?: \w+){0,4}? ?\b(?:immediately|at once|right away"
    r"|sooner|earlier|shorter|without (?:prior |any )?notice|effective immediately|forthwith|on shorter|with less"
    r"|less notice|straight ?away|same day)\b"
)
EXAMPLE = re.compile(r"\be\.g\b|\bfor example\b|\bfor instance\b|\bsuch as when\b")
OTHER_ACTOR = re.compile(
    r"(?:[,;]|\b(?:and|but|while|whereas|or)\b) (?:if |when )?(?:you|i|the (?:member|patient|client"
    r"|subscriber)|a (?:member|patient)|members|patients|client) (?:may|can|must|will|shall|are|could|need"
    r"|should|has|have)\b"
)
A_NOTICE = re.compile(
    r"^s?(?: or more| at least)?(?:(?!\b(?:past|late|overdue|delinquen|after|cure|refund|pay)\w*)[^.;\d]){0,40}?"
    r"\b(?:notice|notif\w*|warning|heads[ -]up|advance|beforehand|in writing|written|prior|before|ahead|letter)\b"
)
TELLING = re.compile(
    r"\b(?:notice|notif\w+|notification|warning|tell\w*|inform\w*|let \w+ (?:\w+ )?know|e-?mail\w*|writ\w+"
    r"|letter|giv\w+)\b(?:(?!\b(?:within|after|past|cure)\b)[^.;\d]){0,45}$"
)
NO_NOTICE_LENGTH = closing(
    words("within, past due, for, first, initial, overdue, after, remaining, last, every, of the, unpaid for, late by"),
    3,
)
LATENESS = re.compile(r"^s? (?:past|late|over|overdue|delinquent|after|of (?:non|receipt|receiving|the))\b")
ONCE_TOLD = re.compile(  # "14 days after we write to you"
    r"^s? (?:after|from|following) (?:we|our|the practice|the clinic|the doctor|it|such|written|giving|sending|notice|the date)\b"
    r"[^.;,]{0,30}?\b(?:notice|notif\w*|tell|told|e-?mail\w*|mail\w*|letter|writ\w*|send|sent|sending|inform\w*)\b"
)
SOME_NOTICE = words(
    """reasonable [advance|written|prior] notice, (advance|prior|written|adequate|proper|appropriate|due|sufficient) [written|advance|prior] notice,
    (upon|on|by|with|after|giving) [a|written] (notice|notification), notice (to|in writing), notifying, in writing"""
)
ANY_TIME = words(
    """at any (time|point), anytime, immediately, at once, with immediate effect, effective immediately, without [any|prior|advance|further] notice,
    with or without [prior|advance] notice, whenever, no notice, right away, effective (when|upon|on) (sent|sending|receipt|delivery|posting|mailing)"""
)
NO_NOTICE = words(
    """without [any|prior|advance|further] notice, with or without [prior|advance] notice, immediately, no notice, at once,
    effective (when|upon|on) (sent|sending|receipt|delivery|posting|mailing)"""
)


def acted(match: re.Match[str]) -> Days | None:
    """Return the notice with which the practice, or either side, may end it; None where another acts."""
    text = match.string
    start = SUBJECT_START.split(text[max(0, match.start() - 110) : match.start()])
    subject = NAMED_FOR_PEOPLE.sub("practice", start[-1]).strip()
    subject = subject.rpartition(", ")[2].strip(", ") or subject
    if AND_ALSO.search(subject):  # "the doctor need not keep anybody and may …"
        subject = FIRST_VERB.split(subject)[0].strip() or subject
    if not ours(subject, text) or OTHER_OBJECT.match(text[match.end() : match.end() + 70]):
        return None
    denied = re.search(r"\bnot\b", match.group()) or re.match(r"\W*not\b", text[match.end() :])
    if denied and "without" not in text[match.end() :]:
        return None
    lead = re.split(r"[.;]", text[: match.start()])[-1]
    return terms(start[-1] if OTHER_ACTOR.search(f", {lead}") else lead, text[match.start() :])


AND_ALSO = re.compile(r"\b(?:and|but)$")
FIRST_VERB = re.compile(
    r"\b(?:is|are|will|shall|may|must|does|do|has|have|can|need|needs|cannot|won't|keeps?|reserves?)\b"
)


def ours(subject: str, text: str) -> bool:
    """Whether the words before "may end" name the practice or either side."""
    if not subject or NOBODY.search(subject):
        return False
    if EITHER.search(subject) and not re.search(r"\bneither\b", subject):
        return True
    theirs = max((match.start() for match in THEIRS.finditer(subject)), default=-1)
    if re.search(r"\bi(?: (?:also|each|myself))?$", subject):
        return bool(TO_YOU.search(text)) and not MINE.search(text)
    own = max((match.start() for match in OURS.finditer(subject)), default=-1)
    return own > theirs or (theirs < 0 and len(subject.split()) <= NAME_LENGTH)


NAME_LENGTH = 7  # words: a longer subject is no name
TO_YOU = re.compile(r"\b(?:you|your|our work|patients?)\b")
MINE = re.compile(
    r"\bmy (?:membership|account|card|enrollment|plan|participation|doctor|physician|provider|child|agreement"
    r"|subscription)\b"
)


def passive(match: re.Match[str]) -> Days | None:
    """Return the notice with which it may be ended by the practice or either side."""
    text = match.string
    whose = text[max(0, match.start() - 60) : match.start()]
    if OTHER_OBJECT.match(re.split(r"[.;,/]", whose)[-1][-40:] + " "):
        return None
    lead = re.split(r"[.;]", text[: match.start()])[-1]
    return terms(lead, text[match.start() :])


def given(match: re.Match[str]) -> Days | None:
    """Return the notice that either side gives the other; None where it is about something else."""
    text = match.string
    return None if OF_OTHERS.search(text) else length(text) or length(text[match.start() :])


def labelled(match: re.Match[str]) -> Days | None:
    """Return the notice in a row that names the practice."""
    return days(match) if match["unit"] != "year" and 1 <= days(match) <= LONGEST else None


def allowed(match: re.Match[str]) -> Days | None:
    """Return the time that the practice gives to find another doctor."""
    found = LENGTH.search(match.string, match.end())
    return None if OF_OTHERS.search(match.string) or not found or found["unit"] == "year" else days(found)


def counted(match: re.Match[str]) -> Days | None:
    """Return a notice in days that is named with it, None without one."""
    found = passive(match)
    return found if isinstance(found, int) and found else None


def promised(match: re.Match[str]) -> Days | None:
    """Return the notice that the practice promises in case it ends a membership."""
    text = match.string
    if OF_I.search(match.group()) and (MINE.search(text) or not TO_YOU.search(text)):
        return None
    if (
        SECOND_IF.search(text[match.start() + 2 :])
        or OTHER_OBJECT.match(text[match.end() : match.end() + 70])
        or BY_THEM.search(match.group())
    ):
        return None
    rest = text[: match.start()] + " " + text[match.end() :]
    if not GIVES.search(rest):
        return None
    return length(rest)


def told_before(match: re.Match[str]) -> Days | None:
    """Return the notice that the practice gives before it ends a membership."""
    text = match.string
    if SECOND_IF.search(text) or OTHER_OBJECT.match(text[match.end() : match.end() + 70]):
        return None
    return length(match.group())


SECOND_IF = re.compile(r"\bif you (?!are|have questions)|\bfor (?:non-?payment|cause|breach)|\bbecause\b|\bdue to\b")
OF_I = re.compile(r"\bi\b")
BY_THEM = re.compile(r"^\w+ (?:you|the (?:patient|member)|a (?:patient|member)|patients|members)\b")
GIVES = re.compile(
    r"\b(?:we|i|practice|clinic|physician|doctor|company|it)\b[^.;]{0,25}\b(?:give|giv\w+|provide|send|tell"
    r"|let|notify|write|e-?mail|advise|inform|warn)\b|\bnotice (?:will|shall|is to) be given|'ll (?:give|get|have|receive|let|tell|send)\b|\b(?:you|members"
    r"|patients?) (?:will|shall|get|receive|are given|would)\b|with \d+ (?:day|week|month)"
)


def on_terms(match: re.Match[str]) -> Days | None:
    """Return the notice in an item of a list that a line like "the practice may terminate:" leads into."""
    return terms("", match.string)


def terms(lead: str, behind: str) -> Days | None:
    """Return the notice in what stands before and behind the deed; None where each way takes a reason.

    >>> terms("", "may terminate on 30 days notice, or at once if you fail to pay")
    30
    """
    first, *others = ALTERNATIVE.split(behind)
    found = way(lead, first)
    ways = (found, *(way("", one) for one in others if found is None))
    return next((one for one in ways if one is not None), None)


def way(lead: str, behind: str) -> Days | None:
    """Return the notice of one way of ending it."""
    part = OTHER_ACTOR.split(EXAMPLE.split(behind)[0])[0]
    free = bool(FREELY.search(part) or FREELY.search(lead))
    first = BUT_AT_ONCE.split(part)[0]
    number = length(first) or length(part) or length(lead[-110:])
    if not free and (CONDITION.search(first if length(first) else part) or CONDITION.search(lead)):
        return None
    if number:
        return number
    if NO_NOTICE.search(part):
        return 0
    if "reasonable notice" in part or (
        (SOME_NOTICE.search(part) or SOME_NOTICE.search(lead[-60:])) and not ANY_TIME.search(part)
    ):
        return REASONABLE
    return 0 if free or ANY_TIME.search(part) or ANY_TIME.search(lead[-40:]) else None


def length(text: str) -> int | None:
    """Return the days of the first notice in a text."""
    for match in LENGTH.finditer(text):
        behind, before = text[match.end() : match.end() + 60], text[max(0, match.start() - 60) : match.start()]
        if (
            match["unit"] == "year"
            or NO_NOTICE_LENGTH.search(before)
            or (LATENESS.match(behind) and not ONCE_TOLD.match(behind))
            or not 1 <= days(match) <= LONGEST
        ):
            continue
        if A_NOTICE.match(behind) or ONCE_TOLD.match(behind) or TELLING.search(before):
            return days(match)
    return None


FIELD = Field(
    "practice_can_terminate_notice_days",
    words(
        """terminat*, terminable, cancel*, end[s|ed|ing], withdraw*, discharg*, dismiss*, discontinu*, dis-enrol*, close, drop, part ways,
        part company, revoke, bring, stop, call, working, leave, walk away, find, fit, either, each side, or (we|us|practice|clinic|provider), until, remove,
        not [to] continue, no longer, do so, kick"""
    ),
    (
        Cue("The practice may end this agreement on 45 days of notice.", MAY_END, acted, 3),
        Cue("This agreement is terminable by either party with 45 days of notice.", ENDED_BY, passive, 3),
        Cue("Termination by the clinic takes 45 days of notice.", ENDING_BY, counted, 2.5),
        Cue("If we must end your membership, we give you 45 days of notice.", OUR_NOTICE, promised, 2.6),
        Cue("We give 45 days of notice before ending a membership.", BEFORE_ENDING, told_before, 2.6),
        Cue("It runs until you or we give 30 days of notice.", EITHER_GIVES, given, 2.7, unless=OF_OTHERS),
        Cue("It ends on 30 days of notice from either side.", FROM_EITHER, given, 2.7, unless=OF_OTHERS),
        Cue(
            "ENDING THE MEMBERSHIP\n\nMember: 60 days | Practice: 30 days",
            OUR_LABEL,
            labelled,
            2.4,
            under=ENDING,
            unless=OF_OTHERS,
        ),
        Cue(
            "You may leave at will / We, though, must give you 30 days of notice.",
            WE_GIVE,
            given,
            2.4,
            under=THEY_LEAVE,
        ),
        Cue("If I think the fit is wrong, I will give you a month.", FEELS_SO, allowed, 2.3, under=BAD_FIT),
        Cue("If the fit is not good, we will give you 45 days of notice.", NOT_WORKING, passive, 2.4),
        Cue("Practice may terminate it: on 45 days of notice", ON_TERMS, on_terms, 2.8, under=LEADING),
        Cue("CAN THE CLINIC DROP ME?\n\nYes, with 30 days of notice.", WE_CAN, on_terms, 2.8, under=WE_ASKED),
        Cue(
            "You may leave at will / The clinic may do so on 45 days of notice.", DO_SO, acted, 2.8, under=ENDING_BEFORE
        ),
        Cue("Your membership may be ended at our sole discretion.", AT_OUR_DISCRETION, passive, 2.2),
    ),
    (
        Skip("another contract or a dispute", words("business associate, mediat*, arbitrat*, lease")),
        Skip("Medicare", words("opt[ed|s|ing]-out of medicare")),
    ),
)
