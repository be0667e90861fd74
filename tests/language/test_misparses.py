from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from dragoman.language.misparses import MENDERS
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


@pytest.mark.parametrize(
    ("text", "subject", "verb"),
    [
        ("Fiji, which has an island of its own there, called on all sides to leave.", "Fiji", "called"),
        ("The mayor, who saw his Chadian colleague on Monday, called for talks.", "mayor", "called"),
    ],
)
def test_what_stands_behind_an_aside_is_the_verb(text: str, subject: str, verb: str) -> None:
    doc = load()(text)
    assert [(t.head.text, t.head.dep_) for t in doc if t.text == subject] == [(verb, "ROOT")]


def test_a_heading_without_a_verb_stays_one() -> None:
    assert [t.text for t in load()("The law, passed on Tuesday, criticised by many.") if t.dep_ == "ROOT"] == ["law"]


@pytest.mark.parametrize(
    ("text", "verb", "above"),
    [
        ("Elders said the town was shelled and accused Sudan of a crime.", "accused", "said"),
        ("Elders said they would wait until the road is cleared and urged farmers to leave.", "urged", "said"),
        ("Elders said the mayor was arrested and accused of spying.", "accused", "arrested"),
        ("Elders said the mayor had left and then returned.", "returned", "left"),
        ("Sudan denies blocking aid and accuses Chad of looting it.", "accuses", "denies"),
    ],
)
def test_whoever_tells_one_thing_may_tell_another(text: str, verb: str, above: str) -> None:
    assert [t.head.text for t in load()(text) if t.text == verb] == [above]


def test_the_subject_of_a_clause_is_no_object_of_its_conjunction() -> None:
    doc = load()("Norway's army said it had lost two men, days after rebels overran a Norwegian post.")
    assert [(t.head.text, t.dep_) for t in doc if t.text == "rebels"] == [("overran", "nsubj")]


def test_a_time_that_begins_a_sentence_is_no_part_of_its_subject() -> None:
    doc = load()("Earlier this month fighters of a dissident faction detonated a car bomb outside a bank.")
    assert [(t.head.text, t.dep_) for t in doc if t.text == "month"] == [("detonated", "npadvmod")]


def test_the_verb_behind_an_aside_may_have_a_time_before_it() -> None:
    before = "Rebels free doctor.\n\n"
    doc = load()(before + "The National Liberation Army, Colombia's last guerrilla group, on Thursday released the father of Luis Diaz.")
    assert [(t.head.text, t.dep_) for t in doc if t.text == "Army"] == [("released", "nsubj")]


def test_those_taken_hostage_are_the_object() -> None:
    doc = load()("The gunmen took six nurses hostage.")
    assert [t.text for t in doc if t.dep_ == "dobj"] == ["nurses"]
    assert [t.head.text for t in doc if t.text == "six"] == ["nurses"]


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

    words = some("ex", "-", "-", "guards", "hostage", "a", "NATO", "dressed", "as", "from", "accused", "this", "month", ",", "and")
    tags = some("NN", "NNS", "NNP", "VBP", "VBD", "VBN", "VBZ", "VBG")
    deps = some(
        "nsubj", "pobj", "conj", "ccomp", "xcomp", "advmod", "det", "acl", "advcl", "prep", "mark", "dep", "dobj", "relcl", "compound", "cc"
    )
    deps[order[0]] = "ROOT"
    return Doc(Vocab(), words=words, spaces=[False] * size, tags=tags, heads=heads, deps=deps)


@settings(max_examples=1500)
@given(trees())
def test_what_is_mended_stays_a_tree(doc: Doc) -> None:
    for mend in MENDERS:
        mend(doc)
        for token in doc:
            above = token
            for _ in doc:
                above = above.head
            assert above.head == above, [(t.text, t.dep_, t.head.i) for t in doc]
