"""What the tables of pairs share: one row for each actor and recipient of an event, its number, the sentence it stands in."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from itertools import product

from dragoman.exchange.choosing import Chosen
from dragoman.model import Entity, Report, Span

_ENDING = re.compile(r"[.!?][\"'”’)]*\s")


def pairs(report: Report, chosen: Chosen) -> Iterator[tuple[str, Entity | None, Entity | None]]:
    """Each actor with each recipient, None where there is none, and the number of that row.

    The number is the same whenever the same event is written, below 2^52 so that every program holds it exactly.
    """
    for one, other in product(chosen.actors or (None,), chosen.recipients or (None,)):
        parts = (report.document.id, chosen.event.id, one.id if one else "", other.id if other else "")
        key = hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:13]
        yield str(int(key, 16)), one, other


def sentence_number(report: Report, span: Span) -> int:
    """In which sentence it stands, from 1, counted by punctuation."""
    return 1 + len(_ENDING.findall(report.document.text, 0, span.start))
