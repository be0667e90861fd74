"""The words that attribute, from ``lexicon/en/cues.tsv``, by lemma and kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import cast, get_args

from dragoman.errors import DataError
from dragoman.model.statement import CueClass, Stance
from dragoman.tables import read_table

TABLE = "lexicon/en/cues.tsv"
KINDS = ("verb", "noun", "adjective", "adverb")
FRAMES = frozenset("qcwtoeagr")


@dataclass(frozen=True)
class Cue:
    """How one word attributes.

    frames: letters, what may follow it as content (see the table); prepositions: those that belong to the cue, with the content
    behind them; objects: the only nouns that it may have as object ("issued a warning"), empty = any.
    """

    cue_class: CueClass
    stance: Stance
    frames: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    objects: frozenset[str] = field(default=frozenset())


@cache
def cues() -> Mapping[str, Mapping[str, Cue]]:
    """Kind → lemma (with its particle, if any) → cue. Rows of the same word are joined; the first gives class and stance."""
    table: dict[str, dict[str, Cue]] = {kind: {} for kind in KINDS}
    for row in read_table(TABLE):
        cue = _cue(row)
        for word in row["words"].split(","):
            known = table[row["kind"]].get(word)
            if known:
                objects = known.objects | cue.objects
                cue_ = Cue(known.cue_class, known.stance, known.frames | cue.frames, known.prepositions | cue.prepositions, objects)
                table[row["kind"]][word] = cue_
            else:
                table[row["kind"]][word] = cue
    return table


def _cue(row: Mapping[str, str]) -> Cue:
    frames, prepositions, objects = set(), set(), set()
    for frame in row["frames"].split():
        if frame.startswith("p:"):
            prepositions.add(frame[2:])
        elif frame.startswith("o:"):
            objects.add(frame[2:])
        elif frame in FRAMES:
            frames.add(frame)
        else:
            raise DataError(f"{TABLE}: {frame!r} of {row['words']!r} is no frame")
    if row["kind"] not in KINDS or row["class"] not in get_args(CueClass) or row["stance"] not in get_args(Stance):
        raise DataError(f"{TABLE}: {row['words']!r} has an unknown kind, class or stance")
    stance, cue_class = cast("Stance", row["stance"]), cast("CueClass", row["class"])
    return Cue(cue_class, stance, frozenset(frames), frozenset(prepositions), frozenset(objects))
