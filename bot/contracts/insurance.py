"""Whether the agreement says that it is not insurance."""

import re

from bot.contracts.cues import Cue, Field

COVER = r"(?:insurance|(?:policy|contract) of insurance|health plan|health coverage|health care coverage|minimum essential coverage|insurance (?:plan|policy|product|contract))"
NOT = r"(?:\bnot\b|n't\b|\bnever\b|\bneither\b|\bnor\b|\bno\b)"
BILLING = re.compile(
    r"^[^.;]{0,40}\b(?:bill\w*|accept\w*|participat\w+|contract\w*|fil(?:e|es|ing)|submit\w*|reimburs\w+|take|network|requir\w+|need\w*|covered|guarantee\w*|represent\w*|have|carry|use|pay|cancel|drop|matter|affect)\b"
)
PAID_BY = re.compile(
    r"\b(?:not|n't)\b[^.;]{0,30}\b(?:bill|accept|participate|contract(?:ed)? with|file|submit|reimburs\w+|in-network|take|covered by|paid by|process)\b[^.;]{0,40}\binsur"
)

FIELD = Field(
    "not_insurance_statement",
    (
        Cue(
            re.compile(
                rf"\b(?:is|are|am|be|was|does|do|shall|will|constitutes?|considered)\b[^.;]{{0,25}}{NOT} (?:(?:be|an?|any|the|constitute|considered|provide|offer|act as|serve as|function as|intended (?:to be|as)|equivalent to|the same as|form of|type of|kind of|comprehensive|health|medical|traditional|individual|major)\b[ ,/]*(?:or )?)*{COVER}"
            ),
            True,
            3,
        ),
        Cue(
            re.compile(
                rf"{NOT} (?:an? |any |meant as |intended as |a form of |your )?(?:(?:health|medical|comprehensive|traditional|substitute for)\s+)*{COVER}\b"
            ),
            True,
            3,
            unless=PAID_BY,
            after=re.compile(
                r"^[^.;]{0,15}\b(?:billing|claims?|required|needed|necessary|accepted|card|networks?|compan\w+|hassles?|paperwork|red tape|middle\w*|copay\w*)\b"
            ),
        ),
        Cue(
            re.compile(
                rf"{NOT}[^.;]{{0,35}}\b(?:replac\w+|substitut\w+|in (?:place|lieu) of|take the place of|instead of|satisf\w+|qualif\w+ as|meet\w*|fulfill?\w*|count\w* as|constitut\w+|provid\w+|act as|equal)\b[^.;]{{0,60}}\b(?:insurance|health plan|health coverage|medical coverage|coverage (?:mandate|requirement)|individual mandate|minimum essential|affordable care)"
            ),
            True,
            2.8,
            unless=PAID_BY,
        ),
        Cue(
            re.compile(
                r"\b(?:isn't|aren't|not|rather than|different from|separate from|alternative to) (?:health )?insurance\b"
            ),
            True,
            2,
            after=BILLING,
            unless=PAID_BY,
        ),
    ),
)
