"""Contexts are told by words: one strong one or two weaker ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import DataError
from dragoman.ontology.contexts import contexts, contexts_of, read_contexts

CASES = [
    json.loads(line) for line in (Path(__file__).parents[1] / "cases/ontology/contexts.jsonl").read_text(encoding="utf-8").splitlines()
]
VOCABULARY = sorted({part for c in contexts().values() for word in c.strong | c.words for part in word.split("_")})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["lemmas"])
def test_contexts_of_a_sentence(case: dict[str, object]) -> None:
    found = set(contexts_of(str(case["lemmas"]).split()))
    assert found >= set(case["holds"])  # type: ignore[call-overload]
    assert not found & set(case["not"])  # type: ignore[call-overload]


def test_all_37_are_told() -> None:
    assert len(contexts()) == 37
    for context in contexts().values():
        assert context.definition
        assert len(context.strong | context.words) >= 15, context.name


@pytest.mark.parametrize("context", contexts().values(), ids=lambda context: context.name)
def test_one_strong_word_is_enough(context) -> None:  # type: ignore[no-untyped-def]
    for word in context.strong:
        assert context.name in contexts_of(word.split("_")), word


@given(st.lists(st.sampled_from(VOCABULARY)), st.lists(st.sampled_from(VOCABULARY)))
def test_more_text_never_takes_a_context_away(front: list[str], back: list[str]) -> None:
    assert set(contexts_of(front)) <= set(contexts_of([*front, ".", *back]))
    assert list(contexts_of(front)) == [name for name in contexts() if name in contexts_of(front)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[x]\ndefinition = 'd'", "must have the keys"),
        ("x = 3", "must have the keys"),
        ("[x]\ndefinition = 'd'\nstrong = 'a'\nwords = 3", "must have the keys"),
        ("[x]\ndefinition = 'd'\nstrong = 'a'\nwords = 'a b'", "tells a twice"),
        ("[x", "contexts.toml"),
    ],
)
def test_a_broken_file_is_named(text: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_contexts(text)
