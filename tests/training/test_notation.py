from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))

import notation
from check_data import faults


def read(tmp_path: Path, text: str) -> list[notation.Passage]:
    path = tmp_path / "some.txt"
    path.write_text(text, encoding="utf-8")
    return list(notation.read_file(path))


def test_our_passages_are_sound() -> None:
    found = list(notation.passages())
    themes = {passage.theme for passage in found}
    assert faults(found) == []
    assert notation.held_out_themes() < themes
    assert notation.open_modes() < themes
    assert len(found) > 30_000


def test_marks_nest_and_share_words(tmp_path: Path) -> None:
    heads = "1 ACCUSE CT+ past\n2 ASSAULT PR+ past voice\n"
    (one,) = read(tmp_path, heads + "[1a Chad] [1t blamed] [1r,2a Libya] for [2t shelling] [2r a post].\n")
    first, second = one.acts
    assert one.text == "Chad blamed Libya for shelling a post."
    assert [one.text[slice(*span)] for span in (*first.recipients, *second.actors, *second.recipients)] == ["Libya", "Libya", "a post"]
    assert (second.factuality, second.voice, first.voice) == ("PR+", True, False)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1 ACCUSE CT+ past\n[1a Chad] spoke.\n", "no trigger"),
        ("1 ACCUSE CT+ past\nChad [1t spoke].\n", "no party"),
        ("1 ACCUSE CT+ past\n[1a Chad] [1t blamed [2r Mali].\n", "not closed"),
        ("1 ACCUSE past\n[1a Chad] [1t spoke].\n", "factuality"),
        ("Chad spoke.\n", "without acts"),
    ],
)
def test_what_breaks_the_notation_is_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(notation.NotationError, match=told):
        read(tmp_path, text)
