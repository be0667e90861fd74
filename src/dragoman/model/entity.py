"""Who and what a report speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.model.span import Span

Form = Literal["name", "nominal", "pronoun"]
Kind = Literal["person", "organization", "country", "group", "place", "event", "other"]


@dataclass(frozen=True)
class Mention:
    """One place where an entity is spoken of; the span is the noun phrase without relative clause and apposition."""

    span: Span
    form: Form


@dataclass(frozen=True)
class Entity:
    """A person, body, country, group, place or thing, with all its mentions in text order.

    country: ISO 3166-1 alpha-3 (Kosovo XKX), or PLOVER's IGO UNO EUR NGO ISM IMG MNC.
    sectors: PLOVER sector codes, primary first.
    affiliation: id of the entity that it speaks for; members: ids of those that a group is made of.
    """

    id: str
    name: str
    kind: Kind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    title: str | None = None
    affiliation: str | None = None
    members: tuple[str, ...] = ()
    wikidata: str | None = None
    cameo: str | None = None
    mentions: tuple[Mention, ...] = ()
