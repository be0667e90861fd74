"""Phoenix's table: tab-separated, without header, one row for each pair of an actor and a recipient.

An actor's CAMEO code is cut by three letters: root (the country or kind of body), agent (its role), others. Issues are PLOVER's contexts,
goldstein is PLOVER's intensity; ids is the document's id and the number of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.exchange.choosing import PROVINCES, QUADS, Chosen
from dragoman.exchange.pairs import pairs, sentence_number
from dragoman.model import Entity, Report

EVENTS = (
    *("id_version", "date", "year", "month", "day"),
    *(f"{role}{part}" for role in ("source", "target") for part in ("", "_root", "_agent", "_others")),
    *("code", "root_code", "quad_class", "goldstein", "issues", "lat", "lon", "place", "state", "country", "ids", "urls", "sources"),
)
Cell = str | int | float | None


def rows(report: Report, chosen: Chosen) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """For each pair: its id and its row."""
    event, document = chosen.event, report.document
    day = chosen.day.replace("-", "")
    about = (chosen.cameo, chosen.cameo[:2], QUADS.get(event.quad), event.intensity, ";".join(event.contexts))
    told = (f"{document.id}_{sentence_number(report, event.trigger_span)}", document.url, document.publisher)
    for number, one, other in pairs(report, chosen):
        key = f"{number}_v{report.versions.dragoman}"
        yield key, (key, day, day[:4], day[4:6], day[6:], *_party(one), *_party(other), *about, *_place(chosen), *told)


def _party(entity: Entity | None) -> tuple[Cell, ...]:
    code = (entity.cameo or "") if entity else ""
    if entity and not entity.country:  # a role without a country: there is no root
        return (code, "", code[:3], code[3:])
    return (code, code[:3], code[3:6], code[6:])


def _place(chosen: Chosen) -> tuple[Cell, ...]:
    place = chosen.event.place
    if place is None:
        return (None,) * 5
    return (place.latitude, place.longitude, place.name, place.name if place.grain in PROVINCES else None, place.country)
