"""Why mentions are taken for entities told before: sums of named features."""

from __future__ import annotations

import pytest

from dragoman.errors import DataError
from dragoman.extract.coreference import Draft
from dragoman.extract.entities import find_entities, find_merges
from dragoman.extract.merging import Choice, best, meaning, weight
from dragoman.language import Analysis, parse
from dragoman.model import Document
from dragoman.tables import read_table


def read(text: str) -> Analysis:
    return next(parse([Document(text=text)]))


def test_a_merge_tells_its_features() -> None:
    text = "Defence Minister Ola Berg spoke on Monday. Berg said that he would wait."
    merges = {merge.mention.of(text): merge for merge in find_merges(read(text))}
    assert [name for name, _ in merges["Berg"].features] == ["same_surname"]
    assert merges["Berg"].antecedent.of(text) == "Defence Minister Ola Berg"
    assert merges["he"].antecedent.of(text) == "Berg"
    assert dict(merges["he"].features)["pronoun_subject"] == weight("pronoun_subject")
    assert merges["he"].total == pytest.approx(sum(w for _, w in merges["he"].features))
    assert merges["Berg"].explain() == "has the same surname +4"


def test_merges_agree_with_the_entities() -> None:
    text = 'The Coastal Union Party (CUP) met. The party said it would vote. "We are ready," said its leader, Ana Sousa.'
    analysis = read(text)
    entities = find_entities(analysis)
    for merge in find_merges(analysis):
        assert any({merge.mention, merge.antecedent} <= {m.span for m in e.mentions} for e in entities), merge.mention.of(text)


def test_the_highest_sum_is_taken_and_a_low_one_is_not() -> None:
    one, other = Draft("e1", "Ana Sousa", "person"), Draft("e2", "Eva Sousa", "person")
    wrong = Choice(other).add("same_surname").against(first_name_differs=True)
    assert best([wrong]) is None
    right = best([wrong, Choice(one).add("same_surname")])
    assert right is not None
    assert right.draft is one
    assert best([]) is None


def test_an_unknown_feature_is_named() -> None:
    with pytest.raises(DataError, match="no feature smell"):
        weight("smell")


def test_every_feature_has_a_meaning() -> None:
    names = [row["feature"] for row in read_table("tables/merging.tsv")]
    assert len(names) == len(set(names))
    assert all(meaning(name) for name in names)
