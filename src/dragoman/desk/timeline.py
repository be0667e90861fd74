"""How many there are over time, as bars: a month each, or a year each where there are many; each narrows the search down to its time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.desk.look import QUADS, url

MONTHS = 48  # more than these are shown as years
HEIGHT = 100.0  # of the tallest bar
Counts = Counter[tuple[str, str]]  # by month and quad category


@dataclass(frozen=True)
class Bar:
    """A month or year: its place among them, how many, where it leads, and its parts from the ground up:
    class of the quad category, top and height.
    """

    place: int
    label: str
    count: int
    address: str
    parts: tuple[tuple[str, float, float], ...]


def timeline(counts: Counts, address: Mapping[str, Any]) -> tuple[Bar, ...]:
    """The bars from the first to the last time without a gap; none where all is of one time. address: the present page's query."""
    months = sorted({month for month, _ in counts if len(month) == 7})
    if not months:
        return ()
    periods = _months(months[0], months[-1])
    if len(periods) > MONTHS:
        periods = [f"{year:04}" for year in range(int(months[0][:4]), int(months[-1][:4]) + 1)]
    if not 1 < len(periods) <= 400:
        return ()
    length = len(periods[0])
    by_period: dict[str, Counter[str]] = {period: Counter() for period in periods}
    for (month, quad), count in counts.items():
        if len(month) == 7:
            by_period[month[:length]][quad] += count
    most = max(sum(found.values()) for found in by_period.values())
    return tuple(_bar(place, period, found, most, address) for place, (period, found) in enumerate(by_period.items()))


def _bar(place: int, period: str, found: Counter[str], most: int, address: Mapping[str, Any]) -> Bar:
    parts, top = [], HEIGHT
    for quad in (*QUADS, *(found.keys() - QUADS.keys())):
        if found[quad]:
            height = HEIGHT * found[quad] / most
            top -= height
            parts.append((QUADS.get(quad, "q-no"), round(top, 2), round(height, 2)))
    query = {key: given for key, given in address.items() if key != "cursor"} | {"since": period, "until": period}
    return Bar(place, period, sum(found.values()), url("/search", **query), tuple(parts))


def _months(first: str, last: str) -> list[str]:
    start, end = (int(one[:4]) * 12 + int(one[5:]) - 1 for one in (first, last))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(start, min(end, start + MONTHS) + 1)]
