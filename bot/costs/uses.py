"""The single uses of services in one drawn year: when in the year, by whom, at which price."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from hashlib import blake2b

from bot.costs.choices import Choice
from bot.costs.household import streams
from bot.costs.situation import Member
from bot.costs.trial import Trial
from bot.insurance import SERVICES, Service


@dataclass(frozen=True)
class Use:
    """One use of a service in a year: `when` in months from the first that is priced, the price in whole dollars."""

    when: Fraction
    member: Member
    service: Service
    price: Decimal

    @property
    def month(self) -> int:
        """The month that it falls into, 0 for the first."""
        return int(self.when)


def evenly(count: int, months: int) -> list[Fraction]:
    """Return when something happens that happens so often, spread evenly: each time in the middle of its share."""
    return [Fraction(2 * at + 1, 2 * count) * months for at in range(count)]


def at_random(count: int, months: int, name: bytes) -> list[Fraction]:
    """Return when something happens that happens so often, drawn by name: the same name gives the same."""
    keys = (blake2b(b"%s|%d" % (name, at), digest_size=8).digest() for at in range(count))
    return sorted(Fraction(int.from_bytes(key, "big"), 2**64) * months for key in keys)


def priced(total: int, count: int) -> list[Decimal]:
    """Return so many prices in whole dollars that come to a total, and differ by a dollar at most."""
    return [Decimal(total // count + (at < total % count)) for at in range(count)]


def uses_of(trial: Trial, choice: Choice, number: int) -> list[Use]:
    """Return all uses of services in a drawn year by those whose care is drawn in an option, in order."""
    everybody = trial.situation.drawn
    names = dict(zip((one.id for one in everybody), streams(trial.situation, everybody), strict=True))
    months, found = trial.situation.months, []
    for member in trial.pricing.drawn(choice):
        year = trial.pricing.lives[member.id]
        for row, service in enumerate(SERVICES):
            count, total = int(year.counts[row][number]), round(float(year.prices[row][number]))
            if not count:
                continue
            name = b"%s|%s|%d|%d" % (names[member.id], service.encode(), trial.setting.seed, number)
            times = evenly(count, months) if service in member.use else at_random(count, months, name)
            found += [
                Use(when, member, service, price) for when, price in zip(times, priced(total, count), strict=True)
            ]
    return sorted(found, key=lambda use: use.when)
