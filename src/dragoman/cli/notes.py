"""What the command line says beside its output: notes and progress, on the error stream, always safe to show."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TypeVar

from dragoman.model.safe import one_line

T = TypeVar("T")


def say(line: str) -> None:
    """Print one line on the error stream, if there is one that takes it."""
    with suppress(OSError, ValueError):  # a closed or full error stream must not change the exit status
        print(one_line(line), file=sys.stderr, flush=True)


def counted(items: Iterable[T], what: str, shown: bool | None = None, total: int | None = None) -> Iterator[T]:
    """The items as they come, with a line on the error stream that counts them where that is a terminal.

    total: how many there will be, where it is known: then a bar shows how far it has come, and how long it will take.
    shown: whether to count, None to look: only where the error stream is a terminal and the output is not, lest the two mix.
    """
    if shown is None:
        shown = sys.stderr.isatty() and not sys.stdout.isatty()
    if not shown:
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, ProgressColumn, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    done = TextColumn("{task.completed:.0f} {task.description}", markup=False)
    columns: tuple[ProgressColumn, ...] = (SpinnerColumn(), done, TimeElapsedColumn())
    if total is not None:
        of_all = TextColumn("{task.completed:.0f} of {task.total:.0f} {task.description}", markup=False)
        columns = (SpinnerColumn(), of_all, BarColumn(), TimeRemainingColumn())
    # Notes that are printed meanwhile go above the counting line: rich catches what is written to the error stream.
    with Progress(*columns, console=Console(file=sys.stderr, force_terminal=True), transient=True, redirect_stdout=False) as progress:
        task = progress.add_task(what, total=total)
        for item in items:
            progress.advance(task)
            yield item
