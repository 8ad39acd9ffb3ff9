"""Costs: what a cell of the table says that a service costs, and why that cannot be reckoned with, if so."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from bot.benefits.terms import Cost
from bot.benefits.wording import MONEY, MOST, dollars, spaced

PRICE = spaced(
    rf"(?P<free>no (?:charge|cost(?! sharing)|co~pay(?:ment)?s?\b|co~insurance)|fully covered|covered (?:in full|at 100 ?%)|100 ?% covered|\bfree\b)"
    rf"|(?P<never>\bnot (?:a )?covered\b|no coverage|not applicable|\bn ?/ ?a\b)"
    rf"|(?P<copay>{MONEY})(?: co~pay(?:ment)?s?)?"
    r"|(?P<share>(?<![\d.,])\d{1,3}(?:\.\d{1,2})?) ?%(?: of)?(?: the)?(?: allowed amount)?(?: co~insurance)?"
)
BEFORE = spaced(
    r"(?:deductibles?|\bded\b\.?) (?:is |are )?(?:(?:does|do) not|doesn't|don't|waived|not applicable|n/a\b)|not subject to (?:the |your |any )?(?:\w+ )?deductible|no deductible|(?:before|prior to|without) (?:the |your |any )?(?:\w+ )?deductible"
)
AFTER = spaced(
    r"after (?:the |your |you meet the |meeting the )?(?:\w+ ){0,3}deductible|(?<!not\s)subject to (?:the |your )?(?:\w+ )?deductible|deductible applies|once (?:the |your )?deductible|deductible(?: is met)?,? ?(?:and )?then|(?:plus|and) deductible"
)
CAP_AHEAD = spaced(
    r"(?:up to|max(?:imum)?|min(?:imum)?|not to exceed|no more than|limit(?:ed to)?|least|capped at|greater of|lesser of|penalty)(?: of)?(?: an?)?(?: \w+){0,2}:? ?$"
)
CAP_BEHIND = spaced(
    r"^\)? ?(?:per \w+ |/ ?\w+ )?(?:\w+ )?(?:max(?:imum)?\b|min(?:imum)?\b|cap\b|penalty|limit\b|allowance)"
)
JOINED = spaced(r"(?:[,;/+&:(]|\bthen|\bplus|\band|\bor|\bfollowed by)(?: \w+)? ?$")
ADDED = spaced(r"(?:\+|&|\bthen|\bplus|\band|\bfollowed by)(?: an?)?(?: (?:additional|deductible))? ?$")
OTHERWISE = spaced(r"^(?: ?/ ?visit)? ?(?:for |\()?(?:all )?(?:other|mail)")
DAILY = spaced(r"(?:/|\bper|\beach|\ba) ?day\b|\bdaily\b")
EITHER = spaced(r"whichever|greater of|lesser of|or \d+ ?%")
PAYS = spaced(r"(?:plan|we|insurer) (?:pays?|covers?)(?: up to)? ?$")
PAID = spaced(r"^ ?(?:of [a-z ]{0,30})?(?:covered|is paid|paid)\b")
FIRST = spaced(
    r"first (?P<n>\d{1,2}|one|two|three|four|five|six)(?: \(\d\))? (?:[a-z]+ ){0,4}visits?|(?P<m>\d{1,2}) free (?:[a-z]+ ){0,2}visits?"
)
COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
BY_AGE = spaced(r"\bunder (?:age )?\d+\b|age \d+|\bchild(?:ren)?\b|\badults?\b")

LABELS = {
    "mail": spaced(r"\bmail|90~ ?days?|100~ ?days?|home delivery"),
    "retail": spaced(r"\bretail|3[04]~ ?days?"),
    "virtual": spaced(r"\bvirtual|tele~?(?:health|medicine)|\be~visit|\bvideo\b|\bonline\b"),
    "office": spaced(r"\boffice"),
    "other": spaced(r"\bother\b|outpatient facility|intensive|partial hosp|\bgroup\b"),
    "lab": spaced(r"\blabs?\b|laborator|\bblood"),
    "xray": spaced(r"\bx~rays?|radiolog|\bimaging"),
    "facility": spaced(r"\bfacility|hospital\b"),
    "physician": spaced(r"physician|surgeon|professional|\bdoctor"),
    "tier_one": spaced(r"\btier (?:1|one|i|1a)\b|\bpreferred pharmac|designated"),
    "tier_two": spaced(r"\btier (?:2|3|two|ii|1b)\b|non~preferred pharmac|standard pharmac"),
}
WANTED = {
    "primary_care": "office",
    "specialist": "office",
    "mental_health": "office",
    "lab": "lab",
    "xray": "xray",
    "emergency": "facility",
    "inpatient": "facility",
    "outpatient": "facility",
    "generic_drug": "retail",
    "preferred_drug": "retail",
    "nonpreferred_drug": "retail",
    "specialty_drug": "retail",
}
"""Of several prices in one cell, which one a service means."""

Kind = Literal["free", "never", "copay", "share"]


@dataclass(frozen=True)
class Price:
    """A price in a cell, with the words before and behind it, up to the next one."""

    kind: Kind
    amount: float
    start: int
    end: int
    ahead: str
    behind: str


@dataclass(frozen=True)
class Option:
    """Prices that are paid together, and what they are for."""

    prices: tuple[Price, ...]
    labels: frozenset[str]


@dataclass(frozen=True)
class Reading:
    """What a cell says: the cost, whether it speaks of the deductible, and what else it names."""

    cost: Cost
    waived: bool | None
    partial: bool = False


def prices(folded: str, start: int, end: int) -> list[Price]:
    """Return the prices of a stretch, without caps and penalties."""
    matches = [
        one
        for one in PRICE.finditer(folded, start, end)
        if one["copay"] is None
        or not _is_cap(folded[max(start, one.start() - 40) : one.start()], folded[one.end() : min(end, one.end() + 40)])
    ]
    whole = [one for one in matches if not PAYS.search(folded[max(start, one.start() - 40) : one.start()])]
    matches = whole or matches  # what the plan pays beside what the member does
    edges = [start, *(one.end() for one in matches)]
    nexts = [*(one.start() for one in matches[1:]), end]
    return [
        _price(one, folded[edge : one.start()], folded[one.end() : following])
        for one, edge, following in zip(matches, edges, nexts, strict=False)
    ]


def first_cell(found: Sequence[Price]) -> int:
    """Return how many prices of a loose row belong to its first cell: those that something joins to the first."""
    seen = _labels(found[0].ahead)
    for at, (one, other) in enumerate(pairwise(found), 1):
        joined = JOINED.search(one.behind)
        follows = joined or OTHERWISE.search(other.behind) or _is_mail(one, other)
        if "|" in one.behind or not follows or (other.kind == "never" and not joined):
            return at
        label = _labels(other.ahead)
        if label and label <= seen:  # the next column begins with the labels of this one
            return at
        seen |= label
    return len(found)


def _is_mail(one: Price, other: Price) -> bool:
    return "retail" in _labels(one.behind) and "mail" in _labels(other.behind)


def read(folded: str, start: int, end: int, service: str) -> Reading | None:
    """Read a cell for a service; None where it names no price."""
    found = prices(folded, start, end)
    if not found:
        return None
    cell = folded[start:end]
    first = FIRST.search(cell)
    free = 0
    if first and len(found) > 1 and (found[0].kind == "free" or (found[0].kind, found[0].amount) == ("copay", 0)):
        free, found = _count(first), found[1:]
    option, partial = _option(found, WANTED.get(service, ""))
    waived = _waived(option.prices if option else found, cell)
    return Reading(_cost(option, cell, free, bool(first)), waived, partial)


def _cost(option: Option | None, cell: str, free: int, first: bool) -> Cost:
    """Return the cost of the prices that were chosen, `unpriced` where they do not say it exactly."""
    if option is None:
        return Cost(unpriced="several prices")
    one = next((price for price in option.prices if price.kind != "free"), option.prices[0])
    words = " ".join(price.behind for price in option.prices)
    tests = (
        ("a copay and a share together", len({price.kind for price in option.prices} - {"free"}) > 1),
        ("a price by the day", bool(DAILY.search(words)) and one.kind == "copay"),
        ("a price with a limit", _has_cap(cell, one)),
        ("a share that the plan pays", bool(PAYS.search(one.ahead) or PAID.search(one.behind)) and one.kind == "share"),
        ("a price of the first visits", first and not free),
        ("a price by age", bool(BY_AGE.search(cell))),
        ("a sum that is none", one.amount > MOST),
        (
            "a share that is none",
            one.kind == "share" and (one.amount > 1 or (one.amount == 1 and len(option.prices) > 1)),
        ),
    )
    unpriced = next((reason for reason, holds in tests if holds), "")
    if one.kind == "never":
        return Cost(covered=False)
    share = one.amount if one.kind == "share" else None
    return Cost(
        copay=None if share is not None else one.amount,
        coinsurance=None if share is None or share > 1 else share,
        free_visits=free or None,
        unpriced=unpriced,
    )


def _option(found: Sequence[Price], wanted: str) -> tuple[Option | None, bool]:
    """Choose the prices that are meant; and tell whether others were left aside that matter."""
    options = _options(found)
    if len({tuple((price.kind, price.amount) for price in one.prices) for one in options}) == 1:
        return options[0], False
    meant = [one for one in options if wanted in one.labels]
    meant = meant or [one for one in options if not one.labels - {"retail", "facility"}]
    others = [one for one in options if one not in meant]
    if len(meant) != 1 or any("physician" in one.labels and one.prices[0].amount for one in others):
        return None, False
    return meant[0], any("other" in one.labels for one in others)


def _options(found: Sequence[Price]) -> list[Option]:
    """Put together the prices that are paid together, and find what each is for."""
    ahead = _labelled_ahead(found[0].ahead)
    groups: list[list[Price]] = []
    for price in found:
        labels = _labels(price.ahead if ahead else price.behind)
        if groups and ADDED.search(price.ahead) and not (labels and not ahead):
            groups[-1].append(price)
        else:
            groups.append([price])
    return [
        Option(tuple(group), _labels(group[0].ahead if ahead else " ".join(one.behind for one in group)))
        for group in groups
    ]


def _labelled_ahead(words: str) -> bool:
    return bool(re.search(r"[:-] *$", words) and _labels(words)) or any(
        re.search(rf"(?:{label.pattern})\w*\W*$", words) for label in LABELS.values()
    )


def _labels(words: str) -> frozenset[str]:
    return frozenset(name for name, label in LABELS.items() if label.search(words))


def _waived(found: Iterable[Price], cell: str) -> bool | None:
    """Tell whether the deductible is waived, None where nothing is said or both are."""
    words = " ".join(price.behind for price in found)
    for stretch in (words, cell):
        before, after = bool(BEFORE.search(stretch)), bool(AFTER.search(stretch))
        if before != after:
            return before
    return None


def _price(match: re.Match[str], ahead: str, behind: str) -> Price:
    kind: Kind = next(kind for kind in ("free", "never", "copay", "share") if match[kind])
    amount = dollars(match["amount"]) if kind == "copay" else float(match["share"]) / 100 if kind == "share" else 0.0
    return Price(kind, round(amount, 6), match.start(), match.end(), ahead, behind)


def _is_cap(ahead: str, behind: str) -> bool:
    return bool(CAP_AHEAD.search(ahead) or CAP_BEHIND.search(behind))


def _has_cap(cell: str, price: Price) -> bool:
    """Whether the cell bounds this price by a sum."""
    if EITHER.search(cell):
        return True
    sums = re.finditer(MONEY, price.behind)
    return any(_is_cap(price.behind[max(0, one.start() - 40) : one.start()], price.behind[one.end() :]) for one in sums)


def _count(first: re.Match[str]) -> int:
    said = first["n"] or first["m"]
    return COUNTS.get(said) or int(said) or 1
