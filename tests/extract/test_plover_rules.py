"""The manual's rules, one entry of the table each: sentences where the rule holds, and sentences beside it where it does not apply.

What does not hold yet is marked ``open`` with the reason and must fail, so that nobody forgets to close it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.language import Analysis
from dragoman.model import Event
from dragoman.ontology import load_ontology

from .pipeline import analyse, fits, words

RULES = [json.loads(line) for line in (Path(__file__).parent.parent / "cases" / "plover_rules.jsonl").read_text("utf-8").splitlines()]
PLAIN = ("factuality", "tense", "historical", "hypothetical")


def sentences() -> list[Any]:
    found = []
    for rule in RULES:
        for case in [*rule["holds"], *rule["beside"]]:
            marks = [pytest.mark.xfail(reason=case["open"], strict=True)] if "open" in case else []
            found.append(pytest.param(case, id=f"{rule['rule']}: {case['text'][:50]}", marks=marks))
    return found


def told(analysis: Analysis) -> list[tuple[Any, ...]]:
    return [(e.type, e.plain_type, e.modes, e.contexts, words(analysis, e.actors), words(analysis, e.recipients)) for e in analysis.events]


def keeps(analysis: Analysis, event: Event, wanted: dict[str, Any]) -> bool:
    """Whether an event is what the rule asks for; ``only_modes``: no mode more than those named."""
    if wanted.get("only_modes") and set(event.modes) != set(wanted["modes"]):
        return False
    if not set(wanted.get("contexts", ())) <= set(event.contexts):
        return False
    return fits(analysis, event, wanted) and all(getattr(event, name) == wanted[name] for name in PLAIN if name in wanted)


@pytest.mark.parametrize("case", sentences())
def test_rule(case: dict[str, Any]) -> None:
    analysis = analyse(case["text"])
    for wanted in case.get("found", ()):
        assert any(keeps(analysis, event, wanted) for event in analysis.events), told(analysis)
    assert not {e.type for e in analysis.events} & set(case.get("absent", ())), told(analysis)
    assert not {m for e in analysis.events for m in e.modes} & set(case.get("absent_modes", ())), told(analysis)


def test_every_type_has_its_rules() -> None:
    named = " ".join(rule["source"] for rule in RULES)
    assert {name for name in load_ontology().types if name not in named} == set()


def test_every_rule_has_sentences_on_both_sides() -> None:
    for rule in RULES:
        assert len(rule["holds"]) >= 2, rule["rule"]
        assert len(rule["beside"]) >= 2, rule["rule"]
        assert rule["says"].endswith(".")


def test_the_plain_act_is_always_told() -> None:
    types = load_ontology().types
    for rule in RULES[:12]:
        for case in rule["holds"]:
            assert all(event.plain_type in types for event in analyse(case["text"]).events)
