"""The memberships of a decision: each agreement at hand as its terms have it, or the one that the person told of."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.answering.composing import Agreement, quoted
from bot.contracts.household_fee import Joiner, household_enrollment, household_fee
from bot.contracts.retainer import retainer
from bot.deciding.inputs import Inputs
from bot.deciding.known import Known
from bot.deciding.people import Person
from bot.vocabulary import Sentence

TOLD: Mapping[str, str] = {"retainers": "membership", "retainers2": "other-membership"}
"""What is told of memberships whose agreement is not here: where it stands, and what they are called by."""

FEE, ENROLLMENT = "retainers.fee", "retainers.enrollment_fee"
SHARE = "health-share"
FILE = re.compile(r"\.(?:pdf|docx|html?|md|txt)$", re.IGNORECASE)


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
    if not found:
        places = [place for place in TOLD if known.number(f"{place}.fee") is not None]
        return tuple(
            _show_told(known, _as_told(known, _told(known, place), joining, place), place, inputs) for place in places
        )
    if len(found) == 1:
        told = len(known.agreements) == 1 or not known.agreements  # of several nobody knows whose fee was told
        found = [_as_told(known, found[0], joining, "retainers") if told else found[0]]
        for name, field in ((FEE, "fee"), (ENROLLMENT, "enrollment_fee")):
            _show(known, found[0], name, field, inputs)
    return tuple(found)


def _show(known: Known, one: Membership, name: str, field: str, inputs: Inputs) -> None:
    """Note a price of a membership: as it was told, for each or for all; or what its agreement comes to, with the clause."""
    if name in known.facts:
        inputs.add(name, known.number(name), who=one.name)
        return
    term = one.agreement.terms[field] if one.agreement else None
    if term is not None and term.span is not None and one.agreement is not None and one.entry.get(field) is not None:
        sentence = Sentence(text="", quotes=(quoted(one.agreement.revision, term.span),), shown=False)
        inputs.add(name, one.entry[field], "document", sentence, who=one.name)


def name_of(known: Known, agreement: Agreement) -> str:
    """Name a membership by its practice, or by the title of what was added."""
    practices = {one.id: one.name for one in known.practices}
    title = practices.get(agreement.revision.practice or "", agreement.revision.title)
    return FILE.sub("", title.replace(" (sample)", ""))[:100]


def _of_agreements(known: Known, joining: Sequence[Person]) -> Iterator[Membership]:
    """Yield the memberships whose agreement is at hand and names a fee, or whose fee was told."""
    for number, agreement in enumerate(known.agreements, 1):
        entry = retainer(agreement.sheet, agreement.exits)
        fees = entry.pop("fees", ())
        entry.pop("fee_by_age", None)
        entry.pop("covers", None)  # that is what a comparison takes anyway, and nobody said it
        chosen = [row for row in fees if row.get("period") == known.value("retainers.billed")]
        together = household_fee(chosen or fees, joiners(joining)) if fees else None
        if together is not None:
            entry["fee"] = float(together.monthly)
        if entry.get("fee") is None and (known.number(FEE) is None or len(known.agreements) > 1):
            continue
        term = agreement.terms["enrollment_fee"]
        once = (
            household_enrollment(agreement.revision.content.text[term.span.start : term.span.end], joiners(joining))
            if term.span
            else None
        )
        if once is not None:
            entry["enrollment_fee"] = float(once.monthly)
        name = name_of(known, agreement)
        key = agreement.revision.practice or f"agreement-{number}"
        doubts = (*(together.unclear if together else ()), *(once.unclear if once else ()))
        yield Membership(key, name, {**entry, "id": key, "name": name}, agreement, doubts)


def joiners(people: Sequence[Person]) -> tuple[Joiner, ...]:
    """Return people as the fees of an agreement see them."""
    return tuple(
        Joiner(
            id=one.id,
            age=one.assumed_age,
            medicare=one.program == "medicare",
            child=one.child,
            spouse=one.key == "spouse",
        )
        for one in people
    )


def _told(known: Known, place: str) -> Membership:
    """Return a membership of which only its price was told."""
    several = known.number("retainers2.fee") is not None
    name = known.library.strings.say(
        f"deciding.plans.{TOLD[place].replace('-', '_')}{'_first' if several and place == 'retainers' else ''}"
    )
    return Membership(TOLD[place], name, {"id": TOLD[place], "name": name})


def _show_told(known: Known, one: Membership, place: str, inputs: Inputs) -> Membership:
    """Note the prices of a membership that were told."""
    for name in ("fee", "enrollment_fee"):
        if f"{place}.{name}" in known.facts:
            inputs.add(f"{place}.{name}", known.number(f"{place}.{name}"), who=one.name)
    return one


def _as_told(known: Known, one: Membership, joining: Sequence[Person], place: str) -> Membership:
    """Put what the person told of a membership's price in the place of what its agreement says."""
    entry = dict(one.entry)
    fee = known.number(f"{place}.fee")
    if fee is not None:
        entry["fee"] = _together(known, fee, joining)
        if isinstance(entry.get("leaving"), dict):
            entry["leaving"] = {**entry["leaving"], "fee": entry["fee"]}
    if known.value(f"{place}.free_to_leave"):
        entry |= {"early_exit": {"kind": "none"}, "initial_term_months": 1, "auto_renews": True, "renewal_months": 1}
    if (once := known.number(f"{place}.enrollment_fee")) is not None:
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
