"""Small real things for tests: a knowledge folder, revisions, answers, and the bytes of a database's files."""

import re
import shutil
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
import yaml
from pydantic import BaseModel

from bot.answering.safety import Danger, SafetyRules
from bot.answering.wishes import Wishes
from bot.engines.records import Records
from bot.retrieval.passages import passages
from bot.vocabulary import (
    HOUSE,
    Answer,
    Citation,
    Document,
    Embedding,
    Kind,
    Meta,
    Paragraph,
    Practice,
    Revision,
    Sentence,
)

KNOWLEDGE = Path(__file__).parent.parent / "knowledge"
TODAY = date(2026, 11, 21)

JUNIPER = """# Membership agreement

## Fees

The membership fee is $85 a month for each adult and is due on the first day of the month.

## Leaving

You may leave at any time with thirty days of written notice to the practice by letter.

## After hours

Our physicians answer the telephone at night for urgent matters that cannot wait until morning.
"""
HARBOR = """# Concierge agreement

## Dues

The annual retainer is $2,400 and is billed every January in advance by credit card.

## Refunds

No part of the annual retainer is refunded once the yearly examination has taken place.
"""
EXPLAINER = """---
id: not-insurance
title: Is a membership insurance?
reviewed: 2026-11-21
review_by: 2027-11-20
sources: [a-source]
asks:
  - do I still need a health plan
---
A membership is not health insurance. It pays for no hospital, no surgery and no specialist.

## What to keep

Most people keep insurance for large bills, and use the membership for everyday care alone.
"""
SOURCES = """a-source:
  title: A source
  publisher: Somebody
  retrieved: 2026-11-21
"""
PRACTICE = """id: {id}
name: {id} family practice
sample: true
kind: dpc
contact: {{phone: "555-0100"}}
hours: Monday to Friday
state: GA
paid_by: The practice pays for this chat.
agreement: {{file: agreement.md, title: Agreement, effective: 2026-01-01}}
"""
TOPICS = """fee:
  about: the membership cost
  answer: term
  examples: ["How much is it a month?", "what does the membership cost", "price to join"]
cancel_notice_days:
  about: how to leave
  answer: term
  examples: ["How do I cancel?", "how many days notice to leave", "can I quit any time"]
"""


def knowledge_folder(folder: Path, agreements: Mapping[str, str], explainers: Mapping[str, str]) -> Path:
    """Write a knowledge folder: agreements by practice, explainers, two topics, the real strings, no emergencies."""
    for name, text in agreements.items():
        place = folder / "practices" / name
        place.mkdir(parents=True)
        (place / "practice.yaml").write_text(PRACTICE.format(id=name), "utf-8")
        (place / "agreement.md").write_text(text, "utf-8")
    (folder / "explainers").mkdir(parents=True)
    for name, text in explainers.items():
        (folder / "explainers" / f"{name}.md").write_text(text, "utf-8")
    (folder / "sources.yaml").write_text(SOURCES, "utf-8")
    (folder / "understanding").mkdir()
    (folder / "understanding" / "topics.yaml").write_text(TOPICS, "utf-8")
    shutil.copytree(KNOWLEDGE / "strings", folder / "strings")
    shutil.copy(KNOWLEDGE / "understanding" / "situation.yaml", folder / "understanding")
    (folder / "care").mkdir()
    for path in (KNOWLEDGE / "care").glob("*.yaml"):
        text = re.sub(r"source: .*", "source: a-source", path.read_text("utf-8"))
        (folder / "care" / path.name).write_text(re.sub(r"review_by: .*", "review_by: 2035-01-01", text), "utf-8")
    notices = {kind: {"heading": kind, "text": kind, "contacts": []} for kind in get_args(Danger)}
    dangers = {kind: [f"this is {kind} now"] for kind in (*get_args(Danger), "none")}
    written = {
        "understanding/safety.yaml": nothing(SafetyRules),
        "understanding/dangers.yaml": dangers,
        "understanding/decisions.yaml": {name: [] for name in Wishes.model_fields} | {"compare": ["worth it"]},
        "understanding/networks.yaml": {"names": ["Elsewhere Health"], "endings": ["Clinic"], "common": ["The"]},
        "understanding/languages.yaml": {
            "es": {"name": "Spanish", "words": ["hola"], "says": "Hola.", "reviewed": False}
        },
        "strings/en/safety.yaml": notices,
    }
    for file, value in written.items():
        (folder / file).write_text(yaml.safe_dump(value), "utf-8")
    return folder


def nothing(model: type[BaseModel]) -> dict[str, Any]:
    """Return the least that a model takes: rules that never fire."""
    empty: dict[Any, Any] = {str: "a", tuple: [], dict: {}}
    return {
        name: nothing(field.annotation)
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)
        else empty[get_origin(field.annotation) or field.annotation]
        for name, field in model.model_fields.items()
        if field.is_required()
    }


def a_practice(name: str) -> Practice:
    """Return a practice."""
    return Practice(id=name, name=name, kind="dpc", contact={}, hours="always", state="GA", paid_by="nobody")


def a_revision(
    text: str,
    document: str = "juniper-agreement",
    practice: str | None = HOUSE,
    conversation: str | None = None,
    kind: Kind = "agreement",
) -> Revision:
    """Return a revision of plain text, owned by the house unless it is a conversation's."""
    name = "sha256:" + sha256(text.encode()).hexdigest()
    owner = None if conversation else practice
    return Revision(name, document, document.title(), kind, Document(text=text), owner, conversation)


def put(records: Records, *revisions: Revision) -> None:
    """Bring revisions into force with their passages."""
    for revision in revisions:
        records.put_revision(revision, passages(revision))


def an_answer(conversation: str, turn: int, text: str, secret: str | None = None) -> Answer:
    """Return an answer that says and cites a text."""
    citation = Citation(
        id=1, document="d", title="t", revision="sha256:0", section="", page=1, start=0, end=len(text), quote=text
    )
    return Answer(
        conversation_id=conversation,
        secret=secret,
        turn=turn,
        outcome="answered",
        text=text,
        blocks=(Paragraph(sentences=(Sentence(text=text),)),),
        citations=(citation,),
        follow_ups=(),
        as_of=TODAY,
        meta=Meta(),
    )


def left(path: Path, *words: bytes) -> dict[str, int]:
    """Count words in the files of a SQLite database, one count a file that has any."""
    counts = {}
    for file in sorted(path.parent.glob(path.name + "*")):
        data = file.read_bytes()
        count = sum(data.count(word) for word in words)
        if count:
            counts[file.name] = count
    return counts


class Counting:
    """An embedding model that passes everything on to a real one, and counts the texts of documents."""

    def __init__(self, model: Embedding) -> None:
        """Take the real model."""
        self._model = model
        self.texts: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Count and pass on."""
        self.texts += texts
        return self._model.embed_documents(texts)

    def embed_query(self, text: str) -> list[float]:
        """Pass on."""
        return self._model.embed_query(text)


def near(value: Any, within: float = 1e-4) -> Any:
    """Return what equals a number, or numbers, that are as near as that."""
    return pytest.approx(value, abs=within)


def silent(done: int, total: int) -> None:
    """Take note of progress for nobody."""
