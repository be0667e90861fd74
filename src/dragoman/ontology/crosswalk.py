"""PLOVER ↔ CAMEO: the code that older data sets expect, and back.

Sources: ``data/ontology/crosswalk.tsv`` (after CAMEO2PLOVER, Open Event Data Alliance, CC BY-SA 4.0) and ``crosswalk_back.tsv``, where
every choice is told beside its line. Codes are text: "0312" keeps its zero.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dragoman.tables import read_table


@dataclass(frozen=True)
class CameoCode:
    """One CAMEO code and what it stands for in PLOVER; mode is null where PLOVER names none."""

    code: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    label: str


@cache
def cameo_codes() -> dict[str, CameoCode]:
    """All CAMEO codes, in order. Raises ``DataError`` where the table is broken."""
    rows = read_table("ontology/crosswalk.tsv")
    return {r["cameo"]: CameoCode(r["cameo"], r["type"], r["mode"] or None, tuple(r["contexts"].split()), r["label"]) for r in rows}


@cache
def _back() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Type → (mode, context, code), in the order in which they are tried."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in read_table("ontology/crosswalk_back.tsv"):
        found.setdefault(row["type"], []).append((row["mode"], row["context"], row["cameo"]))
    return {name: tuple(sorted(rows, key=lambda r: (not r[0], not r[1]))) for name, rows in found.items()}


def cameo_code(event_type: str, modes: Iterable[str] = (), contexts: Iterable[str] = ()) -> str | None:
    """The CAMEO code of a PLOVER type with these modes and contexts: the most specific that fits, else the type's root.

    None for a type that PLOVER does not have (an ontology of one's own).
    """
    modes, contexts = set(modes) | {""}, set(contexts) | {""}
    for mode, context, code in _back().get(event_type, ()):
        if mode in modes and context in contexts:
            return code
    return None


def plover_of(cameo: str) -> tuple[str, str | None, tuple[str, ...]] | None:
    """Type, mode and contexts of a CAMEO code; None for a code that CAMEO does not have. A root ("03") is read as "030"."""
    found = cameo_codes().get(cameo) or cameo_codes().get(f"{cameo}0")
    return (found.type, found.mode, found.contexts) if found else None
