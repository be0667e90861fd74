"""``dragoman read``: read texts and show what they say."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

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
from dragoman.errors import UsageError
from dragoman.settings import JUDGE

if TYPE_CHECKING:
    from dragoman.model.explanation import Explanation


def read(
    paths: Paths,
    *,
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="text, json, jsonl, html or csv (one row an event).")] = "text",
    explain: Annotated[
        str | None, typer.Option(metavar="EVENT", help="Say why: of one event (v2), of a type (ACCUSE) or of all; text, json or jsonl.")
    ] = None,
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
    """Read texts and show what they say.

    Who did and said what to whom, when, where, according to whom, and how certain: in colour, or as data. What can't be read is
    named on the error stream, one line each; the rest is read.
    """
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
    if explain is not None:
        _explain(explain, to, inputs)
    else:
        _read(to, inputs)
    inputs.finish(strict)


def _read(to: str, inputs: Inputs) -> None:
    """Write the reports of the inputs."""
    from dragoman.exchange import writer

    write = writer(to)
    if inputs.paths or not inputs.missing:
        write(counted(inputs.reports(), "read"), sys.stdout)
    else:
        inputs.tell_missing()


def _explain(event: str, to: str, inputs: Inputs) -> None:
    """Write why events were coded as they were; a document without such an event is named on the error stream."""
    from dragoman.coder import Coder
    from dragoman.exchange.explaining import explanation_writer
    from dragoman.workflows.explain import explain

    write = explanation_writer(to)
    coder = Coder(inputs.settings)

    def found() -> Iterator[Explanation]:
        for report in inputs.reports():
            try:
                yield from explain(report.document, event, coder)
            except UsageError as error:
                inputs.incomplete = True
                say(f"dragoman: {error}")

    write(counted(found(), "explained"), sys.stdout)
