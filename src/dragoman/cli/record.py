"""``dragoman add`` and ``dragoman quarantine``: what goes into a record, and what could not."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import Annotated

import typer

from dragoman.cli.asking import Limit, RecordFile, To, answer
from dragoman.cli.notes import counted, say
from dragoman.cli.options import (
    Adjectives,
    AllowPrivate,
    Inputs,
    Judge,
    Language,
    MaxCharacters,
    Ontology,
    Paths,
    Published,
    Publisher,
    Register,
    Strict,
    Tables,
    Title,
)
from dragoman.settings import JUDGE


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
    ontology: Ontology = None,
    allow_private: AllowPrivate = False,
    tables: Tables = None,
    register: Register = None,
    adjectives: Adjectives = False,
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
        paths,
        published=published,
        publisher=publisher,
        title=title,
        language=language,
        max_characters=max_characters,
        judge=judge,
        ontology=ontology,
        allow_private=allow_private,
        tables=tables,
        register=register,
        adjectives=adjectives,
    )
    outcomes: Counter[str] = Counter()
    with Record.open(record) as store:
        try:
            for stored in counted(add_all(inputs.items(ThriftyCoder(store, inputs.settings)), store), "read"):
                outcomes[stored.outcome] += 1
        finally:
            with suppress(OSError, ValueError):
                counts = ", ".join(f"{outcomes[name]} {name}" for name in ("added", "unchanged", "rejected"))
                say(f"{store.name}: {counts}")
    inputs.finish(strict)


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
    answer("quarantine", record=record, to=to, text=text, limit=limit)
