import json
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from dragoman.errors import RecordError, UsageError
from dragoman.model import Document, Failure, Report
from dragoman.model.rows import entity_rows, event_rows, statement_rows, tie_rows
from dragoman.record import Record
from tests.model.samples import VERSIONS, hostile, sample


@dataclass(frozen=True)
class Unread:
    origin: str = "a.txt"
    line: int | None = None
    reason: str = "empty"
    sample: str = ""


def count(record: Record, table: str) -> int:
    return int(record._connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())


@pytest.mark.parametrize("report", [sample(), hostile(), Report(VERSIONS, Document("x"))], ids=["sample", "hostile", "empty"])
def test_a_report_comes_back_exactly(record: Record, report: Report) -> None:
    assert record.add(report)
    found = record.report(report.document.id)
    assert found == report
    assert json.dumps(found.to_dict()) == json.dumps(report.to_dict())


def test_the_rows_are_those_of_the_report(filled: Record) -> None:
    assert sorted(filled.events(), key=lambda row: row.id) == event_rows(sample())
    assert filled.statements() == statement_rows(sample())
    assert filled.entities() == entity_rows(sample())
    assert filled.ties() == tie_rows(sample())


def test_adding_twice_changes_nothing(filled: Record) -> None:
    tables = ("documents", "reports", "entities", "mentions", "statements", "events", "event_parties", "ties")
    before = [count(filled, table) for table in tables]
    assert not filled.add(sample())
    assert [count(filled, table) for table in tables] == before


def test_a_report_by_another_version_takes_the_place_of_the_older_which_stays_in_the_history(filled: Record) -> None:
    newer = replace(sample(), versions=replace(VERSIONS, dragoman="0.2.0"), events=sample().events[:1])
    assert filled.add(newer)
    assert filled.report("doc-1") == newer
    assert len(filled.events()) == 1
    assert count(filled, "documents") == 1
    assert count(filled, "reports") == 2
    assert list(filled.reports()) == [newer]


def test_a_changed_document_of_the_same_id_is_a_new_report(filled: Record) -> None:
    assert filled.add(sample(title="Corrected title"))
    assert [row.document_title for row in filled.ties()] == ["Corrected title"]
    assert count(filled, "documents") == 1


def test_a_document_that_is_not_there_is_told(record: Record) -> None:
    with pytest.raises(KeyError):
        record.report("none")


def test_reports_come_in_the_order_they_were_added(record: Record) -> None:
    names = [f"d{n}" for n in range(120)]
    for name in names:
        record.add(Report(VERSIONS, Document("x", id=name)))
    assert [report.document.id for report in record.reports()] == names


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["v1", "v2", "v3"]),
        ({"actor": "nor"}, ["v1", "v3"]),
        ({"actor": "NOR"}, ["v1", "v3"]),
        ({"actor": "CHL"}, ["v2"]),
        ({"actor": "chile"}, ["v2"]),
        ({"actor": "Peru"}, []),
        ({"recipient": "FISH"}, ["v3"]),
        ({"recipient": "IGO"}, ["v1"]),
        ({"actor": "Norway", "recipient": "league"}, ["v1"]),
        ({"actor": "%"}, []),
        ({"type": "accuse"}, ["v2"]),
        ({"type": "ACCUSE, COERCE"}, ["v2", "v3"]),
        ({"type": "COERCE-arrest"}, ["v3"]),
        ({"type": "COERCE-curfew"}, []),
        ({"factuality": "ct+"}, ["v1", "v2", "v3"]),
        ({"factuality": "CT-,Uu"}, []),
        ({"text": "AT LEAST 12"}, ["v2", "v3"]),
        ({"since": "2023-05-06", "until": "2023-05-06"}, ["v3"]),
        ({"since": "2023-05-10"}, ["v1", "v2"]),
        ({"until": "2023-05-09"}, ["v3"]),
        ({"since": "2023"}, ["v1", "v2", "v3"]),
        ({"until": "2022"}, []),
        ({"limit": 2}, ["v1", "v2"]),
        ({"limit": 0}, []),
    ],
)
def test_events_are_found(filled: Record, filters: dict[str, str], found: list[str]) -> None:
    assert [row.id for row in filled.events(**filters)] == found  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"actor": "berg"}, ["s1", "s2"]),
        ({"actor": "CHL"}, ["s4"]),
        ({"recipient": "radio"}, ["s2"]),
        ({"recipient": "NOR"}, ["s2"]),
        ({"type": "denies,declines"}, ["s3", "s5"]),
        ({"text": "in june"}, ["s2"]),
        ({"since": "2023-05-11"}, []),
    ],
)
def test_statements_are_found(filled: Record, filters: dict[str, str], found: list[str]) -> None:
    assert [row.id for row in filled.statements(**filters)] == found  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"actor": "CHL"}, ["e5", "e6"]),
        ({"type": "person"}, ["e2"]),
        ({"text": "his country"}, ["e1"]),
        ({"text": "ola"}, ["e2"]),
        ({"until": "2023-05-09"}, []),
    ],
)
def test_entities_are_found(filled: Record, filters: dict[str, str], found: list[str]) -> None:
    assert [row.id for row in filled.entities(**filters)] == found  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"actor": "CHL", "recipient": "league", "type": "member_of", "text": "joined"}, ["t1"]),
        ({"recipient": "IGO"}, ["t1"]),
        ({"type": "claims"}, []),
    ],
)
def test_ties_are_found(filled: Record, filters: dict[str, str], found: list[str]) -> None:
    assert [row.id for row in filled.ties(**filters)] == found  # type: ignore[arg-type]


def test_the_members_of_a_group_are_parties_too(record: Record) -> None:
    report = sample()
    together = replace(report.events[0], id="v1", actors=("e7",))
    record.add(replace(report, events=(together,)))
    assert [row.actors for row in record.events(actor="CHL")] == [("Norway and Chile",)]


def test_events_without_any_date_are_left_out_when_dates_are_asked_for(record: Record) -> None:
    record.add(sample(published=""))
    assert [row.id for row in record.events(since="1900")] == ["v3"]


def test_a_negative_limit_is_told(filled: Record) -> None:
    with pytest.raises(UsageError, match="limit"):
        filled.events(limit=-1)


def test_what_could_not_be_read_is_kept_once_with_its_reason(record: Record) -> None:
    with record.run():
        assert record.reject(Unread())
        assert not record.reject(Unread())
        assert record.reject(Unread(line=3, reason="no text", sample="\ud800{"))
    rows = record._connection.exec_driver_sql("SELECT origin, line, reason, sample, run_id FROM quarantine ORDER BY id").all()
    assert [tuple(row) for row in rows] == [("a.txt", None, "empty", "", 1), ("a.txt", 3, "no text", "\ufffd{", 1)]


def runs(record: Record) -> list[tuple[object, ...]]:
    rows = record._connection.exec_driver_sql("SELECT status, added, unchanged, rejected, finished IS NOT NULL FROM runs ORDER BY id").all()
    return [tuple(row) for row in rows]


def _add_and_stop(record: Record) -> None:
    record.add(sample("doc-2"))
    raise KeyboardInterrupt


def test_a_run_counts_what_became_of_its_items(record: Record) -> None:
    with record.run():
        record.add(sample())
        record.add(sample())
        record.reject(Unread())
    with pytest.raises(KeyboardInterrupt), record.run():
        _add_and_stop(record)
    with pytest.raises(ValueError, match="x"), record.run():
        raise ValueError("x")
    assert runs(record) == [("done", 1, 1, 1, 1), ("interrupted", 1, 0, 0, 1), ("failed", 0, 0, 0, 1)]
    assert count(record, "documents") == 2


def test_a_full_disk_keeps_what_was_added_before(file: Path) -> None:
    filled = Record.open(file)
    pages = filled._connection.exec_driver_sql("PRAGMA page_count").scalar()
    filled._connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    big = Report(VERSIONS, Document("x" * 200_000, id="big"))
    with pytest.raises(RecordError, match="no room is left on the disk; what was stored before stays"):
        filled.add(big)
    assert [report.document.id for report in filled.reports()] == ["doc-1"]
    filled._connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    assert filled.add(big)


def test_a_closed_record_tells_so(record: Record) -> None:
    record.close()
    with pytest.raises(RecordError):
        record.events()


def test_a_report_is_found_by_its_document_and_versions(filled: Record) -> None:
    report = sample()
    assert filled.stored(report.document, report.versions) == report
    assert filled.stored(replace(report.document, title="Corrected"), report.versions) is None
    assert filled.stored(report.document, replace(VERSIONS, dragoman="0.2.0")) is None


def test_a_report_with_a_failed_stage_gives_way_to_a_better_one(record: Record) -> None:
    worse = replace(sample(), failures=(Failure("ties", "MemoryError: "),), ties=())
    assert record.add(worse)
    assert not record.add(worse)
    assert record.add(sample())
    assert not record.add(worse)
    assert record.report("doc-1") == sample()
    assert count(record, "reports") == 1
    assert len(record.ties()) == 1
