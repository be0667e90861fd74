"""Standing facts are no events: what a tie says is not told once more as an act."""

from __future__ import annotations

from dragoman.language import Analysis
from dragoman.model import Event, Tie


def leave_out_standing(analysis: Analysis) -> tuple[Event, ...]:
    """Return the events whose trigger does not only tell a standing fact between the same two ("Iran supports the rebels").

    Verbs tell ties in the simple present or as states that are over, never as acts, so that the tie is right where both were found.
    Raises ``MissingFinding`` if events and ties were not found before.
    """
    return tuple(event for event in analysis.events if not any(_is_same(event, tie) for tie in analysis.ties))


def _is_same(event: Event, tie: Tie) -> bool:
    parties = {*event.actors, *event.recipients}
    return tie.evidence_span.contains(event.trigger_span) and parties <= {tie.subject, tie.object} and tie.subject in parties
