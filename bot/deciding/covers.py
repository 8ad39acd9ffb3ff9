"""The insurance of a decision: what the household has now, and another plan to hold against it.

What was told stands; the rest of a plan's terms is that of a sample plan of its kind, and is shown as such.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.benefits.summary import as_plan
from bot.deciding.inputs import Inputs
from bot.deciding.known import Known, PlanRead
from bot.deciding.people import Person, called
from bot.errors import UnknownError
from bot.vocabulary import Given, Sentence

OWN = "members.{}.insurance."
NOW, OTHER = "insurance", "insurance2"
PREFIXES: Mapping[str, str] = {NOW: "plan", OTHER: "other-plan"}
SAMPLES: Mapping[str, str] = {
    "employer": "employer-ppo-2026", "cobra": "employer-ppo-2026", "bronze": "bronze-2026", "silver": "silver-2026",
    "gold": "gold-2026", "platinum": "platinum-2026", "catastrophic": "catastrophic-2026",
}  # fmt: skip
SAVINGS_SAMPLE = "employer-hdhp-2026"
USUAL = "silver-2026"
UNINSURED = ("none", "health_share")
ELSEWHERE = ("parent",)
LIMITS = ("deductible", "out_of_pocket_max")
TERMS = ("coinsurance", "drug_deductible", "hsa_eligible", "tier")
PARTS = ("part_b", "supplement", "drug_plan", "advantage")
OWN_WORDS = ("copays", "before_deductible", "coinsurance_for", "free_visits", "hsa_eligible")
"""What a summary of benefits says or leaves open: no sample adds to it."""

FAMILY = 2  # times a person's limits
CHARGED = 3  # children under 21 whom a marketplace plan charges for
BENCHMARK, BY_AGE, MAXIMUM = (
    "marketplace.benchmark_premium_age_40",
    "marketplace.premium_by_age",
    "marketplace.out_of_pocket_max_self",
)
BENCHMARK_AGE = 40
PART_B = "medicare.part_b_premium"


@dataclass(frozen=True)
class Cover:
    """An entry of a situation file's insurance; `worth`: something that pays for care."""

    id: str
    entry: Mapping[str, Any]


@dataclass(frozen=True)
class Covers:
    """What a household has now, and the plans that could take the place of it."""

    now: tuple[Cover, ...]
    others: tuple[Cover, ...]

    @property
    def all(self) -> tuple[Cover, ...]:
        """All of them, each once."""
        return tuple({one.id: one for one in (*self.now, *self.others)}.values())


def covers(known: Known, household: Sequence[Person], inputs: Inputs) -> Covers:
    """Return the insurance of a household as far as it was told, with what stands for the rest."""
    told = bool({"premium", *LIMITS} & set(known.within(f"{NOW}."))) or bool(known.plans)
    beside = (
        UNINSURED if told else (*UNINSURED, *ELSEWHERE)
    )  # a parent's plan that was told of is a plan like any other
    own = [one for one in household if one.program is None and known.within(OWN.format(one.key))]
    private = [one for one in household if one.program is None and one.coverage not in beside and one not in own]
    uninsured = [one for one in household if one.coverage in UNINSURED and one.program is None]
    now, others = [*_public(known, household, inputs)], list[Cover]()
    now += [_plan(known, OWN.format(one.key).rstrip("."), [one], inputs, None) for one in own]
    read = known.plans[0] if known.plans else None
    if private and (told or any(one.coverage for one in private)):
        now.append(_plan(known, NOW, private, inputs, read))
    elif uninsured and told and known.value("coverage") == "none":  # a plan that somebody without one was offered
        others.append(_plan(known, NOW, uninsured, inputs, read))
    if private and (known.within(f"{OTHER}.") or known.plans[1:]):
        second = known.plans[1] if known.plans[1:] else None
        others.append(_plan(known, OTHER, private, inputs, second))
    if uninsured and not others and (sample := _sample(known, uninsured, inputs)):
        others.append(sample)
    return Covers(tuple(now), tuple(others))


def _public(known: Known, household: Sequence[Person], inputs: Inputs) -> Iterator[Cover]:
    """Yield the public programs of a household, each with those in it and what they pay for it."""
    strings = known.library.strings
    by_program: dict[str, list[Person]] = {}
    for one in household:
        if one.program:
            by_program.setdefault(one.program, []).append(one)
    for program, members in by_program.items():
        premium = _medicare(known, len(members), inputs) if program == "medicare" else _plain(known, program)
        entry = {
            "id": program,
            "name": strings.say(f"deciding.programs.{program}"),
            "program": program,
            "premium": premium,
        }
        yield Cover(program, {**entry, "members": [one.id for one in members]})


def _plain(known: Known, program: str) -> float:
    """Return what is paid for a program, where it is the writer's own and no plan is told of beside it."""
    own = known.value("coverage") == program
    return known.number(f"{NOW}.premium") or 0 if own else 0


def _medicare(known: Known, people: int, inputs: Inputs) -> float:
    """Return what is paid a month for Medicare: the parts that were told, or one sum, or the standard premium of Part B."""
    told = {part: known.number(f"{NOW}.{part}") for part in PARTS}
    each = people if known.value(f"{NOW}.each_part") else 1
    standard = _figure(known, PART_B)
    whole = known.number(f"{NOW}.premium")
    tried = any(fact.field == f"{NOW}.premium" for fact in known.supposed)
    if whole is not None and (tried or not any(amount is not None for amount in told.values())):
        inputs.add(f"{NOW}.premium", whole)
        return whole
    extra = sum(amount * each for part, amount in told.items() if amount is not None and part != "part_b")
    if whole is not None:
        extra += whole
    basic = (told["part_b"] * each) if told["part_b"] is not None else (standard or 0) * people
    total = round(basic + extra, 2)
    inputs.add(f"{NOW}.premium", total, "said" if told["part_b"] is not None else "assumed")
    return total


def _plan(known: Known, prefix: str, members: Sequence[Person], inputs: Inputs, read: PlanRead | None) -> Cover:
    """Return a plan: what was told of it, then what its summary says, then what a sample of its kind has."""
    told = known.within(f"{prefix}.")
    document = as_plan(read.summary) if read else {}
    sample = known.library.plans[_sample_of(known, prefix)]
    left_out = {"id", "name", "premium", "family", *(OWN_WORDS if document else ())}
    base = sample.plan.model_dump(mode="json", exclude_none=True, exclude=left_out)
    by_hand = {name for name in LIMITS if not known.was_said(f"{prefix}.{name}")}
    if {*LIMITS} & {*told, *document} - by_hand:
        base |= _unknown_limits(known, told | document)
    entry: dict[str, Any] = {**base, **document, **{name: told[name] for name in (*LIMITS, *TERMS) if name in told}}
    copays = {name.removeprefix("copays."): amount for name, amount in told.items() if name.startswith("copays.")}
    entry["copays"] = {**entry.get("copays", {}), **copays}
    entry["before_deductible"] = list(dict.fromkeys((*entry.get("before_deductible", ()), *copays)))
    if told.get("hsa_eligible") and not document:
        entry |= {"copays": copays, "before_deductible": list(copays)}
    entry |= _halves(told)
    if len(members) == 1:
        entry |= {name: told[f"family.{name}"] for name in LIMITS if f"family.{name}" in told and name not in told}
    entry["out_of_pocket_max"] = max(entry["out_of_pocket_max"], entry["deductible"])
    if family := _family(told, document, entry, len(members)):
        entry["family"] = family
    if len(members) == 1:
        entry.pop("family", None)
    premium = known.number(f"{prefix}.premium")
    if premium is None:
        premium = document.get("premium") or _premium(known, prefix, members)
    place = PREFIXES.get(prefix) or f"plan-{members[0].id}"
    entry |= {
        "id": place,
        "name": _name(known, prefix, read),
        "premium": premium,
        "members": [one.id for one in members],
    }
    _show(known, prefix, entry, read, inputs)
    return Cover(place, {key: value for key, value in entry.items() if value is not None})


def _sample_of(known: Known, prefix: str) -> str:
    """Name the sample plan that is most like the one spoken of."""
    coverage, tier = known.value("coverage"), known.value(f"{prefix}.tier")
    if known.value(f"{prefix}.hsa_eligible") and coverage != "marketplace" and tier is None:
        return SAVINGS_SAMPLE
    return SAMPLES.get(str(tier)) or SAMPLES.get(str(coverage)) or USUAL


def _unknown_limits(known: Known, given: Mapping[str, Any]) -> dict[str, float]:
    """Return what stands for a limit that was not told beside one that was: the most that a plan may have."""
    if "out_of_pocket_max" not in given:
        return {"out_of_pocket_max": _figure(known, MAXIMUM, known.plan_year) or float(given["deductible"])}
    return {"deductible": given["out_of_pocket_max"]} if "deductible" not in given else {}


def _halves(told: Mapping[str, Any]) -> dict[str, float]:
    """Return what stands for a person's limits where only the household's were told: half of them."""
    return {name: told[f"family.{name}"] / FAMILY for name in LIMITS if f"family.{name}" in told and name not in told}


def _family(
    told: Mapping[str, Any], document: Mapping[str, Any], entry: Mapping[str, Any], people: int
) -> dict[str, Any] | None:
    """Return the limits of a household; those that were not told are twice a person's."""
    given = {name: told[f"family.{name}"] for name in LIMITS if f"family.{name}" in told}
    if not given:
        return dict(document["family"]) if "family" in document else None
    limits = {name: given.get(name, FAMILY * entry[name]) for name in LIMITS}
    kind = told.get("family.kind") or document.get("family", {}).get("kind") or "embedded"
    limits = {name: max(limits[name], entry[name]) if people > 1 else limits[name] for name in LIMITS}
    return {**limits, "kind": kind}


def _premium(known: Known, prefix: str, members: Sequence[Person]) -> float:
    """Return what stands for a premium that was not told: an employer's sample, or the benchmark at these ages."""
    coverage = known.value("coverage")
    sample = known.library.plans[SAMPLES["employer"]].plan.premium or 0
    if prefix == NOW and coverage in ("employer", None) and known.value(f"{prefix}.tier") is None:
        return float(sample)
    return benchmark(known, members)


def benchmark(known: Known, members: Sequence[Person]) -> float:
    """Return the average benchmark premium for people of these ages, in dollars a month; of children three are charged."""
    average = _figure(known, BENCHMARK) or _figure(known, BENCHMARK, known.on.year) or 0.0
    curve = known.library.figures.on(BY_AGE, known.on)
    young = sorted(((one.assumed_age or 0) for one in members if one.child), reverse=True)[:CHARGED]
    ages = [one.assumed_age or BENCHMARK_AGE for one in members if not one.child] + young
    return round(sum(average * curve.band(age).value / curve.band(BENCHMARK_AGE).value for age in ages))


def _sample(known: Known, members: Sequence[Person], inputs: Inputs) -> Cover | None:
    """Return a sample plan for people who have none, at the average price for their ages before any help."""
    sample = known.library.plans[USUAL]
    premium = benchmark(known, members)
    if not premium:
        return None
    entry = sample.plan.model_dump(mode="json", exclude_none=True)
    if len(members) == 1:
        entry.pop("family", None)
    name = known.library.strings.say("deciding.plans.sample")
    inputs.add(f"{OTHER}.premium", premium, "sample", who=name)
    return Cover(
        PREFIXES[OTHER],
        {
            **entry,
            "id": PREFIXES[OTHER],
            "name": name,
            "tier": sample.tier,
            "premium": premium,
            "members": [one.id for one in members],
        },
    )


def _name(known: Known, prefix: str, read: PlanRead | None) -> str:
    """Name a plan by what was told of it."""
    strings, tier = known.library.strings, known.value(f"{prefix}.tier")
    if read and read.summary.name:
        return read.summary.name[:100]
    if tier:
        return strings.say(f"deciding.plans.{'yours' if prefix == NOW else 'other'}_tier", tier=str(tier).capitalize())
    if prefix == OTHER:
        return strings.say("deciding.plans.other")
    if prefix != NOW:
        return strings.say("deciding.plans.own", who=called(prefix.split(".")[1], strings))
    coverage = known.value("coverage")
    return strings.say(f"deciding.plans.{coverage if coverage in ('employer', 'marketplace', 'cobra') else 'yours'}")


def _show(known: Known, prefix: str, entry: Mapping[str, Any], read: PlanRead | None, inputs: Inputs) -> None:
    """Note what a plan rests on as inputs."""
    terms = {term.field: term for term in read.summary.terms} if read else {}
    rows: list[tuple[str, Any]] = [(name, entry[name]) for name in ("premium", *LIMITS, "coinsurance")]
    rows += (
        [("copays.primary_care", entry.get("copays", {}).get("primary_care"))]
        if entry.get("copays", {}).get("primary_care") is not None
        else []
    )
    rows += [(f"family.{name}", entry["family"][name]) for name in LIMITS if "family" in entry]
    who = "" if prefix == NOW else str(entry["name"])
    for name, value in rows:
        place = f"{prefix}.{name}"
        term = terms.get(name.replace("family.", "family_").removeprefix("copays."))
        given: Given | None = None
        sentence = None
        if place not in known.facts:
            given = "sample" if name not in LIMITS or not known.within(f"{prefix}.") else "assumed"
            if term is not None and term.state == "stated" and term.span is not None and read is not None:
                given = "document"
                sentence = Sentence(
                    text=str(value), quotes=(read.revision.quote(term.span.start, term.span.end, term.span.section),)
                )
        inputs.add(place, value, given, sentence, who)


def _figure(known: Known, name: str, year: int | None = None) -> float | None:
    """Return a dated figure, None where it is not known for the year."""
    try:
        return float(known.library.figures.on(name, date(year, 1, 1) if year else known.on).amount)
    except UnknownError:
        return None
