"""``--judge``: who decides what an event is."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.judges import write_model

Run = Callable[..., Any]
TEXT = "Norway accused Chile of lies.\n"
PAIR = {"id": "a", "text": TEXT, "actor": [0, 6], "recipient": [15, 20]}


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    return path


def test_read_names_the_model_in_its_reports(run: Run, text: Path, tmp_path: Path) -> None:
    models = [
        json.loads(run("read", text, "--to", "jsonl", "--judge", judge).stdout)["versions"]["models"]
        for judge in ("grammar", write_model(tmp_path / "model"))
    ]
    assert "judge" not in models[0]
    assert models[1]["judge"].startswith("tiny sha256:")


def test_recode_asks_the_model(run: Run, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text(json.dumps(PAIR) + "\n")
    plain, judged = (json.loads(run("recode", pairs, "--judge", j).stdout) for j in ("grammar", write_model(tmp_path / "model")))
    assert "NONE" not in plain["scores"]
    assert "NONE" in judged["scores"]


@pytest.mark.parametrize("command", ["read", "add", "recode"])
def test_a_missing_model_is_one_line_and_a_way_out(run: Run, text: Path, tmp_path: Path, command: str) -> None:
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text(json.dumps(PAIR) + "\n")
    arguments = {"read": [text], "add": [text, "--record", tmp_path / "r.sqlite"], "recode": [pairs]}[command]
    result = run(command, *arguments, "--judge", tmp_path / "nowhere")
    assert result.exit_code == 1
    assert "judge.json" in result.stderr
    assert "--judge grammar" in result.stderr
    assert "Traceback" not in result.stderr
