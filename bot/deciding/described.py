"""A decision described: the situation file that is compared, and each thing that it rests on, to be shown and changed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.costs.choices import NEITHER
from bot.deciding.covers import Covers, covers
from bot.deciding.inputs import Inputs
from bot.deciding.known import Known
from bot.deciding.memberships import SHARE, Membership, memberships
from bot.deciding.people import ME, Person, called, people
from bot.vocabulary import Given, Input

GROUPS: Mapping[str, Callable[[Person], bool]] = {
    "me": lambda one: one.key == ME,
    "adults": lambda one: not one.child,
    "children": lambda one: one.child,
}
"""Parts of a household that may join, by name."""


@dataclass(frozen=True)
class Described:
    """What is compared: the situation file, its household and memberships, `reference` (the option held now), the inputs."""

    situation: dict[str, Any]
    household: tuple[Person, ...]
    joining: tuple[Person, ...]
    memberships: tuple[Membership, ...]
    covers: Covers
    reference: str
    inputs: tuple[Input, ...]

    def bare(self, option: str) -> bool:
        """Whether somebody has no insurance of any kind with an option: then nothing caps what care can cost them."""
        ids = {one.id for one in self.covers.all} & set(option.split("+"))
        covered = {name for one in self.covers.all if one.id in ids for name in one.entry.get("members", ())}
        return any(one.id not in covered and one.program is None and one.coverage != "parent" for one in self.household)


def described(known: Known) -> Described:
    """Put together what a comparison needs from what is known; what was not told is assumed and said to be."""
    inputs = Inputs(known.library.strings, known.facts)
    household = people(known)
    _note_people(known, household, inputs)
    insured = covers(known, household, inputs)
    joining = those_joining(known, household)
    joined = memberships(known, joining, inputs)
    _note_rest(known, joined, inputs)
    reference = "+".join(one.id for one in insured.now) or (SHARE if _share(known) is not None else NEITHER)
    situation: dict[str, Any] = {
        "on": known.on.isoformat(),
        "plan_year": known.plan_year,
        "members": [one.as_member() for one in household],
        "insurance": [dict(one.entry) for one in insured.all],
        "retainers": [{**one.entry, "members": [person.id for person in joining]} for one in joined],
        "options": [*_options(known, insured, joined, household)],
        **_beside(known),
    }
    if (share := _share(known)) is not None:
        name = known.library.strings.say("deciding.plans.health_share")
        situation["retainers"].append(
            {
                "id": SHARE,
                "name": name,
                "fee": share,
                "covers": [],
                "early_exit": {"kind": "none"},
                "initial_term_months": 1,
            }
        )
    return Described(situation, household, joining, joined, insured, reference, inputs.ordered)


def those_joining(known: Known, household: Sequence[Person]) -> tuple[Person, ...]:
    """Return who would join: all, or those whom the person named."""
    only, without = known.value("retainers.only") or known.value("joining"), known.value("retainers.without")
    chosen = [one for one in household if _is_of(one, str(only))] if only not in (None, "all") else list(household)
    kept = [one for one in chosen if without is None or not _is_of(one, str(without))]
    return tuple(kept or household)


def _is_of(one: Person, group: str) -> bool:
    """Whether somebody is of a group, or is the one who is named."""
    return GROUPS[group](one) if group in GROUPS else one.key == group


def _options(
    known: Known, insured: Covers, joined: Sequence[Membership], household: Sequence[Person]
) -> Iterator[dict[str, Any]]:
    """Yield what can be chosen: what there is now, with each membership; another plan, alone and with each; a membership alone."""
    now, strings = [one.id for one in insured.now], known.library.strings
    share = [SHARE] if _share(known) is not None else []
    stays = [*now, *share]
    yield {"id": "+".join(stays) or NEITHER, "insurance": now, "retainer": share}
    for one in joined:
        yield {"id": "+".join([*stays, one.id]), "insurance": now, "retainer": [*share, one.id]}
    kept = [one.id for one in insured.now if "program" in one.entry]
    for other in insured.others:
        yield {"id": "+".join([*kept, other.id]), "insurance": [*kept, other.id]}
        for one in joined:
            yield {"id": "+".join([*kept, other.id, one.id]), "insurance": [*kept, other.id], "retainer": [one.id]}
    if any("program" not in one.entry for one in insured.now) and any(one.drawn for one in household):
        for one in joined:
            name = strings.say("deciding.plans.alone", name=one.name[:1].upper() + one.name[1:])
            yield {
                "id": "+".join([*kept, one.id]),
                "insurance": kept,
                "retainer": [one.id],
                **({} if kept else {"name": name}),
            }


def _share(known: Known) -> float | None:
    """Return what is paid a month into a health share, if somebody has one."""
    return (known.number("insurance.premium") or 0.0) if known.value("coverage") == "health_share" else None


def _beside(known: Known) -> dict[str, Any]:
    """Return the entries of a situation file that stand beside people, plans and memberships."""
    found: dict[str, Any] = {}
    if known.number("tax.federal") is not None:
        found["tax"] = {"federal": known.number("tax.federal"), "state": known.number("tax.state") or 0}
    for name in ("hsa_contribution", "income"):
        if known.number(name) is not None:
            found[name] = known.number(name)
    if (months := known.number("months_kept")) is not None:
        found["months_kept"] = min(24, max(1, int(months)))
    if known.value("state"):
        found["state"] = known.value("state")
    effect = known.number("retainer_effect.care")
    if effect is not None:
        found["retainer_effect"] = {"care": effect, "emergency": effect}
    return found


def _note_people(known: Known, household: Sequence[Person], inputs: Inputs) -> None:
    """Note who is in the household, and how they are."""
    for one in household:
        who = called(one.key, known.library.strings)
        inputs.add(f"members.{one.key}.age", one.assumed_age, who=who)
        if one.drawn:
            given: Given | None = None if one.health is None else "said"
            inputs.add(f"members.{one.key}.health", one.health or "average", given, who=who)
        if one.drawn and one.key == ME and "primary_care" not in one.use:
            inputs.add("members.me.use.primary_care", None, who=who)
        for service, count in one.use.items():
            inputs.add(f"members.{one.key}.use.{service}", count, "said", who=who)
    inputs.add("coverage", known.value("coverage"))


def _note_rest(known: Known, joined: Sequence[Membership], inputs: Inputs) -> None:
    """Note how long a membership would be kept, and what else was told."""
    if joined:
        inputs.add("months_kept", known.number("months_kept") or 12)
    for name in ("income", "subsidy", "hsa_contribution"):
        if known.value(name) is not None:
            inputs.add(name, known.value(name))
