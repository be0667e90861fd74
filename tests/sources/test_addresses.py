"""No spelling of an address of one's own network is asked, nor one that a page elsewhere leads to."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from dragoman.errors import SourceError
from dragoman.sources.addresses import is_private
from dragoman.sources.web import Fetcher
from tests.sources.samples import WORDS, page
from tests.sources.serving import Player, answer, moved, serving

CASES = [
    json.loads(line) for line in (Path(__file__).parents[1] / "cases/sources/addresses.jsonl").read_text(encoding="utf-8").splitlines()
]
REFUSED = [case for case in CASES if "refused" in case]
PUBLIC = [case for case in CASES if "connects" in case]
WORDING = {"private": "private network", "no server": "there is no server", "no address": "no address on the web", "password": "password"}
OUTSIDE = "93.184.215.14"


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What names mean; no name server is asked. Numbers are understood as the system does."""
    known: dict[str, list[str]] = {}
    system = socket.getaddrinfo

    def resolve(host: str, port: int, family: int = 0, kind: int = 0, *, type: int = 0, **_: Any) -> list[Any]:
        if host in known:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in known[host]]
        return system(host, port, family, kind or type, flags=socket.AI_NUMERICHOST)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return known


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that a connection was tried to; none is made."""
    tried: list[str] = []

    def connect(place: tuple[str, int], **_: Any) -> socket.socket:
        tried.append(place[0])
        raise OSError(111, "Connection refused")

    monkeypatch.setattr(socket, "create_connection", connect)
    return tried


class _Outside(socket.socket):
    """A connection to this machine that says it leads elsewhere."""

    def getpeername(self) -> tuple[str, int]:
        return (OUTSIDE, 80)


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch, names: dict[str, list[str]]) -> Iterator[Player]:
    """A server that counts as one of the public internet, ``outside.example``."""
    connect = socket.create_connection
    names["outside.example"] = [OUTSIDE]
    with serving({}) as player:

        def reach(place: tuple[str, int], timeout: float) -> socket.socket:
            assert place[0] == OUTSIDE, f"a connection to {place} was tried"
            made = connect(player.server_address[:2], timeout=timeout)
            wrapped = _Outside(fileno=made.detach())
            wrapped.settimeout(timeout)
            return wrapped

        monkeypatch.setattr(socket, "create_connection", reach)
        yield player


def refusal(url: str) -> str:
    with pytest.raises(SourceError) as told:
        Fetcher().get(url)
    return str(told.value)


def test_the_table_is_large_enough() -> None:
    assert len({case["url"] for case in REFUSED}) >= 40
    assert {word for case in REFUSED for word in case["refused"].split("|")} == set(WORDING)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: ascii(case["url"]))
def test_refused(case: dict[str, Any], names: dict[str, list[str]], connected: list[str]) -> None:
    names.update(case.get("names", {}))
    reason = refusal(case["url"])
    assert any(WORDING[word] in reason for word in case["refused"].split("|")), reason
    assert not connected


@pytest.mark.parametrize("case", PUBLIC, ids=lambda case: ascii(case["url"]))
def test_public(case: dict[str, Any], names: dict[str, list[str]], connected: list[str]) -> None:
    names.update(case.get("names", {}))
    assert "Connection refused" in refusal(case["url"])
    assert connected[0] == case["connects"]


def is_whole(url: str) -> bool:
    """Whether it means the same wherever it stands."""
    try:
        return urljoin("http://outside.example/a", url) == url
    except ValueError:
        return True


def test_no_redirect_leads_to_them(outside: Player, names: dict[str, list[str]]) -> None:
    """Every row of the table, after one and after two redirects from a public server, for the page and for robots.txt."""
    led = 0
    for case in REFUSED:
        names.update(case.get("names", {}))
        if not (case["url"].isascii() and case["url"].isprintable() and is_whole(case["url"])):
            continue  # such a header is another address, or one of the server itself
        led += 1
        lead = moved(case["url"])
        outside.answers = {"/a": lead, "/b": moved("/a", "307 Temporary Redirect"), "/robots.txt": answer(b"")}
        for path in ("/a", "/b"):
            reason = refusal(f"http://outside.example{path}")
            assert any(WORDING[word] in reason for word in case["refused"].split("|")), (case["url"], reason)
        outside.answers = {"/a": answer(page(WORDS), "Content-Type: text/html"), "/robots.txt": lead}
        assert "robots.txt can't be asked" in refusal("http://outside.example/a"), case["url"]
    assert led > 100


def test_a_redirect_within_the_public_internet_is_followed(outside: Player, names: dict[str, list[str]]) -> None:
    names["other.example"] = [OUTSIDE]
    outside.answers = {"/a": moved("//other.example/b"), "/b": answer(b"One.")}
    found = Fetcher().get("http://outside.example/a")
    assert (found.url, found.body) == ("http://other.example/b", b"One.")


def test_the_address_that_is_connected_to_is_judged_too(monkeypatch: pytest.MonkeyPatch, names: dict[str, list[str]]) -> None:
    """A public address that the machine's own network takes somewhere else."""
    names["outside.example"] = [OUTSIDE]
    connect = socket.create_connection
    with serving({"/a": answer(b"secret")}) as player:
        monkeypatch.setattr(socket, "create_connection", lambda _, timeout: connect(player.server_address[:2], timeout=timeout))
        assert "the connection leads to a private network" in refusal("http://outside.example/a")
        assert not player.asked


def test_a_name_that_means_something_else_a_moment_later_is_asked_for_once(monkeypatch: pytest.MonkeyPatch, connected: list[str]) -> None:
    asked: list[str] = []

    def resolve(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (OUTSIDE if len(asked) % 2 else "127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert "Connection refused" in refusal("http://rebinding.example/a")
    assert (asked, connected) == (["rebinding.example"], [OUTSIDE])
    assert "private network" in refusal("http://rebinding.example/a")
    assert connected == [OUTSIDE]


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2001:0:808:808:0:0:f7f7:f7f7"]
)
def test_public_addresses(address: str) -> None:
    assert not is_private(address)
