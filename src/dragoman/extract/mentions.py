"""Noun phrases and names of a parse, as plain lists of words: the raw material of entities.

spaCy's attributes are read once into ``Words``; everything after that works on integers and strings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.language.layout import is_wrapped
from dragoman.language.numbers import PLURALS
from dragoman.model import Span
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
BOUNDING = {("at", "least"), ("at", "most"), ("up", "to"), ("close", "to")}
CHARGES = frozenset({"charge", "charges", "wrongdoing"})  # of which somebody is cleared, and no part of his name
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
        and words.tag[index] not in ("VBD", "VBP", "MD")
        and not any(words.dep[k] in ("nsubj", "nsubjpass", "dobj", "aux") and not _owns(words, k) for k in words.kids[index])
    ):
        role = role_of([words.lower[index]])
        if role is not None and role.kind in (("group",) if words.tag[index] == "VBZ" else ("person", "group", "organization")):
            return True
    if words.tag[index] not in ("JJ", "VBN", "JJS"):
        return False
    if words.dep[index] not in ("nsubj", "nsubjpass", "dobj", "pobj", "agent", "ROOT", "poss"):
        return False
    before = [k for k in words.kids[index] if words.dep[k] in ("det", "poss")]
    return bool(before) and not (words.lower[index] == "other" and words.lower[before[0]] == "each")


def _owns(words: Words, index: int) -> bool:
    """Whether a word is a possessor ("Chad's displaced", where the participle was taken for a verb)."""
    return any(words.tag[k] == "POS" for k in words.kids[index])


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
            purpose = word == "for" and objects and (words.tag[objects[0]] not in PROPER or words.tag[head] not in NOUNS)
            if not objects or purpose or words.lower[objects[0]] in CHARGES:
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
    while first < head and words.tag[first] in ("CC", ",", ":", "''", "``", "-LRB-", "IN") and not _bounds_number(words, first):
        first += 1
    return min(first, head), max(last, head)  # a subtree that crosses others may end before its head


def _bounds_number(words: Words, index: int) -> bool:
    """Whether a preposition begins what bounds a number ("at least 43 people", "up to ten rebels")."""
    return (words.lower[index], words.lower[index + 1]) in BOUNDING


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


def is_crowd(words: Words, head: int) -> bool:
    """Whether a bare number stands for people who do something ("tens of thousands marched")."""
    counted = any(words.lower[kid] == "of" and words.dep[kid] == "prep" for kid in words.kids[head] if kid > head)
    return words.lower[head] in PLURALS and words.dep[head] == "nsubj" and not counted


def surname_beside(words: Words, head: int, name_of: dict[int, Name]) -> str:
    """The last word of the person's name that explains a noun ("its president, Ola Berg"), lower case; "" where there is none."""
    names = [name_of[k] for k in words.kids[head] if k > head and words.dep[k] == "appos" and k in name_of]
    return next((words.lower[name.last] for name in names if name.label == "PERSON"), "")


def span_of(words: Words, first: int, last: int) -> Span:
    """The code points from one word to another, both included."""
    return Span(words.start[first], words.end[last])
