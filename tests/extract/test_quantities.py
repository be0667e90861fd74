from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.coder import Coder
from dragoman.errors import DataError
from dragoman.extract import quantities
from dragoman.extract.quantities import counted, find_quantities
from dragoman.extract.times import find_times
from dragoman.language import parse
from dragoman.language.numbers import find_numbers, number_value
from dragoman.model import Document, Event, Span
from dragoman.settings import Settings

LINES = [json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "quantities.jsonl").read_text().splitlines()]
CASES = [case for case in LINES if "trigger" in case]
# Read by the whole coder: the numbers, each at an event one of whose words is listed, and no other. "open": not yet right.
READ = [case for case in LINES if "read" in case]
LEAST = 0.94


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_case(case: dict[str, str]) -> None:
    text = case["text"]
    analysis = next(parse([Document(text)]))
    start = text.index(case["trigger"])
    event = Event("v1", "ASSAULT", "ASSAULT", (), (), Span(start, start + len(case["trigger"])), Span(0, len(text)))
    analysis.assign("times", find_times(analysis))
    analysis.assign("events", (event,))
    found = find_quantities(analysis)[0].quantities
    assert [[q.what, q.value, q.bound] for q in found] == case["quantities"]
    assert all(0 <= q.span.start < q.span.end <= len(text) for q in found)


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(Settings(judge="grammar"))


def as_wanted(case: dict[str, Any], coder: Coder) -> bool:
    """Whether a report has exactly the numbers of a case, each at one of the events that may have it."""
    text = case["text"]
    found = {(q.what, q.value, q.bound, e.trigger_span.of(text)) for e in coder.read(Document(text)).events for q in e.quantities}
    for what, value, bound, triggers in case["read"]:
        hit = next((f for f in found if f[:3] == (what, value, bound) and any(t in f[3] or f[3] in t for t in triggers)), None)
        if hit is None:
            return False
        found.remove(hit)
    return not found


@pytest.mark.parametrize("case", [case for case in READ if "open" not in case], ids=lambda case: case["text"])
def test_read(case: dict[str, Any], coder: Coder) -> None:
    assert as_wanted(case, coder)


def test_few_cases_are_open(coder: Coder) -> None:
    still = [case["text"] for case in READ if "open" in case and as_wanted(case, coder)]
    assert not still, "no longer open"
    assert sum("open" not in case for case in READ) >= LEAST * len(READ) > 0


def test_each_event_gets_the_numbers_of_its_own_clause() -> None:
    text = "Rebels killed 12 soldiers and wounded 30. Police arrested nine men."
    analysis = next(parse([Document(text)]))
    spans = [Span(text.index(w), text.index(w) + len(w)) for w in ("killed", "wounded", "arrested")]
    analysis.assign("times", ())
    analysis.assign("events", tuple(Event(w, "ASSAULT", "ASSAULT", (), (), s, s) for w, s in zip("abc", spans, strict=True)))
    assert [[q.span.of(text) for q in e.quantities] for e in find_quantities(analysis)] == [["12"], ["30"], ["nine"]]


def test_without_events_there_is_nothing_to_count() -> None:
    analysis = next(parse([Document("Nine men died.")]))
    analysis.assign("events", ())
    assert find_quantities(analysis) == ()


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("two hundred and five", 205),
        ("twenty-two", 22),
        ("1.5 million", 1_500_000),
        ("12,400", 12_400),
        ("three thousand two hundred", 3_200),
        ("tens of thousands", 20_000),
        ("hundreds of thousands", 200_000),
        ("2bn", 2_000_000_000),
        ("a dozen", 12),
        ("table", None),
        ("and", None),
    ],
)
def test_values_of_words(words: str, value: float | None) -> None:
    assert number_value(words.split()) == value


@given(st.integers(0, 10**9))
def test_figures_with_commas_keep_their_value(value: int) -> None:
    assert number_value([f"{value:,}"]) == value


def test_ranges_are_one_number() -> None:
    doc = next(parse([Document("They lost 30 to 40 men, or 5-6 trucks, and one flag.")])).doc
    assert next((n.value, n.bound) for n in find_numbers(doc, set())) == (35, "about")


@pytest.mark.parametrize(
    ("text", "value", "bound"),
    [
        ("It cost more than $3 billion.", 3e9, "at least"),
        ("It cost US$2.5m in all.", 2.5e6, "exact"),
        ("They burned half a dozen trucks.", 6, "about"),
        ("No fewer than 25 men came.", 25, "at least"),
        ("Fewer than 25 men came.", 25, "at most"),
        ("One soldier came.", 1, "exact"),
    ],
)
def test_bounds(text: str, value: float, bound: str) -> None:
    doc = next(parse([Document(text)])).doc
    assert [(n.value, n.bound) for n in find_numbers(doc, set())] == [(value, bound)]


def test_one_that_counts_nothing_is_no_number() -> None:
    doc = next(parse([Document("One of them came, and no one left.")])).doc
    assert find_numbers(doc, set()) == []


def test_every_row_of_the_table_has_words() -> None:
    assert all(counted().values())


def test_an_unknown_role_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quantities, "read_table", lambda _: iter([{"what": "killed", "role": "victim", "words": "kill"}]))
    counted.cache_clear()
    try:
        with pytest.raises(DataError, match="victim"):
            counted()
    finally:
        counted.cache_clear()
