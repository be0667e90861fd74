"""Noun phrases and names of a parse, as plain lists of words: the raw material of entities.

spaCy's attributes are read once into ``Words``; everything after that works on integers and strings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from dragoman.language.layout import is_wrapped
from dragoman.resolve import countries, organizations
from dragoman.resolve.offices import title_length
from dragoman.resolve.sectors import role_of

if TYPE_CHECKING:
    from dragoman.language import Doc

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
PROPER = frozenset({"NNP", "NNPS"})
INSIDE = frozenset({"compound", "nmod", "amod", "nummod", "quantmod", "npadvmod", "advmod", "nn"})
LEFT_OUT = frozenset({"relcl", "appos", "acl", "punct", "cc", "conj", "parataxis", "advcl", "preconj", "advmod", "predet", "case", "dep"})
TIMES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL"})
NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"})
COUNTED = frozenset({"nsubj", "nsubjpass", "dobj"})  # "three were killed"
MAX_WORDS = 10
OFFICE_PREPOSITIONS = frozenset({"of", "for"})
SENT_TO = frozenset(["ambassador", "envoy", "representative", "delegate", "adviser", "advisor", "emissary", "ambassadors", "envoys"])


@dataclass
class Words:
    """The attributes of a document's tokens as lists, index by token."""

    text: list[str]
    lower: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    sentence: list[int]
    label: list[str]
    line: list[int]
    kids: list[list[int]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.text)


@dataclass
class Name:
    """A name: tokens ``[first, last]``, spaCy's label ("" where it has none) and the table that knows it ("" where none)."""

    first: int
    last: int
    label: str
    table: str = ""


@dataclass
class Phrase:
    """A noun phrase: tokens ``[first, last]``, its head, the name inside that is its head, if any, and the words before it."""

    first: int
    last: int
    head: int
    name: Name | None = None
    nested: bool = False


def read_words(doc: Doc) -> Words:
    """The tokens of a parse as lists."""
    words = Words([], [], [], [], [], [], [], [], [], [])
    number, line = -1, 0
    wrapped = is_wrapped(doc.text)
    for token in doc:
        if token.is_sent_start:
            number += 1
        text = token.text
        words.text.append(text)
        words.lower.append(text.lower())
        words.tag.append(token.tag_)
        words.dep.append(token.dep_)
        words.head.append(token.head.i)
        words.start.append(token.idx)
        words.end.append(token.idx + len(text))
        words.sentence.append(number)
        words.label.append(token.ent_type_)
        words.line.append(line)
        if not wrapped and "\n" in text:
            line += 1
    kids: list[list[int]] = [[] for _ in words.text]
    for index, head in enumerate(words.head):
        if head != index:
            kids[head].append(index)
    words.kids = kids
    return words


def find_names(doc: Doc, words: Words) -> list[Name]:
    """The names of a document, in text order, without overlap; tables overrule the boundaries and labels of spaCy."""
    known = _scan_tables(words, doc.text)
    taken = [False] * len(words)
    names: list[Name] = []
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
        inside = [k for k in known if k.first <= last and first <= k.last]
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
    return _join_persons(words, names)


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
            and "PERSON" in (last.label, name.label)
            and {last.label, name.label} <= {"PERSON", ""}
            and words.dep[last.last] in ("compound", "punct")
            and name.first <= words.head[last.last] <= name.last
            and title_length([*words.text[last.first : last.last + 1], "X"]) == 0
        ):
            joined[-1] = Name(last.first, name.last, "PERSON")
        else:
            joined.append(name)
    return joined


def _trim(words: Words, first: int, last: int) -> tuple[int, int]:
    """A name without leading article and quotation mark, possessive ending and punctuation."""
    while first <= last and (words.lower[first] in ("the", "a", "an", "'s", "’s") or not words.text[first][:1].isalnum()):
        first += 1
    while last >= first and (
        words.lower[last] in ("'s", "’s", "'", "’", "the") or not (words.text[last][-1:].isalnum() or words.text[last][-1:] == ".")
    ):
        last -= 1
    return first, last


def _spurious(words: Words, first: int, last: int, label: str) -> bool:
    """Whether spaCy's name holds no capital letter or digit: a common noun that it took for a name."""
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
                kind = kinds.get(piece) or (kinds.get(countries.normal(piece)) if piece[-1].isalnum() else None)
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


def find_phrases(words: Words, names: list[Name]) -> list[Phrase]:
    """The noun phrases that can be arguments, and the names inside others, in order of their heads."""
    name_of: dict[int, Name] = {}
    for name in names:
        for i in range(name.first, name.last + 1):
            name_of[i] = name
    phrases: list[Phrase] = []
    done: set[int] = set()
    for index in range(len(words)):
        tag, dep = words.tag[index], words.dep[index]
        found = name_of.get(index)
        if found is not None:
            if id(found) in done:
                continue
            root = _root(words, found)
            if root != index:
                continue
            done.add(id(found))
            outer, joined = words.head[root], root
            while words.dep[joined] == "conj" and words.head[joined] in name_of and words.head[joined] != joined:
                joined = words.head[joined]
            if (joined != root and words.dep[joined] in INSIDE) or (
                words.dep[root] in INSIDE and outer != root and words.tag[outer] in NOUNS and words.dep[root] != "npadvmod"
            ):
                phrases.append(Phrase(found.first, found.last, root, found, nested=True))
            else:
                first, last = _bounds(words, root)
                first, last = _limit(words, min(first, found.first), max(last, found.last), root, found)
                phrases.append(Phrase(first, last, root, found))
        elif dep not in INSIDE and (tag in NOUNS or _nominal_adjective(words, index) or (tag == "CD" and dep in COUNTED)):
            if words.label[index] in TIMES and role_of([words.lower[index]]) is None:
                continue
            first, last = _bounds(words, index)
            first, last = _limit(words, first, last, index, None)
            phrases.append(Phrase(first, last, index))
    return _merge_titles(words, phrases)


def _root(words: Words, name: Name) -> int:
    """The token of a name that governs the others."""
    for i in range(name.last, name.first - 1, -1):
        if not name.first <= words.head[i] <= name.last or words.head[i] == i:
            return i
    return name.last


def _nominal_adjective(words: Words, index: int) -> bool:
    """Whether an adjective or participle stands for people ("the displaced", "two wounded"), or a lone noun was mistagged."""
    if (
        words.dep[index] == "ROOT"
        and words.tag[index] not in ("VBD", "VBZ", "VBP", "MD")
        and not any(words.dep[k] in ("nsubj", "nsubjpass", "dobj", "aux") for k in words.kids[index])
    ):
        role = role_of([words.lower[index]])
        if role is not None and role.kind in ("person", "group", "organization"):
            return True
    if words.tag[index] not in ("JJ", "VBN", "JJS"):
        return False
    if words.dep[index] not in ("nsubj", "nsubjpass", "dobj", "pobj", "agent", "ROOT", "poss"):
        return False
    return any(words.dep[k] in ("det", "poss") for k in words.kids[index])


def leftmost(words: Words, index: int) -> int:
    """The first token of what stands before a token and belongs to it."""
    for kid in words.kids[index]:
        if kid > index:
            break
        if words.dep[kid] not in ("punct", "cc"):
            return min(leftmost(words, kid), kid)
    return index


def _bounds(words: Words, head: int) -> tuple[int, int]:
    """First and last token of a head's phrase: modifiers before it, "of"-phrases behind it."""
    first = last = head
    for kid in words.kids[head]:
        if kid < head and words.dep[kid] not in LEFT_OUT:
            first = leftmost(words, kid)
            break
    for kid in words.kids[head]:
        if kid <= head:
            continue
        dep = words.dep[kid]
        if dep == "prep":
            word = words.lower[kid]
            if word not in OFFICE_PREPOSITIONS and not (word == "to" and words.lower[head] in SENT_TO):
                break
            objects = [k for k in words.kids[kid] if words.dep[k] == "pobj"]
            if not objects or (word == "for" and (words.tag[objects[0]] not in PROPER or words.tag[head] not in NOUNS)):
                break
            last = _bounds(words, objects[0])[1]
        elif dep in ("compound", "nummod", "nmod") and kid == last + 1:
            last = kid
        elif dep != "case":
            break
    return first, last


def _limit(words: Words, first: int, last: int, head: int, name: Name | None) -> tuple[int, int]:
    """Bounds of at most ``MAX_WORDS`` words: the "of"-phrase goes first, then the words farthest before the head."""
    if words.text[last - first : last] and last - first + 1 > MAX_WORDS:
        last = max(head, name.last if name else head)
        first = max(first, last - MAX_WORDS + 1)
    first = max(first, last - MAX_WORDS + 1)
    while words.line[first] != words.line[head]:
        first += 1
    while words.line[last] != words.line[head]:
        last -= 1
    while first < head and words.tag[first] in ("CC", ",", ":", "''", "``", "-LRB-", "IN"):
        first += 1
    return min(first, head), max(last, head)  # a subtree that crosses others may end before its head


def _merge_titles(words: Words, phrases: list[Phrase]) -> list[Phrase]:
    """Join a title and the name right behind it that spaCy parses as an apposition ("defence minister Ola Berg")."""
    merged: list[Phrase] = []
    by_last: dict[int, Phrase] = {}
    for phrase in phrases:
        before = by_last.get(phrase.first - 1)
        if (
            phrase.name is not None
            and before is not None
            and before.name is None
            and not before.nested
            and words.head[phrase.head] == before.head
            and words.dep[phrase.head] == "appos"
            and words.label[phrase.head] in ("PERSON", "", "ORG", "GPE", "NORP")
        ):
            found = role_of(words.lower[before.first : before.head + 1])
            body = found is not None and found.kind == "organization" and words.tag[before.head] == "NN"
            if found is not None and (found.kind == "person" or body):
                before.last, before.name, before.head = phrase.last, phrase.name, phrase.head
                by_last[before.last] = before
                continue
        merged.append(phrase)
        by_last[phrase.last] = phrase
    return merged


def split_title(words: Words, name: Name) -> int:
    """How many tokens at the start of a name are a title."""
    tokens = words.text[name.first : name.last + 1]
    return title_length(tokens) if len(tokens) > 1 else 0
