"""The way through the events changes no answer."""

from __future__ import annotations

import pytest

from dragoman.record import Record, driving
from dragoman.record.filters import Asked, Filters
from tests.record.adding import Unread, items

CASES: list[Asked] = [
    {"actor": "NOR"},
    {"recipient": "fish"},
    {"party": "league"},
    {"between": "NOR,CHL"},
    {"country": "igo,chl"},
    {"since": "2023-05", "until": "2023-05-02"},
    {"since": "2024-02", "until": "2024-03"},
    {"near": "60.4,5.3,290"},
    {"box": "59,170,61,10"},
    {"actor": "NOR", "since": "2023-05-03", "until": "2024-04", "type": "COERCE"},
]


@pytest.fixture
def many(record: Record) -> Record:
    for report in items(20):
        if not isinstance(report, Unread):
            record.add(report)
    return record


@pytest.mark.parametrize("filters", CASES)
def test_both_ways_find_the_same(many: Record, monkeypatch: pytest.MonkeyPatch, filters: Asked) -> None:
    assert driving.rarest(many._connection, "events", Filters(**filters)) is not None
    few, counted = many.events(**filters), many.count("events", "month,actor", **filters)
    monkeypatch.setattr(driving, "FEW", -1)
    assert driving.rarest(many._connection, "events", Filters(**filters)) is None
    assert few
    assert (many.events(**filters), many.count("events", "month,actor", **filters)) == (few, counted)


def test_what_has_no_index_names_nothing(many: Record) -> None:
    assert driving.rarest(many._connection, "events", Filters(type="ACCUSE", quad="verbal conflict", since="2023")) is None


@pytest.mark.parametrize("name", ["andean", "berg", "NOR", "nobody"])
def test_who_is_the_same_both_ways(many: Record, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    many.link()
    few = many.who(name)
    monkeypatch.setattr(driving, "FEW", -1)
    assert many.who(name) == few
    assert any(few.values()) is (name != "nobody")
