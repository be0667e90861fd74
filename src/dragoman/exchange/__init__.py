"""Reports as formats that others read: one module a format, all listed in ``WRITERS``.

A writer takes reports, in order, and a text stream, and writes each report as soon as it has it; memory does not grow with their number.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from typing import TextIO, cast

from dragoman.errors import UsageError
from dragoman.model import Report

Writer = Callable[[Iterable[Report], TextIO], None]

# name → module and function; modules are imported when they are needed
WRITERS = {
    "text": "dragoman.exchange.text:write",
    "json": "dragoman.exchange.json:write",
    "jsonl": "dragoman.exchange.jsonl:write",
    "html": "dragoman.exchange.html:write",
    "csv": "dragoman.exchange.csv:write",
}


def writer(name: str) -> Writer:
    """The writer of that name. Raises ``UsageError`` where there is none."""
    if name not in WRITERS:
        raise UsageError(f"no format is called {name}; there are {', '.join(WRITERS)}")
    module, _, function = WRITERS[name].partition(":")
    return cast(Writer, getattr(importlib.import_module(module), function))
