"""What a judge has learned of types that it was not trained for: one linear layer over what it says of a pair.

Made by ``training/train_types.py`` from marked sentences; a JSON file beside the types.
"""

from __future__ import annotations

import json
import math
import operator
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import DataError

NONE = "NONE"  # none of the types


@dataclass(frozen=True)
class Head:
    """types: the names, ``NONE`` last. weights: a row of numbers for each, as long as the judge's state. judge: whose state it reads."""

    types: tuple[str, ...]
    weights: tuple[tuple[float, ...], ...]
    bias: tuple[float, ...]
    judge: str

    def chances(self, state: Sequence[float]) -> dict[str, float]:
        """The probability of each type; together 1."""
        scores = [bias + sum(map(operator.mul, row, state)) for row, bias in zip(self.weights, self.bias, strict=True)]
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        return {name: power / sum(powers) for name, power in zip(self.types, powers, strict=True)}


def read_head(path: Path) -> Head:
    """The head in a file. Raises ``DataError`` where it is broken."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        types = tuple(str(name) for name in data["types"])
        weights = tuple(tuple(float(number) for number in row) for row in data["weights"])
        head = Head(types, weights, tuple(float(number) for number in data["bias"]), str(data["judge"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"{path.name}: {type(error).__name__} {error} in what was learned; train it anew") from None
    if head.types[-1:] != (NONE,) or not len(types) == len(weights) == len(head.bias) or len({len(row) for row in weights}) != 1:
        raise DataError(f"{path.name}: what was learned is not sound; train it anew")
    return head
