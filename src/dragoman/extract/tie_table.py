"""The words that tell standing facts: ``lexicon/en/ties.tsv``, and closed lists of words that decide about them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.errors import DataError
from dragoman.model import RELATIONS
from dragoman.tables import read_table

TABLE = "lexicon/en/ties.tsv"
LISTS = "lexicon/en/tie_words.tsv"
FRAMES = {"verb", "noun", "adjective", "linked", "mutual", "office", "phrase", "owned", "under"}


@dataclass(frozen=True)
class Pattern:
    """A row of the table."""

    relation: str
    frame: str
    prepositions: frozenset[str]
    other: frozenset[str]
    flip: bool


@cache
def patterns() -> dict[str, tuple[Pattern, ...]]:
    """Word → its patterns. Raises ``DataError`` for a relation or a frame that is not known."""
    found: dict[str, list[Pattern]] = {}
    for row in read_table(TABLE):
        if row["relation"] not in RELATIONS or row["frame"] not in FRAMES:
            raise DataError(f"{TABLE}: {row['relation']} {row['frame']} is no relation and frame")
        prepositions = frozenset(row["prepositions"].split()) - {"-"}
        pattern = Pattern(row["relation"], row["frame"], prepositions, frozenset(row["other"].split()), row["flip"] == "yes")
        for word in row["words"].split():
            found.setdefault(word, []).append(pattern)
    return {word: tuple(rows) for word, rows in found.items()}


@cache
def words(name: str) -> frozenset[str]:
    """A closed list of words of ``lexicon/en/tie_words.tsv``."""
    return _lists()[name]


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {row["list"]: frozenset(row["words"].split()) for row in read_table(LISTS)}
