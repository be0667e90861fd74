"""Case repair: the case table, and what holds of any text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.casing import repair_case, words

CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "casing.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_case(case: dict[str, str]) -> None:
    assert repair_case(case["text"]) == case["repaired"]


LOWERED = [
    "the",
    "said",
    "of",
    "josé",
    "straße",
    "nato",
    "un",
    "[abc]",
    "(abc)",
    "u.s.",
    "p.m.",
    "3d",
    "i",
    "i'm",
    "o'neil",
    "de",
    "la",
    "us",
]
ODD = ["İZMİR", "ßA", "ŉ", "ǅ", "ſ", "ﬁ", "K", "µ", "STRASSE", "\n", "\n\n", "\r\n", ".", ",", '"', "“", "”", "- ", "--", "?", "12", "may"]
WORDS = st.sampled_from([*LOWERED, *(word.upper() for word in LOWERED), *ODD])
TEXTS = st.one_of(st.lists(WORDS, max_size=25).map(" ".join), st.text(max_size=60), st.text(max_size=60).map(str.upper))


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_length_stays_only_case_changes_and_twice_is_once(text: str) -> None:
    repaired = repair_case(text)
    assert len(repaired) == len(text)
    assert all(a == b or a.lower() == b.lower() for a, b in zip(text, repaired, strict=True))
    assert repair_case(repaired) == repaired


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["The minister", "spoke", "NATO", "in Rome", "on Monday", "he said", "UN"]), min_size=2, max_size=12))
def test_ordinary_text_is_untouched(parts: list[str]) -> None:
    text = "Yesterday " + " ".join(parts)
    assert repair_case(text) == text


def test_tables_hold_no_capital() -> None:
    known = words()
    assert all(word.islower() for word in known.common)
    assert all(word == word.lower() for found in known.classes.values() for word in found)
    assert not known.of("no such class")
