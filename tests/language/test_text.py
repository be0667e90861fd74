"""The text that is parsed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.text import join_lines, parse_text

WRAPPED = (
    "The minister of foreign affairs said on Wednesday that talks with the\n"
    "neighbouring countries would go on next week, and that an office of the\n"
    "alliance might be opened in the capital.\n"
    "\n"
    "    Officials declined to give details of the talks, which had begun in the\n"
    "spring of last year.\n"
)


def test_hard_line_breaks_become_spaces() -> None:
    joined = join_lines(WRAPPED)
    assert joined.split("\n") == [
        "The minister of foreign affairs said on Wednesday that talks with the neighbouring countries would go on next week, and that "
        "an office of the alliance might be opened in the capital.",
        "",
        "    Officials declined to give details of the talks, which had begun in the spring of last year.",
        "",
    ]
    assert "the  neighbouring" in join_lines(WRAPPED.replace("\n", "\r\n"))


@pytest.mark.parametrize(
    "text",
    [
        "Talks resume\nThe minister spoke on Monday.\nHe left.",
        "One line",
        "The first paragraph is one line, and ends with a full stop and no more.\nThe second one too, and it stays a paragraph of its own.",
        "They asked for:\n- bread\n- work\n1. peace",
    ],
)
def test_lines_that_are_paragraphs_stay(text: str) -> None:
    assert join_lines(text) == text


def test_a_line_that_goes_on_in_small_letters_is_joined() -> None:
    assert join_lines("The minister\nof defence spoke.") == "The minister of defence spoke."


def test_odd_characters_become_plain_ones() -> None:
    assert parse_text("A\x00b\u00a0c\u200bd\u202ee\x1b[3m\ud800x\u2011y\u2028Z") == "A b c d e [3m x-y\nZ"


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(max_size=120), st.lists(st.sampled_from([*WRAPPED.split(" "), "\n", "\r\n", "\r", "THE TALKS"]), max_size=40).map(" ".join)
    )
)
def test_length_and_words_stay(text: str) -> None:
    parsed = parse_text(text)
    assert len(parsed) == len(text)
    for before, after in zip(text, parsed, strict=True):
        assert before.lower() == after.lower() or not before.isalnum()
