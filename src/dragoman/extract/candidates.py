"""Pairs that no trigger joins: two political parties that grammar links in one sentence, for the judge to decide on."""

from __future__ import annotations

from dragoman.language import Analysis
from dragoman.model import Event


def propose_events(analysis: Analysis) -> tuple[Event, ...]:
    """Return the events, and where a judge is at hand untyped ones (``UNTYPED``) for it to decide on."""
    return analysis.events
