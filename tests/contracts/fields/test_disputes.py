"""Arbitration: agreed, refused, left to a court, or not spoken of."""

import pytest

from bot.contracts.termsheet import read
from bot.vocabulary import Document, Term

STATED: list[tuple[str, str, object]] = [
    ("arbitration", "Any dispute arising from this Agreement shall be settled by binding arbitration.", True),
    ("arbitration", "You and the clinic agree to arbitrate every disagreement.", True),
    (
        "arbitration",
        "If we can't work it out between us, the matter goes to a neutral arbitrator, whose decision is final.",
        True,
    ),
    (
        "arbitration",
        "Disputes. The parties shall mediate first; if mediation fails, the claim shall be submitted to arbitration under AAA rules.",
        True,
    ),
    (
        "arbitration",
        "By signing you give up your right to a jury trial and agree that claims will be decided by arbitration.",
        True,
    ),
    ("arbitration", "All claims must be resolved through mandatory arbitration in Travis County.", True),
    ("arbitration", "BINDING ARBITRATION. The parties agree that a single arbitrator decides.", True),
    ("arbitration", "Either party may elect to have a dispute decided by binding arbitration.", True),
    (
        "arbitration",
        "We both agree that any quarrel over money or care will be arbitrated and not taken to court.",
        True,
    ),
    ("arbitration", "This agreement contains a mandatory arbitration clause.", True),
    (
        "arbitration",
        "Any controversy, including malpractice, shall be determined by submission to arbitration as provided by law, and not by a lawsuit.",
        True,
    ),
    (
        "arbitration",
        "Disputes are arbitrated before JAMS. Judgment on the award may be entered in any court having jurisdiction.",
        True,
    ),
    ("arbitration", "Should a dispute arise that we cannot settle, it will be submitted to arbitration.", True),
    ("arbitration", "Arbitration shall be the sole remedy for any claim against the Practice.", True),
    ("arbitration", "You waive the right to sue in court and will instead use arbitration.", True),
    (
        "arbitration",
        "Any dispute will be arbitrated. You may opt out of arbitration within 30 days by writing to us.",
        True,
    ),
    ("arbitration", "Disputes go to final and binding arbitration, except claims in small claims court.", True),
    (
        "arbitration",
        "Except for small claims, disputes must be arbitrated individually. No class arbitration is allowed.",
        True,
    ),
    (
        "arbitration",
        "Any claim shall be resolved by arbitration. This section does not apply to claims that cannot be arbitrated by law.",
        True,
    ),
    ("arbitration", "The parties agree to submit disputes to the American Arbitration Association.", True),
    (
        "arbitration",
        "Disputes shall be resolved by arbitration, not in court. The courts of Ohio have jurisdiction to enforce an award.",
        True,
    ),
    ("arbitration", "What if we disagree?\n\nWe each agree to use arbitration instead of a lawsuit.", True),
    ("arbitration", "We do not use arbitration agreements.", False),
    ("arbitration", "There is no arbitration clause in this agreement.", False),
    ("arbitration", "Nothing in this Agreement requires you to arbitrate a claim.", False),
    ("arbitration", "You will never be asked to sign an arbitration agreement here.", False),
    ("arbitration", "This agreement does not require arbitration; you may go to court.", False),
    ("arbitration", "Any lawsuit must be filed in the courts of Larimer County, Colorado.", False),
    (
        "arbitration",
        "The state and federal courts in Dane County shall have exclusive jurisdiction over any dispute.",
        False,
    ),
    ("arbitration", "Venue for any action shall lie in Bexar County, Texas.", False),
    ("arbitration", "The parties consent to the jurisdiction of the courts of Maine.", False),
    ("arbitration", "Disputes shall be resolved in the district court of our county.", False),
    ("arbitration", "You keep your right to take us to court.", False),
    (
        "arbitration",
        "Any action arising out of this contract shall be brought exclusively in the state courts of Iowa.",
        False,
    ),
    ("arbitration", "Exclusive venue is in King County.", False),
    ("arbitration", "Disputes will be decided in court rather than by arbitration.", False),
    ("arbitration", "You don't give up your right to sue us in court by signing this.", False),
    ("arbitration", "You may not sue us in court; instead, every claim will be arbitrated.", True),
    ("arbitration", "You do not have a right to a jury because you agree to arbitration.", True),
    ("arbitration", "A disagreement that we cannot settle ourselves we agree to submit to arbitration.", True),
    ("arbitration", "If mediation does not work, the parties agree to binding arbitration.", True),
    ("arbitration", "Claims not resolved within thirty days shall be subject to binding arbitration.", True),
    ("arbitration", "PLEASE NOTE: section 12 contains an arbitration clause.", True),
    ("arbitration", "No dispute may be brought in court; arbitration is the only way to decide it.", True),
    ("arbitration", "The arbitration will be held in Denver, and each side pays half of the arbitrator's fee.", True),
    (
        "arbitration",
        "12. Arbitration\n\nAny dispute goes to one arbitrator.\n\nYou may reject this section by writing to us within 30 days.",
        True,
    ),
    (
        "arbitration",
        "This Agreement does not contain an arbitration provision, and you keep your right to a jury.",
        False,
    ),
    ("arbitration", "We don't believe in forced arbitration. If you have a problem, talk to us.", False),
    ("arbitration", "No arbitration. No small print.", False),
    ("arbitration", "We resolve disputes through binding arbitration rather than in court.", True),
    ("arbitration", "Binding arbitration will be used to settle any legal claim between us.", True),
    (
        "arbitration",
        "In the event of any dispute, the parties agree to submit the matter to an arbitrator chosen by both.",
        True,
    ),
    ("arbitration", "You agree that any lawsuit will be replaced by an arbitration proceeding.", True),
    ("arbitration", "Any unresolved complaint will be heard by an arbitrator rather than a judge.", True),
    (
        "arbitration",
        "DISPUTE RESOLUTION. Claims are subject to mediation and, failing that, to final arbitration in the city of our office.",
        True,
    ),
    ("arbitration", "The member waives trial by jury and consents to arbitration of all claims.", True),
    ("arbitration", "Both of us give up our right to a trial; an arbitrator will have the last word.", True),
    (
        "arbitration",
        "All claims of medical malpractice will be determined by submission to arbitration under state law.",
        True,
    ),
    (
        "arbitration",
        "Any fight over a bill that we can't sort out goes to arbitration, and what the arbitrator says is final.",
        True,
    ),
    ("arbitration", "Disputes shall be submitted to JAMS for arbitration before one arbitrator.", True),
    ("arbitration", "Except for collection matters, any dispute shall be arbitrated.", True),
    ("arbitration", "Neither party may go to court except to enforce an arbitration award.", True),
    ("arbitration", "The parties' exclusive remedy is arbitration.", True),
    (
        "arbitration",
        "How are disputes handled?\n\nBy binding arbitration in our county, unless the claim fits in small claims court.",
        True,
    ),
    ("arbitration", "Signing this does not commit you to arbitration.", False),
    ("arbitration", "No mandatory arbitration: if we can't fix it, you may take it to court.", False),
    ("arbitration", "We have no arbitration clause.", False),
    ("arbitration", "This contract doesn't take away your right to sue.", False),
    ("arbitration", "The courts of Ada County, Idaho shall have sole jurisdiction.", False),
    ("arbitration", "Any legal action must be filed in state court in Maricopa County.", False),
    ("arbitration", "Litigation arising under this agreement shall take place in the courts of Utah.", False),
    (
        "arbitration",
        "Any dispute shall be subject to the exclusive jurisdiction of the courts located in Cook County.",
        False,
    ),
    ("arbitration", "Unlike some practices, we will never require you to arbitrate.", False),
]

SILENT = [
    ("arbitration", "The parties will first try to mediate any dispute."),
    ("arbitration", "This Agreement is governed by the laws of the State of Kansas."),
    ("arbitration", "If a court of competent jurisdiction holds any part invalid, the rest remains."),
    ("arbitration", "The parties may agree to arbitrate a dispute."),
    ("arbitration", "If both parties agree, a dispute may be submitted to arbitration."),
    ("arbitration", "We may have to disclose records under a court order."),
    ("arbitration", "Either parent may bring the child unless a court has ordered otherwise."),
    ("arbitration", "The practice may use a collection agency or court to collect unpaid fees."),
    ("arbitration", "You can dispute a charge within 60 days."),
    ("arbitration", "Attorney fees are paid by the losing side in any court proceeding."),
    ("arbitration", "Disputes between you and your insurer may go to arbitration under your policy."),
    ("arbitration", "With the written consent of both of us, a disagreement can be sent to an arbitrator."),
    ("arbitration", "If you are a plaintiff in court, we charge $400 an hour to testify."),
    ("arbitration", "We encourage patients to consider arbitration before they sue."),
    ("arbitration", "Disputes may be resolved by mediation or voluntary arbitration."),
    ("arbitration", "Claims of malpractice are handled under state law."),
    ("arbitration", "The basketball court next door is not ours."),
    ("arbitration", "Any unresolved billing dispute with your card company is yours to settle."),
    ("arbitration", "Guardianship papers from the court must be on file."),
    ("arbitration", "Fees for court appearances are not included in the membership."),
    ("arbitration", "Patient has read the Notice of Privacy Practices and the Court Street parking map."),
    ("arbitration", "We would rather settle a problem over coffee than in court."),
    ("arbitration", "Disputes about a good faith estimate may be taken to the federal dispute process."),
    ("arbitration", "Before going to court, please call us."),
    ("arbitration", "If part of this contract is struck down by a court, the venue and other parts remain valid."),
    ("arbitration", "Any provision that a court finds unenforceable is severed."),
    ("arbitration", "Mediation is required before either party files a lawsuit."),
    ("arbitration", "The laws of Florida govern this agreement."),
    ("arbitration", "Dr. Bell serves as an arbitrator for the county medical society."),
    ("arbitration", "Disputed charges must be reported in 30 days."),
    ("arbitration", "We will honor a court order about custody."),
    ("arbitration", "If we both agree at the time, we may use an arbitrator."),
    ("arbitration", "Unpaid balances may be sent to collections or small claims court."),
    ("arbitration", "You must disclose any pending lawsuit against a provider."),
    ("arbitration", "The tennis court at the club is for members of the club."),
    ("arbitration", "You may ask the court to review a guardian's decision."),
    ("arbitration", "Your doctor may be called to court and will charge for the time."),
    ("arbitration", "The prevailing party in any litigation recovers attorney fees."),
]


def term(field: str, text: str) -> Term:
    """Read one field of an agreement."""
    return read(Document(text=text))[field]


@pytest.mark.parametrize(("field", "text", "expected"), STATED)
def test_a_clause_states_the_field(field: str, text: str, expected: object) -> None:
    """In many voices: who does it, what is denied, what is left out of it."""
    found = term(field, text)

    assert ("stated", expected) == (found.state, found.value)


@pytest.mark.parametrize(("field", "text"), SILENT)
def test_what_sounds_alike_leaves_the_field_silent(field: str, text: str) -> None:
    """Other payers, other people, rules in general and mere mentions."""
    assert Term(field, "silent") == term(field, text)


def test_a_way_out_of_arbitration_is_its_condition() -> None:
    """Whoever reads that disputes are arbitrated reads how to opt out."""
    text = "Any dispute goes to binding arbitration.\n\nWe like dogs.\n\nYou may opt out of arbitration within 30 days."
    found = term("arbitration", text)

    assert (True, ("You may opt out of arbitration within 30 days.",)) == (found.value, found.conditions)


def test_arbitration_outweighs_a_court_for_the_rest() -> None:
    """A court may still enforce an award or hear what is not arbitrated."""
    text = "Claims are settled by arbitration.\n\nOtherwise venue is in the courts of Ada County."

    assert True is term("arbitration", text).value
