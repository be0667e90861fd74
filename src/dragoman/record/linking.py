"""Identity over documents: which entities of different reports are one and the same person, organization or country.

A second pass over the record, made anew as a whole, so the order of adding never shows. Entities that agree in kind, name, country,
Wikidata id and title are one *profile*; profiles that share a name, an acronym, a surname or a Wikidata id are compared. What speaks
for and against is a sum of named weights (``WEIGHTS``); from ``ENOUGH`` on two profiles are one, the surest first, unless Wikidata ids
keep their clusters apart. Each link keeps the features that made it. Corrections of identity change the rows that are compared (a name,
a country, a Wikidata id), so links follow them when they are made the next time.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from dragoman.model.safe import encodable

KINDS = ("person", "organization", "country")
ENOUGH = 2.5
WEIGHTS = {
    "same Wikidata id": 5.0,
    "same name": 2.0,
    "same surname": 0.8,  # one of them is told by the surname only
    "acronym": 1.6,
    "one word only": -1.0,  # a person told by one word both times
    "same country": 1.0,
    "other country": -2.0,
    "same office at the time": 1.7,
}
OFFICE_YEARS = 5  # the same office, held by the same name and told within so many years, is one office
_WORD = re.compile(r"[^\W_]+")
_PARTICLES = frozenset({"the", "of", "for", "and", "in", "on", "de", "la", "du", "des", "et", "to"})
_LARGEST = 400  # profiles of one block that are compared with each other; of larger ones only those of the same country

Key = tuple[str, str, str, str, str]


@dataclass(frozen=True)
class Known:
    """An entity as linking sees it. ``place`` is its report and id; ``order`` tells which of a cluster names it: the earliest."""

    place: tuple[int, str]
    document: str
    kind: str
    name: str
    country: str | None
    wikidata: str | None
    title: str | None
    day: str | None
    order: tuple[str, str, int]


@dataclass(frozen=True)
class Profile:
    """Entities that agree in all that is compared, told within a few years of each other."""

    kind: str
    name: str
    words: tuple[str, ...]
    country: str | None
    wikidata: str | None
    title: str | None
    first: date | None
    last: date | None
    members: tuple[Known, ...]


@dataclass(frozen=True)
class Link:
    """An entity in its cluster, with the features that put it there and their sum."""

    place: tuple[int, str]
    cluster: str
    score: float
    features: dict[str, float]


def link(entities: Iterable[Known]) -> Iterator[Link]:
    """The links of all clusters with two entities or more, in a settled order."""
    profiles = list(_profiles(entities))
    clusters = _Clusters(profiles)
    scored = []
    for one, other in _pairs(profiles):
        found = features(profiles[one], profiles[other])
        if (score := sum(found.values())) >= ENOUGH:
            scored.append((-score, one, other, found))
    for _, one, other, found in sorted(scored, key=lambda pair: pair[:3]):
        clusters.join(one, other, found)
    yield from clusters.links()


def features(one: Profile, other: Profile) -> dict[str, float]:
    """What speaks for and against two profiles being one and the same: each feature with its weight."""
    names = []
    if one.wikidata and one.wikidata == other.wikidata:
        names.append("same Wikidata id")
    if one.words == other.words:
        names.append("same name")
        if one.kind == "person" and len(one.words) == 1:
            names.append("one word only")
    elif one.kind == "person" and 1 in (len(one.words), len(other.words)) and one.words[-1] == other.words[-1]:
        names.append("same surname")
    elif one.kind == "organization" and (_acronym(one.name, other.name) or _acronym(other.name, one.name)):
        names.append("acronym")
    if one.country and other.country:
        names.append("same country" if one.country == other.country else "other country")
    if one.title and one.title == other.title and _near(one, other):
        names.append("same office at the time")
    return {name: WEIGHTS[name] for name in names}


def _profiles(entities: Iterable[Known]) -> Iterator[Profile]:
    """Entities that are one by all that is known of them; those that are not enough alike to be one stay alone."""
    groups: dict[Key, list[Known]] = defaultdict(list)
    for entity in entities:
        if entity.kind in KINDS and (words := _words(entity.name)):
            key = (entity.kind, " ".join(words), entity.country or "", entity.wikidata or "", (entity.title or "").casefold())
            groups[key].append(entity)
    for _, members in sorted(groups.items()):
        members.sort(key=lambda known: known.order)
        for part in _by_time(members):
            whole = _profile(part)
            alone = sum(features(whole, whole).values()) < ENOUGH
            yield from (_profile([one]) for one in part) if alone else (whole,)


def _profile(members: list[Known]) -> Profile:
    first = members[0]
    days = [date.fromisoformat(known.day) for known in members if known.day]
    title = first.title.casefold() if first.title else None
    bounds = (min(days, default=None), max(days, default=None))
    return Profile(first.kind, first.name, _words(first.name), first.country, first.wikidata, title, *bounds, tuple(members))


def _by_time(members: list[Known]) -> Iterator[list[Known]]:
    """The members in stretches without a gap of more than some years; those without a date go with the first stretch."""
    part: list[Known] = []
    last: date | None = None
    for known in sorted(members, key=lambda known: (known.day or "", known.order)):
        day = date.fromisoformat(known.day) if known.day else None
        if part and day and last and (day - last).days > OFFICE_YEARS * 365:
            yield part
            part = []
        part.append(known)
        last = day or last
    yield part


def _pairs(profiles: list[Profile]) -> Iterator[tuple[int, int]]:
    """The profiles that are worth comparing, each pair once."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, profile in enumerate(profiles):
        for key in _blocks(profile):
            blocks[(profile.kind, key)].append(number)
    seen = set()
    for _, numbers in sorted(blocks.items()):
        large = len(numbers) > _LARGEST
        for pair in combinations(numbers, 2):
            if pair not in seen and not (large and profiles[pair[0]].country != profiles[pair[1]].country):
                seen.add(pair)
                yield pair


def _blocks(profile: Profile) -> Iterator[str]:
    yield " ".join(profile.words)
    if profile.wikidata:
        yield f"wikidata {profile.wikidata}"
    if profile.kind == "person":
        yield f"surname {profile.words[-1]}"
    elif profile.kind == "organization":
        yield from (f"acronym {letters}" for letters in {_letters(profile.name), *_initials(profile.name)} if letters)


def _words(name: str) -> tuple[str, ...]:
    """The words of a name, folded, without an article before it and the sign of the genitive."""
    words = [word for word in _WORD.findall(re.sub(r"['’]s\b", "", name.casefold()).replace(".", "")) if word]
    return tuple(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _letters(name: str) -> str:
    """The letters of a name that is itself an acronym, else nothing."""
    plain = name.replace(".", "")
    return plain if plain.isalpha() and plain.isupper() and 2 <= len(plain) <= 8 else ""


def _initials(name: str) -> set[str]:
    """What the name may be shortened to: the first letters of its words, with and without the small ones."""
    words = [word for word in _WORD.findall(name) if word.casefold() != "the"]
    chosen = [words, [word for word in words if word.casefold() not in _PARTICLES]]
    return {"".join(word[0] for word in some).upper() for some in chosen if len(some) > 1}


def _acronym(short: str, long: str) -> bool:
    return bool(_letters(short)) and _letters(short) in _initials(long)


def _near(one: Profile, other: Profile) -> bool:
    """Whether both were told of within some years of each other, as far as is known."""
    if not (one.first and one.last and other.first and other.last):
        return True
    gap = max((one.first - other.last).days, (other.first - one.last).days)
    return gap <= OFFICE_YEARS * 365


class _Clusters:
    """Profiles that were joined so far; clusters with different Wikidata ids are never joined."""

    def __init__(self, profiles: list[Profile]) -> None:
        self.profiles = profiles
        self.of = list(range(len(profiles)))
        self.inside = {number: [number] for number in range(len(profiles))}
        self.ids = {number: profile.wikidata for number, profile in enumerate(profiles)}
        self.why: dict[int, dict[str, float]] = {}

    def join(self, one: int, other: int, found: dict[str, float]) -> None:
        first, second = self.of[one], self.of[other]
        if first == second or (self.ids[first] and self.ids[second] and self.ids[first] != self.ids[second]):
            return
        for number in (one, other):
            self.why.setdefault(number, found)
        small, large = sorted((first, second), key=lambda cluster: (len(self.inside[cluster]), -cluster))
        self.ids[large] = self.ids[large] or self.ids[small]
        for number in self.inside.pop(small):
            self.of[number] = large
            self.inside[large].append(number)

    def links(self) -> Iterator[Link]:
        for _, numbers in sorted(self.inside.items()):
            members = [(known, number) for number in numbers for known in self.profiles[number].members]
            if len(members) < 2:
                continue
            named = min(members, key=lambda member: member[0].order)[0]
            cluster = f"{encodable(named.document)}/{named.place[1]}"
            for known, number in sorted(members, key=lambda member: member[0].order):
                profile = self.profiles[number]
                found = self.why.get(number) or features(profile, profile)
                yield Link(known.place, cluster, round(sum(found.values()), 3), found)
