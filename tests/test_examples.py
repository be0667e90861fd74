"""The example articles are read as a person would read them: what must be found stands in cases/examples.jsonl."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dragoman import Report
from dragoman.model import Event, Statement
from dragoman.workflows.read import read_paths

ROOT = Path(__file__).resolve().parent.parent
CASES = [json.loads(line) for line in (ROOT / "tests" / "cases" / "examples.jsonl").read_text().splitlines()]


@cache
def report_of(name: str) -> Report:
    (report,) = read_paths([str(ROOT / "examples" / name)])
    assert isinstance(report, Report)
    return report


def named(report: Report, identifier: str, words: str) -> bool:
    """Whether an entity, or a mention of it, bears one of the words ("A|B")."""
    entity = report.entity(identifier)
    texts = [entity.name, *(m.span.of(report.document.text) for m in entity.mentions)]
    return any(re.search(words, text) for text in texts)


def fits(report: Report, event: Event, wanted: dict[str, Any]) -> bool:
    if not all(re.fullmatch(wanted[k], getattr(event, k)) for k in ("type", "plain_type", "tense") if k in wanted):
        return False
    if not re.search(wanted.get("trigger", ""), event.trigger):
        return False
    if "factuality" in wanted and event.factuality not in wanted["factuality"]:
        return False
    if "according_to" in wanted and (event.according_to is not None) != wanted["according_to"]:
        return False
    roles = {"actors": event.actors, "recipients": event.recipients}
    return all(any(named(report, i, words) for i in ids) for role, ids in roles.items() for words in wanted.get(role, []))


def says(report: Report, statement: Statement, wanted: dict[str, Any]) -> bool:
    text = report.document.text
    if statement.source is None or statement.cue_span is None:
        return False
    return (
        named(report, statement.source, wanted["source"])
        and bool(re.search(wanted["cue"], statement.cue_span.of(text)))
        and ("stance" not in wanted or statement.stance == wanted["stance"])
        and ("quotation" not in wanted or statement.quotation == wanted["quotation"])
        and ("audience" not in wanted or (statement.audience is not None and named(report, statement.audience, wanted["audience"])))
    )


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["file"])
def test_events_of_an_example_are_found(case: dict[str, Any]) -> None:
    report = report_of(case["file"])
    missing = [wanted for wanted in case["found"] if not any(fits(report, e, wanted) for e in report.events)]
    assert not missing


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["file"])
def test_statements_of_an_example_are_found(case: dict[str, Any]) -> None:
    report = report_of(case["file"])
    missing = [wanted for wanted in case["statements"] if not any(says(report, s, wanted) for s in report.statements)]
    assert not missing


@pytest.mark.parametrize("case", [c for c in CASES if c["ties"]], ids=lambda c: c["file"])
def test_ties_of_an_example_are_found(case: dict[str, Any]) -> None:
    report = report_of(case["file"])
    for subject, relation, target in case["ties"]:
        assert any(t.relation == relation and named(report, t.subject, subject) and named(report, t.object, target) for t in report.ties), (
            subject,
            relation,
            target,
        )


@pytest.mark.parametrize("case", [c for c in CASES if c["quiet"]], ids=lambda c: c["file"])
def test_sentences_without_an_act_stay_quiet(case: dict[str, Any]) -> None:
    report = report_of(case["file"])
    for words in case["quiet"]:
        start = report.document.text.index(words)
        end = start + len(words)
        assert not [e.trigger for e in report.events if e.trigger_span.start < end and start < e.trigger_span.end]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["file"])
def test_every_stage_succeeds_and_every_span_lies_in_the_text(case: dict[str, Any]) -> None:
    report = report_of(case["file"])
    assert report.failures == ()
    length = len(report.document.text)
    spans = [m.span for e in report.entities for m in e.mentions]
    spans += [e.trigger_span for e in report.events] + [e.evidence_span for e in report.events]
    spans += [t.span for t in report.times] + [p.span for p in report.places]
    spans += [s for st in report.statements for s in st.content_spans]
    assert all(0 <= span.start < span.end <= length for span in spans)
    assert Report.from_dict(json.loads(json.dumps(report.to_dict()))) == report
