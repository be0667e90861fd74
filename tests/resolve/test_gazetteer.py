from __future__ import annotations

import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.resolve import gazetteer
from dragoman.resolve.gazetteer import division, fold, kilometres, lookup, region_of, regions
from dragoman.resolve.toponyms import Toponym, candidates, decide


def test_largest_comes_first() -> None:
    found = [c.population for c in lookup("Springfield") if c.grain == "city"]
    assert len(found) > 5
    assert found == sorted(found, reverse=True)


@pytest.mark.parametrize(
    ("name", "country", "grain"),
    [
        ("Oslo", "NOR", "city"),
        ("Kherson", "UKR", "city"),
        ("Texas", "USA", "region"),
        ("U.S.", "USA", "country"),
        ("Britain", "GBR", "country"),
        ("Kosovo", "XKX", "disputed"),
        ("the Golan Heights", "SYR", "disputed"),
        ("Bavaria", "DEU", "region"),
        ("Nineveh", "IRQ", "region"),
    ],
)
def test_names_of_the_world(name: str, country: str, grain: str) -> None:
    assert (country, grain) in {(c.country, c.grain) for c in lookup(name)}


def test_spelling_does_not_matter() -> None:
    assert lookup("SAO PAULO")[0] == lookup("São Paulo")[0]
    assert fold("the St. John’s-Town") == "st johns town"
    assert fold("Łódź") == "lodz"


@given(st.text(max_size=120))
def test_odd_names_are_no_error(name: str) -> None:
    assert isinstance(lookup(name), tuple)


@pytest.mark.parametrize("name", ["", "\ud800", "x" * 500, "'; DROP TABLE place; --", "\x00"])
def test_hostile_names_find_nothing(name: str) -> None:
    assert lookup(name) == ()


def test_our_regions_are_sound() -> None:
    rows = [r for group in regions().values() for r in group]
    assert len({r.place.name for r in rows}) > 300
    for row in rows:
        assert -90 <= row.place.latitude <= 90, row.place.name
        assert -180 <= row.place.longitude <= 180, row.place.name
        assert all(len(code) == 3 and code.isupper() for code in row.countries), row.place.name


def test_who_claims_and_who_controls() -> None:
    crimea = region_of("Crimea")
    assert crimea is not None
    assert crimea.claimed_by == ("UKR", "RUS")
    assert crimea.controlled_by == ("RUS",)
    assert region_of("Nowhere at all") is None


def test_division_by_code() -> None:
    kentucky = division("US.KY")
    assert kentucky is not None
    assert kentucky.name == "Kentucky"
    assert division("US.XX") is None


def test_distance() -> None:
    assert kilometres((59.91, 10.75), (59.33, 18.07)) == pytest.approx(417, abs=5)


def test_threads_have_their_own_connection() -> None:
    found = []

    def ask() -> None:
        lookup.cache_clear()
        found.append(lookup("Lima")[0].country)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["PER"] * 4


def test_lookup_is_fast() -> None:
    lookup("Lima")
    names = [f"{a}{b}ville" for a in ("Green", "Brown", "Jackson", "Evans") for b in ("", "s", "er")]
    lookup.cache_clear()
    start = time.process_time()
    for name in names:
        lookup(name)
    assert (time.process_time() - start) / len(names) < 0.002


def test_names_with_kinds_and_directions() -> None:
    assert candidates("Rostov Oblast") or candidates("Kherson province")
    assert candidates("eastern Germany")
    assert candidates("Qwertyshire Oblast") == ()


def test_context_decides() -> None:
    in_texas = decide([Toponym("Paris"), Toponym("Dallas"), Toponym("Lubbock"), Toponym("Texas")])
    in_france = decide([Toponym("Paris"), Toponym("Lyon"), Toponym("France")])
    assert in_texas["paris"].admin1 == "US.TX"
    assert in_france["paris"].country == "FRA"
    beside = decide([Toponym("Athens", within={"US.GA"})])
    assert beside["athens"].admin1 == "US.GA"
    assert decide([Toponym("Qwertyville")]) == {}
    assert decide([Toponym("Oslo", within={"PER"})])["oslo"].country == "NOR"


def test_broken_index_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.errors import DataError
    from dragoman.tables import data_file

    monkeypatch.setattr(gazetteer, "_local", threading.local())
    monkeypatch.setattr(gazetteer, "data_file", lambda _name: data_file("gazetteer/countries.tsv"))
    with pytest.raises(DataError, match=r"places\.sqlite"):
        gazetteer._connection()
