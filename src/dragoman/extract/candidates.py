"""Pairs that no trigger joins: two parties, one of them political, that grammar links in one sentence, for the judge to decide on."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.extract.casting import AGENTIVE, political
from dragoman.extract.event_nouns import event_nouns
from dragoman.extract.pairing import FAR, NEAR, UNTYPED
from dragoman.extract.parties import CIRCUMSTANTIAL, agents, modifiers
from dragoman.language import Analysis, grammar
from dragoman.model import Entity, Event, Span

if TYPE_CHECKING:
    from dragoman.language import Token

MOST = 3  # pairs of a sentence
DEEPEST = 8  # steps from a party up to the verb
CLAUSES = 1  # of these steps from a clause to the verb that governs it
# The steps on which a party may belong to a verb as one to whom something is done.
STEPS = {"dobj", "obj", "dative", "pobj", "prep", "poss", "compound", "amod", "nmod", "conj", "nsubjpass", "appos", "attr", "oprd", "prt"}
SUBJECTS = {"nsubj", "csubj"}
COMPLEMENTS = {"xcomp", "ccomp", "pcomp"}  # the party may also stand in the clause that a verb governs ("asked that B stop")
DESCRIBING = {"poss", "compound", "amod", "nmod", "appos"}
ASIDE = CIRCUMSTANTIAL | {"according"}  # behind these nobody stands to whom something is done
SETTING = {"in"}  # nor behind these beside a verb; beside a noun they tell what it is about ("the mission in B")
CONDITIONS = {"until", "unless"}  # what one does depends on what the other does
VERBAL = {"VERB", "AUX"}


@dataclass(frozen=True)
class _Link:
    """Two parties and the word that links them; even: they stand on one level; far: one of them stands in a clause of its own."""

    actor: Entity
    recipient: Entity
    trigger: Token
    places: tuple[Token, Token]
    even: bool = False
    far: bool = False

    @property
    def politics(self) -> int:
        """How many of the two are political."""
        return political(self.actor) + political(self.recipient)


def propose_events(analysis: Analysis) -> tuple[Event, ...]:
    """Return the events, and where a judge is at hand also events without a type for it to decide on, in order of their triggers.

    Raises ``MissingFinding`` if events and entities were not found before.
    """
    if analysis.judge is None:
        return analysis.events
    proposed = [_event(analysis, link, number) for number, link in enumerate(_new(analysis), 1)]
    return tuple(sorted((*analysis.events, *proposed), key=lambda event: event.trigger_span)) if proposed else analysis.events


def _new(analysis: Analysis) -> Iterator[_Link]:
    """The links between parties that no event of the sentence joins, of each sentence first the political ones and the closest."""
    told: dict[int, list[set[str]]] = {}
    for event in analysis.events:
        token = analysis.head(event.trigger_span)
        if token is not None:
            told.setdefault(token.sent.start, []).append({*event.actors, *event.recipients})
    for start, parties in _parties(analysis).items():
        joined = told.get(start, [])
        seen: set[frozenset[str]] = set()
        links = [link for link in _links(parties) if link.politics]
        for link in sorted(links, key=lambda link: (-link.politics, abs(link.places[1].i - link.places[0].i))):
            pair = frozenset((link.actor.id, link.recipient.id))
            if len(seen) < MOST and pair not in seen and not any(pair <= parties for parties in joined) and not _own(analysis, link):
                seen.add(pair)
                yield link


def _own(analysis: Analysis, link: _Link) -> bool:
    """Whether one of the parties belongs to the other ("said his government would")."""
    if link.recipient.id == link.actor.affiliation or link.actor.id == link.recipient.affiliation:
        return True
    owners = [analysis.entity_of(child) for child in link.places[1].lefts if child.dep_ == "poss" and child.pos_ == "PRON"]
    return any(owner is None or owner.id in (link.actor.id, link.recipient.id) for owner in owners)


def _parties(analysis: Analysis) -> dict[int, list[tuple[Token, Entity]]]:
    """Start of a sentence → the places of its parties, where there are at least two of them."""
    found: dict[int, list[tuple[Token, Entity]]] = {}
    furniture = analysis.layout.furniture
    for entity in analysis.entities:
        if entity.kind in AGENTIVE:
            for mention in entity.mentions:
                head = analysis.head(mention.span)
                if (
                    head is not None
                    and not (head.pos_ == "PRON" and head.dep_ == "poss")
                    and not any(mention.span.overlaps(span) for span in furniture)
                ):
                    found.setdefault(head.sent.start, []).append((head, entity))
    return {start: places for start, places in found.items() if len({entity.id for _, entity in places}) > 1}


def _links(places: list[tuple[Token, Entity]]) -> Iterator[_Link]:
    """The pairs of parties that stand to one word as who does it and to whom."""
    owned = {head.i: entity for head, entity in places}
    for head, entity in places:
        for token, far in _above(head, owned):
            nouns = agents(token) if token.pos_ in VERBAL else [*grammar.children(token, "poss"), *modifiers(token)]
            yield from _between(nouns, token, (head, entity), owned, far=far)
    for head, entity in places:
        if head.dep_ in grammar.SUBJECTS and head.head.pos_ in VERBAL:
            for other in grammar.conjuncts(head)[1:]:
                second = owned.get(other.i)
                if second is not None and second.id != entity.id:
                    yield _Link(entity, second, head.head, (head, other), even=True)


def _above(head: Token, owned: Container[int]) -> Iterator[tuple[Token, bool]]:
    """The verbs and nouns that a party may be dealt with by, nearest first, and whether a clause lies between.

    None where the party only describes another one, or is the one who takes a stance that is told ("conveyed B's support").
    """
    token, clauses, subject = head, 0, False
    for _ in range(DEEPEST):
        dealt_with = subject and _infinitive(token)  # "asked B to stop": as good as an object
        subject = token.dep_ in SUBJECTS and _depends(token.head)
        clause = _depends(token) and clauses < CLAUSES
        if not (token.dep_ in STEPS or subject or clause) or (token.dep_ == "prep" and _aside(token)):
            return
        if token.dep_ in DESCRIBING and (token.head.i in owned or token.head.lemma_.lower() in event_nouns("stance")):
            return
        clauses += clause and not dealt_with
        if (token.head.pos_ in VERBAL and not subject) or (token.head.pos_ == "NOUN" and token.dep_ == "prep"):
            yield token.head, bool(clauses)
        token = token.head


def _infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and all(aux.tag_ == "TO" for aux in grammar.children(verb, "aux"))


def _depends(verb: Token) -> bool:
    """Whether a verb heads a clause that the verb above it is about."""
    return verb.dep_ in COMPLEMENTS or (verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in CONDITIONS for c in verb.children))


def _aside(preposition: Token) -> bool:
    return preposition.lower_ in ASIDE or (preposition.lower_ in SETTING and preposition.head.pos_ in VERBAL)


def _between(nouns: list[Token], verb: Token, place: tuple[Token, Entity], owned: Mapping[int, Entity], *, far: bool) -> Iterator[_Link]:
    head, entity = place
    for noun in nouns:
        for token in (noun, *grammar.children(noun, "poss"), *modifiers(noun)):
            actor = owned.get(token.i)
            if actor is not None:
                if actor.id != entity.id:
                    yield _Link(actor, entity, verb, (token, head), far=far)
                break


def _event(analysis: Analysis, link: _Link, number: int) -> Event:
    token = link.trigger
    span = Span(token.idx, token.idx + len(token))
    cue = next((s for s in analysis.statements if s.cue_span is not None and s.cue_span.overlaps(span)), None)
    performed = cue if cue is not None and cue.source == link.actor.id else None
    voice = analysis.statement_at(span)
    told_by = voice.id if voice else None
    inside = [t for t in (token, token.left_edge, token.right_edge, *link.places) if t.sent.start == token.sent.start]
    first, last = min(inside, key=lambda t: t.i), max(inside, key=lambda t: t.i)
    while last.i > token.i and (last.is_punct or last.is_space):
        last = last.nbor(-1)
    while first.i < token.i and first.is_space:
        first = first.nbor(1)
    return Event(
        id=f"p{number}",
        type=UNTYPED,
        plain_type=UNTYPED,
        actors=(link.actor.id, link.recipient.id) if link.even else (link.actor.id,),
        recipients=() if link.even else (link.recipient.id,),
        trigger_span=span,
        evidence_span=Span(first.idx, last.idx + len(last)),
        according_to=performed.within if performed else told_by,
        performed_by=performed.id if performed else None,
        confidence=NEAR if link.politics > 1 and not link.far else FAR,
    )
