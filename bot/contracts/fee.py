"""The recurring membership fees: a list of {amount, period, who} in dollars; one-off charges are left out."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from bot.contracts.cues import Field, Finding, Line
from bot.contracts.quantities import MONEY, dollars
from bot.vocabulary import Span, Term

PERIODS = {
    "month": r"month|mo|mth|monthly",
    "year": r"year|yr|annum|annual|annually|yearly|12 months",
    "quarter": r"quarter|qtr|quarterly|3 months|4 instal+ments",
    "week": r"week|weekly",
}
ANY_PERIOD = "|".join(PERIODS.values())
AFTERWARDS = re.compile(
    rf"^\s*(?:usd|dollars)?\s*(?:(?:/|per|a|an|each|every|-)\s*(?:person|member|adult|child|individual|patient|family|couple|household|kid|head|participant|employee|enrollee)s?\s*)?"
    rf"(?:\(?\s*(?:/|per|a|an|each|every|-|billed|paid|due|charged|payable|on an?|for (?:the|a|one|each|every))?\s*(?P<period>{ANY_PERIOD})\b)"
)
ONE_OFF = re.compile(
    r"\b(?:(?:re-?)?enroll?(?:ment|ing)?|registration|initiation|sign-?up|one[- ]time|once|application|administrat\w+|set-?up|joining|onboarding|activation"
    r"|no-?show|missed|late|returned|nsf|bounced|reinstat\w*|rejoin\w*|terminat\w+|cancell?ation|penalty|save|saves|saving\w*|discount\w*|off\b"
    r"|deductible|hsa|fsa|irs|medicare|labs?|copays?|deposit|house call|home visit|visits?|per visit|per use|each visit|vaccin\w*|injection|procedure|test|panel|x-?ray"
    r"|imaging|value|worth|instead of|in place of|compared|credit\w*|refund\w*|reward|referral|transfer|copy|copies|form|travel|per hour|an hour|/hour|pause\w*|on hold|freez\w+|suspen\w+|draft returned|unpaid|exit|lesser|greater of|sessions?|spend\w*|supplements?|would (?:be|have)|for example|e\.g)\b"
)
ONE_OFF_AFTER = re.compile(rf"^[^.;,|$]{{0,24}}?{ONE_OFF.pattern}")
BARE = re.compile(r"\b(?:as low as|start as low|from only|as little as)\s*$")
CAP = re.compile(
    r"\b(?:(?:never|not) (?:charge|pay|bill)\b[^.;$]{0,30}more than|no more than|maximum(?: is| of)?|capped? (?:at|of|is)|limit (?:is|of)|up to|not (?:to )?exceed)\W*$"
)
MEMBERSHIP = re.compile(
    r"\b(?:memberships?|member\w*|dues|fees?|retainer|subscription|plans?|pricing|rates?|cost\w*|price[sd]?|adults?|child\w*|individual|couple|famil\w+|ages?|pay|seniors?|tier|monthly|annual\w*|stipend|tuition|employe\w+|kids?|months?)\b"
)
BREAK = re.compile(r"[|;\n\u2022]|(?<!\d)[.](?!\d)|, (?=and |or |\w+ \$)|\band\b|\bor\b")
FILL = re.compile(
    r"^(?:\b(?:the|a|an|is|are|of|for|at|to|fee|fees|pay|pays|you|will|be|membership|monthly|annual|annually|cost|costs|price|rate)\b|[:=\-–,(]|\s)+|[:=\-–,(\s]+$"
)
LABEL = 48
ROW = 130  # characters: in so short a line one period holds for every amount


def period_of(text: str) -> str | None:
    """Return the period that a wording names, None for none or several."""
    named = [name for name, sign in PERIODS.items() if re.search(rf"(?<!\d )\b(?:{sign})\b", text)]
    return named[0] if len(named) == 1 else None


def fees(line: Line, table: list[str | None], running: str | None) -> list[dict[str, Any]]:
    """Return the recurring fees in one clause.

    `table` has the periods of a table's columns, `running` that of the clause before in the same paragraph.
    """
    rows: list[dict[str, Any]] = []
    text, column, done = line.text, 0, 0
    for match in re.finditer(MONEY, text):
        before, after = text[done : match.start()], text[match.end() :]
        around = BREAK.split(before)[-1][-60:]
        following = AFTERWARDS.match(after)
        column += before.count("|")
        unit = (
            (period_of(following["period"]) if following else (table[column] if column < len(table) else None))
            or period_of(around)
            or (period_of(BREAK.split(after)[0][:40]) if not following else None)
        )
        unit = (
            unit
            or period_of(text if len(text) < ROW else "")
            or (None if ONE_OFF.search(text) else period_of(line.heading) or running)
        )
        tail = BREAK.split(after[following.end() if following else 0 :])[0][:30]
        one_off = ONE_OFF.search(around) or (not following and ONE_OFF_AFTER.match(after))
        named = MEMBERSHIP.search(text) or MEMBERSHIP.search(line.heading)
        extra = re.search(r"\+\s*$", before)
        if unit and named and not one_off and not BARE.search(before) and not CAP.search(around):
            rows.append({"amount": dollars(match), "period": unit, "who": who(before, tail, rows, extra is not None)})
            running = unit
        done = match.end() + (following.end() if following else 0)
    return rows


def who(before: str, tail: str, rows: list[dict[str, Any]], extra: bool) -> str:
    """Name whom an amount is for: the words before it in its row, else those after."""
    label = FILL.sub("", re.split(r"[|;$]", before.strip(" |"))[-1].strip())[-LABEL:].strip()
    if not re.search(r"[a-z]{3}|\d", label) and rows and "|" in before:
        return str(rows[-1]["who"])
    if re.search(
        r"\b(?:adult|child|individual|couple|famil|age|senior|person|member|household|kid|year|under|over)", tail
    ) and not re.search(r"[a-z]{3}|\d", label):
        return FILL.sub("", tail).strip()
    return label


def header(line: Line) -> list[str | None]:
    """Return the period named in each column of a table's head, [] for other lines."""
    if "$" in line.text or "|" not in line.text:
        return []
    columns = [period_of(cell) for cell in line.text.split("|")]
    return columns if any(columns) else []


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
        if ONE_OFF.search(line.nearest) and not re.search(
            r"\b(?:membership|monthly|annual|fees? schedule|pricing|dues)\b", line.nearest
        ):
            continue
        if rows := fees(line, table, running if line.clause.paragraph == paragraph else None):
            found.append(Finding(line.clause, rows, 1))
            paragraph, running = line.clause.paragraph, rows[-1]["period"]
    return found


def settle(subject: Field, found: list[Finding]) -> Term:
    """Join the rows of one schedule into one quote; the same fee said twice counts once."""
    groups = [list(group) for _, group in groupby(found, key=lambda finding: finding.clause.section)]
    groups.sort(key=lambda group: -sum(len(finding.value) for finding in group))
    rows: list[dict[str, Any]] = []
    for finding in (finding for group in groups for finding in group):
        for row in finding.value:
            if (row["amount"], row["period"]) not in [
                (old["amount"], old["period"]) for old in rows
            ] or finding in groups[0]:
                rows.append(row)
    main = groups[0]
    near = [finding for finding in main if finding.clause.start - main[0].clause.start < 1500]
    span = Span(near[0].clause.start, near[-1].clause.end, near[0].clause.heading)
    rest = [finding.span for finding in found if finding not in near]
    return Term(subject.name, "stated", rows, span, (), tuple(rest))


FIELD = Field("fee", settle=settle, find=find)
