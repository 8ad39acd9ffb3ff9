"""The memberships of a decision: each agreement at hand as its terms have it, or the one that the person told of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.answering.composing import Agreement
from bot.contracts.household_fee import Joiner, household_enrollment, household_fee
from bot.contracts.retainer import retainer
from bot.deciding.inputs import Inputs
from bot.deciding.known import Known
from bot.deciding.people import Person
from bot.vocabulary import Given

TOLD = "membership"
FEE, ENROLLMENT = "retainers.fee", "retainers.enrollment_fee"
SHARE = "health-share"
MOST_TERM_FIELDS = ("initial_term_months", "cancel_notice_days", "early_exit", "leaving", "bills_insurance", "covers")


@dataclass(frozen=True)
class Membership:
    """An entry of a situation file's retainers, and the agreement that it is from, if there is one."""

    id: str
    name: str
    entry: Mapping[str, Any]
    agreement: Agreement | None = None
    doubts: tuple[str, ...] = ()


def memberships(known: Known, joining: Sequence[Person], inputs: Inputs) -> tuple[Membership, ...]:
    """Return the memberships to compare, with what those who join pay together."""
    found = [*_of_agreements(known, joining)]
    if not found and known.number(FEE) is not None:
        found = [_told(known)]
    if len(found) == 1:
        found = [_as_told(known, found[0], joining)]
        one = found[0]
        given: Given | None = None if FEE in known.facts else "document"
        inputs.add(FEE, one.entry.get("fee"), given, who=one.name)
        if one.entry.get("enrollment_fee") is not None:
            inputs.add(ENROLLMENT, one.entry["enrollment_fee"], None if ENROLLMENT in known.facts else "document")
    return tuple(found)


def name_of(known: Known, agreement: Agreement) -> str:
    """Name a membership by its practice, or by the title of what was added."""
    practices = {one.id: one.name for one in known.practices}
    title = practices.get(agreement.revision.practice or "", agreement.revision.title)
    return title.replace(" (sample)", "").rsplit(".", 1)[0][:100] if "." in title[-6:] else title.replace(" (sample)", "")[:100]


def _of_agreements(known: Known, joining: Sequence[Person]) -> Iterator[Membership]:
    """Yield the memberships whose agreement is at hand and names a fee, or whose fee was told."""
    for number, agreement in enumerate(known.agreements, 1):
        entry = retainer(agreement.sheet, agreement.exits)
        fees = entry.pop("fees", ())
        entry.pop("fee_by_age", None)
        together = household_fee(fees, joiners(joining)) if fees else None
        if together is not None:
            entry["fee"] = float(together.monthly)
        if entry.get("fee") is None and known.number(FEE) is None:
            continue
        term = agreement.terms["enrollment_fee"]
        once = household_enrollment(agreement.revision.content.text[term.span.start : term.span.end], joiners(joining)) if term.span else None
        if once is not None:
            entry["enrollment_fee"] = float(once.monthly)
        name = name_of(known, agreement)
        key = agreement.revision.practice or f"agreement-{number}"
        doubts = (*(together.unclear if together else ()), *(once.unclear if once else ()))
        yield Membership(key, name, {**entry, "id": key, "name": name}, agreement, doubts)


def joiners(people: Sequence[Person]) -> tuple[Joiner, ...]:
    """Return people as the fees of an agreement see them."""
    return tuple(
        Joiner(id=one.id, age=one.assumed_age, medicare=one.program == "medicare", child=one.child, spouse=one.key == "spouse")
        for one in people
    )


def _told(known: Known) -> Membership:
    """Return the membership of which only its price was told."""
    name = known.library.strings.say("deciding.plans.membership")
    return Membership(TOLD, name, {"id": TOLD, "name": name, "covers": ["primary_care"]})


def _as_told(known: Known, one: Membership, joining: Sequence[Person]) -> Membership:
    """Put what the person told of a membership's price in the place of what its agreement says."""
    entry = dict(one.entry)
    fee = known.number(FEE)
    if fee is not None:
        entry["fee"] = _together(known, fee, joining)
        if isinstance(entry.get("leaving"), dict):
            entry["leaving"] = {**entry["leaving"], "fee": entry["fee"]}
    if (once := known.number(ENROLLMENT)) is not None:
        entry["enrollment_fee"] = once * (len(joining) if known.value("retainers.enrollment_each") else 1)
    if (bills := known.value("retainers.bills_insurance")) is not None:
        entry["bills_insurance"] = bool(bills)
    if known.value("retainers.paid_by") == "employer":
        entry |= {"fee": 0.0, "enrollment_fee": 0.0}
    return Membership(one.id, one.name, entry, one.agreement, one.doubts)


def _together(known: Known, fee: float, joining: Sequence[Person]) -> float:
    """Return what all who join pay a month, from the fee that was told: one for all, or each their own."""
    if known.value("retainers.family_fee"):
        return fee
    children = [one for one in joining if one.child]
    child_fee = known.number("retainers.child_fee")
    if child_fee is not None:
        each = len(joining) - len(children) if known.value("retainers.each") else 1
        return round(fee * each + child_fee * len(children), 2)
    return round(fee * len(joining), 2) if known.value("retainers.each") else fee
