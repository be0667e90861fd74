#!/usr/bin/env python
"""Make the ground of the desk's map, ``src/dragoman/desk/static/land.svg``: squares of two degrees in which the gazetteer has a place.

    python training/build_land.py

Rows of squares are one stroke each. Places are GeoNames', CC BY 4.0; it is to be made anew when the gazetteer is.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GAZETTEER = ROOT / "src/dragoman/data/gazetteer/places.sqlite"
LAND = ROOT / "src/dragoman/desk/static/land.svg"
SIDE = 2  # degrees
_SCALE = 10_000  # parts of a degree in the gazetteer


def squares() -> set[tuple[int, int]]:
    """Rows from the south pole and columns from the 180th meridian of the squares that have a place."""
    line = sqlite3.connect(f"{GAZETTEER.as_uri()}?mode=ro", uri=True)
    try:
        found = line.execute("SELECT (latitude + 90 * ?1) / (?1 * ?2), (longitude + 180 * ?1) / (?1 * ?2) FROM place", (_SCALE, SIDE))
        return {(row, column) for row, column in found}
    finally:
        line.close()


def drawn() -> str:
    """The file's content: x is east of Greenwich, y south of the equator, in degrees."""
    have, strokes = squares(), []
    for row, column in sorted(have):
        if (row, column - 1) not in have:
            length = next(n for n in range(1, 360) if (row, column + n) not in have)
            strokes.append(f"M{column * SIDE - 180} {90 - row * SIDE - SIDE // 2}h{length * SIDE}")
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-180 -90 360 180"><!-- places: GeoNames, CC BY 4.0 -->'
        f'<path fill="none" stroke="#8a8d94" stroke-opacity=".45" stroke-width="{SIDE}" d="{"".join(strokes)}"/></svg>\n'
    )


if __name__ == "__main__":
    LAND.write_text(drawn(), encoding="utf-8")
