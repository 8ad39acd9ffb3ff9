"""The documents of knowledge/ that are searched and quoted: practices' agreements and our explainers."""

from collections.abc import Container
from pathlib import Path

from bot.errors import KnowledgeError
from bot.library.files import checked, parsed, read, text_of
from bot.library.kinds import ExplainerHead, PracticeFile
from bot.retrieval.index import Original
from bot.vocabulary import HOUSE, Practice

FENCE = "---\n"


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
