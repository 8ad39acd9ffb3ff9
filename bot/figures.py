"""Dated figures: what a limit, a price or a share is on a given day, and where that is from.

A figure is never carried over into days for which it is not known: a look-up there refuses.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from bot.errors import KnowledgeError, UnknownError
from bot.provenance import Reviewed, SourceKey
from bot.vocabulary import Frozen

Unit = Literal[
    "dollars",
    "dollars a month",
    "dollars a year",
    "percent",
    "times",
    "people",
    "practices",
    "visits",
    "visits a year",
    "uses a year",
    "years",
]
SHARES = ("percent",)
DAY = timedelta(days=1)
NAME = r"^[a-z][a-z0-9_]*$"


class Band(Frozen):
    """A row of a table: from `at_least` on, up to the next row, the figure is `value`, or rises to `up_to`."""

    at_least: float
    value: float
    up_to: float | None = None


class Entry(Frozen):
    """What a figure is, as it stands in a file: one number, a range up to `up_to`, or a table of `bands`.

    It is dated in one of three ways: by `year`, for that calendar year alone; by `from`, with or without `until`;
    or by `measured`, the year that a survey speaks of, and then holds until a newer entry begins.
    """

    year: Annotated[int | None, Field(ge=1900, le=2200, description="Holds for this calendar year alone.")] = None
    from_: Annotated[date | None, Field(alias="from", description="The first day on which it holds.")] = None
    until: Annotated[date | None, Field(description="The last day on which it holds; none: until another.")] = None
    measured: Annotated[int | None, Field(ge=1900, le=2200, description="The year that a survey speaks of.")] = None
    value: Annotated[float | None, Field(description="The number; of a range, its lower end.")] = None
    up_to: Annotated[float | None, Field(description="The upper end of a range.")] = None
    bands: Annotated[tuple[Band, ...], Field(description="A table instead of one number.")] = ()
    source: SourceKey
    note: str = ""

    @model_validator(mode="after")
    def _is_dated_once(self) -> Self:
        if sum(way is not None for way in (self.year, self.from_, self.measured)) != 1:
            raise ValueError("it needs exactly one of `year`, `from` and `measured`")
        if self.until and (self.from_ is None or self.until < self.from_):
            raise ValueError("`until` goes with a `from` that is not later")
        return self

    @model_validator(mode="after")
    def _is_a_number_or_a_table(self) -> Self:
        if (self.value is None) == (not self.bands):
            raise ValueError("it needs either a `value` or `bands`")
        if self.up_to is not None and (self.value is None or self.up_to <= self.value):
            raise ValueError("`up_to` goes with a `value` that is smaller")
        if any(one.at_least >= other.at_least for one, other in pairwise(self.bands)):
            raise ValueError("`bands` must rise from row to row")
        return self

    @property
    def since(self) -> date:
        """The first day on which it holds."""
        return self.from_ or date(self.year or self.measured or 0, 1, 1)

    @property
    def end(self) -> date | None:
        """The last day on which it holds, as far as the entry itself says."""
        return date(self.year, 12, 31) if self.year else self.until

    @property
    def numbers(self) -> tuple[float, ...]:
        """All numbers in it."""
        found = (self.value, self.up_to, *(number for band in self.bands for number in (band.value, band.up_to)))
        return tuple(number for number in found if number is not None)


class Series(Frozen):
    """One figure through time; every change of it is an entry of its own."""

    label: Annotated[str, Field(min_length=3, description="What it is, in a few words for a reader.")]
    unit: Unit
    yearly: Annotated[bool, Field(description="A new value is published for every year.")] = False
    by: Annotated[str, Field(description="What the rows of its tables go by, such as age.")] = ""
    note: str = ""
    values: Annotated[tuple[Entry, ...], Field(min_length=1)]

    @field_validator("values")
    @classmethod
    def _follow_one_another(cls, values: tuple[Entry, ...]) -> tuple[Entry, ...]:
        ordered = tuple(sorted(values, key=lambda entry: entry.since))
        for one, other in pairwise(ordered):
            if other.since <= (one.end or one.since):
                raise ValueError(f"two entries hold on {other.since}")
        return ordered

    @field_validator("values")
    @classmethod
    def _fit_unit_and_kind(cls, values: tuple[Entry, ...], info: ValidationInfo) -> tuple[Entry, ...]:
        for entry in values:
            if any(number < 0 for number in entry.numbers):
                raise ValueError("a number is below zero")
            if info.data.get("unit") in SHARES and any(number > 100 for number in entry.numbers):
                raise ValueError("a number is above 100 percent")
            if info.data.get("yearly") and not entry.end:
                raise ValueError(f"the entry from {entry.since} needs an end, because the figure is `yearly`")
            if bool(entry.bands) != bool(info.data.get("by")):
                raise ValueError("a table needs `by`, and only a table has it")
        return values

    def figures(self, name: str) -> Iterator["Figure"]:
        """Yield what it is from when until when, oldest first; an open entry ends where the next begins."""
        following = [entry.since - DAY for entry in self.values[1:]]
        for entry, before_next in zip(self.values, [*following, None], strict=True):
            yield Figure(
                name=name,
                label=self.label,
                unit=self.unit,
                since=entry.since,
                until=entry.end or before_next,
                measured=entry.measured,
                value=entry.value,
                up_to=entry.up_to,
                by=self.by,
                bands=entry.bands,
                source=entry.source,
                note=" ".join(part for part in (self.note, entry.note) if part),
                yearly=self.yearly,
            )


class FiguresFile(Reviewed):
    """knowledge/figures/SUBJECT.yaml; a figure's name is `SUBJECT.KEY`."""

    figures: Annotated[dict[Annotated[str, Field(pattern=NAME)], Series], Field(min_length=1)]

    @field_validator("figures")
    @classmethod
    def _are_not_of_the_future(cls, figures: dict[str, Series], info: ValidationInfo) -> dict[str, Series]:
        reviewed = info.data.get("reviewed")
        if reviewed is None:  # it is wrong itself, and said to be
            return figures
        for key, series in figures.items():
            for entry in series.values:
                if entry.measured and entry.measured > reviewed.year:
                    raise ValueError(f"{key}: {entry.measured} cannot have been measured by {reviewed}")
                if entry.since.year > reviewed.year + 1:
                    raise ValueError(f"{key}: {entry.since} is more than a year after `reviewed`, {reviewed}")
        return figures


class Figure(Frozen):
    """What a figure is on the days from `since` until `until` (none: until further notice).

    `measured` is the year that a survey speaks of: show it with the number. `source` is a key of sources.yaml.
    """

    name: str
    label: str
    unit: Unit
    since: date
    until: date | None
    measured: int | None = None
    value: float | None = None
    up_to: float | None = None
    by: str = ""
    bands: tuple[Band, ...] = ()
    source: str
    note: str = ""
    yearly: bool = False

    @property
    def amount(self) -> float:
        """Return the one number, in `unit`; of a range, its lower end. Raises KnowledgeError if it is a table."""
        if self.value is None:
            raise KnowledgeError(f"figures: {self.name} is a table by {self.by}: ask for one row of it.")
        return self.value

    def band(self, at: float) -> Band:
        """Return the row of a table into which a number falls. Raises UnknownError below the first row."""
        rows = [row for row in self.bands if row.at_least <= at]
        if not rows:
            raise UnknownError(f"{self.label} ({self.name}): there is nothing for {self.by or 'rows'} {at:g}.")
        return rows[-1]


class Figures:
    """All dated figures, by name and day."""

    def __init__(self, files: Mapping[str, FiguresFile]) -> None:
        """Take the files by subject."""
        self._known = {
            f"{subject}.{key}": tuple(series.figures(f"{subject}.{key}"))
            for subject, file in files.items()
            for key, series in file.figures.items()
        }

    def on(self, name: str, day: date) -> Figure:
        """Return what a figure is on a day.

        Raises UnknownError, which says for which days it is known, if it is not known for that day, and
        KnowledgeError if there is no figure of that name.
        """
        known = self.known(name)
        for figure in known:
            if figure.since <= day and (figure.until is None or day <= figure.until):
                return figure
        raise UnknownError(f"{known[0].label} ({name}): not known for {day}, only for {spans(known)}.")

    def known(self, name: str) -> tuple[Figure, ...]:
        """Return all that is known of a figure, oldest first. Raises KnowledgeError if there is none of that name."""
        try:
            return self._known[name]
        except KeyError:
            subject = name.partition(".")[0]
            near = [one for one in self._known if one.startswith(f"{subject}.")] or sorted(self._known)
            raise KnowledgeError(f"figures: there is no {name!r}, only {', '.join(near)}.") from None

    def __iter__(self) -> Iterator[str]:
        """Yield the names."""
        return iter(self._known)


def spans(known: Iterable[Figure]) -> str:
    """Say for which days something is known, days that follow one another as one span."""
    merged: list[tuple[date, date | None]] = []
    for figure in known:
        if merged and merged[-1][1] == figure.since - DAY:
            merged[-1] = (merged[-1][0], figure.until)
        else:
            merged.append((figure.since, figure.until))
    return ", ".join(f"{since} to {until}" if until else f"{since} on" for since, until in merged)
