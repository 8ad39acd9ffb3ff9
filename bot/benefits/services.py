"""Services: the rows of the table, each as a term with what a network provider's patient pays."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.benefits import costs
from bot.benefits.form import Form, Row
from bot.benefits.terms import NAMES, BenefitTerm, Cost
from bot.benefits.wording import spaced, span
from bot.insurance import SERVICES, Service
from bot.vocabulary import Span

OPENS = spaced(r"if you (?:visit|have|need|are)\b|common medical event|page \d|\d+ of \d+")
WAIVED_BESIDE = 250  # characters of loose text behind the price in which its limitations stand
FEES = {"outpatient": spaced(r"surgery|ambulatory|outpatient"), "inpatient": spaced(r"hospital|inpatient")}
AROUND = 300  # characters before a fee in which its event is named
BEFORE_DEDUCTIBLE: dict[str, tuple[Service, ...]] = {
    r"primary care|\bpcp\b|doctor visits?": ("primary_care",),
    r"specialists?\b|specialty (?:care|visits?)": ("specialist",),
    r"office visits?|physician visits?": ("primary_care", "specialist"),
    r"urgent care": ("urgent_care",),
    r"mental|behavioral": ("mental_health",),
    r"\blabs?\b|laboratory|diagnostic tests?": ("lab",),
    r"emergency": ("emergency",),
    r"(?<!brand\s)(?<!generic\s)(?<!tier\s1\s)(?<!preventive\s)(?:prescriptions?\b|\bdrugs\b|pharmacy)": (
        "generic_drug", "preferred_drug", "nonpreferred_drug", "specialty_drug",
    ),
    r"generics?\b|tier 1 drugs": ("generic_drug",),
    r"preferred brand": ("preferred_drug",),
    r"preventive|well~child": ("preventive",),
}  # fmt: skip
CATEGORIES = [(spaced(pattern), services) for pattern, services in BEFORE_DEDUCTIBLE.items()]
ALL_COPAYS = spaced(
    r"(?:services|items|care|benefits|visits|anything|everything)? ?(?:with|that (?:have|require)|subject to|listed with) (?:an? )?(?:fixed )?co~pay|\bco~pay(?:ment)?s? (?:services|items)"
)
SOME = spaced(r"\bsome\b|\bcertain\b|\bmost\b|first (?:\d|\w+)(?: \w+){0,3} visits?")
YES = spaced(r"yes\b")
SPARED = spaced(r"(?:doesn't|does not|do not|don't) apply to (?P<care>[^.|]{3,200})")
REACH = 80  # characters behind a price in which words may still belong to it
UNIT = spaced(
    r"^ ?(?:/ ?|per |each |an? )(?:office )?[a-z]+|up to \d+ days|for (?:all )?other [a-z ]{0,30}services|apply\b|\(mail order\)|\(retail\)|max(?:imum)?(?: of)? \$ ?[\d,.]+(?: per \w+)?|\$ ?[\d,.]*\d (?:min|max)\w*"
)
CAPPED = spaced(r"(?:up to|not to exceed|max(?:imum)?(?: of)?)(?: an?)? \$ ?[\d,.]*\d(?: ?(?:per |/ ?)\w+)?")
MIDDLE = 2  # cells of a row that has the network's price and limitations alone


@dataclass(frozen=True)
class Cell:
    """What a row says of the network's price, where; `rest` is what stands beside it."""

    reading: costs.Reading
    span: Span
    rest: tuple[int, int]


@dataclass(frozen=True)
class Services:
    """All services read: their terms, warnings, and whether care outside the network is paid for."""

    terms: tuple[BenefitTerm, ...]
    warnings: tuple[str, ...]
    outside: BenefitTerm


def read(form: Form, hsa: bool) -> Services:
    """Read every service; `hsa`: the law lets the plan pay for nothing but prevention before its deductible."""
    waivers = _waivers(form)
    cells: dict[str, Cell] = {}
    warnings: list[str] = []
    for key, row in _keyed(form):
        for service in ("lab", "xray") if key == "test" else (key,):
            if cell := _cell(form, row, service):
                cells.setdefault(service, cell)
    if _torn(form):
        warnings.append(
            "Some columns of the table could not be told apart; what they say of those services was not read."
        )
    terms = []
    for service in SERVICES:
        term = _term(service, cells.get(service), waivers, hsa and service != "preventive")
        if term.value is not None:
            term = _with_physician(term, service, cells)
            warnings += _warnings(service, term, cells[service].reading.partial, form)
        terms.append(term)
    return Services(tuple(terms), tuple(warnings), _outside(form))


def _keyed(form: Form) -> Iterator[tuple[str, Row]]:
    """Yield the rows under their services; a fee is the surgery's or the hospital's by what is named around it."""
    event = ""
    torn = _torn(form)
    for row in form.rows:
        if row in torn:
            continue
        if row.key == "facility":
            event = _event(form, row) or ("inpatient" if event == "outpatient" else "outpatient")
            yield event, row
        elif row.key == "physician":
            yield f"{event}_physician", row
        else:
            yield row.key, row


def _event(form: Form, row: Row) -> str:
    """Tell surgery from a hospital stay: by the words in the fee's own cell, or else the last event before it."""
    own = form.folded[row.start : row.cells[0][0] if row.cells else row.start]
    for event, words in FEES.items():
        if words.search(own):
            return event
    before = form.folded[max(0, row.start - AROUND) : row.start]
    places = {event: max((one.start() for one in words.finditer(before)), default=-1) for event, words in FEES.items()}
    latest = max(places, key=lambda event: places[event])
    return latest if places[latest] >= 0 else ""


def _torn(form: Form) -> list[Row]:
    """Return the loose rows that may have the price of the row before them."""
    torn, empty = list[Row](), False
    for row in form.rows:
        if row.piped or row.key == "pregnancy":
            empty = False
        elif not costs.PRICE.search(form.folded, *row.cells[0]):
            empty = True
        else:
            torn += [row] if empty else []
            empty = False
    return torn


def _cell(form: Form, row: Row, service: str) -> Cell | None:
    if row.piped:
        start, end = row.cells[0]
        rest = row.cells[-1] if len(row.cells) > 1 and row.cells[-1][0] >= end else (end, end)
    else:
        start, end, rest = _loose(form, row)
    reading = costs.read(form.folded, start, end, service)
    place = span(form.text, start, end)
    return Cell(reading, place, rest) if reading and place else None


def _loose(form: Form, row: Row) -> tuple[int, int, tuple[int, int]]:
    """Cut the first cell out of loose text: up to the last word that belongs to its last price."""
    start, end = row.cells[0]
    found = costs.prices(form.folded, start, end)
    if not found:
        return start, start, (end, end)
    last = costs.first_cell(found)
    own = found[:last]
    stop = found[last].start if last < len(found) else end
    words = form.folded[own[-1].end : stop]
    cut = own[-1].end + _extent(words)
    begin = form.text.rfind("\n", start, own[0].start) + 1 or start
    flags = [
        flag.start() for one in (costs.BEFORE, costs.AFTER) if (flag := one.search(form.folded, start, own[0].start))
    ]
    begin = min([begin, *flags])
    return max(start, begin), cut, (cut, min(end, cut + WAIVED_BESIDE))


def _extent(words: str) -> int:
    """Return how far behind a price the words go that belong to it."""
    opens = OPENS.search(words)
    words = words[: opens.start() if opens else len(words)]
    ends = [0]
    for pattern in (costs.BEFORE, costs.AFTER, UNIT, CAPPED, *costs.LABELS.values()):
        ends += [one.end() for one in pattern.finditer(words) if one.start() <= REACH]
    return max(ends)


def _term(service: Service, cell: Cell | None, waivers: "Waivers", hsa: bool) -> BenefitTerm:
    """Make the term of a service: what its cell leaves open is told by the questions at the top of the form."""
    if cell is None:
        return BenefitTerm(field=service)
    cost, waived = cell.reading.cost, cell.reading.waived
    if waived is None and waivers.beside(cell.rest):
        waived = True
    if not cost.covered:
        return BenefitTerm(field=service, state="stated", value=cost, span=cell.span)
    free = cost.copay == 0 and not cost.free_visits
    if waived is None:
        waived = waivers.covers(service, cost) or (free and not hsa)
    if cost.copay == 0 and not waived:
        cost = cost.model_copy(update={"copay": None, "coinsurance": 0.0})
    return BenefitTerm(
        field=service,
        state="stated",
        value=cost.model_copy(update={"before_deductible": waived}),
        span=cell.span,
    )


def _with_physician(term: BenefitTerm, service: Service, cells: dict[str, Cell]) -> BenefitTerm:
    """Count the physician's fee of surgery or of a stay, which is billed beside the facility's: only the same share."""
    beside = cells.get(f"{service}_physician")
    if beside is None or not term.value.is_priced:
        return term
    other = beside.reading.cost
    nothing = other.covered and not other.unpriced and (other.copay == 0 or other.coinsurance == 0)
    same = other.coinsurance is not None and not other.unpriced and other.coinsurance == term.value.coinsurance
    if nothing or same:
        return term
    value = term.value.model_copy(update={"unpriced": "another price for the physician"})
    return term.model_copy(update={"value": value})


def _warnings(service: Service, term: BenefitTerm, partial: bool, form: Form) -> Iterator[str]:
    cost: Cost = term.value
    quote = " ".join(form.text[term.span.start : term.span.end].split()) if term.span else ""
    name = NAMES[service]
    if not cost.covered and service != "preventive":
        yield f"{name}: “{quote}”. A year is not reckoned with what the plan does not cover."
    elif cost.unpriced:
        yield f"{name}: “{quote}” is {cost.unpriced}, which cannot be reckoned exactly and was left out."
    elif partial:
        yield f"{name}: “{quote}” names several prices; the first kind of visit was taken."


@dataclass(frozen=True)
class Waivers:
    """What the questions say is covered before the deductible."""

    folded: str
    services: frozenset[str]
    copays: bool

    def covers(self, service: str, cost: Cost) -> bool:
        """Whether a service is among them."""
        return service in self.services or (self.copays and cost.copay is not None)

    def beside(self, rest: tuple[int, int]) -> bool:
        """Whether the limitations beside a price waive the deductible."""
        words = self.folded[slice(*rest)]
        return bool(costs.BEFORE.search(words)) and not costs.FIRST.search(words)


def _waivers(form: Form) -> Waivers:
    words = _spared(form)
    services = {
        service
        for part in re.split(r"[;,]|\band\b|\. ", words)
        if not SOME.search(part)
        for pattern, named in CATEGORIES
        if pattern.search(part)
        for service in named
    }
    return Waivers(form.folded, frozenset(services), copays=bool(ALL_COPAYS.search(words)))


def _spared(form: Form) -> str:
    """Return the words that name what the deductible does not apply to: the old form has them in its first answer."""
    if (place := form.answer("before")) and YES.match(form.folded, *place):
        return form.folded[slice(*place)]
    found = SPARED.search(form.folded, *place) if (place := form.answer("deductible")) else None
    return found["care"] if found else ""


def _outside(form: Form) -> BenefitTerm:
    """Tell whether care outside the network is never paid for, by the column of other providers."""
    found: list[tuple[bool, Span]] = []
    torn = _torn(form)
    for row in form.rows:
        if row.key in ("emergency", "urgent_care", "transport", "preventive") or row in torn:
            continue
        if (column := _other_column(form, row)) and (place := span(form.text, *column)):
            kinds = [one.kind for one in costs.prices(form.folded, *column)]
            if kinds:
                found.append((kinds[0] == "never", place))
    priced = [place for never, place in found if not never]
    if not found:
        return BenefitTerm(field="network_required")
    return BenefitTerm(
        field="network_required", state="stated", value=not priced, span=priced[0] if priced else found[0][1]
    )


def _other_column(form: Form, row: Row) -> tuple[int, int] | None:
    if row.piped:
        return row.cells[-2] if len(row.cells) > MIDDLE else None
    found = costs.prices(form.folded, *row.cells[0])
    last = costs.first_cell(found) if found else 0
    return (found[last].start, found[last].end) if last < len(found) else None
