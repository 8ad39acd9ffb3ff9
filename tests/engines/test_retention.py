"""How long a conversation lives: an hour without use, or as long as was agreed and its practice keeps anything."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from scratch import a_practice, an_answer, left

from bot.engines.records import Records, open_records
from bot.errors import UnknownError

HOUR, DAY = 60, 24 * 60  # minutes


def file_of(records: Records) -> Path:
    """Return the file of a database."""
    return Path(str(records._engine.url.database))


def rest(records: Records, conversation: str, minutes: int) -> None:
    """Let a conversation have been used last so many minutes ago."""
    seen = (datetime.now(UTC) - timedelta(minutes=minutes)).strftime("%Y-%m-%d %H:%M:%S.%f")
    raw = sqlite3.connect(file_of(records))
    with raw:
        raw.execute("UPDATE conversations SET seen = ? WHERE id = ?", (seen, conversation))
    raw.close()


def practice(records: Records, name: str, days: int) -> None:
    """Let there be a practice that keeps what was agreed to for so many days."""
    records.put_practice(a_practice(name).model_copy(update={"retention_days": days}))


@pytest.mark.parametrize("days", [1, 7, 30, 365])
def test_what_was_agreed_to_is_kept_for_as_long_as_the_practice_keeps_it(records: Records, days: int) -> None:
    """On the minute: before it the conversation is there, after it unknown at once and erased by the next round."""
    practice(records, "juniper", days)
    early, late = (records.open_conversation(None, keep=True, home="juniper") for _ in range(2))
    rest(records, early.id, days * DAY - 1)
    rest(records, late.id, days * DAY + 1)

    assert early.id == records.conversation(early.id, early.secret).id
    with pytest.raises(UnknownError):
        records.conversation(late.id, late.secret)
    assert [1, 0] == [records.erase_idle(), records.erase_idle()]


def test_a_practice_that_keeps_nothing_keeps_nothing_that_was_agreed_to(records: Records) -> None:
    """Its chats live for the hour that every chat has, whatever is agreed at the beginning or later."""
    practice(records, "juniper", 0)
    opened = records.open_conversation(None, keep=True, home="juniper")
    later = records.keep_conversation(opened.id, keep=True)
    rest(records, opened.id, HOUR + 1)

    assert (False, False, 1) == (opened.keep, later.keep, records.erase_idle())


def test_a_shorter_retention_holds_for_what_is_kept_already(records: Records) -> None:
    """What a practice promises today is not undone by what it allowed before; a chat in use is never cut off."""
    practice(records, "juniper", 30)
    old, used = (records.open_conversation(None, keep=True, home="juniper") for _ in range(2))
    rest(records, old.id, 3 * DAY)
    practice(records, "juniper", 0)

    assert (1, used.id) == (records.erase_idle(), records.conversation(used.id, used.secret).id)


def test_each_practice_has_its_own_retention_and_the_open_chat_that_of_the_settings(tmp_path: Path) -> None:
    """One round erases exactly those whose time is over."""
    records = open_records(f"sqlite:///{tmp_path}/records.db", HOUR, retention_days=5)
    practice(records, "short", 2)
    practice(records, "long", 10)
    kept = {home: records.open_conversation(None, keep=True, home=home) for home in ("short", "long", None)}
    for one in kept.values():
        rest(records, one.id, 4 * DAY)
    erased = records.erase_idle()
    with pytest.raises(UnknownError):
        records.conversation(kept["short"].id, kept["short"].secret)
    still = [records.conversation(kept[home].id, kept[home].secret).id for home in ("long", None)]
    records.close()

    assert (1, [kept["long"].id, kept[None].id]) == (erased, still)


def test_agreement_is_given_and_taken_back(records: Records) -> None:
    """Each changes how long the conversation lives from now on, and asking for nothing only prolongs it."""
    opened = records.open_conversation(None, keep=False)
    agreed = records.keep_conversation(opened.id, keep=True)
    prolonged = records.keep_conversation(opened.id)
    taken_back = records.keep_conversation(opened.id, keep=False)
    lives = [round((one.expires - datetime.now(UTC)).total_seconds() / 60) for one in (agreed, prolonged, taken_back)]

    assert ([True, True, False], [30 * DAY, 30 * DAY, HOUR]) == (
        [one.keep for one in (agreed, prolonged, taken_back)],
        lives,
    )


def test_what_is_erased_by_the_round_leaves_no_byte(records: Records) -> None:
    """The files of the database are read afterwards, its log too."""
    practice(records, "juniper", 1)
    opened = records.open_conversation(None, keep=True, home="juniper")
    records.next_turn(opened.id)
    records.put_turn("WHATWASASKED", an_answer(opened.id, 1, "WHATWASANSWERED"))
    before = left(file_of(records), b"WHATWASASKED", b"WHATWASANSWERED")
    rest(records, opened.id, DAY + 1)
    records.erase_idle()

    assert before
    assert {} == left(file_of(records), b"WHATWASASKED", b"WHATWASANSWERED")
