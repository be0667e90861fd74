"""All readers on the case table, and on any bytes at all."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.model import Document
from dragoman.settings import Settings
from dragoman.sources import FORMATS, Defaults, Rejected
from dragoman.sources.opening import read_stream
from tests.sources.test_opening import unpacked

CASES = Path(__file__).parents[1] / "cases" / "sources" / "reading.jsonl"


def read(data: bytes, origin: str = "-", **limits: Any) -> list[Document | Rejected]:
    return unpacked(read_stream(io.BytesIO(data), origin, Defaults(), Settings(**{"language": "any", **limits})))


def cases() -> list[Any]:
    rows = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    return [pytest.param(row, id=row["name"]) for row in rows]


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gz"])
@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any], packed: bool) -> None:
    data = bytes.fromhex(case["hex"])
    origin = case["origin"]
    items = read(gzip.compress(data), origin if origin == "-" else f"{origin}.gz") if packed else read(data, origin)
    documents = [item for item in items if isinstance(item, Document)]
    reasons = [str(item).replace(".gz", "") for item in items if isinstance(item, Rejected)]
    assert [document.text for document in documents] == case["texts"]
    assert len(reasons) == len(case["reasons"])
    for reason, wanted in zip(reasons, case["reasons"], strict=True):
        assert wanted in reason
        assert reason.startswith(f"{origin}")
    for name, value in case.get("document", {}).items():
        assert getattr(documents[0], name) == value


SETTINGS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ORIGINS = st.sampled_from(["-", *(f"in{suffix}{gz}" for known in FORMATS for suffix in known.suffixes for gz in ("", ".gz"))])
PIECES = st.sampled_from(
    [b"<html>", b"<p>", b"</p>", b'{"text": ', b'"One."', b"}", b"\n", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1f\x8b", b"\xe9", b"\x00"]
)


@SETTINGS
@given(st.one_of(st.binary(max_size=300), st.lists(PIECES, max_size=12).map(b"".join)), ORIGINS)
def test_any_bytes_are_documents_or_rejected(data: bytes, origin: str) -> None:
    items = read(data, origin)
    assert items
    for item in items:
        assert isinstance(item, Document | Rejected)
        if isinstance(item, Document):
            assert item.text.strip()
            item.text.encode("utf-8")
        else:
            assert item.reason
            assert "\n" not in str(item)
            assert item.sample.isascii()
            assert item.sample.isprintable()


@SETTINGS
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80).filter(lambda text: bool(text.strip())))
def test_what_is_written_is_read(text: str) -> None:
    (line,) = read(json.dumps({"text": text}).encode(), "in.jsonl")
    assert isinstance(line, Document)
    assert line.text == text
    (plain,) = read(b"\xef\xbb\xbf" + text.encode(), "in.txt")
    assert isinstance(plain, Document)
    assert plain.text == text


class Line(io.RawIOBase):
    """A very long line that is made as it is read, with a good one behind it."""

    def __init__(self, length: int) -> None:
        self.left = length
        self.end = io.BytesIO(b'"}\n{"text": "Two."}\n')

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        count = min(self.left, len(buffer))
        if not count:
            return self.end.readinto(buffer)
        buffer[:count] = b"a" * count
        self.left -= count
        return count


def test_a_very_long_line_is_one_rejection_and_takes_little_memory() -> None:
    import tracemalloc

    tracemalloc.start()
    items = unpacked(read_stream(io.BufferedReader(Line(200_000_000)), "in.jsonl", Defaults(), Settings(max_bytes=5_000_000)))  # type: ignore[arg-type]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    rejected, document = items
    assert str(rejected) == "in.jsonl, line 1: is longer than 5,000,000 bytes"
    assert isinstance(document, Document)
    assert document.text == "Two."
    assert peak < 20_000_000


def test_large_files_are_refused_without_reading_on() -> None:
    (rejected,) = read(b"a" * 1001, "in.txt", max_bytes=1000)
    assert str(rejected) == "in.txt: is larger than 1,000 bytes"


def test_gzip_that_is_broken_cut_or_a_bomb() -> None:
    data = gzip.compress(b'{"text": "One."}\n' * 3)
    assert "is a broken gzip file" in str(read(data[:-9], "in.jsonl.gz")[-1])
    assert "is a broken gzip file" in str(read(b"\x1f\x8bno", "-")[-1])
    bomb = gzip.compress(b"\n" * 12_000_000)
    (rejected,) = read(bomb, "in.jsonl.gz")
    assert "grows beyond measure" in str(rejected)
    (nested,) = read(gzip.compress(gzip.compress(b"a")), "in.txt.gz")
    assert "a gzip file inside another" in str(nested)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html>" + b"<p>a</p>" * 60_000, "more than 50,000 elements"),
        (b"<html>" + b"a" * 10_000_001, "more than 10,000,000 bytes"),
        (b"<html>" + b"<div>" * 3000 + b"words", "no article text"),
    ],
    ids=["elements", "bytes", "depth"],
)
def test_hostile_pages(data: bytes, reason: str) -> None:
    (rejected,) = read(data, "in.html")
    assert reason in str(rejected)


def test_a_page_that_breaks_the_library_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("no\nway")

    monkeypatch.setattr(trafilatura, "bare_extraction", fail)
    (rejected,) = read(b"<html><p>words</p>", "in.html")
    assert str(rejected) == "in.html: could not be read as HTML: RuntimeError: no way"


def test_a_date_that_breaks_the_library_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    import htmldate

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(htmldate, "find_date", fail)
    (document,) = read(b"<html><p>The minister spoke on Monday of many things.</p>", "in.html")
    assert isinstance(document, Document)
    assert document.published is None


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", fail)
    monkeypatch.setattr(socket, "getaddrinfo", fail)
    page = b'<html><head><link rel="canonical" href="http://example.org/a"></head><body><img src="http://example.org/i.png">http://example.org</body></html>'
    for data in (page, b"http://example.org/a", b"<!DOCTYPE html SYSTEM 'http://example.org/x.dtd'>" + page):
        read(data, "in.html")


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2023-05-10T08:30:00+02:00">', "2023-05-10T08:30:00+02:00"),
        ('<meta name="Date" content="x"><meta itemprop="datePublished" content="2023-05-10T08:30Z">', "2023-05-10T08:30Z"),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished" : "2023-05-10T08:30:00-0400"}</script>',
         "2023-05-10T08:30:00-0400"),
        ('<time datetime="2023-05-09">9 May</time><time pubdate datetime="2023-05-10 08:30">10 May</time>', "2023-05-10T08:30"),
        ('<meta property="article:published_time" content="10 May 2023">', "2023-05-10"),
        ('<meta property="article:published_time" content="soon">', None),
    ],
)  # fmt: skip
def test_the_time_of_publication_keeps_its_zone(head: str, published: str | None) -> None:
    page = f"<html><head>{head}</head><body><article><p>The minister spoke of many things in the town hall.</p></article></body></html>"
    (document,) = read(page.encode(), "in.html")
    assert isinstance(document, Document)
    assert document.published == published


CAFE = "The café in Besançon closed, the minister said, after the many strikes of that year."


@pytest.mark.parametrize("charset", ["shift_jis", "us-ascii", "iso-8859-1", "utf-16", "utf-7", "unicode_escape", "zlib", "x-none", ""])
def test_a_page_in_utf_8_is_that_whatever_it_declares(charset: str) -> None:
    data = f'<html><head><meta charset="{charset}"></head><body><article><p>{CAFE}</p></article></body></html>'.encode()
    (document,) = read(data, "in.html")
    assert isinstance(document, Document)
    assert document.text == CAFE


@pytest.mark.parametrize(
    ("text", "is_article"),
    [
        ("We use cookies to improve your visit. You can manage your preferences at any time in the settings.", False),
        ("Please enable JavaScript to read on.", False),
        ("One more step: checking your browser. Show that you are human before you go on.", False),
        (
            "The regulator fined the company for the cookies on its site. It had told visitors: we use cookies. The company will appeal.",
            True,
        ),
        ("The minister spoke of many things in the town hall. Your privacy is ours, she said to the crowd. Then she left the town.", True),
    ],
)
def test_a_notice_to_visitors_is_no_article(text: str, is_article: bool) -> None:
    (item,) = read(f"<html><body><article><p>{text}</p></article></body></html>".encode(), "in.html")
    assert isinstance(item, Document) is is_article
    assert is_article or "only a notice to visitors" in str(item)


TEASERS = [
    (
        "/a",
        "Fishermen block the harbour",
        "Dozens of boats lay across its mouth on Monday, and no ferry left for the islands.",
    ),
    (
        "/b",
        "Talks on the river resume",
        "Delegations of both countries met again at the dam, a week after the last round.",
    ),
    (
        "/c",
        "Court frees two editors",
        "Both had been held since the spring; their lawyer said that the charge was dropped.",
    ),
    (
        "/d",
        "Grain ship reaches the port",
        "The first ship in four months brought wheat and flour, enough until the new year.",
    ),
]


def test_a_front_page_of_several_articles_is_told() -> None:
    teasers = "".join(f'<article><h2><a href="{link}">{head}</a></h2><p>{text}</p></article>' for link, head, text in TEASERS)
    (item,) = read(f"<html><body><main>{teasers}</main></body></html>".encode(), "in.html")
    assert "several articles" in str(item)
    story = "".join(f"<p>{text} {CAFE}</p>" for _, _, text in TEASERS * 2)
    for page in (f"<main><article><h1>Strike</h1>{story}</article>{teasers}</main>", f"<main><h1>Strike</h1>{story}</main>{teasers}"):
        (item,) = read(f"<html><body>{page}</body></html>".encode(), "in.html")
        assert isinstance(item, Document)
        assert CAFE in item.text
