from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from dragoman.model import Report
from dragoman.record import Record
from dragoman.workflows.add import add
from tests.model.samples import sample


@dataclass(frozen=True)
class Unread:
    origin: str = "b.txt"
    line: int | None = 2
    reason: str = "no text"
    sample: str = "{}"


def test_each_item_is_stored_and_told(tmp_path: Path) -> None:
    items: list[Report | Unread] = [sample(), Unread(), sample(), sample("doc-2")]
    with Record.open(tmp_path / "x.db") as record:
        stored = list(add(items, record))
        assert [(one.outcome, one.item) for one in stored] == list(zip(("added", "rejected", "unchanged", "added"), items, strict=True))
        assert len(record.events()) == 6


def test_stopping_in_the_middle_keeps_what_was_stored_and_the_rest_can_be_added_later(tmp_path: Path) -> None:
    def items(stop: bool) -> Iterator[Report]:
        yield sample("doc-1")
        if stop:
            raise KeyboardInterrupt
        yield sample("doc-2")

    with Record.open(tmp_path / "x.db") as record:
        with pytest.raises(KeyboardInterrupt):
            list(add(items(stop=True), record))
        assert [one.document.id for one in record.reports()] == ["doc-1"]
        assert [one.outcome for one in add(items(stop=False), record)] == ["unchanged", "added"]
        statuses = record._connection.exec_driver_sql("SELECT status FROM runs ORDER BY id").scalars().all()
        assert statuses == ["interrupted", "done"]


def test_a_consumer_that_leaves_early_ends_the_run(tmp_path: Path) -> None:
    with Record.open(tmp_path / "x.db") as record:
        going = add([sample("doc-1"), sample("doc-2")], record)
        next(going)
        going.close()  # type: ignore[attr-defined]
        assert record._connection.exec_driver_sql("SELECT status FROM runs").scalars().all() == ["interrupted"]
