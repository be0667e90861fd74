"""Attributed speech, writing and stance: source, cue and content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.model.place import EventPlace
from dragoman.model.span import Span
from dragoman.model.time import EventTime

Quotation = Literal["direct", "indirect", "mixed"]
CueClass = Literal["speech", "writing", "stance", "intention", "perception"]
Stance = Literal["asserts", "denies", "questions", "declines"]


@dataclass(frozen=True)
class Statement:
    """Somebody says, writes, thinks, intends or sees something.

    source: id of the entity that says it; audience: id of the one who is told.
    within: id of the statement in whose content this one stands.
    Source: PolNeAR annotation guidelines (source, cue, content).
    """

    id: str
    source: str | None
    source_span: Span | None
    cue_span: Span | None
    content_spans: tuple[Span, ...]
    quotation: Quotation = "indirect"
    cue_class: CueClass = "speech"
    audience: str | None = None
    stance: Stance = "asserts"
    time: EventTime | None = None
    place: EventPlace | None = None
    within: str | None = None
    confidence: float = 0.5
