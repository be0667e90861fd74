"""Ask a record: each function returns the rows of current reports that meet all filters, by date of publication, then document.

actor, recipient: a part of the name, upper or lower case alike, or exactly a country code (``NOR``); a name of three capitals that
is a code is taken as either. A group's members count as parties too.
type, factuality: one or several, separated by commas; upper or lower case alike.
since, until: a day, month or year, both included. What has a time of its own is judged by it, else by the day of publication;
what has neither is left out.
text: words that occur, in this order, in the evidence (of statements: the content; of entities: a name or mention).
limit: so many rows at most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Integer, Select, String, and_, cast, exists, func, literal, or_, select

from dragoman.errors import UsageError
from dragoman.model.rows import EntityRow, EventRow, Row, StatementRow, TieRow, UnreadRow
from dragoman.record import tables as t
from dragoman.record.days import bounds

R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Filters:
    """What is asked for; None leaves a thing open. See this module's docstring for the meaning of each."""

    actor: str | None = None
    recipient: str | None = None
    type: str | None = None
    factuality: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    limit: int | None = None


def find_events(connection: Connection, filters: Filters) -> list[EventRow]:
    """Events; type is the event type (``ACCUSE``), or type and mode (``ACCUSE-allege``)."""
    query = _current(t.events, t.events.c)
    query = _within(query, filters, t.events.c.first_day, t.events.c.last_day)
    query = _containing(query, t.events.c.folded_evidence, filters.text)
    query = _any_of(query, t.events.c.factuality, filters.factuality)
    for role, wanted in (("actor", filters.actor), ("recipient", filters.recipient)):
        if wanted:
            party = t.event_parties
            same = and_(party.c.report_id == t.events.c.report_id, party.c.event_id == t.events.c.id, party.c.role == role)
            query = query.where(exists().where(same, _named(party.c.folded_name, party.c.country, wanted)))
    if types := _several(filters.type):
        query = query.where(or_(*(_type_and_mode(one) for one in types)))
    return _rows(connection, query, t.events, EventRow, filters)


def _type_and_mode(wanted: str) -> ColumnElement[bool]:
    name, _, mode = wanted.partition("-")
    same = func.lower(t.events.c.type) == name.lower()
    modes = func.lower(cast(t.events.c.modes, String))
    return and_(same, func.instr(modes, f'"{mode.lower()}"') > 0) if mode else same


def find_statements(connection: Connection, filters: Filters) -> list[StatementRow]:
    """Statements; actor is the source, recipient the audience, type the stance (``asserts``, ``denies`` …)."""
    c = t.statements.c
    query = _within(_current(t.statements, c), filters, c.first_day, c.last_day)
    query = _containing(query, c.folded_content, filters.text)
    query = _any_of(query, c.stance, filters.type)
    if filters.actor:
        query = query.where(_named(c.folded_source, c.source_country, filters.actor))
    if filters.recipient:
        query = query.where(_named(c.folded_audience, c.audience_country, filters.recipient))
    return _rows(connection, query, t.statements, StatementRow, filters)


def find_entities(connection: Connection, filters: Filters) -> list[EntityRow]:
    """Entities; actor is the name or country, type the kind (``person``, ``organization`` …)."""
    _refuse(filters, "recipient", "factuality")
    c, m = t.entities.c, t.mentions.c
    own = and_(m.report_id == c.report_id, m.entity_id == c.id)
    count = select(func.count()).select_from(t.mentions).where(own).correlate(t.entities).scalar_subquery().label("mentions")
    query = _any_of(_within(_current(t.entities, [*c, count]), filters), c.kind, filters.type)
    if filters.actor:
        query = query.where(_named(c.folded_name, c.country, filters.actor))
    if filters.text:
        folded = filters.text.casefold()
        mentioned = exists().where(own, func.instr(m.folded_words, folded) > 0)
        query = query.where(or_(func.instr(c.folded_name, folded) > 0, mentioned))
    return _rows(connection, query, t.entities, EntityRow, filters)


def find_ties(connection: Connection, filters: Filters) -> list[TieRow]:
    """Ties; actor is the subject, recipient the object, type the relation (``member_of`` …); dates are of publication."""
    _refuse(filters, "factuality")
    c = t.ties.c
    query = _any_of(_within(_current(t.ties, c), filters), c.relation, filters.type)
    query = _containing(query, c.folded_evidence, filters.text)
    if filters.actor:
        query = query.where(_named(c.folded_subject, c.subject_country, filters.actor))
    if filters.recipient:
        query = query.where(_named(c.folded_object, c.object_country, filters.recipient))
    return _rows(connection, query, t.ties, TieRow, filters)


def find_unread(connection: Connection, text: str | None = None, limit: int | None = None) -> list[UnreadRow]:
    """What lies in quarantine, oldest first; text: words that occur in its origin or its reason."""
    c = t.quarantine.c
    query = select(c.origin, c.line, c.reason, c.sample, c.rejected).order_by(c.id).limit(_count(limit))
    if text:
        query = query.where(or_(*(func.instr(func.lower(column), text.lower()) > 0 for column in (c.origin, c.reason))))
    return [UnreadRow(**row) for row in connection.execute(query).mappings()]


def _current(table: Any, columns: Any) -> Select[Any]:
    d = t.documents.c
    head = (d.id.label("document"), d.title.label("document_title"), d.publisher, d.published, d.url)
    joined = table.join(t.reports, t.reports.c.id == table.c.report_id).join(t.documents, d.id == t.reports.c.document_id)
    return select(*head, *columns).select_from(joined).where(t.reports.c.current)


def _within(query: Select[Any], filters: Filters, first: Any = None, last: Any = None) -> Select[Any]:
    since, until = bounds(filters.since, filters.until)
    day = t.documents.c.published_day
    if since:
        query = query.where((func.coalesce(last, day) if last is not None else day) >= since)
    if until:
        query = query.where((func.coalesce(first, day) if first is not None else day) <= until)
    return query


def _containing(query: Select[Any], column: Any, text: str | None) -> Select[Any]:
    return query.where(func.instr(column, text.casefold()) > 0) if text else query


def _any_of(query: Select[Any], column: Any, wanted: str | None) -> Select[Any]:
    several = _several(wanted)
    return query.where(func.lower(column).in_([one.lower() for one in several])) if several else query


def _several(wanted: str | None) -> list[str]:
    return [one.strip() for one in (wanted or "").split(",") if one.strip()]


def _named(folded: Any, country: Any, wanted: str) -> ColumnElement[bool]:
    part = func.instr(folded, wanted.casefold()) > 0
    code = len(wanted) == 3 and wanted.isalpha() and wanted.isupper()
    return or_(country == literal(wanted), part) if code else part


def _refuse(filters: Filters, *names: str) -> None:
    for name in names:
        if getattr(filters, name):
            raise UsageError(f"{name} is no question for this table")


def _rows(connection: Connection, query: Select[Any], table: Any, kind: type[R], filters: Filters) -> list[R]:
    """Run the query; rows come in order of publication, document and place in the text."""
    number = cast(func.substr(table.c.id, 2), Integer)
    ordered = query.order_by(func.coalesce(t.documents.c.published_day, ""), table.c.report_id, number).limit(_count(filters.limit))
    names = [f.name for f in fields(kind)]
    return [kind(**{name: _value(row[name]) for name in names}) for row in connection.execute(ordered).mappings()]


def _count(limit: int | None) -> int | None:
    if limit is not None and limit < 0:
        raise UsageError("limit is negative")
    return limit


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, Sequence) and not isinstance(value, str) else value
