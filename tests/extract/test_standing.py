"""Standing facts are never coded as events, and events never as ties: over all sentences of our tables of both."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from dragoman.coder import Coder
from dragoman.model import Document, Report
from dragoman.settings import GRAMMAR, Settings

CASES = Path(__file__).parents[1] / "cases"


@cache
def reports(table: str) -> tuple[Report, ...]:
    lines = [json.loads(line) for line in (CASES / table).read_text(encoding="utf-8").splitlines()]
    return tuple(Coder(Settings(judge=GRAMMAR)).read_many(Document(line["text"], id=str(n)) for n, line in enumerate(lines)))


@pytest.mark.parametrize("table", ["ties.jsonl", "events.jsonl"])
def test_no_words_tell_an_event_and_a_tie_between_the_same_two(table: str) -> None:
    for report in reports(table):
        assert report.failures == ()
        for tie in report.ties:
            for event in report.events:
                same = {*event.actors, *event.recipients} <= {tie.subject, tie.object}
                assert not (same and tie.evidence_span.contains(event.trigger_span)), report.document.text


def test_acts_are_no_ties() -> None:
    acts = [r for r in reports("events.jsonl") if r.events]
    assert len(acts) > 50
    told = [(r.document.text, t.relation) for r in acts for t in r.ties if t.relation not in ("holds_office", "spokesperson_of")]
    assert len(told) <= 0.05 * len(acts), told


def test_a_fact_that_stands_is_a_tie_and_an_act_an_event() -> None:
    standing, act = Coder(Settings(judge=GRAMMAR)).read_many(
        [Document("Iran supports the Houthi rebels."), Document("Iran praised the Houthi rebels.")]
    )
    assert ([t.relation for t in standing.ties], standing.events) == (["supports"], ())
    assert (act.ties, [e.type for e in act.events]) == ((), ["SUPPORT"])
