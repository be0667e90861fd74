"""Passes over a whole record: ``dragoman recode-record``, ``dragoman link``."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import suppress
from typing import Annotated

import typer

from dragoman.cli.asking import RecordFile, To
from dragoman.cli.notes import counted, say
from dragoman.cli.options import Adjectives, Judge, Register, Tables
from dragoman.settings import JUDGE, Settings


def recode_record(
    *, record: RecordFile, judge: Judge = JUDGE, tables: Tables = None, register: Register = None, adjectives: Adjectives = False
) -> None:
    """Read every document of a record again, by this version.

    Older reports stay, with the versions that made them. It may be stopped at any time and started again: what is done is not done twice.
    """
    from dragoman.record import Record
    from dragoman.workflows.recode_record import recode_record as recode_all

    outcomes: Counter[str] = Counter()
    with Record.open(record, create=False) as store:
        try:
            settings = Settings(judge=judge, tables=tables, register=register, adjectives=adjectives)
            for stored in counted(recode_all(store, settings), "documents", total=store.size("documents")):
                outcomes[stored.outcome] += 1
                if stored.outcome == "rejected":
                    say(f"dragoman: {stored.item}")
        finally:
            with suppress(OSError, ValueError):
                told = f"{outcomes['added']} coded anew, {outcomes['unchanged']} were up to date, {outcomes['rejected']} could not be read"
                say(f"{store.name}: {told}")


def link(
    *,
    record: RecordFile,
    explain: Annotated[
        str | None, typer.Option(metavar="NAME", help="Show who was linked with whom, and why, for this part of a name; link nothing.")
    ] = None,
    to: To = "table",
) -> None:
    """Find out which entities of different documents are one and the same.

    All links are made anew, from what the record holds now, with its corrections; dragoman who goes by them.
    """
    from dragoman.exchange import grid_writer
    from dragoman.record import Record

    if explain is not None:
        write = grid_writer(to)
        with Record.open(record, create=False) as store:
            grid = store.links(explain)
        write(grid, sys.stdout)
        return
    with Record.open(record, create=False) as store:
        entities, clusters = store.link()
        say(f"{store.name}: {entities} entities of different documents are {clusters} persons, organizations and countries")
