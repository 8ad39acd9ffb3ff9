"""The documents of knowledge/ that are searched and quoted: practices' agreements and FAQs, and our explainers."""

import re
from collections.abc import Container, Iterable
from pathlib import Path

from bot.errors import KnowledgeError
from bot.library.files import checked, parsed, read, text_of
from bot.library.kinds import Agreement, ExplainerHead, PracticeFile
from bot.retrieval.index import Original
from bot.vocabulary import HOUSE, Practice

FENCE = "---\n"
STEM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")  # what stands behind a practice's id in the id of a document


def open_practices(folder: Path) -> tuple[Practice, ...]:
    """Read the practices alone."""
    return tuple(practice_of(path)[0] for path in sorted(folder.glob("practices/*/practice.yaml")))


def practice_of(path: Path) -> tuple[PracticeFile, tuple[Original, ...]]:
    """Read a practice and find its documents, its membership agreement first."""
    practice = checked(PracticeFile, read(path), path)
    if practice.id != path.parent.name:
        raise KnowledgeError(f"{path}: id: {practice.id!r} must be the folder's name, {path.parent.name!r}.")
    if practice.id == HOUSE:
        raise KnowledgeError(f"{path}: id: {HOUSE!r} is the owner of what all practices share; take another.")
    agreement = practice.agreement
    main = Original(
        practice.main_document,
        "agreement",
        f"{practice.name}: {agreement.title}",
        practice.id,
        file_of(agreement, path, "agreement"),
        effective=agreement.effective,
    )
    documents = [main]
    for place, one in enumerate(practice.documents):
        file = file_of(one, path, f"documents.{place}")
        if not STEM.fullmatch(file.stem):
            problem = "call the file by small letters, digits and hyphens, because its name is part of an address"
            raise KnowledgeError(f"{path}: documents.{place}.file: {one.file!r}: {problem}.")
        if any(file == other.path for other in documents):
            raise KnowledgeError(f"{path}: documents.{place}.file: {one.file!r} is listed twice; leave one out.")
        name, title = f"{practice.id}-{file.stem}", f"{practice.name}: {one.title}"
        documents.append(Original(name, one.kind, title, practice.id, file, effective=one.effective))
    unique(documents)
    return practice, tuple(documents)


def file_of(given: Agreement, path: Path, key: str) -> Path:
    """Find the file of a document beside practice.yaml. Raises KnowledgeError if it is not there, or lies elsewhere."""
    file = path.parent / given.file
    if file.parent != path.parent or not file.is_file():
        raise KnowledgeError(f"{path}: {key}.file: there is no file {given.file!r} beside it.")
    if not file.resolve().is_relative_to(path.parent.resolve()):
        raise KnowledgeError(f"{path}: {key}.file: {given.file!r} only points to a file elsewhere; put the file here.")
    return file


def unique(originals: Iterable[Original]) -> None:
    """Raise KnowledgeError for the first two documents of one id, which would be one document to everybody."""
    seen: dict[str, Path] = {}
    for one in originals:
        first = seen.setdefault(one.document, one.path)
        if first != one.path:
            raise KnowledgeError(f"{one.path}: {first} has the same id, {one.document!r}; give the file another name.")


def explainer_of(path: Path, sources: Container[str]) -> tuple[ExplainerHead, Original]:
    """Read the head of an explainer and check its sources."""
    head = head_of(path)
    if head.id != path.stem:
        raise KnowledgeError(f"{path}: id: {head.id!r} must be the file's name, {path.stem!r}.")
    if unknown := [key for key in head.sources if key not in sources]:
        raise KnowledgeError(f"{path}: sources: {', '.join(unknown)}: not in sources.yaml.")
    title, asks = head.title, "\n".join(head.asks)
    return head, Original(f"explainer-{head.id}", "explainer", title, HOUSE, path, asks, head.reviewed)


def head_of(path: Path) -> ExplainerHead:
    """Read the head of an explainer."""
    text = text_of(path)
    if not text.startswith(FENCE) or text.count(FENCE) < 2:
        raise KnowledgeError(f"{path}: it must begin with a head between two lines of '---'.")
    return checked(ExplainerHead, parsed(text.split(FENCE)[1], path), path)
