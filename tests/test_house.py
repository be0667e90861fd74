"""Rules of the house that no linter knows: size and names of modules, order of stages, what importing costs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.coder import STAGES, Coder, Stage
from dragoman.errors import MissingFinding, TooLarge
from dragoman.language import Analysis
from dragoman.model import Document, Report
from dragoman.settings import Settings

SOURCE = Path(__file__).resolve().parent.parent / "src" / "dragoman"
MODULES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_modules_are_short_and_say_what_they_are(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert module.name != "utils.py"
    assert len(text.splitlines()) <= 400
    assert text.startswith('"""')


@pytest.mark.parametrize("module", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_tokens_are_compared_by_value(module: Path) -> None:
    """spaCy makes a new object each time a token is asked for, so ``token.head is token`` never holds."""
    assert not re.search(r"\.head is |is (not )?\w+\.head\b", module.read_text(encoding="utf-8"))


@pytest.mark.parametrize("statement", ["import dragoman", "import dragoman.coder", "import dragoman.cli", "import dragoman.record"])
def test_importing_never_loads_spacy(statement: str) -> None:
    code = f"import sys; {statement}; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_order_of_stages_is_checked_when_a_coder_is_made() -> None:
    Coder(stages=STAGES)
    with pytest.raises(MissingFinding, match="needs entities"):
        Coder(stages=tuple(s for s in STAGES if s.name != "entities" and s.name not in ("places", "statements")))


def test_a_stage_that_fails_is_named_and_the_others_go_on() -> None:
    def broken(_: Analysis) -> tuple[object, ...]:
        raise ValueError("no such thing")

    stages = tuple(Stage(s.name, broken, s.assigns, s.requires) if s.name == "ties" else s for s in STAGES)
    report = Coder(stages=stages).read(Document("Norway condemned Chile."))
    assert [(f.stage, f.error) for f in report.failures] == [("ties", "ValueError: no such thing")]
    assert [e.type for e in report.events] == ["ACCUSE"]
    assert report.ties == ()


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(TooLarge, match="more than 10"):
        Coder(Settings(max_characters=10)).read(Document("Norway condemned Chile."))


def test_the_order_of_reading_never_shows() -> None:
    documents = [Document(t, published="2024-05-06") for t in ("Norway condemned Chile on Monday.", "Peru thanked Japan.", "He left.")]
    coder = Coder()
    forward = {r.document.id: r for r in coder.read_many(documents)}
    backward = {r.document.id: r for r in coder.read_many(documents[::-1])}
    alone: dict[str, Report] = {d.id: coder.read(d) for d in documents}
    assert forward == backward == alone
