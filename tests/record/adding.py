"""A program that adds made-up reports to a record and is killed while it does: ``python -m tests.record.adding RECORD COUNT [BYTES]``.

Reports come from no coder, so that the time goes into writing. BYTES: no file may grow beyond this, as on a full disk.
"""

from __future__ import annotations

import json
import random
import resource
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.errors import RecordError
from dragoman.model import Report
from dragoman.record import Record
from dragoman.workflows.add import add
from tests.model.samples import sample


@dataclass(frozen=True)
class Unread:
    """What could not be read, now and then."""

    origin: str
    line: int | None = None
    reason: str = "no text"
    sample: str = ""


def items(count: int, start: int = 0) -> Iterator[Report | Unread]:
    """So many items; of every ten one could not be read, and one is a revision of the article before it."""
    for number in range(start, start + count):
        article = number - (number % 10 == 7)
        if number % 10 == 3:
            yield Unread(f"file {number}")
        else:
            report = sample(
                f"doc-{number}", published=f"2024-{1 + number % 12:02}-{1 + number % 28:02}", url=f"https://news.example/{article}"
            )
            yield report


def lines(count: int) -> Iterator[str]:
    """The same kind of items as JSON Lines, for a coder: short texts of our own, no two alike."""
    lands, acts = ("Norway", "Chile", "Kenya", "Japan", "Egypt", "Poland"), ("accused {} of shelling a border post", "sent medicine to {}")
    for number in range(count):
        chance, article = random.Random(number), number - (number % 10 == 7)
        one, other = chance.sample(lands, 2)
        text = f"{one} {chance.choice(acts).format(other)} on Monday, spokesman Ola Berg said in note {number}."
        line = {"text": text, "published": f"2024-{1 + number % 12:02}-{1 + number % 28:02}", "url": f"https://news.example/{article}"}
        yield ("no JSON\n" if number % 10 == 3 else json.dumps(line) + "\n")


def state(record: Record) -> list[tuple[object, ...]]:
    """All that a record holds but times and runs, which differ from one run to the next."""
    tables = {
        "documents": "*",
        "reports": "id, document_id, content, versions, current, json",
        "quarantine": "id, origin, line, reason, sample",
        **dict.fromkeys(("names", "entities", "mentions", "statements", "events", "event_parties", "ties"), "*"),
        **{f"{table}_words_docsize": "*" for table in ("events", "statements", "ties")},
    }
    rows: list[tuple[object, ...]] = []
    for table, columns in tables.items():
        rows += ((table, *row) for row in record._connection.exec_driver_sql(f"SELECT {columns} FROM {table} ORDER BY 1, 2"))
    return rows


def main(path: str, count: str, largest: str | None = None) -> None:
    """Add, tell each item on the output, and leave with status 1 and one line where it can't be done."""
    if largest:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(largest), int(largest)))
    try:
        with Record.open(path) as record:
            for _ in add(items(int(count)), record):
                sys.stdout.write(".")
                sys.stdout.flush()
    except RecordError as error:
        print(error, file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
