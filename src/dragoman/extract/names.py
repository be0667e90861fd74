"""The names of a parse: spaCy's, repaired, and those that the tables know."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from dragoman.extract.mentions import NAME_LABELS, PROPER, TIMES, Name, Words
from dragoman.resolve import countries, organizations
from dragoman.resolve.offices import title_length
from dragoman.resolve.sectors import role_of
from dragoman.resolve.word_lists import common_words

ODD = frozenset({"EVENT", "PRODUCT", "WORK_OF_ART", "LAW"})  # what spaCy takes rare first names for

if TYPE_CHECKING:
    from dragoman.language import Doc


def find_names(doc: Doc, words: Words) -> list[Name]:
    """The names of a document, in text order, without overlap; tables overrule the boundaries and labels of spaCy."""
    known = _scan_tables(words, doc.text)
    taken = [False] * len(words)
    names: list[Name] = []
    at = _by_token(known)
    ents = [(e.start, e.end - 1, e.label_) for e in doc.ents if e.label_ in NAME_LABELS]
    for start, stop, label in ents:
        first, last = start, stop
        bracket = next((i for i in range(first + 1, last + 1) if words.text[i] in ("(", "[", "-LRB-")), None)
        if bracket is not None:
            inner = _trim(words, bracket + 1, last)
            if inner[0] <= inner[1] and label != "PERSON":
                names.append(Name(*inner, label))
            last = bracket - 1
        while words.line[last] != words.line[first]:
            last -= 1
        first, last = _trim(words, first, last)
        if first > last:
            continue
        inside = list({id(k): k for i in range(first, last + 1) for k in at.get(i, ())}.values())
        if any(k.first <= first and last <= k.last for k in inside) or _spurious(words, first, last, label):
            continue
        if label in ("PERSON", "ORG") and inside and _swallows(words, first, last, inside):
            continue
        names.append(Name(first, last, label))
    for name in names:
        taken[name.first : name.last + 1] = [True] * (name.last - name.first + 1)
    for item in known:
        if not any(taken[item.first : item.last + 1]):
            names.append(item)
            taken[item.first : item.last + 1] = [True] * (item.last - item.first + 1)
    index = 0
    while index < len(words):
        if words.tag[index] in PROPER and not taken[index] and words.label[index] not in TIMES and words.text[index][:1].isalpha():
            stop = index
            while (
                stop + 1 < len(words)
                and words.tag[stop + 1] in PROPER
                and not taken[stop + 1]
                and words.dep[stop] == "compound"
                and words.line[stop + 1] == words.line[stop]
            ):
                stop += 1
            if words.text[index][:1].isupper():
                names.append(Name(index, stop, ""))
            index = stop
        index += 1
    names.sort(key=lambda n: n.first)
    return _find_surnames(words, _join_persons(words, names))


def _find_surnames(words: Words, names: list[Name]) -> list[Name]:
    """Add surnames that spaCy takes for common nouns: of persons told in full before, and of known ones ("Guterres denies it")."""
    first_at: dict[str, int] = {}
    for name in names:
        if name.label == "PERSON" and name.last > name.first:
            first_at.setdefault(words.text[name.last], name.last)
    taken = {i for name in names for i in range(name.first, name.last + 1)}
    found = [
        Name(i, i, "PERSON")
        for i, text in enumerate(words.text)
        if i not in taken
        and words.tag[i] in ("NN", "NNS", "NNP", "NNPS", "JJ")
        and (i > first_at.get(text, i) or (_opens(words, i) and _well_known(text)))
    ]
    return sorted([*names, *found], key=lambda n: n.first) if found else names


def _opens(words: Words, index: int) -> bool:
    """Whether a word begins a sentence as its subject, with a capital that says nothing."""
    first = index == 0 or words.sentence[index - 1] != words.sentence[index]
    return first and words.text[index].istitle() and words.dep[index] == "nsubj"


def _well_known(surname: str) -> bool:
    """Whether the tables know a person by that word, and it is no common noun ("Bush fires")."""
    return organizations.person(surname) is not None and surname.lower() not in common_words()


def _by_token(names: list[Name]) -> dict[int, list[Name]]:
    """Token → the names that it is part of."""
    found: dict[int, list[Name]] = {}
    for name in names:
        for index in range(name.first, name.last + 1):
            found.setdefault(index, []).append(name)
    return found


def _join_persons(words: Words, names: list[Name]) -> list[Name]:
    """Make one name of the pieces of a person's name that spaCy cut ("Ola Henrik" + "Berg")."""
    joined: list[Name] = []
    for name in names:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.last + 1 == name.first
            and not last.table
            and words.line[last.last] == words.line[name.first]
            and not name.table
            and (("PERSON" in (last.label, name.label) and {last.label, name.label} <= {"PERSON", ""}) or _titled(words, last))
            and words.dep[last.last] in ("compound", "punct")
            and name.label in ("PERSON", "")
            and name.first <= words.head[last.last] <= name.last
            and title_length([*words.text[last.first : last.last + 1], "X"]) == 0
        ):
            joined[-1] = Name(last.first, name.last, "PERSON")
        else:
            joined.append(name)
    return joined


def _titled(words: Words, name: Name) -> bool:
    """Whether a single word is a first name whatever spaCy takes it for: a title stands right before, or it was taken for an odd thing."""
    before = name.first - 1
    if name.label in ODD and name.first == name.last and words.text[name.first].istitle():
        return True
    return name.first == name.last and before >= 0 and words.tag[before] in PROPER and title_length([words.text[before], "X"]) == 1


def _trim(words: Words, first: int, last: int) -> tuple[int, int]:
    """A name without leading article and quotation mark, possessive ending and punctuation."""
    while first <= last and (words.lower[first] in ("the", "a", "an", "'s", "’s") or not words.text[first][:1].isalnum()):
        first += 1
    while last >= first and (
        words.lower[last] in ("'s", "’s", "'", "’", "the", "of", "for", "and")
        or not (words.text[last][-1:].isalnum() or words.text[last][-1:] == ".")
    ):
        last -= 1
    return first, last


def _spurious(words: Words, first: int, last: int, label: str) -> bool:
    """Whether spaCy's name is a common noun: it holds no capital letter or digit, or has its capital as first word ("Missiles struck")."""
    if first == last and words.tag[first] == "NNS" and _opens(words, first) and role_of([words.lower[first]]) is not None:
        return True
    return all(words.text[i].islower() for i in range(first, last + 1)) or (label == "CARDINAL")


def _swallows(words: Words, first: int, last: int, inside: list[Name]) -> bool:
    """Whether a person or organization of spaCy is nothing but two known names side by side."""
    covered = sum(k.last - k.first + 1 for k in inside)
    joints = sum(words.lower[i] in ("and", "or", ",", "-", "–", "&", "/") for i in range(first, last + 1))
    return (
        len(inside) > 1
        and covered + joints >= last - first + 1
        and all(k.table == "country" or words.text[k.first].isupper() for k in inside)
    )


@cache
def _table_index() -> tuple[dict[str, str], dict[str, int]]:
    """All known names → kind of table; first words → most blanks and joints in a name that begins so."""
    kinds: dict[str, str] = {}
    for name in countries.country_names():
        kinds[name] = "country"
    kinds.update({"US": "country", "CAR": "country"})
    for name in organizations.known_names():
        kinds.setdefault(name, "known")
    longest: dict[str, int] = {}
    for name in kinds:
        first = _first_word(name)
        longest[first] = max(
            longest.get(first, 0), name.count(" ") + 2 * name.count("'") + 2 * name.count("-") + name.count("&") + name.count(",") + 1
        )
    return kinds, longest


def _first_word(name: str) -> str:
    word = name.split(" ", 1)[0]
    for mark in ("-", "'", "/"):
        head = word.split(mark, 1)[0]
        if head:
            word = head
    return word.rstrip(",").lower()


def _scan_tables(words: Words, text: str) -> list[Name]:
    kinds, longest = _table_index()
    found: list[Name] = []
    index, count = 0, len(words)
    while index < count:
        word = words.text[index]
        if not word[:1].isupper() or (words.tag[index] == "PRP" and word not in ("US",)):
            index += 1
            continue
        reach = longest.get(words.lower[index]) or longest.get(_first_word(word))
        if reach:
            stop = min(count, index + reach) - 1
            while stop >= index:
                piece = text[words.start[index] : words.end[stop]]
                kind = kinds.get(piece) or (kinds.get(countries.normal(piece)) if piece[-1].isalnum() and word != "The" else None)
                if kind is None and not (piece.islower() or (piece.istitle() and piece.isascii())):
                    kind = kinds.get(organizations.plain(piece))
                if kind == "known" and stop == index and not _trusted(words, index):
                    kind = None
                if kind is None and (piece.isupper() and len(piece) > 4):
                    kind = (
                        "country"
                        if (countries.country_of_name(piece) or countries.country_of_demonym(piece) or countries.country_of_capital(piece))
                        else None
                    )
                if kind and words.lower[stop] not in ("'s", "’s") and words.sentence[index] == words.sentence[stop]:
                    found.append(Name(index, stop, "", kind))
                    index = stop
                    break
                stop -= 1
        index += 1
    return found


def _trusted(words: Words, index: int) -> bool:
    """Whether a single word that a table knows is likely the name here, and no common word and no part of another name."""
    if words.tag[index] in PROPER:
        return not _part_of_name(words, index)
    return len(words) == 1 or (words.text[index].isupper() and len(words.text[index]) > 2)


def _part_of_name(words: Words, index: int) -> bool:
    """Whether a capitalised word is joined to another in one name of a person, so that a table must not cut it out."""
    if words.label[index] != "PERSON":
        return False
    return any(0 <= i < len(words) and words.label[i] == "PERSON" and words.head[i] == index for i in (index - 1,)) or (
        index + 1 < len(words) and words.label[index + 1] == "PERSON" and words.head[index] == index + 1
    )
