"""Cut a revision into passages: whole clauses of one section, about as much as the embedding model reads."""

from itertools import groupby

from bot.documents.outline import Clause, clauses
from bot.vocabulary import Passage, Revision

LONGEST = 800  # characters: some 180 tokens, so that headings and hints still fit into the model's 256


def passages(revision: Revision, hint: str = "") -> tuple[Passage, ...]:
    """Cut a revision into passages in reading order; none crosses a section, `hint` goes to the first."""
    found: list[Passage] = []
    for _, group in groupby(clauses(revision.content), key=lambda clause: clause.section):
        for run in runs(list(group)):
            start, end = run[0].start, run[-1].end
            text = revision.content.text[start:end]
            found.append(
                Passage(revision.document, revision.id, start, end, run[0].heading, text, hint if not found else "")
            )
    return tuple(found)


def runs(section: list[Clause]) -> list[list[Clause]]:
    """Split the clauses of a section into runs that are not too long, at paragraphs where possible."""
    found: list[list[Clause]] = []
    for _, paragraph in groupby(section, key=lambda clause: clause.paragraph):
        for clause in paragraph:
            if found and clause.end - found[-1][0].start <= LONGEST:
                found[-1].append(clause)
            else:
                found.append([clause])
    return found


def searchable(passage: Passage, title: str) -> str:
    """Return what a passage is found by: its title and headings, its own words, and other names for it."""
    return "\n".join(part for part in (title, passage.section, passage.text, passage.hint) if part)
