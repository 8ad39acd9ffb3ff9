"""How the practice will stand to Medicare and to insurance."""

import re
from collections.abc import Sequence

from bot.letters.pieces import Piece
from bot.letters.rules import QUESTION, Rule, settle
from bot.letters.wordings import NOT
from bot.vocabulary import Term

MEDICARE = re.compile(r"\bmedicare\b(?! (?:advantage|supplement|wellness|annual))")
OPT = r"\bopt(?:ed|ing|s)?[- ]out\b"
NO_OPT = re.compile(rf"(?:{NOT}|\bneither\b|\bnone\b|\bnobody\b)(?: [\w']+){{0,5}} {OPT}|\bif\b[^.,]{{0,40}}{OPT}")
NONPAR = re.compile(
    r"\bnon-? ?participating|\b(?:does|do|will) not (?:participate|accept assignment|take assignment)[^.]{0,30}(?:medicare|assignment)|\bnot accept (?:medicare )?assignment"
)
PAR = re.compile(
    r"(?<!non-)(?<!non )\bparticipating (?:medicare )?(?:physicians?|doctors?|providers?|clinicians?)\b|(?<!not )\b(?:participat(?:e|es|ing)) (?:in|with) (?:the )?medicare|\bmedicare,? with (?:which|whom)\b[^.]{0,30}\bparticipat|\baccept(?:s|ing)? (?:medicare )?assignment|\bremain (?:\w+ )?participating"
)
BILLS_IT = re.compile(
    r"\b(?:bill|bills|billing|billed|accept|accepts|accepting|take|takes|taking|submit|file|stay in|remain in|enrolled in|work with|keep)\b[^.]{0,70}\bmedicare\b|\bmedicare\b[^.]{0,40}\b(?:is|are|will be|will continue to be|continue to be|be) billed|\bmedicare,? (?:too|as well|included)"
    r"|\bincluding medicare\b|\bnot opted out"
)
NOT_COVERED = re.compile(
    r"\bnot (?:typically )?(?:covered|paid)|\bnot cover\b|\bdo(?:es)?n't cover|\bnothing that medicare|\bwhat it will do\b"
)
MEDICARE_RULES = (
    Rule("opted_out", 5, re.compile(rf"{OPT}|\b(?:leave|left|leaving|withdraw\w*|resign\w*|drop\w*) (?:out of |from )?(?:the )?medicare\b"), NO_OPT, MEDICARE),
    Rule("opted_out", 3, re.compile(r"\bprivate contract\b"), NO_OPT, MEDICARE),
    Rule("nonparticipating", 5, NONPAR, under=MEDICARE),
    Rule("participating", 5, PAR, re.compile(rf"{NONPAR.pattern}|{NOT} (?:be )?(?:participat|accept|tak)"), MEDICARE),
    Rule(
        "not_accepted", 4,
        re.compile(rf"{NOT}[^.]{{0,25}}\b(?:accept\w*|tak(?:e|ing)|bill\w*|see|enrol\w*|fil(?:e|ing)|work\w* with)\b[^.]{{0,20}}\bmedicare\b(?! (?:advantage|assignment))"),
        re.compile(rf"{OPT}|\bfee\b|\bnonparticipating"),
    ),
    Rule("in_medicare", 2, BILLS_IT, re.compile(rf"(?<!not ){OPT}|{NOT}[^.]{{0,30}}\b(?:accept|take|bill|submit|send|file)\w*\b[^.]{{0,30}}medicare|{NOT_COVERED.pattern}|\bneither of us\b|\b(?:dr\.? \w+ )?\w+, in the same building|\bcrestline\b"), MEDICARE),
)  # fmt: skip


def medicare(letter: Sequence[Piece], others: Term) -> Term:
    """Read how the doctor will stand to Medicare; what is said of another doctor is not meant."""
    away = others.span if others.value == "elsewhere" else None
    about = (piece for piece in letter if piece.span != away and MEDICARE.search(piece.nearby))
    near = [piece for piece in about if not QUESTION.search(piece.text)]
    return settle("medicare", near, MEDICARE_RULES)


COVER = r"(?:insur\w*|plans?|ppo|hmo|network\w*|carriers?|payers?|health plans?|blue (?:cross|shield)|aetna|cigna|claims?|policy|codes)"
KEEPS = re.compile(
    r"\b(?:continu\w*|go(?:es|ing)? on|keep\w*|still|remain\w*|as (?:we do today|usual|before|always)|likewise|will|shall)\b[^.]{0,60}\b(?:bill|bills|billed|billing|accept|charged|accepts|accepting|take|taking|file|filing|submit|submitted|participate|work(?:ing)? with|in[- ]network|(?:in )?network with|contracted)\b"
    r"|\bbilled (?:to your (?:plan|insur)|as (?:before|usual|now))|\bbills? most\b"
)
STOPS = re.compile(
    rf"(?:{NOT}|\bno\b|\bnothing\b)[^.]{{0,40}}\b(?:bill|billed|billing|accept\w*|take|file|deal\w*|send|submit|contract(?:ed)?|in any|in network|network|claims?|work with)\b"
    rf"|\bout of (?:all |every )?(?:insurance )?networks?|\bbill(?:s)? no\b|\bno more claims|\bno insurance (?:is|will be)|\b(?:giv\w+ up|dropp?\w*|ditch\w*|quit\w*|done with|ending|leaving) (?:my |our |all |the )?(?:\w+ )?(?:contracts?|insur\w+|plans?|networks?)"
)
INSURANCE_RULES = (
    Rule("no", 3, STOPS, re.compile(r"\b(?:fee|membership|dues|medicaid rules|retainer)\b[^.]{0,40}\b(?:cannot|can't|not|isn't)\b|\bmedicare advantage\b|^\W*(?:if )?you (?:don't|do not)\b|\bneither of us\b|^(?!.*\binsur).*\bmedicare\b|\byou could not\b|\bwill not (?:change|be charged)|\bif you (?:do not|don't|are not)"), re.compile(rf"\b{COVER}\b")),
    Rule("yes", 3, KEEPS, re.compile(rf"(?:{NOT})(?! (?:only|just))[^.]{{0,40}}\b(?:bill|file|submit|accept|take|send|deal)|\bno insurance\b|\bout of (?:all )?networks?|\bbill no\b|\bby the (?:lab|pharmac|hospital)|\bthe (?:labs?|hospital|pharmacy) (?:will |does )?(?:bill|file)"), re.compile(rf"\b{COVER}\b")),
)  # fmt: skip


def insurance(letter: Sequence[Piece], others: Term) -> Term:
    """Read whether insurance is still billed for visits; by another doctor is not meant."""
    away = others.span if others.value == "elsewhere" else None
    near = [
        piece
        for piece in letter
        if piece.span != away and not QUESTION.search(piece.text) and not NAMED_ELSEWHERE.search(piece.text)
    ]
    return settle("insurance_billed", near, INSURANCE_RULES)


NAMED_ELSEWHERE = re.compile(
    r"\b(?:dr\.? \w+|clinic|partners|medical)\b[^.]{0,60}\b(?:gladly|will see you|said|has said|told|sees patients)\b"
)
