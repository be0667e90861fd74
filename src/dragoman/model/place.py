"""Places of the text, and where an event happened."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model.span import Span


@dataclass(frozen=True)
class Place:
    """A place name of the text, resolved where the gazetteer knows it. Coordinates are WGS 84 degrees."""

    span: Span
    entity: str | None
    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None


@dataclass(frozen=True)
class EventPlace:
    """Where something happened; grain is ``city``, ``region``, ``country``, ``sea`` …; inferred as in ``EventTime``."""

    span: Span | None
    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None
    grain: str = "city"
    inferred: bool = False
