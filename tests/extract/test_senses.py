from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .pipeline import analyse, fits, words

CASES = [json.loads(line) for line in (Path(__file__).parent.parent / "cases" / "senses.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['family']}: {c['text'][:50]}")
def test_words_of_acts_in_other_senses(case: dict[str, Any]) -> None:
    analysis = analyse(case["text"], conventions=False)
    told = [(e.type, words(analysis, e.actors), words(analysis, e.recipients), e.modes) for e in analysis.events]
    for wanted in case.get("found", ()):
        assert any(fits(analysis, event, wanted) for event in analysis.events), told
    assert not {e.type for e in analysis.events} & set(case.get("absent", ())), told
