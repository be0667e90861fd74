"""However its first rows are found, an answer with a limit is the beginning of the whole answer, and pages are all of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dragoman.record import Record, driving, keys
from dragoman.record.filters import Asked
from tests.model.samples import sample
from tests.record.adding import Unread, items
from tests.record.test_driving import CASES

MORE: list[Asked] = [
    {},
    {"type": "accuse,COERCE-arrest", "factuality": "ct+"},
    {"actor": "NOR", "recipient": "CHL"},
    {"between": "NOR,nobody"},
    {"quad": "verbal cooperation", "publisher": "fjord"},
    {"type": "ACCUSE", "since": "2024-02", "until": "2024-06"},
]
WORDS: list[Asked] = [
    {"text": "arresting"},
    {"text": "arresting", "actor": "NOR"},
    {"text": "office", "publisher": "fjord"},
    {"text": "none"},
]


@pytest.fixture
def many(record: Record) -> Record:
    for number, report in enumerate(items(12)):
        if not isinstance(report, Unread):
            record.add(report)
            record.add(sample(f"undated-{number}", published="", url=f"https://news.example/u{number}"))
    return record


@pytest.fixture(params=["usual", "long way", "short steps", "pairs"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param != "usual":
        monkeypatch.setattr(driving, "FEW", -1)
    if request.param != "long way":
        monkeypatch.setattr(keys, "STEPS", 4)
        monkeypatch.setattr(keys, "HITS", 9)
    if request.param == "pairs":
        monkeypatch.setattr(keys, "MANY", 0)


@pytest.mark.usefixtures("_way")
@pytest.mark.parametrize("filters", [*CASES, *MORE])
def test_first_rows_and_pages_are_those_of_the_whole_answer(many: Record, filters: Asked) -> None:
    whole = list(many.events(**filters))
    assert whole or filters.get("between") == "NOR,nobody"
    for limit in (0, 1, 5, len(whole) + 1):
        assert list(many.events(**filters, limit=limit)) == whole[:limit]
    paged = list(_pages(many, filters, 7))
    assert sorted(paged, key=repr) == sorted(whole, key=repr)
    assert [row.published for row in paged] == sorted((row.published for row in paged), key=lambda day: day or "", reverse=True)


@pytest.mark.usefixtures("_way")
@pytest.mark.parametrize("filters", WORDS)
def test_the_best_rows_are_rows_of_the_whole_answer(many: Record, filters: Asked, store: str) -> None:
    whole = {(row.document, row.id) for row in many.events(**filters)}
    assert bool(whole) is (filters["text"] != "none")
    found = [(row.document, row.id) for row in many.events(**filters, limit=len(whole) + 1)]
    assert len(set(found)) == len(found)
    most = keys.HITS if store == "sqlite" and len(filters) == 1 else len(whole)
    assert len(found) == min(most, len(whole))
    assert set(found) <= whole
    assert {(row.document, row.id) for row in _pages(many, filters, 5)} <= whole


def test_counts_of_days_and_types_are_those_of_the_rows(many: Record) -> None:
    rows = list(many.events())
    assert sum(row[-1] for row in many.count("events", "type").rows) == len(rows)
    by_month = {row[0]: row[1] for row in many.count("events", "month", since="2024-02", until="2024-04").rows}
    assert sum(by_month.values()) == len(many.events(since="2024-02", until="2024-04"))
    assert many.count("events", "year,type").rows == many.count("events", "year,type", confidence=0).rows


def _pages(record: Record, filters: Asked, size: int) -> Iterator[object]:
    cursor = None
    while True:
        page = record.page("events", cursor=cursor, size=size, **filters)
        yield from page.rows
        if not (cursor := page.next):
            return
