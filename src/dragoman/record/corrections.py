"""The log of corrections, as it is read: what people have said against the reports, and what the reports are with it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, or_, select

from dragoman.errors import UsageError
from dragoman.model import Report
from dragoman.model.safe import encodable
from dragoman.record import tables as t
from dragoman.record.correcting import Anchor, Corrected, Correction, apply


def find_corrections(
    connection: Connection,
    document: str | None = None,
    author: str | None = None,
    *,
    before: int | None = None,
    limit: int | None = None,
) -> list[Correction]:
    """The log, the newest first; of one document (with those for all documents), by one author, from before an id on."""
    c = t.corrections.c
    query = select(t.corrections).order_by(c.id.desc()).limit(limit)
    if document is not None:
        query = query.where(or_(c.document_id == encodable(document), c.document_id.is_(None)))
    if author is not None:
        query = query.where(c.author == encodable(author))
    if before is not None:
        query = query.where(c.id < before)
    return [_correction(row) for row in connection.execute(query).mappings()]


def _correction(row: Mapping[Any, Any]) -> Correction:
    values = dict(row)
    return Correction(**{"document": values.pop("document_id"), **values})


def one_correction(connection: Connection, number: int) -> Correction:
    """The correction of that id. Raises ``UsageError`` where there is none."""
    row = connection.execute(select(t.corrections).where(t.corrections.c.id == number)).mappings().first()
    if row is None:
        raise UsageError(f"there is no correction {number}")
    return _correction(row)


def corrected_report(connection: Connection, report: Report) -> Corrected:
    """A report of the record with the corrections that are in force applied over it."""
    return apply(report, reversed(find_corrections(connection, report.document.id)))


def orphans(connection: Connection) -> Iterator[Correction]:
    """Corrections in force that fit no report any more, as a new coding has moved away from them or their document is gone."""
    c, r = t.corrections.c, t.reports.c
    for name in connection.execute(select(c.document_id).where(c.document_id.is_not(None)).distinct()).scalars().all():
        log = list(reversed(find_corrections(connection, name)))
        found = connection.execute(select(r.json).where(r.document_id == name).order_by(r.current.desc(), r.id.desc()).limit(1)).scalar()
        if found is None:
            yield from (one for one in log if one.document == name and one.action != "undo" and one.undone_by is None)
            continue
        lost = set(apply(Report.from_dict(json.loads(found)), log).orphaned)
        yield from (one for one in log if one.id in lost)


def anchored(
    corrected: Corrected, event: str | None, span: tuple[int, int] | None, payload: Mapping[str, Any]
) -> tuple[tuple[int, int] | None, dict[str, Any]]:
    """The span and the payload of a correction with the anchors of the events that it names by their ids. Raises ``UsageError``."""
    held = dict(payload)
    if isinstance(held.get("into"), str):
        held["into"] = _anchor_of(corrected, held["into"])._asdict()
    if event is not None:
        anchor = _anchor_of(corrected, event)
        span, held = anchor[:2], held | ({"ordinal": anchor.ordinal} if anchor.ordinal else {})
    return span, held


def _anchor_of(corrected: Corrected, event: str) -> Anchor:
    """The anchor of an event of a corrected report. Raises ``UsageError`` where it has none of that id."""
    found = corrected.anchors.get(event)
    if found is None:
        known = ", ".join(corrected.anchors) or "none at all"
        raise UsageError(f"{corrected.report.document.id}: no event {event}; there are {known}")
    return found
