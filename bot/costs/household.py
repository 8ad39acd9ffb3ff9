"""The years of a household: each member's drawn by age and health, so that a year is one year for all of them.

A member's years depend on their own age and health alone, not on names, order or options. The hidden health factors of a
household go together a little.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import sqrt

import numpy as np

from bot.care import Care, CareModel, Tier
from bot.costs.situation import MONTHS, Member, Situation
from bot.costs.year import NORMALS, Draws, FreeYear, Ranks, Stream, Year, draw

SHARED = b"household"
REMEMBERED = 80  # drawn persons; 20,000 years of one are 2.2 MB


@dataclass(frozen=True)
class Setting:
    """How years are drawn: how many, from which seed; and what is tried out: another health, other prices."""

    years: int
    seed: int
    shift: float = 0
    prices: float = 1


Lives = Mapping[str, Year]
"""The years of each member who is drawn, by id."""


def lives_of(situation: Situation, care: Care, setting: Setting) -> dict[str, Year]:
    """Draw the years, or the part of them that is priced, of each member who can be drawn."""
    drawn = situation.drawn
    part = situation.months / MONTHS
    return {
        member.id: year_of(member, stream, care, setting, part)
        for member, stream in zip(drawn, streams(situation, drawn), strict=True)
    }


def year_of(member: Member, stream: bytes, care: Care, setting: Setting, part: float = 1) -> Year:
    """Draw the years of one member, with what is known of their use."""
    tier, shift = member.table, shift_of(member, care.model) + setting.shift
    free = free_years(care, tier, round(shift, 4), Stream(setting.seed, stream, setting.years))
    year = free.knowing(member.use).part(part, member.use)
    if setting.prices == 1:
        return year
    return Year(year.counts, tuple(price * np.float32(setting.prices) for price in year.prices))


def streams(situation: Situation, members: Sequence[Member]) -> list[bytes]:
    """Name the random numbers of each member by what they are, and by their turn among those who are the same.

    Names of people, plans and memberships, and their order, decide nothing.
    """
    kinds = [f"{one.age}|{one.health}|{one.table}" for one in members]
    alike = len(set(kinds)) < len(kinds)
    roles = [_roles(situation, one) if alike else [] for one in members]
    order = sorted(range(len(members)), key=lambda at: (kinds[at], sorted(members[at].use.items()), roles[at]))
    turns: Counter[str] = Counter()
    found = dict.fromkeys(range(len(members)), b"")
    for place in order:
        found[place] = f"{kinds[place]}|{turns[kinds[place]]}".encode()
        turns[kinds[place]] += 1
    return list(found.values())


def _roles(situation: Situation, member: Member) -> list[str]:
    """Say what a member alone of the household is in, without names."""
    named = {"id", "name", "members", "met_by"}
    parts = (*situation.insurance, *situation.retainers)
    return sorted(one.model_dump_json(exclude=named) for one in parts if one.members and member.id in one.members)


def shift_of(member: Member, model: CareModel) -> float:
    """Return by how much a member's health factor is shifted for their mean cost to be that of their age and health."""
    if member.health == "standard":
        return 0.0
    means = [np.log(row.mean) for row in model.shifted]
    return float(np.interp(np.log(expected(member, model)), means, [row.shift for row in model.shifted]))


def expected(member: Member, model: CareModel) -> float:
    """Return what a member's care costs on average, against everybody's, by age and health alone."""
    if member.health == "standard":
        return 1.0
    by_age = 1.0 if member.age is None else float(np.exp(np.interp(member.age, *_ages(model))))
    bands = [band.value for band in model.health[member.health] if band.at_least <= (member.age or 0)]
    return by_age * bands[-1]


def _ages(model: CareModel) -> tuple[list[float], list[float]]:
    ages, means = zip(*model.ages, strict=True)
    return list(ages), [float(np.log(mean)) for mean in means]


@lru_cache(maxsize=REMEMBERED)
def free_years(care: Care, tier: Tier, shift: float, stream: Stream) -> FreeYear:
    """Draw the years of a person of whose use nothing is known, in the order of the household's years."""
    return draw(care, tier, shift, stream).taken(_order(care.model.kinship, stream))


def _order(kinship: float, stream: Stream) -> Ranks:
    """Return for each year the rank of a person's health factor in it: correlated within a household."""
    own, shared = (
        NORMALS[Draws(replace(stream, name=name)).random_cells()] for name in (stream.name + b"|order", SHARED)
    )
    rank = np.empty(stream.years, dtype=np.intp)
    rank[np.argsort(sqrt(kinship) * shared + sqrt(1 - kinship) * own, kind="stable")] = np.arange(stream.years)
    return rank
