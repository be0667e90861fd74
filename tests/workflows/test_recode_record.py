"""Every document of a record is read again, once, and nothing of the older reports is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.coder import Coder
from dragoman.model import Document
from dragoman.record import Record
from dragoman.settings import GRAMMAR, Settings
from dragoman.workflows.recode_record import recode_record

SETTINGS = Settings(judge=GRAMMAR)
TEXTS = ("Norway condemned Chile.", "Peru thanked Japan.", "Kenya and Ghana signed a treaty.")


@pytest.fixture
def old(tmp_path: Path) -> Record:
    """A record whose reports an earlier version made."""
    record = Record.open(tmp_path / "x.db")
    for number, report in enumerate(Coder(SETTINGS).read_many(Document(text, id=f"d{n}") for n, text in enumerate(TEXTS))):
        assert record.add(replace(report, versions=replace(report.versions, dragoman="0.0.1"), events=report.events[: number % 2]))
    return record


def versions(record: Record) -> list[tuple[object, ...]]:
    query = "SELECT document_id, json_extract(versions, '$.dragoman') = '0.0.1' AS old, current FROM reports ORDER BY document_id, id"
    return list(record.sql(query))


def test_all_are_read_again_and_the_older_reports_stay(old: Record) -> None:
    with old:
        assert {one.outcome for one in recode_record(old, SETTINGS)} == {"added"}
        assert len(old.events()) == 3
        assert versions(old) == [(f"d{n}", *state) for n in range(3) for state in ((1, 0), (0, 1))]
        assert [one.outcome for one in recode_record(old, SETTINGS)] == ["unchanged"] * 3
        assert list(old.check()) == []


def test_what_was_stopped_goes_on_where_it_was(old: Record) -> None:
    with old:
        going = recode_record(old, SETTINGS)
        next(going)
        going.close()  # type: ignore[attr-defined]
        assert [one.outcome for one in recode_record(old, SETTINGS)] == ["unchanged", "added", "added"]


def test_a_document_that_fails_keeps_its_older_report(old: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Coder.read_many

    def fail(self: Coder, documents: list[Document]) -> object:
        if any(document.id == "d1" for document in documents):
            raise ValueError("on purpose")
        return whole(self, documents)

    monkeypatch.setattr(Coder, "read_many", fail)
    with old:
        assert [one.outcome for one in recode_record(old, SETTINGS)] == ["added", "rejected", "added"]
        assert old.report("d1").versions.dragoman == "0.0.1"
        assert [(row.origin, row.reason) for row in old.quarantine()] == [("document d1", "the coder failed: ValueError: on purpose")]
