"""The letter by which a practice becomes one of members: whether a text is one, and what it says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.letters import contact, coverage, paying, places, records, staying
from bot.letters.dates import Day
from bot.letters.deadlines import days, letter_date
from bot.letters.pieces import Piece, pieces
from bot.letters.wordings import MODEL, NOT
from bot.vocabulary import Document, Term

FIELDS = (
    "letter_date", "changes_on", "join_by", "last_day_as_patient", "stays_open_to_nonmembers", "other_doctors", "records",
    "records_by", "fee", "places_limited", "medicare", "insurance_billed", "emergency_care_until", "deposit", "questions_to",
)  # fmt: skip
DATES = ("changes_on", "join_by", "last_day_as_patient", "records_by", "emergency_care_until")

PRACTICE_MODEL = (
    r"(?:membership|members[- ]only|members only|concierge|direct[- ](?:primary[- ])?(?:patient[- ])?care|\bdpc\b|retainer|subscription"
    r"|private membership|personal(?:ized)? (?:medicine|physicians?|care)|membership-based)"
)
BECOMES = re.compile(
    rf"\b(?:becom\w+|conver(?:t|ts|ting|sion)|transition\w*|switch\w*|mov(?:e|es|ing)|chang(?:e|es|ing)|turn(?:s|ing)? into|adopt\w*|go(?:es|ing)?|partner\w*|will be|joining|opens?|offer|starts?|ask|transform\w*|operat\w+|conduct\w*|launch\w*|reinvent\w*|elected|participation|is on|limit the size)\b[^.?!]{{0,70}}\b{PRACTICE_MODEL}"
    rf"|\b{PRACTICE_MODEL}[^.?!]{{0,25}}\b(?:starts|begins|opens|conversion|transition)\b"
    r"|\b(?:limit\w*|restrict\w*)\b[^.?!]{0,60}\b(?:who (?:enrol\w*|join|have|hold|become)|members)\b|\b(?:solely|only|exclusively) (?:to|for|by) [^.?!]{0,40}\b(?:who (?:enrol\w*|join|have|hold|become)|members)|\bsee (?:only members|members only)|\bas a membership practice"
)
ANNOUNCES = re.compile(
    r"^\W*(?:hi|hello|dear|greetings) (?:all|everyone)\b|\bthanks to everyone\b|^\W*(?:from|subject): |\ball my patients\b|\b(?:dear|hi|hey|hello|howdy|to (?:all|our|my|the)|notice to)\b[^.?!]{0,40}\b(?:patients?|friends?|famil\w+|neighbou?rs?|parents|folks|everyone|mr|mrs|ms|sir|madam)\b|\bdear [\w. ]{2,40}[,:]|^\W*(?:hello|hi) [\w. ]{2,30},|\bmy practice\b|\bour practice\b|\bour change\b|\bwe're changing\b|\bpatients of\b|\bchanges? (?:at|to|in) (?:dr|our|my)\b|\bfrom dr\b"
)
FUTURE = re.compile(
    r"\b(?:starting|beginning|effective|as (?:of|from)|commenc\w+|will|going|is (?:becoming|launching|turning|moving|changing)|i'm|becomes|transitions|goes|switching|come the|plans to|has (?:decided|chosen|elected|agreed)|the (?:switch|move|transition|conversion)|change to|upcoming)\b"
)
OUTSIDERS = re.compile(
    rf"\b(?:if|should|those|anyone|patients|families|people)\b[^.?!]{{0,40}}(?:{NOT}|\brather not|\bnot for you|\bchoose not|\bisn't (?:right|for)|\bdon't)\b[^.?!]{{0,40}}"
    r"|\bnot (?:for you|joining|everyone|to participate)\b|\beverybody else\b|\beveryone else\b|\bunless you\b|\bcan't or don't|\bin order to remain|\bdon't want to be|\bdo not execute|\bnon-?members?\b|\bif not\b|\bif you're out\b|\bif you would rather not|\bcease to act|\b(?:will|would) (?:no longer|not) be able to (?:see|care)"
    r"|\blast day\b|\bother physicians\b|\bwithout a membership\b|\blooking for (?:a|another) doctor|\bmay be seen here until"
)
CONTRACT = re.compile(
    r"\bthis (?:agreement|contract)\b|\bmember agrees\b|\bpatient agrees\b|\bthe parties\b|\bherein\b|\bgoverning law\b|\bsignature of (?:patient|member)"
)
OWN = re.compile(
    r"\b(?:i|i'm|i'll|we|we're|we'll|my|our|hers|his|dr|doctor|physicians?|practice|clinic|office|center|new model|the (?:switch|move|transition|conversion))\b"
)
EMPLOYED = re.compile(r"\byour employer\b|\bemployees?\b|\bpayroll\b|\bpay-?check")
CHANGES = re.compile(
    r"\b(?:my|our) (?:practice|office|clinic) (?:is|will be) (?:changing|different)|\bchange (?:to|in) (?:my|our|the) (?:practice|office|clinic)\b|\b(?:my|our) new (?:practice|model)\b"
)
GREETS = re.compile(
    r"^\W*(?:my )?(?:dear|hi|hey|hello|to)\b[^.?!]{0,25}\b(?:patients?|friends|famil\w+|neighbou?rs|all|everyone|parents|folks)\b"
)
ENOUGH = 2  # signs beside the fee
SOME_DAY = date(2026, 1, 1)  # which day it is does not matter here
RENEWS = re.compile(
    r"\byour (?:present|current|existing) [\w ]{0,30}membership\b|\bmembership (?:no|number|id)\b|\brenew (?:my|your) membership|\bcurrent members\b|\bas a (?:current|valued) member\b|\bdear members?\b"
)
MANY = 3  # sentences that speak of members
MOST_CONTRACT = 4  # sentences of a contract that a letter may quote


@dataclass(frozen=True)
class ConversionLetter:
    """What a letter says of a change to memberships; `base`: the day from which days without a year are counted."""

    terms: tuple[Term, ...]
    base: date
    undated: bool

    def __getitem__(self, field: str) -> Term:
        """Return the term of a field. Raises KeyError if there is no such field."""
        for term in self.terms:
            if term.field == field:
                return term
        raise KeyError(field)

    def day(self, field: str) -> Day | None:
        """Return the day that a field names, None where it names none or several."""
        value = self[field].value
        return value if isinstance(value, Day) else None


def is_conversion_letter(document: Document) -> bool:
    """Whether a text tells a practice's patients that it becomes one of members."""
    letter = pieces(document)
    said = [piece.text for piece in letter]
    if sum(1 for text in said if CONTRACT.search(text)) > MOST_CONTRACT or any(RENEWS.search(text) for text in said):
        return False
    if sum(1 for text in said if EMPLOYED.search(text)) > 1:
        return False
    if not any(map(ANNOUNCES.search, said)) or not any(map(OUTSIDERS.search, said)):
        return False
    changes = any(map(CHANGES.search, said)) and sum(1 for text in said if MODEL.search(text)) >= MANY
    return changes or any(map(_announced, letter)) or _amounts_to_one(document, said)


def _amounts_to_one(document: Document, said: Sequence[str]) -> bool:
    """Whether a letter to patients asks a fee of all who stay, by a day and of so many, whatever it calls that."""
    if not any(map(GREETS.search, said)):
        return False
    letter = read(document, SOME_DAY)
    signs = sum(letter[name].state != "silent" for name in ("join_by", "last_day_as_patient", "places_limited"))
    return letter["fee"].state != "silent" and signs >= ENOUGH


def _announced(piece: Piece) -> bool:
    """Whether a sentence, with the title above it, says that a practice will be one of members."""
    match = BECOMES.search(piece.text)
    if not match or piece.text.startswith("if ") or not OWN.search(piece.nearby):
        return False
    return bool(FUTURE.search(piece.nearby))


def read(document: Document, on: date) -> ConversionLetter:
    """Read a letter; where it has no day of its own, days are counted from `on` and said to be."""
    letter = pieces(document)
    own, dated = letter_date(letter, on)
    base = dated.on if dated and dated.on else on
    read_ = {"letter_date": own} | days(letter, own, base) | _promises(letter)
    read_["stays_open_to_nonmembers"] = staying.stays(letter, read_["last_day_as_patient"], read_["other_doctors"])
    return ConversionLetter(tuple(read_[name] for name in FIELDS), base, dated is None)


def _promises(letter: Sequence[Piece]) -> dict[str, Term]:
    """Read what is no day."""
    others = staying.other_doctors(letter)
    return {
        "other_doctors": others,
        "records": records.records(letter),
        "fee": paying.fees(letter),
        "places_limited": places.places_limited(letter),
        "medicare": coverage.medicare(letter, others),
        "insurance_billed": coverage.insurance(letter, others),
        "deposit": paying.deposit(letter),
        "questions_to": contact.questions_to(letter),
    }
