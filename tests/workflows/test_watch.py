"""Watching feeds: what is fetched, what is remembered, and that a watch goes on where it was stopped. Local servers only."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from dragoman.coder import Coder
from dragoman.errors import DataError, UsageError
from dragoman.model import Report
from dragoman.settings import Settings
from dragoman.sources import web
from dragoman.sources.addresses import is_private
from dragoman.sources.web import Fetcher
from dragoman.workflows.watch import Pace, State, Watched, parse_span, read_feeds, state_file, watch_once
from tests.sources.samples import MORE, WORDS, page
from tests.sources.serving import Player, answer, serving

HTML = "Content-Type: text/html"


def feed(*names: str) -> bytes:
    items = "".join(
        f"<item><title>Title {n}</title><link>/{n}</link><pubDate>Wed, 10 May 2023 08:30:00 GMT</pubDate></item>" for n in names
    )
    return f'<rss version="2.0"><channel><title>The Example</title>{items}</channel></rss>'.encode()


def conditional(body: bytes, tag: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def give(handler: BaseHTTPRequestHandler) -> None:
        same = handler.headers.get("If-None-Match") == tag
        handler.wfile.write(answer(status="304 Not Modified") if same else answer(body, f"ETag: {tag}"))

    return give


@pytest.fixture
def server() -> Iterator[Player]:
    with serving({"/a": answer(page(WORDS), HTML), "/b": answer(page(MORE), HTML)}) as player:
        yield player


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "x.db.watch.json"


def one_round(server: Player, state: Path, waited: list[float] | None = None, delay: float = 0.0) -> Iterator[Report | object]:
    feeds = (Watched(f"{server.url}/feed"),)
    coder = Coder(Settings(language="any", allow_private=True), stages=())
    pace = Pace(delay, (waited if waited is not None else []).append)
    return watch_once(feeds, State(state), coder, Fetcher(allow_private=True), pace)


def told(items: Iterator[Report | object]) -> list[str]:
    return [item.document.text if isinstance(item, Report) else str(item) for item in items]


def test_articles_are_fetched_once_and_an_unchanged_feed_is_not_sent_again(server: Player, state: Path) -> None:
    server.answers["/feed"] = conditional(feed("b", "a"), '"1"')
    (first, second) = list(one_round(server, state))
    assert isinstance(first, Report)
    assert (first.document.text, first.document.title, first.document.published) == (WORDS, "Title a", "2023-05-10T08:30:00+00:00")
    assert first.document.url == f"{server.url}/a"
    assert isinstance(second, Report)
    assert told(one_round(server, state)) == []
    assert server.paths == ["/feed", "/a", "/b", "/feed"]
    assert server.asked[-1][1]["if-none-match"] == '"1"'
    server.answers["/feed"] = conditional(feed("c", "b"), '"2"')
    server.answers["/c"] = answer(page(WORDS), HTML)
    assert told(one_round(server, state)) == [WORDS]
    assert server.paths[4:] == ["/feed", "/c"]
    assert sorted(json.loads(state.read_text())[f"{server.url}/feed"]["tries"]) == [f"{server.url}/b", f"{server.url}/c"]


def test_a_watch_that_was_stopped_goes_on_where_it_was(server: Player, state: Path) -> None:
    server.answers["/feed"] = conditional(feed("b", "a"), '"1"')
    going = one_round(server, state)
    assert isinstance(next(going), Report)
    assert isinstance(next(going), Report)  # asking for the second says that the first is stored
    going.close()  # type: ignore[attr-defined]
    assert told(one_round(server, state)) == [MORE]
    assert server.paths == ["/feed", "/a", "/b", "/feed", "/b"]
    assert told(one_round(server, state)) == []


def test_what_can_not_be_read_is_tried_in_three_rounds(server: Player, state: Path) -> None:
    server.answers["/feed"] = conditional(feed("gone", "a"), '"1"')
    gone = f"{server.url}/gone: the server answers 404"
    assert [told(one_round(server, state)) for _ in range(4)] == [[WORDS, gone], [gone], [gone], []]
    assert server.paths.count("/gone") == 3
    assert told(one_round(server, state)) == []
    assert server.paths.count("/feed") == 5


def test_a_feed_that_fails_is_told_and_the_others_are_read(server: Player, state: Path) -> None:
    server.answers |= {"/bad": answer(b"<html></html>"), "/feed": answer(feed("a"))}
    feeds = tuple(Watched(f"{server.url}/{name}") for name in ("bad", "missing", "feed"))
    coder = Coder(Settings(language="any", allow_private=True), stages=())
    assert told(watch_once(feeds, State(state), coder, Fetcher(allow_private=True), Pace(0))) == [
        f"{server.url}/bad: is no RSS or Atom feed", f"{server.url}/missing: the server answers 404", WORDS,
    ]  # fmt: skip


def test_a_feed_that_asks_for_time_gets_it(server: Player, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_700_000_000.0
    monkeypatch.setattr("dragoman.workflows.watch.time.time", lambda: now)
    for status, asked, rest in (
        ("429 Too Many", "Retry-After: 900", 900), ("503 Busy", "X: y", 300), ("429 Too Many", "Retry-After: 99999999", 86400),
        ("410 Gone", "X: y", 7 * 86400),
    ):  # fmt: skip
        server.answers["/feed"] = answer(b"", asked, status=status)
        count = len(server.paths)
        (line,) = told(one_round(server, state))
        assert line.startswith(f"{server.url}/feed: the server answers {status[:3]}")
        assert told(one_round(server, state)) == []  # a new start knows it too
        now += rest - 1
        assert told(one_round(server, state)) == []
        assert len(server.paths) == count + 1
        now += 2
    server.answers["/feed"] = answer(feed("a"))
    assert told(one_round(server, state)) == [WORDS]


def test_a_host_that_asks_for_time_gets_it_and_no_article_is_lost(server: Player, state: Path) -> None:
    server.answers |= {"/feed": conditional(feed("b", "busy", "a"), '"1"'), "/busy": answer(b"", "Retry-After: 0", status="503 Busy")}
    busy = f"{server.url}/busy: the server answers 503"
    for _ in range(5):  # more rounds than a broken article is tried in
        assert busy in told(one_round(server, state))
    server.answers["/busy"] = answer(b"", "Retry-After: Wed, 10 May 2090 08:30:00 GMT", status="429 Too Many")
    feeds, coder, pace = (Watched(f"{server.url}/feed"),), Coder(Settings(language="any", allow_private=True), stages=()), Pace(0)
    for _ in range(2):
        list(watch_once(feeds, State(state), coder, Fetcher(allow_private=True), pace))
    assert server.paths[-2:] == ["/busy", "/feed"]
    server.answers["/busy"] = answer(page(MORE + WORDS), HTML)
    assert told(one_round(server, state)) == [MORE + WORDS]
    assert told(one_round(server, state)) == []


def test_an_article_in_two_feeds_is_fetched_once(server: Player, state: Path) -> None:
    server.answers |= {"/feed": answer(feed("a", "b")), "/other": answer(feed("a"))}
    feeds = (Watched(f"{server.url}/feed"), Watched(f"{server.url}/other"))
    coder = Coder(Settings(language="any", allow_private=True), stages=())
    for expected in ([MORE, WORDS], []):
        assert told(watch_once(feeds, State(state), coder, Fetcher(allow_private=True), Pace(0))) == expected
    assert server.paths.count("/a") == 1


def test_a_watch_that_is_stopped_anywhere_loses_nothing(server: Player, state: Path) -> None:
    server.answers |= {"/feed": conditional(feed("gone", "b", "a"), '"1"')}
    for stop in range(1, 4):
        state.unlink(missing_ok=True)
        going = one_round(server, state)
        first = [next(going) for _ in range(stop)]
        going.close()  # type: ignore[attr-defined]
        rest = told(one_round(server, state))
        assert {WORDS, MORE} <= {*told(iter(first)), *rest}
        assert len(set(rest) & {WORDS, MORE}) <= 3 - stop


def test_private_addresses_in_a_feed_are_refused(server: Player, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The feed's own server counts as public here; what the feed names is judged anew."""
    items = "".join(f"<item><link>http://{host}/</link></item>" for host in ("169.254.169.254", "[::1]"))
    server.answers["/feed"] = answer(f"<rss><channel>{items}</channel></rss>".encode())
    coder = Coder(Settings(language="any"), stages=())
    known = (Watched(f"{server.url}/feed"),)
    assert ["private network" in line for line in told(watch_once(known, State(state), coder, Fetcher(), Pace(0)))] == [True]
    real, public = web._addresses, server.server_address[1]
    monkeypatch.setattr(web, "_addresses", lambda host, port, allowed: real(host, port, allowed or port == public))
    monkeypatch.setattr(web, "is_private", lambda address: is_private(address) and address != "127.0.0.1")
    assert ["private network" in line for line in told(watch_once(known, State(state), coder, Fetcher(), Pace(0)))] == [True, True]


def test_a_host_is_given_time(server: Player, state: Path) -> None:
    server.answers["/feed"] = answer(feed("a"))
    waited: list[float] = []
    told(one_round(server, state, waited, delay=5))
    assert len(waited) == 1
    assert 3 < waited[0] <= 5
    server.answers["/robots.txt"] = answer(b"User-agent: *\nCrawl-delay: 900\n")
    fetcher, pace = Fetcher(allow_private=True), Pace(0, waited.append)
    fetcher.get(f"{server.url}/feed")
    for _ in range(2):
        pace.wait(f"{server.url}/feed", fetcher)
    assert 55 < waited[-1] <= 60
    pace.wait("file:///etc/passwd", fetcher)


def test_what_robots_ask_for_holds_from_the_feed_on(server: Player, state: Path) -> None:
    """The first article waits as long as the others: the robots.txt that was asked for with the feed is known, and not asked for again."""
    server.answers |= {"/feed": answer(feed("b", "a")), "/robots.txt": answer(b"User-agent: *\nCrawl-delay: 20\n")}
    waited: list[float] = []
    told(one_round(server, state, waited, delay=1))
    assert len(waited) == 2
    assert all(15 < seconds <= 20 for seconds in waited)
    assert [path for path, _ in server.asked].count("/robots.txt") == 1


@pytest.mark.parametrize(("value", "seconds"), [("90s", 90), ("15m", 900), (" 2H ", 7200), ("1 d", 86400)])
def test_spans(value: str, seconds: int) -> None:
    assert parse_span(value) == seconds


@pytest.mark.parametrize("value", ["", "15", "0m", "-1m", "m", "1w", "1.5h"])
def test_what_is_no_span(value: str) -> None:
    with pytest.raises(UsageError, match="no span of time"):
        parse_span(value)


def test_lists_of_feeds(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text('[[feed]]\nurl = "https://a.example/f"\npublisher = "A"\n[[feed]]\nurl = "http://b.example/f"\n')
    assert read_feeds(path) == (Watched("https://a.example/f", "A"), Watched("http://b.example/f"))
    for text, reason in (
        ("", "names no feed"), ("feed = 3", "names no feed"), ("[[feed]", "is no TOML"),
        ('[[feed]]\nurl = "file:///a"', "feed 1: takes url"),
        ("[[feed]]\nurl = 3", "feed 1"), ('[[feed]]\nurl = "http://a"\nevery = "1m"', "feed 1"),
    ):  # fmt: skip
        path.write_text(text)
        with pytest.raises(DataError, match=reason):
            read_feeds(path)
    with pytest.raises(DataError, match="No such file"):
        read_feeds(tmp_path / "none.toml")


def test_a_broken_state_is_told(state: Path) -> None:
    for text in ("{", "[]", '{"a": {}}', '{"a": 3}'):
        state.write_text(text)
        with pytest.raises(DataError, match="begin anew"):
            State(state)
    assert state_file("a/x.db") == Path("a/x.db.watch.json")
    assert state_file("postgresql://host/name") == Path("dragoman.watch.json")
