"""Reports as formats that others read: one module a format, all listed in ``WRITERS``.

A writer takes reports, in order, and a text stream, and writes each report as soon as it has it; memory does not grow with their number.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from typing import Any, TextIO, cast

from dragoman.errors import UsageError
from dragoman.frames import Grid
from dragoman.model import Report
from dragoman.model.rows import Row, UnreadRow

Writer = Callable[[Iterable[Report], TextIO], None]
RowWriter = Callable[[Iterable[Row | UnreadRow], type[Row | UnreadRow], TextIO], None]
GridWriter = Callable[[Grid, TextIO], None]

# name → module and function; modules are imported when they are needed
WRITERS = {
    "text": "dragoman.exchange.text:write",
    "json": "dragoman.exchange.json:write",
    "jsonl": "dragoman.exchange.jsonl:write",
    "html": "dragoman.exchange.html:write",
    "csv": "dragoman.exchange.csv:write",
}


# the same for rows (of a record's answer)
ROW_WRITERS = {
    "table": "dragoman.exchange.table:write_rows",
    "csv": "dragoman.exchange.csv:write_rows",
    "jsonl": "dragoman.exchange.jsonl:write_rows",
    "parquet": "dragoman.exchange.parquet:write_rows",
}
# the same for counts and other rows with columns of their own
GRID_WRITERS = {name: place.replace("write_rows", "write_grid") for name, place in ROW_WRITERS.items()}


def writer(name: str) -> Writer:
    """The writer of reports of that name. Raises ``UsageError`` where there is none."""
    return cast(Writer, _found(name, WRITERS))


def row_writer(name: str) -> RowWriter:
    """The writer of rows of that name. Raises ``UsageError`` where there is none."""
    return cast(RowWriter, _found(name, ROW_WRITERS))


def grid_writer(name: str) -> GridWriter:
    """The writer of grids of that name. Raises ``UsageError`` where there is none."""
    return cast(GridWriter, _found(name, GRID_WRITERS))


def _found(name: str, table: dict[str, str]) -> Any:
    if name not in table:
        raise UsageError(f"no format is called {name}; there are {', '.join(table)}")
    module, _, function = table[name].partition(":")
    return getattr(importlib.import_module(module), function)
