"""Cutting documents: clauses and passages are exact slices of the stored text, in order, with nothing lost."""

import string
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scratch import EXPLAINER, JUNIPER, KNOWLEDGE, a_revision

from bot.documents import formats, outline
from bot.retrieval.passages import LONGEST, passages, searchable
from bot.vocabulary import Document, Heading, Kind, Passage, Revision

FILES = sorted([*KNOWLEDGE.glob("practices/*/agreement.*"), *KNOWLEDGE.glob("explainers/*.md")])
CASES = sorted((Path(__file__).parents[2] / "evals" / "cases" / "agreements").glob("*.txt"))

# Texts like those of agreements: headings, numbers, list items, odd white space, tables, and anything at all.
LINES = st.one_of(
    st.sampled_from(
        ["5. TERMINATION", "Fees", "", " ", "(a) one thing", "\u2022 a bullet", "1.2 Dr. Smith charges $5.", "A | B",
         "Either party may end this at 5 p.m. on any day. It then ends.", "What does it cost?", "x" * 400, "\x0c", "\u2028"]
    ),
    st.text(alphabet=string.ascii_letters + " .?!;:()0123456789$\t\u00a0\u200b\u2014\x0b\x0c\x1c\x85\u2028é医🩺", max_size=120),
    st.text(max_size=40),
)  # fmt: skip
TEXTS = st.lists(LINES, max_size=14).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n", "\r\n", "\r"]).map(lambda end: end.join(lines))
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Make a document with headings where its reader may have found some: whole lines."""
    text = draw(TEXTS)
    rows = list(outline.lines(text))
    marked = draw(st.lists(st.sampled_from(rows), unique=True, max_size=4)) if rows else []
    headings = sorted(
        (Heading(start=row.start, end=row.end, level=draw(st.integers(1, 4))) for row in marked),
        key=lambda one: one.start,
    )
    return Document(text=text, headings=tuple(headings))


def revision_of(content: Document, kind: Kind = "agreement") -> Revision:
    """Return a revision with this content."""
    return Revision("sha256:" + "a" * 64, "document", "Title", kind, content)


def check(revision: Revision) -> tuple[Passage, ...]:
    """Check what must hold of the passages of every revision."""
    text, found = revision.content.text, passages(revision)
    for one in found:
        assert text[one.start : one.end] == one.text
        assert 0 <= one.start < one.end <= len(text)
        assert one.text.strip()
    for before, after in pairwise(found):
        assert before.end <= after.start
    assert len({one.id for one in found}) == len(found)
    cut = outline.clauses(revision.content)
    inside = [any(one.start <= clause.start and clause.end <= one.end for one in found) for clause in cut]

    assert [True] * len(cut) == inside
    return found


@settings(max_examples=200, deadline=None)
@given(content=documents(), kind=st.sampled_from(["agreement", "explainer"]))
def test_passages_of_any_text_are_exact_slices_in_order(content: Document, kind: Kind) -> None:
    """Passages cover only text, never overlap, are in order, and hold every clause whole."""
    check(revision_of(content, kind))


@settings(max_examples=200, deadline=None)
@given(content=documents())
def test_clauses_of_any_text_never_lose_their_offsets(content: Document) -> None:
    """The text of a clause stands at its offsets, and clauses are in order and do not overlap."""
    cut = outline.clauses(content)
    for clause in cut:
        assert content.text[clause.start : clause.end] == clause.text

    assert all(before.end <= after.start for before, after in pairwise(cut))


@settings(max_examples=200, deadline=None)
@given(content=documents())
def test_no_word_is_lost_between_the_clauses(content: Document) -> None:
    """What is in no clause is a heading, or the title that runs into a paragraph: it stands in a clause's section."""
    cut = outline.clauses(content)
    rest, at = [], 0
    for clause in cut:
        rest.append(content.text[at : clause.start])
        at = clause.end
    headings = {content.text[one.start : one.end] for one in outline.blocks(content) if one.level}
    known = " ".join([*headings, *(title for clause in cut for title in clause.section)])
    lost = [word for piece in rest for word in piece.split() if word.strip("\"')]*\u201d\u2019.: ") not in known]

    assert [] == lost


@pytest.mark.parametrize("file", [*FILES, *CASES], ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_every_real_document_is_cut_into_exact_slices(file: Path) -> None:
    """Agreements in all four formats, explainers, and the agreements of the evaluations."""
    kind: Kind = "explainer" if file.parent.name == "explainers" else "agreement"
    found = check(revision_of(formats.read(file.read_bytes(), file.name), kind))

    assert len(found) >= 2


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_passage_is_short_unless_it_is_one_sentence(file: Path) -> None:
    """Only a single long clause may be longer than the limit of its kind."""
    kind: Kind = "explainer" if file.parent.name == "explainers" else "agreement"
    content = formats.read(file.read_bytes(), file.name)
    cut = outline.clauses(content)
    long = [one for one in passages(revision_of(content, kind)) if len(one.text) > LONGEST[kind]]

    assert [1] * len(long) == [sum(one.start <= clause.start < one.end for clause in cut) for one in long]


def test_passages_stay_within_their_section() -> None:
    """Short clauses of two sections are never one passage, and each knows the headings above it."""
    found = passages(revision_of(formats.read(JUNIPER.encode(), "agreement.md")))

    assert ["Fees", "Leaving", "After hours"] == [one.section for one in found]


def test_the_hint_goes_to_the_first_passage_alone() -> None:
    """An explainer is found by how people ask for it, once."""
    found = passages(a_revision(JUNIPER), "what people say")

    assert ["what people say"] + [""] * (len(found) - 1) == [one.hint for one in found]


def test_a_passage_is_found_by_its_nearest_headings_and_hint() -> None:
    """An explainer by its title too; an agreement's title is the practice's and says nothing about a clause."""
    passage = Passage("document", "sha256:0", 0, 4, "Part › Fees › Monthly", "text", "hint")
    found = [searchable(passage, a_revision("x", "document", kind=kind)) for kind in ("agreement", "explainer")]

    assert ["Fees\nMonthly\ntext\nhint", "Document\nFees\nMonthly\ntext\nhint"] == found


def test_the_head_of_an_explainer_is_never_a_passage() -> None:
    """What is written for the library cannot be quoted."""
    found = passages(revision_of(formats.read(EXPLAINER.encode(), "explainer.md"), "explainer"))

    assert not any("review_by" in one.text or "sources" in one.text for one in found)


@pytest.mark.parametrize("text", ["", "\n\n", " \t ", "\x0c", "5. TERMINATION\n"])
def test_a_text_without_clauses_has_no_passages(text: str) -> None:
    """Nothing is made up, and nothing fails."""
    assert () == passages(revision_of(Document(text=text)))


def test_cutting_is_the_same_each_time() -> None:
    """The names of passages hold across processes: they depend on the document, its revision and offsets alone."""
    first, second = (passages(a_revision(JUNIPER)) for _ in range(2))

    assert first == second
