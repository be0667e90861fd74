from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from dragoman.language.misparses import mend_acronyms, mend_datives, mend_hyphens, mend_objects, mend_reduced
from dragoman.language.parse import load


@pytest.mark.parametrize(
    ("text", "noun", "before"),
    [
        ("Serbia surrendered a war crimes suspect to Croatia.", "suspect", "crimes"),
        ("Peru extradited a war crimes suspect to Chile.", "suspect", "crimes"),
    ],
)
def test_an_article_of_one_thing_begins_no_plural_subject(text: str, noun: str, before: str) -> None:
    doc = load()(text)
    found = next(t for t in doc if t.text == noun)
    assert (found.tag_, found.pos_, found.dep_) == ("NN", "NOUN", "dobj")
    assert next(t for t in doc if t.text == before).dep_ == "compound"
    assert next(t for t in doc if t.text == "to").head == found.head


def test_clauses_with_a_plural_subject_stay() -> None:
    doc = load()("The ministers say the guards suspect a spy.")
    found = next(t for t in doc if t.text == "suspect")
    assert (found.tag_, found.pos_, found.dep_) == ("VBP", "VERB", "ccomp")


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("USAID condemned the decree in Chad.", "USAID"),
        ("USAID provided shelter to 900 people in Chad.", "USAID"),
        ("Yesterday, Norway announced aid to Chad.", "Norway"),
        ("ECOWAS lifted sanctions on Mali.", "ECOWAS"),
        ("IGAD condemned the coup.", "IGAD"),
    ],
)
def test_an_abbreviation_is_a_subject(text: str, subject: str) -> None:
    found = [t for t in load()(text) if t.dep_ == "nsubj"]
    assert [(t.text, t.tag_) for t in found] == [(subject, "NNP")]


def test_an_auxiliary_in_capitals_is_no_subject() -> None:
    found = load()("He has warned Chile and HAS attacked Peru.")
    assert [t.text for t in found if t.dep_ == "nsubj"] == ["He"]


@pytest.mark.parametrize(
    ("text", "noun", "described"),
    [
        ("The vice-president said no deal was near.", "president", "The"),
        ("Chad's ex-president was jailed.", "president", "Chad"),
        ("They freed two ex-soldiers and a vice-minister.", "soldiers", "two"),
        ("They freed two ex-soldiers and a vice-minister.", "minister", "a"),
    ],
)
def test_a_hyphenated_noun_is_one(text: str, noun: str, described: str) -> None:
    (head,) = [t for t in load()(text) if t.text == noun]
    assert [t.dep_ for t in head.lefts if t.i >= head.i - 2] == ["compound", "punct"]
    assert described in {t.text for t in head.lefts}


def test_joined_adjectives_stay() -> None:
    assert {t.dep_ for t in load()("Pro-government militiamen left.")[:3]} == {"amod"}


@pytest.mark.parametrize(
    ("text", "subject", "verb"),
    [
        ("Shells fired from Sudan hit a school in Chad.", "Shells", "hit"),
        ("Two men accused of spying fled to Norway.", "men", "fled"),
        ("Attackers dressed as guards killed four Chadian soldiers.", "Attackers", "killed"),
    ],
)
def test_a_participle_behind_the_subject_is_not_the_verb(text: str, subject: str, verb: str) -> None:
    doc = load()(text)
    assert [(t.text, t.head.text) for t in doc if t.dep_ == "nsubj"] == [(subject, verb)]
    assert [t.text for t in doc if t.dep_ == "ROOT"] == [verb]


def test_what_happens_meanwhile_has_a_subject_of_its_own() -> None:
    doc = load()("Soldiers fled as rebels attacked the town.")
    assert [(t.text, t.head.text) for t in doc if t.dep_ == "nsubj"] == [("Soldiers", "fled"), ("rebels", "attacked")]


def test_a_name_between_verb_and_object_is_an_indirect_object() -> None:
    doc = load()("Poland will send Kyiv more tanks, the minister said.")
    assert [t.text for t in doc if t.dep_ == "dative"] == ["Kyiv"]


@st.composite
def trees(draw: st.DrawFn) -> Doc:
    """Short docs of the words that are mended, in any tree."""
    size = draw(st.integers(3, 9))
    order = draw(st.permutations(range(size)))
    heads = [0] * size
    for place, token in enumerate(order):
        heads[token] = order[draw(st.integers(0, place - 1))] if place else token

    def some(*choice: str) -> list[str]:
        return draw(st.lists(st.sampled_from(choice), min_size=size, max_size=size))

    words = some("ex", "-", "-", "guards", "suspect", "a", "NATO", "dressed", "as", "from")
    tags = some("NN", "NNS", "NNP", "VBP", "VBD", "VBN")
    deps = some("nsubj", "pobj", "conj", "ccomp", "advmod", "det", "acl", "advcl", "prep", "mark", "dep", "dobj")
    deps[order[0]] = "ROOT"
    return Doc(Vocab(), words=words, spaces=[False] * size, tags=tags, heads=heads, deps=deps)


@settings(max_examples=1500)
@given(trees())
def test_what_is_mended_stays_a_tree(doc: Doc) -> None:
    for mend in (mend_objects, mend_acronyms, mend_hyphens, mend_reduced, mend_datives):
        mend(doc)
        for token in doc:
            above = token
            for _ in doc:
                above = above.head
            assert above.head == above, [(t.text, t.dep_, t.head.i) for t in doc]
