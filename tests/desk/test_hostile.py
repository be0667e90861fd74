"""Two hundred hostile articles: whatever stands in a text, a title, a name or a reason is shown as text and does nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dragoman.model.safe import encodable
from dragoman.record import Record
from tests.desk.hostility import ARTICLES
from tests.model.samples import hostile

ALLOWED = ("script", "link", "meta", "form", "input", "button", "a")


class _Page(HTMLParser):
    """What in a page could do something."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "script":
            self.scripts.append(given.get("src") or "inline")
        if tag in ("iframe", "object", "embed", "img", "svg", "style", "base", "math", "audio", "video", "template"):
            self.wrong.append(tag)
        for name, value in given.items():
            if name.startswith("on") or name in ("style", "srcdoc", "formaction"):
                self.wrong.append(f"{tag} {name}")
            if name in ("href", "src", "action", "hx-get") and not (value or "").startswith(("/", "#", "http://", "https://")):
                self.wrong.append(f"{tag} {name}={value}")


def _check(text: str) -> None:
    page = _Page()
    page.feed(text)
    assert page.wrong == []
    assert len(page.scripts) in (0, 2)
    assert all(src.startswith("/static/") for src in page.scripts)
    assert not {"\u202e", "\u200b", "\u2066", "\x1b", "\x00"} & set(text)


def test_there_are_two_hundred_and_all_differ() -> None:
    assert len(set(ARTICLES)) >= 200


@pytest.fixture
def full(desk: TestClient, file: Path) -> TestClient:
    with Record.open(file) as record:
        for number, words in enumerate(ARTICLES):
            report = hostile(words)
            document = replace(report.document, id=f"{number} {words[:80]}", url=f"https://news.example/{number}", title=words[:300])
            record.add(replace(report, document=document))
    return desk


def test_no_hostile_article_gets_out_of_its_text(full: TestClient) -> None:
    items = full.get("/api/v1/documents", params={"limit": 500}).json()["items"]
    assert len(items) >= 200
    for number, item in enumerate(items):
        for chosen in ({"event": "v1"}, {"entity": "e1"} if number % 2 else {"statement": "s1"}):
            answer = full.get("/document", params={"id": item["id"], **chosen})
            assert answer.status_code == 200
            _check(answer.text)


def test_no_list_of_hostile_things_does_anything(full: TestClient, file: Path) -> None:
    with Record.open(file) as record:
        for words in ARTICLES[:40]:
            record.correct(
                None, "identity", {"entity": words[:500] or "x", "name": words[:500] or "x"}, author=words[:200], reason=words[:500]
            )
    for path in (
        "/",
        "/documents",
        "/search",
        "/search?in=statements",
        "/search?in=entities",
        "/search?in=ties",
        "/corrections",
        "/annotate",
        "/annotate/agreement",
    ):
        _check(full.get(path).text)
    for table in ("events", "statements", "entities", "ties"):
        _check(full.get(f"/search/facets?in={table}").text)
    for number, words in enumerate(ARTICLES):
        asked = {"q": encodable(words[:400]), "publisher": encodable(words[:400])}
        answer = full.get("/search" if number % 2 else "/documents", params=asked, headers={"Accept": "text/html"})
        assert answer.status_code in (200, 400)
        _check(answer.text)


@pytest.mark.parametrize("words", ARTICLES[::25])
def test_hostile_texts_are_read_and_shown(desk: TestClient, words: str) -> None:
    text = f"Chad accused Libya of shelling. {words} Libya denied it."
    answer = desk.post("/api/v1/read", content=json.dumps({"text": text}), headers={"Content-Type": "application/json"})
    assert answer.status_code in (200, 422)
    assert "text/html" not in answer.headers["content-type"]
    typed = {"text": encodable(text), "title": encodable(words[:200])}  # a browser sends no half characters
    shown = desk.post("/read", data=typed).headers["location"]
    desk.app.state.reader._pool.submit(lambda: None).result()  # type: ignore[attr-defined]
    _check(desk.get(shown).text)
