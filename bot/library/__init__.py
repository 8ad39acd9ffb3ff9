"""The library: the only reader of knowledge/. What breaks a rule there is an error that names the file."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import get_args

from bot.answering.languages import Language
from bot.answering.safety import Danger, NoticeText, SafetyRules
from bot.answering.sheet import References
from bot.answering.situation import SituationWordings
from bot.answering.wishes import Wishes
from bot.care import Care
from bot.catalogue import Catalogue
from bot.costs.comparison import Grounds
from bot.errors import KnowledgeError
from bot.figures import Figures
from bot.insurance import ExamplePlan
from bot.laws import Law
from bot.library.dated import open_care, open_figures, open_laws, open_plans
from bot.library.files import checked, read
from bot.library.kinds import Dangers, ExplainerHead, Networks, Topic
from bot.library.originals import explainer_of, open_practices, practice_of, unique
from bot.library.staleness import Stale, expired_figures, expired_plans, unreviewed
from bot.provenance import Source
from bot.retrieval.index import Original
from bot.vocabulary import HOUSE, Practice, Reference

__all__ = [
    "Library",
    "Stale",
    "Topic",
    "checked",
    "open_grounds",
    "open_library",
    "open_practices",
    "open_references",
    "open_strings",
    "read",
]


@dataclass(frozen=True)
class Library:
    """All of knowledge/, checked. `reviews` is the day by which each file is to be read again."""

    practices: tuple[Practice, ...]
    originals: tuple[Original, ...]
    explainers: Mapping[str, ExplainerHead]  # by document
    strings: Catalogue
    topics: Mapping[str, Topic]
    languages: Mapping[str, Language]
    networks: Networks
    safety: SafetyRules
    situation: SituationWordings
    wishes: Wishes
    dangers: Mapping[str, tuple[str, ...]]
    notices: Mapping[Danger, NoticeText]
    sources: Mapping[str, Source]
    figures: Figures
    plans: Mapping[str, ExamplePlan]
    laws: Mapping[str, Law]
    care: Care
    reviews: Mapping[str, date]

    @property
    def references(self) -> References:
        """What a term sheet is held against."""
        return References(self.strings, self.laws, self.figures)

    @property
    def grounds(self) -> Grounds:
        """What a comparison of costs rests on."""
        return Grounds(self.care, self.figures)

    @property
    def kin(self) -> dict[str, tuple[str, ...]]:
        """The explainers that may answer each topic in general, by document."""
        return {name: tuple(f"explainer-{one}" for one in topic.explainers) for name, topic in self.topics.items()}

    @property
    def asks(self) -> dict[str, tuple[str, ...]]:
        """Ways in which people ask for each explainer, by document."""
        return {document: (head.title, *head.asks) for document, head in self.explainers.items()}

    def within(self, home: str) -> "Library":
        """Return the library of a practice's own chat: no other practice, and none of its documents."""
        return replace(
            self,
            practices=tuple(one for one in self.practices if one.id == home),
            originals=tuple(one for one in self.originals if one.practice in (home, HOUSE)),
        )

    def rests_on(self, document: str) -> tuple[Reference, ...]:
        """Return the sources of an explainer; () for any other document."""
        keys = self.explainers[document].sources if document in self.explainers else ()
        sources = (self.sources[key] for key in keys)
        return tuple(Reference(title=one.title, publisher=one.publisher, href=one.href) for one in sources)

    def stale(self, on: date) -> tuple[Stale, ...]:
        """List what is past its review or out of date on a day, what has been so for longest first."""
        return tuple(
            sorted(
                chain(unreviewed(self.reviews, on), expired_figures(self.figures, on), expired_plans(self.plans, on))
            )
        )


def open_library(folder: Path, locale: str = "en") -> Library:
    """Read and check a knowledge folder.

    Raises KnowledgeError, which names file and key, if anything in it is wrong.
    """
    sources = open_sources(folder)
    practices = [practice_of(path) for path in sorted(folder.glob("practices/*/practice.yaml"))]
    explainers = [explainer_of(path, sources) for path in sorted(folder.glob("explainers/*.md"))]
    understanding = folder / "understanding"
    strings = open_strings(folder, locale)
    dangers = get_args(Danger)
    topics = topics_of(understanding / "topics.yaml", {head.id for head, _ in explainers})
    figures = open_figures(folder, sources)
    plans = open_plans(folder, sources)
    laws = open_laws(folder, sources)
    care = open_care(folder, sources)
    originals = (*(one for _, documents in practices for one in documents), *(original for _, original in explainers))
    unique(originals)
    return Library(
        practices=tuple(
            Practice.model_validate(one.model_dump(exclude={"agreement", "documents"})) for one, _ in practices
        ),
        originals=originals,
        explainers={original.document: head for head, original in explainers},
        strings=strings,
        topics=topics,
        languages={
            name: checked(Language, value, understanding / "languages.yaml", name)
            for name, value in read(understanding / "languages.yaml").items()
        },
        networks=checked(Networks, read(understanding / "networks.yaml"), understanding / "networks.yaml"),
        safety=checked(SafetyRules, read(understanding / "safety.yaml"), understanding / "safety.yaml"),
        situation=checked(SituationWordings, read(understanding / "situation.yaml"), understanding / "situation.yaml"),
        wishes=checked(Wishes, read(understanding / "decisions.yaml"), understanding / "decisions.yaml"),
        dangers=checked(Dangers, read(understanding / "dangers.yaml"), understanding / "dangers.yaml").by_kind(),
        notices={
            kind: checked(NoticeText, strings.find(f"safety.{kind}"), folder / "strings", kind) for kind in dangers
        },
        sources=sources,
        figures=Figures(figures),
        plans=plans,
        laws=laws,
        care=care,
        reviews={
            **{f"explainers/{head.id}.md": head.review_by for head, _ in explainers},
            **{f"figures/{subject}.yaml": file.review_by for subject, file in figures.items()},
            **{f"insurance/{name}.yaml": plan.review_by for name, plan in plans.items()},
            **{f"laws/{name}.yaml": law.review_by for name, law in laws.items()},
            **{f"care/{table.tier}-{table.year}.yaml": table.review_by for table in care.tables.values()},
            "care/model.yaml": care.model.review_by,
        },
    )


def open_references(folder: Path, locale: str = "en") -> References:
    """Read what a term sheet is held against, and nothing else. Raises KnowledgeError as `open_library` does."""
    sources = open_sources(folder)
    return References(open_strings(folder, locale), open_laws(folder, sources), Figures(open_figures(folder, sources)))


def open_grounds(folder: Path) -> Grounds:
    """Read what a comparison rests on, and nothing else. Raises KnowledgeError as `open_library` does."""
    sources = open_sources(folder)
    return Grounds(open_care(folder, sources), Figures(open_figures(folder, sources)))


def open_sources(folder: Path) -> dict[str, Source]:
    """Read the sources, by key."""
    path = folder / "sources.yaml"
    return {key: checked(Source, value, path, key) for key, value in read(path).items()}


def topics_of(path: Path, explainers: Container[str]) -> dict[str, Topic]:
    """Read the topics, and check that the explainers that they name are there."""
    topics = {name: checked(Topic, value, path, name) for name, value in read(path).items()}
    for name, topic in topics.items():
        if unknown := [one for one in topic.explainers if one not in explainers]:
            raise KnowledgeError(f"{path}: {name}.explainers: there is no explainer {', '.join(unknown)}.")
    return topics


def open_strings(folder: Path, locale: str = "en") -> Catalogue:
    """Read the catalogue of one language: a file is a room of it, and the first part of its names."""
    files = sorted((folder / "strings" / locale).glob("*.yaml"))
    if not files:
        raise KnowledgeError(f"{folder / 'strings' / locale}: there is no catalogue for the language {locale!r}.")
    return Catalogue({path.stem: read(path) for path in files})
