"""A comparison of costs as plain lines, for the terminal: a table first, then what each option is made of, then why.

Estimates are rounded, contract amounts exact. No option is recommended; the order is that in which they were given.
"""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from bot.answering.estimates import bounded, estimate
from bot.answering.timeline import worth
from bot.catalogue import Catalogue
from bot.costs.amounts import dollars
from bot.costs.break_even import BreakEven
from bot.costs.comparison import Comparison, OptionCosts
from bot.costs.contract import Line
from bot.costs.exit import ExitCost
from bot.costs.flips import Flip
from bot.provenance import Source

COLUMNS = ("certain", "good", "typical", "bad", "very_bad", "worst", "cheapest")
NAME_WIDTH = 30
HEAD_WIDTH = 10
INDENT = "  "


def outline(comparison: Comparison, strings: Catalogue, sources: Mapping[str, Source] | None = None) -> str:
    """Write a comparison in parts; one with nothing in it is left out. `sources` name those of assumptions in full."""
    told = Telling(comparison, strings, sources or {})
    parts = (
        ("title", [told.basis()]),
        ("", told.table()),
        ("", told.standing()),
        *(("", told.option(one)) for one in comparison.options),
        ("part.break_even", told.break_evens()),
        ("part.flips", told.flips()),
        ("part.exit", told.exits()),
        ("part.assumptions", told.assumptions()),
        ("", [strings.say("compare.careful")]),
    )
    shown = ((name, list(lines)) for name, lines in parts)
    return "\n\n".join("\n".join((*told.headed(name), *lines)) for name, lines in shown if lines)


class Telling:
    """How one comparison is told."""

    def __init__(self, comparison: Comparison, strings: Catalogue, sources: Mapping[str, Source]) -> None:
        """Take the comparison, the sentences and the sources."""
        self._comparison = comparison
        self._strings = strings
        self._sources = sources
        self._names = {one.id: one.name for one in comparison.options}

    def say(self, name: str, /, **values: object) -> str:
        """Return a sentence."""
        return self._strings.say(f"compare.{name}", **values)

    def headed(self, name: str) -> list[str]:
        """Return the heading of a part, where it has one."""
        return [self.say(name).upper()] if name else []

    def basis(self) -> str:
        """Say what the answer rests on, in one line."""
        one = self._comparison
        who = [
            person.id if person.age is None else self.say("person", name=person.id, age=person.age)
            for person in one.people
        ]
        return self.say("basis", year=one.plan_year, n=one.months, who=", ".join(who), as_of=one.as_of)

    # The table

    def table(self) -> Iterator[str]:
        """Write a row an option: what is certain, what years cost, the worst case, the chance of costing least."""
        heads = [wrapped(self.say(f"column.{name}"), HEAD_WIDTH) for name in COLUMNS]
        rows = [(wrapped(one.name, NAME_WIDTH), self._cells(one)) for one in self._comparison.options]
        first = max(len(line) for name, _ in rows for line in (*name, self.say("column.option")))
        shown = [[[cell] for cell in cells] for _, cells in rows]
        widths = [max(len(line) for cell in column for line in cell) for column in zip(heads, *shown, strict=True)]
        height = max(map(len, heads))
        for row in range(height):
            last = row == height - 1
            cells = [cell[row - height + len(cell)] if row >= height - len(cell) else "" for cell in heads]
            yield in_row(self.say("column.option") if last else "", first, cells, widths)
        yield "-" * (first + sum(widths) + 2 * len(widths))
        for name, cells in rows:
            yield in_row(name[0], first, cells, widths)
            yield from (f"  {line}" for line in name[1:])
        yield ""
        if any(one.total is None for one in self._comparison.options):
            yield self.say("no_estimate_means")
        if any(one.total is not None for one in self._comparison.options):
            yield self.say("drawn", years=f"{self._comparison.years_drawn:,}")

    def _cells(self, one: OptionCosts) -> list[str]:
        """Return the cells of a row."""
        total = one.total
        years = (None,) * 4 if total is None else (total.p10, total.p50, total.p90, total.p99)
        worst = self.say("no_limit") if one.worst_case is None else dollars(one.worst_case)
        return [dollars(one.committed), *(self._year(one, year) for year in years), worst, self._chance(one)]

    def _year(self, one: OptionCosts, amount: float | None) -> str:
        """Write what a year costs: to $50, but never below what is certain or above the worst case by rounding alone."""
        if amount is None:
            return self.say("no_estimate")
        return bounded(amount, one.committed, one.worst_case, self._strings)

    def _estimate(self, amount: float) -> str:
        """Write an estimate."""
        return estimate(amount, self._strings)

    def _chance(self, one: OptionCosts) -> str:
        """Write in how many of a hundred drawn years an option costs least."""
        if one.chance_cheapest is None:
            return self.say("no_estimate")
        if not one.chance_cheapest:
            return self.say("never")
        return f"{one.chance_cheapest:.0%}" if one.chance_cheapest >= 0.01 else self.say("seldom")

    # How the options stand to each other

    def standing(self) -> Iterator[str]:
        """Say which costs least on average, which never does better than another, which are too close to call.

        Options with a limit on the worst case come first: what costs least without one can cost far more in a bad year.
        """
        one = self._comparison
        limited = {option.id for option in one.options if option.worst_case is not None}
        if one.cheapest_with_a_maximum:
            which = "" if one.cheapest == one.cheapest_with_a_maximum else "_capped"
            yield self._least(which, one.cheapest_with_a_maximum, limited)
        if one.cheapest and one.cheapest not in limited:
            which = "_uncapped" if one.cheapest_with_a_maximum else ""
            yield self._least(which, one.cheapest, {option.id for option in one.options})
        for option in one.options:
            if option.dominated_by:
                yield self.say("dominated", name=option.name, other=self._named(option.dominated_by))
        for call in one.close_calls:
            first, second = map(self._named, call.options)
            yield self.say("close", one=first, other=second, why=call.why)
        yield from (self.say("warning", words=words) for words in one.warnings)

    def _named(self, name: str) -> str:
        """Return the name of an option, or what it is called by."""
        return self._names.get(name, name)

    def _least(self, which: str, name: str, among: set[str]) -> str:
        """Say what costs least on average of some options, if that is sure, and how bad its bad years are."""
        calls = (call.options for call in self._comparison.close_calls)
        if any(name in options and among.issuperset(options) for options in calls):
            return self.say(f"in_doubt{which}", name=self._names[name])
        option = next(one for one in self._comparison.options if one.id == name)
        tail = "" if option.total is None else self._estimate(option.total.p99)
        return self.say(f"least{which}", name=self._names[name], tail=tail)

    # The options one by one

    def option(self, one: OptionCosts) -> Iterator[str]:
        """Write what an option is made of, with its warnings and what is not estimated."""
        yield one.name.upper()
        rows = [(line.name, self._amount(line), line.workings) for line in one.lines]
        if one.total is not None:
            rows.append((self.say("mean"), self.say("about", sum=self._estimate(one.total.mean)), ""))
        if one.worst_case is not None:
            rows.append((self.say("capped"), dollars(one.worst_case), ""))
        widths = [max((len(row[place]) for row in rows), default=0) for place in (0, 1)]
        for name, amount, workings in rows:
            yield f"{INDENT}{name:<{widths[0]}}  {amount:>{widths[1]}}  {' '.join(workings.split())}".rstrip()
        said = " ".join(workings for _, _, workings in rows)
        yield from (INDENT + self.say("warning", words=words) for words in one.warnings if words not in said)
        if one.not_estimated:
            yield INDENT + self.say("not_estimated", what="; ".join(one.not_estimated))

    def _amount(self, line: Line) -> str:
        """Write what a line comes to."""
        if line.estimate:
            return self.say("about", sum=self._estimate(line.amount))
        return f"-{dollars(Decimal(str(-line.amount)))}" if line.amount < 0 else dollars(Decimal(str(line.amount)))

    # What it depends on

    def break_evens(self) -> Iterator[str]:
        """Say from how many visits on each membership pays."""
        yield from map(self._break_even, self._comparison.break_even)
        if self._comparison.break_even and len(self._comparison.people) > 1:
            yield self.say("break_even.together")

    def _break_even(self, one: BreakEven) -> str:
        visits = one.primary_care_visits
        kind = "never" if visits is None else "from" if visits else "always"
        joined, against = self._named(one.joined), self._named(one.against)
        return self.say(f"break_even.{kind}", n=visits, joined=joined, against=against)

    def flips(self) -> Iterator[str]:
        """Say what would have to be otherwise, one thing at a time."""
        found = self._comparison.flips
        if not found and self._comparison.cheapest and len(self._comparison.options) > 1:
            yield self.say("flips.none")
        for among, some in groupby(found, key=lambda flip: flip.among):
            yield f"{self.say(f'flips.{among}')}:"
            for flip in some:
                then = self.say("flips.then", change=self._change(flip), name=self._named(flip.cheapest))
                yield f"{INDENT}- {then}"

    def _change(self, flip: Flip) -> str:
        """Say what is changed to what."""
        what, _, field = flip.input.partition(".")
        to, now = bare(flip.to), bare(flip.from_value)
        match field:
            case "use.primary_care":
                return self.say("flips.visits", who=what, to=to, **{"from": now})
            case "health":
                return self.say(
                    "flips.chronic" if to == "chronic" else "flips.health", who=what, to=to, **{"from": now}
                )
            case "premium" | "fee":
                return self.say(f"flips.{field}", what=what, to=money(flip.to), **{"from": money(flip.from_value)})
        if what == "months_kept":
            return self.say("flips.months", n=int(flip.to), **{"from": now})
        return self.say("flips.other", what=flip.input, to=to, **{"from": now})

    def exits(self) -> Iterator[str]:
        """Write what leaving costs, months of equal cost together; options with the same memberships together."""
        alike: dict[tuple[ExitCost, ...], list[str]] = {}
        for one in self._comparison.options:
            if one.exit_cost:
                alike.setdefault(one.exit_cost, []).append(f"“{one.name}”")
        for costs, names in alike.items():
            yield f"{', '.join(names)}:"
            for span in spans(costs):
                yield f"{INDENT}{self._span(span)}"

    def _span(self, span: Sequence[ExitCost]) -> str:
        """Write what leaving costs in some months, as it is worked out for the first of them."""
        first, last = span[0], span[-1]
        when = self.say("exit.month" if first is last else "exit.months", first=first.month, last=last.month)
        if not first.low and first.high is not None and not first.high:
            return f"{when}: {self.say('exit.nothing')}"
        return f"{when}: {worth(first, self._strings)} ({' '.join(first.workings.split())})"

    def assumptions(self) -> Iterator[str]:
        """List what the comparison rests on, what the person gave apart from what was taken."""
        for given, some in groupby(self._comparison.assumptions, key=lambda one: one.given_by_person):
            yield self.say("given" if given else "assumed")
            for one in some:
                value, source = bare(one.value), self._source(one.source)
                shown = f"{one.name}: {value}" if given else ""
                yield f"{INDENT}- {shown or self.say('assumption', name=one.name, value=value, source=source)}"

    def _source(self, names: str) -> str:
        """Name the sources of an assumption: in full where they are known."""
        keys = names.split(", ")
        if any(key not in self._sources for key in keys):
            return names
        return "; ".join(f"{self._sources[key].publisher}: {self._sources[key].title}" for key in keys)


def spans(costs: Iterable[ExitCost]) -> list[list[ExitCost]]:
    """Part months into those in a row in which leaving costs the same."""
    return [list(some) for _, some in groupby(costs, key=lambda cost: (cost.amount, cost.low, cost.high))]


def money(value: float | str | None) -> str:
    """Write a price that may not be known."""
    return dollars(Decimal(str(value))) if isinstance(value, int | float) else bare(value)


def bare(value: float | str | None) -> str:
    """Write a value that may be a number, or nothing."""
    if value is None:
        return "nothing"
    return f"{value:,.10g}" if isinstance(value, int | float) else str(value).replace("_", " ")


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines; at least one."""
    return textwrap.wrap(text, width) or [""]


def in_row(name: str, width: int, cells: Sequence[str], widths: Sequence[int]) -> str:
    """Write a row of the table, its cells set to the right."""
    return f"{name:<{width}}" + "".join(f"  {cell:>{room}}" for cell, room in zip(cells, widths, strict=True))
