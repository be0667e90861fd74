"""How bench/verdicts holds found events against verdicts by hand."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dragoman.ontology import load_ontology

BENCH = Path(__file__).resolve().parent.parent.parent / "bench"
VERDICTS = [json.loads(line) for line in (BENCH / "verdicts.jsonl").read_text().splitlines()]


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    loader = SourceFileLoader("bench_verdicts", str(BENCH / "verdicts"))
    spec = importlib.util.spec_from_loader("bench_verdicts", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_verdicts"] = module  # dataclasses look their module up
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    loader.exec_module(module)
    sys.dont_write_bytecode = writes
    return module


def verdict(types: str, trigger: list[int], actors: Any = (), recipients: Any = ()) -> dict[str, Any]:
    return {"types": types.split(), "trigger": trigger, "actors": list(actors), "recipients": list(recipients)}


def test_each_verdict_serves_one_event_and_the_right_type_goes_first(bench: ModuleType) -> None:
    wrong, right, again = (bench.Found(t, [10, 15], [0, 40]) for t in ("AID", "ACCUSE", "ACCUSE"))
    wanted = verdict("ACCUSE REJECT", [12, 20])
    assert [v for _, v in bench.match([wrong, right, again], [wanted])] == [None, wanted, None]


def test_evidence_serves_where_the_trigger_lies_elsewhere_but_only_for_the_right_type(bench: ModuleType) -> None:
    wanted = verdict("AGREE", [30, 35])
    assert bench.match([bench.Found("AGREE", [10, 15], [0, 40])], [wanted])[0][1] == wanted
    assert bench.match([bench.Found("AID", [10, 15], [0, 40])], [wanted])[0][1] is None
    assert bench.match([bench.Found("AGREE", [10, 15], [0, 30])], [wanted])[0][1] is None


def test_who_is_called_actor_matters_only_where_the_act_does_not_join(bench: ModuleType) -> None:
    wanted = verdict("ACCUSE CONSULT", [10, 15], [[0, 5]], [[20, 25]])
    for kind, turned in (("ACCUSE", False), ("CONSULT", True)):
        assert bench.same_parties(bench.Found(kind, [10, 15], [0, 25], [[0, 5]], [[19, 25]]), wanted)
        assert bench.same_parties(bench.Found(kind, [10, 15], [0, 25], [[20, 25]], [[0, 5]]), wanted) is turned
        assert not bench.same_parties(bench.Found(kind, [10, 15], [0, 25], [[0, 5]], []), wanted)
    assert bench.same_parties(bench.Found("PROTEST", [10, 15], [0, 25], [[0, 5]], [[50, 55]]), verdict("PROTEST", [10, 15]))


def test_what_a_verdict_leaves_open_counts_only_where_the_type_is_not_allowed(bench: ModuleType) -> None:
    def report(kind: str) -> dict[str, Any]:
        event = {"type": kind, "trigger_span": [10, 15], "evidence_span": [0, 25], "actors": ["e1"], "recipients": []}
        return {"entities": [{"id": "e1", "mentions": [{"span": [0, 5]}]}], "events": [event]}

    sentence = {"id": "d", "span": [0, 40], "stratum": "event", "events": [verdict("AID NONE", [10, 15]), verdict("AID", [30, 35])]}
    score = bench.measure([sentence], {"d": report("AID")})[0]["event"]
    assert (score.right, score.wrong, score.open, score.wanted, score.met) == (0, 0, 1, 1, 0)
    scores, mistaken, lines = bench.measure([sentence], {"d": report("ACCUSE")})
    assert (scores["event"].wrong, scores["event"].open) == (1, 0)
    assert list(mistaken) == [("ACCUSE", "AID|NONE")]
    assert [line.split()[0] for line in lines] == ["wrong", "missed"]


def test_the_verdicts_hold_spans_and_types_and_no_text() -> None:
    types = {*load_ontology().types, "NONE"}
    strata = [v["stratum"] for v in VERDICTS]
    assert (strata.count("event"), strata.count("none")) == (200, 100)
    assert len({v["id"] for v in VERDICTS}) == 300
    for sentence in VERDICTS:
        assert set(sentence) == {"id", "span", "stratum", "events"}
        for event in sentence["events"]:
            assert set(event) == {"types", "trigger", "actors", "recipients"}
            assert set(event["types"]) <= types
            assert event["types"] != ["NONE"]
            assert sentence["span"][0] <= event["trigger"][0] < event["trigger"][1] <= sentence["span"][1]
            assert all(start < end for start, end in event["actors"] + event["recipients"])


def test_it_says_that_the_texts_are_missing(tmp_path: Path) -> None:
    command = [sys.executable, str(BENCH / "verdicts"), "--texts", str(tmp_path / "none.jsonl")]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 2
    assert "the texts are not at" in done.stderr


def test_marked_pairs_of_one_trigger_and_type_are_one_verdict(bench: ModuleType) -> None:
    pairs = [["AID/AGREE", [[0, 4]], [[9, 13]], [[5, 8]]], ["AID/AGREE", [[0, 4]], [], [[5, 8]]], ["NONE", [], [[0, 4]], [[5, 8]]]]
    found = bench.as_verdicts({"id": "a", "span": [100, 120], "pairs": pairs})
    assert found["span"] == [100, 120]
    assert found["events"] == [
        verdict("AID AGREE", [105, 108], [[100, 104], [100, 104]], [[109, 113]]),
        verdict("NONE", [105, 108], [], [[100, 104]]),
    ]
