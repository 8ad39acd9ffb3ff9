"""Ending by the practice: who may, for what, and with how much notice."""

import pytest

from bot.contracts.fields.practice_exit import FIELD
from bot.contracts.reading.lines import lines
from bot.documents.outline import clauses
from bot.vocabulary import Document, Term


def term(text: str) -> Term:
    """Read the field from an agreement."""
    return FIELD.read(lines(clauses(Document(text=text))))


STATED: list[tuple[str, int | str]] = [
    ("You or we can call it quits whenever we like, with 21 days' written notice.", 21),
    ("CAN THE CLINIC DROP ME?\n\nYes, but only with 45 days' warning.", 45),
    ("The company shall have the option to cancel a membership on ten days' notice for any reason.", 10),
    ("If the practice elects not to continue as your provider, it shall give 60 days' notice.", 60),
    ("The member may end it at any month's end. The clinic may do so on 45 days' notice.", 45),
    ("It runs on until one party gives the other 40 days' notice.", 40),
    ("The Practice may terminate this Agreement upon thirty (30) days' written notice.", 30),
    ("Either party may terminate this agreement with 60 days' notice.", 60),
    ("This Agreement may be terminated by either party at any time with 30 days' written notice.", 30),
    ("We may end your membership with 30 days' notice for any reason.", 30),
    ("We may terminate your membership at any time for any reason.", 0),
    ("The clinic reserves the right to terminate this membership immediately, with or without cause.", 0),
    ("Your membership may be terminated at any time at the discretion of the practice.", 0),
    ("You can cancel with two weeks' notice, and we may end the agreement on 30 days' notice.", 30),
    ("The practice can drop a patient with 14 days' written notice.", 14),
    ("Green Valley may end a membership with 30 days' notice.", 30),
    ("Upon thirty days' notice, the Practice may terminate this Agreement.", 30),
    ("Either you or we can end it with 60 days' notice.", 60),
    ("Both parties may cancel on 30 days' notice.", 30),
    ("The Practice may terminate on 90 days' notice, and immediately if the Member fails to pay.", 90),
    ("If we decide to end your membership, we will give you 30 days' notice.", 30),
    ("You will receive at least 60 days' written notice before we terminate your membership.", 60),
    ("If I have to end our relationship, I'll give you 30 days' notice to find another doctor.", 30),
    ("The Practice may terminate the relationship with reasonable notice.", "reasonable"),
    ("Either party may terminate this agreement upon written notice to the other.", "reasonable"),
    ("Either party may terminate this Agreement at any time.", 0),
    ("We can end your membership whenever we like, without notice.", 0),
    ("Access Family Medicine may terminate this agreement with 30 days' notice.", 30),
    ("The physician or the patient may terminate this agreement by giving thirty days written notice.", 30),
    ("Either of us can call it off with a month's notice.", 30),
    (
        "Practice may terminate this Agreement:\n\n(a) upon 30 days' written notice, without cause; or\n\n(b) immediately if the Member fails to pay.",
        30,
    ),
    (
        "TERMINATION BY THE PRACTICE\n\nThe practice can withdraw from the relationship by giving 30 days' notice, for instance when the patient moves.",
        30,
    ),
    ("I may stop being your doctor with 30 days' notice to you.", 30),
    ("We have the right to end this contract at any time by giving you 60 days' notice.", 60),
    ("We each have the right to end this: either side can terminate with 30 days' notice in writing.", 30),
    ("The Company may, on 30 days' notice, terminate this Agreement.", 30),
    ("We may also terminate the agreement, giving you 30 days to find another physician.", 30),
    ("Member or Practice may terminate with 30 days' notice.", 30),
    ("Practice may terminate this Agreement at any time, in its sole discretion.", 0),
    ("The practice may terminate your membership at any time by giving you 15 days' notice.", 15),
    ("Termination. This Agreement can be ended by us with 30 days' notice.", 30),
    ("Either party may terminate this Agreement for any reason or no reason by giving 30 days' notice.", 30),
    ("The Practice or Member may terminate this Agreement upon 30 days' written notice.", 30),
    ("Either Member or Practice may terminate upon 30 days' notice.", 30),
    ("Termination of this agreement by either party requires 30 days' written notice.", 30),
    ("Both you and the clinic may end the membership at any time for any reason.", 0),
    ("You or the practice may cancel at any time with 30 days' notice.", 30),
    (
        "We may decide that we can't be your doctor any more. In that case we may end the membership with 60 days' notice.",
        60,
    ),
    ("We hope it never happens, but we can part ways with a patient on 30 days' notice.", 30),
    ("HealthNow reserves the right to cancel any membership with thirty (30) days notice.", 30),
    ("Clinic can terminate the agreement by sending you a letter 30 days in advance.", 30),
    ("Either party can cancel this contract, in writing, thirty days in advance.", 30),
    ("A member or the practice may discontinue the membership with one month's notice.", 30),
    ("Practice may terminate the agreement upon thirty (30) days' notice, or immediately upon Member's breach.", 30),
    ("The practice may refuse or discontinue membership to anyone at any time.", 0),
    ("Dr. Ames may end this agreement with 30 days' notice.", 30),
    ("This agreement can be cancelled by you or by us on 30 days' notice.", 30),
    ("Either one of us may walk away; either party can terminate by giving one month's notice.", 30),
    ("The clinic can terminate your membership whenever it wants, for any reason or none.", 0),
    ("The practice, in its sole discretion, may discharge a patient with thirty days' written notice.", 30),
    (
        "In the event that the Practice elects to terminate this Agreement, it shall give the Patient 60 days' notice.",
        60,
    ),
    ("We will always give 30 days' notice before ending a membership.", 30),
    ("Should we need to end your membership, you'll have 30 days' notice.", 30),
    ("The practice is entitled to terminate the relationship with 30 days' prior written notice.", 30),
    ("Membership is at will: either side may end it at any time.", 0),
    ("Upon thirty (30) days prior written notice to the other, either party may terminate this Agreement.", 30),
]


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_it_states_the_notice_with_which_the_practice_may_end_it(text: str, expected: int | str) -> None:
    """One of many wordings, in any voice."""
    found = term(text)

    assert ("stated", expected) == (found.state, found.value)


SILENT = [
    "Either party may end it on 20 days' notice of a serious breach that was not cured.",
    "The clinic may refill by telephone, and may do so on two days' notice.",
    "We may terminate your membership if you fail to pay.",
    "The Practice may terminate this Agreement on 10 days' notice for non-payment.",
    "If payment is more than 30 days late, we may cancel your membership.",
    "You may terminate this agreement with 30 days' notice.",
    "This agreement may be terminated with 30 days' notice.",
    "Memberships can be cancelled by the member with 30 days' notice.",
    "We may cancel an appointment with 24 hours' notice.",
    "We may discontinue a feature of the app at any time.",
    "Your employer may terminate your membership at any time.",
    "The patient may terminate this Agreement at any time.",
    "Either party may terminate this Agreement for material breach on 30 days' notice.",
    "We may dismiss you for threatening behavior.",
    "The practice may discharge patients who miss three visits.",
    "If you leave, we may close your account after 30 days.",
    "Neither party may terminate this agreement before the end of the first year.",
    "The practice may not terminate this agreement during the term.",
    "The practice may only terminate for cause.",
    "We will not terminate your membership because of your health.",
    "The Practice may terminate this Agreement:\n\n(a) if the Member fails to pay; or\n\n(b) if the Member is abusive.",
    "I may cancel my membership at any time by giving the practice 30 days' notice.",
    "The agreement renews unless either party gives 30 days' notice of non-renewal.",
    "Medicare may terminate the physician's opt-out at any time.",
    "If we do not receive payment within 10 days we may terminate this agreement.",
    "You agree that you can withdraw at any time.",
    "We may suspend your account at any time.",
    "Failure to pay may result in termination of your membership at any time.",
    "Members may withdraw at any time. We may keep the fee.",
    "We can cancel your card on file at any time.",
    "The practice may terminate you as a patient if you miss three appointments in a year.",
    "We reserve the right to terminate your membership for abusive behavior at any time.",
    "The practice may terminate this agreement immediately for cause.",
    "We can cancel your membership if your card is declined twice.",
    "Subscribers may withdraw at any time by giving the practice 30 days' notice.",
    "You have the right to terminate with 30 days' notice to the practice.",
    "We may end this agreement if you move out of state.",
    "This agreement will terminate 30 days after the practice receives your notice.",
    "The practice will terminate the agreement upon receipt of your 30 days' notice.",
    "If the physician dies or retires, this agreement ends.",
    "If the Practice closes we will give you 90 days' notice.",
    "We may stop offering vaccines at any time.",
    "We may close for holidays at any time.",
    "A spouse may leave the plan at any time.",
    "If a member is in default, the practice may, on 5 days' notice, terminate.",
    "The physician may withdraw a prescription at any time.",
    "The practice may terminate telehealth at any time.",
    "Your membership will be terminated immediately if you are abusive.",
    "Non-payment: after 10 days' notice, the practice may terminate.",
    "We may cancel or reschedule appointments at any time.",
    "The parties may terminate this agreement by mutual written consent.",
    "Upon termination by either party, you have 30 days to collect your records.",
    "If either party terminates, fees for the 30 days after notice are owed.",
    "You may terminate at any time and the practice will refund unused fees.",
    "We may terminate if you don't follow the treatment plan, with 30 days' notice.",
    "Patient may discharge the practice at any time.",
    "Should you need to end your membership, give us 30 days' notice.",
    "When you end your membership we give you 30 days of refills.",
    "Practice may assign this agreement at any time.",
    "A parent may end a child's membership at any time.",
    "You can end your membership whenever you want; we'd be sad, but we can part ways as friends.",
    "If we cancel your visit, we give you 24 hours' notice.",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_sounds_alike_is_passed_over(text: str) -> None:
    """Such clauses speak of reasons, breach, the patient's own right and other things that end."""
    assert Term(FIELD.name, "silent") == term(text)
