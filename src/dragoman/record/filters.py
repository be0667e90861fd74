"""What can be asked of a record, in one place for the command line and Python; ``docs/tables.md`` says the same for users.

actor, recipient, party (either of the two), between (the one to the other, either way, or both together, by a comma): a part of the
name, upper or lower case alike; the code of a country (``NOR``) is that country, other three capitals are a code or a part of the name.
A group's members count as parties too.
country, sector: code of either party. voice: a part of the name of who tells it; ``publisher`` is nobody else.
publisher, place: a part of the name; a country's name or code is also each place in it.
type, mode, context, quad, factuality, country, sector: one or several, separated by commas; upper or lower case alike.
since, until: a day, month or year, both included. What has a time of its own is judged by it, else by the day of publication;
what has neither is left out.
box: ``south,west,north,east`` in degrees; from west to east, over 180° too. near: ``latitude,longitude,kilometres``.
quantity: ``killed``, ``killed>=10``, ``>1000`` (what is counted is a part of the word). confidence: so much at least, 0 … 1.
text: words that all occur in the evidence (of statements: the content), as ``dragoman.record.fulltext`` tells, the best rows first; of
entities: a part of a name or mention.
limit: so many rows at most.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from math import isfinite
from typing import TypedDict

from dragoman.errors import UsageError
from dragoman.resolve.gazetteer import kilometres as great_circle

FACTUALITIES = ("CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu")
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")

_SHARED = frozenset({"actor", "party", "country", "sector", "type", "publisher", "since", "until", "text", "limit"})
_PAIRS = _SHARED | {"recipient", "between", "voice", "confidence"}
# which filters are questions for which table
ASKABLE = {
    "events": _PAIRS | {"mode", "context", "quad", "factuality", "place", "box", "near", "quantity"},
    "statements": _PAIRS | {"place"},
    "entities": _SHARED,
    "ties": _PAIRS,
}
_QUANTITY = re.compile(r"\s*([^<>=]*?)\s*(?:(>=|<=|=|>|<)\s*(\d+(?:\.\d+)?))?\s*")


class Asked(TypedDict, total=False):
    """The filters as keywords; each may be left out or None."""

    actor: str | None
    recipient: str | None
    party: str | None
    between: str | None
    country: str | None
    sector: str | None
    type: str | None
    mode: str | None
    context: str | None
    quad: str | None
    factuality: str | None
    voice: str | None
    publisher: str | None
    since: str | None
    until: str | None
    place: str | None
    box: str | None
    near: str | None
    quantity: str | None
    confidence: float | None
    text: str | None
    limit: int | None


@dataclass(frozen=True)
class Filters:
    """What is asked for; None leaves a thing open. See this module's docstring for the meaning of each."""

    actor: str | None = None
    recipient: str | None = None
    party: str | None = None
    between: str | None = None
    country: str | None = None
    sector: str | None = None
    type: str | None = None
    mode: str | None = None
    context: str | None = None
    quad: str | None = None
    factuality: str | None = None
    voice: str | None = None
    publisher: str | None = None
    since: str | None = None
    until: str | None = None
    place: str | None = None
    box: str | None = None
    near: str | None = None
    quantity: str | None = None
    confidence: float | None = None
    text: str | None = None
    limit: int | None = None

    def only(self, *names: str) -> bool:
        """Whether nothing is asked for but these, and so many rows."""
        return all(getattr(self, f.name) is None for f in fields(self) if f.name not in (*names, "limit"))

    def check(self, table: str) -> None:
        """Raise ``UsageError`` for a filter that the table does not have, and for numbers that can't be."""
        for name in (f.name for f in fields(self)):
            if getattr(self, name) not in (None, "") and name not in ASKABLE[table]:
                raise UsageError(f"{name} is no question for {table}")
        if self.limit is not None and self.limit < 0:
            raise UsageError("limit is negative")
        if self.confidence is not None and not (isinstance(self.confidence, (int, float)) and 0 <= self.confidence <= 1):
            raise UsageError(f"confidence is between 0 and 1, not {self.confidence}")


def several(wanted: str | None) -> list[str]:
    """The values of a list by commas, in lower case."""
    return [one.strip().lower() for one in (wanted or "").split(",") if one.strip()]


def pair(wanted: str) -> tuple[str, str]:
    """The two of ``between``. Raises ``UsageError`` where they are not two."""
    both = [one.strip() for one in wanted.split(",")]
    if len(both) != 2 or not all(both):
        raise UsageError(f"between wants two names by a comma, not {wanted!r}")
    return both[0], both[1]


def box_of(wanted: str) -> tuple[float, float, float, float]:
    """South, west, north, east of a box. Raises ``UsageError`` for what is none."""
    south, west, north, east = _degrees("box", wanted, "south,west,north,east", 4)
    if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
        raise UsageError(f"box is no part of the earth: {wanted!r}; write south,west,north,east in degrees")
    return south, west, north, east


def circle_of(wanted: str) -> tuple[float, float, float]:
    """Latitude, longitude and radius (kilometres) of a circle. Raises ``UsageError`` for what is none."""
    latitude, longitude, radius = _degrees("near", wanted, "latitude,longitude,kilometres", 3)
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180 and radius >= 0):
        raise UsageError(f"near is no place of the earth: {wanted!r}; write latitude,longitude,kilometres")
    return latitude, longitude, radius


def quantity_of(wanted: str) -> tuple[str, str | None, float | None]:
    """What is counted (folded, perhaps empty), the comparison and the number. Raises ``UsageError``."""
    match = _QUANTITY.fullmatch(wanted)
    if match is None or not (match[1] or match[2]):
        raise UsageError(f"quantity can't be read: {wanted!r}; write killed, killed>=10 or '>1000'")
    return match[1].casefold(), match[2], float(match[3]) if match[3] else None


def kilometres(latitude: float | None, longitude: float | None, other_latitude: float, other_longitude: float) -> float | None:
    """The way over the ground between two points in degrees, None where the first is not known."""
    if latitude is None or longitude is None:
        return None
    return great_circle((latitude, longitude), (other_latitude, other_longitude))


def _degrees(name: str, wanted: str, order: str, count: int) -> list[float]:
    try:
        numbers = [float(one) for one in wanted.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) != count or not all(map(isfinite, numbers)):
        raise UsageError(f"{name} can't be read: {wanted!r}; write {order}")
    return numbers
