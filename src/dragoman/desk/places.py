"""Where events took place, as a small map: a disc a country, which narrows the search down to it.

Discs lie at the middles of our own table of countries, on the land of our own gazetteer (``training/build_land.py``): no tiles, no script.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import sqrt
from typing import Any

from dragoman.desk.look import url
from dragoman.resolve.countries import country_name
from dragoman.tables import read_table

NARROWEST = 60.0  # degrees of longitude; a map of neighbours shows what lies around them
MARGIN = 15.0  # degrees around the outermost discs
LARGEST = 1 / 18  # radius of the largest disc, of the map's width
NAMED = 5  # discs that have their code beside them


@dataclass(frozen=True)
class Disc:
    """A country: the middle in degrees (south is down), the radius, how many, where it leads, whether it is named."""

    code: str
    name: str
    count: int
    x: float
    y: float
    radius: float
    address: str
    named: bool


@dataclass(frozen=True)
class Map:
    """The part of the earth that is shown (x, y, width, height in degrees), and the discs."""

    box: tuple[float, float, float, float]
    discs: tuple[Disc, ...]


def places(counts: Mapping[str, int], address: Mapping[str, Any]) -> Map | None:
    """The map of so many events a country; None where they are of fewer than two. address: the present page's query."""
    known = {code: count for code, count in counts.items() if code in middles() and count > 0}
    if len(known) < 2:
        return None
    box = _box([middles()[code] for code in known])
    largest, most = box[2] * LARGEST, max(known.values())
    query = {key: given for key, given in address.items() if key != "cursor"}
    discs = []
    for number, (code, count) in enumerate(sorted(known.items(), key=lambda one: (-one[1], one[0]))):  # small ones lie on large ones
        x, y = middles()[code]
        radius = round(max(largest * sqrt(count / most), largest / 4), 2)
        discs.append(Disc(code, country_name(code), count, x, y, radius, url("/search", **query, place=code), number < NAMED))
    return Map(box, tuple(discs))


@cache
def middles() -> dict[str, tuple[float, float]]:
    """The middle of each country, east and south of Greenwich and the equator, in degrees."""
    found = read_table("gazetteer/countries.tsv")
    return {row["code"]: (float(row["longitude"]), -float(row["latitude"])) for row in found}


def _box(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    """What is to be seen of the earth: all points, twice as wide as it is high or less wide, never narrower than ``NARROWEST``."""
    west, east = min(x for x, _ in points) - MARGIN, max(x for x, _ in points) + MARGIN
    north, south = min(y for _, y in points) - MARGIN, max(y for _, y in points) + MARGIN
    width = max(east - west, NARROWEST, (south - north))
    height = max(south - north, width / 2)
    return tuple(round(one, 1) for one in ((west + east - width) / 2, (north + south - height) / 2, width, height))  # type: ignore[return-value]
