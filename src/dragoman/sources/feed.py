"""RSS and Atom, by feedparser: which articles a feed names, with what it says of them. Nothing is fetched here."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from dragoman.errors import SourceError
from dragoman.model.safe import one_line, web_link
from dragoman.sources.stated import normal_time

LARGEST = 5_000_000  # bytes of a feed: feedparser takes seconds for more, and news feeds have a hundredth of it
MOST = 1_000  # entries that are looked at
_FEED = re.compile(rb"<(?:\w+:)?(rss|feed|RDF)\b")


@dataclass(frozen=True)
class Entry:
    """An article that a feed names: its key in the feed (its id, else its address), its address, title and time of publication."""

    key: str
    url: str
    title: str | None = None
    published: str | None = None


@dataclass(frozen=True)
class Feed:
    """A feed: its title and its entries, in its order."""

    title: str | None
    entries: tuple[Entry, ...]


def parse_feed(data: bytes, url: str) -> Feed:
    """The feed that stands at an address. Entries without a web address are left out.

    Raises ``SourceError`` where the bytes are no feed or more than ``LARGEST``; a feed that is broken behind its first entries gives those.
    """
    if len(data) > LARGEST:
        raise SourceError(f"is a feed of more than {LARGEST:,} bytes")
    if not _FEED.search(data[:20_000]):
        raise SourceError("is no RSS or Atom feed")
    import feedparser

    try:
        found: Any = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # whatever the library stumbles over
        raise SourceError(f"could not be read as a feed: {type(error).__name__}") from None
    entries: dict[str, Entry] = {}
    for raw in found.entries[:MOST]:
        link = _link(url, raw)
        if not link:
            continue
        key = str(raw.get("id") or link)[:2000]
        time = normal_time(str(raw.get("published") or raw.get("updated") or ""))
        entries.setdefault(key, Entry(key, link, one_line(str(raw.get("title") or "")) or None, time))
    if not entries and found.bozo:
        raise SourceError(f"is a broken feed: {one_line(str(found.get('bozo_exception')))[:100]}")
    return Feed(one_line(str(found.feed.get("title") or "")) or None, tuple(entries.values()))


def _link(url: str, raw: Any) -> str | None:
    """The whole address of an entry, None where it has none on the web."""
    stated = str(raw.get("link") or "").strip()
    try:
        return web_link(urljoin(url, stated)) if stated else None
    except ValueError:
        return None
