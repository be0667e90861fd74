"""Pages from the web: fetched with limits of size and time, as robots.txt allows, and never from addresses of one's own network.

A name is resolved once, every address it has is judged (``addresses.py``), and the connection is made to the address that was judged,
again after each redirect: so it does not matter how an address is spelled, or what a name means a moment later.
"""

from __future__ import annotations

import io
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import BadStatusLine, HTTPException, HTTPResponse, IncompleteRead, RemoteDisconnected
from importlib.metadata import version
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from dragoman.errors import SourceError
from dragoman.model.safe import one_line, web_link
from dragoman.settings import Settings
from dragoman.sources.addresses import is_private
from dragoman.sources.html import page_document
from dragoman.sources.http import content_type, plain_body
from dragoman.sources.rejected import Defaults, Found, Item, Rejected, sample
from dragoman.sources.robots import AGENT, Rules, parse_robots

REDIRECTS = 5
_PAGES = ("text/html", "application/xhtml+xml", "")


@dataclass(frozen=True)
class Limits:
    """How much a fetch may cost: bytes of the body (packed and unpacked), seconds for all of it.

    The seconds count from the first question (that for robots.txt, where it is not known yet) over all redirects to the last byte.
    """

    bytes: int = 10_000_000
    seconds: float = 30.0


@dataclass(frozen=True)
class Fetched:
    """An answer: the address it came from in the end, its status, its fields (names in small letters) and its body, unpacked."""

    url: str
    status: int
    fields: dict[str, str]
    body: bytes


class Fetcher:
    """Fetches from the web; remembers the robots.txt of each server while it lives.

    allow_private: whether addresses of private networks, this machine and the like may be asked.
    """

    def __init__(self, limits: Limits | None = None, *, allow_private: bool = False) -> None:
        self.limits = limits or Limits()
        self.allow_private = allow_private
        self._robots: dict[str, Rules | str] = {}

    def get(self, url: str, asking: Mapping[str, str] | None = None) -> Fetched:
        """The answer to a GET, after redirects. asking: more fields of the request (``If-None-Match``).

        Raises ``SourceError`` for addresses that are refused or disallowed, at the limits, and for faults of the network;
        ``StatusError`` for every status but 200 and 304.
        """
        return self._follow(url, asking or {}, _Deadline(self.limits.seconds), robots=True)

    def limited(self, limits: Limits) -> Fetcher:
        """A fetcher with other limits that knows, and learns, the same robots.txt."""
        other = Fetcher(limits, allow_private=self.allow_private)
        other._robots = self._robots
        return other

    def delay(self, url: str) -> float:
        """Seconds that the server asks robots to wait between two requests; 0 where it says nothing."""
        rules = self._robots.get(_server(_checked(url)))
        return rules.delay if isinstance(rules, Rules) else 0.0

    def _follow(self, url: str, asking: Mapping[str, str], deadline: _Deadline, *, robots: bool) -> Fetched:
        for _ in range(REDIRECTS + 1):
            parts = _checked(url)
            if robots:
                self._obey(url, parts, deadline)
            answer = _request(parts, asking, self.limits.bytes, deadline, self.allow_private)
            if answer.status not in (301, 302, 303, 307, 308):
                if answer.status not in (200, 304):
                    raise StatusError(answer)
                return answer
            try:
                url = urljoin(answer.url, answer.fields.get("location", ""))
            except ValueError:
                raise SourceError("leads to what is no address on the web") from None
        raise SourceError(f"leads from one address to the next more than {REDIRECTS} times")

    def _obey(self, url: str, parts: SplitResult, deadline: _Deadline) -> None:
        server = _server(parts)
        if server not in self._robots:
            self._robots[server] = self._rules(server, deadline)
        rules = self._robots[server]
        if isinstance(rules, str):
            raise SourceError(f"its robots.txt can't be asked: {rules}")
        if not rules.allow(url):
            raise SourceError("its robots.txt disallows it")

    def _rules(self, server: str, deadline: _Deadline) -> Rules | str:
        """The rules of a server; why they are unknown, where it fails: then it is not asked for anything (RFC 9309)."""
        try:
            return parse_robots(self._follow(f"{server}/robots.txt", {}, deadline, robots=False).body)
        except StatusError as error:
            return parse_robots(b"") if 400 <= error.status < 500 and error.status != 429 else str(error)
        except SourceError as error:
            return str(error)


class StatusError(SourceError):
    """An answer that is no page.

    status: HTTP's. wait: seconds for which the server asks to be left alone (Retry-After), None if it does not.
    """

    def __init__(self, answer: Fetched) -> None:
        super().__init__(f"the server answers {answer.status}")
        self.status = answer.status
        self.wait = _wait(answer.fields.get("retry-after", ""))


def _wait(value: str) -> float | None:
    """The seconds of a Retry-After, which is a number or a date."""
    if value.isdecimal():
        return float(value[:9])
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        told = parsedate_to_datetime(value[:60])
        return max(0.0, (told.replace(tzinfo=told.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
    return None


def read_url(url: str, defaults: Defaults, settings: Settings, fetcher: Fetcher | None = None) -> Iterator[Item]:
    """Yield what stands at an address: the article of a page, or what another format of input holds; or why there is nothing."""
    try:
        answer = (fetcher or Fetcher(allow_private=settings.allow_private)).get(url)
    except SourceError as error:
        yield Rejected(url, str(error))
        return
    yield from read_answer(answer, url, defaults, settings)


def read_answer(answer: Fetched, url: str, defaults: Defaults, settings: Settings) -> Iterator[Item]:
    """Yield what was fetched, as ``read_url`` does. url: the address that was asked for, which is the origin."""
    from dragoman.sources.opening import read_stream

    mime, charset = content_type(answer.fields.get("content-type", ""))
    if mime not in _PAGES or answer.body.startswith(b"WARC/"):
        yield from read_stream(io.BytesIO(answer.body), url, defaults, settings)
        return
    try:
        yield Found(page_document(answer.body, defaults, charset=charset, url=answer.url), url)
    except SourceError as error:
        yield Rejected(url, str(error), sample=sample(answer.body))


def _checked(url: str) -> SplitResult:
    """The parts of an address that may be asked for; raises ``SourceError`` for another."""
    try:
        parts = urlsplit(url)
        known = web_link(url) and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        known = False
    if not known:
        raise SourceError(f"leads to what is no address on the web: {one_line(url)[:100]!r}")
    if parts.username is not None or parts.password is not None:
        raise SourceError("holds a user's name or password, which is refused")
    return parts


def _server(parts: SplitResult) -> str:
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _addresses(host: str, port: int, allow_private: bool) -> list[str]:
    """The addresses of a host, each judged; raises ``SourceError`` where there is none or one is refused."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise SourceError(f"there is no server {one_line(host)[:100]}") from None
    addresses = list(dict.fromkeys(str(place[4][0]) for place in found))
    if not allow_private and any(is_private(address) for address in addresses):
        raise SourceError(
            f"{one_line(host)[:100]} is an address of a private network or of this machine, which is refused (--allow-private)"
        )
    return addresses


def _request(parts: SplitResult, asking: Mapping[str, str], most: int, deadline: _Deadline, allow_private: bool) -> Fetched:
    """One request and its answer, of so many bytes at most, without following where it leads."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        with closing(_connected(host, port, deadline, allow_private)) as plain:
            plain.settimeout(deadline.left())
            with closing(_secured(plain, host) if parts.scheme == "https" else plain) as line:
                line.settimeout(deadline.left())
                line.sendall(_message(parts, asking))
                with closing(HTTPResponse(_Line(line, deadline), method="GET")) as response:  # type: ignore[arg-type]
                    response.begin()
                    fields = {name.lower(): value for name, value in reversed(response.getheaders())}
                    return Fetched(parts.geturl(), response.status, fields, _body(response, fields, most))
    except TimeoutError:
        raise SourceError(f"took more than {deadline.seconds:g} seconds") from None
    except (OSError, HTTPException, ValueError) as error:
        raise SourceError(_fault(error)) from None


def _fault(error: Exception) -> str:
    """What went wrong on the line, in words."""
    match error:
        case RemoteDisconnected():
            return "the server closed the connection without an answer"
        case BadStatusLine():
            return "what the server answers is no HTTP"
        case IncompleteRead():
            return "ends in the middle"
        case HTTPException():
            return "the header of the answer is too long"
        case ssl.SSLCertVerificationError():
            return f"the server's certificate does not hold: {one_line(error.verify_message)[:100]}"
        case OSError() if error.strerror:
            return f"could not be fetched: {one_line(error.strerror)[:100]}"
    return f"could not be fetched: {type(error).__name__}"


def _connected(host: str, port: int, deadline: _Deadline, allow_private: bool) -> socket.socket:
    """A connection to the first address that takes one; the address was judged, and the name is not asked for again."""
    failed: OSError = OSError("there is no address")
    for address in _addresses(host, port, allow_private):
        try:
            connection = socket.create_connection((address, port), timeout=deadline.left())
        except TimeoutError:
            raise
        except OSError as error:
            failed = error
            continue
        if not allow_private and is_private(str(connection.getpeername()[0])):
            connection.close()
            raise SourceError("the connection leads to a private network, which is refused (--allow-private)")
        return connection
    raise failed


def _secured(plain: socket.socket, host: str) -> socket.socket:
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def _message(parts: SplitResult, asking: Mapping[str, str]) -> bytes:
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        f"?{quote(parts.query, safe='/?%:@!$&()*+,;=~-._')}" if parts.query else ""
    )
    host = parts.netloc.encode("idna").decode("ascii") if not parts.netloc.isascii() else parts.netloc
    fields = {
        "Host": host,
        "User-Agent": f"{AGENT}/{version('dragoman')}",
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
        "Accept-Encoding": "gzip",
        "Connection": "close",
        **{name: one_line(value) for name, value in asking.items()},
    }
    lines = [f"GET {target} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")


def _body(response: HTTPResponse, fields: dict[str, str], most: int) -> bytes:
    transfer = fields.get("transfer-encoding", "identity").strip().lower()
    if transfer not in ("chunked", "identity"):
        raise SourceError(f"is sent in a way that is not read: {one_line(transfer)[:40]!r}")
    data = response.read(most + 1)
    if len(data) > most:
        raise SourceError(f"is larger than {most:,} bytes")
    stated = fields.get("content-length", "")
    if stated.isdecimal() and transfer == "identity" and response.status == 200 and len(data) < int(stated):
        raise SourceError("ends in the middle")
    return plain_body(data, {"content-encoding": fields.get("content-encoding", "")}, most)


class _Deadline:
    """The moment by which all must be done."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """The seconds that are left; raises ``TimeoutError`` where there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class _Line(io.RawIOBase):
    """A connection as what an HTTP response reads from; it ends at the deadline, however slowly bytes drip."""

    def __init__(self, line: socket.socket, deadline: _Deadline) -> None:
        self.line, self.deadline = line, deadline

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.line.settimeout(self.deadline.left())
        return self.line.recv_into(buffer)
