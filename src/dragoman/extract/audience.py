"""Who is told: the audience of a cue where its own object does not say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.language import grammar
from dragoman.resolve.word_lists import word_list

if TYPE_CHECKING:
    from dragoman.language import Token

NO_ADDRESS = {"brief", "campaign", "appear"}  # ways of speaking that do not name who is told


def audience_of(cue: Token, source: int | None, *, told: bool) -> int | None:
    """Index of the token that heads who is told: "in an interview with X", "in a letter to X", "speaking to X", "X was told".

    told: whether the cue's object is the audience, so that in the passive the subject is.
    """
    if cue.pos_ not in ("VERB", "AUX"):
        return None
    if told and grammar.is_passive(cue):
        subjects = grammar.children(cue, "nsubjpass") or ([cue.head] if cue.dep_ == "acl" else [])
        if not subjects and cue.dep_ == "advcl":  # "asked whether, Berg said"
            subjects = grammar.children(cue.head, "nsubj")
        return subjects[0].i if subjects and subjects[0].lower_ != "it" else None
    for child in cue.children:
        found = None
        if child.dep_ == "prep" and child.lower_ in ("in", "during", "at", "with"):
            found = next((a for noun in grammar.children(child, "pobj") if (a := _of_noun(noun)) is not None), None)
        elif child.dep_ == "advcl":
            found = _of_verb(child)
        if found is not None:
            return found
    if source is not None:
        for clause in grammar.children(cue.doc[source], "acl"):
            found = _of_verb(clause)
            if found is not None:
                return found
    return None


def _of_noun(noun: Token) -> int | None:
    lemma = noun.lemma_.lower()
    prepositions = {"with"} if lemma in word_list("talks") else {"to", "before"} if lemma in word_list("addresses") else set()
    for prep in grammar.children(noun, "prep"):
        if prep.lower_ in prepositions:
            return next((p.i for p in grammar.children(prep, "pobj")), None)
    return None


def _of_verb(verb: Token) -> int | None:
    """The audience of "speaking to reporters", "addressing parliament"."""
    if verb.tag_ != "VBG":
        return None
    if verb.lemma_ == "address":
        return next((o.i for o in grammar.children(verb, "dobj")), None)
    if verb.lemma_ not in word_list("speaking") - NO_ADDRESS:
        return None
    for prep in grammar.children(verb, "prep", "dative"):
        if prep.lower_ in ("to", "before", "with"):
            return next((p.i for p in grammar.children(prep, "pobj")), None)
    return None
