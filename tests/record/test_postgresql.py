"""What only PostgreSQL has: addresses, passwords, roles, and SQL in its own tongue."""

from __future__ import annotations

import psycopg
import pytest

from dragoman.errors import RecordError, UsageError
from dragoman.record import Record
from dragoman.record.opening import open_database
from dragoman.record.postgresql import is_address, shown
from tests.model.samples import sample

STORES = ("postgresql",)


@pytest.mark.parametrize(
    ("place", "address"),
    [("postgresql://u@h/d", True), ("postgres:///d", True), ("news.db", False), ("/data/postgresql:/x", False)],
)
def test_an_address_is_known_as_one(place: str, address: bool) -> None:
    assert is_address(place) is address


def test_a_password_is_never_shown() -> None:
    assert shown("postgresql://ann:secret@h/d?sslmode=require") == "postgresql://ann:***@h/d?sslmode=require"
    with pytest.raises(RecordError, match="no host of this name") as told:
        open_database("postgresql://ann:secret@nowhere.invalid/d", create=False)
    assert "secret" not in str(told.value)


@pytest.mark.parametrize("place", ["postgresql://h:port/d"])
def test_an_address_that_can_not_be_read_is_told(place: str) -> None:
    with pytest.raises(UsageError, match="address can't be read"):
        Record.open(place)


def test_an_empty_database_is_no_record_and_one_of_others_neither(place: str) -> None:
    with psycopg.connect(place, autocommit=True) as connection:
        for statement in ("CREATE SCHEMA other", "CREATE TABLE other.songs (id int)", "CREATE SCHEMA empty"):
            connection.execute(statement)
        try:
            with pytest.raises(RecordError, match="another program"):
                Record.open(f"{place}&options=-csearch_path%3Dother")
            with pytest.raises(RecordError, match="is empty, no record"):
                Record.open(f"{place}&options=-csearch_path%3Dempty", create=False)
        finally:
            connection.execute("DROP SCHEMA other, empty CASCADE")


@pytest.fixture
def asked(filled: Record, place: str) -> Record:
    """The filled record, opened by a user who may only read it."""
    with psycopg.connect(place, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'analyst'").fetchone():
            connection.execute("CREATE ROLE analyst LOGIN")
        connection.execute("GRANT USAGE ON SCHEMA public TO analyst")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO analyst")
    assert len(filled.events()) == 3
    return Record.open(place.replace("postgres@", "analyst@"), create=False)


def test_sql_is_asked_by_an_ordinary_user_and_changes_nothing(asked: Record, filled: Record) -> None:
    with asked:
        assert asked.sql("SELECT id, type FROM events ORDER BY id LIMIT 2").rows == (("v1", "CONSULT"), ("v2", "ACCUSE"))
        assert asked.sql("SELECT count(*) AS n FROM events;").to_dicts() == [{"n": 3}]
        assert asked.sql("SELECT generate_series(1, 9)", limit=2).cut
        for question, told in (
            ("DELETE FROM events", "only SELECT"),
            ("SELECT 1; DELETE FROM events", "one SELECT at a time"),
            ("SELECT 1; COMMIT; DELETE FROM events", "one SELECT at a time"),
            ("WITH gone AS (DELETE FROM events RETURNING 1) SELECT * FROM gone", "understood|only reading"),
            ("SELECT pg_read_file('/etc/hostname')", "only reading"),
            ("SELECT set_config('transaction_read_only', 'off', false)", "understood|only reading"),
            ("SELECT colour FROM events", "can't be understood"),
            ("SELECT FROM WHERE", "can't be understood"),
        ):
            with pytest.raises(UsageError, match=told):
                asked.sql(question)
        with pytest.raises(RecordError, match="longer than"):
            asked.sql("SELECT pg_sleep(20)", seconds=0.2)
        with pytest.raises(RecordError, match="may not do that"):
            asked.add(sample("doc-2"))
    assert len(filled.events()) == 3


def test_sql_by_a_superuser_is_refused(filled: Record) -> None:
    with pytest.raises(UsageError, match="superuser"):
        filled.sql("SELECT 1")


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DROP INDEX ix_events_words", "table events: lacks the index ix_events_words"),
        ("DROP INDEX ix_ties_relation", "table ties: lacks the index ix_ties_relation"),
        ("DROP TRIGGER keep_corrections ON corrections", "trigger keep_corrections: is missing"),
        ("DELETE FROM names WHERE name = 'Ola Berg'", "table names: lacks 'Ola Berg', which rows have"),
    ],
)
def test_a_check_names_what_is_missing(filled: Record, statement: str, told: str) -> None:
    assert list(filled.check()) == []
    filled._connection.exec_driver_sql("BEGIN")
    try:
        filled._connection.exec_driver_sql(statement)
        assert [f"{fault.where}: {fault.what}" for fault in filled.check()] == [told]
    finally:
        filled._connection.exec_driver_sql("ROLLBACK")
