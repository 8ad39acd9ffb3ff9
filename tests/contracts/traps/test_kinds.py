"""The kinds of traps: clauses in many voices that are of a kind, and clauses that only sound like it.

They are written from what a kind means (`knowledge/strings/en/traps.yaml`), not from its wordings.
"""

from collections.abc import Mapping, Sequence

import pytest

from bot.contracts.reading.lines import lines
from bot.contracts.termsheet import FIELDS
from bot.contracts.traps import KINDS
from bot.contracts.traps.following import following
from bot.documents.outline import clauses
from bot.vocabulary import Document

FOUND: Mapping[str, Sequence[str]] = {
    "acceleration": (
        "A member who walks away before the twelve months are up owes the dues for every month still to come.",
        "Leave early and the rest of the year's fees become payable on the day you go.",
        "Upon termination by Member prior to expiration of the Initial Term, all unpaid installments shall be due.",
        "I understand that if I quit before my year is over, I still have to pay whatever is left of it.",
    ),
    "acceleration_on_missed_payment": (
        "If one installment is missed, the unpaid balance for the whole year falls due at once.",
        "Should a payment fail twice, we may bill everything you would have paid through the end of your term.",
        "In the event of default in any payment, Practice may declare all remaining fees immediately payable.",
    ),
    "suspended_for_nonpayment": (
        "If your account is more than ten days overdue, we will pause your visits until it is brought current.",
        "Services may be suspended for any Member whose monthly dues remain unpaid for fifteen days.",
        "When a draft is returned, you can't book with the doctor until we've been paid.",
        "I understand that my membership ends if I miss two payments in a row.",
    ),
    "repay_if_void": (
        "Should a judge find this agreement invalid, you will pay us the reasonable value of the care you had.",
        "If this contract is held to be void, Patient shall reimburse Practice for the services received.",
        "If the law makes this agreement unenforceable, I will still pay fair market value for the visits I received.",
    ),
    "approval_or_reason_required": (
        "You can end the membership only for a reason that we accept, such as a move out of state.",
        "A request to cancel takes effect once the office manager has approved it.",
        "Member may terminate solely for good cause, to be documented in writing.",
        "To leave, you first have to come in for an exit interview.",
    ),
    "notice_tied_to_billing_date": (
        "Tell us at least seven days before your next billing date that you are leaving, or the month is charged.",
        "Cancellation requests must be received by the 25th to stop the draft on the first of the month.",
        "Notice of termination given fewer than ten days prior to the payment date takes effect after that payment.",
    ),
    "fee_runs_on": (
        "Dues continue for thirty days after we have your notice, whether or not you come in.",
        "The fee is owed each month even if you never use the service.",
        "You will still be billed for one more month once you have told us.",
        "Monthly charges keep running while you are traveling and cannot visit.",
    ),
    "refund_lost_once_served": (
        "Once you have had your first visit, no part of the annual fee comes back.",
        "No refund is due after the yearly physical has been performed.",
        "The fee is deemed earned in full as soon as Patient has been seen.",
        "We give the money back within two weeks of joining unless you have already used a service.",
    ),
    "prepaid_forfeited": (
        "Visits left over at the end of the year are lost.",
        "If you paid for a year and leave in June, the practice keeps the rest.",
        "Unused sessions expire on the anniversary and do not roll over.",
        "Any credit remaining on the account at termination is forfeited.",
    ),
    "no_proration": (
        "We do not prorate the month in which you leave.",
        "Leave on the third or on the thirtieth: the whole month is charged.",
        "No adjustment shall be made for a partial billing period.",
        "A month that has begun is paid in full.",
    ),
    "no_refund": (
        "Dues once paid are not returned for any reason.",
        "All membership fees are non-refundable.",
        "I understand that I get no money back if I leave.",
        "The practice makes no refunds.",
    ),
    "refunds_discretionary": (
        "Refunds are decided case by case.",
        "Whether to return any part of the fee is up to the practice alone.",
        "We may, in our sole discretion, credit a portion of the unused fee.",
        "If something serious comes up, ask us, and we may consider giving some of the fee back.",
    ),
    "nonrefundable_enrollment": (
        "The registration fee is not given back if you change your mind.",
        "A one-time sign-up charge of $75 is nonrefundable.",
        "Joining costs $120, and we keep that even if you leave in the first week.",
    ),
    "final_sale": (
        "All sales of vitamins are final.",
        "Packages, once bought, cannot be returned or exchanged.",
        "Purchases are final upon payment.",
    ),
    "reenrollment_barrier": (
        "If you leave and later wish to come back, there is a fee of $150.",
        "Former members who return go to the end of the waiting list.",
        "A patient who cancels may not rejoin for six months.",
        "Re-enrollment is at the physician's discretion.",
    ),
    "price_change": (
        "Dues may be raised once a year.",
        "We can change our prices with sixty days' notice.",
        "Fees move up a bracket on your nineteenth birthday.",
        "The practice reserves the right to adjust membership rates from time to time.",
    ),
    "unilateral_amendment": (
        "We may revise these terms at any time by posting them on our website.",
        "The practice can amend this agreement without your consent.",
        "Our policies are updated from time to time, and the current version binds you.",
    ),
    "deemed_acceptance": (
        "If you go on using the service after a change, you have agreed to it.",
        "A member who does not object within fifteen days is taken to have accepted the new terms.",
        "By clicking Join, you accept everything written here.",
        "Silence for thirty days after our e-mail counts as a yes.",
    ),
    "service_change": (
        "We may add or drop services at any time.",
        "The list of what is included can change without notice.",
        "Practice reserves the right to modify its hours, locations and scope of services.",
    ),
    "practice_may_end": (
        "We may end your membership with thirty days' notice.",
        "The doctor can ask a patient to find another practice.",
        "Practice may terminate this agreement if Patient is abusive to staff.",
        "The clinic can decline to renew you for any reason.",
    ),
    "one_way_assignment": (
        "The practice may transfer this agreement to a buyer of the practice; you may not.",
        "We can hand your contract on to another physician group without asking.",
        "Practice may assign its rights hereunder without Patient's consent.",
    ),
    "non_transferable": (
        "Your membership is yours alone and cannot be given to anyone else.",
        "Member shall not assign this Agreement.",
        "Benefits may not be shared with relatives or friends.",
    ),
    "arbitration": (
        "Any dispute is settled by a single arbitrator and not in court.",
        "You and the practice agree to binding arbitration.",
        "Claims shall be submitted to arbitration under the rules of the American Arbitration Association.",
    ),
    "rights_given_up": (
        "You give up the right to have a jury decide.",
        "No claim may be brought as part of a class action.",
        "A claim must be filed within one year or it is barred.",
        "I waive my right to a trial by jury.",
    ),
    "venue": (
        "Any lawsuit must be brought in the courts of Lindell County.",
        "This agreement is governed by the law of Delaware, and disputes are heard there.",
        "The parties submit to the exclusive jurisdiction of the state courts where the practice sits.",
    ),
    "collection_costs": (
        "If we send your bill to a collector, you pay what the collector charges.",
        "Patient is liable for attorneys' fees that Practice incurs in recovering overdue sums.",
        "Accounts sixty days past due are turned over to a collection agency.",
    ),
    "liability_waiver": (
        "You agree not to hold us responsible for harm caused by a delay in an e-mail.",
        "In no event shall the practice's liability exceed the fees paid in the last three months.",
        "I release the clinic from any claim arising from the use of its gym.",
        "Patient shall indemnify Practice against all losses.",
    ),
    "silenced": (
        "You may not post negative reviews of the practice.",
        "Members agree to keep the terms of this agreement confidential.",
        "Patient shall not disparage the physician in public.",
    ),
    "chargeback_penalty": (
        "If you dispute a charge with your bank and lose, we add $35.",
        "A chargeback ends your membership.",
        "Members who reverse a payment through their card company owe the sum plus a processing fee.",
    ),
    "no_insurance_claims": (
        "You agree not to submit the membership fee to your insurer.",
        "Neither of us may bill Medicare or any other plan for services covered here.",
        "Patient shall not seek reimbursement from a health plan.",
    ),
    "insurer_not_billed": (
        "We don't bill insurance.",
        "The practice participates in no health plan and files no claims.",
        "Claims are never sent to your insurer by this office.",
    ),
    "insurance_cost_sharing": (
        "Your copay is due at each visit besides the membership fee.",
        "We bill your health plan for visits, and you owe its deductible and coinsurance.",
        "Membership does not replace copays, which your plan still requires you to pay.",
    ),
    "medicare_not_billed": (
        "Our doctors have opted out of Medicare, so Medicare will not pay for anything we do.",
        "Neither you nor the practice may send a claim to Medicare.",
        "I accept that Medicare's limits on what may be charged do not apply.",
    ),
    "hsa_claim": (
        "You can pay your dues from your HSA.",
        "Membership fees qualify as a medical expense for your flexible spending account.",
        "Our fee is tax-deductible.",
    ),
    "stale_law": (
        "As of January 2014, the Affordable Care Act requires everyone to have health coverage or pay a penalty.",
        "Under the IRS rules for 2018, membership fees can't be paid with an HSA.",
        "Under the individual mandate you pay a tax penalty if you have no other insurance.",
    ),
    "visit_cap": (
        "The fee covers up to six visits a year.",
        "Each appointment is limited to twenty minutes.",
        "Members get no more than two house calls per year.",
        "After the tenth visit in a calendar year, each visit costs $40.",
    ),
    "surcharge": (
        "Visits after six in the evening cost another $50.",
        "House calls are $75 each.",
        "Paying by credit card adds three percent.",
        "A weekend visit carries an additional charge.",
    ),
    "no_show_fee": (
        "If you miss an appointment without calling, you owe $40.",
        "Visits cancelled less than a day ahead are charged at $35.",
        "A fee applies to patients who do not show up.",
    ),
    "late_fee": (
        "A payment that is more than ten days late costs another $25.",
        "Interest of 1.5 percent a month is added to overdue accounts.",
        "Returned checks are charged $30.",
    ),
    "extras_beyond_fee": (
        "Lab tests are not part of the fee and are billed separately.",
        "You pay for medicines, vaccines and imaging yourself.",
        "Procedures such as mole removal cost extra.",
        "Services outside the list in Schedule A are charged at our posted prices.",
    ),
    "not_primary_care": (
        "We do not replace your family doctor.",
        "This program offers weight-loss care only; keep a primary care physician of your own.",
        "The clinic does not act as the patient's PCP.",
    ),
    "access_not_guaranteed": (
        "We can't promise that you will always see your own doctor.",
        "Same-day visits are offered when the schedule allows.",
        "Messages are answered as soon as possible, but no response time is guaranteed.",
        "Physician may at times be unreachable by telephone.",
    ),
    "no_cover_when_away": (
        "When Dr. Pell is on vacation, there may be no one to cover, and you may need an urgent care clinic.",
        "During the doctor's absence you may have to see another physician at your own cost.",
        "The office closes for three weeks each summer, and in that time you go elsewhere for care.",
    ),
    "paused": (
        "You may pause your membership once a year for a fee of $20.",
        "Freezing the membership for a month moves its end date back by a month.",
        "Memberships can't be put on hold.",
    ),
    "joining_conditions": (
        "Children can join only together with a parent who is a member.",
        "You must have health insurance to be a member.",
        "We may decline an applicant after the first interview.",
        "You have to live within thirty miles of the office to join.",
    ),
    "other_charge": (
        "There is a facility fee of $20 per quarter.",
        "A yearly technology fee of $60 applies.",
        "Changing your plan costs $25.",
    ),
    "autopay_authorisation": (
        "You allow us to charge your card on the first of each month.",
        "I authorize the practice to draft my bank account for dues and other sums I owe.",
        "A card must stay on file and is charged automatically.",
    ),
    "confidentiality_waiver": (
        "E-mail is not secure, and you accept the risk that others may read it.",
        "You consent to our sharing your health details with your employer.",
        "By texting us you waive any claim about the privacy of those texts.",
    ),
}
"""Clauses of each kind."""

SOUNDS_ALIKE: Mapping[str, Sequence[str]] = {
    "acceleration": (
        "If you leave early you owe nothing for the months that remain.",
        "If the practice closes before the year is over, the fees for the remaining months are paid back to you.",
        "You do not owe the rest of the year unless you asked for the yearly discount.",
    ),
    "acceleration_on_missed_payment": (
        "If a payment fails, we will try the card again a week later and charge nothing extra.",
        "A missed payment never makes the rest of the year fall due.",
    ),
    "suspended_for_nonpayment": (
        "We won't stop your care because a payment is late.",
        "The practice may suspend visits during a storm or a power failure.",
    ),
    "repay_if_void": (
        "If any sentence of this agreement is invalid, the others stay in force.",
        "If a court sets this agreement aside as void, we return every fee and you pay nothing.",
    ),
    "approval_or_reason_required": (
        "You may cancel at any time for any reason or for none.",
        "No explanation and no approval from us is needed to leave.",
        "The practice may end this agreement only for good cause.",
    ),
    "notice_tied_to_billing_date": (
        "Cancel on any day; we stop charging you on that very day.",
        "We will e-mail you a reminder three days before your next billing date.",
        "We tell you ten days before the billing date from which a new price applies.",
    ),
    "fee_runs_on": (
        "Billing stops on the day on which you tell us that you are leaving.",
        "Your fee does not continue after you leave.",
    ),
    "refund_lost_once_served": (
        "You get the unused months back even after your first visit.",
        "After the first visit, we send you a summary of what was said.",
    ),
    "prepaid_forfeited": (
        "Unused visits carry over into the next year.",
        "If you leave, prepaid months that you didn't use are paid back within thirty days.",
        "Prepaid visits never expire.",
    ),
    "no_proration": (
        "The month in which you leave is prorated by the day.",
        "We charge only for the days on which you were a member.",
    ),
    "no_refund": (
        "If we close, you get every unused month back.",
        "We refund any fee that was charged by mistake.",
        "The pharmacy does not refund medicines once dispensed.",
    ),
    "refunds_discretionary": (
        "A refund is paid in every case within ten days, and nobody has to approve it.",
        "The physician uses her own discretion in choosing a treatment.",
    ),
    "nonrefundable_enrollment": (
        "The enrollment fee is refunded in full if you leave within thirty days.",
        "There is no enrollment fee.",
        "You get the sign-up fee back if the doctor does not accept you.",
    ),
    "final_sale": (
        "You may return unopened supplements within thirty days for your money.",
        "The final sale price is shown before you pay.",
    ),
    "reenrollment_barrier": (
        "You are welcome to come back at any time without a fee or a wait.",
        "If the doctor comes back from leave, your visits go on as before.",
    ),
    "price_change": (
        "Your fee will not go up while you are a member.",
        "Your insurance company may change its premiums.",
        "The pharmacy may change the price of a drug.",
    ),
    "unilateral_amendment": (
        "This agreement may be changed only in writing signed by both of us.",
        "We cannot change these terms unless you sign.",
    ),
    "deemed_acceptance": (
        "Silence never counts as consent.",
        "A change binds you only once you have signed it.",
    ),
    "service_change": (
        "We will not cut any service while you are a member.",
        "Your specialist may change the plan of treatment.",
    ),
    "practice_may_end": (
        "We will never end your membership because you are ill.",
        "You may end your membership with thirty days' notice.",
        "The practice may not terminate this agreement during a course of treatment.",
    ),
    "one_way_assignment": (
        "Neither of us may assign this agreement without the other's consent.",
        "We will not transfer your membership to another practice unless you agree.",
    ),
    "non_transferable": (
        "You may pass the months that you don't use to a family member.",
        "We may not sell or share your e-mail address.",
        "Records are transferred to a new doctor at your request.",
    ),
    "arbitration": (
        "Nothing here obliges you to arbitrate.",
        "This agreement has no arbitration clause.",
    ),
    "rights_given_up": (
        "You keep your right to a jury trial.",
        "Nothing in this agreement limits your right to join a class action.",
    ),
    "venue": (
        "You may sue wherever you live.",
        "The hospital of Lindell County is where we admit patients.",
    ),
    "collection_costs": (
        "We never send a patient's bill to a collection agency.",
        "Each of us pays our own lawyer.",
        "The collection of blood samples is included.",
    ),
    "liability_waiver": (
        "Nothing here limits our liability for mistakes in your care.",
        "We are fully responsible for the acts of our staff.",
    ),
    "silenced": (
        "You are free to post an honest review.",
        "We keep your health information confidential.",
    ),
    "chargeback_penalty": (
        "You may dispute any charge with your bank, and we will not hold it against you.",
        "Write to us first if a charge on your card looks wrong.",
    ),
    "no_insurance_claims": (
        "You may send our itemized bill to your insurer.",
        "We file the claims for you with your insurance company.",
    ),
    "insurer_not_billed": (
        "We bill your insurance for each visit.",
        "The laboratory does not bill us for tests; it bills your insurer.",
    ),
    "insurance_cost_sharing": (
        "There are no copays for members.",
        "You never owe a copay or a deductible here.",
    ),
    "medicare_not_billed": (
        "We accept Medicare and bill it for covered visits.",
        "Our doctors have not opted out of Medicare.",
    ),
    "hsa_claim": (
        "Ask your HSA bank what its account costs.",
        "You may not use HSA money to pay us.",
    ),
    "stale_law": (
        "The law of this state governs this agreement.",
        "This agreement takes effect on January 1, 2026.",
    ),
    "visit_cap": (
        "You may come as often as you need; there is no limit on visits.",
        "Your insurer may limit physical therapy to twenty visits a year.",
        "We keep our panel to no more than 400 patients.",
    ),
    "surcharge": (
        "There is no extra charge for evening or weekend visits.",
        "House calls are part of your membership.",
    ),
    "no_show_fee": (
        "We do not charge for missed visits.",
        "If the doctor misses an appointment, we call you to set a new one.",
    ),
    "late_fee": (
        "We charge no late fees and no interest.",
        "If the doctor runs late, we will send you a text.",
    ),
    "extras_beyond_fee": (
        "Lab tests are included at no extra cost.",
        "Nothing is billed beyond your membership fee.",
    ),
    "not_primary_care": (
        "Dr. Abbot will be your primary care physician.",
        "We are not an urgent care center; we are your primary care home.",
    ),
    "access_not_guaranteed": (
        "We guarantee a visit within two days.",
        "We do not guarantee that a treatment will cure you.",
    ),
    "no_cover_when_away": (
        "When the doctor is away, another doctor of the practice sees you at no charge.",
        "While you are away on vacation, you can reach us by phone.",
    ),
    "paused": (
        "You can pause at any time, for as long as you like, at no cost.",
        "The doctor may pause the visit to take an urgent call.",
    ),
    "joining_conditions": (
        "Anyone can join; no insurance is needed.",
        "Children are seen on the same day.",
    ),
    "other_charge": (
        "There are no other charges of any kind.",
        "We waive the facility fee of $20 for members.",
    ),
    "autopay_authorisation": (
        "We don't keep card numbers, and nothing is charged automatically.",
        "I authorize the practice to share my records with my specialist.",
    ),
    "confidentiality_waiver": (
        "We never share your health information without your consent.",
        "All messages are encrypted and private.",
    ),
}
"""Protections of the patient, denials, and what others do."""

GRAVER: Mapping[str, Sequence[str]] = {"non_transferable": ("one_way_assignment",)}
"""Kinds that fit as well and are graver."""


def pairs(by_kind: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Return each clause with its kind."""
    return [(kind, clause) for kind, each in by_kind.items() for clause in each]


def kinds_of(text: str) -> set[str]:
    """Return what the rules find a text to be, by its wording or by the terms that it states."""
    ready = lines(clauses(Document(text=text)))
    worded = {kind.name for kind in KINDS if kind.read(ready)}
    return worded | {trap.kind for trap in following([field.read(ready) for field in FIELDS])}


@pytest.mark.parametrize(("kind", "clause"), pairs(FOUND))
def test_a_clause_is_known_as_its_kind(kind: str, clause: str) -> None:
    """Whoever speaks, and however formally: the clause is found, as its kind or as a graver one that fits, too."""
    assert kinds_of(clause) & {kind, *GRAVER.get(kind, ())}


@pytest.mark.parametrize(("kind", "clause"), pairs(SOUNDS_ALIKE))
def test_a_clause_that_only_sounds_alike_is_not_of_that_kind(kind: str, clause: str) -> None:
    """What protects a patient, denies a thing or is another's doing is no trap, though the words are the same."""
    assert kind not in kinds_of(clause)


def test_every_kind_has_its_clauses() -> None:
    """A kind that is added brings three clauses that are of it and two that are not."""
    names = {kind.name for kind in KINDS}

    assert names == set(FOUND) == set(SOUNDS_ALIKE)
    assert not [name for name in names if len(FOUND[name]) < 3 or len(SOUNDS_ALIKE[name]) < 2]


def test_a_kind_shows_its_clearest_clauses_and_no_more() -> None:
    """A fourth clause of one kind says nothing new; the ones that name the thing come before those that hint at it."""
    kind = next(kind for kind in KINDS if kind.name == "no_refund")
    text = "No refund is made. " * 4 + "All payments made are final."
    found = kind.read(lines(clauses(Document(text=text))))

    assert kind.most == len(found)
    assert "All payments made are final." == text[found[0].span.start : found[0].span.end]
