"""Which events go into tables that can't say all that a report says, and why others do not.

Tables of the field (GDELT, ICEWS, Phoenix, POLECAT) have no column for factuality and voice: a reader takes every row for something
that happened. So what is told not to have happened is left out, always; with ``facts_only`` all that is not told as certain, and done
or going on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.model import Entity, Event, Report
from dragoman.ontology.crosswalk import cameo_code
from dragoman.resolve.days import days_of

HAPPENED = frozenset({"ongoing", "done", "stopped"})
QUADS = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}
PROVINCES = frozenset({"region", "division", "province", "state"})  # grains of places: a part of a country above its districts


@dataclass(frozen=True)
class Chosen:
    """One event and what every table needs of it; reason: why it is left out, None where it is not. day is ISO 8601."""

    event: Event
    day: str
    cameo: str
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    reason: str | None


def choose(report: Report, facts_only: bool, only_pairs: bool = False) -> Iterator[Chosen]:
    """The events of a report, in order, each with its reason if it is to be left out; only_pairs: for tables without one-sided events."""
    entities = {e.id: e for e in report.entities}
    for event in report.events:
        days = days_of(event.time.value if event.time else None) or days_of(report.document.published)
        code = event.cameo or cameo_code(event.type, event.modes, event.contexts)
        actors, recipients = (_single(ids, entities) for ids in (event.actors, event.recipients))
        reason = None
        if event.factuality.endswith("-"):
            reason = "told not to have happened"
        elif facts_only and not happened(event):
            reason = "not told as a fact"
        elif days is None:
            reason = "without date"
        elif not code:
            reason = "without CAMEO code"
        elif only_pairs and not (actors and recipients):
            reason = "without recipient" if actors else "without actor"
        yield Chosen(event, days[0] if days else "", code or "", actors, recipients, reason)


def happened(event: Event) -> bool:
    """Whether the plain event is told as certain, and as done or going on: neither planned, nor imagined, nor failed."""
    return event.factuality == "CT+" and not event.hypothetical and event.tense != "future" and event.aspect in HAPPENED


def _single(identifiers: tuple[str, ...], entities: dict[str, Entity]) -> tuple[Entity, ...]:
    """The parties, the members of a group in its place where they are known, each once."""
    found: dict[str, Entity] = {}
    for entity in (entities[i] for i in identifiers if i in entities):
        members = [entities[m] for m in entity.members if m in entities]
        found.update({e.id: e for e in members or [entity]})
    return tuple(found.values())
