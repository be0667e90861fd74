"""Events: who did what to whom, according to whom, and how certain."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from dragoman.model.place import EventPlace
from dragoman.model.span import Span
from dragoman.model.time import EventTime

Factuality = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu"]
Tense = Literal["past", "present", "future"]
Aspect = Literal["planned", "ongoing", "done", "stopped", "failed"]
CERTAIN, PROBABLE, POSSIBLE = 2.2, 1.2, 0.5  # least absolute value of a label
Bound = Literal["exact", "about", "at least", "at most"]


@dataclass(frozen=True)
class Reading:
    """How another voice presents the event; voice is a statement's id, null the publisher's own."""

    voice: str | None
    factuality: Factuality
    value: float


@dataclass(frozen=True)
class Quantity:
    """A number that belongs to an event: so many killed, arrested, troops, dollars.

    value is in units of what is counted; null where the words give no number.
    """

    span: Span
    what: str
    value: float | None
    bound: Bound = "exact"


@dataclass(frozen=True)
class Event:
    """One act, as PLOVER codes it (type) and as it plainly is (plain_type), with the words that say so.

    actors, recipients: ids of entities. according_to: id of the innermost statement that tells it, null for the publisher.
    factuality and value (-3 … 3) judge plain_type as that voice presents it. intensity is PLOVER's scale, -10 … 10.
    trigger and evidence are the words of the two spans; they are not part of the JSON.
    """

    id: str
    type: str
    plain_type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    trigger_span: Span
    evidence_span: Span
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    according_to: str | None = None
    factuality: Factuality = "CT+"
    value: float = 3.0
    readings: tuple[Reading, ...] = ()
    tense: Tense = "past"
    aspect: Aspect = "done"
    historical: bool = False
    hypothetical: bool = False
    performed_by: str | None = None
    quantities: tuple[Quantity, ...] = ()
    time: EventTime | None = None
    place: EventPlace | None = None
    quad: str = ""
    intensity: float | None = None
    cameo: str | None = None
    confidence: float = 0.5
    trigger: str = field(default="", compare=False, metadata={"derived": True})
    evidence: str = field(default="", compare=False, metadata={"derived": True})


def label_of(value: float) -> Factuality:
    """The label of a value on the scale, symmetrical about 0."""
    size = abs(value)
    if size < POSSIBLE:
        return "Uu"
    if value > 0:
        return "CT+" if size >= CERTAIN else "PR+" if size >= PROBABLE else "PS+"
    return "CT-" if size >= CERTAIN else "PR-" if size >= PROBABLE else "PS-"
