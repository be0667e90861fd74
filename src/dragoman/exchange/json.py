"""Pretty JSON for reading: one report is an object; none or several are a list."""

from __future__ import annotations

import json
from collections.abc import Iterable
from textwrap import indent
from typing import TextIO

from dragoman.model import Report
from dragoman.model.safe import json_text


def write(reports: Iterable[Report], stream: TextIO) -> None:
    """Write the reports; the first is held back until it is known whether a second comes."""
    iterator = iter(reports)
    first = next(iterator, None)
    if first is None:
        stream.write("[]\n")
        return
    second = next(iterator, None)
    if second is None:
        stream.write(_pretty(first) + "\n")
        return
    stream.write(f"[\n{indent(_pretty(first), '  ')},\n{indent(_pretty(second), '  ')}")
    try:
        for report in iterator:
            stream.write(",\n" + indent(_pretty(report), "  "))
    finally:
        stream.write("\n]\n")


def _pretty(report: Report) -> str:
    return json_text(json.dumps(report.to_dict(), ensure_ascii=False, indent=2))
