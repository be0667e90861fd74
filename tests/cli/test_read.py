import csv
import errno
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import DataError
from dragoman.model import Failure, Report
from tests.cli.conftest import Unread
from tests.model.samples import HOSTILE, hostile, sample

Run = Callable[..., Any]
Holding = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "a.txt"
    file.write_text("x")
    return file


@pytest.fixture(autouse=True)
def _keep_output(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.cli.guard._drop_output", lambda: None)  # the test's own stream has no descriptor to drop


def test_reports_are_printed_in_order_and_what_could_not_be_read_is_named(run: Run, holding: Holding, path: Path) -> None:
    holding([sample("a"), Unread(), sample("b")])
    result = run("read", path, "--to", "jsonl")
    assert [json.loads(line)["document"]["id"] for line in result.stdout.splitlines()] == ["a", "b"]
    assert result.stderr == "dragoman: b.jsonl, line 2: no text\n"
    assert result.exit_code == 0


def test_strict_is_told_by_the_status_alone(run: Run, holding: Holding, path: Path) -> None:
    holding([Unread(line=None), sample()])
    result = run("read", path, "--to", "jsonl", "--strict")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr == "dragoman: b.jsonl: no text\n"


def test_a_failed_stage_is_told(run: Run, holding: Holding, path: Path) -> None:
    holding([replace(sample(), failures=(Failure("events", "ValueError: x"),))])
    result = run("read", path, "--to", "jsonl", "--strict")
    assert result.stderr == "dragoman: doc-1: stage events failed: ValueError: x\n"
    assert result.exit_code == 1


def test_hostile_names_and_reasons_are_one_harmless_line(run: Run, holding: Holding, path: Path) -> None:
    holding([Unread(origin=HOSTILE, reason=f"bad\n{HOSTILE}")])
    result = run("read", path)
    assert len(result.stderr.splitlines()) == 1
    assert "\x1b" not in result.stderr


def test_a_path_that_is_not_there_is_named_and_the_rest_is_read(run: Run, holding: Holding, path: Path, tmp_path: Path) -> None:
    asked = holding([sample()])
    result = run("read", tmp_path / "no\x1b.txt", path, "--to", "jsonl")
    assert result.exit_code == 2
    assert "no␛.txt: there is no such file or folder" in result.stderr
    assert len(result.stdout.splitlines()) == 1
    assert asked[0]["paths"] == [str(path)]


def test_nothing_is_printed_where_no_path_is_there(run: Run, holding: Holding, tmp_path: Path) -> None:
    asked = holding([sample()])
    result = run("read", tmp_path / "no.txt", "--to", "html")
    assert (result.exit_code, result.stdout, asked) == (2, "", [])


def test_options_reach_the_reader(run: Run, holding: Holding) -> None:
    asked = holding([])
    about = ["--published", "2023-05-10T08:00", "--publisher", "Fjord Wire", "--title", "T", "--language", "any", "--max-characters", "9"]
    assert run("read", "-", "--to", "json", *about).stdout == "[]\n"
    settings = asked[0].pop("settings")
    assert (settings.language, settings.max_characters) == ("any", 9)
    asked[0].pop("note")("examples: passed over 1 file")
    assert asked == [{"coder": None, "paths": ["-"], "published": "2023-05-10T08:00", "publisher": "Fjord Wire", "title": "T"}]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["read"], "PATH"),
        (["read", "-", "--to", "xml"], "no format is called xml"),
        (["read", "-", "--published", "soon"], "--published: the date of publication is not ISO 8601"),
        (["read", "-", "--max-characters", "0"], "max-characters"),
        (["read", "-", "--nonsense"], "--nonsense"),
        (["reed", "-"], "reed"),
    ],
)
def test_wrong_usage_is_told_with_status_2(run: Run, holding: Holding, arguments: list[str], told: str) -> None:
    holding([])
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (KeyboardInterrupt(), 130, "dragoman: interrupted\n"),
        (DataError("data file x is missing"), 1, "dragoman: data file x is missing\n"),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "dragoman: could not read or write: No space left on device\n"),
        (PermissionError(errno.EACCES, "Permission denied", "a.txt"), 1, "dragoman: could not read or write a.txt: Permission denied\n"),
        (MemoryError(), 1, "dragoman: not enough memory\n"),
        (
            ZeroDivisionError("x\ny"),
            1,
            "dragoman: a mistake in dragoman itself: ZeroDivisionError: x y (DRAGOMAN_TRACEBACK=1 shows where)\n",
        ),
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), 141, ""),
    ],
)
def test_what_goes_wrong_is_one_line_and_what_was_read_stays(
    run: Run, holding: Holding, error: BaseException, status: int, told: str
) -> None:
    holding([sample(), error])
    result = run("read", "-", "--to", "jsonl")
    assert result.exit_code == status
    assert result.stderr == told
    assert Report.from_dict(json.loads(result.stdout)) == sample()


def test_a_mistake_shows_where_if_asked(run: Run, holding: Holding, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_TRACEBACK", "1")
    holding([ZeroDivisionError()])
    assert isinstance(run("read", path).exception, ZeroDivisionError)


@pytest.mark.parametrize("to", ["text", "json", "jsonl", "html", "csv"])
def test_every_format_is_there_and_harmless(run: Run, holding: Holding, path: Path, to: str) -> None:
    holding([sample(), hostile()])
    result = run("read", path, "--to", to)
    assert result.exit_code == 0, result.stderr
    assert "COERCE" in result.stdout
    assert "\x1b" not in result.stdout


def test_csv_can_be_read(run: Run, holding: Holding, path: Path) -> None:
    holding([sample()])
    rows = list(csv.DictReader(io.StringIO(run("read", path, "--to", "csv").stdout)))
    assert [row["id"] for row in rows] == ["v1", "v2", "v3"]


def test_an_explanation_is_printed_instead_and_a_missing_event_named(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Chad accused Libya of theft.")
    result = run("read", file, "--explain", "ACCUSE", "--to", "json", "--judge", "grammar")
    assert [e["trigger"] for e in json.loads(result.stdout)] == ["accused"]
    missing = run("read", file, "--explain", "v7", "--to", "jsonl", "--judge", "grammar", "--strict")
    assert (missing.stdout, missing.exit_code) == ("", 1)
    assert "no event v7; there are v1 ACCUSE" in missing.stderr
