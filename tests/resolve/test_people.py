"""The tables of known persons: who held which office when, checked against themselves.

Nothing here can tell whether a row is true. But a false date mostly makes two persons hold one office at a time, and a false country
makes one person serve two countries: both are found without any outside source.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, timedelta
from itertools import combinations

import pytest

from dragoman.resolve import organizations
from dragoman.resolve.countries import countries, normal
from dragoman.tables import data_file, read_table

Row = dict[str, str]

SECTORS = {"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL"}
SECTORS |= {"EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"}
BODIES = {"IGO", "UNO", "EUR", "IMG", "NGO"}
SOURCES = {"unverified"}  # a row checked against a reference names it: add it here
# the office that only one person holds at a time, by the words for it in all countries
SINGLE = {
    "head of state": ("president", "king", "queen", "emperor", "emir", "sultan", "pope"),
    "acting head of state": ("acting president",),
    "head of government": ("prime minister", "premier", "chancellor", "taoiseach"),
    "acting head of government": ("acting prime minister", "acting premier", "acting chancellor"),
    "foreign minister": ("foreign minister", "foreign secretary", "secretary of state"),
    "acting foreign minister": ("acting foreign minister",),
    "defence minister": ("defence minister", "defence secretary", "defense secretary"),
    "acting defence minister": ("acting defence minister", "acting defense secretary"),
    "leader": ("supreme leader", "leader", "state counsellor", "head of the junta"),
}
OFFICE = {word: office for office, words in SINGLE.items() for word in words}
# offices that two did claim at one time: (country, usual name of the later claimant)
RIVALS = {("CIV", "Alassane Ouattara"), ("GMB", "Adama Barrow")}
# persons who did serve two countries, and two persons of one name
TWO_COUNTRIES = {"Deng Alor"}  # Sudan's foreign minister before the south became a country, then South Sudan's
# offices of international bodies that several persons hold
SHARED = {"special envoy"}


def _table(name: str) -> list[Row]:
    return list(read_table(f"tables/{name}.tsv"))


ROWS = [row for table in organizations.PEOPLE_TABLES for row in _table(table)]


def _names(row: Row) -> list[str]:
    return [normal(name) for name in row["names"].split("|")]


def _first(text: str) -> date:
    """The first day that a date, a month or a year can mean; the beginning of time for an open one."""
    return date.fromisoformat((text + "-01-01")[:10]) if text else date.min


def _last(text: str) -> date:
    """The last day that a date, a month or a year can mean; the end of time for an open one."""
    if len(text) == 4:
        return date(int(text), 12, 31)
    if len(text) == 7:
        return (date.fromisoformat(text + "-01") + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return date.fromisoformat(text) if text else date.max


def _surely_overlap(one: Row, other: Row) -> bool:
    """Whether two periods share more than the day of handing over, whatever the days are that are not told."""
    return _last(one["since"]) < _first(other["until"] or "9999") and _last(other["since"]) < _first(one["until"] or "9999")


def _office(row: Row) -> str:
    if row["country"] in BODIES:
        return "" if row["office"] in SHARED else row["office"]
    return OFFICE.get(row["office"], "")


def _brief(row: Row) -> str:
    return f"{_names(row)[0]}, {row['office']} of {row['country']} {row['since']}..{row['until']}"


def test_an_overlap_is_seen_and_a_handover_is_none() -> None:
    def row(since: str, until: str) -> Row:
        return {"since": since, "until": until}

    assert _surely_overlap(row("2001-01-20", "2009-01-20"), row("2009-01-19", ""))
    assert not _surely_overlap(row("2001-01-20", "2009-01-20"), row("2009-01-20", ""))
    assert _surely_overlap(row("2001", "2009-05"), row("2003", "2008"))
    assert not _surely_overlap(row("2001", "2009-05"), row("2009", ""))
    assert not _surely_overlap(row("2001", "2009"), row("2009-05-02", ""))
    assert _last("2024-02") == date(2024, 2, 29)


def test_one_office_has_one_holder() -> None:
    offices: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in ROWS:
        if _office(row):
            offices[row["country"], _office(row)].append(row)
    doubles = [
        (_brief(one), _brief(other))
        for rows in offices.values()
        for one, other in combinations(rows, 2)
        if _surely_overlap(one, other) and not {(row["country"], _names(row)[0]) for row in (one, other)} & RIVALS
    ]
    assert not doubles


def test_nobody_serves_two_countries() -> None:
    served: dict[str, set[str]] = defaultdict(set)
    for row in ROWS:
        for name in _names(row):
            if " " in name or "-" in name:
                served[name].add(row["country"])
    doubles = {name: codes for name, codes in served.items() if len(codes - BODIES) > 1 and name not in TWO_COUNTRIES}
    assert not doubles


def test_no_name_means_two_persons_at_one_time() -> None:
    bearers: dict[str, list[Row]] = defaultdict(list)
    for row in ROWS:
        for name in _names(row):
            bearers[name.casefold()].append(row)
    doubles = [
        (name, _brief(one), _brief(other))
        for name, rows in bearers.items()
        for one, other in combinations(rows, 2)
        if _names(one)[0] != _names(other)[0] and _surely_overlap(one, other)
    ]
    assert not doubles


def test_periods_run_forward() -> None:
    for row in ROWS:
        assert all(re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", row[end]) for end in ("since", "until")), _brief(row)
        assert row["since"], _brief(row)
        assert not row["until"] or _first(row["since"]) < _last(row["until"]), _brief(row)


def test_nobody_holds_one_office_twice_at_a_time() -> None:
    terms: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in ROWS:
        terms[row["country"], row["office"], _names(row)[0]].append(row)
    for rows in terms.values():
        for one, other in combinations(rows, 2):
            assert not _surely_overlap(one, other), (_brief(one), _brief(other))


def test_rows_are_legal() -> None:
    legal = BODIES | set(countries())
    for row in ROWS:
        names = row["names"].split("|")
        assert all(name and name == " ".join(name.split()) for name in names), names
        assert len(names) == len(set(names)), names
        assert row["country"] in legal, _brief(row)
        assert row["sectors"], _brief(row)
        assert set(row["sectors"].split()) <= SECTORS, _brief(row)
        assert row["office"], _brief(row)
        assert row["source"] in SOURCES, _brief(row)
        assert not row["wikidata"] or re.fullmatch(r"Q[1-9]\d*", row["wikidata"]), _brief(row)


def test_the_chief_offices_stand_in_one_table() -> None:
    assert {row["office"] for row in _table("office_holders")} <= set(OFFICE)
    assert not [_brief(row) for row in _table("people") if row["office"] in OFFICE and row["country"] not in BODIES]


@pytest.mark.parametrize("table", organizations.PEOPLE_TABLES)
def test_every_table_says_where_it_is_from(table: str) -> None:
    comments = [line for line in data_file(f"tables/{table}.tsv").read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    assert re.search(r"\bCC0\b|licen[cs]e", " ".join(comments)), table


@pytest.mark.parametrize(
    ("name", "day", "office", "sectors"),
    [
        ("Dmitry Medvedev", "2010-06-01", "president", ("GOV",)),
        ("Medvedev", "2015-06-01", "prime minister", ("GOV",)),
        ("Laurent Fabius", "2016-02-11T18:00", "foreign minister", ("GOV",)),
        ("Laurent Fabius", "2016-02-12", None, ("ELI",)),
        ("Alicia Barcena", "2023-07-01", "foreign minister", ("GOV",)),  # since the month
        ("Ali Bagheri", "2021-09-30", "deputy foreign minister", ("GOV",)),
        ("Sergei Ivanov", "2011-12-21", "deputy prime minister", ("GOV",)),  # until the month
        ("Sergei Ivanov", "2012-01-05", "presidential chief of staff", ("GOV",)),
    ],
)
def test_the_office_of_a_day(name: str, day: str, office: str | None, sectors: tuple[str, ...]) -> None:
    known = organizations.person(name, day)
    assert known is not None
    assert (known.office, known.sectors) == (office, sectors)


def test_an_initial_in_the_middle_is_left_out() -> None:
    found = organizations.person("Vladimir V. Putin")
    assert found is not None
    assert found.name == "Vladimir Putin"
    assert organizations.person("Joseph Biden, Jr.") == organizations.person("Joe Biden")
    assert organizations.person("George H. W. Bush") is None  # two initials are somebody else's
