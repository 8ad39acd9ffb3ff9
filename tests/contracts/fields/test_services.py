"""Services: which the fee pays for, which cost extra and which are left out."""

import pytest

from bot.contracts.fields.services.kinds import KINDS, NAMED, PREVENTIVE, kind
from bot.contracts.termsheet import read
from bot.vocabulary import Document, Term

States = dict[str, str]


def term(field: str, text: str) -> Term:
    """Read one field of an agreement."""
    return read(Document(text=text))[field]


def states(text: str) -> States:
    """Return the state of each service that an agreement names."""
    return {row["name"]: row["state"] for row in term("services", text).value or []}


def limit(text: str) -> str | None:
    """Return the limit of the first service that an agreement names."""
    found: str | None = term("services", text).value[0]["limit"]
    return found


STATED: list[tuple[str, States]] = [
    (
        "Membership includes office visits, an annual physical and unlimited texting.",
        {"office visits": "included", "messages": "included", "annual exam": "included"},
    ),
    (
        "The monthly fee covers in-office procedures but does not cover imaging or hospital care.",
        {"in-office procedures": "included", "imaging": "excluded", "hospital care": "excluded"},
    ),
    ("Vaccines are available at cost.", {"vaccines": "extra"}),
    ("Home visits cost $80 each.", {"home visits": "extra"}),
    ("Home visits are available for an additional charge.", {"home visits": "extra"}),
    ("We do not prescribe controlled substances.", {"controlled substances": "excluded"}),
    ("There is no extra charge for video visits.", {"phone and video visits": "included"}),
    ("Members pay nothing extra for stitches.", {"stitches": "included"}),
    (
        "Your dues pay for well-child visits, stitches and EKGs.",
        {"well-child visits": "included", "stitches": "included", "EKG": "included"},
    ),
    (
        "Services of a specialist, emergency room visits and surgery are excluded.",
        {"specialist care": "excluded", "emergency care": "excluded", "surgery": "excluded"},
    ),
    ("Medications are dispensed at wholesale prices.", {"medicines": "extra"}),
    ("Wholesale pricing on labs", {"lab tests": "extra"}),
    (
        "Weight loss programs, IV therapy and hormone therapy are billed separately.",
        {"weight loss": "extra", "IV therapy": "extra", "hormone therapy": "extra"},
    ),
    ("We don't offer mental health counseling.", {"mental-health care": "excluded"}),
    ("You get unlimited visits with no copay.", {"office visits": "included"}),
    (
        "Excluded services: obstetrics, surgery, emergency care.",
        {"pregnancy care": "excluded", "surgery": "excluded", "emergency care": "excluded"},
    ),
    ("Forms such as FMLA paperwork are $25.", {"forms and paperwork": "extra"}),
    ("The fee does not include the cost of vaccines.", {"vaccines": "excluded"}),
    (
        "Labs: included. Imaging: not included. Home visits: $50.",
        {"lab tests": "included", "imaging": "excluded", "home visits": "extra"},
    ),
    (
        "All procedures except joint injections are included.",
        {"in-office procedures": "included", "joint injections": "excluded"},
    ),
    ("No after-hours visits are offered.", {"after-hours care": "excluded"}),
    ("The practice is not an emergency service.", {"emergency care": "excluded"}),
    ("All immunizations will be billed to the patient at our cost.", {"vaccines": "extra"}),
    ("Are labs included? No, labs are billed at our wholesale price.", {"lab tests": "extra"}),
    ("Do you make house calls? Yes, within ten miles.", {"home visits": "included"}),
    ("Do you do Pap smears? No.", {"women's health": "excluded"}),
    (
        "What is not included:\n- Hospital stays\n- MRI and CT scans\n- Vaccines ($20 each)",
        {"hospital care": "excluded", "imaging": "excluded", "vaccines": "extra"},
    ),
    (
        "What's included\n\n- Same-day appointments\n- Telehealth\n- School physicals",
        {
            "same-day visits": "included",
            "phone and video visits": "included",
            "school, camp and sport physicals": "included",
        },
    ),
    (
        "| Service | Member |\n|---|---|\n| Annual physical | Included |\n| Home visit | $75 |\n| Surgery | Not included |",
        {"annual exam": "included", "home visits": "extra", "surgery": "excluded"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_a_service_has_the_state_that_its_clause_gives_it(text: str, expected: States) -> None:
    """By a verb, a predicate, a heading, a cell, an answer or a charge."""
    assert expected == states(text)


SILENT = [
    "Keep your insurance for hospital stays, specialists and surgery.",
    "Please cancel office visits 24 hours ahead.",
    "Your insurance may cover lab tests and imaging.",
    "In an emergency call 911 or go to the emergency room.",
    "We will send your prescriptions to the pharmacy of your choice.",
    "Members must schedule an annual exam within 60 days.",
    "If you need a specialist, we coordinate your care with specialists.",
    "The practice does not guarantee same-day appointments.",
    "Medicare does not cover dental care.",
    "We can refer you for imaging.",
    "Your visit may be delayed by weather.",
    "Lab results are sent by e-mail.",
    "A referral to a specialist is not required.",
    "Nothing in this agreement requires us to provide hospital care.",
    "We don't do refills on weekends.",
    "Non-members pay $140 for a sick visit.",
    "Your responsibilities\n\nKeep a list of all medicines.",
]


@pytest.mark.parametrize("text", SILENT)
def test_a_service_that_is_only_spoken_of_is_not_one_that_is_offered(text: str) -> None:
    """Insurance, duties of the patient, missed visits and referrals name services, too."""
    assert Term("services", "silent") == term("services", text)


LIMITS = [
    ("Home visits ($80 each) are available.", "$80 each"),
    ("Membership includes telehealth when clinically appropriate.", "when clinically appropriate"),
    ("We include Pap smears (lab fee is extra).", "lab fee is extra"),
    ("Medicines at cost plus 10 percent.", "at cost plus 10 percent"),
    ("What's included\n\n- Annual exam*\n- Telehealth\n\n* One per membership year.", "one per membership year."),
    ("Gold plan members receive travel medicine.", "gold plan members"),
]


@pytest.mark.parametrize(("text", "expected"), LIMITS)
def test_the_words_that_limit_a_service_stand_beside_it(text: str, expected: str) -> None:
    """In brackets, as a number, as a price, as a condition, or in a footnote."""
    assert expected in (limit(text) or "", *(row["limit"] for row in term("services", text).value))


def test_a_footnote_can_make_a_service_cost_extra() -> None:
    """A star leads to it, wherever it stands."""
    text = "What's included\n\n- Office visits\n- EKG*\n\n*The patient is responsible for an additional charge."

    assert {"office visits": "included", "EKG": "extra"} == states(text)


def test_a_service_that_is_both_in_and_out_conflicts() -> None:
    """Both clauses are shown."""
    text = "Membership includes imaging.\n\nThe fee does not cover imaging."
    found = term("services", text)

    assert {"imaging": "conflicting"} == states(text)
    assert found.span
    assert 1 == len(found.also)


def test_a_service_of_one_plan_only_does_not_conflict() -> None:
    """Plans have lists of their own."""
    text = "BASIC\n$50\nVideo visits: not included\n\nPLUS\n$90\nVideo visits: unlimited\n"

    assert {"phone and video visits": "included"} == states(text)


def test_the_lists_of_names_are_from_the_same_reading() -> None:
    """One for what the fee pays for, one for what is left out."""
    text = "The fee covers office visits. Imaging is not included. Vaccines are $30."

    assert ["office visits"] == term("services_included", text).value
    assert ["imaging"] == term("services_excluded", text).value


def test_the_lists_are_silent_where_nothing_is_in_them() -> None:
    """A price alone neither includes nor leaves out."""
    assert Term("services_excluded", "silent") == term("services_excluded", "Vaccines are $30.")


def test_what_health_plans_must_pay_for_is_marked() -> None:
    """Preventive care is free with insurance."""
    rows = {row["name"]: row for row in term("services", "The fee covers vaccines and stitches.").value}

    assert rows["vaccines"]["insurance_already_pays"] is True
    assert rows["stitches"]["insurance_already_pays"] is False


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_is_found_by_its_first_wording(name: str) -> None:
    """The alternation of all wordings and the table agree."""
    assert name in KINDS
    assert kind("house calls") == "home visits"
    assert set(KINDS) >= PREVENTIVE
    assert NAMED.search("house calls")
