"""What robots.txt allows."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.sources.robots import parse_robots

AT = "https://www.example.org"


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /\nAllow: /news", "/news/1", True),
        ("User-agent: *\nAllow: /\nDisallow: /closed", "/closed/1", False),
        ("User-agent: *\nDisallow: /*?print=", "/a?print=1", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x", True),
        ("User-agent: Other\nDisallow: /", "/a", True),
        ("User-agent: Other\nUser-agent: *\nDisallow: /", "/a", False),
        ("User-agent: Dragoman\nAllow: /\n\nUser-agent: *\nDisallow: /", "/a", True),
        ("User-agent: dragoman/0.1\nDisallow: /b\n\nUser-agent: *\nDisallow: /", "/b", False),
        ("\ufeffUser-agent: *\rDisallow: /\r", "/a", False),
        ("Disallow: /", "/a", True),
        ("<html>not found</html>", "/a", True),
        ("User-agent: *\nDisallow: http://[", "/a", True),
    ],
)
def test_rules(rules: str, path: str, allowed: bool) -> None:
    assert parse_robots(rules.encode()).allow(AT + path) is allowed


@pytest.mark.parametrize(("stated", "delay"), [("3", 3.0), ("0.5", 0.5), ("soon", 0.0), ("-5", 0.0), ("nan", 0.0), ("", 0.0)])
def test_delays(stated: str, delay: float) -> None:
    assert parse_robots(f"User-agent: *\nCrawl-delay: {stated}\nDisallow: /a".encode()).delay == delay


def test_hostile_rules_take_no_time() -> None:
    started = time.process_time()
    for text in (
        "".join(f"User-agent: a{n}\n" for n in range(5000)) + "Disallow: /a\n" * 3000,
        "User-agent: *\nDisallow: /" + "*a" * 50_000 + "b",
    ):
        parse_robots(text.encode()).allow(f"{AT}/{'a' * 2000}")
    assert time.process_time() - started < 5


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_rules(data: bytes) -> None:
    assert parse_robots(b"User-agent: *\n" + data).allow(AT) in (True, False)
