"""How well the coder judges the events of ``cases/factuality_own.jsonl``: a table of our own, in two halves by a hash of the text.

The first half was looked at while the grammar of certainty was written; the second one never. Run as a program it prints both.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.coder import Coder
from dragoman.model import Document, Event, Report, Span
from dragoman.settings import GRAMMAR, Settings

TABLE = Path(__file__).parent / "cases" / "factuality_own.jsonl"
PUBLISHED = "2024-03-14"
MORE_THAN_POSSIBLE = 0.95
CLASSES = ("yes", "no", "open", "planned")


@dataclass(frozen=True)
class Judged:
    """A case and the event that the coder reads at its trigger, None where it reads none."""

    case: dict[str, Any]
    report: Report
    event: Event | None


def class_of(event: Event) -> str:
    """``planned`` (ahead, and more than possible), ``yes`` (certain), ``no`` (certainly or probably not), else ``open``."""
    if event.aspect == "planned" and event.value >= MORE_THAN_POSSIBLE:
        return "planned"
    return "yes" if event.factuality == "CT+" else "no" if event.value <= -MORE_THAN_POSSIBLE else "open"


def half_of(text: str) -> int:
    """0: looked at, 1: never."""
    return hashlib.sha256(text.encode()).digest()[0] % 2


def judged(half: int | None = None) -> Iterator[Judged]:
    """The cases of a half (of both), each with what the coder reads; grammar alone decides what is an event."""
    cases = [json.loads(line) for line in TABLE.read_text(encoding="utf-8").splitlines()]
    chosen = [case for case in cases if half is None or half_of(case["text"]) == half]
    coder = Coder(Settings(judge=GRAMMAR))
    reports = coder.read_many(Document(case["text"], id=str(n), published=PUBLISHED) for n, case in enumerate(chosen))
    for case, report in zip(chosen, reports, strict=True):
        trigger = Span(*case["trigger"])
        yield Judged(case, report, next((e for e in report.events if e.trigger_span.overlaps(trigger)), None))


def macro_f1(pairs: Iterable[tuple[str, str]], classes: Iterable[str] = CLASSES) -> float:
    """The mean over the classes of F1, of pairs of a right and a found class."""
    counted = Counter(pairs)
    scores = []
    for name in classes:
        hits = counted[name, name]
        told = sum(n for (_, found), n in counted.items() if found == name)
        right = sum(n for (wanted, _), n in counted.items() if wanted == name)
        scores.append(2 * hits / (told + right) if told + right else 1.0)
    return sum(scores) / len(scores)


def classes(found: Iterable[Judged]) -> list[tuple[str, str]]:
    """The right and the found class of each case whose event was read."""
    return [(j.case["class"], class_of(j.event)) for j in found if j.event is not None]


def main() -> None:
    for half in (0, 1):
        found = list(judged(half))
        read = [j for j in found if j.event is not None]
        aspects = sum(j.event is not None and j.event.aspect == j.case["aspect"] for j in read)
        labels = sum(j.event is not None and j.event.factuality == j.case["factuality"] for j in read)
        print(
            f"{('looked at', 'never looked at')[half]}: {len(found)} cases, {len(read)} read; macro-F1 {macro_f1(classes(read)):.3f}, "
            f"label right {labels / len(read):.3f}, aspect right {aspects / len(read):.3f}"
        )


if __name__ == "__main__":
    main()
