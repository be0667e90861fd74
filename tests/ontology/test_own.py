"""Ontologies of somebody's own: the worked example of docs/how-to, and how a folder replaces PLOVER or adds to it."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path

import pytest

from dragoman.coder import Coder
from dragoman.errors import DataError
from dragoman.extract.judging import decide
from dragoman.language.encoder import JudgedPair
from dragoman.model import Document, Event, Report, Span
from dragoman.ontology import Example, load_ontology
from dragoman.ontology.head import NONE, Head
from dragoman.settings import GRAMMAR, Settings

MARITIME = (Path(__file__).parents[2] / "docs" / "how-to" / "maritime").resolve()
OWN = load_ontology(MARITIME)
POSITIVE = [(name, e) for name in sorted(OWN.own) for e in OWN.types[name].positive]
NEGATIVE = [(name, e) for name in sorted(OWN.own) for e in OWN.types[name].negative]


@cache
def reports() -> dict[str, Report]:
    texts = [e.text for _, e in (*POSITIVE, *NEGATIVE)]
    coder = Coder(Settings(judge=GRAMMAR, ontology=str(MARITIME)))
    return {r.document.text: r for r in coder.read_many(Document(text, id=str(n)) for n, text in enumerate(texts))}


def words(report: Report, ids: tuple[str, ...]) -> str:
    return " ".join(m.span.of(report.document.text) for e in report.entities if e.id in ids for m in e.mentions)


@pytest.mark.parametrize(("kind", "example"), POSITIVE, ids=[f"{k}: {e.text}" for k, e in POSITIVE])
def test_the_example_finds(kind: str, example: Example) -> None:
    report = reports()[example.text]
    (event,) = (e for e in report.events if e.type == kind)
    assert (example.actor or "") in words(report, event.actors)
    assert (example.recipient or "") in words(report, (*event.recipients, *event.actors))
    assert example.mode is None or example.mode in event.modes
    assert event.quad == OWN.types[kind].quad


@pytest.mark.parametrize(("kind", "example"), NEGATIVE, ids=[f"{k}: {e.text}" for k, e in NEGATIVE])
def test_the_example_keeps_quiet(kind: str, example: Example) -> None:
    assert [e.trigger for e in reports()[example.text].events if e.type == kind] == []


def test_plovers_types_stay_beside_and_the_version_names_both() -> None:
    assert set(load_ontology().types) < set(OWN.types)
    (report,) = {r.versions.ontology for r in reports().values()}
    assert report.startswith("Maritime encounters 1 sha256:")
    assert report.endswith(" + PLOVER 0.8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "own"
    shutil.copytree(MARITIME, copy)
    return copy


def test_without_extends_the_folder_is_all_there_is(folder: Path) -> None:
    (folder / "ontology.toml").write_text('name = "Sea"\n')
    found = load_ontology(folder)
    assert set(found.types) == found.own
    report = Coder(Settings(judge=GRAMMAR, ontology=str(folder))).read(
        Document("Chad accused Libya of theft. Marines boarded the freighter.")
    )
    assert [e.type for e in report.events] == ["BOARD"]
    assert report.failures == ()


def test_another_file_is_another_version(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    (other / "board.toml").write_text((folder / "board.toml").read_text().replace("0.88", "0.9"))
    assert load_ontology(folder).version != load_ontology(other).version


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("ontology.toml", "extent = true\n", "ontology.toml, line 1: unknown key extent"),
        ("ontology.toml", 'extends = "yes"\n', "extends must be a bool"),
        ("board.toml", 'name = "BOARD"\n', "board.toml: BOARD has no quad"),
        ("head.json", "{}", "head.json: KeyError"),
        ("head.json", json.dumps({"types": ["FLY", NONE], "weights": [[1], [1]], "bias": [0, 0], "judge": "x"}), "FLY is no type"),
        ("head.json", json.dumps({"types": [NONE, "BOARD"], "weights": [[1], [1]], "bias": [0, 0], "judge": "x"}), "not sound"),
    ],
)
def test_what_is_wrong_is_named(folder: Path, name: str, text: str, told: str) -> None:
    (folder / name).write_text(text)
    with pytest.raises(DataError, match=told):
        load_ontology(folder)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such folder"):
        Coder(Settings(judge=GRAMMAR, ontology=str(tmp_path / "none"))).read(Document("x"))


def test_a_head_of_another_judge_is_refused(folder: Path) -> None:
    head = {"types": ["BOARD", NONE], "weights": [[0.0], [0.0]], "bias": [0, 0], "judge": "0 sha256:0"}
    (folder / "head.json").write_text(json.dumps(head))
    with pytest.raises(DataError, match="train it anew"):
        Coder(Settings(ontology=str(folder))).read(Document("x"))


def judged_with(bias: tuple[float, ...], event_type: str) -> Event | None:
    """What becomes of an event where the head gives its types these scores whatever it sees."""
    state = JudgedPair({"ACCUSE": 0.5, NONE: 0.5}, {}, {}, 0.0)
    head = Head(("BOARD", "RESCUE", NONE), tuple((0.0,) * len(state.state) for _ in bias), bias, "")
    ontology = type(OWN)(OWN.version, OWN.types, OWN.classes, OWN.own, head)
    event = Event("v1", event_type, event_type, ("e1",), ("e2",), Span(0, 1), Span(0, 1), confidence=0.8)
    return decide(event, state, ontology=ontology)


def test_words_and_head_decide_together() -> None:
    kept, dropped, other = (judged_with(bias, "BOARD") for bias in ((3, 0, 0), (0, 0, 9), (0, 6, 0)))
    assert kept is not None
    assert kept.type == "BOARD"
    assert dropped is None
    assert other is not None
    assert (other.type, other.plain_type) == ("RESCUE", "RESCUE")


def test_a_pair_without_trigger_becomes_an_event_only_where_the_head_is_sure() -> None:
    sure, unsure = judged_with((9, 0, 0), ""), judged_with((1, 0, 0), "")
    assert sure is not None
    assert sure.type == "BOARD"
    assert unsure is None or unsure.type not in OWN.own
