"""The household of a decision: who is in it, as far as was told, and what stands for what was not."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.catalogue import Catalogue
from bot.costs.situation.people import OLDEST, PROGRAMS
from bot.deciding.known import Known

ME, SPOUSE = "me", "spouse"
ADULTS = (ME, SPOUSE, "mother", "father")
NAMES = {ME: "you", SPOUSE: "spouse", "mother": "mother", "father": "father"}
"""What a comparison calls the people whom messages speak of."""

CHILD_AGE = 10  # years: of a child whose age was not told
GROWN_UP = 19
MOST = 10  # people
MONTHS = 12


@dataclass(frozen=True)
class Person:
    """Somebody of the household: `key` is their name in what was told, `age` what was told, None where nothing was."""

    key: str
    age: int | None
    coverage: str | None
    health: str | None = None
    use: dict[str, int] = field(default_factory=dict, hash=False)

    @property
    def id(self) -> str:
        """Their name in a comparison."""
        return NAMES.get(self.key, self.key)

    @property
    def child(self) -> bool:
        """Whether this is a child."""
        return self.key.startswith("child") and (self.age is None or self.age < GROWN_UP)

    @property
    def assumed_age(self) -> int | None:
        """Their age, or what stands for it: a child's has to be some number, a grown-up's may stay unknown."""
        return CHILD_AGE if self.age is None and self.child else self.age

    @property
    def program(self) -> str | None:
        """The public program that covers them."""
        return self.coverage if self.coverage in PROGRAMS else None

    @property
    def drawn(self) -> bool:
        """Whether a year of their care can be drawn."""
        return self.program is None and (self.age is None or self.age <= OLDEST)

    def as_member(self) -> dict[str, Any]:
        """Return the member of a situation file."""
        known = {"age": self.assumed_age, "health": self.health, "coverage": self.coverage, "use": self.use or None}
        return {"id": self.id, **{key: value for key, value in known.items() if value is not None}}


def called(key: str, strings: Catalogue) -> str:
    """Say who is meant by a key: "you", "your spouse", "child 2"."""
    kind, _, number = key.partition("-")
    return strings.say(f"deciding.who.{kind}", n=number)


def people(known: Known) -> tuple[Person, ...]:
    """Return the household: the writer first, unless only a parent is spoken of."""
    return tuple(_person(known, key) for key in _keys(known))[:MOST]


def _keys(known: Known) -> Iterator[str]:
    told = {name.split(".")[1] for name in known.facts if name.startswith("members.")}
    parents = [name for name in ("mother", "father") if name in told]
    if not parents or ME in told:
        yield ME
    yield from parents
    adults, total = known.number("adults") or 0, known.number("household") or 0
    children = int(known.number("children") or 0)
    listed = sum(1 for name in told if name.startswith("child-"))
    if known.number("children") is None and total:
        grown = adults or (2 if total > 2 or SPOUSE in told else total)
        children = max(0, int(total - grown))
        adults = max(adults, min(grown, total))
    if SPOUSE in told or adults > 1:
        yield SPOUSE
    for number in range(1, max(children, listed) + 1):
        yield f"child-{number}"


def _person(known: Known, key: str) -> Person:
    told = known.within(f"members.{key}.")
    children = known.value("children_coverage") if key.startswith("child") else None
    coverage = (
        told.get("coverage") or children or (known.value("coverage") if _shares(known, key, told.get("age")) else None)
    )
    use = {name.removeprefix("use."): int(count) for name, count in told.items() if name.startswith("use.")}
    medicines = told.get("medicines")
    if isinstance(medicines, int) and "generic_drug" not in use:
        use["generic_drug"] = medicines * MONTHS
    health = "chronic" if told.get("chronic") else told.get("health")
    age = told.get("age")
    return Person(key, int(age) if age is not None else None, coverage, health, use)


def _shares(known: Known, key: str, age: int | None) -> bool:
    """Whether somebody is covered as the writer is: nobody is on Medicare, or has VA care, because another is."""
    own = known.value("coverage") in ("va", "va_tricare", "parent")
    young = known.value("coverage") == "medicare" and (key.startswith("child") or (age or OLDEST + 1) <= OLDEST)
    return key in (ME, "mother", "father") or not (own or young)
