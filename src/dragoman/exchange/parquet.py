"""Parquet, for tools of analysis: columns keep their types, lists stay lists, compressed with zstd. Needs pyarrow.

It is binary: it goes to a file or a pipe, never to a terminal.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

from dragoman.errors import UsageError
from dragoman.frames import Answer, Grid, needed
from dragoman.model.rows import Row, UnreadRow


def write_rows(rows: Iterable[Row | UnreadRow], kind: type[Row | UnreadRow], stream: TextIO) -> None:
    """Write rows of one kind; ``kind`` gives the columns even where there is no row."""
    _write(Answer(kind, rows), stream)


def write_grid(grid: Grid, stream: TextIO) -> None:
    """Write a grid. Raises ``UsageError`` where two of its columns have one name."""
    if len(set(grid.columns)) < len(grid.columns):
        raise UsageError("parquet wants a name of its own for each column; name them with AS")
    _write(grid, stream)


def _write(answer: Any, stream: TextIO) -> None:
    raw = getattr(stream, "buffer", None)
    if raw is None or stream.isatty():
        raise UsageError("parquet is binary: send it to a file (… --to parquet > events.parquet)")
    parquet = needed("pyarrow.parquet")
    stream.flush()
    parquet.write_table(answer.to_arrow(), _Kept(raw), compression="zstd")
    raw.flush()


class _Kept:
    """A stream that is not closed when the writer is done, and can't be sought in."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw
        self.closed = False

    def write(self, data: bytes) -> int:
        """Write bytes; how many."""
        return int(self._raw.write(data))

    def flush(self) -> None:
        """Pass on what is buffered."""
        self._raw.flush()

    def close(self) -> None:
        """The stream stays open: it belongs to the caller."""
        self.closed = True
