from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dragoman import Coder, Document
from dragoman.errors import DataError
from dragoman.language.encoder import Judge, JudgedText, PairSpans, Tags, load_judge
from dragoman.model import Span
from dragoman.settings import Settings
from tests.judges import MODES, TYPES, write_model

TEXT = "Norway accused Chile."
PAIR = PairSpans(actor=(Span(0, 6),), recipient=(Span(15, 20),), trigger=(Span(7, 14),), governor=(Span(7, 14),))


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    return load_judge(write_model(tmp_path_factory.mktemp("judge")))


def test_probabilities_are_such(judge: Judge) -> None:
    ((one,),) = judge.judge([JudgedText(TEXT, (PAIR,))])
    assert tuple(one.types) == TYPES
    assert tuple(one.modes) == MODES
    assert sum(one.types.values()) == pytest.approx(1)
    assert all(0 < p < 1 for p in one.modes.values())
    assert judge.version.startswith("tiny sha256:")
    assert len(judge.version.split(":")[1]) == 12


def test_pairs_that_are_given_are_judged_by_a_head_of_their_own(judge: Judge) -> None:
    ((one,),) = judge.judge([JudgedText(TEXT, (PAIR,))])
    assert tuple(one.given) == TYPES
    assert sum(one.given.values()) == pytest.approx(1)
    assert max(one.given, key=one.given.__getitem__) == min(one.types, key=one.types.__getitem__)


def test_a_model_of_an_earlier_version_is_refused(tmp_path: Path) -> None:
    folder = write_model(tmp_path, network=lambda plain: plain.replace(b"given", b"gifts"))
    with pytest.raises(DataError, match=r"has no output given; it is of another version"):
        load_judge(folder)


def words(text: str, tags: Tags) -> list[str]:
    return [text[start:end] for start, end in zip(tags.starts.tolist(), tags.ends.tolist(), strict=True)]


def test_tags_are_chances_of_each_piece_in_order(judge: Judge) -> None:
    text = "Norway accused Chile.\n\nPeru thanked Norway."
    tags = judge.tag(text)
    assert words(text, tags) == ["Norway", "accused", "Chile", ".", "Peru", "thanked", "Norway", "."]
    assert (tags.begins[:3] > 0).all()
    assert (2 * tags.begins[:3] < tags.inside[:3]).all()
    assert (tags.inside < 1).all()
    assert (tags.begins[0] == tags.begins[6]).all()
    assert (tags.begins[0] != tags.begins[1]).any()


def test_nothing_has_no_tags(judge: Judge) -> None:
    assert words(" \n", judge.tag(" \n")) == []


def test_windows_of_a_long_text_are_tagged_one_after_the_other(judge: Judge) -> None:
    text = "\n\n".join(["Norway accused Chile."] * 320)
    assert words(text, judge.tag(text)) == ["Norway", "accused", "Chile", "."] * 320


def test_the_temperature_divides_the_logits(tmp_path: Path, judge: Judge) -> None:
    sharp = load_judge(write_model(tmp_path, temperature=1.0))
    ((soft,),), ((hard,),) = (j.judge([JudgedText(TEXT, (PAIR,))]) for j in (judge, sharp))
    one, other = "ACCUSE", "AID"
    assert math.log(hard.types[one] / hard.types[other]) == pytest.approx(2 * math.log(soft.types[one] / soft.types[other]), rel=1e-4)


@pytest.mark.parametrize("name", ["actor", "recipient", "trigger", "governor"])
def test_every_span_is_looked_at(judge: Judge, name: str) -> None:
    fields = {n: getattr(PAIR, n) for n in ("actor", "recipient", "trigger", "governor")}
    moved = PairSpans(**fields | {name: (Span(20, 21),)})
    ((one, other),) = judge.judge([JudgedText(TEXT, (PAIR, moved))])
    assert one.types != other.types


def test_both_paths_count_and_an_unknown_one_is_none_of_them(judge: Judge) -> None:
    ways = [("|nsubj", "|dobj"), ("|dobj", "|dobj"), ("|nsubj", "|nsubj"), ("?", "-"), ("|xcomp", "|amod")]
    ((*known, unknown, other),) = judge.judge([JudgedText(TEXT, tuple(replace(PAIR, paths=way) for way in ways))])
    assert len({tuple(found.types.values()) for found in (*known, unknown)}) == 4
    assert unknown == other


def test_an_empty_span_looks_at_the_first_piece(judge: Judge) -> None:
    ((one, other),) = judge.judge([JudgedText(TEXT, (PairSpans(actor=()), PairSpans(actor=(Span(0, 6),))))])
    assert one == other


def test_all_places_of_a_party_count(judge: Judge) -> None:
    text = "Norway accused Peru."
    pairs = PairSpans(actor=(Span(0, 6), Span(15, 19))), PairSpans(actor=(Span(0, 6),))
    ((both, first),) = judge.judge([JudgedText(text, pairs)])
    assert both != first


def test_what_is_read_beside_it_does_not_show(judge: Judge) -> None:
    texts = [JudgedText(f"{'Norway ' * (n % 5)}accused Chile.", (PAIR,) * (n % 3)) for n in range(35)]
    together = judge.judge(texts)
    assert [len(pairs) for pairs in together] == [n % 3 for n in range(len(texts))]
    for text, found in zip(texts, together, strict=True):
        (alone,) = judge.judge([text])
        for one, other in zip(found, alone, strict=True):
            assert one.types == other.types


def test_long_texts_are_cut_not_refused(judge: Judge) -> None:
    ((one,),) = judge.judge([JudgedText("Norway accused Chile. " * 200, (PairSpans(actor=(Span(4000, 4006),)),))])
    assert sum(one.types.values()) == pytest.approx(1)


def test_a_folder_is_loaded_once(tmp_path: Path) -> None:
    folder = write_model(tmp_path)
    assert load_judge(folder) is load_judge(folder)


@pytest.mark.parametrize("name", ["judge.json", "judge.onnx", "tokenizer.json"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    folder = write_model(tmp_path)
    (folder / name).unlink()
    with pytest.raises(DataError, match=rf"{name}.*missing.*--judge grammar"):
        load_judge(folder)


@pytest.mark.parametrize("name", ["judge.onnx", "tokenizer.json"])
def test_a_file_with_another_checksum_is_named_with_both(tmp_path: Path, name: str) -> None:
    folder = write_model(tmp_path)
    wanted = json.loads((folder / "judge.json").read_text())["sha256"][name]
    (folder / name).write_bytes((folder / name).read_bytes() + b" ")
    with pytest.raises(DataError, match=rf"{name}: broken, its sha256 is [0-9a-f]{{64}} and should be {wanted}.*--judge grammar"):
        load_judge(folder)


@pytest.mark.parametrize(
    "text", ["{", "[]", "{}", '{"types": []}', '{"types": ["NONE"], "modes": [], "sha256": {}, "temperature": 1, "version": "1"}']
)
def test_a_broken_description_is_named(tmp_path: Path, text: str) -> None:
    folder = write_model(tmp_path)
    (folder / "judge.json").write_text(text)
    with pytest.raises(DataError, match=r"judge\.json.*--judge grammar"):
        load_judge(folder)


@pytest.mark.parametrize("changed", [{"types": ["NONE", "AID"]}, {"temperature": 0}, {"version": 1}, {"modes": "x"}, {"paths": None}])
def test_an_unsound_description_is_refused(tmp_path: Path, changed: dict[str, Any]) -> None:
    with pytest.raises(DataError, match="not sound"):
        load_judge(write_model(tmp_path, **changed))


@pytest.mark.parametrize("name", ["judge.onnx", "tokenizer.json"])
def test_a_file_that_is_no_model_is_told(tmp_path: Path, name: str) -> None:
    import hashlib

    folder = write_model(tmp_path)
    told = json.loads((folder / "judge.json").read_text())
    (folder / name).write_text("nothing")
    told["sha256"][name] = hashlib.sha256(b"nothing").hexdigest()
    (folder / "judge.json").write_text(json.dumps(told))
    with pytest.raises(DataError, match=r"can't be loaded.*--judge grammar"):
        load_judge(folder)


def test_a_coder_says_which_model_it_uses(tmp_path: Path) -> None:
    coder = Coder(Settings(judge=str(write_model(tmp_path))))
    report = coder.read(Document("Norway accused Chile of lies."))
    assert report.failures == ()
    assert report.versions.models["judge"] == coder.versions.models["judge"]
    assert report.versions.models["judge"].startswith("tiny sha256:")
    assert "judge" not in Coder(Settings(judge="grammar")).versions.models


def test_a_coder_without_its_model_reads_nothing(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"judge\.json"):
        Coder(Settings(judge=str(tmp_path))).read(Document("Norway accused Chile of lies."))
