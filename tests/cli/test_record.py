import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import RecordError
from dragoman.record import Record
from tests.cli.conftest import Unread
from tests.model.samples import hostile, sample

Run = Callable[..., Any]
Holding = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "x.db"
    with Record.open(path) as record:
        record.add(sample())
        record.add(hostile())
    return path


def test_add_stores_and_counts(run: Run, holding: Holding, tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    holding([sample(), Unread(), sample("doc-2")])
    result = run("add", "-", "--record", file)
    assert result.exit_code == 0
    assert result.stderr.splitlines() == ["dragoman: b.jsonl, line 2: no text", f"{file}: 2 added, 0 unchanged, 1 rejected"]
    assert run("add", "-", "--record", file, "--strict").exit_code == 1
    with Record.open(file) as record:
        assert len(list(record.reports())) == 2
        assert record._connection.exec_driver_sql("SELECT origin, line, reason, sample FROM quarantine").all() == [
            ("b.jsonl", 2, "no text", "{}")
        ]


def test_the_quarantine_is_shown(run: Run, holding: Holding, tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    holding([Unread(), Unread(origin="a\x1b[31m.txt", line=None, reason="is empty", sample="")])
    run("add", "-", "--record", file)
    shown = run("quarantine", "--record", file).stdout
    assert "b.jsonl, line 2" in shown
    assert "no text" in shown
    assert "\x1b" not in shown
    (row,) = map(json.loads, run("quarantine", "--record", file, "--text", "NO TEXT", "--to", "jsonl").stdout.splitlines())
    assert (row["origin"], row["line"], row["reason"], row["sample"]) == ("b.jsonl", 2, "no text", "{}")
    assert len(run("quarantine", "--record", file, "--to", "csv", "--limit", "1").stdout.splitlines()) == 2
    assert run("quarantine", "--record", file, "--limit", "-1").exit_code == 2
    assert run("quarantine", "--record", tmp_path / "gone.db").exit_code == 1


def test_an_interruption_keeps_what_was_stored(run: Run, holding: Holding, tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    holding([sample(), KeyboardInterrupt(), sample("doc-2")])
    result = run("add", "-", "--record", file)
    assert result.exit_code == 130
    assert result.stderr.splitlines() == [f"{file}: 1 added, 0 unchanged, 0 rejected", "dragoman: interrupted"]
    holding([sample(), sample("doc-2")])
    assert run("add", "-", "--record", file).stderr == f"{file}: 1 added, 1 unchanged, 0 rejected\n"


def test_on_a_full_disk_reasons_are_told_and_what_was_added_stays(
    run: Run, holding: Holding, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_record: Record, _unread: Unread) -> bool:
        raise RecordError("record x: no room is left on the disk; what was stored before stays")

    monkeypatch.setattr(Record, "reject", full)
    holding([sample(), Unread()])
    result = run("add", "-", "--record", tmp_path / "x.db")
    assert result.exit_code == 1
    assert "dragoman: b.jsonl, line 2: no text" in result.stderr
    assert "dragoman: record x: no room is left on the disk" in result.stderr
    with Record.open(tmp_path / "x.db") as record:
        assert len(record.events()) == 3


def test_a_path_that_is_not_there_is_status_2_though_the_rest_is_stored(run: Run, holding: Holding, tmp_path: Path) -> None:
    holding([sample()])
    result = run("add", "-", tmp_path / "none", "--record", tmp_path / "x.db")
    assert result.exit_code == 2
    assert "1 added" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["events"], ["v1", "v1", "v2", "v3"]),
        (["events", "--actor", "CHL", "--recipient", "norway", "--type", "accuse", "--factuality", "CT+", "--text", "fishermen"], ["v2"]),
        (["events", "--since", "2023-05-01", "--until", "2023-05-07"], ["v3"]),
        (["events", "--actor", "Norway", "--limit", "1"], ["v1"]),
        (["statements", "--actor", "Berg", "--text", "june"], ["s2"]),
        (["statements", "--recipient", "radio", "--type", "asserts", "--since", "2023", "--until", "2023", "--limit", "5"], ["s2"]),
        (["entities", "--type", "person", "--actor", "NOR", "--text", "berg", "--since", "2023", "--until", "2023"], ["e2"]),
        (
            [
                "ties",
                "--actor",
                "Chile",
                "--recipient",
                "IGO",
                "--type",
                "member_of",
                "--since",
                "2023",
                "--until",
                "2023",
                "--text",
                "joined",
            ],
            ["t1"],
        ),
    ],
)
def test_a_record_is_asked(run: Run, file: Path, arguments: list[str], found: list[str]) -> None:
    result = run(*arguments, "--record", file, "--to", "jsonl")
    assert result.exit_code == 0, result.stderr
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == found


@pytest.mark.parametrize("command", ["events", "statements", "entities", "ties"])
@pytest.mark.parametrize("to", ["table", "csv", "jsonl"])
def test_every_answer_in_every_format_is_harmless(run: Run, file: Path, command: str, to: str) -> None:
    result = run(command, "--record", file, "--to", to)
    assert result.exit_code == 0, result.stderr
    assert "Chile" in result.stdout
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["events", "--since", "soon"], 2, "since is no date: 'soon'; write 2023-05-10, 2023-05 or 2023"),
        (["events", "--to", "html"], 2, "no format is called html; there are table, csv, jsonl"),
        (["events", "--limit", "-1"], 2, "limit"),
        (["ties", "--factuality", "CT+"], 2, "--factuality"),
    ],
)
def test_wrong_questions_are_told(run: Run, file: Path, arguments: list[str], status: int, told: str) -> None:
    result = run(*arguments, "--record", file)
    assert result.exit_code == status
    assert told in result.stderr


def test_a_record_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    result = run("events", "--record", tmp_path / "x.db")
    assert result.exit_code == 1
    assert result.stderr == f"dragoman: there is no record at {tmp_path / 'x.db'}; dragoman add makes one\n"
