"""The tables of certainty: classes of words and what each makes of its scope, and how they compose.

An operator is the name of a class of ``lexicon/en/modality_classes.tsv``; its two numbers say what it makes of the certainty of
its scope. Sources: Karttunen, Simple and phrasal implicatives (2012); Saurí, FactBank guidelines (2008).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dragoman.errors import DataError
from dragoman.tables import read_table

CLASSES = "lexicon/en/modality_classes.tsv"
WORDS = "lexicon/en/modality.tsv"
# A future is as certain as what stands above it says, and never more certain than the modal: "will probably", "it is possible that X will".
CAPPED = {"will", "would", "can", "could", "may", "might", "planned", "expected", "scheduled", "upcoming"}


@dataclass(frozen=True)
class Operator:
    """A class of the lexicon and the index of the token where it stands."""

    name: str
    at: int


@cache
def scales() -> dict[str, tuple[float, float]]:
    """Class → what it makes of its scope where its predicate certainly holds and certainly fails, -1 … 1."""
    found: dict[str, tuple[float, float]] = {}
    for row in read_table(CLASSES):
        try:
            holds, fails = float(row["holds"]), float(row["fails"])
        except ValueError:
            raise DataError(f"{CLASSES}: class {row['class']} needs two numbers") from None
        if not (-1 <= holds <= 1 and -1 <= fails <= 1):
            raise DataError(f"{CLASSES}: the numbers of class {row['class']} must lie between -1 and 1")
        found[row["class"]] = (holds, fails)
    return found


def meaning_of(name: str) -> str:
    """Words that stand for a class, as its row in the table gives them."""
    return next((row["note"] for row in read_table(CLASSES) if row["class"] == name), "")


@cache
def signatures() -> dict[str, dict[str, str]]:
    """Frame → word → class. Raises ``DataError`` for a class that has no numbers."""
    found: dict[str, dict[str, str]] = {}
    for row in read_table(WORDS):
        if row["class"] not in scales():
            raise DataError(f"{WORDS}: class {row['class']} is not in {CLASSES}")
        for word in row["words"].split():
            found.setdefault(row["frame"], {})[word] = row["class"]
    return found


def compose(operators: Iterable[Operator]) -> float:
    """The certainty that is left under operators given from the outermost inwards, -1 … 1; 1 under none."""
    table = scales()
    certainty = 1.0
    for operator in operators:
        holds, fails = table[operator.name]
        if operator.name in CAPPED:
            certainty = min(certainty, holds) if certainty >= 0 else -certainty * fails
            continue
        certainty = (holds + fails) / 2 + certainty * (holds - fails) / 2
    return certainty
