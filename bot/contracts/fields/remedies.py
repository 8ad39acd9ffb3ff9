"""What a patient can do when the practice breaks its word: refunds, steps to settle it, where to complain."""

import re
from collections.abc import Sequence

from bot.contracts.reading.cues import Field, Finding
from bot.contracts.reading.lines import Line
from bot.contracts.reading.patterns import Pattern, either, near, then, words
from bot.vocabulary import Span, Term

COMPLAIN = words(
    """
        complain*, grievance*, report*, file (a|any) _ (concern|complaint|report), contact, concern*, raise,
        submit, reach, question*, dissatisf*, unhappy, not satisfied, unsatisf*, violat*, right to"""
)
COMPLAINT = words("complain*, grievance*, file a report, report (a|any) (violation|concern), lodge*")
BOARD = words(
    """
        (medical|nursing|state|licensing|osteopathic|healing arts) board,
        board of (medicine|medical|nursing|osteopathic|registration|healing|physician*|licensure)*,
        medical examiners, medical [quality assurance] commission, licensing (authority|agency),
        state medical society"""
)
INSURANCE_OFFICE = words(
    """insurance commissioner*, commissioner of insurance, (department|division|bureau|office) of [the] insurance*,
    insurance (department|division|bureau|administration)"""
)
AGENCY = words(
    """
        attorney general*,
        department of (health|consumer|commerce|licensing|professional|community health|public health|regulatory)*,
        health department, consumer protection [division|agency|office|bureau], state agency,
        better business bureau, agency for health*, division of (consumer|professional)*"""
)
CIVIL_RIGHTS = words("office for civil rights, secretary of health*, department of health and human services, hhs, ocr")
ADVOCATE = words("patient advocate*, ombudsman*, ombuds*, patient relations, patient representative")
FIRST_STEP = either(
    then(
        words(
            "complain*, grievance*, unhappy, dissatisf*, not satisfied, concern*, dispute[s],"
            " disagree*, problem*, disputed"
        ),
        90,
        words(
            """
        call _ _ (manager|office|practice|administrator)*, (to|with) [our|the] [practice|office|clinic] manager,
        tell us, let us know, contact (us|the practice|the office|our|me), speak (to|with) (us|the|your|our),
        talk to (us|the|your), (first|attempt|try) _ to (talk|resolve|settle|negotiate|discuss),
        raised [directly] with (the practice|us), in writing, good faith negotiation*, conversation, informal*,
        settle * by (talking|conversation), bring (it|them) to"""
        ),
    ),
    then(
        words("unhappy, dissatisf*, not satisfied, disagree*, grievance*"),
        20,
        words("call, talk, tell, speak, write, e-mail"),
    ),
    words(
        "grievance (procedure|process|policy)*, complaint (procedure|process|policy)*,"
        " negotiate in good faith, the parties (will|shall) first (try|attempt|talk|meet|confer)*"
    ),
)
MEDIATE = words("mediation, mediator*, mediate*")
SMALL_CLAIMS = words("small claims")
COURT = re.compile(
    r"\b(?:keeps? (?:all )?(?:your|the) rights? to (?:go to|sue in) court"
    r"|right to (?:bring a claim|go to|sue|a trial)[^.]{0,20}\bcourts?"
    r"|retains? the right to (?:sue|a jury))\b"
)
BACK = words(
    "refund*, return*, reimburs*, pay back, paid back, credit*, given back, give back,"
    " sent back, waive*, not owed, no (exit|termination|cancellation|early) fee*,"
    " not be charged, not charged, no charge"
)
PRACTICE_FAILS = then(
    words("practice, clinic, we, company, physician, doctor, provider, clinician, dr"),
    40,
    words(
        """
        breach*, default*, fail* to (provide|perform|deliver|furnish|keep|comply),
        not (provide|perform|comply|honor|keep), unable to (provide|continue|perform),
        cannot (provide|continue), stop* (providing|offering)"""
    ),
)
LEAVES = then(
    words("practice, clinic, we, physician, doctor, provider, dr"),
    45,
    words(
        "retire*, dies, die, leave*, has left, close*, clos*, disabled, cease*, sold, moves, relocate*, discontinue*"
    ),
)
WE_END = then(words("practice, clinic, we, company"), 30, words("terminate*, end[s], cancel*, withdraw*"))
WITHOUT_FAULT = words(
    "without cause, without fault, no fault, is the one who ends, for convenience, for any other reason"
)
CURE = then(words("breach, default"), 120, words("terminate*, end, cancel, cure*, cured"))
ESTIMATE = then(words("dispute*"), 70, words("bill*, estimate*"))
NO_REPRISAL = words(
    """
        no [one|body] _ _ _ (against you|retaliat*|penal*), not retaliat*, without (fear of|any) retaliation,
        not be (penalized|treated differently|retaliated)*, nobody will be treated differently,
        hold it against you"""
)
EITHER_PARTY = words("either party, each party, a party, other party, either one")

OF_BILLS = words(
    """
        insurance (company|claim|carrier) _ _ (complain|appeal)*, symptom*, chief complaint, health concern*,
        urgent concern*, medical concern*, medical question*, acute concern*, registered with, not regulated by,
        not (licensed|overseen) by, membership questions, insurance fraud, report to (the|my|your) doctor,
        board-certified, board-eligible"""
)

REMEDIES: tuple[tuple[str, Pattern, Pattern | None], ...] = (
    ("complaint to the medical board", near(COMPLAIN, 140, BOARD), None),
    ("complaint to the insurance commissioner", near(COMPLAINT, 140, INSURANCE_OFFICE), None),
    ("complaint to a state agency", near(COMPLAINT, 140, AGENCY), None),
    ("complaint to the federal Office for Civil Rights", near(COMPLAIN, 140, CIVIL_RIGHTS), None),
    ("patient advocate", near(COMPLAIN, 120, ADVOCATE), None),
    ("talk to the practice first", FIRST_STEP, None),
    ("mediation", MEDIATE, words("not be subject to mediation, no mediation")),
    ("small claims court", SMALL_CLAIMS, None),
    ("right to go to court kept", COURT, words("waive*, give up, gives up the")),
    (
        "refund if the practice does not perform",
        near(BACK, 140, PRACTICE_FAILS),
        words("not (be )?refund*, no refund*, non-refundable"),
    ),
    ("refund if the doctor leaves or the practice closes", near(BACK, 240, LEAVES), words("records, chart*")),
    ("refund if the practice ends it", near(BACK, 120, then(WE_END, 60, WITHOUT_FAULT)), None),
    ("end it for breach", then(EITHER_PARTY, 120, CURE), None),
    ("dispute a bill above the estimate", ESTIMATE, None),
    ("no penalty for complaining", NO_REPRISAL, None),
)
ORDER = [name for name, _, _ in REMEDIES]
NO_REFUND = re.compile(
    r"\b(?:no|not|never|non)[ -](?:be )?(?:\w+ )?(?:refund|return|reimburs|credit)|n't (?:be )?(?:refund|return|credit)"
)
EXCEPTED = re.compile(r"\b(?:except|unless|exception|but|however|other than)\b")
PATIENT_FAILS = re.compile(r"\b(?:you|patient|member|client|beneficiary)\b[^.;]{0,40}\b(?:breach|default|fail)")


def remedies(line: Line) -> list[str]:
    """Return the remedies and the places for complaints that a clause names."""
    text = line.text
    if OF_BILLS.search(text) or text.endswith("?"):
        return []
    found = []
    for name, pattern, unless in REMEDIES:
        searched = text if pattern.search(text) else line.antecedent and f"{line.antecedent} {text}"
        if not searched or not pattern.search(searched) or (searched is not text and name not in FOLLOWED):
            continue
        if unless and unless.search(text):
            continue
        if name.startswith("refund") and (
            (NO_REFUND.search(text) and not EXCEPTED.search(text)) or PATIENT_FAILS.search(text)
        ):
            continue
        found.append(name)
    return found


FOLLOWED = frozenset(
    ("complaint to the medical board", "complaint to the insurance commissioner", "complaint to a state agency")
)


def find(lines: Sequence[Line]) -> list[Finding]:
    """Return every remedy."""
    return [Finding(line.clause, name, 3.0) for line in lines for name in remedies(line)]


def settle(subject: Field, found: list[Finding]) -> Term:
    """Return the remedies, each once, behind the clause that names most."""
    names = {finding.value for finding in found}
    counts: dict[Span, int] = {}
    for finding in found:
        counts[finding.span] = counts.get(finding.span, 0) + 1
    first = max(counts, key=lambda span: counts[span])
    return Term(
        subject.name,
        "stated",
        [name for name in ORDER if name in names],
        first,
        (),
        tuple(span for span in counts if span != first),
    )


FIELD = Field(
    "remedies_and_complaints",
    words(
        """
        complain*, grievance*, mediat*, dispute*, disagree*, board, commission*, department, attorney general,
        breach*, default*, refund*, return*, advocate*, ombuds*, small claims, unhappy, dissatisf*,
        civil rights, court, fail*, retire*, clos*, report, waive*, not owed, paid back, sent back"""
    ),
    find=find,
    settle=settle,
)
