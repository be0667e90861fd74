import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Span
from dragoman.model.marks import KINDS, Mark, find_marks, is_unspaced, pieces
from tests.model.samples import TEXT, sample

spans = st.tuples(st.integers(0, 30), st.integers(1, 30)).map(lambda pair: Span(min(pair), max(*pair, min(pair) + 1)))
marks = st.lists(st.builds(Mark, spans, st.sampled_from(KINDS), st.just("x"), st.just("x")), max_size=12)


@given(marks)
def test_pieces_cover_the_text_once_with_just_the_marks_that_lie_over_them(found: list[Mark]) -> None:
    ordered = sorted(found, key=lambda m: m.span)
    made = list(pieces(31, ordered))
    assert [i for p in made for i in range(*p.span)] == list(range(31))
    for piece in made:
        assert {id(m) for m in piece.marks} == {id(m) for m in ordered if m.span.overlaps(piece.span)}
        assert all(m.span.contains(piece.span) for m in piece.marks)


def test_the_innermost_of_a_kind_is_taken() -> None:
    outer, inner = Mark(Span(0, 9), "content", "s1", ""), Mark(Span(2, 4), "content", "s2", "")
    named = {p.span: p.of("content") for p in pieces(9, [outer, inner])}
    assert named[Span(2, 4)] is inner
    assert named[Span(4, 9)] is outer


def test_marks_are_the_parties_statements_and_triggers() -> None:
    found = {(m.kind, m.span.of(TEXT)) for m in find_marks(sample())}
    assert {
        ("actor", "Norway"),
        ("actor", "its fishermen"),
        ("source", "Berg"),
        ("cue", "declined to give details"),
        ("event", "arresting"),
    } <= found
    assert ("actor", "Nordlys Radio") not in found  # no party to any event
    assert "statement s5: Norway, denies" in {m.label for m in find_marks(sample())}


@pytest.mark.parametrize(
    ("text", "unspaced"),
    [
        ("word " * 30 + "\n" + "word " * 30, True),
        ("word " * 30 + "\n\n" + "word " * 30, False),
        ("short\n" * 30, False),
        ("word " * 60, False),
        ("", False),
    ],
)
def test_paragraphs_without_blank_lines_are_told_from_wrapped_lines(text: str, unspaced: bool) -> None:
    assert is_unspaced(text) == unspaced
