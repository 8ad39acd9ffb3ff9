"""What is read from a summary of benefits: each field with its value and the words that give it."""

from typing import Any, get_args

from bot.insurance import SERVICES, Service
from bot.vocabulary import Frozen, Span, State

GENERAL = (
    "plan_year", "coverage_for", "plan_type", "deductible", "family_deductible", "family_kind", "drug_deductible",
    "out_of_pocket_max", "family_out_of_pocket_max", "coinsurance", "referral_needed", "network_required",
    "hsa_eligible", "premium",
)  # fmt: skip
FIELDS: tuple[str, ...] = (*GENERAL, *SERVICES)
STATES: tuple[State, ...] = get_args(State)
NONE = "none"
"""The value of a limit or of a deductible of which the summary says that the plan has none."""

NAMES: dict[Service, str] = {
    "primary_care": "Primary care",
    "specialist": "Specialist visits",
    "urgent_care": "Urgent care",
    "mental_health": "Mental health care",
    "therapy": "Rehabilitation",
    "preventive": "Preventive care",
    "lab": "Blood work",
    "xray": "X-rays",
    "imaging": "Imaging",
    "emergency": "The emergency room",
    "inpatient": "Hospital stays",
    "outpatient": "Outpatient surgery",
    "generic_drug": "Generic drugs",
    "preferred_drug": "Preferred brand drugs",
    "nonpreferred_drug": "Non-preferred brand drugs",
    "specialty_drug": "Specialty drugs",
}
"""How a warning begins that is about a service."""


class Cost(Frozen):
    """What the member pays a network provider for a service: dollars a use, or a share from 0 to 1.

    `before_deductible`: from the first dollar. `unpriced` is why neither says exactly what is paid, if so.
    """

    copay: float | None = None
    coinsurance: float | None = None
    before_deductible: bool = False
    free_visits: int | None = None
    covered: bool = True
    unpriced: str = ""

    @property
    def is_priced(self) -> bool:
        """Whether a year of care can be reckoned with it."""
        return self.covered and not self.unpriced


class BenefitTerm(Frozen):
    """What a summary says of one field; the quote is the document's text at `span`. Silent terms have neither.

    The value of a service is a `Cost`. Where places disagree, it is that of the first, and the state `conflicting`.
    """

    field: str
    state: State = "silent"
    value: Any = None
    span: Span | None = None

    @property
    def stated(self) -> Any:
        """Return the value where it is stated and beyond doubt."""
        return self.value if self.state == "stated" else None


class BenefitSummary(Frozen):
    """A summary as read: one term for each of FIELDS, and what of it cannot be priced exactly."""

    name: str | None = None
    terms: tuple[BenefitTerm, ...]
    warnings: tuple[str, ...] = ()

    def __getitem__(self, field: str) -> BenefitTerm:
        """Return the term of a field. Raises KeyError for none of FIELDS."""
        for term in self.terms:
            if term.field == field:
                return term
        raise KeyError(field)
