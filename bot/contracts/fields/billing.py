"""Whether the practice bills the patient's insurance for the care that it gives: yes, no, or it varies."""

import re
from collections.abc import Sequence
from dataclasses import replace

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
from bot.contracts.reading.cues import Cue, Field, Finding, Skip, strongest
from bot.contracts.reading.lines import Line
from bot.contracts.reading.patterns import either, requiring, then, words
from bot.contracts.reading.wordings import PRACTICE, WITHOUT
from bot.vocabulary import Term

VARIES = "varies"
PLAIN = 2.5  # a finding of this weight says it plainly

INSURANCE = re.compile(  # the patient's health insurance, not a car's
    r"\b(?=[aceimnhpty])(?<!auto )(?<!car )(?<!dental )(?<!vision )(?<!life )(?<!travel )(?<!liability )(?<!malpractice )(?<!disability )"
    r"(?<!secondary )(?<!supplemental )(?<!compensation )(?<!comp )(?<!pet )(?<!home )"
    r"\b(?:insur(?:ance|er|ers|ances)\b|(?:health|insurance|medical|commercial|private|most|every|any|your|all|network) plans?\b"
    r"|carriers?\b|payers?\b|payors?\b|third[ -]part(?:y|ies) (?:payer|payor|insur|bill|claim)\w*|third[ -]parties\b|hmos?\b|ppos?\b)"
    r"(?! (?:card|number|information|id|verification|law|code|product|policy number|commission|risk|business|function|coverage))"
)
INSURER = words("insurance, insurer[s], health plan[s], insurance plan[s], carrier[s], payer[s], payor[s]")
PAYER = either(  # also by name, where it is said to be billed
    INSURANCE,
    words(
        "blue (cross|shield), bcbs, aetna, cigna, humana, united-health*, unitedhealthcare, tricare, medicare, medicaid"
    ),
)
CLAIMS = words("claim[s], claim form[s]")

NOT_FOR_ALL = re.compile(  # "insurance that we are not contracted with", "not every plan"
    r"^,? (?:that|which|plans (?:that|which)|with which|if|unless|except|other than|until|for (?:these|those|the following)"
    r"|for (?:lab|vaccin|imaging|medication|supplement|cosmetic|aesthetic|weight|travel|non-?covered|program|product)\w*)\b"
)
HIS_OWN = re.compile(  # what the patient must not do
    r"\b(?:you|patients?|members?|clients?|subscribers?|beneficiar\w+|he|she|s/he|he/she|i agree)\b"
    r"(?: (?:agrees?|will|shall|may|must|can|should|are|is|also|further|promise|to|hereby|understand|do|does))*\s*$"
    r"|(?:^\W*do |\bplease (?:do )?)$"
)
NONE_SENT = unsent(INSURANCE)
TO_MEDICARE = re.compile(r"^[^.;,]{0,15}\b(?:medicare|medicaid)\b")
NO_CLAIMS = either(
    chain(
        WITHOUT,
        span(40, TURN, r"\b(?:fees?|dues)\b", ","),
        words("file[s|d], filing, submit*, send[s], sent, make, made, prepare*, process*"),
        span(25, TURN),
        CLAIMS,
    ),
    chain(WITHOUT, span(8), CLAIMS, span(60, TURN), words("filed, submitted, sent, made, processed")),
    words("no insurance claims, no claims to file"),
)
CASH = words(
    """(cash-only|cash-pay|cash-based|self-pay|private-pay|direct-pay|insurance-free) [medical|primary|health|wellness|family] (practice|clinic|office|model
    |basis|provider|patients only|primary care|medicine|care), is insurance-free, direct-pay model, on a (cash|direct-pay) basis, fully out-of-network,
    out-of-network (practice|provider|clinic|office), out of network with (all|every|any|insurance)*, opted out of (all|insurance)*"""
)
DOES_WITHOUT = either(
    words(
        """no insurance [company|companies] (billing|hassle*|paperwork|involved|claims|middle*|needed to be billed|red tape),
        no (co-pays or insurance|copays or insurance|insurers) billing, no copays or insurance billing, insurance is not (billed|accepted|used|involved),
        insurance isn't (billed|accepted|used|involved)"""
    ),
    then(
        words(
            "without, instead of, rather than, bypass*, *n't involve, not involve, cut[s|ting] out, outside [of] the, outside of"
        ),
        22,
        words(
            "(insurance|insurers|third-party) [company] (billing|companies|involvement|claims|system|payers|middle*)*"
        ),
    ),
)
PAPER_ONLY = then(
    words("give, provide*, print, issue*, supply, request, ask for, make you, prepare*, receive, hand"),
    40,
    words("super-bill[s], itemized (receipt|statement|invoice|bill)*"),
)

US = either(PRACTICE, words("i, physicians, doctors, staff, team, biller[s], billing office, dr [.] _ _"))
BARRED = (TURN, PAPERS, WITHOUT.pattern)
MONEY = r"\b(?:payments?|monthly|yearly|annual\w*|cards?|cash|checks?|money|deposit|credit|debit|hsa|fsa)\b"
THEIRS = r"\b(?:you|if|who|patients?|members?|clients?)\b"
IF_EVER = (  # "no longer bill", "if the practice participates", "non-participating", "you may want us to bill"
    rf"(?:{WITHOUT.pattern}){span(45, TURN, ',').pattern}|\b(?:neither|nor)\b[^.;]{{0,60}}|\bnon[ -]?"
    r"|\b(?:if|unless|until|whether|should)\b (?:the |our |any |a )?(?:practice|physician|doctor|clinic|we)\b[^.;,]{0,25}"
    r"|\b(?:prefer|want|like|ask|wish|choose)\b[^.;,]{0,20}"
)
NOT_NOW = re.compile(rf"(?:{IF_EVER})$")
NOT_OURS = re.compile(
    rf"(?:{IF_EVER}|(?:{OTHERS.pattern})[^.;,]{{0,45}}"
    r"|\b(?:you|patients?|members?|who|clients?|they|many|most|other|traditional|typical)\b[^.;,]{0,30})$"
)
WE_SEND = either(
    chain(
        US,
        span(40, TURN, THEIRS, WITHOUT.pattern, OTHERS.pattern),
        words("bill, accept, take, billing, accepting, invoice"),
        span(60, MONEY, r"\bpatients?\b|\bmembers?\b", *BARRED),
        PAYER,
    ),
    chain(
        US,
        span(30, TURN, THEIRS, WITHOUT.pattern, OTHERS.pattern),
        words("file[s], submit[s], send[s]"),
        span(25, *BARRED),
        either(CLAIMS, chain(words("bill[s], charges, visits"), span(25, *BARRED), INSURER)),
    ),
)
SENDS_THERE = chain(words("bills, accepts, files with"), span(40, MONEY, *BARRED), PAYER)
UNDENIED = WITHOUT.pattern
IS_BILLED = either(
    chain(
        words("is, are, be, get, gets"),
        span(15, UNDENIED),
        words("billed, submitted, sent, charged, filed"),
        span(12, UNDENIED),
        words("to, through, under, with"),
        span(20, UNDENIED),
        PAYER,
    ),
    chain(
        INSURER, span(25, UNDENIED), words("is, be, are, gets"), span(12, UNDENIED), words("billed, charged, invoiced")
    ),
)
IN_NETWORK = chain(
    words("in-network, participat* (with|in), contracted with, contract with, credentialed with"),
    span(35, *BARRED),
    PAYER,
)
COPAYS = either(
    then(
        words("owe, responsible for, collect*, normal, usual, pay, charge[d]"),
        40,
        words("copay*, co-pay*, co-insurance"),
    ),
    then(
        words("copay*, co-pay*, co-insurance"),
        60,
        words("appl*, due, collected, your responsib*, still, remain*, as usual, as before"),
    ),
)
CHOOSE = either(
    then(
        words("if, should"), 25, words("prefer, want, ask, like, wish, choose"), 25, words("bill*, use"), 20, INSURANCE
    ),
    then(
        words("use your insurance, bill your insurance"),
        3,
        words("or [choose|pay|join|be|use|go] (our|cash|join|pay|the|a|direct|choose|self-pay|guardian)*"),
    ),
    words(
        "hybrid (practice|model|clinic), both insurance and (membership|cash|direct), membership and insurance patients"
    ),
    then(words("some"), 30, words("billed to, covered by"), 15, INSURANCE, 40, words("others, some")),
)

ASKED = then(words("do, does, can, will, is, are, what about"), 40, SENDS, 40, INSURANCE)

NAMED = requiring(
    r"\b(?:insur|medicare|aetna|blue|carrier|pay[eo]rs?\b|claims?\b|(?:health|your|any|most|every|all) plans?\b|network|cash|third.part|super-?bill"
    r"|itemized|co-?pay|co-?insur|hybrid|(?:self|direct|private)[ -]pay|hmos?\b)",
    words(
        """insur*, medicare*, aetna*, blue*, carrier*, payer[s], payor[s], claim[s], plan[s], network*, cash*, third*, super*,
        itemized*, co-pay*, co-insur*, hybrid*, pay*, hmo[s]"""
    ),
)
IN_GENERAL = words(
    "(traditional|typical|conventional|most|many|other|some) _ _ (practices|medicine|doctors|clinics|physicians|offices|providers)"
)
OUR_OWN = words("unlike, we, our, i")


ANSWER = re.compile(rf"\?\W*/ (?:a: )?(?:{NO}|{YES})\b")  # also as the title of its own paragraph


def find(lines: Sequence[Line]) -> list[Finding]:
    """Read the lines that name an insurer themselves, or that answer a question."""
    return FIELD.findings([line for line in lines if NAMED.search(line.text) or ANSWER.search(line.titled)])


def settle(subject: Field, found: list[Finding]) -> Term:
    """Settle on the strongest finding; where both are said plainly, it varies."""
    plain = [finding for finding in found if finding.weight >= PLAIN]
    if {True, False} <= {finding.value for finding in plain if finding.value != VARIES}:
        best = max(plain, key=lambda finding: (finding.value is True, finding.weight))
        term = strongest(subject, [best])
        return replace(term, value=VARIES, also=tuple(finding.span for finding in found if finding is not best))
    return strongest(subject, found)


FIELD = Field(
    "bills_insurance",
    NAMED,
    (
        Cue(
            "If you prefer, we bill your insurance for the visit.",
            CHOOSE,
            VARIES,
            2.9,
            before=OF_OTHERS,
            after=WITHOUT,
        ),
        Cue(
            "We do not bill insurance.",
            NONE_SENT,
            False,
            2.7,
            before=either(OF_A_FEE, OF_OTHERS, GENERAL, HIS_OWN),
            after=either(FOR_A_FEE, NOT_FOR_ALL),
        ),
        Cue(
            "No claims are filed.",
            NO_CLAIMS,
            False,
            2.6,
            before=either(OF_A_FEE, OF_OTHERS, GENERAL, HIS_OWN),
            after=TO_MEDICARE,
        ),
        Cue("We are a cash-only practice.", CASH, False, 2.5, before=NOT_OURS),
        Cue("Medicine with no insurance hassles.", DOES_WITHOUT, False, 2.4),
        Cue("No, we do not bill your insurance.", SAYS_NO, False, 2.5, under=ASKED),
        Cue("We can print a superbill.", PAPER_ONLY, False, 1.8),
        Cue("We bill your insurance for office visits.", WE_SEND, True, 2.6, before=NOT_NOW, after=FOR_A_FEE),
        Cue("Elm Family Care accepts most insurance.", SENDS_THERE, True, 2.6, before=NOT_OURS, after=FOR_A_FEE),
        Cue(
            "Office visits are billed to your insurance.",
            IS_BILLED,
            True,
            2.6,
            unless=OTHERS,
            before=either(NOT_OURS, OF_A_FEE),
        ),
        Cue("The clinic is in-network with most plans.", IN_NETWORK, True, 2.6, before=NOT_OURS),
        Cue("Yes, we do bill your insurance.", SAYS_YES, True, 2.2, under=ASKED),
        Cue("Do you take insurance? / No / It costs too much.", A_WORD, False, 2.4, under=answered(ASKED, NO)),
        Cue("Do you take insurance? / Yes / It is simple.", A_WORD, True, 2.1, under=answered(ASKED, YES)),
        Cue("Your copays are due as before.", COPAYS, True, 2, unless=either(WITHOUT, OTHERS)),
    ),
    (Skip("it speaks of others", IN_GENERAL, unless=OUR_OWN),),
    settle=settle,
    find=find,
)
