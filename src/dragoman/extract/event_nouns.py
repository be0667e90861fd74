"""Classes of words that decide whether and whose an act is."""

from __future__ import annotations

from functools import cache

from dragoman.tables import read_table


@cache
def event_nouns(name: str) -> frozenset[str]:
    """The lemmas of a class of ``lexicon/en/event_nouns.tsv``, such as ``weapon`` or ``misfortune``."""
    rows = read_table("lexicon/en/event_nouns.tsv")
    return frozenset(word for row in rows if row["class"] == name for word in row["words"].split())
