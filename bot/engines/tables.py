"""The tables of RECORDS. Every row belongs to a practice or to a conversation, and goes with it."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    LargeBinary,
    MetaData,
    String,
    Text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, also in databases that forget the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002 (SQLAlchemy names it)
        """Give the zone back."""
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


class Table(DeclarativeBase):
    """Base of all tables; constraints have names so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class PracticeRow(Table):
    """A practice; the shared explainers belong to one of ours named `plainterms`."""

    __tablename__ = "practices"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    profile: Mapped[dict[str, Any]] = mapped_column(JSON)


class ConversationRow(Table):
    """A chat; `memory` is what earlier turns are needed for, `secret` only the hash of it.

    `home` is the practice whose chat it is, None for the open one; `practice` the one that it was about last.
    """

    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    secret: Mapped[str] = mapped_column(String(64))
    home: Mapped[str | None] = mapped_column(String(64), index=True)
    practice: Mapped[str | None] = mapped_column(String(64))
    keep: Mapped[bool]
    turns: Mapped[int] = mapped_column(default=0)
    memory: Mapped[dict[str, Any]] = mapped_column(JSON)
    opened: Mapped[datetime] = mapped_column(Instant)
    seen: Mapped[datetime] = mapped_column(Instant, index=True)


class DocumentRow(Table):
    """A document; `revision` is the one in force, None once withdrawn; `indexed` names its vectors."""

    __tablename__ = "documents"
    __table_args__ = (CheckConstraint("(practice IS NULL) <> (conversation IS NULL)", name="one_owner"),)

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(Text)
    practice: Mapped[str | None] = mapped_column(ForeignKey("practices.id", ondelete="CASCADE"), index=True)
    conversation: Mapped[str | None] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    revision: Mapped[str | None] = mapped_column(String(80))
    indexed: Mapped[str | None] = mapped_column(String(80))


class RevisionRow(Table):
    """One text of a document, never changed: offsets in citations refer to it for ever."""

    __tablename__ = "revisions"

    document: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    text_sha256: Mapped[str] = mapped_column(String(64))
    layout: Mapped[dict[str, Any]] = mapped_column(JSON)  # pages, headings, warnings
    effective: Mapped[date | None]
    added: Mapped[datetime] = mapped_column(Instant)


class PassageRow(Table):
    """A passage of the revision in force; `vector` (float32) only where VECTORS may not have it."""

    __tablename__ = "passages"
    __table_args__ = (
        ForeignKeyConstraint(["document", "revision"], ["revisions.document", "revisions.id"], ondelete="CASCADE"),
    )

    document: Mapped[str] = mapped_column(String(80), primary_key=True)
    revision: Mapped[str] = mapped_column(String(80), primary_key=True)
    start: Mapped[int] = mapped_column(primary_key=True)
    end: Mapped[int] = mapped_column(primary_key=True)
    section: Mapped[str] = mapped_column(Text)
    hint: Mapped[str] = mapped_column(Text)
    vector: Mapped[bytes | None] = mapped_column(LargeBinary)


class TermRow(Table):
    """What a revision says of one field, as a certain version of the reader read it."""

    __tablename__ = "terms"
    __table_args__ = (
        ForeignKeyConstraint(["document", "revision"], ["revisions.document", "revisions.id"], ondelete="CASCADE"),
    )

    document: Mapped[str] = mapped_column(String(80), primary_key=True)
    revision: Mapped[str] = mapped_column(String(80), primary_key=True)
    field: Mapped[str] = mapped_column(String(64), primary_key=True)
    reader: Mapped[str] = mapped_column(String(64))
    place: Mapped[int]
    body: Mapped[dict[str, Any]] = mapped_column(JSON)


class TrapRow(Table):
    """A trap of a revision, as a certain version of the reader read it."""

    __tablename__ = "traps"
    __table_args__ = (
        ForeignKeyConstraint(["document", "revision"], ["revisions.document", "revisions.id"], ondelete="CASCADE"),
    )

    document: Mapped[str] = mapped_column(String(80), primary_key=True)
    revision: Mapped[str] = mapped_column(String(80), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    reader: Mapped[str] = mapped_column(String(64))
    body: Mapped[dict[str, Any]] = mapped_column(JSON)


class ReplyRow(Table):
    """What a practice wrote to one person about a term that its agreement leaves open; it goes with the agreement."""

    __tablename__ = "replies"
    __table_args__ = (
        ForeignKeyConstraint(["document", "revision"], ["revisions.document", "revisions.id"], ondelete="CASCADE"),
    )

    conversation: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True)
    document: Mapped[str] = mapped_column(String(80), primary_key=True)
    revision: Mapped[str] = mapped_column(String(80))
    about: Mapped[str] = mapped_column(String(64), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    wrote: Mapped[date]


class TurnRow(Table):
    """One question, redacted, and its answer."""

    __tablename__ = "turns"

    conversation: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    asked: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(String(16))
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(Instant)


class RequestRow(Table):
    """A request that is done once however often it is sent; `key` and `fingerprint` are hashes, `result` what it led to.

    `nonce` makes the secret of a conversation that it opened, together with the key, which is not kept.
    """

    __tablename__ = "requests"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    nonce: Mapped[str] = mapped_column(String(64))
    conversation: Mapped[str | None] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(Instant, index=True)


class CitationRow(Table):
    """Which words an answer rests on: always a revision and a stretch of it."""

    __tablename__ = "citations"
    __table_args__ = (
        ForeignKeyConstraint(["conversation", "turn"], ["turns.conversation", "turns.number"], ondelete="CASCADE"),
    )

    conversation: Mapped[str] = mapped_column(String(40), primary_key=True)
    turn: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(String(80))
    revision: Mapped[str] = mapped_column(String(80))
    start: Mapped[int]
    end: Mapped[int]
