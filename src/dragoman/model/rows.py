"""A report as flat rows, one per event, statement, entity and tie, with names in place of ids: what tables show.

The fields, in order, are the columns of ``--to csv``; ``docs/tables.md`` describes them. Lists are tuples. Standard library only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.model.entity import Entity
from dragoman.model.event import Quantity
from dragoman.model.report import Report
from dragoman.model.span import Span
from dragoman.model.statement import Statement

UNNAMED = "unnamed"


@dataclass(frozen=True)
class Row:
    """What every row says of its document: id, title, publisher, date of publication, address."""

    document: str
    document_title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    id: str


@dataclass(frozen=True)
class EventRow(Row):
    """One event. according_to names the innermost voice, None is the publisher; start and end are the evidence's span."""

    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    plain_type: str
    actors: tuple[str, ...]
    actor_countries: tuple[str, ...]
    recipients: tuple[str, ...]
    recipient_countries: tuple[str, ...]
    according_to: str | None
    factuality: str
    value: float
    tense: str
    aspect: str
    historical: bool
    hypothetical: bool
    time: str | None
    time_grain: str | None
    place: str | None
    place_country: str | None
    latitude: float | None
    longitude: float | None
    geonames_id: int | None
    quantities: tuple[str, ...]
    quad: str
    intensity: float | None
    cameo: str | None
    confidence: float
    trigger: str
    evidence: str
    start: int
    end: int


@dataclass(frozen=True)
class StatementRow(Row):
    """One statement; content joins its parts with an ellipsis; start and end enclose all its parts."""

    source: str | None
    source_country: str | None
    cue: str | None
    cue_class: str
    stance: str
    quotation: str
    audience: str | None
    within: str | None
    content: str
    time: str | None
    place: str | None
    confidence: float
    start: int
    end: int


@dataclass(frozen=True)
class EntityRow(Row):
    """One entity of one document; mentions is how often it is spoken of."""

    name: str
    kind: str
    country: str | None
    sectors: tuple[str, ...]
    title: str | None
    affiliation: str | None
    members: tuple[str, ...]
    wikidata: str | None
    cameo: str | None
    mentions: int


@dataclass(frozen=True)
class TieRow(Row):
    """One standing fact; polarity ``-`` where the voice says that it does not hold."""

    subject: str
    relation: str
    object: str
    polarity: str
    according_to: str | None
    since: str | None
    until: str | None
    confidence: float
    evidence: str
    start: int
    end: int


@dataclass(frozen=True)
class UnreadRow:
    """One input that could not be read; sample is how it begins, escaped; rejected when (UTC)."""

    origin: str
    line: int | None
    reason: str
    sample: str
    rejected: str


class _Names:
    """The entities and statements of a report by id."""

    def __init__(self, report: Report) -> None:
        document = report.document
        self.head = (document.id, document.title, document.publisher, document.published, document.url)
        self.text = document.text
        self.entities = {e.id: e for e in report.entities}
        self.statements = {s.id: s for s in report.statements}

    def entity(self, identifier: str | None) -> str | None:
        found = self.entities.get(identifier or "")
        return found.name if found else None

    def named(self, identifiers: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.entities[i].name for i in identifiers if i in self.entities)

    def countries(self, identifiers: Iterable[str]) -> tuple[str, ...]:
        found = (self.entities[i].country for i in identifiers if i in self.entities)
        return tuple(dict.fromkeys(c for c in found if c))

    def words(self, span: Span | None) -> str | None:
        return span.of(self.text) if span else None

    def voice(self, identifier: str | None) -> str | None:
        """Who tells it, by name; None for the publisher."""
        said = self.statements.get(identifier or "")
        return (self.entity(said.source) or self.words(said.source_span) or UNNAMED) if said else None


def event_rows(report: Report) -> list[EventRow]:
    """The events of a report, in text order."""
    names = _Names(report)
    return [
        EventRow(
            *names.head,
            id=v.id,
            type=v.type,
            modes=v.modes,
            contexts=v.contexts,
            plain_type=v.plain_type,
            actors=names.named(v.actors),
            actor_countries=names.countries(v.actors),
            recipients=names.named(v.recipients),
            recipient_countries=names.countries(v.recipients),
            according_to=names.voice(v.according_to),
            factuality=v.factuality,
            value=v.value,
            tense=v.tense,
            aspect=v.aspect,
            historical=v.historical,
            hypothetical=v.hypothetical,
            time=v.time.value if v.time else None,
            time_grain=v.time.grain if v.time else None,
            place=v.place.name if v.place else None,
            place_country=v.place.country if v.place else None,
            latitude=v.place.latitude if v.place else None,
            longitude=v.place.longitude if v.place else None,
            geonames_id=v.place.geonames_id if v.place else None,
            quantities=tuple(quantity_words(q) for q in v.quantities),
            quad=v.quad,
            intensity=v.intensity,
            cameo=v.cameo,
            confidence=v.confidence,
            trigger=v.trigger,
            evidence=v.evidence,
            start=v.evidence_span.start,
            end=v.evidence_span.end,
        )
        for v in report.events
    ]


def statement_rows(report: Report) -> list[StatementRow]:
    """The statements of a report, in text order."""
    names = _Names(report)
    return [
        StatementRow(
            *names.head,
            id=s.id,
            source=names.entity(s.source) or names.words(s.source_span),
            source_country=country_of(names.entities.get(s.source or "")),
            cue=names.words(s.cue_span),
            cue_class=s.cue_class,
            stance=s.stance,
            quotation=s.quotation,
            audience=names.entity(s.audience),
            within=names.voice(s.within),
            content=" … ".join(c.of(names.text) for c in s.content_spans),
            time=s.time.value if s.time else None,
            place=s.place.name if s.place else None,
            confidence=s.confidence,
            start=_extent(s).start,
            end=_extent(s).end,
        )
        for s in report.statements
    ]


def entity_rows(report: Report) -> list[EntityRow]:
    """The entities of a report, by first mention."""
    names = _Names(report)
    return [
        EntityRow(
            *names.head,
            id=e.id,
            name=e.name,
            kind=e.kind,
            country=e.country,
            sectors=e.sectors,
            title=e.title,
            affiliation=names.entity(e.affiliation),
            members=names.named(e.members),
            wikidata=e.wikidata,
            cameo=e.cameo,
            mentions=len(e.mentions),
        )
        for e in report.entities
    ]


def tie_rows(report: Report) -> list[TieRow]:
    """The ties of a report, in text order."""
    names = _Names(report)
    return [
        TieRow(
            *names.head,
            id=t.id,
            subject=names.entity(t.subject) or UNNAMED,
            relation=t.relation,
            object=names.entity(t.object) or UNNAMED,
            polarity=t.polarity,
            according_to=names.voice(t.according_to),
            since=t.since,
            until=t.until,
            confidence=t.confidence,
            evidence=t.evidence,
            start=t.evidence_span.start,
            end=t.evidence_span.end,
        )
        for t in report.ties
    ]


def country_of(entity: Entity | None) -> str | None:
    """The country code of an entity, None where there is neither."""
    return entity.country if entity else None


def quantity_words(quantity: Quantity) -> str:
    """A quantity in a few words: ``killed: at least 12``."""
    number = "a number" if quantity.value is None else f"{quantity.value:g}" if abs(quantity.value) < 1e6 else f"{quantity.value:,.0f}"
    return f"{quantity.what}: {number}" if quantity.bound == "exact" else f"{quantity.what}: {quantity.bound} {number}"


def _extent(statement: Statement) -> Span:
    parts = [p for p in (statement.source_span, statement.cue_span, *statement.content_spans) if p]
    return Span(min(p.start for p in parts), max(p.end for p in parts)) if parts else Span(0, 0)
