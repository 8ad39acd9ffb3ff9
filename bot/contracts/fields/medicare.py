"""What the agreement says of Medicare: opted out, not accepted, billed, or a fee for what it does not cover only."""

import re

from bot.contracts.fields.claims import (
    A_WORD,
    FOR_A_FEE,
    GENERAL,
    NO,
    OF_A_FEE,
    OF_OTHERS,
    OTHERS,
    PAPERS,
    SAYS_NO,
    SAYS_YES,
    SENDS,
    TURN,
    YES,
    answered,
    chain,
    span,
    unsent,
)
from bot.contracts.reading.cues import Cue, Field
from bot.contracts.reading.patterns import closing, either, near, then, words
from bot.contracts.reading.wordings import NOT, PRACTICE, WITHOUT

MEDICARE = re.compile(  # itself, not what is named after it
    r"\bmedicare\b(?! (?:advantage|supplement|replacement|part [cd]\b|cards?\b|number|no\.|id\b|limit|rates?\b"
    r"|fee schedule|allow|assignment|polic|law|rule|regulation|contract|coverage|wellness|annual|set))"
)
NOT_PEOPLE = r"\b(?:patients?|members?|people|anyone|those|beneficiar\w+|individuals|folks|seniors|persons?)\b"
PEOPLE_OF = re.compile(rf"^[ -](?:eligible\b|{NOT_PEOPLE})")

# Opted out

OPTED = re.compile(
    r"\b(?:opted[ -]out|(?:elected|chosen|chose|decided) to opt[ -]out|opts out|(?:by|having) (?:opting|opted) out)\b"
    r"(?! of (?!(?:the |participa\w+ in |all |both |original |traditional |federal )*(?:medicare|it\b|that\b)))"
)
DENIED = re.compile(  # "has not opted out", "if the doctor has opted out", "doctors who have opted out"
    r"(?:(?:\bnot|n't|\bnever)(?: (?:yet|currently|formally|been|ever|officially|also))*"
    r"|\bneither(?: [\w.]+){1,4}|\b(?:none|no)(?: (?:of|our|the|physicians?|doctors?|providers?|clinicians?|one|at|here)){0,5}"
    r"|\b(?:if|unless|whether|until|once|when|should) (?:the|our|your|a|an|any|we|i|he|she|they|dr\.?)(?: [\w.]+){0,3}"
    r"|(?:physicians|doctors|providers|practitioners|clinicians|those|anyone)(?: or [\w ]{3,20})? (?:who|that)"
    r"(?: (?:has|have|are))?|\b(?:who|that)(?:'ve| have))(?: (?:has|have|is|are|been))*\s*$"
)
OPT_OUT_PAPER = either(
    then(
        words("medicare"),
        12,
        words("opt-out"),
        22,
        words("agreement*, contract*, waiver*, form*, addend*, acknowledg*, notice, disclosure*, affidavit*, status"),
    ),
    words("opt-out affidavit[s], opt-out (physician|provider|practice|status)"),
)
LEFT_MEDICARE = re.compile(
    r"\b(?:i|we|he|she|dr\.? [a-z]+|(?:the|our|your) (?:doctors?|physicians?|practice|clinicians?|providers?))(?: (?:have|has|had))?"
    r" (?:left|withdrew from|withdrawn from|dropped out of|got out of|resigned from|(?:is|are|am) (?:no longer in|out of)|(?:isn't|aren't) in) medicare\b"
    r"(?! (?:advantage|supplement))"
)
PRIVATE_CONTRACT = words("private contract[s], private contracting, privately contract*")
NOT_OPTED = then(NOT, 25, words("opted-out, opt-out, opting out"))

# Not accepted

UNSENT = unsent(MEDICARE)
NOTHING_SENT = then(
    MEDICARE, 70, words("nothing, no claim[s], no bill[s]"), 25, words("billed, filed, submitted, sent, go[es]")
)
HAVE = words(
    "enrolled in, covered by, covered under, eligible for, on, have, has, having, with, participat* in, insured by"
)
ADMITTED = words(
    """open, available, offered, offer, for, eligible, accept*, enrol*, keep, tak*, admit*, allow*, permit*, join,
    become, sign up, serve, intended, treat, see"""
)
PERSON = words(
    "patient[s], beneficiar*, recipient[s], enrollee[s], member[s], people, person[s], anyone, individual[s], those, folks"
)
MEDICARE_PEOPLE = either(then(MEDICARE, PERSON), then(PERSON, 25, HAVE, 30, MEDICARE))
NOT_ADMITTED = either(
    chain(either(NOT, words("unable")), span(30, TURN, ","), ADMITTED, span(45, TURN, PAPERS), MEDICARE_PEOPLE),
    chain(
        words("medicare"),
        span(70, TURN),
        words(
            """(cannot|can't|may not|must not|are not able to|aren't able to) [currently] (join|enrol|enroll|sign|be|
            become|participate|use|enter), (not|aren't|isn't|n't) eligible, ineligible, excluded, not permitted,
            not allowed, not accepted"""
        ),
    ),
    words(
        "not for medicare, no medicare (patient|beneficiar|member)*, no medicare, not a medicare (provider|practice)"
    ),
    then(words("exclud*, ineligib*, bar[s|red], prohibit*, closed to, not [be] sold to"), 40, MEDICARE_PEOPLE),
)
MUST_NOT_HAVE = either(
    then(words("cannot, can't, may not, must not"), 3, words("be (on|enrolled in|covered by)"), 3, MEDICARE),
    then(words("only, limited to, restricted to, must, may, open to, available to"), 50, NOT, 12, HAVE, 20, MEDICARE),
    then(PERSON, 30, NOT, 12, HAVE, 20, MEDICARE, 30, words("(may|can) (join|enrol|enroll|sign)")),
)
PAYS_PRIVATELY = then(
    words("medicare"), 90, words("self-pay, cash basis, cash-pay*, pay privately, private-pay, as cash patients")
)
UNTIL_SIGNED = words(
    "private contract*, waiver, addend*, sign[s] (a|an|the|our|this|it), signed, signing, opt-out, opted out"
)

# Billed

IF_EVER = (  # "no longer bill", "if the practice participates", "non-participating"
    r"\b(?:if|unless|until|whether|should|had)\b (?:the |our |your |any |a )?(?:practice|physician|doctor|provider|clinic|we)\b"
    rf"[^.;,]{{0,25}}|(?:{NOT.pattern}){span(40, TURN, ',').pattern}|\b(?:neither|nor)\b[^.;]{{0,60}}|\bnon[ -]?"
)
NOT_NOW = re.compile(rf"(?:{IF_EVER})$")
NOT_OURS = re.compile(  # "you may bill", "the lab bills"
    r"(?:\b(?:you|patients?|members?|who|anyone|persons?|clients?|beneficiar\w+|they)\b[^.;,]{0,30}"
    rf"|{IF_EVER}|(?:{OTHERS.pattern})[^.;,]{{0,45}})$"
)
US = either(PRACTICE, words("i, physicians, practitioners, staff, team, dr [.] _ _"))
TO_MEDICARE = span(90, TURN, PAPERS, NOT_PEOPLE, WITHOUT.pattern)
WE_SEND = chain(
    US,
    span(40, TURN, r"\b(?:you|if|who|patients?|members?)\b", NOT.pattern, OTHERS.pattern),
    words("bill, accept, take, file, submit, send, billing, accepting, invoice"),
    TO_MEDICARE,
    MEDICARE,
)
SENDS_THERE = chain(words("bills, accepts, takes, submits, files"), TO_MEDICARE, MEDICARE)
ENROLLED = chain(
    then(US, words("are, am, is, remain[s], stay[s]"), words("[also|currently|still] enrolled in")),
    TO_MEDICARE,
    MEDICARE,
)
PARTICIPATES = either(
    chain(words("in-network, participat*, contracted"), span(70, TURN, NOT_PEOPLE, NOT.pattern), MEDICARE),
    words(
        "participating medicare (provider|physician|practice|doctor|clinic)*, medicare participating, accept[s] medicare assignment"
    ),
)
IS_BILLED = either(
    then(words("is, are, be, get, gets"), 15, words("billed, submitted, sent, charged, filed"), 40, MEDICARE),
    then(MEDICARE, 45, words("is, are, be"), 12, words("billed, accepted, invoiced")),
    re.compile(r"\bmedicare(?:/medicaid)?\W{1,3}accepted\b"),
    then(words("accepted (payers|plans|insurers|insurances|insurance)"), 60, MEDICARE),
)
SPARED = chain(
    NOT, span(30, ","), SENDS, span(60), words("except[ing] [for], other than, besides, apart from"), span(25), MEDICARE
)

# Named in a list, or answered

ALONE = re.compile(
    r"(?:^|:)(?:[^.;:]{0,80},)?(?: and)?\W*(?:original |traditional )?medicare(?: part b)?\W*(?:,[^.;:]{0,80})?$"
)
TAKEN = words(
    """plan[s] we (accept|take|work with), insurance[s] we (accept|take|work with), accepted (insurance|plan|payer)*,
    insurance[s] accepted, plans accepted, in-network with, we are in-network, we (accept|take|bill)"""
)
NOT_TAKEN = then(NOT, 15, words("accept*, take, work with, bill*, in-network, participat*"))
ASKED = either(
    then(words("do, does, can, will, is, are, what about"), 40, SENDS, 40, MEDICARE),
    then(words("is, are, will"), 10, MEDICARE, 20, words("accepted, billed, taken")),
)
ASKED_TO_JOIN = either(ASKED, then(words("can, may, could"), 40, near(words("join, enrol*, become"), 60, MEDICARE)))

# A fee for what is not covered

FEE = words(
    "fee[s], dues, retainer, membership*, amenit*, program, enhance*, subscription, investment, contribution, package"
)
THINGS = words(
    "service[s], amenit*, item[s], benefit[s], care, things, extras, enhance*, feature[s], what, these, those"
)
COVERS = words("cover*, reimburs*, pay[s], paid, payable")
UNCOVERED = either(
    then(THINGS, 45, either(WITHOUT, words("none")), 14, COVERS, 45, MEDICARE),
    then(THINGS, 45, MEDICARE, 30, NOT, 12, COVERS),
    then(THINGS, 45, NOT, 10, words("medicare [covered] (benefit|service|item)*")),
    then(THINGS, 45, words("neither"), 40, MEDICARE, 45, COVERS),
    then(words("non-covered"), 40, MEDICARE),
    words("non-medicare [covered]"),
    then(words("outside, beyond"), 40, MEDICARE),
    then(MEDICARE, 8, words("non-covered")),
)
PAY_FOR_UNCOVERED = then(words("pay for"), 15, UNCOVERED)
NAMED_THINGS = words("service[s], amenit*, item[s], benefit[s], extras, feature[s]")
FOR_UNCOVERED = either(
    then(
        FEE,
        70,
        words("for, cover[s], buys, pay[s], limited to, only, solely, exclusively, consist*, represent*, compris*"),
        80,
        UNCOVERED,
    ),
    then(
        NOT,
        35,
        words("for, charge*, part, pay, include*"),
        60,
        words("service[s], care, item[s]"),
        40,
        either(then(words("covered"), 20, MEDICARE), then(MEDICARE, 35, words("cover*"))),
    ),
    then(NOT, 15, words("for"), 20, words("medicare-covered")),
    then(FEE, 60, words("buy*, for, cover*"), 60, NOT, 10, THINGS, 25, MEDICARE, 20, COVERS),
    then(
        words("no (part|portion) of"), 40, words("for, cover*"), 40, words("reimburs*, payable, covered"), 20, MEDICARE
    ),
    then(words("nothing, no part, not, none"), 45, words("duplicat*, overlap*"), 30, MEDICARE),
    then(words("the following, none of which"), 20, COVERS, 40, MEDICARE),
    then(NAMED_THINGS, 45, FEE, 20, NOT, 10, COVERS, 20, MEDICARE),
    then(words("none of [the|these|our]"), NAMED_THINGS, 60, words("medicare [covered]"), 12, COVERS),
    then(MEDICARE, 10, words("cover*"), 50, NOT, 20, words("included, part of, paid")),
)

FIELD = Field(
    "medicare_clause",
    words("medicare"),
    (
        Cue("Our physicians have opted out of Medicare.", OPTED, "opt_out", 3, before=DENIED),
        Cue("Please fill in the Medicare opt-out waiver.", OPT_OUT_PAPER, "opt_out", 2.8, unless=NOT_OPTED),
        Cue(
            "Anyone with Medicare signs a private contract with us.",
            PRIVATE_CONTRACT,
            "opt_out",
            2.7,
            unless=NOT_OPTED,
            before=closing(WITHOUT, 40),
        ),
        Cue("We do not bill any payer other than Medicare.", SPARED, "billed", 2.7),
        Cue(
            "We do not bill insurance or Medicare.",
            UNSENT,
            "not_accepted",
            2.6,
            unless=SPARED,
            before=either(OF_A_FEE, OF_OTHERS, GENERAL),
            after=FOR_A_FEE,
        ),
        Cue("Medicare patients may join, and nothing is billed.", NOTHING_SENT, "not_accepted", 2.6, before=OF_OTHERS),
        Cue("The plan is not open to people on Medicare.", NOT_ADMITTED, "not_accepted", 2.65, unless=UNTIL_SIGNED),
        Cue(
            "You may join only if you are not covered by Medicare.",
            MUST_NOT_HAVE,
            "not_accepted",
            2.4,
            unless=either(UNTIL_SIGNED, NAMED_THINGS),
        ),
        Cue("Those who have Medicare may join as self-pay patients.", PAYS_PRIVATELY, "not_accepted", 2.3),
        Cue(
            "We bill Medicare for your visits.",
            WE_SEND,
            "billed",
            2.6,
            before=either(NOT_NOW, OF_OTHERS),
            after=PEOPLE_OF,
        ),
        Cue("Elm Family Care accepts Medicare.", SENDS_THERE, "billed", 2.6, before=NOT_OURS, after=PEOPLE_OF),
        Cue("Our doctors are enrolled in Medicare.", ENROLLED, "billed", 2.4, before=NOT_OURS, after=PEOPLE_OF),
        Cue("Our doctors participate in Medicare.", PARTICIPATES, "billed", 2.6, before=NOT_OURS, after=PEOPLE_OF),
        Cue(
            "Your visits are billed to Medicare.",
            IS_BILLED,
            "billed",
            2.6,
            unless=either(OTHERS, UNSENT),
            before=either(NOT_OURS, OF_A_FEE),
        ),
        Cue(
            "The fee is only for services that Medicare does not cover.",
            FOR_UNCOVERED,
            "noncovered_services_only",
            2.5,
            under=FEE,
        ),
        Cue(
            "What Medicare covers is excluded from what the fee pays for.",
            then(words("covered by medicare, medicare covers"), 40, words("excluded, not included"), 60, FEE),
            "noncovered_services_only",
            2.7,
        ),
        Cue(
            "You may pay for services that Medicare does not cover.", PAY_FOR_UNCOVERED, "noncovered_services_only", 2.3
        ),
        Cue("I left Medicare long ago.", LEFT_MEDICARE, "opt_out", 2.7, before=DENIED),
        Cue("Medicare | No", re.compile(rf"^\W*medicare\s*[|:]\s*{NO}\b"), "not_accepted", 2.4),
        Cue("Medicare: yes", re.compile(rf"^\W*medicare\s*[|:]\s*(?:{YES}|accepted)\b"), "billed", 2.4),
        Cue(
            "Medicare covers none of the amenities.",
            near(MEDICARE, 40, then(words("none of [these|the|our]"), THINGS)),
            "noncovered_services_only",
            2,
            under=FEE,
        ),
        Cue(
            "As for Medicare, we do not bill it.",
            then(
                NOT,
                12,
                words("accept, bill, take, participate in, file with, file claims with, send bills to"),
                2,
                words("it, either, them"),
            ),
            "not_accepted",
            2.2,
            under=MEDICARE,
        ),
        Cue("We do not accept these plans: Medicare", ALONE, "not_accepted", 2.2, under=NOT_TAKEN),
        Cue("Plans we accept: Medicare", ALONE, "billed", 2, under=TAKEN),
        Cue("No, we do not take Medicare.", SAYS_NO, "not_accepted", 2.2, under=ASKED_TO_JOIN),
        Cue("Yes, we do take Medicare.", SAYS_YES, "billed", 2, under=ASKED),
        Cue("Do you take Medicare? / No / They pay late.", A_WORD, "not_accepted", 2.1, under=answered(ASKED, NO)),
        Cue("Do you take Medicare? / Yes / It is simple.", A_WORD, "billed", 1.9, under=answered(ASKED, YES)),
    ),
)
