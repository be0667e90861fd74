"""Watch feeds: what they name is fetched, read and added to a record, again and again; what was seen is remembered beside the record.

The state (``RECORD.watch.json``) is written after each article and replaced as a whole, so that a watch that was stopped anywhere goes
on where it was: at worst one article is fetched twice, and adding twice changes nothing.
"""

from __future__ import annotations

import json
import os
import re
import time
import tomllib
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dragoman.coder import Coder
from dragoman.errors import DataError, SourceError, UsageError
from dragoman.model import Report
from dragoman.sources import Defaults, Rejected
from dragoman.sources.feed import LARGEST, Entry, parse_feed
from dragoman.sources.opening import is_url
from dragoman.sources.web import Fetcher, Limits, StatusError, read_answer
from dragoman.workflows.read import read_items

TRIES = 3  # rounds in which an article that can't be read is tried
LONGEST_DELAY = 60.0  # seconds between two requests to a host, however many its robots.txt asks for
LONGEST_REST = 86400.0  # seconds for which a host or a feed is left alone, however many it asks for
BUSY = 300.0  # where it answers 429 or 503 and does not say how many
GONE = 7 * 86400.0  # after 410: a feed that is gone for good is asked again, in case it was a mistake
_SPAN = re.compile(r"(\d{1,6})\s*([smhd])", re.ASCII)
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


@dataclass(frozen=True)
class Watched:
    """A feed to watch, and who publishes it where its pages do not say so."""

    url: str
    publisher: str | None = None


def read_feeds(path: str | Path) -> tuple[Watched, ...]:
    """The feeds of a TOML file: ``[[feed]]`` with ``url`` and, if wanted, ``publisher``. Raises ``DataError`` where it is otherwise."""
    try:
        with open(path, "rb") as stream:
            tables = tomllib.load(stream).get("feed")
    except OSError as error:
        raise DataError(f"{path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: is no TOML: {error}") from None
    if not isinstance(tables, list) or not tables:
        raise DataError(f"{path}: names no feed; it needs [[feed]] with url")
    feeds = []
    for number, table in enumerate(tables, 1):
        known = isinstance(table, dict) and not table.keys() - {"url", "publisher"} and all(isinstance(v, str) for v in table.values())
        if not known or not is_url(table.get("url", "")):
            raise DataError(f"{path}: feed {number}: takes url (http or https) and publisher, and nothing else")
        feeds.append(Watched(table["url"], table.get("publisher")))
    return tuple(dict.fromkeys(feeds))


def parse_span(value: str) -> int:
    """Seconds of ``90s``, ``15m``, ``2h`` or ``1d``, at least one. Raises ``UsageError`` for anything else."""
    found = _SPAN.fullmatch(value.strip().lower())
    if not found or not int(found[1]):
        raise UsageError(f"{value!r} is no span of time; write 90s, 15m, 2h or 1d")
    return int(found[1]) * _SECONDS[found[2]]


def state_file(record: str) -> Path:
    """Where the state of watching for a record lies: beside its file; for a database with an address, in the current folder."""
    return Path("dragoman.watch.json") if "://" in record else Path(f"{record}.watch.json")


class State:
    """What is known of each feed: its validators (ETag, Last-Modified), the entries seen, and how often others were tried."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.feeds: dict[str, dict[str, Any]] = {}
        try:
            known = json.loads(path.read_text(encoding="utf-8"))
            self.feeds = {
                url: {"fields": dict(s["fields"]), "tries": dict(s["tries"]), "until": float(s.get("until", 0))} for url, s in known.items()
            }
        except FileNotFoundError:
            pass
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise DataError(f"{path}: can't be read as the state of a watch ({error}); move it away to begin anew") from None

    def of(self, url: str) -> dict[str, Any]:
        """The state of a feed, to be changed in place: ``fields`` for the next request, ``tries`` by entry (``TRIES``: done).

        ``until``: seconds since 1970 before which it is not to be asked.
        """
        return self.feeds.setdefault(url, {"fields": {}, "tries": {}, "until": 0.0})

    def save(self) -> None:
        """Write it, all or nothing."""
        fresh = self.path.with_name(f"{self.path.name}.{os.getpid()}.new")
        with open(fresh, "w", encoding="utf-8") as stream:
            json.dump(self.feeds, stream)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(fresh, self.path)


class Pace:
    """Keeps so many seconds between two requests to one host, or as many as its robots.txt asks for."""

    def __init__(self, delay: float, sleep: Callable[[float], None] = time.sleep) -> None:
        self.delay, self.sleep = delay, sleep
        self._last: dict[str, float] = {}
        self._resting: dict[str, float] = {}

    def rest(self, url: str, seconds: float) -> None:
        """Leave the host of this address alone for so long."""
        self._resting[_host(url)] = time.monotonic() + seconds

    def rests(self, url: str) -> bool:
        """Whether the host of this address is to be left alone."""
        return self._resting.get(_host(url), 0.0) > time.monotonic()

    def wait(self, url: str, fetcher: Fetcher) -> None:
        """Wait until this address may be asked for; the fetcher knows what its robots.txt asks for."""
        host = _host(url)
        try:
            asked = min(fetcher.delay(url), LONGEST_DELAY)
        except SourceError:  # fetching it will say what is wrong
            asked = 0.0
        left = self._last.get(host, -1e9) + max(self.delay, asked) - time.monotonic()
        if left > 0:
            self.sleep(left)
        self._last[host] = time.monotonic()


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()


def _rest(error: SourceError) -> float | None:
    """Seconds for which a server that answers so is to be left alone, None where it does not ask for time."""
    if not isinstance(error, StatusError) or error.status not in (429, 503):
        return None
    return min(BUSY if error.wait is None else error.wait, LONGEST_REST)


def watch_once(feeds: tuple[Watched, ...], state: State, coder: Coder, fetcher: Fetcher, pace: Pace) -> Iterator[Report | Rejected]:
    """One round: yield a report for each new article of the feeds, and what can't be read.

    Each is taken as stored when the next one is asked for.

    Feeds that have not changed since the last round are not sent again by servers that know how (conditional requests). A feed or a
    host that asks for time (429, 503) gets it. An article that several feeds name in one round is fetched once.
    """
    feed_fetcher = fetcher.limited(Limits(LARGEST, fetcher.limits.seconds))
    fetched: dict[str, str] = {}  # address of an article → feed that brought it
    for watched in feeds:
        known = state.of(watched.url)
        if known["until"] > time.time():
            continue
        try:
            pace.wait(watched.url, feed_fetcher)
            answer = feed_fetcher.get(watched.url, known["fields"])
            if answer.status == 304:
                continue
            feed = parse_feed(answer.body, answer.url)
        except StatusError as error:
            known["until"] = time.time() + (GONE if error.status == 410 else _rest(error) or 0.0)
            state.save()
            yield Rejected(watched.url, f"{error}: the feed is gone, take it out of the list" if error.status == 410 else str(error))
            continue
        except SourceError as error:
            yield Rejected(watched.url, str(error))
            continue
        tries = known["tries"]
        for entry in reversed(feed.entries):  # feeds name the newest first
            if tries.get(entry.key, 0) >= TRIES or pace.rests(entry.url):
                continue
            if fetched.get(entry.url, watched.url) != watched.url:
                tries[entry.key] = TRIES
                continue
            read = yield from _entry(entry, watched.publisher or feed.title, coder, fetcher, pace)
            if read is None:
                continue
            tries[entry.key] = TRIES if read else tries.get(entry.key, 0) + 1
            if read:
                fetched[entry.url] = watched.url
            state.save()
        known["tries"] = {entry.key: tries[entry.key] for entry in feed.entries if entry.key in tries}
        again = any(tries.get(entry.key, 0) < TRIES for entry in feed.entries)
        validators = (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified"))
        known["fields"] = {} if again else {name: answer.fields[field] for name, field in validators if field in answer.fields}
        state.save()


def _entry(
    entry: Entry, publisher: str | None, coder: Coder, fetcher: Fetcher, pace: Pace
) -> Generator[Report | Rejected, None, bool | None]:
    """What an article says; returns whether it could be read, None where the server asks for time."""
    pace.wait(entry.url, fetcher)
    try:
        answer = fetcher.get(entry.url)
    except SourceError as error:
        yield Rejected(entry.url, str(error))
        if (seconds := _rest(error)) is None:
            return False
        pace.rest(entry.url, seconds)
        return None
    read = True
    defaults = Defaults(entry.title, publisher, entry.published)
    for item in read_items(read_answer(answer, entry.url, defaults, coder.settings), coder):
        read = read and isinstance(item, Report)
        yield item
    return read
