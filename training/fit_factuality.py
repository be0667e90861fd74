"""Fit the sizes of ``data/lexicon/en/modality_classes.tsv``: two numbers for each class of operators.

    python training/fit_factuality.py GOLD.jsonl [GOLD.jsonl ...] [--items 7000]

Each gold line is ``{"id", "text", "trigger": [start, end], "value": -3 … 3}``. The search goes through the classes, tries each
number in steps of 0.1 within the reach below, and keeps what raises the mean over the files of Pearson's r, less a penalty on
the distance from where it began; no randomness. It prints the table's rows. The rows in the package are these, rounded by hand
where the label of a plain sentence would else be odd ("might" possible, "will" probable). Numbers in FIXED carry meaning and
are not fitted. Fitted on the train parts of UW and UDS-IH2.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from pathlib import Path

from dragoman.language import parse
from dragoman.language.certainty import CAPPED, Operator, compose, scales
from dragoman.language.modality import operators
from dragoman.model import Document, Span

FIXED = {
    ("not", 0),
    ("not", 1),
    ("factive", 0),
    ("proof", 0),
    ("scheduled", 1),
    ("upcoming", 1),
    ("support", 0),
    ("support", 1),
    ("failed", 0),
    ("denied", 0),
    ("reported", 0),
    ("definite", 0),
}
REACH = (0.2, 0.6)  # how far the two numbers of a class may move from where they are
PENALTY = 0.002
ROUNDS = 3

Sequence = tuple[str, ...]


class Sample:
    """One gold file as counts and standardized sums of values for each sequence of operators."""

    def __init__(self, path: Path, items: int) -> None:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[:items]]
        texts = list(dict.fromkeys(row["text"] for row in rows))
        analyses = dict(zip(texts, parse(Document(text) for text in texts), strict=True))
        mean = sum(row["value"] for row in rows) / len(rows)
        spread = math.sqrt(sum((row["value"] - mean) ** 2 for row in rows) / len(rows))
        self.size = len(rows)
        self.count: Counter[Sequence] = Counter()
        self.sum: dict[Sequence, float] = defaultdict(float)
        for row in rows:
            token = analyses[row["text"]].head(Span(*row["trigger"]))
            if token is None:
                raise SystemExit(f"{path}: the trigger of {row['id']} holds no word")
            sequence = tuple(operator.name for operator in operators(token))
            self.count[sequence] += 1
            self.sum[sequence] += (row["value"] - mean) / spread

    def correlation(self, table: dict[str, tuple[float, float]]) -> float:
        """Pearson's r of the composed certainty with the gold values."""
        values = {sequence: value_of(sequence, table) for sequence in self.count}
        mean = sum(values[s] * n for s, n in self.count.items()) / self.size
        variance = sum(values[s] ** 2 * n for s, n in self.count.items()) / self.size - mean**2
        return sum(values[s] * total for s, total in self.sum.items()) / self.size / math.sqrt(variance)


def value_of(sequence: Sequence, table: dict[str, tuple[float, float]]) -> float:
    """What ``modality.compose`` gives with another table of numbers."""
    certainty = 1.0
    for name in sequence:
        holds, fails = table[name]
        if name in CAPPED:
            certainty = min(certainty, holds) if certainty >= 0 else -certainty * fails
            continue
        certainty = (holds + fails) / 2 + certainty * (holds - fails) / 2
    return certainty


def fit(samples: list[Sample]) -> dict[str, tuple[float, float]]:
    """Coordinate search over the numbers of all classes."""
    start = dict(scales())
    table = dict(start)

    def score(trial: dict[str, tuple[float, float]]) -> float:
        moved = sum((trial[name][side] - start[name][side]) ** 2 for name in trial for side in (0, 1))
        return sum(sample.correlation(trial) for sample in samples) / len(samples) - PENALTY * moved

    best = score(table)
    for number in range(ROUNDS):
        for name in sorted(table):
            for side in (0, 1):
                if (name, side) in FIXED:
                    continue
                for step in range(-round(10 * REACH[side]), round(10 * REACH[side]) + 1):
                    pair = list(table[name])
                    pair[side] = round(max(-1.0, min(1.0, start[name][side] + step / 10)), 2)
                    trial = {**table, name: (pair[0], pair[1])}
                    if (reached := score(trial)) > best + 1e-6:
                        best, table = reached, trial
        print(f"# round {number + 1}: {best:.4f}")
    return table


def main() -> None:
    """Read the gold files, fit, print the rows."""
    reader = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    reader.add_argument("gold", nargs="+", type=Path)
    reader.add_argument("--items", type=int, default=7000, help="at most so many lines of each file")
    options = reader.parse_args()
    probe = (Operator("not", 0), Operator("failed", 1))
    if abs(value_of(tuple(o.name for o in probe), dict(scales())) - compose(probe)) > 1e-9:
        raise SystemExit("the composition here is not the one of dragoman.language.modality")
    samples = [Sample(path, options.items) for path in options.gold]
    for name, (holds, fails) in fit(samples).items():
        print(f"{name}\t{holds:g}\t{fails:g}")


if __name__ == "__main__":
    main()
