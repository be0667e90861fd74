"""A record of each earlier schema, kept as the SQL that it was (``earlier/``), is brought up to date with nothing lost."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from dragoman.model.rows import event_rows
from dragoman.record import Record, opening
from tests.model.samples import VERSIONS, hostile, sample

STORES = ("sqlite",)

EARLIER = sorted((Path(__file__).parent / "earlier").glob("*.sql"))


@pytest.fixture(scope="module", params=EARLIER, ids=lambda p: p.stem)
def _brought_up(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("earlier") / "old.db"
    connection = sqlite3.connect(path)
    connection.executescript(request.param.read_text(encoding="utf-8"))
    connection.close()
    with Record.open(path) as record:
        assert record._connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == opening.SCHEMA_VERSION
    return path


@pytest.fixture
def old(_brought_up: Path, tmp_path: Path) -> Record:
    return Record.open(shutil.copy(_brought_up, tmp_path / "old.db"))


def test_there_is_a_record_of_each_earlier_schema() -> None:
    versions = Path(opening.__file__).parent / "migrations" / "versions"
    steps = sorted(path.stem.partition("_")[0] for path in versions.glob("r*.py"))
    assert [path.stem for path in EARLIER] == steps[:-1]


def test_nothing_is_wrong_with_it(old: Record) -> None:
    assert [f"{fault.where}: {fault.what}" for fault in old.check()] == []


def test_all_reports_are_there_older_codings_too(old: Record) -> None:
    assert {report.document.id: report for report in old.reports()} == {
        report.document.id: report for report in (sample(), hostile(), sample("doc-2", published="", publisher="Élan Post"))
    }
    versions = old.sql("SELECT json_extract(versions, '$.dragoman'), current FROM reports WHERE document_id = 'doc-1' ORDER BY id").rows
    assert versions == (("0.0.9", 0), (VERSIONS.dragoman, 1))
    assert [(row.origin, row.reason) for row in old.quarantine()] == [("a.txt", "empty")]


def test_it_is_asked_as_if_it_had_been_written_today(old: Record) -> None:
    rows = old.events(publisher="fjord", actor="nor")
    assert rows == [row for row in event_rows(sample()) if row.id in ("v1", "v3")]
    assert [row.document for row in old.events(publisher="ÉLAN", text="arresting fishermen")] == ["doc-2", "doc-2"]
    assert [row.id for row in old.entities(text="his country", publisher="fjord")] == ["e1"]
    assert [row.id for row in old.ties(text="joined", publisher="fjord")] == ["t1"]
    assert len(old.statements(text="decide in june")) == 2
    assert old.add(sample("doc-3"))
    assert not old.add(sample())
