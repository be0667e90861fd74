"""The loader reads what is right and names what is wrong, with its file and line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.errors import DataError
from dragoman.ontology import load_ontology

BROKEN = [json.loads(line) for line in (Path(__file__).parents[1] / "cases/ontology/broken.jsonl").read_text(encoding="utf-8").splitlines()]
HEAD = {"name": '"TEST"', "definition": '"d"', "quad": '"verbal conflict"', "recipient": '"optional"', "intensity": "1"}


def write(folder: Path, toml: str, name: str = "test.toml") -> Path:
    """A folder with one type; a line of ``toml`` that sets a key of the head takes its place, the bare key takes it away."""
    head = dict(HEAD)
    if toml in head:
        del head[toml]
        toml = ""
    key, _, value = toml.partition(" = ")
    if key in head:
        head[key] = value
        toml = ""
    (folder / name).write_text("\n".join(f"{k} = {v}" for k, v in head.items()) + "\n" + toml + "\n", encoding="utf-8")
    (folder / "contexts.toml").write_text("[military]\n", encoding="utf-8")
    (folder / "classes.toml").write_text('tools = "hammer saw"\nthings = "@tools table"\n', encoding="utf-8")
    return folder


@pytest.mark.parametrize("case", BROKEN, ids=[case["message"][:50] for case in BROKEN])
def test_names_what_is_wrong(case: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        load_ontology(write(tmp_path, case["toml"]))
    assert str(caught.value).startswith("test.toml")
    assert case["message"] in str(caught.value)


def test_reads_a_folder_of_ones_own(tmp_path: Path) -> None:
    toml = (
        '[frames]\nverb = { recipient = "with" }\n[modes.hard]\ndefinition = "d"\nintensity = -2\nwords = "hammer"\n'
        '[triggers]\nverb = [{ words = "hit knock_down", object = "@things on:@tools *", '
        'mode = "hard", context = "military", weight = 1 }]\n'
        'noun = [{ words = "hunger_strike", symmetric = true }]'
    )
    ontology = load_ontology(write(tmp_path, toml))
    assert ontology.version.startswith(f"{tmp_path.name} sha256:")
    kind = ontology.types["TEST"]
    verb, noun = kind.triggers
    assert verb.words == ("hit", "knock_down")
    assert (verb.actor, verb.recipient, verb.mode, verb.context, verb.weight) == (("subj",), ("with",), "hard", "military", 1.0)
    assert verb.object == {"hammer", "saw", "table", "on:hammer", "on:saw", "*"}
    assert noun.symmetric
    assert noun.actor == ("poss", "amod", "by")
    assert kind.intensity_of(("hard",)) == -2.0
    assert kind.intensity_of(()) == 1.0


def test_refuses_a_type_told_in_two_files(tmp_path: Path) -> None:
    write(tmp_path, "", name="a.toml")
    write(tmp_path, "", name="b.toml")
    with pytest.raises(DataError, match=r"b\.toml, line 1: type TEST is in another file"):
        load_ontology(tmp_path)


def test_refuses_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no event type"):
        load_ontology(tmp_path)


@pytest.mark.parametrize(
    ("classes", "message"), [("a = 3", "class a must be a string"), ('a = "@b"\nb = "x"', "line 1: unknown word class @b")]
)
def test_refuses_broken_classes(classes: str, message: str, tmp_path: Path) -> None:
    write(tmp_path, "")
    (tmp_path / "classes.toml").write_text(classes, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        load_ontology(tmp_path)


def test_refuses_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "test.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(DataError, match=r"test\.toml"):
        load_ontology(tmp_path)
