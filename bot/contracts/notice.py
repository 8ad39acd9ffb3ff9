"""How much notice the patient must give to leave, in days; 0 = at any time (perhaps not free)."""

import re

from bot.contracts.cues import OTHER_MATTERS, Cue, Field, Line
from bot.contracts.quantities import LENGTH, days

LEAVE = (
    r"(?:cancel\w*|terminat\w+|withdraw\w*|dis-?enrol\w*|discontinu\w+|resign\w*|opt(?:ing)? out|quit\w*|leav(?:e|ing)|revo(?:ke|king|cation)\w*"
    r"|un-?enrol\w*|unsubscribe|step away|drop(?:ping)? (?:out|your|the|my)|non-?renew\w*|not (?:to )?renew"
    r"|non-?extension|not (?:to )?(?:extend|continue)|part ways|call(?:s|ing)? it off|(?:end|stop|close)(?:s|ed|ing)? (?:it|this|things)\b|(?:end|stop|close)(?:s|ed|ing)? (?:(?:this|the|your|my|its|their|his|her|a|our|an) )?"
    r"(?:\w+ )?(?:agreement|membership|enrol\w+|subscription|contract|participation|relationship|plan|coverage|retainer|program|arrangement|service))"
)
TELL = r"(?:notice|notif\w+|warning|heads[- ]up|advance|beforehand|in writing|written|tell|inform|let us know|let the \w+ know|e-?mail|contact|call|request|ahead|writ(?:e|es|ing)|let me know|email|letter|note)"
SOMEBODY = r"(?:you|your|member\w*|patient\w*|i|my|subscriber\w*|enrollee\w*|participant\w*|client\w*|either|any party|both|each party|parties|a party|family|families|household\w*|guardian\w*|employe\w+|beneficiar\w+|residents?|individual|adult|parents?|students?|undersigned|customer|user|holder|he|she|they|those|whoever|group|sponsor|person|anyone|memberships?|plans?|subscriptions?|retainers?)"
PRACTICE_MAY = re.compile(
    r"(?:^|[.;,:]\s*|\b(?:that|and|or|while|whereas|but) )(?P<who>[^.;:]{1,70}?) (?:may|can|will|shall|must|could|reserves? the right to|"
    rf"(?:has|have|retains?) the right to|is entitled to|are entitled to|elects? to|decides? to|agrees? to)\b[^.;]{{0,60}}?\b{LEAVE}"
)
BY_PRACTICE = re.compile(
    rf"{LEAVE}[^.;]{{0,40}}\bby (?:the |our )?(?:practice|clinic|company|physician|doctor|provider|us|office)\b"
)
BY_PATIENT = re.compile(
    r"\bby (?:the |a |any |either )*(?:member|patient|you|party|subscriber|enrollee|client|participant)\b"
)
PAYMENT = re.compile(
    r"\b(?:past due|overdue|delinquen\w+|non-?payment|fail(?:s|ure)? to pay|unpaid|declined|arrears|late payments?|"
    r"not (?:been )?(?:paid|received)|chargebacks?|after (?:the )?due date)\b"
)
PRICE = re.compile(
    r"\b(?:increas\w+|adjust\w*|chang\w+|modif\w+|amend\w*|rais\w+|revis\w+|updat\w+)\b[^.;]{0,60}\b(?:fees?|prices?|pricing|rates?|dues|terms|agreement|services|polic\w+|amount)\b"
    r"|\b(?:fees?|prices?|pricing|rates?|dues)\b[^.;]{0,40}\b(?:increas\w+|adjust\w*|chang\w+|modif\w+|amend\w*|rais\w+|revis\w+)"
)
RENEWAL = re.compile(
    r"\b(?:renew\w*|anniversary|(?:end|expir\w+) of (?:the|each|any|its|your|then)[\w -]{0,25}(?:term|year|period))\b"
)
ANY_TIME = r"(?:at any (?:time|point)|any ?time|whenever|when(?:ever)? (?:you|he|she|they|i) (?:or she )?(?:like|want|wish)(?:es|s)?|at will|on any day)"
NO_NOTICE = r"(?:no (?:advance |prior |written )?notice (?:is )?(?:required|needed|necessary)|without (?:any |prior |advance )*notice|effective immediately|with immediate effect)"


def patient_may(line: Line) -> bool:
    """Whether the clause can be about the patient's leaving, not only the practice's."""
    if BY_PATIENT.search(line.text):
        return True
    if BY_PRACTICE.search(line.text) or re.search(
        r"\bby (?:the )?practice\b|\bby us\b|our right to|discharge", line.heading
    ):
        return False
    subjects = [match["who"] for match in PRACTICE_MAY.finditer(line.text)]
    return not subjects or any(re.search(rf"\b{SOMEBODY}\b", who) for who in subjects)


TO_PATIENT = re.compile(
    r"\b(?:we|practice|clinic|company|provider|physician|doctor|office|sponsor|employer)\b[^.;]{0,40}\b(?:give|gives|send|sends|provide|provides|notify|notifies|tell|tells|e-?mail|inform|informs|let)\b (?:the |each |all |any |its |our )?(?:you|members?|patients?|subscribers?|enrollees?|clients?|households?|famil\w+|employees?)\b"
)
BOOKING = re.compile(
    r"\b(?:deposit|intake|booking|consultation|event|class(?:es)?|workshop|trial|guest|hold (?:a|an|your))\b"
)


DEPARTS = re.compile(
    r"\b(?:doctor|physician|provider|practice|clinic|clinician)s?\b[^.;]{0,30}\b(?:retir\w+|leaves?|clos\w+|sells?|sold|dies|relocat\w+)\b"
)
ANSWERED = re.compile(
    r"\b(?:practice|clinic|we|company|office|provider|physician)\b (?:will|shall|must|agrees? to) (?:promptly )?(?:acknowledge|respond|reply|confirm|process|answer|return|refund|mail|send)\b"
)


def skip(line: Line) -> bool:
    """Whether a clause is about appointments, payment or prices, or only about the practice's leaving."""
    text = line.text
    if TO_PATIENT.search(text) and not re.search(
        r"\b(?:either|each) party\b|\b(?:you|member|patient|i) (?:may|can|must|will|shall|should|need)\b", text
    ):
        return True
    if re.search(r"\barbitrat\w+|\bopt(?:ing)? out of this (?:section|provision|clause)", f"{line.nearest} {text}"):
        return True
    if ANSWERED.search(text) or DEPARTS.search(text) or re.search(r"\bopt(?:ed|s|ing)?[- ]out of medicare\b", text):
        return True
    if BOOKING.search(text) and not re.search(r"\b(?:membership|agreement|subscription|contract)\b", text):
        return True
    if PAYMENT.search(text) or not patient_may(line):
        return True
    if OTHER_MATTERS.search(f"{line.heading} / {text}") and not re.search(
        r"\b(?:membership|agreement|enrol\w+|subscription|contract)s?\b", text
    ):
        return True
    return bool(PRICE.search(text)) and not re.search(rf"\b{SOMEBODY}\b[^.;]{{0,50}}{LEAVE}", text)


def length_before(match: re.Match[str]) -> int | None:
    """Return the days of a notice, None where it is too long to be one."""
    span = days(match)
    return span if 1 <= span <= 366 and match["unit"] != "year" else None


NOT_NOTICE = re.compile(
    r"(?:initial|minimum|first|term of|period of|refund\w*[^.;]{0,40}within|after|for|every|last|past|previous|successive|additional|refund\w*|lasts?|remaining|of the|commit\w*(?: to)?(?: a| an)?) $"
)
LEAVING = re.compile(
    rf"{LEAVE}|\b(?:i|you|we) (?:stop|get out|go)\b|\bstopping\b|\b(?:i am|i'm|you are|you're|be) done\b|\bdone with\b|\bgetting out\b|\bwant out\b"
)
NO_TERM = r"(?!\s*(?:term|commitment|minimum|contract|agreement|membership|initial|trial|guarantee|enrol\w+|after|of (?:joining|enrol\w+|signing|membership))\b)"
TOLD = rf"{LENGTH}{NO_TERM}[^.;]{{0,40}}?\b(?:notice|notif\w+|warning|heads[- ]up|advance|beforehand|in writing|prior|before|ahead|cancell?ation (?:policy|notice|period))"
TELLING = rf"\b{TELL}\b[^.;]{{0,110}}?\b{LENGTH}{NO_TERM}"

FIELD = Field(
    "cancel_notice_days",
    (
        Cue(re.compile(rf"\brenew\w*\b[^.;]{{0,80}}\bunless\b[^.;]{{0,90}}\b{LENGTH}"), length_before, 1.9),
        Cue(re.compile(TOLD), length_before, 3, unless=RENEWAL, under=LEAVING, before=NOT_NOTICE),
        Cue(re.compile(TELLING), length_before, 3, unless=RENEWAL, under=LEAVING),
        Cue(re.compile(TOLD), length_before, 2, under=LEAVING, before=NOT_NOTICE),
        Cue(re.compile(TELLING), length_before, 2, under=LEAVING),
        Cue(re.compile(rf"{LEAVE}[^.;]{{0,80}}{NO_NOTICE}|{NO_NOTICE}[^.;]{{0,60}}{LEAVE}"), 0, 2.5),
        Cue(
            re.compile(rf"{LEAVE}[^.;]{{0,80}}{ANY_TIME}|{ANY_TIME}[^.;]{{0,60}}{LEAVE}"),
            0,
            1,
            unless=re.compile(rf"{LENGTH}[^.;]{{0,40}}notice"),
        ),
    ),
    skip,
)
