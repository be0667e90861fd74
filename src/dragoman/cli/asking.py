"""Ask a record: ``dragoman events``, ``statements``, ``entities``, ``ties``, ``who``, ``between``."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from dragoman.cli.notes import say

RecordFile = Annotated[str, typer.Option("--record", metavar="FILE", help="The record: an SQLite file, or postgresql://….")]
Actor = Annotated[str | None, typer.Option(metavar="NAME|CODE", help="Who did it: a part of the name, or a country code (NOR).")]
Recipient = Annotated[str | None, typer.Option(metavar="NAME|CODE", help="To whom: a part of the name, or a country code.")]
Party = Annotated[str | None, typer.Option(metavar="NAME|CODE", help="On either side: a part of the name, or a country code.")]
Country = Annotated[str | None, typer.Option(metavar="CODES", help="Country codes of either side, by commas.")]
Sector = Annotated[str | None, typer.Option(metavar="CODES", help="Sectors of either side (GOV, MIL, REB …), by commas.")]
Mode = Annotated[str | None, typer.Option(metavar="MODES", help="Modes, by commas: arrest,curfew.")]
Context = Annotated[str | None, typer.Option(metavar="CONTEXTS", help="Contexts, by commas: military,economic.")]
Quad = Annotated[str | None, typer.Option(metavar="CATEGORY", help="verbal|material cooperation|conflict, by commas.")]
Factuality = Annotated[str | None, typer.Option(metavar="LABEL", help="CT+ PR+ PS+ CT- PR- PS- Uu, by commas.")]
Voice = Annotated[str | None, typer.Option(metavar="NAME", help="According to whom: a part of the name; publisher is nobody else.")]
Publisher = Annotated[str | None, typer.Option(metavar="NAME", help="Who published it: a part of the name.")]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="From this day, month or year on.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Up to this day, month or year, included.")]
Place = Annotated[str | None, typer.Option(metavar="NAME|CODE", help="Where: a part of the name, or a country code.")]
Box = Annotated[str | None, typer.Option(metavar="S,W,N,E", help="Where: in this box of degrees.")]
Near = Annotated[str | None, typer.Option(metavar="LAT,LON,KM", help="Where: within so many kilometres.")]
Quantity = Annotated[str | None, typer.Option(metavar="WHAT>=N", help="With this number: killed>=10, arrested, '>1000'.")]
Confidence = Annotated[float | None, typer.Option(metavar="P", help="At least so confident, 0 to 1.")]
Words = Annotated[str | None, typer.Option(metavar="WORDS", help='All these words occur in the evidence: word "a phrase" begin*.')]
By = Annotated[str | None, typer.Option(metavar="COLUMNS", help="Count instead, by day, month, year, type, actor …, by commas.")]
Limit = Annotated[int | None, typer.Option(min=0, help="So many rows at most.")]
To = Annotated[str, typer.Option("--to", metavar="FORMAT", help="table, csv, jsonl or parquet.")]
Type = Annotated[str | None, typer.Option(metavar="TYPE[-MODE]", help="Event types, by commas: ACCUSE,COERCE-arrest.")]


def events(
    *,
    record: RecordFile,
    actor: Actor = None,
    recipient: Recipient = None,
    party: Party = None,
    country: Country = None,
    sector: Sector = None,
    type: Type = None,
    mode: Mode = None,
    context: Context = None,
    quad: Quad = None,
    factuality: Factuality = None,
    voice: Voice = None,
    publisher: Publisher = None,
    since: Since = None,
    until: Until = None,
    place: Place = None,
    box: Box = None,
    near: Near = None,
    quantity: Quantity = None,
    confidence: Confidence = None,
    text: Words = None,
    by: By = None,
    to: To = "table",
    limit: Limit = None,
) -> None:
    """Events of a record: who did what to whom.

    --since and --until judge an event by its own time, or by its day of publication where that is not known.
    """
    answer("events", **locals())


def statements(
    *,
    record: RecordFile,
    actor: Annotated[str | None, typer.Option(metavar="NAME|CODE", help="Who said it.")] = None,
    recipient: Annotated[str | None, typer.Option(metavar="NAME|CODE", help="Who was told.")] = None,
    party: Party = None,
    country: Country = None,
    sector: Sector = None,
    type: Annotated[str | None, typer.Option(metavar="STANCE", help="asserts, denies, questions, declines, by commas.")] = None,
    voice: Annotated[str | None, typer.Option(metavar="NAME", help="Who reports that it was said; publisher is nobody else.")] = None,
    publisher: Publisher = None,
    since: Since = None,
    until: Until = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Where it was said.")] = None,
    confidence: Confidence = None,
    text: Annotated[
        str | None, typer.Option(metavar="WORDS", help='All these words occur in what was said: word "a phrase" begin*.')
    ] = None,
    by: By = None,
    to: To = "table",
    limit: Limit = None,
) -> None:
    """Statements of a record: who said what."""
    answer("statements", **locals())


def entities(
    *,
    record: RecordFile,
    actor: Annotated[str | None, typer.Option(metavar="NAME|CODE", help="A part of the name, or a country code.")] = None,
    country: Annotated[str | None, typer.Option(metavar="CODES", help="Country codes, by commas.")] = None,
    sector: Annotated[str | None, typer.Option(metavar="CODES", help="Sectors (GOV, MIL, REB …), by commas.")] = None,
    type: Annotated[str | None, typer.Option(metavar="KIND", help="person, organization, country, group, place …, by commas.")] = None,
    publisher: Publisher = None,
    since: Since = None,
    until: Until = None,
    text: Annotated[str | None, typer.Option(metavar="WORDS", help="These words occur in a mention.")] = None,
    by: By = None,
    to: To = "table",
    limit: Limit = None,
) -> None:
    """Entities of a record: who is spoken of.

    There is one row for each entity of each document.
    """
    answer("entities", **locals())


def ties(
    *,
    record: RecordFile,
    actor: Annotated[str | None, typer.Option(metavar="NAME|CODE", help="Who belongs, claims, controls …")] = None,
    recipient: Annotated[str | None, typer.Option(metavar="NAME|CODE", help="To or over whom or what.")] = None,
    party: Party = None,
    country: Country = None,
    sector: Sector = None,
    type: Annotated[str | None, typer.Option(metavar="RELATION", help="member_of, claims, controls …, by commas.")] = None,
    voice: Voice = None,
    publisher: Publisher = None,
    since: Since = None,
    until: Until = None,
    confidence: Confidence = None,
    text: Words = None,
    by: By = None,
    to: To = "table",
    limit: Limit = None,
) -> None:
    """Ties of a record: standing facts.

    --since and --until are days of publication.
    """
    answer("ties", **locals())


def between(
    one: Annotated[str, typer.Argument(metavar="A", help="A part of the name, or a country code.", show_default=False)],
    other: Annotated[str, typer.Argument(metavar="B", help="The other.", show_default=False)],
    *,
    record: RecordFile,
    type: Type = None,
    mode: Mode = None,
    quad: Quad = None,
    factuality: Factuality = None,
    voice: Voice = None,
    publisher: Publisher = None,
    since: Since = None,
    until: Until = None,
    confidence: Confidence = None,
    text: Words = None,
    by: By = None,
    to: To = "table",
    limit: Limit = None,
) -> None:
    """Events of a record between two: what A did to B, and B to A."""
    found = locals()
    answer("events", between=f"{found.pop('one')},{found.pop('other')}", **found)


def who(
    entity: Annotated[str, typer.Argument(metavar="ENTITY", help="A part of the name, or a country code.", show_default=False)],
    *,
    record: RecordFile,
    since: Since = None,
    until: Until = None,
    publisher: Publisher = None,
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="table or jsonl (each row with its table).")] = "table",
    limit: Annotated[int | None, typer.Option(min=0, help="So many rows of each kind at most.")] = 20,
) -> None:
    """Who somebody is: how it is spoken of, its ties, what it says and does."""
    from dragoman.errors import UsageError
    from dragoman.exchange import jsonl, row_writer
    from dragoman.record import Record

    if to not in ("table", "jsonl"):
        raise UsageError(f"who answers with several tables, as table or jsonl, not {to}; for {to} ask events --party {entity}")
    with Record.open(record, create=False) as store:
        found = store.who(entity, since=since, until=until, publisher=publisher, limit=limit)
    for name, rows in found.items():
        if to == "jsonl":
            jsonl.write_named(name, rows, sys.stdout)
        else:
            row_writer(to)(rows, rows.kind, sys.stdout)


def sql(
    question: Annotated[str, typer.Argument(metavar="SELECT", help="One SELECT; docs/tables.md has the tables.", show_default=False)],
    *,
    record: RecordFile,
    to: To = "table",
    seconds: Annotated[float, typer.Option(min=0.1, help="So long at most.")] = 30.0,
    limit: Annotated[int, typer.Option(min=0, help="So many rows at most.")] = 10_000,
) -> None:
    """Ask a record in SQL: one SELECT, which can only read."""
    from dragoman.exchange import grid_writer
    from dragoman.record import Record

    write = grid_writer(to)
    with Record.open(record, create=False) as store:
        grid = store.sql(question, seconds=seconds, limit=limit)
    write(grid, sys.stdout)
    if grid.cut:
        say(f"dragoman: only the first {limit} rows are shown; --limit gives more")


def answer(what: str, *, record: str, to: str, by: str | None = None, **filters: Any) -> None:
    """Ask a record's table and write the answer, or how many there are by something."""
    from dragoman.exchange import grid_writer, row_writer
    from dragoman.record import Record

    if by is None:
        write_rows = row_writer(to)
        with Record.open(record, create=False) as store:
            rows = getattr(store, what)(**filters)
        write_rows(rows, rows.kind, sys.stdout)
        return
    write_grid = grid_writer(to)
    with Record.open(record, create=False) as store:
        grid = store.count(what, by, **filters)
    write_grid(grid, sys.stdout)
