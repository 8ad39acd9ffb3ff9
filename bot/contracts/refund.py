"""What happens to membership fees already paid: none, prorated, or conditional on plan or event."""

import re
from itertools import pairwise

from bot.contracts.cues import Cue, Field, Finding, Line
from bot.contracts.quantities import plain
from bot.vocabulary import Term

GIVE = r"(?:refund\w*|reimburs\w+|money back|(?:give|giv(?:es|en)|hand(?:ed)?|pay|paid|get|send|sent)(?: \w+){0,4} back|(?:send|sent|comes?|goes|gets?)(?: \w+){0,5} back|return(?:ed|s|ing)?|credit(?:ed|s)?|repaid|repay)"
PART = r"(?:pro-?\s?rat\w+|unused|unearned|remaining|prepaid|pre-paid|paid in advance|per diem|not (?:yet )?(?:used|earned|elapsed|provided)|left (?:in|on|of|over)|(?:whole|full|complete|each|unexpired) (?:calendar )?months?|balance|portion|difference|daily basis|by the day|to the day|not used|months? remaining|(?:have not|haven't|had not|did not|didn't)(?: yet)? (?:used?|had)|unspent|months? you|remains|months? ahead|later months?)"
OTHER_FEE = r"(?:(?:re-?)?enrol\w+|registration|initiation|sign-?up|application|administrat\w+|set-?up|joining|onboarding|deposit|intake|processing|rejoin\w*|activation|booking|signing|hold)"
MEMBERSHIP = re.compile(
    r"\b(?:membership|member|monthly|annual|yearly|quarterly|dues|retainer|subscription|periodic|access|program|unused|unearned|prepaid|pre-paid|fees? (?:already )?paid|payments?|paid in advance|all fees|any fees|fees are|care fees?|plan|fees?|sums?|contribution|tuition|paid|months?)\b"
)
ELSEWHERE = re.compile(
    r"\b(?:labs?|laborator\w+|medications?|supplements?|products?|bookings?|visits?|appointments?|procedures?|packages?|no-?shows?|vaccin\w+|imaging|equipment|gift cards?|panels?|kits?|tests?|testing|deposits?|courses?|workshops?|sessions?|consults?|consultations?|supplies)\b"
)
CONDITION = re.compile(
    r"\b(?:if|only|once|after|first|until|within|unless|except|provided|less|minus|deduct\w*|discretion|in the event|when|where|prior to|before|whichever|subject to|annual(?:ly)? (?:members|memberships|plans)|case[- ]by[- ]case)\b"
)
NO_CONDITION = re.compile(
    r"\b(?:regardless|if (?:you|member|patient|i|the member|the patient) (?:cancel|terminat|withdraw|leave|discontinu|end)\w*|(?:only )?where required by law|except as required by law|unless required by (?:\w+ )?law|once (?:paid|charged|received|processed|billed)|after (?:payment|cancell?ation|termination)|when (?:you|member) cancel|even if|whether or not|before the end of|upon (?:cancell?ation|termination)|if not used|if unused)\b"
)
PAID_BY_OTHERS = re.compile(
    r"\breimburs\w+ (?:by|from|through|under|for)\b[^.;]{0,60}\b(?:medicare|medicaid|insur\w+|carrier|plan|payer|hsa|fsa|employer)|\b(?:medicare|medicaid|insur\w+|carrier|payer|plan|hsa|fsa)\b[^.;]{0,60}\breimburs\w+|\bout-of-network reimburs\w+"
)
MONTH_ONLY = re.compile(
    r"\b(?:partial|current|started|cancell?ation|final|that|the) (?:month|billing (?:cycle|period|month))|mid-?(?:month|cycle)|month (?:already )?(?:begun|started)|portion of (?:a|the|any) month"
)
PARTS = re.compile(r"; |, and (?:that )?(?!if|unless|only)")
NONE = (
    r"non-?refundable|\bno (?:\w+[ -]){0,3}?(?:refunds?|reimbursements?|money back|credits? (?:for|of|toward)[^.;]{0,25}(?:fees?|dues|month|unused|payment))\b"
    r"|\bnot (?:be |been |subject to |eligible for |entitled to |receive |offer |give |issue |provide |gift |make |get |owed )*(?:an? |any |partial |pro-?rat\w+ )*(?:refund\w*|prorat\w+|pro-rat\w+|reimburs\w+)"
    r"|\b(?:do|does|will|shall|can) ?(?:not|n't) (?:\w+ ){0,3}?(?:refund\w*|pro-?rat\w+|give (?:any )?money back)"
    r"|\b(?:don't|won't|doesn't|cannot|can't) (?:\w+ ){0,3}?(?:refund\w*|pro-?rat\w+|money back)"
    r"|\bforfeit\w*|\b(?:sales|payments|fees|dues|charges)\b[^.;]{0,30}\bfinal\b|\b(?:fully|deemed|entirely) earned\b|\bearned (?:when|upon|on) (?:paid|receipt|payment)|\brefunds? (?:are|is) not\b"
    r"|\b(?:we|practice|clinic) (?:will )?keeps?\b[^.;]{0,25}\b(?:fees?|payments?|money|dues|paid|amounts?)\b|\bnot (?:be )?(?:returned|repaid|given back|paid back|credited|divided|prorated)\b|\bnot (?:get|receive|have|be given) (?:\w+ ){0,2}(?:money|anything|any of it) back\b|\bfee[^.;]{0,30}\bstands\b|\bretain (?:all|any|the|your)[^.;]{0,20}(?:fees?|payments?)|\bneither refund\w*|\bnever refund\w*|\bnone of it (?:comes|goes|is|will)\b|\bnothing (?:is|comes|will be) (?:back|returned|refunded)"
)
SOME = (
    rf"\b{PART}\b[^.;]{{0,70}}\b{GIVE}\b|\b{GIVE}\b[^.;]{{0,140}}\b{PART}\b|\bprorated refunds?\b|\bpro-rata refunds?\b"
)


def skip(line: Line) -> bool:
    """Whether what is (not) refunded is an enrolment fee, a product or a booking alone."""
    text = line.text
    if re.search(rf"\b{OTHER_FEE}\b", line.antecedent):
        return True
    about = re.sub(
        rf"(?:non-?refundable[^.;]{{0,40}}\b{OTHER_FEE}\b[^.;]{{0,12}}(?:fee|charge|deposit)s?)|(?:\b{OTHER_FEE}\b[^.;]{{0,15}}(?:fee|charge|deposit)s?[^.;]{{0,60}}non-?refundable)|(?:\b{OTHER_FEE}\b[^.;]{{0,15}}(?:fee|charge|deposit)s?[^.;]{{0,40}}\bnot\b[^.;]{{0,20}}refund\w*)",
        "",
        text,
    )
    if about != text and not re.search(rf"{NONE}|{SOME}|\b{GIVE}\b", about):
        return True
    if ELSEWHERE.search(text) and not re.search(
        r"\b(?:membership|dues|retainer|subscription|prepaid|unused|fees?)\b", text
    ):
        return True
    if re.search(r"\b(?:fee|charge)\b[^.;]{0,60}\b(?:on|upon|at) signing\b", text):
        return True
    if PAID_BY_OTHERS.search(text):
        return True
    named = (
        MEMBERSHIP.search(text)
        or MEMBERSHIP.search(line.heading)
        or re.search(r"refund|cancel|terminat|fees?|payment|billing", line.heading)
    )
    return not named


def kind(match: re.Match[str]) -> str:
    """Return "none" for a refusal, "conditional" where the clause ties it to an event."""
    clause = NO_CONDITION.sub("", part(match))
    if MONTH_ONLY.search(clause):
        return "none"
    return "conditional" if CONDITION.search(clause) else "none"


def part(match: re.Match[str]) -> str:
    """Return the part of the clause that the match stands in, between "; " or ", and"."""
    ends = [0, *(cut.end() for cut in PARTS.finditer(match.string)), len(match.string)]
    return next(match.string[start:end] for start, end in pairwise(ends) if end > match.start())


def share(match: re.Match[str]) -> str | None:
    """Return "prorated", or "conditional" where more than leaving is asked for."""
    clause = NO_CONDITION.sub("", match.string)
    clause = re.sub(
        r"\b(?:if|when|in the event|after|once|where|upon|on)\b[^.;,]{0,80}\b(?:cancel\w*|terminat\w+|end\w*|leav\w+|withdraw\w*|discontinu\w+|clos\w+)\b",
        "",
        clause,
    )
    clause = re.sub(
        r"\b(?:within \d+ (?:\w+ )?days|after (?:the )?(?:cancell?ation|termination|effective)|paid (?:in|through|before)|prior to (?:the )?(?:cancell?ation|termination))\b",
        "",
        clause,
    )
    return "conditional" if CONDITION.search(clause) else "prorated"


DEFERS = re.compile(
    r"\bexcept as (?:otherwise |expressly )?(?:provided|stated|set (?:forth|out)|described|specified)|\bas (?:provided|set (?:forth|out)|described|stated) in (?:section|paragraph|article|clause)\b"
)
NEGATED = re.compile(r"\b(?:not|no|never|without|nor|neither|n't|don't|won't|nothing)\b[^.;]{0,45}$")


def settle(subject: Field, found: list[Finding]) -> Term:
    """Settle on one policy; a refusal beside a promise means that it depends: conditional."""
    found = [finding for finding in found if not DEFERS.search(plain(finding.clause.text))] or found
    best = max(finding.weight for finding in found)
    strong = [finding for finding in found if finding.weight >= best - 0.5]
    values = {finding.value for finding in strong}
    value = strong[0].value if len(values) == 1 else "conditional"
    order = (value, "prorated", "conditional", "none")  # what is promised comes before what is refused
    first = min(strong, key=lambda finding: order.index(finding.value))
    rest = tuple(finding.span for finding in found if finding is not first)
    return Term(subject.name, "stated", value, first.span, (), rest)


FIELD = Field(
    "refund_policy",
    (
        Cue(re.compile(NONE), kind, 3),
        Cue(
            re.compile(SOME),
            share,
            3,
            before=NEGATED,
            unless=re.compile(
                r"\b(?:balance|difference)\b[^.;]{0,60}\b(?:due|owe\w*|payable)\b|(?:you|member|patient)\b[^.;]{0,20}\b(?:shall|will|must|agree\w*)[^.;]{0,20}\b(?:reimburse|repay)"
            ),
        ),
        Cue(
            re.compile(
                r"\b(?:full|partial|complete)? ?refunds?\b[^.;]{0,60}\b(?:if|only|unless|provided|when|discretion|within|until|case[- ]by[- ]case)\b|\brefundable (?:if|within|until|only|up to|for)|\bmoney[- ]back\b|\b(?:we will|we'll|practice will|shall)\b[^.;]{0,20}\brefund\b|\bsettle your account\b"
            ),
            "conditional",
            2.4,
            before=NEGATED,
        ),
    ),
    skip,
    settle,
)
