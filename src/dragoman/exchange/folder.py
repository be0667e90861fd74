"""A whole record as tables in a folder, each written beside its place and put there when it is complete; memory does not grow.

``csv``, ``jsonl`` and ``parquet``: events, statements, entities, ties with all columns of ``docs/tables.md``; nothing is lost.
The formats of ``CROSSED`` (``polecat``, ``gdelt``, ``icews``, ``phoenix``): their own columns, and ``provenance.csv`` with what these
can't say: a line for each row, and for each event left out, with the reason.
"""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TextIO

from dragoman.errors import UsageError
from dragoman.exchange import gdelt, icews, jsonl, phoenix, polecat
from dragoman.exchange.choosing import Chosen, choose, happened
from dragoman.exchange.csv import cell
from dragoman.frames import Answer, needed
from dragoman.model import Report
from dragoman.model.rows import EntityRow, EventRow, Row, StatementRow, TieRow, entity_rows, event_rows, statement_rows, tie_rows
from dragoman.model.safe import one_line, table_cell

_Rows = Callable[[Report, Chosen], Iterable[tuple[Any, ...]]]


@dataclass(frozen=True)
class Crossed:
    """A format of others: its files, what makes an event's rows (key, one row for each file), the header of its file if it has one."""

    files: tuple[str, ...]
    rows: _Rows
    header: tuple[str, ...] = ()
    only_pairs: bool = False  # it knows no event without actor or recipient


CROSSED = {
    "polecat": Crossed(("polecat.txt",), lambda report, chosen: [polecat.row(report, chosen)], polecat.EVENTS),
    "gdelt": Crossed(("gdelt.export.CSV", "gdelt.mentions.CSV"), gdelt.rows),
    "icews": Crossed(("icews.tab",), icews.rows, icews.EVENTS, only_pairs=True),
    "phoenix": Crossed(("phoenix.txt",), phoenix.rows, only_pairs=True),
}
FORMATS = ("parquet", "csv", "jsonl", *CROSSED)
TABLES: dict[str, tuple[type[Row], Callable[[Report], Sequence[Row]]]] = {
    "events": (EventRow, event_rows),
    "statements": (StatementRow, statement_rows),
    "entities": (EntityRow, entity_rows),
    "ties": (TieRow, tie_rows),
}
PROVENANCE = ("row", "written", "reason", "actor_wikidata", "recipient_wikidata", *(f.name for f in fields(EventRow)))
_GROUP = 20_000  # rows of a group in Parquet
_Write = Callable[[Iterable[Any]], None]


def export(reports: Iterable[Report], to: str, folder: Path, facts_only: bool = False) -> Counter[str]:
    """Write the tables into a folder, made where it is not there; returns how many rows each file has, and how many events were left out.

    ``facts_only`` leaves out events that have not happened, as ``choosing.happened`` says. Files of the same names are replaced.
    Raises ``UsageError`` for an unknown format or a missing library, ``OSError`` where the folder can't be written.
    """
    if to not in FORMATS:
        raise UsageError(f"no format of export is called {to}; there are {', '.join(FORMATS)}")
    if to == "parquet":
        needed("pyarrow.parquet")
    folder.mkdir(parents=True, exist_ok=True)
    written: Counter[str] = Counter()
    with ExitStack() as stack:
        if to in CROSSED:
            _crossed(reports, CROSSED[to], facts_only, stack, folder, written)
        else:
            _whole(reports, to, facts_only, stack, folder, written)
    return written


def _whole(reports: Iterable[Report], to: str, facts_only: bool, stack: ExitStack, folder: Path, written: Counter[str]) -> None:  # noqa: PLR0917
    """The tables with all columns."""
    places = {name: stack.enter_context(_placed(folder / f"{name}.{to}")) for name in TABLES}
    writers: dict[str, _Write] = {name: stack.enter_context(_rows_to(places[name], to, kind)) for name, (kind, _) in TABLES.items()}
    for report in reports:
        real = {event.id for event in report.events if happened(event)}
        for name, (_, rows_of) in TABLES.items():
            found = rows_of(report)
            if name == "events" and facts_only:
                written["left out: not told as a fact"] += len(found) - len(real)
                found = [row for row in found if row.id in real]
            writers[name](found)
            written[f"{name}.{to}"] += len(found)


def _crossed(reports: Iterable[Report], form: Crossed, facts_only: bool, stack: ExitStack, folder: Path, written: Counter[str]) -> None:  # noqa: PLR0917
    """The tables of others, with that of provenance."""
    tables = [_lines(stack, folder / name) for name in form.files]
    if form.header:
        tables[0].write("\t".join(form.header) + "\n")
    provenance = csv.writer(_lines(stack, folder / "provenance.csv", newline="\r\n"), lineterminator="\n")
    provenance.writerow(PROVENANCE)
    for report in reports:
        plain = {row.id: row for row in event_rows(report)}
        for chosen in choose(report, facts_only, form.only_pairs):
            keys = [""]
            if chosen.reason is None:
                made = list(form.rows(report, chosen))
                keys = [key for key, *_ in made]
                for _, *rows in made:
                    for name, table, values in zip(form.files, tables, rows, strict=True):
                        table.write("\t".join(map(_tabbed, values)) + "\n")
                        written[name] += 1
            else:
                written[f"left out: {chosen.reason}"] += 1
            for key in keys:
                provenance.writerow([cell(value) for value in _provenance(key, chosen, plain[chosen.event.id])])
                written["provenance.csv"] += 1


def _provenance(key: str, chosen: Chosen, row: EventRow) -> Iterator[Any]:
    yield from (key, chosen.reason is None, chosen.reason)
    for parties in (chosen.actors, chosen.recipients):
        yield tuple(entity.wikidata or "" for entity in parties)
    yield from (getattr(row, f.name) for f in fields(EventRow))


def _tabbed(value: str | int | float | None) -> str:
    if value is None:
        return ""
    return repr(value) if isinstance(value, int | float) else table_cell(one_line(value))


@contextmanager
def _placed(path: Path) -> Iterator[Path]:
    """A path beside the file's; what is written there takes the file's place if nothing fails."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield beside
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _lines(stack: ExitStack, path: Path, newline: str = "\n") -> TextIO:
    place = stack.enter_context(_placed(path))
    return stack.enter_context(place.open("w", encoding="utf-8", errors="backslashreplace", newline=newline))


@contextmanager
def _rows_to(path: Path, to: str, kind: type[Row]) -> Iterator[_Write]:
    """A function that writes rows of one kind to a file."""
    if to == "parquet":
        parquet, kept = needed("pyarrow.parquet"), Answer(kind)
        with parquet.ParquetWriter(path, kept.to_arrow().schema, compression="zstd") as writer:

            def keep(rows: Iterable[Any]) -> None:
                kept.extend(rows)
                if len(kept) >= _GROUP:
                    writer.write_table(kept.to_arrow())
                    kept.clear()

            yield keep
            writer.write_table(kept.to_arrow())
        return
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
        if to == "jsonl":
            yield lambda rows: jsonl.write_rows(rows, kind, stream)
            return
        columns = [f.name for f in fields(kind)]
        out = csv.writer(stream)
        out.writerow(columns)
        yield lambda rows: out.writerows([cell(getattr(row, name)) for name in columns] for row in rows)
