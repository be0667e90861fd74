"""Members of organizations: counts the world knows, who came and went, and a table that agrees with the one of organizations."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from itertools import pairwise

import pytest

from dragoman.resolve.countries import countries
from dragoman.resolve.membership import members_of
from dragoman.tables import read_table

Row = dict[str, str]
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@cache
def _rows() -> tuple[Row, ...]:
    return tuple(read_table("tables/intergovernmental_members.tsv"))


@cache
def _organizations() -> dict[str, Row]:
    return {row["names"].split("|")[0]: row for row in read_table("tables/intergovernmental.tsv")}


@pytest.mark.parametrize(
    ("name", "date", "count"),
    [
        ("United Nations", "2025-06-01", 193),
        ("the UN", "1959-06-01", 81),
        ("NATO", "2025-06-01", 32),
        ("Nato", "1950-01-01", 12),
        ("EU", "2015-06-01", 28),
        ("the EU", "2025-06-01", 27),
        ("EEC", "1975-06-01", 9),
        ("African Union", "2025-06-01", 55),
        ("Arab League", "2025-06-01", 22),
        ("Organization of Islamic Cooperation", None, 57),
        ("Council of Europe", "2025-06-01", 46),
        ("OSCE", None, 57),
        ("OECD", None, 38),
        ("ASEAN", "2024-01-01", 10),
        ("ASEAN", "2026-01-01", 11),
        ("Ecowas", "2024-06-01", 15),
        ("ECOWAS", "2025-06-01", 12),
        ("UN Security Council", "2024-06-01", 15),
        ("ICC", "2026-01-01", 125),
        ("Commonwealth", None, 56),
        ("OPEC", "2018-12-15", 15),
        ("G8", "2010-01-01", 8),
        ("G8", "2020-01-01", 0),
        ("G8", None, 8),
        ("Warsaw Pact", "1968-01-01", 6),
        ("NATO", "1939-01-01", 0),
    ],
)
def test_how_many(name: str, date: str | None, count: int) -> None:
    assert len(members_of(name, date)) == count


@pytest.mark.parametrize(
    ("name", "member", "inside", "outside"),
    [
        ("EU", "GBR", "2020-01-31", "2020-02-01"),
        ("NATO", "FIN", "2023-04-04T10:00:00", "2023-04-03"),
        ("Council of Europe", "RUS", "2022-03-15", "2022-03-17"),
        ("Arab League", "SYR", "2023-06-01", "2015-01-01"),
        ("African Union", "MAR", "2017-02-01", "2016-12-31"),
        ("OAU", "MAR", "1980-01-01", "1990-01-01"),
        ("ECOWAS", "MLI", "2024-12-31", "2025-02-01"),
        ("BRICS", "ETH", "2024-05-01", "2023-12-31"),
        ("United Nations", "TWN", "1960-01-01", "1975-01-01"),
        ("United Nations", "CHN", "1975-01-01", "1970-01-01"),
        ("Organization of American States", "NIC", "2023-11-01", "2023-12-01"),
        ("SADC", "MDG", "2006-01-01", "2010-01-01"),
        ("OPEC", "DZA", "1969-01-01", "1968-12-31"),  # only the year is known: its first day counts
    ],
)
def test_who_came_and_who_left(name: str, member: str, inside: str, outside: str) -> None:
    assert member in members_of(name, inside)
    assert member not in members_of(name, outside)


@pytest.mark.parametrize("name", ["", "the Society of Nowhere", "Google", "Paris Club"])
def test_names_without_members(name: str) -> None:
    assert members_of(name) == ()


def test_the_table_is_large() -> None:
    assert len({row["organization"] for row in _rows()}) >= 60
    assert sum(1 for row in _organizations().values() if row["since"]) >= 150


def test_rows_are_legal() -> None:
    legal = set(countries())
    for row in _rows():
        assert row["organization"] in _organizations(), row
        assert row["member"] in legal, row
        assert DATE.fullmatch(row["since"]), row
        assert not row["until"] or DATE.fullmatch(row["until"]), row
        assert row["source"] == "unverified", row


def test_stays_lie_within_the_life_of_the_organization() -> None:
    for row in _rows():
        organization = _organizations()[row["organization"]]
        founded, ended = organization["since"], organization["until"]
        length = min(len(founded), len(row["since"]))
        assert row["since"][:length] >= founded[:length], row
        assert not row["until"] or row["since"] < row["until"], row
        if ended and row["until"]:
            assert row["until"] <= ended, row


def test_stays_of_one_member_do_not_overlap() -> None:
    stays: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for row in _rows():
        stays[row["organization"], row["member"]].append((row["since"], row["until"] or "9999"))
    for key, periods in stays.items():
        periods.sort()
        assert all(one[1] <= other[0] for one, other in pairwise(periods)), key
