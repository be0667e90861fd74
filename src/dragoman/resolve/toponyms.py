"""Which of the places of a name is meant: by what stands beside it, by the other places of the text, last by size.

Each name of a text is decided once (one sense a document), the clear ones first; every decision is a sum of the weights below.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import cos, floor, log10, radians

from dragoman.resolve.countries import country_of_capital
from dragoman.resolve.gazetteer import Candidate, fold, lookup
from dragoman.resolve.publishers import NOWHERE, Home
from dragoman.resolve.spellings import other_spellings

MOST = 16  # candidates of a name that are looked at, the largest first
MANY = 150  # names, above which the others are weighed once for all
ANCHORS = 14  # decided places that others are held against
WEIGHTS = {
    "size": 0.7,  # per power of ten of inhabitants
    "capital": 1.5,  # a city that stands for its country's government
    "main": 1.2,  # the usual name, not one of another language
    "country": 6.0,  # times the share of the text's places that lie in the same country
    "admin1": 4.0,  # … in the same first-level division
    "near": 3.0,  # times the share that lie within NEAR_KM
    "beside": 4.0,  # times the share of the other towns' names that may lie in the same degrees or the next ones
}
GRAIN = {"country": 4.5, "region": 1.0, "city": 0.9, "district": -1.2, "continent": 4.0, "disputed": 3.5}
OURS = 6.0  # an area of our own table; those are named more often than any town called the same
HOME = 3.0  # the publisher's country weighs as so many places of the text
TOWN = 6.0  # … its own town, where our table has it
NEAR_KM = 120.0
SMALL = ("city", "district")
KM_PER_DEGREE = 111.2
SUFFIXES = tuple(
    f" {word}"
    for word in (
        *("province", "oblast", "region", "governorate", "prefecture", "state", "area"),
        *("district", "city", "metropolitan area", "valley", "department"),
    )
)
PREFIXES = tuple(
    f"{word} "
    for word in (
        *(
            "state of",
            "province of",
            "city of",
            "town of",
            "republic of",
            "greater",
            "downtown",
            "metro",
            "suburban",
            "historic",
            "central",
            "mainland",
            "upstate",
            "occupied",
            "rural",
        ),
        *("northern", "southern", "eastern", "western", "northwestern", "northeastern", "southwestern", "southeastern"),
        *("north", "south", "east", "west", "northwest", "northeast", "southwest", "southeast"),
    )
)


@dataclass
class Toponym:
    """A name of the text, how often it stands there, and what is said beside it: a division's code or a country."""

    name: str
    count: int = 1
    within: set[str] = field(default_factory=set)


@lru_cache(maxsize=20_000)
def candidates(name: str) -> tuple[Candidate, ...]:
    """The places of a name, also where it stands with "province", "northern", "city of"; the largest first."""
    found = lookup(name)
    if found:
        return found
    key = name.lower()
    for suffix in SUFFIXES:
        if key.endswith(suffix):
            wide = tuple(c for c in lookup(name[: -len(suffix)]) if suffix != " district" or c.grain != "country")
            regional = tuple(c for c in wide if c.grain in ("region", "district"))
            if wide:
                return regional or wide
    for prefix in PREFIXES:
        if key.startswith(prefix) and (wide := lookup(name[len(prefix) :])):
            return wide
    return ()


def decide(names: Iterable[Toponym], home: Home = NOWHERE) -> Mapping[str, Candidate]:
    """Folded name → the place meant, for each name that the gazetteer knows; the places of the publisher's name are decided with them."""
    open_names: dict[str, tuple[Toponym, list[Candidate]]] = {}
    named = list(names)
    folded = {fold(toponym.name) for toponym in named}
    homes = _towns(home)
    guessed = () if homes else (Toponym(place) for place in home.places if fold(place) not in folded)
    for toponym in (*named, *guessed):
        options = [c for c in candidates(toponym.name) if not toponym.within or _inside(c, toponym.within)]
        if not options:
            options = list(candidates(toponym.name) or other_spellings(toponym.name))
        if options:
            options.sort(key=_prior, reverse=True)
            open_names[fold(toponym.name)] = (toponym, options[:MOST])
    beside = _Beside({key: options for key, (_, options) in open_names.items()})
    decided: dict[str, Candidate] = {}
    weights: dict[str, float] = {}
    order = sorted(open_names.items(), key=lambda item: -_margin(item[1][1]))
    for _ in range(2):  # the second time with all that the first has decided
        shared = _Context(decided, weights, home.country, homes)
        for key, (toponym, options) in order:
            # of very many names none weighs enough to matter to itself
            alone = len(order) <= MANY or not decided
            context = _Context({k: c for k, c in decided.items() if k != key}, weights, home.country, homes) if alone else shared
            best = max(options, key=lambda c: _prior(c) + context.score(c) + beside.score(key, c))
            decided[key] = best
            weights[key] = min(3, toponym.count) * (2.0 if toponym.within or _margin(options) > 2 else 1.0)
    return decided


def _towns(home: Home) -> list[Candidate]:
    """The towns of a publisher whose region is known."""
    if home.region is None:
        return []
    found = ([c for c in lookup(place) if home.region in (c.country, c.admin1) and c.grain in SMALL] for place in home.places)
    return [max(options, key=_prior) for options in found if options]


def _inside(candidate: Candidate, within: set[str]) -> bool:
    return bool({candidate.country, candidate.admin1, candidate.admin2} & within) and candidate.grain != "country"


@lru_cache(maxsize=50_000)
def _prior(candidate: Candidate) -> float:
    """What speaks for a place whatever the text: its size, its grain, and that the name is its usual one."""
    size = WEIGHTS["size"] * log10(candidate.population + 10)
    if candidate.geonames_id is None:
        return OURS + GRAIN.get(candidate.grain, 0.5)
    capital = candidate.grain == "city" and candidate.population > 300_000 and country_of_capital(candidate.name) == candidate.country
    return size + GRAIN.get(candidate.grain, 0.5) + (WEIGHTS["main"] if candidate.main else 0.0) + (WEIGHTS["capital"] if capital else 0.0)


def _margin(options: list[Candidate]) -> float:
    """How clear a name is by itself: the distance of its first place from its second."""
    if len(options) == 1:
        return 5.0 if options[0].population > 10_000 or options[0].grain != "city" else 2.5
    return _prior(options[0]) - _prior(options[1])


class _Beside:
    """Where names may lie together: the cells of one degree in which each has a town or district, whichever of them is meant."""

    def __init__(self, options: Mapping[str, list[Candidate]]) -> None:
        self.cells: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
        self.worth: dict[str, float] = {}
        for key, places in options.items():
            small = [c for c in places if c.grain in SMALL]
            if small:
                self.worth[key] = 1 / (1 + log10(len(small)))  # a name of many places lies near everything
                for place in small:
                    self.cells[floor(place.latitude), floor(place.longitude)].add(key)

    def score(self, key: str, candidate: Candidate) -> float:
        """What the other names of the text that may lie near add to a candidate."""
        if candidate.grain not in SMALL or len(self.worth) < 2:
            return 0.0
        y, x = floor(candidate.latitude), floor(candidate.longitude)
        near = {other for a in (y - 1, y, y + 1) for b in (x - 1, x, x + 1) for other in self.cells.get((a, b), ())}
        return WEIGHTS["beside"] * sum(self.worth[other] for other in near if other != key) / (len(self.worth) - 1)


class _Context:
    """The places decided so far: shares of countries and divisions, and points to measure from."""

    def __init__(
        self, decided: Mapping[str, Candidate], weights: Mapping[str, float], home: str | None, towns: Iterable[Candidate] = ()
    ) -> None:
        self.countries: defaultdict[str, float] = defaultdict(float)
        self.divisions: defaultdict[str, float] = defaultdict(float)
        self.points: list[tuple[float, float, float]] = []
        self.total = 2.0  # so that one or two other names weigh little
        if home:
            self.countries[home] += HOME
            self.total += HOME
        for town in towns:
            self.total += TOWN
            self.points.append((town.latitude, town.longitude, TOWN))
            if town.admin1:
                self.divisions[town.admin1] += TOWN
        for key, place in list(decided.items())[:60]:
            weight = weights[key]
            self.total += weight
            if place.country:
                self.countries[place.country] += weight
            if place.admin1:
                self.divisions[place.admin1] += weight
            if place.grain in SMALL and len(self.points) < ANCHORS:
                self.points.append((place.latitude, place.longitude, weight))

    def score(self, candidate: Candidate) -> float:
        """What the other places of the text add to a candidate."""
        found = 0.0
        if candidate.country:
            found += WEIGHTS["country"] * self.countries[candidate.country] / self.total
        if candidate.admin1:
            found += WEIGHTS["admin1"] * self.divisions[candidate.admin1] / self.total
        if self.points and candidate.grain != "country":
            scale = cos(radians(candidate.latitude)) * KM_PER_DEGREE
            near = sum(
                w
                for lat, lon, w in self.points
                if abs(lat - candidate.latitude) * KM_PER_DEGREE < NEAR_KM and abs(lon - candidate.longitude) * scale < NEAR_KM
            )
            found += WEIGHTS["near"] * near / self.total
        return found
