from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import DataError, MissingFinding
from dragoman.extract import cues as cues_module
from dragoman.extract.cues import cues
from dragoman.extract.statements import find_statements
from dragoman.language import Analysis, parse
from dragoman.model import Document, Entity, Mention, Span, Statement

CASES = [json.loads(line) for line in (Path(__file__).parent.parent / "cases" / "statements.jsonl").read_text("utf-8").splitlines()]


def analyse(text: str) -> Analysis:
    analysis = next(parse([Document(text=text)]))
    analysis.ensure("entities")
    return analysis


def plain(statement: Statement, by_id: dict[str, Statement], text: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "source": statement.source_span.of(text) if statement.source_span else None,
        "cue": statement.cue_span.of(text) if statement.cue_span else None,
        "content": [c.of(text) for c in statement.content_spans],
    }
    outer = (by_id[statement.within].cue_span or by_id[statement.within].source_span) if statement.within else None
    optional = {"quotation": statement.quotation, "cue_class": statement.cue_class, "stance": statement.stance}
    usual = {"quotation": "indirect", "cue_class": "speech", "stance": "asserts"}
    return found | {k: v for k, v in optional.items() if v != usual[k]} | ({"within": outer.of(text)} if outer else {})


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:40])
def test_cases(case: dict[str, Any]) -> None:
    text = case["text"]
    statements = find_statements(analyse(text))
    by_id = {s.id: s for s in statements}
    found = [plain(s, by_id, text) for s in statements]
    for wanted in case["found"]:
        assert wanted in found
    for unwanted in case.get("not", ()):
        place = Span(text.index(unwanted), text.index(unwanted) + len(unwanted))
        assert not any(c.overlaps(place) for s in statements for c in s.content_spans)


def test_entities_are_asked_for() -> None:
    with pytest.raises(MissingFinding):
        find_statements(next(parse([Document(text="He said no.")])))


def test_source_and_audience_are_entities() -> None:
    text = "Berg told parliament that the talks had failed. The envoy, who said that he was ill, left."
    analysis = analyse(text)
    names = {"Berg": "e1", "parliament": "e2", "The envoy": "e3"}
    entities = [Entity(i, n, "person", mentions=(Mention(Span(text.index(n), text.index(n) + len(n)), "name"),)) for n, i in names.items()]
    analysis.assign("entities", tuple(entities))
    first, second = find_statements(analysis)
    assert (first.source, first.audience) == ("e1", "e2")
    assert second.source == "e3"  # the relative pronoun stands for the envoy


def test_furniture_tells_nothing() -> None:
    text = 'The talks failed, officials said.\n\nCopyright 2024 The Agency said: "All rights reserved."'
    assert len(find_statements(analyse(text))) == 1


def test_quotation_goes_on_over_paragraphs() -> None:
    text = '"We will stay," Berg said.\n\n"We have no other home.\n\n"Nobody will drive us out."\n\nThe army left on Monday.'
    (statement,) = find_statements(analyse(text))
    assert [c.of(text) for c in statement.content_spans] == [
        '"We will stay,"',
        '"We have no other home.\n\n"Nobody will drive us out."',
    ]


def test_quotation_of_many_sentences_before_its_cue() -> None:
    text = '"We were warned. We did not listen. We paid for it," the mayor said.'
    (statement,) = [s for s in find_statements(analyse(text)) if not s.within]
    assert statement.content_spans[0].of(text) == '"We were warned. We did not listen. We paid for it,"'


def test_writer_is_no_source() -> None:
    assert find_statements(analyse("I think that the talks will fail.")) == ()
    (inner,) = [s for s in find_statements(analyse('"I think that the talks will fail," Berg said.')) if s.within]
    assert inner.cue_class == "stance"


def test_nesting_ends() -> None:
    text = "Berg said that he believed that the rebels hoped to win."
    found = {s.id: s for s in find_statements(analyse(text))}
    depth = []
    for statement in found.values():
        steps, outer = 0, statement.within
        while outer:
            steps, outer = steps + 1, found[outer].within
        depth.append(steps)
    assert sorted(depth) == [0, 1, 2]


def test_many_quotations_cost_little() -> None:
    text = 'He said "no" to it. ' * 300
    assert len(find_statements(analyse(text))) == 300


@pytest.mark.parametrize(
    "row",
    ["say\tverb\tspeech\tasserts\tz", "say\tnoise\tspeech\tasserts\tq", "say\tverb\tsong\tasserts\tq", "say\tverb\tspeech\tmaybe\tq"],
)
def test_bad_cue_is_named(row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "cues.tsv"
    table.write_text(f"words\tkind\tclass\tstance\tframes\n{row}\n", "utf-8")
    monkeypatch.setattr(cues_module, "TABLE", table)
    cues.cache_clear()
    try:
        with pytest.raises(DataError, match="say"):
            cues()
    finally:
        cues.cache_clear()


def test_cues_are_many_and_joined() -> None:
    verbs = cues()["verb"]
    assert len(verbs) > 300
    assert {"q", "t"} <= verbs["announce"].frames
    assert "for" in verbs["call"].prepositions


def test_name_in_apposition_is_the_source() -> None:
    text = "The deputy minister, Ola Berg, said that the port was closed."
    analysis = analyse(text)
    spans = {"e1": "The deputy minister", "e2": "Ola Berg"}
    entities = [Entity(i, n, "person", mentions=(Mention(Span(text.index(n), text.index(n) + len(n)), "name"),)) for i, n in spans.items()]
    analysis.assign("entities", tuple(entities))
    (statement,) = find_statements(analysis)
    assert statement.source == "e2"


def test_source_stays_in_its_line() -> None:
    text = "Monday, 9 a.m. Update\nBerg says the army has left."
    statements = find_statements(analyse(text))
    assert [s.source_span.of(text) for s in statements if s.source_span] == ["Berg"]


def test_quotation_that_opens_the_next_paragraph() -> None:
    text = 'The mayor praised the crews.\n\nHe added:\n\n"They saved the town. All of it."\n\nThe fire is out.'
    statement = find_statements(analyse(text))[-1]
    assert [c.of(text) for c in statement.content_spans] == ['"They saved the town. All of it."']


def test_long_source_ends_at_its_head() -> None:
    text = "The envoy who met " + "the general and the mayor and " * 10 + "the king in Cairo said that the war was over."
    (statement,) = [s for s in find_statements(analyse(text)) if s.content_spans[0].of(text) == "that the war was over"]
    assert statement.source_span is None or statement.source_span.length < 100
