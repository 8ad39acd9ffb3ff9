"""The records on real SQLite files: what is kept, who may see it, and that erased is erased."""

import hashlib
import random
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scratch import HARBOR, JUNIPER, KNOWLEDGE, a_practice, a_revision, an_answer, left, put
from sqlalchemy import event

from bot.contracts import termsheet
from bot.documents import formats
from bot.engines.records import Records, open_records
from bot.errors import EngineError, ForbiddenError, UnknownError
from bot.retrieval.passages import passages
from bot.vocabulary import HOUSE, Passage, Reply, Revision, TermSheet

ROOT = Path(__file__).parents[2]
OTHER_PROCESS = """
import sys, time
from pathlib import Path
sys.path[:0] = [{root!r}, {tests!r}]
from scratch import JUNIPER, a_practice, a_revision, put
from bot.engines.records import open_records
"""


def file_of(records: Records) -> Path:
    """Return the path of the database's file."""
    return Path(records._engine.url.database or "")


def run(script: str, *args: str) -> "subprocess.Popen[str]":
    """Start another process that uses the records."""
    head = OTHER_PROCESS.format(root=str(ROOT), tests=str(ROOT / "tests"))
    command = [sys.executable, "-c", head + script, *args]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def output(process: "subprocess.Popen[str]") -> str:
    """Wait for a process to end well and return what it printed."""
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    return out


# Practices and documents


def test_a_practice_is_kept_and_replaced(records: Records) -> None:
    """Putting a practice again changes it; the house that owns explainers is not among practices."""
    records.put_practice(a_practice("juniper"))
    records.put_practice(a_practice("harbor"))
    changed = a_practice("juniper").model_copy(update={"hours": "never"})
    records.put_practice(changed)

    assert (a_practice("harbor"), changed) == records.practices()


def test_a_revision_comes_back_as_it_was_put(records: Records) -> None:
    """Text, headings, pages, warnings and passages survive the database."""
    content = formats.read((KNOWLEDGE / "practices/cedar-bluff/agreement.pdf").read_bytes(), "agreement.pdf")
    revision = Revision("sha256:" + "a" * 64, "cedar-agreement", "Cedar", "agreement", content, HOUSE)
    put(records, revision)

    assert ((revision,), passages(revision)) == (records.published(), records.passages(revision))


def test_a_changed_document_replaces_the_old_one_and_old_quotes_still_resolve(records: Records) -> None:
    """Only the newest revision is in force; a citation of the one before still finds its words."""
    old, new = a_revision(JUNIPER), a_revision(JUNIPER.replace("$85", "$95"))
    put(records, old)
    start = old.content.text.index("$85 a month")
    put(records, new)

    quote = records.revision(old.document, old.id).quote(start, start + 11)
    assert ((new,), (), "$85 a month") == (records.published(), records.passages(old), quote.text)


def test_going_back_to_an_earlier_text_brings_its_passages_back(records: Records) -> None:
    """A, then B, then A again: the passages are those of A."""
    old, new = a_revision(JUNIPER), a_revision(HARBOR)
    for revision in (old, new, old):
        put(records, revision)
        assert passages(revision) == records.passages(revision)

    assert (old,) == records.published()


def test_a_revision_is_there_whole_or_not_at_all(records: Records) -> None:
    """When one of its passages cannot be written, the revision before stays in force with all of its passages."""
    old, new = a_revision(JUNIPER), a_revision(HARBOR, "juniper-agreement")
    put(records, old)
    records.mark_indexed(old, "a-model")
    twice = passages(new)[0]
    with pytest.raises(EngineError):
        records.put_revision(new, [*passages(new), twice])
    with pytest.raises(UnknownError):
        records.revision(new.document, new.id)

    assert ((old,), passages(old), {"juniper-agreement": "a-model"}) == (
        records.published(),
        records.passages(old),
        records.indexed(),
    )


def test_a_new_revision_is_not_marked_as_indexed_and_late_marks_are_ignored(records: Records) -> None:
    """A mark for the revision before, which comes late, does not say that the new one has vectors."""
    old, new = a_revision(JUNIPER), a_revision(HARBOR, "juniper-agreement")
    put(records, old)
    records.mark_indexed(old, "a-model")
    put(records, new)
    records.mark_indexed(old, "a-model")

    assert {"juniper-agreement": None} == records.indexed()


def test_a_changed_effective_date_of_an_unchanged_text_is_kept(records: Records) -> None:
    """The date stands in practice.yaml, not in the agreement, so that it changes without a new revision."""
    revision = a_revision(JUNIPER)
    put(records, revision)
    dated = Revision(**{**vars(revision), "effective": datetime.now(UTC).date()})
    put(records, dated)

    assert (dated,) == records.published()


def test_withdrawn_documents_are_not_published_but_resolve_and_uploads_stay(records: Records) -> None:
    """Withdrawal touches neither old citations nor the agreements of conversations."""
    conversation = records.open_conversation(None, keep=False)
    gone, kept = a_revision(JUNIPER, "gone"), a_revision(HARBOR, "kept")
    upload = a_revision("My own agreement has a fee.", "upload-1", conversation=conversation.id)
    put(records, gone, kept, upload)
    records.withdraw({"kept"})

    assert ((kept,), JUNIPER, (upload,), {"kept": None}) == (
        records.published(),
        records.revision("gone", gone.id).content.text,
        records.uploads(conversation.id),
        records.indexed(),
    )


def test_an_unknown_source_is_an_unknown_error(records: Records) -> None:
    """Neither a document nor a revision that was never there is found."""
    put(records, a_revision(JUNIPER))
    for document, revision in (("nothing", "sha256:0"), ("juniper-agreement", "sha256:0")):
        with pytest.raises(UnknownError):
            records.revision(document, revision)


@given(text=st.text(max_size=60), start=st.integers(0, 60), length=st.integers(0, 60))
def test_a_quote_is_exactly_what_stands_there(text: str, start: int, length: int) -> None:
    """Whatever stretch is quoted, the quote's own offsets give its text, within the stretch, without outer space."""
    quote = a_revision(text).quote(start, start + length)

    assert (quote.text, text[start : start + length].strip()) == (text[quote.start : quote.end], quote.text)


# Terms


def test_sheets_are_kept_for_each_version_of_the_reader(records: Records) -> None:
    """Terms and traps of a real agreement come back equal, and another reader has to read anew."""
    for file in sorted(KNOWLEDGE.glob("practices/*/agreement.*")):
        content = formats.read(file.read_bytes(), file.name)
        revision = Revision("sha256:" + "a" * 64, file.parent.name, "T", "agreement", content, HOUSE)
        put(records, revision)
        sheet = termsheet.read(content)
        assert sheet.traps
        records.put_sheet(revision, "first", sheet)
        assert (sheet, None) == (records.sheet(revision, "first"), records.sheet(revision, "second"))
        shorter = TermSheet(sheet.terms[:2], sheet.traps[1:])
        records.put_sheet(revision, "second", shorter)

        assert (None, shorter) == (records.sheet(revision, "first"), records.sheet(revision, "second"))


def test_a_reply_is_kept_until_it_is_forgotten(records: Records) -> None:
    """A later reply takes the place of an earlier one; another conversation does not see it; erased with its agreement."""
    mine, other = (records.open_conversation(None, keep=False).id for _ in range(2))
    upload = a_revision(JUNIPER, "upload-1", conversation=mine)
    put(records, upload)
    first = Reply(upload.document, upload.id, "fee", "It is $90.", date(2026, 11, 21))
    second = Reply(upload.document, upload.id, "fee", "It is $95.", date(2026, 11, 22))
    notice = Reply(upload.document, upload.id, "cancel_notice_days", "Thirty days.", date(2026, 11, 22))
    for reply in (first, second, notice):
        records.put_reply(mine, reply)

    assert ((notice, second), ()) == (records.replies(mine, upload.document), records.replies(other, upload.document))
    records.put_reply(mine, replace(second, text=""))
    assert (notice,) == records.replies(mine, upload.document)
    records.erase(mine)
    assert records.replies(mine, upload.document) == ()


# Conversations


def test_the_secret_decides_who_sees_a_conversation(records: Records) -> None:
    """Its secret opens it; a wrong, empty or missing one is forbidden; the command line may."""
    opened = records.open_conversation("juniper", keep=False)
    for wrong in ("wrong", "", None, (opened.secret or "")[:-1]):
        with pytest.raises(ForbiddenError):
            records.conversation(opened.id, wrong)

    found = [records.conversation(opened.id, opened.secret), records.conversation(opened.id, None, trusted=True)]
    assert ["juniper", "juniper"] == [one.practice for one in found]


def test_a_conversation_that_is_not_there_is_unknown_whatever_the_secret(records: Records) -> None:
    """An unknown name tells nothing about secrets."""
    for secret in (None, "something"):
        with pytest.raises(UnknownError):
            records.conversation("nobody", secret)


def test_a_secret_is_stored_nowhere_in_clear(records: Records) -> None:
    """Neither the files, nor a kept answer, nor the repr of a conversation has the secret."""
    opened = records.open_conversation(None, keep=True)
    secret = opened.secret or ""
    records.next_turn(opened.id)
    records.put_turn("question", an_answer(opened.id, 1, "answer", secret))

    assert (43, {}, False) == (len(secret), left(file_of(records), secret.encode()), secret in repr(opened))


def test_turn_numbers_are_unique_when_eight_threads_ask_at_once(records: Records) -> None:
    """Numbers go from 1 without a gap and without a repeat."""
    conversation = records.open_conversation(None, keep=False)
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda _: records.next_turn(conversation.id), range(80)))

    assert list(range(1, 81)) == sorted(numbers)


def test_turns_are_kept_in_order_with_their_citations(records: Records) -> None:
    """What was asked and answered comes back oldest first, and every citation is a row."""
    conversation = records.open_conversation(None, keep=False)
    for text in ("first", "second"):
        number = records.next_turn(conversation.id)
        records.put_turn(text, an_answer(conversation.id, number, text))
    with sqlite3.connect(file_of(records)) as raw:
        citations = raw.execute("SELECT turn, id, start, end FROM citations ORDER BY turn").fetchall()
    raw.close()

    turns = [(turn["turn"], turn["asked"], turn["answer"]["text"]) for turn in records.turns(conversation.id)]
    assert ([(1, "first", "first"), (2, "second", "second")], [(1, 1, 0, 5), (2, 1, 0, 6)]) == (turns, citations)


def travel(records: Records, conversation: str, minutes: int) -> None:
    """Make a conversation have been used last so many minutes ago."""
    seen = (datetime.now(UTC) - timedelta(minutes=minutes)).strftime("%Y-%m-%d %H:%M:%S.%f")
    raw = sqlite3.connect(file_of(records))
    with raw:
        raw.execute("UPDATE conversations SET seen = ? WHERE id = ?", (seen, conversation))
    raw.close()


def test_idle_conversations_vanish_and_kept_ones_stay(records: Records) -> None:
    """After 60 idle minutes a conversation is unknown and erased, unless its person agreed to keep it for 30 days."""
    idle, fresh = (records.open_conversation(None, keep=False) for _ in range(2))
    kept = records.open_conversation(None, keep=True)
    travel(records, idle.id, 61)
    travel(records, fresh.id, 59)
    travel(records, kept.id, 30 * 24 * 60 - 1)
    with pytest.raises(UnknownError):
        records.conversation(idle.id, idle.secret)
    erased = [records.erase_idle(), records.erase_idle()]
    with pytest.raises(UnknownError):
        records.next_turn(idle.id)

    still = [records.conversation(one.id, one.secret).id for one in (fresh, kept)]
    assert ([1, 0], [fresh.id, kept.id]) == (erased, still)


@pytest.mark.parametrize("use", ["next_turn", "remember"])
def test_a_conversation_in_use_is_not_idle(records: Records, use: str) -> None:
    """A turn, and what is remembered of it, start the sixty minutes anew."""
    conversation = records.open_conversation(None, keep=False)
    travel(records, conversation.id, 59)
    if use == "next_turn":
        records.next_turn(conversation.id)
    else:
        records.remember(conversation.id, "juniper", {"topics": ["fee"]})
    raw = sqlite3.connect(file_of(records))
    (seen,) = raw.execute("SELECT seen FROM conversations").fetchone()
    raw.close()

    age = datetime.now(UTC) - datetime.fromisoformat(seen).replace(tzinfo=UTC)
    assert age < timedelta(minutes=1)


def test_an_upload_is_seen_by_its_own_conversation_alone(records: Records) -> None:
    """Nobody else finds it: not by name, not among published documents, not in another conversation."""
    mine, other = (records.open_conversation(None, keep=False) for _ in range(2))
    upload = a_revision(JUNIPER, "upload-1", conversation=mine.id)
    put(records, upload)
    for conversation in (None, other.id):
        with pytest.raises(UnknownError):
            records.revision("upload-1", upload.id, conversation)

    assert (upload, (upload,), (), ()) == (
        records.revision("upload-1", upload.id, mine.id),
        records.uploads(mine.id),
        records.uploads(other.id),
        records.published(),
    )


def test_the_latest_upload_comes_first(records: Records) -> None:
    """The order is that in which agreements were added."""
    conversation = records.open_conversation(None, keep=False)
    for number in (3, 1, 2):
        put(records, a_revision(f"Agreement {number} has a fee.", f"upload-{number}", conversation=conversation.id))

    assert ["upload-2", "upload-1", "upload-3"] == [one.document for one in records.uploads(conversation.id)]


def test_an_upload_has_vectors_only_once_all_of_them_are_there(records: Records) -> None:
    """Half of the vectors are none, so that search never mixes; then they come back as float32."""
    conversation = records.open_conversation(None, keep=False)
    upload = a_revision(JUNIPER, "upload-1", conversation=conversation.id)
    put(records, upload)
    rows = records.passages(upload)
    vectors = np.random.default_rng(1).normal(size=(len(rows), 4)).astype("<f4")
    records.put_vectors(rows[:1], vectors[:1].tolist())
    half = records.vectors(upload)
    records.put_vectors(rows[1:], vectors[1:].tolist())
    found = records.vectors(upload)

    assert ({}, [one.id for one in rows], vectors.tolist()) == (
        half,
        list(found),
        [vector.tolist() for vector in found.values()],
    )


def test_nothing_is_kept_for_a_conversation_that_was_erased_meanwhile(records: Records) -> None:
    """A turn or an upload that ends after its conversation was erased leaves nothing behind."""
    conversation = records.open_conversation(None, keep=False)
    records.next_turn(conversation.id)
    records.erase(conversation.id)
    upload = a_revision("LATEWORD has a fee.", "upload-1", conversation=conversation.id)
    with pytest.raises(UnknownError):
        records.put_turn("LATEWORD", an_answer(conversation.id, 1, "LATEWORD"))
    with pytest.raises(UnknownError):
        put(records, upload)
    records.put_vectors(passages(upload), [[0.0]])

    assert {} == left(file_of(records), b"LATEWORD")


# Erasing


def chatter(records: Records, count: int, turns: int) -> dict[str, bytes]:
    """Hold conversations at once, each full of its own word, and return the word of each."""
    dice = random.Random(6)  # with these, secure_delete alone leaves words in the file
    words = {records.open_conversation(None, keep=False).id: f"MARK{number:02d}x" for number in range(count)}
    for step in range(turns):
        name, word = dice.choice(list(words.items()))
        text = " ".join(f"{word}{dice.randrange(10**8):08d}" for _ in range(dice.choice([1, 5, 40, 400])))
        records.put_turn(text, an_answer(name, records.next_turn(name), text))
        records.remember(name, None, {"topics": [word] * dice.randrange(50)})
        if step % 8 == 0:
            upload = a_revision(f"# Fees\n\n{text}.\n\n# Notice\n\n{text}.", f"upload-{step}", conversation=name)
            put(records, upload)
            vector = np.frombuffer((word * 200).encode(), dtype="<f4").tolist()
            rows = records.passages(upload)
            records.put_vectors(rows, [vector for _ in rows])
            records.put_sheet(upload, word, termsheet.read(upload.content))
            records.put_reply(name, Reply(upload.document, upload.id, "fee", text, date(2026, 11, 22)))
    return {name: word.encode() for name, word in words.items()}


def test_erased_is_erased_from_every_byte_of_the_files(records: Records) -> None:
    """Whatever order conversations are erased in, no byte of messages, uploads, vectors or memory is left.

    Many conversations grow at once, because SQLite leaves copies of rows in the gaps of pages that it splits.
    """
    words = chatter(records, count=24, turns=240)
    file = file_of(records)
    assert all(left(file, word) for word in words.values())

    for name, word in words.items():
        records.erase(name)
        assert {} == left(file, word)


def test_an_erased_conversation_is_gone_from_every_table(records: Records) -> None:
    """Rows of other conversations and of published documents stay."""
    words = chatter(records, count=3, turns=30)
    put(records, a_revision(JUNIPER))
    gone, *others = words
    before = {name: records.turns(name) for name in others}
    records.erase(gone)
    raw = sqlite3.connect(file_of(records))
    tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = [row for table in tables for row in raw.execute(f"SELECT * FROM {table}")]
    problems = raw.execute("PRAGMA foreign_key_check").fetchall()
    raw.close()

    assert (False, [], before, 1) == (
        any(gone in map(str, row) for row in rows),
        problems,
        {name: records.turns(name) for name in others},
        len(records.published()),
    )


def test_what_a_reader_held_fast_is_wiped_by_the_next_sweep(records: Records) -> None:
    """While another process reads in the file its journal cannot be emptied; the sweep tries again until it can."""
    event.listen(records._engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout=50"))
    records._engine.dispose()
    conversation = records.open_conversation(None, keep=False)
    records.put_turn("HELDWORD", an_answer(conversation.id, 1, "HELDWORD"))
    reader = sqlite3.connect(file_of(records), isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM turns").fetchone()
    records.erase(conversation.id)
    held = left(file_of(records), b"HELDWORD")
    reader.close()
    swept = records.erase_idle()

    assert (True, 0, {}) == (bool(held), swept, left(file_of(records), b"HELDWORD"))


def test_what_a_killed_process_did_not_wipe_is_wiped_by_the_first_sweep_of_the_next(records: Records) -> None:
    """A process may die after the rows are gone and before the file is written anew."""
    conversation = records.open_conversation(None, keep=False)
    records.put_turn("KILLWORD " * 900, an_answer(conversation.id, 1, "KILLWORD"))
    file = file_of(records)
    raw = sqlite3.connect(file)
    with raw:
        raw.execute("PRAGMA secure_delete=OFF")
        raw.execute("DELETE FROM citations")
        raw.execute("DELETE FROM turns")
        raw.execute("DELETE FROM conversations")
    raw.close()
    before = left(file, b"KILLWORD")
    following = open_records(f"sqlite:///{file}", idle_minutes=60)
    following.erase_idle()
    following.close()

    assert (True, {}) == (bool(before), left(file, b"KILLWORD"))


# Several processes, and what goes wrong


def test_two_processes_share_one_database(records: Records) -> None:
    """Turn numbers stay unique over processes, and what one puts or erases the other sees."""
    conversation, doomed = (records.open_conversation(None, keep=False) for _ in range(2))
    old = a_revision(HARBOR, "juniper-agreement")
    put(records, old)
    assert (old,) == records.published()
    script = """
records = open_records(sys.argv[1], 60)
print(*[records.next_turn(sys.argv[2]) for _ in range(40)])
put(records, a_revision(JUNIPER))
records.erase(sys.argv[3])
records.close()
"""
    process = run(script, f"sqlite:///{file_of(records)}", conversation.id, doomed.id)
    mine = [records.next_turn(conversation.id) for _ in range(40)]
    theirs = [int(number) for number in output(process).split()]
    with pytest.raises(UnknownError):
        records.conversation(doomed.id, doomed.secret)

    new = a_revision(JUNIPER)
    assert (list(range(1, 81)), (new,), passages(new)) == (
        sorted([*mine, *theirs]),
        records.published(),
        records.passages(new),
    )


def test_processes_that_start_at_once_on_an_empty_folder_all_start(tmp_path: Path) -> None:
    """Migrations, practices and first revisions of several replicas wait for each other."""
    script = """
go = Path(sys.argv[1], "go")
print("ready", flush=True)
while not go.exists():
    time.sleep(0.001)
for round in range(8):
    while time.time() < go.stat().st_mtime + round * 0.3:
        pass
    records = open_records(f"sqlite:///{sys.argv[1]}/{round}/records.db", 60)
    records.put_practice(a_practice("juniper"))
    put(records, a_revision(JUNIPER, practice="juniper"))
    print(len(records.published()), end="")
    records.close()
"""
    processes = [run(script, str(tmp_path)) for _ in range(3)]
    for process in processes:
        assert process.stdout
        assert "ready\n" == process.stdout.readline()
    (tmp_path / "go").touch()
    ended = [process.communicate(timeout=60) for process in processes]

    assert ["1" * 8] * 3 == [out for out, _ in ended], [err[-500:] for _, err in ended]


@pytest.mark.parametrize(
    "address",
    ["nosuch://somebody:hushhush@host/db", "postgresql+psycopg://somebody:hushhush@host/db", "hushhush", "sqlite:///"],
)
def test_an_address_that_cannot_be_opened_is_an_engine_error_without_its_password(address: str, tmp_path: Path) -> None:
    """The message names RECORDS and never what may be secret in the address; here a file stands for the folder."""
    (tmp_path / "file").touch()
    if address == "sqlite:///":
        address += f"{tmp_path}/file/records.db"
    with pytest.raises(EngineError) as caught:
        open_records(address, 60)

    assert (True, False) == (str(caught.value).startswith("RECORDS="), "hushhush" in str(caught.value))


def test_a_file_that_is_no_database_is_an_engine_error(tmp_path: Path) -> None:
    """It is neither opened nor changed."""
    file = tmp_path / "records.db"
    file.write_bytes(b"This is a letter, not a database. " * 200)
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    with pytest.raises(EngineError):
        open_records(f"sqlite:///{file}", 60)

    assert before == hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_database_that_fails_later_is_an_engine_error(records: Records) -> None:
    """A table that vanished is said as one sentence for people, whatever was asked."""
    raw = sqlite3.connect(file_of(records))
    with raw:
        raw.execute("DROP TABLE terms")
    raw.close()
    records.ping()
    with pytest.raises(EngineError) as caught:
        records.sheet(a_revision(JUNIPER), "a-reader")

    assert str(caught.value).endswith("Try again.")


def test_passages_have_the_text_that_stands_at_their_offsets(records: Records) -> None:
    """The text of a passage is cut from the stored revision, so that it cannot drift from it."""
    revision = a_revision(JUNIPER)
    records.put_revision(revision, [Passage(revision.document, revision.id, 2, 12, "", "something else", "hint")])

    assert [(JUNIPER[2:12], "hint")] == [(one.text, one.hint) for one in records.passages(revision)]
