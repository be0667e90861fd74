"""What is done with a whole record: ``dragoman export``, ``dragoman check``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.asking import RecordFile
from dragoman.cli.notes import counted, say


def export(
    *,
    record: RecordFile,
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="parquet, csv, jsonl, polecat, gdelt, icews or phoenix.")],
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where the tables are written.")],
    facts_only: Annotated[bool, typer.Option("--facts-only", help="Leave out what has not happened for certain.")] = False,
) -> None:
    """Write a record as tables that others read.

    parquet, csv and jsonl lose nothing. The others have no column for factuality and voice: what is told not to have happened
    is left out, and provenance.csv keeps, for each row and each event left out, what these tables can't say.
    """
    from dragoman.exchange.folder import export as write
    from dragoman.record import Record

    with Record.open(record, create=False) as store:
        written = write(counted(store.reports(), "reports"), to, out, facts_only)
    for name, rows in written.items():
        say(f"events {name}: {rows}" if name.startswith("left out") else f"{out / name}: {rows} rows")


def check(
    file: Annotated[str, typer.Argument(metavar="RECORD", help="The record: an SQLite file, or postgresql://….", show_default=False)],
) -> None:
    """Verify a record and name what is wrong.

    The file, the schema, every report, and that the rows which are asked are those of the reports. Nothing is changed.
    """
    from dragoman.cli.guard import FAILED
    from dragoman.model.safe import one_line
    from dragoman.record import Record

    faults = 0
    with Record.open(file, create=False) as store:
        name = store.name
        for faults, fault in enumerate(store.check(), start=1):  # noqa: B007
            sys.stdout.write(one_line(f"{fault.where}: {fault.what}") + "\n")
    say(f"{name}: faults found: {faults}" if faults else f"{name}: nothing is wrong")
    if faults:
        raise typer.Exit(FAILED)
