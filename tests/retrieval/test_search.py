"""Search on a real index: by meaning and keyword, by keyword alone, and how the two are fused."""

import math
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scratch import HARBOR, JUNIPER, a_revision, near, put, silent

from bot.engines.minilm import MiniLM
from bot.engines.records import Records
from bot.engines.vectors import open_vectors
from bot.errors import EngineError
from bot.retrieval import index
from bot.retrieval.passages import searchable
from bot.retrieval.search import Hit, Search, keyword_scores, spread
from bot.vocabulary import Revision


class Broken:
    """An embedding model that is down; the real one cannot be made to fail."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Fail."""
        raise EngineError(f"down for {len(texts)}")

    def embed_query(self, text: str) -> list[float]:
        """Fail."""
        raise EngineError(f"down for {text}")


def scope(search: Search, *documents: str) -> list[Revision]:
    """Return published revisions by document; all without a name."""
    published = search.records.published()  # type: ignore[attr-defined]
    return [one for one in published if not documents or one.document in documents]


def sections(hits: tuple[Hit, ...]) -> list[str]:
    """Return the last heading above each hit."""
    return [hit.passage.section.rsplit(" › ", 1)[-1].lstrip("# ") for hit in hits]


# Modes


def test_a_paraphrase_is_found_by_meaning(built: Search) -> None:
    """No word is shared with the clause; by keyword alone nothing speaks for it."""
    question = "Whom can I call when I fall sick after midnight?"
    found = built(question, scope(built, "juniper-agreement"))

    assert ("hybrid", "After hours") == (found.mode, sections(found.hits)[0])


def test_without_vectors_search_is_by_keyword_and_says_so(built: Search) -> None:
    """The words of the question decide, and no hit claims a meaning."""
    search = Search(built.records, None, None, "", 0.7)
    found = search("Is the annual retainer refunded?", scope(built))

    assert ("keyword", "Refunds", {None}) == (found.mode, sections(found.hits)[0], {hit.meaning for hit in found.hits})


@pytest.mark.parametrize("change", ["another model", "model down", "vectors gone"])
def test_whatever_is_missing_for_meaning_search_goes_on_by_keyword(
    records: Records, minilm: MiniLM, tmp_path: Path, change: str
) -> None:
    """Vectors of another model, a model that is down and a store that lost its collection: keyword, not an error."""
    revision = a_revision(JUNIPER)
    put(records, revision)
    vectors = open_vectors(f"chroma:{tmp_path}/chroma", minilm.name)
    index.embed(records, vectors, minilm, minilm.name, silent)
    good = Search(records, vectors, minilm, minilm.name, 0.7)
    assert "hybrid" == good("How do I leave?", [revision]).mode
    if change == "another model":
        search = Search(records, vectors, minilm, "another", 0.7)
    elif change == "model down":
        search = Search(records, vectors, Broken(), minilm.name, 0.7)
    else:
        vectors._collection._client.delete_collection(vectors._collection.name)
        search = good
    found = search("How do I leave?", [revision])

    assert ("keyword", "Leaving") == (found.mode, sections(found.hits)[0])


def test_a_store_that_was_emptied_is_not_taken_for_meaning(records: Records, minilm: MiniLM, tmp_path: Path) -> None:
    """The records say that all vectors are there; where they are not, passages must not count as unlike anything."""
    revision = a_revision(JUNIPER)
    put(records, revision)
    records.mark_indexed(revision, minilm.name)
    empty = open_vectors(f"chroma:{tmp_path}/empty", minilm.name)
    found = Search(records, empty, minilm, minilm.name, 0.7)("How do I leave?", [revision])

    assert ("keyword", {None}) == (found.mode, {hit.meaning for hit in found.hits})


def test_the_mode_is_told_before_searching(built: Search, records: Records) -> None:
    """`mode` says for revisions what a search of them would be."""
    put(records, a_revision(JUNIPER))
    waiting = Search(records, built.vectors, built.embedding, built.index, 0.7)

    assert ["hybrid", "keyword"] == [built.mode(scope(built)), waiting.mode(scope(waiting))]


# Scope


@pytest.mark.parametrize("question", ["What is the fee?", "retainer refund examination", "telephone at night"])
def test_each_document_can_be_searched_on_its_own(built: Search, question: str) -> None:
    """Passages of other documents neither appear nor take places, however well they fit."""
    for document in ("juniper-agreement", "harbor-agreement", "explainer-not-insurance"):
        [revision] = scope(built, document)
        found = built(question, [revision], limit=50)

        expected = {one.id for one in built.records.passages(revision)}
        assert ("hybrid", expected) == (found.mode, {hit.passage.id for hit in found.hits})


def test_several_documents_are_searched_together(built: Search) -> None:
    """The best passage of all comes first, with the revision that it is of."""
    found = built("Is the yearly retainer paid back?", scope(built))

    assert ("harbor-agreement", "Refunds") == (found.hits[0].revision.document, sections(found.hits)[0])


def test_documents_of_the_same_bytes_do_not_crowd_each_other_out(
    records: Records, minilm: MiniLM, tmp_path: Path
) -> None:
    """Two practices may use one form: each one's passages keep their meaning, and a withdrawn twin takes no place."""
    practices = [f"practice-{number}" for number in range(5)]
    put(records, *(a_revision(JUNIPER, name) for name in practices))
    vectors = open_vectors(f"chroma:{tmp_path}/chroma", minilm.name)
    index.embed(records, vectors, minilm, minilm.name, silent)
    search = Search(records, vectors, minilm, minilm.name, 0.7)
    alone = [search("How do I leave?", [one]).hits for one in records.published()]
    records.withdraw({practices[2]})
    index.embed(records, vectors, minilm, minilm.name, silent)
    left = search("How do I leave?", list(records.published()))

    # A text's neighbours in a batch move its vector in the eighth place.
    scores = [[(round(hit.score, 5), round(hit.meaning or 0, 5)) for hit in hits] for hits in (*alone, left.hits)]
    assert ("hybrid", [scores[0]] * 6) == (left.mode, scores)


def test_nothing_to_search_finds_nothing(built: Search, records: Records) -> None:
    """No revisions, and a revision without passages, are not an error."""
    bare = a_revision("   ")
    put(records, bare)
    empty = Search(records, built.vectors, built.embedding, built.index, 0.7)

    assert [(), ()] == [built("What is the fee?", []).hits, empty("What is the fee?", [bare]).hits]


def test_no_more_than_the_limit_is_found(built: Search) -> None:
    """The best come first; fewer passages than the limit are all of them."""
    counts = [len(built("fee", scope(built), limit).hits) for limit in (0, 1, 3, 100)]

    assert [0, 1, 3, len([p for one in scope(built) for p in built.records.passages(one)])] == counts


# Uploads


def test_an_upload_is_searched_by_its_own_vectors(built: Search, records: Records, minilm: MiniLM) -> None:
    """By keyword until all its vectors are in the records, then by meaning; the vector store is not asked."""
    conversation = records.open_conversation(None, keep=False)
    upload = a_revision(JUNIPER, "upload-1", conversation=conversation.id)
    put(records, upload)
    search = Search(records, built.vectors, minilm, minilm.name, 0.7)
    rows = records.passages(upload)
    vectors = minilm.embed_documents([searchable(one, upload) for one in rows])
    modes = [search("How do I get out?", [upload]).mode]
    for row, vector in zip(rows, vectors, strict=True):
        records.put_vectors([row], [vector])
        modes.append(search("How do I get out?", [upload]).mode)

    published = built("How do I get out?", scope(built, "juniper-agreement")).hits
    found = search("How do I get out?", [upload]).hits
    assert (["keyword"] * len(rows) + ["hybrid"], [near(hit.score) for hit in published]) == (
        modes,
        [hit.score for hit in found],
    )


def test_an_upload_and_a_published_document_are_searched_together(
    records: Records, minilm: MiniLM, tmp_path: Path
) -> None:
    """Each by its own store of vectors, the scores on one scale."""
    conversation = records.open_conversation(None, keep=False)
    upload = a_revision(JUNIPER, "upload-1", conversation=conversation.id)
    published = a_revision(HARBOR, "harbor-agreement")
    put(records, upload, published)
    vectors = open_vectors(f"chroma:{tmp_path}/chroma", minilm.name)
    index.embed(records, vectors, minilm, minilm.name, silent)
    rows = records.passages(upload)
    records.put_vectors(rows, minilm.embed_documents([searchable(one, upload) for one in rows]))
    search = Search(records, vectors, minilm, minilm.name, 0.7)
    found = search("How do I get out?", [upload, published], limit=50)

    question = np.array(minilm.embed_query("How do I get out?"))
    expected = [
        near(float(np.dot(question, minilm.embed_query(searchable(hit.passage, hit.revision))))) for hit in found.hits
    ]
    assert ("hybrid", expected) == (found.mode, [hit.meaning for hit in found.hits])


def test_vectors_of_an_upload_from_another_model_are_left_out(records: Records, minilm: MiniLM) -> None:
    """EMBEDDINGS was changed while a conversation was kept: its upload is searched by keyword, not with an error."""
    conversation = records.open_conversation(None, keep=True)
    upload = a_revision(JUNIPER, "upload-1", conversation=conversation.id)
    put(records, upload)
    rows = records.passages(upload)
    records.put_vectors(rows, [[0.6, 0.8]] * len(rows))
    found = Search(records, None, minilm, minilm.name, 0.7)("How do I leave?", [upload])

    assert ("keyword", "Leaving") == (found.mode, sections(found.hits)[0])


# Scores


def bm25(question: list[str], texts: list[list[str]]) -> list[float]:
    """Compute BM25 from its formula: k1 = 1.5, b = 0.75, Lucene's idf."""
    mean = sum(map(len, texts)) / len(texts)
    scores = []
    for text in texts:
        score = 0.0
        for word in question:
            having = sum(word in other for other in texts)
            idf = math.log(1 + (len(texts) - having + 0.5) / (having + 0.5))
            score += idf * text.count(word) / (text.count(word) + 1.5 * (0.25 + 0.75 * len(text) / mean))
        scores.append(score)
    return scores


def test_keyword_scores_are_those_of_the_formula() -> None:
    """Each text by hand: rare words count more, long texts less, stop words and unknown words not at all."""
    texts = ("The fee is due monthly", "The refund of the fee, and the fee again, takes many long days", "Parking free")
    words = [re.findall(r"[a-z]{2,}", text.lower()) for text in texts]
    stop = {"the", "is", "of", "and"}
    expected = bm25(["refund", "fee"], [[word for word in row if word not in stop] for row in words])

    assert pytest.approx(expected, rel=1e-5) == keyword_scores("the REFUND of the fee, zebra?", texts).tolist()


def test_the_fused_score_is_the_weighted_sum_of_both_spread_out(built: Search, minilm: MiniLM) -> None:
    """Worked out apart for every passage: 0.7 of its cosine and 0.3 of its BM25, each stretched to 0..1."""
    question = "How much notice do I give to leave?"
    revisions = scope(built, "juniper-agreement", "harbor-agreement")
    rows = [(passage, one) for one in revisions for passage in built.records.passages(one)]
    texts = [searchable(passage, one) for passage, one in rows]
    cosines = np.array(minilm.embed_documents(texts)) @ np.array(minilm.embed_query(question))
    words = keyword_scores(question, tuple(texts))

    def stretched(scores: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> list[float]:
        low, high = min(scores), max(scores)
        return [(score - low) / (high - low) for score in scores]

    fused = [0.7 * one + 0.3 * two for one, two in zip(stretched(cosines), stretched(words), strict=True)]
    expected = {passage.id: near(score) for (passage, _), score in zip(rows, fused, strict=True)}
    found = built(question, revisions, limit=50)

    assert (expected, sorted(fused, reverse=True)) == (
        {hit.passage.id: hit.score for hit in found.hits},
        [near(hit.score) for hit in found.hits],
    )


def test_spread_stretches_to_0_and_1_and_makes_equal_scores_0() -> None:
    """One passage alone, or no word in common, must not divide by zero."""
    rows = ([1.0, 3.0, 2.0], [0.0, 0.0], [5.0], [-1.0, 1.0])

    expected = [[0.0, 1.0, 0.5], [0.0, 0.0], [0.0], [0.0, 1.0]]
    assert expected == [spread(np.array(row)).tolist() for row in rows]


@pytest.mark.parametrize(
    "question", ["", " ", "the of and is", "?!", "zebra xylophone", "医療費はいくらですか", "🩺", "a", "\x00", "'; --"]
)
def test_a_question_without_known_words_has_no_keyword_score(built: Search, question: str) -> None:
    """Nothing fails; by keyword the passages stay in reading order, by meaning there is still a best one."""
    revisions = scope(built)
    search = Search(built.records, None, None, "", 0.7)
    found = search(question, revisions, limit=50)
    by_meaning = built(question, revisions, limit=50)

    rows = [passage.id for one in revisions for passage in built.records.passages(one)]
    assert (rows, {0.0}, {0.0}, len(rows)) == (
        [hit.passage.id for hit in found.hits],
        {hit.score for hit in found.hits},
        {hit.keyword for hit in by_meaning.hits},
        len(by_meaning.hits),
    )


@pytest.mark.parametrize("texts", [("",), ("the", "of"), ("?", "!"), ("a", "I")])
def test_texts_without_words_have_no_keyword_score(texts: tuple[str, ...]) -> None:
    """A document may be all numbers and marks."""
    assert [0.0] * len(texts) == keyword_scores("What is the fee?", texts).tolist()


def test_letters_beyond_english_are_words() -> None:
    """Accents and other scripts are found as they are written."""
    scores = keyword_scores("größe 医療費", ("Die Größe der Praxis", "医療費 はいくら", "Something else"))

    assert [True, True, False] == (scores > 0).tolist()


@settings(max_examples=60, deadline=None)
@given(question=st.text(max_size=60), texts=st.lists(st.text(max_size=60), min_size=1, max_size=5))
def test_keyword_scores_are_numbers_for_any_text(question: str, texts: list[str]) -> None:
    """Never negative, never NaN, one for each text."""
    scores = keyword_scores(question, tuple(texts))

    assert (len(texts), True) == (len(scores), bool(np.isfinite(scores).all() and (scores >= 0).all()))


def test_the_same_question_gets_the_same_order(built: Search) -> None:
    """Also where passages are equal: they keep the order of the revisions and of the text."""
    questions = ("What is the fee?", "zebra", "")
    twice = [[built(question, scope(built), limit=50) for question in questions] for _ in range(2)]

    assert twice[0] == twice[1]


def test_equal_passages_keep_reading_order(records: Records) -> None:
    """Two clauses of the same words tie, and the first comes first."""
    clause = "The membership fee is due on the first day of each month without any exception at all."
    revision = a_revision("\n\n".join(f"# Part {number}\n\n{clause}" for number in "ABCD"))
    put(records, revision)
    found = Search(records, None, None, "", 0.7)("membership fee", [revision])

    assert sorted(hit.passage.start for hit in found.hits) == [hit.passage.start for hit in found.hits]
