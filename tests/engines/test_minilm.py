"""The embedding engine on its real weights: no fakes, because the weights are the engine."""

import math
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from bot.engines.minilm import DIMENSIONS, MiniLM, installed
from bot.errors import EngineError

TEXTS = [
    "The member may end this agreement with thirty days' written notice.",
    "",
    "Fees",
    "The practice does not bill Medicare. " * 9,
    "Ärztliche Betreuung, 医療, [PAD] [SEP] and 🩺",
    "A refund of the unused monthly fee is paid within thirty days. " * 3,
    "Lab tests are charged at cost.",
    "Same-day visits",
    "The annual deductible of the plan is separate from the membership fee.",
    "Who answers my messages at night?",
]

REFERENCE = [-0.010111, -0.009943, 0.038540, 0.019040, 0.007348, 0.016756]
"""The first numbers for the question below, from a float64 forward pass written in NumPy alone."""


@pytest.fixture(scope="module")
def model() -> MiniLM:
    """Load the installed model once."""
    return MiniLM.load()


def likeness(left: list[float], right: list[float]) -> float:
    """Compute the cosine of two vectors."""
    return float(np.dot(left, right) / np.linalg.norm(left) / np.linalg.norm(right))


def test_every_vector_has_unit_length(model: MiniLM) -> None:
    """A dot product of two vectors is their cosine, also for an empty text."""
    for vector in [*model.embed_documents(TEXTS), model.embed_query("")]:
        assert len(vector) == DIMENSIONS
        assert math.isclose(math.hypot(*vector), 1, abs_tol=1e-5)


def test_a_vector_does_not_depend_on_its_neighbours(model: MiniLM) -> None:
    """Sorting, batching and padding change neither a text's vector nor its place."""
    together = model.embed_documents(TEXTS)

    alone = [model.embed_query(text) for text in TEXTS]
    assert all(likeness(*pair) > 0.99999 for pair in zip(together, alone, strict=True))


def test_no_texts_give_no_vectors(model: MiniLM) -> None:
    """An empty index is embedded without running the model."""
    assert model.embed_documents([]) == []


def test_the_vector_is_that_of_an_independent_implementation(model: MiniLM) -> None:
    """The graph computes what a plain NumPy forward pass over the same weights computes."""
    vector = model.embed_query("Can I cancel my membership before the year is over?")

    assert vector[:6] == pytest.approx(REFERENCE, abs=1e-5)


def test_a_long_text_counts_up_to_256_tokens(model: MiniLM) -> None:
    """What follows token 254 (two are marks) is cut off; what comes before it counts."""
    cut, whole = model.embed_documents(["fee " * 254, "fee " * 254 + "refund " * 500])
    shorter = model.embed_query("fee " * 253 + "refund")

    assert likeness(cut, whole) > 0.99999
    assert likeness(cut, shorter) < 0.9999


def test_a_paraphrase_is_closer_than_another_subject(model: MiniLM) -> None:
    """Likeness follows meaning, not shared words."""
    question = model.embed_query("How do I get out of my contract early?")
    paraphrase, other = model.embed_documents(
        ["A member may terminate the agreement before its term ends.", "How do I get my blood drawn?"]
    )

    assert likeness(question, paraphrase) > likeness(question, other) + 0.1


def test_the_name_tells_the_weights(model: MiniLM) -> None:
    """Another model's vectors can never be mistaken for these."""
    assert model.name == "minilm-53aa5117"


@pytest.mark.parametrize("file", ["model.safetensors", "tokenizer.json"])
def test_a_changed_file_is_refused(file: str, tmp_path: Path) -> None:
    """One flipped bit is an error that names the file and says what follows from it."""
    folder = shutil.copytree(installed(), tmp_path / "model")
    with (folder / file).open("r+b") as changed:
        changed.seek(100_000)
        byte = changed.read(1)[0]
        changed.seek(100_000)
        changed.write(bytes([byte ^ 1]))

    with pytest.raises(EngineError, match=rf"{file} has SHA-256 .* keyword alone; reinstall"):
        MiniLM.load(folder)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """A half-installed package is an error of the engine, not of the file system."""
    with pytest.raises(EngineError, match=r"model\.safetensors cannot be read .* keyword alone"):
        MiniLM.load(tmp_path)


def test_an_absent_package_is_refused() -> None:
    """Without the package the error says that search goes on by keyword."""
    with pytest.raises(EngineError, match="'no_such_model' is not installed, so search is by keyword"):
        installed("no_such_model")


def test_linked_files_are_followed(model: MiniLM, tmp_path: Path) -> None:
    """An installer that links packages from its cache changes nothing."""
    for file in ("model.safetensors", "tokenizer.json"):
        (tmp_path / file).symlink_to(installed() / file)

    assert MiniLM.load(tmp_path).embed_query("fee") == model.embed_query("fee")


def test_threads_share_one_model(model: MiniLM) -> None:
    """Concurrent callers get the vectors they would have got alone."""
    alone = [model.embed_query(text) for text in TEXTS]

    with ThreadPoolExecutor(max_workers=8) as pool:
        concurrent = list(pool.map(model.embed_query, TEXTS * 8))
    pairs = zip(concurrent, alone * 8, strict=True)
    assert all(likeness(*pair) > 0.99999 for pair in pairs)
