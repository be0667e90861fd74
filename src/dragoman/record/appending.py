"""Write into the log of corrections: append and undo. Nothing in it is ever changed or deleted; the rows that are asked follow it.

A correction is kept apart from the reports. When one is appended or taken back, the rows of the documents it concerns are made anew from
their report with all corrections in force (``correcting.apply``), and so they are when a document gets a new report.
"""

from __future__ import annotations

import json
from dataclasses import replace

from sqlalchemy import Connection, insert, select, update

from dragoman.errors import UsageError
from dragoman.model import Report
from dragoman.model.safe import encodable
from dragoman.record import tables as t
from dragoman.record.correcting import Correction, apply
from dragoman.record.corrections import corrected_report, find_corrections, one_correction
from dragoman.record.payloads import checked_correction
from dragoman.record.writing import now, rewrite_rows, storable

_NEXT = 1 << 60  # the id of a correction that is tried before it has one


def append(connection: Connection, given: Correction, report: Report | None) -> Correction:
    """Write a correction into the log and let the rows follow; returns it as it stands there.

    report: the newest of its document, None where it has none. Raises ``UsageError`` where the payload can't be, or there is nothing at
    its anchor to correct. Only to be called inside a transaction.
    """
    checked = checked_correction(given, report)
    if report is not None and checked.document is not None:
        log = list(reversed(find_corrections(connection, checked.document)))
        if _NEXT in apply(report, [*log, replace(checked, id=_NEXT)]).orphaned:
            into = checked.payload.get("into")
            other = f", or nothing at {into['start']}-{into['end']} to merge it into" if into else ""
            raise UsageError(f"{checked.document}: there is nothing to correct at {checked.start}-{checked.end}{other}")
    number = connection.execute(
        insert(t.corrections).values(
            created=now(),
            author=storable(checked.author),
            reason=storable(checked.reason),
            document_id=storable(checked.document),
            start=checked.start,
            end=checked.end,
            action=checked.action,
            payload=storable(dict(checked.payload)),
        )
    ).inserted_primary_key
    assert number is not None  # an insert into a table with a key has one
    _follow(connection, checked)
    return one_correction(connection, number[0])


def undo(connection: Connection, number: int, author: str | None, reason: str | None) -> Correction:
    """Take a correction back (or an undo: then what it took back counts again); both stay in the log. Raises ``UsageError``."""
    old = one_correction(connection, number)
    if old.undone_by is not None:
        raise UsageError(f"correction {number} was taken back already, by {old.undone_by}")
    place = {"document_id": old.document, "start": old.start, "end": old.end}
    made = connection.execute(
        insert(t.corrections).values(
            created=now(), author=storable(author), reason=storable(reason), action="undo", payload={"undoes": number}, **place
        )
    ).inserted_primary_key
    assert made is not None  # as above
    connection.execute(update(t.corrections).where(t.corrections.c.id == number).values(undone_by=made[0]))
    meant = old
    while meant.action == "undo":
        meant = one_correction(connection, int(meant.payload["undoes"]))
    _follow(connection, meant)
    return one_correction(connection, made[0])


def _follow(connection: Connection, one: Correction) -> None:
    """Make the rows anew of every document that a correction concerns."""
    r = t.reports.c
    query = select(r.id, r.json).where(r.current)
    if one.document is not None:
        query = query.where(r.document_id == encodable(one.document))
    else:  # by the name before or behind the correction
        names = {str(one.payload["entity"]), str(one.payload.get("name") or one.payload["entity"])}
        query = query.where(r.id.in_(select(t.entities.c.report_id).where(t.entities.c.name.in_(names))))
    for number, found in connection.execute(query).all():
        report = Report.from_dict(json.loads(found))
        rewrite_rows(connection, corrected_report(connection, report).report, number)
