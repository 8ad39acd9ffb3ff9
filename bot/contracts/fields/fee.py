"""The recurring membership fees: a list of {amount, period, who} in dollars; one-off charges are left out."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from bot.contracts.fields.prices import NAME, ONE_OFF, OTHER_PERIOD, Price, period_of, prices
from bot.contracts.reading.cues import Field, Finding, Skip
from bot.contracts.reading.lines import Line
from bot.contracts.reading.patterns import either, requiring, words
from bot.contracts.reading.wordings import FEES, LEAVE, MEMBERSHIP, PLAN, PRICES
from bot.vocabulary import Span, Term

ROW = 130  # characters: in so short a line one period holds for every amount
PRICE_TAG = 40  # characters: a line that is but a price is for what the heading names
SHORT_ROW = 60  # characters: so short is a row of a price list
LABEL = 60  # characters: so short is the name of a price
NO_PERIOD = "-"  # of a column of half years, paychecks or visits
SCHEDULE = 1500  # characters: rows of one section within so much are quoted as one
MEMBERSHIP_FEE = either(
    MEMBERSHIP,
    PLAN,
    FEES,
    PRICES,
    words(
        """member*, adult[s], individual, couple, famil*, child*, kid[s], age[s], senior[s], employe*, tier, pay,
        month[s], monthly, annual*, stipend, tuition, spouse[s], husband, wife, couple[s], partner, household, person, people, of you, both of you, the pair, bill[s|ed]"""
    ),
)

PRICED = words("fee[s], dues, pay*, pric*, rate[s], cost[s], membership[s], plan[s], per, each, charge[s]")
LONE = re.compile(r"^\W*\$\s?\d[\d,.]*(?![\w.])[^|$]{0,40}$")
SAID = re.compile(r"[.;!]\s*$|:\s*\w.*\b(?:is|are|will|may)\b")
ON_LEAVING = either(LEAVE, words("leave*, refund*, come back, coming back, return*, if you paid, count up, re-join*"))
IN_PARTS = re.compile(
    r"^\W*(?:or )?(?:if |when )?(?:paid |payable |pay )?in (?:\d|two|four|\w+ ?ly)? ?(?:halves|parts|instal|pieces)"
)
INCLUDED = words("included, unlimited")
NOT_OURS = words(
    """until (19|20)*, used to, back in, down the road, (vendor|competitor|hospital)[s], storage, elsewhere, for example, for instance, carrier[s], other (practices|clinics|offices), asks us,
    insurance (company|premium*|policy), premium[s], spend[s], average, parking, deductible[s], gym[s], mortgage,
    salary, would have cost, cable, (its|their|an|your) insurer[s], storing, store, sold separately,
    outside partner"""
)
COUNT = r"(?<![\w$.,:#/(-])(?P<sum>[2-9]\d|\d{3}|\d{1,2},\d{3}|\d{4})(?![\d,.%]*\d|%)"
BARE_SUM = re.compile(  # "60 a month": a sum that leaves its dollars out
    rf"{COUNT}(?= (?:(?:per|each) (?:person|adult|child|member|couple|family) )?(?:a|per|each|every) (?:month|year|quarter|mo|yr)\b(?! of| from| old))"
)
COUNTED = words(
    """visit[s], hour[s], day[s], times, minutes, patients, people, call[s], message[s], percent, miles, points, appointment[s],
    session[s], up to, more than, fewer than, members, video*, consult*, e-mail*, born, since, maximum,
    pay-check*, exam*, test[s], screening*, cases, weeks, holidays, off, new, instal*, payments, deductions"""
)
IN_HUNDREDS = re.compile(  # "one-forty" is 140
    r"\b(?:one|two|three|four|five|six|seven|eight|nine)[- ](?:ten|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b",
    re.IGNORECASE,
)
DOLLARS_BEHIND = re.compile(r"\((?:in )?dollars,? ((?:a|per|each|every) \w+)\)")
PERIOD_NAMED = re.compile(r"\d\d[^|]{0,40}\b(?:month|year|quarter|mo|yr)\b")
RATE_BELOW = re.compile(r"^\W{0,3}(?:per|a|each|every)?\W{0,2}(?:mo|month|yr|year|qtr|quarter)\b.{0,20}$")
JUST_A_SUM = re.compile(r"^\W*\$\s?\d[\d,.]*\W*$")
SAID_BELOW = re.compile(  # "These are monthly", under a list of sums
    r"^\W*(?:these|those|they|all|the above|(?:all )?(?:the )?(?:prices|rates|fees|dues|amounts|sums|figures))\b[^.;$]{0,25}\b(?:are|is)\b"
    r"[^.;$]{0,25}\b(?:monthly|annual|yearly|quarterly|(?:a|per|by the|each|every) (?:month|year|quarter))\b"
)


def find(lines: Sequence[Line]) -> list[Finding]:
    """Return the clauses that state recurring fees, with what they state."""
    found: list[Finding] = []
    table: list[str | None] = []
    last: Line | None = None
    running: str | None = None
    below: list[Line] = []  # sums without a period, as far as a sentence below them may name it
    for line, following in zip(lines, (*lines[1:], None), strict=False):
        if columns := header(line):
            table = columns
        elif "|" not in line.text:
            table = []
        if below and SAID_BELOW.match(line.text):
            found += [
                Finding(one.clause, rows, 1)
                for one in below
                if (rows := fees(one, [], period_of(line.text), named=True))
            ]
        if "$" not in line.text and "$" not in in_dollars(line):
            below = []
            continue
        follows = last is not None and (line.clause.paragraph == last.clause.paragraph or is_next_row(line, last))
        row_below = last is not None and is_next_row(line, last)
        rate = period_under(line, following)
        if rows := fees(
            line, table, rate or (running if follows else period_above(line)), named=row_below or bool(table or rate)
        ):
            found.append(Finding(line.clause, rows, 1))
            last, running = line, rows[-1]["period"]
        elif len(line.text) < SHORT_ROW:
            below.append(line)
    return found


def is_next_row(line: Line, last: Line) -> bool:
    """Whether a line is the row of a price list below another."""
    return line.over is last.clause and not any(
        len(one.text) > SHORT_ROW or one.text[-1:] == "." for one in (line, last)
    )


def period_under(line: Line, following: Line | None) -> str | None:
    """Return the period that stands alone under a lone sum, as on a price card."""
    if following is None or following.over is not line.clause or not JUST_A_SUM.match(line.text):
        return None
    return period_of(following.text) if RATE_BELOW.match(following.text) else None


def in_dollars(line: Line) -> str:
    """Return a clause with the dollars that its sums leave out."""
    if "$" in line.text or not PERIOD_NAMED.search(line.text) or IN_HUNDREDS.search(line.clause.text):
        return line.text
    text = DOLLARS_BEHIND.sub(r"\1", line.text)
    return text if COUNTED.search(text) else BARE_SUM.sub(r"$\g<sum>", text)


def period_above(line: Line) -> str | None:
    """Return the period that a short line over a short line names, as a title does that has not the shape of one."""
    if len(line.text) > SHORT_ROW or len(line.above) > ROW or "$" in line.above or not PRICED.search(line.above):
        return None
    return period_of(line.above)


def header(line: Line) -> list[str | None]:
    """Return the period named in each column of a table's head, [] for other lines."""
    if "$" in line.text or "|" not in line.text:
        return []
    columns = [column_period(cell) for cell in line.text.split("|")]
    return columns if {*columns} - {None, NO_PERIOD} else []


def column_period(cell: str) -> str | None:
    """Return the period that the head of a column names; "Yearly physical" names none."""
    if ONE_OFF.search(cell):
        return None
    return NO_PERIOD if OTHER_PERIOD.search(cell) else period_of(cell)


def fees(line: Line, table: Sequence[str | None], running: str | None, *, named: bool = False) -> list[dict[str, Any]]:
    """Return the recurring fees in one clause.

    `table` has the periods of a table's columns, `running` that of the clause before in the same paragraph;
    `named`: what is above says that these are fees.
    """
    rows: list[dict[str, Any]] = []
    label = label_above(line)
    named = named or bool(MEMBERSHIP_FEE.search(f"{line.titled} / {line.above if len(line.text) < SHORT_ROW else ''}"))
    if NOT_OURS.search(line.text) or ONE_OFF.search(label) or IN_PARTS.match(line.text):
        return rows
    if table and (INCLUDED.search(line.text) or ONE_OFF.search(line.text.strip(" |").split("|")[0])):
        return rows  # a table of what each plan includes
    for price in prices(in_dollars(line)):
        period = period_for(price, line, table, running)
        if period and price.recurring and (named or price.rate) and (price.rate or not ON_LEAVING.search(line.text)):
            # a row of a table names its people once
            who = rows[-1]["who"] if rows and "|" in price.before and not NAME.search(price.label) else price.who
            if not who and len(line.text) < PRICE_TAG:
                who = label or (line.clause.section[-1].lower() if line.clause.section else "")
            rows.append({"amount": price.amount, "period": period, "who": who})
            running = period
    return rows


def label_above(line: Line) -> str:
    """Return the line over a lone price that says what it is for, as on a price card; else ""."""
    alone = LONE.match(line.text) and len(line.above) < LABEL
    return line.above.strip(" |*") if alone and "$" not in line.above and not SAID.search(line.above) else ""


def period_for(price: Price, line: Line, table: Sequence[str | None], running: str | None) -> str | None:
    """Return the period of a price: what stands nearest to it counts."""
    place = price.column - max(0, line.text.count("|") + 1 - len(table))  # the head may leave its first cell out
    column = table[place] if 0 <= place < len(table) else None
    if column == NO_PERIOD:
        return price.rate
    period = price.rate or column or price.period or (period_of(line.text) if len(line.text) < ROW else None)
    if period or one_off(line.text):
        return period
    return period_of(line.heading) or running


@lru_cache(maxsize=1)
def one_off(text: str) -> bool:
    """Whether a clause names a charge that is made once, asked for one price of it after the other."""
    return bool(ONE_OFF.search(text))


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
    requiring(
        r"\$|\b(?:fees?|dues|dollars|pric|cost|pay|rate|month|annual|year|quarter|week)",
        words("$*, fee*, dues*, dollars*, pric*, cost*, pay*, rate*, month*, annual*, year*, quarter*, week*"),
    ),
    skip=(
        Skip(
            "the heading names other charges",
            ONE_OFF,
            unless=words(
                """membership, monthly, annual, fee[s] schedule, pricing, dues, yearly, pay (by|for) the, pay* ahead,
                discount*, save, saving*"""
            ),
            where="nearest",
            unless_where="nearest",
        ),
        Skip(
            "the heading is about coming back or leaving",
            either(LEAVE, words("leaving, coming back, come back, return*, refund*")),
            where="nearest",
            unless=words("fee[s], pric*, dues, cost*, pay*"),
            unless_where="nearest",
        ),
    ),
    settle=settle,
    find=find,
)
