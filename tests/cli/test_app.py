import io
import json
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dragoman.cli import COMMANDS, main
from dragoman.cli.notes import counted, say
from dragoman.tables import data_file

Run = Callable[..., Any]


def test_help_names_every_command(run: Run) -> None:
    result = run("--help")
    assert result.exit_code == 0
    for name in COMMANDS:
        assert name in result.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_has_help(run: Run, command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert COMMANDS[command].__doc__
    assert COMMANDS[command].__doc__.splitlines()[0] in result.stdout


def test_no_command_is_help(run: Run) -> None:
    result = run()
    assert result.exit_code == 2
    assert "Commands:" in result.stdout + result.stderr


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"dragoman {version('dragoman')}\n"


def test_schema(run: Run) -> None:
    printed = run("schema").stdout
    assert json.loads(printed) == json.loads(data_file("schema/report.schema.json").read_text(encoding="utf-8"))


def test_recode_prints_a_judgement_a_line(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def recode_lines(stream: io.TextIOBase, _coder: object, readers: str) -> Iterator[dict[str, object]]:
        asked.append(readers)
        for line in stream:
            yield {"id": json.loads(line)["id"], "type": "AID"}

    module = ModuleType("dragoman.workflows.recode")
    module.recode_lines = recode_lines  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "dragoman.workflows.recode", module)
    file = tmp_path / "pairs.jsonl"
    file.write_text('{"id": "a", "text": "x"}\n{"id": "\\u001b", "text": "x"}\n')
    result = run("recode", file)
    assert result.stdout == '{"id": "a", "type": "AID"}\n{"id": "\\u001b", "type": "AID"}\n'
    assert result.exit_code == 0
    assert run("recode", file, "--readers", "lay").exit_code == 0
    assert run("recode", file, "--readers", "everybody").exit_code == 2
    assert asked == ["auto", "lay"]


def test_recode_of_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    result = run("recode", tmp_path / "none.jsonl")
    assert result.exit_code == 2
    assert result.stderr == f"dragoman: {tmp_path / 'none.jsonl'}: there is no such file\n"


def test_notes_are_one_harmless_line(capsys: pytest.CaptureFixture[str]) -> None:
    say("a\x1b[2J\nb")
    assert capsys.readouterr().err == "a␛[2J b\n"


def test_a_closed_error_stream_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr(sys, "stderr", closed)
    say("a")


@pytest.mark.parametrize("shown", [True, False, None])
def test_counting_gives_the_same_items(shown: bool | None, capsys: pytest.CaptureFixture[str]) -> None:
    assert list(counted(range(3), "read", shown)) == [0, 1, 2]
    assert ("read" in capsys.readouterr().err) == bool(shown)


def test_the_entry_point_writes_utf_8_whatever_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    monkeypatch.setattr(sys, "argv", ["dragoman", "--help"])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 0
    assert sys.stdout.encoding == "utf-8"
    assert b"Commands:" in raw.getvalue()


def test_a_terminal_keeps_its_encoding_and_shows_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "argv", ["dragoman", "--version"])
    with pytest.raises(SystemExit):
        main()
    assert (stream.encoding, stream.errors) == ("ascii", "backslashreplace")


def test_without_output_there_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 1
    assert capsys.readouterr().err == "dragoman: there is no output to write to\n"
