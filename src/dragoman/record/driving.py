"""Which way to go through a large table: along the dates, or from the few rows that an index names.

Rows come by date, so a page of what is common is soon full; what is rare must be found by its index, or all rows would be looked at.
A database that does not know how often a value occurs can't tell the two, so the rarest thing that is asked for is counted first, up to
``FEW``. The condition that comes of it is one that holds anyway.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select, tuple_, union_all

from dragoman.record import tables as t
from dragoman.record.conditions import SIDES, linked_to, named
from dragoman.record.days import bounds
from dragoman.record.filters import Filters, box_of, circle_of, pair, several
from dragoman.record.identities import clusters

FEW = 4000  # rows that are looked up in well under a tenth of a second
MANY = 300_000  # rows of an index that are counted in a few hundredths of a second
_DEGREE = 110.0  # kilometres to a degree of latitude, a little less than there are, so that the band is wide enough


def rarest(
    connection: Connection, table: str, filters: Filters, linked: bool = False, most: int | None = None
) -> ColumnElement[bool] | None:
    """A condition that names few rows by an index and holds for all that meet the filters; None where there is none such.

    linked: as for ``dragoman.record.conditions``. most: so many rows are few (``FEW``); with more, what two parties have in common
    is taken without being counted where neither of them is rare.
    """
    best: Any = None
    least = (FEW if most is None else most) + 1
    for keys in _keys(table, filters, linked):
        count = connection.execute(select(func.count()).select_from(keys.limit(least).subquery())).scalar_one()
        if count < least:
            least, best = count, keys
    if most is not None and least > FEW and table == "events" and not linked:
        best = _in_common(filters) if filters.between or (filters.actor and filters.recipient) else best
    if best is None:
        return None
    c = t.metadata.tables[table].c
    found: ColumnElement[bool] = tuple_(c.report_id, c.id).in_(best)
    return found


def _keys(table: str, filters: Filters, linked: bool) -> Iterator[Select[Any]]:
    """For each thing that is asked for and has an index: the keys of the rows that have it."""
    roles = ("actor",) if table == "entities" else ("actor", "recipient")
    for role in ("actor", "recipient"):
        if wanted := getattr(filters, role):
            yield _by_party(table, (role,), wanted, linked)
    if filters.party:
        yield _by_party(table, roles, filters.party, linked)
    for wanted in pair(filters.between) if filters.between else ():
        yield _by_party(table, roles, wanted, False)
    if table == "events":
        yield from _of_events(filters)


def _by_party(table: str, roles: tuple[str, ...], wanted: str, linked: bool) -> Select[Any]:
    k, e, p, c = t.links.c, t.entities.alias("meant").c, t.event_parties.c, t.metadata.tables[table].c
    mine = (e.report_id == k.report_id) & (e.id == k.entity_id) & k.cluster.in_(clusters(linked_to(wanted)))
    if table == "events":
        of_role = p.role.in_(roles)
        found = [select(p.report_id, p.event_id.label("id")).where(of_role, named(p.name, p.country, wanted))]
        if linked:
            same = (p.report_id == k.report_id) & (p.entity_id == k.entity_id) & k.cluster.in_(clusters(linked_to(wanted)))
            found.append(select(p.report_id, p.event_id.label("id")).where(of_role, same))
    else:
        sides = [tuple(c[column] for column in SIDES[table][role]) for role in roles]
        found = [select(c.report_id, c.id).where(named(name, country, wanted)) for name, country in sides]
        if linked:
            found += [select(c.report_id, c.id).where(c.report_id == e.report_id, name == e.name, mine) for name, _ in sides]
    whole = union_all(*found).subquery() if len(found) > 1 else None
    return found[0] if whole is None else select(whole)


def _in_common(filters: Filters) -> Select[Any]:
    """The keys of the events of two parties, each in its role."""
    ways = [(filters.actor, filters.recipient, "recipient")]
    if filters.between:
        one, other = pair(filters.between)
        ways = [(one, other, "recipient"), (other, one, "recipient"), (one, other, "actor")]
    found = []
    for first, second, role in ways:
        a, r = t.event_parties.alias("a").c, t.event_parties.alias("r").c
        same = and_(a.report_id == r.report_id, a.event_id == r.event_id, a.role == "actor", r.role == role)
        both = and_(named(a.name, a.country, first or ""), named(r.name, r.country, second or ""))
        found.append(select(a.report_id, a.event_id).where(same, both))
    return select(union_all(*found).subquery()) if len(found) > 1 else found[0]


def _of_events(filters: Filters) -> Iterator[Select[Any]]:
    e, p = t.events.c, t.event_parties.c
    if filters.country:
        yield select(p.report_id, p.event_id).where(p.country.in_([one.upper() for one in several(filters.country)]))
    by_event = select(e.report_id, e.id)
    since, until = bounds(filters.since, filters.until)
    if since and until:
        longer = and_(e.first_day != e.last_day, e.last_day >= since, e.first_day < since)
        within = e.first_day.between(since, until)
        yield select(union_all(by_event.where(within), by_event.where(longer)).subquery())
        if filters.type:
            types = e.type.in_([one.partition("-")[0].upper() for one in several(filters.type)])
            yield select(union_all(by_event.where(types, within), by_event.where(longer)).subquery())
    if filters.near:
        latitude, _, radius = circle_of(filters.near)
        band = radius / _DEGREE
        yield by_event.where(e.latitude.between(latitude - band, latitude + band))
    if filters.box:
        south, west, north, east = box_of(filters.box)
        across = e.longitude.between(west, east) if west <= east else or_(e.longitude >= west, e.longitude <= east)
        yield by_event.where(e.latitude.between(south, north), across)
