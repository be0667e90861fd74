"""Records that are lent to one request at a time: opening one costs more than many questions.

All share one engine, so that each question is put into the database's words once and not once for each of them; else twenty
readers who come at once wait a second for that.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, LifoQueue
from threading import Lock
from typing import TypeVar, cast

from dragoman.record import Record

T = TypeVar("T")
KEPT = 40  # open records that wait; as many as there are threads that answer
KEPT_ANSWERS = 200


class Shelf:
    """Open records of one file. ``cached`` keeps what was made of its present state."""

    def __init__(self, place: str | Path, seconds: float) -> None:
        self.place, self.seconds = place, seconds
        self._first: Record | None = None
        self._free: LifoQueue[Record] = LifoQueue()
        self._cache: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    @contextmanager
    def record(self, limited: bool = True) -> Iterator[Record]:
        """A record for the block; each question in it that takes too long fails, unless it is not limited."""
        try:
            found = self._free.get_nowait()
        except Empty:
            found = self._opened()
        try:
            if limited:
                with found.within(self.seconds):
                    yield found
            else:
                yield found
        finally:
            if self._free.qsize() < KEPT:
                self._free.put(found)
            else:
                found.close()

    def cached(self, key: Hashable, made: Callable[[], T]) -> T:
        """What was made for a key before, or is made now; the last two hundred are kept. Keys hold the record's state."""
        with self._lock:
            if key in self._cache:
                self._cache.move_to_end(key)
                return cast(T, self._cache[key])
        value = made()
        with self._lock:
            self._cache[key] = value
            while len(self._cache) > KEPT_ANSWERS:
                self._cache.popitem(last=False)
        return value

    def _opened(self) -> Record:
        with self._lock:
            if self._first is None:
                self._first = Record.open(self.place)
            return self._first.again()

    def close(self) -> None:
        """Close those that wait."""
        with self._lock:
            if self._first is not None:
                self._first.close()
                self._first = None
        while True:
            try:
                self._free.get_nowait().close()
            except Empty:
                return
