"""ICEWS's table: tab-separated, with header, one row for each pair of an actor and a recipient.

Event Text is the label of the CAMEO code, Intensity PLOVER's. Sectors are PLOVER's codes by commas, countries are English names.
District is that of the place where it is one, Province where it is a region. A Story ID is the document's id.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.exchange.choosing import PROVINCES, Chosen
from dragoman.exchange.pairs import pairs, sentence_number
from dragoman.model import Entity, Report
from dragoman.ontology.crosswalk import cameo_codes
from dragoman.resolve.countries import countries

EVENTS = (
    *("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity"),
    *("Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher"),
    *("City", "District", "Province", "Country", "Latitude", "Longitude"),
)
Cell = str | int | float | None


def rows(report: Report, chosen: Chosen) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """For each pair: its id and its row."""
    event, document = chosen.event, report.document
    label = cameo_codes()[chosen.cameo].label if chosen.cameo in cameo_codes() else event.type
    story = (document.id, sentence_number(report, event.trigger_span), document.publisher)
    for key, one, other in pairs(report, chosen):
        what = (label, chosen.cameo, event.intensity)
        yield key, (int(key), chosen.day, *_party(one), *what, *_party(other), *story, *_place(chosen))


def _party(entity: Entity | None) -> tuple[Cell, ...]:
    if entity is None:
        return (None, None, None)
    return (entity.name, ",".join(entity.sectors), _country(entity.country))


def _place(chosen: Chosen) -> tuple[Cell, ...]:
    place = chosen.event.place
    if place is None:
        return (None,) * 6
    named = [place.name if place.grain in grains else None for grains in ({"city"}, {"district"}, PROVINCES)]
    return (*named, _country(place.country), place.latitude, place.longitude)


def _country(code: str | None) -> str | None:
    """The English name; nothing for what is no country (``IGO``)."""
    found = countries().get(code or "")
    return found.name if found else None
