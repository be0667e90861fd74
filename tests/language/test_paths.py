from __future__ import annotations

import pytest

from dragoman.language import parse
from dragoman.language.paths import UNTOLD, path
from dragoman.model import Document

CASES = [
    ("Norway warned Chile.", "warned", "Norway", "|nsubj"),
    ("Norway warned Chile.", "warned", "Chile", "|dobj"),
    ("Norway appealed to Chile.", "appealed", "Chile", "|p_to"),
    ("Chile was warned by Norway.", "warned", "Norway", "|p_by"),
    ("Norway met Chile. Peru protested.", "met", "Peru", "other>"),
    ("Norway met Chile. Peru protested.", "protested", "Norway", "other<"),
    ("Norway met Chile and warned Peru.", "warned", "Norway", "conj|nsubj"),
]


@pytest.mark.parametrize(("text", "trigger", "party", "wanted"), CASES)
def test_names_the_way_from_the_trigger_to_the_party(text: str, trigger: str, party: str, wanted: str) -> None:
    (analysis,) = parse([Document(text)])
    tokens = {token.text: token for token in analysis.doc}
    assert path(tokens[trigger], tokens[party]) == wanted


def test_a_missing_party_has_no_path() -> None:
    (analysis,) = parse([Document("Norway warned Chile.")])
    assert path(analysis.doc[1], None) == path(None, analysis.doc[0]) == UNTOLD


def test_long_ways_are_cut() -> None:
    (analysis,) = parse([Document("Norway warned the brother of a friend of the mayor of a town in Chile.")])
    tokens = {token.text: token for token in analysis.doc}
    assert path(tokens["warned"], tokens["Chile"]).endswith("+")
