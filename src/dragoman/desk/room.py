"""What the reading room shows of a document: its events, statements and entities, as sentences with what belongs to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from dragoman.desk.look import url
from dragoman.desk.problems import Problem
from dragoman.errors import UsageError
from dragoman.model import Entity, Event, Report, Statement
from dragoman.model.rows import EventRow, event_rows
from dragoman.record.correcting import Corrected, Correction


@dataclass(frozen=True)
class Voice:
    """A voice of a chain, the outermost first: who says it, with which word, as what."""

    name: str
    cue: str
    stance: str
    quotation: str
    statement: str


@dataclass(frozen=True)
class ShownEvent:
    """An event with its row, the chain of voices that tell it, what other voices make of it, and what was corrected."""

    event: Event
    row: EventRow
    chain: tuple[Voice, ...]
    readings: tuple[tuple[str, str, float], ...]
    corrections: tuple[Correction, ...]
    accepted: bool
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Room:
    """A report in its corrected form, and how it came to it. path, query: the address under which it is shown."""

    report: Report
    corrected: Corrected
    log: tuple[Correction, ...]
    path: str = "/document"
    query: dict[str, Any] = field(default_factory=dict)

    def at(self, **chosen: str | None) -> str:
        """The address of the room with something chosen: ``event``, ``entity`` or ``statement``."""
        return url(self.path, **self.query, **chosen)

    def why(self, event: str) -> str:
        """The address that tells why an event was read like this."""
        return url(f"{self.path}/why", **self.query, event=event)

    @property
    def events(self) -> list[EventRow]:
        """The events, in order."""
        return event_rows(self.report)

    def event(self, identifier: str) -> ShownEvent:
        """An event by its id."""
        rows = self.events
        place = next((n for n, row in enumerate(rows) if row.id == identifier), None)
        if place is None:
            raise Problem(404, f"there is no event {identifier} in this document (any more)")
        event = next(e for e in self.report.events if e.id == identifier)
        names = {s.id: self.voice(s).name for s in self.report.statements}
        touched = set(self.corrected.touched.get(identifier, ()))
        return ShownEvent(
            event,
            rows[place],
            self.chain(event.according_to),
            tuple((names.get(r.voice or "", ""), r.factuality, r.value) for r in event.readings),
            tuple(one for one in self.log if one.id in touched),
            identifier in self.corrected.accepted,
            rows[place - 1].id if place else None,
            rows[place + 1].id if place + 1 < len(rows) else None,
        )

    def voice(self, said: Statement) -> Voice:
        """A statement as a voice."""
        text = self.report.document.text
        names = {e.id: e.name for e in self.report.entities}
        name = names.get(said.source or "") or (said.source_span.of(text) if said.source_span else "?")
        return Voice(name, said.cue_span.of(text) if said.cue_span else "", said.stance, said.quotation, said.id)

    def chain(self, statement: str | None) -> tuple[Voice, ...]:
        """The voices from the publisher's side inwards to that statement."""
        known = {s.id: s for s in self.report.statements}
        found: list[Voice] = []
        seen: set[str] = set()
        while statement in known and statement not in seen:
            seen.add(statement)
            found.append(self.voice(known[statement]))
            statement = known[statement].within
        return tuple(reversed(found))

    def statement(self, identifier: str) -> dict[str, Any]:
        """A statement with its chain, its words, and the events it tells."""
        said = next((s for s in self.report.statements if s.id == identifier), None)
        if said is None:
            raise Problem(404, f"there is no statement {identifier} in this document")
        names = {e.id: e.name for e in self.report.entities}
        content = " … ".join(span.of(self.report.document.text) for span in said.content_spans)
        told = [row for row, event in zip(self.events, self.report.events, strict=True) if event.according_to == identifier]
        return {
            "said": said,
            "chain": self.chain(identifier),
            "content": content,
            "audience": names.get(said.audience or ""),
            "events": told,
        }

    def entity(self, identifier: str) -> dict[str, Any]:
        """An entity with what it does and what is done to it."""
        found: Entity | None = next((e for e in self.report.entities if e.id == identifier), None)
        if found is None:
            raise Problem(404, f"there is no actor {identifier} in this document")
        names = {e.id: e.name for e in self.report.entities}
        rows = [
            row
            for row, event in zip(self.events, self.report.events, strict=True)
            if identifier in event.actors or identifier in event.recipients
        ]
        return {
            "one": found,
            "affiliation": names.get(found.affiliation or ""),
            "members": [names[m] for m in found.members if m in names],
            "events": rows,
        }

    def parts(self, event: str) -> list[dict[str, list[str]]]:
        """What an event of several parties is split into: one for each pair of actor and recipient."""
        row = self.event(event).row
        pairs = list(product(row.actors or ("",), row.recipients or ("",)))
        if len(pairs) < 2:
            raise UsageError("an event of one actor and one recipient can't be split")
        return [{"actors": [a] if a else [], "recipients": [r] if r else []} for a, r in pairs[:20]]


def room_of(report: Report, corrected: Corrected | None = None, log: Iterable[Correction] = ()) -> Room:
    """The room of a report."""
    return Room(report, corrected or Corrected(report), tuple(log), query={"id": report.document.id})


def passing(report: Report, job: str, number: int) -> Room:
    """The room of a report that is not stored: the one of that number in what was read as that job."""
    return Room(report, Corrected(report), (), f"/reading/{job}", {"n": number})


def called(report: Report, identifier: str) -> Report:
    """The report with its document under the id by which the record was asked: a database keeps no NUL and no half characters."""
    return report if report.document.id == identifier else replace(report, document=replace(report.document, id=identifier))
