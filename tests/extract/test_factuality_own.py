"""The marks of our own table of factuality, for each half of it."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from tests.factuality_own import CLASSES, TABLE, Judged, classes, half_of, judged, macro_f1


@cache
def found(half: int) -> tuple[Judged, ...]:
    return tuple(judged(half))


def test_there_are_400_sentences_and_each_class_is_frequent() -> None:
    cases = [j.case for half in (0, 1) for j in found(half)]
    assert len({case["text"] for case in cases}) >= 400
    counted = Counter(case["class"] for case in cases)
    assert min(counted[name] for name in CLASSES) >= 50
    assert all(case["text"][slice(*case["trigger"])] == case["words"] for case in cases)
    assert 0.4 < sum(half_of(case["text"]) for case in cases) / len(cases) < 0.6
    assert TABLE.stat().st_size > 0


@pytest.mark.parametrize("half", [0, 1], ids=["looked at", "never looked at"])
def test_certainty_of_events(half: int) -> None:
    read = [j for j in found(half) if j.event is not None]
    assert len(read) >= 0.75 * len(found(half))
    assert macro_f1(classes(read)) >= 0.88


@pytest.mark.parametrize("half", [0, 1], ids=["looked at", "never looked at"])
def test_course_of_events(half: int) -> None:
    read = [j for j in found(half) if j.event is not None]
    assert sum(j.event is not None and j.event.aspect == j.case["aspect"] for j in read) / len(read) >= 0.85


def test_background_is_historical_and_nothing_else_is() -> None:
    read = [j for half in (0, 1) for j in found(half) if j.event is not None]
    wanted = {j.case["text"] for j in read if j.case.get("historical")}
    told = {j.case["text"] for j in read if j.event is not None and j.event.historical}
    assert len(wanted & told) >= 0.8 * len(wanted)
    assert len(told - wanted) <= 2


def test_what_a_voice_tells_is_open_for_the_publisher() -> None:
    read = [j for half in (0, 1) for j in found(half) if j.event is not None and "publisher" in j.case]
    right = [
        j for j in read if j.event is not None and any((r.voice, r.factuality) == (None, j.case["publisher"]) for r in j.event.readings)
    ]
    assert len(right) >= 0.85 * len(read)
