"""Answers a page at a time, for the desk: a cursor says where the last page ended, so that pages stay right while others write.

Pages come newest first, where words are asked for the best first. A cursor is opaque to whoever gets it; it goes with its filters.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Select, func, select, tuple_

from dragoman.errors import UsageError
from dragoman.model.rows import EntityRow, EventRow, Row, StatementRow, TieRow
from dragoman.record import tables as t
from dragoman.record.asking import columns_of, row_of
from dragoman.record.filters import Filters
from dragoman.record.keys import best_keys, fetched, first_keys
from dragoman.record.known import check_filters

KINDS: dict[str, type[Row]] = {"events": EventRow, "statements": StatementRow, "entities": EntityRow, "ties": TieRow}
LARGEST = 500  # rows of a page
_T = TypeVar("_T")


@dataclass(frozen=True)
class Page(Generic[_T]):
    """Some rows, and the cursor of the next page, None on the last one."""

    rows: tuple[_T, ...]
    next: str | None


@dataclass(frozen=True)
class DocumentRow:
    """A document of the record: how long it is, and how much of each kind its current report tells; newer is a later revision's id."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    language: str | None
    characters: int
    newer: str | None


def find_page(connection: Connection, table: str, filters: Filters, cursor: str | None = None, size: int = 50) -> Page[Row]:
    """One page of the rows of a table that meet the filters. Raises ``UsageError`` for a cursor that is none."""
    whole: Any = t.metadata.tables[table]
    check_filters(connection, table, filters)
    if filters.text and table in t.WORDS:
        place = _place(cursor, 1)[0]
        if not isinstance(place, int) or not 0 <= place <= 1_000_000:
            raise UsageError("the cursor is none of this record")
        keys = best_keys(connection, whole, filters, size + 1, offset=place, paged=True)
        following: list[Any] = [place + size]
    else:
        keys = first_keys(connection, whole, filters, size + 1, newest=True, after=_place(cursor, 3) if cursor else ())
        following = list(keys[size - 1][:3]) if len(keys) > size else []
    found = fetched(connection, whole, columns_of(table), keys[:size])
    rows = tuple(row_of(KINDS[table], row) for row in found)
    return Page(rows, _cursor(following) if len(keys) > size else None)


def find_documents(
    connection: Connection, *, publisher: str | None = None, text: str | None = None, cursor: str | None = None, size: int = 50
) -> Page[DocumentRow]:
    """One page of the documents, the newest first; of a publisher, with words in the title (parts of either, case aside)."""
    d, r = t.documents.c, t.reports.c
    columns = (d.id, d.title, d.publisher, d.published, d.url, d.language, d.characters, d.superseded_by.label("newer"))
    query = select(*columns, d.published_day, r.id.label("report_id")).join(t.reports, r.document_id == d.id).where(r.current)
    for column, part in ((d.publisher, publisher), (d.title, text)):
        if part:
            query = query.where(func.instr(func.fold(column), part.casefold()) > 0)
    found = _newest(connection, query, (d.published_day, r.id), cursor, size)
    following = [found[size - 1][name] for name in ("published_day", "report_id")] if len(found) > size else []
    names = list(DocumentRow.__dataclass_fields__)
    return Page(
        tuple(DocumentRow(**{name: row[name] for name in names}) for row in found[:size]), _cursor(following) if following else None
    )


def _newest(connection: Connection, query: Select[Any], keys: tuple[Any, ...], cursor: str | None, size: int) -> list[Any]:
    """The next rows, one more than a page: those with a day, the newest first, then those without; each half walks an index."""
    day, *rest = keys
    order = [day.desc(), *(key.desc() for key in rest)]
    found: list[Any] = []
    last: list[Any] | None = _place(cursor, len(keys)) if cursor else None
    if last is None or last[0] is not None:
        dated = query.where(day.is_not(None))
        if last is not None:
            dated = dated.where(day <= last[0], tuple_(*keys) < tuple_(*last))
        found = list(connection.execute(dated.order_by(*order).limit(size + 1)).mappings())
    if len(found) <= size:
        undated = query.where(day.is_(None))
        if last is not None and last[0] is None:
            undated = undated.where(tuple_(*rest) < tuple_(*last[1:]))
        found += connection.execute(undated.order_by(*order[1:]).limit(size + 1 - len(found))).mappings()
    return found


def state(connection: Connection) -> str:
    """What changes whenever anything that is asked changes: the newest report, run, correction and count of links."""
    parts = (func.max(t.reports.c.id), func.max(t.corrections.c.id), func.max(t.runs.c.id))
    return "-".join(str(connection.execute(select(part)).scalar() or 0) for part in parts)


def uncertain_events(connection: Connection, limit: int) -> list[tuple[str, str]]:
    """Document and event id of the events that the coder was least sure of, the least sure first."""
    e, r = t.events.c, t.reports.c
    least = select(e.report_id, e.id, e.confidence).order_by(e.confidence, e.report_id, e.number).limit(limit).subquery()
    query = select(r.document_id, least.c.id).join(t.reports, r.id == least.c.report_id).order_by(least.c.confidence, least.c.report_id)
    return [(document, event) for document, event in connection.execute(query)]


def find_names(connection: Connection, part: str, limit: int) -> list[str]:
    """Names of the record that have this part, case aside; those that begin with it, and then the short ones, first."""
    n, folded = t.names.c, part.casefold()
    place = func.instr(n.folded, folded)
    return list(connection.execute(select(n.name).where(place > 0).order_by(place, func.length(n.name), n.name).limit(limit)).scalars())


def _cursor(keys: list[Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(keys, separators=(",", ":")).encode()).decode().rstrip("=")


def _place(cursor: str | None, count: int) -> list[Any]:
    """The keys of a cursor. Raises ``UsageError`` where it is none."""
    if cursor is None:
        return [0]
    try:
        keys = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError:
        keys = None
    if not isinstance(keys, list) or len(keys) != count:
        raise UsageError("the cursor is none of this record")
    day, *numbers = keys
    if any(isinstance(one, bool) or not isinstance(one, int) or not 0 <= one < 1 << 62 for one in (numbers if count > 1 else keys)):
        raise UsageError("the cursor is none of this record")
    if count > 1 and not (day is None or (isinstance(day, str) and len(day) == 10)):
        raise UsageError("the cursor is none of this record")
    return keys
