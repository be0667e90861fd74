"""An ontology of events as frozen dataclasses: types, modes, triggers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from dragoman.ontology.head import Head

PartOfSpeech = Literal["verb", "noun", "adjective"]
RecipientRule = Literal["required", "optional"]

# Where a party of an event stands, seen from its trigger. A frame names them, first choice first. ``A.B`` is B seen from A: ``obj.with``
# depends on the trigger's object ("held talks with B"), ``comp.obj`` is the object of the clause below ("threatened to attack B").
FUNCTIONS = {
    "subj": "logical subject: also the agent of a passive, a controlled infinitive, a relative clause, a shared subject",
    "obj": "logical object: also the subject of a passive, the noun a participle describes, and what a fixed preposition governs",
    "iobj": "indirect object (sent B weapons)",
    "poss": "possessor (A's attack, its attack)",
    "amod": "adjective or noun in front that names an actor (Russian drills, a NATO exercise)",
    "comp": "subject of the clause that the trigger governs (urged that B stop; wants B to stop)",
}

# A function may also be one of these: the noun behind that preposition ("against", "between": all joined nouns).
_PREPOSITIONS = (
    "aboard about across after against along alongside among around as at before behind between beyond by for from in "
    "inside into near of off on onto out outside over past round through to toward towards under upon via with within without"
)
PREPOSITIONS = frozenset(_PREPOSITIONS.split())

ANY = "*"  # in ``object`` or ``clause``: whatever it is, but it must be there
FINITE = "that:*"  # in ``clause``: any that-clause, but no infinitive ("protested that B had left")
INFINITIVE = "to:*"  # in ``clause``: any infinitive, but no that-clause ("told B to leave")

# Who must act where a trigger says ``by``: sectors of one of the actors; "country" is a country itself.
DOERS = {
    "state": frozenset({"country", "GOV", "MIL", "COP", "JUD", "LEG", "SPY", "ELI"}),
    "police": frozenset({"COP"}),
    "court": frozenset({"JUD"}),
    "military": frozenset({"country", "MIL"}),
    "forces": frozenset({"MIL", "COP"}),
    "armed": frozenset({"MIL", "REB", "UAF", "PRM", "PAM", "INS", "CRM", "SEP"}),
    "outlaw": frozenset({"REB", "UAF", "PRM", "PAM", "INS", "CRM", "SEP"}),
    "civil": frozenset({"CVL", "LAB", "MED", "EDU", "AGR", "REL", "OPP", "REF", "SOC"}),
}


@dataclass(frozen=True)
class Trigger:
    """Words that tell of an event, and where its parties stand.

    words: lemmas, lower case; a particle or fixed preposition of a verb follows an underscore ("crack_down_on", "call_off"):
    ``obj`` is then what the last of them governs. Nouns with underscores are compounds whose head stands last ("hunger_strike").
    object: where not empty, the trigger counts only with one of these lemmas as head of its object ("hold" + "talk"), or behind
    a preposition of its own that is given before a colon ("into:custody"), or with any object (``*``). Word classes
    (``@weapons``) are already expanded by the loader. A noun trigger with an object is restricted by its prepositional nouns
    and by the noun in front of it ("nn:"): "nn:trade". unless: likewise, lemmas that forbid it ("meet" but not "deadline").
    clause: where not empty, the head lemma of the clause that the trigger governs must be one of these; ``*``: any such clause.
    actor, recipient: functions (see ``FUNCTIONS``), first choice first; empty where the frame has no such party.
    symmetric: the parties stand on one level (both are actors; a recipient found is an actor too).
    both: counts only where both sides are found, where the frame says, and the recipient is somebody or a place.
    by: counts only where one of the actors is such a one (a key of ``DOERS``).
    mode, context: what the words settle by themselves.
    weight: how sure the words are by themselves, 0 … 1 (the event's confidence before the judge). Below 0.5 the words tell of an
    event only where a party is a political actor: country, government, armed group or organization.
    """

    words: tuple[str, ...]
    pos: PartOfSpeech
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    object: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    clause: frozenset[str] = frozenset()
    symmetric: bool = False
    both: bool = False
    by: str | None = None
    mode: str | None = None
    context: str | None = None
    weight: float = 0.7


@dataclass(frozen=True)
class Mode:
    """A mode of a type; words are lemmas in the event's clause that speak for it. intensity: PLOVER's scale."""

    name: str
    definition: str
    intensity: float
    words: frozenset[str] = frozenset()


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

    def intensity_of(self, modes: tuple[str, ...]) -> float:
        """PLOVER's intensity of an event of this type with these modes: the strongest mode's, else the type's own."""
        found = [mode.intensity for mode in self.modes if mode.name in modes]
        return max(found, key=abs, default=self.intensity)


@dataclass(frozen=True, eq=False)
class Ontology:
    """All types of an ontology, by name, its version as reports state it ("PLOVER 0.8") and its word classes (without "@").

    own: names of the types that are not PLOVER's. head: what a judge has learned of these, None where words and grammar alone decide.
    """

    version: str
    types: dict[str, EventType]
    classes: dict[str, frozenset[str]] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    head: Head | None = None
