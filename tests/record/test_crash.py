"""Killed, crowded, out of room, in any order: nothing that was added is lost, and a record that went on is as if nothing had been.

``bench/crash`` does the same at length.
"""

from __future__ import annotations

import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

import pytest

from dragoman.record import Record
from dragoman.workflows.add import add
from tests.record.adding import items, state

STORES = ("sqlite",)
COUNT, KILLS = 60, 4
ROOT = Path(__file__).parents[2]


def adding(path: Path, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.record.adding", str(path), *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[object, ...]]:
    with Record.open(tmp_path_factory.mktemp("whole") / "x.db") as record:
        list(add(items(COUNT), record))
        assert list(record.check()) == []
        return state(record)


def test_killed_at_random_moments_and_resumed_it_is_as_if_nothing_had_been(place: str, undisturbed: list[tuple[object, ...]]) -> None:
    path, chance = Path(place), random.Random(7)
    for _ in range(KILLS):
        running = adding(path, COUNT)
        assert running.stdout is not None
        running.stdout.read(chance.randrange(1, COUNT // 2))  # so many items, and a moment more
        running.kill()
        running.communicate()
    with Record.open(path) as record:
        assert list(record.check()) == []
        list(add(items(COUNT), record))
        assert state(record) == undisturbed
        statuses = [status for (status,) in record.sql("SELECT status FROM runs ORDER BY id")]
    assert statuses == ["running"] * KILLS + ["done"]


def test_two_writers_and_ten_readers_lose_nothing_and_meet_no_error(place: str) -> None:
    def write(start: int) -> int:
        with Record.open(place) as record:
            return sum(stored.outcome == "added" for stored in add(items(20, start), record))

    def read(_: int) -> list[int]:
        counts = []
        with Record.open(place, create=False) as record:
            while not counts or (counts[-1] < 40 and len(counts) < 200):
                assert len(record.events(actor="NOR", text="arresting", limit=5)) <= 5
                counts.append(record.size("documents") + record.size("quarantine"))
        return counts

    with ThreadPoolExecutor(12) as pool:
        readers = [pool.submit(read, n) for n in range(10)]
        writers = [pool.submit(write, start) for start in (0, 20)]
        assert [writer.result(60) for writer in writers] == [18, 18]
        assert all(counts == sorted(counts) for reader in readers for counts in [reader.result(60)])
    with Record.open(place) as record:
        assert (record.size("documents"), record.size("quarantine"), list(record.check())) == (36, 4, [])


def test_a_full_disk_is_told_in_one_line_and_the_rest_goes_on_when_there_is_room(place: str, undisturbed: list[tuple[object, ...]]) -> None:
    running = adding(Path(place), COUNT, Path(place).stat().st_size + 150_000)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 1
    assert len(told.splitlines()) == 1
    assert "what was stored before stays" in told
    with Record.open(place) as record:
        assert 0 < record.size("documents") < COUNT
        assert list(record.check()) == []
        list(add(items(COUNT), record))
        assert state(record) == undisturbed


def test_the_order_of_adding_changes_no_report_and_no_answer(place: str, tmp_path: Path) -> None:
    with Record.open(place) as one, Record.open(tmp_path / "other.db") as other:
        list(add(items(COUNT), one))
        shuffled = list(items(COUNT))
        random.Random(3).shuffle(shuffled)
        list(add(shuffled, other))
        assert {r.document.id: r for r in one.reports()} == {r.document.id: r for r in other.reports()}
        for table in ("events", "statements", "entities", "ties"):
            rows = [sorted(map(repr, (asdict(row) for row in getattr(record, table)()))) for record in (one, other)]
            assert rows[0] == rows[1]
