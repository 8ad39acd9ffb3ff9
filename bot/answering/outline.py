"""A term sheet as plain lines, for the terminal: terms, traps, what leaving costs, the law beside it, what to ask."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.answering.timeline import timeline
from bot.catalogue import Catalogue
from bot.costs.exit import ExitCost

MARKS: Mapping[str, str] = {"high": "!!!", "medium": "!!", "low": "!"}


def outline(sheet: Mapping[str, Any], strings: Catalogue) -> str:
    """Write a sheet, as `sheet.sheet` returns it, in sections; one with nothing in it is left out."""
    sections = (
        ("terms", [line for term in sheet["terms"] for line in term_lines(term)]),
        ("traps", [line for trap in sheet["traps"] for line in trap_lines(trap)]),
        ("exit", list(exit_lines(sheet["exit_cost"], strings))),
        ("hsa", [sheet["hsa"]["say"], *(f"  {reason['say']}" for reason in sheet["hsa"]["reasons"])]),
        ("laws", [*sheet["law_questions"], *(f"{' '.join(law['say'])}{quoted(law)}" for law in sheet["laws"])]),
        ("ask", [f"{number}. {question}" for number, question in enumerate(sheet["ask_before_signing"], 1)]),
    )
    return "\n\n".join("\n".join((strings.say(f"sheet.{name}").upper(), *lines)) for name, lines in sections if lines)


def term_lines(term: Mapping[str, Any]) -> Iterator[str]:
    """Write one term with its words."""
    yield f"{term['label']}: {term['say']}{quoted(term)}"
    yield from (f"    ({condition})" for condition in term["conditions"])


def trap_lines(trap: Mapping[str, Any]) -> Iterator[str]:
    """Write one trap with its clause."""
    yield f"{MARKS[trap['severity']]} {trap['label']}: {trap['why']}{quoted(trap)}"


def exit_lines(costs: Sequence[Mapping[str, Any]], strings: Catalogue) -> Iterator[str]:
    """Write what leaving costs, month by month."""
    for row in timeline([ExitCost.model_validate(cost) for cost in costs], strings):
        months = strings.say("sheet.months" if row.first != row.last else "sheet.month", first=row.first, last=row.last)
        yield f"{months}: {row.says}\n    {' '.join(row.workings.split())}"


def quoted(row: Mapping[str, Any]) -> str:
    """Write the words of a row on a line of their own."""
    return f"\n    \u201c{' '.join(row['quote'].split())}\u201d" if row["quote"] else ""
