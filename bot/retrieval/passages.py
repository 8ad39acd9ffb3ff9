"""Cut a revision into passages: a clause, or a few short ones, of one section.

An agreement is cut finely, because each of its clauses is a rule of its own and a mixed passage is near
to no question; an explainer's section is one thought and stays whole.
"""

from collections.abc import Mapping
from itertools import groupby

from bot.documents.outline import ITEM, Clause, clauses
from bot.vocabulary import Kind, Passage, Revision

LONGEST: Mapping[Kind, int] = {
    "agreement": 360,
    "faq": 900,  # a question's answer stays whole
    "explainer": 900,
    "benefits": 360,
    "letter": 360,
}  # characters: the model reads about 1,100
ENOUGH = 90  # characters: a numbered clause begins a passage of its own, unless what goes before is shorter
HEADINGS = 2  # of the path above a passage: the nearest say what it is about


def passages(revision: Revision, hint: str = "") -> tuple[Passage, ...]:
    """Cut a revision into passages in reading order; none crosses a section, `hint` goes to the first."""
    found: list[Passage] = []
    for _, group in groupby(clauses(revision.content), key=lambda clause: clause.section):
        for run in runs(list(group), LONGEST[revision.kind]):
            start, end = run[0].start, run[-1].end
            text = revision.content.text[start:end]
            found.append(
                Passage(revision.document, revision.id, start, end, run[0].heading, text, "" if found else hint)
            )
    return tuple(found)


def runs(section: list[Clause], longest: int) -> list[list[Clause]]:
    """Split the clauses of a section into runs that are not too long, each numbered clause apart."""
    found: list[list[Clause]] = []
    for clause in section:
        if found:
            start, end = found[-1][0].start, found[-1][-1].end
            begins = clause.paragraph != found[-1][-1].paragraph and ITEM.match(clause.text) and end - start >= ENOUGH
            if clause.end - start <= longest and not begins:
                found[-1].append(clause)
                continue
        found.append([clause])
    return found


def searchable(passage: Passage, revision: Revision) -> str:
    """Return what a passage is found by: its headings, its own words, and other names for its subject."""
    headings = passage.section.split(" › ")[-HEADINGS:]
    title = revision.title if revision.kind == "explainer" else ""
    return "\n".join(part for part in (title, *headings, passage.text, passage.hint) if part)
