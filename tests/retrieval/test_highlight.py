"""Narrowing a passage to the sentence that was asked for, with the real embedding model."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scratch import a_revision

from bot.engines.minilm import MiniLM
from bot.errors import EngineError
from bot.retrieval.highlight import SHORT, highlight
from bot.retrieval.search import Hit
from bot.vocabulary import Passage, Span

BEFORE = "Preamble that nobody asks about.\n\n"
SENTENCES = (
    "The practice is open on weekdays from eight until five, and it keeps its records on the premises.",
    "A member who wishes to end the membership gives thirty days of written notice to the practice.",
    "However, no notice is needed in the first two weeks.",
    "Laboratory tests are billed at the price that the laboratory charges, without a surcharge of any kind.",
    "Parking is free behind the building.",
)
TEXT = BEFORE + " ".join(SENTENCES)


class Broken:
    """An embedding model that is down; a real one cannot be made to fail between two calls."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Fail."""
        raise EngineError(f"down for {len(texts)}")

    def embed_query(self, text: str) -> list[float]:
        """Fail."""
        raise EngineError(f"down for {text}")


def hit(text: str = TEXT, start: int = len(BEFORE)) -> Hit:
    """Return the passage from an offset to the end as a hit."""
    revision = a_revision(text)
    passage = Passage(revision.document, revision.id, start, len(text), "Section", text[start:])
    return Hit(passage, revision, 1.0, None, 1.0)


def test_the_sentence_that_is_asked_for_is_shown(minilm: MiniLM) -> None:
    """By meaning, although question and clause share no word, and with the sentence that limits it."""
    span = highlight("How can I quit?", hit(), minilm)

    assert (" ".join(SENTENCES[1:3]), "Section") == (TEXT[span.start : span.end], span.section)


@pytest.mark.parametrize("embedding", [None, Broken()], ids=["none", "down"])
def test_without_a_model_words_decide(embedding: Broken | None) -> None:
    """Where vectors cannot be had, the sentence with the most words of the question is shown."""
    span = highlight("What do laboratory tests cost?", hit(), embedding)

    assert TEXT[span.start : span.end] == SENTENCES[3]


def test_a_short_passage_is_shown_whole(minilm: MiniLM) -> None:
    """There is nothing to narrow, and nothing is embedded."""
    text = "One sentence stands here. Another one stands there."

    assert (len(text) < SHORT, Span(0, len(text), "Section")) == (True, highlight("?", hit(text, 0), minilm))


def test_one_long_sentence_is_shown_whole() -> None:
    """A clause is never cut within a sentence."""
    text = "and ".join(["the member pays the practice "] * 20)

    assert Span(0, len(text), "Section") == highlight("pays", hit(text, 0), None)


@pytest.mark.parametrize("question", ["", "???", "医療", "the of and"])
def test_a_question_without_words_shows_the_first_sentence(question: str) -> None:
    """There is always something to show, and nothing fails."""
    span = highlight(question, hit(), None)

    assert TEXT[span.start : span.end] == SENTENCES[0]


def test_equal_questions_get_equal_sentences(minilm: MiniLM) -> None:
    """The choice does not depend on chance."""
    spans = {highlight("What about tests?", hit(), minilm) for _ in range(3)}

    assert 1 == len(spans)


@settings(max_examples=150, deadline=None)
@given(
    sentences=st.lists(st.text(min_size=1, max_size=120), min_size=1, max_size=8),
    question=st.text(max_size=40),
    before=st.integers(0, 9),
)
def test_what_is_shown_stands_in_the_passage(sentences: list[str], question: str, before: int) -> None:
    """For any text: the span lies in the passage, is not empty, and is not all white space."""
    text = "x" * before + "A" + ". Y".join(sentences) * 3
    found = hit(text, before)
    span = highlight(question, found, None)

    assert (True, True) == (
        found.passage.start <= span.start < span.end <= found.passage.end,
        bool(text[span.start : span.end].strip()),
    )
