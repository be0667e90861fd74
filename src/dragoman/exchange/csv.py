"""Comma-separated tables: one row an event (or statement, entity, tie); columns are the fields of ``model.rows``, in order.

Lists are joined with ``; ``, absent values are empty, truth values are ``true`` and ``false``. Cells that a spreadsheet would take for
a formula get a leading apostrophe. Lines end as RFC 4180 says.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import fields
from typing import Any, TextIO

from dragoman.frames import Grid
from dragoman.model import Report
from dragoman.model.rows import EventRow, Row, UnreadRow, event_rows
from dragoman.model.safe import table_cell


def write(reports: Iterable[Report], stream: TextIO) -> None:
    """Write the events of the reports, one a row, under a header."""
    write_rows((row for report in reports for row in event_rows(report)), EventRow, stream)


def write_rows(rows: Iterable[Row | UnreadRow], kind: type[Row | UnreadRow], stream: TextIO) -> None:
    """Write rows of one kind under a header; ``kind`` gives the columns even where there is no row."""
    columns = [f.name for f in fields(kind)]
    out = csv.writer(stream)
    out.writerow(columns)
    for row in rows:
        out.writerow([cell(getattr(row, column)) for column in columns])


def write_grid(grid: Grid, stream: TextIO) -> None:
    """Write a grid under its columns."""
    out = csv.writer(stream)
    out.writerow([cell(name) for name in grid.columns])
    for row in grid:
        out.writerow([cell(value) for value in row])


def cell(value: Any) -> str:
    """One value as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, bytes):
        return value.hex()
    return table_cell("; ".join(value) if isinstance(value, tuple) else str(value))
