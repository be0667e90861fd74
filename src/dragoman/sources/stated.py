"""What a page states of itself: title, publisher, address and time of publication.

It stands in linked data (JSON-LD, schema.org), in the head's meta elements and in marked elements.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from dragoman.errors import SourceError
from dragoman.model.safe import web_link
from dragoman.sources.rejected import check_published

LARGEST = 1_000_000  # characters of a page's linked data that are looked at
LONGEST = 1_000  # characters of a title or a name
NODES = 5_000  # objects in it
_ARTICLES = frozenset(
    (
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "BackgroundNewsArticle",
        "OpinionNewsArticle",
        "ReviewNewsArticle",
        "LiveBlogPosting",
        "BlogPosting",
        "SocialMediaPosting",
        "Report",
        "WebPage",
    )
)
_TIMES = ("article:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "parsely-pub-date",
          "pubdate", "publishdate", "sailthru.date", "cxenseparse:recs:publishtime")  # fmt: skip
_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_FINE = re.compile(r"([.,]\d{6})\d+")  # parts of a second below a millionth
_ZONE = re.compile(r"(?<=\d) +(?=(?:[+-]\d{2}:?\d{2}|Z)$)")
# Names of zones that mean one thing in news and that mail does not know; "BST" and "IST" mean several, so they stay unknown.
_ZONES = {"CET": "+0100", "CEST": "+0200", "EET": "+0200", "EEST": "+0300", "MSK": "+0300", "WET": "+0000", "JST": "+0900", "KST": "+0900"}
_NAMED = re.compile(rf" (?:{'|'.join(_ZONES)})$|(?<= )(?:GMT|UTC)(?P<sign>[+-])(?P<hours>\d{{1,2}})(?::?(?P<minutes>\d{{2}}))?$", re.ASCII)
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Stated:
    """What a page says, None where it does not; url is absolute, published ISO 8601 with time and zone as far as they are given."""

    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None


def stated_by(page: Any, found_at: str | None = None) -> Stated:
    """What the tree of a page states. found_at: its address, by which relative ones are understood. Raises nothing."""
    head = {
        str(meta.get("property") or meta.get("itemprop") or meta.get("name") or "").lower(): str(meta.get("content") or "")
        for meta in reversed(page.findall(".//meta"))  # of several the first holds
    }
    scripts = [(script.text or "")[:LARGEST] for script in page.iterfind(".//script[@type='application/ld+json']")][:50]
    article = _article(scripts)
    return Stated(
        title=one_line(article.get("headline"), LONGEST) or one_line(head.get("og:title"), LONGEST),
        publisher=_name(article.get("publisher"))
        or one_line(head.get("og:site_name"), LONGEST)
        or one_line(head.get("dc.publisher"), LONGEST),
        url=_address(page, head, article, found_at),
        published=_best(_times(page, head, article, scripts)),
    )


def normal_time(value: str) -> str | None:
    """A date as ISO 8601 from the ways servers, feeds and pages write it, None where it is none of them.

    >>> normal_time("Wed, 10 May 2023 08:30:00 +0200")
    '2023-05-10T08:30:00+02:00'
    """
    trimmed = _ZONE.sub("", _FINE.sub(r"\1", value.strip()[:60]))
    with suppress(SourceError):
        return check_published(trimmed)
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        told = parsedate_to_datetime(_NAMED.sub(_offset, trimmed))
        return told.isoformat(timespec="seconds")
    return None


def _offset(zone: re.Match[str]) -> str:
    """The zone as mail writes it."""
    if zone["sign"]:
        return f"{zone['sign']}{zone['hours']:0>2}{zone['minutes'] or '00'}"
    return f" {_ZONES[zone[0].strip()]}"


def _times(page: Any, head: dict[str, str], article: dict[str, Any], scripts: list[str]) -> Iterator[str]:
    """Times of publication in the order of trust: head, linked data, linked data that is broken, marked elements."""
    yield from (head[name] for name in _TIMES if name in head)
    if isinstance(article.get("datePublished"), str):
        yield article["datePublished"]
    for script in scripts:
        if found := _DATE.search(script):
            yield found[1]
    for time in page.iterfind(".//time"):
        if time.get("pubdate") is not None or time.get("itemprop") == "datePublished":
            yield str(time.get("datetime") or "")


def _best(values: Iterator[str]) -> str | None:
    """The first time that can be read, or a finer one of the same day: with the time of day, with the zone."""
    known = [time for value in values if (time := normal_time(value))]
    same = [time for time in known if time[:10] == known[0][:10]]
    return max(same, key=_fineness, default=None)  # of equals the first


def _fineness(time: str) -> int:
    if len(time) == 10:
        return 0
    return 1 if datetime.fromisoformat(time.replace(",", ".")).tzinfo is None else 2


def _article(scripts: list[str]) -> dict[str, Any]:
    """The object that describes the article, the fullest of them; empty where there is none."""
    found: list[dict[str, Any]] = []
    for script in scripts:
        with suppress(ValueError, RecursionError):
            found += [node for node in _nodes(json.loads(script, strict=False)) if _kinds(node) & _ARTICLES]
    told = ("headline", "publisher", "datePublished")
    return max(found, key=lambda node: sum(bool(node.get(name)) for name in told), default={})


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    waiting, count = [value], 0
    while waiting and count < NODES:
        count += 1
        value = waiting.pop(0)
        if isinstance(value, dict):
            yield value
            waiting += [inner for name, inner in value.items() if name in ("@graph", "mainEntity", "mainEntityOfPage")]
        elif isinstance(value, list):
            waiting += value[:NODES]


def _kinds(node: dict[str, Any]) -> set[str]:
    kinds = node.get("@type")
    return {str(kind) for kind in kinds} if isinstance(kinds, list) else {str(kinds)}


def _name(value: Any) -> str | None:
    """The name of a publisher, who may be an object, a list of such, or a bare text."""
    if isinstance(value, list):
        value = value[0] if value else None
    name = one_line(value.get("name") if isinstance(value, dict) else value, LONGEST)
    return None if name and web_link(name) else name


def _address(page: Any, head: dict[str, str], article: dict[str, Any], found_at: str | None) -> str | None:
    """The address that the page wants to be known by; one that leads to the front page of the whole site is not believed."""
    links = [str(link.get("href") or "") for link in page.iterfind(".//link[@rel='canonical']")][:1]
    known = article.get("url")
    for value in (*links, head.get("og:url", ""), known if isinstance(known, str) else ""):
        with suppress(ValueError):
            if not value.strip():
                continue
            whole = urljoin(found_at, value.strip()) if found_at else value.strip()
            if (url := web_link(whole)) and (urlsplit(url).path.strip("/") or not urlsplit(found_at or "").path.strip("/")):
                return url
    return None


def one_line(value: object, most: int | None = None) -> str | None:
    """A text on one line, cut at so many characters; None where there is none."""
    text = _SPACES.sub(" ", value).strip() if isinstance(value, str) else ""
    return text[:most] or None
