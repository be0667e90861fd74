from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))

import attribution_notation as notation


def read(tmp_path: Path, text: str) -> list[notation.Passage]:
    path = tmp_path / "some.txt"
    path.write_text(text, encoding="utf-8")
    return list(notation.read_file(path))


def words(passage: notation.Passage, spans: tuple[notation.Span, ...]) -> list[str]:
    return [passage.text[s:e] for s, e in spans]


def test_marks_become_spans_over_paragraphs(tmp_path: Path) -> None:
    (one,) = read(tmp_path, '# a theme\n\n[1q "No,"] [1c said] [1s Mali].\n[1q "Never [sic]."]\n')
    assert one.id == "some.txt:3"
    assert one.text == '"No," said Mali.\n\n"Never [sic]."'
    (said,) = one.attributions
    assert (words(one, said.source), words(one, said.cue)) == (["Mali"], ["said"])
    assert words(one, said.content) == ['"No,"', '"Never [sic]."']
    assert (said.cue_class, said.stance, said.within) == ("speech", "asserts", None)


def test_heads_and_chains_and_only_the_outermost_is_trained_on(tmp_path: Path) -> None:
    text = "2 within 1 class=writing stance=denies\n[1s The daily] [1c said] [1q [2s Peru] [2c denied] [2q it]].\n\n-\nRain fell.\n"
    chain, plain = read(tmp_path, text)
    assert [a.within for a in chain.attributions] == [None, 0]
    assert (chain.attributions[1].cue_class, chain.attributions[1].stance) == ("writing", "denies")
    assert [[chain.text[s:e] for s, e in role] for role in notation.outermost(chain)] == [["The daily"], ["said"], ["Peru denied it"]]
    assert notation.outermost(plain) == [[], [], []]


def test_a_source_may_serve_two_attributions(tmp_path: Path) -> None:
    (one,) = read(tmp_path, "[1s,2s Oman] [1c wants] [1q peace] and [2c opposes] [2q sanctions].\n")
    assert notation.outermost(one)[0] == [(0, 4)]
    count = notation.counts([one])
    assert (count["passages"], count["outermost"], count["source a pronoun"]) == (1, 2, 0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Rain fell.\n", "some.txt:1: no mark"),
        ("-\n[1s He] [1c said] [1q so].\n", "some.txt:2: marks after"),
        ("\n1 class=speech\n", "some.txt:2: head lines without a text"),
        ("1 class=song\n[1s He] [1c sang] [1q so].\n", "some.txt:1: 'song' is no class"),
        ("1 class=speech\n1 within 2\n[1s He] [1c said] [1q so].\n", "some.txt:2: a second head for attribution 1"),
        ("[1s He] [1c said] [1q so.\n", "some.txt:1: a bracket is not closed"),
        ("A.\n[1s He] [1c said] [1q so]].\n", "some.txt:2: a bracket is closed"),
        ("[1s He ][1c said] [1q so].\n", "some.txt:1: mark 'He ' is empty or has white space"),
        ("[1s He] [1c spoke].\n", "some.txt:1: attribution 1 lacks content"),
        ("2\n[1s He] [1c said] [1q so].\n", "some.txt:2: attribution 2 has no mark"),
        ("1 within 2\n[1s He] [1c said] [1q so].\n", "some.txt:2: 1 is within 2, which has no mark"),
        ("[1s He [1c said]] [1q so].\n", "some.txt:1: spans of attribution 1 overlap"),
        ("2 within 1\n[1s He] [1c said] [1q so], [2s she] [2c said] [2q no].\n", "some.txt:2: the content of 2 is not inside"),
        ("[1s He] [1c said] [1q [2s she] [2c said] [2q no]].\n", "some.txt:1: content of 1 and source of 2 overlap"),
    ],
)
def test_errors_name_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(notation.AttributionError) as caught:
        read(tmp_path, text)
    assert str(caught.value).startswith(message)


def test_windows_hold_the_outermost_spans(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    found = read(tmp_path, "2 within 1\n[1s A paper] [1c says] [1q [2s Chad] [2c fears] [2q war]].\n")
    (window,) = notation.training_windows(found)
    assert window.id == "some.txt:2#0"
    assert [[window.text[s:e] for s, e in role] for role in window.spans] == [["A paper"], ["says"], ["Chad fears war"]]


def test_the_passages_are_sound() -> None:
    found = list(notation.passages())
    assert found
    assert not notation.repeated(found)
