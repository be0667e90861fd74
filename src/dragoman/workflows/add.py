"""Add what was read to a record: reports are stored, what could not be read goes into quarantine with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from dragoman.coder import Coder
from dragoman.model import Document, Report
from dragoman.record import Record
from dragoman.record.store import Unread
from dragoman.settings import Settings

Outcome = Literal["added", "unchanged", "rejected"]


@dataclass(frozen=True)
class Stored:
    """What became of one item. ``unchanged``: the record had this document, read by these versions, already."""

    outcome: Outcome
    item: Report | Unread


class ThriftyCoder(Coder):
    """A coder that takes a report from the record where the same document was read by the same versions: the result is the same.

    A report in which a stage had failed is made anew.
    """

    def __init__(self, record: Record, settings: Settings | None = None) -> None:
        super().__init__(settings)
        self.record = record

    def read_many(self, documents: Iterable[Document]) -> Iterator[Report]:
        """Reports in order. Documents are looked up all at once: give it a few at a time."""
        asked = list(documents)
        known = [self._known(document) for document in asked]
        fresh = super().read_many([document for document, report in zip(asked, known, strict=True) if report is None])
        for report in known:
            yield report or next(fresh)

    def _known(self, document: Document) -> Report | None:
        report = self.record.stored(document, self.versions)
        return report if report and not report.failures else None


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
