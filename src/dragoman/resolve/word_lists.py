"""Closed lists of words for reading noun phrases, from ``tables/word_lists.tsv``."""

from __future__ import annotations

from functools import cache

from dragoman.errors import DataError
from dragoman.tables import read_table


def word_list(name: str) -> frozenset[str]:
    """The words of a list, in lower case. Raises ``DataError`` where the table has no such list."""
    try:
        return _lists()[name]
    except KeyError:
        raise DataError(f"tables/word_lists.tsv has no list {name}") from None


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {row["list"]: frozenset(row["words"].split()) for row in read_table("tables/word_lists.tsv")}


@cache
def anaphors() -> dict[str, tuple[str, ...]]:
    """Noun that takes up a named body ("the alliance") → the sectors or non-state codes that the body may have."""
    return {row["noun"]: tuple(row["codes"].split()) for row in read_table("tables/anaphors.tsv")}


@cache
def common_words() -> frozenset[str]:
    """Words that are written small in running text; read where the first capital says nothing."""
    return frozenset(row["word"] for row in read_table("lexicon/en/words.tsv"))
