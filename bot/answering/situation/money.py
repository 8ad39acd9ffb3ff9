"""What a sum is: the fee of a practice, a premium, a deductible. The nearest words decide; else it stays unclear."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.answering.phrases import Match
from bot.answering.situation.amounts import PAYCHECK, Amount, amounts, is_plain
from bot.answering.situation.facts import Stated
from bot.answering.situation.utterance import Finding, Utterance, longest
from bot.answering.situation.words import NUMBER
from bot.answering.spelling import PAUSE, SENTENCE

RECURRING = frozenset(["fee", "premium"])
PARTS = frozenset(["part_b", "supplement", "drug_plan", "advantage"])  # of Medicare
FREE = frozenset(["premium", "enrollment", "copay", "deductible", "drug_deductible", *PARTS])  # may cost nothing
PART_FIELDS = frozenset(f"insurance.{part}" for part in PARTS)
EACH = {
    "retainers.fee": "retainers.each", "retainers.enrollment_fee": "retainers.enrollment_each",
    **dict.fromkeys(sorted(PART_FIELDS), "insurance.each_part"),
}  # fmt: skip
MEMBERSHIP = frozenset(["fee", "child_fee", "enrollment"])
OWN_ROLES = frozenset(["child_fee", "enrollment"])  # what names them says more than the sum before
ASIDE = frozenset(["other", "income"])
UNCOVERED = frozenset(["none", "medicaid"])
LIMITS = {"deductible": "family_deductible", "out_of_pocket_max": "family_out_of_pocket_max"}
A_YEARS = frozenset([*LIMITS, *LIMITS.values(), "copay", "drug_deductible", "met_deductible", "maximum"])
NAME_REACH, TOPIC_REACH, BARE_REACH, SHARED_REACH, CHILD_REACH = 8, 8, 4, 4, 2  # words
PAUSE_COSTS, NUMBER_COSTS, JOINT_COSTS, TOPIC_COSTS, SIDE_COSTS = 2, 4, 1, 1, 0.5
COSTS = {PAUSE: PAUSE_COSTS, "and": JOINT_COSTS, "but": JOINT_COSTS, "with": JOINT_COSTS}
STATED = 2  # words between what is paid for and its price
PLAIN_LEAST, MAXIMUM_LEAST, INCOME_LEAST, COPAY_MOST = 20, 500, 8000, 2000  # dollars
SHARES = (  # what a share is by words near to it, and without which
    ("tax.federal", frozenset(["bracket", "brackets"]), frozenset(["state"])),
    ("insurance.coinsurance", frozenset(["coinsurance"]), frozenset[str]()),
)
PRICES = frozenset(["membership", "fee", "rate", "price", "plan"])  # "family membership"
LEFT = frozenset(["left", "remaining", "remain"])
PLAN, PAYS, WRITER = frozenset(["plan", "insurance", "they"]), frozenset(["pay", "cover"]), frozenset(["i", "we"])
AFTER = frozenset(["after", "once"])
YEARLY = frozenset(["", "visit", "year", "half year"])  # periods that are rarely a premium's
A_TIME = frozenset(["month", "year", "week", "quarter"])
OWNERS, PERSONS = frozenset(["hers", "his", "mine"]), frozenset(["her", "him", "me", "my", "the"])
BOTH, JOINING, COUPLE = "both", frozenset(["and", "/", "my", "the", "our"]), 2
INSURED = frozenset(["deductible", "out_of_pocket_max", "family.deductible", "family.out_of_pocket_max"])
SAME = 0.02  # sums that differ by less say the same twice


@dataclass(frozen=True)
class Meaning:
    """What a sum is in its role: its place in a situation file, what to multiply it by, and what was assumed."""

    field: str
    factor: float = 1.0
    assumed: str = ""


class Sums:
    """The sums of an utterance; `claimed` are numbers that are ages, visits and the like."""

    def __init__(self, utterance: Utterance, claimed: Collection[int]) -> None:
        self.utterance = utterance
        self.text = utterance.text
        self.claimed = claimed
        self.beside = utterance.wordings.neighbours

    def findings(self) -> list[Finding]:
        """Return every sum with its role, or without one; two sums of one role that differ are unclear."""
        found: list[Finding] = []
        previous: tuple[str, Amount] | None = None
        for amount in self.amounts:
            role, cue = self._roles.get(amount.at, ("", None))
            apart = cue is not None and self.utterance.segment(cue.start) != self.utterance.segment(amount.at)
            if apart and role in ASIDE and amount.value * amount.months <= self._usual_fee:
                role = (
                    self._beside_membership(amount, previous) or role
                )  # "I will save, 95 a month and 99 registration"
            shared = "" if role in OWN_ROLES else self._part(amount, previous) or self._shared(amount, previous)
            implied = self._in_context(amount) or self._listed_copay(amount) or self._per_head(amount)
            implied = implied or self._on_side(amount, previous) or self._beside_membership(amount, previous)
            implied = implied or ("premium" if self._is_of_cover(amount) else "")
            role, cue = (shared, None) if shared else (role or implied, cue)
            finding = self._finding(amount, role, cue)
            if finding:
                found += [self.utterance.placed(one) for one in (*self._twin(amount, cue, finding), finding)]
                previous = (role, amount)
        agreed = [*self._agreeing([*self._left([*summed(found)])])]
        shares = (self.utterance.placed(one) for one in self._shares())
        each = [*self._each(agreed)]
        return [*household(agreed, each), *self._whole(agreed), *shares]

    def _each(self, findings: list[Finding]) -> Iterator[Finding]:
        """Say of a fee, or of a part of Medicare, that it is one person's."""
        for fee in findings:
            for one in self.utterance.matches("each") if fee.field in EACH else ():
                if fee.start <= one.start <= fee.end + 1 and self.text(one.end) not in A_TIME:
                    yield Finding(EACH[fee.field], value=fee.field, start=one.start, end=one.end)

    def _whole(self, findings: list[Finding]) -> Iterator[Finding]:
        """Say of a fee that it is the whole household's."""
        for fee in findings:
            for one in self.utterance.matches("family") if fee.field == "retainers.fee" else ():
                before = fee.start - 2 <= one.start < fee.start + 2 and self.text(one.end) in PRICES
                behind = fee.start < one.start <= fee.end + 1
                parted = {PAUSE, SENTENCE} & {self.text(at) for at in range(fee.end, one.start)}
                if (before or behind) and not parted:
                    yield Finding("retainers.family_fee", value=True, start=one.start, end=one.end)
                    break

    @property
    def _usual_fee(self) -> float:
        """The most that a fee without a period is taken to be a month's for."""
        return self.utterance.wordings.assumed_monthly["fee"]

    @cached_property
    def cues(self) -> list[Match]:
        """Words for amounts, with names of roles."""
        return [Match(one.name, one.start, one.end) for one, _ in self._cues]

    @cached_property
    def _cues(self) -> list[tuple[Match, bool]]:
        """Words for amounts, and whether they name the amount itself."""
        names = {(one.name, one.start, one.end) for one in self.utterance.matches("names")}
        both = [*self.utterance.matches("names"), *self.utterance.matches("topics")]
        metals = self.utterance.wordings.tiers
        both = [one for one in both if one.name != "hsa" or self.text(one.start - 1) not in metals]  # "bronze HSA"
        return [(one, (one.name, one.start, one.end) in names) for one in longest(both)]

    @cached_property
    def amounts(self) -> list[Amount]:
        """The numbers that may be sums, in order."""
        return [*amounts(self.utterance, self.claimed, self.cues)]

    @cached_property
    def _roles(self) -> dict[int, tuple[str, Match]]:
        """The role of each sum by the words nearest to it, and those words; a name belongs to one sum alone."""
        near = sorted(self._near(), key=lambda one: one[0])
        roles: dict[int, tuple[str, Match]] = {}
        used: set[Match] = set()
        for _, amount, cue, is_name in near:
            if amount.at not in roles and cue not in used:
                roles[amount.at] = self._refined(cue.name, amount), cue
                used |= {cue} if is_name else set()
        return roles

    def _near(self) -> Iterator[tuple[float, Amount, Match, bool]]:
        """Yield sums with words for sums that stand near in the same sentence, and how far."""
        cues = [(cue, is_name, self.utterance.sentence(cue.start)) for cue, is_name in self._cues]
        for amount in self.amounts:
            if self._is_second(amount):
                continue
            sentence = self.utterance.sentence(amount.at)
            here = [(cue, is_name) for cue, is_name, place in cues if place == sentence]
            leading = bool(here) and here[0][0].start < min(one.at for one in self.amounts if one.at >= sentence[0])
            for cue, is_name in here:
                cost = self._distance(cue, amount)
                reach = self._reach(cue, amount) if is_name else TOPIC_REACH
                if cost <= reach and self._fits(cue, amount) and (is_name or self._is_price(cue, amount)):
                    aside = SIDE_COSTS * ((cue.end <= amount.at) != leading)
                    yield cost + aside + TOPIC_COSTS * (not is_name), amount, cue, is_name

    def _reach(self, cue: Match, amount: Amount) -> int:
        """Return how far the name of an amount may stand from it."""
        return CHILD_REACH if cue.name == "child_fee" else BARE_REACH if amount.bare else NAME_REACH

    def _fits(self, cue: Match, amount: Amount) -> bool:
        """Whether a sum can be what the words say: no deductible is a month's, and one plan is not the other."""
        if self.utterance.side(cue.start) != self.utterance.side(amount.at):
            return False
        return cue.name not in A_YEARS or amount.period in {"", "year"}

    def _is_second(self, amount: Amount) -> bool:
        """Whether a sum is the second of a pair: "3,500/7,000"."""
        return self.text(amount.at - 1) == "/" and self.utterance.words[amount.at - 2].value is not None

    def _distance(self, cue: Match, amount: Amount) -> float:
        """Return how far words stand from a sum: pauses, other numbers and joints make it farther."""
        if cue.start < amount.end and amount.start < cue.end:
            return 0
        end = amount.end + 2 * (self.text(amount.end) == "/" and self.utterance.words[amount.end + 1].value is not None)
        between = range(cue.end, amount.start) if cue.end <= amount.start else range(end, cue.start)
        cost = float(len(between))
        for at in between:
            number = self.utterance.words[at].value is not None and at not in self.claimed
            cost += NUMBER_COSTS if number else COSTS.get(self.text(at), 0)
        return cost

    def _is_price(self, cue: Match, amount: Amount) -> bool:
        """Whether a sum is what a topic costs: it has a period, or a word of costing stands by it."""
        if amount.period:
            return amount.period != "visit"
        if amount.bare:
            return amount.value >= PLAIN_LEAST and (self._is_stated(cue, amount) or self._is_each(amount))
        around = range(min(cue.end, amount.end), max(cue.start, amount.start))
        near = {self.text(at) for at in (*around, amount.start - 1, amount.end)}
        return bool(near & self.beside.costing) or not around

    def _is_stated(self, cue: Match, amount: Amount) -> bool:
        """Whether a bare number is said to be the price: "my plan is 450", but not "the clinic at 120 Main Street"."""
        between = [self.text(at) for at in range(cue.end, amount.start)]
        placed = "at" in between and self.utterance.wordings.roles[cue.name].topic == "practice"
        return 0 < len(between) <= STATED and not placed and set(between) <= self.beside.stating

    def _is_each(self, amount: Amount) -> bool:
        """Whether a number is said to be for each."""
        return any(amount.at < one.start <= amount.end for one in self.utterance.matches("each"))

    def _per_head(self, amount: Amount) -> str:
        """Return a fee's role for what is asked of each adult where a practice is spoken of."""
        first, last = self.utterance.sentence(amount.at)
        topics = [self.utterance.wordings.roles[one.name].topic for one in self.cues if first <= one.start < last]
        return "fee" if self._is_each(amount) and "practice" in topics and "insurance" not in topics else ""

    def _beside_membership(self, amount: Amount, previous: tuple[str, Amount] | None) -> str:
        """Return a fee's role for a month's sum beside one for children or for joining, and joining's for one "once"."""
        first, last = self.utterance.sentence(amount.at)
        topics = {self.utterance.wordings.roles[one.name].topic for one in self.cues if first <= one.start < last}
        here = [one for one in self.amounts if first <= one.at < last and one is not amount]
        roles = {self._roles[one.at][0] for one in here if one.at in self._roles}
        roles |= {previous[0]} if previous and previous[1] in here else set()
        if self._is_once(amount):
            monthly = any(one.months and one.period not in YEARLY for one in here)
            return "enrollment" if roles & MEMBERSHIP or (monthly and "insurance" not in topics) else ""
        recurs = amount.months and amount.period not in {"", "visit"}
        if not recurs or "insurance" in topics or "fee" in roles or self._is_cover_spoken_of(first, last):
            return ""
        return "fee" if roles & MEMBERSHIP or any(self._is_once(one) for one in here) else ""

    def _is_once(self, amount: Amount) -> bool:
        """Whether a sum is due one time: "$100 once", not "$100 once a month"."""
        once = self.text(amount.end + 1) == "time" and self.utterance.words[amount.end].value == 1
        recurs = any(one.start <= amount.end + 2 < one.end for one in self.utterance.matches("periods"))
        return once and not amount.period and not recurs

    def _is_of_cover(self, amount: Amount) -> bool:
        """Whether a sum is a month's for a kind of insurance in its sentence, or is taken from a paycheck."""
        if not amount.months or amount.period in YEARLY or not is_plain(self.utterance, amount.start, amount.end):
            return False
        first, last = self.utterance.sentence(amount.at)
        practice = [
            one for one in self.cues
            if first <= one.start < last and self.utterance.wordings.roles[one.name].topic == "practice"
        ]  # fmt: skip
        paid = bool(PAYCHECK & {self.text(at) for at in range(amount.start, amount.end)})
        return not practice and (paid or self._is_cover_spoken_of(first, last))

    def _is_cover_spoken_of(self, first: int, last: int) -> bool:
        """Whether some words speak of a kind of insurance that somebody has."""
        return any(
            first <= one.start < last and one.name not in UNCOVERED and not self.utterance.denied(one.start)
            for one in self.utterance.matches("coverage")
        )

    def _listed_copay(self, amount: Amount) -> str:
        """Return the role of a sum with a kind of care behind it, where there are several: "$20 PCP/$50 specialist"."""
        first, last = self.utterance.sentence(amount.at)
        listed = [one for one in self.amounts if first <= one.at < last and self._is_copay(one)]
        return "copay" if len(listed) > 1 and amount in listed else ""

    def _is_copay(self, amount: Amount) -> bool:
        """Whether directly behind a sum stands a kind of care."""
        plain = not amount.bare and not amount.period and amount.value <= COPAY_MOST
        return plain and bool(self._service(amount.end, 0))

    def _refined(self, role: str, amount: Amount) -> str:
        """Tell a family's limit from a person's, and a fee "to join" that recurs from one for joining."""
        if role == "enrollment" and amount.period:
            return "premium" if self._is_enrolled(amount) else "fee"
        if role in {"met_deductible", "hsa"} and LEFT & self._here(amount):
            return "other"
        if role == "list_premium" and self._of_practice(amount):
            return "other"
        if role == "premium" and self._of_advantage(amount):
            return "advantage"
        if role == "maximum":
            role = "out_of_pocket_max" if amount.value >= MAXIMUM_LEAST else "other"
        return LIMITS[role] if role in LIMITS and self._beside("family", amount) else role

    def _is_enrolled(self, amount: Amount) -> bool:
        """Whether enrolling is in insurance: "TRICARE Select, family enrollment, $32 a month"."""
        first, last = self.utterance.sentence(amount.at)
        fees = any(first <= one.start < last and one.name == "fee" for one in self.cues)
        return not fees and self._is_cover_spoken_of(first, last)

    def _here(self, amount: Amount) -> set[str]:
        """Return the words around a sum up to the next comma."""
        return {self.text(at) for at in range(*self.utterance.segment(amount.at))}

    def _of_practice(self, amount: Amount) -> bool:
        """Whether only a membership is spoken of in the sentence of a sum."""
        first, last = self.utterance.sentence(amount.at)
        cues = [one.name for one in self.cues if first <= one.start < last and one.name != "list_premium"]
        topics = {self.utterance.wordings.roles[name].topic for name in cues}
        return "practice" in topics and "insurance" not in topics

    def _of_advantage(self, amount: Amount) -> bool:
        """Whether a Medicare Advantage plan is spoken of in the sentence of a sum."""
        first, last = self.utterance.sentence(amount.at)
        return any(first <= one.start < last for one in self.utterance.matches("medicare") if one.name == "advantage")

    def _beside(self, kind: str, amount: Amount) -> bool:
        """Whether a phrase of a kind stands directly behind a sum, or behind the words for it."""
        for one in self.utterance.matches(kind):
            between = range(amount.end, one.start)
            parted = any(
                self.text(at) in {PAUSE, "and"} or self.utterance.words[at].value is not None for at in between
            )
            if amount.end <= one.start and len(between) <= 2 and not parted:
                return True
        return False

    def _shared(self, amount: Amount, previous: tuple[str, Amount] | None) -> str:
        """Return a role that is said once for several sums: "ded 3,500/7,000", "copays 25 for …, 60 for …"."""
        if not previous or previous[1].at < self.utterance.sentence(amount.at)[0]:
            return ""
        if self.utterance.side(previous[1].at) != self.utterance.side(amount.at):
            return ""
        role, before = previous
        if role in LIMITS:
            pair = self._is_second(amount) and before.at == amount.at - 2 and amount.value > before.value
            return LIMITS[role] if pair or self._beside("family", amount) else ""
        if role == "copay":
            other = any(before.end <= one.start <= amount.end for one in self.cues if one.name not in {"other", role})
            beside = self._service(amount.end, SHARED_REACH) or self._service_ending(amount.start)
            return role if beside and not other else ""
        if role in RECURRING and self.text(amount.end) in {"for", "each", "per"}:
            return role if self.beside.persons & {self.text(amount.end + n) for n in range(1, 4)} else ""
        return ""

    def _part(self, amount: Amount, previous: tuple[str, Amount] | None) -> str:
        """Return a part of Medicare that is told of both: "my supplement is $148.50 and hers $139.20"."""
        if not previous or previous[0] not in PARTS or previous[1].at < self.utterance.sentence(amount.at)[0]:
            return ""
        between = {self.text(at) for at in range(previous[1].end, amount.start)}
        other = self.text(amount.end) == "for" and self.text(amount.end + 1) in PERSONS
        named = any(previous[1].at < one.start < amount.at for one in self.cues)
        return previous[0] if not named and (other or between & OWNERS) else ""

    def _on_side(self, amount: Amount, previous: tuple[str, Amount] | None) -> str:
        """Return what the sum of a plan of one's own is, or the first of a second membership."""
        plan, practice = self.utterance.owners.get(amount.at), self.utterance.practices.get(amount.at)
        if plan:
            return "premium" if amount.months and amount.period not in {"", "visit"} else ""
        before = bool(previous) and self.utterance.practices.get(previous[1].at) == practice if previous else False
        return "fee" if practice and not before and (amount.period or not amount.bare or previous) else ""

    def _twin(self, amount: Amount, cue: Match | None, finding: Finding) -> Iterator[Finding]:
        """Yield the other limit of "deductible and max out of pocket both 9,800"."""
        if not cue or BOTH not in {self.text(at) for at in range(cue.end, amount.start)}:
            return
        for one in self.cues:
            between = {self.text(at) for at in range(one.end, cue.start)}
            if one.name in LIMITS and one.end < cue.start and between <= JOINING:
                field = self.utterance.wordings.roles[one.name].field
                yield replace(finding, field=field, start=one.start, end=amount.end)

    def _left(self, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Yield sums; the only one of a month without a role is the premium where limits are told, and no premium."""
        told = {one.field for one in findings}
        places = {one.start: one for one in self.amounts if one.at not in self._roles and one.period not in YEARLY}
        open_ = [one for one in findings if not one.field and one.start in places]
        open_ = [one for one in open_ if is_plain(self.utterance, one.start, one.end)]
        open_ = [one for one in open_ if self.utterance.mood(one) == "said" and self._is_beside_limit(one, findings)]
        for one in findings:
            if one in open_[:1] and len(open_) == 1 and "insurance.premium" not in told:
                amount = places[one.start]
                high = _cents(amount.high * amount.months) if amount.high else None
                value = _cents(amount.value * amount.months)
                yield replace(one, field="insurance.premium", value=value, high=high, assumed=amount.assumed)
            else:
                yield one

    def _is_beside_limit(self, finding: Finding, findings: Sequence[Finding]) -> bool:
        """Whether a deductible or a maximum stands in the sentence of a sum, or no membership is spoken of."""
        first, last = self.utterance.sentence(finding.start)
        limits = [one.start for one in findings if one.field.removeprefix("insurance.") in INSURED]
        topics = {self.utterance.wordings.roles[one.name].topic for one in self.cues}
        return any(first <= at < last for at in limits) or (bool(limits) and "practice" not in topics)

    def _in_context(self, amount: Amount) -> str:
        """Return what was spoken of before, for "it's 430 a month" and "pay 450 a month"; it needs a period."""
        if not amount.period or amount.period == "visit":
            return ""
        start, _ = self.utterance.segment(amount.at)
        if not self.beside.paying & {self.text(at) for at in range(start, amount.at)}:
            return ""
        before = [one for one in self.cues if one.end <= amount.at]
        topic = self.utterance.wordings.roles[before[-1].name].topic if before else ""
        return {"insurance": "premium", "practice": "fee"}.get(topic, "")

    def _finding(self, amount: Amount, role: str, cue: Match | None) -> Finding | None:
        """Return a sum in the unit of its role, or as unclear; a bare number without a role is nothing."""
        stated = Stated(amount=amount.value, high=amount.high, period=amount.period)
        field = self.utterance.wordings.roles[role].field if role else ""
        meaning = MEANINGS.get(role, Sums.as_told)(self, amount, role, cue) if field else None
        free = role in FREE and amount.value == 0
        little = amount.value < self.utterance.wordings.least.get(role, 0) and not free
        if not meaning or not meaning.factor or little:
            unclear = Finding("", amount.value, amount.start, amount.end, amount.high, stated)
            return None if amount.bare and not field else unclear
        start, end = amount.start, amount.end
        if cue and max(start, cue.start) - min(end, cue.end) <= 3:
            start, end = min(start, cue.start), max(end, cue.end)
        value = _cents(amount.value * meaning.factor)
        high = _cents(amount.high * meaning.factor) if amount.high else None
        sound = amount.value > 0 or free
        return Finding(field + meaning.field, value, start, end, high, stated, meaning.assumed, sound=sound)

    def a_month(self, amount: Amount, role: str, _: Match | None) -> Meaning | None:
        """Read a fee or a premium; without a period only one that is usual for a month."""
        row = self.text(amount.end) == "for" and self.text(amount.end + 1) in self.beside.rows
        row = row and (role != "child_fee" or self.text(amount.end + 2) in {NUMBER, "under", "age", "ages"})
        bound = any(
            amount.start - 2 <= one.end <= amount.start and self.text(one.start - 1) not in self.beside.changing
            for one in self.utterance.matches("bounds")
        )
        unusual = (amount.high or amount.value) > self.utterance.wordings.assumed_monthly[role]
        if row or bound or (unusual and not amount.period):
            return None
        return Meaning("", amount.months, amount.assumed or ("" if amount.period else "period"))

    def an_income(self, amount: Amount, _: str, __: Match | None) -> Meaning | None:
        """Read what is earned; without a period only what is usual for a year."""
        plain = amount.value >= INCOME_LEAST and not amount.period
        return Meaning("") if plain else Meaning("", amount.months * 12) if amount.period else None

    def a_year(self, amount: Amount, _: str, cue: Match | None) -> Meaning | None:
        """Read what is put into an HSA; what only lies there is none."""
        first, _last = self.utterance.segment(amount.at)
        told = {self.text(at) for at in range(first, (cue.end if cue else amount.end) + 1)}
        return (
            Meaning("", amount.months * 12 if amount.period else 1.0)
            if told & self.beside.into and not told & self.beside.employers
            else None
        )

    def a_copay(self, amount: Amount, _: str, cue: Match | None) -> Meaning:
        """Read a copay; where no kind of care is named it is the doctor's."""
        service = (self._service_before(cue) if cue else "") or self._service(amount.end, SHARED_REACH)
        service = service or self._service_ending(amount.start)
        return Meaning(f".{service or 'primary_care'}", assumed="" if service else "service")

    def as_told(self, amount: Amount, _: str, __: Match | None) -> Meaning | None:
        """Read a sum that is once, or a year's."""
        return Meaning("") if amount.period in {"", "year", "visit"} else None

    def _service(self, start: int, reach: int) -> str:
        """Return the kind of care that is named directly behind a sum."""
        for one in sorted(self.utterance.matches("services"), key=lambda one: (one.start, one.start - one.end)):
            between = range(start, one.start)
            if start <= one.start <= start + reach and not any(
                self.text(at) == PAUSE or self.utterance.words[at].value for at in between
            ):
                return one.name
        return ""

    def _service_ending(self, end: int) -> str:
        """Return the kind of care whose name ends at a word: "urgent care 75"."""
        ending = [one for one in self.utterance.matches("services") if one.end == end]
        return min(ending, key=lambda one: one.start).name if ending else ""

    def _service_before(self, cue: Match) -> str:
        """Return the kind of care that stands directly before the word for a copay, or behind it: "copay for the ER"."""
        before = [one for one in self.utterance.matches("services") if one.end == cue.start]
        if before:
            return min(before, key=lambda one: one.start).name
        return self._service(cue.end, 3) if self.text(cue.end) == "for" else ""

    def _agreeing(self, findings: list[Finding]) -> Iterator[Finding]:
        """Yield sums; of those that say the same twice the first, those that contradict each other as unclear."""
        told: dict[str, list[Finding]] = {}
        for one in findings:
            key = one.field if one.field and self.utterance.mood(one) == "said" else ""
            told.setdefault(key, []).append(one)
        stated = {one.stated.amount for same in told.values() for one in same if one.field and one.stated}
        for one in told.pop("", []):
            if one.field or not one.stated or one.stated.period or one.stated.amount not in stated:
                yield one  # "… $32 a month. We pay the $32" says nothing new
        for same in told.values():
            first = float(same[0].value)
            if all(abs(float(one.value) - first) <= SAME * first for one in same):
                yield same[0]
            else:
                yield from (replace(one, field="") for one in same)

    def _shares(self) -> Iterator[Finding]:
        """Find coinsurance and a tax bracket: "20% coinsurance", "30% after the deductible", "the 22% bracket"."""
        for at, word in enumerate(self.utterance.words):
            if word.value is None or self.text(at + 1) != "%":
                continue
            near = {self.text(n) for n in range(max(0, at - 4), min(len(self.utterance.words), at + 5))}
            field = next((field for field, words, without in SHARES if near & words and not near & without), "")
            whose = "insurance.coinsurance" if self._after_deductible(at + 2) else ""
            value = 100 - word.value if self._of_plan(at) else word.value
            if field or whose:
                yield Finding(field or whose, round(value / 100, 4), at, at + 2, sound=0 < value <= 100)

    def _of_plan(self, at: int) -> bool:
        """Whether a share is what the plan pays: "insurance pays 80%"."""
        start, _ = self.utterance.segment(at)
        whose = [text for place in range(start, at) if (text := self.text(place)) in PLAN | WRITER]
        paid = any(self.text(place) in PAYS for place in range(start, at))
        return paid and bool(whose) and whose[-1] in PLAN

    def _after_deductible(self, at: int) -> bool:
        """Whether "after the deductible" stands at a word."""
        behind = [self.text(at + n) for n in range(4)]
        return behind[0] in AFTER and "deductible" in behind


def summed(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield sums; those of one part of Medicare are of different people, and are one sum."""
    for one in findings:
        same = [other for other in findings if other.field == one.field and one.field in PART_FIELDS]
        if len(same) < 2 or any(other.high for other in same):
            yield one
        elif one is same[0]:
            total = _cents(sum(float(other.value) for other in same))
            period = one.stated.period if one.stated else ""
            yield replace(one, value=total, end=same[-1].end, stated=Stated(amount=total, period=period))


def household(findings: Sequence[Finding], each: Sequence[Finding]) -> Iterator[Finding]:
    """Yield sums with what is each person's; of a couple's Medicare a part that is, beside one that is not, is doubled."""
    parts = {one.field for one in findings if one.field in PART_FIELDS}
    single = {one.value for one in each} & parts
    mixed = bool(single) and single != parts
    for one in findings:
        yield replace(one, value=_cents(float(one.value) * COUPLE)) if mixed and one.field in single else one
    for one in each:
        if not (mixed and one.value in single):
            yield replace(one, value=True)


def _cents(amount: float) -> int | float:
    """Round to cents; whole dollars are a whole number."""
    rounded = round(amount, 2)
    return int(rounded) if rounded == int(rounded) else rounded


MEANINGS: Mapping[str, Callable[[Sums, Amount, str, Match | None], Meaning | None]] = {
    "fee": Sums.a_month,
    "premium": Sums.a_month,
    "list_premium": Sums.a_month,
    "hsa": Sums.a_year,
    "copay": Sums.a_copay,
    "income": Sums.an_income,
    "child_fee": Sums.a_month,
    **dict.fromkeys(sorted(PARTS), Sums.a_month),
}
