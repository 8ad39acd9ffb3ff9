"""How far a decision has come, and what a person sets in it by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.answering.composing import Draft
from bot.answering.situation import Fact, Situation
from bot.deciding.inputs import changed, shape_of
from bot.deciding.priorities import IDS, LEAST, MOST
from bot.errors import RefusedError

PREMIUM = "insurance.premium"
PARTS = frozenset(
    ["insurance.part_b", "insurance.supplement", "insurance.drug_plan", "insurance.advantage", "insurance.each_part"]
)
"""What one premium for all of Medicare takes the place of."""


@dataclass(frozen=True)
class State:
    """How far a decision has come.

    `asked` are the questions that were put, `waiting` the fields that the last one asked for; `compared`: something was
    compared; `matters` are the weights of what matters; `on`: a decision is spoken of.
    """

    asked: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    compared: bool = False
    matters: tuple[tuple[str, int], ...] = ()
    on: bool = False

    @classmethod
    def of(cls, memory: Mapping[str, Any]) -> "State":
        """Return the state that earlier turns left."""
        kept = memory.get("deciding", {})
        return cls(
            tuple(kept.get("asked", ())),
            tuple(kept.get("waiting", ())),
            bool(kept.get("compared")),
            tuple((name, weight) for name, weight in kept.get("matters", ())),
            bool(kept.get("on")),
        )

    def kept(self) -> dict[str, Any]:
        """Return what is kept of it."""
        return {
            "asked": list(self.asked),
            "waiting": list(self.waiting),
            "compared": self.compared,
            "matters": [list(one) for one in self.matters],
            "on": self.on,
        }

    @property
    def weights(self) -> dict[str, int]:
        """What matters how much."""
        return dict(self.matters)


@dataclass(frozen=True)
class Decided:
    """What a turn brings to a decision, and how far it has come then."""

    draft: Draft
    state: State


@dataclass(frozen=True)
class ByHand:
    """What was set by hand: inputs by their fields, or what matters; to be kept, or only tried. `label` tells it in words."""

    changes: Mapping[str, Any]
    matters: Mapping[str, Any]
    keep: bool
    label: str = ""


def weights_of(given: Mapping[str, Any]) -> tuple[tuple[str, int], ...]:
    """Return what matters how much, as it was sent. Raises RefusedError for what is no weight."""
    known = [name for name in given if name in IDS]
    if len(known) < len(given) or not all(_is_weight(weight) for weight in given.values()):
        raise RefusedError(f"matters: give each of {', '.join(IDS)} a weight, a whole number from {LEAST} to {MOST}.")
    return tuple((name, int(given[name])) for name in known)


def _is_weight(weight: Any) -> bool:
    return isinstance(weight, int) and not isinstance(weight, bool) and LEAST <= weight <= MOST


def set_by_hand(situation: Situation, changes: Mapping[str, Any]) -> Situation:
    """Return what is known once inputs were set by hand; what is set to nothing is not known any more.

    Raises RefusedError for what cannot be set.
    """
    facts: dict[str, Fact] = {fact.field: fact for fact in situation.facts}
    for name in changes:
        shape_of(name)
        if name == PREMIUM or changes[name] is None:
            facts = {
                field: fact
                for field, fact in facts.items()
                if field != name and (name != PREMIUM or field not in PARTS)
            }
    given = {name: value for name, value in changes.items() if value is not None}
    for fact in changed(given):  # where it was said stays where it was
        before = facts.get(fact.field, fact)
        facts[fact.field] = fact.model_copy(update={"start": before.start, "end": before.end})
    return Situation(facts=tuple(facts.values()), declined=situation.declined)
