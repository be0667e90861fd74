from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.extract.times import find_times
from dragoman.language import parse
from dragoman.model import Document
from dragoman.resolve.timex import find
from dragoman.resolve.timex_rules import Context

CASES = [json.loads(line) for line in (Path(__file__).parent.parent / "cases" / "times.jsonl").read_text(encoding="utf-8").splitlines()]


def times_of(text: str, published: str | None) -> list[tuple[str, str, str | None]]:
    analysis = next(iter(parse([Document(text=text, published=published)])))
    return [(t.span.of(text), t.type, t.value) for t in find_times(analysis)]


@pytest.mark.parametrize(
    ("opening", "published", "friday"),
    [
        ("LUSAKA, May 3, 2024 (Reuters) - ", None, "2024-05-03"),
        ("LUSAKA, 4 May 2024 - ", None, "2024-05-03"),
        ("LUSAKA, May 3 (Reuters) - ", None, None),  # of which year?
        ("LUSAKA - ", None, None),
        ("LUSAKA, May 3, 2024 (Reuters) - ", "2024-05-12", "2024-05-10"),
    ],
)
def test_a_dateline_with_a_year_dates_what_is_undated(opening: str, published: str | None, friday: str | None) -> None:
    found = times_of(f"{opening}Zambia accused Malawi on Friday of moving a border post.", published)
    assert ("Friday", "DATE", friday) in found


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:40] for c in CASES])
def test_cases(case: dict[str, Any]) -> None:
    found = times_of(case["text"], case["published"])
    words = [w for w, _, _ in found]
    for word, kind, value in case["times"]:
        assert (word, kind, value) in found
    for word in case.get("words", []):
        assert word in words
    for word in case.get("not", []):
        assert word not in words


WORDS = [
    "the",
    "a",
    "last",
    "next",
    "two",
    "20",
    "years",
    "days",
    "month",
    "May",
    "Friday",
    "ago",
    "later",
    "in",
    "of",
    "1990",
    "10:30",
    "p.m.",
]
WORDS += ["early", "mid", "-", ",", "'", "each", "quarter", "2023-05-10", "night", "half", "third", "31/31/99", "every", "weekend", "1990s"]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14), st.sampled_from([None, date(2023, 5, 10), date(1, 1, 1), date(9999, 12, 31)]))
def test_any_words_give_spans_in_order(words: list[str], base: date | None) -> None:
    text = " ".join(words)
    found = find(text, Context(base))
    ends = 0
    for expression in found:
        assert ends <= expression.start < expression.end <= len(text)
        ends = expression.end
        assert expression.value is None or expression.value


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_no_error(text: str) -> None:
    assert all(0 <= e.start < e.end <= len(text) for e in find(text, Context(date(2023, 5, 10))))


def test_history_is_read_in_its_own_time() -> None:
    text = (
        "The war began in 1938. In 1939 the town was taken. By 1940 it was rebuilt, and in 1941 it fell again. "
        "On 10 May 1941 the bridge was lost. On 12 May the army left. The following day it rained."
    )
    found = times_of(text, "2015-01-01")
    assert ("12 May", "DATE", "1941-05-12") in found
    assert ("The following day", "DATE", "1941-05-13") in found


def test_hostile_numbers_are_no_error() -> None:
    for text in ("hundred " * 5000 + "years", "1" * 9000 + " years ago", "thousand " * 8 + "centuries ago", "9" * 30 + " decades later"):
        assert all(e.start < e.end for e in find(text, Context(date(2023, 5, 10))))
