"""What a person's own figures come to in a year: plain arithmetic, each sum with its workings.

No plan is priced here and no year of care drawn; it is what anybody would work out on paper first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.answering.situation import Fact, Situation
from bot.catalogue import Catalogue
from bot.errors import UnknownError
from bot.figures import Figures
from bot.vocabulary import Paragraph, Sentence

FEE, PREMIUM, COPAY = "retainers.fee", "insurance.premium", "insurance.copays.primary_care"
VISITS = "members.me.use.primary_care"
A_YEAR: Mapping[str, float] = {
    "week": 52, "two weeks": 26, "half month": 24, "month": 12, "two months": 6, "quarter": 4, "half year": 2, "year": 1,
}  # fmt: skip
CAPS = {False: "hsa.dpc_fee_cap_one_person", True: "hsa.dpc_fee_cap_several"}


@dataclass(frozen=True)
class Yearly:
    """A sum a year, from `low` to `high` dollars, and how it was worked out; "" where it was said so."""

    low: float
    high: float
    workings: str = ""

    def __add__(self, other: "Yearly") -> "Yearly":
        """Add two sums."""
        return Yearly(self.low + other.low, self.high + other.high)

    def __mul__(self, times: int) -> "Yearly":
        """Multiply a sum."""
        return Yearly(self.low * times, self.high * times)

    def __str__(self) -> str:
        """Write it as a person would."""
        return dollars(self.low) if self.low == self.high else f"{dollars(self.low)} to {dollars(self.high)}"


def sums(situation: Situation, hsa: bool, figures: Figures, on: date, strings: Catalogue) -> Paragraph | None:
    """Return what the figures come to, None where there are none to add; `hsa`: an HSA's limit is what is asked about.

    A fee that is only supposed is added up as well: "what is $97 a month in a year?".
    """
    several = {fact.field for fact in situation.unclear}  # two prices: which one goes with which is not for us to say
    told = (*situation.asked_about, *situation.facts)
    facts = {fact.field: fact for fact in told if fact.field not in several}
    said = [*(limits(facts, figures, on, strings) if hsa else costs(facts, not situation.unclear, strings))]
    if not any(computed for _, computed in said):
        return None
    texts = (*(text for text, _ in said), strings.say("answers.sums.check"))
    return Paragraph(
        heading=strings.say("answers.sums.heading"), sentences=tuple(Sentence(text=text) for text in texts)
    )


def costs(facts: Mapping[str, Fact], plain: bool, strings: Catalogue) -> Iterator[tuple[str, bool]]:
    """Say what fee, insurance and visits come to in a year, and whether it took any adding; `plain`: all was clear."""
    fee, premium = (yearly(facts[field]) if field in facts else None for field in (FEE, PREMIUM))
    for name, sum_ in (("fee", fee), ("premium", premium)):
        if sum_ and fee:  # what insurance costs is said beside a fee only: alone it is no comparison
            yield strings.say(f"answers.sums.{name}", sum=sum_, workings=sum_.workings), bool(sum_.workings)
    if fee and premium and plain and "insurance2.premium" not in facts:
        yield strings.say("answers.sums.together", sum=fee + premium), True
    visits, copay = facts.get(VISITS), facts.get(COPAY)
    if visits and copay and isinstance(visits.value, int) and not isinstance(copay.value, str):
        paid = visits.value * copay.value
        said = {"n": visits.value, "copay": dollars(copay.value), "sum": dollars(paid)}
        yield strings.say("answers.sums.visits", **said), True
        if fee and fee.low == fee.high:
            more = "more" if fee.low >= paid else "less"
            yield strings.say(f"answers.sums.{more}", sum=dollars(abs(fee.low - paid))), True
    if fee and "retainers.each" in facts:
        people = len(
            {field.split(".")[1] for field in facts if field.startswith("members.") and field.endswith(".age")}
        )
        if people > 1:
            yield strings.say("answers.sums.people", n=people, sum=fee * people), True
        else:
            yield strings.say("answers.sums.each"), False


def limits(facts: Mapping[str, Fact], figures: Figures, on: date, strings: Catalogue) -> Iterator[tuple[str, bool]]:
    """Hold a stated fee against the monthly limit for a health savings account."""
    fee = facts.get(FEE)
    if fee is None or isinstance(fee.value, str):
        return
    try:
        one, several = (figures.on(CAPS[many], on).amount for many in (False, True))
    except UnknownError:
        yield strings.say("answers.sums.hsa_unknown", year=on.year), True
        return
    monthly = fee.high or fee.value
    place = "within" if monthly <= one else "between" if monthly <= several else "above"
    said = {"fee": dollars(monthly), "one": dollars(one), "several": dollars(several), "year": on.year}
    yield strings.say(f"answers.sums.hsa_{place}", **said), True


def yearly(fact: Fact) -> Yearly | None:
    """Return a fee or a premium for a year, from the amount and the period that were said."""
    if isinstance(fact.value, str):
        return None
    period = fact.stated.period if fact.stated else ""
    amount = fact.stated.amount if fact.stated and period in A_YEAR else fact.value
    high = (fact.stated.high if fact.stated and period in A_YEAR else fact.high) or amount
    times = A_YEAR.get(period, 12)
    workings = "" if times == 1 else f" ({times:g} × {Yearly(amount, high)})"
    return Yearly(amount * times, high * times, workings)


def dollars(amount: float) -> str:
    """Write an amount of money: whole dollars, or cents where there are some."""
    return f"${amount:,.0f}" if round(amount, 2) == round(amount) else f"${amount:,.2f}"
