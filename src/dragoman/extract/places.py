"""Place names of a text and where they are on the globe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.errors import MissingFinding
from dragoman.language import Analysis
from dragoman.model import Place, Span
from dragoman.resolve.gazetteer import Candidate, fold, lookup
from dragoman.resolve.toponyms import Toponym, candidates, decide

if TYPE_CHECKING:
    from dragoman.language import Token

PLACES = {"GPE", "LOC", "FAC"}
MAYBE = {"ORG", "PERSON", "PRODUCT", "WORK_OF_ART", "EVENT", ""}
LOCATIVE = {"in", "at", "near", "from", "to", "into", "outside", "around", "across", "throughout", "toward", "towards", "between", "of"}
KINDS = {
    "city",
    "town",
    "village",
    "neighbourhood",
    "neighborhood",
    "municipality",
    "suburb",
    "hamlet",
    "township",
    "towns",
    "villages",
    "cities",
}
KINDS |= {"district", "province", "port", "governorate", "settlement", "area"}
INSIDE = {"in", "near", "outside", "across", "throughout", "around"}
STREETS = {
    "street",
    "st.",
    "st",
    "road",
    "rd.",
    "avenue",
    "ave.",
    "drive",
    "lane",
    "boulevard",
    "blvd.",
    "highway",
    "route",
    "turnpike",
    "parkway",
    "way",
    "exit",
}
GENERIC = {
    "north",
    "south",
    "east",
    "west",
    "central",
    "western",
    "eastern",
    "northern",
    "southern",
    "metro",
    "region",
    "district",
    "state",
    "county",
    "city",
}
GENERIC |= {
    "town",
    "city of",
    "city hall",
    "main street",
    "subway",
    "province",
    "village",
    "capital",
    "downtown",
    "republic",
    "earth",
    "mars",
    "moon",
    "sun",
}
LARGE = 100_000  # a town whose name counts at the head of an organization's name whether or not the text names it elsewhere
TOWN = 5_000
LONGEST = 4
ADMIN = {"region", "country"}


@dataclass
class Name:
    """A place name in the text: half-open token offsets and its words."""

    start: int
    end: int
    text: str
    label: str


def find_places(analysis: Analysis) -> tuple[Place, ...]:
    """Return the place names of a document, in text order, with coordinates where the gazetteer knows them.

    Which place of a name is meant is decided once a document, see ``resolve.toponyms``.
    """
    names = _names(analysis)
    names = [name for name in names if name.label in PLACES or not _is_person(name, analysis)]
    keys = [_key(name, analysis) for name in names]
    decided = decide(_toponyms(names, keys, analysis).values())
    return tuple(_place(name, decided.get(key), analysis) for name, key in zip(names, keys, strict=True))


def _is_person(name: Name, analysis: Analysis) -> bool:
    """Whether the entities hold the name for a person's, told with title or in full."""
    try:
        entity = analysis.entity_of(analysis.doc[name.end - 1])
    except MissingFinding:
        return False
    return entity is not None and entity.kind == "person" and entity.title is not None and name.text in entity.name.split()


def _key(name: Name, analysis: Analysis) -> str:
    """The folded name to look up: the name itself, of a facility ("Kherson Airport") the place at its beginning; not of a street."""
    if (
        name.end - name.start == 1
        or candidates(name.text)
        or name.text.split()[-1].lower() in STREETS
        or name.text.split()[0].lower() in STREETS
    ):
        return fold(name.text)
    doc = analysis.doc
    for end in range(name.end - 1, name.start, -1):
        text = doc[name.start : end].text
        if any(c.main and (c.population >= TOWN or c.grain != "city") for c in lookup(text)[:3]) and doc[end - 1].pos_ == "PROPN":
            return fold(text)
    return fold(name.text)


def _names(analysis: Analysis) -> list[Name]:
    doc = analysis.doc
    labels = [t.ent_type_ for t in doc]
    found: list[Name] = []
    persons = {t.lower_ for e in doc.ents if e.label_ == "PERSON" and len(e) > 1 for t in e}
    for entity in doc.ents:
        if entity.label_ in PLACES:
            found += [n for n in _trimmed(entity.start, entity.end, analysis, entity.label_) if _credible(n, persons)]
    known = {fold(n.text) for n in found if n.label == "GPE"}
    taken = {i for n in found for i in range(n.start, n.end)}
    index, size = 0, len(doc)
    while index < size:
        token = doc[index]
        if index in taken or labels[index] not in MAYBE or token.pos_ != "PROPN" or not token.text[0].isupper():
            index += 1
            continue
        end = index + 1
        while end < size and end - index < LONGEST and end not in taken and doc[end].text[0].isupper() and labels[end] == labels[index]:
            end += 1
        found_end = _embedded(index, end, labels[index], analysis, known, persons)
        if found_end:
            found.append(Name(index, found_end, doc[index:found_end].text, labels[index]))
            index = found_end
        else:
            # the rest of a longer name is not searched: "Bank of Scotland", "John Paris"
            index = _name_end(index, labels, analysis)
    return sorted(found, key=lambda n: n.start)


def _credible(name: Name, persons: set[str]) -> bool:
    """Whether what spaCy takes for a place may be one: not a bare direction, nor the name of a person of the text."""
    key = fold(name.text)
    if key in GENERIC or not any(c.isupper() for c in name.text) or len(key) < 2:
        return False
    return name.end - name.start > 1 or name.text.lower() not in persons or bool(candidates(name.text) and name.label == "GPE")


def _name_end(index: int, labels: list[str], analysis: Analysis) -> int:
    doc = analysis.doc
    end = index + 1
    while end < len(doc) and labels[end] == labels[index] and doc[end].ent_iob_ == "I":
        end += 1
    return end


def _trimmed(start: int, end: int, analysis: Analysis, label: str) -> list[Name]:
    """An entity without its article and possessive; cut at commas."""
    doc = analysis.doc
    parts: list[Name] = []
    first = start
    for index in range(start, end + 1):
        if index == end or doc[index].text in (",", ";", "/", "--", "—"):
            a, b = first, index
            while a < b and doc[a].lower_ in ("the", "a"):
                a += 1
            while (b > a and doc[b - 1].text in ("'s", "’s", "'", "’", ".")) or (b > a and doc[b - 1].is_space):
                b -= 1
            if b > a and any(c.isalpha() for c in doc[a:b].text):
                parts.append(Name(a, b, doc[a:b].text, label))
            first = index + 1
    return parts


def _embedded(  # noqa: PLR0917 - the state of the walk over the tokens
    start: int, end: int, label: str, analysis: Analysis, known: set[str], persons: set[str]
) -> int:
    """Where a place name ends that stands at the beginning of another name or bears no or a wrong label; 0 where there is none."""
    doc = analysis.doc
    alone = start == 0 or doc[start - 1].ent_type_ != label or doc[start].ent_iob_ == "B" or label == "" or doc[start - 1].lower_ == "the"
    if not alone:
        return 0
    before = doc[start - 1].lower_ if start else ""
    if before == "of" and start > 1 and doc[start - 2].lower_ in KINDS and doc[start].lower_ not in persons:
        return end  # "the village of Qwertyvale", whether the gazetteer knows it or not
    for stop in range(end, start, -1):
        text = doc[start:stop].text
        key = fold(text)
        if len(key) < 3 or key in GENERIC or key in persons or doc[start].lower_ in persons:
            continue
        options = candidates(text) if stop - start == 1 or key in known else lookup(text)
        if not options:
            continue
        if key in known:
            return stop
        best = next((c for c in options if c.main), options[0])
        whole = stop >= len(doc) or doc[stop].ent_type_ != label or label == "" or doc[stop].ent_iob_ == "B"
        if doc[stop - 1].lower_ in ("county", "parish") and stop - start > 1:
            return stop
        if best.grain in ADMIN and best.main and label != "PERSON":
            return stop
        if whole and before in LOCATIVE and (label != "PERSON" or stop - start == 1) and before != "of" and best.main:
            return stop
        if whole and _state_behind(stop, analysis) is not None:
            return stop
        noun = stop < len(doc) and doc[stop].pos_ == "NOUN" and doc[stop].text.islower()
        if (
            whole
            and best.main
            and label == "PERSON"
            and best.population >= TOWN
            and (noun or before in INSIDE or best.population >= LARGE / 2)
        ):
            return stop
        if label == "ORG" and best.main and best.population >= (TOWN if whole and noun else LARGE) and (noun or not whole):
            return stop
    return 0


def _state_behind(index: int, analysis: Analysis) -> Candidate | None:
    """The division or country that stands behind a comma ("Paris, Texas")."""
    doc = analysis.doc
    if index + 1 >= len(doc) or doc[index].text != ",":
        return None
    for stop in (index + 3, index + 2):
        text = doc[index + 1 : min(stop, len(doc))].text
        if not text or not text[0].isupper():
            continue
        for option in lookup(text)[:4]:
            if option.grain in ADMIN:
                return option
    return None


def _toponyms(names: list[Name], keys: list[str], analysis: Analysis) -> dict[str, Toponym]:
    """The names by their folded form, with counts and what stands beside them."""
    found: dict[str, Toponym] = {}
    for name, key in zip(names, keys, strict=True):
        toponym = found.get(key)
        if toponym is None:
            toponym = found[key] = Toponym(name.text if key == fold(name.text) else key, 0)
        toponym.count += 1
        inside = _state_behind(name.end, analysis)
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
