"""``dragoman recode-record`` and ``dragoman link`` on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import Result

from dragoman.record import Record
from dragoman.sources.rejected import Rejected
from dragoman.workflows import recode_record
from dragoman.workflows.add import Stored
from tests.model.samples import sample

Run = Callable[..., Result]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with Record.open(tmp_path / "x.db") as record:
        for name in ("doc-1", "doc-2"):
            record.add(sample(name))
    return tmp_path / "x.db"


def test_entities_are_linked_and_explained(run: Run, file: Path) -> None:
    done = run("link", "--record", file)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"{file}: 10 entities of different documents are 5 persons, organizations and countries\n"
    shown = run("link", "--record", file, "--explain", "berg", "--to", "jsonl")
    rows = [json.loads(line) for line in shown.stdout.splitlines()]
    assert [(row["document"], row["name"]) for row in rows] == [("doc-1", "Ola Berg"), ("doc-2", "Ola Berg")]
    assert {row["features"] for row in rows} == {"same name 2 + same country 1 + same office at the time 1.7"}
    assert run("link", "--record", file, "--explain", "nobody", "--to", "csv").stdout.count("\n") <= 1


def test_a_record_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    for command in ("link", "recode-record"):
        done = run(command, "--record", tmp_path / "no.db")
        assert (done.exit_code, len(done.stderr.splitlines())) == (1, 1)
        assert "there is no record" in done.stderr


def play(monkeypatch: pytest.MonkeyPatch, stop: bool) -> None:
    def items(*_: object) -> Iterator[Stored]:
        yield Stored("added", sample())
        yield Stored("unchanged", sample())
        yield Stored("rejected", Rejected("document d3", "the coder failed"))
        if stop:
            raise KeyboardInterrupt

    monkeypatch.setattr(recode_record, "recode_record", items)


@pytest.mark.parametrize(("stop", "status"), [(False, 0), (True, 130)])
def test_recoding_tells_what_it_did_also_when_it_is_stopped(
    run: Run, file: Path, monkeypatch: pytest.MonkeyPatch, stop: bool, status: int
) -> None:
    play(monkeypatch, stop)
    done = run("recode-record", "--record", file)
    assert done.exit_code == status
    assert "document d3: the coder failed" in done.stderr
    assert f"{file}: 1 coded anew, 1 were up to date, 1 could not be read" in done.stderr
    assert done.stdout == ""
