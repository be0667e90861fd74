from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from dragoman.coder import Stage
from dragoman.language import Analysis
from dragoman.model import Document, Report, TimeExpression
from dragoman.record import Record
from dragoman.workflows.add import ThriftyCoder, add
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


def test_what_is_stored_is_not_coded_again(tmp_path: Path) -> None:
    def stages(run: Callable[[Analysis], tuple[TimeExpression, ...]]) -> tuple[Stage, ...]:
        return (Stage("times", run, "times"),)

    seen: list[str] = []

    def note(analysis: Analysis) -> tuple[TimeExpression, ...]:
        seen.append(analysis.document.id)
        return ()

    def fail(_analysis: Analysis) -> tuple[TimeExpression, ...]:
        raise ValueError("on purpose")

    documents = [Document("Norway accused Chile of spying.", id=f"d{n}") for n in range(3)]
    with Record.open(tmp_path / "x.db") as record:
        coder = ThriftyCoder(record)
        coder.stages = stages(note)
        first = coder.read(documents[1])
        assert record.add(first)
        assert [report.document.id for report in coder.read_many(documents)] == ["d0", "d1", "d2"]
        assert seen == ["d1", "d0", "d2"]
        assert coder.read(documents[1]) == first
        assert coder.read(replace(documents[1], title="Corrected")).document.title == "Corrected"
        assert seen[3:] == ["d1"]

        coder.stages = stages(fail)
        failed = coder.read(documents[2])
        assert len(failed.failures) == 1
        assert record.add(failed)
        coder.stages = stages(note)
        assert record.add(coder.read(documents[2]))
