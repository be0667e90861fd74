"""Which way to go through a large table of events: along the dates, or from the few rows that an index names.

Rows come by date, so a page of what is common is soon full; what is rare must be found by its index, or all events would be looked at.
A database that does not know how often a value occurs can't tell the two, so the rarest thing that is asked for is counted first, up to
``FEW``. The condition that comes of it is one that holds anyway.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select, tuple_, union_all

from dragoman.record import tables as t
from dragoman.record.conditions import named
from dragoman.record.days import bounds
from dragoman.record.filters import Filters, box_of, circle_of, pair, several

FEW = 4000  # rows that are fetched and sorted in well under a tenth of a second
_DEGREE = 110.0  # kilometres to a degree of latitude, a little less than there are, so that the band is wide enough


def rarest(connection: Connection, filters: Filters) -> ColumnElement[bool] | None:
    """A condition on events that names few rows by an index and holds for all that meet the filters; None where there is none such."""
    best: Select[Any] | None = None
    least = FEW + 1
    for keys in _keys(filters):
        count = connection.execute(select(func.count()).select_from(keys.limit(least).subquery())).scalar_one()
        if count < least:
            least, best = count, keys
    if best is None:
        return None
    found: ColumnElement[bool] = tuple_(t.events.c.report_id, t.events.c.id).in_(best)
    return found


def _keys(filters: Filters) -> list[Any]:
    """For each thing that is asked for and has an index: the keys of the events that have it."""
    e, p = t.events.c, t.event_parties.c
    by_party = select(p.report_id, p.event_id)
    found: list[Any] = [
        by_party.where(p.role == role, named(p.name, p.country, wanted))
        for role in ("actor", "recipient")
        if (wanted := getattr(filters, role))
    ]
    sides = [filters.party] if filters.party else []
    sides += pair(filters.between) if filters.between else ()
    found += [by_party.where(named(p.name, p.country, wanted)) for wanted in sides]
    if filters.country:
        found.append(by_party.where(p.country.in_([one.upper() for one in several(filters.country)])))
    by_event = select(e.report_id, e.id)
    since, until = bounds(filters.since, filters.until)
    if since and until:
        longer = and_(e.first_day != e.last_day, e.last_day >= since, e.first_day < since)
        found.append(select(union_all(by_event.where(e.first_day.between(since, until)), by_event.where(longer)).subquery()))
    if filters.near:
        latitude, _, radius = circle_of(filters.near)
        band = radius / _DEGREE
        found.append(by_event.where(e.latitude.between(latitude - band, latitude + band)))
    if filters.box:
        south, west, north, east = box_of(filters.box)
        across = e.longitude.between(west, east) if west <= east else or_(e.longitude >= west, e.longitude <= east)
        found.append(by_event.where(e.latitude.between(south, north), across))
    return found
