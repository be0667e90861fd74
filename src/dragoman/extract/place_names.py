"""Which words of a text are names of places: spaCy's, repaired, and those that the gazetteer or their surroundings tell."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.extract.place_frames import framed_names, glued, in_other_name, is_body
from dragoman.language import Analysis
from dragoman.resolve.gazetteer import Candidate, fold, lookup
from dragoman.resolve.toponyms import candidates
from dragoman.resolve.word_lists import word_list

PLACES = {"GPE", "LOC", "FAC"}
MAYBE = {"ORG", "PERSON", "PRODUCT", "WORK_OF_ART", "EVENT", ""}
LOCATIVE = {"in", "at", "near", "from", "to", "into", "outside", "around", "across", "throughout", "toward", "towards", "between", "of"}
INSIDE = {"in", "near", "outside", "across", "throughout", "around"}
LARGE = 100_000  # a town whose name counts at the head of an organization's name whether or not the text names it elsewhere
TOWN = 5_000
LONGEST = 4
DASHES = frozenset({"--", "—", "–", "-", ":"})
ADMIN = {"region", "country"}


@dataclass
class Name:
    """A place name in the text: half-open token offsets and its words."""

    start: int
    end: int
    text: str
    label: str


def find_names(analysis: Analysis, near: tuple[str, ...] = ()) -> list[Name]:
    """The names of places in a document, in text order, without overlap. near: places that a text of this publisher often names."""
    doc = analysis.doc
    labels = [t.ent_type_ for t in doc]
    found: list[Name] = []
    bodies = word_list("civic_bodies")  # "Hilltown Police" is no person's name
    persons = {t.lower_ for e in doc.ents if e.label_ == "PERSON" and len(e) > 1 and not bodies & {t.text for t in e[1:]} for t in e}
    persons -= {word for place in near for word in place.lower().split()}
    for entity in doc.ents:
        if entity.label_ in PLACES:
            found += [n for n in _trimmed(entity.start, entity.end, analysis, entity.label_) if _credible(n, persons)]
    taken = {i for n in found for i in range(n.start, n.end)}
    for start, end in framed_names(doc, labels, taken, persons):
        found.append(Name(start, end, doc[start:end].text, "LOC"))
        taken.update(range(start, end))
    for start, end in _datelines(analysis, taken):
        found.append(Name(start, end, doc[start:end].text, "LOC"))
        taken.update(range(start, end))
    known = {fold(n.text) for n in found if n.label in ("GPE", "LOC")} | {fold(place) for place in near}
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
    return sorted((n for n in found if not in_other_name(doc, n.start, n.end)), key=lambda n: n.start)


def _datelines(analysis: Analysis, taken: set[int]) -> list[tuple[int, int]]:
    """Towns in capitals that begin a sentence before a dash or colon, as the items of a page of news do ("OSLO -- The ...")."""
    doc, found = analysis.doc, []
    text = analysis.document.text  # the case of doc may be repaired
    for sentence in doc.sents:
        start = end = next((t.i for t in sentence if not t.is_space), sentence.start)
        while (
            end < len(doc) and end - start < LONGEST and doc[end].is_alpha and text[doc[end].idx : doc[end].idx + len(doc[end])].isupper()
        ):
            end += 1
        if end == start or end >= len(doc) or taken & {*range(start, end)}:
            continue
        if doc[end].text in DASHES and any(c.main and c.population >= TOWN for c in lookup(doc[start:end].text)):
            found.append((start, end))
    return found


def _credible(name: Name, persons: set[str]) -> bool:
    """Whether what spaCy takes for a place may be one: not a bare direction, nor the name of a person of the text."""
    key = fold(name.text)
    if key in word_list("place_generic") or not any(c.isupper() for c in name.text) or len(key) < 2 or is_body(name.text):
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
            a, b = glued(doc, a, b)
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
    if before == "of" and start > 1 and doc[start - 2].lower_ in word_list("place_kinds") and doc[start].lower_ not in persons:
        return end  # "the village of Qwertyvale", whether the gazetteer knows it or not
    for stop in range(end, start, -1):
        text = doc[start:stop].text
        key = fold(text)
        if len(key) < 3 or key in word_list("place_generic") or key in persons or doc[start].lower_ in persons or is_body(text):
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
        if whole and state_behind(stop, analysis) is not None:
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
        civic = not whole and doc[stop].text in word_list("civic_bodies")  # "Hilltown Fire Department"
        least = TOWN if civic or (whole and noun) else LARGE
        headed = (label == "ORG" and (noun or not whole)) or (label == "PERSON" and civic)
        if headed and best.main and best.population >= least:
            return stop
    return 0


def state_behind(index: int, analysis: Analysis) -> Candidate | None:
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
