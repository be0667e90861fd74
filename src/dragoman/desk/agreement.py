"""How far two annotators agree on the events that both have judged: share of the same verdict, and Cohen's kappa."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from dragoman.record.correcting import JUDGING, Anchor, Correction, in_force

Key = tuple[str, Anchor]


@dataclass(frozen=True)
class Verdict:
    """What somebody says of an event: accept, reject or change; and, for a change, to what."""

    kind: str
    detail: str

    @property
    def told(self) -> str:
        """The verdict for people: "reject"; "type: THREATEN, factuality: PR+"."""
        parts = []
        for line in filter(None, self.detail.split("\n")):
            action, _, payload = line.partition(" ")
            values = [_plain(value) for value in json.loads(payload).values() if value not in (None, [], "")]
            parts.append(f"{action}: {', '.join(values) or '–'}")
        return "; ".join(parts) or self.kind


@dataclass(frozen=True)
class Agreement:
    """Two annotators: how many events both judged, on how many they agree (kind of verdict; verdict with all its details), kappa.

    kappa is None where chance alone would always agree. apart: the events on which they do not.
    """

    one: str
    other: str
    both: int
    agreed: int
    identical: int
    kappa: float | None
    apart: tuple[tuple[str, Anchor, Verdict, Verdict], ...]


def words_of(corrections: Iterable[Correction]) -> dict[Key, str]:
    """The words at each event that was corrected, as they stood there."""
    placed = (one for one in corrections if one.document is not None and one.start is not None and one.end is not None)
    return {
        (one.document or "", Anchor(one.start or 0, one.end or 0, one.payload.get("ordinal", 0))): str(one.payload.get("words") or "")
        for one in placed
    }


def verdicts(corrections: Iterable[Correction]) -> dict[str, dict[Key, Verdict]]:
    """Author → event → verdict, of the corrections in force. Reject outweighs change, change outweighs accept; the last one counts."""
    log = sorted(corrections, key=lambda one: one.id)
    found: dict[str, dict[Key, Verdict]] = {}
    for one in in_force(log):
        if one.action not in JUDGING or one.document is None or one.start is None or one.end is None:
            continue
        key = (one.document, Anchor(one.start, one.end, one.payload.get("ordinal", 0)))
        mine = found.setdefault(one.author or "", {})
        before = mine.get(key)
        if one.action in ("accept", "reject"):
            kept = before if one.action == "accept" and before and before.kind == "change" else None
            mine[key] = kept or Verdict(one.action, "")
            continue
        plain = {name: value for name, value in one.payload.items() if name not in ("words", "ordinal")}
        detail = f"{one.action} {json.dumps(plain, sort_keys=True, ensure_ascii=False)}"
        earlier = [part for part in (before.detail.split("\n") if before and before.kind == "change" else []) if part]
        kept_parts = [part for part in earlier if not part.startswith(f"{one.action} ")]
        mine[key] = Verdict("change", "\n".join(sorted([*kept_parts, detail])))
    return found


def agreements(corrections: Iterable[Correction]) -> list[Agreement]:
    """All pairs of annotators that have judged an event in common, those with most in common first."""
    said = verdicts(corrections)
    found = [_between(one, other, said[one], said[other]) for one, other in combinations(sorted(said), 2)]
    return sorted((a for a in found if a.both), key=lambda a: -a.both)


def _between(one: str, other: str, first: Mapping[Key, Verdict], second: Mapping[Key, Verdict]) -> Agreement:
    both = sorted(first.keys() & second.keys(), key=str)
    pairs = [(first[key], second[key]) for key in both]
    agreed = sum(a.kind == b.kind for a, b in pairs)
    apart = tuple((*key, a, b) for key, (a, b) in zip(both, pairs, strict=True) if a != b)
    return Agreement(one, other, len(pairs), agreed, sum(a == b for a, b in pairs), kappa([(a.kind, b.kind) for a, b in pairs]), apart)


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def kappa(pairs: list[tuple[str, str]]) -> float | None:
    """Cohen's kappa of pairs of labels; None without pairs, or where both always say the same one label."""
    if not pairs:
        return None
    observed = sum(a == b for a, b in pairs) / len(pairs)
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[label] * right[label] for label in left) / len(pairs) ** 2
    return None if chance == 1 else (observed - chance) / (1 - chance)
