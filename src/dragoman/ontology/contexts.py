"""What a text is about: PLOVER's contexts, told by words. Several may hold at once.

A context holds where one of its strong words stands, or two different of its weaker ones. Words: ``data/ontology/contexts.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dragoman.errors import DataError
from dragoman.tables import data_file

FILE = "ontology/contexts.toml"
KEYS = {"definition", "strong", "words"}
ENOUGH = 2  # a strong word counts so much, a weaker one 1


@dataclass(frozen=True)
class Context:
    """A context of PLOVER; words with an underscore are words that follow each other."""

    name: str
    definition: str
    strong: frozenset[str]
    words: frozenset[str]


@cache
def contexts() -> dict[str, Context]:
    """All contexts by name, in the manual's order. Raises ``DataError`` where the file is broken."""
    return read_contexts(data_file(FILE).read_text(encoding="utf-8"))


def read_contexts(text: str) -> dict[str, Context]:
    """Contexts told in TOML; an unknown key, a missing one or a word told twice is named."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"contexts.toml: {error}") from None
    found = {}
    for name, table in tables.items():
        if not isinstance(table, dict) or set(table) != KEYS or not all(isinstance(value, str) for value in table.values()):
            raise DataError(f"contexts.toml: context {name} must have the keys {', '.join(sorted(KEYS))} and no others")
        strong, words = (table[key].split() for key in ("strong", "words"))
        both = strong + words
        twice = {word for word in both if both.count(word) > 1}
        if twice:
            raise DataError(f"contexts.toml: context {name} tells {', '.join(sorted(twice))} twice")
        found[name] = Context(name, table["definition"], frozenset(strong), frozenset(words))
    return found


@cache
def _cues() -> dict[str, tuple[tuple[str, str, int], ...]]:
    """Last word of a cue → (the words in front of it, context, how much it counts)."""
    index: dict[str, list[tuple[str, str, int]]] = {}
    for context in contexts().values():
        for words, counts in ((context.strong, ENOUGH), (context.words, 1)):
            for word in words:
                front, _, last = word.rpartition("_")
                index.setdefault(last, []).append((front.replace("_", " "), context.name, counts))
    return {word: tuple(found) for word, found in index.items()}


def contexts_of(lemmas: Iterable[str]) -> tuple[str, ...]:
    """The contexts of a sentence or text, given its lemmas in order (lower case), in the manual's order."""
    cues = _cues()
    scores: dict[str, int] = {}
    seen: set[str] = set()
    before: list[str] = ["", "", ""]
    for lemma in lemmas:
        for front, context, counts in cues.get(lemma, ()):
            if front and not (" " + " ".join(before)).endswith(" " + front):
                continue
            key = f"{context} {front} {lemma}"
            if key not in seen:
                seen.add(key)
                scores[context] = scores.get(context, 0) + counts
        before = [*before[1:], lemma]
    return tuple(name for name in contexts() if scores.get(name, 0) >= ENOUGH)
