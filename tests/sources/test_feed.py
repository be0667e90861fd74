"""RSS and Atom."""

from __future__ import annotations

import time
from contextlib import suppress

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


ENTRY = "<item><title>{}</title><link>https://www.example.org/a</link></item>"


def rss(items: str, head: str = "") -> bytes:
    return f"{head}<rss version='2.0'><channel><title>T</title>{items}</channel></rss>".encode()


def titles(data: bytes) -> list[str | None]:
    return [entry.title for entry in parse_feed(data, AT).entries]


def test_no_entity_is_replaced_and_no_file_is_read() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<!DOCTYPE rss [<!ENTITY e0 "words"><!ENTITY f SYSTEM "file:///etc/passwd">{entities}]>'
    assert titles(rss(ENTRY.format("&e11;&f;"), head)) == ["&e11;&f;"]
    assert titles(rss(ENTRY.format("&q;" * 300), f'<!DOCTYPE rss [<!ENTITY q "{"A" * 100_000}">]>')) == [("&q;" * 300)]
    many = "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};">' for n in range(1, 10_000))
    assert titles(rss(ENTRY.format("&e9999;"), f"<!DOCTYPE rss [{many}]>")) == ["&e9999;"]


@pytest.mark.parametrize(
    "items",
    [
        "<a>" * 300_000,
        "<item><title>" + "<b>" * 300_000,
        "<!--" * 50_000,
        "<![CDATA[" * 50_000,
        "<" * 100_000,
        "</a>" * 100_000,
        "<a></b>" * 20_000,
    ],
    ids=["deep", "deep title", "comments", "cdata", "angles", "ends", "crossed"],
)
def test_hostile_feeds_take_no_time(items: str) -> None:
    started = time.process_time()
    with suppress(SourceError):
        assert len(parse_feed(rss(items), AT).entries) <= 1
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("AT&T &amp; Co", "AT&T & Co"),
        ("Caf&eacute;s &amp;mdash; closed", "Cafés — closed"),
        ("<![CDATA[<b>Talks</b> &amp; more &#8217;]]>", "Talks & more ’"),
        ("&lt;i&gt;Talks&lt;/i&gt;", "Talks"),
        ("a\0b \x1b[31mc", "a b [31mc"),
        ("5 &lt; 6 and 7 &gt; 6", "5 < 6 and 7 > 6"),
        ("  \n ", None),
    ],
)
def test_titles(title: str, read: str | None) -> None:
    assert titles(rss(ENTRY.format(title))) == [read]


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<link>a?b=1&amp;c=2#top</link>", "https://www.example.org/feeds/a?b=1&c=2"),
        ("<link>//example.com/a</link>", "https://example.com/a"),
        ("<link><![CDATA[ https://example.com/a?b&c ]]></link>", "https://example.com/a?b&c"),
        ("<guid>https://example.com/a</guid>", "https://example.com/a"),
        ('<guid isPermaLink="false">https://example.com/a</guid>', None),
        ("<guid>7</guid>", None),
        ('<link rel="self" href="https://example.com/self"/><link href="/a"/>', "https://www.example.org/a"),
        ('<link xmlns="http://www.w3.org/2005/Atom" rel="self" href="/self"/><link>/b</link>', "https://www.example.org/b"),
        ('<link xml:base="https://example.com/x/" href="a"/>', "https://example.com/x/a"),
        ("<link></link><link>/c</link>", "https://www.example.org/c"),
    ],
)
def test_links(item: str, url: str | None) -> None:
    assert [entry.url for entry in parse_feed(rss(f"<item>{item}</item>"), AT).entries] == ([url] if url else [])


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        ("<pubDate>Wed, 10 May 2023 08:30:00 EST</pubDate>", "2023-05-10T08:30:00-05:00"),
        ("<pubDate>Wed, 10 May 2023 08:30 +0530</pubDate>", "2023-05-10T08:30:00+05:30"),
        ("<pubDate>Wed, 10 May 2023 08:30:00 CEST</pubDate>", "2023-05-10T08:30:00+02:00"),
        ("<pubDate>Wed, 10 May 2023 08:30:00 GMT+3</pubDate>", "2023-05-10T08:30:00+03:00"),
        ("<pubDate>Wed, 10 May 2023 08:30:00 XYZ</pubDate>", "2023-05-10T08:30:00"),
        ("<pubDate>2023-05-10T08:30:00.123Z</pubDate>", "2023-05-10T08:30:00.123Z"),
        ("<pubDate>yesterday</pubDate><date>2023-05-10</date>", "2023-05-10"),
        ("<updated>2023-05-11</updated><published>2023-05-10</published>", "2023-05-10"),
        ("<pubDate></pubDate>", None),
        ("", None),
    ],
)
def test_times(stated: str, published: str | None) -> None:
    assert [entry.published for entry in parse_feed(rss(f"<item><link>/a</link>{stated}</item>"), AT).entries] == [published]


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-16", "windows-1251"])
def test_encodings(encoding: str) -> None:
    title = "Беседы" if encoding == "windows-1251" else "Besançon"
    data = f'<?xml version="1.0" encoding="{encoding}"?>'.encode(encoding) + rss(ENTRY.format(title)).decode().encode(encoding)
    assert titles(data if encoding != "utf-16" else data[:2] + data[2:].replace(b"\xff\xfe", b"")) == [title]
    assert titles(f'<?xml version="1.0" encoding="utf-8"?>{rss(ENTRY.format("Besançon")).decode()}'.encode("cp1252")) == ["Besançon"]


def test_rdf_and_repeated_entries() -> None:
    data = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Example</title></channel><item><title>One</title><link>/a</link><dc:date>2023-05-10</dc:date></item>
<item><title>Again</title><link>/a#2</link></item></rdf:RDF>"""
    assert parse_feed(data, AT) == Feed(
        "The Example", (Entry("https://www.example.org/a", "https://www.example.org/a", "One", "2023-05-10"),)
    )
