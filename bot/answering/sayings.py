"""What a term says, as one plain sentence: a table from each field's value to a sentence of the catalogue."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.catalogue import Catalogue
from bot.vocabulary import Term


def fee(value: Any, strings: Catalogue) -> str:
    """Say membership fees: whom they are for, how much, how often."""
    rows = [fee_row(row, strings) for row in value]
    return strings.say(f"terms.fee.said.{'one' if len(rows) == 1 else 'several'}", fees="; ".join(rows))


def fee_row(row: Mapping[str, Any], strings: Catalogue) -> str:
    """Say one fee of a list."""
    return strings.say(
        "terms.fee.said.row_for" if row["who"] else "terms.fee.said.row",
        amount=f"{row['amount']:,}" if isinstance(row["amount"], int) else f"{row['amount']:,.2f}",
        period=row["period"],
        who=row["who"],
    )


def duration(value: Any, strings: Catalogue) -> str:
    """Say a first term in months."""
    said = "terms.initial_term_months.said"
    if isinstance(value, list):
        choices = [
            strings.say(f"{said}.choice_{'monthly' if months <= 1 else 'months'}", months=months) for months in value
        ]
        return strings.say(f"{said}.choice", choices=" / ".join(choices))
    if value % 12 == 0 and value > 0:
        return strings.say(f"{said}.{'year' if value == 12 else 'years'}", years=value // 12)
    return strings.say(f"{said}.{ {0: 'none', 1: 'monthly'}.get(value, 'months') }", months=value)


def notice(value: Any, strings: Catalogue) -> str:
    """Say a notice in days."""
    return strings.say(f"terms.cancel_notice_days.said.{'days' if value else 'any_time'}", n=value)


EXITS = {"remaining balance": "balance", "clawback": "clawback", "months of fees": "months_of_fees", "none": "none"}


PARTLY = {"deducted": "deducted", "of the remaining": "share"}


def early_exit(value: Any, strings: Catalogue) -> str:
    """Say what leaving early costs."""
    kind = EXITS.get(value) or next((name for word, name in PARTLY.items() if word in value), "flat")
    return strings.say(f"terms.early_termination_fee.said.{kind}", amount=value.split(" ")[0])


def yes_or_no(field: str) -> Callable[[Any, Catalogue], str]:
    """Return what says a term that is true or false."""
    return lambda value, strings: strings.say(f"terms.{field}.said.{'yes_' if value else 'no_'}")


def joining(value: Any, strings: Catalogue) -> str:
    """Say a fee to join: its sum, none, or that it has one."""
    kind = "unstated" if isinstance(value, str) else "amount" if value else "none"
    amount = f"{value:,.2f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else ""
    return strings.say(f"terms.enrollment_fee.said.{kind}", amount=amount)


def rejoining(value: Any, strings: Catalogue) -> str:
    """Say what coming back takes."""
    return strings.say("terms.reenroll_fee_or_wait.said.terms", terms=value)


def notice_of(field: str, zero: str) -> Callable[[Any, Catalogue], str]:
    """Return what says a practice's own notice: in days, without a number, or none (`zero`)."""

    def saying(value: Any, strings: Catalogue) -> str:
        kind = "unnumbered" if isinstance(value, str) else "days" if value else zero
        return strings.say(f"terms.{field}.said.{kind}", n=value)

    return saying


OFFERS = {True: "yes_", False: "no_"}


def offer(field: str) -> Callable[[Any, Catalogue], str]:
    """Return what says whether a service is offered, within the fee, against a charge or by plan."""
    return lambda value, strings: strings.say(f"terms.{field}.said.{OFFERS.get(value, value)}")


def panel(value: Any, strings: Catalogue) -> str:
    """Say how many patients a doctor takes."""
    kind = "limited" if value == "limited" else "number"
    return strings.say(f"terms.panel_limit.said.{kind}", n=value)


def visit_length(value: Any, strings: Catalogue) -> str:
    """Say the minutes of a visit."""
    if isinstance(value, list):
        return strings.say("terms.visit_length.said.range", low=value[0], high=value[-1])
    return strings.say("terms.visit_length.said.minutes", n=value)


CARE_BILLED = {True: "yes_", False: "no_"}


def one_of(field: str) -> Callable[[Any, Catalogue], str]:
    """Return what says one of the kinds that a field knows."""
    return lambda value, strings: strings.say(f"terms.{field}.said.{value}")


def bills_insurance(value: Any, strings: Catalogue) -> str:
    """Say whether insurance is billed, or that it varies."""
    return strings.say(f"terms.bills_insurance.said.{CARE_BILLED.get(value, value)}")


def parties(value: Any, strings: Catalogue) -> str:
    """Say between whom an agreement is; each side by its name or by the word used."""
    said = "terms.parties.said"
    practice = value["practice"] or strings.say(f"{said}.the_practice")
    other = value.get("employer") or value["patient"]
    if other.lower() == "you":
        return strings.say(f"{said}.you", practice=practice)
    return strings.say(f"{said}.{'employer' if 'employer' in value else 'both'}", practice=practice, other=other)


SERVICE_STATES = ("included", "extra", "excluded", "conflicting")
LONGEST_LIMIT = 60  # characters of an agreement's own words beside a service


def services(value: Any, strings: Catalogue) -> str:
    """Say which services the fee pays for, which cost extra and which are left out."""
    said = []
    for state in SERVICE_STATES:
        named = [with_limit(row["name"], row["limit"]) for row in value if row["state"] == state]
        if named:
            said.append(strings.say(f"terms.services.said.{state}", names=", ".join(named)))
    return " ".join(said)


def with_limit(name: str, limit: str | None) -> str:
    """Put a short limit in brackets behind a name."""
    return f"{name} ({limit})" if limit and len(limit) <= LONGEST_LIMIT else name


def listed(field: str) -> Callable[[Any, Catalogue], str]:
    """Return what says a list of names."""
    return lambda value, strings: strings.say(f"terms.{field}.said.names", names=", ".join(value))


def duties(value: Any, strings: Catalogue) -> str:
    """Say what the practice promises to do."""
    named = ", ".join(with_limit(row["duty"], row["qualifier"]) for row in value)
    return strings.say("terms.practice_obligations.said.names", names=named)


SAYINGS: Mapping[str, Callable[[Any, Catalogue], str]] = {
    "fee": fee,
    "initial_term_months": duration,
    "auto_renews": yes_or_no("auto_renews"),
    "cancel_notice_days": notice,
    "early_termination_fee": early_exit,
    "refund_policy": lambda value, strings: strings.say(f"terms.refund_policy.said.{value}"),
    "not_insurance_statement": yes_or_no("not_insurance_statement"),
    "after_hours_access": offer("after_hours_access"),
    "home_visits": offer("home_visits"),
    "telemedicine": offer("telemedicine"),
    "same_day_visits": offer("same_day_visits"),
    "panel_limit": panel,
    "visit_length": visit_length,
    "enrollment_fee": joining,
    "reenroll_fee_or_wait": rejoining,
    "price_change_notice_days": notice_of("price_change_notice_days", "none"),
    "practice_can_terminate_notice_days": notice_of("practice_can_terminate_notice_days", "any_time"),
    "medicare_clause": one_of("medicare_clause"),
    "arbitration": yes_or_no("arbitration"),
    "bills_insurance": bills_insurance,
    "practice_kind": one_of("practice_kind"),
    "parties": parties,
    "services": services,
    "services_included": listed("services_included"),
    "services_excluded": listed("services_excluded"),
    "practice_obligations": duties,
    "remedies_and_complaints": listed("remedies_and_complaints"),
}


def say(term: Term, strings: Catalogue) -> str:
    """Say what an agreement states of a field, that it is silent, or that it contradicts itself."""
    if term.state == "silent":
        return strings.say(f"terms.{term.field}.silent")
    if term.state == "conflicting":
        said = " ".join(SAYINGS[term.field](value, strings) for value in term.value)
        return strings.say("answers.conflict", said=said)
    return SAYINGS[term.field](term.value, strings)
