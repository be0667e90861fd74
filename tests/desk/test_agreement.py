"""Agreement of annotators."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.desk.agreement import Verdict, agreements, kappa, words_of
from dragoman.record.correcting import Correction


def _said(number: int, author: str, start: int, action: str, **payload: Any) -> Correction:
    return Correction(number, "", author, None, "d", start, start + 1, action, payload)


@pytest.mark.parametrize(
    ("pairs", "value"),
    [
        ([], None),
        ([("a", "a")], None),
        ([("a", "b"), ("b", "a")], -1.0),
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")], 0.5),
    ],
)
def test_kappa(pairs: list[tuple[str, str]], value: float | None) -> None:
    assert kappa(pairs) == value


def test_the_last_verdict_of_each_counts_and_changes_are_compared_in_detail() -> None:
    log = [
        _said(1, "ann", 1, "accept"),
        _said(2, "bob", 1, "accept"),
        _said(3, "bob", 1, "reject"),
        _said(4, "ann", 5, "type", type="AID", words="x"),
        _said(5, "bob", 5, "type", type="AID", words="y"),
        _said(6, "ann", 9, "type", type="AID"),
        _said(7, "ann", 9, "factuality", factuality="CT-"),
        _said(8, "bob", 9, "type", type="AID"),
        _said(9, "bob", 20, "accept"),
        Correction(10, "", "eve", None, None, None, None, "identity", {}),
    ]
    (found,) = agreements(log)
    assert (found.one, found.other, found.both, found.agreed, found.identical) == ("ann", "bob", 3, 2, 1)
    assert [anchor.start for _, anchor, _, _ in found.apart] == [1, 9]


@pytest.mark.parametrize(
    ("verdict", "told"),
    [
        (Verdict("reject", ""), "reject"),
        (Verdict("change", 'factuality {"factuality": "PR+"}\ntype {"modes": ["arrest", "seize"], "type": "COERCE"}'), None),
        (Verdict("change", 'time {"value": null}'), "time: –"),
    ],
)
def test_a_verdict_is_told_in_words(verdict: Verdict, told: str | None) -> None:
    assert verdict.told == (told or "factuality: PR+; type: arrest, seize, COERCE")


def test_the_words_at_an_event_are_those_that_stood_there() -> None:
    assert list(words_of([_said(1, "ann", 4, "accept", words="shelled")]).values()) == ["shelled"]
