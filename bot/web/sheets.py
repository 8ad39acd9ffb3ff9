"""What a sheet of an agreement shows at a glance: traps of one kind together, months as rows with bars, the result."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote as percent

from bot.vocabulary import LockInItem

Strings = Mapping[str, str]
Json = Mapping[str, Any]

GRAVITY = {"high": "▲", "medium": "◆", "low": "●"}
"""How grave a trap is, the gravest first, with its sign."""

SOON = 13  # months that are not folded away: the first year, and what follows on it
FEW = 3  # rows that are not worth folding

FOREMOST = (
    "fee",
    "initial_term_months",
    "auto_renews",
    "cancel_notice_days",
    "early_termination_fee",
    "refund_policy",
    "enrollment_fee",
    "price_change_notice_days",
    "bills_insurance",
)
"""The terms that are never folded away."""


@dataclass(frozen=True)
class TrapGroup:
    """The clauses of one kind of trap; it is as grave as the gravest of them."""

    kind: str
    severity: str
    label: str
    why: str
    clauses: tuple[Json, ...]


def by_kind(traps: Iterable[Json]) -> list[TrapGroup]:
    """Put the clauses of each kind of trap together, in the order of the gravest."""
    kinds: dict[str, list[Json]] = {}
    for trap in traps:
        kinds.setdefault(trap["kind"], []).append(trap)
    return [
        TrapGroup(kind, clauses[0]["severity"], clauses[0]["label"], clauses[0]["why"], tuple(clauses))
        for kind, clauses in kinds.items()
    ]


def merged(items: Iterable[LockInItem]) -> list[LockInItem]:
    """Put the items of one name together: said once, with all their citations."""
    found: dict[str, LockInItem] = {}
    for item in items:
        known = found.get(item.label)
        if known is None:
            found[item.label] = item
            continue
        citations = tuple(dict.fromkeys((*known.sentence.citations, *item.sentence.citations)))
        sentence = known.sentence.model_copy(update={"citations": citations})
        found[item.label] = known.model_copy(update={"sentence": sentence})
    return list(found.values())


def traps_said(severities: Sequence[str], strings: Strings) -> str:
    """Say how many traps there are, by gravity."""
    if not severities:
        return strings["no_traps"]
    counts = [(severities.count(each), strings[f"severity_{each}"].lower()) for each in GRAVITY]
    told = ", ".join(f"{count} {word}" for count, word in counts if count)
    return strings["traps_result_one" if len(severities) == 1 else "traps_result"].format(n=len(severities), told=told)


# Leaving


@dataclass(frozen=True)
class ExitSpan:
    """Months in a row in which leaving costs the same, in dollars; `high` None: nothing bounds it.

    `sure` and `open` are widths of the bar in percent of the dearest month: what is owed for sure, and what may come
    on top of it. `exact`: the agreement makes the sum clear.
    """

    first: int
    last: int
    low: float
    high: float | None
    exact: bool
    workings: tuple[str, ...]
    sure: float
    open: float

    def months(self, strings: Strings) -> str:
        """Name the months."""
        return strings["month" if self.first == self.last else "months"].format(first=self.first, last=self.last)

    def worth(self, strings: Strings) -> str:
        """Say the sum, the range, or that nothing bounds it."""
        if self.high is None:
            return strings["at_least"].format(low=dollars(self.low)) if self.low else strings["not_clear"]
        if self.low == self.high:
            return dollars(self.low)
        return strings["between"].format(low=dollars(self.low), high=dollars(self.high))


def exit_spans(costs: Sequence[Json]) -> list[ExitSpan]:
    """Join the months that cost the same; the bars share one axis."""
    top = max((cost["high"] or cost["low"] for cost in costs), default=0) or 1
    spans: list[ExitSpan] = []
    for cost in costs:
        low, high = cost["low"], cost["high"]
        last = spans[-1] if spans else None
        exact = cost["amount"] is not None
        if last and (last.low, last.high, last.exact) == (low, high, exact):
            spans[-1] = ExitSpan(last.first, cost["month"], low, high, exact, last.workings, last.sure, last.open)
            continue
        sure = 100 * low / top
        wide = 100 - sure if high is None else 100 * (high - low) / top
        lines = tuple(cost["workings"].splitlines())
        spans.append(ExitSpan(cost["month"], cost["month"], low, high, exact, lines, sure, wide))
    return spans


def folded(spans: Sequence[ExitSpan]) -> tuple[list[ExitSpan], list[ExitSpan]]:
    """Part the rows into those that are shown at once and those that may be folded away."""
    soon = [span for span in spans if span.first <= SOON]
    later = [span for span in spans if span.first > SOON]
    return (soon, later) if len(later) > FEW else ([*soon, *later], [])


def leaving_said(costs: Sequence[Json], strings: Strings) -> str:
    """Say in one sentence what leaving costs."""
    if all(cost["high"] is None and not cost["low"] for cost in costs):
        return strings["exit_unclear"]
    if any(cost["high"] is None for cost in costs):
        return strings["exit_unbounded"]
    dearest = max(costs, key=lambda cost: float(cost["high"]))
    high = dollars(dearest["high"])
    if not dearest["high"]:
        return strings["exit_free"]
    if any(cost["amount"] is None for cost in costs):
        return strings["exit_perhaps"].format(high=high)
    same = all(cost["high"] == dearest["high"] for cost in costs)
    return strings["exit_same" if same else "exit_sure"].format(high=high, month=dearest["month"])


def dollars(amount: float) -> str:
    """Write a sum as contracts do: exactly."""
    return f"${amount:,.2f}".removesuffix(".00")


# Questions


def letter(questions: Sequence[Json], strings: Strings) -> str:
    """Write the questions as a numbered list for the practice."""
    lines = [f"{number}. {each['question']}" for number, each in enumerate(questions, 1)]
    return "\n\n".join([strings["mail_intro"], *lines, strings["mail_end"]])


def mailto(text: str, strings: Strings) -> str:
    """Return the address that opens a letter with these words in a mail program, to nobody yet."""
    return (
        f"mailto:?subject={percent(strings['mail_subject'])}&body={percent(text.replace(chr(10), chr(13) + chr(10)))}"
    )
