"""Law beside the clause: which laws speak of what a clause of an agreement says, and where the two seem to differ.

What a law asks for is in knowledge/laws; `RULES` says beside which terms and traps each kind of demand stands, and
`REACHES` which agreements a law is about. A card says that clause and law may conflict, never which of them counts.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.catalogue import Catalogue
from bot.contracts.fields.early_exit import REMAINING
from bot.contracts.reading.quantities import is_number
from bot.laws import Demand, Law, Reach, Requirement
from bot.vocabulary import Span, Term, TermSheet

FEDERAL = "US"
A_MONTH = 30  # days: more notice than that holds who may leave at will, as in the trap `long_notice`
AHEAD: Mapping[str, float] = {"week": 0.25, "month": 1, "quarter": 3, "year": 12}  # months that a fee pays for
CLAWBACK = "clawback"
SHORT_PAID = ("week", "month")
DIRECT_CARE: tuple[Reach, ...] = ("dpc", "dpc_without_third_party_billing")
SPENT = ("refund_lost_once_served",)
REFUSALS = ("no_refund", "no_proration", "refunds_discretionary")

Judge = Callable[[Any, Requirement], bool]
"""Says something of a term's value and what a law asks for; the value of a trap is True."""


@dataclass(frozen=True)
class LawCard:
    """A law beside one clause: what it asks for there, and the clause, by its field or its kind of trap.

    `tension`: the clause, as it was read, seems to ask for the opposite. `out_of_date`: nobody has read the law again
    by the day on which that was due; such a card never claims a tension. Where its text is, the library's `sources[law.source]` says.
    """

    law: Law
    kind: Demand
    requirements: tuple[Requirement, ...]
    beside: str
    span: Span
    tension: bool
    out_of_date: bool

    @property
    def says(self) -> str:
        """What the law asks for, in our own sentences."""
        return " ".join(one.says for one in self.requirements)

    def said(self, strings: Catalogue) -> tuple[str, ...]:
        """Return the card's sentences: how law and clause stand to each other, what the law says, what to check."""
        head = "conflict" if self.tension else "compare"
        undated = "_undated" if self.law.as_of == "unknown" else ""
        names = ["seen_in_part"] if self.law.seen == "in part" else []
        names += ["seen_second_hand"] if self.law.seen == "second-hand" else []
        names += ["out_of_date"] if self.out_of_date else []
        return (
            strings.say(f"laws.card.{head}{undated}", cite=self.law.cite, as_of=day_or_year(self.law.as_of)),
            strings.say("laws.card.says", says=self.says),
            *(strings.say(f"laws.card.{name}", review_by=day_or_year(self.law.review_by)) for name in names),
            strings.say("laws.card.check", check=self.law.check_before_use),
        )


# What a clause says


def always(_value: Any, _item: Requirement) -> bool:
    """Hold for every clause."""
    return True


def never(_value: Any, _item: Requirement) -> bool:
    """Leave it to people to compare."""
    return False


def longer_notice(value: Any, item: Requirement) -> bool:
    """Whether it asks the patient for a longer notice than the law names; where that is none, than a month."""
    return is_number(value) and item.days is not None and value > (item.days or A_MONTH)


def shorter_notice(value: Any, item: Requirement) -> bool:
    """Whether the practice gives notice of fewer days than the law names."""
    return is_number(value) and item.days is not None and value < item.days


def no_refund(value: Any, _item: Requirement) -> bool:
    """Whether nothing comes back."""
    return bool(value == "none")


def rest_owed(value: Any, _item: Requirement) -> bool:
    """Whether who leaves owes the rest of the term."""
    return bool(value == REMAINING)


def costs_something(value: Any, _item: Requirement) -> bool:
    """Whether leaving has a charge."""
    return bool(value != "none")


def held_though_free(value: Any, item: Requirement) -> bool:
    """Whether who leaves owes the rest of the term, though the law lets the patient leave at will."""
    return rest_owed(value, item) and item.days == 0


def care_paid_back(value: Any, _item: Requirement) -> bool:
    """Whether who leaves pays for the care that was given."""
    return bool(value == CLAWBACK)


def paid_ahead(value: Any, _item: Requirement) -> bool:
    """Whether some fee pays for more than a month."""
    return any(row["period"] not in SHORT_PAID for row in value)


def too_far_ahead(value: Any, item: Requirement) -> bool:
    """Whether every fee pays for more months than the law lets be asked for; a choice of paying by the month asks for none.

    By the month counts as not ahead: in what part of it the fee falls due is not among the terms.
    """
    if item.months is None:
        return False
    return bool(value) and all(AHEAD.get(row["period"], 0) > max(item.months, 1) for row in value)


# Which demand stands beside which clause


@dataclass(frozen=True)
class Rule:
    """A kind of demand and the fields and traps of which it speaks.

    `fits`: whether it speaks of this value at all; `against`: whether the value seems to be the opposite of it.
    """

    demand: Demand
    fields: tuple[str, ...] = ()
    traps: tuple[str, ...] = ()
    against: Judge = never
    fits: Judge = always


# A trap is known by its wording alone and has no value. Only the one whose wording is its whole meaning claims a tension.
RULES = (
    Rule("notice_by_patient", ("cancel_notice_days",), against=longer_notice),
    Rule("notice_by_patient", ("early_termination_fee",), against=held_though_free, fits=costs_something),
    Rule("notice_by_patient", traps=("acceleration", "approval_or_reason_required", "minimum_term")),
    Rule("notice_by_patient", traps=("long_notice", "notice_tied_to_billing_date")),
    Rule("practice_notice", ("practice_can_terminate_notice_days",), against=shorter_notice),
    Rule("practice_notice", traps=("practice_ends_any_time",)),
    Rule("refund", ("refund_policy",), against=no_refund),
    Rule("refund", traps=SPENT, against=always),
    Rule("refund", traps=REFUSALS),
    Rule("refund", ("early_termination_fee",), against=rest_owed, fits=costs_something),
    Rule("refund", traps=("acceleration",)),
    Rule("earning", ("refund_policy",), against=no_refund),
    Rule("earning", traps=SPENT, against=always),
    Rule("earning", traps=REFUSALS),
    Rule("rest_of_term", ("early_termination_fee",), against=rest_owed, fits=costs_something),
    Rule("rest_of_term", traps=("acceleration",)),
    Rule("cost_of_care", ("early_termination_fee",), fits=care_paid_back),
    Rule("cost_of_care", traps=("clawback_on_exit",)),
    Rule("termination_fee", ("early_termination_fee",), ("acceleration",), fits=costs_something),
    Rule("prepayment", ("fee",), against=too_far_ahead, fits=paid_ahead),
    Rule("trust_account", ("fee",), fits=paid_ahead),
    Rule("fee_rule", ("fee",), ("price_change",)),
    Rule("fee_change_notice", ("price_change_notice_days",), ("price_change",), against=shorter_notice),
    Rule("billing_ban", ("bills_insurance",), ("no_insurance_claims",)),  # who may claim differs by law: to be compared
    Rule("liability", ("services_excluded",), ("extras_beyond_fee",)),
    Rule("renewal", ("auto_renews",), ("auto_renewal",)),
    Rule("not_insurance", ("not_insurance_statement",)),
    Rule("not_insurance_statement", ("not_insurance_statement",)),
    Rule("coverage", ("not_insurance_statement",)),
    Rule("hsa", ("fee",), ("hsa_claim",)),
    Rule("medicare", ("medicare_clause",)),
)
"""What has no row here, such as writing and records, is asked of the paper or the practice and stands beside no clause."""
TRAPS = {kind for rule in RULES for kind in rule.traps}


# Whom a law is about


@dataclass(frozen=True)
class Arrangement:
    """What decides which laws are about an agreement; None: not known."""

    bills_insurance: bool | None
    renews: bool


REACHES: Mapping[Reach, Callable[[Arrangement], bool]] = {
    "dpc": lambda one: one.bills_insurance is False,
    "dpc_without_third_party_billing": lambda one: one.bills_insurance is False,
    "automatic_renewal": lambda one: one.renews,
    "consumer_contracts": lambda _: True,
    "hsa": lambda _: True,
    "medicare": lambda _: True,
    "marketplace": lambda _: False,  # about insurance plans
    "residents": lambda _: False,  # about people
}


def cards(
    sheet: TermSheet,
    laws: Iterable[Law],
    state: str | None,
    bills_insurance: bool | None,
    on: date,
) -> tuple[LawCard, ...]:
    """Return the laws that stand beside the clauses of an agreement, those in tension first, federal ones last.

    `state` is the practice's, None if it is not known: then only federal laws are shown. `bills_insurance`: whether
    the practice bills insurance for the same services; None: what the agreement says of it counts, and while that is
    not known no state's law on direct primary care is shown (see `questions`).
    """
    known = arrangement(sheet, bills_insurance)
    found: list[LawCard] = []
    for law in laws:
        if law.jurisdiction in (FEDERAL, state) and REACHES[law.reaches](known):
            for kind in dict.fromkeys(item.kind for item in law.requires):
                found += telling(merged(beside(sheet, law, kind, on)))
    return tuple(sorted(found, key=lambda card: (not card.tension, card.law.jurisdiction == FEDERAL)))


def questions(
    sheet: TermSheet, laws: Iterable[Law], state: str | None, bills_insurance: bool | None
) -> tuple[str, ...]:
    """Return what to ask before a state's law can be shown, in order, by names in the catalogue of strings."""
    bills = arrangement(sheet, bills_insurance).bills_insurance
    in_question = any(law.reaches in DIRECT_CARE and state in (None, law.jurisdiction) for law in laws)
    asked = ["laws.ask.bills_insurance"] if in_question and bills is None else []
    asked += ["laws.ask.state"] if state is None and bills is not True else []
    return tuple(asked)


def arrangement(sheet: TermSheet, bills_insurance: bool | None) -> Arrangement:
    """Return what is known of an agreement; where it says otherwise than we were told, billing is not known."""
    said = stated(sheet, "bills_insurance")
    read = said.value if said and isinstance(said.value, bool) else None
    told = read if bills_insurance is None else bills_insurance
    renews = stated(sheet, "auto_renews")
    return Arrangement(told if read in (None, told) else None, bool(renews and renews.value))


def beside(sheet: TermSheet, law: Law, kind: Demand, on: date) -> Iterator[LawCard]:
    """Yield a card for every clause of which a law's items of one kind speak, terms before traps."""
    items = law.asks_for(kind)
    out_of_date = law.review_by < on
    rules = [rule for rule in RULES if rule.demand == kind]
    terms = [(rule, term) for rule in rules for field in rule.fields if (term := sheet.spoken(field))]
    clauses = [(rule, term.field, term.value, term.span, term.state == "stated") for rule, term in terms]
    clauses += [
        (rule, trap.kind, True, trap.span, True)
        for rule in rules
        for trap in sheet.traps
        if trap.kind in rule.traps and not trap.learnt
    ]
    for rule, name, value, span, clear in clauses:
        # of two clauses that differ nobody knows which counts, so neither is held against a law
        if span and (not clear or any(rule.fits(value, item) for item in items)):
            against = any(rule.against(value, item) for item in items if not item.left_to_agreement)
            tension = clear and against and not out_of_date
            yield LawCard(law, kind, items, name, span, tension, out_of_date)


def merged(found: Iterable[LawCard]) -> list[LawCard]:
    """Join the card beside a trap with one beside the same words, so that a clause is not shown twice."""
    kept: list[LawCard] = []
    for card in found:
        same = [one for one in kept if card.beside in TRAPS and overlap(one.span, card.span)]
        if same:  # rather one that says the same of the clause
            twin = next((one for one in same if one.tension == card.tension), same[0])
            kept[kept.index(twin)] = replace(twin, tension=twin.tension or card.tension)
        else:
            kept.append(card)
    return kept


def telling(found: list[LawCard]) -> list[LawCard]:
    """Return the cards in tension; where none is, the first: what a law asks for need be said but once."""
    return [card for card in found if card.tension] or found[:1]


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share characters."""
    return one.start < other.end and other.start < one.end


def stated(sheet: TermSheet, field: str) -> Term | None:
    """Return a term that the agreement states without contradiction."""
    term = sheet.spoken(field)
    return term if term and term.state == "stated" else None


def day_or_year(as_of: int | date | str) -> str:
    """Write the day or the year of a text."""
    return f"{as_of:%B} {as_of.day}, {as_of.year}" if isinstance(as_of, date) else str(as_of)
