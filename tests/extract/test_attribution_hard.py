"""Hard cases of who says what; those marked open are known to go wrong and say why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.extract.circumstances import place_statements
from dragoman.extract.entities import find_entities
from dragoman.extract.places import find_places
from dragoman.extract.statements import find_statements
from dragoman.extract.times import find_times
from dragoman.language import Analysis, parse
from dragoman.model import Document, Entity, Span, Statement

TABLE = Path(__file__).parent.parent / "cases" / "attribution_hard.jsonl"
CASES = [json.loads(line) for line in TABLE.read_text("utf-8").splitlines()]
PUBLISHED = "2024-05-08"


def analyse(text: str) -> Analysis:
    analysis = next(parse([Document(text, published=PUBLISHED)]))
    analysis.assign("times", find_times(analysis))
    analysis.assign("entities", find_entities(analysis))
    analysis.assign("places", find_places(analysis))
    analysis.assign("statements", find_statements(analysis))
    analysis.assign("statements", place_statements(analysis))
    return analysis


def plain(statement: Statement, analysis: Analysis) -> dict[str, Any]:
    """A statement in words; ``within`` is the cue of the outer one, or its source where it has no cue."""
    text = analysis.document.text
    by_id = {s.id: s for s in analysis.statements}
    entities: dict[str | None, Entity] = {e.id: e for e in analysis.entities}
    outer = by_id.get(statement.within or "")
    source, audience = entities.get(statement.source), entities.get(statement.audience)

    def words(span: Span | None) -> str | None:
        return span.of(text) if span is not None else None

    return {
        "source": words(statement.source_span),
        "cue": words(statement.cue_span),
        "content": [c.of(text) for c in statement.content_spans],
        "quotation": statement.quotation,
        "cue_class": statement.cue_class,
        "stance": statement.stance,
        "audience": audience.name if audience else None,
        "within": (words(outer.cue_span) or words(outer.source_span)) if outer else None,
        "time": statement.time.value if statement.time else None,
        "place": statement.place.name if statement.place else None,
        "who": source.name if source else None,
        "entity": {"kind": source.kind, "country": source.country, "sectors": list(source.sectors)} if source else None,
    }


def same(wanted: dict[str, Any], found: dict[str, Any]) -> bool:
    for key, value in wanted.items():
        if isinstance(value, dict):
            if found[key] is None or any(found[key][k] != v for k, v in value.items()):
                return False
        elif found[key] != value:
            return False
    return True


def params() -> list[Any]:
    found = []
    for case in CASES:
        marks = [pytest.mark.xfail(strict=True, reason=case["open"])] if "open" in case else []
        found.append(pytest.param(case, id=f"{case['kind']}: {case['text'][:40]}", marks=marks))
    return found


@pytest.mark.parametrize("case", params())
def test_case(case: dict[str, Any]) -> None:
    analysis = analyse(case["text"])
    found = [plain(s, analysis) for s in analysis.statements]
    for wanted in case["found"]:
        assert any(same(wanted, one) for one in found), f"{wanted} is not in {found}"
    for unwanted in case.get("not", ()):
        place = Span(case["text"].index(unwanted), case["text"].index(unwanted) + len(unwanted))
        spans = [x for s in analysis.statements for x in (*s.content_spans, s.cue_span, s.source_span) if x is not None]
        assert not any(x.overlaps(place) for x in spans), unwanted
    if "count" in case:
        assert len(found) == case["count"], found


def test_the_table_is_long_enough() -> None:
    assert len(CASES) >= 150
    assert len({case["text"] for case in CASES}) == len(CASES)
