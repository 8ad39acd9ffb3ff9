"""How each option stands to the one held now, in words; the same rule for and against joining."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from bot.answering.estimates import roughly
from bot.catalogue import Catalogue
from bot.costs.amounts import dollars
from bot.costs.comparison import Comparison, OptionCosts
from bot.deciding.described import Described
from bot.vocabulary import Verdict

Standing = Literal[
    "always_more", "always_less", "close", "more", "less", "certain_more", "certain_less", "certain_same"
]
OPPOSITES: Mapping[Standing, Standing] = {
    "always_more": "always_less", "more": "less", "close": "close", "less": "more", "always_less": "always_more",
    "certain_more": "certain_less", "certain_less": "certain_more", "certain_same": "certain_same",
}  # fmt: skip
"""What one option is to another, and the other to it."""


class Pair(NamedTuple):
    """An option, and what it is held against."""

    one: OptionCosts
    other: OptionCosts

    @property
    def more(self) -> float:
        """How much more the one costs: on average, or where that is not estimated for certain."""
        if self.one.total is None or self.other.total is None:
            return float(self.one.committed - self.other.committed)
        return self.one.total.mean - self.other.total.mean


def standing(pair: Pair, found: Comparison) -> Standing:
    """Say how one option stands to another; the other stands to it in the opposite way."""
    one, other = pair
    if one.total is None or other.total is None:
        return "certain_more" if pair.more > 0 else "certain_less" if pair.more < 0 else "certain_same"
    if (one.id, other.id) in found.always_dearer:
        return "always_more"
    if (other.id, one.id) in found.always_dearer:
        return "always_less"
    if any({one.id, other.id} == set(call.options) for call in found.close_calls):
        return "close"
    return "more" if pair.more > 0 else "less"


def verdicts(found: Comparison, told: Described, rows: Sequence[OptionCosts], strings: Catalogue) -> Iterator[Verdict]:
    """Yield a verdict for each option against the one held now; what nothing limits is said first of all."""
    by_id = {one.id: one for one in rows}
    held = by_id.get(told.reference)
    for one in rows:
        if held is None or one is held:
            continue
        pair = Pair(one, held)
        how = standing(pair, found)
        unlimited = told.bare(one.id) and not told.bare(held.id)
        headline = strings.say(f"deciding.standing.{'unlimited_' if unlimited else ''}{how}")
        texts = [*_why(pair, how, found, strings), *_break_even(one, found, strings)]
        if unlimited:
            texts.insert(0, strings.say("deciding.standing.unlimited"))
        name = strings.say("deciding.against", one=one.name, other=held.name)
        yield Verdict(option=one.id, name=name, headline=headline, text=" ".join(texts), caution=unlimited)


def _why(pair: Pair, how: Standing, found: Comparison, strings: Catalogue) -> Iterator[str]:
    """Say by how much the options differ, on average and in good and bad years."""
    one, other = pair
    if one.total is None or other.total is None:
        if pair.more:
            yield strings.say(
                "deciding.standing.certain",
                sum=dollars(abs(one.committed - other.committed)),
                more=_word(pair.more, strings),
            )
        return
    if how == "close":
        yield next(call.why for call in found.close_calls if {one.id, other.id} == set(call.options))
        return
    yield strings.say("deciding.standing.average", sum=roughly(abs(pair.more), strings), more=_word(pair.more, strings))
    serious = one.total.p90 - other.total.p90
    if serious * pair.more < 0:
        yield strings.say("deciding.standing.serious", sum=roughly(abs(serious), strings), more=_word(serious, strings))


def _word(amount: float, strings: Catalogue) -> str:
    return strings.say("deciding.more" if amount > 0 else "deciding.less")


def _break_even(one: OptionCosts, found: Comparison, strings: Catalogue) -> Iterator[str]:
    """Say from how many visits on joining pays, where the option joins."""
    for each in found.break_even:
        if each.joined == one.id:
            visits = each.primary_care_visits
            kind = "never" if visits is None else "from" if visits else "always"
            together = "_together" if len(found.people) > 1 and kind == "from" else ""
            against = next((option.name for option in found.options if option.id == each.against), "")
            yield strings.say(f"deciding.break_even.{kind}{together}", n=visits or 0, against=against)
