"""What the encoder tags joins what grammar finds: cues that grammar lacks are added, cues that are none to the encoder are left out."""

from __future__ import annotations

import pytest

from dragoman.extract.entities import find_entities
from dragoman.extract.linking import attributions, chances, stretches
from dragoman.extract.statements import find_statements
from dragoman.language import Analysis, parse
from dragoman.language.encoder import Tags
from dragoman.model import Document
from tests.judges import FakeJudge, likely, tags

TWO = "Kato said the bridge was safe. The harbour board was up in arms over the new tolls."


def analysis_of(text: str, found: Tags) -> Analysis:
    analysis = next(iter(parse([Document(text=text)])))
    analysis.judge = FakeJudge(lambda _text, _pair: likely({}), found)  # type: ignore[assignment]
    analysis.assign("entities", find_entities(analysis))
    return analysis


def told(text: str, found: Tags) -> list[tuple[str | None, str | None, list[str]]]:
    statements = find_statements(analysis_of(text, found))
    return [
        (
            s.source_span.of(text) if s.source_span else None,
            s.cue_span.of(text) if s.cue_span else None,
            [c.of(text) for c in s.content_spans],
        )
        for s in statements
    ]


def test_a_cue_that_grammar_lacks_is_added_with_its_parts() -> None:
    source, cue, content = ["Kato", "The harbour board"], ["said", "was up in arms over"], ["the bridge was safe", "the new tolls"]
    assert told(TWO, tags(TWO, source=source, cue=cue, content=content)) == [
        ("Kato", "said", ["the bridge was safe"]),
        ("The harbour board", "was up in arms over", ["the new tolls"]),
    ]


def test_a_cue_that_is_none_to_the_encoder_is_left_out() -> None:
    found = tags(TWO, source=["The harbour board"], cue=["was up in arms over"], content=["the new tolls"])
    assert [cue for _, cue, _ in told(TWO, found)] == ["was up in arms over"]


def test_what_stands_inside_a_content_is_left_to_grammar() -> None:
    text = "Kato said the mayor had warned that the bridge was unsafe."
    found = tags(text, source=["Kato"], cue=["said"], content=["the mayor had warned that the bridge was unsafe"])
    assert [cue for _, cue, _ in told(text, found)] == ["said", "had warned"]


def test_a_content_ends_before_what_the_same_source_tells_besides() -> None:
    text = "Kato said the bridge was closed and blamed the harbour board."
    found = tags(text, source=["Kato"], cue=["said"], content=["the bridge was closed and blamed the harbour board"])
    assert next((cue, content) for _, cue, content in told(text, found)) == ("said", ["the bridge was closed"])


def test_without_tags_grammar_stands() -> None:
    assert [cue for _, cue, _ in told(TWO, tags(""))] == ["said"]


def test_an_unknown_cue_is_a_stance_and_one_with_a_quotation_speech() -> None:
    text = "The union was up in arms over tolls. Kato was all “no more tolls” at noon."
    found = tags(text, source=["The union", "Kato"], cue=["was up in arms over", "was all"], content=["tolls", "“no more tolls”"])
    assert [s.cue_class for s in find_statements(analysis_of(text, found))] == ["stance", "speech"]


@pytest.mark.parametrize(("number", "source"), [(0, "Kato"), (1, "The harbour board")])
def test_parts_go_to_the_nearest_cue(number: int, source: str) -> None:
    found = tags(
        TWO, source=["Kato", "The harbour board"], cue=["said", "was up in arms over"], content=["the bridge was safe", "the new tolls"]
    )
    doc = analysis_of(TWO, found).doc
    one = attributions(doc, chances(doc, found))[number]
    assert one.source is not None
    assert doc[slice(*one.source)].text == source


def test_white_space_does_not_end_a_stretch_and_a_beginning_does() -> None:
    text = "“We will go.”\n\n“We will not stay.”"
    found = tags(text, content=["“We will go.”\n\n“We will not stay.”"])
    doc = analysis_of(text, found).doc
    assert stretches(doc, chances(doc, found), "content") == [(0, len(doc))]
    parts = tags(text, content=["“We will go.”", "“We will not stay.”"])
    assert len(stretches(doc, chances(doc, parts), "content")) == 2


def test_a_source_beside_its_cue_never_holds_it() -> None:
    text = "Mayor Kato who is up in arms over tolls left."
    found = tags(text, source=["Mayor Kato who is up in arms over"], cue=["is up in arms over"], content=["tolls"])
    (statement,) = find_statements(analysis_of(text, found))
    assert statement.source_span is not None
    assert statement.cue_span is not None
    assert not statement.source_span.overlaps(statement.cue_span)


def test_a_verb_without_subject_takes_the_nearest_sure_source() -> None:
    text = "Kato praised the union in a letter asserting that the bridge was safe."
    found = tags(text, source=["Kato"], cue=["praised", "asserting"], content=["the union", "the bridge was safe"])
    assert [source for source, _, _ in told(text, found)] == ["Kato", "Kato"]
    text = "Kato pressed the bank to admit that the money was lost."
    found = tags(text, source=["Kato"], cue=["pressed"], content=["the bank to admit that the money was lost"])
    assert "Kato" not in [source for source, cue, _ in told(text, found) if cue == "admit"]


def test_that_of_a_relative_clause_is_a_source_and_stands_for_its_noun() -> None:
    text = "Kato showed a letter that says the bridge is safe."
    found = tags(text, source=["that"], cue=["says"], content=["the bridge is safe"])
    analysis = analysis_of(text, found)
    (statement,) = [s for s in find_statements(analysis) if s.cue_span and s.cue_span.of(text) == "says"]
    assert statement.source_span is not None
    assert statement.source_span.of(text) == "that"


def test_names_before_a_source_leave_it() -> None:
    text = "In Lahti, Turku, Kato said the bridge was safe."
    found = tags(text, source=["Kato"], cue=["said"], content=["the bridge was safe"])
    assert [source for source, _, _ in told(text, found)] == ["Kato"]


def test_who_owns_a_noun_is_its_source_where_no_tags_name_one() -> None:
    text = "Drivers knew of the mayor's frequent insistence on tolls."
    found = tags(text, cue=["frequent insistence on"], content=["tolls"])
    assert ("the mayor's", "frequent insistence on", ["tolls"]) in told(text, found)


SOURCES = [
    ("The two camps are split on whether to pay.", ["The two camps"], ["are split on"], ["whether to pay"], 1),
    ("Citing the late start, Berg said the hall was cold.", ["Berg"], ["Citing", "said"], ["the late start", "the hall was cold"], 1),
    ("Kato praised the crew, full of scorn for the bank.", ["Kato"], ["full of scorn for", "praised"], ["the bank", "the crew"], 1),
    ("The navy, said General Ruiz, would never fire on boats.", ["General Ruiz"], ["said"], ["The navy", "would never fire on boats"], 2),
]


@pytest.mark.parametrize(("text", "source", "cue", "content", "parts"), SOURCES)
def test_a_sure_source_is_taken_wherever_it_stands(text: str, source: list[str], cue: list[str], content: list[str], parts: int) -> None:
    """The first cue has the first parts of the content."""
    (statement,) = [s for s in told(text, tags(text, source=source, cue=cue, content=content)) if s[1] == cue[0]]
    assert statement == (source[0], cue[0], content[:parts])


def test_the_nearer_of_two_sources_speaks() -> None:
    text = "Several guards have said they will stay and others had said they would leave."
    found = tags(text, source=["Several guards", "others"], cue=["have said", "had said"], content=["they will stay", "they would leave"])
    assert [source for source, _, _ in told(text, found)] == ["Several guards", "others"]


def test_of_whom_others_speak_is_no_source() -> None:
    text = "Kato has been harshly criticised for the new tolls."
    found = tags(text, source=["Kato"], cue=["has been harshly criticised for"], content=["the new tolls"])
    assert [source for source, _, _ in told(text, found)] == [None]
    text = "Kato was convinced that the bridge was safe."
    found = tags(text, source=["Kato"], cue=["was convinced"], content=["that the bridge was safe"])
    assert [source for source, _, _ in told(text, found)] == ["Kato"]


def test_a_source_of_grammar_stands_where_a_part_of_it_is_tagged() -> None:
    text = "Kato, the head of the harbour board whom the mayor had hired, said the bridge was safe."
    found = tags(text, source=["Kato, the head of"], cue=["said"], content=["the bridge was safe"])
    assert [source for source, _, _ in told(text, found)] == ["Kato, the head of the harbour board whom the mayor had hired"]
