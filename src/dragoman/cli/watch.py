"""``dragoman watch``: feeds into a record, again and again."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from dragoman.cli.asking import RecordFile
from dragoman.cli.notes import counted, say
from dragoman.cli.options import Adjectives, AllowPrivate, Judge, Language, MaxCharacters, Ontology, Register, Tables
from dragoman.settings import JUDGE, Settings


def watch(
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS.toml", help="[[feed]] with url and, if wanted, publisher.", show_default=False)],
    *,
    record: RecordFile,
    every: Annotated[str, typer.Option(metavar="SPAN", help="How often: 90s, 15m, 2h, 1d.")] = "15m",
    once: Annotated[bool, typer.Option("--once", help="One round, then stop.")] = False,
    delay: Annotated[float, typer.Option(min=0, metavar="SECONDS", help="Least time between two requests to one host.")] = 2.0,
    language: Language = "en",
    max_characters: MaxCharacters = 1_000_000,
    judge: Judge = JUDGE,
    ontology: Ontology = None,
    allow_private: AllowPrivate = False,
    tables: Tables = None,
    register: Register = None,
    adjectives: Adjectives = False,
) -> None:
    """Watch RSS and Atom feeds and add what they name to a record.

    What was seen is remembered beside the record (RECORD.watch.json); a watch that was stopped is simply started again. What can't be
    read is named on the error stream and kept in the record's quarantine.
    """
    from dragoman.record import Record
    from dragoman.sources.web import Fetcher
    from dragoman.workflows.add import ThriftyCoder, add
    from dragoman.workflows.watch import Pace, State, parse_span, read_feeds, state_file, watch_once

    seconds = parse_span(every)
    watched = read_feeds(feeds)
    given: dict[str, Any] = {"ontology": ontology, "tables": tables, "register": register, "adjectives": adjectives}
    settings = Settings(language=language, max_characters=max_characters, judge=judge, allow_private=allow_private, **given)
    pace = Pace(delay)
    with Record.open(record) as store:
        state = State(state_file(record))
        coder = ThriftyCoder(store, settings)
        while True:
            started = time.monotonic()
            outcomes: Counter[str] = Counter()
            items = watch_once(watched, state, coder, Fetcher(allow_private=allow_private), pace)  # robots.txt is asked anew each round
            for stored in counted(add(items, store), "read"):
                outcomes[stored.outcome] += 1
                if stored.outcome == "rejected":
                    say(f"dragoman: {stored.item}")
            say(f"{store.name}: " + ", ".join(f"{outcomes[name]} {name}" for name in ("added", "unchanged", "rejected")))
            if once:
                return
            time.sleep(max(0.0, seconds - (time.monotonic() - started)))
