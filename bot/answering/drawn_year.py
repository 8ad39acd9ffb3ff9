"""A drawn year of an option as plain lines, for the terminal: month by month, bill by bill, to the cent."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from bot.answering.compared import INDENT
from bot.catalogue import Catalogue
from bot.costs.amounts import ZERO
from bot.costs.amounts import dollars as written
from bot.costs.arithmetic import Bill, DrawnYear, Entry, Month
from bot.costs.ledger import Standing


def outline(years: Sequence[DrawnYear], strings: Catalogue) -> str:
    """Write drawn years one after another; months without care that cost the same stand together."""
    return "\n\n".join("\n".join(year_lines(year, strings)) for year in years)


def year_lines(year: DrawnYear, strings: Catalogue) -> Iterator[str]:
    """Write one year: its months, its sums, and how it stands to what the comparison works with."""
    head = {"name": year.name, "years": f"{year.years_drawn:,}", "number": f"{year.number:,}"}
    yield strings.say(f"compare.year.{year.which}", **head)
    several = len({bill.member for month in year.months for bill in month.bills}) > 1
    before: Sequence[Standing] = ()
    for _, some in groupby(year.months, key=alike):
        months = list(some)
        yield from month_lines(months, strings, several=several)
        met = [words for one in months[-1].standings if one not in before for words in standing_said(one, strings)]
        yield from ([INDENT + " ".join(met)] if met else [])
        before = months[-1].standings
    fees = sum((entry.amount for month in year.months for entry in month.entries if entry.kind == "visit_fee"), ZERO)
    parts = year.parts
    yield strings.say(
        "compare.year.care",
        sum=dollars(year.care),
        deductible=dollars(parts.deductible),
        copay=dollars(parts.copay),
        coinsurance=dollars(parts.coinsurance),
        not_covered=dollars(parts.not_covered),
        visits=strings.say("compare.year.visits", sum=dollars(fees)) if fees else "",
        plan=dollars(parts.plan_pays),
    )
    yield strings.say("compare.year.total", sum=dollars(year.total))
    yield from filter(None, (year.difference, *year.notes))


def alike(month: Month) -> object:
    """Return what months have in common that are told together: all but their names, or nothing where care is had."""
    return month.number if month.bills else (None, month.entries)


def month_lines(months: Sequence[Month], strings: Catalogue, *, several: bool) -> Iterator[str]:
    """Write a month, or some that are alike."""
    first, last = months[0], months[-1]
    names = {"name": first.name, "first": first.name, "last": last.name, "sum": dollars(first.total)}
    yield strings.say("compare.year.month" if first is last else "compare.year.again", **names)
    if first.entries:
        yield INDENT + "; ".join(entry_said(entry, strings) for entry in first.entries)
    yield from (INDENT + bill_said(bill, strings, several=several) for bill in first.bills)


def entry_said(entry: Entry, strings: Catalogue) -> str:
    """Say what is paid apart from care, and how it comes about where that is not plain."""
    paid = dollars(entry.amount)
    name = "compare.year.entry" if entry.says.startswith(paid) else "compare.year.entry_because"
    return strings.say(name, name=entry.name, sum=paid, says=" ".join(entry.says.split()))


def bill_said(bill: Bill, strings: Catalogue, *, several: bool) -> str:
    """Say what is paid of a bill, and why; of whom it is where several have some."""
    name = "compare.year.bill_of" if several else "compare.year.bill"
    return f"- {strings.say(name, who=bill.member, sum=dollars(bill.paid), says=bill.says)}"


def standing_said(standing: Standing, strings: Catalogue) -> Iterator[str]:
    """Say how much of the limits of a plan is met; those of which nothing is met are left out."""
    whose = (
        strings.say("compare.year.of", who=standing.who) if standing.who else strings.say("compare.year.of_household")
    )
    limits = (
        ("deductible", standing.deductible_met, standing.deductible),
        ("drug_deductible", standing.drug_deductible_met, standing.drug_deductible),
        ("maximum", standing.out_of_pocket_met, standing.out_of_pocket_max),
    )
    for name, met, limit in limits:
        if met and limit is not None:
            yield strings.say(f"compare.year.{name}", whose=f" {whose}", met=dollars(met), limit=dollars(limit))


def dollars(amount: Decimal) -> str:
    """Write an amount; what comes back with a minus."""
    return f"-{written(-amount)}" if amount < 0 else written(amount)
