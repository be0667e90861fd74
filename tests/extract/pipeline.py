"""The stages up to events, for the tests of events and of what follows from them."""

from __future__ import annotations

from typing import Any

from dragoman.extract.conventions import apply_conventions
from dragoman.extract.entities import find_entities
from dragoman.extract.events import find_events
from dragoman.extract.factuality import judge_factuality
from dragoman.extract.statements import find_statements
from dragoman.extract.times import find_times
from dragoman.language import Analysis, parse
from dragoman.model import Document, Event


def analyse(text: str, *, conventions: bool = True) -> Analysis:
    analysis = next(iter(parse([Document(text=text)])))
    analysis.assign("times", find_times(analysis))
    analysis.assign("entities", find_entities(analysis))
    analysis.assign("statements", find_statements(analysis))
    analysis.assign("events", find_events(analysis))
    if conventions:
        analysis.assign("events", judge_factuality(analysis))
        analysis.assign("events", apply_conventions(analysis))
    return analysis


def words(analysis: Analysis, ids: tuple[str, ...]) -> list[list[str]]:
    """For each party all the words that it is mentioned by."""
    by_id = {e.id: [m.span.of(analysis.document.text) for m in e.mentions] for e in analysis.entities}
    return [by_id[i] for i in ids]


def fits(analysis: Analysis, event: Event, wanted: dict[str, Any]) -> bool:
    """Whether an event is the one that a case describes; parties in words, in order."""
    for name in ("type", "plain_type", "quad"):
        if name in wanted and getattr(event, name) != wanted[name]:
            return False
    for role in ("actors", "recipients"):
        if role in wanted:
            found = words(analysis, getattr(event, role))
            if len(found) != len(wanted[role]) or not all(any(w in m for m in ms) for w, ms in zip(wanted[role], found, strict=True)):
                return False
    if not set(wanted.get("modes", ())) <= set(event.modes):
        return False
    if wanted.get("performed") and event.performed_by is None:
        return False
    return "trigger" not in wanted or wanted["trigger"] in event.trigger_span.of(analysis.document.text)
