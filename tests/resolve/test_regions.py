"""Our table of areas: legal codes and kinds, points where the country is, one bearer a name, sound dates."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest

from dragoman.resolve.countries import countries
from dragoman.resolve.gazetteer import fold, kilometres, lookup, region_of
from dragoman.tables import read_table

WATER = {"sea", "ocean", "strait", "gulf", "bay", "canal", "river", "lake"}
AT_SEA = {"island", "archipelago", "reef"}
LAND = {"region", "disputed territory", "front-line area", "boundary line", "border crossing", "base", "camp", "dam", "port", "site"}
LAND |= {"mountains", "mountain", "desert", "peninsula", "isthmus", "pass", "park", "district", "city", "continent", "route"}
KM_PER_DEGREE = 111.2
REACH = 15.0  # degrees from the middle of a country
WIDE = {
    "RUS": 60.0,
    "USA": 54.0,
    "CAN": 30.0,
    "CHN": 30.0,
    "ATA": 60.0,
    "AUS": 22.0,
    "BRA": 22.0,
    "ARG": 25.0,
    "CHL": 24.0,
    "IDN": 25.0,
    "ATF": 45.0,
    "IND": 16.0,
    "JPN": 17.5,
    "MEX": 17.0,
}
PLAIN = {
    "Abkhazia",
    "South Ossetia",
    "Transnistria",
    "Northern Cyprus",
    "Somaliland",
    "Puntland",
    "SSC-Khatumo",
    "Sahrawi Republic",
    "Ambazonia",
}
PLAIN |= {"Artsakh", "Tigray", "Amhara", "Taliban", "Rapid Support Forces", "M23", "MNDAA", "United Wa State Army"}

Row = dict[str, str]


@cache
def _rows() -> tuple[Row, ...]:
    return tuple(read_table("gazetteer/regions.tsv"))


def _parts(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def _names(row: Row) -> list[str]:
    return [row["name"], *_parts(row["names"])]


@cache
def _middles() -> dict[str, tuple[float, float]]:
    return {row["code"]: (float(row["latitude"]), float(row["longitude"])) for row in read_table("gazetteer/countries.tsv")}


def test_it_is_large_and_of_all_kinds() -> None:
    kinds = Counter(row["kind"] for row in _rows())
    assert len(_rows()) >= 650
    assert set(kinds) <= WATER | AT_SEA | LAND
    for kind in (
        "sea",
        "strait",
        "island",
        "archipelago",
        "disputed territory",
        "front-line area",
        "border crossing",
        "base",
        "reef",
        "camp",
    ):
        assert kinds[kind] >= 20, kind


def test_a_name_has_one_bearer() -> None:
    bearers = Counter(fold(name) for row in _rows() for name in _names(row))
    assert [name for name, count in bearers.items() if count > 1] == []


def test_names_are_names() -> None:
    for row in _rows():
        for name in _names(row):
            assert name == " ".join(name.split()), row["name"]
            assert len(fold(name)) > 1, row["name"]


def test_codes_are_legal() -> None:
    legal = set(countries())
    for row in _rows():
        assert set(_parts(row["countries"])) <= legal, row["name"]
        assert set(_parts(row["claimed_by"])) | set(_parts(row["controlled_by"])) <= legal | PLAIN, row["name"]
        for column in ("countries", "claimed_by", "controlled_by"):
            assert len(set(_parts(row[column]))) == len(_parts(row[column])), row["name"]
        assert row["source"] == "unverified", row["name"]


def test_disputed_land_has_who_claims_it() -> None:
    unclaimed = {"Bir Tawil"}
    for row in _rows():
        if row["kind"] == "disputed territory":
            assert row["claimed_by"] or row["name"] in unclaimed, row["name"]


def test_points_are_near_the_country() -> None:
    far = {}
    for row in _rows():
        point = float(row["latitude"]), float(row["longitude"])
        assert -90 <= point[0] <= 90, row["name"]
        assert -180 <= point[1] <= 180, row["name"]
        codes = _parts(row["countries"])
        if len(codes) == 1 and row["kind"] in LAND:
            away = kilometres(point, _middles()[codes[0]]) / KM_PER_DEGREE
            if away > WIDE.get(codes[0], REACH):
                far[row["name"]] = round(away, 1)
    assert far == {}


def test_points_between_countries_are_near_each() -> None:
    far = {}
    for row in _rows():
        point = float(row["latitude"]), float(row["longitude"])
        codes = _parts(row["countries"])
        if len(codes) > 1:
            for code in codes:
                away = kilometres(point, _middles()[code]) / KM_PER_DEGREE
                if away > WIDE.get(code, REACH):
                    far[row["name"], code] = round(away, 1)
    assert far == {}


def test_control_has_a_sound_date() -> None:
    for row in _rows():
        if row["since"]:
            assert re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", row["since"]), row["name"]
            assert row["since"] < "2026-02", row["name"]
            assert row["controlled_by"], row["name"]


@pytest.mark.parametrize(
    ("name", "kind", "country", "controlled", "since"),
    [
        ("Bab al-Hawa crossing", "border crossing", None, (), ""),
        ("the Kinburn Spit", "front-line area", "UKR", ("RUS",), "2022-06"),
        ("Itu Aba", "disputed territory", None, ("TWN",), "1956"),
        ("Al Udeid Air Base", "base", "QAT", (), ""),
        ("RAF Akrotiri", "base", "CYP", ("GBR",), "1960-08-16"),
        ("Johnson South Reef", "reef", None, ("CHN",), "1988-03-14"),
        ("Zamzam", "camp", "SDN", ("Rapid Support Forces",), "2025-04-13"),
        ("Crimea", "disputed territory", "UKR", ("RUS",), "2014-03-18"),
    ],
)
def test_places_that_conflict_news_names(name: str, kind: str, country: str | None, controlled: tuple[str, ...], since: str) -> None:
    region = region_of(name)
    assert region is not None
    assert (region.kind, region.place.country, region.controlled_by, region.since) == (kind, country, controlled, since)
    assert region.place.name in {c.name for c in lookup(name)}
