"""The model that comes with dragoman: it is there, whole, described, and judges plain sentences rightly."""

from __future__ import annotations

import pytest

from dragoman import Coder, Document
from dragoman.language.encoder import load_judge
from dragoman.settings import GRAMMAR, Settings
from dragoman.tables import DATA

FOLDER = DATA / "models" / "judge"


def test_the_model_is_small_and_described() -> None:
    sizes = {name: len((FOLDER / name).read_bytes()) for name in ("judge.onnx", "tokenizer.json", "judge.json")}
    assert sum(sizes.values()) < 30_000_000
    card = (FOLDER / "card.md").read_text(encoding="utf-8")
    for word in ("Weights", "Trained on", "Scores", "licence", "Falls short"):
        assert word in card


def test_the_model_is_whole() -> None:
    assert load_judge().version.startswith("12 sha256:")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Norway condemned Chile.", "ACCUSE"),
        ("Peru sent medicine to Somalia.", "AID"),
        ("Rebels attacked an army post in Mali.", "ASSAULT"),
        ("Police arrested the editor in Minsk.", "COERCE"),
    ],
)
def test_reports_say_who_judged(text: str, wanted: str) -> None:
    report = Coder().read(Document(text))
    assert [event.type for event in report.events] == [wanted]
    assert set(report.versions.models) == {"en", "judge"}


def test_grammar_alone_loads_no_model() -> None:
    report = Coder(Settings(judge=GRAMMAR)).read(Document("Norway condemned Chile."))
    assert set(report.versions.models) == {"en"}
