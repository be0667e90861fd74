"""``dragoman read``: read texts and show what they say."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dragoman.cli.notes import counted
from dragoman.cli.options import AllowPrivate, Inputs, Judge, Language, MaxCharacters, Paths, Published, Publisher, Strict, Title
from dragoman.settings import JUDGE


def read(
    paths: Paths,
    *,
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="text, json, jsonl, html or csv (one row an event).")] = "text",
    published: Published = None,
    publisher: Publisher = None,
    title: Title = None,
    language: Language = "en",
    max_characters: MaxCharacters = 1_000_000,
    judge: Judge = JUDGE,
    allow_private: AllowPrivate = False,
    strict: Strict = False,
) -> None:
    """Read texts and show what they say.

    Who did and said what to whom, when, where, according to whom, and how certain: in colour, or as data. What can't be read is
    named on the error stream, one line each; the rest is read.
    """
    from dragoman.exchange import writer

    write = writer(to)
    inputs = Inputs(
        paths,
        published=published,
        publisher=publisher,
        title=title,
        language=language,
        max_characters=max_characters,
        judge=judge,
        allow_private=allow_private,
    )
    if inputs.paths or not inputs.missing:
        write(counted(inputs.reports(), "read"), sys.stdout)
    else:
        inputs.tell_missing()
    inputs.finish(strict)
