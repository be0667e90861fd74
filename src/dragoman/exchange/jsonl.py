"""One report (as ``docs/report-format.md`` has it) or one row a line, in the order given."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, TextIO

from dragoman.frames import Grid
from dragoman.model import Report
from dragoman.model.rows import Row, UnreadRow
from dragoman.model.safe import json_text


def line(report: Report) -> str:
    """The report as one line of JSON, without line end; control characters and lone surrogates are escaped."""
    return _line(report.to_dict())


def write(reports: Iterable[Report], stream: TextIO) -> None:
    """Write each report as a line and flush, so that a reader at the other end of a pipe sees it at once."""
    for report in reports:
        stream.write(line(report) + "\n")
        stream.flush()


def write_rows(rows: Iterable[Row | UnreadRow], _kind: type[Row | UnreadRow], stream: TextIO) -> None:
    """Write each row as an object; its keys are the columns of the CSV."""
    for row in rows:
        stream.write(_line(asdict(row)) + "\n")


def write_named(name: str, rows: Iterable[Row | UnreadRow], stream: TextIO) -> None:
    """Write each row as an object whose first key, ``table``, is that name."""
    for row in rows:
        stream.write(_line({"table": name, **asdict(row)}) + "\n")


def write_grid(grid: Grid, stream: TextIO) -> None:
    """Write each row as an object; bytes are written in hexadecimal digits."""
    for row in grid.to_dicts():
        stream.write(_line({name: value.hex() if isinstance(value, bytes) else value for name, value in row.items()}) + "\n")


def _line(plain: dict[str, Any]) -> str:
    return json_text(json.dumps(plain, ensure_ascii=False, separators=(",", ":")))
