"""What a term sheet means for leaving and for the comparison: the exit terms, and the retainer of a situation file.

The sheet has a value for each field; how a notice is counted, how long a renewal binds and how a fee is billed stand in
the same clauses beside it, and are read from them here.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal

from bot.contracts.fee_rows import FeeRow
from bot.contracts.provisos import provisos
from bot.contracts.rates import rates
from bot.contracts.reading.patterns import Pattern, then, words
from bot.contracts.reading.quantities import LENGTH, MONEY, count, dollars, months, plain
from bot.vocabulary import (
    Clawback,
    Deduction,
    Document,
    EarlyExit,
    ExitTerms,
    Flat,
    MonthsOfFees,
    NoCharge,
    NoRefundOfPrepaid,
    NoticeRule,
    RemainingBalance,
    Term,
    TermSheet,
)

MONTHLY, YEARLY = 1, 12  # months
# What is more is a slip or a mischief, and nothing that a cost could be worked out from
MOST_MONTHLY = Decimal(15_000)  # dollars
MOST_ONCE = Decimal(100_000)  # dollars
MOST_MONTHS, MOST_DAYS = 600, 366
BEFORE = words("before, prior to, ahead of, in advance of, preceding")
RENEWAL = words(
    """renewal*, renew*, anniversary, expir*, end of (the|your|a|any|each|its|this) _ (term|year|period|contract|membership)*, term ends,
    year ends, (term|period|membership|agreement) (ends|expires|is over)*, next term"""
)
PAYMENT = words(
    """billing, next (bill|payment|charge|draft|debit|invoice|withdrawal|due date)*, payment date, draft*, due date,
    [automatic|next|scheduled] payment, card is next, charge date, bill date"""
)
MONTH_END = words(
    """end of [the|that|your|a] [current|calendar|following|next] month, last day of (the|a|that) _ month, first of the month,
    1st of the month, full calendar month*, calendar month"""
)
AFTER_TERM = words("after [the] (first|initial|minimum) _ _ (term|period|months|commitment|year)*")
ANCHORS: tuple[
    tuple[Literal["before_renewal", "before_payment", "end_of_month", "after_initial_term"], Pattern], ...
] = (
    ("before_payment", then(BEFORE, 45, PAYMENT)),
    ("before_renewal", then(BEFORE, 45, RENEWAL)),
    ("before_renewal", then(words("not [to] renew, non-renewal, non-extension, won't renew"), 90, LENGTH)),
    ("end_of_month", MONTH_END),
    ("after_initial_term", AFTER_TERM),
)
"""The day from which a notice counts back, the first wording that is there; without one, any day."""

FORMS: tuple[tuple[Literal["mail", "email", "portal", "writing"], Pattern], ...] = (
    ("mail", words("certified mail, registered mail, by mail, by post, u.s. mail, us mail")),
    ("email", words("e-mail*, email*")),
    ("portal", words("portal, online, website, account page, in the app")),
    ("writing", words("written, in writing, letter, note")),
)
BUSINESS_DAYS = words("business days, working days, weekdays")
IN_MONTHS = words("month[s], calendar month[s]")
RENEWS_MONTHLY = words(
    """month-to-month, month-by-month, monthly basis, from month to month, each month, every month, monthly (renewal|term|membership)*,
    1 month*, by the month"""
)
RENEWS_YEARLY = words(
    """each year, every year, annually, yearly, another year, successive (1 year|year|annual|12 month)*, 1 year, 12 month*, annual,
    further year, one more _ year, anniversary*, the year"""
)
Disputed = Literal["initial_term_months", "renews", "notice", "early_exit", "refund"]
DISPUTED: Mapping[str, Disputed] = {
    "initial_term_months": "initial_term_months",
    "auto_renews": "renews",
    "cancel_notice_days": "notice",
    "early_termination_fee": "early_exit",
    "refund_policy": "refund",
}
"""What exit terms call the fields on which an agreement can contradict itself."""

CHILD = words("child*, kid[s], infant*, newborn*, baby, babies, teen*, student*, dependent*, under 18, under 21")
OLDEST = 64  # years: up to this age each has to have a fee
GROWN_UP = 40  # years: whose fee stands for an adult's where fees go by age


def exit_terms(sheet: TermSheet, document: Document) -> ExitTerms:
    """Return what an agreement says of leaving, for one adult who pays as most do; what it leaves open is None."""
    said = {term.field: term for term in sheet.terms if term.state != "silent"}
    fee, billed = monthly_fee(said.get("fee"))
    leaving = said.get("early_termination_fee")
    charge = early_exit(leaving, document)
    return ExitTerms(
        fee=fee,
        billed=billed,
        initial_term_months=within(costliest(said.get("initial_term_months")), MOST_MONTHS),
        renews=bool(costliest(said["auto_renews"])) if "auto_renews" in said else None,
        renewal_months=renewal_months(said.get("auto_renews"), document),
        notice=notice_rule(said.get("cancel_notice_days"), document),
        early_exit=charge,
        refund=refund(said.get("refund_policy")),
        enrollment_fee=first_amount(said.get("enrollment_fee")),
        reenroll_fee=first_amount(said.get("reenroll_fee_or_wait")),
        conflicting=tuple(
            ours for field, ours in DISPUTED.items() if field in said and said[field].state == "conflicting"
        ),
        conditional=provisos(own_words(leaving, document), charge, billed),
    )


def retainer(sheet: TermSheet, terms: ExitTerms) -> dict[str, Any]:
    """Return the retainer of a situation file, as far as the agreement says.

    `fee` is one adult's, `fee_by_age` everybody's where the agreement's fees go by age, `fees` are all its rows; `leaving`
    are the exit terms, of which the fields beside it are the gist.
    """
    said = {term.field: term for term in sheet.terms if term.state != "silent"}
    kind = terms.early_exit
    bills = said["bills_insurance"].value if "bills_insurance" in said else None
    entries = {
        "fee": as_number(terms.fee),
        "fee_by_age": fee_by_age(said["fee"].value) if "fee" in said else None,
        "fees": said["fee"].value if "fee" in said else None,
        "enrollment_fee": as_number(terms.enrollment_fee),
        "covers": ["primary_care"],
        "bills_insurance": bills if isinstance(bills, bool) else None,
        "initial_term_months": terms.initial_term_months,
        "cancel_notice_days": within(costliest(said.get("cancel_notice_days")), MOST_DAYS),
        "early_exit": situation_exit(kind, terms),
        "leaving": None if terms == ExitTerms() else terms.model_dump(mode="json", exclude_none=True),
    }
    return {name: value for name, value in entries.items() if value is not None}


def fee_by_age(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]] | None:
    """Return the monthly fee by age, from age to age; None where the rows do not give each age up to OLDEST one fee."""
    fees = [{within(FeeRow.of(row).most, MOST_MONTHLY) for row in rates(rows, age)} for age in range(OLDEST + 1)]
    if any(len(of_age) != 1 for of_age in fees):
        return None
    bands: list[dict[str, Any]] = []
    for age, (fee,) in enumerate(fees):
        if fee is None:
            return None
        if not bands or bands[-1]["fee"] != float(fee):
            bands.append({"from": age, "fee": float(fee)})
        bands[-1]["to"] = age
    del bands[-1]["to"]  # the last goes on
    return bands if len(bands) > 1 else None


def situation_exit(kind: EarlyExit | None, terms: ExitTerms) -> dict[str, Any] | None:
    """Return an early exit in the kinds of a situation file; a number of months' fees and a deduction are flat sums."""
    if kind is None:
        return {"kind": "no_refund_of_prepaid"} if terms.refund == "none" and terms.billed != "month" else None
    if isinstance(kind, MonthsOfFees):
        return {"kind": "flat", "amount": as_number(kind.months * terms.fee)} if terms.fee else None
    if isinstance(kind, Deduction):
        return {"kind": "flat", "amount": as_number(kind.amount)}
    return kind.model_dump(mode="json", exclude_none=True)


def monthly_fee(term: Term | None) -> tuple[Decimal | None, Literal["month", "quarter", "year"]]:
    """Return the monthly fee of one adult and how it is billed: by the month where one can, else as the row says."""
    if term is None:
        return None, "month"
    aged = rates(term.value, GROWN_UP)
    rows = [FeeRow.of(row) for row in aged or term.value]
    grown = [row for row in rows if row.people == "one" and not CHILD.search(row.who)]
    ours = grown or [row for row in rows if row.people == "unknown"] or rows
    best = min(ours, key=lambda row: ("month", "quarter", "year", "week").index(row.period))
    billed: Literal["month", "quarter", "year"] = (
        "quarter" if best.period == "quarter" else "year" if best.period == "year" else "month"
    )
    return within(best.most.quantize(Decimal("0.01")), MOST_MONTHLY), billed


def notice_rule(term: Term | None, document: Document) -> NoticeRule | None:
    """Return how a notice is counted; None where the agreement names none."""
    days = within(costliest(term), MOST_DAYS)
    if term is None or days is None:
        return None
    text = words_of(term, document)
    length, unit = days, "days"
    for match in LENGTH.finditer(text):
        if IN_MONTHS.search(match["unit"]) and days == count(match) * 30:
            length, unit = count(match), "months"
    if unit == "days" and BUSINESS_DAYS.search(text):
        unit = "business_days"
    anchor = next((name for name, pattern in ANCHORS if pattern.search(text)), "any_time")
    form = next((name for name, pattern in FORMS if pattern.search(text)), None)
    return NoticeRule.model_validate({"length": length, "unit": unit, "anchor": anchor, "form": form})


def renewal_months(term: Term | None, document: Document) -> int | None:
    """Return how long each renewal binds: 1 for month to month; None where it is not said."""
    if term is None or not costliest(term):
        return None
    text = words_of(term, document)
    found = [months(match) for match in LENGTH.finditer(text) if months(match) and not near_notice(match)]
    if RENEWS_MONTHLY.search(text):
        return MONTHLY
    if RENEWS_YEARLY.search(text):
        return YEARLY
    return within(found[0], MOST_MONTHS) if len(set(found)) == 1 else None


def near_notice(match: re.Match[str]) -> bool:
    """Whether a length of time is that of a notice."""
    return bool(re.search(r"^\W*(?:prior|advance|written|notice|before)", match.string[match.end() :]))


def early_exit(term: Term | None, document: Document) -> EarlyExit | None:
    """Return what leaving early costs in kind; None where the agreement is silent."""
    if term is None:
        return None
    text = words_of(term, document)
    value = max(term.value, key=cost_of_leaving) if isinstance(term.value, list) else term.value
    simple: dict[str, EarlyExit] = {"none": NoCharge(), "remaining balance": RemainingBalance(), "clawback": Clawback()}
    if value in simple:
        return simple[value]
    if value == "months of fees":
        lengths = [months(match) for match in LENGTH.finditer(text) if 0 < months(match) < YEARLY]
        return MonthsOfFees(months=lengths[0]) if lengths else None
    amount = amounts(str(value))
    if not amount:
        return NoRefundOfPrepaid() if "refund" in str(value) else None
    return Deduction(amount=amount[0]) if "deduct" in str(value) else Flat(amount=amount[0])


def cost_of_leaving(value: Any) -> tuple[int, Decimal]:
    """Rank what leaving early costs, by kind and then by sum: nothing bounds the price of past visits."""
    kinds = ("none", "", "months of fees", "remaining balance", "clawback")
    return kinds.index(value if value in kinds else ""), max(amounts(str(value)), default=Decimal(0))


def refund(term: Term | None) -> Literal["none", "prorated", "conditional"] | None:
    """Return the refund policy, the costliest where the agreement contradicts itself."""
    if term is None:
        return None
    values = term.value if isinstance(term.value, list) else [term.value]
    order: Sequence[Literal["none", "conditional", "prorated"]] = ("none", "conditional", "prorated")
    return next((policy for policy in order if policy in values), None)


def costliest(term: Term | None) -> Any:
    """Return a term's value; of several, the one that binds longest or costs most; None for none that is a number."""
    if term is None:
        return None
    values = term.value if isinstance(term.value, list) else [term.value]
    return max((value for value in values if isinstance(value, int | float)), default=None)


def first_amount(term: Term | None) -> Decimal | None:
    """Return the sum of money of a term, None where it names none."""
    if term is None:
        return None
    if isinstance(term.value, int | float):
        amount: Decimal | None = within(Decimal(str(term.value)), MOST_ONCE)
        return amount
    found = amounts(str(term.value))
    return found[0] if found else None


def amounts(text: str) -> list[Decimal]:
    """Return the sums of money in a text, in dollars."""
    sums = (Decimal(str(dollars(match))) for match in MONEY.finditer(text))
    return [one for one in sums if one <= MOST_ONCE]


def within(value: Any, most: float | Decimal) -> Any:
    """Return a value, None where it is more than can be meant."""
    return value if value is None or value <= most else None


def words_of(term: Term, document: Document) -> str:
    """Return the clauses behind a term, in plain form: its own, then those that qualify it."""
    spans: Iterable[Any] = (term.span, *term.also[: len(term.conditions)])
    return plain(" ".join(document.text[span.start : span.end] for span in spans if span))


def own_words(term: Term | None, document: Document) -> str:
    """Return the one clause of a term as it stands; none of a term that several clauses contradict each other on."""
    if term is None or term.span is None or term.state != "stated":
        return ""
    return document.text[term.span.start : term.span.end]


def as_number(amount: Decimal | None) -> float | None:
    """Return an amount as JSON has it."""
    return None if amount is None else float(amount)
