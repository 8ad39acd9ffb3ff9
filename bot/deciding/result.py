"""The result of a comparison in one sentence, and what its settings turn round."""

from bot.answering.estimates import estimate
from bot.catalogue import Catalogue
from bot.costs.amounts import dollars
from bot.costs.comparison import Comparison
from bot.deciding.described import Described
from bot.deciding.verdicts import Pair, standing


def joined(found: Comparison, told: Described) -> Pair | None:
    """Return the first membership added to what is held now, and what is held now; None where nothing can be joined."""
    by_id = {one.id: one for one in found.options}
    held = by_id.get(told.reference)
    ids = [f"{told.reference}+{one.id}" for one in told.memberships] + [one.id for one in told.memberships]
    options = [by_id[name] for name in ids if name in by_id and name != told.reference]
    return Pair(options[0], held) if held is not None and options else None


def result(found: Comparison, told: Described, strings: Catalogue) -> tuple[str, ...]:
    """Say what adding the membership comes to; with several, of each against what is held now."""
    pair = joined(found, told)
    if pair is None:
        return (_cheapest(found, strings),)
    names = {one.id: one.name for one in told.memberships}
    name = next(iter(names.values()))
    how = standing(pair, found)
    said = [strings.say(f"deciding.result.{how}", name=name, held=pair.other.name, sum=_sum(pair, strings))]
    if pair.one.kind == "retainer_only":
        said.append(strings.say("deciding.result.uninsured"))
    if len(names) > 1:
        said.append(_of_several(found, told, strings))
    return tuple(one for one in said if one)


def _sum(pair: Pair, strings: Catalogue) -> str:
    """Write by how much two options differ: an estimate, or contract amounts exactly."""
    if pair.one.total is None or pair.other.total is None:
        return dollars(abs(pair.one.committed - pair.other.committed))
    return estimate(abs(pair.more), strings)


def _of_several(found: Comparison, told: Described, strings: Catalogue) -> str:
    """Say which of several memberships costs least beside what is held now."""
    ids = {f"{told.reference}+{one.id}": one.name for one in told.memberships}
    options = [one for one in found.options if one.id in ids]
    if len(options) < len(ids):
        return ""
    first, second, *_ = sorted(options, key=lambda one: (one.total.mean if one.total else float(one.committed), one.id))
    pair = Pair(second, first)
    key = "several_close" if standing(pair, found) in ("close", "certain_same") else "several"
    return strings.say(f"deciding.result.{key}", first=ids[first.id], second=ids[second.id], sum=_sum(pair, strings))


def _cheapest(found: Comparison, strings: Catalogue) -> str:
    """Say which option costs least, where there is no membership to add."""
    with_limit = next((one for one in found.options if one.id == found.cheapest_with_a_maximum), None)
    return strings.say("deciding.result.cheapest", name=with_limit.name) if with_limit else strings.say("deciding.result.nothing")


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


