"""What the coder makes of the example articles keeps to the format: the schema, the ids, the spans, the order."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from dragoman.model import Report
from dragoman.model.html import fragment
from dragoman.workflows.read import read_paths
from tests.model.test_html import check
from tests.model.test_schema import VALIDATOR

EXAMPLES = sorted(p for p in (Path(__file__).parents[2] / "examples").iterdir() if p.suffix != ".md")


@cache
def reports() -> dict[str, Report]:
    made = list(read_paths([str(path) for path in EXAMPLES]))
    assert all(isinstance(one, Report) for one in made), made
    return {path.name: one for path, one in zip(EXAMPLES, made, strict=True) if isinstance(one, Report)}


@pytest.fixture(params=[path.name for path in EXAMPLES])
def report(request: pytest.FixtureRequest) -> Report:
    return reports()[request.param]


def test_no_stage_fails(report: Report) -> None:
    assert report.failures == ()


def test_the_schema_holds(report: Report) -> None:
    plain = json.loads(json.dumps(report.to_dict()))
    assert [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(plain)] == []
    assert Report.from_dict(plain) == report


def test_every_id_stands_for_something(report: Report) -> None:
    entities = [e.id for e in report.entities]
    statements = [s.id for s in report.statements]
    assert entities == [f"e{n}" for n in range(1, len(entities) + 1)]
    assert statements == [f"s{n}" for n in range(1, len(statements) + 1)]
    assert [v.id for v in report.events] == [f"v{n}" for n in range(1, len(report.events) + 1)]
    named = {i for e in report.entities for i in (e.affiliation, *e.members)} | {
        i for s in report.statements for i in (s.source, s.audience)
    }
    named |= {i for v in report.events for i in (*v.actors, *v.recipients)} | {i for t in report.ties for i in (t.subject, t.object)}
    named |= {p.entity for p in report.places}
    assert named - {None, *entities} == set()
    voices = {s.within for s in report.statements} | {t.according_to for t in report.ties}
    voices |= {i for v in report.events for i in (v.according_to, v.performed_by, *(r.voice for r in v.readings))}
    assert voices - {None, *statements} == set()


def test_every_span_holds_words_of_the_text(report: Report) -> None:
    spans = [m.span for e in report.entities for m in e.mentions]
    spans += [s for st in report.statements for s in (st.source_span, st.cue_span, *st.content_spans) if s]
    spans += [s for v in report.events for s in (v.trigger_span, v.evidence_span, *(q.span for q in v.quantities))]
    spans += [found.span for v in report.events for found in (v.time, v.place) if found and found.span]
    spans += [t.evidence_span for t in report.ties] + [t.span for t in report.times] + [p.span for p in report.places]
    assert [s for s in spans if not 0 <= s.start < s.end <= len(report.document.text)] == []
    assert [words for s in spans if not (words := s.of(report.document.text)).strip() or words != words.strip()] == []
    assert [v.trigger for v in report.events if not v.evidence_span.contains(v.trigger_span)] == []


def test_lists_are_in_text_order(report: Report) -> None:
    for spans in (
        [v.trigger_span.start for v in report.events],
        [t.span.start for t in report.times],
        [p.span.start for p in report.places],
        [e.mentions[0].span.start for e in report.entities if e.mentions],
    ):
        assert spans == sorted(spans)
    for entity in report.entities:
        assert list(entity.mentions) == sorted(entity.mentions, key=lambda m: m.span)


def test_the_page_is_sound(report: Report) -> None:
    check(fragment(report))
