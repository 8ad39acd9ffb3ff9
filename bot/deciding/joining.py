"""Who of a household should join: each member and each group priced, because fees and needs differ."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from bot.costs.comparison import Comparison, compare
from bot.costs.situation import FEW, read_situation
from bot.deciding import compared
from bot.deciding.described import Described, described
from bot.deciding.inputs import Inputs
from bot.deciding.known import Known
from bot.deciding.memberships import SHARE, memberships
from bot.deciding.people import Person, called
from bot.deciding.verdicts import Pair, standing
from bot.vocabulary import Block, Paragraph, Sentence

SMALL = 3  # people of whom every group is tried


def joining(known: Known, told: Described) -> tuple[Block, ...] | None:
    """Return who could join, with what each group costs; None where there is one person or no membership."""
    household, strings = told.household, known.library.strings
    if len(household) < 2 or not told.memberships:
        return None
    share = [SHARE] if any(one["id"] == SHARE for one in told.situation["retainers"]) else []
    held: dict[str, Any] = {"id": told.reference, "insurance": [one.id for one in told.covers.now], "retainer": share}
    kept = [one for one in told.situation["retainers"] if one["id"] in share]
    situation = {**told.situation, "retainers": kept, "options": [held]}
    names: dict[str, str] = {}
    for number, group in enumerate(list(groups(household))[: FEW - 1], 1):
        one = memberships(known, group, Inputs(strings, known.facts))[0]
        key = f"group-{number}"
        names[key] = " + ".join(called(person.key, strings) for person in group)
        situation["retainers"].append(
            {**one.entry, "id": key, "name": names[key], "members": [person.id for person in group]}
        )
        option: dict[str, Any] = {
            "id": f"{told.reference}+{key}",
            "insurance": [cover.id for cover in told.covers.now],
            "retainer": [*share, key],
        }
        situation["options"].append({**option, "name": strings.say("deciding.joining.option", who=names[key])})
    found = compare(read_situation(situation), known.library.grounds)
    base = described(known)
    here = Described(
        situation, base.household, base.joining, base.memberships, base.covers, told.reference, base.inputs
    )
    block = compared.block(found, here, strings, strings.say("deciding.joining.heading"))
    return (Paragraph(sentences=tuple(Sentence(text=text) for text in _said(found, told, names, strings))), block)


def groups(household: Sequence[Person]) -> Iterator[tuple[Person, ...]]:
    """Yield who could join together: every group of a small household; of a larger one each, all adults, all children, all."""
    if len(household) <= SMALL:
        for size in range(1, len(household) + 1):
            yield from combinations(household, size)
        return
    found: list[tuple[Person, ...]] = [(one,) for one in household]
    for some in ([one for one in household if not one.child], [one for one in household if one.child], list(household)):
        if len(some) > 1:
            found.append(tuple(some))
    yield from dict.fromkeys(found)


def _said(found: Comparison, told: Described, names: dict[str, str], strings: Any) -> Iterator[str]:
    """Say which group costs least beside nobody, and whether that is sure."""
    by_id = {one.id: one for one in found.options}
    held = by_id[told.reference]
    options = [by_id[f"{told.reference}+{key}"] for key in names if f"{told.reference}+{key}" in by_id]
    best = min(options, key=lambda one: (one.total.mean if one.total else float(one.committed), one.id))
    pair = Pair(best, held)
    how = standing(pair, found)
    who = names[best.id.rpartition("+")[2]]
    key = "pays" if how in ("less", "always_less", "certain_less") else "even" if how == "close" else "costs"
    yield strings.say(f"deciding.joining.{key}", who=who)
    yield strings.say("deciding.joining.access")
