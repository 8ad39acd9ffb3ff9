"""The kinds of files in knowledge/ that no room has a type for: practices, heads of explainers, topics, dangers."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from bot.provenance import Reviewed
from bot.vocabulary import Frozen, Practice


class Agreement(Frozen):
    """A practice's agreement: its file beside practice.yaml."""

    file: str
    title: str
    effective: date


class FurtherDocument(Agreement):
    """A further agreement of a practice, or a FAQ, which is no agreement: its file beside practice.yaml."""

    kind: Literal["agreement", "faq"]


class PracticeFile(Practice):
    """knowledge/practices/ID/practice.yaml: a practice, its membership agreement, and what else it gives to patients."""

    agreement: Agreement
    documents: tuple[FurtherDocument, ...] = ()

    @field_validator("contact")
    @classmethod
    def _somebody_can_be_reached(cls, contact: Mapping[str, str]) -> Mapping[str, str]:
        if not contact or not all(way.strip() for way in contact.values()):
            raise PydanticCustomError("contact", "it needs a phone or an email by which a person can be reached")
        return contact

    @model_validator(mode="before")
    @classmethod
    def _colours_have_quotation_marks(cls, given: Any) -> Any:
        for name in ("accent", "accent_text"):
            if isinstance(given, Mapping) and given.get(name, "") is None:
                problem = f'{name}: it is empty; put the colour in quotation marks, as in {name}: "#1f6f5c"'
                raise PydanticCustomError("accent", problem)  # in YAML, # begins a comment
        return given


class ExplainerHead(Reviewed):
    """What stands above an explainer; `asks` are ways in which people ask for it.

    `settled_by` is what has the last word on its subject, where it is not the same for everybody: the agreement, or the
    person's own figures.
    """

    id: str
    title: str
    sources: tuple[str, ...]
    settled_by: Literal["agreement", "figures"] | None = None
    asks: tuple[str, ...] = ()


def are_patterns(patterns: Iterable[str]) -> None:
    """Raise ValueError for the first of these that is not a pattern."""
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"{pattern!r} is not a pattern: {error}") from error


class Topic(Frozen):
    """Something that people ask about: examples of how, patterns that speak for it, and how it is answered.

    `explainers` are those that may answer it in general. `say` answers with the fixed sentences of strings/, with
    this `outcome`, and goes on with the first of these explainers, or as `then` says. `medical`: in an emergency it
    is part of the emergency, not a question about a plan. `fields` are those of a term sheet that speak of it, each
    with the pattern of a question that it answers. `leans`: "and for …?" asks again what was asked before.
    """

    about: str
    answer: Literal["term", "catch", "summary", "search", "explain", "compare", "hsa", "person", "say"] = "search"
    fields: Mapping[str, str] = Field(default_factory=dict)
    outcome: Literal["answered", "declined"] = "answered"
    then: tuple[Literal["search", "explain", "reach", "state"], ...] = ()
    explainers: tuple[str, ...] = ()
    medical: bool = False
    leans: bool = False
    cues: tuple[str, ...] = ()
    examples: Annotated[tuple[str, ...], Field(min_length=1)]

    @field_validator("cues")
    @classmethod
    def _cues_are_patterns(cls, cues: tuple[str, ...]) -> tuple[str, ...]:
        are_patterns(cues)
        return cues

    @field_validator("fields")
    @classmethod
    def _fields_have_patterns(cls, fields: Mapping[str, str]) -> Mapping[str, str]:
        are_patterns(fields.values())
        return fields


class Dangers(Frozen):
    """Messages that speak of danger now, by kind, and ones that only look so."""

    medical: tuple[str, ...]
    crisis: tuple[str, ...]
    poison: tuple[str, ...]
    none: tuple[str, ...]

    def by_kind(self) -> dict[str, tuple[str, ...]]:
        """Return them by kind."""
        return dict(self)


class Networks(Frozen):
    """Names of practices that people ask about and whose agreements are not here.

    A name that is not listed is told by its `endings`, unless all of its words are `common`.
    """

    names: tuple[str, ...]
    endings: tuple[str, ...]
    common: frozenset[str]
