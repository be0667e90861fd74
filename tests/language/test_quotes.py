from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.quotes import find_quotes, paragraphs, quotes_in
from dragoman.model import Span


def quoted(text: str) -> list[str]:
    return [q.span.of(text) for q in find_quotes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "no" and left.', ['"no"']),
        ("He said “no, never” and left.", ["“no, never”"]),
        ("Er sagte „nein, nie“ und ging.", ["„nein, nie“"]),
        ("Er sagte „nein, nie” und ging.", ["„nein, nie”"]),
        ("Il a dit «jamais» hier.", ["«jamais»"]),
        ("Er sagte »niemals« laut.", ["»niemals«"]),
        ("``We will stay,'' he said.", ["``We will stay,''"]),
        ("''We will stay,'' he said.", ["''We will stay,''"]),
        ("'We will stay,' he said.", ["'We will stay,'"]),
        ("‘We don’t know,’ he said.", ["‘We don’t know,’"]),
        ("The workers' rights and the ministers' offices", []),
        ("It's Berg's house, isn't it, in the '90s?", []),
        ("‘the workers’ right to strike’ was named", ["‘the workers’ right to strike’"]),
        ('A 5" pipe and a 6" one', []),
        ("\"He told me 'go' and I went,\" she said.", ["\"He told me 'go' and I went,\""]),
        ('"One," he said, "and two."', ['"One,"', '"and two."']),
        ("", []),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_inner_leaves_the_marks_out() -> None:
    text = "``We stay,'' he said."
    (quote,) = find_quotes(text)
    assert quote.inner.of(text) == "We stay,"
    assert quote.closed


def test_missing_end() -> None:
    text = 'He said: "We will stay. We must.\n\nThe army left.'
    (quote,) = find_quotes(text)
    assert (quote.span.of(text), quote.closed) == ('"We will stay. We must.', False)


def test_missing_beginning() -> None:
    text = 'We will stay," he said.\n\nThe army left.'
    (quote,) = find_quotes(text)
    assert (quote.inner.of(text), quote.closed) == ("We will stay,", False)


def test_second_opening_mark_ends_the_first_with_its_sentence() -> None:
    text = "He said: “We stay. The rest “never” came."
    assert quoted(text) == ["“We stay.", "“never”"]
    assert quoted("The “old pact and the “new” one") == ["“new”"]


def test_paragraphs_that_go_on() -> None:
    text = '"We will stay.\n\n"We must."\n\nHe left. "Now," he said.'
    first, second, third = find_quotes(text)
    assert (first.closed, second.continues, second.closed, third.continues) == (False, True, True, False)


def test_no_quotation_crosses_a_paragraph() -> None:
    text = 'One "two three.\n\nFour" five six.'
    assert all("\n" not in q for q in quoted(text))


def test_quotes_in_a_span() -> None:
    text = 'a "b" c "d" e "f"'
    quotes = find_quotes(text)
    assert [n for n, _ in quotes_in(quotes, Span(4, 10))] == [0, 1]
    assert list(quotes_in(quotes, Span(6, 7))) == []
    assert list(quotes_in((), Span(0, 3))) == []


def test_indented_paragraphs() -> None:
    text = "First line\nsecond line.\n    Second paragraph.\n"
    assert [p.of(text) for p in paragraphs(text)] == ["First line\nsecond line.", "Second paragraph."]


@pytest.mark.parametrize("text", ['"' * 10_000, "'" * 10_000, "'a " * 10_000, 'He said "no". ' * 5_000, "“" * 10_000, "a" * 1_000_000])
def test_cost_grows_with_length_only(text: str) -> None:
    def cost(words: str) -> float:
        start = time.process_time()
        find_quotes(words)
        return time.process_time() - start

    part = min(cost(text[: len(text) // 4]) for _ in range(3))
    assert min(cost(text) for _ in range(2)) < 10 * max(part, 0.02)  # sixteen times where it grew with the square


@given(st.text(alphabet="ab .,!\n\"“”„«»‹›‘’'`", max_size=80))
def test_spans_hold(text: str) -> None:
    end = 0
    for quote in find_quotes(text):
        assert end <= quote.span.start <= quote.inner.start <= quote.inner.end <= quote.span.end <= len(text)
        assert "\n\n" not in quote.span.of(text)
        end = quote.span.end
