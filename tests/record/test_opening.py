import os
import sqlite3
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import dragoman.record
from dragoman.errors import RecordError
from dragoman.record import Record, opening
from dragoman.record.tables import metadata
from tests.model.samples import sample

STORES = ("sqlite",)


def change(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_the_migrations_make_just_the_tables_that_the_code_knows(file: Path) -> None:
    with Record.open(file) as record:
        # full-text tables and indexes are the database's own
        options = {"include_name": lambda name, kind, _: kind != "table" or "_words" not in name}
        assert compare_metadata(MigrationContext.configure(record._connection, opts=options), metadata) == []


def test_the_last_migration_is_the_version_that_the_code_expects() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(dragoman.record.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [opening.SCHEMA_VERSION]


def test_a_file_is_made_with_write_ahead_log_and_foreign_keys(file: Path) -> None:
    assert file.is_file()
    with Record.open(file) as record:
        assert record._connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert record._connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert record._connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


def test_a_file_is_made_under_any_name(tmp_path: Path) -> None:
    path = tmp_path / "a record?#%20.db"
    with Record.open(path) as record:
        record.add(sample())
    with Record.open(path, create=False) as record:
        assert len(record.events()) == 3
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_opening_again_keeps_what_is_there(file: Path) -> None:
    with Record.open(file, create=False) as record:
        assert record.report("doc-1") == sample()


def test_an_older_schema_is_brought_up(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(file, "UPDATE alembic_version SET version_num = 'r0000'")
    called: list[object] = []
    monkeypatch.setattr(opening, "_migrate", called.append)
    Record.open(file).close()
    assert len(called) == 1


def test_a_newer_schema_is_refused(file: Path) -> None:
    change(file, "UPDATE alembic_version SET version_num = 'r9999'")
    with pytest.raises(RecordError, match=r"newer dragoman \(schema r9999.*update dragoman"):
        Record.open(file)


def test_an_old_record_that_is_read_only_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(file, "UPDATE alembic_version SET version_num = 'r0000'")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(RecordError, match=r"older schema.*read-only"):
        Record.open(file, create=False)


def _text(path: Path) -> None:
    path.write_text("This is no database. " * 100)


def _other(path: Path) -> None:
    change(path, "CREATE TABLE songs (id)")


def _folder(path: Path) -> None:
    path.mkdir()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _damaged(path: Path) -> None:
    change(path, "CREATE TABLE songs (id)")
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 4000)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (_text, "no SQLite database"),
        (_other, "another program"),
        (_folder, "is a folder"),
        (_damaged, "damaged|no SQLite database|malformed"),
    ],
)
@pytest.mark.parametrize("create", [True, False])
def test_what_is_no_record_is_told(tmp_path: Path, make: object, told: str, create: bool) -> None:
    path = tmp_path / "x.db"
    make(path)  # type: ignore[operator]
    with pytest.raises(RecordError, match=told) as error:
        Record.open(path, create=create)
    assert len(str(error.value).splitlines()) == 1


def test_an_empty_file_becomes_a_record_but_is_none(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    _empty(path)
    with pytest.raises(RecordError, match="is empty, no record"):
        Record.open(path, create=False)
    Record.open(path).close()
    Record.open(path, create=False).close()


def test_a_record_that_is_not_there_is_not_made_by_asking(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="there is no record"):
        Record.open(tmp_path / "x.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="there is no folder"):
        Record.open(tmp_path / "no" / "x.db")


def test_a_read_only_folder_can_be_asked_but_not_added_to(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(RecordError, match="read-only"):
        Record.open(file)
    with Record.open(file, create=False) as record:
        assert len(record.events()) == 3
        with pytest.raises(RecordError, match="read-only"):
            record.add(sample("doc-2"))


def test_readers_go_on_while_a_writer_writes_and_a_second_writer_is_told(file: Path) -> None:
    with Record.open(file) as writer, Record.open(file, create=False) as reader:
        reader._connection.exec_driver_sql("PRAGMA busy_timeout=50")
        with opening.writing(writer._connection):
            writer._connection.exec_driver_sql("DELETE FROM event_parties")
            assert len(reader.events(actor="NOR")) == 2
            with pytest.raises(RecordError, match="another program is writing"):
                reader.add(sample("doc-2"))
        assert reader.events(actor="NOR") == []


def _delete_and_stop(record: Record) -> None:
    record._connection.exec_driver_sql("DELETE FROM ties")
    raise KeyboardInterrupt


def test_who_comes_while_another_makes_the_record_waits(tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    first = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    first.execute("BEGIN EXCLUSIVE")
    first.execute("CREATE TABLE t (n)")
    with pytest.raises(RecordError, match="another program is writing"):
        opening.open_file(file, create=True, busy_seconds=0.1)
    leaving = threading.Timer(0.3, first.execute, ["ROLLBACK"])
    leaving.start()
    opening.open_file(file, create=True).dispose()
    leaving.join()
    first.close()


def test_what_fails_inside_a_transaction_leaves_nothing(file: Path) -> None:
    with Record.open(file) as record:
        with pytest.raises(KeyboardInterrupt), opening.writing(record._connection):
            _delete_and_stop(record)
        assert len(record.ties()) == 1


@pytest.mark.parametrize("version", ["", "9999", "head"])
def test_a_schema_that_there_never_was_is_told(file: Path, version: str) -> None:
    change(file, f"UPDATE alembic_version SET version_num = '{version}'")
    with pytest.raises(RecordError, match=f"is damaged: it names a schema that there never was, '{version}'"):
        Record.open(file)
