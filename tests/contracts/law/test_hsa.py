"""The rule for health savings accounts held against agreements: the cliff, other payments, other care."""

from datetime import date
from typing import Any

import pytest

from bot.contracts.fee_rows import FeeRow
from bot.contracts.law.hsa import HsaCheck, hsa_check
from bot.contracts.termsheet import read
from bot.library import Library
from bot.vocabulary import Document, Span, Term, TermSheet, Trap

TODAY = date(2026, 11, 21)
FEE = "The membership fee is $90 a month for each adult."


def check(library: Library, text: str, on: date = TODAY, **values: Any) -> HsaCheck:
    """Check an agreement as it is read, with terms set that its text leaves open."""
    document = Document(text=text)
    found = read(document)
    made = tuple(Term(field, "stated", value, Span(0, 5)) for field, value in values.items())
    kept = tuple(term for term in found.terms if term.field not in values)
    return hsa_check(TermSheet((*made, *kept), found.traps), document, library.figures, on)


def rows(library: Library, *fees: tuple[float, str, str]) -> HsaCheck:
    """Check fees alone."""
    values = [{"amount": amount, "period": period, "who": who} for amount, period, who in fees]
    sheet = TermSheet((Term("fee", "stated", values, Span(0, 5)),))
    return hsa_check(sheet, Document(text="Fees."), library.figures, TODAY)


def names(found: HsaCheck, finding: str) -> list[str]:
    """Return the reasons of one finding."""
    return [reason.name for reason in found.reasons if reason.finding == finding]


# The cliff


@pytest.mark.parametrize(
    ("amount", "period", "who", "result"),
    [
        (150, "month", "adult", "no_conflict_found"),
        (150.01, "month", "adult", "fails"),
        (150.01, "month", "", "unclear"),
        (150, "month", "", "no_conflict_found"),
        (300, "month", "couple", "no_conflict_found"),
        (300.01, "month", "couple", "fails"),
        (300.01, "month", "", "fails"),
        (300, "month", "", "unclear"),
        (1800, "year", "individual", "no_conflict_found"),
        (1800.01, "year", "individual", "fails"),
        (3600, "year", "family", "no_conflict_found"),
        (3601, "year", "family", "fails"),
        (450, "quarter", "one person", "no_conflict_found"),
        (450.01, "quarter", "one person", "fails"),
        (30, "week", "adult", "no_conflict_found"),
        (37.5, "week", "adult", "unclear"),
        (37.51, "week", "adult", "fails"),
        (40, "month", "each additional child", "unclear"),
        (301, "month", "each additional child", "fails"),
        (200, "month", "gold plan", "unclear"),
        (99, "fortnight", "adult", "unclear"),
    ],
)
def test_the_cliff_of_one_fee(library: Library, amount: float, period: str, who: str, result: str) -> None:
    """The limit itself is inside, a cent more is outside; whom it is for decides which limit."""
    assert result == rows(library, (amount, period, who)).result


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("The membership fee is $150 a month per adult.", "no_conflict_found"),
        ("Each adult pays a membership fee of $150.01 a month.", "fails"),
        ("The annual fee is $1,800 a year for an individual.", "no_conflict_found"),
        ("The annual membership fee is $2,400 per year for an individual.", "fails"),
        ("The membership fee is $4,200 a year.", "fails"),
    ],
)
def test_the_cliff_as_agreements_word_it(library: Library, text: str, result: str) -> None:
    """Through the reader of fees."""
    assert result == check(library, text).result


def test_each_row_says_who_is_inside_and_who_is_not(library: Library) -> None:
    """Some above and some not: it depends on who joins."""
    found = rows(library, (120, "month", "adult"), (160, "month", "senior"), (290, "month", "family"))
    said = {reason.values["who"]: reason.finding for reason in found.reasons if "who" in reason.values}

    assert ("unclear", {"adult": "fits", "senior": "fails", "family": "fits"}) == (found.result, said)


def test_a_childs_row_is_one_persons_and_the_household_is_noted(library: Library) -> None:
    """A child's fee is held against the limit of one; that fees add up is said beside it."""
    found = rows(library, (90, "month", "adult"), (25, "month", "child with an adult member"))

    assert ("no_conflict_found", ["fee_within", "fee_within"], ["together"]) == (
        found.result,
        names(found, "fits"),
        names(found, "note"),
    )


def test_a_family_fee_needs_no_note_on_the_household(library: Library) -> None:
    """It is the household's own."""
    assert [] == names(rows(library, (250, "month", "family")), "note")


def test_a_yearly_fee_says_that_it_is_spread(library: Library) -> None:
    """We know that reading only from others."""
    assert ["together", "paid_ahead"] == names(rows(library, (1800, "year", "adult")), "note")


WHO = [
    ("adult", "one"), ("individual", "one"), ("per person", "one"), ("each family member", "one"), ("age 19 to 64", "one"),
    ("0-17", "one"), ("65 and over", "one"), ("children with an enrolled parent", "one"), ("kids under 19 are", "one"),
    ("couple", "several"), ("family of four", "several"), ("two adults", "several"), ("adult and child", "several"),
    ("employee + spouse", "several"), ("household, 2 adults and children", "several"), ("parents and kids", "several"),
    ("each additional child", "added"), ("second adult of the household", "added"), ("each further child", "added"),
    ("", "unknown"), ("silver plan", "unknown"), ("monthly", "unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "people"), WHO)
def test_for_how_many_people_a_fee_is(who: str, people: str) -> None:
    """By the agreement's own words for them."""
    assert people == FeeRow.of({"amount": 9, "period": "month", "who": who}).people


@pytest.mark.parametrize(
    ("who", "label"),
    [
        ("adults are", "adults"),
        ("one member, $5,400.00 for", "one member"),
        ("we charge a fee of", ""),
        ("each adult pays a fee of", "each adult"),
        ("[ ] couple", "couple"),
    ],
)
def test_whom_a_fee_is_for_is_shown_tidily(who: str, label: str) -> None:
    """Words that name nobody are not shown."""
    assert label == FeeRow.of({"amount": 9, "period": "month", "who": who}).label


def test_a_silent_fee_is_unclear(library: Library) -> None:
    """Missing is never shown as fine."""
    found = check(library, "You may cancel at any time.")

    assert ("unclear", ["fee_silent"]) == (found.result, names(found, "unclear"))


def test_a_contradicted_fee_is_unclear(library: Library) -> None:
    """Which one counts is not known."""
    sheet = TermSheet((Term("fee", "conflicting", [{"amount": 9, "period": "month", "who": ""}], Span(0, 5)),))

    assert "unclear" == hsa_check(sheet, Document(text="Fees."), library.figures, TODAY).result


@pytest.mark.parametrize(
    ("on", "known"), [(date(2025, 12, 31), False), (date(2027, 12, 31), True), (date(2028, 1, 1), False)]
)
def test_outside_its_dates_the_limit_is_not_guessed(library: Library, on: date, known: bool) -> None:
    """The rule began in 2026; of 2028 nothing is known yet."""
    found = check(library, FEE, on)

    assert (("no_conflict_found", []) if known else ("unclear", ["limit_unknown"])) == (
        found.result,
        names(found, "unclear"),
    )


def test_a_charge_for_visits_outweighs_an_unknown_limit(library: Library) -> None:
    """It is outside whatever the limit is."""
    assert "fails" == check(library, f"{FEE} A copay of $20 is due at each visit.", date(2028, 1, 1)).result


# Other payments and other care

FAILING = [
    ("A copay of $20 is due at each visit.", "visit_charge"),
    ("You pay $15 for each office visit.", "visit_charge"),
    ("Each visit costs $10.", "visit_charge"),
    ("There is a visit fee of $25.", "visit_charge"),
    ("Members are charged $30 per visit.", "visit_charge"),
    ("The membership includes common generic medications.", "drugs"),
    ("Antibiotics are included in your fee.", "drugs"),
    ("We provide fifty prescription drugs at no extra charge.", "drugs"),
    ("It includes procedures under general anesthesia.", "anesthesia"),
]


@pytest.mark.parametrize(("text", "name"), FAILING)
def test_what_falls_outside_the_rule_is_quoted(library: Library, text: str, name: str) -> None:
    """The fee is within the limit, and yet the clause is outside the words of the rule."""
    whole = f"{FEE}\n\n{text}"
    found = check(library, whole)
    quoted = [whole[span.start : span.end] for reason in found.reasons if reason.name == name for span in reason.spans]

    assert ("fails", True, [text]) == (found.result, name in names(found, "fails"), quoted)


UNCLEAR = [
    ("A house call costs $75.", "extra_charge"),
    ("Visits beyond the twelfth cost $40 each.", "extra_charge"),
    ("Your fee is adjusted each quarter based on how often you were seen.", "fee_not_fixed"),
    ("The membership includes a genetic test each year.", "labs"),
    ("You get an IV infusion each month.", "beyond_primary_care"),
    ("Massage and acupuncture are included.", "beyond_primary_care"),
    ("The fee pays for enhanced access and other amenities.", "amenity"),
    ("No part of the fee is for medical care.", "amenity"),
    ("Included services:\n\n- Office visits\n- Generic medications\n- Email", "drugs"),
]


@pytest.mark.parametrize(("text", "name"), UNCLEAR)
def test_what_a_person_has_to_see_is_unclear(library: Library, text: str, name: str) -> None:
    """Extra charges, unusual tests, other care, access alone."""
    found = check(library, f"{FEE}\n\n{text}")

    assert ("unclear", [name]) == (found.result, names(found, "unclear"))


HARMLESS = [
    "There are no copays and no visit fees.",
    "You never pay a copay of any kind.",
    "A missed visit costs $40.",
    "Non-members pay $120 per visit.",
    "An emergency room visit costs $1,500 on average.",
    "Your insurance may ask for a copay at a specialist.",
    "Medications are sold at wholesale cost.",
    "The fee does not include medications.",
    "We do not offer surgery or general anesthesia.",
    "Medication reviews are included.",
    "It includes prescribing and refills of medications.",
    "Vaccines are included.",
    "The membership includes basic lab tests done in the office.",
    "Minor skin surgery is included.",
    "We coordinate specialist care and hospital stays.",
    "Not included:\n\n- Medications\n- Surgery\n- Genetic tests",
    "Your fee does not depend on how often you are seen.",
    "The practice is trained in family medicine, which the fee covers.",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_sounds_alike_is_no_reason(library: Library, text: str) -> None:
    """Denials, other people's prices, what is left out or paid for apart."""
    found = check(library, f"{FEE}\n\n{text}")

    assert ("no_conflict_found", [], []) == (found.result, names(found, "fails"), names(found, "unclear"))


@pytest.mark.parametrize(
    ("values", "result", "name"),
    [
        ({"bills_insurance": True}, "fails", "bills_insurance"),
        ({"bills_insurance": "varies"}, "unclear", "bills_insurance_unclear"),
        ({"practice_kind": "concierge"}, "unclear", "concierge"),
        ({"practice_kind": "hybrid"}, "unclear", "concierge"),
        ({"enrollment_fee": 75}, "unclear", "enrollment_fee"),
        ({"enrollment_fee": "amount not stated"}, "unclear", "enrollment_fee"),
        ({"home_visits": "extra_cost"}, "unclear", "extra_charge"),
        ({"telemedicine": "extra_cost"}, "unclear", "extra_charge"),
    ],
)
def test_what_the_terms_say_counts(library: Library, values: dict[str, Any], result: str, name: str) -> None:
    """Each with the clause that it rests on."""
    found = check(library, FEE, **values)

    assert (result, [(name, (Span(0, 5),))]) == (
        found.result,
        [(reason.name, reason.spans) for reason in found.reasons if reason.finding not in ("fits", "note")],
    )


@pytest.mark.parametrize(
    "values",
    [{"bills_insurance": False}, {"practice_kind": "dpc"}, {"enrollment_fee": 0}, {"home_visits": True}],
)
def test_terms_that_fit_are_no_reason(library: Library, values: dict[str, Any]) -> None:
    """No bill to insurance, no fee for joining, care without a charge."""
    assert "no_conflict_found" == check(library, FEE, **values).result


def test_billing_that_is_contradicted_is_unclear(library: Library) -> None:
    """Two clauses that differ decide nothing."""
    fee = Term("fee", "stated", [{"amount": 90, "period": "month", "who": "adult"}], Span(0, 5))
    bills = Term("bills_insurance", "conflicting", [True, False], Span(6, 9), also=(Span(12, 15),))
    found = hsa_check(TermSheet((fee, bills)), Document(text="Fees."), library.figures, TODAY)

    assert ("unclear", ["bills_insurance_unclear"]) == (found.result, names(found, "unclear"))


def test_the_practices_own_claim_is_but_a_note(library: Library) -> None:
    """And a plan that is not primary care is unclear."""
    fee = Term("fee", "stated", [{"amount": 90, "period": "month", "who": "adult"}], Span(0, 5))
    traps = (Trap("hsa_claim", "low", Span(6, 9)), Trap("not_primary_care", "low", Span(12, 15)))
    found = hsa_check(TermSheet((fee,), traps), Document(text="Fees."), library.figures, TODAY)

    assert ("unclear", ["not_primary_care"], ["together", "claim"]) == (
        found.result,
        names(found, "unclear"),
        names(found, "note"),
    )


def test_an_extra_charge_said_twice_is_one_reason_with_both_clauses(library: Library) -> None:
    """The field and the clause rest on different words."""
    found = check(library, f"{FEE}\n\nA house call costs $75.", home_visits="extra_cost")

    assert [2] == [len(reason.spans) for reason in found.reasons if reason.name == "extra_charge"]


def test_every_reason_is_said(library: Library) -> None:
    """In sentences with nothing left to fill, and never that it fits."""
    texts = [one for one, _ in (*FAILING, *UNCLEAR)]
    checks = [check(library, f"{FEE}\n\n{text}") for text in texts]
    checks += [
        rows(library, (amount, period, who)) for amount, period, who in ((160, "month", "adult"), (1, "year", ""))
    ]
    checks += [
        rows(library, (200, "month", "")),
        rows(library, (35, "week", "adult")),
        rows(library, (9, "month", "extra")),
    ]
    checks += [
        check(library, FEE, date(2030, 1, 1)),
        check(library, "Hello."),
        check(library, FEE, bills_insurance=True),
    ]
    said = [sentence for one in checks for sentence in one.said(library.strings)]

    assert [] == [one for one in said if "{" in one or "eligible" in one.lower() or "qualif" in one.lower()]
    assert "$160 a month (adult) comes to $160 a month. That is above the limit of $150." in " ".join(said)


def test_part_of_a_cent_above_the_limit_is_not_shown_as_the_limit(library: Library) -> None:
    """$1,800.01 a year is more than $150 a month, and is shown so."""
    found = rows(library, (1800.01, "year", "adult"))

    assert ("fails", "$150.01") == (found.result, found.reasons[0].values["monthly"])


def test_nothing_ever_says_that_it_fits(library: Library) -> None:
    """The best that can be found is nothing."""
    found = check(library, FEE)

    assert found.said(library.strings)[0].endswith("That does not mean that it fits. Ask a tax adviser.")
