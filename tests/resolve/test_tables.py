"""The tables of known bodies: one row a body and period, legal codes, real dates, and a word on where each table is from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations

import pytest

from dragoman.resolve import organizations
from dragoman.resolve.countries import countries, normal
from dragoman.tables import data_file, read_table

SECTORS = {"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL"}
SECTORS |= {"EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"}
CODES = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}
TABLES = organizations.ORGANIZATION_TABLES
EVER = ("0001-01-01", "9999-12-31")

Row = dict[str, str]


def _rows() -> Iterator[tuple[str, Row]]:
    for table in TABLES:
        for row in read_table(f"tables/{table}.tsv"):
            yield table, row


def _keys(row: Row) -> set[str]:
    """The names of a row as the lookup knows them, whatever their case."""
    return {(name if name.startswith("The ") else normal(name)).casefold() for name in row["names"].split("|")}


def _overlap(one: Row, other: Row) -> bool:
    return (one["since"] or EVER[0]) <= (other["until"] or EVER[1]) and (other["since"] or EVER[0]) <= (one["until"] or EVER[1])


def test_no_name_means_two_bodies_at_one_time() -> None:
    bearers: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    for table, row in _rows():
        for key in _keys(row):
            bearers[key].append((table, row))
    doubles = [
        (name, f"{table} {one['names']}", f"{other_table} {other['names']}")
        for name, rows in bearers.items()
        for (table, one), (other_table, other) in combinations(rows, 2)
        if _overlap(one, other)
    ]
    assert not doubles


def test_names_are_names() -> None:
    for table, row in _rows():
        names = row["names"].split("|")
        assert all(name and name == " ".join(name.split()) for name in names), (table, names)
        assert len(names) == len(set(names)), (table, names)


def test_codes_are_legal() -> None:
    legal = CODES | set(countries()) | {""}
    for table, row in _rows():
        sectors = row["sectors"].split()
        assert row["country"] in legal, (table, row["names"], row["country"])
        assert set(sectors) <= SECTORS, (table, row["names"], sectors)
        assert len(sectors) == len(set(sectors)), (table, row["names"], sectors)
        assert not row["wikidata"] or re.fullmatch(r"Q[1-9]\d*", row["wikidata"]), (table, row["names"], row["wikidata"])


def _day(text: str) -> date:
    """A date of a table; one that stops at the year or month is its first day."""
    return date.fromisoformat(f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"[:10])


def test_periods_run_forward() -> None:
    for table, row in _rows():
        days = [_day(day) for day in (row["since"], row["until"]) if day]
        assert days == sorted(set(days)), (table, row["names"], row["since"], row["until"])


def test_one_wikidata_id_is_one_body() -> None:
    names: dict[str, set[str]] = defaultdict(set)
    for _, row in _rows():
        if row["wikidata"]:
            names[row["wikidata"]].add(row["names"].split("|")[0])
    assert {wikidata: found for wikidata, found in names.items() if len(found) > 1} == {}


@pytest.mark.parametrize("table", TABLES)
def test_every_table_says_where_it_is_from(table: str) -> None:
    comments = [line for line in data_file(f"tables/{table}.tsv").read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    assert re.search(r"\bCC0\b|licen[cs]e", " ".join(comments)), table


@pytest.mark.parametrize(
    ("name", "day", "usual", "country", "sectors"),
    [
        ("ELN", "1990-05-01", "ELN", "COL", ("REB",)),
        ("Sendero Luminoso", "1989-05-01", "Shining Path", "PER", ("REB",)),
        ("Front National", None, "National Rally", "FRA", ("PTY",)),
        ("La France Insoumise", None, "France Unbowed", "FRA", ("PTY",)),
        ("FMLN", "1989-11-11", "FMLN", "SLV", ("REB",)),
        ("FMLN", "2010-01-01", "FMLN", "SLV", ("PTY",)),
        ("the Sandinistas", "1985-01-01", "Sandinista National Liberation Front", "NIC", ("GOV",)),
        ("Hellfire Club of Nowhere", None, None, None, ()),
        ("ARENA", "1989-03-19", "ARENA", "SLV", ("PTY",)),
        ("Gulf Co-operation Council", None, "Gulf Cooperation Council", "IGO", ()),
        ("Elysee", None, "Élysée", "FRA", ("GOV",)),
        ("MI6", None, "MI6", "GBR", ("SPY",)),
        ("New York Post", None, "New York Post", "USA", ("JRN",)),
        ("Bank of China", None, "Bank of China", "CHN", ("BUS",)),
    ],
)
def test_each_body_has_its_own_usual_name(
    name: str, day: str | None, usual: str | None, country: str | None, sectors: tuple[str, ...]
) -> None:
    known = organizations.organization(name, day)
    found = (known.name, known.country, known.sectors) if known else (None, None, ())
    assert found == (usual, country, sectors)
