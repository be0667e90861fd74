"""``dragoman correct``, ``token`` and ``serve``."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from dragoman.record import Record
from tests.model.samples import sample, span

Run = Callable[..., Result]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    with Record.open(path) as record:
        record.add(sample())
    return path


def _lines(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_correct_undo_and_the_log(run: Run, file: Path) -> None:
    at = ("--record", file)
    made = _lines(run("correct", "doc-1", "type", "--event", "v2", "--set", "type=THREATEN", "--author", "ann", "--reason", "why", *at))
    assert (made[0]["id"], made[0]["author"], made[0]["reason"]) == (1, "ann", "why")
    words = ",".join(map(str, span("decide")))
    _lines(run("correct", "doc-1", "add", "--span", words, "--set", "type=AGREE", "--set", 'actors=["Norway"]', *at))
    _lines(run("correct", "doc-1", "time", "--event", "v3", "--set", "value=2023", *at))
    _lines(run("correct", "doc-1", "factuality", "--event", "v3", "--set", "factuality=PS+", "--set", "value=0.5", *at))
    _lines(run("correct", "identity", "--everywhere", "--set", "entity=Ola Berg", "--set", "name=Olav Berg", *at))
    with Record.open(file) as record:
        found = [(row.type, row.actors) for row in record.events(type="AGREE,THREATEN")]
        assert found == [("AGREE", ("Norway",)), ("THREATEN", ("Chile",))]
        assert (record.events(type="COERCE")[0].time, record.events(type="COERCE")[0].value) == ("2023", 0.5)
        assert record.entities(actor="Olav Berg")
    _lines(run("correct", "--undo", 1, *at))
    assert [line["id"] for line in _lines(run("correct", *at))] == [6, 5, 4, 3, 2, 1]
    assert [line["id"] for line in _lines(run("correct", "--limit", 1, "--author", "ann", *at))] == [1]
    assert _lines(run("correct", "--orphans", *at)) == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("doc-1", "praise"), "no correction is called praise"),
        (("doc-1", "reject", "--event", "v9"), "no event v9"),
        (("doc-1", "reject", "--span", "a"), "--span takes START,END"),
        (("doc-1", "type", "--event", "v1", "--set", "type"), "--set takes KEY=VALUE"),
        (("--undo", 7), "there is no correction 7"),
        (("none", "accept", "--event", "v1"), "there is no document none"),
    ],
)
def test_wrong_corrections_are_told_in_a_line(run: Run, file: Path, arguments: tuple[object, ...], told: str) -> None:
    result = run("correct", *arguments, "--record", file)
    assert result.exit_code == 2
    assert told in result.stderr


def test_tokens_are_made_listed_and_revoked(run: Run, file: Path) -> None:
    at = ("--record", file)
    made = run("token", "add", "ann", "--scope", "correct", *at)
    secret = made.stdout.strip()
    assert secret.startswith("drg_")
    assert "ann correct made" in run("token", "list", *at).stdout
    assert run("token", "revoke", "ann", *at).exit_code == 0
    listed = run("token", "list", *at).stdout
    assert "revoked" in listed
    assert secret not in listed
    assert run("token", "revoke", "ann", *at).exit_code == 2
    assert run("token", "add", *at).exit_code == 2
    assert run("token", "add", "bob", "--scope", "all", *at).exit_code == 2


def test_serve_says_why_it_does_not_open(run: Run, file: Path, tmp_path: Path) -> None:
    refused = run("serve", "--record", file, "--host", "192.0.2.1")
    assert refused.exit_code == 2
    assert "dragoman token add" in refused.stderr
    text = tmp_path / "no.db"
    text.write_text("no record")
    assert run("serve", "--record", text).exit_code == 1


def test_no_other_command_waits_for_the_desk() -> None:
    code = "import sys, dragoman.cli, dragoman.record; sys.exit(any(m in sys.modules for m in ('fastapi', 'uvicorn', 'jinja2')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
