from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dragoman.language import grammar
from dragoman.language.parse import load

if TYPE_CHECKING:
    from dragoman.language import Doc, Token


def find(doc: Doc, word: str) -> Token:
    return next(t for t in doc if t.text == word)


def words(tokens: list[Token]) -> list[str]:
    return [t.text for t in tokens]


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The army shelled the town.", "shelled", ["army"]),
        ("The army and the rebels shelled the town.", "shelled", ["army", "rebels"]),
        ("The town was shelled by the army.", "shelled", ["army"]),
        ("The town was shelled.", "shelled", []),
        ("The army entered the town and burned it.", "burned", ["army"]),
        ("The army that shelled the town has left.", "shelled", ["army"]),
        ("The government agreed to send troops.", "send", ["government"]),
        ("The government asked Kenya to send troops.", "send", ["Kenya"]),
        ("Kenya accused Somalia of shelling the town.", "shelling", ["Somalia"]),
        ("The soldiers guarding the bridge fled.", "guarding", ["soldiers"]),
        ("The rebels were captured and killed by the army.", "captured", ["army"]),
        ("The army's shelling killed six people.", "shelling", ["army"]),
        ("Amnesty accused the army and its militias of executing ten farmers.", "executing", ["army", "militias"]),
    ],
)
def test_subjects(text: str, verb: str, expected: list[str]) -> None:
    assert words(grammar.subjects(find(load()(text), verb))) == expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The army shelled the town.", "shelled", ["town"]),
        ("The army shelled the town and the port.", "shelled", ["town", "port"]),
        ("The town was shelled by the army.", "shelled", ["town"]),
        ("The man killed by the army was a farmer.", "killed", ["man"]),
        ("The town that the army shelled is empty.", "shelled", ["town"]),
        ("The army attacked and killed the rebels.", "attacked", ["rebels"]),
        ("The army left.", "left", []),
    ],
)
def test_patients(text: str, verb: str, expected: list[str]) -> None:
    assert words(grammar.patients(find(load()(text), verb))) == expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The town was shelled.", "shelled", True),
        ("The army shelled the town.", "shelled", False),
        ("The man killed by the army was a farmer.", "killed", True),
    ],
)
def test_is_passive(text: str, verb: str, expected: bool) -> None:
    assert grammar.is_passive(find(load()(text), verb)) is expected


@pytest.mark.parametrize(
    ("function", "text", "word", "expected"),
    [
        (grammar.phrase, "The old president of the republic, who was ill, left.", "president", "The old president of the republic"),
        (grammar.phrase, "Troops from Kenya left.", "Troops", "Troops"),
        (grammar.phrase, "Rebels, soldiers and farmers left.", "Rebels", "Rebels"),
        (grammar.phrase, "The ministry's spokeswoman left.", "spokeswoman", "The ministry's spokeswoman"),
    ],
)
def test_phrase(function: Callable[[Token], tuple[int, int]], text: str, word: str, expected: str) -> None:
    start, end = function(find(load()(text), word))
    assert text[start:end] == expected


def test_prepositional() -> None:
    doc = load()("The minister spoke with Kenya and Somalia about trade.")
    spoke = find(doc, "spoke")
    assert words(grammar.prepositional(spoke, "with")) == ["Kenya", "Somalia"]
    assert words(grammar.prepositional(spoke)) == ["Kenya", "Somalia", "trade"]
    assert grammar.prepositional(spoke, "against") == []


def test_negated() -> None:
    doc = load()("The army did not leave, and no soldier was seen.")
    assert grammar.negated(find(doc, "leave"))
    assert grammar.negated(find(doc, "soldier"))
    assert not grammar.negated(find(doc, "seen"))


def test_conjuncts() -> None:
    doc = load()("Kenya, Somalia and Uganda signed the pact.")
    assert words(grammar.conjuncts(find(doc, "Kenya"))) == ["Kenya", "Somalia", "Uganda"]
    assert grammar.first_conjunct(find(doc, "Uganda")).text == "Kenya"
    assert grammar.first_conjunct(find(doc, "pact")).text == "pact"


def test_ancestors_end_at_the_root() -> None:
    doc = load()("The minister said that the army had left.")
    assert words(list(grammar.ancestors(find(doc, "army")))) == ["left", "said"]
    assert list(grammar.ancestors(find(doc, "said"))) == []


def test_surface_subjects() -> None:
    doc = load()("The town was shelled. The army left.")
    assert words(grammar.surface_subjects(find(doc, "shelled"))) == ["town"]
    assert words(grammar.surface_subjects(find(doc, "left"))) == ["army"]
