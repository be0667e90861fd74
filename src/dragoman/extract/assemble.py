"""From findings to report: drop what nothing refers to, number what is left in text order."""

from __future__ import annotations

from dataclasses import replace

from dragoman.language import Analysis
from dragoman.model import Entity, Event, Failure, Place, Report, Statement, Tie, TimeExpression, Versions


def assemble(analysis: Analysis, versions: Versions, failures: tuple[Failure, ...]) -> Report:
    """The report of an analysis whose stages have run.

    Entities of kind ``other`` that no event, statement, tie or place refers to are left out.
    """
    events = [e for e in analysis.events if e.type]  # a pair that was to be judged, where judging has failed
    used = _referred(analysis)
    kept = [e for e in analysis.entities if e.kind != "other" or e.id in used]
    kept.sort(key=lambda e: e.mentions[0].span if e.mentions else (0, 0))
    entities = {e.id: f"e{n}" for n, e in enumerate(kept, 1)}
    statements = {s.id: f"s{n}" for n, s in enumerate(analysis.statements, 1)}
    return Report(
        versions=versions,
        document=analysis.document,
        entities=tuple(_entity(e, entities) for e in kept),
        statements=tuple(_statement(s, entities, statements) for s in analysis.statements),
        events=tuple(_event(e, n, entities, statements) for n, e in enumerate(events, 1)),
        ties=tuple(_tie(t, n, entities, statements) for n, t in enumerate(analysis.ties, 1)),
        times=tuple(_time(t, analysis, statements) for t in analysis.times),
        places=tuple(_place(p, entities) for p in analysis.places),
        failures=failures,
    )


def _referred(analysis: Analysis) -> set[str]:
    used = {i for e in analysis.events for i in (*e.actors, *e.recipients)}
    used |= {i for s in analysis.statements for i in (s.source, s.audience) if i}
    used |= {i for t in analysis.ties for i in (t.subject, t.object)}
    used |= {p.entity for p in analysis.places if p.entity}
    used |= {i for e in analysis.entities if e.kind != "other" or e.id in used for i in (e.affiliation, *e.members) if i}
    return used


def _entity(entity: Entity, ids: dict[str, str]) -> Entity:
    affiliation = ids.get(entity.affiliation) if entity.affiliation else None
    return replace(entity, id=ids[entity.id], affiliation=affiliation, members=tuple(ids[m] for m in entity.members if m in ids))


def _statement(statement: Statement, entities: dict[str, str], ids: dict[str, str]) -> Statement:
    return replace(
        statement,
        id=ids[statement.id],
        source=entities.get(statement.source or ""),
        audience=entities.get(statement.audience or ""),
        within=ids.get(statement.within or ""),
    )


def _event(event: Event, number: int, entities: dict[str, str], statements: dict[str, str]) -> Event:
    return replace(
        event,
        id=f"v{number}",
        actors=tuple(entities[a] for a in event.actors),
        recipients=tuple(entities[r] for r in event.recipients),
        according_to=statements.get(event.according_to or ""),
        performed_by=statements.get(event.performed_by or ""),
        readings=tuple(replace(r, voice=statements.get(r.voice or "")) for r in event.readings),
    )


def _tie(tie: Tie, number: int, entities: dict[str, str], statements: dict[str, str]) -> Tie:
    return replace(
        tie,
        id=f"t{number}",
        subject=entities[tie.subject],
        object=entities[tie.object],
        according_to=statements.get(tie.according_to or ""),
    )


def _time(time: TimeExpression, analysis: Analysis, statements: dict[str, str]) -> TimeExpression:
    """The time with the voice that tells it, which no stage before the statements' knows."""
    voice = analysis.statement_at(time.span)
    return replace(time, according_to=statements[voice.id]) if voice is not None else time


def _place(place: Place, entities: dict[str, str]) -> Place:
    return replace(place, entity=entities.get(place.entity or ""))
