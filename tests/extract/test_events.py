from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import MissingFinding
from dragoman.extract import parties, triggers
from dragoman.extract.casting import political
from dragoman.extract.events import find_events
from dragoman.language import Analysis, parse
from dragoman.model import Document, Entity
from dragoman.ontology import load_ontology
from dragoman.ontology.types import EventType, Ontology, Trigger

from .pipeline import analyse, fits, words

CASES = [json.loads(line) for line in (Path(__file__).parent.parent / "cases" / "events.jsonl").read_text("utf-8").splitlines()]
SENTENCES = [case["text"] for case in CASES]


def told(analysis: Analysis) -> list[tuple[Any, ...]]:
    return [(e.type, words(analysis, e.actors), words(analysis, e.recipients), e.modes) for e in analysis.events]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:50])
def test_cases(case: dict[str, Any]) -> None:
    analysis = analyse(case["text"], conventions=False)
    for wanted in case.get("found", ()):
        assert any(fits(analysis, event, wanted) for event in analysis.events), told(analysis)
    assert not {e.type for e in analysis.events} & set(case.get("absent", ())), told(analysis)


def test_entities_are_asked_for() -> None:
    with pytest.raises(MissingFinding):
        find_events(next(iter(parse([Document(text="Norway accused Chile.")]))))


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4))
def test_spans_lie_in_their_sentence_and_parties_exist(sentences: list[str]) -> None:
    text = " ".join(sentences)
    analysis = analyse(text, conventions=False)
    known = {e.id for e in analysis.entities}
    assert [e.id for e in analysis.events] == [f"v{n}" for n in range(1, len(analysis.events) + 1)]
    for event in analysis.events:
        assert event.evidence_span.contains(event.trigger_span)
        assert 0 <= event.evidence_span.start < event.evidence_span.end <= len(text)
        assert {*event.actors, *event.recipients} <= known
        assert event.actors or event.recipients
        assert not set(event.actors) & set(event.recipients)
        assert 0 <= event.confidence <= 1
        assert event.type == event.plain_type
        assert any(event.evidence_span.of(text) in sentence for sentence in sentences)


def test_what_is_said_has_a_voice_and_who_says_it_performs() -> None:
    analysis = analyse("A rebel leader said the army attacked the village. Norway accused Chile of hiding the reports.", conventions=False)
    attack = next(e for e in analysis.events if e.type == "ASSAULT")
    accusation = next(e for e in analysis.events if e.type == "ACCUSE")
    said, accused = analysis.statements[0], analysis.statements[-1]
    assert attack.according_to == said.id
    assert attack.performed_by is None
    assert accusation.performed_by == accused.id
    assert accusation.according_to is None


def test_verb_and_its_noun_are_one_event() -> None:
    analysis = analyse("The army launched an attack on the rebels.", conventions=False)
    assert [e.type for e in analysis.events] == ["ASSAULT"]


def test_more_parties_make_an_event_more_certain() -> None:
    both = analyse("Kenyan soldiers killed three militants.", conventions=False).events[0]
    one = analyse("Three militants were killed.", conventions=False).events[0]
    assert both.confidence > one.confidence


@pytest.mark.parametrize(
    ("entity", "expected"),
    [
        (Entity("e1", "Norway", "country"), True),
        (Entity("e1", "the ministry", "organization", "NOR", ("GOV",)), True),
        (Entity("e1", "the alliance", "organization", "IGO"), True),
        (Entity("e1", "Borealis Bank", "organization", "NOR", ("BUS",)), False),
        (Entity("e1", "somebody", "person"), False),
    ],
)
def test_political(entity: Entity, expected: bool) -> None:
    assert political(entity) is expected


def matched(text: str, *all_triggers: Trigger) -> list[tuple[str, str, str | None]]:
    kind = EventType("TEST", "", "verbal conflict", "optional", 0.0, triggers=all_triggers)
    table = triggers.index(Ontology("test", {"TEST": kind}))
    doc = next(iter(parse([Document(text=text)]))).doc
    found = [m for token in doc for m in triggers.matches(token, table)]
    return [(m.token.text, " ".join(w.text for w in m.words), m.noun.text if m.noun is not None else None) for m in found]


def test_particles_and_fixed_prepositions_must_be_there() -> None:
    trigger = Trigger(("crack_down_on",), "verb")
    assert matched("Police cracked down on the protesters.", trigger) == [("cracked", "cracked down on", None)]
    assert matched("Police cracked the code.", trigger) == []


def test_object_conditions() -> None:
    trigger = Trigger(("hold",), "verb", object=frozenset({"talk"}))
    assert matched("Peru held a series of talks.", trigger) == [("held", "held", "talks")]
    assert matched("Peru held the rope.", trigger) == []
    behind = Trigger(("take",), "verb", object=frozenset({"into:custody"}))
    assert matched("Police took him into custody.", behind) == [("took", "took", "custody")]
    assert matched("Police took him into town.", behind) == []
    unless = Trigger(("meet",), "verb", unless=frozenset({"deadline"}))
    assert matched("She met the deadline.", unless) == []
    assert matched("She met the envoy.", unless) == [("met", "met", None)]


def test_names_meet_conditions_of_general_words() -> None:
    trigger = Trigger(("capture",), "verb", object=frozenset({"city"}))
    assert matched("Rebels captured London.", trigger) == [("captured", "captured", "London")]


def test_clause_conditions() -> None:
    trigger = Trigger(("refuse",), "verb", clause=frozenset({"negotiate"}))
    assert [m[0] for m in matched("Peru refused to negotiate with Chile.", trigger)] == ["refused"]
    assert matched("Peru refused to sleep.", trigger) == []
    assert [m[0] for m in matched("Peru refused to sleep.", Trigger(("refuse",), "verb", clause=frozenset({"*"})))] == ["refused"]


def test_noun_triggers_and_what_stands_in_front() -> None:
    assert [m[1] for m in matched("Prisoners began a hunger strike.", Trigger(("hunger_strike",), "noun"))] == ["hunger strike"]
    front = Trigger(("deal",), "noun", object=frozenset({"nn:trade"}))
    assert [m[0] for m in matched("They welcomed the trade deal.", front)] == ["deal"]
    assert matched("They welcomed the deal.", front) == []


def test_the_more_demanding_pattern_comes_first() -> None:
    plain, narrow = Trigger(("hold",), "verb", weight=0.9), Trigger(("hold",), "verb", object=frozenset({"talk"}), weight=0.5)
    assert [m[2] for m in matched("Peru held talks.", plain, narrow)] == ["talks", None]


def test_index_finds_heads_and_tries_the_most_demanding_first() -> None:
    verbs = [
        Trigger(("hit",), "verb"),
        Trigger(("hit",), "verb", object=frozenset({"*"})),
        Trigger(("hit",), "verb", object=frozenset({"saw"})),
    ]
    nouns = [Trigger(("strike",), "noun"), Trigger(("hunger_strike",), "noun")]
    kind = EventType("TEST", "", "verbal conflict", "optional", 0.0, triggers=(*verbs, Trigger(("hit_back",), "verb"), *nouns))
    table = triggers.index(Ontology("test", {"TEST": kind}))
    assert [(set(p.trigger.object), p.rest) for p in table["hit", "verb"]] == [({"saw"}, ()), (set(), ("back",)), ({"*"}, ()), (set(), ())]
    assert [p.rest for p in table["strike", "noun"]] == [("hunger",), ()]


def test_hyphenated_verbs() -> None:
    assert [m[0] for m in matched("Peru test-fired a missile.", Trigger(("test-fire",), "verb"))] == ["fired"]


def test_packaged_light_verbs() -> None:
    assert parties.light_verbs()["launch"] == "actor"
    assert parties.light_verbs()["face"] == "recipient"


def test_packaged_examples_are_found() -> None:
    kind = load_ontology().types["ACCUSE"]
    for example in kind.positive[:3]:
        analysis = analyse(example.text, conventions=False)
        assert any(e.type == "ACCUSE" for e in analysis.events), example.text
