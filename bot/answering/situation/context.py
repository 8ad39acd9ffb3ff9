"""A message in its conversation: "450" answers what was asked for, "no, 500 a month" corrects what was said before.

Numbers without a role are tried on the fields that were asked for, or spoken of: by their unit, their period and what
is usual for a field. What fits two of them alike stays unclear. "I don't know" declines what was asked for.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, permutations
from math import log

from bot.answering.situation.amounts import A_MONTH, Period, is_counted, is_of_paydays, is_plain, period_of
from bot.answering.situation.care import A_YEAR
from bot.answering.situation.facts import Context, Fact, Situation, Stated
from bot.answering.situation.utterance import Finding, Utterance, longest
from bot.answering.situation.words import NUMBER, SUM
from bot.answering.spelling import PAUSE, SENTENCE

MONTHLY = frozenset(["premium", "fee", "child_fee", "part_b", "supplement", "drug_plan", "advantage"])
YEARLY = frozenset(["income", "hsa_contribution"])
ONCE = frozenset(["deductible", "drug_deductible", "out_of_pocket_max", "copays", "enrollment_fee"])
MONEY = MONTHLY | YEARLY | ONCE
SHARES = frozenset(["coinsurance", "federal"])
WHOLE = frozenset(["age", "use", "medicines", "months_kept", "children", "household", "adults"])
NOTHING = frozenset(["use", "medicines", "premium", "enrollment_fee", "copays", "children", "deductible"])
UNITS = {
    "time": "use", "visit": "use", "month": "months_kept", "%": "share", "medicine": "medicines", "kid": "children",
    "person": "household", "adult": "adults",
}  # fmt: skip
AGES = {"me": (0, 115), "spouse": (15, 115), "mother": (30, 115), "father": (30, 115)}
CHILD = (0, 30)
WEAK = frozenset(["no", "nope", "not", "now"])  # they begin an answer as well as a correction
OTHERS = frozenset(["he", "she"])
LONGEST_ANSWER, LONGEST_WORD, MOST_NUMBERS, MOST_FIELDS = 22, 10, 4, 8  # words, numbers, fields
TRIED_WITHIN = 4  # words from "what about" to the number
WIDER, TWICE = 5, 2  # times what is usual, where nothing else can be meant
ALIKE = 0.25  # logarithms of ratios that differ by less are alike
YEAR = 12
AGED = frozenset(["age", "old"])
ME, SPOUSE, GROWN = "members.me.age", "members.spouse.age", 18
PREMIUM, FEE, CHILDREN = "insurance.premium", "retainers.fee", "children_coverage"


@dataclass(frozen=True)
class Loose:
    """A number without a role: the words `[start, end)` with its period, and what it counts; "" says nothing."""

    at: int
    start: int
    end: int
    value: float
    high: float | None
    unit: str
    period: str
    months: float


class Reply:
    """What a message says in its context, beyond what it says alone."""

    def __init__(self, utterance: Utterance, context: Context, alone: Situation) -> None:
        self.utterance = utterance
        self.context = context
        self.wordings = utterance.wordings
        kept = tuple(one for one in alone.facts if not self._is_guess(one))
        self.said = alone.model_copy(update={"facts": kept})
        self.short = len(utterance.words) <= LONGEST_ANSWER

    def situation(self) -> Situation:
        """Return what is said."""
        promoted = self._beside_declined()
        facts = {one.field: one for one in (*self.said.facts, *promoted)}
        numbers = [*self._numbers(facts)]
        found = [*numbers, *self._words({*facts, *(one.field for one, _ in numbers)})]
        for one, supposed in found:
            if one.field and not supposed:
                facts.setdefault(one.field, one)
        places = {one.start for one, _ in found}
        unclear = [one for one in self.said.unclear if not self._covers(one, places)]
        for one in self._left(unclear, {*facts}):
            facts[one.field] = one
            unclear = [other for other in unclear if other.start != one.start]
        unclear = [one for one in unclear if not self._is_known(one)]
        facts = self._of_children(facts)
        asked = [one for one in self.said.asked_about if one not in promoted and not self._covers(one, places)]
        return Situation(
            facts=tuple(facts.values()),
            unclear=(*unclear, *(one for one, _ in found if not one.field)),
            asked_about=(*asked, *(one for one, supposed in found if supposed and one.field)),
            declined=self._declined(facts),
        )

    def _is_guess(self, fact: Fact) -> bool:
        """Whether a bare number was taken for an age though something else was asked for."""
        context = self.context
        bare = fact.field == "members.me.age" and fact.said.isdecimal()
        numbers = any(kind_of(one) in self.wordings.usual for one in context.asked)
        return bare and (numbers or not context.asked) and fact.field not in context.asked

    def _covers(self, fact: Fact, places: Iterable[int]) -> bool:
        """Whether a fact without a role is one that has found its role now."""
        return not fact.field and any(fact.start <= at < fact.end for at in places)

    def _left(self, unclear: Sequence[Fact], told: Container[str]) -> Iterator[Fact]:
        """Yield the only sum of a month without a role, where the fee or the premium is the only one that is not known."""
        paid = {PREMIUM: PREMIUM in self._known, FEE: FEE in self._known or self.context.membership}
        missing = [field for field, is_known in paid.items() if not is_known and field not in told]
        if len(missing) > 1:
            missing = [field for field in missing if field in self.context.asked]
        monthly = [one for one in unclear if one.stated and one.stated.period in A_MONTH and not self._is_aside(one)]
        if len(missing) != 1 or len(monthly) != 1:
            return
        one, low_high = monthly[0], self.wordings.usual[kind_of(missing[0])]
        if one.stated:
            value = _plain(round(one.stated.amount * A_MONTH[one.stated.period], 2))
            if low_high[0] / WIDER <= value <= low_high[1] * WIDER:
                yield one.model_copy(update={"field": missing[0], "value": value, "high": None})

    @cached_property
    def _known(self) -> dict[str, Fact]:
        """What is known, by field."""
        return {one.field: one for one in self.context.known.facts}

    def _is_known(self, fact: Fact) -> bool:
        """Whether a sum without a role only repeats a premium or a fee: "as I wrote: 5,100 for the whole year"."""
        if not fact.stated or fact.stated.period not in A_MONTH:
            return False
        value = fact.stated.amount * A_MONTH[fact.stated.period]
        known = [one.value for field, one in self._known.items() if kind_of(field) in {"premium", "fee"}]
        return any(abs(float(one) - value) < 1 for one in known)

    def _of_children(self, facts: dict[str, Fact]) -> dict[str, Fact]:
        """Give what is said of the children's insurance to each child that is known."""
        said = facts.get(CHILDREN)
        if not said:
            return facts
        counted = facts.get("children") or self._known.get("children")
        names = {field.split(".")[1] for field in (*facts, *self._known) if field.startswith("members.child-")}
        names |= {f"child-{n + 1}" for n in range(int(counted.value) if counted else 0)}
        given = {f"members.{name}.coverage" for name in names}
        told = {field: said.model_copy(update={"field": field}) for field in sorted(given)}
        return {field: one for field, one in (facts | told).items() if not told or field != CHILDREN}

    def _is_aside(self, fact: Fact) -> bool:
        """Whether words beside a sum say that it is something else: a budget, a rent."""
        words = self.utterance.words
        places = [at for at, word in enumerate(words) if fact.start <= word.start < fact.end and word.text]
        return not places or not is_plain(self.utterance, places[0], places[-1] + 1)

    # Numbers

    @cached_property
    def _loose(self) -> list[Loose]:
        """The numbers that have no role, without those that are named as wrong."""
        taken = [(one.start, one.end) for one in (*self.said.facts, *self.said.asked_about) if one.field]
        found = [
            self._read(at)
            for at, word in enumerate(self.utterance.words)
            if word.value is not None and not any(start <= word.start < end for start, end in taken)
        ]
        known = [one for one in found if one]
        right = [one for one in known if one.at not in self._wrong]
        return [*{(one.value, one.unit): one for one in right}.values()]

    @cached_property
    def _wrong(self) -> dict[int, float]:
        """The numbers that are named as wrong: "not 36"."""
        words = self.utterance.words
        ends = {one.end for one in self.utterance.matches("wrong")}
        return {at: word.value for at, word in enumerate(words) if word.value is not None and at in ends}

    def _read(self, at: int) -> Loose | None:
        """Return a number with its unit, None where it counts what nobody asks for."""
        utterance, word = self.utterance, self.utterance.words[at]
        following = utterance.text(at + 1)
        if any(one.start <= at < one.end and is_of_paydays(utterance, one) for one in utterance.matches("periods")):
            return None  # "I'm paid twice a month"
        period = period_of(utterance, at, ())
        unit = "age" if (following, utterance.text(at + 2)) == ("year", "old") else UNITS.get(following, "")
        if not unit and (word.text == SUM or (period and period.months)):
            unit = "money"
        if not unit and is_counted(utterance, at) and following not in {"or", "year"}:
            return None
        many = _many(unit or following, period)
        if many or period is None or unit != "money":
            kind, times = many or (unit, 1)
            return Loose(at, at, at + 1, (word.value or 0) * times, word.high and word.high * times, kind, "", 0)
        start, end = min(at, period.match.start), max(at + 1, period.match.end)
        return Loose(at, start, end, word.value or 0, word.high, unit, period.name, period.months)

    def _numbers(self, facts: Iterable[str]) -> Iterator[tuple[Fact, bool]]:
        """Yield numbers with their fields, and whether they are only supposed."""
        if not self.short or not self._loose:
            return
        moods = {self.utterance.moods[one.at] for one in self._loose}
        spoken = [*dict.fromkeys((*reversed(self.context.spoken), *self.context.asked))]
        tried = [one for one in self.utterance.matches("tried") if self._loose[0].at - one.end <= TRIED_WITHIN]
        if tried and moods & {"asked", "supposed"}:
            yield from ((one, True) for one in self._latest(self._loose[:1], spoken))
        elif moods <= {"said", "past"}:
            yield from ((one, False) for one in self._told([*facts], spoken))

    def _told(self, facts: Sequence[str], spoken: Sequence[str]) -> list[Fact]:
        """Return numbers that answer, or that correct."""
        cues = self.utterance.matches("corrected")
        strong = any({self.utterance.text(at) for at in range(one.start, one.end)} - WEAK for one in cues)
        answers = [] if strong and self.context.spoken else self._answers(facts)
        return answers or (self._latest(self._loose, spoken) if cues else self._answers(facts))

    def _answers(self, facts: Sequence[str]) -> list[Fact]:
        """Give each number a field that was asked for, in the order of asking where that is possible."""
        fields = [one for one in self.context.asked if one not in facts][:MOST_FIELDS]
        numbers = self._loose
        if ME in fields and SPOUSE not in {*fields, *facts} and self._is_pair():
            fields.insert(fields.index(ME) + 1, SPOUSE)  # "64 and 61"
        if not fields or len(numbers) > min(MOST_NUMBERS, len(fields)):
            return []
        wide = len(fields) == len(numbers) == 1
        possible = [
            order
            for order in permutations(range(len(fields)), len(numbers))
            if all(self._fits(fields[n], one, wide=wide) for n, one in zip(order, numbers, strict=True))
        ]
        if not possible:
            return []
        best = min(possible, key=lambda order: (self._strange(order, fields), order))
        return [self._fact(fields[n], one) for n, one in zip(best, numbers, strict=True)]

    def _is_pair(self) -> bool:
        """Whether a message is two numbers that can be the ages of a couple, and nothing else."""
        texts = [word.text for word in self.utterance.words[1:-1] if word.text not in {PAUSE, SENTENCE}]
        grown = all(GROWN <= one.value <= AGES["me"][1] for one in self._loose)
        return texts in ([NUMBER, "and", NUMBER], [NUMBER, NUMBER]) and grown

    def _strange(self, order: Sequence[int], fields: Sequence[str]) -> int:
        """Count what is odd about an order of fields for the numbers: turned round, or not the usual sum."""
        turned = sum(a > b for a, b in pairwise(order))
        usual = (self.wordings.usual[kind_of(fields[n])] for n in order)
        odd = (
            not low <= _scaled(fields[n], one) <= high
            for n, one, (low, high) in zip(order, self._loose, usual, strict=True)
        )
        return turned + sum(odd)

    def _latest(self, numbers: Sequence[Loose], fields: Sequence[str]) -> list[Fact]:
        """Give each number the field spoken of last that it fits; of two that fit alike it is unclear."""
        found: list[Fact] = []
        for one in numbers:
            left = [field for field in self._meant(fields) if field not in {fact.field for fact in found}]
            fitting = [field for field in left if self._fits(field, one)]
            fitting = fitting or [field for field in left if self._fits(field, one, wide=True)]
            if fitting:
                found.append(self._fact(self._nearest(fitting, one), one))
        return found

    def _meant(self, fields: Sequence[str]) -> list[str]:
        """Return the fields that a message can mean: "she's 39" is not the writer."""
        texts = {word.text for word in self.utterance.words}
        if texts & OTHERS:
            return [one for one in fields if one.startswith("members.") and not one.startswith("members.me.")]
        return [*fields]

    def _nearest(self, fields: Sequence[str], one: Loose) -> str:
        """Return the field whose known value is named as wrong, or nearest; without known values the latest."""
        known = {fact.field: fact.value for fact in self.context.known.facts if not isinstance(fact.value, bool | str)}
        near = [(field, float(known[field])) for field in fields if field in known]
        for field, value in near:
            if value in self._wrong.values():
                return field
        if len(near) < 2:
            return fields[0]
        ranked = sorted((abs(log((_scaled(field, one) + 1) / (value + 1))), n) for n, (field, value) in enumerate(near))
        return "" if ranked[1][0] - ranked[0][0] < ALIKE else near[ranked[0][1]][0]

    def _fits(self, field: str, one: Loose, *, wide: bool = False) -> bool:
        """Whether a number can be what a field holds: `wide` where it is not the usual either."""
        kind = kind_of(field)
        low, high = self.wordings.usual.get(kind, (1, 0))
        if kind == "age":
            low, high = AGES.get(field.split(".")[1], CHILD) if wide or ".me." not in field else (low, high)
        elif wide or one.unit == "money":
            low, high = low / WIDER, high * (TWICE if kind in MONTHLY and not one.period else WIDER)
        value = _scaled(field, one)
        whole = kind not in WHOLE or value == int(value)
        return low <= value <= high and whole and _of_unit(kind, one)

    def _fact(self, field: str, one: Loose) -> Fact:
        """Return a number as a fact."""
        kind = kind_of(field)
        value, high = _scaled(field, one), _scaled(field, one, high=True) if one.high else None
        stated = Stated(amount=one.value, high=one.high, period=one.period) if kind in MONEY else None
        assumed = "period" if kind in MONTHLY and not one.period else ""
        if kind in SHARES:
            value, high = round(value / 100, 4), high and round(high / 100, 4)
        finding = Finding(field, _plain(value), one.start, one.end, high and _plain(high), stated, assumed)
        return self.utterance.fact(finding)

    # Words

    def _words(self, facts: Iterable[str]) -> Iterator[tuple[Fact, bool]]:
        """Yield what is answered without a number: a kind of insurance, nothing, the whole year."""
        told = {*facts}
        open_ = [one for one in self.context.asked if one not in told]
        asking = "asked" in self.utterance.moods or "supposed" in self.utterance.moods
        if not open_ or asking or not self.short:
            return
        yield from self._whole_year(open_)
        if "coverage" in open_ and len(self.utterance.words) <= LONGEST_WORD:
            found = [*longest(self.utterance.matches("cover_words"))]
            if len({one.name for one in found}) == 1:
                yield self._word("coverage", found[0].name, found[0].start, found[0].end), False
        yield from self._regular(open_)
        nothing = [one for one in self.utterance.matches("answers") if one.name == "none"]
        if nothing and kind_of(open_[0]) in NOTHING and not self._loose and "coverage" not in open_:
            yield self._word(open_[0], 0, nothing[0].start, nothing[0].end), False

    def _whole_year(self, fields: Sequence[str]) -> Iterator[tuple[Fact, bool]]:
        whole = [one for one in self.utterance.matches("answers") if one.name == "whole_year"]
        if whole and "months_kept" in fields:
            yield self._word("months_kept", YEAR, whole[0].start, whole[0].end), False

    def _regular(self, fields: Sequence[str]) -> Iterator[tuple[Fact, bool]]:
        """Yield how often somebody goes where that has no number of its own: "monthly"."""
        regular = [one for one in self.utterance.matches("often") if one.name.isdecimal()]
        asked = [one for one in fields if kind_of(one) == "use"]
        if regular and asked and not self._loose:
            one = max(regular, key=lambda match: match.end - match.start)
            yield self._word(asked[0], int(one.name), one.start, one.end), False

    def _word(self, field: str, value: str | int, start: int, end: int) -> Fact:
        first = max(start, 1)  # without the beginning of the message, which has no words
        last = min(max(end, first + 1), len(self.utterance.words) - 1)
        return self.utterance.fact(Finding(field, value, min(first, last), max(last, first + 1)))

    # What is not known

    def _declined(self, facts: Iterable[str]) -> tuple[str, ...]:
        """Return the fields that the person does not know: those named behind "I don't know", or all that were asked."""
        told, found = {*facts}, list[str]()
        for match in longest([one for one in self.utterance.matches("answers") if one.name == "declined"]):
            found += self._named(match.end) or [one for one in self.context.asked if one not in told]
        asking = self.utterance.message.rstrip().endswith("?")
        return () if asking else tuple(one for one in dict.fromkeys(found) if one not in told)

    def _named(self, start: int) -> list[str]:
        """Return the fields that are named from a word to the next comma."""
        end = self._clause(start)
        roles = self.wordings.roles
        names = longest([one for one in self.utterance.matches("names") if start <= one.start < end])
        ages = [one for one in self.context.asked if kind_of(one) == "age"]
        aged = bool({self.utterance.text(at) for at in range(start, end)} & AGED)
        return [field for one in names if (field := roles[one.name].field)] + (ages if aged else [])

    def _clause(self, start: int) -> int:
        """Return where the clause at a word ends."""
        end, last = start, len(self.utterance.words) - 1
        while end < last and self.utterance.text(end) not in {PAUSE, ".", "but"}:
            end += 1
        return end

    def _beside_declined(self) -> tuple[Fact, ...]:
        """Return what is told behind "not sure about the max, ...": it looks like a part of a question, and is none."""
        matches = [one for one in self.utterance.matches("answers") if one.name == "declined"]
        if not matches or "?" in self.utterance.message or not self.context.asked:
            return ()
        place = self.utterance.words[self._clause(matches[0].end)].start
        moods = self.utterance.moods
        starts = {word.start: moods[at] for at, word in enumerate(self.utterance.words)}
        return tuple(
            one
            for one in self.said.asked_about
            if one.field and one.start >= place and starts.get(one.start) == "asked"
        )


def kind_of(field: str) -> str:
    """Return what kind of value a field holds: "use", "age", "premium"."""
    steps = field.split(".")
    return next((step for step in steps if step in {"use", "copays"}), steps[-1])


def _many(unit: str, period: Period | None) -> tuple[str, int] | None:
    """Return a unit with how many of it a number is: visits a month are twelve times those of a year; None as it is."""
    if unit == "use" and period:
        return (unit, A_YEAR[period.name]) if period.name in A_YEAR else None
    return ("months_kept", YEAR) if unit == "year" else None


def _of_unit(kind: str, one: Loose) -> bool:
    """Whether a number of such a unit and period can be of a kind."""
    if one.unit == "money":
        lasting = kind in MONTHLY | YEARLY or not one.period
        return kind in MONEY and lasting and (one.period != "visit" or kind == "copays")
    if one.unit == "share":
        return kind in SHARES
    return not one.unit or one.unit == kind


def _scaled(field: str, one: Loose, *, high: bool = False) -> float:
    """Return a number in the unit of a field: a month's for a fee, a year's for an income."""
    kind, value = kind_of(field), (one.high or one.value) if high else one.value
    if one.unit == "money" and one.months:
        if kind in MONTHLY:
            return round(value * one.months, 2)
        if kind in YEARLY:
            return round(value * one.months * YEAR, 2)
    return value


def _plain(value: float) -> int | float:
    """Return a whole number as one."""
    return int(value) if value == int(value) else value
