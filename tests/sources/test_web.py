"""Fetching: what is taken, what is refused. Local servers only."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from dragoman.errors import SourceError
from dragoman.model import Document
from dragoman.settings import Settings
from dragoman.sources import Defaults, Found, Rejected
from dragoman.sources.opening import read_path
from dragoman.sources.web import Fetcher, Limits
from tests.sources.samples import MORE, WORDS, page
from tests.sources.serving import Player, answer, moved, serving

HTML = "Content-Type: text/html; charset=utf-8"


@pytest.fixture
def server() -> Iterator[Player]:
    with serving({}) as player:
        yield player


def read(url: str, allow_private: bool = True) -> Document | str:
    (item,) = read_path(url, Defaults(), Settings(allow_private=allow_private))
    assert isinstance(item, Found | Rejected)
    assert item.origin == url
    return item.document if isinstance(item, Found) else item.reason


def fetch(url: str, **limits: Any) -> bytes:
    return Fetcher(Limits(**limits), allow_private=True).get(url).body


def test_a_page_is_read_and_its_address_is_where_it_was_found(server: Player) -> None:
    server.answers = {
        "/a?b=%C3%A9": moved("/c", "301 Moved Permanently"),
        "/c": answer(gzip.compress(page(WORDS, MORE)), HTML, "Content-Encoding: gzip"),
    }
    document = read(f"{server.url}/a?b=é")
    assert isinstance(document, Document)
    assert document.text == f"{WORDS}\n{MORE}"
    assert document.url == f"{server.url}/c"
    assert [path for path, _ in server.asked] == ["/robots.txt", "/a?b=%C3%A9", "/c"]
    assert server.asked[-1][1]["user-agent"].startswith("dragoman/")


def test_other_formats_are_read_too(server: Player) -> None:
    chunks = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nOne.\r\n0\r\n\r\n"
    lines = answer(b'{"text": "One."}\n{"text": "Two."}\n', "Content-Type: application/json")
    server.answers = {"/in.jsonl": lines, "/a.txt": chunks}
    items = list(read_path(f"{server.url}/in.jsonl", Defaults(), Settings(allow_private=True)))
    assert [item.document.text for item in items if isinstance(item, Found)] == ["One.", "Two."]
    document = read(f"{server.url}/a.txt")
    assert isinstance(document, Document)
    assert document.text == "One."


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        (answer(b"", status="404 Not Found"), "the server answers 404"),
        (answer(page(WORDS), HTML, length=9000), "ends in the middle"),
        (answer(b"", HTML), "is empty"),
        (answer(b"\xff\xff", HTML, "Content-Encoding: gzip"), "compressed"),
        (answer(b"<p>", HTML, "Content-Encoding: br"), "holds no article text"),
        (b"", "closed the connection without an answer"),
        (b"nothing like HTTP\r\n\r\n", "is no HTTP"),
        (b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 5000 + b"\r\n", "header of the answer is too long"),
        (moved(""), "from one address to the next"),
        (moved("http://["), "no address on the web"),
        (moved("file:///etc/passwd"), "no address on the web"),
        (moved("http://user:word@example.org/"), "user's name or password"),
    ],
)
def test_what_can_not_be_taken(server: Player, sent: bytes, reason: str) -> None:
    server.answers = {"/a": sent}
    assert reason in str(read(f"{server.url}/a"))


def test_bodies_that_break_off_and_their_codings(server: Player) -> None:
    packed = gzip.compress(page(WORDS))
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    half = len(packed) // 2
    server.answers = {
        "/chunks": head + b"Transfer-Encoding: chunked\r\n\r\nff\r\n<p>",
        "/chunk-size": head + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n<p>",
        "/coded": head + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "/gzip": answer(packed[:half], HTML, "Content-Encoding: gzip"),
        "/brotli": answer(b"\x8b\x01\x80ab\x03", HTML, "Content-Encoding: br"),
        "/twice": answer(gzip.compress(packed), HTML, "Content-Encoding: gzip, gzip"),
        "/nul": answer(page(WORDS.replace(" ", "\0 ")), HTML),
    }
    told = {path: str(read(server.url + path)) for path in server.answers}
    for path, reason in (
        ("/chunks", "ends in the middle"), ("/chunk-size", "ends in the middle"), ("/coded", "sent in a way that is not read"),
        ("/gzip", "compressed and ends in the middle"), ("/brotli", "compressed by 'br', which is not read"),
        ("/twice", "compressed by 'gzip, gzip'"), ("/nul", "looks like a binary file"),
    ):  # fmt: skip
        assert reason in told[path], told
    server.answers["/members"] = answer(gzip.compress(page(WORDS)[:60]) + gzip.compress(page(WORDS)[60:]), HTML, "Content-Encoding: gzip")
    assert isinstance(read(f"{server.url}/members"), Document)


def test_the_time_limit_is_for_all_redirects_together(server: Player) -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.3)
        handler.wfile.write(moved("/a"))

    server.answers = {"/a": slow}
    with pytest.raises(SourceError, match=r"took more than 0\.7 seconds"):
        fetch(f"{server.url}/a", seconds=0.7)


def test_loops_end(server: Player) -> None:
    server.answers = {"/a": moved("/b"), "/b": moved("/a")}
    assert read(f"{server.url}/a") == "leads from one address to the next more than 5 times"
    assert len(server.paths) == 6


def test_bodies_are_limited(server: Player) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            handler.wfile.write(b"<p>again</p>" * 1000)

    server.answers = {"/endless": endless, "/bomb": answer(gzip.compress(b" " * 5_000_000), HTML, "Content-Encoding: gzip")}
    for path in server.answers:
        with pytest.raises(SourceError, match="larger than 100,000 bytes"):
            fetch(server.url + path, bytes=100_000)


@pytest.mark.parametrize("begun", [b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"])
def test_a_host_that_drips_is_left(server: Player, begun: bytes) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(begun)
        for _ in range(200):
            handler.wfile.write(b"a")
            time.sleep(0.05)

    server.answers = {"/a": drip}
    started = time.monotonic()
    with pytest.raises(SourceError, match=r"took more than 0\.4 seconds"):
        fetch(f"{server.url}/a", seconds=0.4)
    assert time.monotonic() - started < 5


def test_robots_are_heeded_also_after_a_redirect(server: Player) -> None:
    server.answers = {
        "/robots.txt": answer(b"User-agent: *\nDisallow: /closed\nCrawl-delay: 3\n"),
        "/closed/a": answer(page(WORDS), HTML),
        "/open": moved("/closed/a"),
        "/b": answer(page(WORDS), HTML),
    }
    fetcher = Fetcher(allow_private=True)
    assert fetcher.delay(f"{server.url}/b") == 0
    for path in ("/closed/a", "/open"):
        with pytest.raises(SourceError, match=r"robots\.txt disallows"):
            fetcher.get(server.url + path)
    assert fetcher.get(f"{server.url}/b").status == 200
    assert fetcher.delay(f"{server.url}/b") == 3
    assert [path for path, _ in server.asked] == ["/robots.txt", "/open", "/b"]


def test_without_an_answer_to_robots_nothing_is_asked_for(server: Player) -> None:
    server.answers = {"/robots.txt": answer(status="503 Busy"), "/a": answer(page(WORDS), HTML)}
    assert read(f"{server.url}/a") == "its robots.txt can't be asked: the server answers 503"
    server.answers["/robots.txt"] = moved("http://[")
    assert "its robots.txt can't be asked" in str(read(f"{server.url}/a"))
    assert server.paths == []


@pytest.mark.parametrize(
    "url", ["http://", "http:///a", "http://a:99999/", "http://a:x/", "https://[::1", "http://a b/", "HTTP://user@host/"]
)
def test_what_is_no_address(url: str) -> None:
    assert "address on the web" in str(read(url)) or "password" in str(read(url))
