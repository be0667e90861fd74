from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.extract.entities import find_entities
from dragoman.extract.places import find_places
from dragoman.language import Analysis, parse
from dragoman.model import Document, Entity, Mention, Place, Span

CASES = [json.loads(line) for line in (Path(__file__).parent.parent / "cases" / "places.jsonl").read_text(encoding="utf-8").splitlines()]


def places_of(text: str, publisher: str | None = None) -> tuple[Analysis, tuple[Place, ...]]:
    analysis = next(iter(parse([Document(text=text, publisher=publisher)])))
    analysis.assign("entities", find_entities(analysis))
    return analysis, find_places(analysis)


def wrong(case: dict[str, Any], found: tuple[Place, ...]) -> list[str]:
    """What is not as the case says: name, country, latitude and longitude (to a degree; null where nobody knows where it is)."""
    by_name = {p.span.of(case["text"]): p for p in found}
    faults = [f"{name} is no place" for name in by_name if name in case.get("not", [])]
    for name, country, latitude, longitude in case["places"]:
        place = by_name.get(name)
        if place is None:
            faults.append(f"{name} not found among {sorted(by_name)}")
        elif place.country != country or (place.latitude, place.longitude) != pytest.approx((latitude, longitude), abs=1):
            faults.append(f"{name} is in {place.country}, {place.latitude}, {place.longitude}")
    return faults


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:40] for c in CASES])
def test_cases(case: dict[str, Any]) -> None:
    _, found = places_of(case["text"], case.get("publisher"))
    faults = wrong(case, found)
    if "open" in case:
        assert case["open"]
        assert faults, "decided rightly now: take out the word open"
    else:
        assert not faults


def test_nearly_all_cases_are_decided() -> None:
    assert len(CASES) >= 75
    assert sum("open" not in case for case in CASES) >= 0.9 * len(CASES)


def test_unknown_places_keep_their_name_without_coordinates() -> None:
    _, found = places_of("The village of Qwertyvale in Norway was flooded.")
    for place in found:
        assert (place.latitude is None) == (place.country is None)
    assert any(p.name == "Norway" for p in found)


def test_places_are_in_order_and_do_not_overlap() -> None:
    text = "From Oslo, Norway, to Lima, Peru, and back to the Oslo Airport: Norway and Peru talk. The Kenya Police in Nairobi agreed."
    _, found = places_of(text)
    ends = 0
    for place in found:
        assert ends <= place.span.start < place.span.end
        ends = place.span.end
    assert {"Oslo", "Norway", "Lima", "Peru", "Nairobi"} <= {p.name for p in found}


def test_place_bears_the_entity_of_its_mention() -> None:
    text = "Talks were held in Oslo."
    analysis = next(iter(parse([Document(text=text)])))
    start = text.index("Oslo")
    analysis.assign("entities", (Entity("e7", "Oslo", "place", mentions=(Mention(Span(start, start + 4), "name"),)),))
    assert [p.entity for p in find_places(analysis)] == ["e7"]


def test_empty_text_has_no_places() -> None:
    assert places_of("")[1] == ()


def test_a_place_in_capitals_has_the_name_that_the_gazetteer_writes() -> None:
    _, found = places_of("The minister met traders in LIMA and NAIROBI on Monday, he said.")
    assert [p.name for p in found] == ["Lima", "Nairobi"]
