"""Fetching: what is taken, what is refused, and that no spelling of a private address gets through. Local servers only."""

from __future__ import annotations

import gzip
import socket
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
from dragoman.sources.web import Fetcher, Limits, is_private
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
        (b"", "could not be fetched: RemoteDisconnected"),
        (b"nothing like HTTP\r\n\r\n", "could not be fetched: BadStatusLine"),
        (b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 5000 + b"\r\n", "could not be fetched: HTTPException"),
        (moved(""), "from one address to the next"),
        (moved("http://["), "no address on the web"),
        (moved("file:///etc/passwd"), "no address on the web"),
        (moved("http://user:word@example.org/"), "user's name or password"),
    ],
)
def test_what_can_not_be_taken(server: Player, sent: bytes, reason: str) -> None:
    server.answers = {"/a": sent}
    assert reason in str(read(f"{server.url}/a"))


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
    server.answers["/robots.txt"] = answer(b"User-agent: *\nDisallow: http://[\n")
    assert read(f"{server.url}/a") == "its robots.txt can't be asked: it is broken"
    assert server.paths == []


SPELLINGS = [
    "127.0.0.1", "127.1", "127.0.1", "0x7f.1", "0x7f000001", "0x7F.0x0.0x0.0x1", "2130706433", "017700000001", "0177.0.0.1", "127.0.0.1.",
    "127.255.255.254", "0", "0.0.0.0", "localhost", "LOCALHOST", "localhost.", "[::1]", "[0:0:0:0:0:0:0:1]", "[::]", "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b::10.0.0.1]", "[2002:7f00:1::]", "[2002:a00:1::1]", "[fe80::1]",
    "[fc00::1]", "[fd12:3456::1]", "[fec0::1]", "[ff02::1]", "10.0.0.1", "10.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "192.168.257",
    "169.254.169.254", "0xa9fea9fe", "2852039166", "100.64.0.1", "192.0.0.1", "198.18.0.1", "192.0.2.1", "224.0.0.1",
    "240.0.0.1", "255.255.255.255",
    "①②⑦.0.0.1", "127。0。0。1",
]  # fmt: skip


@pytest.mark.parametrize("host", SPELLINGS)
def test_no_spelling_of_a_private_address_is_asked(server: Player, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = server.server_address[1]
    server.answers = {"/a": answer(page(WORDS), HTML)}
    with monkeypatch.context() as patch:
        patch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("a connection was opened"))
        reason = str(read(f"http://{host}:{port}/a", allow_private=False))
        assert "private network" in reason or "there is no server" in reason, reason
        assert "private" in reason or not host.isascii() or host.endswith("."), reason
    assert not server.asked


def test_a_redirect_to_a_private_address_is_refused(server: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first server counts as public; where it leads to is judged anew."""
    from dragoman.sources import web

    public = server.server_address[1]
    real = web._addresses
    monkeypatch.setattr(web, "_addresses", lambda host, port, allowed: real(host, port, allowed or port == public))
    monkeypatch.setattr(web, "is_private", lambda address: is_private(address) and address != "127.0.0.1")
    with serving({"/secret": answer(page(WORDS), HTML)}) as private:
        inner = private.server_address[1]
        for host in ("[::1]", "169.254.169.254", "[::ffff:10.0.0.1]", "0"):
            server.answers = {"/a": moved(f"http://{host}:{inner}/secret")}
            assert "private network" in str(read(f"{server.url}/a", allow_private=False)), host
        assert not private.asked
    assert server.paths == ["/a"] * 4


def test_the_address_that_is_connected_to_is_the_one_that_was_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that means something else at the second question: it is not asked a second time."""
    asked: list[str] = []

    def resolve(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        address = "93.184.216.34" if len(asked) % 2 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    connected: list[str] = []

    def connect(place: tuple[str, int], **_: Any) -> socket.socket:
        connected.append(place[0])
        raise OSError(111, "Connection refused")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    assert "Connection refused" in str(read("http://rebinding.example/a", allow_private=False))
    assert (asked, connected) == (["rebinding.example"], ["93.184.216.34"])
    assert "private network" in str(read("http://rebinding.example/a", allow_private=False))
    assert connected == ["93.184.216.34"]


def test_one_private_address_among_several_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: places)
    assert "private network" in str(read("http://mixed.example/a", allow_private=False))


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses(address: str) -> None:
    assert not is_private(address)


@pytest.mark.parametrize(
    "url", ["http://", "http:///a", "http://a:99999/", "http://a:x/", "https://[::1", "http://a b/", "HTTP://user@host/"]
)
def test_what_is_no_address(url: str) -> None:
    assert "address on the web" in str(read(url)) or "password" in str(read(url))
