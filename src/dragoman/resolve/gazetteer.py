"""The gazetteer: names of places to where they may be. GeoNames' towns and divisions, and our own regions and seas.

Data: ``data/gazetteer`` (its README tells origins and licences). Opening costs a few milliseconds, a lookup some ten
microseconds; names asked before are kept. Safe with threads and processes: each thread has its own read-only connection.
"""

from __future__ import annotations

import sqlite3
import threading
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import as_file
from math import asin, cos, radians, sin, sqrt

from dragoman.errors import DataError
from dragoman.resolve.countries import country_of_name
from dragoman.tables import data_file, read_table

GRAINS = ("city", "district", "region", "country")
EARTH_KM = 6371.0
SAME_KM = 300  # an area of ours and a division of GeoNames with the same name so near are one
MAPPED = 1 << 28  # bytes of the file at most
LONGEST = 80  # code points; no place's name is longer
LETTERS = str.maketrans(
    {"ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ð": "d", "æ": "ae", "Æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ə": "a"}
    | dict.fromkeys(".'’‘`ʻʼ´ʹ", "")
    | dict.fromkeys("-–/,", " ")
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may stand for. Coordinates are WGS 84 degrees; population is 0 where it does not apply or is unknown.

    grain: city, district (second level), region (first level or larger area), country, sea, strait, island, river …
    country: ISO 3166-1 alpha-3, None where the place lies in none or several; admin1, admin2: GeoNames' codes ("US.KY", "US.KY.151").
    main: whether the name asked for is a usual English or local name and not one of other languages or an abbreviation.
    """

    name: str
    country: str | None
    admin1: str | None
    latitude: float
    longitude: float
    geonames_id: int | None
    population: int
    grain: str
    main: bool = True
    admin2: str | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """A row of our own table: an area with the countries it lies in, who claims and who controls it (alpha-3, or a plain name).

    kind: sea, strait, reef, border crossing, front-line area, base, camp …, finer than the place's grain; since: when the control
    began (ISO date, to the year or month where the day is not sure), "" where it has not changed hands or is unknown.
    """

    place: Candidate
    countries: tuple[str, ...]
    claimed_by: tuple[str, ...]
    controlled_by: tuple[str, ...]
    kind: str = ""
    since: str = ""


def fold(name: str) -> str:
    """The key of a name: lower case, without accents, dots and apostrophes; hyphens as blanks, "the" left out, "saint" as "st"."""
    plain = name.translate(LETTERS)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    words = plain.lower().split()
    if words and words[0] == "the":
        words = words[1:]
    return " ".join("st" if w == "saint" else "mt" if w == "mount" else "ft" if w == "fort" else w for w in words)


@lru_cache(maxsize=20_000)
def lookup(name: str) -> tuple[Candidate, ...]:
    """All places of that name, our regions first, then by population, largest first; () for a name that is none.

    Case, accents, hyphens and a leading "the" do not matter. Odd or very long names are no error.
    """
    if not name or len(name) > LONGEST:
        return ()
    key = fold(name)
    own = tuple(region.place for region in regions().get(key, ()))
    found = _connection().execute(
        "SELECT p.name, country, admin1, latitude, longitude, p.id, population, grain, main, admin2 "
        "FROM name JOIN place p ON p.id = place WHERE key = ?",
        (key.encode("utf-8", "replace").decode(),),
    )
    theirs = [Candidate(n, c, a1, lat / 1e4, lon / 1e4, i, pop, GRAINS[g], bool(m), a2) for n, c, a1, lat, lon, i, pop, g, m, a2 in found]
    theirs.sort(key=lambda c: (-c.population, c.geonames_id))
    country = _countries().get(country_of_name(name) or "")
    if country is not None and all(c.geonames_id != country.geonames_id for c in theirs):
        theirs = [country, *theirs]
    for place in own:
        same = [c for c in theirs if c.grain in (place.grain, "region") and _near(c, place) < SAME_KM]
        known = replace(place, geonames_id=same[0].geonames_id, admin1=same[0].admin1, population=same[0].population) if same else place
        theirs = [known, *(c for c in theirs if c not in same)]
    return tuple(theirs)


def _near(one: Candidate, other: Candidate) -> float:
    return kilometres((one.latitude, one.longitude), (other.latitude, other.longitude))


def region_of(name: str) -> Region | None:
    """Our own row of an area ("Crimea", "the South China Sea"): who claims it, who controls it; None where we have none."""
    found = regions().get(fold(name), ())
    return found[0] if found else None


@cache
def regions() -> dict[str, tuple[Region, ...]]:
    """Folded name → our rows of that name."""
    table: dict[str, tuple[Region, ...]] = {}
    for row in read_table("gazetteer/regions.tsv"):
        try:
            latitude, longitude = float(row["latitude"]), float(row["longitude"])
        except ValueError as error:
            raise DataError(f"regions.tsv, {row['name']}: {error}") from error
        countries = _list(row["countries"])
        place = Candidate(row["name"], countries[0] if len(countries) == 1 else None, None, latitude, longitude, None, 0, row["grain"])
        region = Region(place, countries, _list(row["claimed_by"]), _list(row["controlled_by"]), row["kind"], row["since"])
        for name in (row["name"], *_list(row["names"])):
            table[fold(name)] = (*table.get(fold(name), ()), region)
    return table


@cache
def division(code: str) -> Candidate | None:
    """The first-level division of a GeoNames code ("US.KY"), None where there is none."""
    row = (
        _connection()
        .execute("SELECT name, country, latitude, longitude, id, population FROM place WHERE admin1 = ? AND grain = 2", (code,))
        .fetchone()
    )
    return Candidate(row[0], row[1], code, row[2] / 1e4, row[3] / 1e4, row[4], row[5], "region") if row else None


def country_place(code: str) -> Candidate | None:
    """The country of an alpha-3 code as a place, None where the gazetteer has none."""
    return _countries().get(code)


@cache
def _countries() -> dict[str, Candidate]:
    """Alpha-3 code → the country, all read at once: the file has no index of them."""
    found: dict[str, Candidate] = {}
    rows = _connection().execute("SELECT name, country, latitude, longitude, id, population FROM place WHERE grain = 3 ORDER BY id")
    for name, code, latitude, longitude, number, population in rows:
        found.setdefault(code, Candidate(name, code, None, latitude / 1e4, longitude / 1e4, number, population, "country"))
    return found


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance of two points (latitude, longitude)."""
    a, b, c, d = radians(one[0]), radians(one[1]), radians(other[0]), radians(other[1])
    h = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, h)))


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


_local = threading.local()


class _ClosedAtEnd(sqlite3.Connection):
    """A connection that is closed with the thread that holds it; Python 3.13 warns of one that is not."""

    def __del__(self) -> None:
        self.close()


def _connection() -> sqlite3.Connection:
    """This thread's connection; SQLite's must not be shared between threads, nor across a fork."""
    connection: sqlite3.Connection | None = getattr(_local, "connection", None)
    if connection is None:
        with as_file(data_file("gazetteer/places.sqlite")) as path:
            try:
                address = f"{path.as_uri()}?mode=ro&immutable=1"
                # The end of a thread may be seen from another one, which then closes it.
                connection = sqlite3.connect(address, uri=True, factory=_ClosedAtEnd, check_same_thread=False)
                connection.execute("SELECT 1 FROM name LIMIT 1")
                connection.execute(f"PRAGMA mmap_size = {MAPPED}")  # pages are read where they lie, not copied by a call each
            except sqlite3.Error as error:
                raise DataError(f"data file gazetteer/places.sqlite can't be read: {error}; install dragoman again") from error
        _local.connection = connection
    return connection
