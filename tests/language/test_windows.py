"""Windows cover the whole text in order, are not longer than asked, and are cut between paragraphs where that is possible."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.windows import windows

TEXTS = st.text(alphabet="ab .!?\n\"'\t", max_size=400)


@given(TEXTS, st.integers(1, 20))
def test_windows_cover_all_words_once_and_in_order(text: str, words: int) -> None:
    found = list(windows(text, words))
    assert " ".join(w.of(text) for w in found).split() == text.split()
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(TEXTS, st.integers(1, 20))
def test_windows_are_not_too_long(text: str, words: int) -> None:
    assert all(0 < len(w.of(text).split()) <= words for w in windows(text, words))


def test_paragraphs_stay_whole() -> None:
    text = "One two three.\n\nFour five six.\n\nSeven eight nine."
    assert [w.of(text) for w in windows(text, 6)] == ["One two three.\n\nFour five six.", "Seven eight nine."]


def test_a_long_paragraph_is_cut_after_a_sentence() -> None:
    text = "One two three. Four five six! Seven eight nine."
    assert [w.of(text).strip() for w in windows(text, 4)] == ["One two three.", "Four five six!", "Seven eight nine."]


def test_a_long_sentence_is_cut_after_a_word() -> None:
    assert [w.of("a b c d e") for w in windows("a b c d e", 2)] == ["a b", "c d", "e"]


def test_nothing_has_no_window() -> None:
    assert not list(windows(" \n\t\n"))


@given(TEXTS, st.integers(1, 20), st.lists(st.integers(0, 400)))
def test_windows_hold_all_that_is_told(text: str, words: int, places: list[int]) -> None:
    told = sorted(place for place in places if text[place : place + 1].strip())
    found = list(windows(text, words, told))
    assert all(any(w.start <= place < w.end for w in found) for place in told)
    assert all(0 < len(w.of(text).split()) <= words for w in found)


def test_tables_at_the_edge_of_a_window_are_left_out() -> None:
    text = "Net 1 2\n\nIt grew.\n\nShr 3 4\n\nIt fell.\n\nRevs 5 6"
    assert [w.of(text) for w in windows(text, 20, [12, 31])] == ["It grew.\n\nShr 3 4\n\nIt fell."]
    assert [w.of(text) for w in windows(text, 4, [12, 31])] == ["It grew.", "It fell."]
