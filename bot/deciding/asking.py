"""What to ask before the first comparison: two short questions at most, the one that matters most first."""

from collections.abc import Callable, Mapping, Sequence

from bot.deciding.known import Known
from bot.vocabulary import QuestionBack

MOST = 2  # questions before the first comparison
TOLD_OF_PLAN = ("insurance.premium", "insurance.deductible", "insurance.out_of_pocket_max")
PRIVATE = ("employer", "marketplace", "cobra")
FIELDS: Mapping[str, tuple[str, ...]] = {
    "membership": ("retainers.fee",),
    "coverage": ("coverage",),
    "plan": (*TOLD_OF_PLAN, "members.me.age"),
    "kind": ("coverage",),
}
"""The fields that each question asks for, in its order."""

CHOICES: Mapping[str, tuple[str, ...]] = {
    "coverage": ("employer", "marketplace", "subsidy", "medicare", "medicaid", "none", "health_share"),
    "kind": ("employer", "marketplace", "subsidy"),
}


def _membership(known: Known) -> bool:
    return not known.agreements and known.number("retainers.fee") is None


def _coverage(known: Known) -> bool:
    insured = any(name in known.facts for name in TOLD_OF_PLAN) or bool(known.plans)
    insured = insured or any(".insurance." in name for name in known.facts)
    own = any(name.endswith(".coverage") for name in known.facts)
    return known.value("coverage") is None and not insured and not own


def _plan(known: Known) -> bool:
    """Whether a plan of one's own is spoken of, and its price or its limits are not told."""
    told = sum(
        name in known.facts or name.replace("insurance.", "insurance.family.") in known.facts for name in TOLD_OF_PLAN
    )
    own = any(".insurance." in name for name in known.facts)
    return known.value("coverage") in PRIVATE and told < 2 and not known.plans and not own


NEEDED: Mapping[str, Callable[[Known], bool]] = {"membership": _membership, "coverage": _coverage, "plan": _plan}
"""What is asked for, in this order, where it is missing."""


def missing(known: Known) -> tuple[str, ...]:
    """Return what is not known and changes the answer, the most important first."""
    return tuple(name for name, lacks in NEEDED.items() if lacks(known))


def next_question(known: Known, asked: Sequence[str]) -> str | None:
    """Return what to ask before anything is compared; None where enough is known, or enough was asked."""
    left = [name for name in missing(known) if name not in asked]
    without = "membership" in missing(known)  # nothing to compare: this alone is asked for as long as it takes
    if not left or (len(asked) >= MOST and not without):
        return None
    return left[0]


def question(name: str, known: Known) -> QuestionBack:
    """Return a question with the answers that can be chosen."""
    strings = known.library.strings
    choices = tuple(strings.say(f"deciding.choices.{one}") for one in CHOICES.get(name, ()))
    return QuestionBack(text=strings.say(f"deciding.questions.{name}"), choices=choices)


def kind_of_plan(known: Known) -> QuestionBack | None:
    """Ask where insurance is from if that was not told: it changes what a household may do with it."""
    told = any(name in known.facts for name in TOLD_OF_PLAN) or bool(known.plans)
    return question("kind", known) if told and known.value("coverage") is None else None
