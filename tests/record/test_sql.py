"""SQL can ask anything and change nothing."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from dragoman.errors import RecordError, UsageError
from dragoman.record import Record

STORES = ("sqlite",)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("SELECT id, type FROM events ORDER BY id LIMIT 2", [("v1", "CONSULT"), ("v2", "ACCUSE")]),
        ("-- a note\n/* another */ select count(*) from events;", [(3,)]),
        ("WITH x AS (SELECT name FROM entities WHERE country = 'CHL') SELECT count(*) FROM x", [(2,)]),
        ("SELECT e.value, count(*) FROM events, json_each(events.actors) e GROUP BY 1 ORDER BY 1", [("Chile", 1), ("Norway", 2)]),
        ("SELECT json_extract(json, '$.document.id') FROM reports WHERE current", [("doc-1",)]),
        ("SELECT name FROM pragma_table_info('events') LIMIT 1", [("report_id",)]),
        ("SELECT fold('ÅSE'), fold(NULL), NULL", [("åse", None, None)]),
        ("VALUES (1), (2)", [(1,), (2,)]),
        ("SELECT 1 WHERE 0", []),
    ],
)
def test_what_is_asked_is_answered(filled: Record, question: str, rows: list[tuple[object, ...]]) -> None:
    assert list(filled.sql(question)) == rows


@pytest.mark.parametrize(
    "question",
    [
        "DELETE FROM events",
        "UPDATE documents SET title = 'x'",
        "DROP TABLE events",
        "CREATE TABLE x (y)",
        "CREATE TEMP TABLE x AS SELECT 1",
        "PRAGMA query_only = OFF",
        "PRAGMA journal_mode = DELETE",
        "ATTACH DATABASE 'other.db' AS other",
        "VACUUM INTO 'copy.db'",
        "BEGIN",
        "",
        "WITH x AS (SELECT 1) DELETE FROM events",
        "WITH x AS (SELECT 1) INSERT INTO runs (started, dragoman, status, added, unchanged, rejected) VALUES ('', '', '', 0, 0, 0)",
        "WITH x AS (SELECT 1) UPDATE sqlite_master SET sql = ''",
        "SELECT load_extension('evil')",
        "SELECT writefile('x', 'y')",
        "SELECT * FROM pragma_journal_mode",
        "SELECT * FROM pragma_database_list",
        "SELECT 1; DELETE FROM events",
        "SELECT 1; SELECT 2",
        "EXPLAIN DELETE FROM events",
    ],
)
def test_nothing_is_changed_and_no_other_file_touched(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, question: str) -> None:
    monkeypatch.chdir(tmp_path)
    with Record.open(file, create=False) as record:
        before = hashlib.sha256(file.read_bytes()).hexdigest()
        with pytest.raises(UsageError) as told:
            record.sql(question)
        assert "\n" not in str(told.value)
        assert len(record.events()) == 3
    assert hashlib.sha256(file.read_bytes()).hexdigest() == before
    assert not {"other.db", "copy.db", "x"} & set(os.listdir(tmp_path))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("SELECT colour FROM events", "the SQL can't be understood: no such column: colour"),
        ("SELECT * FROM people", "no such table: people"),
        ("SELECT FROM WHERE", "syntax error"),
        ("DELETE FROM events", "only SELECT is possible"),
        ("SELECT load_extension('x')", "only reading is possible|can't be understood"),
        ("SELECT 1; SELECT 2", "one SELECT at a time"),
        ("SELECT ?", "can't be understood"),
        ("SELECT '\x00' FROM", "can't be understood"),
    ],
)
def test_what_is_wrong_is_told(filled: Record, question: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        filled.sql(question)


def test_an_endless_question_is_stopped(filled: Record) -> None:
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    with pytest.raises(RecordError, match=r"took longer than 0\.2 seconds"):
        filled.sql(endless, seconds=0.2)


def test_a_huge_value_is_refused(filled: Record) -> None:
    with pytest.raises(RecordError, match=r"^a value of the answer would be too big"):
        filled.sql("SELECT length(randomblob(500000000))")


def test_rows_are_limited_and_it_is_told(filled: Record) -> None:
    numbers = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
    grid = filled.sql(numbers, limit=5)
    assert [row[0] for row in grid] == [1, 2, 3, 4, 5]
    assert grid.cut
    assert not filled.sql("SELECT 1", limit=1).cut
    with pytest.raises(UsageError, match="limits"):
        filled.sql("SELECT 1", limit=-1)


def test_a_writer_and_a_question_do_not_mind_each_other(file: Path) -> None:
    with Record.open(file) as writer, Record.open(file, create=False) as reader:
        with writer.run():
            assert reader.sql("SELECT status FROM runs").rows == (("running",),)
        assert reader.sql("SELECT status FROM runs").rows == (("done",),)


def test_columns_of_mixed_values_become_frames(filled: Record) -> None:
    grid = filled.sql("SELECT 1 AS a, 'x' AS b, x'00ff' AS c UNION ALL SELECT 1.5, 2, NULL ORDER BY a")
    assert grid.to_arrow().to_pylist() == [{"a": 1.0, "b": "x", "c": "00ff"}, {"a": 1.5, "b": "2", "c": None}]
