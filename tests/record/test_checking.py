"""Each way of breaking a record is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.errors import RecordError
from dragoman.model import Span
from dragoman.record import Record
from tests.model.samples import VERSIONS, hostile, sample

STORES = ("sqlite",)


def faults(record: Record) -> list[str]:
    return [f"{fault.where}: {fault.what}" for fault in record.check()]


def test_a_sound_record_has_no_faults(filled: Record) -> None:
    filled.add(hostile())
    filled.add(sample("doc-2"))
    filled.add(replace(sample(), versions=replace(VERSIONS, dragoman="0.2.0"), events=sample().events[:1]))
    with filled.run():
        filled.add(sample("doc-3", published=""))
    assert faults(filled) == []


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE reports SET current = 0", "document doc-1: has 0 current reports, not one"),
        ("UPDATE reports SET json = '{'", "report 1 of doc-1: its JSON can't be read: JSONDecodeError"),
        ("UPDATE reports SET json = '[]'", "report 1 of doc-1: its JSON can't be read"),
        ("UPDATE reports SET content = 'x'", "report 1 of doc-1: its document or versions are not those it was stored with"),
        ("UPDATE reports SET versions = '{}'", "report 1 of doc-1: its column versions differs from its JSON"),
        ("UPDATE documents SET title = 'Another'", "report 1 of doc-1: its row in documents differs in title"),
        ("DELETE FROM events WHERE id = 'v2'", "report 1 of doc-1: events lacks v2"),
        ("DELETE FROM mentions WHERE entity_id = 'e1'", "report 1 of doc-1: mentions lacks e1 0"),
        ("UPDATE events SET type = 'AID', value = 0 WHERE id = 'v1'", "report 1 of doc-1: events v1 differs in type, value"),
        ("UPDATE entities SET sectors = '[]' WHERE id = 'e1'", "report 1 of doc-1: entities e1 differs in sectors"),
        ("UPDATE ties SET id = 't9'", "report 1 of doc-1: ties has t9, which the report has not"),
        ("ALTER TABLE ties DROP COLUMN polarity", "table ties: lacks the columns polarity"),
        ("DROP TABLE mentions", "table mentions: is missing"),
        ("DROP TRIGGER events_words_gone; DELETE FROM events", "table events: its full-text index has too many: 3 rows"),
        ("UPDATE events_words_docsize SET id = 7 WHERE id = 1048576", "table events: its full-text index lacks 1 rows"),
        ("UPDATE reports SET document_id = 'gone'", "table reports: row 1 points to a row of documents that is not there"),
        ("DELETE FROM events WHERE id = 'v1'", "table event_parties: rows that point to a row of events that is not there: 2"),
        ("DROP INDEX ix_events_order", "table events: lacks the index ix_events_order"),
        ("DROP TRIGGER events_words_added", "trigger events_words_added: is missing"),
        ("DROP TRIGGER keep_corrections", "trigger keep_corrections: is missing"),
        ("DROP TABLE ties_words", "table ties_words: is missing"),
        ("DELETE FROM names WHERE name = 'Ola Berg'", "table names: lacks 'Ola Berg', which rows have"),
        ("DELETE FROM names", "table names: lacks '"),
        ("UPDATE names SET folded = 'x' WHERE name = 'Ola Berg'", "table names: its folded form differs: 'Ola Berg'"),
        (
            'UPDATE reports SET json = replace(json, \'"actors":["e5"]\', \'"actors":["e99"]\')',
            "report 1 of doc-1: events v2 names the entity e99, which is not there",
        ),
        (
            'UPDATE reports SET json = replace(json, \'"according_to":"s1"\', \'"according_to":"s99"\')',
            "report 1 of doc-1: events v1 names the statement s99, which is not there",
        ),
    ],
)
def test_what_is_wrong_is_named(filled: Record, statement: str, told: str) -> None:
    filled._connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    for one in statement.split("; "):
        filled._connection.exec_driver_sql(one)
    found = faults(filled)
    assert any(line.startswith(told) for line in found), found


def test_a_span_outside_the_text_is_named(filled: Record) -> None:
    report = sample("doc-2")
    filled.add(replace(report, times=(replace(report.times[0], span=Span(0, 10_000)),)))
    assert faults(filled) == ["report 2 of doc-2: times 0 has the span 0-10000, outside its text"]


def test_rows_of_an_older_report_are_named(filled: Record) -> None:
    filled.add(replace(sample(), versions=replace(VERSIONS, dragoman="0.2.0"), ties=()))
    filled._connection.exec_driver_sql("UPDATE entities SET report_id = 1 WHERE id = 'e7'")
    assert faults(filled) == ["report 1: is not current, but has 1 rows in entities", "report 2 of doc-1: entities lacks e7"]


def test_a_damaged_file_is_told(file: Path) -> None:
    raw = bytearray(file.read_bytes())
    size = int.from_bytes(raw[16:18], "big")
    for page in range(4, len(raw) // size):
        raw[page * size : page * size + 8] = b"\xff" * 8
    file.write_bytes(raw)
    try:
        with Record.open(file, create=False) as record:
            found = faults(record)
    except RecordError as error:
        found = [f"file: {error}"]
    assert found
    assert found[0].startswith("file: ")


def test_checking_changes_nothing(file: Path) -> None:
    before = _rows(file)
    with Record.open(file, create=False) as record:
        assert faults(record) == []
    assert _rows(file) == before


def _rows(file: Path) -> list[list[str]]:
    with Record.open(file, create=False) as record:
        names = [row[0] for row in record.sql("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return [[repr(row) for row in record.sql(f"SELECT * FROM {name}")] for name in names]
