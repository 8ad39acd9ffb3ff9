"""Between whom the agreement is: the practice by its name, the patient by the word used, and an employer who pays."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from bot.contracts.reading.cues import Field, Finding
from bot.contracts.reading.lines import Line
from bot.contracts.reading.patterns import words
from bot.contracts.reading.quantities import PLAIN_MARKS
from bot.vocabulary import Term

LONGEST = 90  # characters of a name
PATIENTS = r"(?:direct |enrolled )?(?:patient|member|client|subscriber|beneficiary|enrollee|participant|resident|customer|user|guest)s?"
PEOPLE = rf"you|yourself|me|undersigned|individuals?|persons?|people|{PATIENTS}|guardians?|parents?|famil(?:y|ies)|woman|man|adults?|households?"
PATIENT = re.compile(rf"\b(?:{PATIENTS})\b", re.IGNORECASE)
PERSON = re.compile(
    rf"^\W*(?:(?:each|the|an?|any|all|new|of|adult|legal|responsible|prospective) )*(?:{PEOPLE})\b", re.IGNORECASE
)
EMPLOYER = re.compile(r"\b(?:employer|sponsor|plan sponsor|group)\b", re.IGNORECASE)
OURSELVES = re.compile(r"\b(?:practice|clinic|company|provider|physician|doctor|we|us|our|i)\b", re.IGNORECASE)

SUFFIX = (
    r"(?:P\.?L\.?L\.?C|L\.?L\.?C|Inc|P\.?C|P\.?A|P\.?S|S\.?C|L\.?L\.?P|L\.?P|Ltd|Corp|M\.?D|D\.?O|N\.?P|FACP|APRN)\b\.?"
)
DEFINED = r"\s*[(\[](?P<{0}>[^()\[\]]*[\"'][^()\[\]]+)[)\]]"
BETWEEN = re.compile(
    r"\b(?:(?:between|among)\b:?|parties:)\s*"
    rf"(?P<one>[^()]{{2,170}}?)(?:{DEFINED.format('one_word')}(?:,?\s[^()]{{0,60}}?)?,?|,)?\s+\band\b:?\s+"
    rf"(?P<two>[^()]{{2,220}}?)(?:{DEFINED.format('two_word')}|(?<!\.\w)(?<!inc)(?<!ltd)(?<!dr)(?<!corp)[.;]\s|[.;]?$)",
    re.IGNORECASE,
)
BETWEENS = re.compile(r"\b(?:(?:between|among)\b|parties:)", re.IGNORECASE)
MOST = 6  # places of such a word in a sentence
AGREE = re.compile(
    rf"^\W*(?:\d+[.)]\s*)?(?P<one>[A-Z][^()]{{2,120}}?){DEFINED.format('one_word')},? and "
    rf"(?P<two>[^()]{{2,160}}?){DEFINED.format('two_word')},? (?:hereby )?(?:agree|enter)"
)
ENGAGES = re.compile(
    rf"^\W*(?:\d+[.)]\s*)?(?:[A-Z]\w+[.:] )?(?P<two>[^()]{{2,80}}?){DEFINED.format('two_word')},? (?:hereby )?(?:engages|retains|hires|contracts with|enrolls with|joins)"
    rf" (?P<one>[A-Z][^()]{{2,120}}?)(?:{DEFINED.format('one_word')}| (?:to|for|as) )"
)
MEANS = re.compile(
    r"(?P<word>\"[^\"]{1,30}\"(?:(?:,| and| or|, and|, or)? \"[^\"]{1,30}\")*),? (?:shall )?(?:means?|refers? to|is|are)\b:?"
    r" (?P<who>[^\"]{2,160})"
)

CUT = re.compile(  # what follows a name
    r",? (?:an? (?=[A-Za-z -]*(?:professional|limited|corporation|company|partnership|organization|practice|medical|corp))|located|whose|with (?:its|offices)|"
    r"doing business|d/b/a|dba|organized|having|which|who|that|at \d|on behalf|and its|and the|and any|\(?herein|referred|by and through"
    r"|of \d|including|for|to furnish|to provide)\b.*$"
)
LEADING = re.compile(
    r"^(?:the parties,? |the practice,? |our practice,? |us,? at |us at |us,? |we,? at )", re.IGNORECASE
)
NAME = re.compile(rf"^(?:Dr\. [A-Z]|[A-Z][\w&'.-]*(?:[ ,]+(?:[A-Z&\d][\w&'.-]*|of|the|and|for|at|in|{SUFFIX}))*[.]?$)")
SHORTENED = re.compile(r"(?:\.[A-Z]|\b(?:Inc|Ltd|Corp))$")
NOT_A_NAME = re.compile(
    r"^(?:the|this|that|these|you|your|we|us|our|i|me|any|each|all|patient|member|practice|clinic|company|physician|doctor|provider"
    r"|employer|party|parties|january|february|march|april|may|june|july|august|september|october|november|december|monday|sunday"
    r"|visits?|services?|agreement)s?\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Side:
    """One side of an agreement: what it is called and the words that stand for it."""

    text: str
    word: str

    @property
    def is_employer(self) -> bool:
        """Whether an employer or another sponsor stands here."""
        return bool(EMPLOYER.search(self.word or self.text[:40]))

    @property
    def is_patient(self) -> bool:
        """Whether a patient stands here, by the word or by what is said of him."""
        if self.word and OURSELVES.search(self.word) and not PATIENT.search(self.word):
            return False
        return bool(
            PATIENT.search(self.word) or PERSON.match(self.text) or re.search(r"\byou\b", self.word, re.IGNORECASE)
        )

    @property
    def name(self) -> str | None:
        """The name of a practice or a company, None where a blank or a description stands."""
        bare = LEADING.sub("", self.text.strip(" ,:;-"))
        bare = CUT.sub("", bare).removesuffix(" and").strip(" ,:;-")
        bare += "." if SHORTENED.search(bare) else ""
        sound = NAME.match(bare) and not NOT_A_NAME.match(bare) and "__" not in bare and len(bare) <= LONGEST
        return bare if sound else None

    @property
    def patient(self) -> str:
        """The word for the patient: Member rather than you, where both are used."""
        named = PATIENT.search(self.word or (self.text if PERSON.match(self.text) else ""))
        if named:
            return singular(named.group())
        return (
            "you"
            if re.search(r"\byou", f"{self.word} {self.text}", re.IGNORECASE)
            else self.word.strip(" ,\"'") or "you"
        )


def singular(word: str) -> str:
    """Return one patient of several.

    >>> singular("Beneficiaries"), singular("Members")
    ('Beneficiary', 'Member')
    """
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


def raw(line: Line) -> str:
    """Return a clause as it is written, with single spaces and plain quotation marks."""
    return " ".join(line.clause.text.translate(PLAIN_MARKS).replace("(s)", "s").split())


def value(one: Side, two: Side) -> dict[str, Any] | None:
    """Say who is who of two sides; None where that is not certain."""
    if one.is_patient and not two.is_patient:
        one, two = two, one
    if one.is_employer and not two.is_employer:
        one, two = two, one
    if one.is_patient or one.is_employer:
        return None
    if two.is_employer and not two.is_patient:
        return {"practice": one.name, "patient": None, "employer": two.name or two.word.strip(" \"'") or "employer"}
    if not two.is_patient or (one.name is None and not OURSELVES.search(f"{one.word} {one.text}")):
        return None
    return {"practice": one.name, "patient": two.patient}


def joined(lines: Sequence[Line]) -> Iterator[tuple[Line, str]]:
    """Yield each line with what its sentence may go on with: "P.S." or a line break looks like its end."""
    texts = [raw(line) for line in lines]
    for place, line in enumerate(lines):
        text = texts[place]
        if STARTS.search(text):
            following = [texts[at] for at in range(place + 1, min(place + 3, len(lines)))]
            text = " ".join((text, *following))
        yield line, text


STARTS = re.compile(r"\b(?:between|among|parties|engages|retains)\b|[\"(][\w ]+[\")]", re.IGNORECASE)


def defined(lines: Sequence[tuple[Line, str]]) -> list[Finding]:
    """Read the parties from definitions: "Practice" means Elm Clinic, "you" means the patient."""
    practice: tuple[Line, str] | None = None
    patient = None
    for line, _ in lines:
        for match in MEANS.finditer(raw(line)):
            side = Side(match["who"].split(' and "')[0].rstrip(". "), match["word"])
            if PATIENT.search(side.word) or (side.is_patient and "you" in side.word.lower()):
                patient = patient or side.patient
            elif practice is None and (OURSELVES.search(side.word) or side.word[1:6] in side.text) and side.name:
                practice = (line, side.name)
    if practice is None or patient is None:
        return []
    return [Finding(practice[0].clause, {"practice": practice[1], "patient": patient}, 2.5)]


def betweens(text: str) -> Iterator[re.Match[str]]:
    """Yield the places of BETWEEN, tried at its first words alone and at few of these: each try is slow."""
    done = 0
    for first in islice(BETWEENS.finditer(text), MOST):
        if first.start() >= done and (match := BETWEEN.match(text, first.start())):
            yield match
            done = match.end()


def find(lines: Sequence[Line]) -> list[Finding]:
    """Read the parties from the sentence that names both, else from definitions."""
    read = list(joined(lines))
    found = []
    for line, text in read:
        for matches in (betweens(text), AGREE.finditer(text), ENGAGES.finditer(text)):
            for match in matches:
                if match.start() > len(raw(line)):
                    break
                sides = [Side(match[part], match[f"{part}_word"] or "") for part in ("one", "two")]
                who = value(*sides)
                if who and (who["practice"] or sides[0].word or sides[1].word):
                    found.append(Finding(line.clause, who, 3 if who["practice"] else 2))
                    break
    return found or defined(read)


def settle(subject: Field, found: list[Finding]) -> Term:
    """Settle on the first of the clearest: addenda further down are between others."""
    best = max(found, key=lambda finding: finding.weight)
    return Term(subject.name, "stated", best.value, best.span)


FIELD = Field(
    "parties",
    words(
        """between, among, parties, mean, means, engages, retains, hires, agree as follows, refer[s] to,
        undersigned, signing, signs, named"""
    ),
    settle=settle,
    find=find,
)
