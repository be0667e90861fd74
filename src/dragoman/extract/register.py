"""Offices from a frozen register, for persons of whom a document tells a full name and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.resolve.cameo import cameo_code

if TYPE_CHECKING:
    from dragoman.language import Analysis
    from dragoman.model import Entity
    from dragoman.model.register import Office


STAGE = "offices"
SHOWN = 5  # documents that are named as evidence


def take_offices(analysis: Analysis) -> tuple[Entity, ...]:
    """Return the entities, those persons with title, country and sectors of whom only the register tells them.

    Without a register nothing changes. What the document itself tells of somebody is never replaced or added to.
    """
    used = {entity.id: office for entity, office in uses(analysis)}
    for identifier, office in used.items():
        analysis.note(identifier, STAGE, _told(office))
    return tuple(_with(entity, used[entity.id]) if entity.id in used else entity for entity in analysis.entities)


def uses(analysis: Analysis) -> tuple[tuple[Entity, Office], ...]:
    """Which persons of a document the register tells the office of, each with that office and its evidence."""
    register, published = analysis.register, analysis.document.published
    if register is None or not published:
        return ()
    bare = [e for e in analysis.entities if e.kind == "person" and " " in e.name and not (e.title or e.country or e.sectors)]
    found = ((entity, register.office_of(entity.name, published)) for entity in bare)
    return tuple((entity, office) for entity, office in found if office is not None)


def _told(office: Office) -> str:
    """The office and its evidence in words, the latest of it where there is much."""
    shown = office.evidence[-SHOWN:]
    more = f", and {len(office.evidence) - len(shown)} times before" if len(office.evidence) > len(shown) else ""
    told = ", ".join(f"{date} ({document})" for date, document in shown)
    return f"{office.name} is {office.title} ({office.country}) by the register, as told on {told}{more}"


def _with(entity: Entity, office: Office) -> Entity:
    cameo = cameo_code(office.country, office.sectors)
    return replace(entity, title=office.title, country=office.country, sectors=office.sectors, cameo=cameo)
