"""The header: the plan's name, its year, whom it covers, its type; and what is told of a premium or an HSA."""

import re
from collections.abc import Iterator

from bot.benefits.form import Form
from bot.benefits.terms import BenefitTerm
from bot.benefits.wording import MONEY, dollars, spaced, span, trimmed

DATE = r"(?:\d{1,2}[/.-]\d{1,2}[/.-](?:20)?\d\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2},? 20\d\d|20\d\d)"
PERIOD = spaced(
    rf"(?:coverage period|plan year|policy period)\W{{0,6}}(?:(?:beginning |effective )?(?:on or after )?)?(?P<from>{DATE})(?: ?(?:-|to|through|thru)? ?{DATE})?"
)
YEAR = re.compile(r"20\d\d")
CENTURY = 2000
TYPES = r"(?:hdhp|hmo|ppo|epo|pos|hsa|cdhp|indemnity|ffs|fee~for~service|high~deductible(?: health plan)?)"
TYPE = spaced(rf"plan type\W{{0,6}}(?P<value>{TYPES}(?:(?: ?[/+-] ?| with | ){TYPES})*)\b")
COVERED = spaced(
    r"coverage for\W{0,6}(?P<value>[a-z][^|\u00b7\n]{1,70}?) ?(?=\||\u00b7|plan type|important questions|page \d|\d+ of \d+|the summary|this is only|$|\n)"
)
COVERED_BESIDE_TYPE = spaced(r"coverage for\W{0,6}(?P<value>[a-z][^|\u00b7:]{1,70}?)[ |\n]*plan type")
TITLE = spaced(
    r"summary of benefits (?:and|&) coverage(?: ?\(sbc\))?(?: ?: ?what this plan covers (?:&|and) what (?:you pay for covered services|it costs))?|page \d+(?: of \d+)?|\d+ of \d+|\(?https?://\S+|important questions"
)
NAMED = spaced(
    r"(?<![a-z])plan(?: option)? name\W{1,6}(?P<value>[a-z0-9][^\n|\u00b7]{2,90}?) ?(?=[\n|\u00b7]|coverage (?:period|for)|plan type|$)"
)
STARTS = spaced(
    r"the summary of benefits and coverage \(sbc\)|this is only a summary|your share of|questions: call|note: "
)
TELLING = (
    (3, spaced(r"\b(?:hmo|ppo|epo|pos|hdhp|hsa|bronze|silver|gold|platinum|catastrophic)\b")),
    (2, re.compile(r"\d{3,5}")),
    (1, spaced(r"\b(?:plan|health|insurance|mutual|saver|value|choice|select|basic|standard|trust|cooperative)\b")),
)
SENTENCE = re.compile(r"[?!]|\b(?:i|you|your|we|please)\b")
LONGEST_NAME = 110
NO_NAME = -1
PREMIUM = spaced(rf"(?P<monthly>monthly )?premiums?\b(?P<gap>[^$.|\n]{{0,30}}){MONEY}(?P<unit>.{{0,16}})")
MONTH = re.compile(r"month|\bmo\b")
OTHER_PERIOD = re.compile(r"week|year|annual|quarter|pay period|paycheck")
NO_HSA = spaced(
    r"\bnot (?:an? )?(?:hsa|health savings account|hdhp)\b[ -]?(?:eligible|qualified|compatible)?|(?:cannot|can't|may not|not) be (?:used|paired|combined) with an? (?:hsa|health savings)"
)
HSA = spaced(
    r"\b(?:hsa|health savings account)s?~(?:eligible|qualified|compatible)|qualified high~deductible health plan|compatible with an? (?:hsa|health savings)"
)
HSA_NAMED = spaced(r"\bhsa\b|\bhdhp\b|high~deductible health plan")


def read(form: Form) -> Iterator[BenefitTerm]:
    """Yield the terms of the header, those of which it speaks."""
    head = form.folded[: form.head]
    if found := PERIOD.search(form.folded):
        written = found["from"]
        year = YEAR.search(written)
        yield _term(form, "plan_year", int(year[0]) if year else CENTURY + int(written[-2:]), found.span())
    if found := COVERED_BESIDE_TYPE.search(form.lines) or COVERED.search(form.lines):
        value = form.text[slice(*trimmed(form.text, *found.span("value")))]
        yield _term(form, "coverage_for", " ".join(value.split()), (found.start(), found.end("value")))
    if found := TYPE.search(form.folded):
        yield _term(form, "plan_type", " ".join(form.text[slice(*found.span("value"))].split()).upper(), found.span())
    if found := _premium(form):
        yield _term(form, "premium", dollars(found["amount"]), found.span())
    if found := NO_HSA.search(form.folded):
        yield _term(form, "hsa_eligible", False, found.span())
    elif found := HSA.search(form.folded) or HSA_NAMED.search(head):
        yield _term(form, "hsa_eligible", True, found.span())


def name(form: Form) -> str | None:
    """Return what the header calls the plan: what is left of it, and sounds most like a plan's name."""
    if found := NAMED.search(form.lines):
        return form.text[slice(*trimmed(form.text, *found.span("value")))]
    starts = STARTS.search(form.folded, 0, form.head)
    end = starts.start() if starts else form.head
    lines = [form.text[slice(*trimmed(form.text, *place))] for place in _left(form, end)]
    scored = [(_score(line), line) for line in lines]
    best = max((score for score, _ in scored), default=NO_NAME)
    return next(line for score, line in scored if score == best) if best > NO_NAME else None


def _left(form: Form, end: int) -> Iterator[tuple[int, int]]:
    """Yield the lines and cells of the header, less what is known to be something else."""
    known = [
        found.span() for pattern in (TITLE, PERIOD, COVERED, TYPE) for found in pattern.finditer(form.folded, 0, end)
    ]
    breaks = [(at, at + 1) for at in range(end) if form.text[at] in "\n|\u00b7"]
    start = 0
    for place in sorted([*known, *breaks, (end, end)]):
        if place[0] > start:
            yield start, place[0]
        start = max(start, place[1])


def _score(line: str) -> int:
    words = line.lower()
    if not 2 < len(line) <= LONGEST_NAME or SENTENCE.search(words):
        return NO_NAME
    return sum(weight for weight, pattern in TELLING if pattern.search(words))


def _premium(form: Form) -> re.Match[str] | None:
    for found in PREMIUM.finditer(form.folded):
        around = f"{found['monthly'] or ''}{found['gap']}{found['unit']}"
        if MONTH.search(around) and not OTHER_PERIOD.search(around):
            return found
    return None


def _term(form: Form, field: str, value: object, place: tuple[int, int]) -> BenefitTerm:
    return BenefitTerm(field=field, state="stated", value=value, span=span(form.text, *place))
