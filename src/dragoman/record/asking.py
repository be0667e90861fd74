"""Ask a record: each function returns the rows of current reports that meet all filters, by date of publication, then document.

``dragoman.record.filters`` tells what each filter means;
with ``linked`` a party is also found by its names in other documents. ``count`` returns how many there are, by what is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import BigInteger, Connection, Select, cast, func, or_, select

from dragoman.errors import UsageError
from dragoman.frames import Answer, Grid
from dragoman.model.rows import EntityRow, EventRow, Row, StatementRow, TieRow, UnreadRow
from dragoman.record import tables as t
from dragoman.record.conditions import conditions
from dragoman.record.dimensions import TIMES, dimension, repeats
from dragoman.record.driving import MANY, rarest
from dragoman.record.filters import Filters, several
from dragoman.record.fulltext import ranked
from dragoman.record.keys import best_keys, fetched, first_keys, head, joined
from dragoman.record.known import check_filters

R = TypeVar("R", bound=Row)


def find_events(connection: Connection, filters: Filters, linked: bool = False) -> Answer[EventRow]:
    """Events; type is the event type (``ACCUSE``), or type and mode (``ACCUSE-allege``)."""
    return _rows(connection, t.events, [*t.events.c], EventRow, filters, linked=linked)


def find_statements(connection: Connection, filters: Filters, linked: bool = False) -> Answer[StatementRow]:
    """Statements; actor is the source, recipient the audience, type the stance (``asserts``, ``denies`` …)."""
    return _rows(connection, t.statements, [*t.statements.c], StatementRow, filters, linked=linked)


def find_entities(connection: Connection, filters: Filters, linked: bool = False) -> Answer[EntityRow]:
    """Entities; actor is the name or country, type the kind (``person``, ``organization`` …)."""
    return _rows(connection, t.entities, columns_of("entities"), EntityRow, filters, linked=linked)


def find_ties(connection: Connection, filters: Filters, linked: bool = False) -> Answer[TieRow]:
    """Ties; actor is the subject, recipient the object, type the relation (``member_of`` …); dates are of publication."""
    return _rows(connection, t.ties, [*t.ties.c], TieRow, filters, linked=linked)


def columns_of(name: str) -> list[Any]:
    """What is selected of a table; of entities also how often each is mentioned."""
    table = t.metadata.tables[name]
    if name != "entities":
        return [*table.c]
    c, m = table.c, t.mentions.c
    own = (m.report_id == c.report_id, m.entity_id == c.id)
    return [*c, select(func.count()).select_from(t.mentions).where(*own).correlate(t.entities).scalar_subquery().label("mentions")]


def find_unread(connection: Connection, text: str | None = None, limit: int | None = None) -> Answer[UnreadRow]:
    """What lies in quarantine, oldest first; text: words that occur in its origin or its reason."""
    if limit is not None and limit < 0:
        raise UsageError("limit is negative")
    c = t.quarantine.c
    query = select(c.origin, c.line, c.reason, c.sample, c.rejected).order_by(c.id).limit(limit)
    if text:
        query = query.where(or_(*(func.instr(func.lower(column), text.lower()) > 0 for column in (c.origin, c.reason))))
    return Answer(UnreadRow, (UnreadRow(**row) for row in connection.execute(query).mappings()))


def count(connection: Connection, table: str, by: str, filters: Filters) -> Grid:
    """How many rows of a table meet the filters, by one or several things (``month,type``): a column each, and ``count``.

    What a row has several of (actors, modes) counts under each; what it has none of is None. Rows come in order of their columns.
    """
    check_filters(connection, table, filters)
    names = list(dict.fromkeys(several(by)))
    if not names:
        raise UsageError("by names nothing to count by")
    whole: Any = t.metadata.tables[table]
    # Only rows of current reports are there, so the reports are joined for what they alone lead to: the publisher.
    if table == "events" and set(names) <= {*TIMES, "type"} and filters.only("since", "until"):
        return _grid(table, names, connection, _by_days(names, filters))
    source = joined(whole) if filters.publisher or "publisher" in names else whole
    columns = []
    for name in names:
        expression, source = dimension(table, name, source)
        columns.append(expression.label(name))
    key = cast(whole.c.report_id, BigInteger) * t.PER_REPORT + whole.c.number
    number = (func.count(func.distinct(key)) if any(repeats(table, name) for name in names) else func.count()).label("count")
    wanted = conditions(table, filters)
    few = rarest(connection, table, filters, most=MANY)
    if filters.text and table in t.WORDS:
        words = ranked(whole, source, filters.text, connection.dialect.name, few=few)
        source, wanted = words.source, [*wanted, *words.conditions]
    elif few is not None:
        wanted.append(few)
    query = select(*columns, number).select_from(source).where(*wanted)
    query = query.group_by(*columns).order_by(*(column.nulls_last() for column in columns)).limit(filters.limit)
    return _grid(table, names, connection, query)


def _by_days(names: list[str], filters: Filters) -> Select[Any]:
    """Events by times and type: one index has them in order, so they are counted by day first, and the days are few."""
    c = t.events.c
    days = select(c.first_day, c.type, func.count().label("events")).where(*conditions("events", filters)).group_by(c.first_day, c.type)
    d = days.subquery("days").c
    columns = [(d.type if name == "type" else func.substr(d.first_day, 1, TIMES[name])).label(name) for name in names]
    query = select(*columns, cast(func.sum(d.events), BigInteger).label("count")).group_by(*columns)
    return query.order_by(*(column.nulls_last() for column in columns)).limit(filters.limit)


def _grid(table: str, names: list[str], connection: Connection, query: Select[Any]) -> Grid:
    found = connection.execute(query).all()
    return Grid(f"{table.capitalize()} by {', '.join(names)}", (*names, "count"), tuple(tuple(row) for row in found))


def _rows(connection: Connection, table: Any, columns: list[Any], kind: type[R], filters: Filters, *, linked: bool) -> Answer[R]:
    """Run the query; rows come in order of publication, document and place in the text, where words are asked for the best first."""
    check_filters(connection, table.name, filters)
    if filters.limit is not None:
        by_words = filters.text and table.name in t.WORDS
        keys = (best_keys if by_words else first_keys)(connection, table, filters, filters.limit, linked=linked)
        return Answer(kind, (row_of(kind, row) for row in fetched(connection, table, columns, keys)))
    query, rank = _all_rows(connection, table, columns, filters, linked)
    c = table.c
    order = [*([rank] if rank is not None else []), c.published_day.nulls_first(), c.report_id, c.number]
    return Answer(kind, (row_of(kind, row) for row in connection.execute(query.order_by(*order)).mappings()))


def _all_rows(connection: Connection, table: Any, columns: list[Any], filters: Filters, linked: bool) -> tuple[Select[Any], Any]:
    """The query for all rows of a table that meet the filters, without order, and its rank where words are asked for."""
    wanted = conditions(table.name, filters, linked)
    few = None if filters.only("text") else rarest(connection, table.name, filters, linked)
    query: Select[Any] = select(*head(), *columns).where(*wanted)
    if filters.text and table.name in t.WORDS:
        words = ranked(table, joined(table), filters.text, connection.dialect.name, few=few)
        return query.where(*words.conditions).select_from(words.source), words.rank
    return (query if few is None else query.where(few)).select_from(joined(table)), None


def row_of(kind: type[R], row: Any) -> R:
    """A row of an answer from a row of the database."""
    return kind(**{f.name: _value(row[f.name]) for f in fields(kind)})


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, Sequence) and not isinstance(value, str) else value
