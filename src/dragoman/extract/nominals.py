"""Cues that are no verbs: nouns, adjectives and adverbs, each with source and content."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.extract.contents import source_of
from dragoman.extract.cues import Cue, cues
from dragoman.extract.ranges import Draft, clear_of_source, cue_range, source_range, subtree, trim
from dragoman.language import grammar

if TYPE_CHECKING:
    from dragoman.language import Token

WIDEST_LIGHT = 6  # tokens from a light verb to its noun ("voiced deep concern")
OWNERS = ("of", "by", "from", "among", "in")
NO_SOURCE = {"there", "which", "that", "what", "this"}
LIGHT = {
    "express",
    "voice",
    "have",
    "give",
    "make",
    "offer",
    "show",
    "raise",
    "issue",
    "reiterate",
    "announce",
    "declare",
    "signal",
    "hold",
    "share",
}


def of_noun(noun: Token, entry: Cue) -> Draft | None:
    """The draft of a noun that attributes ("Egypt's claim that", "voiced concern over")."""
    said = _before_colon(noun, entry)
    if said is not None:
        return said
    content, preposition = None, None
    for child in noun.rights:
        if child.dep_ in ("acl", "ccomp", "relcl"):
            that = any(c.dep_ == "mark" and c.lower_ in ("that", "whether", "if") for c in child.lefts)
            infinitive = any(c.tag_ == "TO" for c in child.lefts)
            if (that and entry.frames & {"c", "w"}) or (infinitive and "t" in entry.frames):
                content = child
                break
        if child.dep_ == "prep" and child.lower_ in entry.prepositions:
            content = next(iter(grammar.children(child, "pobj", "pcomp")), None)
            preposition = child
            if content is not None:
                break
    owner = next(iter(grammar.children(noun, "poss")), None)
    if owner is None and content is not None and _is_denied(noun):
        return None  # "rejected reports that": who denies it is the voice, nobody else is named
    if owner is None:
        for prep in noun.rights:
            if prep.dep_ == "prep" and prep != preposition and prep.lower_ in OWNERS:
                owner = next(iter(grammar.children(prep, "pobj")), None)
    end = preposition.i + 1 if preposition is not None and preposition.i == noun.i + 1 else noun.i + 1
    if content is not None and owner is None and noun.dep_ == "dobj" and noun.head.lemma_ in LIGHT:
        owner = source_of(noun.head)
        if owner is not None and noun.i - noun.head.i <= WIDEST_LIGHT:
            start, _ = cue_range(noun.head)
            light = Draft(noun.i, (start, end), entry, source_range(owner), owner.i, (subtree(content),), confidence=0.6)
            light.negated = grammar.negated(noun.head) or grammar.negated(noun)
            return clear_of_source(noun.doc, light)
    if owner is None:
        owner = next(
            (
                c
                for c in noun.lefts
                if c.dep_ in ("amod", "compound", "nmod") and (c.pos_ == "PROPN" or c.ent_type_ in ("NORP", "GPE", "ORG"))
            ),
            None,
        )
    if content is not None and owner is None and preposition is None and grammar.children(content, "mark"):
        return Draft(noun.i, (noun.i, end), entry, contents=(subtree(content),), confidence=0.4)  # "reports that …": nobody is named
    if content is None or owner is None:
        return None
    draft = Draft(noun.i, (noun.i, end), entry, source_range(owner), owner.i, (subtree(content),), confidence=0.5)
    return clear_of_source(noun.doc, draft)


def _before_colon(noun: Token, entry: Cue) -> Draft | None:
    """The draft of a noun with a colon and a quotation behind it ("Chad's answer: “No.”"); the quotation is found by its marks."""
    doc = noun.doc
    if noun.i + 2 >= len(doc) or doc[noun.i + 1].text != ":" or not doc[noun.i + 2].is_quote:
        return None
    of = (o for p in grammar.children(noun, "prep") if p.lower_ in ("of", "from", "by") for o in grammar.children(p, "pobj"))
    owner = next(iter(grammar.children(noun, "poss")), None) or next(of, None)
    if owner is None:
        return None
    entry = replace(entry, frames=entry.frames | {"q"})
    return Draft(noun.i, (noun.i, noun.i + 2), entry, source_range(owner), owner.i, confidence=0.5)


def _is_denied(noun: Token) -> bool:
    """Whether a noun is what a verb denies ("rejected claims that", "reports that … were denied")."""
    if noun.dep_ not in ("dobj", "nsubjpass") or noun.head.pos_ != "VERB":
        return False
    entry = cues()["verb"].get(noun.head.lemma_)
    return entry is not None and entry.stance == "denies"


def of_adjective(adjective: Token, entry: Cue) -> Draft | None:
    """The draft of an adjective that attributes ("is confident that", "was opposed to")."""
    participle = adjective.pos_ == "VERB" and adjective.dep_ != "acomp"  # "is opposed to", read as a passive
    verb = adjective if participle else adjective.head
    if participle:
        if not grammar.children(adjective, "auxpass") or grammar.children(adjective, "agent", "dobj"):
            return None
    elif adjective.dep_ not in ("acomp", "oprd", "ROOT") or verb.lemma_ not in (
        "be",
        "become",
        "feel",
        "remain",
        "seem",
        "look",
        "get",
        "stay",
    ):
        return None
    content, preposition = None, None
    for child in adjective.rights:
        if child.dep_ in ("ccomp", "xcomp"):
            infinitive = any(c.tag_ == "TO" for c in child.lefts)
            if entry.frames & ({"t"} if infinitive else {"c", "w"}):
                content = child
                break
        if child.dep_ == "prep" and child.lower_ in entry.prepositions:
            content, preposition = next(iter(grammar.children(child, "pobj", "pcomp")), None), child
            break
    source = _passive_subject(verb) if participle else source_of(verb)
    if content is None or source is None or source.lower_ in NO_SOURCE or (source.lower_ == "it" and not entry.frames & {"t"}):
        return None
    start, _ = cue_range(verb)
    end = preposition.i + 1 if preposition is not None else adjective.i + 1
    draft = Draft(adjective.i, (start, end), entry, source_range(source), source.i, (subtree(content),), confidence=0.55)
    draft.negated = grammar.negated(verb)
    return clear_of_source(adjective.doc, draft)


def _passive_subject(verb: Token) -> Token | None:
    """The subject of a participle with "be", which the parser sometimes leaves with the auxiliary."""
    auxiliaries = grammar.children(verb, "auxpass")
    return next((s for t in (verb, *auxiliaries) for s in grammar.children(t, "nsubjpass", "nsubj")), None)


def of_adverb(adverb: Token, entry: Cue) -> Draft | None:
    """The draft of an adverb that attributes to nobody ("allegedly")."""
    head = adverb.head
    if head.pos_ not in ("VERB", "AUX"):
        return None
    contents = [trim(head.doc, head.left_edge.i, adverb.i), trim(head.doc, adverb.i + 1, head.right_edge.i + 1)]
    return Draft(adverb.i, (adverb.i, adverb.i + 1), entry, contents=tuple(c for c in contents if c[0] < c[1]), confidence=0.4)
