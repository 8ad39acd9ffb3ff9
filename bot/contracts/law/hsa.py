"""The rule for health savings accounts (HSAs) held against an agreement: what in it falls outside, and what is unclear.

Internal Revenue Code 223(c)(1)(E): direct primary care does not stop HSA payments if a fixed periodic fee is the sole
payment, within a monthly limit; above the limit the whole arrangement falls outside. Nobody is ever told that a
membership fits: the check finds something that falls outside, something unclear, or nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_UP, Decimal
from typing import Literal

from bot.catalogue import Catalogue
from bot.contracts.fee_rows import FeeRow
from bot.contracts.law.hsa_clauses import FIELDS
from bot.contracts.reading.lines import Line, lines
from bot.documents.outline import clauses
from bot.errors import UnknownError
from bot.figures import Figures, spans
from bot.vocabulary import Document, Span, Term, TermSheet

ONE, SEVERAL = "hsa.dpc_fee_cap_one_person", "hsa.dpc_fee_cap_several"
MOST = 2  # clauses that a reason quotes: a third says nothing new
ACCESS = ("after_hours_access", "home_visits", "telemedicine", "same_day_visits")
AHEAD = ("quarter", "year")

Finding = Literal["fails", "unclear", "fits", "note"]
Result = Literal["fails", "unclear", "no_conflict_found"]
DECIDING: Mapping[Result, tuple[Finding, ...]] = {
    "fails": ("fails",),
    "unclear": ("fails", "unclear"),
    "no_conflict_found": ("fits",),
}
TRAPS: Mapping[str, tuple[str, Finding]] = {
    "not_primary_care": ("not_primary_care", "unclear"),
    "hsa_claim": ("claim", "note"),
}


@dataclass(frozen=True)
class Reason:
    """One thing that counts for or against; `name` is that of its sentence in the catalogue, `values` fill it.

    `spans` are the clauses that it rests on. A note decides nothing.
    """

    name: str
    finding: Finding
    spans: tuple[Span, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)

    def said(self, strings: Catalogue) -> str:
        """Return the sentences that say it."""
        fee = self.values.get("fee", "")
        if self.values.get("who"):
            fee = strings.say("laws.hsa.who", fee=fee, who=self.values["who"])
        return strings.say(f"laws.hsa.reason.{self.name}", **{**self.values, "fee": fee})


@dataclass(frozen=True)
class HsaCheck:
    """What the check found on a day; the gravest reasons first. `limits` None: they are not known for it."""

    result: Result
    reasons: tuple[Reason, ...]
    on: date
    limits: "Limits | None" = None

    @property
    def deciding(self) -> tuple[Reason, ...]:
        """The reasons that the result rests on."""
        return tuple(reason for reason in self.reasons if reason.finding in DECIDING[self.result])

    def limit(self, strings: Catalogue) -> str:
        """Return the limits in a sentence; "" where they are not known."""
        return strings.say("laws.hsa.limit", **self.limits.written()) if self.limits else ""

    def said(self, strings: Catalogue) -> tuple[str, ...]:
        """Return the result and its reasons in sentences."""
        return (strings.say(f"laws.hsa.result.{self.result}"), *(reason.said(strings) for reason in self.reasons))


@dataclass(frozen=True)
class Limits:
    """Most that the fees may come to in a month, for one person and for an arrangement of several."""

    one: Decimal
    several: Decimal

    def written(self) -> dict[str, str]:
        """Write both."""
        return {"one": dollars(self.one), "several": dollars(self.several)}


def hsa_check(sheet: TermSheet, document: Document, figures: Figures, on: date) -> HsaCheck:
    """Hold an agreement and its term sheet against the rule as it is on a day."""
    fees = list(fee_reasons(sheet, figures, on))
    others = joined((*clause_reasons(lines(clauses(document))), *term_reasons(sheet)))
    judged = [reason.finding for reason in fees if reason.finding != "note"]
    findings = {reason.finding for reason in others}
    result: Result = "no_conflict_found"
    # some fees above and others not: that depends on who joins
    if "fails" in findings or set(judged) == {"fails"}:
        result = "fails"
    elif "unclear" in findings or set(judged) != {"fits"}:
        result = "unclear"
    order: Sequence[Finding] = ("fails", "unclear", "fits", "note")
    reasons = sorted((*fees, *others), key=lambda reason: order.index(reason.finding))
    return HsaCheck(result, tuple(reasons), on, limits_on(figures, on))


def limits_on(figures: Figures, on: date) -> Limits | None:
    """Return the limits on a day, None where they are not known for it."""
    try:
        return Limits(*(Decimal(str(figures.on(name, on).amount)) for name in (ONE, SEVERAL)))
    except UnknownError:
        return None


# The fee


def fee_reasons(sheet: TermSheet, figures: Figures, on: date) -> Iterator[Reason]:
    """Hold every fee against the limit, which is a cliff; without fee or limit nothing can be said."""
    term = sheet.spoken("fee")
    if term is None or term.span is None or not term.value:
        yield Reason("fee_silent", "unclear")
        return
    places = (term.span, *term.also[: MOST - 1])
    if term.state == "conflicting":
        yield Reason("fee_conflicting", "unclear", places)
        return
    limits = limits_on(figures, on)
    if limits is None:
        known = spans(figures.known(ONE))
        yield Reason("limit_unknown", "unclear", (), {"day": on.isoformat(), "known": known})
        return
    rows = [FeeRow.of(value) for value in term.value]
    for row in rows:
        said = {"fee": f"{dollars(row.amount)} a {row.period}", "who": row.label}
        if not row.spreads:
            yield Reason("fee_period", "unclear", places, said)
            continue
        name, finding, values = held_against(row, limits)
        yield Reason(name, finding, places, {**said, "monthly": dollars(row.least), **limits.written(), **values})
    if any(row.people != "several" for row in rows):
        yield Reason("together", "note", (), limits.written())
    if any(row.period in AHEAD for row in rows):
        yield Reason("paid_ahead", "note", places)


def held_against(row: FeeRow, limits: Limits) -> tuple[str, Finding, dict[str, str]]:
    """Return the sentence, the finding and the limit for one fee.

    A fee whose people are unknown is clear where it is the same for one and for several.
    """
    low = limits.several if row.people == "several" else limits.one
    high = limits.one if row.people == "one" else limits.several
    if row.least > high:
        return "fee_above", "fails", {"limit": dollars(high)}
    if row.people == "added":
        return "fee_added", "unclear", {}
    if row.most <= low:
        return "fee_within", "fits", {"limit": dollars(low)}
    if row.least <= low:
        return "fee_weekly", "unclear", {"limit": dollars(low)}
    return "fee_between", "unclear", {}


# What else is paid, and what is covered


def clause_reasons(ready: Sequence[Line]) -> Iterator[Reason]:
    """Return what single clauses say against the rule, one reason a kind."""
    for kind in FIELDS:
        found = sorted(kind.find_all(ready), key=lambda finding: -finding.weight)
        gravest = [one for one in found if one.value == "fails"] or found
        if gravest:
            yield Reason(kind.name, gravest[0].value, tuple(one.span for one in gravest[:MOST]))


def term_reasons(sheet: TermSheet) -> Iterator[Reason]:
    """Return what the terms and traps of the sheet say against the rule."""
    bills = sheet.spoken("bills_insurance")
    if bills and bills.value is True:
        yield Reason("bills_insurance", "fails", places_of(bills))
    elif bills and bills.value is not False:
        yield Reason("bills_insurance_unclear", "unclear", places_of(bills))
    kind = sheet.spoken("practice_kind")
    if kind and kind.value in ("concierge", "hybrid"):
        yield Reason("concierge", "unclear", places_of(kind))
    joining = sheet.spoken("enrollment_fee")
    if joining and joining.value not in (0, None):
        yield Reason("enrollment_fee", "unclear", places_of(joining))
    for name in ACCESS:
        access = sheet.spoken(name)
        if access and access.value == "extra_cost":
            yield Reason("extra_charge", "unclear", places_of(access))
    for trap, (name, finding) in TRAPS.items():
        if places := tuple(one.span for one in sheet.traps if one.kind == trap and not one.learnt):
            yield Reason(name, finding, places[:MOST])


def joined(reasons: Iterable[Reason]) -> list[Reason]:
    """Make one of the reasons of one name, with the clauses of all: each is said once."""
    found: dict[str, Reason] = {}
    for reason in reasons:
        before = found.get(reason.name)
        places = tuple(dict.fromkeys((*before.spans, *reason.spans))) if before else reason.spans
        found[reason.name] = replace(before or reason, spans=places)
    return list(found.values())


def places_of(term: Term) -> tuple[Span, ...]:
    """Return where a term stands."""
    return (*((term.span,) if term.span else ()), *term.also)[:MOST]


def dollars(amount: Decimal) -> str:
    """Write an amount: whole dollars, or cents where there are some; part of a cent is rounded up, off the limit."""
    cents = amount.quantize(Decimal("0.01"), ROUND_UP)
    return f"${cents:,.0f}" if cents == int(cents) else f"${cents:,.2f}"
