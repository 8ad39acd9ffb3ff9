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


def early_exit(value: Any, strings: Catalogue) -> str:
    """Say what leaving early costs."""
    kind = EXITS.get(value) or ("deducted" if "deducted" in value else "flat")
    return strings.say(f"terms.early_termination_fee.said.{kind}", amount=value.split(" ")[0])


def yes_or_no(field: str) -> Callable[[Any, Catalogue], str]:
    """Return what says a term that is true or false."""
    return lambda value, strings: strings.say(f"terms.{field}.said.{'yes_' if value else 'no_'}")


SAYINGS: Mapping[str, Callable[[Any, Catalogue], str]] = {
    "fee": fee,
    "initial_term_months": duration,
    "auto_renews": yes_or_no("auto_renews"),
    "cancel_notice_days": notice,
    "early_termination_fee": early_exit,
    "refund_policy": lambda value, strings: strings.say(f"terms.refund_policy.said.{value}"),
    "not_insurance_statement": yes_or_no("not_insurance_statement"),
}


def say(term: Term, strings: Catalogue) -> str:
    """Say what an agreement states of a field, that it is silent, or that it contradicts itself."""
    if term.state == "silent":
        return strings.say(f"terms.{term.field}.silent")
    if term.state == "conflicting":
        said = " ".join(SAYINGS[term.field](value, strings) for value in term.value)
        return strings.say("answers.conflict", said=said)
    return SAYINGS[term.field](term.value, strings)
