"""Add what was read to a record: reports are stored, what could not be read goes into quarantine with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from dragoman.model import Report
from dragoman.record import Record
from dragoman.record.store import Unread

Outcome = Literal["added", "unchanged", "rejected"]


@dataclass(frozen=True)
class Stored:
    """What became of one item. ``unchanged``: the record had this document, read by these versions, already."""

    outcome: Outcome
    item: Report | Unread


def add(items: Iterable[Report | Unread], record: Record) -> Iterator[Stored]:
    """Store each item as it comes, in a transaction of its own, and yield what became of it; all of it is one run of the record.

    Stopping in the middle keeps what was stored; adding the rest later starts anywhere, for adding twice changes nothing.
    Raises ``RecordError`` where the record can't be written; the item that failed is not stored, not even in part.
    """
    with record.run():
        for item in items:
            if isinstance(item, Report):
                yield Stored("added" if record.add(item) else "unchanged", item)
            else:
                record.reject(item)
                yield Stored("rejected", item)
