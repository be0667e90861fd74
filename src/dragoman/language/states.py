"""The grammar of standing facts: whether words tell a state that holds, is over, is denied or is left open."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.language import Token

FORMERLY = {"once", "formerly", "previously", "long"}


def is_standing(verb: Token) -> bool:
    """Whether a verb tells a state that holds: simple present, perfect with "since", a passive of state or a bare participle."""
    if is_unreal(verb):
        return False
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if verb.tag_ == "VBN":
        perfect = any(c.lemma_ == "have" for c in auxiliaries)
        return all(c.tag_ != "VBD" for c in auxiliaries) and (not perfect or any(c.lower_ in ("since", "long") for c in verb.children))
    if verb.tag_ in ("VBZ", "VBP"):
        return True
    if verb.tag_ != "VB":
        return False
    unhelped = not auxiliaries and verb.dep_ == "ROOT" and any(c.dep_ == "nsubj" and c.tag_ == "NNS" for c in verb.lefts)
    return unhelped or any(c.lemma_ == "do" and c.tag_ in ("VBZ", "VBP") for c in auxiliaries)


def is_over(verb: Token) -> bool:
    """Whether a verb in the past tense tells a state that is over: "once belonged to", "controlled the islands until 1945"."""
    if is_unreal(verb) or not (verb.tag_ == "VBD" or any(c.dep_ in ("aux", "auxpass") and c.tag_ == "VBD" for c in verb.children)):
        return False
    if verb.tag_ == "VBG":
        return False
    return any((c.dep_ == "advmod" and c.lower_ in FORMERLY) or (c.dep_ == "prep" and c.lower_ == "until") for c in verb.children)


def is_ended(verb: Token) -> bool:
    """Whether a state is told to hold no longer ("is no longer a member", "no longer controls")."""
    return any(c.dep_ in ("advmod", "neg") and c.lower_ in ("longer", "anymore") for c in verb.children)


def is_unreal(verb: Token) -> bool:
    """Whether a modal, a condition or a question leaves a state open."""
    if any(c.tag_ in ("MD", "TO") or (c.dep_ == "mark" and c.lower_ in ("if", "whether", "unless")) for c in verb.children):
        return True
    return verb.dep_ == "ROOT" and verb.sent[-1].text == "?"


def is_past_copula(noun: Token) -> bool:
    """Whether a copula puts what a noun says into the past; what somebody remained he still is."""
    if noun.dep_ != "attr" or noun.head.lemma_ in ("remain", "stay"):
        return False
    return noun.head.tag_ == "VBD" or (noun.head.tag_ == "VBN" and any(c.dep_ == "aux" and c.tag_ == "VBD" for c in noun.head.children))


def is_denied(noun: Token, first: Token) -> bool:
    """Whether a describing noun is denied ("is not a member", "a partner but not a member"); first is the noun it is joined to."""
    if any(c.dep_ == "neg" or c.lower_ in ("no", "not") for c in noun.children):
        return True
    if noun != first and any(c.lower_ == "not" and first.i < c.i < noun.i for c in (*first.children, *first.head.children)):
        return True
    return first.dep_ == "attr" and noun == first and any(c.dep_ == "neg" and c.i < noun.left_edge.i for c in first.head.children)


def joined(noun: Token) -> list[Token]:
    """A noun and those joined to it, in text order."""
    return [noun, *(n for c in noun.children if c.dep_ == "conj" for n in joined(c))]


def behind(word: Token, prepositions: frozenset[str]) -> list[Token]:
    """The nouns behind one of the prepositions, joined ones included; "of the EU and of NATO" has two prepositions."""
    found: list[Token] = []
    for child in word.children:
        preps = [child] if child.dep_ in ("prep", "agent", "dative") and child.lower_ in prepositions else []
        preps += [c for p in preps for c in p.children if c.dep_ == "conj" and c.lower_ in prepositions]
        found += [n for p in preps for c in p.children if c.dep_ == "pobj" for n in joined(c)]
    return found
