"""The filters beyond the first ones (``test_store``), counts, and answers as frames."""

from __future__ import annotations

import sys
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import UsageError
from dragoman.model import Quantity
from dragoman.model.rows import EventRow, event_rows
from dragoman.record import Record
from dragoman.record.dimensions import names
from dragoman.record.filters import ASKABLE, Asked, Filters, kilometres
from dragoman.record.known import SECTORS
from dragoman.tables import DATA, read_table
from tests.model.samples import sample, span


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"party": "CHL"}, ["v2", "v3"]),
        ({"party": "league"}, ["v1"]),
        ({"between": "CHL,NOR"}, ["v2", "v3"]),
        ({"between": "fishermen, norway"}, ["v3"]),
        ({"between": "CHL,IGO"}, []),
        ({"country": "igo"}, ["v1"]),
        ({"country": "IGO,CHL"}, ["v1", "v2", "v3"]),
        ({"sector": "CVL"}, ["v3"]),
        ({"sector": "jrn"}, []),
        ({"mode": "arrest,allege"}, ["v2", "v3"]),
        ({"context": "Diplomatic"}, ["v1"]),
        ({"quad": "Material Conflict"}, ["v3"]),
        ({"voice": "BERG"}, ["v1"]),
        ({"voice": "publisher"}, ["v2"]),
        ({"publisher": "fjord"}, ["v1", "v2", "v3"]),
        ({"publisher": "tribune"}, []),
        ({"place": "BERGEN"}, ["v3"]),
        ({"place": "NOR"}, ["v1", "v3"]),
        ({"place": "Norway"}, ["v1", "v3"]),
        ({"box": "59,10,60,11"}, ["v1"]),
        ({"box": "59,170,61,10"}, ["v3"]),  # over 180 degrees
        ({"near": "60.4,5.3,10"}, ["v3"]),
        ({"near": "60.4,5.3,400"}, ["v1", "v3"]),
        ({"near": "60.4,5.3,290"}, ["v3"]),  # Oslo is 305 km away
        ({"quantity": "arrested"}, ["v3"]),
        ({"quantity": "arrest>=12"}, ["v3"]),
        ({"quantity": "arrested>12"}, []),
        ({"quantity": "=12"}, ["v3"]),
        ({"quantity": "<= 12.5"}, ["v3"]),
        ({"quantity": "killed"}, []),
        ({"confidence": 0.8}, ["v1", "v2"]),
        ({"confidence": 0.0}, ["v1", "v2", "v3"]),
        ({"actor": "NOR", "mode": "arrest", "place": "bergen", "voice": "chile", "confidence": 0.5}, ["v3"]),
    ],
)
def test_events_are_found(filled: Record, filters: Asked, found: list[str]) -> None:
    assert [row.id for row in filled.events(**filters)] == found


@pytest.mark.parametrize(
    ("table", "filters", "found"),
    [
        ("statements", {"party": "radio"}, ["s2"]),
        ("statements", {"between": "radio,berg"}, ["s2"]),
        ("statements", {"country": "CHL"}, ["s4"]),
        ("statements", {"sector": "JRN"}, ["s2"]),
        ("statements", {"voice": "publisher", "type": "denies"}, ["s5"]),
        ("statements", {"confidence": 0.9}, ["s2"]),
        ("statements", {"place": "oslo"}, []),
        ("entities", {"sector": "CVL,JRN"}, ["e4", "e6"]),
        ("entities", {"country": "CHL", "type": "group"}, ["e6"]),
        ("entities", {"party": "andean"}, ["e3"]),
        ("ties", {"party": "league"}, ["t1"]),
        ("ties", {"sector": "GOV"}, ["t1"]),
        ("ties", {"sector": "MIL"}, []),
        ("ties", {"confidence": 0.71}, []),
    ],
)
def test_other_tables_are_asked(filled: Record, table: str, filters: Asked, found: list[str]) -> None:
    assert [row.id for row in getattr(filled, table)(**filters)] == found


@pytest.mark.parametrize(
    ("table", "filters", "told"),
    [
        ("ties", {"factuality": "CT+"}, "factuality is no question for ties"),
        ("entities", {"confidence": 0.0}, "confidence is no question for entities"),
        ("events", {"factuality": "CT+,sure"}, "factuality has no sure; there are CT"),
        ("events", {"factuality": "PR"}, r"factuality has no PR; did you mean PR- or PR\+\? there are CT"),
        ("events", {"quad": "conflict"}, "quad has no conflict; there are verbal cooperation"),
        ("events", {"type": "Acuse"}, "type has no ACUSE; did you mean ACCUSE[?] there are ACCUSE, AGREE"),
        ("events", {"type": "ACCUSE, COERCE-arest"}, "type COERCE has no mode arest; did you mean arrest[?]"),
        ("events", {"type": "ACCUSE-arrest"}, "type ACCUSE has no mode arrest; there are disapprove, allege, investigate$"),
        ("events", {"type": "AID-loud"}, "type AID has no mode loud; it has none at all"),
        ("events", {"mode": "arest"}, "mode has no arest; did you mean arrest[?]$"),
        ("events", {"mode": "zzz"}, "mode has no zzz; there are disapprove, allege"),
        ("events", {"context": "militar"}, "context has no militar; did you mean military[?]$"),
        ("events", {"sector": "GOV,GVO"}, "sector has no GVO; there are COP, GOV"),
        ("events", {"country": "Norway"}, r"country has no NORWAY; did you mean NOR \(Norway\)[?]"),
        ("entities", {"country": "uk"}, r"country has no UK; did you mean GBR \(United Kingdom\)[?]"),
        ("ties", {"country": "cl"}, r"country has no CL; did you mean CHL \(Chile\)[?]"),
        ("statements", {"country": "Norwey"}, r"country has no NORWEY; did you mean NOR \(Norway\)[?]"),
        ("events", {"country": "QQQ"}, "country has no QQQ; write codes of ISO 3166-1 alpha-3"),
        ("statements", {"type": "denied"}, "type has no denied; did you mean denies[?] there are asserts"),
        ("entities", {"type": "human"}, "type has no human; there are person"),
        ("ties", {"type": "memberof"}, "type has no memberof; did you mean member_of[?] there are"),
        ("events", {"box": "1,2,3"}, "box can't be read"),
        ("events", {"box": "1,2,nan,4"}, "box can't be read"),
        ("events", {"box": "60,5,50,6"}, "box is no part of the earth"),
        ("events", {"near": "91,0,1"}, "near is no place of the earth"),
        ("events", {"near": "here"}, "near can't be read"),
        ("events", {"quantity": ">="}, "quantity can't be read"),
        ("events", {"quantity": "killed>many"}, "quantity can't be read"),
        ("events", {"between": "Norway"}, "between wants two names"),
        ("events", {"confidence": 2.0}, "confidence is between 0 and 1"),
        ("events", {"confidence": "sure"}, "confidence is between 0 and 1"),
        ("statements", {"limit": -1}, "limit is negative"),
    ],
)
def test_what_can_not_be_asked_is_told(filled: Record, table: str, filters: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        getattr(filled, table)(**filters)
    with pytest.raises(UsageError, match=told):
        filled.count(table, "type", **filters)
    with pytest.raises(UsageError, match=told):
        filled.page(table, **filters)


def test_what_a_record_holds_is_known(record: Record) -> None:
    """Types, modes, contexts, sectors and codes of an ontology or tables of somebody's own can be asked for where they occur."""
    own = sample("own")
    first = replace(own.events[0], type="BLOCKADE", modes=("naval",), contexts=("fisheries",))
    someone = replace(own.entities[0], country="QQQ", sectors=("FSH",))
    record.add(replace(own, events=(first, *own.events[1:]), entities=(someone, *own.entities[1:])))
    for asked in (
        {"type": "blockade"},
        {"type": "BLOCKADE-naval"},
        {"mode": "Naval"},
        {"context": "fisheries"},
    ):
        assert [row.id for row in record.events(**asked)] == [first.id]
    for asked in ({"country": "qqq"}, {"sector": "FSH"}):
        assert [row.id for row in record.entities(**asked)] == [someone.id]
    with pytest.raises(UsageError, match="type BLOCKADE has no mode aerial"):
        record.events(type="BLOCKADE-aerial")


def test_sectors_of_the_tables_are_known() -> None:
    tables = (DATA / "tables").glob("*.tsv")
    told = {sector for table in tables for row in read_table(f"tables/{table.name}") for sector in row.get("sectors", "").split()}
    assert told - {"-"} <= set(SECTORS)
    assert len(told) > 15


def test_every_filter_is_a_keyword_and_asked_somewhere() -> None:
    known = [f.name for f in fields(Filters)]
    assert list(Asked.__annotations__) == known
    assert set().union(*ASKABLE.values()) == set(known)


@pytest.mark.parametrize("words", ["killed: about 1,200,000", "killed: 1000", "killed: at most 100000"])
def test_numbers_are_compared_as_numbers(record: Record, words: str) -> None:
    _, *bounds, number = words.split()
    value, bound = float(number.replace(",", "")), " ".join(bounds) or "exact"
    quantity = Quantity(span("last week"), "killed", value, bound)  # type: ignore[arg-type]
    report = sample()
    record.add(replace(report, events=(replace(report.events[2], quantities=(quantity,)),)))
    (row,) = record.events(quantity="killed>=1000")
    assert row.quantities == (words,)
    assert record.events(quantity=f"killed>{value:.0f}") == []


def test_a_number_that_is_not_told_is_found_by_its_word_only(record: Record) -> None:
    report = sample()
    record.add(replace(report, events=(replace(report.events[2], quantities=(Quantity(span("12"), "killed", None),)),)))
    assert len(record.events(quantity="killed")) == 1
    assert record.events(quantity="killed>=0") == []


def test_the_code_of_a_country_is_no_part_of_a_name(record: Record) -> None:
    report = sample()
    named = tuple(replace(e, name="Norden League") if e.name == "Andean League" else e for e in report.entities)
    record.add(replace(report, entities=named))
    assert [row.name for row in record.entities(actor="NOR") if row.country != "NOR"] == []
    assert [row.name for row in record.entities(actor="Nor") if row.country != "NOR"] == ["Norden League", "Norway and Chile"]


@pytest.mark.parametrize("limit", [None, 5])
def test_what_two_do_together_is_between_them(record: Record, limit: int | None) -> None:
    report = sample()
    consult, accuse, coerce = report.events
    both = (*accuse.actors, *accuse.recipients)
    told = replace(accuse, actors=both, recipients=("e3",))  # the league
    record.add(replace(report, events=(replace(consult, actors=both, recipients=()), told, coerce)))
    assert [row.id for row in record.between("NOR", "CHL", limit=limit)] == ["v1", "v3"]


def test_between_and_who(filled: Record) -> None:
    assert [row.id for row in filled.between("Chile", "NOR", type="accuse")] == ["v2"]
    found = filled.who("chile")
    assert {name: [row.id for row in rows] for name, rows in found.items()} == {
        "entities": ["e5", "e7"],
        "ties": ["t1"],
        "statements": ["s4"],
        "events": ["v2"],
    }


@pytest.mark.parametrize(
    ("table", "by", "filters", "rows"),
    [
        ("events", "month,type", {}, [("2023-05", "ACCUSE", 1), ("2023-05", "COERCE", 1), ("2023-05", "CONSULT", 1)]),
        ("events", "year", {"actor": "NOR"}, [("2023", 2)]),
        ("events", "day", {}, [("2023-05-01", 1), ("2023-05-10", 2)]),
        ("events", "mode", {}, [("allege", 1), ("arrest", 1), ("third-party", 1)]),
        ("events", "context", {}, [("diplomatic", 1), (None, 2)]),
        ("events", "actor,recipient_country", {}, [("Chile", "NOR", 1), ("Norway", "CHL", 1), ("Norway", "IGO", 1)]),
        ("events", "publisher,voice", {"voice": "publisher"}, [("Fjord Wire", None, 1)]),
        ("statements", "type", {}, [("asserts", 3), ("declines", 1), ("denies", 1)]),
        ("entities", "sector", {"type": "person,organization"}, [("GOV", 1), ("JRN", 1), (None, 1)]),
        ("ties", "actor,type,recipient", {}, [("Chile", "member_of", "Andean League", 1)]),
        ("events", "type", {"limit": 1}, [("ACCUSE", 1)]),
    ],
)
def test_rows_are_counted(filled: Record, table: str, by: str, filters: Asked, rows: list[tuple[Any, ...]]) -> None:
    grid = filled.count(table, by, **filters)
    assert list(grid.rows) == rows
    assert grid.columns == (*by.split(","), "count")


@pytest.mark.parametrize("table", ASKABLE)
def test_everything_that_is_offered_can_be_counted_by(filled: Record, table: str) -> None:
    rows = len(getattr(filled, table)())
    for name in names(table):
        counts = filled.count(table, name).rows
        assert sum(row[-1] for row in counts) >= rows, name


@pytest.mark.parametrize(("table", "by"), [("events", "colour"), ("events", ","), ("people", "day"), ("ties", "mode")])
def test_what_can_not_be_counted_is_told(filled: Record, table: str, by: str) -> None:
    with pytest.raises(UsageError):
        filled.count(table, by)


def test_an_answer_is_a_frame_too(filled: Record) -> None:
    expected = event_rows(sample())
    answer = filled.events()
    arrow = answer.to_arrow()
    assert arrow.column_names == [f.name for f in fields(EventRow)]
    rows = sorted(arrow.to_pylist(), key=lambda row: row["id"])
    assert [EventRow(**{k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}) for row in rows] == expected
    pandas = answer.to_pandas()
    assert list(pandas["actors"]) == [row.actors for row in answer] or [list(x) for x in pandas["actors"]] == [
        list(r.actors) for r in answer
    ]
    assert pandas["geonames_id"].isna().tolist() == [row.geonames_id is None for row in answer]
    polars = answer.to_polars()
    assert polars["evidence"].to_list() == [row.evidence for row in answer]
    assert polars["modes"].to_list() == [list(row.modes) for row in answer]


@pytest.mark.parametrize("form", ["to_arrow", "to_pandas", "to_polars"])
@pytest.mark.parametrize("table", ASKABLE)
def test_an_empty_answer_has_its_columns_and_types(filled: Record, form: str, table: str) -> None:
    full, none = getattr(filled, table)(), getattr(filled, table)(text="nowhere to be found")
    one, other = getattr(full, form)(), getattr(none, form)()
    assert other.shape == (0, one.shape[1])
    if form == "to_pandas":
        assert other.dtypes.equals(one.dtypes)
    else:
        assert other.schema == one.schema


def test_counts_are_a_frame_too(filled: Record) -> None:
    grid = filled.count("events", "context")
    assert grid.to_dicts() == [{"context": "diplomatic", "count": 1}, {"context": None, "count": 2}]
    assert grid.to_arrow().to_pylist() == grid.to_dicts()
    assert grid.to_polars()["count"].to_list() == [1, 2]
    assert grid.to_pandas()["count"].sum() == 3


@pytest.mark.parametrize(("library", "form"), [("pyarrow", "to_arrow"), ("pandas", "to_pandas"), ("polars", "to_polars")])
def test_a_library_that_is_missing_is_named(filled: Record, monkeypatch: pytest.MonkeyPatch, library: str, form: str) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match=f"needs {library}, which is not installed: pip install {library}"):
        getattr(filled.events(), form)()


Latitude = st.floats(-90, 90)
Longitude = st.floats(-180, 180)


@given(Latitude, Longitude, Latitude, Longitude)
def test_a_way_is_as_long_back_and_at_most_half_round_the_earth(south: float, west: float, north: float, east: float) -> None:
    way = kilometres(south, west, north, east)
    assert way is not None
    assert 0 <= way <= 20016
    assert way == pytest.approx(kilometres(north, east, south, west), abs=1e-6)


def test_a_degree_of_latitude_is_111_kilometres() -> None:
    assert kilometres(0, 0, 1, 0) == pytest.approx(111.19, abs=0.01)
    assert kilometres(None, 0, 1, 0) is None
