"""GDELT 2.0's two tables, events and mentions: tab-separated, without header, one row for each pair of an actor and a recipient.

A group becomes its members; an event without recipient has an empty Actor2. What dragoman does not know stays empty: tone, ethnic and
religious codes, the places of actors, FeatureID (GDELT's are no GeoNames ids). GoldsteinScale is PLOVER's intensity.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dragoman.exchange.choosing import QUADS, Chosen
from dragoman.exchange.pairs import pairs, sentence_number
from dragoman.model import Entity, Report, Span
from dragoman.model.marks import headline, is_unspaced
from dragoman.resolve.cameo import INTERNATIONAL, ROLES
from dragoman.resolve.country_codes import fips

_ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code", "Type2Code")
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
EVENTS = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{n}{name}" for n in (1, 2) for name in (*_ACTOR, "Type3Code")),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GEO),
    *("DATEADDED", "SOURCEURL"),
)
MENTIONS = (
    "GLOBALEVENTID",
    "EventTimeDate",
    "MentionTimeDate",
    "MentionType",
    "MentionSourceName",
    "MentionIdentifier",
    "SentenceID",
    "Actor1CharOffset",
    "Actor2CharOffset",
    "ActionCharOffset",
    "InRawText",
    "Confidence",
    "MentionDocLen",
    "MentionDocTone",
    "MentionDocTranslationInfo",
    "Extras",
)
Cell = str | int | float | None
_NO_STATES = frozenset({"UNO", "EUR", "IGO", "NGO", "MNC", "IMG", "ISM"})
_CITY, _DIVISION, _COUNTRY = (4, 3), (5, 2), (1, 1)  # in the world, in the United States
_GRAINS = {"country": _COUNTRY, "region": _DIVISION, "division": _DIVISION, "province": _DIVISION, "state": _DIVISION}


def rows(report: Report, chosen: Chosen) -> Iterator[tuple[str, tuple[Cell, ...], tuple[Cell, ...]]]:
    """For each pair: its id, its row of events, its row of mentions."""
    event, document = chosen.event, report.document
    added = f"{(document.published or chosen.day)[:10].replace('-', '')}{_clock(document.published)}"
    day = chosen.day.replace("-", "")
    for key, one, other in pairs(report, chosen):
        about: tuple[Cell, ...] = (
            *(int(_lead(report, event.trigger_span)), chosen.cameo, chosen.cameo[:3], chosen.cameo[:2]),
            *(QUADS.get(event.quad), event.intensity, 1, 1, 1, None),
        )
        geo = (*_nowhere(), *_nowhere(), *_place(chosen))
        dates = (int(key), day, day[:6], day[:4], _fraction(chosen.day))
        first = (*dates, *_actor(one), *_actor(other), *about, *geo, added, document.url)
        offsets = (_offset(one), _offset(other), event.trigger_span.start)
        kind = 1 if document.url else 2  # the web; else a citation
        mention: tuple[Cell, ...] = (
            *(int(key), f"{day}000000", added, kind, document.publisher, document.url or document.id),
            *(
                sentence_number(report, event.trigger_span),
                *offsets,
                1,
                round(event.confidence * 100),
                len(document.text),
                None,
                None,
                None,
            ),
        )
        yield key, first, mention


def _actor(entity: Entity | None) -> tuple[Cell, ...]:
    if entity is None:
        return ("",) * 10
    state = entity.country if entity.country and entity.country not in _NO_STATES else None
    group = entity.country if entity.country in ("UNO", "EUR") else None
    kinds = [entity.country] if entity.country in ("IGO", "NGO", "MNC", "IMG") else ["IGO"] if group else []
    kinds = list(dict.fromkeys([*kinds, *(code for s in entity.sectors if (code := ROLES.get(s, s)))]))[:3]
    country = INTERNATIONAL.get(state, state) if state else None
    return (entity.cameo, entity.name.upper(), country, group, None, None, None, *kinds, *[None] * (3 - len(kinds)))


def _nowhere() -> tuple[Cell, ...]:
    return (0, *[None] * 7)


def _place(chosen: Chosen) -> tuple[Cell, ...]:
    place = chosen.event.place
    if place is None:
        return _nowhere()
    code = fips(place.country)
    kind = _GRAINS.get(place.grain, _CITY)[place.country == "USA"]
    return (kind, place.name, code, code, None, place.latitude, place.longitude, code if kind == 1 else None)


def _fraction(day: str) -> str:
    """The year and how much of it has passed (GDELT counts 365 days)."""
    found = date.fromisoformat(day)
    return f"{found.year + (found.timetuple().tm_yday - 1) / 365:.4f}"


def _clock(published: str | None) -> str:
    """The time of publication as HHMMSS, midnight where it is not known."""
    clock = (published or "")[11:19].replace(":", "")
    return clock if len(clock) == 6 and clock.isdigit() else "000000"


def _lead(report: Report, span: Span) -> bool:
    """Whether it stands in the first paragraph."""
    text = report.document.text
    start = headline(report)
    while start < len(text) and text[start].isspace():
        start += 1
    end = text.find("\n" if is_unspaced(text) else "\n\n", start)
    return span.start < (end if end >= 0 else len(text))


def _offset(entity: Entity | None) -> int:
    return entity.mentions[0].span.start if entity and entity.mentions else -1
