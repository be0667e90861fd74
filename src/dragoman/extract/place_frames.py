"""Names of places told by the words around them, whatever spaCy takes them for: "the village of X", "X district", "near X", "X, a town in".

Small models label few names outside Europe and America well; what stands beside a name tells more. Lists: ``word_lists.tsv``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.resolve.countries import country_of_demonym, country_of_name, is_people
from dragoman.resolve.gazetteer import Candidate, lookup
from dragoman.resolve.offices import title_length
from dragoman.resolve.organizations import organization
from dragoman.resolve.word_lists import word_list

if TYPE_CHECKING:
    from dragoman.language import Doc, Token

# Labels that a place's name may bear by mistake.
UNSURE = frozenset({"ORG", "PERSON", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LANGUAGE", "LAW", ""})
ARABIC = frozenset({"al", "el", "ad", "ar", "as", "ash", "at", "az", "ed", "er", "es", "ez", "an"})
ARTICLES = ARABIC | {"ul", "i", "de", "da", "do", "del", "la", "le"}
WHERE = frozenset(["in", "near", "outside", "inside", "around", "across", "throughout", "within"])
WHITHER = frozenset(["at", "into", "from", "to", "toward", "towards", "through", "over", "on", "off"])
STANDING = WHERE | {"at", "on", "of", "from", "to", "into"}
AND = frozenset({"and", "or", ",", "&"})
TOWN = 5_000
CITY = 20_000
LONGEST = 6  # tokens of a name
SKIPPED = 4  # tokens between a preposition and the name, at most


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words in a row: half-open token offsets, their text and label."""

    start: int
    end: int
    text: str
    label: str


def framed_names(doc: Doc, labels: list[str], taken: set[int], persons: set[str]) -> list[tuple[int, int]]:
    """Half-open token offsets of the names that their surroundings tell to be places, in text order.

    taken: the tokens of names that are known to be places; persons: lower-case words of persons' names told in full.
    """
    runs = _runs(doc, labels, taken)
    sure = [
        _told_by_kind(doc, run) or (not _personal(run, persons) and (_told_by_place(doc, run) or _told_by_company(doc, run, taken)))
        for run in runs
    ]
    for index, run in enumerate(runs):  # "Agatu and Logo districts", "the provinces of Idlib and Aleppo"
        if sure[index] or _personal(run, persons) or _people(run):
            continue
        after = index + 1 < len(runs) and sure[index + 1] and _joined(doc, run.end, runs[index + 1].start)
        before = index > 0 and sure[index - 1] and _joined(doc, runs[index - 1].end, run.start)
        if (after and _plural_behind(doc, runs[index + 1].end)) or (
            before and _plural_before(doc, runs[index - 1].start) and lookup(run.text)
        ):
            sure[index] = True
    return [(run.start, run.end) for run, yes in zip(runs, sure, strict=True) if yes]


def glued(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The bounds of a name with what hyphens and articles join to it: "Al" of "Al-Rabiah", "Deir" of "Deir ez-Zor"."""
    while end > start and doc[end - 1].text in ("-", "–"):
        end -= 1
    if end == start:
        return start, end
    size = len(doc)
    if start >= 2 and doc[start - 1].text == "-" and doc[start - 2].lower_ in ARABIC and not doc[start - 1].whitespace_:
        start -= 2
    while end < size:
        last, following = doc[end - 1], doc[end]
        bare = last.lower_ in ARABIC and end - start == 1
        if following.text == "-" and not last.whitespace_ and end + 1 < size and _capital(doc[end + 1]):
            stop = end + 2
        elif following.lower_ in ARABIC and end + 2 < size and doc[end + 1].text == "-" and last.whitespace_ and _capital(doc[end + 2]):
            stop = end + 3
        elif bare and _capital(following):
            stop = end + 1
        else:
            break
        if not (bare or last.lower_ in ARABIC or lookup(doc[start:stop].text) or not lookup(doc[start:end].text)):
            break
        end = stop
    return start, end


def in_other_name(doc: Doc, start: int, end: int) -> bool:
    """Whether a place's name is only part of another name: "Denver" in "the Denver Post", "Georgia" in "Georgia Tech", "Paris Hilton"."""
    size = len(doc)
    before = doc[start - 1] if start else None
    if end < size and doc[end].text in word_list("name_ends"):
        return doc[end].text != "United" or end + 1 == size or not _capital(doc[end + 1])
    if end - start > 1 and doc[end - 1].text in word_list("name_ends") and not lookup(doc[start:end].text):
        return True
    forename = end - start == 1 and end < size and doc[end].ent_type_ == "PERSON" and doc[end].ent_iob_ == "B" and _capital(doc[end])
    if before is None or (forename and before.lower_ not in STANDING and before.lower_ not in WHITHER):
        return forename
    if before.lower_ in word_list("name_announcers"):
        return True
    if before.lower_ == "of" and start > 1 and doc[start - 2].text in word_list("name_ends"):
        return True
    return _capital(before) and before.pos_ == "PROPN" and not before.ent_type_ and title_length([before.text, "X"]) == 1


def _capital(token: Token) -> bool:
    return token.text[0].isupper()


def _runs(doc: Doc, labels: list[str], taken: set[int]) -> list[Run]:
    """The capitalised words in a row that are names of nothing sure."""
    runs: list[Run] = []
    index, size = 0, len(doc)
    while index < size:
        if index in taken or labels[index] not in UNSURE or not _opens(doc, index, labels[index]):
            index += 1
            continue
        label, end = labels[index], index + 1
        while end < size and end not in taken and labels[end] in UNSURE and not (label and doc[end].ent_iob_ == "B") and _goes_on(doc, end):
            label = label or labels[end]
            end += 1
        while end > index + 1 and (doc[end - 1].text == "-" or doc[end - 1].lower_ in ARTICLES):
            end -= 1
        if end - index <= LONGEST:
            runs.append(Run(index, end, doc[index:end].text, label))
        index = end
    return runs


def _opens(doc: Doc, index: int, label: str) -> bool:
    """Whether a name may begin with a word: one with a capital, or an Arabic article with its hyphen."""
    token = doc[index]
    if _capital(token):
        return bool(label) or token.pos_ == "PROPN" or (token.pos_ in ("NOUN", "ADJ") and not token.is_sent_start)
    if token.text not in ARABIC or token.whitespace_ or index + 2 >= len(doc):
        return False
    return doc[index + 1].text == "-" and _capital(doc[index + 2])


def _goes_on(doc: Doc, index: int) -> bool:
    """Whether a name goes on with a word: one with a capital, a hyphen inside a word, or an article before such a word."""
    token, last = doc[index], doc[index - 1]
    if _capital(token):
        return True
    if index + 1 >= len(doc):
        return False
    if token.text == "-":
        return not last.whitespace_ and not token.whitespace_
    return token.text in ARTICLES and last.text != token.text and _capital_behind(doc, index)


def _capital_behind(doc: Doc, index: int) -> bool:
    """Whether a capitalised word follows an article, with or without hyphen."""
    behind = index + 2 if doc[index + 1].text == "-" else index + 1
    return behind < len(doc) and _capital(doc[behind])


def _personal(run: Run, persons: set[str]) -> bool:
    """Whether the run holds a word of a person's name told in full elsewhere, or is itself one."""
    words = run.text.lower().split()
    return bool(persons) and any(word in persons for word in words) and (run.label != "PERSON" or len(words) == 1)


def _people(run: Run) -> bool:
    return is_people(run.text) or country_of_demonym(run.text) is not None or title_length([*run.text.split(), "X"]) > 0


def is_body(name: str) -> bool:
    """Whether a name is the abbreviation of a known body that a town may share ("NATO")."""
    return name.isupper() and organization(name) is not None


def _told_by_kind(doc: Doc, run: Run) -> bool:
    """Whether a word for a kind of place belongs to the name, and it names no people or body ("the Kurdish village")."""
    if not _kind_beside(doc, run) or (run.text.isupper() and run.end - run.start == 1):
        return False
    return not _people(run) and organization(run.text) is None


def _kind_beside(doc: Doc, run: Run) -> bool:
    """Whether a word for a kind of place stands right before with "of", right behind, in apposition, or ends the name."""
    kinds = word_list("place_kinds")
    start, size = run.start, len(doc)
    if start >= 2 and (joint := doc[start - 1].lower_) in ("of", "called", "named"):
        kind = doc[start - 2].lower_
        if kind in kinds or (kind in word_list("place_parts") and joint == "of"):
            return run.end == size or doc[run.end].text != "'s" or run.label != "PERSON"
    following = doc[run.end] if run.end < size else None
    behind = following.lower_ if following is not None else ""
    if behind in kinds and following is not None and following.text == behind and not _nouns_behind(doc, run.end + 1):
        return True
    if run.end + 1 < size and f"{behind}_{doc[run.end + 1].lower_}" in word_list("place_areas"):
        return True
    titled = run.end - start > 1 and doc[run.end - 1].text in word_list("place_titles")
    area = behind in word_list("place_areas") and not _nouns_behind(doc, run.end + 1)
    if not (titled or area or behind == ","):
        return False
    where = _preposition(doc, start)
    if behind == "," and (run.label != "PERSON" or where in WHERE or where == "at"):
        return (titled and where in STANDING) or _kind_in_apposition(doc, run.end + 1)
    return behind != "," and where in STANDING


def _nouns_behind(doc: Doc, index: int) -> bool:
    """Whether the noun goes on: "district court", "town hall"."""
    return index < len(doc) and doc[index].pos_ in ("NOUN", "PROPN") and not doc[index].ent_type_


def _kind_in_apposition(doc: Doc, index: int) -> bool:
    """Whether ", a small village near" or ", 150 km north of" stands at a token."""
    size = len(doc)
    for step in range(index, min(index + 7, size)):
        token = doc[step]
        low = token.lower_
        if low in word_list("place_kinds") and step > index and doc[index].lower_ in ("a", "an", "the", "his", "its", "their"):
            return not _nouns_behind(doc, step + 1)
        if low in word_list("place_directions") and step + 1 < size and doc[step + 1].lower_ == "of":
            return True
        if token.pos_ not in ("DET", "ADJ", "NOUN", "NUM", "ADV", "PUNCT", "SCONJ", "PART", "SYM", "X") and low not in ("about", "around"):
            return False
        if token.text in (",", ".", ";"):
            return False
    return False


def _told_by_place(doc: Doc, run: Run) -> bool:
    """Whether a preposition, a verb or a capital's mention points to a place, and the gazetteer knows the name."""
    if run.end < len(doc) and (doc[run.end].ent_iob_ == "I" or (_capital(doc[run.end]) and doc[run.end].pos_ == "PROPN")):
        return False
    person = run.label == "PERSON"
    before = doc[run.start - 1].lower_ if run.start else ""
    where = _preposition(doc, run.start)
    capital = before == "capital" or (before == "," and run.start > 1 and doc[run.start - 2].lower_ == "capital")
    taken = before in word_list("place_verbs") and not person and not run.text.isupper()
    if where in WHERE:
        least = 0
    elif capital:
        least = 1
    elif taken or (where in WHITHER and not person):
        least = TOWN
    elif run.label == "NORP" and organization(run.text) is None:
        least = CITY
    else:
        return (not person or run.end - run.start > 1) and country_of_name(run.text) is not None and not _people(run)
    found = lookup(run.text)
    if not found or _people(run) or is_body(run.text):
        return False
    if least == 0:
        return not person or run.end - run.start == 1 or any(c.main for c in found)
    best = next((c for c in found if c.main), None)
    return best is not None and (least == 1 or _sizeable(best, least))


def _told_by_company(doc: Doc, run: Run, taken: set[int]) -> bool:
    """Whether the name is joined by "and" to a place that a preposition stands before: "in Athens and Salonika"."""
    start = run.start - 1
    if start < 1 or doc[start].lower_ not in ("and", "or") or start - 1 not in taken or (run.end - run.start > 1 and run.label == "PERSON"):
        return False
    first = start - 1
    while first - 1 in taken:
        first -= 1
    if _preposition(doc, first) not in WHERE or _people(run):
        return False
    return any(_sizeable(c, TOWN if c.main else CITY) for c in lookup(run.text)[:3])


def _sizeable(place: Candidate, people: int) -> bool:
    return place.population >= people or place.grain not in ("city", "district")


def _preposition(doc: Doc, start: int) -> str:
    """The preposition before a name, past article and what tells which part: "in the northern", "outside rebel-held"; "" without one."""
    parts = word_list("place_sides")
    for index in range(start - 1, max(-1, start - 2 - SKIPPED), -1):
        low = doc[index].lower_
        if low in WHERE or low in WHITHER or low == "of":
            return low
        if low not in parts and not (low == "-" or (index + 1 < start and doc[index + 1].text == "-")):
            return ""
    return ""


def _joined(doc: Doc, end: int, start: int) -> bool:
    return 0 < start - end <= 2 and all(doc[i].lower_ in AND for i in range(end, start))


def _plural_behind(doc: Doc, end: int) -> bool:
    return end < len(doc) and doc[end].lower_.endswith("s") and doc[end].lower_ in word_list("place_kinds") | word_list("place_areas")


def _plural_before(doc: Doc, start: int) -> bool:
    if start < 2 or doc[start - 1].lower_ != "of":
        return _preposition(doc, start) in WHERE
    kind = doc[start - 2].lower_
    return kind.endswith("s") and kind in word_list("place_kinds") | word_list("place_parts")
