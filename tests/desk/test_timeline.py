"""The bars over time: periods without a gap, heights that add up, links that narrow down."""

from __future__ import annotations

from collections import Counter

import pytest

from dragoman.desk.timeline import HEIGHT, MONTHS, timeline


def test_months_have_no_gap_and_their_parts_add_up() -> None:
    bars = timeline(Counter({("2023-11", "verbal conflict"): 3, ("2024-02", "material conflict"): 1, ("2024-02", ""): 1}), {"q": "Norway"})
    assert [(bar.place, bar.label, bar.count) for bar in bars] == [
        (0, "2023-11", 3),
        (1, "2023-12", 0),
        (2, "2024-01", 0),
        (3, "2024-02", 2),
    ]
    assert bars[0].parts == (("q-vx", 0, HEIGHT),)
    assert [name for name, _, _ in bars[3].parts] == ["q-mx", "q-no"]
    assert sum(height for _, _, height in bars[3].parts) == pytest.approx(HEIGHT * 2 / 3, abs=0.1)
    assert bars[3].address == "/search?q=Norway&since=2024-02&until=2024-02"
    assert bars[1].parts == ()


def test_a_long_time_is_told_by_years() -> None:
    bars = timeline(Counter({("1999-12", ""): 1, ("2004-01", ""): 2}), {"q": "a", "cursor": "x", "since": "1990"})
    assert [bar.label for bar in bars] == ["1999", "2000", "2001", "2002", "2003", "2004"]
    assert bars[5].address == "/search?q=a&since=2004&until=2004"
    assert len(timeline(Counter({("2000-01", ""): 1, ("2003-12", ""): 1}), {})) == MONTHS


@pytest.mark.parametrize("months", [[], ["2024-01"], ["2024-01-02"], ["0001-01", "9999-12"]])
def test_one_time_or_none_has_no_bars(months: list[str]) -> None:
    assert timeline(Counter({(month, ""): 1 for month in months}), {}) == ()
