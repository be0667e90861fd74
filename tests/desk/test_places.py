"""The map of search results: where discs lie, how large they are, where they lead; land as the gazetteer has it."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dragoman.desk.look import HERE
from dragoman.desk.places import LARGEST, NARROWEST, middles, places
from dragoman.record import Record
from dragoman.resolve.countries import countries

ROOT = Path(__file__).resolve().parents[2]


def test_discs_lie_in_their_country_and_grow_with_the_events() -> None:
    found = places({"NOR": 25, "CHL": 100, "ZZZ": 7, "PER": 0}, {"q": "talks", "in": "events", "cursor": "x"})
    assert found
    chile, norway = found.discs
    assert (chile.code, chile.name, chile.count, norway.code) == ("CHL", "Chile", 100, "NOR")
    assert (chile.x, chile.y) == middles()["CHL"]
    assert chile.x < norway.x
    assert chile.y > 0 > norway.y
    assert chile.radius == pytest.approx(found.box[2] * LARGEST, abs=0.01)
    assert chile.radius == pytest.approx(2 * norway.radius, abs=0.02)
    assert norway.address == "/search?q=talks&in=events&place=NOR"
    west, north, width, height = found.box
    for disc in found.discs:
        assert west < disc.x - disc.radius < disc.x + disc.radius < west + width
        assert north < disc.y - disc.radius < disc.y + disc.radius < north + height


def test_neighbours_are_seen_with_what_lies_around_them() -> None:
    found = places({"NOR": 1, "SWE": 1}, {})
    assert found
    assert found.box[2:] == (NARROWEST, NARROWEST / 2)


@pytest.mark.parametrize("counts", [{}, {"NOR": 3}, {"NOR": 3, "ZZZ": 2}])
def test_one_country_or_none_has_no_map(counts: dict[str, int]) -> None:
    assert places(counts, {}) is None


def test_every_country_has_a_middle() -> None:
    assert set(countries()) <= set(middles())


def test_the_land_is_that_of_the_gazetteer() -> None:
    made = runpy.run_path(str(ROOT / "training" / "build_land.py"))["drawn"]()
    assert (HERE / "static" / "land.svg").read_text(encoding="utf-8") == made, "run training/build_land.py"


def test_facets_bring_the_map(desk: TestClient, file: Path) -> None:
    assert '<svg class="map"' not in desk.get("/search/facets").text
    with Record.open(file) as record:
        record.correct("doc-1", "place", {"name": "Lima", "country": "PER"}, event="v1")
        record.correct("doc-1", "place", {"name": "Oslo", "country": "NOR"}, event="v2")
    shown = desk.get("/search/facets?q=&in=events").text
    assert "<title>Peru: 1</title>" in shown
    assert 'href="/search?in=events&amp;place=NOR"' in shown
    assert desk.get("/search/facets?in=ties").status_code == 200
