"""Coming back: what it costs or takes, and what comes back but is no member."""

import pytest

from bot.contracts.fields.rejoining import FIELD
from bot.contracts.reading.lines import lines
from bot.documents.outline import clauses
from bot.vocabulary import Document, Term


def term(text: str) -> Term:
    """Read the field from an agreement."""
    return FIELD.read(lines(clauses(Document(text=text))))


STATED: list[tuple[str, int | str]] = [
    ("Come back within 45 days and there is no charge; after that it is $80.", "no fee within 45 days, then $80"),
    ("The $95 registration fee is charged again if you leave and then rejoin.", "$95"),
    ("REOPENING\n\nIt takes $40 to reopen a closed account.", "$40"),
    (
        "Members coming back pay for the months they were away, up to five.",
        "pay what was missed or is owed, up to 5 months",
    ),
    ("CAN I REJOIN?\n\nYes, after a 60-day break.", "wait of 60 days"),
    ("Leaving bars a patient from membership for a period of 18 months.", "wait of 18 months"),
    ("WOULD I PAY TO COME BACK?\n\nThere is no charge for returning.", "no fee"),
    ("If you cancel and later want to rejoin, a re-enrollment fee of $100 applies.", "$100"),
    ("Members who leave may come back, but must pay a reinstatement fee of $200 per member.", "$200 per member"),
    ("There is a $150 re-enrollment fee for anyone who returns to the practice.", "$150"),
    ("If you cancel, you may not re-enroll for six months.", "wait of 6 months"),
    ("Former members are not eligible to rejoin for a period of twelve (12) months.", "wait of 12 months"),
    ("Patients who terminate must wait 90 days before re-enrolling.", "wait of 90 days"),
    ("You cannot come back until a year has passed.", "wait of 1 year"),
    (
        "Re-enrollment after a six-month waiting period is at our discretion.",
        "wait of 6 months; at the practice's discretion",
    ),
    (
        "Re-enrollment is at the sole discretion of the practice and is subject to a $300 fee.",
        "$300; at the practice's discretion",
    ),
    ("You may rejoin later if we have space.", "only if there is space"),
    ("If you wish to return, your name goes to the end of our waiting list.", "only if there is space"),
    ("You are welcome to rejoin at the then-current rate.", "at the then-current price"),
    ("If you return later you'll pay the price in effect at that time.", "at the then-current price"),
    ("You can rejoin at any time without a fee.", "no fee"),
    ("There is no charge for coming back.", "no fee"),
    ("We may decline to re-enroll a former member.", "at the practice's discretion"),
    ("To re-enroll, all past-due balances must be paid.", "pay what was missed or is owed"),
    ("A reinstatement fee will apply to lapsed memberships.", "a fee, amount not stated"),
    ("If you rejoin, you must pay the enrollment fee again.", "the enrollment fee again"),
    ("Anyone who left and comes back pays a new registration fee.", "the enrollment fee again"),
    ("Once you leave you cannot rejoin.", "not possible"),
    ("A re-enrollment fee equal to two months' dues is charged.", "2 months of fees"),
    ("Reactivation fee: $75", "$75"),
    ("Re-enrollment Fee $250 per household", "$250 per household"),
    ("Reinstatement fee | $99", "$99"),
    ("Should you withdraw and be readmitted, a readmission charge of $1,000 is due.", "$1,000"),
    ("WHAT IF I WANT TO COME BACK?\n\nThere's a fee of $50 per person.", "$50 per person"),
    ("COMING BACK\n\nIf our panel has space, we'd love to have you.", "only if there is space"),
    (
        "If you leave and want to return we will take you back if there is room, for a fee of $200.",
        "$200; only if there is space",
    ),
    (
        "Re-joining. A member who has left may not rejoin within six months. After that a rejoining fee of $150 is due.",
        "wait of 6 months; $150",
    ),
    ("After three months, former members may rejoin.", "wait of 3 months"),
    ("Rejoining costs $100 per adult and $50 per child.", "$100 per adult; $50 per child"),
    ("Reinstatement is subject to approval by the physician.", "at the practice's discretion"),
    ("Anyone who drops out will not be accepted back for one year.", "wait of 1 year"),
    ("Members whose plan lapsed may be reinstated after 30 days upon payment of $100.", "$100; wait of 30 days"),
    ("If your membership is suspended for nonpayment, a $25 reactivation fee applies.", "$25"),
    ("You're free to leave and rejoin whenever you like at no cost.", "no fee"),
    ("We can't promise there will be a spot if you change your mind and want back in.", "only if there is space"),
    ("We reserve the right to refuse re-enrollment.", "at the practice's discretion"),
    ("Patients who re-enroll will be charged the enrollment fee.", "the enrollment fee again"),
    ("Should you re-enroll later, you'd pay $150 and the then-current monthly fee.", "$150; at the then-current price"),
    ("If your membership lapses, there is a $50 reinstatement fee.", "$50"),
    ("You may not rejoin within 6 months of cancelling.", "wait of 6 months"),
    ("Patients who disenroll are locked out for six months before they can re-enroll.", "wait of 6 months"),
    (
        "Return is not guaranteed: it depends on openings, and we charge $100 to reinstate.",
        "$100; only if there is space; at the practice's discretion",
    ),
    ("If you leave and come back you lose your old rate.", "at the then-current price"),
    ("Members who cancel and rejoin within 12 months pay $200.", "$200"),
    ("There is a fee of $200 to re-enroll within one year of leaving.", "$200"),
    ("Anyone dismissed by the practice may not rejoin.", "not possible"),
    ("Former members may be readmitted in the sole discretion of the practice.", "at the practice's discretion"),
    ("Before we take you back you must pay the months you missed.", "pay what was missed or is owed"),
    ("Once you cancel, a $100 reactivation charge applies if you want your spot back in the practice.", "$100"),
    (
        "If you leave, we can't hold your place, and you would join the waiting list to come back.",
        "only if there is space",
    ),
    (
        "Anyone who resigns and subsequently re-enrolls shall pay a re-enrollment fee of Two Hundred Fifty Dollars ($250.00).",
        "$250",
    ),
    ("Families that leave are welcome back after three months.", "wait of 3 months"),
    ("Leaving and coming back may carry a re-enrollment fee.", "a fee, amount not stated"),
    ("You must wait 60 days to re-enroll, and a $75 fee will apply.", "$75; wait of 60 days"),
    ("There is no re-enrollment fee.", "no fee"),
]


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_it_states_what_coming_back_costs_or_takes(text: str, expected: int | str) -> None:
    """One of many wordings, in any voice."""
    found = term(text)

    assert ("stated", expected) == (found.state, found.value)


SILENT = [
    "There is no second registration fee for brothers and sisters.",
    "The enrollment fee is $100.",
    "You may cancel at any time and restart your medication.",
    "Returned checks cost $35.",
    "We will return your call within 24 hours.",
    "There's a $25 charge for checks that come back.",
    "When the results come back we will call you.",
    "Please come back in two weeks for a recheck.",
    "Records of former patients are kept for 7 years and are available on request.",
    "Unused supplements may be returned within 30 days for store credit.",
    "A paused membership can be restarted at any time for a $25 fee.",
    "Former members may request their charts for a fee of $20.",
    "If you have left insurance, you can get it again at open enrollment.",
    "Returning patients pay $80 per month.",
    "We look forward to welcoming you back to the office.",
    "Your access is suspended until payment is made, then it resumes.",
    "If you come to us from another practice, come back to see us each year.",
    "If you move back to town, call us.",
    "You can reactivate your portal account with your e-mail.",
    "If your card is declined we will try again in 3 days.",
    "We will try to come back to you within a day.",
    "Membership restarts each January.",
    "Your plan renews for 12 months. To enroll again for the next year, sign the form.",
    "Fees resume after your deployment ends.",
    "Former patients of Dr. Hall may join at $80 per month.",
    "Please return the signed form within 10 days.",
    "We will reinstate your prescription once labs are back.",
    "No waiting period applies to new members.",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_sounds_alike_is_passed_over(text: str) -> None:
    """Such clauses speak of checks, results, visits and pauses."""
    assert Term(FIELD.name, "silent") == term(text)


def test_two_fees_to_come_back_are_conflicting() -> None:
    """Both are shown; the reader does not choose."""
    text = "FEES\n\nThe re-enrollment fee is $100.\n\nLEAVING\n\nWhoever comes back later pays a fee of $150."

    assert ("conflicting", ["$100", "$150"]) == (term(text).state, term(text).value)


def test_a_wait_and_a_fee_that_follow_each_other_are_one_answer() -> None:
    """The span holds both clauses."""
    text = (
        "Rejoining. A member who has left may not rejoin within six months. After that a rejoining fee of $150 is due."
    )
    found = term(text)

    assert found.span
    assert "wait of 6 months; $150" == found.value
    assert "$150 is due." == text[found.span.start : found.span.end][-12:]
