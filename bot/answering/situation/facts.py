"""What a person has told about their situation: facts, each with the words that it came from."""

from typing import Any

from bot.vocabulary import Frozen

Value = bool | int | float | str
LISTS = {
    "insurance": "mine",
    "insurance2": "other",
    "retainers": "practice",
    "retainers2": "other-practice",
}  # keys of a situation file that hold lists: the id of our one


class Stated(Frozen):
    """A sum as it was said: dollars, to `high` where it was a range, and the period; "" is none."""

    amount: int | float
    high: int | float | None = None
    period: str = ""


class Fact(Frozen):
    """One thing that was said: `said` stands at `[start, end)` of its message.

    `field` is its place in a situation file: "members.me.age", "insurance.premium", "coverage"; "" where the role of
    an amount is not clear. Sums are dollars: fees and premiums a month, an HSA's contribution a year. A range goes from
    `value` to `high`. `assumed` is what was not said and is taken for usual: "period", "service", "year".
    """

    field: str
    value: Value
    said: str
    start: int
    end: int
    high: int | float | None = None
    stated: Stated | None = None
    assumed: str = ""


class Situation(Frozen):
    """What a person has said of themselves; what is not here is not known.

    `unclear` are sums whose role is not clear and values that cannot be; `asked_about` is what was only asked or
    supposed: no fact about the person. `declined` are fields that were asked for, and that the person does not know or
    would rather not tell.
    """

    facts: tuple[Fact, ...] = ()
    unclear: tuple[Fact, ...] = ()
    asked_about: tuple[Fact, ...] = ()
    declined: tuple[str, ...] = ()


class Context(Frozen):
    """What a message is said into: it makes "450" an answer, and "no, 500" a correction.

    `asked` are the fields that the message before asked for, in its order; `spoken` those that were told before, the
    latest last; `known` is what is known. `membership`: an agreement is at hand, so that its fee is known.
    """

    asked: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()
    known: Situation = Situation()
    membership: bool = False


def merged(earlier: Situation, new: Situation) -> Situation:
    """Return what is known after a new message: it overrules earlier ones, and says what is unclear now.

    Offsets remain those of the message that a fact came from.
    """
    facts = {fact.field: fact for fact in earlier.facts}
    for fact in new.facts:
        if fact.field == "children":  # a new count: other children than those whose ages were given
            kept = fact.value if isinstance(fact.value, int) else 0
            facts = {field: one for field, one in facts.items() if _child(field) <= kept}
        facts.pop(fact.field, None)
        facts[fact.field] = fact
    declined = tuple(one for one in dict.fromkeys((*earlier.declined, *new.declined)) if one not in facts)
    return Situation(facts=tuple(facts.values()), unclear=new.unclear, asked_about=new.asked_about, declined=declined)


def as_situation(situation: Situation) -> dict[str, Any]:
    """Return what is known in the shape of a situation file; keys of what is not known are left out.

    Beside the keys of the file: `coverage`, `state`, `adults`, `children`, `household`, `subsidy`, `net_subsidy`,
    `hsa_maxed`, `income`, `tax`, `medicare_kind`, `children_coverage`, and of a member `chronic`, `medicines`,
    `coverage`, `pregnant`; of a retainer `each` (the fee is one person's), `enrollment_each`, `family_fee` (it is the household's),
    `child_fee`, `paid_by`, `only` and `without` (who joins); `insurance2` is another plan that the person could have, `retainers2` another
    membership; `bills_insurance`, `free_to_leave` and `billed` are of a membership, `insurance` of a member is a plan of
    their own.
    `ranges` has the two ends of what was said as a range, by field; `assumed` what was assumed of a field;
    `unclear` and `asked_about` the words themselves.
    """
    written: dict[str, Any] = {}
    for fact in situation.facts:
        if fact.high is None:
            _put(written, fact.field, fact.value)
    members = written.pop("members", None)
    if members:
        written["members"] = [{"id": name, **facts} for name, facts in members.items()]
    for key, name in LISTS.items():
        if key in written:
            written[key] = [{"id": name, **written[key]}]
    beside = {
        "ranges": {fact.field: [fact.value, fact.high] for fact in situation.facts if fact.high is not None},
        "assumed": {fact.field: fact.assumed for fact in situation.facts if fact.assumed},
        "unclear": [fact.said for fact in situation.unclear],
        "asked_about": [{"field": fact.field, "said": fact.said} for fact in situation.asked_about],
        "declined": list(situation.declined),
    }
    return written | {key: value for key, value in beside.items() if value}


def _put(written: dict[str, Any], field: str, value: Value) -> None:
    """Put a value in its place, making the mappings on the way."""
    *way, last = field.split(".")
    for step in way:
        written = written.setdefault(step, {})
    written[last] = value


def _child(field: str) -> int:
    """Return the number of the child that a field is about, 0 if it is about none."""
    name = field.removeprefix("members.child-").split(".")[0]
    return int(name) if name.isdecimal() else 0
