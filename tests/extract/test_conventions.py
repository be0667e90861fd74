from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dragoman.extract.conventions import apply_conventions
from dragoman.language import Analysis
from dragoman.model import Event, Span
from dragoman.ontology import load_ontology

from .pipeline import analyse, fits

CASES = [json.loads(line) for line in (Path(__file__).parent.parent / "cases" / "conventions.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:50])
def test_cases(case: dict[str, Any]) -> None:
    analysis = analyse(case["text"])
    for wanted in case["found"]:
        assert any(fits(analysis, event, wanted) for event in analysis.events), analysis.events
    assert not {e.type for e in analysis.events} & set(case.get("absent", ()))


def coded(text: str, *events: Event) -> list[tuple[str, tuple[str, ...]]]:
    """What becomes of events of our own in a text; trigger and evidence are the whole text unless they say otherwise."""
    analysis: Analysis = analyse(text, conventions=False)
    analysis.assign("events", tuple(events))
    return [(e.type, e.modes) for e in apply_conventions(analysis)]


def event(kind: str, text: str, trigger: str, **more: Any) -> Event:
    start = text.index(trigger)
    base = Event("v1", kind, kind, ("e1",), ("e2",), Span(start, start + len(trigger)), Span(0, len(text)))
    return replace(base, **more)


def test_warrants_in_absentia_threaten() -> None:
    text = "A court sentenced the exiled general in absentia."
    assert coded(text, event("COERCE", text, "sentenced", modes=("arrest",))) == [("THREATEN", ("arrest",))]


def test_joint_exercises_are_cooperation() -> None:
    text = "Norway and Chile held joint drills."
    assert coded(text, event("MOBILIZE", text, "held", actors=("e1", "e2"), recipients=())) == [("COOPERATE", ())]
    assert coded(text, event("MOBILIZE", text, "held")) == [("MOBILIZE", ())]


def test_a_move_of_troops_beside_an_attack_is_left_out() -> None:
    text = "The army advanced and shelled the rebels."
    both = event("MOBILIZE", text, "advanced"), event("ASSAULT", text, "shelled")
    assert [kind for kind, _ in coded(text, *both)] == ["ASSAULT"]


def test_an_accusation_that_a_court_has_proved_is_left_out() -> None:
    text = "The mayor, accused of fraud, was convicted."
    both = event("ACCUSE", text, "accused", modes=("allege",)), event("SANCTION", text, "convicted", modes=("convict",))
    assert [kind for kind, _ in coded(text, *both)] == ["SANCTION"]


def test_the_demand_of_a_protest_is_left_out() -> None:
    text = "Students rallied and demanded lower fees."
    both = event("PROTEST", text, "rallied"), event("REQUEST", text, "demanded")
    assert [kind for kind, _ in coded(text, *both)] == ["PROTEST"]


def test_a_party_to_a_conflict_that_calls_for_its_end_agrees() -> None:
    text = "Rebels shelled the town. They called for a ceasefire."
    both = event("ASSAULT", text, "shelled"), event("REQUEST", text, "called")
    assert [kind for kind, _ in coded(text, *both)] == ["ASSAULT", "AGREE"]


def test_an_announced_attack_threatens() -> None:
    text = "Chile said it would attack Peru."
    analysis = analyse(text, conventions=False)
    voice = analysis.statements[0]
    assert voice.source is not None
    attack = event("ASSAULT", text, "attack", actors=(voice.source,), according_to=voice.id, tense="future", value=1.5)
    analysis.assign("events", (attack,))
    (found,) = apply_conventions(analysis)
    assert (found.type, found.plain_type, found.modes) == ("THREATEN", "ASSAULT", ("violence",))


def test_what_follows_from_a_type() -> None:
    text = "Kenyan soldiers killed three militants."
    analysis = analyse(text)
    (found,) = (e for e in analysis.events if e.trigger_span.of(text) == "killed")
    assert found.quad == load_ontology().types["ASSAULT"].quad
    assert found.cameo is not None
    assert found.cameo.startswith(("18", "19", "20"))
    assert found.intensity is not None
    assert found.intensity < 0


def test_a_type_of_another_ontology_stays() -> None:
    text = "Norway blessed Chile."
    assert coded(text, event("BLESS", text, "blessed")) == [("BLESS", ())]
