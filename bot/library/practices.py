"""The folders of knowledge/practices: what each describes, what is amiss in it, and taking a new one in."""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.errors import KnowledgeError, RefusedError, UnknownError
from bot.library.kinds import PracticeFile
from bot.library.originals import practice_of, unique
from bot.retrieval.index import Original, content_of
from bot.vocabulary import Practice, sites
from bot.vocabulary.sites import RULE, is_origin, origin_in

FILE = "practice.yaml"
PLACEHOLDER = "https://HOST"


@dataclass(frozen=True)
class Described:
    """A folder of a practice: what it describes, None if it is wrong, and what is `amiss`, each in a sentence."""

    id: str
    practice: PracticeFile | None
    documents: tuple[Original, ...]
    amiss: tuple[str, ...]

    def body(self) -> Mapping[str, Any]:
        """Return it as JSON."""
        profile = self.practice.model_dump(mode="json", exclude={"agreement", "documents"}) if self.practice else {}
        documents = [
            {
                "id": one.document,
                "kind": one.kind,
                "title": one.title,
                "file": one.path.name,
                "effective": str(one.effective),
            }
            for one in self.documents
        ]
        return {"id": self.id, **profile, "documents": documents, "amiss": list(self.amiss)}


def described(knowledge: Path, on: date) -> tuple[Described, ...]:
    """Describe the folders of all practices as they are on a day. Raises KnowledgeError if there is no place for them."""
    place = knowledge / "practices"
    if not place.is_dir():
        raise KnowledgeError(f"{place}: there is no such folder, so there are no practices.")
    return tuple(described_one(folder, on) for folder in sorted(place.iterdir()) if folder.is_dir())


def described_one(folder: Path, on: date) -> Described:
    """Describe one folder; what is wrong with it is said, not raised."""
    try:
        practice, documents = practice_of(folder / FILE)
        for one in documents:
            content_of(one, one.path.read_bytes())
    except KnowledgeError as error:
        return Described(folder.name, None, (), (str(error),))
    return Described(practice.id, practice, documents, tuple(amiss(practice, documents, on)))


def picked(name: str, knowledge: Path, on: date) -> Described:
    """Describe one practice. Raises UnknownError if it is not there, KnowledgeError if its folder is wrong."""
    known = {one.id: one for one in described(knowledge, on)}
    if name not in known:
        raise UnknownError(f"There is no practice {name!r}. These are known: {', '.join(known) or 'none'}.")
    if known[name].practice is None:
        raise KnowledgeError("\n".join(known[name].amiss))
    return known[name]


def amiss(practice: PracticeFile, documents: tuple[Original, ...], on: date) -> list[str]:
    """Return what to look at in a practice that can be read."""
    found = []
    if not practice.allowed_sites:
        found.append("allowed_sites: none, so no other site can show this chat.")
    found += [
        f"{one.path.name}: it holds from {one.effective}, which is still to come."
        for one in documents
        if one.effective and one.effective > on
    ]
    listed = {FILE, *(one.path.name for one in documents)}
    others = sorted(one.name for one in documents[0].path.parent.iterdir() if one.name not in listed)
    found += [f"{name}: {FILE} does not list it, so nobody reads it." for name in others]
    return found


def take_in(folder: Path, knowledge: Path) -> tuple[Path, Path]:
    """Check the folder of a practice and copy what it lists to knowledge/practices, whole or not at all.

    Return where it is now, and its membership agreement there. Raises KnowledgeError if anything in it is wrong, RefusedError if there is such a practice.
    """
    source = folder.resolve()
    practice, documents = practice_of(source / FILE)
    place = knowledge / "practices" / practice.id
    if place.exists():
        raise RefusedError(f"{place}: there is a practice {practice.id!r}. Change its files there, or take another id.")
    present = [path for path in sorted((knowledge / "practices").glob(f"*/{FILE}")) if path.parent != source]
    unique((*(one for path in present for one in practice_of(path)[1]), *documents))
    place.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=knowledge, prefix=".practice-") as scratch:
        copy = Path(scratch) / practice.id
        copy.mkdir()
        for path in (source / FILE, *(one.path for one in documents)):
            shutil.copyfile(path, copy / path.name)
        for one in practice_of(copy / FILE)[1]:  # what was checked is what is taken in
            content_of(one, one.path.read_bytes())
        copy.rename(place)
    return place, place / documents[0].path.name


def tag(practice: Practice, host: str | None) -> str:
    """Return the tag by which a practice's own site shows the chat. Raises RefusedError for what is no host."""
    origin = host if host is None or "://" in host else f"https://{host}"
    if origin is not None and not is_origin(origin):
        better = origin_in(origin)
        instead = f"write {better}" if better else f"write {RULE}"
        raise RefusedError(f"--host: {host!r} is not where a chat can be; {instead}.")
    return sites.tag(origin or PLACEHOLDER, practice.id, practice.accent)


def outline(one: Described) -> str:
    """Describe a practice to a person, a line for each thing."""
    if one.practice is None:
        return "\n".join([one.id, *(f"  amiss      {said}" for said in one.amiss)])
    practice = one.practice
    days = practice.retention_days
    rows = [
        *(
            ("document", f"{each.document} ({each.kind}, {each.path.name}, from {each.effective})")
            for each in one.documents
        ),
        *(("site", site) for site in practice.allowed_sites),
        ("paid by", practice.paid_by),
        ("retention", f"{days} day{'s' * (days != 1)}, where a person agrees" if days else "nothing is kept"),
        *(("amiss", said) for said in one.amiss),
    ]
    return "\n".join([f"{one.id}: {practice.name}", *(f"  {label:10} {said}" for label, said in rows)])


def whole_outline(one: Described) -> str:
    """Describe a practice to a person with how it is reached and what its button looks like."""
    practice = one.practice
    if practice is None:
        return outline(one)
    button = f"{practice.accent}, its text {practice.accent_text}" if practice.accent else "no colour of its own"
    rows = [*practice.contact.items(), ("hours", practice.hours), ("state", practice.state), ("button", button)]
    return "\n".join([outline(one), *(f"  {label:10} {said}" for label, said in rows)])
