"""One report a line, as ``docs/report-format.md`` has it, in input order."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from dragoman.model import Report
from dragoman.model.safe import json_text


def line(report: Report) -> str:
    """The report as one line of JSON, without line end; control characters and lone surrogates are escaped."""
    return json_text(json.dumps(report.to_dict(), ensure_ascii=False, separators=(",", ":")))


def write(reports: Iterable[Report], stream: TextIO) -> None:
    """Write each report as a line and flush, so that a reader at the other end of a pipe sees it at once."""
    for report in reports:
        stream.write(line(report) + "\n")
        stream.flush()
