"""An ontology of events as frozen dataclasses: types, modes, triggers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PartOfSpeech = Literal["verb", "noun", "adjective"]
RecipientRule = Literal["required", "optional"]

# Where a party of an event stands, seen from its trigger. A frame names them, first choice first; any other lower-case word
# is a preposition that depends on the trigger ("against", "with", "between": all joined nouns), and ``obj.with`` is one that
# depends on the trigger's object ("held talks with B").
FUNCTIONS = {
    "subj": "logical subject: also the agent of a passive, a controlled infinitive, a relative clause, a shared subject",
    "obj": "logical object: also the subject of a passive and the noun a participle describes",
    "iobj": "indirect object (sent B weapons)",
    "poss": "possessor (A's attack, its attack)",
    "amod": "adjective or noun in front that names an actor (Russian drills, a NATO exercise)",
    "comp": "subject of the clause that the trigger governs (urged that B stop; wants B to stop)",
    "obj.poss": "possessor of the object (freed A's assets), and obj.amod, obj.of likewise",
}


@dataclass(frozen=True)
class Trigger:
    """Words that tell of an event, and where its parties stand.

    words: lemmas, lower case; a particle or fixed preposition follows an underscore ("crack_down_on", "call_off").
    object: where not empty, the trigger counts only with one of these lemmas (or word classes, ``@weapons``) as head of its
    object ("hold" + "talks"), or, for a preposition given before a colon, behind it ("into:custody").
    actor, recipient: functions (see ``FUNCTIONS``), first choice first; empty where the frame has no such party.
    symmetric: the parties stand on one level (both are actors; a recipient found is an actor too).
    mode, context: what the words settle by themselves.
    weight: how sure the words are by themselves, 0 … 1 (the event's confidence before the judge).
    """

    words: tuple[str, ...]
    pos: PartOfSpeech
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    symmetric: bool = False
    mode: str | None = None
    context: str | None = None
    weight: float = 0.7


@dataclass(frozen=True)
class Mode:
    """A mode of a type; words are lemmas in the event's clause that speak for it. intensity: PLOVER's scale."""

    name: str
    definition: str
    intensity: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Example:
    """A sentence written by us and what must (or must not) be found in it."""

    text: str
    actor: str | None = None
    recipient: str | None = None
    mode: str | None = None


@dataclass(frozen=True)
class EventType:
    """A type of event with all that is needed to find it."""

    name: str
    definition: str
    quad: str
    recipient: RecipientRule
    intensity: float
    modes: tuple[Mode, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    positive: tuple[Example, ...] = ()
    negative: tuple[Example, ...] = ()


@dataclass(frozen=True)
class Ontology:
    """All types of an ontology, by name, and its version as reports state it ("PLOVER 0.8")."""

    version: str
    types: dict[str, EventType]
