"""The summary: an insurance plan's Summary of Benefits and Coverage, read in whatever shape its text is sent."""

from collections import Counter
from collections.abc import Iterable

from bot.benefits import header, questions, services
from bot.benefits.form import EXPLAINED, QUESTIONS, Form
from bot.benefits.plan import as_plan
from bot.benefits.terms import FIELDS, BenefitSummary, BenefitTerm, Cost
from bot.benefits.wording import fold, spaced
from bot.vocabulary import Document

__all__ = ["BenefitSummary", "BenefitTerm", "Cost", "as_plan", "is_summary", "read"]

SIGNS = (
    spaced(r"summary of benefits (?:and|&) coverage"),
    spaced(r"common medical event"),
    spaced(r"services you may need"),
    spaced(r"why this matters"),
    spaced(r"if you visit a health care"),
    spaced(r"primary care visit to treat"),
    spaced(r"diagnostic test"),
    spaced(r"facility fee"),
    spaced(r"physician ?/ ?surgeon fees"),
    spaced(r"emergency medical transportation"),
    spaced(r"non~preferred brand"),
    spaced(r"preventive care ?/ ?screening"),
    *QUESTIONS.values(),
    EXPLAINED,
)
ENOUGH = 4
"""So many phrases of the federal form: an agreement that speaks of insurance has one or two."""


def is_summary(document: Document) -> bool:
    """Whether a text is a Summary of Benefits and Coverage, or a good part of one."""
    folded = fold(document.text)
    return sum(bool(sign.search(folded)) for sign in SIGNS) >= ENOUGH


def read(document: Document) -> BenefitSummary:
    """Read every field of a summary; what it does not speak of is silent."""
    form = Form(document.text)
    told = _first([*questions.read(form), *header.read(form)])
    warnings = list(questions.warnings(form))
    warnings += _settle_deductible(form, told)
    warnings += _settle_limits(told)
    eligible = told.get("hsa_eligible")
    found = services.read(form, hsa=bool(eligible and eligible.stated))
    told |= {term.field: term for term in found.terms}
    told.setdefault("network_required", found.outside)
    if common := _coinsurance(found.terms):
        told["coinsurance"] = common
    if told.get("out_of_pocket_max") and told["out_of_pocket_max"].value == "none":
        warnings.append("The plan has no out-of-pocket limit: a bad year can cost any sum.")
    terms = tuple(told.get(field) or BenefitTerm(field=field) for field in FIELDS)
    return BenefitSummary(name=header.name(form), terms=terms, warnings=(*warnings, *found.warnings))


def _first(terms: Iterable[BenefitTerm]) -> dict[str, BenefitTerm]:
    """Return terms by field, those without a quote left out; the first of a field stands."""
    told: dict[str, BenefitTerm] = {}
    for term in terms:
        if term.span:
            told.setdefault(term.field, term)
    return told


def _settle_deductible(form: Form, told: dict[str, BenefitTerm]) -> list[str]:
    """Compare the deductible with that of the coverage examples, which speaks where the question was not read."""
    example, asked = questions.example_deductible(form), told.get("deductible")
    if example is None:
        return []
    if asked is None:
        told["deductible"] = example
        return []
    family = told.get("family_deductible")
    if example.value in (asked.value, family and family.value):
        return []
    told["deductible"] = asked.model_copy(update={"state": "conflicting"})
    return [
        f"The deductible is ${asked.value:,.0f} at the top of the summary and ${example.value:,.0f} in its coverage examples."
    ]


def _settle_limits(told: dict[str, BenefitTerm]) -> list[str]:
    """Doubt limits that cannot both be meant: a maximum below its deductible, a family's below a member's."""
    pairs = (
        ("deductible", "out_of_pocket_max"),
        ("family_deductible", "family_out_of_pocket_max"),
        ("deductible", "family_deductible"),
        ("out_of_pocket_max", "family_out_of_pocket_max"),
    )
    warnings = []
    for less, more in pairs:
        low, high = (told[one].stated if one in told else None for one in (less, more))
        if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
            told[more] = told[more].model_copy(update={"state": "conflicting"})
            warnings.append(f"${high:,.0f} cannot be meant where the summary also says ${low:,.0f}: one was misread.")
    return warnings


def _coinsurance(terms: tuple[BenefitTerm, ...]) -> BenefitTerm | None:
    """Return the share that most services have; of two as common, the greater."""
    shares = [
        term
        for term in terms
        if isinstance(term.value, Cost) and term.value.is_priced and term.value.coinsurance is not None
    ]
    if not shares:
        return None
    counts = Counter(term.value.coinsurance for term in shares)
    common = max(counts, key=lambda share: (counts[share], share))
    first = next(term for term in shares if term.value.coinsurance == common)
    return BenefitTerm(field="coinsurance", state="stated", value=common, span=first.span)
