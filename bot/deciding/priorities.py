"""What matters to a person: weights reorder the explanation, never the facts, and one symmetric rule says where they lead.

For each thing that may matter there is a sign: 1 where the numbers and the agreement speak for joining, -1 where they
speak against it, 0 where they are silent or even. The weighted sum says join, do not join, or even. Were every sign
turned round, so would be the answer.
"""

from collections.abc import Callable, Mapping, Sequence

from bot.answering.estimates import roughly
from bot.catalogue import Catalogue
from bot.costs.amounts import dollars
from bot.costs.comparison import Comparison
from bot.deciding.described import Described
from bot.deciding.known import Known
from bot.deciding.result import by_cost, joined
from bot.deciding.trade_offs import promises
from bot.deciding.verdicts import Pair, standing
from bot.vocabulary import Priorities, Priority, Sentence

IDS = ("cost", "certainty", "access", "doctor", "freedom")
LEAST, MOST = 1, 3  # weights
LONG = 12  # months of a first term that binds
Judge = Callable[[Known, Described, Comparison, Pair], tuple[int, tuple[Sentence, ...]]]


def priorities(known: Known, told: Described, found: Comparison, weights: Mapping[str, int]) -> Priorities | None:
    """Return what may matter, in the order of the weights given, with where it leads; None where nothing can be joined."""
    told = by_cost(found, told)  # whatever order the memberships came in
    pair, strings = joined(found, told), known.library.strings
    if pair is None:
        return None
    judged = {name: JUDGES[name](known, told, found, pair) for name in IDS}
    order = sorted(IDS, key=lambda name: (-weights.get(name, 0), IDS.index(name)))
    items = tuple(
        Priority(
            id=name,
            label=strings.say(f"deciding.matters.{name}.label"),
            about=strings.say(f"deciding.matters.{name}.about"),
            weight=weights.get(name, 0),
            sentences=judged[name][1] if weights else (),
        )
        for name in order
    )
    estimated = pair.one.total is not None and pair.other.total is not None
    signs = {name: sign for name, (sign, _) in judged.items()}
    return Priorities(
        heading=strings.say("deciding.matters.heading"),
        note=strings.say("deciding.matters.note"),
        items=items,
        conclusion=conclusion(signs, weights, told.memberships[0].name, strings, estimated) if weights else "",
    )


def leaning(signs: Mapping[str, int], weights: Mapping[str, int]) -> int:
    """Return where weights and signs lead: above 0 to joining, below 0 to not joining, 0 is even."""
    return sum(sign * weights.get(name, 0) for name, sign in signs.items())


def conclusion(
    signs: Mapping[str, int], weights: Mapping[str, int], name: str, strings: Catalogue, estimated: bool = True
) -> str:
    """Say where what matters leads, and because of what; of reasons those that weigh most."""
    lean = leaning(signs, weights)
    side = 1 if lean > 0 else -1 if lean < 0 else 0
    order = sorted(IDS, key=lambda one: (-weights.get(one, 0), IDS.index(one)))
    pro = [one for one in order if signs[one] == (side or 1) and weights.get(one, 0)]
    con = [one for one in order if signs[one] == -(side or 1) and weights.get(one, 0)]
    because = reasons(pro, side or 1, strings, estimated)
    against = reasons(con, -(side or 1), strings, estimated)
    key = "join" if side > 0 else "stay" if side < 0 else "even"
    said = strings.say(f"deciding.matters.{key}", name=name, because=because or strings.say("deciding.matters.nothing"))
    rest = strings.say(f"deciding.matters.{'but' if side else 'even_but'}", against=against) if against else ""
    return " ".join(part for part in (said, rest, strings.say("deciding.matters.yours")) if part)


def reasons(names: Sequence[str], side: int, strings: Catalogue, estimated: bool = True) -> str:
    """Join reasons into one clause."""
    word = "for" if side > 0 else "against"
    said = [
        strings.say(f"deciding.matters.{name}.{word}{'_sure' if name == 'cost' and not estimated else ''}")
        for name in names
    ]
    return ", and ".join(said[:2])


def _cost(known: Known, _told: Described, found: Comparison, pair: Pair) -> tuple[int, tuple[Sentence, ...]]:
    strings, how = known.library.strings, standing(pair, found)
    sign = 0 if how in ("close", "certain_same") else -1 if how.endswith("more") else 1
    estimated = pair.one.total is not None and pair.other.total is not None
    amount = roughly(abs(pair.more), strings) if estimated else dollars(abs(pair.one.committed - pair.other.committed))
    return sign, (
        Sentence(text=strings.say(f"deciding.settings.{how}", one=pair.one.name, other=pair.other.name, sum=amount)),
    )


def _certainty(known: Known, _told: Described, _found: Comparison, pair: Pair) -> tuple[int, tuple[Sentence, ...]]:
    strings, (one, other) = known.library.strings, pair
    if one.worst_case is None or other.worst_case is None:
        sign = (one.worst_case is not None) - (other.worst_case is not None)
        return sign, (Sentence(text=strings.say("deciding.matters.certainty.none")),)
    more = one.worst_case - other.worst_case
    text = strings.say(
        "deciding.matters.certainty.says",
        one=one.name,
        sum=dollars(one.worst_case),
        other=other.name,
        held=dollars(other.worst_case),
    )
    return (more < 0) - (more > 0), (Sentence(text=text),)


def _access(known: Known, told: Described, _found: Comparison, _pair: Pair) -> tuple[int, tuple[Sentence, ...]]:
    strings = known.library.strings
    said = tuple(promises(told.memberships[0], strings))
    return int(bool(said)), said or (Sentence(text=strings.say("deciding.matters.access.silent")),)


def _doctor(known: Known, _told: Described, _found: Comparison, _pair: Pair) -> tuple[int, tuple[Sentence, ...]]:
    sign = 1 if known.value("own_doctor") else 0
    return sign, (Sentence(text=known.library.strings.say("deciding.matters.doctor.says")),)


def _freedom(known: Known, told: Described, _found: Comparison, pair: Pair) -> tuple[int, tuple[Sentence, ...]]:
    strings = known.library.strings
    year = [cost for cost in pair.one.exit_cost if cost.month <= LONG]
    bound = any(cost.high is None or cost.high for cost in year) or not year
    most = None if not year or any(cost.high is None for cost in year) else max(cost.high or cost.low for cost in year)
    name = told.memberships[0].name
    text = (
        strings.say("deciding.matters.freedom.unknown", name=name)
        if most is None
        else strings.say("deciding.matters.freedom.says", name=name, sum=dollars(most))
    )
    return -int(bound), (Sentence(text=text),)


JUDGES: Mapping[str, Judge] = {
    "cost": _cost,
    "certainty": _certainty,
    "access": _access,
    "doctor": _doctor,
    "freedom": _freedom,
}
"""What each thing that may matter is judged by."""
