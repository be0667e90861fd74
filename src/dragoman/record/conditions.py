"""From filters to conditions of a query: what each filter means for each table. ``fold`` and ``kilometres`` are functions of ours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Float, String, and_, case, cast, exists, func, literal, or_, select, tuple_

from dragoman.record import tables as t
from dragoman.record.days import bounds
from dragoman.record.dialects import each
from dragoman.record.filters import FACTUALITIES, Filters, box_of, circle_of, pair, quantity_of, several
from dragoman.record.identities import clusters
from dragoman.resolve.countries import countries, country_of_name

Condition = ColumnElement[bool]

PUBLISHER = "publisher"  # the voice of what no statement tells
# table → role → name, country
SIDES = {
    "statements": {"actor": ("source", "source_country"), "recipient": ("audience", "audience_country")},
    "ties": {"actor": ("subject", "subject_country"), "recipient": ("object", "object_country")},
    "entities": {"actor": ("name", "country")},
}
_TYPES = {"statements": "stance", "entities": "kind", "ties": "relation"}
_LABELS = {label.lower(): label for label in FACTUALITIES}


def conditions(table: str, filters: Filters, linked: bool = False) -> list[Condition]:
    """The conditions that all must hold, on the table joined with documents. Raises ``UsageError`` for values that can't be.

    linked: actor and party are also found by the names that they have in other documents, as far as ``dragoman link`` knows.
    """
    c = t.metadata.tables[table].c
    found = [*_parties(table, filters, linked), *_times(table, filters), *_places(c, filters)]
    if filters.type:
        found.append(or_(*map(_type_and_mode, several(filters.type))) if table == "events" else c[_TYPES[table]].in_(several(filters.type)))
    found += [_listed(c[f"{name}s"], wanted) for name in ("mode", "context") if (wanted := getattr(filters, name))]
    if filters.quad:
        found.append(c.quad.in_(several(filters.quad)))
    if filters.factuality:
        found.append(c.factuality.in_([_LABELS[one] for one in several(filters.factuality)]))
    if filters.voice:
        told = c.within if table == "statements" else c.according_to
        found.append(told.is_(None) if filters.voice.lower() == PUBLISHER else _called(told, filters.voice))
    if filters.publisher:
        found.append(_called(t.documents.c.publisher, filters.publisher))
    if filters.quantity:
        found.append(_counted(filters.quantity))
    if filters.confidence is not None:
        found.append(c.confidence >= filters.confidence)
    if filters.text and table == "entities":
        found.append(_mentioned(filters.text))
    return found


def _parties(table: str, filters: Filters, linked: bool) -> Iterator[Condition]:
    roles = ("actor",) if table == "entities" else ("actor", "recipient")
    for role in ("actor", "recipient"):
        if wanted := getattr(filters, role):
            yield _party(table, role, wanted, linked)
    if filters.party:
        yield or_(*(_party(table, role, filters.party, linked) for role in roles))
    if filters.between:
        one, other = pair(filters.between)
        ways = ((one, other), (other, one))
        found = [and_(_party(table, "actor", first), _party(table, "recipient", second)) for first, second in ways]
        if table == "events":  # what two do together with nobody else as recipient, they do with each other
            found.append(and_(_party(table, "actor", one), _party(table, "actor", other), no_recipient(t.events.c)))
        yield or_(*found)
    if filters.country:
        codes = [one.upper() for one in several(filters.country)]
        yield (
            _in_event(t.event_parties.c.country.in_(codes))
            if table == "events"
            else or_(*(t.metadata.tables[table].c[SIDES[table][role][1]].in_(codes) for role in roles))
        )
    if filters.sector:
        yield _of_sector(table, filters.sector)


def _party(table: str, role: str, wanted: str, linked: bool = False) -> Condition:
    if table == "events":
        p = t.event_parties.c
        same = named(p.name, p.country, wanted)
        return _in_event(p.role == role, or_(same, _linked(p.report_id, p.entity_id, wanted)) if linked else same)
    c = t.metadata.tables[table].c
    name, country = (c[column] for column in SIDES[table][role])
    same = named(name, country, wanted)
    if not linked:
        return same
    if table == "entities":
        return or_(same, _linked(c.report_id, c.id, wanted))
    e = t.entities.alias("named").c
    return or_(same, exists().where(e.report_id == c.report_id, e.name == name, _linked(e.report_id, e.id, wanted)))


def linked_to(wanted: str) -> Condition:
    """The entities whose clusters are meant by a name: those that have it as a part of theirs."""
    return _called(t.entities.c.name, wanted)


def _linked(report: Any, entity: Any, wanted: str) -> Condition:
    """An entity that is linked to one of this name in whatever document."""
    k = t.links.alias("linked").c
    found: Condition = tuple_(report, entity).in_(select(k.report_id, k.entity_id).where(k.cluster.in_(clusters(linked_to(wanted)))))
    return found


def no_recipient(event: Any) -> Condition:
    """An event, or a row that has its key, of which nobody is recipient."""
    r = t.event_parties.alias("whom").c
    found: Condition = ~exists().where(r.report_id == event.report_id, r.event_id == event.id, r.role == "recipient")
    return found


def _in_event(*found: Condition) -> Condition:
    p = t.event_parties.c
    return exists().where(p.report_id == t.events.c.report_id, p.event_id == t.events.c.id, *found)


def _of_sector(table: str, wanted: str) -> Condition:
    """Statements and ties keep the names of their parties: the entity of that name in the same report is meant."""
    e = t.entities.c
    if table == "entities":
        return _listed(e.sectors, wanted)
    if table == "events":
        p = t.event_parties.c
        return _in_event(exists().where(e.report_id == p.report_id, e.id == p.entity_id, _listed(e.sectors, wanted)))
    c = t.metadata.tables[table].c
    sides = [c[name] for name, _ in SIDES[table].values()]
    return exists().where(e.report_id == c.report_id, e.name.in_(sides), _listed(e.sectors, wanted))


def _times(table: str, filters: Filters) -> Iterator[Condition]:
    since, until = bounds(filters.since, filters.until)
    c = t.metadata.tables[table].c
    first, last = (c.first_day, c.last_day) if "first_day" in c else (c.published_day, c.published_day)
    if since:
        yield last >= since
    if until:
        yield first <= until


def _places(c: Any, filters: Filters) -> Iterator[Condition]:
    if filters.place:
        yield _located(c.place, c.place_country, filters.place) if "place_country" in c else _called(c.place, filters.place)
    if filters.box:
        south, west, north, east = box_of(filters.box)
        yield c.latitude.between(south, north)
        yield c.longitude.between(west, east) if west <= east else or_(c.longitude >= west, c.longitude <= east)
    if filters.near:
        latitude, longitude, radius = circle_of(filters.near)
        yield func.kilometres(c.latitude, c.longitude, latitude, longitude) <= radius


def _type_and_mode(wanted: str) -> Condition:
    name, _, mode = wanted.partition("-")
    same = t.events.c.type.concat("") == name.upper()  # by an index of types SQLite would sort all of one type for a page of them
    return and_(same, _listed(t.events.c.modes, mode)) if mode else same


def _counted(wanted: str) -> Condition:
    """Quantities are kept in words: ``killed: at least 12``."""
    what, comparison, number = quantity_of(wanted)
    words = each(t.events.c.quantities, "quantity")
    colon = func.instr(words.c.value, ": ")
    counted = func.substr(words.c.value, 1, colon - 1)
    amount: Any = func.substr(words.c.value, colon + 2)
    for word in ("about ", "at least ", "at most ", ","):
        amount = func.replace(amount, word, "")
    found = [_contains(func.fold(counted), what)] if what else []
    if comparison:
        known = case((amount != "a number", cast(amount, Float)))
        found.append(known.op(comparison, is_comparison=True)(number))
    return exists(select(literal(1)).select_from(words).where(*found))


def _mentioned(text: str) -> Condition:
    m, c = t.mentions.c, t.entities.c
    mentioned = exists().where(m.report_id == c.report_id, m.entity_id == c.id, _called(m.words, text))
    return or_(_called(c.name, text), mentioned)


def _listed(column: Any, wanted: str) -> Condition:
    """A JSON list of words that has one of them."""
    words = func.lower(cast(column, String))
    return or_(*(func.instr(words, f'"{one}"') > 0 for one in several(wanted)))


def _contains(folded: Any, words: str) -> Condition:
    return func.instr(folded, words.casefold()) > 0


def _called(name: Any, part: str) -> Condition:
    """A name that has this part, upper or lower case alike: looked for where each name stands once."""
    n = t.names.c
    found: Condition = name.in_(select(n.name).where(_contains(n.folded, part)))
    return found


def named(name: Any, country: Any, wanted: str) -> Condition:
    """What is of the country of this code (``NOR``); other three capitals (``IGO``, ``PLO``) may be a code or a part of the name."""
    if not (len(wanted) == 3 and wanted.isalpha() and wanted.isupper()):
        return _called(name, wanted)
    same: Condition = country == literal(wanted)
    return same if wanted in countries() else or_(same, _called(name, wanted))


def _located(place: Any, country: Any, wanted: str) -> Condition:
    """A place of that name, or in the country of that name or code."""
    inside = country_of_name(wanted)
    by_name = named(place, country, wanted)
    return by_name if inside is None else or_(by_name, country == literal(inside))
