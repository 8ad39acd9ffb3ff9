"""The migrations on real SQLite files: up, down, up again, whole or not at all, and equal to the tables in code."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from scratch import JUNIPER, a_revision, put
from sqlalchemy import Engine, create_engine, event, inspect
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.engines.records import MIGRATIONS, open_records, prepare_sqlite, upgrade
from bot.engines.tables import Table


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Return a database without tables."""
    made = create_engine(f"sqlite:///{tmp_path}/records.db")
    event.listen(made, "connect", prepare_sqlite)
    yield made
    made.dispose()


def config() -> Config:
    """Return the settings of Alembic."""
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    return made


def downgrade(engine: Engine) -> None:
    """Take all migrations back."""
    settings = config()
    with engine.begin() as connection:
        settings.attributes["connection"] = connection
        command.downgrade(settings, "base")


def tables(engine: Engine) -> set[str]:
    """Return the names of the tables that are there."""
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_migrations_go_up_down_and_up_again(engine: Engine) -> None:
    """Down leaves no table, and up again leaves the same schema as the first time."""
    upgrade(engine)
    with engine.connect() as connection:
        first = connection.exec_driver_sql("SELECT sql FROM sqlite_master ORDER BY name").all()
    downgrade(engine)
    none = tables(engine)
    upgrade(engine)
    with engine.connect() as connection:
        second = connection.exec_driver_sql("SELECT sql FROM sqlite_master ORDER BY name").all()

    assert (set(), first, set(Table.metadata.tables)) == (none, second, tables(engine))


def test_the_migrated_schema_is_the_one_in_code(engine: Engine) -> None:
    """Alembic finds nothing to add to its migrations."""
    upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        differences = compare_metadata(context, Table.metadata)

    assert [] == differences


def test_there_is_one_line_of_migrations(engine: Engine) -> None:
    """There is one head, and an upgraded database is at it."""
    upgrade(engine)
    heads = ScriptDirectory.from_config(config()).get_heads()
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_heads()

    assert (1, tuple(heads)) == (len(heads), current)


def test_a_migration_that_fails_half_way_leaves_nothing(engine: Engine) -> None:
    """A process killed, or an error, between two tables must not leave a database that can never be opened again."""
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE terms (stranger TEXT)")
    with pytest.raises(OperationalError):
        upgrade(engine)
    after = tables(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE terms")
    upgrade(engine)

    assert ({"terms"}, set(Table.metadata.tables)) == (after, tables(engine))


def test_a_document_has_exactly_one_owner(engine: Engine) -> None:
    """The database itself refuses a document of nobody, and one of a practice and a conversation at once."""
    upgrade(engine)
    insert = "INSERT INTO documents (id, kind, title, practice, conversation) VALUES ('d', 'agreement', 't', ?, ?)"
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO conversations (id, secret, keep, turns, memory, opened, seen)"
            " VALUES ('c', 's', 0, 0, '{}', '2026-01-01', '2026-01-01')"
        )
    for owners in ((None, None), ("plainterms", "c")):
        with pytest.raises(IntegrityError), engine.begin() as connection:
            connection.exec_driver_sql(insert, owners)
    with engine.begin() as connection:
        connection.exec_driver_sql(insert, ("plainterms", None))
        count = connection.exec_driver_sql("SELECT count(*) FROM documents").scalar_one()

    assert 1 == count


def test_opening_a_database_again_changes_nothing(tmp_path: Path) -> None:
    """What is there is there after the next start, and connections erase durably and keep foreign keys."""
    address = f"sqlite:///{tmp_path}/deep/folder/records.db"
    revision = a_revision(JUNIPER)
    first = open_records(address, 60)
    put(first, revision)
    first.close()
    second = open_records(address, 60)
    published = second.published()
    names = ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "busy_timeout")
    with second._engine.connect() as connection:
        settings = [connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names]
    second.close()

    assert ((revision,), ["wal", 2, 1, 1, 10_000]) == (published, settings)


def test_a_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    """An older program does not write into tables that it does not know."""
    address = f"sqlite:///{tmp_path}/records.db"
    open_records(address, 60).close()
    raw = sqlite3.connect(tmp_path / "records.db")
    with raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999_from_the_future'")
    raw.close()
    with pytest.raises(Exception, match="9999_from_the_future") as caught:
        open_records(address, 60)

    assert "EngineError" == type(caught.value).__name__
