"""Clauses that speak against the rule for health savings accounts: other payments, and care that the rule leaves out.

Each kind has its cues; what a cue gives is how plainly the clause speaks: "fails", or "unclear" where a person has to
see what is meant. Internal Revenue Code 223(c)(1)(E): primary care alone, from primary care clinicians, a fixed
periodic fee as the sole payment; no general anesthesia, no prescription drugs but vaccines, no unusual lab tests.
"""

import re

from bot.contracts.reading.cues import Cue, Field, Skip
from bot.contracts.reading.patterns import Pattern, either, near, then, words
from bot.contracts.reading.wordings import FEES

FAILS, UNCLEAR = "fails", "unclear"
SUM = re.compile(r"\$ ?\d[\d,]*(?:\.\d\d)?")  # without a name, so that it may stand twice in a wording

# Payments besides the fee

CARE = words("office, sick, in-person, medical, primary-care, follow-up, routine, clinic, well, urgent, doctor's")
A_VISIT = words("visit[s], appointment[s], consult*, encounter[s]")
EACH = words("per, each, every, for each, for every, at each, at every, a")
PER_VISIT = then(EACH, 12, A_VISIT)
VISIT_FEE = then(A_VISIT, words("fee[s], charge[s], copay*"))
COPAY = words("co-pay*")
PAID = words("pay[s], paid, due, owe[s], charge*, collect*, cost[s], bill*, appl(y|ies), fee")
NONE = words("no, not, *n't, never, without, cannot, neither, nor, zero, waive*, eliminat*, instead of, free, avoid*")
OTHERS = words(
    """no-show*, miss*, late, cancel*, resched*, non-member[s], non member*, without [a] membership, value*, worth, sav*, would,
    usual, typical*, average, fee-for-service, if you leave, emergency room, er, specialist[s], hospital, health plan,
    insurance, insurer*, medicare, for example, home, house, after-hours, travel, out-of-state, physical therapy, massage,
    guest*, of a member, not enrolled, before you join"""
)
BEYOND_CAP = words("additional, extra, further, beyond, after the first, exceed*, more than, over")
SPECIAL = words(
    "home visit[s], house call[s], after-hours, after hours, weekend*, same-day, video visit*, telehealth, urgent visit*"
)
BY_USE = words(
    "use, usage, utilization, how often, how many, number of (visits|appointments)*, services used, each use"
)
VARIES = words("depend*, based on, varies, vary, according to, adjusted")
VISIT_CHARGE = Field(
    "visit_charge",
    either(A_VISIT, COPAY),
    (
        Cue("A copay of $20 is due.", near(COPAY, 40, SUM), FAILS, 3, unless=either(NONE, BEYOND_CAP)),
        Cue("You pay a copay each time.", near(PAID, 30, COPAY), FAILS, 3, unless=either(NONE, BEYOND_CAP)),
        Cue("You pay $15 for each visit.", then(SUM, 20, PER_VISIT), FAILS, 3, unless=either(NONE, BEYOND_CAP)),
        Cue("Each visit costs $15.", then(EACH, 12, A_VISIT, 25, SUM), FAILS, 3, unless=either(NONE, BEYOND_CAP)),
        Cue("The visit fee is $15.", then(VISIT_FEE, 25, SUM), FAILS, 3, unless=either(NONE, BEYOND_CAP)),
    ),
    (Skip("another charge, or that of others, is spoken of", OTHERS, where="titled"),),
)
EXTRA_CHARGE = Field(
    "extra_charge",
    either(A_VISIT, SPECIAL),
    (
        Cue("Extra visits cost $40.", then(BEYOND_CAP, 60, A_VISIT, 40, SUM), UNCLEAR, 3),
        Cue("Visits beyond the tenth cost $40.", then(A_VISIT, 30, BEYOND_CAP, 40, SUM), UNCLEAR, 3),
        Cue("Extra visits are $40 each.", then(BEYOND_CAP, 20, A_VISIT, 40, PAID), UNCLEAR, 2),
        Cue("A house call costs $75.", near(SPECIAL, 40, SUM), UNCLEAR, 3, unless=NONE),
    ),
    (
        Skip(
            "an appointment is missed", words("no-show*, miss*, late, cancel*, resched*, non-member[s], value*, worth")
        ),
    ),
)
FEE_NOT_FIXED = Field(
    "fee_not_fixed",
    FEES,
    (
        Cue("Your fee depends on how many visits you had.", then(FEES, 30, VARIES, 40, BY_USE), UNCLEAR, 3),
        Cue("It is adjusted by usage.", then(words("fee*, rate*, dues, it"), 25, VARIES, 20, BY_USE), UNCLEAR, 3),
    ),
    (Skip("it does not", words("not, *n't, never, regardless, no matter")),),
)

# What the fee is for

THE_FEE = words("fee[s], retainer, dues")
AMENITIES = words(
    """amenit*, enhanced access, non-medical, non-clinical, non-covered, not covered by (insurance|medicare|your|any)*,
    not otherwise covered"""
)
MEDICAL_CARE = words("[any] (medical|clinical|health care) (care|service|treatment)*")
NOT_FOR_CARE = either(
    then(words("not, no part, none, *n't"), 50, words("for, cover[s], buy[s], include[s]"), MEDICAL_CARE),
    then(THE_FEE, 30, words("not"), 30, words("for, cover[s], buy[s], include[s]"), MEDICAL_CARE),
)

# Care that the fee covers

GIVEN = words(
    "included, covered, at no (extra|additional|further) (charge|cost|fee), at no (charge|cost), free, part of"
)
GIVES = words(
    """include[s], including, included, cover[s], covered, comes with, you (get|receive), we (provide|offer|give), provides,
    offers, entitles"""
)
INCLUDED_LIST = words(
    """included, includes, include, covered, covers, what you get, you (get|receive), benefits of membership,
    services (provided|we provide), we provide"""
)
LEFT_OUT = words(
    """not, *n't, cannot, never, neither, nor, exclud*, exclusion[s], except, other than, separate*, referral[s], refer[red],
    coordinat*, insurance, insurer*, no (medication|drug|lab|surger|procedure)*, billed, discount*, wholesale, reduced, at cost,
    at (your|our|the) [own] (cost|expense), for purchase, for sale, at extra cost, for an extra, a la carte, card, order*"""
)
DRUG_SERVICES = words(
    """(medication|medicine|drug) (management|review|reconciliation|refill|list|counsel|check|monitor|adjust|interaction
    |question|safety)*, refill*, prescribe*, prescribing, e-prescrib*, pharmac*, manage*, review*, advice, discuss*"""
)
DRUGS = words(
    """medication[s], medicine[s], prescription (drug|medication|medicine)*, generics, generic (drug|medication)*,
    antibiotic*"""
)
FIELDS_OF_MEDICINE = words("(family|internal|functional|lifestyle|preventive|sports|regenerative|integrative) medicine")
UNUSUAL_TESTS = words(
    """genetic*, genom*, micronutrient*, hormone (panel|test)*, food sensitivit*, heavy metal*, functional [medicine] (lab|test)*,
    specialty lab*, advanced (lipid|cardi|lab|biomarker|blood)*, microbiome, stool test*, telomere*, biological age,
    multi-cancer, cancer blood test*, epigenetic*"""
)
OTHER_CARE = words(
    """surger*, surgical care, specialist care, specialty care, cardiolog*, hospital (care|stay)*, emergency room*, inpatient,
    chiropract*, acupunctur*, massage*, botox, aesthetic*, cosmetic*, iv (therapy|drip|infusion|nutrition)*,
    personal train*, gym, fitness (class|center|studio)*, physical therapy, dental, psychotherap*, spa, full-body scan*,
    mri[s], ct scan*, stem cell*"""
)
MINOR_SURGERY = words("(minor|small|skin) (surger|procedure|surgical)*")
ANESTHESIA = words("general anesthe*, general anaesthe*")
ITEM = "[^.;]{0,25}"  # about a name in a list


def covered(name: str, care: Pattern, example: str, finding: str, unless: Pattern) -> Field:
    """Return the field that finds clauses by which the fee covers some care.

    Where only the list that it stands in says so, it is unclear.
    """
    item = re.compile(rf"^{ITEM}(?:{care.pattern}){ITEM}[.;]?$")
    return Field(
        name,
        care,
        (
            Cue(example, either(then(GIVES, 90, care), then(care, 60, GIVEN)), finding, 3, unless=unless),
            Cue(example, item, UNCLEAR, 2, unless=unless, under=INCLUDED_LIST),
        ),
        (
            Skip("it is left out, or paid for apart", LEFT_OUT),
            Skip("the heading names what is left out", LEFT_OUT, where="nearest"),
        ),
    )


FIELDS = (
    VISIT_CHARGE,
    EXTRA_CHARGE,
    FEE_NOT_FIXED,
    covered("drugs", DRUGS, "The fee covers common generics.", FAILS, either(DRUG_SERVICES, FIELDS_OF_MEDICINE)),
    covered("anesthesia", ANESTHESIA, "It includes procedures under general anesthesia.", FAILS, words("without")),
    covered("labs", UNUSUAL_TESTS, "A genetic test is included.", UNCLEAR, words("without")),
    covered("beyond_primary_care", OTHER_CARE, "You get a massage each month.", UNCLEAR, MINOR_SURGERY),
    Field(
        "amenity",
        words("fee[s], retainer, membership, dues"),
        (
            Cue("The fee pays for enhanced access.", then(THE_FEE, 60, AMENITIES), UNCLEAR, 3),
            Cue("No part of the fee pays for medical care.", NOT_FOR_CARE, UNCLEAR, 3),
        ),
    ),
)
