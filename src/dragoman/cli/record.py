"""``dragoman add``, and asking a record: ``events``, ``statements``, ``entities``, ``ties``."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.notes import counted, say
from dragoman.cli.options import Inputs, Judge, Language, MaxCharacters, Paths, Published, Publisher, Strict, Title
from dragoman.settings import JUDGE

if TYPE_CHECKING:
    from dragoman.model.rows import Row, UnreadRow

RecordFile = Annotated[Path, typer.Option("--record", metavar="FILE", help="The record, one SQLite file.")]
Actor = Annotated[str | None, typer.Option(metavar="NAME|CODE", help="Who did it: a part of the name, or a country code (NOR).")]
Recipient = Annotated[str | None, typer.Option(metavar="NAME|CODE", help="To whom: a part of the name, or a country code.")]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="From this day, month or year on.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Up to this day, month or year, included.")]
Words = Annotated[str | None, typer.Option(metavar="WORDS", help="These words occur in the evidence.")]
Limit = Annotated[int | None, typer.Option(min=0, help="So many rows at most.")]
To = Annotated[str, typer.Option("--to", metavar="FORMAT", help="table, csv or jsonl.")]


def add(
    paths: Paths,
    *,
    record: RecordFile,
    published: Published = None,
    publisher: Publisher = None,
    title: Title = None,
    language: Language = "en",
    max_characters: MaxCharacters = 1_000_000,
    judge: Judge = JUDGE,
    strict: Strict = False,
) -> None:
    """Read texts and store what they say.

    The record is made where there is none. Adding twice changes nothing, so an addition that was stopped is simply started again.
    What can't be read is named on the error stream and kept in the record's quarantine (dragoman quarantine).
    """
    from dragoman.record import Record
    from dragoman.workflows.add import ThriftyCoder
    from dragoman.workflows.add import add as add_all

    inputs = Inputs(
        paths, published=published, publisher=publisher, title=title, language=language, max_characters=max_characters, judge=judge
    )
    outcomes: Counter[str] = Counter()
    with Record.open(record) as store:
        try:
            for stored in counted(add_all(inputs.items(ThriftyCoder(store, inputs.settings)), store), "read"):
                outcomes[stored.outcome] += 1
        finally:
            with suppress(OSError, ValueError):
                counts = ", ".join(f"{outcomes[name]} {name}" for name in ("added", "unchanged", "rejected"))
                say(f"{record}: {counts}")
    inputs.finish(strict)


def events(
    *,
    record: RecordFile,
    actor: Actor = None,
    recipient: Recipient = None,
    type: Annotated[str | None, typer.Option(metavar="TYPE[-MODE]", help="Event types, by commas: ACCUSE,COERCE-arrest.")] = None,
    factuality: Annotated[str | None, typer.Option(metavar="LABEL", help="CT+ PR+ PS+ CT- PR- PS- Uu, by commas.")] = None,
    since: Since = None,
    until: Until = None,
    text: Words = None,
    to: To = "table",
    limit: Limit = None,
) -> None:
    """Events of a record: who did what to whom.

    --since and --until judge an event by its own time, or by its day of publication where that is not known.
    """
    from dragoman.model.rows import EventRow

    found = {"actor": actor, "recipient": recipient, "type": type, "factuality": factuality, "since": since, "until": until, "text": text}
    _answer(record, "events", EventRow, to, limit, found)


def statements(
    *,
    record: RecordFile,
    actor: Annotated[str | None, typer.Option(metavar="NAME|CODE", help="Who said it.")] = None,
    recipient: Annotated[str | None, typer.Option(metavar="NAME|CODE", help="Who was told.")] = None,
    type: Annotated[str | None, typer.Option(metavar="STANCE", help="asserts, denies, questions, declines, by commas.")] = None,
    since: Since = None,
    until: Until = None,
    text: Annotated[str | None, typer.Option(metavar="WORDS", help="These words occur in what was said.")] = None,
    to: To = "table",
    limit: Limit = None,
) -> None:
    """Statements of a record: who said what."""
    from dragoman.model.rows import StatementRow

    found = {"actor": actor, "recipient": recipient, "type": type, "since": since, "until": until, "text": text}
    _answer(record, "statements", StatementRow, to, limit, found)


def entities(
    *,
    record: RecordFile,
    actor: Annotated[str | None, typer.Option(metavar="NAME|CODE", help="A part of the name, or a country code.")] = None,
    type: Annotated[str | None, typer.Option(metavar="KIND", help="person, organization, country, group, place …, by commas.")] = None,
    since: Since = None,
    until: Until = None,
    text: Annotated[str | None, typer.Option(metavar="WORDS", help="These words occur in a mention.")] = None,
    to: To = "table",
    limit: Limit = None,
) -> None:
    """Entities of a record: who is spoken of.

    There is one row for each entity of each document.
    """
    from dragoman.model.rows import EntityRow

    _answer(record, "entities", EntityRow, to, limit, {"actor": actor, "type": type, "since": since, "until": until, "text": text})


def ties(
    *,
    record: RecordFile,
    actor: Annotated[str | None, typer.Option(metavar="NAME|CODE", help="Who belongs, claims, controls …")] = None,
    recipient: Annotated[str | None, typer.Option(metavar="NAME|CODE", help="To or over whom or what.")] = None,
    type: Annotated[str | None, typer.Option(metavar="RELATION", help="member_of, claims, controls …, by commas.")] = None,
    since: Since = None,
    until: Until = None,
    text: Words = None,
    to: To = "table",
    limit: Limit = None,
) -> None:
    """Ties of a record: standing facts.

    --since and --until are days of publication.
    """
    from dragoman.model.rows import TieRow

    found = {"actor": actor, "recipient": recipient, "type": type, "since": since, "until": until, "text": text}
    _answer(record, "ties", TieRow, to, limit, found)


def quarantine(
    *,
    record: RecordFile,
    text: Annotated[str | None, typer.Option(metavar="WORDS", help="These words occur in the path or the reason.")] = None,
    to: To = "table",
    limit: Limit = None,
) -> None:
    """What could not be read while adding to a record, and why.

    Mended inputs can be added again; what was noted here stays as it was.
    """
    from dragoman.model.rows import UnreadRow

    _answer(record, "quarantine", UnreadRow, to, limit, {"text": text})


def _answer(path: Path, what: str, kind: type[Row | UnreadRow], to: str, limit: int | None, filters: dict[str, str | None]) -> None:  # noqa: PLR0917
    from dragoman.exchange import row_writer
    from dragoman.record import Record

    write = row_writer(to)
    with Record.open(path, create=False) as store:
        rows = getattr(store, what)(**filters, limit=limit)
    write(rows, kind, sys.stdout)
