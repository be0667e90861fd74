"""Pages from the web: fetched with limits of size and time, as robots.txt allows, and never from addresses of one's own network.

A name is resolved once, every address it has is judged, and the connection is made to the address that was judged, again after each
redirect: so it does not matter how an address is spelled, or what a name means a moment later.
"""

from __future__ import annotations

import io
import ipaddress
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from importlib.metadata import version
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from dragoman.errors import SourceError
from dragoman.model.safe import one_line, web_link
from dragoman.settings import Settings
from dragoman.sources.html import page_document
from dragoman.sources.http import content_type, plain_body
from dragoman.sources.rejected import Defaults, Found, Rejected, sample

AGENT = "dragoman"
REDIRECTS = 5
ROBOTS = 500_000  # bytes of a robots.txt that are read, as RFC 9309 asks
_PAGES = ("text/html", "application/xhtml+xml", "")
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # IPv4 behind NAT64
_COMPATIBLE = ipaddress.ip_network("::/96")  # an old way to write IPv4 as IPv6, never of use on the internet


@dataclass(frozen=True)
class Limits:
    """How much a fetch may cost: bytes of the body (packed and unpacked), seconds for all of one request."""

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
        self._robots: dict[str, RobotFileParser | str] = {}

    def get(self, url: str, asking: Mapping[str, str] | None = None) -> Fetched:
        """The answer to a GET, after redirects. asking: more fields of the request (``If-None-Match``).

        Raises ``SourceError`` for addresses that are refused or disallowed, at the limits, for faults of the network, and for every
        status but 200 and 304.
        """
        return self._follow(url, asking or {}, self.limits, robots=True)

    def delay(self, url: str) -> float:
        """Seconds that the server asks robots to wait between two requests; 0 where it says nothing."""
        rules = self._robots.get(_server(_checked(url)))
        return float(rules.crawl_delay(AGENT) or 0) if isinstance(rules, RobotFileParser) else 0.0

    def _follow(self, url: str, asking: Mapping[str, str], limits: Limits, *, robots: bool) -> Fetched:
        for _ in range(REDIRECTS + 1):
            parts = _checked(url)
            if robots:
                self._obey(url, parts)
            answer = _request(parts, asking, limits, self.allow_private)
            if answer.status not in (301, 302, 303, 307, 308):
                if answer.status not in (200, 304):
                    raise _Status(answer.status)
                return answer
            try:
                url = urljoin(answer.url, answer.fields.get("location", ""))
            except ValueError:
                raise SourceError("leads to what is no address on the web") from None
        raise SourceError(f"leads from one address to the next more than {REDIRECTS} times")

    def _obey(self, url: str, parts: SplitResult) -> None:
        server = _server(parts)
        if server not in self._robots:
            self._robots[server] = self._rules(server)
        rules = self._robots[server]
        if isinstance(rules, str):
            raise SourceError(f"its robots.txt can't be asked: {rules}")
        if not rules.can_fetch(AGENT, url):
            raise SourceError("its robots.txt disallows it")

    def _rules(self, server: str) -> RobotFileParser | str:
        """The rules of a server; why they are unknown, where it fails: then it is not asked for anything (RFC 9309)."""
        rules = RobotFileParser()
        try:
            answer = self._follow(f"{server}/robots.txt", {}, Limits(ROBOTS, self.limits.seconds), robots=False)
            lines = answer.body.decode("utf-8", "replace").splitlines()
        except _Status as error:
            if not 400 <= error.status < 500:
                return str(error)
            lines = []
        except SourceError as error:
            return str(error)
        try:
            rules.parse(lines)
        except ValueError:  # an address in it that is none
            return "it is broken"
        return rules


class _Status(SourceError):  # noqa: N818 - it is an answer
    """An answer that is no page."""

    def __init__(self, status: int) -> None:
        super().__init__(f"the server answers {status}")
        self.status = status


def read_url(url: str, defaults: Defaults, settings: Settings, fetcher: Fetcher | None = None) -> Iterator[Found | Rejected]:
    """Yield what stands at an address: the article of a page, or what another format of input holds; or why there is nothing."""
    from dragoman.sources.opening import read_stream

    try:
        answer = (fetcher or Fetcher(allow_private=settings.allow_private)).get(url)
        mime, charset = content_type(answer.fields.get("content-type", ""))
        if mime in _PAGES and not answer.body.startswith(b"WARC/"):
            try:
                yield Found(page_document(answer.body, defaults, charset=charset, url=answer.url), url)
            except SourceError as error:
                yield Rejected(url, str(error), sample=sample(answer.body))
            return
    except SourceError as error:
        yield Rejected(url, str(error))
        return
    yield from read_stream(io.BytesIO(answer.body), url, defaults, settings)


def is_private(address: str) -> bool:
    """Whether an IP address is none of the public internet: private, loopback, link-local, reserved, multicast, in any wrapping."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if found in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_private(str(inner))
        if found in _COMPATIBLE or found.is_site_local:
            return True
    return not found.is_global or found.is_multicast or found.is_reserved or found.is_unspecified


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


def _request(parts: SplitResult, asking: Mapping[str, str], limits: Limits, allow_private: bool) -> Fetched:
    """One request and its answer, without following where it leads."""
    deadline = time.monotonic() + limits.seconds
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        with closing(_connected(host, port, deadline, allow_private)) as plain:
            line = plain
            if parts.scheme == "https":
                line = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
            line.sendall(_message(parts, asking))
            response = HTTPResponse(_Line(line, deadline), method="GET")  # type: ignore[arg-type]
            with closing(response), closing(line):
                response.begin()
                fields = {name.lower(): value for name, value in reversed(response.getheaders())}
                return Fetched(parts.geturl(), response.status, fields, _body(response, fields, limits))
    except TimeoutError:
        raise SourceError(f"took more than {limits.seconds:g} seconds") from None
    except (OSError, HTTPException, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
        raise SourceError(f"could not be fetched: {one_line(str(reason))[:100]}") from None


def _connected(host: str, port: int, deadline: float, allow_private: bool) -> socket.socket:
    """A connection to the first address that takes one; the address was judged, and the name is not asked for again."""
    failed: OSError = OSError("there is no address")
    for address in _addresses(host, port, allow_private):
        try:
            connection = socket.create_connection((address, port), timeout=_left(deadline))
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


def _body(response: HTTPResponse, fields: dict[str, str], limits: Limits) -> bytes:
    data = response.read(limits.bytes + 1)
    if len(data) > limits.bytes:
        raise SourceError(f"is larger than {limits.bytes:,} bytes")
    stated = fields.get("content-length", "")
    if stated.isdecimal() and "transfer-encoding" not in fields and response.status == 200 and len(data) < int(stated):
        raise SourceError("ends in the middle")
    return plain_body(data, {"content-encoding": fields.get("content-encoding", "")}, limits.bytes)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Line(io.RawIOBase):
    """A connection as what an HTTP response reads from; it ends at the deadline, however slowly bytes drip."""

    def __init__(self, line: socket.socket, deadline: float) -> None:
        self.line, self.deadline = line, deadline

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.line.settimeout(_left(self.deadline))
        return self.line.recv_into(buffer)
