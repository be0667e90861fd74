from __future__ import annotations

import json
from pathlib import Path

from dragoman.ontology import load_ontology

ROOT = Path(__file__).resolve().parents[2]
TAUGHT = (ROOT / "training" / "data" / "marked.jsonl").read_text(encoding="utf-8").splitlines()
HELD_OUT = (ROOT / "bench" / "marked.jsonl").read_text(encoding="utf-8").splitlines()


def documents(lines: list[str]) -> set[str]:
    return {json.loads(line)["id"] for line in lines}


def test_marked_pairs_lie_in_their_sentence_and_have_types() -> None:
    types = {*load_ontology().types, "NONE"}
    places = []
    for line in TAUGHT + HELD_OUT:
        item = json.loads(line)
        start, end = item["span"]
        places.append((item["id"], start, end))
        for told, *roles in item["pairs"]:
            assert set(told.split("/")) <= types, line
            assert len(roles) == 3, line
            assert roles[0] or roles[1], line
            assert roles[2], line
            assert all(0 <= a < b <= end - start for spans in roles for a, b in spans), line
    assert len(places) == len(set(places)) > 10_000


def test_no_document_is_taught_that_is_measured_with() -> None:
    files = [path for path in (ROOT / "bench").glob("verdicts*.jsonl") if "ties" not in path.name]  # ties are read without the judge
    verdicts = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(files) > 1
    assert not documents(TAUGHT) & documents(HELD_OUT)
    assert not documents(TAUGHT + HELD_OUT) & documents(verdicts)
