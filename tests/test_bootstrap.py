"""Putting the program together on small knowledge folders with real engines, also where one of them is missing."""

import hashlib
import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from scratch import EXPLAINER, HARBOR, JUNIPER, TODAY, knowledge_folder

from bot.bootstrap import Plainterms, build
from bot.engines.minilm import PACKAGE
from bot.engines.records import Conversation
from bot.errors import DocumentError, EngineError, KnowledgeError
from bot.settings import Settings
from bot.vocabulary import Paragraph, Revision

UPLOAD = b"""# My agreement with Doctor Zebrafish

## Money

The membership fee is $77 a month and Zebrafish sends the bill on the third day of each month.

## Leaving

Members of Zebrafish may leave at any time after giving sixty days of written notice by letter.
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return settings for a folder of its own with two agreements and an explainer."""
    agreements = {"juniper": JUNIPER, "harbor": HARBOR}
    return Settings(
        knowledge=knowledge_folder(tmp_path / "knowledge", agreements, {"not-insurance": EXPLAINER}),
        records=f"sqlite:///{tmp_path}/data/records.db",
        vectors=f"chroma:{tmp_path}/data/chroma",
        cache=tmp_path / "data/cache",
        embeddings="minilm",
    )


@pytest.fixture
def start(settings: Settings) -> Iterator[Callable[..., Plainterms]]:
    """Return what builds the program, with some settings changed; it is closed at the end."""
    running: list[Plainterms] = []

    def started(**changes: str) -> Plainterms:
        running.append(build(settings.model_copy(update=changes)))
        return running[-1]

    yield started
    for program in running:
        program.close()


def ask(program: Plainterms, message: str, practice: str | None = None) -> str:
    """Ask in a new conversation and return all words of the answer, quotes too."""
    answer = program.ask(message, program.records.open_conversation(practice, keep=False), practice, TODAY)
    return answer.text + " ".join(one.quote for one in answer.citations)


def add(program: Plainterms, data: bytes = UPLOAD) -> tuple[Conversation, Revision]:
    """Add an agreement to a new conversation and wait until what is done in the background is done."""
    conversation = program.records.open_conversation(None, keep=False)
    content = program.read_agreement(data, "agreement.md")
    revision, _ = program.add_agreement(content, data, "agreement.md", conversation)
    program.background.submit(lambda: None).result()
    return program.records.conversation(conversation.id, conversation.secret), revision


def contents(folder: Path) -> dict[str, str]:
    """Return a hash of each file below a folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def passages(program: Plainterms) -> int:
    """Count the passages in force."""
    return sum(len(program.records.passages(one)) for one in program.records.published())


def test_it_answers_by_keyword_as_soon_as_it_is_built(start: Callable[..., Plainterms]) -> None:
    """Before any model is opened it quotes the right clause, and says what is not opened yet."""
    program = start()
    said = ask(program, "How do I cancel?", "juniper")

    assert (True, {"records": "ok", **dict.fromkeys(("embeddings", "vectors", "index"), "not opened yet")}) == (
        "thirty days of written notice" in said,
        program.state,
    )


def test_warm_it_searches_by_meaning_and_all_is_ok(start: Callable[..., Plainterms]) -> None:
    """All passages are embedded, progress is told, and each engine says ok."""
    program = start()
    told: list[tuple[int, int]] = []
    count = program.warm(lambda done, total: told.append((done, total)))
    mode = program.parts.search("How do I get out?", program.records.published()).mode

    everything = passages(program)
    assert (everything, (everything, everything), "hybrid", {"ok"}) == (
        count,
        told[-1],
        mode,
        set(program.state.values()),
    )


def test_a_restart_with_nothing_changed_embeds_nothing(start: Callable[..., Plainterms]) -> None:
    """Neither passages nor the example wordings: the cache stays byte for byte as it was."""
    first = start()
    first.warm()
    folder = first.settings.cache
    before, published = contents(folder), first.records.published()
    first.close()
    second = start()
    told: list[tuple[int, int]] = []
    count = second.warm(lambda done, total: told.append((done, total)))

    mode = second.parts.search("How do I get out?", published).mode
    assert (0, [], True, before, published, "hybrid") == (
        count,
        told,
        bool(before),
        contents(folder),
        second.records.published(),
        mode,
    )


def test_a_changed_agreement_is_embedded_alone_at_the_next_start(start: Callable[..., Plainterms]) -> None:
    """The answer quotes the new text."""
    first = start()
    first.warm()
    first.close()
    file = first.settings.knowledge / "practices" / "juniper" / "agreement.md"
    file.write_text(JUNIPER.replace("thirty days", "ninety days"), "utf-8")
    second = start()
    count = second.warm()
    [changed] = [one for one in second.records.published() if one.practice == "juniper"]

    assert (len(second.records.passages(changed)), True) == (
        count,
        "ninety days of written notice" in ask(second, "How do I cancel?", "juniper"),
    )


def test_without_embeddings_search_is_by_keyword_and_says_so(start: Callable[..., Plainterms]) -> None:
    """EMBEDDINGS=none is a choice, not a failure: nothing is embedded, no folder of vectors is made."""
    program = start(embeddings="none")
    count = program.warm()
    found = program.parts.search("notice to leave", program.records.published())

    assert (0, "keyword", "none: search is by keyword alone", False, True) == (
        count,
        found.mode,
        program.state["embeddings"],
        Path(program.settings.vectors.removeprefix("chroma:")).exists(),
        "thirty days of written notice" in ask(program, "How do I cancel?", "juniper"),
    )


@pytest.mark.parametrize(
    ("engine", "changes"),
    [
        ("embeddings", {"embeddings": "word2vec"}),
        ("embeddings", {"embeddings": "openai:a-model"}),
        ("vectors", {"vectors": "qdrant:data"}),
        ("vectors", {"vectors": "chroma+http://127.0.0.1:9"}),
    ],
)
def test_an_engine_that_is_missing_is_said_and_search_goes_on_by_keyword(
    start: Callable[..., Plainterms],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    engine: str,
    changes: dict[str, str],
) -> None:
    """In the state, under the name of the engine, and in the log; the program answers all the same."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-nobody")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    program = start(**changes)
    with caplog.at_level(logging.WARNING, "plainterms"):
        count = program.warm()
    sentence = program.state[engine]

    assert (0, True, [sentence], True) == (
        count,
        sentence.startswith(f"{engine.upper()}="),
        [record.getMessage() for record in caplog.records if record.name == "plainterms"],
        "thirty days of written notice" in ask(program, "How do I cancel?", "juniper"),
    )


def test_weights_that_are_not_the_pinned_ones_are_refused(
    start: Callable[..., Plainterms],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Another package of the same name is not run: its hash is said in state and log, search is by keyword."""
    model = tmp_path / "site" / PACKAGE / "model"
    model.mkdir(parents=True)
    (tmp_path / "site" / PACKAGE / "__init__.py").write_text("raise SystemExit('this code must never run')", "utf-8")
    (model / "model.safetensors").write_bytes(b"\x00" * 1000)
    (model / "tokenizer.json").write_text("{}", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    program = start()
    with caplog.at_level(logging.WARNING, "plainterms"):
        count = program.warm()
    wrong = hashlib.sha256(b"\x00" * 1000).hexdigest()

    assert (0, True, [program.state["embeddings"]], "not opened yet", True) == (
        count,
        f"model.safetensors has SHA-256 {wrong}" in program.state["embeddings"],
        [record.getMessage() for record in caplog.records if record.name == "plainterms"],
        program.state["vectors"],
        "thirty days of written notice" in ask(program, "How do I cancel?", "juniper"),
    )


def test_a_store_that_breaks_while_it_is_filled_is_said(start: Callable[..., Plainterms]) -> None:
    """The collection holds vectors of another length, as another model of the same name would have left them."""
    from bot.engines.vectors import open_vectors
    from bot.vocabulary import Passage

    program = start()
    stranger = Passage("document", "sha256:0", 0, 1, "", "x")
    open_vectors(program.settings.vectors, "minilm-53aa5117").add([stranger], [[1.0, 0.0]])
    count = program.warm()

    assert (0, True, True) == (
        count,
        program.state["index"].startswith("VECTORS cannot be read or written"),
        "thirty days of written notice" in ask(program, "How do I cancel?", "juniper"),
    )


def test_a_wrong_file_stops_the_start_and_is_named(start: Callable[..., Plainterms], settings: Settings) -> None:
    """A mistake in knowledge/ is for its editor to mend before anything is answered from it."""
    (settings.knowledge / "practices" / "juniper" / "agreement.md").write_bytes(b"\x89PNG")
    with pytest.raises(KnowledgeError, match=r"juniper/agreement\.md"):
        start()


def test_records_that_cannot_be_opened_stop_the_start(start: Callable[..., Plainterms], tmp_path: Path) -> None:
    """Without records there is nothing to answer from; here a file stands where their folder should be."""
    (tmp_path / "file").touch()
    with pytest.raises(EngineError, match="RECORDS="):
        start(records=f"sqlite:///{tmp_path}/file/records.db")


# Agreements that people add


def test_an_added_agreement_never_reaches_the_vector_store(start: Callable[..., Plainterms]) -> None:
    """Its vectors are rows of its conversation; not a byte of the Chroma folder changes, nor of the cache."""
    program = start()
    program.warm()
    folders = [Path(program.settings.vectors.removeprefix("chroma:")), program.settings.cache]
    before = [contents(folder) for folder in folders]
    conversation, revision = add(program)
    answer = program.ask("How do I cancel?", conversation, None, TODAY)
    vectors = program.records.vectors(revision)
    known = [vector.tobytes() for vector in vectors.values()]
    files = [path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()]

    assert (before, len(program.records.passages(revision)), False, ["sixty days"]) == (
        [contents(folder) for folder in folders],
        len(vectors),
        any(word in data for data in files for word in (b"Zebrafish", *known)),
        sorted({word for one in answer.citations for word in ("sixty days", "thirty days") if word in one.quote}),
    )


def test_an_added_agreement_is_erased_with_its_vectors(start: Callable[..., Plainterms]) -> None:
    """Neither its words, nor its vectors, nor the question are left in any file of the data folder."""
    program = start()
    program.warm()
    conversation, revision = add(program)
    program.ask("What does Zebrafish want for the membership?", conversation, None, TODAY)
    vectors = [vector.tobytes() for vector in program.records.vectors(revision).values()]
    folder = program.settings.cache.parent

    def found() -> bool:
        files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
        return any(word in data for data in files for word in (b"Zebrafish", b"zebrafish", *vectors))

    before = found()
    program.records.erase(conversation.id)

    assert (True, False) == (before, found())


def test_an_agreement_added_before_the_model_is_open_is_searched_by_keyword(start: Callable[..., Plainterms]) -> None:
    """It is kept and quoted; what it says is not lost because it came early."""
    program = start()
    conversation, revision = add(program)
    answer = program.ask("How do I cancel?", conversation, None, TODAY)

    assert ({}, True) == (program.records.vectors(revision), any("sixty days" in one.quote for one in answer.citations))


def test_an_agreement_that_cannot_be_embedded_is_said_in_the_log(
    start: Callable[..., Plainterms], caplog: pytest.LogCaptureFixture
) -> None:
    """What fails in the background does not vanish: here the table of passages went away meanwhile."""
    program = start()
    program.warm()
    busy = threading.Event()
    program.background.submit(busy.wait)
    conversation = program.records.open_conversation(None, keep=False)
    content = program.read_agreement(UPLOAD, "agreement.md")
    program.add_agreement(content, UPLOAD, "agreement.md", conversation)
    raw = sqlite3.connect(program.settings.records.removeprefix("sqlite:///"))
    with raw:
        raw.execute("DROP TABLE passages")
    raw.close()
    with caplog.at_level(logging.WARNING, "plainterms"):
        busy.set()
        program.background.submit(lambda: None).result()

    assert ["an added agreement has no vectors"] == [record.getMessage().split(":")[0] for record in caplog.records]


def test_a_file_that_cannot_be_read_leaves_nothing(start: Callable[..., Plainterms]) -> None:
    """Refused before anything is kept."""
    program = start()
    conversation = program.records.open_conversation(None, keep=False)
    with pytest.raises(DocumentError):
        program.read_agreement(b"\x89PNG not an agreement", "agreement.md")

    assert () == program.records.uploads(conversation.id)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("../../etc/passwd.md", "passwd.md"),
        ("C:\\Users\\me\\My plan.md", "My plan.md"),
        ("", "agreement"),
        ("/", "agreement"),
        ("a" * 500 + ".md", "a" * 120),
    ],
)
def test_a_title_is_the_last_part_of_a_files_name(start: Callable[..., Plainterms], name: str, title: str) -> None:
    """Folders of the sender are nobody's business, and a title is not endless."""
    program = start(embeddings="none")
    conversation = program.records.open_conversation(None, keep=False)
    content = program.read_agreement(UPLOAD, "agreement.md")
    revision, sheet = program.add_agreement(content, UPLOAD, name, conversation)

    assert (title, (revision,), sheet) == (
        revision.title,
        program.records.uploads(conversation.id),
        program.records.sheet(revision, program.parts.reader),
    )


def test_every_quote_of_an_answer_is_exact(start: Callable[..., Plainterms]) -> None:
    """From the question to the citation: the quote stands at its offsets in the stored revision."""
    program = start()
    program.warm()
    conversation, _ = add(program)
    for message in ("How do I cancel?", "what does the membership cost", "do I still need a health plan"):
        answer = program.ask(message, conversation, None, TODAY)
        for one in answer.citations:
            owner = conversation.id if one.document.startswith("upload-") else None
            text = program.records.revision(one.document, one.revision, owner).content.text
            assert text[one.start : one.end] == one.quote
        shown = {number for block in answer.blocks if isinstance(block, Paragraph) for number in block.quotes}

        assert shown <= {one.id for one in answer.citations}
