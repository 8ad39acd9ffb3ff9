"""Whether the membership renews by itself, or bills on until it is cancelled."""

import re

from bot.contracts.cues import Cue, Field, Line

NEGATED = re.compile(r"\b(?:not|no|never|without|nor|doesn't|won't|isn't)\b[^.;]{0,25}$")
UNTIL = r"(?:until|unless)\b[^.;]{0,60}\b(?:cancel\w*|terminat\w+|notice|notif\w+|ended?|ends?|withdraw\w*|discontinu\w+|tell|told|stop|let (?:us|me) know|calls? it off|say)"


def skip(line: Line) -> bool:
    """Whether what renews is a prescription, a Medicare contract or a licence."""
    return bool(
        re.search(
            r"\b(?:prescri\w+|refills?|medications?|medicare|private contract|opt-?\s?out|license|insurance polic\w+)\b",
            f"{line.heading} {line.text}",
        )
    ) and not re.search(r"\b(?:membership|this agreement|subscription)\b", line.text)


FIELD = Field(
    "auto_renews",
    (
        Cue(
            re.compile(
                r"\b(?:it|membership|agreement|plan|term|enrollment|contract)s?\b[^.;]{0,60}\b(?:does|do|will) not roll over\b"
            ),
            False,
            3.2,
        ),
        Cue(re.compile(r"\bwe (?:will |'ll |shall )?renew\b(?! only)"), True, 2.6),
        Cue(
            re.compile(
                r"\b(?:(?:does|do|will|shall|is|are|did) ?(?:not|n't)|doesn't|won't|isn't|never)\b[^.;,]{0,30}\b(?:renew\w*|auto-?renew\w*)\b|\bno auto(?:matic(?:ally)?)?[- ]?renew\w*|\b(?:sign|execute|complete)\b[^.;]{0,25}\bnew (?:agreement|contract|form|membership)\b[^.;]{0,60}\b(?:renew|each|every|continue|another|next)|\brenewal (?:is|requires|must)[^.;]{0,30}(?:not automatic|new (?:agreement|contract|signature)|mutual|signed|request)"
            ),
            False,
            3.2,
            unless=re.compile(
                r"\b(?:you|member|patient|i|if|unless|tell\w*|notif\w+|notice|choose|elect|decid\w+|intend\w*|wish\w*|want\w*)\b[^.;]{0,110}(?:\bnot|n't)\b[^.;]{0,20}\b(?:renew|continue)"
            ),
        ),
        Cue(
            re.compile(
                r"\bauto(?:matic(?:ally)?)?[ -]?(?:be )?(?:\w+ )?re-?(?:new|enrol)\w*|\b(?:renew|extend|roll\w* over|continue)\w*[^.;]{0,30}\bauto(?:matically)?\b|\bevergreen\b|\bself-?renew\w*|\b(?:membership|agreement|plan|term|subscription|contract|it)s?\b[^.;]{0,30}\brolls? over\b|\bauto[- ]?renew\w*"
            ),
            True,
            3,
            before=NEGATED,
        ),
        Cue(
            re.compile(
                r"\b(?:shall|will|is|are|be)\b[^.;]{0,30}\b(?:renew(?:ed|s)?|extend(?:ed|s)?)\b[^.;]{0,50}\b(?:for|each|every|on|by|at|annually|yearly|monthly|successive|additional|another)\b|\b(?:renews|rolls)\b(?! (?:only|if|when))|\bfollowed by (?:another|a (?:further|new|second))\b|\b(?:then |also )?(?:extends|continues) for (?:further|another|additional|successive)\b|\b(?:another|a new|the next) (?:term|year|period|month) (?:then )?(?:begins|starts|follows)\b"
            ),
            True,
            2.6,
            before=NEGATED,
            unless=re.compile(
                r"\b(?:may|can|option to|(?<!not )(?<!n't )(?:wish|choose|elect) to|must|if you|agree\w* to) (?:be )?renew"
            ),
        ),
        Cue(re.compile(r"\bmonth[- ]to[- ]month\b|\bmonth[- ]by[- ]month\b"), True, 2),
        Cue(
            re.compile(
                rf"\b(?:continu\w+|remain\w*|ongoing|on-going|recurring|keeps?|stays?|charg\w+|bill\w*|draft\w*|debit\w*|in (?:effect|force)|go(?:es|ing)? on|stay(?:ing)?|runs? on|billed|paid|due)\b[^.;]{{0,70}}\b{UNTIL}"
            ),
            True,
            2.2,
            unless=re.compile(r"\bpast due|late fee|overdue\b"),
        ),
        Cue(
            re.compile(
                r"\brecurring (?:\w+ )?(?:basis|billing|charges?|payments?|draft|debit)|\bongoing basis\b|\bon a recurring\b"
            ),
            True,
            1.8,
        ),
    ),
    skip,
)
