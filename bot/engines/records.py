"""RECORDS: everything that lives, in SQLite or PostgreSQL through SQLAlchemy."""

import hashlib
import hmac
import secrets
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Engine, create_engine, delete, event, or_, select, text, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.engines.tables import (
    CitationRow,
    ConversationRow,
    DocumentRow,
    PassageRow,
    PracticeRow,
    ReplyRow,
    RequestRow,
    RevisionRow,
    TermRow,
    TrapRow,
    TurnRow,
)
from bot.errors import BusyError, EngineError, ForbiddenError, RefusedError, UnknownError
from bot.vocabulary import HOUSE, Answer, Document, Passage, Practice, Reply, Revision, Span, Term, TermSheet, Trap

MIGRATIONS = Path(__file__).parent / "migrations"
# What makes a transaction the only one that writes from its first look on, so that two processes may start at once.
ALONE = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "SELECT pg_advisory_xact_lock(7860)"}
PATIENCE = 10  # seconds that a writer waits for another
GONE = "This conversation is not here: it may have been erased. Start a new one; an agreement has to be added again."
UNFINISHED = timedelta(minutes=3)  # after which a request that was begun counts as broken off: nobody waits longer
NOT_YOURS = "The secret does not fit this conversation. Send the one that came with its first answer."


@dataclass(frozen=True)
class Conversation:
    """A chat as one turn finds it: `memory` is what earlier turns are needed for.

    `home` is the practice whose chat it is, None for the open one; it is erased when nobody has used it until `expires`.
    """

    id: str
    home: str | None
    practice: str | None
    keep: bool
    turns: int
    memory: dict[str, Any]
    expires: datetime
    secret: str | None = field(default=None, repr=False)  # only for the turn that opened it


@dataclass(frozen=True)
class Claim:
    """A request that came with a key: `result` is what it led to before, None if it is to be met now."""

    key: str
    conversation: str | None
    result: dict[str, Any] | None
    secret: str = field(repr=False)  # of the conversation that it opens, or opened


class Records:
    """Keep and find practices, documents, conversations and turns; every method is one transaction."""

    def __init__(self, engine: Engine, idle: timedelta, retention_days: int) -> None:
        """Take an engine whose tables are up to date; `open_records` brings them there."""
        self._engine = engine
        self._idle = idle
        self._retention_days = retention_days
        self._wiped = False  # unknown at first: a process may have been killed while it erased
        # Revisions never change, so what is read of one once holds until it is erased.
        self._content = lru_cache(maxsize=512)(self._read_content)
        self._passages = lru_cache(maxsize=512)(self._read_passages)

    # Practices and documents

    def put_practice(self, practice: Practice) -> None:
        """Keep a practice, in place of an older one of the same id."""
        with self._session(alone=True) as session:
            session.merge(PracticeRow(id=practice.id, profile=practice.model_dump(mode="json")))

    def practices(self) -> tuple[Practice, ...]:
        """Return all practices by name, the house that owns the explainers left out."""
        with self._session() as session:
            rows = session.scalars(select(PracticeRow).where(PracticeRow.id != HOUSE))
            return tuple(sorted((Practice.model_validate(row.profile) for row in rows), key=lambda one: one.name))

    def put_revision(self, revision: Revision, passages: Sequence[Passage]) -> None:
        """Make a revision the one in force, with its passages; it is there whole or not at all.

        Raises UnknownError if it belongs to a conversation that is gone.
        """
        content = revision.content
        with self._session(alone=True) as session:
            if revision.conversation and session.get(ConversationRow, revision.conversation) is None:
                raise UnknownError(GONE)
            document = session.get(DocumentRow, revision.document) or DocumentRow(id=revision.document)
            document.kind, document.title = revision.kind, revision.title
            document.practice, document.conversation = revision.practice, revision.conversation
            document.revision, document.indexed = revision.id, None
            session.add(document)
            session.flush()
            known = session.get(RevisionRow, (revision.document, revision.id))
            if known:
                known.effective = revision.effective
            else:
                session.add(
                    RevisionRow(
                        document=revision.document,
                        id=revision.id,
                        text=content.text,
                        text_sha256=hashlib.sha256(content.text.encode()).hexdigest(),
                        layout=content.model_dump(mode="json", exclude={"text"}),
                        effective=revision.effective,
                        added=now(),
                    )
                )
                session.flush()
            session.execute(delete(PassageRow).where(PassageRow.document == revision.document))
            session.add_all(
                PassageRow(
                    document=one.document,
                    revision=one.revision,
                    start=one.start,
                    end=one.end,
                    section=one.section,
                    hint=one.hint,
                )
                for one in passages
            )
        if known:
            self._content.cache_clear()
        self._passages.cache_clear()

    def withdraw(self, keep: set[str]) -> None:
        """Withdraw published documents that are no longer among `keep`; their quotes can still be read."""
        with self._session() as session:
            gone = (DocumentRow.conversation.is_(None)) & (DocumentRow.id.not_in(keep))
            names = session.scalars(select(DocumentRow.id).where(gone)).all()
            session.execute(update(DocumentRow).where(gone).values(revision=None, indexed=None))
            session.execute(delete(PassageRow).where(PassageRow.document.in_(names)))

    def published(self, home: str | None = None) -> tuple[Revision, ...]:
        """Return the revisions in force of all published documents, or of a practice's own and the shared ones."""
        published = DocumentRow.conversation.is_(None)
        return self._revisions(published & DocumentRow.practice.in_((home, HOUSE)) if home else published)

    def uploads(self, conversation: str) -> tuple[Revision, ...]:
        """Return the agreements that belong to a conversation, the latest first."""
        return tuple(reversed(self._revisions(DocumentRow.conversation == conversation)))

    def revision(self, document: str, revision: str, conversation: str | None = None) -> Revision:
        """Return one revision; an upload only to its own conversation.

        Raises UnknownError where there is none that the asker may see.
        """
        with self._session() as session:
            row = session.get(DocumentRow, document)
            if row is None or row.conversation != conversation:
                raise UnknownError("There is no such source here. It may have been erased with its conversation.")
            if session.get(RevisionRow, (document, revision)) is None:
                raise UnknownError("This document has no such revision.")
            return self._revision(row, revision)

    def indexed(self) -> dict[str, str | None]:
        """Return, for each published document in force, the name of the index that has all its vectors."""
        with self._session() as session:
            rows = session.execute(
                select(DocumentRow.id, DocumentRow.indexed).where(
                    DocumentRow.conversation.is_(None), DocumentRow.revision.is_not(None)
                )
            )
            return {row.id: row.indexed for row in rows}

    def mark_indexed(self, revision: Revision, index: str) -> None:
        """Note that all passages of a revision have vectors, unless it has been replaced meanwhile."""
        with self._session() as session:
            session.execute(
                update(DocumentRow)
                .where(DocumentRow.id == revision.document, DocumentRow.revision == revision.id)
                .values(indexed=index)
            )

    def passages(self, revision: Revision) -> tuple[Passage, ...]:
        """Return the passages of a revision in reading order."""
        return self._passages(revision.document, revision.id)

    def put_vectors(self, passages: Sequence[Passage], vectors: Sequence[Sequence[float]]) -> None:
        """Keep the vectors of an upload's passages beside them: they are erased with the conversation."""
        with self._session() as session:
            for passage, vector in zip(passages, vectors, strict=True):
                session.execute(
                    update(PassageRow)
                    .where(
                        PassageRow.document == passage.document,
                        PassageRow.revision == passage.revision,
                        PassageRow.start == passage.start,
                        PassageRow.end == passage.end,
                    )
                    .values(vector=np.asarray(vector, dtype="<f4").tobytes())
                )

    def vectors(self, revision: Revision) -> dict[str, np.ndarray[Any, np.dtype[np.float32]]]:
        """Return an upload's vectors by passage id; {} until all of them are there."""
        passages = self.passages(revision)
        with self._session() as session:
            blobs = session.scalars(
                select(PassageRow.vector)
                .where(PassageRow.document == revision.document, PassageRow.revision == revision.id)
                .order_by(PassageRow.start)
            ).all()
        found = [np.frombuffer(blob, dtype="<f4") for blob in blobs if blob]
        complete = len(found) == len(passages)
        return {passage.id: vector for passage, vector in zip(passages, found, strict=True)} if complete else {}

    # Term sheets

    def put_sheet(self, revision: Revision, reader: str, sheet: TermSheet) -> None:
        """Keep what a version of the reader read in a revision, in place of what was read before."""
        names = {"document": revision.document, "revision": revision.id, "reader": reader}
        with self._session() as session:
            for table in (TermRow, TrapRow):
                of_revision = (table.document == revision.document) & (table.revision == revision.id)
                session.execute(delete(table).where(of_revision))
            session.add_all(
                TermRow(**names, field=term.field, place=place, body=asdict(term))
                for place, term in enumerate(sheet.terms)
            )
            session.add_all(TrapRow(**names, place=place, body=asdict(trap)) for place, trap in enumerate(sheet.traps))

    def sheet(self, revision: Revision, reader: str) -> TermSheet | None:
        """Return what this version of the reader read in a revision; None if it has not yet."""
        key = {"document": revision.document, "revision": revision.id, "reader": reader}
        with self._session() as session:
            terms = session.scalars(select(TermRow).filter_by(**key).order_by(TermRow.place)).all()
            traps = session.scalars(select(TrapRow).filter_by(**key).order_by(TrapRow.place)).all()
            sheet = TermSheet(tuple(term_of(row.body) for row in terms), tuple(trap_of(row.body) for row in traps))
        return sheet if sheet.terms else None

    def put_reply(self, conversation: str, reply: Reply) -> None:
        """Keep what a practice wrote about a term, in place of what it wrote before; "" forgets it."""
        key = (
            (ReplyRow.conversation == conversation)
            & (ReplyRow.document == reply.document)
            & (ReplyRow.about == reply.about)
        )
        with self._session() as session:
            in_use = update(ConversationRow).where(ConversationRow.id == conversation).values(seen=now())
            session.execute(in_use)  # who writes answers down all evening is not idle
            session.execute(delete(ReplyRow).where(key))
            if reply.text:
                session.add(ReplyRow(conversation=conversation, **asdict(reply)))

    def replies(self, conversation: str, document: str) -> tuple[Reply, ...]:
        """Return what a practice wrote to this person about the terms of a document."""
        key = (ReplyRow.conversation == conversation) & (ReplyRow.document == document)
        with self._session() as session:
            rows = session.scalars(select(ReplyRow).where(key).order_by(ReplyRow.about))
            return tuple(Reply(row.document, row.revision, row.about, row.text, row.wrote) for row in rows)

    # Conversations

    def open_conversation(
        self, practice: str | None, keep: bool, home: str | None = None, secret: str | None = None
    ) -> Conversation:
        """Open a conversation; its secret is in what is returned and nowhere else.

        `practice` is the one that it begins with, `home` the one whose chat it is and stays.
        """
        secret = secret or secrets.token_urlsafe(32)
        with self._session() as session:
            row = ConversationRow(
                id=secrets.token_urlsafe(16),
                secret=digest(secret),
                home=home,
                practice=home or practice,
                keep=keep and self._days(session, home) > 0,
                turns=0,
                memory={},
                opened=now(),
                seen=now(),
            )
            session.add(row)
            session.flush()
            return replace(self._conversation(session, row), secret=secret)

    def conversation(self, name: str, secret: str | None, *, trusted: bool = False) -> Conversation:
        """Return a conversation to whoever has its secret; `trusted` is the command line on this machine.

        Raises UnknownError if it is gone, ForbiddenError if the secret does not fit.
        """
        with self._session() as session:
            row = session.get(ConversationRow, name)
            if row is None:
                raise UnknownError(GONE)
            found = self._conversation(session, row)
            if found.expires < now():
                raise UnknownError(GONE)
            if not trusted and not hmac.compare_digest(row.secret, digest(secret or "")):
                raise ForbiddenError(NOT_YOURS)
            return found

    def keep_conversation(self, name: str, keep: bool | None = None) -> Conversation:
        """Note that a conversation is in use, and whether its person agrees to keep it; None leaves that as it is.

        Where its practice keeps nothing, it is not kept, whatever was agreed.
        """
        with self._session() as session:
            row = session.get(ConversationRow, name)
            if row is None:
                raise UnknownError(GONE)
            row.seen = now()
            if keep is not None:
                row.keep = keep and self._days(session, row.home) > 0
            return self._conversation(session, row)

    def next_turn(self, conversation: str) -> int:
        """Give the next turn of a conversation its number, from 1, and note that the conversation is in use."""
        with self._session() as session:
            number = session.execute(
                update(ConversationRow)
                .where(ConversationRow.id == conversation)
                .values(turns=ConversationRow.turns + 1, seen=now())
                .returning(ConversationRow.turns)
            ).scalar_one_or_none()
        if number is None:
            raise UnknownError(GONE)
        return number

    def remember(self, conversation: str, practice: str | None, memory: dict[str, Any]) -> None:
        """Keep what the next turn needs to know, and note that the conversation is in use."""
        with self._session() as session:
            session.execute(
                update(ConversationRow)
                .where(ConversationRow.id == conversation)
                .values(practice=practice, memory=memory, seen=now())
            )

    def put_turn(self, asked: str, answer: Answer) -> None:
        """Keep a turn and what it cites; `asked` is redacted already."""
        body = answer.model_dump(mode="json", exclude={"secret"})
        with self._session() as session:
            if session.get(ConversationRow, answer.conversation_id) is None:
                raise UnknownError(GONE)
            session.add(
                TurnRow(
                    conversation=answer.conversation_id,
                    number=answer.turn,
                    asked=asked,
                    outcome=answer.outcome,
                    answer=body,
                    at=now(),
                )
            )
            session.flush()
            session.add_all(
                CitationRow(
                    conversation=answer.conversation_id,
                    turn=answer.turn,
                    id=one.id,
                    document=one.document,
                    revision=one.revision,
                    start=one.start,
                    end=one.end,
                )
                for one in answer.citations
            )

    def turns(self, conversation: str) -> tuple[dict[str, Any], ...]:
        """Return the turns of a conversation, oldest first: number, asked, at, answer."""
        with self._session() as session:
            rows = session.scalars(select(TurnRow).where(TurnRow.conversation == conversation).order_by(TurnRow.number))
            return tuple(
                {"turn": row.number, "asked": row.asked, "at": row.at.isoformat(), "answer": row.answer} for row in rows
            )

    def asked(self, conversation: str, number: int) -> str:
        """Return what was asked in a turn, redacted. Raises UnknownError if there is no such turn."""
        return self._turn(conversation, number)[0]

    def answer(self, conversation: str, number: int) -> Answer:
        """Return the answer of a turn. Raises UnknownError if there is no such turn."""
        return Answer.model_validate(self._turn(conversation, number)[1])

    def erase(self, conversation: str) -> None:
        """Erase a conversation with all that belongs to it, so that no page of the file still has it."""
        self._erase([conversation])

    def erase_idle(self) -> int:
        """Erase the conversations whose time is over, and return how many.

        One that nobody agreed to keep goes once it is idle, one that is kept after its practice's retention. Requests that
        were broken off are forgotten with them.
        """
        with self._session() as session:
            session.execute(
                delete(RequestRow).where(RequestRow.conversation.is_(None), RequestRow.at < now() - UNFINISHED)
            )
            kept = ConversationRow.keep.is_(True)
            homes = session.scalars(select(ConversationRow.home).where(kept).distinct()).all()
            over = [ConversationRow.keep.is_(False) & (ConversationRow.seen < now() - self._idle)]
            for home in homes:
                of_home = ConversationRow.home.is_(None) if home is None else ConversationRow.home == home
                over.append(kept & of_home & (ConversationRow.seen < now() - self._lifetime(session, home)))
            names = session.scalars(select(ConversationRow.id).where(or_(*over))).all()
        if names or not self._wiped:
            self._erase(names)
        return len(names)

    # Requests that are met once

    def claim(self, key: str, fingerprint: str, conversation: str | None = None) -> Claim:
        """Begin to meet a request that came with a key of its client's own making, or find what it led to before.

        Raises RefusedError if the key was used for another request, BusyError if that is being met just now.
        """
        name = digest(f"{conversation or ''} {key}")
        with self._session(alone=True) as session:
            row = session.get(RequestRow, name)
            if row and row.result is None and row.at < now() - UNFINISHED:
                session.delete(row)
                session.flush()
                row = None
            if row is None:
                row = RequestRow(
                    key=name,
                    fingerprint=digest(fingerprint),
                    nonce=secrets.token_hex(32),
                    conversation=conversation,
                    at=now(),
                )
                session.add(row)
                session.flush()
            elif row.fingerprint != digest(fingerprint):
                raise RefusedError(
                    "This Idempotency-Key was used for another request. Make a new key for each request."
                )
            elif row.result is None:
                raise BusyError("This request is being answered already. Send it again in a moment with the same key.")
            secret = hmac.new(bytes.fromhex(row.nonce), key.encode(), hashlib.sha256).hexdigest()
            return Claim(name, row.conversation, row.result, secret)

    def settle(self, claim: Claim, conversation: str, result: dict[str, Any]) -> None:
        """Keep what a request led to, for as long as its conversation lives."""
        with self._session() as session:
            session.execute(
                update(RequestRow).where(RequestRow.key == claim.key).values(conversation=conversation, result=result)
            )

    def release(self, claim: Claim) -> None:
        """Forget a request that could not be met, so that it can be sent again."""
        with self._session() as session:
            session.execute(delete(RequestRow).where(RequestRow.key == claim.key, RequestRow.result.is_(None)))

    def ping(self) -> None:
        """Raise EngineError unless the database answers."""
        with self._session() as session:
            session.execute(text("SELECT 1"))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _erase(self, names: Sequence[str]) -> None:
        self._wiped = False
        with self._session() as session:
            session.execute(delete(ConversationRow).where(ConversationRow.id.in_(names)))
        self._content.cache_clear()
        self._passages.cache_clear()
        self._wiped = self._engine.dialect.name != "sqlite" or self._wipe()

    def _wipe(self) -> bool:
        """Write SQLite's file anew; False if somebody reads in it, so that `erase_idle` has to try again.

        `secure_delete` alone is not enough: where pages were split or joined, copies of rows stay in their gaps.
        """
        try:
            with self._session() as session:
                session.execute(text("VACUUM"))
                busy: int = session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).scalar_one()
                return not busy
        except EngineError:
            return False

    def _conversation(self, session: Session, row: ConversationRow) -> Conversation:
        """Copy a row, its secret left out."""
        lifetime = self._lifetime(session, row.home) if row.keep else self._idle
        return Conversation(row.id, row.home, row.practice, row.keep, row.turns, dict(row.memory), row.seen + lifetime)

    def _lifetime(self, session: Session, home: str | None) -> timedelta:
        """Return how long a kept conversation lives after its last use."""
        return max(self._idle, timedelta(days=self._days(session, home)))

    def _days(self, session: Session, home: str | None) -> int:
        row = session.get(PracticeRow, home) if home else None
        return Practice.model_validate(row.profile).retention_days if row else self._retention_days

    def _revisions(self, condition: Any) -> tuple[Revision, ...]:
        with self._session() as session:
            rows = session.scalars(
                select(DocumentRow)
                .join(RevisionRow, (RevisionRow.document == DocumentRow.id) & (RevisionRow.id == DocumentRow.revision))
                .where(condition)
                .order_by(RevisionRow.added, DocumentRow.id)
            ).all()
            return tuple(self._revision(row, row.revision or "") for row in rows)

    def _revision(self, row: DocumentRow, revision: str) -> Revision:
        content, effective = self._content(row.id, revision)
        kind: Any = row.kind
        return Revision(revision, row.id, row.title, kind, content, row.practice, row.conversation, effective)

    def _turn(self, conversation: str, number: int) -> tuple[str, dict[str, Any]]:
        with self._session() as session:
            row = session.get(TurnRow, (conversation, number))
            if row is None:
                raise UnknownError("This conversation has no such turn.")
            return row.asked, row.answer

    def _read_content(self, document: str, revision: str) -> tuple[Document, Any]:
        with self._session() as session:
            row = session.get(RevisionRow, (document, revision))
            if row is None:
                raise UnknownError("This document is not here. It may have been erased with its conversation.")
            return Document.model_validate({"text": row.text, **row.layout}), row.effective

    def _read_passages(self, document: str, revision: str) -> tuple[Passage, ...]:
        content, _ = self._content(document, revision)
        with self._session() as session:
            rows = session.scalars(
                select(PassageRow)
                .where(PassageRow.document == document, PassageRow.revision == revision)
                .order_by(PassageRow.start)
            )
            return tuple(
                Passage(
                    document, revision, row.start, row.end, row.section, content.text[row.start : row.end], row.hint
                )
                for row in rows
            )

    @contextmanager
    def _session(self, *, alone: bool = False) -> Iterator[Session]:
        try:
            with Session(self._engine) as session, session.begin():
                if alone:
                    session.execute(text(ALONE[self._engine.dialect.name]))
                yield session
        except SQLAlchemyError as error:
            raise EngineError(
                f"The records cannot be read or written just now ({type(error).__name__}). Try again."
            ) from error


def open_records(address: str, idle_minutes: int, retention_days: int = 30) -> Records:
    """Open the database at an SQLAlchemy address and bring its tables up to date.

    Raises EngineError if it cannot be reached or its tables cannot be brought up to date.
    """
    try:
        if address.startswith("sqlite:///"):
            Path(address.removeprefix("sqlite:///")).absolute().parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(address)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", prepare_sqlite)
        upgrade(engine)
    except (SQLAlchemyError, OSError, ImportError) as error:
        scheme, colon, _ = address.partition("://")  # what follows may hold a password
        raise EngineError(f"RECORDS={scheme if colon else ''}://… cannot be opened: {error}") from error
    return Records(engine, timedelta(minutes=idle_minutes), retention_days)


def upgrade(engine: Engine, target: str = "head") -> None:
    """Run the migrations up to `target`, in one transaction, which other processes wait for.

    Raises EngineError if the tables are those of a newer version.
    """
    from alembic import command  # here: it takes longer to import than to find that nothing is to be done
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        connection.execute(text(ALONE[engine.dialect.name]))
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, target)
        except CommandError as error:
            raise EngineError(f"The tables of RECORDS are those of a newer version of Plainterms: {error}") from error


def prepare_sqlite(connection: Any, _: Any) -> None:
    """Set up a connection: readers beside one writer, durable erasure, foreign keys."""
    for setting in (f"busy_timeout={PATIENCE * 1000}", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {setting}")
    until = time.monotonic() + PATIENCE
    while True:  # SQLite itself does not wait here: two processes that make the file at once would both fail
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def term_of(body: dict[str, Any]) -> Term:
    """Make a term of what `asdict` made of one."""
    span = Span(**body["span"]) if body["span"] else None
    also = tuple(Span(**one) for one in body["also"])
    return Term(body["field"], body["state"], body["value"], span, tuple(body["conditions"]), also)


def trap_of(body: dict[str, Any]) -> Trap:
    """Make a trap of what `asdict` made of one."""
    return Trap(body["kind"], body["severity"], Span(**body["span"]), body["learnt"])


def digest(secret: str) -> str:
    """Return the hash of a secret; secrets are random, so a plain hash will do."""
    return hashlib.sha256(secret.encode()).hexdigest()


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)
