"""What in knowledge/ is not to be relied upon any more on a day: past its review, or known only until earlier."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.figures import Figures
from bot.insurance import ExamplePlan


@dataclass(frozen=True, order=True)
class Stale:
    """Something that was good until a day: the file within knowledge/, the key in it, and a sentence for a person."""

    until: date
    file: str
    key: str
    says: str

    def __str__(self) -> str:
        """Name file and key, and say it."""
        return f"{self.file}: {self.key}: {self.says}"


def unreviewed(reviews: Mapping[str, date], day: date) -> Iterator[Stale]:
    """Yield the files that are past their `review_by` on a day."""
    for file, review_by in reviews.items():
        if review_by < day:
            says = f"to be read again by {review_by}, against its sources; then set `reviewed` and `review_by` anew."
            yield Stale(review_by, file, "review_by", says)


def expired_figures(figures: Figures, day: date) -> Iterator[Stale]:
    """Yield the yearly figures whose newest entry ends before a day."""
    for name in figures:
        newest = figures.known(name)[-1]
        if newest.yearly and newest.until and newest.until < day:
            subject, _, key = name.partition(".")
            says = f"known until {newest.until}; add an entry for {newest.until.year + 1}."
            yield Stale(newest.until, f"figures/{subject}.yaml", key, says)


def expired_plans(plans: Mapping[str, ExamplePlan], day: date) -> Iterator[Stale]:
    """Yield the example plans of an earlier plan year."""
    for name, plan in plans.items():
        if plan.year < day.year:
            says = f"a plan of {plan.year}; add one of {plan.year + 1}, or remove it."
            yield Stale(date(plan.year, 12, 31), f"insurance/{name}.yaml", "year", says)
