"""Verify a record: the file, the schema, every report, and that the rows which are asked are those of the reports. Nothing is changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Connection, case, func, select, text

from dragoman.model import Report, Span
from dragoman.record import tables as t
from dragoman.record.corrections import corrected_report
from dragoman.record.structure import missing_helpers, missing_rows, missing_tables, wrong_names, wrong_words
from dragoman.record.writing import content_of, document_row, rows_of, storable

_BATCH = 100  # reports that are read at once


@dataclass(frozen=True)
class Fault:
    """Something that is wrong: where (a table, a document, a report), and what."""

    where: str
    what: str


def check(connection: Connection) -> Iterator[Fault]:
    """All that is wrong, as it is found; memory does not grow with the record.

    A damaged schema ends the check, for nothing else could be read then.
    """
    sqlite = connection.dialect.name == "sqlite"  # PostgreSQL sees to its files and references itself
    if sqlite:
        yield from (Fault("file", line) for (line,) in connection.execute(text("PRAGMA integrity_check")) if line != "ok")
    broken = [Fault(*told) for told in missing_tables(connection)]
    yield from broken
    if broken:
        return
    for look in (missing_helpers, *((missing_rows, wrong_words) if sqlite else ()), wrong_names):
        yield from (Fault(*told) for told in look(connection))
    yield from _history(connection)
    yield from _reports(connection)


def _history(connection: Connection) -> Iterator[Fault]:
    """Each document has one current report, or none where a newer revision took its place; only current reports have rows."""
    d, r = t.documents.c, t.reports.c
    current = select(func.count()).where(r.document_id == d.id, r.current).correlate(t.documents).scalar_subquery()
    due = case((d.superseded_by.is_(None), 1), else_=0)
    for name, count, wanted in connection.execute(select(d.id, current, due).where(current != due)):
        yield Fault(f"document {name}", f"has {count} current reports, not {'one' if wanted else 'none: a newer revision took its place'}")
    newer = t.documents.alias("newer")
    for name in connection.execute(
        select(d.id).join(newer, newer.c.id == d.superseded_by).where(newer.c.superseded_by.is_not(None))
    ).scalars():
        yield Fault(f"document {name}", "is superseded by a document that is itself superseded")
    for table in t.metadata.sorted_tables:
        if "report_id" in table.c:
            older = select(table.c.report_id, func.count()).join(t.reports, r.id == table.c.report_id).where(r.current.is_not(True))
            for number, count in connection.execute(older.group_by(table.c.report_id)):
                yield Fault(f"report {number}", f"is not current, but has {count} rows in {table.name}")


def _reports(connection: Connection) -> Iterator[Fault]:
    last = 0
    while True:
        query = select(t.reports).where(t.reports.c.id > last).order_by(t.reports.c.id).limit(_BATCH)
        batch = connection.execute(query).all()
        if not batch:
            return
        for row in batch:
            last = row.id
            yield from (Fault(f"report {row.id} of {row.document_id}", what) for what in _report(connection, row))


def _report(connection: Connection, row: Any) -> Iterator[str]:
    try:
        plain = json.loads(row.json)
        report = Report.from_dict(plain)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        yield f"its JSON can't be read: {type(error).__name__}: {error}"
        return
    if content_of(report.document, report.versions) != row.content:
        yield "its document or versions are not those it was stored with"
    if storable(plain.get("versions")) != row.versions:
        yield "its column versions differs from its JSON"
    yield from _inside(report)
    if not row.current:
        return
    document = connection.execute(select(t.documents).where(t.documents.c.id == row.document_id)).mappings().first()
    if document is not None:
        different = [name for name, value in document_row(report).items() if document[name] != value]
        if different:
            yield f"its row in documents differs in {', '.join(different)}"
    for table, expected in rows_of(corrected_report(connection, report).report, row.id):
        yield from _rows(connection, table, expected, row.id)


def _rows(connection: Connection, table: Any, expected: list[dict[str, Any]], number: int) -> Iterator[str]:
    keys = [column.name for column in table.primary_key]
    stored = {
        tuple(row[k] for k in keys): dict(row) for row in connection.execute(select(table).where(table.c.report_id == number)).mappings()
    }
    wanted = {tuple(row[k] for k in keys): row for row in expected}
    for key in wanted.keys() - stored.keys():
        yield f"{table.name} lacks {_named(key)}"
    for key in stored.keys() - wanted.keys():
        yield f"{table.name} has {_named(key)}, which the report has not"
    for key in wanted.keys() & stored.keys():
        different = [name for name, value in wanted[key].items() if stored[key][name] != value]
        if different:
            yield f"{table.name} {_named(key)} differs in {', '.join(different)}"


def _named(key: tuple[Any, ...]) -> str:
    return " ".join(str(part) for part in key[1:])


def _inside(report: Report) -> Iterator[str]:
    """What points to nowhere: spans outside the text, ids that are not there."""
    length = len(report.document.text)
    known = {"entities": {e.id for e in report.entities}, "statements": {s.id for s in report.statements}}
    for kind in ("entities", "statements", "events", "ties", "times", "places"):
        for number, item in enumerate(getattr(report, kind)):
            name = f"{kind} {getattr(item, 'id', number)}"
            for span in _spans(item):
                if not 0 <= span.start <= span.end <= length:
                    yield f"{name} has the span {span.start}-{span.end}, outside its text"
    for event in report.events:
        yield from _known(f"events {event.id}", "entity", (*event.actors, *event.recipients), known["entities"])
        voices = (event.according_to, event.performed_by, *(reading.voice for reading in event.readings))
        yield from _known(f"events {event.id}", "statement", voices, known["statements"])
    for said in report.statements:
        yield from _known(f"statements {said.id}", "entity", (said.source, said.audience), known["entities"])
        yield from _known(f"statements {said.id}", "statement", (said.within,), known["statements"])
    for tie in report.ties:
        yield from _known(f"ties {tie.id}", "entity", (tie.subject, tie.object), known["entities"])
        yield from _known(f"ties {tie.id}", "statement", (tie.according_to,), known["statements"])
    for number, time in enumerate(report.times):
        yield from _known(f"times {number}", "statement", (time.according_to,), known["statements"])
    for entity in report.entities:
        yield from _known(f"entities {entity.id}", "entity", (entity.affiliation, *entity.members), known["entities"])


def _known(name: str, kind: str, identifiers: tuple[str | None, ...], known: set[str]) -> Iterator[str]:
    for identifier in identifiers:
        if identifier is not None and identifier not in known:
            yield f"{name} names the {kind} {identifier}, which is not there"


def _spans(item: Any) -> Iterator[Span]:
    """All spans of a dataclass, in whatever depth."""
    if isinstance(item, Span):
        yield item
    elif isinstance(item, tuple):
        for one in item:
            yield from _spans(one)
    elif hasattr(item, "__dataclass_fields__"):
        for field in fields(item):
            yield from _spans(getattr(item, field.name))
