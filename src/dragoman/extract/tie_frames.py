"""Where the two parties of a standing fact stand, seen from the word that tells it: one function a frame of ``lexicon/en/ties.tsv``.

Acts are no ties: a verb counts in the simple present or the passive of state, or in the past where it is told to be over ("until 1945",
"once belonged"), and an office that is being opened is an event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dragoman.extract.tie_table import Pattern, words
from dragoman.language import Analysis
from dragoman.language.grammar import is_passive, negated, patients, subjects
from dragoman.language.states import behind, is_denied, is_ended, is_over, is_past_copula, is_standing, is_unreal, joined
from dragoman.model import Entity

if TYPE_CHECKING:
    from dragoman.language import Token

PAST = "PAST_REF"  # TIMEX3's value for a time that is over and not said more exactly
GOING_ON = ("continue", "go", "return", "begin", "start", "resign", "step", "stand")
MISREAD = {("nsubj", "nsubj"), ("conj", "appos")}  # "B's ally C objected", read as two subjects; "B and its ally C"
AGENTIVE = ("country", "organization", "person", "group")
LISTING = ("including", "like", "as")  # "members such as A, B and C"
OWNERS = ("poss", "compound", "nmod", "amod")


@dataclass(frozen=True)
class Found:
    """A tie before it is numbered: the two tokens that name its parties and the word that tells it."""

    relation: str
    subject: Token
    object: Token
    word: Token
    polarity: Literal["+", "-"] = "+"
    until: str | None = None
    confidence: float = 0.7


class Parties:
    """The entities of one document, as the frames ask for them."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.names = {e.name.lower(): e for e in analysis.entities if e.kind in ("country", "organization")}

    def entity(self, token: Token) -> Entity | None:
        """The entity of a token; of the first word of a name that stands before another ("NATO member Turkey") its own."""
        found = self.analysis.entity_of(token)
        if token.dep_ not in ("compound", "nmod", "npadvmod") or found is not self.analysis.entity_of(token.head):
            return found
        name = " ".join(t.lower_ for t in token.subtree if t.dep_ != "det")
        return self.names.get(name, found)

    def is_party(self, token: Token) -> bool:
        """Whether a token names somebody who can stand in a tie."""
        entity = self.entity(token)
        return entity is not None and entity.kind in AGENTIVE and token.pos_ in ("PROPN", "NOUN", "ADJ", "PRON")


def _verb(_: Parties, verb: Token, row: Pattern) -> Iterator[Found]:
    if verb.pos_ != "VERB" or verb.dep_ == "amod" or any(c.dep_ == "ccomp" for c in verb.children):
        return
    over = is_over(verb)
    if not is_standing(verb) and not over:
        return
    ended = over or is_ended(verb)
    polarity: Literal["+", "-"] = "-" if negated(verb) and not ended else "+"
    if row.prepositions and (targets := behind(verb, row.prepositions)) and row.relation != "claims":
        holders = patients(verb) if is_passive(verb) else subjects(verb)
    else:
        if row.relation in ("located_in", "part_of", "member_of", "ally_of"):
            return
        holders = subjects(verb)
        targets = [t for p in patients(verb) for t in _territories(p)]
        if row.relation == "claims":  # "claimed more territory" is an act
            targets = [t for t in targets if not any(c.lower_ in ("more", "new", "additional") for c in t.children)]
    if any(c.lower_ in ("percent", "%") for h in holders for c in (h, *h.children)):
        return  # "40 percent support": of those asked
    for holder in holders:
        for target in targets:
            yield Found(row.relation, holder, target, verb, polarity, PAST if ended else None)


def _noun(parties: Parties, noun: Token, row: Pattern) -> Iterator[Found]:
    if noun.pos_ not in ("NOUN", "PROPN"):
        return
    modifiers = {c.lower_ for c in noun.children if c.dep_ in ("amod", "compound", "nmod", "advmod")}
    if modifiers & words("not_yet") or (row.relation == "part_of" and noun.dep_ == "pobj"):  # "called them as part of a campaign" is an act
        return
    first = noun
    while first.dep_ == "conj" and first.head.pos_ in ("NOUN", "PROPN"):
        first = first.head
    targets = _targets(parties, noun, row) or ([] if first == noun else _targets(parties, first, row))
    holders = _described(parties, noun, first)
    if row.relation == "holds_office":
        holders = [h for h in holders if h != noun]  # of whom a text last named "the president of B" is a guess
    ended = first.dep_ == "attr" and is_ended(first.head)
    past = modifiers & words("former") or "once" in modifiers or is_past_copula(first) or _served(first)
    until = PAST if past or ended else None
    polarity: Literal["+", "-"] = "-" if is_denied(noun, first) and not ended else "+"
    for holder in holders:
        for target in targets:
            if target != holder:
                yield Found(row.relation, holder, target, noun, polarity, until)


def _served(noun: Token) -> bool:
    """Whether somebody "served as" it, which in the past tense is over, or "resigned as" it."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "as":
        return False
    verb = noun.head.head
    leaving = verb.lemma_ in ("resign", "retire", "step", "stand")
    if verb.lemma_ not in ("serve", "act", "work") and not leaving:
        return False
    finite = verb.head if leaving and verb.dep_ == "xcomp" else verb
    perfect = any(c.dep_ == "aux" and c.lemma_ == "have" and (leaving or c.tag_ == "VBD") for c in finite.children)
    return perfect or finite.tag_ == "VBD" or any(c.dep_ == "auxpass" and c.tag_ == "VBD" for c in finite.children)


def _is_cut_off(noun: Token) -> bool:
    """Whether a possessor was torn from what he owns ("leader of Peru's far-right party", read as the leader of Peru)."""
    return noun.i + 1 < len(noun.doc) and noun.nbor(1).lower_ in ("'s", "’s") and noun.nbor(1).head != noun


def _targets(parties: Parties, noun: Token, row: Pattern) -> list[Token]:
    found = [t for t in behind(noun, row.prepositions) if not _is_cut_off(t)]
    if noun.lower_ == "chief" and any(t.lower_ == "staff" for t in found):  # a "chief of staff to B" leads B's staff, not the staff B
        found = [t for t in found if t.lower_ != "staff"]
    if not found and row.relation == "member_of" and noun.dep_ == "dobj" and noun.head.lemma_ in words("keeping") | {"have"}:
        return [] if is_unreal(noun.head) else subjects(noun.head)
    if found or row.relation in ("located_in", "part_of", "party_to"):
        return found
    return [
        c
        for c in noun.children
        if (c.dep_ in ("poss", "compound", "nmod", "amod") or any(g.dep_ == "case" for g in c.children))
        and c.i < noun.i
        and parties.is_party(c)
        and parties.entity(c) is not parties.entity(noun)
    ]


def _described(parties: Parties, noun: Token, first: Token) -> list[Token]:
    """Whom a noun describes: by apposition, copula, list ("members including X and Y") or the name that it stands before."""
    named = [c for c in noun.children if c.dep_ == "appos" and c.pos_ == "PROPN"]
    listed = [
        n
        for p in (*noun.children, *(p for o in (behind(noun, frozenset({"of"})) if noun.tag_ == "NNS" else []) for p in o.children))
        if p.dep_ == "prep" and p.lower_ in LISTING and (p.lower_ != "as" or any(c.lower_ == "such" for c in p.children))
        for c in p.children
        if c.dep_ == "pobj"
        for n in joined(c)
    ]
    if listed:
        return listed
    beside = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    if (noun.dep_, beside.dep_) in MISREAD and beside.pos_ == "PROPN" and beside.head == noun.head:
        return [beside]
    if first.dep_ == "appos":
        # The parser hangs an apposition on the first of joined names: the one before the comma is meant.
        start = first.left_edge.i
        if noun.tag_ == "NNS" and first.head.tag_ == "NNP" and not any(c.dep_ == "conj" for c in first.head.children):
            return []  # "besides A, two members of B": others than A
        before = first.doc[start - 2] if start >= 2 and first.doc[start - 1].text in (",", "(", "-", "–", "—") else first.head
        return [before if parties.entity(before) is not None else first.head]
    if first.dep_ in ("attr", "oprd") and first.head.lemma_ in ("be", "remain", "become"):
        return [] if is_unreal(first.head) else subjects(first.head)
    one = first.head.head if first.dep_ == "pobj" and first.head.lower_ in ("of", "among") else first
    if noun.tag_ == "NNS" and one.lower_ in ("one", "among") and one.dep_ == "attr" and one.head.lemma_ in ("be", "remain"):
        return [] if is_unreal(one.head) else subjects(one.head)  # "is one of the members of B"
    if first.dep_ == "pobj" and first.head.lower_ == "as" and first.head.head.pos_ == "VERB":
        verb = first.head.head
        wished = any(c.tag_ == "TO" for c in verb.children) and verb.head.lemma_ not in GOING_ON  # "is fit to serve as"
        return [] if wished else subjects(verb)
    if noun.dep_ in ("compound", "nmod") and noun.head.pos_ == "PROPN":
        return joined(noun.head)
    if named:
        holders = [n for c in named for n in joined(c)]
        return holders if noun.tag_ != "NNS" or len(holders) > 1 else []  # "supporters of her rival, A"
    entity = parties.entity(noun)
    chained = entity is not None and entity.kind in ("country", "person", "organization") and any(m.form == "name" for m in entity.mentions)
    return [noun] if chained else []


def _adjective(_: Parties, word: Token, row: Pattern) -> Iterator[Found]:
    if word.pos_ not in ("ADJ", "VERB") or (word.pos_ == "VERB" and word.tag_ != "VBN"):
        return
    targets = behind(word, row.prepositions)
    if not targets:
        return
    if word.dep_ in ("acomp", "oprd") and word.head.tag_ != "VBG" and not is_unreal(word.head):
        holders, denied = subjects(word.head), negated(word.head)
    elif word.dep_ in ("amod", "acl", "appos", "relcl", "advcl"):
        holders, denied = (subjects(word.head) if word.head.pos_ in ("VERB", "AUX") else [word.head]), negated(word)
    elif word.dep_ == "ROOT" and is_passive(word) and not is_unreal(word):
        holders, denied = patients(word), negated(word)
    else:
        return
    for holder in holders:
        for target in targets:
            yield Found(row.relation, holder, target, word, "-" if denied else "+")


def _linked(parties: Parties, word: Token, row: Pattern) -> Iterator[Found]:
    """ "Norwegian-controlled islets": the word before the hyphen and the noun described."""
    if word.i < 2 or word.nbor(-1).text not in ("-", "–") or word.dep_ not in ("amod", "compound", "acl", "nmod", "ROOT", "appos"):
        return
    holder, described = word.nbor(-2), word.head
    if row.relation == "supports" and not parties.is_party(described):
        return  # "government-funded roads"
    if parties.entity(holder) is not None and described != word and described.i > word.i:
        yield Found(row.relation, *((holder, described) if row.flip else (described, holder)), word)


def _mutual(_: Parties, noun: Token, row: Pattern) -> Iterator[Found]:
    if noun.tag_ != "NNS" or noun.dep_ != "attr" or behind(noun, frozenset({"of", "to"})) or is_unreal(noun.head):
        return
    sides = subjects(noun.head)
    for n, one in enumerate(sides):
        for other in sides[n + 1 :]:
            yield Found(row.relation, one, other, noun, "-" if is_denied(noun, noun) else "+", PAST if is_past_copula(noun) else None)


def _phrase(_: Parties, noun: Token, row: Pattern) -> Iterator[Found]:
    """ "At war with Y", said of a subject or behind its noun."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "at":
        return
    base = noun.head.head
    targets = behind(noun, row.prepositions) or behind(base, row.prepositions)
    holders = subjects(base) if base.pos_ in ("VERB", "AUX") else [base]
    if not targets and len(holders) == 2 and not is_unreal(base):
        holders, targets = holders[:1], holders[1:]
    for holder in holders:
        for target in targets:
            if not is_unreal(base):
                yield Found(row.relation, holder, target, noun, "-" if negated(base) else "+", PAST if base.tag_ == "VBD" else None)


def _office(parties: Parties, noun: Token, row: Pattern) -> Iterator[Found]:
    places = behind(noun, row.prepositions)
    verb = noun.head if noun.dep_ in ("dobj", "attr") else None
    owners = [c for c in noun.children if c.dep_ in ("poss", "compound", "amod", "nmod") and c.i < noun.i and parties.is_party(c)] + behind(
        noun, frozenset({"of"})
    )
    if verb is not None and verb.lemma_ in words("opening"):
        return
    polarity: Literal["+", "-"] = "-" if any(c.lower_ == "no" for c in noun.children) else "+"
    if not owners and verb is not None and verb.lemma_ in words("keeping") and not is_unreal(verb):
        owners = subjects(verb)
        places = places or behind(verb, row.prepositions)
        polarity = "-" if negated(verb) else polarity
    for owner in owners:
        holder = parties.entity(owner)
        part = owner.pos_ == "NOUN" or (holder is not None and owner.text not in holder.name)
        part = part or owner.pos_ == "PRON"
        if holder is None or owner.lower_ == "state" or (part and holder is parties.entity(noun)):
            continue
        if holder.kind == "group" and holder is parties.entity(noun):
            continue  # "our voter base"
        for place in places or behind(owner, row.prepositions):
            yield Found(row.relation, owner, place, noun, polarity)


def _owned(parties: Parties, noun: Token, row: Pattern) -> Iterator[Found]:
    """ "A's claim to B", "Iranian support for B", "control of B by A": the owner is the subject."""
    misread = noun.tag_ == "VBZ" and any(c.dep_ == "amod" and c.i == noun.i - 1 for c in noun.children)  # "Kenyan claims to …"
    if noun.pos_ != "NOUN" and not misread:
        return
    verb = noun.head if noun.dep_ in ("dobj", "attr") else None
    kept = noun.head.lemma_ in words("giving_up") and negated(noun.head)  # "has never dropped its claim"
    told = behind(noun, row.prepositions)
    if not told and verb is not None and (kept or verb.lemma_ in words("keeping")) and row.relation == "claims":
        told = behind(verb, row.prepositions)
    targets = [t for n in told for t in _territories(n)]
    owners = [c for c in noun.children if c.dep_ in OWNERS and c.i < noun.i and parties.is_party(c) and _apart(parties, c, noun)]
    owners += behind(noun, frozenset({"by"}))
    keeping = verb is not None and verb.lemma_ in words("keeping") and is_standing(verb)
    givers = [t for t in targets if t.head.lower_ == "of" or t.dep_ == "conj"] if row.relation in ("supports", "opposes") else []
    if givers and not owners and keeping and verb is not None:  # "A has the backing of B"
        polarity: Literal["+", "-"] = "-" if negated(verb) else "+"
        yield from (Found(row.relation, giver, taker, noun, polarity, None, 0.6) for giver in givers for taker in subjects(verb))
        return
    if not owners and keeping and verb is not None:
        owners = subjects(verb)
    if not kept and (is_unreal(noun.head) or noun.head.lemma_ in words("opening")):
        return
    modifiers = {c.lower_ for c in noun.children}
    until = PAST if modifiers & words("former") else None
    denied = "no" in modifiers or (verb is not None and bool(owners) and verb.lemma_ in words("keeping") and negated(verb))
    for owner in owners:
        for target in targets:
            if modifiers & words("not_yet"):
                continue
            yield Found(row.relation, owner, target, noun, "-" if denied else "+", until, 0.6)


def _apart(parties: Parties, owner: Token, noun: Token) -> bool:
    """Whether an owner is somebody else than what he owns ("its opposition", taken for one body, is not)."""
    entity = parties.entity(owner)
    return owner.pos_ != "PRON" or entity is not parties.entity(noun)


def _under(parties: Parties, noun: Token, row: Pattern) -> Iterator[Found]:
    """ "B is under Japanese control", "the village, under the control of A"; the other way round "A is in control of B"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("under", "in"):
        return
    base = noun.head.head
    holders = behind(noun, frozenset({"of", "by"})) or [c for c in noun.children if c.dep_ in OWNERS and parties.is_party(c)]
    held = subjects(base) if base.lemma_ in ("be", "remain", "stay", "lie") else [base] if base.pos_ in ("NOUN", "PROPN") else []
    if noun.head.lower_ == "in":
        holders, held = (held, behind(noun, frozenset({"of"}))) if noun.lower_ == "control" else ([], [])
    if base.pos_ in ("VERB", "AUX") and is_unreal(base):
        return
    for holder in holders:
        for target in held:
            denied = negated(base) or (noun.head.i > 0 and noun.head.nbor(-1).lower_ == "not")
            yield Found(row.relation, holder, target, noun, "-" if denied else "+", PAST if base.tag_ == "VBD" else None)


FrameReader = Callable[[Parties, "Token", Pattern], Iterator[Found]]
FRAME_READERS: dict[str, FrameReader] = {
    "verb": _verb,
    "noun": _noun,
    "adjective": _adjective,
    "linked": _linked,
    "mutual": _mutual,
    "office": _office,
    "phrase": _phrase,
    "owned": _owned,
    "under": _under,
}


def is_allowed(target: Entity, token: Token, kinds: Iterable[str]) -> bool:
    """Whether an entity may be the other party of a pattern; ``territory``: a place, or a stretch of land or water."""
    kinds = set(kinds)
    if "*" in kinds or target.kind in kinds:
        return True
    return "territory" in kinds and (
        target.kind == "place" or token.lemma_.lower() in words("territory") or (target.kind == "country" and token.pos_ == "PROPN")
    )


def _territories(noun: Token) -> list[Token]:
    """What is claimed: of "sovereignty over the islets" the islets, of "a group of islets" both stand for one."""
    if noun.lemma_.lower() in words("sovereignty"):
        return behind(noun, frozenset({"over", "to"}))
    if noun.lemma_.lower() in ("group", "chain", "number", "string", "most", "some", "all"):
        return [noun, *behind(noun, frozenset({"of"}))][-1:]
    return [noun]
