"""Standing facts: who belongs to what, holds, claims or controls what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from dragoman.model.span import Span

RELATIONS = (
    "member_of",
    "has_office_in",
    "claims",
    "controls",
    "located_in",
    "part_of",
    "partner_of",
    "ally_of",
    "holds_office",
    "spokesperson_of",
    "supports",
    "opposes",
    "at_war_with",
    "party_to",
)


@dataclass(frozen=True)
class Tie:
    """A standing fact between two entities, as a voice tells it; never an event.

    relation is one of ``RELATIONS``; since and until are TIMEX3 values; according_to as in ``Event``.
    """

    id: str
    subject: str
    relation: str
    object: str
    evidence_span: Span
    polarity: Literal["+", "-"] = "+"
    according_to: str | None = None
    since: str | None = None
    until: str | None = None
    confidence: float = 0.5
    evidence: str = field(default="", compare=False, metadata={"derived": True})
