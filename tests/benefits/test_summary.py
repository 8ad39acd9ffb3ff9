"""The reader of summaries of benefits, on sixteen made-up plans and on whatever hypothesis thinks of."""

import time
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.benefits.plan import as_plan
from bot.benefits.summary import BenefitSummary, BenefitTerm, is_summary, read
from bot.benefits.terms import FIELDS, GENERAL, NAMES, STATES, Cost
from bot.costs.situation import Plan, read_situation
from bot.documents.formats import read as read_file
from bot.insurance import SERVICES
from bot.vocabulary import Document

ROOT = Path(__file__).parents[2]
CASES = ROOT / "evals/cases/benefits"
EXPECTED: dict[str, Any] = yaml.safe_load((CASES / "expected.yaml").read_text())
AGREEMENTS = sorted(
    path
    for folder in ("evals/cases/agreements", "evals/cases/more_agreements", "knowledge/practices")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".txt", ".md", ".html", ".pdf", ".docx")
)
ADDED = {"id": "plan", "name": "A plan", "premium": 400}
FORM = (
    "Summary of Benefits and Coverage\nWhat is the overall deductible? | {deductible} | Generally, you must pay\n"
    "What is the out-of-pocket limit for this plan? | {limit} | The out-of-pocket limit is the most\n"
    "Common Medical Event | Services You May Need | Network Provider | Out-of-Network Provider | Limitations\n"
    "Primary care visit to treat an injury or illness | {visit} | Not covered | None\n"
    "Generic drugs | {drug} | Not covered | None\n"
)


@cache
def document(case: str) -> Document:
    """Return a case as the reader of files does."""
    return read_file((CASES / case).read_bytes(), case)


def shown(term: BenefitTerm) -> Any:
    """Write a term as `expected.yaml` does."""
    if term.state != "stated":
        return None if term.state == "silent" else term.state
    if not isinstance(term.value, Cost):
        return term.value
    cost = term.value
    if cost.unpriced or not cost.covered:
        return "unpriced" if cost.unpriced else "not covered"
    paid = f"${cost.copay:g}" if cost.coinsurance is None else f"{cost.coinsurance:.0%}"
    return f"{paid}{' before' * cost.before_deductible}{f' free {cost.free_visits}' if cost.free_visits else ''}"


def made(
    deductible: str = "$1,000", limit: str = "$5,000", visit: str = "20% coinsurance", drug: str = "$10 copay"
) -> BenefitSummary:
    """Read a small form with these cells."""
    return read(Document(text=FORM.format(deductible=deductible, limit=limit, visit=visit, drug=drug)))


def plan_of(summary: BenefitSummary, **more: Any) -> Plan:
    """Read the plan as a situation file's."""
    entry = ADDED | as_plan(summary) | more
    situation = read_situation({"on": "2026-01-15", "members": [{"id": "ann", "age": 40}], "insurance": [entry]})
    (plan,) = situation.insurance
    assert isinstance(plan, Plan)
    return plan


@pytest.mark.parametrize("case", EXPECTED)
def test_every_term_is_read_as_a_careful_reader_would(case: str) -> None:
    """All fields of a case are as its expected.yaml has them, the others silent."""
    summary = read(document(case))
    assert {field: value for field in FIELDS if (value := shown(summary[field])) is not None} == EXPECTED[case]["terms"]
    assert summary.name in (EXPECTED[case]["name"] or [None])


@pytest.mark.parametrize("case", EXPECTED)
def test_what_cannot_be_priced_is_warned_of(case: str) -> None:
    """Each service that was left out has its warning, and no other has one."""
    warnings = read(document(case)).warnings
    names: dict[str, str] = {str(service): name for service, name in NAMES.items()}
    names["deductible"] = "The deductible"
    for field in EXPECTED[case].get("warned", ()):
        assert any(warning.startswith(names[field]) for warning in warnings), field
    unexpected = [name for service, name in NAMES.items() if service not in EXPECTED[case].get("warned", ())]
    assert not [one for one in warnings if one.split(":")[0] in unexpected]


@pytest.mark.parametrize("case", EXPECTED)
def test_every_span_is_an_exact_quote(case: str) -> None:
    """A quote is a stretch of the text without white space around it."""
    text = document(case).text
    for term in read(document(case)).terms:
        assert (term.span is None) == (term.state == "silent"), term.field
        if term.span:
            quote = text[term.span.start : term.span.end]
            assert quote == quote.strip() != "", term.field


@pytest.mark.parametrize("case", EXPECTED)
def test_a_situation_takes_the_plan(case: str) -> None:
    """A situation file takes the plan, which prices each service as the summary says."""
    summary = read(document(case))
    needed = {"deductible": 1000, "out_of_pocket_max": 9000, "coinsurance": 0.2}
    plan = plan_of(summary, **{key: value for key, value in needed.items() if key not in as_plan(summary)})
    for service in SERVICES:
        cost = summary[service].stated
        if cost is None or not cost.is_priced:
            assert service not in plan.copays
        elif cost.copay is not None:
            assert plan.copays[service] == cost.copay
        else:
            assert plan.coinsurance_for.get(service, plan.coinsurance) == cost.coinsurance
        assert (service in plan.before_deductible) == bool(cost and cost.is_priced and cost.before_deductible)


def test_a_whole_plan_comes_out() -> None:
    """Nothing is missing of a plan and nothing is added to it."""
    assert as_plan(read(document("01_bluewillow_silver_hmo.txt"))) == {
        "deductible": 4000,
        "out_of_pocket_max": 8700,
        "coinsurance": 0.3,
        "copays": {
            "primary_care": 40, "specialist": 80, "urgent_care": 60, "mental_health": 40, "therapy": 40,
            "preventive": 0, "generic_drug": 20, "preferred_drug": 60,
        },
        "coinsurance_for": {"nonpreferred_drug": 0.5, "specialty_drug": 0.5},
        "before_deductible": ("primary_care", "urgent_care", "mental_health", "preventive", "generic_drug"),
        "family": {"deductible": 8000, "out_of_pocket_max": 17400, "kind": "embedded"},
    }  # fmt: skip


@pytest.mark.parametrize("case", EXPECTED)
def test_summaries_are_told(case: str) -> None:
    """All cases are taken for what they are."""
    assert is_summary(document(case))


@pytest.mark.parametrize("path", AGREEMENTS, ids=lambda path: path.name)
def test_agreements_are_no_summaries(path: Path) -> None:
    """No agreement is taken for a summary, whatever it says of insurance."""
    assert not is_summary(read_file(path.read_bytes(), path.name))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("$40 copay/visit", "$40"),
        ("$40 copay/visit; deductible does not apply", "$40 before"),
        ("$40 copayment per visit (deductible waived)", "$40 before"),
        ("After deductible, $40 copay", "$40"),
        ("20% coinsurance", "20%"),
        ("20% coinsurance, deductible does not apply", "20% before"),
        ("Deductible then 20%", "20%"),
        ("No charge", "$0 before"),
        ("No charge after deductible", "0%"),
        ("$0", "$0 before"),
        ("$0 copay after deductible", "0%"),
        ("0% coinsurance", "0%"),
        ("$500 copay/visit then 20% coinsurance", "unpriced"),
        ("$500 copay + 20% coinsurance", "unpriced"),
        ("$300 copay/day", "unpriced"),
        ("Tier 1: $20 copay; Tier 2: $50 copay", "unpriced"),
        ("Tier 1: $20 copay; Tier 2: $20 copay", "$20"),
        ("50% coinsurance up to $250", "unpriced"),
        ("Greater of $20 or 10% coinsurance", "unpriced"),
        ("Plan pays 80% coinsurance", "unpriced"),
        ("Not covered", "not covered"),
        ("First 3 visits: no charge; then $40 copay/visit", "$40 free 3"),
        ("No charge for the first three visits, then 20% coinsurance", "20% free 3"),
        ("$10 copay for children, $30 copay for adults", "unpriced"),
        ("$35 copay / visit, ded. waived", "$35 before"),
        ("Deductible, then $40 copay", "$40"),
        ("$40 copay after the calendar year deductible", "$40"),
        ("$30/visit, no deductible", "$30 before"),
        ("You pay 20% of the allowed amount", "20%"),
        ("Member pays 20% coinsurance; plan pays 80%", "20%"),
        ("Fully covered", "$0 before"),
        ("$20 copay/visit (PCP) or $30 copay/visit (non-PCP)", "unpriced"),
        ("$20 copay/visit first 2 visits, then 20% coinsurance", "unpriced"),
        ("$40 copay/visit; deductible does not apply to the first 3 visits", "unpriced"),
        ("20% coinsurance; $50 minimum", "unpriced"),
        ("40% coinsurance after $500 copay", "unpriced"),
        ("100% coinsurance until deductible, then no charge", "unpriced"),
        ("$15 copay with referral; $40 copay without", "unpriced"),
        ("3 free visits, then $30 copay", "$30 free 3"),
        ("See your booklet", None),
        ("", None),
    ],
)
def test_a_cell_is_read(cell: str, expected: str | None) -> None:
    """The ways in which cells state a price."""
    assert shown(made(visit=cell)["primary_care"]) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("$10/30-day supply; $20/90-day supply", "$10"),
        ("Mail order: $20 copay; retail: $10 copay", "$10"),
        ("$10 copay/retail prescription, $20 copay/mail order prescription", "$10"),
        ("$10 copay (retail); 2x retail copay (mail order)", "$10"),
        ("$10 copay per 30 day supply (retail and mail order)", "$10"),
        ("20% coinsurance retail & mail order", "20%"),
        ("Preferred pharmacy $5, standard pharmacy $10", "unpriced"),
        ("$5 Tier 1a / $15 Tier 1b", "unpriced"),
    ],
)
def test_a_drugs_cell_is_read_for_the_pharmacy(cell: str, expected: str) -> None:
    """Of a pharmacy's price and one by mail, the pharmacy's."""
    assert shown(made(drug=cell)["generic_drug"]) == expected


@pytest.mark.parametrize(
    ("cell", "person", "family"),
    [
        ("$3,000 / individual or $6,000 / family", 3000, 6000),
        ("Individual: $3,000; Family: $6,000", 3000, 6000),
        ("$3,000/$6,000 (individual/family)", 3000, 6000),
        ("$3,000/$6,000", 3000, 6000),
        ("$3,000", 3000, None),
        ("$3,000 per person, $6,000 per family, out-of-network $9,000 per person", 3000, 6000),
        ("In-network $3,000 person. Out-of-network $9,000 person.", 3000, None),
        ("$3,000 self-only / $6,000 family (network); $9,000 self-only / $18,000 family (non-network)", 3000, 6000),
        ("Employee: $3,000. Family: $6,000. Non-network employee: $6,000. Non-network family: $12,000.", 3000, 6000),
        ("In Network: $3,000 EE only / $6,000 family", 3000, 6000),
        ("$3,000 individual/$6,000 family in-network and $4,000 individual/$8,000 family out-of-network", 3000, 6000),
        ("Medical $3,000 Individual / $6,000 Family; Rx $300 Individual", 3000, 6000),
        ("$3,000 per person/$5,000 per double/$6,000 per family for network providers", 3000, 6000),
        ("$3,000 each family member, $6,000 family", 3000, 6000),
        ("$0", 0, 0),
        ("Not applicable", 0, None),
        ("$3,000 individual. Does not apply to prescription drugs with a $20 copay.", 3000, None),
        ("$1,000 individual or $2,000 individual", "conflicting", None),
    ],
)
def test_a_deductible_is_read(cell: str, person: Any, family: Any) -> None:
    """The ways in which answers state a member's and a family's sum."""
    summary = made(deductible=cell, limit="$20,000")
    assert (shown(summary["deductible"]), shown(summary["family_deductible"])) == (person, family)


def test_a_limit_below_its_deductible_is_doubted() -> None:
    """Limits that cannot both be meant are not reckoned with."""
    summary = made(deductible="$6,000 individual", limit="$5,000 individual")
    assert summary["out_of_pocket_max"].state == "conflicting"
    assert "out_of_pocket_max" not in as_plan(summary)


def test_the_premium_is_silent_where_it_is_only_spoken_of() -> None:
    """The form itself speaks of the premium, and never gives it."""
    text = FORM + "\nNOTE: Information about the cost of this plan (called the premium) will be provided separately."
    assert read(Document(text=text))["premium"].state == "silent"


def test_lost_spaces_do_not_matter() -> None:
    """Some PDFs lose the spaces around words that are underlined."""
    text = "Whatis theoverall deductible? $1,200/single, $2,400/family Generally, you mustpay all\nWhat is the out-of-pocket limitfor this plan? $4,000/single"
    summary = read(Document(text=text))
    assert [shown(summary[field]) for field in ("deductible", "family_deductible", "out_of_pocket_max")] == [
        1200,
        2400,
        4000,
    ]


def test_columns_that_run_into_one_another_are_silent() -> None:
    """Where a line has pieces of three columns, no answer can be told from its neighbours."""
    text = "$0 per member for a  Generally, you must pay\nWhat is the overall participating provider, $3,500 plan begins to pay\ndeductible? for others\n"
    summary = read(Document(text=text + "Are there services covered before you meet your deductible? No."))
    assert summary["deductible"].state == "silent"
    assert any("columns" in warning for warning in summary.warnings)


def test_a_price_is_not_taken_for_that_of_the_row_above() -> None:
    """Two names and then two prices: which is whose is not said."""
    rows = "Common Medical Event\nSpecialist visit\n$50 copay\nImaging (CT/PET scans, MRIs)\n20%\nGeneric drugs\nPreferred brand drugs\n$10 copay\n$40 copay\nUrgent care\n$60 copay\n"
    summary = read(Document(text=rows))
    assert [shown(summary[one]) for one in ("specialist", "imaging", "urgent_care")] == ["$50", "20%", "$60"]
    assert [summary[one].state for one in ("generic_drug", "preferred_drug")] == ["silent", "silent"]


def test_tiers_of_the_network_are_told() -> None:
    """The first tier is read, and said to be."""
    assert any("tier" in warning for warning in read(document("08_ridgefield_two_tier_pos.txt")).warnings)


WORDS = st.sampled_from(
    (
        *["What", "is", "the", "overall", "deductible?", "|", "$", "%", ",", ";", ":", "/", "(", ")", "\n"], "$3,000", "individual", "family", "20% coinsurance", "No charge",
        "Not covered", "deductible does not apply", "after deductible", "then", "Primary care visit", "Generic drugs", "Tier 1",
        "What is the out-of-pocket limit for this plan?", "Common Medical Event", "Facility fee", "Physician/surgeon fees",
        "Diagnostic test", "Coverage for:", "Plan Type: HMO", "first 3 visits", "\n", "İ", "2026", "up to", "mail", "retail",
    )
)  # fmt: skip


CELL = st.lists(
    st.sampled_from(
        (
            "$40 copay", "20% coinsurance", "No charge", "Not covered", "deductible does not apply", "after deductible", "then", ";", ",",
            "and", "or", "(retail)", "(mail order)", "/visit", "per day", "up to $50", "Tier 1:", "first 3 visits", "$3,000", "family",
            "individual", "out-of-network", "in-network", "%", "$", "250%", "$999,999,999",
        )
    ),
    max_size=9,
).map(" ".join)  # fmt: skip


def holds(text: str) -> None:
    """Whatever a text says, its terms are all there, their quotes in it, and its plan is taken."""
    summary = read(Document(text=text))
    assert tuple(term.field for term in summary.terms) == FIELDS == (*GENERAL, *SERVICES)
    for term in summary.terms:
        assert term.state in STATES
        assert (term.span is None) == (term.state == "silent") == (term.value is None)
        if term.span:
            assert 0 <= term.span.start < term.span.end <= len(text)
    needed = {"deductible": 0, "out_of_pocket_max": 1_000_000_000, "coinsurance": 0.2}
    plan = as_plan(summary)
    Plan.model_validate(ADDED | {key: min(value, 10_000_000) for key, value in needed.items()} | plan)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    """No text makes the reader fail."""
    holds(text)
    is_summary(Document(text=text))


@given(st.lists(WORDS, max_size=120).map(" ".join))
def test_any_mixture_of_the_forms_words_is_read(text: str) -> None:
    """No mixture of the form's own words does."""
    holds(text)


@given(CELL, CELL, CELL, CELL)
def test_any_cells_are_read(deductible: str, limit: str, visit: str, drug: str) -> None:
    """No mixture of a cell's words makes a plan that a situation would not take."""
    holds(FORM.format(deductible=deductible, limit=limit, visit=visit, drug=drug))


@pytest.mark.parametrize(
    "unit", ["Primary care visit $40 ", "$1 ", " ", "| ", "family ", "(x\n", "a", "deductible ", "preferred brand "]
)
def test_reading_is_fast_whatever_is_repeated(unit: str) -> None:
    """No repetition makes a pattern take its time."""
    text = document("02_marrow_county_ppo.html").text + unit * (20_000 // len(unit))
    read(Document(text=text))
    started = time.process_time()
    read(Document(text=text))
    assert time.process_time() - started < 0.5


def test_reading_twenty_kilobytes_takes_a_blink() -> None:
    """A long form is read in a moment; the bound leaves room for a busy machine."""
    text = document("03_tollgate_foundry_hdhp.txt").text
    whole = Document(
        text=text
        + "\nYour Rights to Continue Coverage\n"
        + "Ask us for help in your language. " * ((20_000 - len(text)) // 34)
    )
    read(whole)
    started = time.process_time()
    read(whole)
    assert time.process_time() - started < 0.2
