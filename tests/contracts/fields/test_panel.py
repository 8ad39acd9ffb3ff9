"""How many patients a doctor takes: what clauses say of it, and what sounds alike."""

import pytest

from bot.contracts.termsheet import read
from bot.vocabulary import Document, Term


def term(field: str, text: str) -> Term:
    """Read one field of an agreement."""
    return read(Document(text=text))[field]


STATED: list[tuple[str, str, object]] = [
    ("panel_limit", "We limit each doctor to 600 patients.", 600),
    ("panel_limit", "Each physician cares for no more than 400 members.", 400),
    ("panel_limit", "Our panel is small.", "limited"),
    ("panel_limit", "A small panel means more time for you.", "limited"),
    ("panel_limit", "The practice is limited to 1,200 patients.", 1200),
    ("panel_limit", "Panel size is capped at 500.", 500),
    ("panel_limit", "Dr. Roe accepts only 350 patients.", 350),
    ("panel_limit", "We take fewer patients than a usual practice.", "limited"),
    ("panel_limit", "We limit the number of patients in the practice.", "limited"),
    ("panel_limit", "Traditional doctors care for 2,000 patients, while ours care for up to 500 patients.", 500),
    ("panel_limit", "Only about 300 families belong to the practice.", 300),
    ("panel_limit", "You'll be one of at most 250 patients.", 250),
    ("panel_limit", "Our list is kept to 380 patients.", 380),
    ("panel_limit", "The maximum panel per physician is 600 patients.", 600),
    ("panel_limit", "Physician intends to maintain a panel of no more than six hundred (600) patients.", 600),
    ("panel_limit", "Our doctors see a limited number of patients.", "limited"),
    ("panel_limit", "To keep care personal, the doctor's panel is limited.", "limited"),
    ("panel_limit", "Membership is limited to 300 members per doctor.", 300),
    ("panel_limit", "Dr. Voss will not take more than 200 patients.", 200),
    ("panel_limit", "Our panel tops out at 800 patients.", 800),
    ("panel_limit", "We cap our practice at 500.", 500),
    ("panel_limit", "We keep patient numbers low.", "limited"),
    ("panel_limit", "Our physicians each look after around 400 people.", 400),
    ("panel_limit", "A 400-patient panel", 400),
    ("panel_limit", "Between 400 and 600 patients per doctor", 600),
    ("panel_limit", "Dr. Pell's panel is limited to 350 members so she can give each of you time.", 350),
    ("panel_limit", "Physician will maintain a patient panel not to exceed five hundred (500) patients.", 500),
    ("panel_limit", "With only 600 patients per doctor, nobody is a number.", 600),
    ("panel_limit", "Your doctor has 450 patients rather than 2,500.", 450),
    ("panel_limit", "We cap membership at 300 families.", 300),
    ("panel_limit", "Our practice is intentionally small.", "limited"),
    ("panel_limit", "By keeping our panels small we have time.", "limited"),
    ("panel_limit", "Each provider follows a maximum of 800 active patients.", 800),
    ("panel_limit", "The Practice accepts a limited number of members.", "limited"),
    ("panel_limit", "A practice of 500 patients", 500),
    ("panel_limit", "She keeps her practice to about 300 patients.", 300),
    ("panel_limit", "Dr. Orr takes care of 275 patients, and no more.", 275),
    ("panel_limit", "This practice limits its size.", "limited"),
    ("panel_limit", "We limit the number of patients per doctor to about one-fourth of a usual practice.", "limited"),
    ("panel_limit", "Dr. Kay limits her practice to 300 families.", 300),
    ("panel_limit", "The Practice will not enroll more than 750 members.", 750),
    ("panel_limit", "Panel: 500 patients", 500),
    ("panel_limit", "Our doctors take on no more than 1,000 patients each.", 1000),
    ("panel_limit", "A maximum of 600 patients will be accepted.", 600),
    ("panel_limit", "Limited patient panel", "limited"),
    ("panel_limit", "We keep our panel size low so that we can answer fast.", "limited"),
    ("panel_limit", "Smaller patient panels", "limited"),
]


@pytest.mark.parametrize(("field", "text", "expected"), STATED)
def test_a_clause_states_it(field: str, text: str, expected: object) -> None:
    """In one of many wordings."""
    found = term(field, text)

    assert ("stated", expected) == (found.state, found.value)


SILENT = [
    ("panel_limit", "Most doctors have 2,500 patients."),
    ("panel_limit", "A lipid panel is $9."),
    ("panel_limit", "We are not on any insurance panels."),
    ("panel_limit", "The group rate is for up to 50 members."),
    ("panel_limit", "We see about 10 patients a day."),
    ("panel_limit", "The practice may limit the number of patients it accepts."),
    ("panel_limit", "We do not limit the number of visits."),
    ("panel_limit", "The number of visits is limited to 12."),
    ("panel_limit", "We serve 5,000 patients across the state."),
    ("panel_limit", "She has cared for patients for 20 years."),
    ("panel_limit", "We have helped over 900 patients quit smoking."),
    ("panel_limit", "The plan is limited to members who are over 18."),
    ("panel_limit", "Patients over 65 must sign."),
    ("panel_limit", "A family membership covers up to 6 members."),
    ("panel_limit", "No limit on the number of visits."),
    ("panel_limit", "The fee for members aged 40 to 64 is $80."),
    ("panel_limit", "Hormone panel, 12 markers"),
    ("panel_limit", "Employers with fewer than 100 members pay $60."),
    ("panel_limit", "The practice reserves the right to limit its patient panel."),
    ("panel_limit", "Concierge doctors limit their practices."),
    ("panel_limit", "No more than 4 dependents per member."),
    ("panel_limit", "The clinic has seen 12,000 patients since 2001."),
    ("panel_limit", "We have room for 40 new members."),
    ("panel_limit", "Plans are for groups of 50 or more members."),
    ("panel_limit", "Up to 20 patients may attend each class."),
    ("panel_limit", "As many as 2,400 patients are on the list of a usual doctor."),
    ("panel_limit", "CBC, lipid panel, thyroid panel"),
    ("panel_limit", "We limit our practice to adults."),
    ("panel_limit", "We limit our practice to patients 18 and older."),
    ("panel_limit", "Membership is limited to residents of the county."),
    ("panel_limit", "Most primary care doctors have 2,400 patients. Ours have 600."),
    ("panel_limit", "We accept up to 25 new patients a month."),
    ("panel_limit", "Since 2010 we've treated about 800 members."),
    ("panel_limit", "Price for 2 to 100 members: $60"),
]


@pytest.mark.parametrize(("field", "text"), SILENT)
def test_a_clause_about_something_else_says_nothing_of_it(field: str, text: str) -> None:
    """It sounds alike and is not meant."""
    assert term(field, text).state == "silent"


def test_a_number_says_more_than_that_it_is_small() -> None:
    """Wherever the two stand."""
    text = "Our panels are small.\n\nEach doctor takes no more than 420 patients."

    assert term("panel_limit", text).value == 420
