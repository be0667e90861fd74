from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import DataError
from dragoman.extract import tie_table
from dragoman.extract.entities import find_entities
from dragoman.extract.tie_table import patterns
from dragoman.extract.ties import find_ties
from dragoman.extract.times import find_times
from dragoman.language import Analysis, parse
from dragoman.model import RELATIONS, Document, Entity, Mention, Span, Statement, Tie

CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "ties.jsonl").read_text().splitlines()]


def read(text: str) -> Analysis:
    analysis = next(parse([Document(text, published="2024-05-01")]))
    analysis.assign("times", find_times(analysis))
    analysis.assign("entities", find_entities(analysis))
    analysis.assign("statements", ())
    return analysis


def named(analysis: Analysis, identifier: str, words: str) -> bool:
    entity = next(e for e in analysis.entities if e.id == identifier)
    return any(words in m.span.of(analysis.document.text) for m in entity.mentions)


@pytest.mark.parametrize("case", [c for c in CASES if "open" not in c], ids=lambda case: case["text"])
def test_case(case: dict[str, Any]) -> None:
    analysis = read(case["text"])
    found = find_ties(analysis)
    told = [(analysis.entities, t.relation, t.polarity, t.evidence_span.of(case["text"])) for t in found]
    assert len(found) == len(case["ties"]), [t[1:] for t in told]
    for tie, wanted in zip(found, case["ties"], strict=True):
        assert tie.relation == wanted["relation"]
        assert named(analysis, tie.subject, wanted["subject"])
        assert named(analysis, tie.object, wanted["object"])
        assert tie.polarity == wanted.get("polarity", "+")
        assert tie.until == wanted.get("until")
        assert tie.since == wanted.get("since")


def test_of_all_cases_the_open_ones_too_enough_is_found_and_right() -> None:
    """Precision 0.90 and recall 0.75 are what is asked for; the floors are near what is reached."""
    right = found = wanted = 0
    for case in CASES:
        analysis = read(case["text"])
        left = list(case["ties"])
        for tie in find_ties(analysis):
            found += 1
            match = next((w for w in left if _is(tie, w, analysis)), None)
            if match is not None:
                left.remove(match)
                right += 1
        wanted += len(case["ties"])
    assert len(CASES) >= 200
    assert right / found >= 0.97
    assert right / wanted >= 0.84


def _is(tie: Tie, wanted: dict[str, Any], analysis: Analysis) -> bool:
    same = (tie.relation, tie.polarity) == (wanted["relation"], wanted.get("polarity", "+"))
    return same and named(analysis, tie.subject, wanted["subject"]) and named(analysis, tie.object, wanted["object"])


def test_a_tie_told_twice_is_one() -> None:
    assert len(find_ties(read("Norway is a member of NATO. As a member of NATO, Norway sent troops."))) == 1


def test_a_tie_inside_a_statement_is_that_voices() -> None:
    text = "Peru said Argentina claims the islets."
    analysis = read(text)
    start = text.index("Argentina")
    said = Statement("s9", None, None, Span(5, 9), (Span(start, len(text) - 1),))
    analysis.assign("statements", (said,))
    assert [t.according_to for t in find_ties(analysis)] == ["s9"]


def test_a_former_office_is_over() -> None:
    text = "The former president Ola Berg met Norway."
    analysis = read(text)
    mentions = (Mention(Span(0, 29), "name"),)
    berg = Entity("e1", "Ola Berg", "person", sectors=("GOV",), title="former president", affiliation="e2", mentions=mentions)
    norway = Entity("e2", "Norway", "country", "NOR", mentions=(Mention(Span(34, 40), "name"),))
    analysis.assign("entities", (berg, norway))
    assert [(t.relation, t.until) for t in find_ties(analysis)] == [("holds_office", "PAST_REF")]


def test_nobody_holds_an_office_in_himself() -> None:
    analysis = read("Ola Berg spoke.")
    berg = Entity("e1", "Ola Berg", "person", title="minister", affiliation="e1", mentions=(Mention(Span(0, 8), "name"),))
    analysis.assign("entities", (berg, replace(berg, id="e2", affiliation=None)))
    assert find_ties(analysis) == ()


def test_every_relation_of_the_table_is_known() -> None:
    assert {row.relation for rows in patterns().values() for row in rows} <= set(RELATIONS)


def test_an_unknown_relation_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"relation": "loves", "frame": "verb", "words": "love", "prepositions": "-", "other": "*", "flip": "no"}
    monkeypatch.setattr(tie_table, "read_table", lambda _: iter([row]))
    patterns.cache_clear()
    try:
        with pytest.raises(DataError, match="loves"):
            patterns()
    finally:
        patterns.cache_clear()


def test_a_trade_is_no_office() -> None:
    analysis = read("Ola Berg met Norway.")
    berg = Entity("e1", "Ola Berg", "person", title="economist", affiliation="e2", mentions=(Mention(Span(0, 8), "name"),))
    norway = Entity("e2", "Norway", "country", "NOR", mentions=(Mention(Span(13, 19), "name"),))
    analysis.assign("entities", (berg, norway))
    assert find_ties(analysis) == ()
