"""Entities by the case tables, and what must hold of any text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.extract.entities import find_entities
from dragoman.language import Analysis, parse
from dragoman.model import Document, Entity

WORDS = [
    "Norway",
    "Norwegian",
    "president",
    "Ola",
    "Berg",
    ",",
    "said",
    "that",
    "the",
    "army",
    "and",
    "rebels",
    "of",
    "Mali",
    "it",
    "they",
    "his",
]
WORDS += ["(", "NATO", ")", "U.S.", "Minister", "group", "both", "countries", "attacked", "twelve", "."]
CASES = Path(__file__).parents[1] / "cases"


def cases(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


def read(text: str, published: str | None = None) -> Analysis:
    analysis = next(parse([Document(text=text, published=published)]))
    analysis.assign("entities", find_entities(analysis))
    return analysis


def holders(analysis: Analysis, words: str) -> list[Entity]:
    """The entities that have a mention of exactly those words."""
    text = analysis.document.text
    return [e for e in analysis.entities if any(m.span.of(text) == words for m in e.mentions)]


@pytest.mark.parametrize("case", cases("entities.jsonl"), ids=lambda case: case["text"][:50])
def test_entities_of_a_text(case: dict[str, Any]) -> None:
    analysis = read(case["text"])
    names = {e.id: e.name for e in analysis.entities}
    for wanted in case.get("find", []):
        found = holders(analysis, wanted["words"])
        assert found, f"no mention {wanted['words']!r}"
        for field in wanted.keys() - {"words", "members"}:
            value = getattr(found[0], field)
            assert (list(value) if field == "sectors" else value) == wanted[field], f"{field} of {wanted['words']!r}"
        if "members" in wanted:
            assert [names[m] for m in found[0].members] == wanted["members"]
    for together in case.get("same", []):
        entities = [holders(analysis, words) for words in together]
        assert all(entities), f"no mention of one of {together}"
        assert len({e[0].id for e in entities}) == 1, together
    for one, other in case.get("apart", []):
        assert holders(analysis, one)[0].id != holders(analysis, other)[0].id
    for words in case.get("not", []):
        assert not holders(analysis, words), f"{words!r} is no mention"


@pytest.mark.parametrize("case", cases("chains.jsonl"), ids=lambda case: case["text"][:50])
def test_chains(case: dict[str, Any]) -> None:
    """same: words of one entity; apart: of two; find: what an entity with those words is. open: why it is not decided rightly yet."""
    analysis = read(case["text"])
    names = {e.id: e.name for e in analysis.entities}
    wrong = [f"no mention {w!r}" for w in _words_of(case) if not holders(analysis, w)]
    if not wrong:
        for together in case.get("same", []):
            if not set.intersection(*({e.id for e in holders(analysis, words)} for words in together)):
                wrong.append(f"{together} are not one")
        for one, other in case.get("apart", []):
            if holders(analysis, one)[0].id == holders(analysis, other)[0].id:
                wrong.append(f"{one!r} is {other!r}")
        for wanted in case.get("find", []):
            found = [{field: _told(e, field, names) for field in wanted} for e in holders(analysis, wanted["words"])]
            if {k: v for k, v in wanted.items() if k != "words"} not in [{k: v for k, v in f.items() if k != "words"} for f in found]:
                wrong.append(f"{wanted} but {found}")
    if "open" in case:
        assert case["open"]
        assert wrong, "decided rightly now: take out the word open"
    else:
        assert not wrong


def _words_of(case: dict[str, Any]) -> list[str]:
    return [w for key in ("same", "apart") for group in case.get(key, []) for w in group] + [f["words"] for f in case.get("find", [])]


def _told(entity: Entity, field: str, names: dict[str, str]) -> Any:
    if field == "words":
        return None
    value = getattr(entity, field)
    return [names[m] for m in value] if field == "members" else list(value) if field == "sectors" else value


def test_there_are_enough_chains() -> None:
    chains = cases("chains.jsonl")
    assert len({case["text"] for case in chains}) >= 200
    assert sum("open" not in case for case in chains) >= 0.9 * len(chains)


@pytest.mark.parametrize("case", cases("actors.jsonl"), ids=lambda case: f"{case['text']} {case.get('published', '')}")
def test_country_and_sectors_of_a_phrase(case: dict[str, Any]) -> None:
    entities = read(case["text"], case.get("published")).entities
    longest = max(entities, key=lambda e: max(m.span.length for m in e.mentions))
    assert (longest.country, list(longest.sectors)) == (case["country"], case["sectors"])


def test_the_head_of_a_phrase_is_its_own_entity() -> None:
    analysis = read("Iranian Foreign Minister Reza Karimi met France's president.")
    minister, president = (next(t for t in analysis.doc if t.text == word) for word in ("Karimi", "president"))
    france = next(t for t in analysis.doc if t.text == "France")
    first, second, third = (analysis.entity_of(t) for t in (minister, president, france))
    assert first is not None
    assert second is not None
    assert third is not None
    assert (first.kind, second.kind, third.kind) == ("person", "person", "country")
    assert second.affiliation == third.id


@pytest.mark.parametrize("text", ["", " ", "...", "12", "\n\n", "(", "the", "’s", "🙂 Norway 🙂", "a" * 300])
def test_odd_texts_are_no_error(text: str) -> None:
    assert isinstance(read(text).entities, tuple)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_mentions_are_short_and_inside_the_text(text: str) -> None:
    analysis = read(text)
    identifiers = {e.id for e in analysis.entities}
    assert len(identifiers) == len(analysis.entities)
    for entity in analysis.entities:
        assert entity.mentions
        assert [m.span for m in entity.mentions] == sorted({m.span for m in entity.mentions})
        assert entity.affiliation is None or entity.affiliation in identifiers
        assert set(entity.members) <= identifiers
        for mention in entity.mentions:
            words = mention.span.of(text)
            assert words
            assert words == words.strip()
            assert len(words.split()) <= 10
