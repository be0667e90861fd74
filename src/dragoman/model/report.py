"""What one document says: the report, and its way into and out of JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from dragoman.model.codec import from_plain, to_plain
from dragoman.model.document import Document
from dragoman.model.entity import Entity
from dragoman.model.event import Event
from dragoman.model.place import Place
from dragoman.model.safe import one_line
from dragoman.model.statement import Statement
from dragoman.model.tie import Tie
from dragoman.model.time import TimeExpression

SCHEMA = "dragoman-report/1"


@dataclass(frozen=True)
class Versions:
    """What a report was made with; the same document and versions give the same report."""

    dragoman: str
    ontology: str
    models: Mapping[str, str] = field(default_factory=dict)
    register: str | None = None


@dataclass(frozen=True)
class Failure:
    """A stage that failed on this document; what the other stages found stays."""

    stage: str
    error: str


@dataclass(frozen=True, repr=False)
class Report:
    """All that one document says, in text order. ``docs/report-format.md`` describes its JSON field by field."""

    versions: Versions
    document: Document
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    ties: tuple[Tie, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    places: tuple[Place, ...] = ()
    failures: tuple[Failure, ...] = ()
    schema: str = SCHEMA

    def __post_init__(self) -> None:
        text = self.document.text
        events = tuple(replace(e, trigger=e.trigger_span.of(text), evidence=e.evidence_span.of(text)) for e in self.events)
        ties = tuple(replace(t, evidence=t.evidence_span.of(text)) for t in self.ties)
        object.__setattr__(self, "events", events)
        object.__setattr__(self, "ties", ties)

    def entity(self, identifier: str) -> Entity:
        """The entity of that id; raises ``KeyError`` where there is none."""
        for entity in self.entities:
            if entity.id == identifier:
                return entity
        raise KeyError(identifier)

    def to_dict(self) -> dict[str, Any]:
        """The report as plain JSON values, in the order of the format."""
        plain: dict[str, Any] = to_plain(self)
        return {"schema": plain.pop("schema"), **plain}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Report:
        """The report that ``to_dict`` made; unknown fields (of a later version) are ignored."""
        return from_plain(cls, plain)

    def __repr__(self) -> str:
        """One line: date, title, and how much was found; safe to show in a terminal."""
        name = one_line(self.document.title or self.document.text[:200])
        short = name if len(name) <= 60 else f"{name[:59]}…"
        counts = [(self.entities, "entity", "entities"), (self.statements, "statement", "statements"), (self.events, "event", "events")]
        if self.ties:
            counts.append((self.ties, "tie", "ties"))
        if self.failures:
            counts.append((self.failures, "failed stage", "failed stages"))
        found = ", ".join(f"{len(items)} {one if len(items) == 1 else many}" for items, one, many in counts)
        return f"Report({one_line(self.document.published or 'undated')} {short!r}, {found})"

    def _repr_html_(self) -> str:
        """What notebooks show: the text with its marks, and tables."""
        from dragoman.model.html import fragment  # here, because html reads reports

        return fragment(self)
