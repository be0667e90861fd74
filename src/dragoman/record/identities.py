"""The links between entities of a record: made anew, shown, and used by ``who``."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, delete, insert, select

from dragoman.frames import Grid
from dragoman.record import tables as t
from dragoman.record.linking import KINDS, Known, Link, link

_BATCH = 1000


def make_links(connection: Connection) -> tuple[int, int]:
    """Replace all links by new ones; returns how many entities are linked, and into how many clusters."""
    made = list(link(_entities(connection)))
    connection.execute(delete(t.links))
    for start in range(0, len(made), _BATCH):
        connection.execute(insert(t.links), [_row(one) for one in made[start : start + _BATCH]])
    return len(made), len({one.cluster for one in made})


def show_links(connection: Connection, part: Any) -> Grid:
    """The clusters of which a member meets the condition ``part``: who is in them, and the sum that put it there."""
    e, d, k = t.entities.c, t.documents.c, t.links.c
    joined = t.links.join(t.entities, (e.report_id == k.report_id) & (e.id == k.entity_id)).join(t.reports, t.reports.c.id == e.report_id)
    query = (
        select(k.cluster, e.name, e.kind, e.title, e.country, e.wikidata, d.id, d.published, k.score, k.features)
        .select_from(joined.join(t.documents, d.id == t.reports.c.document_id))
        .where(k.cluster.in_(clusters(part)))
        .order_by(k.cluster, e.published_day.nulls_first(), e.report_id, e.number)
    )
    columns = ("cluster", "name", "kind", "title", "country", "wikidata", "document", "published", "score", "features")
    rows = connection.execute(query).all()
    return Grid("Links", columns, tuple((*row[:-1], " + ".join(f"{name} {weight:g}" for name, weight in row[-1].items())) for row in rows))


def clusters(part: Any) -> Select[Any]:
    """The clusters of the entities that meet a condition on ``entities``."""
    k, e = t.links.c, t.entities.c
    return select(k.cluster).join(t.entities, (e.report_id == k.report_id) & (e.id == k.entity_id)).where(part)


def _entities(connection: Connection) -> Any:
    e = t.entities.c
    columns = (e.report_id, e.id, e.kind, e.name, e.country, e.wikidata, e.title, e.published_day, e.number, t.reports.c.document_id)
    query = select(*columns).join(t.reports, t.reports.c.id == e.report_id).where(e.kind.in_(KINDS))
    for row in connection.execute(query):
        order = (row.published_day or "", row.document_id, row.number)
        place, day = (row.report_id, row.id), row.published_day
        yield Known(place, row.document_id, row.kind, row.name, row.country, row.wikidata, row.title, day, order)


def _row(one: Link) -> dict[str, Any]:
    report, entity = one.place
    return {"report_id": report, "entity_id": entity, "cluster": one.cluster, "score": one.score, "features": one.features}
