"""From what went wrong to one line on the error stream and an exit status.

0   done, even where some inputs could not be read (each is named); with ``--strict`` that is 1
1   it could not be done: a record, the output, the installation
2   asked in a wrong way: an unknown option, a file that is not there
130 interrupted by the user
141 the reader of the output has gone (``| head``); nothing is said then
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from typer import BadParameter, Exit
from typer.core import TyperGroup

from dragoman.cli.notes import say
from dragoman.errors import DragomanError, UsageError

# What typer raises for wrong usage and shows itself; it has the class from click or from its own copy of it, by version.
ClickException: type[Exception] = BadParameter.__mro__[2]

FAILED, MISUSED, INTERRUPTED, READER_GONE = 1, 2, 130, 141


class Guarded(TyperGroup):
    """The group of all commands; no error leaves it but as an exit status."""

    def main(self, *arguments: Any, **named: Any) -> Any:
        """Run the whole command line; its help, too, may meet an output that takes nothing."""
        try:
            with _told():
                return super().main(*arguments, **named)
        except Exit as left:
            raise SystemExit(left.exit_code) from None

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for and write out what is buffered."""
        with _told():
            result = super().invoke(ctx)
            sys.stdout.flush()
        return result


@contextmanager
def _told() -> Iterator[None]:
    """Turn what goes wrong inside into one line and ``Exit``."""
    try:
        yield
    except UsageError as error:
        raise _left(str(error), MISUSED) from error
    except DragomanError as error:
        raise _left(str(error), FAILED) from error
    except KeyboardInterrupt as error:
        raise _left("interrupted", INTERRUPTED) from error
    except OSError as error:
        if error.errno in (errno.EPIPE, errno.ESHUTDOWN):
            _drop_output()
            raise Exit(READER_GONE) from error
        name = f" {error.filename}" if error.filename else ""
        _drop_output()
        raise _left(f"could not read or write{name}: {error.strerror or error}", FAILED) from error
    except MemoryError as error:
        raise _left("not enough memory", FAILED) from error
    except (Exit, ClickException):
        raise
    except Exception as error:
        if "DRAGOMAN_TRACEBACK" in os.environ:
            raise
        told = f"{type(error).__name__}: {error}"
        raise _left(f"a mistake in dragoman itself: {told} (DRAGOMAN_TRACEBACK=1 shows where)", FAILED) from error


def _left(reason: str, status: int) -> Exit:
    with suppress(OSError, ValueError):  # what was made before the error is still output
        sys.stdout.flush()
    say(f"dragoman: {reason}")
    return Exit(status)


def _drop_output() -> None:
    """Let what is still buffered go nowhere, or Python would complain once more when it ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
