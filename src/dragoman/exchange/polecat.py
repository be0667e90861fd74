"""POLECAT's table: tab-separated, with header, one row an event.

Several values of a cell are joined by ``; ``, those of parties in their order; primary sectors are those of the first party. Quad Code
is 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict. The ids of Wikipedia stay empty: dragoman knows
those of Wikidata (in the table of provenance).
"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.exchange.choosing import PROVINCES, QUADS, Chosen
from dragoman.model import Entity, Report
from dragoman.resolve.country_codes import cow


def _party_columns(role: str) -> tuple[str, ...]:
    return (
        *(f"{role} Name", f"{role} Country", f"{role} COW", f"Primary {role} Sector", f"{role} Sectors"),
        *(f"{role} Title", f"{role} Name Raw", f"Wikipedia {role} ID"),
    )


EVENTS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *_party_columns("Actor"),
    *_party_columns("Recipient"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type"),
    *("Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version"),
)
Cell = str | int | float | None
_FEATURES = {"city": "PPL", "country": "PCLI", "sea": "SEA", "district": "ADM2"} | dict.fromkeys(PROVINCES, "ADM1")


def row(report: Report, chosen: Chosen) -> tuple[str, tuple[Cell, ...]]:
    """The event's id and its row."""
    event, document = chosen.event, report.document
    key = f"{document.id}-{event.id}"
    what = (chosen.day, event.type, _joined(event.modes), event.intensity, QUADS.get(event.quad), _joined(event.contexts))
    named = [e for e in report.entities if any(m.form == "name" for m in e.mentions)]
    names = {kind: _joined(e.name for e in named if e.kind == kind) for kind in ("person", "organization")}
    locations = _joined(dict.fromkeys(place.name for place in report.places))
    about = (document.publisher, (document.published or "")[:10], names["person"], names["organization"], locations)
    parties = (*_parties(report, chosen.actors), *_parties(report, chosen.recipients))
    return key, (key, *what, *parties, *_place(report, chosen), *about, document.language, report.versions.dragoman)


def _parties(report: Report, entities: tuple[Entity, ...]) -> tuple[Cell, ...]:
    sectors = list(dict.fromkeys(s for e in entities for s in e.sectors))
    primary = next((s for e in entities for s in e.sectors), None)
    raw = (e.mentions[0].span.of(report.document.text) if e.mentions else "" for e in entities)
    return (
        _joined(e.name for e in entities),
        _joined(e.country or "" for e in entities),
        _joined(cow(e.country) for e in entities),
        primary,
        _joined(sectors),
        _joined(e.title or "" for e in entities),
        _joined(raw),
        None,
    )


def _place(report: Report, chosen: Chosen) -> tuple[Cell, ...]:
    place = chosen.event.place
    if place is None:
        return (None,) * 10
    named = [place.name if place.grain in grains else None for grains in ({"city"}, {"district"}, PROVINCES)]
    raw = place.span.of(report.document.text) if place.span else None
    where = (place.country, place.latitude, place.longitude, place.geonames_id, raw, _FEATURES.get(place.grain))
    return (place.name, *named, *where)


def _joined(values: Iterable[str]) -> str:
    """The values by semicolons; nothing where all are empty."""
    found = [value.replace(";", ",") for value in values]
    return "; ".join(found) if any(found) else ""
