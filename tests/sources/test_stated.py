"""What pages say of themselves: title, publisher, address, time."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Document
from dragoman.sources import Defaults
from dragoman.sources.html import page_document
from dragoman.sources.stated import normal_time
from tests.sources.samples import MORE, WORDS, page

AT = "https://www.example.org/2023/talks.html?from=feed"


def read(head: str, url: str | None = AT) -> Document:
    return page_document(page(WORDS, MORE, head=head), Defaults(), url=url)


def linked(*nodes: dict[str, Any]) -> str:
    return f'<script type="application/ld+json">{json.dumps(nodes[0] if len(nodes) == 1 else nodes)}</script>'


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Talks  go on",
    "publisher": {"@type": "Organization", "name": "The Example"},
    "datePublished": "2023-05-10T08:30:00+02:00",
    "dateModified": "2023-05-12T08:30:00+02:00",
    "url": "https://www.example.org/2023/talks.html",
}


@pytest.mark.parametrize(
    "head",
    [
        linked(ARTICLE),
        linked({"@type": "BreadcrumbList", "headline": "no"}, ARTICLE),
        linked({"@graph": [{"@type": "WebPage", "url": "https://www.example.org/x"}, ARTICLE]}),
        linked({**ARTICLE, "@type": ["Thing", "ReportageNewsArticle"], "publisher": [{"name": "The Example"}]}),
        linked({**ARTICLE, "publisher": "The Example"}) + '<meta property="og:site_name" content="Other">',
    ],
    ids=["one", "list", "graph", "kinds", "text"],
)
def test_linked_data(head: str) -> None:
    document = read(head)
    assert (document.title, document.publisher) == ("Talks go on", "The Example")
    assert (document.published, document.url) == ("2023-05-10T08:30:00+02:00", "https://www.example.org/2023/talks.html")


def test_the_head() -> None:
    document = read(
        '<meta property="og:title" content="Talks go on"><meta property="og:site_name" content="The Example">'
        '<meta property="og:url" content="/b"><meta name="pubdate" content="Wed, 10 May 2023 08:30:00 GMT">'
    )
    assert (document.title, document.publisher) == ("Talks go on", "The Example")
    assert (document.published, document.url) == ("2023-05-10T08:30:00+00:00", "https://www.example.org/b")


@pytest.mark.parametrize(
    "broken",
    ['{"@type": "NewsArticle", "datePublished": "2023-05-10"', "[" * 100_000, "7", '{"@type": 7}', '{"@type": "Article", "publisher": []}'],
)
def test_linked_data_that_is_broken_is_left_out(broken: str) -> None:
    document = read(f'<script type="application/ld+json">{broken}</script>')
    assert document.publisher
    assert document.url == AT


def test_without_anything_stated() -> None:
    document = page_document(page(WORDS, MORE), Defaults(published="2023-05-01"), url=None)
    assert (document.title, document.publisher, document.published, document.url) == (None, None, "2023-05-01", None)
    assert read("").publisher == "example.org"
    assert read("").url == AT


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("/a", "https://www.example.org/a"),
        ("//example.com/a", "https://example.com/a"),
        ("https://www.example.org/", AT),
        ("javascript:alert(1)", AT),
        ("http://[", AT),
        ("", AT),
    ],
)
def test_the_canonical_address(href: str, url: str) -> None:
    assert read(f'<link rel="canonical" href="{href}">').url == url


def test_the_finest_time_of_the_first_day_counts() -> None:
    day = '<meta name="datePublished" content="2023-05-10">'
    assert read(day + linked(ARTICLE)).published == "2023-05-10T08:30:00+02:00"
    assert read('<meta name="pubdate" content="2023-05-09">' + linked(ARTICLE)).published == "2023-05-09"
    assert read('<meta name="pubdate" content="2023-05-10T06:30:00">' + linked(ARTICLE)).published == "2023-05-10T08:30:00+02:00"


@pytest.mark.parametrize(
    ("value", "time"),
    [
        ("2023-05-10", "2023-05-10"),
        ("2023-05-10T08:30:00.0000000Z", "2023-05-10T08:30:00.000000Z"),
        ("2023-05-10 08:30:00 +0200", "2023-05-10T08:30:00+0200"),
        ("Wed, 10 May 2023 08:30:00 -0400", "2023-05-10T08:30:00-04:00"),
        ("10 May 2023", None),
        ("soon", None),
        ("", None),
        ("Wed, 99 May 2023 08:30:00 GMT", None),
    ],
)
def test_ways_to_write_a_time(value: str, time: str | None) -> None:
    assert normal_time(value) == time


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_a_time_or_none(value: str) -> None:
    assert (normal_time(value) or "2023")[:1].isdigit()
