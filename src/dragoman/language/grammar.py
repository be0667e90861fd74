"""Grammatical functions over spaCy's parse (ClearNLP dependency labels), shared by all extractors.

Every function takes and returns tokens of one document; nothing here knows of entities or events.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = {"nsubj", "csubj"}
PASSIVE_SUBJECTS = {"nsubjpass", "csubjpass"}
OBJECTS = {"dobj", "obj"}
CLAUSES = {"ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp"}
# Behind these prepositions a gerund belongs to the object of the verb ("accused X of killing"), behind others to the subject.
OBJECT_CONTROL = {"of", "for", "from", "into", "against", "over"}
ACCUSING = {"accuse", "suspect", "convict", "acquit", "absolve", "clear"}
OBJECT_RAISING = {"easy", "hard", "difficult", "impossible", "tough", "simple"}  # "is hard to beat": the subject is beaten
JOINED_WITHIN = 3  # tokens between two verbs that share the object behind the second
NOT_IN_PHRASE = {"relcl", "appos", "acl", "punct", "cc", "conj", "parataxis", "advcl", "preconj"}


def children(token: Token, *labels: str) -> list[Token]:
    """The token's dependents with one of the labels, in text order."""
    return [child for child in token.children if child.dep_ in labels]


def conjuncts(token: Token) -> list[Token]:
    """The token and all that is joined to it by "and", "or", commas, in text order; it must be the first of them."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj":
            found += conjuncts(child)
    return found


def first_conjunct(token: Token) -> Token:
    """The first of the tokens that this one is joined to; itself where it is joined to none."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive, also as a bare participle behind its noun or clause ("the man killed by X")."""
    if any(child.dep_ in ("nsubjpass", "auxpass", "csubjpass") for child in verb.children):
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ in ("acl", "relcl", "amod", "advcl"):
        return not children(verb, "aux", "dobj", "nsubj")
    return verb.dep_ == "conj" and verb.head.tag_ == "VBN" and not children(verb, "aux", "nsubj") and is_passive(verb.head)


def subjects(verb: Token) -> list[Token]:
    """Who does it: the heads of the logical subject of a verb, joined ones included, [] where none is told.

    Active: nsubj; passive: the agent behind "by". A verb without a subject of its own takes the one of the verb that it
    is joined to or controlled by ("X agreed to send", "X accused Y of sending"), or the noun that its relative clause or
    participle describes.
    """
    if is_passive(verb):
        return _agents(verb) or _shared_agents(verb)
    own = [n for s in children(verb, *SUBJECTS) for n in conjuncts(s)]
    if own:
        return [_antecedent(n, verb) for n in own]
    head = verb.head
    if beside := _beside_gerund(verb):
        return beside
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        return surface_subjects(head)
    if verb.dep_ in ("xcomp", "advcl", "pcomp", "ccomp", "acomp") and not _finite(verb):
        governor = head.head if verb.dep_ == "pcomp" else head
        if governor.pos_ in ("VERB", "AUX"):
            return _controller(verb, governor)
        if governor.pos_ == "ADJ" and governor.dep_ == "acomp" and governor.lemma_.lower() not in OBJECT_RAISING:
            return surface_subjects(governor.head)
        if verb.dep_ == "pcomp" and governor.dep_ == "advmod" and governor.head.pos_ == "VERB":  # "stopped short of striking"
            return surface_subjects(governor.head)
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return [head]
    if verb.dep_ == "acl" and verb.tag_ in ("VBD", "VBN") and head.dep_ == "ROOT" and head.pos_ in ("NOUN", "PROPN"):
        return conjuncts(head)  # the main verb taken for a participle ("Looters ransacked shops")
    return []


def _beside_gerund(verb: Token) -> list[Token]:
    """Whose a gerund is ("the army's shelling"), or who is accused of it where only the last of them governs it ("accused A and B of
    shelling"), [] for other verbs.
    """
    if verb.tag_ != "VBG":
        return []
    of = verb.head
    if verb.dep_ == "pcomp" and of.lower_ == "of" and of.head.dep_ == "conj":
        accused = first_conjunct(of.head)
        if accused.dep_ in OBJECTS and accused.head.lemma_.lower() in ACCUSING:
            return conjuncts(accused)
    return [n for whose in children(verb, "poss") for n in conjuncts(whose)]


def surface_subjects(verb: Token) -> list[Token]:
    """The nouns that stand as subject of a verb: who does it in the active, whom it is done to in the passive."""
    return patients(verb) if is_passive(verb) else subjects(verb)


def patients(verb: Token) -> list[Token]:
    """Whom or what it is done to: heads of the logical direct object, joined ones included.

    Passive: the surface subject, or the noun that a participle or relative clause describes. A verb without an object
    takes the one of the verb behind "and" ("attacked and killed X").
    """
    if is_passive(verb):
        own = [n for s in children(verb, *PASSIVE_SUBJECTS) for n in conjuncts(s)]
        if own:
            return [_antecedent(n, verb) for n in own]
        if verb.dep_ in ("acl", "amod", "relcl"):
            return [verb.head]
        if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
            return surface_subjects(verb.head)
        if verb.dep_ in ("advcl", "xcomp", "ccomp") and verb.head.pos_ in ("VERB", "AUX"):
            return _controller(verb, verb.head)
        return []
    own = [_antecedent(n, verb) for o in children(verb, *OBJECTS) for n in conjuncts(o)]
    if own:
        return own
    for joined in children(verb, "conj"):
        if (
            joined.pos_ == "VERB"
            and joined.i - verb.i <= JOINED_WITHIN
            and not children(joined, *SUBJECTS, *PASSIVE_SUBJECTS, "aux", "auxpass")
        ):
            return patients(joined)
    return []


def is_apart(verb: Token) -> bool:
    """Whether a joined verb is a clause with a subject of its own ("A was shelled, and B withdrew")."""
    return verb.dep_ == "conj" and bool(children(verb, "nsubj", "nsubjpass"))


def prepositional(token: Token, *prepositions: str) -> list[Token]:
    """Heads of the nouns behind one of the prepositions that depend on the token, joined ones included."""
    found = []
    for prep in token.children:
        if prep.dep_ in ("prep", "agent", "dative", "prt") and (not prepositions or prep.lower_ in prepositions):
            for noun in prep.children:
                if noun.dep_ in ("pobj", "pcomp"):
                    found += conjuncts(noun)
            found += [
                n for inner in children(prep, "prep") if inner.lower_ in prepositions for p in children(inner, "pobj") for n in conjuncts(p)
            ]
    return found


def negated(token: Token) -> bool:
    """Whether a negation depends directly on the token ("not", "never", "no", "without")."""
    return any(child.dep_ == "neg" or (child.dep_ == "det" and child.lower_ in ("no", "neither")) for child in token.children)


def ancestors(token: Token) -> Iterator[Token]:
    """The tokens above, nearest first, up to the root of the sentence."""
    while token.head != token:
        token = token.head
        yield token


def phrase(head: Token) -> Span:
    """The noun phrase of a head: modifiers and "of"-phrases in, relative clauses, appositions and joined phrases out.

    Determiners stay; offsets are code points of the document.
    """
    left = head
    for child in head.lefts:
        if child.dep_ in NOT_IN_PHRASE:
            continue
        left = min(left, child.left_edge, key=lambda t: t.i)
        break
    right = head
    for child in head.rights:
        if child.dep_ in NOT_IN_PHRASE or (child.dep_ == "prep" and child.lower_ not in ("of",)):
            break
        if child.dep_ == "prep":
            objects = children(child, "pobj")
            if objects:
                right = head.doc[_token_end(phrase(objects[0]), head) - 1]
        elif child.dep_ != "case":
            right = child.right_edge
    return Span(left.idx, right.idx + len(right))


def _token_end(span: Span, anchor: Token) -> int:
    found = anchor.doc.char_span(span.start, span.end, alignment_mode="expand")
    return int(found.end) if found is not None else int(anchor.i) + 1


def _finite(verb: Token) -> bool:
    return verb.tag_ in ("VBD", "VBZ", "VBP", "MD") or any(c.tag_ in ("MD", "VBD", "VBZ", "VBP") for c in children(verb, "aux", "auxpass"))


def _agents(verb: Token) -> list[Token]:
    told = [by for first in children(verb, "agent") for by in (first, *(c for c in children(first, "conj") if c.lower_ == "by"))]
    return [n for by in told for p in children(by, "pobj") for n in conjuncts(p)]


def _shared_agents(verb: Token) -> list[Token]:
    """The agent behind the last of joined passives ("captured and killed by X")."""
    for joined in children(verb, "conj"):
        if joined.tag_ == "VBN" and not children(joined, *SUBJECTS, *PASSIVE_SUBJECTS):
            return _agents(joined) or _shared_agents(joined)
    return []


def _controller(verb: Token, governor: Token) -> list[Token]:
    """Who controls an infinitive or gerund: the object of the verb above ("asked X to send"), else its subject."""
    to_object = verb.dep_ in ("xcomp", "ccomp") or (verb.dep_ == "pcomp" and verb.head.lower_ in OBJECT_CONTROL)
    if to_object:
        objects = patients(governor)
        if objects:
            return objects
    return surface_subjects(governor)


def _antecedent(noun: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for; any other noun itself."""
    if noun.tag_ in ("WDT", "WP") or (noun.lower_ == "that" and noun.dep_ in SUBJECTS | PASSIVE_SUBJECTS | OBJECTS):
        clause: Token = verb
        while clause.dep_ == "conj":
            clause = clause.head
        if clause.dep_ == "relcl":
            return clause.head
    return noun
