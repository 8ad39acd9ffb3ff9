"""Who may stay without joining, and who else takes the others."""

import re
from collections.abc import Iterable, Sequence

from bot.letters.pieces import Piece
from bot.letters.rules import QUESTION, Rule, settle
from bot.letters.wordings import DOCTORS, NOT
from bot.vocabulary import Span, Term

ADJOINING = 2  # characters: of two sentences side by side
ONLY_MEMBERS = re.compile(
    r"\b(?:solely|only|exclusively) (?:to|for|see|by) [^.]{0,50}(?:members|who have|who hold|enrol)|\b(?:limited|restricted|open only) to [^.]{0,30}(?:patients|individuals|people|those|members)\b[^.]{0,15}\b(?:who|that|with|of (?:record|the))?"
    r"|\bmembers[- ]only\b|\bsee (?:only members|members only)|\bprivate membership practice"
)
TURNED_AWAY = re.compile(
    rf"{NOT}(?: then| longer| be able to| be in a position to| be| to| continue| continue to| able to){{0,3}} (?:see|seen|keep|care for|treat|schedule|take care of|your doctor|act as|continue (?:as|to be))\b(?! (?:you )?waiting)"
    r"|\bdischarged from (?:the|our|my) practice|\byour care here ends|\brelationship\b[^.]{0,90}\b(?:terminate|end|cease)|\bafter (?:that|then),? (?:i|we) (?:cannot|can't|won't|will not)"
    r"|\blast visits?\b|\bneed to (?:find|choose)|\basked to (?:find|choose)|\btraditional practice will"
)
WITHOUT_JOINING = re.compile(
    r"\b(?:don't|do not|not|without|non-?members?|aren't members|instead of|choose not|rather not)\b|\bremain a patient\b|\bregular patients?\b|\beither way\b"
)
STAY = re.compile(
    r"\b(?:you|we|families|patients|they|everyone|anybody|anyone|non-?members?)\b[^.]{0,50}\b(?:remain|stay|continue as|continue to (?:be seen|see|receive)|still be|still see|keep being|go on being|may stay|can stay)\b[^.]{0,40}"
    r"|\bcontinued care\b|\bno membership (?:is )?(?:required|needed|necessary)|\bkeep (?:coming|seeing us)|\bas a regular patient|\boption\b[^.]{0,20}\b(?:remain|stay)\b"
    r"|^\W*(?:option \d\W+)?(?:stay|remain)\b[^.]{0,60}\bwithout\b"
    r"|\bregular practice (?:down|goes on|continues|stays|will)|\b(?:run|keep|continue) the (?:regular|traditional) practice"
    r"|\bnon-?members?\b[^.]{0,30}\b(?:are|will be|can be|may be) (?:welcome|seen)"
)
PARTLY = re.compile(
    r"\bmedicaid\b|\bnurse practitioner|\bphysician assistant|\bwith (?:dr|another)|\b(?:transferred|reassigned) to\b|\bmidwi(?:fe|ves)\b|\bcontinued care\b|\bdown the hall\b|\b(?:her|his) patient\b|\bhardship\b|\bsome patients\b|\bwithout a membership\b"
)
NOT_STAYING = re.compile(
    rf"{NOT} (?:be able to |to |be )?(?:remain|stay|continue)\b|\bdeposit\b|\bstay(?:s)? (?:the same|here|where|in medicare|with us\?)|\bi (?:stay|remain)\b|\bwish(?:es)? to\b|\bwant(?:s)? to\b|\blike to\b|\bremain in (?:your )?network|\b(?:until|till)\b|\bif you join\b|\bseen here until"
    r"|\bavailable\b|\bthrough (?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
STAYS = (
    Rule("limited", 4, STAY, NOT_STAYING, PARTLY),
    Rule("yes", 4, re.compile(STAY.pattern), re.compile(f"{NOT_STAYING.pattern}|{PARTLY.pattern}"), WITHOUT_JOINING),
    Rule("no", 3, TURNED_AWAY, re.compile(r"\bmedicaid|\brush|\bwait\b|\bspend\b")),
    Rule("no", 2, ONLY_MEMBERS),
)


def stays(letter: Sequence[Piece], last_day: Term, others: Term) -> Term:
    """Read whether one can stay without joining: a last day as a patient says no, unless others in the practice go on."""
    term = _stays(letter, last_day)
    if term.state == "stated" and term.value == "no" and others.value == "here" and others.span:
        return Term(term.field, "stated", "limited", others.span, (), _without(others.span, (term.span, *term.also)))
    before, here = last_day.span, term.span
    if (
        before and here and 0 < here.start - before.end <= ADJOINING
    ):  # "After that I cannot." says it with the sentence before
        return Term(term.field, term.state, term.value, Span(before.start, here.end), term.conditions, term.also)
    return term


def _without(span: Span, spans: Iterable[Span | None]) -> tuple[Span, ...]:
    """Return spans, each once, but for one and for what is none."""
    return tuple(dict.fromkeys(one for one in spans if one and one != span))


def _stays(letter: Sequence[Piece], last_day: Term) -> Term:
    """Read whether one can stay, as the letter's own words about it say."""
    term = settle("stays_open_to_nonmembers", [piece for piece in letter if not QUESTION.search(piece.text)], STAYS)
    if term.state == "conflicting" and isinstance(term.value, list) and set(term.value) == {"yes", "limited"}:
        return Term(term.field, "stated", "limited", term.span, (), term.also)
    if term.state == "silent" and last_day.span is not None:
        return Term(term.field, "stated", "no", last_day.span, (), last_day.also)
    return term


TAKES = re.compile(
    r"\b(?:taking|accept\w*|welcom\w+|tak(?:e|es)|see|sees|transferring) (?:on )?(?:her |his |our |my |all |most |any )?(?:of you|new |transferring |more )?(?:new )?(?:patients?|medicare|insurance|you\b)"
    r"|\bglad to (?:take|see|welcome|have)\b|\btak(?:e|ing) over your care|\b(?:has|have|with|make) (?:room|openings?|space|capacity)|\bopen to new|\bare open\b|\btake great care|\bhave you\b|\bin good hands|\bnot convert|\bnot changing|\bwelcomes? (?:her|his|our|my|your)"
    r"|\bwould be (?:glad|happy|delighted)|\bsees patients|\b(?:keep|continue)s? (?:on )?seeing|\baccepting\b[^.]{0,20}\bpatients|\btakes? everyone|\b(?:reassigned|transferred) to\b|\bcontinued care\b|\bcontinue to be seen\b|\bcontinue (?:your|their) care|\bwelcome to (?:become|see|join)|^\W*(?:you (?:can|may|might) )?try (?:the )?\w"
)
INSIDE = re.compile(
    r"\bsame office\b|\bjoined us\b|\bdown the hall\b|(?<!old )(?<!former )\bmy (?:partners?|associates?) (?!at\b)|\bour (?:own |certified )?(?:nurse practitioners?|physician assistants?|nurse midwi\w+)|\bremain with\b|\b(?:reassigned|transferred) to\b|\bcontinued care\b|\badding a (?:new )?(?:physician|doctor)|\bseen (?:here|in our office)\b|(?:\w+s|'s|\bour) other (?:doctors|physicians|providers)"
    r"|\bvisits will (?:mostly |usually )?be with|\bnot convert|\bnot changing|\bnot (?:be )?making this change|\bother (?:physicians|doctors|providers) (?:of|at|in)\b|\banother (?:physician|doctor) (?:at|in|here)|\bin (?:our|the) practice\b|\bat (?:our|this) (?:practice|office|clinic)\b|\bstaying (?:on )?with (?:the|our) regular"
)
HELPS = re.compile(
    r"\bhelp (?:you |them |anyone )?(?:to )?(?:find|look|choose|locate|with finding)|\blists? of [^.]{0,40}(?:doctors|physicians|colleagues|internists|practices|pediatricians|providers|clinicians|names)"
    r"|\breferral (?:service|line|list)|\bmatch you with|\bphone around|\bcall around|\bgive you (?:more )?names|\brefer you to|\bassist (?:you )?in (?:finding|locating)|\bhas a longer list|\benclosed a list\b"
)
OTHERS = (
    Rule(
        "here",
        4,
        re.compile(rf"{TAKES.pattern}|{INSIDE.pattern}"),
        re.compile(r"\$|^(?!.*(?:" + INSIDE.pattern + r"))"),
        DOCTORS,
    ),
    Rule(
        "elsewhere",
        3,
        TAKES,
        re.compile(
            rf"\$|\blists? of\b|\bdirectory\b|\bto become a\b|\bwe (?:accept|take|now accept)\b|\b(?:i|we)\b[^.]{{0,30}}\b(?:accept|take) |\bcontinue to (?:accept|take)|\bbring your|\bbill|\bclosed to\b|{NOT} (?:be )?(?:accept|tak)|\binsurance plans that we|\baccept(?:s)? medicare\b|\bi'm\b|\bi am\b"
        ),
    ),
    Rule("help", 2, HELPS),
)
STANDS_IN = re.compile(
    r"\btakes? (?:my |our )?calls\b|\bout of town\b|\b(?:i'm|i am|is|are|be) away\b|\bon (?:leave|vacation)\b|\banswer for me"
)
THEY = re.compile(r"^\W*(?:they|he|she|both|all|each|either)\b")
NAMED_DOCTOR = re.compile(
    r"\bdr\.? [a-z]|\bdoc [a-z]|\bnurse practitioners?\b|\bphysician assistants?\b|\bcolleague\b|\b(?:clinic|center|medicine|medical|pediatrics|group|associates|department|practice|physicians|health|partners|system)\b"
)


def _points_at_doctor(piece: Piece) -> bool:
    """Whether a sentence goes on about a doctor whom the one before names: "They have openings."."""
    return bool(THEY.search(piece.text)) and any(map(NAMED_DOCTOR.search, piece.before[-1:]))


def other_doctors(letter: Sequence[Piece]) -> Term:
    """Read who else sees patients: in the practice, elsewhere by name, or help in finding one."""
    near = [piece for piece in letter if not (QUESTION.search(piece.text) or STANDS_IN.search(piece.text))]
    named = [piece for piece in near if NAMED_DOCTOR.search(piece.text) or _points_at_doctor(piece)]
    first = settle("other_doctors", named, OTHERS[:2])
    help_ = settle("other_doctors", near, OTHERS[2:])
    if first.span is None:
        return help_
    spans = (*first.also, *((help_.span,) if help_.span and help_.span != first.span else ()))
    return Term(first.field, first.state, first.value, first.span, (), tuple(dict.fromkeys(spans)))
