"""Write one report into the tables: whole as JSON, and as rows that can be asked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, insert, select, update

from dragoman.model import Document, Report, Versions
from dragoman.model.codec import to_plain
from dragoman.model.rows import Row, country_of, entity_rows, event_rows, statement_rows, tie_rows
from dragoman.model.safe import encodable, json_text
from dragoman.record import tables as t
from dragoman.record.corrections import corrected_report
from dragoman.record.dialects import insert_new
from dragoman.record.revising import place_among_revisions
from dragoman.resolve.days import days_of

_HEAD = frozenset(f.name for f in fields(Row)) - {"id"}  # what documents has already
# table → its columns of names
NAMES = {
    "entities": ("name",),
    "mentions": ("words",),
    "event_parties": ("name",),
    "events": ("place", "according_to"),
    "statements": ("source", "audience", "within", "place"),
    "ties": ("subject", "object", "according_to"),
}
_ROWS = (t.event_parties, t.mentions, t.ties, t.events, t.statements, t.entities)


def now() -> str:
    """The time, UTC, ISO 8601, seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def content_of(document: Document, versions: Versions) -> str:
    """SHA-256 over the document and the versions: all that a report depends on."""
    return hashlib.sha256(json.dumps([to_plain(document), to_plain(versions)], sort_keys=True).encode()).hexdigest()


def write_report(connection: Connection, report: Report, run: int | None) -> bool:
    """Store a report as its document's current one; False, and nothing changed, where it is stored already.

    A stored report in which a stage had failed gives way to one in which fewer have. Of an article that has changed the newest
    revision is current only.
    """
    key = encodable(report.document.id)
    content = content_of(report.document, report.versions)
    known = select(t.reports.c.id, t.reports.c.json).where(t.reports.c.document_id == key, t.reports.c.content == content)
    if same := connection.execute(known).first():
        if len(report.failures) >= len(json.loads(same.json)["failures"]):
            return False
        connection.execute(delete(t.reports).where(t.reports.c.id == same.id))
    there = connection.execute(select(t.documents.c.superseded_by).where(t.documents.c.id == key)).first()
    if there:
        connection.execute(update(t.documents).where(t.documents.c.id == key).values(document_row(report)))
        newer = there.superseded_by
        _retire(connection, t.documents.c.id == key)
    else:
        connection.execute(insert(t.documents).values(document_row(report)))
        newer = place_among_revisions(connection, report.document)
        _retire(connection, t.documents.c.superseded_by == (newer or key))
    plain = report.to_dict()
    values = {
        "document_id": key,
        "run_id": run,
        "content": content,
        "versions": storable(plain["versions"]),
        "created": now(),
        "current": newer is None,
        "json": json_text(json.dumps(plain, ensure_ascii=False, separators=(",", ":"))),
    }
    number = connection.execute(insert(t.reports).values(values)).inserted_primary_key
    assert number is not None  # an insert into a table with a key has one
    if newer is None:
        _write_rows(connection, corrected_report(connection, report).report, number[0])
    return True


def rewrite_rows(connection: Connection, report: Report, number: int) -> None:
    """Make the rows of the report of that number anew, as its corrections have changed."""
    for table in _ROWS:
        connection.execute(delete(table).where(table.c.report_id == number))
    _write_rows(connection, report, number)


def _retire(connection: Connection, documents: ColumnElement[bool]) -> None:
    """The reports of these documents are current no more, and their rows are gone."""
    r = t.reports.c
    chosen = select(r.id).join(t.documents, t.documents.c.id == r.document_id).where(documents, r.current)
    numbers = connection.execute(chosen).scalars().all()
    if numbers:
        for table in _ROWS:
            connection.execute(delete(table).where(table.c.report_id.in_(numbers)))
        connection.execute(update(t.reports).where(r.id.in_(numbers)).values(current=False))


def document_row(report: Report) -> dict[str, Any]:
    """The document as a row."""
    document = report.document
    days = days_of(document.published)
    values = {
        "id": document.id,
        "url": document.url,
        "publisher": document.publisher,
        "title": document.title,
        "published": document.published,
        "published_day": days[0] if days else None,
        "language": document.language,
        "characters": len(document.text),
    }
    return {name: storable(value) for name, value in values.items()}


def _write_rows(connection: Connection, report: Report, number: int) -> None:
    names = {report.document.publisher}
    for table, values in rows_of(report, number):
        if values:
            connection.execute(insert(table), values)
            names.update(row[column] for row in values for column in NAMES[table.name])
    add_names(connection, names)


def add_names(connection: Connection, names: Iterable[str | None]) -> None:
    """See to it that each name stands in ``names``, where parts of names are looked for."""
    plain = sorted({storable(name) for name in names if name is not None})
    insert_new(connection, t.names, ({"name": name, "folded": name.casefold()} for name in plain))


def rows_of(report: Report, number: int) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    """Each table with the rows that the report of that number has in it."""
    rows: tuple[tuple[Table, Iterator[dict[str, Any]]], ...] = (
        (t.entities, _entities(report)),
        (t.mentions, _mentions(report)),
        (t.statements, _statements(report)),
        (t.events, _events(report)),
        (t.event_parties, _parties(report)),
        (t.ties, _ties(report)),
    )
    for table, made in rows:
        yield table, [storable({"report_id": number, **row}) for row in made]


def _placed(report: Report, rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """Each row as values, with its place in the report and the day of its document; also the days of its time, where it can have one."""
    days = days_of(report.document.published) or (None, None)
    for number, row in enumerate(rows):
        plain = {name: value for name, value in asdict(row).items() if name not in _HEAD}
        if "time" in plain:
            plain["first_day"], plain["last_day"] = days_of(plain["time"]) or (days[0], days[0])
        yield {"number": number, "published_day": days[0], **plain}


def _entities(report: Report) -> Iterator[dict[str, Any]]:
    for values in _placed(report, entity_rows(report)):
        del values["mentions"]
        yield values


def _mentions(report: Report) -> Iterator[dict[str, Any]]:
    for entity in report.entities:
        for number, mention in enumerate(entity.mentions):
            words = mention.span.of(report.document.text)
            place = {"entity_id": entity.id, "number": number, "start": mention.span.start, "end": mention.span.end}
            yield {**place, "form": mention.form, "words": words}


def _statements(report: Report) -> Iterator[dict[str, Any]]:
    entities = {e.id: e for e in report.entities}
    for said, values in zip(report.statements, _placed(report, statement_rows(report)), strict=True):
        yield {**values, "audience_country": country_of(entities.get(said.audience or ""))}


def _events(report: Report) -> Iterator[dict[str, Any]]:
    yield from _placed(report, event_rows(report))


def _parties(report: Report) -> Iterator[dict[str, Any]]:
    """The actors and recipients of each event, and the members of those that are groups."""
    entities = {e.id: e for e in report.entities}
    for event in report.events:
        for role, identifiers in (("actor", event.actors), ("recipient", event.recipients)):
            named = [(entities[i], None) for i in identifiers if i in entities]
            members = [(entities[m], e.id) for e, _ in named for m in e.members if m in entities]
            for number, (entity, group) in enumerate([*named, *members]):
                yield {
                    "event_id": event.id,
                    "role": role,
                    "number": number,
                    "entity_id": entity.id,
                    "member_of": group,
                    "country": entity.country,
                    "name": entity.name,
                }


def _ties(report: Report) -> Iterator[dict[str, Any]]:
    entities = {e.id: e for e in report.entities}
    for tie, values in zip(report.ties, _placed(report, tie_rows(report)), strict=True):
        subject, other = entities.get(tie.subject), entities.get(tie.object)
        yield {**values, "subject_country": country_of(subject), "object_country": country_of(other)}


def storable(value: Any) -> Any:
    """The value without lone surrogates and NUL, which not every database takes."""
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, dict):
        return {key: storable(item) for key, item in value.items()}
    if isinstance(value, Iterable):
        return [storable(item) for item in value]
    return value
