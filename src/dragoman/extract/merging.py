"""Why a mention is taken for an entity told before: a sum of named features.

The features and their weights stand in ``tables/merging.tsv``. ``Choice`` collects what speaks for and against one entity;
``best`` takes the entity with the highest sum, if it is high enough. What was decided is kept as ``Merge``, one for each mention
that was taken up, and shown by ``dragoman read --explain``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from dragoman.errors import DataError
from dragoman.model import Span
from dragoman.tables import read_table

if TYPE_CHECKING:
    from dragoman.extract.coreference import Draft

Features = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Merge:
    """One mention that was taken up: its span, the last mention of the entity before it, and the features with what each adds."""

    mention: Span
    antecedent: Span
    features: Features

    @property
    def total(self) -> float:
        """The sum of the features."""
        return sum(weight for _, weight in self.features)

    def explain(self) -> str:
        """The sum in words: "has the same surname 4.0, each sentence between -0.5"."""
        return ", ".join(f"{meaning(name)} {weight:+.2g}" for name, weight in self.features)


@dataclass
class Choice:
    """An entity that a mention may be taken for, and what speaks for and against it."""

    draft: Draft
    features: dict[str, float] = field(default_factory=dict)

    def add(self, name: str, times: float = 1.0) -> Choice:
        """Count a feature so many times; not at all where that is zero."""
        if times:
            self.features[name] = weight(name) * times
        return self

    def against(self, **facts: bool) -> Choice:
        """Count those features that hold."""
        for name, holds in facts.items():
            if holds:
                self.features[name] = weight(name)
        return self

    @property
    def total(self) -> float:
        """The sum of the features."""
        return sum(self.features.values())


def best(choices: Iterable[Choice]) -> Choice | None:
    """The choice with the highest sum, of equal ones that told last; None where none reaches the threshold."""
    found = max(choices, key=lambda choice: (choice.total, choice.draft.token), default=None)
    return found if found is not None and found.total >= weight("threshold") else None


def weight(name: str) -> float:
    """What a feature weighs. Raises ``DataError`` where the table lacks it."""
    try:
        return _features()[name][0]
    except KeyError:
        raise DataError(f"tables/merging.tsv has no feature {name}") from None


def meaning(name: str) -> str:
    """What a feature means, in words."""
    return _features()[name][1]


@cache
def _features() -> dict[str, tuple[float, str]]:
    return {row["feature"]: (float(row["weight"]), row["meaning"]) for row in read_table("tables/merging.tsv")}
