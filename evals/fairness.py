"""Judge whether decisions are fair: drawn households with real agreements, told in two ways that must come to the same.

A case is a household with its insurance, one or two memberships and what matters to them, drawn from a seed. Each is told
twice: once as strangers' uploads, once as the practices that pay for the chat, renamed and in another order. What differs is
a favour. Beside this, words for and against are counted, every sign is turned round, and no text may urge.
"""

import json
import multiprocessing
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path
from statistics import quantiles
from typing import Any

from bot.answering.composing import Agreement
from bot.answering.situation import Fact, Situation
from bot.contracts import termsheet
from bot.costs.comparison import Comparison, compare, trial_of
from bot.costs.situation import read_situation
from bot.costs.trial import Trial
from bot.deciding.covers import Cover, Covers
from bot.deciding.described import Described, described
from bot.deciding.known import Known
from bot.deciding.memberships import SHARE
from bot.deciding.priorities import IDS, JUDGES, conclusion, leaning
from bot.deciding.result import by_cost, joined, result
from bot.deciding.state import State
from bot.deciding.verdicts import OPPOSITES, Pair, standing
from bot.decisions import whole
from bot.documents import formats
from bot.errors import PlaintermsError
from bot.library import Library
from bot.vocabulary import ComparisonBlock, Frozen, Practice, Priorities, Revision, Sentence, TradeOffs
from evals.questions import CASES

CASES_DRAWN = 1000
YEARS = 1000  # drawn: few, so that many cases are judged; what they say holds of any number
ON = date(2026, 11, 22)
FEWEST, MOST = 0.8, 1.25  # words for an option to a word against it
SAME = 0.005  # dollars of one year
CENT, PART = 0.03, 1e-6  # what sums of float32 may differ by, by their order alone
WORKERS = 2
URGING = re.compile(
    r"\b(?:act (?:now|fast|today)|don['’]t (?:miss|wait|delay)|hurry|best|recommend\w*|last chance|limited time|today only"
    r"|we advise|you (?:should|must|ought to)|great (?:deal|value)|no-brainer|easy choice)\b"
    r"|(?:^|[.!?:;]\s+)(?:please )?(?:drop|switch|enroll|enrol|join|cancel|sign up|buy|leave|quit|keep)\b(?! (?:early|after))",
    re.IGNORECASE,
)
"""Words that urge, and orders to do something with insurance or a membership."""

SIDES: Mapping[str, int] = {"more": 1, "less": -1}


@dataclass(frozen=True)
class Verdict:
    """One thing that was judged of one case; `ratios` are words for to words against, option by option."""

    group: str
    question: str
    right: bool
    wrong: tuple[str, ...] = ()
    ratios: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Case:
    """A decision that was drawn: facts, agreements by their place among all, and what matters."""

    number: int
    facts: tuple[Fact, ...]
    agreements: tuple[int, ...]
    weights: tuple[tuple[str, int], ...]

    @property
    def told(self) -> str:
        """The facts in short."""
        return " ".join(f"{fact.field}={fact.value}" for fact in self.facts)


@dataclass(frozen=True)
class Outcome:
    """A case as it was decided."""

    known: Known
    told: Described
    found: Comparison
    blocks: tuple[Any, ...]

    @property
    def table(self) -> ComparisonBlock:
        """The comparison as a block."""
        return next(block for block in self.blocks if isinstance(block, ComparisonBlock))


# Cases


def drawn(number: int, agreements: int) -> Case:
    """Draw a case; the same number is always the same case."""
    rng = random.Random(number)  # noqa: S311 (no secret)
    told: dict[str, Any] = {**_people(rng), **_insurance(rng)}
    if rng.random() < 0.3:
        told["months_kept"] = rng.randint(1, 12)
    places: tuple[int, ...] = ()
    if rng.random() < 0.3:
        told |= {
            "retainers.fee": rng.choice([0, 15, 50, 75, 85, 100, 150, 250, 900]),
            "retainers.each": rng.random() < 0.3,
        }
        if rng.random() < 0.4:
            told["retainers.enrollment_fee"] = rng.choice([0, 50, 99, 250])
        if rng.random() < 0.25:
            told["retainers.bills_insurance"] = True
    else:
        places = tuple(rng.sample(range(agreements), rng.choice([1, 1, 2])))
        if len(places) == 1 and rng.random() < 0.2:
            told["retainers.fee"] = rng.randint(20, 300)
    if rng.random() < 0.2:
        told["joining"] = rng.choice(["me", "adults", "all"])
    if rng.random() < 0.1:
        told["retainer_effect.care"] = 0.1
    if rng.random() < 0.3:
        told["own_doctor"] = True
    weights = {name: rng.randint(1, 3) for name in rng.sample(IDS, rng.randint(1, len(IDS)))}
    facts = tuple(Fact(field=name, value=value, said=str(value), start=0, end=0) for name, value in told.items())
    return Case(number, facts, places, tuple(weights.items()))


def _people(rng: random.Random) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if rng.random() < 0.9:
        told["members.me.age"] = rng.randint(19, 74)
    if rng.random() < 0.4:
        told["members.spouse.age"] = rng.randint(19, 70)
    if rng.random() < 0.3:
        told["children"] = rng.randint(1, 3)
        if rng.random() < 0.5:
            told["members.child-1.age"] = rng.randint(0, 17)
    if rng.random() < 0.3:
        told["members.me.health"] = rng.choice(["good", "average", "poor"])
    if rng.random() < 0.2:
        told["members.me.chronic"] = True
    if rng.random() < 0.5:
        told["members.me.use.primary_care"] = rng.randint(0, 15)
    return told


def _insurance(rng: random.Random) -> dict[str, Any]:
    kinds = (
        ["employer"] * 5
        + ["marketplace"] * 4
        + ["medicare", "medicaid", "none", "none", "health_share", "parent", "cobra"]
    )
    told: dict[str, Any] = {"coverage": rng.choice(kinds)}
    if told["coverage"] in ("employer", "marketplace", "cobra"):
        deductible = rng.choice([0, 500, 1500, 3000, 6000, 9000])
        terms = {
            "insurance.premium": rng.randint(0, 900),
            "insurance.deductible": deductible,
            "insurance.out_of_pocket_max": deductible + rng.choice([0, 1000, 4000]),
            "insurance.coinsurance": rng.choice([0, 0.1, 0.2, 0.4]),
            "insurance.copays.primary_care": rng.choice([0, 20, 40, 75]),
            "insurance.hsa_eligible": True,
            "insurance.family.deductible": 2 * deductible,
            "insurance.tier": rng.choice(["bronze", "silver", "gold"]),
        }
        told |= {name: value for name, value in terms.items() if rng.random() < 0.5}
        if rng.random() < 0.25:
            told |= {"insurance2.premium": rng.randint(0, 700), "insurance2.deductible": rng.choice([2000, 5000, 8000])}
    return told


@cache
def papers() -> tuple[Agreement, ...]:
    """Read all agreements at hand: those of our sample practices, and the labelled ones."""
    files = (*sorted(Path("knowledge/practices").glob("*/agreement.*")), *sorted((CASES / "agreements").glob("*.txt")))
    found = []
    for number, file in enumerate(files):
        content = formats.read(file.read_bytes(), file.name)
        revision = Revision(f"sha256:{number}", f"paper-{number}", f"Paper {number:02}", "agreement", content)
        found.append(Agreement(revision, termsheet.read(content)))
    return tuple(found)


def known_of(case: Case, library: Library, owners: Sequence[Practice] = (), order: int = 1) -> Known:
    """Return what is known of a case: uploads of strangers, or where `owners` are given agreements of these practices."""
    some = [papers()[place] for place in case.agreements]
    if owners:
        some = [
            replace(one, revision=replace(one.revision, practice=owner.id, title=f"{owner.name}: terms"))
            for one, owner in zip(some, owners, strict=False)
        ]
    return Known(Situation(facts=case.facts), tuple(some[::order]), (), tuple(owners), library, ON)


OWNERS: Sequence[Practice] = tuple(
    Practice(id=name, name=title, kind="dpc", contact={}, hours="", state="CO", paid_by=f"{title} pays for this chat.")
    for name, title in (("zz-host", "Zinnia Host Care"), ("aa-host", "Aster Host Care"))
)
"""The practices that pay for the chat, named so that the order of their names turns that of the uploads round."""


def decided(
    known: Known, weights: Mapping[str, int], change: Callable[[Described], Described] = lambda told: told
) -> Outcome:
    """Decide a case, in few years."""
    told = described(known)
    told.situation["years"] = YEARS
    told = change(told)
    found = compare(read_situation(told.situation), known.library.grounds)
    state = State(matters=tuple(weights.items()))
    return Outcome(known, told, found, whole(known, told, found, state))


def renamed(told: Described) -> Described:
    """Rename plans, and list all there is to choose between backwards."""
    names = {
        one.id: (one.id, str(one.entry["name"])) if "program" in one.entry else (f"x-{one.id}", f"Plan {one.id} X")
        for one in told.covers.all
    }

    def part(name: str) -> str:
        return "+".join(names.get(each, (each,))[0] for each in name.split("+"))

    situation = dict(told.situation)
    situation["insurance"] = [
        {**one, "id": names[one["id"]][0], "name": names[one["id"]][1]} for one in reversed(situation["insurance"])
    ]
    others = [one for one in reversed(situation["retainers"]) if one["id"] != SHARE]
    situation["retainers"] = others + [one for one in situation["retainers"] if one["id"] == SHARE]
    situation["options"] = [
        {**one, "id": part(one["id"]), "insurance": [part(each) for each in one["insurance"]]}
        for one in reversed(situation["options"])
    ]

    def changed(one: Cover) -> Cover:
        name, title = names[one.id]
        return Cover(name, {**one.entry, "id": name, "name": title})

    insured = Covers(tuple(map(changed, told.covers.now)), tuple(map(changed, told.covers.others)))
    labels = {str(one.entry["name"]): names[one.id][1] for one in told.covers.all}
    inputs = tuple(one.model_copy(update={"label": relabelled(one.label, labels)}) for one in told.inputs)
    reference = part(told.reference)
    return replace(told, situation=situation, covers=insured, inputs=inputs, reference=reference)


def relabelled(label: str, names: Mapping[str, str]) -> str:
    """Return a label in which the plan that it names has its new name."""
    for name, new in names.items():
        label = label.replace(name, new)
    return label


# What is judged


def judged(case: Case, library: Library) -> Iterator[Verdict]:
    """Judge everything of one case."""
    label = f"{case.number} {case.told} papers={list(case.agreements)} {dict(case.weights)}"
    weights = dict(case.weights)
    try:
        plain = decided(known_of(case, library), weights)
    except PlaintermsError as error:
        yield Verdict("decided", label, False, (str(error).replace("\n", " "),))
        return
    yield Verdict("decided", label, True)

    def verdict(group: str, wrong: Iterable[str]) -> Verdict:
        found = tuple(wrong)
        return Verdict(group, label, not found, found)

    both = tuple(unlike(plain, decided(known_of(case, library, OWNERS), weights, renamed)))
    hosted = tuple(unlike(plain, decided(known_of(case, library, OWNERS), weights))) if both else ()
    yield verdict("names", (one for one in both if one not in hosted))
    if case.agreements:
        yield verdict("host", hosted)
    if len(case.agreements) > 1:
        backwards = decided(known_of(case, library, order=-1), weights)
        yield verdict("order", (*unlike(plain, backwards, everything=False), *unlike_words(plain, backwards)))
    yield verdict("rule", wrong_rows(plain))
    yield verdict("company", wrong_company(plain))
    yield verdict("reasons", wrong_reasons(plain, weights))
    yield verdict("urging", urged(plain.blocks))
    yield in_words(plain, label)


def unlike(one: Outcome, other: Outcome, *, everything: bool = True) -> Iterator[str]:
    """Yield what two outcomes differ in beside names; `everything`: also what speaks of the first membership alone."""
    ours, theirs = flat(one, everything=everything), flat(other, everything=everything)
    for name in dict.fromkeys((*ours, *theirs)):
        first, second = ours.get(name), theirs.get(name)
        if not same(first, second):
            yield f"{name}: {first!r} | {second!r}"


def unlike_words(one: Outcome, other: Outcome) -> Iterator[str]:
    """Yield what is said of one membership, and not where it is named last."""
    said = []
    for outcome in (one, other):
        back = Names.of(outcome)
        weighed = next((block.conclusion for block in outcome.blocks if isinstance(block, Priorities)), "")
        sentences = result(outcome.found, outcome.told, outcome.known.library.strings)
        said.append({"result": sorted(back.plain(sentences)), "conclusion": back.plain(weighed)})
    yield from (f"{name}: {said[0][name]} | {said[1][name]}" for name in said[0] if said[0][name] != said[1][name])


def same(one: Any, other: Any) -> bool:
    """Whether two things are the same; numbers that are drawn to a cent."""
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= CENT + PART * max(abs(one), abs(other))
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def flat(outcome: Outcome, *, everything: bool) -> dict[str, Any]:
    """Return all that an outcome shows by its place, each name replaced by what it is the name of."""
    back = Names.of(outcome)
    table = outcome.table
    found: dict[str, Any] = {"order": [back.of_option(row.id) for row in table.options]}
    for row in table.options:
        kept = row.model_dump(mode="json", exclude={"id", "dominated_by"})
        kept["dominated"] = row.dominated_by is not None
        for name, value in kept.items():
            found[f"{back.of_option(row.id)}.{name}"] = back.plain(value)
    for verdict in table.verdicts:
        found[f"{back.of_option(verdict.option)}.verdict"] = back.plain(verdict.model_dump(exclude={"option"}))
    found["axis"] = [table.axis, list(table.ticks)]
    found["notes"] = sorted(back.plain([*table.basis, *table.notes]))
    for name, rows in (("break_even", table.break_even), ("close", table.close_calls)):
        found[name] = sorted(json.dumps(back.sided(row), sort_keys=True) for row in rows)
    if everything:
        for number, block in enumerate(outcome.blocks):
            if not isinstance(block, ComparisonBlock):
                found[f"{number}.{getattr(block, 'kind', 'result')}"] = back.plain(block.model_dump(mode="json"))
    return found


UNNAMED = ("title", "document", "revision", "quotes", "id", "option")  # keys under which names stand as names


@dataclass(frozen=True)
class Names:
    """What stands for each name, and for each id, of the plans and memberships of an outcome."""

    ids: Mapping[str, str]
    names: Mapping[str, str]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, outcome: Outcome) -> "Names":
        """Collect the names, those of plans before and after they were changed."""
        ids: dict[str, str] = {}
        names: dict[str, str] = {}
        for place, one in enumerate(outcome.told.memberships):
            key = f"‹{one.agreement.revision.id if one.agreement else place}›"
            ids[one.id] = names[one.name] = key
            if one.agreement:
                names[one.agreement.revision.title] = key
        for entry in (*outcome.told.situation["insurance"], *(one.entry for one in outcome.told.covers.all)):
            ids[entry["id"]] = names[entry["name"]] = f"‹{entry['id'].removeprefix('x-')}›"
        longest = sorted(names, key=len, reverse=True)
        return cls(ids, names, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest)) or '(?!)'})(?!\w)"))

    def of_option(self, option: str) -> str:
        """Name an option by its parts, whatever they are called, in one order."""
        return "+".join(sorted(self.ids.get(part, part) for part in option.split("+")))

    def plain(self, value: Any) -> Any:
        """Return a value with names replaced, and without what names alone stand under."""
        if isinstance(value, Mapping):
            return {name: self.plain(each) for name, each in value.items() if name not in UNNAMED}
        if isinstance(value, list | tuple):
            return [self.plain(each) for each in value]
        return self.pattern.sub(lambda match: self.names[match[0]], value) if isinstance(value, str) else value

    def sided(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return a row that names options, the two of a pair in one order."""
        return {
            name: sorted(map(self.of_option, value))
            if isinstance(value, list)
            else self.of_option(value)
            if isinstance(value, str) and name != "why"
            else value
            for name, value in row.items()
        }


def wrong_rows(outcome: Outcome) -> Iterator[str]:
    """Yield where order, standing or words do not follow from the numbers, the same way for and against joining."""
    table, found, told = outcome.table, outcome.found, outcome.told
    if not table.options[0].reference:
        yield f"the reference is not first: {[row.id for row in table.options]}"
    costs = [(row.total is None, row.total.mean if row.total else float(row.committed)) for row in table.options[1:]]
    if costs != sorted(costs):
        yield f"not in the order of cost: {costs}"
    by_id = {one.id: one for one in found.options}
    held = by_id[told.reference]
    close = [set(call.options) for call in found.close_calls]
    close = [pair for pair in close if not any(by_id[one].dominated_by in pair for one in pair)]
    for verdict in table.verdicts:
        pair = Pair(by_id[verdict.option], held)
        how, back = standing(pair, found), standing(Pair(held, pair.one), found)
        if back != OPPOSITES[how]:
            yield f"{verdict.option} is {how}, but the other way round {back}"
        wanted = expected(pair, close)
        if _side(how) != wanted:
            yield f"{verdict.option} costs {pair.more:.2f} more, but stands as {how}"
        if verdict.caution and not bare(outcome, verdict.option):
            yield f"{verdict.option} leaves nobody without the cover they have now, but: {verdict.headline} {verdict.text}"
        words = [SIDES[word] for word in re.findall(r"\b(more|less)\b", verdict.headline.split(",")[0])]
        if (words or [0]) != [wanted]:
            yield f"{verdict.option} costs {pair.more:.2f} more, but: {verdict.headline}"
    yield from wrong_result(outcome, close)


def wrong_result(outcome: Outcome, close: Sequence[set[str]]) -> Iterator[str]:
    """Yield where the first sentence, or the reason of cost, does not follow from what joining costs."""
    found, told, strings = outcome.found, outcome.told, outcome.known.library.strings
    pair_of = joined(found, told)
    if pair_of is not None:
        wanted = expected(pair_of, close)
        first = result(found, told, strings)[0]
        words = [SIDES[word] for word in re.findall(r"\b(more|less)\b", first.replace("nothing more", ""))]
        if {*words} - {wanted} or (wanted and not words):
            yield f"joining costs {pair_of.more:.2f} more, but: {first}"
        sign, _ = JUDGES["cost"](outcome.known, told, found, pair_of)
        if sign != -wanted:
            yield f"joining costs {pair_of.more:.2f} more, but the sign of cost is {sign}"


def bare(outcome: Outcome, option: str) -> bool:
    """Whether an option leaves somebody without a plan who has one now."""
    situation, reference = outcome.told.situation, outcome.told.reference
    plans = {one["id"]: set(one["members"]) for one in situation["insurance"]}
    now, then = (set().union(*(plans.get(part, set()) for part in name.split("+"))) for name in (reference, option))
    return bool(now - then)


def expected(pair: Pair, close: Sequence[set[str]]) -> int:
    """Return on which side of even an option has to stand: 1 costs more, -1 less."""
    if pair.one.total and pair.other.total and {pair.one.id, pair.other.id} in close:
        return 0
    return (pair.more > 0) - (pair.more < 0)


def _side(how: str) -> int:
    return SIDES.get(how.rpartition("_")[2], 0)


def wrong_company(outcome: Outcome) -> Iterator[str]:
    """Yield options of which it is said, or not said, that they always cost more or less than the one held now, unlike their years.

    What holds of two options must not go by what else is compared.
    """
    found, reference = outcome.found, outcome.told.reference
    trial = trial_of(read_situation(outcome.told.situation), outcome.known.library.grounds)
    by_id = {one.id: one for one in found.options}
    for name in trial.comparable:
        if name == reference or reference not in trial.comparable:
            continue
        how = standing(Pair(by_id[name], by_id[reference]), found)
        if never_worse(trial, reference, name):
            always = "always_more"
        elif never_worse(trial, name, reference):
            always = "always_less"
        else:
            always = ""
        if always != (how if how.startswith("always") else ""):
            yield f"{name} to {reference}: {how}, but its years are {always or 'now more, now less'}"


def never_worse(trial: Trial, one: str, other: str) -> bool:
    """Whether an option that has a worst case costs no more than another in any drawn year, and less in some."""
    less = trial.totals[other] - trial.totals[one]
    capped = trial.accounts[one].contract.worst_case is not None
    return bool(capped and (less >= -SAME).all() and (less > SAME).any())


def wrong_reasons(outcome: Outcome, weights: Mapping[str, int]) -> Iterator[str]:
    """Yield where weights change more than the order of what is explained, or the rule leans to one side."""
    known, told, found = outcome.known, outcome.told, outcome.found
    pair, strings = joined(found, told), known.library.strings
    plain = whole(known, told, found, State())
    rest = tuple(block for block in outcome.blocks if not isinstance(block, Priorities))
    if rest != plain:
        yield "weights change a block"
    if pair is None:
        return
    weighed = next(block for block in outcome.blocks if isinstance(block, Priorities))
    turned = next(
        block
        for block in whole(known, told, found, State(matters=tuple((name, 1) for name in IDS)))
        if isinstance(block, Priorities)
    )
    if {one.id: one.sentences for one in weighed.items} != {one.id: one.sentences for one in turned.items}:
        yield "weights change what is said of a thing"
    given = [one.weight for one in weighed.items]
    if given != sorted(given, reverse=True):
        yield f"not in the order of the weights: {given}"
    told = by_cost(found, told)  # as the conclusion is reached
    signs = {name: JUDGES[name](known, told, found, pair)[0] for name in IDS}
    against = {name: -sign for name, sign in signs.items()}
    sides = [conclusion(one, weights, "‹name›", strings) for one in (signs, against)]
    leads = [led(text, outcome) for text in sides]
    lean = leaning(signs, weights)
    if leads != [(lean > 0) - (lean < 0), (lean < 0) - (lean > 0)]:
        yield f"signs {signs} lead to {leads}, weighed {lean}"
    named = (weighed.conclusion.replace(one.name, "‹name›") for one in told.memberships)
    if leads[0] not in {led(text, outcome) for text in named}:
        yield f"the conclusion is another: {weighed.conclusion}"
    lengths = [len(text.split()) for text in sides]
    if lean and abs(lengths[0] - lengths[1]) > max(lengths) * (1 - FEWEST):
        yield f"the conclusion takes {lengths[0]} words for one side and {lengths[1]} for the other"


def led(text: str, outcome: Outcome) -> int | None:
    """Return where a conclusion leads: 1 to joining, -1 to staying, 0 to neither."""
    strings = outcome.known.library.strings
    for key, side in (("join", 1), ("stay", -1), ("even", 0)):
        start = strings.say(f"deciding.matters.{key}", name="‹name›", because="‹›").partition("‹›")[0]
        if text.startswith(start):
            return side
    return None


def urged(blocks: Sequence[Frozen]) -> Iterator[str]:
    """Yield words that urge in any text beside quotes."""
    for text in dict.fromkeys(chain.from_iterable(texts(block.model_dump()) for block in blocks)):
        if match := URGING.search(text):
            yield f"{match[0].strip()!r} in {text!r}"


def texts(value: Any) -> Iterator[str]:
    """Yield all texts of a block beside its quotes."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            if name not in ("quotes", "kind", "situation", "id", "field"):
                yield from texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts(each)
    elif isinstance(value, str):
        yield value


def in_words(outcome: Outcome, label: str) -> Verdict:
    """Count the words for and against each option, outside quotes."""
    found = next(block for block in outcome.blocks if isinstance(block, TradeOffs))
    ratios, wrong = [], []
    for row in found.rows:
        counts = [sum(map(words, side)) for side in (row.gets, row.gives_up)]
        ratio = counts[0] / max(1, counts[1])
        said = " / ".join(" ".join(one.text for one in side) for side in (row.gets, row.gives_up))
        ratios.append((f"{counts[0]}:{counts[1]} {re.sub(r'[$][0-9,.]+', '$', said)}", ratio))
        if not FEWEST <= ratio <= MOST or len(row.gets) != len(row.gives_up):
            wrong.append(f"{counts[0]} words for, {counts[1]} against {row.name}: {said}")
    return Verdict("words", label, not wrong, tuple(wrong), tuple(ratios))


def words(sentence: Sentence) -> int:
    """Count the words of a sentence."""
    return len(re.findall(r"[\w$’'.,-]*\w[\w’'.,-]*", sentence.text))


# Running


def run(library: Library, cases: int = CASES_DRAWN) -> Iterator[Verdict]:
    """Draw and judge cases, on two processors."""
    papers()
    _SHARED["library"] = library
    places = range(cases)
    if cases < WORKERS * 10:
        yield from chain.from_iterable(map(_judge, places))
        return
    with ProcessPoolExecutor(WORKERS, multiprocessing.get_context("fork")) as pool:
        yield from chain.from_iterable(pool.map(_judge, places, chunksize=20))


_SHARED: dict[str, Library] = {}  # what the workers inherit


def _judge(number: int) -> list[Verdict]:
    return list(judged(drawn(number, len(papers())), _SHARED["library"]))


def table(verdicts: Sequence[Verdict]) -> str:
    """Write what is wrong, the same thing once, how words for and against are distributed, and how much is right."""
    wrong: Counter[tuple[str, str]] = Counter()
    seen: dict[tuple[str, str], str] = {}
    for one in verdicts:
        for text in one.wrong:
            key = (one.group, re.sub(r"‹.*?›|\b[a-z-]+(?:\+[a-z\d-]+)+|\d[\d,.]*", "#", text)[:60])
            wrong[key] += 1
            seen.setdefault(key, f"{text[:400]}\n        case {one.question}")
    lines = [f"{group} ×{count}: {seen[group, text]}" for (group, text), count in wrong.most_common()]
    ratios = [ratio for one in verdicts for _, ratio in one.ratios]
    rows = Counter(name for one in verdicts for name, _ in one.ratios)
    by_row = dict(pair for one in verdicts for pair in one.ratios)
    if len(ratios) > 1:
        ends = quantiles(ratios, n=20)
        order = sorted(rows, key=lambda name: by_row[name])
        lines += ["", *(f"{by_row[name]:6.2f} ×{rows[name]:<6}{name}" for name in (*order[:3], *order[-3:]))]
        lines.append(
            f"words for to words against: {len(ratios)} rows, least {min(ratios):.2f}, 5 in 100 below {ends[0]:.2f}, "
            f"half below {ends[9]:.2f}, 5 in 100 above {ends[-1]:.2f}, most {max(ratios):.2f}"
        )
    groups = {one.group: [each for each in verdicts if each.group == one.group] for one in verdicts}
    lines += ["", *(f"{name:12}{sum(one.right for one in some):6} of {len(some)}" for name, some in groups.items())]
    return "\n".join(lines)
