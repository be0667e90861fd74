"""RSS (0.9 to 2.0) and Atom: which articles a feed names, with what it says of them. Nothing is fetched here, no entity is replaced.

Feeds are often a little broken, and may be hostile; libxml2 mends and bounds them (``docs/decisions/0060-feeds-by-libxml2.md``).
"""

from __future__ import annotations

import html
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag, urljoin

from dragoman.errors import SourceError
from dragoman.model.safe import one_line, web_link
from dragoman.sources.decode import decode, looks_binary
from dragoman.sources.stated import normal_time

LARGEST = 5_000_000  # bytes of a feed; news feeds have a hundredth of it
MOST = 1_000  # entries that are looked at
LONGEST = 1_000  # characters of a title
_ROOTS = ("rss", "feed", "RDF")
_ENCODING = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{1,40})[\"']")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_AMPERSAND = re.compile("&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)")  # bare, or an entity of HTML or of the feed's own
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_TIMES = ("published", "pubDate", "issued", "date", "created", "updated", "modified")  # in the order of trust


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
    """The feed that stands at an address. Entries without a web address are left out, of those with one key the first counts.

    Raises ``SourceError`` where the bytes are no feed or more than ``LARGEST``; a feed that is broken behind its first entries gives those.
    """
    if len(data) > LARGEST:
        raise SourceError(f"is a feed of more than {LARGEST:,} bytes")
    root = _tree(data)
    if root is None or _local(root) not in _ROOTS:
        raise SourceError("is no RSS or Atom feed")
    title: str | None = None
    entries: dict[str, Entry] = {}
    for element in root.iter():
        name = _local(element)
        if name == "title" and title is None and _local(element.getparent()) in ("channel", "feed"):
            title = _title(element)
        elif name in ("item", "entry") and (entry := _entry(element, url)):
            entries.setdefault(entry.key, entry)
            if len(entries) == MOST:
                break
    if not entries and not _whole(data):
        raise SourceError("is a broken feed: it ends before its first entry")
    return Feed(title, tuple(entries.values()))


def _tree(data: bytes) -> Any:
    """The root of the feed, None where there is no element at all."""
    from lxml import etree  # type: ignore[import-untyped]

    text = _FORBIDDEN.sub(" ", _decoded(data)).lstrip()
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        return etree.fromstring(_AMPERSAND.sub("&amp;", text).encode("utf-8"), parser)
    except (etree.LxmlError, ValueError):
        return None


def _decoded(data: bytes) -> str:
    """The characters: by the encoding that the feed declares, where that holds, else by the rule of ``decode``."""
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.replace(b"\0", b" ")
    declared = _ENCODING.search(data[:500])
    if declared and not looks_binary(data):
        with suppress(LookupError, ValueError):
            return data.decode(declared[1].decode("ascii"))
    return decode(data)


def _whole(data: bytes) -> bool:
    """Whether the feed's last element is closed."""
    return bool(re.search(rb"</(?:\w+:)?(?:rss|feed|RDF)\s*>|<(?:\w+:)?(?:rss|feed|RDF)\b[^<>]*/>", data))


def _entry(element: Any, url: str) -> Entry | None:
    """What an element says of an article, None where it gives no web address."""
    told: dict[str, Any] = {}
    links: list[tuple[str, Any]] = []
    for child in element.iterchildren("*"):
        name = _local(child)
        told.setdefault(name, child)
        if name == "link":
            links.append((child.get("rel") or "alternate", child))
    stated = next((_address(child, url) for rel, child in links if rel == "alternate" and _address(child, url)), None)
    identifier = _text(told.get("guid", told.get("id")))[:2000]
    permanent = told["guid"].get("isPermaLink", "true") != "false" if "guid" in told else False
    link = stated or (web_link(identifier) if permanent else None)
    if not link:
        return None
    times = (normal_time(_text(told[name])) for name in _TIMES if name in told)
    return Entry(identifier or link, link, _title(told.get("title")), next(filter(None, times), None))


def _address(link: Any, url: str) -> str | None:
    """The whole address of a link, without the part of the page that it points to."""
    stated = (link.get("href") or _text(link)).strip()
    with suppress(ValueError):
        return web_link(urldefrag(urljoin(urljoin(url, link.base or ""), stated)).url) if stated else None
    return None


def _title(element: Any) -> str | None:
    """A title as plain text: markup and entities of HTML are common in it, also twice escaped."""
    return one_line(html.unescape(html.unescape(_TAG.sub("", _text(element)[: 10 * LONGEST]))))[:LONGEST] or None


def _text(element: Any) -> str:
    return "".join(element.itertext()).replace("&amp;", "&").strip() if element is not None else ""


def _local(element: Any) -> str:
    """The name of an element without its namespace, empty for what is none."""
    return element.tag.rpartition("}")[2] if element is not None and isinstance(element.tag, str) else ""
