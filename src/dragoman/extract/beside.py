"""What PLOVER does not code beside another event of the same sentence between the same parties."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.extract.wording import is_asked, is_below, trigger_of, verb_of
from dragoman.language import Analysis
from dragoman.model import Entity, Event
from dragoman.ontology.contexts import contexts_of

YIELDED = {"RETREAT", "CONCEDE", "AGREE"}  # what is asked for is the request's mode, and no act
REPRESSIVE = {"protest", "protester", "demonstration", "demonstrator", "unrest", "riot", "opposition", "dissent", "dissident"}
REPRESSIVE |= {"coup", "rebel", "strike", "rally", "militant", "insurgent", "attack", "violence", "clash", "election"}
CIVIL = {"CVL", "AGR", "LAB", "EDU", "MED", "BUS", "REL", "JRN", "SOC", "REF"}
DAMAGE = {"damage", "wreck", "shatter", "scorch"}
EARNEST = 1.2  # least absolute value of an act without an actor


def coded_beside(events: list[Event], analysis: Analysis) -> Iterable[Event]:
    """Leave out what PLOVER does not code beside another event of the same sentence between the same parties.

    Moves of troops that go with an attack, accusations proved by a conviction, the demands of a protest and what it is for, damage by
    the way, what a request names, payments that a court orders, emergencies of nature, what civilians move, announcements of what has
    been done already.
    """
    entities = {e.id: e for e in analysis.entities}
    for event in events:
        near = [e for e in events if e is not event and e.evidence_span.overlaps(event.evidence_span)]
        actors, recipients = set(event.actors), set(event.recipients)
        if event.type == "MOBILIZE" and event.actors and all(_civil(entities[a]) for a in event.actors):
            continue
        if event.type == "MOBILIZE" and any(e.type == "ASSAULT" and (actors or recipients) & set(e.actors) for e in near):
            continue
        if (
            event.type == "ACCUSE"
            and "allege" in event.modes
            and any("convict" in e.modes and recipients & set(e.recipients) for e in near)
        ):
            continue
        if event.type == "REQUEST" and any(e.type == "PROTEST" and actors & set(e.actors) for e in near):
            continue
        if event.type == "COERCE" and not event.actors and abs(event.value) < EARNEST:  # nobody has done it, and nobody says who would
            continue
        if event.type == "COERCE" and "martial-law" in event.modes and _natural(event, analysis):
            continue
        if event.type == "ASSAULT" and verb_of(analysis, event) in DAMAGE and any(e.type == "ASSAULT" for e in near):
            continue
        if event.type in YIELDED and any(e.type == "REQUEST" and is_asked(analysis, event, e) for e in near):
            continue
        if event.type == "AID" and any(e.type == "SANCTION" and is_below(analysis, event, e) for e in near):
            continue
        if event.type == event.plain_type == "CONCEDE" and any(e.type == "RETREAT" and is_below(analysis, e, event) for e in near):
            continue
        if event.plain_type == "CONSULT" and any(
            e.plain_type == "CONSULT" and e.trigger_span < event.trigger_span and _same(event, e) for e in near
        ):  # "met to discuss"
            continue
        if event.type == "PROTEST" and any(e.type == "PROTEST" and is_below(analysis, event, e) and _same(event, e) for e in near):
            continue  # "blocked the road to protest against the law"
        if event.type == event.plain_type == "AGREE" and any(e.type == "AGREE" != e.plain_type and _same(event, e) for e in near):
            continue
        yield event


def _civil(entity: Entity) -> bool:
    """Whether somebody is known to be a civilian: farmers, workers, students, a firm."""
    return bool(entity.sectors) and set(entity.sectors) <= CIVIL


def _natural(event: Event, analysis: Analysis) -> bool:
    """Whether the sentence of a state of emergency tells of a disaster, and of nothing that it could repress."""
    token = trigger_of(analysis, event)
    if token is None:
        return False
    lemmas = {t.lemma_.lower() for t in token.sent}
    return "disasters" in contexts_of(lemmas) and not lemmas & REPRESSIVE


def _same(general: Event, special: Event) -> bool:
    """Whether another event of the sentence says more of what is agreed ("prepared to meet", "offered to help")."""
    return set(general.actors) <= set(special.actors) and set(general.recipients) <= {*special.actors, *special.recipients}
