"""The recurring membership fees: a list of {amount, period, who} in dollars; one-off charges are left out."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from bot.contracts.fields.prices import NAME, ONE_OFF, Price, period_of, prices
from bot.contracts.reading.cues import Field, Finding, Skip
from bot.contracts.reading.lines import Line
from bot.contracts.reading.patterns import either, words
from bot.contracts.reading.wordings import FEES, MEMBERSHIP, PLAN, PRICES
from bot.vocabulary import Span, Term

ROW = 130  # characters: in so short a line one period holds for every amount
PRICE_TAG = 40  # characters: a line that is but a price is for what the heading names
SCHEDULE = 1500  # characters: rows of one section within so much are quoted as one
MEMBERSHIP_FEE = either(
    MEMBERSHIP,
    PLAN,
    FEES,
    PRICES,
    words(
        """member*, adult[s], individual, couple, famil*, child*, kid[s], age[s], senior[s], employe*, tier, pay,
        month[s], monthly, annual*, stipend, tuition"""
    ),
)


def find(lines: Sequence[Line]) -> list[Finding]:
    """Return the clauses that state recurring fees, with what they state."""
    found: list[Finding] = []
    table: list[str | None] = []
    paragraph, running = -1, None
    for line in lines:
        if columns := header(line):
            table = columns
        elif "|" not in line.text:
            table = []
        if rows := fees(line, table, running if line.clause.paragraph == paragraph else None):
            found.append(Finding(line.clause, rows, 1))
            paragraph, running = line.clause.paragraph, rows[-1]["period"]
    return found


def header(line: Line) -> list[str | None]:
    """Return the period named in each column of a table's head, [] for other lines."""
    if "$" in line.text or "|" not in line.text:
        return []
    columns = [period_of(cell) for cell in line.text.split("|")]
    return columns if any(columns) else []


def fees(line: Line, table: Sequence[str | None], running: str | None) -> list[dict[str, Any]]:
    """Return the recurring fees in one clause.

    `table` has the periods of a table's columns, `running` that of the clause before in the same paragraph.
    """
    rows: list[dict[str, Any]] = []
    if not MEMBERSHIP_FEE.search(line.titled):
        return rows
    for price in prices(line.text):
        period = period_for(price, line, table, running)
        if period and price.recurring:
            # a row of a table names its people once
            who = rows[-1]["who"] if rows and "|" in price.before and not NAME.search(price.label) else price.who
            if not who and len(line.text) < PRICE_TAG and line.clause.section:
                who = line.clause.section[-1].lower()
            rows.append({"amount": price.amount, "period": period, "who": who})
            running = period
    return rows


def period_for(price: Price, line: Line, table: Sequence[str | None], running: str | None) -> str | None:
    """Return the period of a price: what stands nearest to it counts."""
    column = table[price.column] if price.column < len(table) else None
    period = price.rate or column or price.period or (period_of(line.text) if len(line.text) < ROW else None)
    if period or ONE_OFF.search(line.text):
        return period
    return period_of(line.heading) or running


def settle(subject: Field, found: list[Finding]) -> Term:
    """Join the rows of one schedule into one quote; the same fee said twice counts once."""
    groups = [list(group) for _, group in groupby(found, key=lambda finding: finding.clause.section)]
    groups.sort(key=lambda group: -sum(len(finding.value) for finding in group))
    main = groups[0]
    rows = [row for finding in main for row in finding.value]
    known = {(row["amount"], row["period"]) for row in rows}
    for row in (row for group in groups[1:] for finding in group for row in finding.value):
        if (row["amount"], row["period"]) not in known:
            known.add((row["amount"], row["period"]))
            rows.append(row)
    near = [finding for finding in main if finding.clause.start - main[0].clause.start < SCHEDULE]
    span = Span(near[0].clause.start, near[-1].clause.end, near[0].clause.heading)
    rest = tuple(finding.span for finding in found if finding not in near)
    return Term(subject.name, "stated", rows, span, (), rest)


FIELD = Field(
    "fee",
    skip=(
        Skip(
            "the heading names other charges",
            ONE_OFF,
            unless=words("membership, monthly, annual, fee[s] schedule, pricing, dues"),
            where="nearest",
            unless_where="nearest",
        ),
    ),
    settle=settle,
    find=find,
)
