"""What may be said: only what rests on the exact words of a stored text."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.answering.citing import cite
from bot.vocabulary import Document, Paragraph, Revision, Sentence

TEXT = "You may leave at any time. Thirty days of notice are needed. Fees are not returned."
REVISION = Revision("sha256:one", "plan", "Plan", "agreement", Document(text=TEXT), "juniper-street")


def find(document: str, revision: str) -> Revision | None:
    """Know one revision."""
    return REVISION if (document, revision) == ("plan", "sha256:one") else None


def test_quotes_are_numbered_in_the_order_in_which_they_are_cited() -> None:
    """The same words keep their number."""
    first, second = REVISION.quote(0, 26), REVISION.quote(27, 60)
    sentences = (Sentence(text="a", quotes=(second,)), Sentence(text="b", quotes=(first, second)))
    cited = cite([Paragraph(sentences=sentences)], find)
    [block] = cited.blocks
    assert isinstance(block, Paragraph)
    assert [sentence.citations for sentence in block.sentences] == [(1,), (2, 1)]

    assert [citation.quote for citation in cited.citations] == [second.text, first.text]


def test_a_sentence_whose_quote_is_not_exact_is_not_said() -> None:
    """One letter is enough."""
    quote = replace(REVISION.quote(0, 26), text="You may leave at any time!")
    cited = cite([Paragraph(sentences=(Sentence(text="a", quotes=(quote,)), Sentence(text="b")))], find)
    [block] = cited.blocks
    assert isinstance(block, Paragraph)
    assert [sentence.text for sentence in block.sentences] == ["b"]

    assert (cited.dropped, cited.citations) == (1, ())


def test_a_quote_from_a_text_that_is_not_in_question_is_not_said() -> None:
    """Another revision, or another document, has no say."""
    quote = replace(REVISION.quote(0, 26), revision="sha256:two")
    cited = cite([Paragraph(sentences=(Sentence(text="a", quotes=(quote,)),))], find)

    assert (cited.blocks, cited.dropped) == ((), 1)


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.text(max_size=40))
def test_what_is_cited_is_always_what_stands_there(start: int, end: int, text: str) -> None:
    """Whatever offsets and words a quote claims."""
    quote = replace(REVISION.quote(0, 26), start=start, end=end, text=text)
    cited = cite([Paragraph(sentences=(Sentence(text="a", quotes=(quote,)),))], find)

    assert all(citation.quote == TEXT[citation.start : citation.end] for citation in cited.citations)
