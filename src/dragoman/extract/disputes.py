"""Where a voice denies or confirms what another one has told before: "Chad says Libya shelled a post. Libya denies it."

Such a voice takes a stand on an event that stands in a sentence before, so its reading goes beside those of the voices around the event.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.language import Analysis
from dragoman.model import Entity, Event, Reading, Statement
from dragoman.model.event import label_of

if TYPE_CHECKING:
    from dragoman.language import Token

PRONOUNS = {"it", "this", "that", "so", "these", "those"}
CLAIMS = {
    "accusation",
    "claim",
    "allegation",
    "charge",
    "report",
    "assertion",
    "involvement",
    "responsibility",
    "account",
    "version",
    "rumour",
}
DEFINITE = {"the", "this", "that", "these", "those", "any", "such", "all"}
AFFIRMING = {"confirm", "acknowledge", "admit", "concede", "verify"}
NEAREST = 3  # sentences back


def add_disputes(events: tuple[Event, ...], analysis: Analysis) -> tuple[Event, ...]:
    """The events with the readings of voices that deny or confirm them later; ``readings`` are only ever added to."""
    added: dict[str, tuple[Reading, ...]] = {}
    for statement in analysis.statements:
        sign = _stand(statement, analysis)
        event = _meant(statement, events, analysis) if sign else None
        if event is not None:
            value = sign * abs(event.value)
            added[event.id] = (*added.get(event.id, ()), Reading(statement.id, label_of(value), value))
    return tuple(replace(e, readings=(*e.readings, *added[e.id])) if e.id in added else e for e in events)


def _stand(statement: Statement, analysis: Analysis) -> int:
    """-1 of a denial and 1 of a confirmation whose content only points back, 0 of any other statement."""
    if statement.source is None or statement.cue_span is None or len(statement.content_spans) != 1:
        return 0
    head = analysis.head(statement.content_spans[0])
    if head is None or not _points_back(head):
        return 0
    if statement.stance == "denies":
        return -1
    cue = analysis.head(statement.cue_span)
    return int(statement.stance == "asserts" and cue is not None and cue.lemma_ in AFFIRMING)


def _points_back(head: Token) -> bool:
    """Whether words only name again what was told before: a pronoun, a claim, a definite noun without a complement."""
    if head.pos_ == "PRON":
        return head.lower_ in PRONOUNS
    if head.pos_ != "NOUN" or any(c.dep_ in ("acl", "relcl", "prep", "ccomp") for c in head.children):
        return False
    determined = any(c.dep_ == "det" and c.lower_ in DEFINITE for c in head.children)
    return determined or (head.lemma_.lower() in CLAIMS and not any(c.dep_ == "poss" for c in head.children))


def _meant(statement: Statement, events: tuple[Event, ...], analysis: Analysis) -> Event | None:
    """The event before the statement that its source would deny: the nearest that it is said to have a part in."""
    head = analysis.head(statement.content_spans[0])
    cue = statement.cue_span
    if head is None or cue is None:
        return None
    starts = [s.start_char for s in analysis.doc.sents if s.start_char <= cue.start][-NEAREST:]
    entities = {e.id: e for e in analysis.entities}
    voices = {s.id: s for s in analysis.statements}
    for event in sorted(events, key=lambda e: e.trigger_span, reverse=True):
        own = voices[event.according_to].source if event.according_to in voices else None
        if event.trigger_span.end > cue.start or event.trigger_span.start < starts[0] or event.performed_by or own == statement.source:
            continue
        if set(_behind(statement.source, entities)) & {i for a in event.actors for i in _behind(a, entities)}:
            return event
    return None


def _behind(identifier: str | None, entities: dict[str, Entity]) -> Iterator[str]:
    """An entity and whom it speaks for."""
    entity = entities.get(identifier or "")
    if entity is not None:
        yield entity.id
        if entity.affiliation:
            yield entity.affiliation
