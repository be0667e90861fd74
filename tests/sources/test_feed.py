"""RSS and Atom."""

from __future__ import annotations

import pytest

from dragoman.errors import SourceError
from dragoman.sources.feed import LARGEST, Entry, Feed, parse_feed

AT = "https://www.example.org/feeds/world.xml"
RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>The Example</title><link>https://www.example.org/</link>
<item><title>Talks &amp; more</title><link>https://www.example.org/a</link><guid isPermaLink="false">7</guid>
<pubDate>Wed, 10 May 2023 08:30:00 +0200</pubDate><description>Short.</description></item>
<item><title>Second</title><link>/b</link></item>
<item><title>No link</title></item>
<item><title>Broken</title><link>http://[</link></item>
<item><title>Script</title><link>javascript:alert(1)</link></item>
<item><title>Again</title><link>https://www.example.org/c</link><guid isPermaLink="false">7</guid></item>
</channel></rss>"""
ATOM = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Example</title>
<entry><id>urn:a</id><title>Talks</title><link rel="alternate" href="https://www.example.org/a"/><updated>2023-05-10T08:30:00Z</updated></entry>
</feed>"""


def test_rss() -> None:
    assert parse_feed(RSS, AT) == Feed(
        "The Example",
        (
            Entry("7", "https://www.example.org/a", "Talks & more", "2023-05-10T08:30:00+02:00"),
            Entry("https://www.example.org/b", "https://www.example.org/b", "Second", None),
        ),
    )


def test_atom() -> None:
    assert parse_feed(ATOM, AT).entries == (Entry("urn:a", "https://www.example.org/a", "Talks", "2023-05-10T08:30:00Z"),)


def test_a_feed_that_is_cut_gives_what_is_whole_of_it() -> None:
    assert [entry.title for entry in parse_feed(RSS[: RSS.index(b"<item><title>No link")], AT).entries] == ["Talks & more", "Second"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is no RSS or Atom feed"),
        (b"<html><body>no</body></html>", "is no RSS or Atom feed"),
        (b"<rss><channel><item>", "is a broken feed"),
        (b"<rss>" + b" " * LARGEST, "more than 5,000,000 bytes"),
    ],
)
def test_what_is_no_feed(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        parse_feed(data, AT)


def test_entities_are_not_multiplied_and_files_not_read() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<!DOCTYPE rss [<!ENTITY e0 "words"><!ENTITY f SYSTEM "file:///etc/passwd">{entities}]>'
    item = "<item><title>&e11;&f;</title><link>https://www.example.org/a</link></item>"
    feed = f"{head}<rss version='2.0'><channel><title>T</title>{item}</channel></rss>"
    try:
        found = parse_feed(feed.encode(), AT)
    except SourceError:
        return
    assert all(len(entry.title or "") < 1000 and "root:" not in (entry.title or "") for entry in found.entries)
