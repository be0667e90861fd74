"""The command line: one module a command group, all commands in ``COMMANDS``. What a command needs is imported when it runs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import TextIOWrapper
from typing import Annotated

import typer

from dragoman.cli import asking, desk, exporting, other, passes, read, record, register, watch
from dragoman.cli.guard import FAILED, Guarded
from dragoman.cli.notes import say

COMMANDS: dict[str, Callable[..., None]] = {
    "read": read.read,
    "add": record.add,
    "events": asking.events,
    "statements": asking.statements,
    "entities": asking.entities,
    "ties": asking.ties,
    "who": asking.who,
    "between": asking.between,
    "sql": asking.sql,
    "export": exporting.export,
    "check": exporting.check,
    "serve": desk.serve,
    "token": desk.token,
    "correct": desk.correct,
    "watch": watch.watch,
    "recode-record": passes.recode_record,
    "link": passes.link,
    "quarantine": record.quarantine,
    "register": register.register,
    "recode": other.recode,
    "schema": other.schema,
}


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"dragoman {version('dragoman')}")
        raise typer.Exit


def _top(_version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False) -> None:
    """Read news and show, with the exact words as evidence, who did or said what to whom, and how certain it is."""


def build() -> typer.Typer:
    """The application with all commands."""
    # Plain help: rich's would cost as much again as all the rest, and would take article text for markup.
    app = typer.Typer(cls=Guarded, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True)
    app.callback()(_top)
    for name, command in COMMANDS.items():
        app.command(name)(command)
    return app


def main() -> None:
    """Entry point of the ``dragoman`` command."""
    if sys.stdout is None:  # closed by the caller
        say("dragoman: there is no output to write to")
        raise SystemExit(FAILED)
    # Files and pipes are UTF-8 everywhere; what a terminal can't show is shown as an escape.
    if isinstance(sys.stdout, TextIOWrapper):
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="backslashreplace")
        else:
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    build()()
