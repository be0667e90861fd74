"""The first rows in order that meet the filters: their keys first, so that nothing wide is sorted, then the rows themselves.

Rows come by date. Whatever is frequent is soon found along the index of the dates; what is rare is found by the index that names it.
What is frequent in each part but rare together (two countries that hardly ever meet) shows by a walk that does not fill the page in
``STEPS`` rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, and_, or_, select, tuple_

from dragoman.record import tables as t
from dragoman.record.conditions import conditions
from dragoman.record.driving import MANY, rarest
from dragoman.record.filters import Filters
from dragoman.record.fulltext import ranked

HITS = 20_000  # rows with the words that are ranked in a few hundredths of a second
LOOKED_UP = 200  # rows that are each looked up among those with the words, which costs a search each
STEPS = 20_000  # rows of an index that are passed in a few hundredths of a second
_BATCH = 200  # keys in one query: databases bound the number of parameters
Key = tuple[str | None, int, int, str]  # published_day, report_id, number, id


def joined(table: Any) -> Any:
    """A table with its reports and documents."""
    return table.join(t.reports, t.reports.c.id == table.c.report_id).join(t.documents, t.documents.c.id == t.reports.c.document_id)


def head() -> tuple[Any, ...]:
    """What every row says of its document."""
    d = t.documents.c
    return (d.id.label("document"), d.title.label("document_title"), d.publisher, d.published, d.url)


def first_keys(
    connection: Connection,
    table: Any,
    filters: Filters,
    size: int,
    *,
    newest: bool = False,
    after: Sequence[Any] = (),
    linked: bool = False,
) -> list[Key]:
    """So many keys, by date of publication, report and place in it, those without date first; or newest first, those without date last.

    after: only with ``newest``, the first three parts of the key behind which to begin.
    """
    c = table.c
    wanted = conditions(table.name, filters, linked)
    query = select(c.published_day, c.report_id, c.number, c.id).where(*wanted)
    if filters.publisher:
        query = query.select_from(joined(table))
    few = rarest(connection, table.name, filters, linked)
    if few is not None or not wanted:
        return _walk(connection, query if few is None else query.where(few), c, size, newest, after)[0]
    found, whole = _walk(connection, query, c, size, newest, after, STEPS)
    if len(found) == size or whole:
        return found
    some = rarest(connection, table.name, filters, linked, MANY)
    return _walk(connection, query if some is None else query.where(some), c, size, newest, after)[0]


def best_keys(
    connection: Connection, table: Any, filters: Filters, size: int, *, offset: int = 0, paged: bool = False, linked: bool = False
) -> list[Key]:
    """So many keys of the rows that have the words, the best first, from an offset on.

    Where more than ``HITS`` rows have them, those added last are ranked: words that are so frequent tell little of which is better.
    With other filters too, all are ranked where these do not fill the answer, and always with ``paged``, so that pages fit together.
    """
    c, only = table.c, filters.only("text")
    wanted = conditions(table.name, filters, linked)
    few = None if only else rarest(connection, table.name, filters, linked, LOOKED_UP)
    source = joined(table) if filters.publisher else table
    found: list[Key] = []
    for hits in (HITS,) if only else (None,) if paged or few is not None else (HITS, None):
        best = offset + size if only else None
        words = ranked(table, source, filters.text or "", connection.dialect.name, hits=hits, best=best, few=few)
        query = select(c.published_day, c.report_id, c.number, c.id).select_from(words.source).where(*wanted, *words.conditions)
        days = (c.published_day.desc(), c.report_id.desc()) if paged else (c.published_day.nulls_first(), c.report_id)
        rows = connection.execute(query.order_by(words.rank, *days, c.number).offset(offset).limit(size))
        found = [(row[0], row[1], row[2], row[3]) for row in rows]
        if len(found) == size:
            break
    return found


def fetched(connection: Connection, table: Any, columns: list[Any], keys: Sequence[Key]) -> list[Any]:
    """The rows of these keys, in the keys' order."""
    c = table.c
    query = select(*head(), *columns).select_from(joined(table))  # one key after the other: by a list SQLite would go through all documents
    found: dict[tuple[int, str], Any] = {}
    for start in range(0, len(keys), _BATCH):
        some = or_(*(and_(c.report_id == report, c.id == identifier) for _, report, _, identifier in keys[start : start + _BATCH]))
        for row in connection.execute(query.where(some)).mappings():
            found[row["report_id"], row["id"]] = row
    return [found[report, identifier] for _, report, _, identifier in keys if (report, identifier) in found]


def _walk(  # noqa: PLR0917
    connection: Connection, query: Select[Any], c: Any, size: int, newest: bool, after: Sequence[Any], steps: int | None = None
) -> tuple[list[Key], bool]:
    """The first keys of a query, and whether it went to the end: ``steps`` bounds how far it goes along the index."""
    found: list[Key] = []
    whole = True
    for dated in (True, False) if newest else (False, True):
        if len(found) >= size or (dated and after and after[0] is None):
            continue
        keys = (c.published_day, c.report_id, c.number) if dated else (c.report_id, c.number)
        order = [key.desc() if newest else key for key in keys]
        half = [c.published_day.is_not(None) if dated else c.published_day.is_(None)]
        if after and dated:
            half += [c.published_day <= after[0], tuple_(*keys) < tuple_(*after)]
        elif after and after[0] is None:
            half.append(tuple_(*keys) < tuple_(*after[1:]))
        if steps is not None:
            edge = connection.execute(select(keys[0]).where(*half).order_by(*order).offset(steps).limit(1)).scalar()
            if edge is not None:
                whole = False
                half.append(keys[0] >= edge if newest else keys[0] <= edge)
        rows = connection.execute(query.where(*half).order_by(*order).limit(size - len(found)))
        found += [(row[0], row[1], row[2], row[3]) for row in rows]
        if not whole:
            break  # what comes next in order may lie behind the edge
    return found, whole
