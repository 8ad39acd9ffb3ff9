"""What tests of several rooms share. Heavy things are imported and opened only by the tests that ask for them."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bot.engines.minilm import MiniLM
    from bot.engines.records import Records
    from bot.library import Library
    from bot.retrieval.search import Search

KNOWLEDGE = Path(__file__).parent.parent / "knowledge"


@pytest.fixture(scope="session")
def minilm() -> "MiniLM":
    """Open the real embedding model once."""
    from bot.engines.minilm import MiniLM

    return MiniLM.load()


@pytest.fixture(scope="session")
def library() -> "Library":
    """Read the real knowledge folder once."""
    from bot.library import open_library

    return open_library(KNOWLEDGE)


@pytest.fixture
def records(tmp_path: Path) -> "Iterator[Records]":
    """Open a new database in a file."""
    from bot.engines.records import open_records

    opened = open_records(f"sqlite:///{tmp_path}/records.db", idle_minutes=60)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, minilm: "MiniLM") -> "Iterator[Search]":
    """Build a small index once, with real engines; tests only read it. Its records are `built.records`."""
    from scratch import EXPLAINER, HARBOR, JUNIPER, a_revision, put, silent

    from bot.engines.records import open_records
    from bot.engines.vectors import open_vectors
    from bot.retrieval import index
    from bot.retrieval.search import Search

    folder = tmp_path_factory.mktemp("built")
    opened = open_records(f"sqlite:///{folder}/records.db", idle_minutes=60)
    put(
        opened,
        a_revision(JUNIPER, "juniper-agreement"),
        a_revision(HARBOR, "harbor-agreement"),
        a_revision(EXPLAINER, "explainer-not-insurance", kind="explainer"),
    )
    vectors = open_vectors(f"chroma:{folder}/chroma", minilm.name)
    index.embed(opened, vectors, minilm, minilm.name, silent)
    yield Search(opened, vectors, minilm, minilm.name, weight=0.7)
    opened.close()
