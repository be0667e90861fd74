"""The judge decides what kind of act an event is."""

from __future__ import annotations

from dragoman.language import Analysis
from dragoman.model import Event


def judge_events(analysis: Analysis) -> tuple[Event, ...]:
    """Return the events as the judge types them; unchanged where there is none."""
    return analysis.events
