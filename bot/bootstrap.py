"""Put the parts together: the only place that knows which engine is behind which name."""

import hashlib
import logging
import secrets
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import PurePath

from bot.answering.explainers import Explainers, learn_explainers
from bot.answering.redaction import blackout, redact
from bot.answering.resemblance import learn_dangers
from bot.answering.safety import screen
from bot.answering.understanding import learn
from bot.benefits import summary
from bot.contracts import termsheet
from bot.conversation import briefed, received, reconsidered, reply
from bot.decisions import Brief, ByHand
from bot.documents.sandbox import read_untrusted
from bot.engines.embeddings import NamedEmbeddings, open_embeddings
from bot.engines.records import Conversation, Records, open_records
from bot.errors import EngineError, PlaintermsError, UnknownError
from bot.letters import conversion
from bot.library import Library, open_library
from bot.parts import Parts, Question
from bot.retrieval import index
from bot.retrieval.passages import passages, searchable
from bot.retrieval.search import Search
from bot.settings import Settings
from bot.vocabulary import Answer, Document, Kind, Revision, TermSheet, Vectors

log = logging.getLogger("plainterms")
TITLE = 120  # characters of an uploaded file's name
Progress = Callable[[int, int], None]


def unseen(done: int, total: int) -> None:
    """Take note of progress for nobody."""


@dataclass
class Plainterms:
    """The whole program without a face; `parts` is replaced whole as engines become ready."""

    settings: Settings
    library: Library
    records: Records
    parts: Parts
    state: dict[str, str] = field(default_factory=dict)  # engine -> "ok", or what it is doing or lacks
    background: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "background"))

    def ask(
        self, message: str, conversation: Conversation, practice: str | None = None, on: date | None = None
    ) -> Answer:
        """Answer one message in an open conversation; what identifies a person is taken out before anything reads it."""
        return reply(Question(redact(message), conversation, on or today(), practice), self._parts(conversation))

    def is_urgent(self, message: str) -> bool:
        """Whether a message tells of an emergency beyond doubt."""
        alarm = screen(message, self.library.safety)
        return alarm is not None and alarm.sure

    def unnamed(self, text: str) -> str:
        """Return what somebody wrote without what identifies a person."""
        return redact(text)

    def answer(self, conversation: str, turn: int, secret: str | None = None) -> Answer:
        """Return an answer that was given before, with the secret of the conversation that it opened."""
        return self.records.answer(conversation, turn).model_copy(update={"secret": secret})

    def receive(self, revision: Revision, conversation: Conversation) -> Answer:
        """Say what was read in a paper that is no agreement, and what follows for the decision."""
        return received(revision, Question(revision.title, conversation, today()), self._parts(conversation))

    def reconsider(self, settings: ByHand, conversation: Conversation) -> Answer:
        """Work the comparison out anew with what was set by hand."""
        named = {name: redact(value) if isinstance(value, str) else value for name, value in settings.changes.items()}
        told = replace(settings, changes=named, label=redact(settings.label))
        return reconsidered(
            told, Question(told.label, conversation, today(), conversation.practice), self._parts(conversation)
        )

    def brief(self, conversation: Conversation) -> Brief:
        """Return the decision on one page. Raises RefusedError where nothing was compared yet."""
        return briefed(Question("", conversation, today(), conversation.practice), self._parts(conversation))

    def read_agreement(self, data: bytes, name: str) -> Document:
        """Read a file that somebody sent. Raises DocumentError if it cannot be read; nothing is kept."""
        return read_untrusted(data, name)

    def add_agreement(
        self, content: Document, data: bytes, name: str, conversation: Conversation
    ) -> tuple[Revision, TermSheet | None]:
        """Keep a document for one conversation alone; an agreement becomes what is spoken of, and only it has a sheet.

        What identifies a person is blacked out in it first: its length and all places in it stay as they were.
        """
        content = self._blacked_out(content)
        revision = Revision(
            id="sha256:" + hashlib.sha256(data).hexdigest(),
            document=f"upload-{secrets.token_hex(8)}",
            title=redact(PurePath(name.replace("\\", "/")).name or "agreement")[:TITLE],
            kind=kind_of(content),
            content=content,
            conversation=conversation.id,
        )
        self.records.put_revision(revision, passages(revision))
        if revision.kind != "agreement":
            return revision, None
        sheet = termsheet.read(content)
        self.records.put_sheet(revision, self.parts.reader, sheet)
        # Nothing is picked now: a practice that is picked after this is picked anew, even if it was before.
        memory = {**conversation.memory, "subject": [revision.document], "picked": None}
        self.records.remember(conversation.id, conversation.practice, memory)
        self.background.submit(self._embed_upload, revision)
        return revision, sheet

    def warm(self, progress: Progress = unseen) -> int:
        """Open the engines for search by meaning and compute what vectors are missing; return how many were.

        What cannot be opened is said in `state` and in the log, and search goes on by keyword.
        """
        ordinary = [example for topic in self.library.topics.values() for example in topic.examples]
        by_letters = learn_dangers(self.library.dangers, ordinary, None, None)
        self.parts = replace(self.parts, second_opinion=by_letters)
        try:
            embedding = open_embeddings(self.settings.embeddings)
            if embedding is None:
                self.state["embeddings"] = "none: search is by keyword alone"
                return 0
            texts = [revision.content.text for revision in self.records.published()]
            understand = learn(self.library.topics, texts, embedding, self.settings.cache)
            explainers = learn_explainers(self.library.asks, aside(self.library), embedding, self.settings.cache)
            dangers = learn_dangers(self.library.dangers, ordinary, embedding, self.settings.cache)
            self.state["embeddings"] = "ok"
            vectors = self._vectors(embedding)
            search = Search(self.records, vectors, embedding, embedding.name, self.settings.dense_weight)
            self.parts = replace(
                self.parts,
                understand=understand,
                explainers=explainers,
                second_opinion=dangers,
                search=search,
                embedding=embedding,
            )
            return self._embed(vectors, embedding, progress)
        except EngineError as error:
            log.warning("%s", error)
            engine = next((name for name in ("embeddings", "vectors") if self.state[name] != "ok"), "index")
            self.state[engine] = str(error)
            return 0

    def settle(self) -> None:
        """Wait until what runs in the background is done."""
        self.background.submit(unseen, 0, 0).result()

    def close(self) -> None:
        """Let go of the engines."""
        self.background.shutdown(wait=True, cancel_futures=True)
        self.records.close()

    def _blacked_out(self, content: Document) -> Document:
        """Return a document without what identifies a person, and with a warning that says so."""
        black = blackout(content.text)
        if not black.counts:
            return content
        warning = self.library.strings.say("sheet.blacked_out", n=sum(black.counts.values()))
        return content.model_copy(update={"text": black.text, "warnings": (*content.warnings, warning)})

    def _parts(self, conversation: Conversation) -> Parts:
        """Return what this conversation may know."""
        return self.parts.within(conversation.home)

    def _vectors(self, embedding: NamedEmbeddings) -> Vectors:
        from bot.engines.vectors import open_vectors  # here: Chroma takes a second to import

        vectors = open_vectors(self.settings.vectors, embedding.name)
        self.state["vectors"] = "ok"
        return vectors

    def _embed(self, vectors: Vectors, embedding: NamedEmbeddings, progress: Progress) -> int:
        def told(done: int, total: int) -> None:
            self.state["index"] = f"embedding: {done} of {total} passages"
            progress(done, total)

        count = index.embed(self.records, vectors, embedding, embedding.name, told)
        self.state["index"] = "ok"
        return count

    def _embed_upload(self, revision: Revision) -> None:
        embedding = self.parts.embedding
        if embedding is None:
            return
        try:
            rows = self.records.passages(revision)
            for start in range(0, len(rows), index.BATCH):
                batch = rows[start : start + index.BATCH]
                self.records.put_vectors(batch, embedding.embed_documents([searchable(one, revision) for one in batch]))
        except UnknownError:
            log.debug("an added agreement was erased before it had vectors")
        except EngineError as error:  # until it has vectors it is searched by keyword
            log.warning("an added agreement has no vectors: %s", error)


def today() -> date:
    """Return the day where the program runs."""
    return datetime.now().astimezone().date()


def kind_of(content: Document) -> Kind:
    """Say what an added document is: a plan's summary of benefits, a letter from a practice, else an agreement."""
    return next((kind for kind, is_one in PAPERS.items() if is_one(content)), "agreement")


PAPERS: Mapping[Kind, Callable[[Document], bool]] = {
    "benefits": summary.is_summary,
    "letter": conversion.is_conversion_letter,
}
"""Papers that are no agreements, and what tells them."""


def build(settings: Settings) -> Plainterms:
    """Build the program so that it can answer at once, by keyword; `warm` adds search by meaning.

    Raises KnowledgeError if a file in knowledge/ is wrong, EngineError if the records cannot be opened.
    """
    library = open_library(settings.knowledge, settings.locale)
    records = open_records(settings.records, settings.idle_minutes, settings.retention_days)
    try:
        read = index.take_in(library.originals, library.practices, records)
    except PlaintermsError:
        records.close()
        raise
    log.info("documents: %d in knowledge, %d read anew", len(library.originals), read)
    texts = [revision.content.text for revision in records.published()]
    parts = Parts(
        library=library,
        records=records,
        search=Search(records, None, None, "", settings.dense_weight),
        understand=learn(library.topics, texts, None),
        explainers=Explainers(),
        second_opinion=lambda _, seen: seen,
        embedding=None,
        reader=termsheet.version(),
    )
    state = {"records": "ok", "embeddings": "not opened yet", "vectors": "not opened yet", "index": "not opened yet"}
    return Plainterms(settings, library, records, parts, state)


def aside(library: Library) -> list[str]:
    """Return examples of messages that no explainer answers."""
    fixed = (one for one in library.topics.values() if one.answer in ("say", "person") and not one.explainers)
    return [example for topic in fixed if not topic.then for example in topic.examples]
