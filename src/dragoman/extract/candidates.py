"""Pairs that no trigger joins: two political parties that grammar links in one sentence, for the judge to decide on."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.extract.casting import AGENTIVE, political
from dragoman.extract.pairing import UNTYPED
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
ASIDE = CIRCUMSTANTIAL | {"according", "in"}  # behind these nobody stands to whom something is done
VERBAL = {"VERB", "AUX"}


@dataclass(frozen=True)
class _Link:
    """Two parties and the word that links them; even: they stand on one level."""

    actor: Entity
    recipient: Entity
    trigger: Token
    places: tuple[Token, Token]
    even: bool = False


def propose_events(analysis: Analysis) -> tuple[Event, ...]:
    """Return the events, and where a judge is at hand also events without a type for it to decide on, in order of their triggers.

    Raises ``MissingFinding`` if events and entities were not found before.
    """
    if analysis.judge is None:
        return analysis.events
    proposed = [_event(analysis, link, number) for number, link in enumerate(_new(analysis), 1)]
    return tuple(sorted((*analysis.events, *proposed), key=lambda event: event.trigger_span)) if proposed else analysis.events


def _new(analysis: Analysis) -> Iterator[_Link]:
    """The links between parties that no event of the sentence joins, the closest of each sentence."""
    told: dict[int, list[set[str]]] = {}
    for event in analysis.events:
        token = analysis.head(event.trigger_span)
        if token is not None:
            told.setdefault(token.sent.start, []).append({*event.actors, *event.recipients})
    for start, parties in _political(analysis).items():
        joined = told.get(start, [])
        seen: set[frozenset[str]] = set()
        links = sorted(_links(parties), key=lambda link: abs(link.places[1].i - link.places[0].i))
        for link in links:
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


def _political(analysis: Analysis) -> dict[int, list[tuple[Token, Entity]]]:
    """Start of a sentence → the places of its political parties, where there are at least two of them."""
    found: dict[int, list[tuple[Token, Entity]]] = {}
    furniture = analysis.layout.furniture
    for entity in analysis.entities:
        if entity.kind in AGENTIVE and political(entity):
            for mention in entity.mentions:
                head = analysis.head(mention.span)
                if head is not None and not any(mention.span.overlaps(span) for span in furniture):
                    found.setdefault(head.sent.start, []).append((head, entity))
    return {start: places for start, places in found.items() if len({entity.id for _, entity in places}) > 1}


def _links(places: list[tuple[Token, Entity]]) -> Iterator[_Link]:
    """The pairs of parties that stand to one word as who does it and to whom."""
    owned = {head.i: entity for head, entity in places}
    for head, entity in places:
        for token in _above(head, owned):
            if token.pos_ in VERBAL:
                yield from _between(agents(token), token, (head, entity), owned)
            else:
                yield from _between([*grammar.children(token, "poss"), *modifiers(token)], token, (head, entity), owned)
    for head, entity in places:
        if head.dep_ in grammar.SUBJECTS and head.head.pos_ in VERBAL:
            for other in grammar.conjuncts(head)[1:]:
                second = owned.get(other.i)
                if second is not None and second.id != entity.id:
                    yield _Link(entity, second, head.head, (head, other), even=True)


def _above(head: Token, owned: Container[int]) -> Iterator[Token]:
    """The verbs and nouns that a party may be dealt with by, nearest first; none where it only describes another party."""
    token, clauses = head, 0
    for _ in range(DEEPEST):
        subject = token.dep_ in SUBJECTS and token.head.dep_ in COMPLEMENTS
        clause = token.dep_ in COMPLEMENTS and clauses < CLAUSES
        if not (token.dep_ in STEPS or subject or clause) or (token.dep_ == "prep" and token.lower_ in ASIDE):
            return
        if token.dep_ in DESCRIBING and token.head.i in owned:
            return
        clauses += clause
        if (token.head.pos_ in VERBAL and not subject) or (token.head.pos_ == "NOUN" and token.dep_ == "prep"):
            yield token.head
        token = token.head


def _between(nouns: list[Token], verb: Token, place: tuple[Token, Entity], owned: dict[int, Entity]) -> Iterator[_Link]:
    head, entity = place
    for noun in nouns:
        for token in (noun, *grammar.children(noun, "poss"), *modifiers(noun)):
            actor = owned.get(token.i)
            if actor is not None:
                if actor.id != entity.id:
                    yield _Link(actor, entity, verb, (token, head))
                break


def _event(analysis: Analysis, link: _Link, number: int) -> Event:
    token = link.trigger
    span = Span(token.idx, token.idx + len(token))
    cue = next((s for s in analysis.statements if s.cue_span is not None and s.cue_span.overlaps(span)), None)
    performed = cue if cue is not None and cue.source == link.actor.id else None
    voice = analysis.statement_at(span)
    told_by = voice.id if voice else None
    inside = [t for t in (token, token.left_edge, token.right_edge, *link.places) if t.sent.start == token.sent.start]
    ends = sorted(inside, key=lambda t: t.i)
    last = ends[-1].nbor(-1) if ends[-1].is_punct and ends[-1].i > token.i else ends[-1]
    return Event(
        id=f"p{number}",
        type=UNTYPED,
        plain_type=UNTYPED,
        actors=(link.actor.id, link.recipient.id) if link.even else (link.actor.id,),
        recipients=() if link.even else (link.recipient.id,),
        trigger_span=span,
        evidence_span=Span(ends[0].idx, last.idx + len(last)),
        according_to=performed.within if performed else told_by,
        performed_by=performed.id if performed else None,
        confidence=0.0,
    )
