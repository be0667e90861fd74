"""The words of an event that is already found: its trigger, and what stands in its evidence and above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.language import Analysis
from dragoman.model import Event

if TYPE_CHECKING:
    from dragoman.language import Token


def trigger_of(analysis: Analysis, event: Event) -> Token | None:
    """The syntactic head of the trigger."""
    return analysis.head(event.trigger_span)


def verb_of(analysis: Analysis, event: Event) -> str:
    """The trigger's lemma, with its particle ("burn_down")."""
    token = trigger_of(analysis, event)
    return "" if token is None else token.lemma_.lower() + next((f"_{c.lower_}" for c in token.children if c.dep_ == "prt"), "")


def words_of(analysis: Analysis, event: Event) -> set[str]:
    """The words of the evidence, lower case."""
    return {t.lower_ for t in analysis.tokens(event.evidence_span)}


def is_under(analysis: Analysis, event: Event, lemmas: set[str]) -> bool:
    """Whether the trigger, a noun, is object (or passive subject) of one of the verbs."""
    token = trigger_of(analysis, event)
    if token is None:
        return False
    while token.dep_ == "conj" and token.pos_ in ("NOUN", "PROPN"):
        token = token.head
    verb = token.head
    particle = next((f"_{child.lower_}" for child in verb.children if child.dep_ == "prt"), "")
    return verb.lemma_.lower() + particle in lemmas and token.dep_ in ("dobj", "nsubjpass")


def governs(analysis: Analysis, event: Event, lemmas: set[str]) -> bool:
    """Whether one of the lemmas depends on the trigger, at any depth."""
    token = trigger_of(analysis, event)
    return token is not None and any(t.lemma_.lower() in lemmas for t in token.subtree)


def is_below(analysis: Analysis, inner: Event, outer: Event) -> bool:
    """Whether one event's trigger is the head of the clause that the other one's governs ("ordered B to pay")."""
    token, above = trigger_of(analysis, inner), trigger_of(analysis, outer)
    if token is None or above is None or token.head != above:
        return False
    beside = any(c.dep_ == "mark" and c.lower_ != "that" for c in token.children)  # "pardoned B after B resigned"
    return token.dep_ in ("xcomp", "ccomp", "advcl") and not beside


def is_asked(analysis: Analysis, thing: Event, request: Event) -> bool:
    """Whether an act is named as the thing that a request asks for ("demanded the release of B", "called for the release")."""
    token, above = trigger_of(analysis, thing), trigger_of(analysis, request)
    if token is None or above is None or token.pos_ != "NOUN":
        return False
    while token != above and token.dep_ in ("dobj", "pobj", "prep", "conj") and token.head != token:
        if token.dep_ == "prep" and token.lower_ not in ("for", "on"):
            return False
        token = token.head
    return token == above
