"""Place names of a text and where they are on the globe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.errors import MissingFinding
from dragoman.extract.place_names import PLACES, TOWN, Name, find_names, state_behind
from dragoman.language import Analysis
from dragoman.model import Place, Span
from dragoman.resolve.gazetteer import Candidate, fold, lookup
from dragoman.resolve.publishers import home_of
from dragoman.resolve.toponyms import Toponym, candidates, decide
from dragoman.resolve.word_lists import word_list

if TYPE_CHECKING:
    from dragoman.language import Token

SHORTEST = 4  # letters of a place at the beginning of a longer name: not "Al" of "Al-Rabiah District"


def find_places(analysis: Analysis) -> tuple[Place, ...]:
    """Return the place names of a document, in text order, with coordinates where the gazetteer knows them.

    Which place of a name is meant is decided once a document, see ``resolve.toponyms``.
    """
    home = home_of(analysis.document.publisher)
    names = find_names(analysis, home.places if home.region else ())
    names = [name for name in names if not (_is_person if name.label not in PLACES else _is_other)(name, analysis)]
    keys = [_key(name, analysis) for name in names]
    decided = decide(_toponyms(names, keys, analysis).values(), home)
    return tuple(_place(name, decided.get(key), analysis) for name, key in zip(names, keys, strict=True))


def _is_person(name: Name, analysis: Analysis) -> bool:
    """Whether the entities hold the name for a person's, told with title or in full."""
    try:
        entity = analysis.entity_of(analysis.doc[name.end - 1])
    except MissingFinding:
        return False
    return entity is not None and entity.kind == "person" and entity.title is not None and name.text in entity.name.split()


def _is_other(name: Name, analysis: Analysis) -> bool:
    """Whether a name that spaCy alone takes for a place is that of a person or body to the entities.

    What the gazetteer knows is a place, and so is what stands behind "the village of".
    """
    if analysis.doc[name.end - 1].ent_type_ not in PLACES or candidates(name.text):
        return False
    try:
        entity = analysis.entity_of(analysis.doc[name.end - 1])
    except MissingFinding:
        return False
    if entity is None:
        return False
    return entity.kind == "person" if name.label == "GPE" else entity.kind in ("organization", "group", "person")


def _key(name: Name, analysis: Analysis) -> str:
    """The folded name to look up: the name itself, of a facility ("Kherson Airport") the place at its beginning; not of a street."""
    if (
        name.end - name.start == 1
        or candidates(name.text)
        or name.text.split()[-1].lower() in word_list("streets")
        or name.text.split()[0].lower() in word_list("streets")
    ):
        return fold(name.text)
    doc = analysis.doc
    if name.label == "LOC" and doc[name.end - 1].text not in word_list("place_titles"):
        return fold(name.text)  # "Tal Marwan" is no part of a town Tal
    for end in range(name.end - 1, name.start, -1):
        text = doc[name.start : end].text
        if (
            len(text) >= SHORTEST
            and any(c.main and (c.population >= TOWN or c.grain != "city") for c in lookup(text)[:3])
            and doc[end - 1].pos_ == "PROPN"
        ):
            return fold(text)
    return fold(name.text)


def _toponyms(names: list[Name], keys: list[str], analysis: Analysis) -> dict[str, Toponym]:
    """The names by their folded form, with counts and what stands beside them."""
    found: dict[str, Toponym] = {}
    for name, key in zip(names, keys, strict=True):
        toponym = found.get(key)
        if toponym is None:
            toponym = found[key] = Toponym(name.text if key == fold(name.text) else key, 0)
        toponym.count += 1
        inside = state_behind(name.end, analysis)
        if inside is not None and fold(inside.name) != key:
            code = inside.country if inside.grain == "country" else inside.admin1
            if code:
                toponym.within.add(code)
    return found


def _place(name: Name, where: Candidate | None, analysis: Analysis) -> Place:
    doc = analysis.doc
    last: Token = doc[name.end - 1]
    span = Span(doc[name.start].idx, last.idx + len(last))
    try:
        entity = analysis.entity_of(last)
    except MissingFinding:
        entity = None
    identifier = entity.id if entity is not None else None
    if where is None:
        return Place(span, identifier, name.text)
    written = where.name if name.text.isupper() and name.text.casefold() == where.name.casefold() else name.text
    return Place(span, identifier, written, where.country, where.latitude, where.longitude, where.geonames_id)
