"""The library: the only reader of knowledge/. What breaks a rule there is an error that names the file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_args

import yaml
from pydantic import Field, ValidationError, field_validator

from bot.answering.safety import Danger, NoticeText, SafetyRules
from bot.catalogue import Catalogue
from bot.errors import KnowledgeError
from bot.retrieval.index import Original
from bot.vocabulary import HOUSE, Frozen, Practice

FENCE = "---\n"
T = TypeVar("T", bound=Frozen)


class Agreement(Frozen):
    """A practice's agreement: its file beside practice.yaml."""

    file: str
    title: str
    effective: date


class PracticeFile(Practice):
    """knowledge/practices/ID/practice.yaml."""

    agreement: Agreement


class ExplainerHead(Frozen):
    """What stands above an explainer; `asks` are ways in which people ask for it."""

    id: str
    title: str
    reviewed: date
    review_by: date
    sources: tuple[str, ...]
    asks: tuple[str, ...] = ()


class Source(Frozen):
    """An entry of sources.yaml."""

    title: str
    publisher: str
    href: str | None = None
    retrieved: date
    as_of: str | int | date | None = None


class Topic(Frozen):
    """Something that people ask about: examples of how, patterns that speak for it, and how it is answered."""

    about: str
    answer: Literal["term", "search", "explain", "compare", "person", "greeting", "medical", "off_topic"] = "search"
    cues: tuple[str, ...] = ()
    examples: Annotated[tuple[str, ...], Field(min_length=1)]

    @field_validator("cues")
    @classmethod
    def _are_patterns(cls, cues: tuple[str, ...]) -> tuple[str, ...]:
        for cue in cues:
            try:
                re.compile(cue)
            except re.error as error:
                raise ValueError(f"{cue!r} is not a pattern: {error}") from error
        return cues


class Dangers(Frozen):
    """Messages that speak of danger now, by kind, and ones that only look so."""

    medical: tuple[str, ...]
    crisis: tuple[str, ...]
    poison: tuple[str, ...]
    none: tuple[str, ...]

    def by_kind(self) -> dict[str, tuple[str, ...]]:
        """Return them by kind."""
        return dict(self)


@dataclass(frozen=True)
class Library:
    """All of knowledge/, checked."""

    practices: tuple[Practice, ...]
    originals: tuple[Original, ...]
    strings: Catalogue
    topics: Mapping[str, Topic]
    safety: SafetyRules
    dangers: Mapping[str, tuple[str, ...]]
    notices: Mapping[Danger, NoticeText]


def open_library(folder: Path, locale: str = "en") -> Library:
    """Read and check a knowledge folder.

    Raises KnowledgeError, which names file and key, if anything in it is wrong.
    """
    sources = {
        key: checked(Source, value, folder / "sources.yaml", key)
        for key, value in read(folder / "sources.yaml").items()
    }
    practices = [practice_of(path) for path in sorted(folder.glob("practices/*/practice.yaml"))]
    explainers = [explainer_of(path, sources) for path in sorted(folder.glob("explainers/*.md"))]
    understanding = folder / "understanding"
    strings = open_strings(folder, locale)
    dangers = get_args(Danger)
    topics = read(understanding / "topics.yaml")
    return Library(
        practices=tuple(Practice.model_validate(one.model_dump(exclude={"agreement"})) for one, _ in practices),
        originals=(*(original for _, original in practices), *explainers),
        strings=strings,
        topics={name: checked(Topic, value, understanding / "topics.yaml", name) for name, value in topics.items()},
        safety=checked(SafetyRules, read(understanding / "safety.yaml"), understanding / "safety.yaml"),
        dangers=checked(Dangers, read(understanding / "dangers.yaml"), understanding / "dangers.yaml").by_kind(),
        notices={
            kind: checked(NoticeText, strings.find(f"safety.{kind}"), folder / "strings", kind) for kind in dangers
        },
    )


def open_strings(folder: Path, locale: str = "en") -> Catalogue:
    """Read the catalogue of one language: a file is a room of it, and the first part of its names."""
    files = sorted((folder / "strings" / locale).glob("*.yaml"))
    if not files:
        raise KnowledgeError(f"{folder / 'strings' / locale}: there is no catalogue for the language {locale!r}.")
    return Catalogue({path.stem: read(path) for path in files})


def open_practices(folder: Path) -> tuple[Practice, ...]:
    """Read the practices alone."""
    return tuple(practice_of(path)[0] for path in sorted(folder.glob("practices/*/practice.yaml")))


def practice_of(path: Path) -> tuple[PracticeFile, Original]:
    """Read a practice and find its agreement."""
    practice = checked(PracticeFile, read(path), path)
    if practice.id != path.parent.name:
        raise KnowledgeError(f"{path}: id: {practice.id!r} must be the folder's name, {path.parent.name!r}.")
    if practice.id == HOUSE:
        raise KnowledgeError(f"{path}: id: {HOUSE!r} is the owner of what all practices share; take another.")
    agreement = practice.agreement
    file = path.parent / agreement.file
    if file.parent != path.parent or not file.is_file():
        raise KnowledgeError(f"{path}: agreement.file: there is no file {agreement.file!r} beside it.")
    title = f"{practice.name}: {agreement.title}"
    return practice, Original(
        f"{practice.id}-agreement", "agreement", title, practice.id, file, effective=agreement.effective
    )


def explainer_of(path: Path, sources: Mapping[str, Source]) -> Original:
    """Read the head of an explainer and check its sources."""
    text = text_of(path)
    if not text.startswith(FENCE) or text.count(FENCE) < 2:
        raise KnowledgeError(f"{path}: it must begin with a head between two lines of '---'.")
    head = checked(ExplainerHead, parsed(text.split(FENCE)[1], path), path)
    if head.id != path.stem:
        raise KnowledgeError(f"{path}: id: {head.id!r} must be the file's name, {path.stem!r}.")
    if unknown := [key for key in head.sources if key not in sources]:
        raise KnowledgeError(f"{path}: sources: {', '.join(unknown)}: not in sources.yaml.")
    return Original(f"explainer-{head.id}", "explainer", head.title, HOUSE, path, "\n".join(head.asks), head.reviewed)


def read(path: Path) -> dict[str, Any]:
    """Read a YAML file that holds a mapping. Raises KnowledgeError if it does not."""
    return parsed(text_of(path), path)


def text_of(path: Path) -> str:
    """Read a text file. Raises KnowledgeError if it is not there or not UTF-8."""
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise KnowledgeError(f"{path}: cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{path}: it is not UTF-8 text: {error}.") from error


def parsed(text: str, path: Path) -> dict[str, Any]:
    """Parse YAML that must be a mapping."""
    try:
        value = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 (both are safe)
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{path}: {error}") from error
    if not isinstance(value, dict):
        raise KnowledgeError(f"{path}: it must hold keys and values.")
    return value


def checked(model: type[T], value: Any, path: Path, key: str = "") -> T:
    """Check a value against its model. Raises KnowledgeError with file, key and what is wrong."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in (key, *first["loc"]) if part != "")
        raise KnowledgeError(f"{path}: {place}: {first['msg']}.") from error
