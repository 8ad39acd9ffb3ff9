"""The result of a comparison in one sentence, and what its settings turn round."""

from collections.abc import Mapping
from dataclasses import replace

from bot.answering.estimates import roughly
from bot.catalogue import Catalogue
from bot.costs.amounts import dollars
from bot.costs.choices import NEITHER
from bot.costs.comparison import Comparison, OptionCosts
from bot.deciding.described import Described
from bot.deciding.verdicts import Pair, standing


def joined(found: Comparison, told: Described) -> Pair | None:
    """Return the cheapest membership added to what is held now, and what is held now; None where nothing can be joined."""
    by_id = {one.id: one for one in found.options}
    held = by_id.get(told.reference)
    options = [option for one in told.memberships if (option := joining(one.id, by_id, told)) is not None]
    return Pair(min(options, key=cost), held) if held is not None and options else None


def joining(name: str, options: Mapping[str, OptionCosts], told: Described) -> OptionCosts | None:
    """Return what adds a membership to what is held now; to nothing held, it alone."""
    return options.get(f"{told.reference}+{name}") or (options.get(name) if told.reference == NEITHER else None)


def cost(one: OptionCosts) -> tuple[bool, float, str]:
    """Rank options by what they cost: on average, or where that is not estimated for certain."""
    return one.total is None, float(one.committed) if one.total is None else one.total.mean, one.id


def by_cost(found: Comparison, told: Described) -> Described:
    """Return what was described with its memberships in the order of what joining them costs, whatever order they came in."""
    by_id = {one.id: one for one in found.options}
    added = {one.id: joining(one.id, by_id, told) for one in told.memberships}
    rank = {name: (True, 0.0, name) if option is None else cost(option) for name, option in added.items()}
    return replace(told, memberships=tuple(sorted(told.memberships, key=lambda one: rank[one.id])))


def result(found: Comparison, told: Described, strings: Catalogue) -> tuple[str, ...]:
    """Say what adding the membership comes to; with several, of each against what is held now."""
    pair = joined(found, told)
    if pair is None:
        return (_cheapest(found, strings),)
    by_id, told = {one.id: one for one in found.options}, by_cost(found, told)
    said = []
    for one in told.memberships:
        option = joining(one.id, by_id, told)
        if option is not None:
            each = Pair(option, pair.other)
            said.append(strings.say(f"deciding.result.{standing(each, found)}", name=one.name, sum=_sum(each, strings)))
    if told.bare(pair.one.id):
        said.append(strings.say("deciding.result.uninsured"))
    return tuple(said)


def _sum(pair: Pair, strings: Catalogue) -> str:
    """Write by how much two options differ: an estimate, or contract amounts exactly."""
    if pair.one.total is None or pair.other.total is None:
        return dollars(abs(pair.one.committed - pair.other.committed))
    return roughly(abs(pair.more), strings)


def _cheapest(found: Comparison, strings: Catalogue) -> str:
    """Say which option costs least, where there is no membership to add."""
    with_limit = next((one for one in found.options if one.id == found.cheapest_with_a_maximum), None)
    return (
        strings.say("deciding.result.cheapest", name=with_limit.name)
        if with_limit
        else strings.say("deciding.result.nothing")
    )


def settings_say(found: Comparison, told: Described, strings: Catalogue) -> str:
    """Say in a sentence what the comparison comes to with the settings of its controls."""
    pair = joined(found, told)
    if pair is None:
        return _cheapest(found, strings)
    how = standing(pair, found)
    return strings.say(f"deciding.settings.{how}", one=pair.one.name, other=pair.other.name, sum=_sum(pair, strings))


def turned(before: Comparison, after: Comparison, told: Described, strings: Catalogue) -> str:
    """Say what other settings turned round; "" where nothing did."""
    pairs = (joined(before, told), joined(after, told))
    if None in pairs or pairs[0] is None or pairs[1] is None:
        return ""
    first, second = standing(pairs[0], before), standing(pairs[1], after)
    sides = [_side(first), _side(second)]
    if sides[0] == sides[1]:
        return ""
    key = "to_close" if sides[1] == 0 else "to_more" if sides[1] > 0 else "to_less"
    return strings.say(f"deciding.flipped.{key}", one=pairs[1].one.name, other=pairs[1].other.name)


def _side(how: str) -> int:
    """Return on which side of even a standing is: 1 costs more, -1 less."""
    return 0 if how in ("close", "certain_same") else 1 if how.endswith("more") else -1
