"""The desk in a real browser: read, search, correct, undo, annotate; keyboard, phone, no barrier, no error, no request to elsewhere.

Needs Chromium and playwright; ``.ci/run`` installs both. Elsewhere these tests are skipped, and say so.
"""

from __future__ import annotations

import os
import re
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from dragoman.desk.app import make_app
from dragoman.desk.settings import DeskSettings
from dragoman.model import Document
from dragoman.record import Record
from dragoman.settings import GRAMMAR, Settings
from tests.desk.conftest import CODER
from tests.desk.hostility import ARTICLES
from tests.model.samples import TEXT, hostile, sample, span

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
_NAMES = "gpu quic background-networking component-update sync dev-shm-usage"
FLAGS = ["--headless", "--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in _NAMES.split())]
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium: install it, or name it by CHROMIUM"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # of uvicorn's and playwright's own making
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
AXE = (Path(__file__).parent / "vendored" / "axe.min.js").read_text(encoding="utf-8")
WAIT = 120_000  # milliseconds; machines that test are slow


class _Server(uvicorn.Server):
    """A server in a thread of its own."""

    def install_signal_handlers(self) -> None:
        """None: signals go to the main thread."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("browser") / "news.db"
    with Record.open(path) as record:
        record.add(sample())
        record.add(hostile())
        for words in ARTICLES[::20]:
            record.add(replace(hostile(words), document=Document(words, words[:90], words)))
    app = make_app(DeskSettings(path, reading=Settings(judge=GRAMMAR), seconds=120))
    app.state.reader._coder = CODER
    CODER.read(Document("Norway thanked Chile."))  # loads what reading needs, which may take longer than a page waits
    server = _Server(uvicorn.Config(app, port=0, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(60)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def page(browser: Any, address: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page that must end without an error and without a request to another host."""
    context = browser.new_context(base_url=address, **getattr(request, "param", {"viewport": {"width": 1280, "height": 860}}))
    made = context.new_page()
    made.set_default_timeout(WAIT)
    errors: list[str] = []
    made.on("console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None)
    made.on("pageerror", lambda error: errors.append(str(error)))
    made.on("request", lambda asked: errors.append(asked.url) if not asked.url.startswith((address, "data:")) else None)
    yield made
    context.close()
    assert errors == []


def _barriers(page: Any) -> list[str]:
    """Serious barriers that axe-core finds."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {node['html'][:150]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


def test_a_pasted_text_is_read_and_its_marks_tell_their_reading(page: Any) -> None:
    page.goto("/")
    page.fill("#text", "Chad accused Libya on Monday of shelling a border post. Libya denied the attack.")
    page.click("form.reader button.main")
    page.wait_for_selector(".text")
    page.hover(".text .m.event >> nth=0")
    assert "Chad accused Libya" in page.inner_text(".tip")
    page.click(".text .m.event >> nth=0")
    page.wait_for_selector("#panel .reading")
    assert "ACCUSE" in page.inner_text("#panel")
    assert re.search(r"event=v1", page.url)
    page.click("#panel details.why summary")
    page.wait_for_selector("#panel details.why h3")
    page.go_back()
    assert "event=" not in page.url


def test_a_text_pasted_anywhere_is_read_and_shown_without_being_kept(page: Any) -> None:
    page.goto("/")
    page.uncheck("input[name=keep]")
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData("text/plain", "Chad accused Libya on Monday of shelling a border post.");
            document.body.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
        }"""
    )
    page.wait_for_selector(".text")
    assert "/reading/" in page.url
    page.click(".text .m.event >> nth=0")
    page.wait_for_selector("#panel .reading")
    assert "ACCUSE" in page.inner_text("#panel")
    assert page.locator("#panel button.accept").count() == 0
    page.click("#panel details.why summary")
    page.wait_for_selector("#panel details.why h3")


def test_a_dropped_file_is_read(page: Any) -> None:
    page.goto("/")
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.items.add(new File(["Peru thanked Japan on Friday."], "dropped.txt", {type: "text/plain"}));
            document.querySelector("#reads").dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true}));
        }"""
    )
    page.wait_for_url("**/document?**")
    assert "Peru" in page.inner_text(".text")


def test_search_narrows_down_and_its_address_can_be_shared(page: Any) -> None:
    page.goto("/search?q=Norway")
    page.click(".facet a:has-text('material conflict')")
    page.wait_for_selector(".chip:has-text('quad')")
    assert page.locator(".rows > li").count() == 1
    shared = page.url
    page.goto("/")
    page.goto(shared)
    page.click(".rows h2 a")
    page.wait_for_selector("#panel .reading")
    assert "COERCE" in page.inner_text("#panel")


def test_keys_walk_and_judge_and_an_undo_takes_it_back(page: Any) -> None:
    page.goto("/document?id=doc-1")
    page.keyboard.press("n")
    page.wait_for_selector("[data-current=v1]")
    page.keyboard.press("j")
    page.wait_for_selector("[data-current=v2]")
    page.keyboard.press("p")
    page.wait_for_selector("[data-current=v1]")
    with page.expect_navigation():
        page.keyboard.press("r")
    assert page.locator(".list .events li").count() == 2
    page.goto("/corrections")
    with page.expect_navigation():
        page.click(".rows button >> nth=0")
    page.goto("/document?id=doc-1&event=v1")
    assert page.locator(".list .events li").count() == 3
    page.keyboard.press("c")
    page.keyboard.press("a")  # typed into the form: no verdict
    assert page.locator("details.change[open] select").first.evaluate("e => e === document.activeElement")
    page.keyboard.press("Escape")
    assert page.locator("#panel .reading").count() == 0


def test_a_change_and_an_added_event(page: Any) -> None:
    page.goto("/document?id=doc-1&event=v2")
    page.click("details.change summary")
    page.select_option("details.change select[name=factuality]", "PR+")
    page.fill("details.change input[name=author]", "ann")
    with page.expect_navigation():
        page.click("details.change button.main")
    assert "PR+" in page.inner_text("#panel .facts")
    assert "ann" in page.inner_text("#panel .log")
    with page.expect_navigation():
        page.click("#panel .log button")
    start, end = span("decide")
    page.evaluate(
        """([start, end]) => {
            const piece = [...document.querySelectorAll("#text [data-at]")].filter((p) => Number(p.dataset.at) <= start).pop();
            const at = Number(piece.dataset.at);
            getSelection().setBaseAndExtent(piece.firstChild, start - at, piece.firstChild, end - at);
        }""",
        [start, end],
    )
    page.click("#adder")
    page.wait_for_selector("#add:not([hidden])")
    assert page.inner_text("#add .words").strip('“”"') == TEXT[start:end]
    page.select_option("#add select[name=type]", "AGREE")
    page.fill("#add input[name=actors]", "Norway")
    with page.expect_navigation():
        page.click("#add button.main")
    assert "agreed" in page.inner_text("#panel h2")


def test_annotation_goes_on_by_keys(page: Any) -> None:
    page.goto("/annotate")
    page.fill("input[name=author]", "eve")
    first = page.inner_text(".context")
    with page.expect_navigation():
        page.click("button.accept")
    assert page.inner_text(".context") != first
    page.locator("h1").click()
    with page.expect_navigation():
        page.keyboard.press("r")
    assert page.inner_text(".about b") == "2"


@pytest.mark.parametrize("page", [{"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}], indirect=True)
def test_a_phone_shows_the_reading_over_the_text_and_nothing_is_wider_than_it(page: Any) -> None:
    for path in ("/", "/document?id=doc-1", "/search?q=Chile", "/annotate", "/corrections"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 391
    page.goto("/document?id=doc-1")
    page.tap(".text .m.event >> nth=0")
    page.wait_for_selector("#panel .reading")
    box = page.locator("#panel").bounding_box()
    assert box["y"] > 300
    page.tap("[data-close]")
    assert page.locator("#panel .reading").count() == 0


@pytest.mark.parametrize("page", [{"color_scheme": "light"}, {"color_scheme": "dark"}], indirect=True, ids=["light", "dark"])
def test_no_serious_barrier(page: Any) -> None:
    for path in (
        "/",
        "/document?id=doc-1&event=v3",
        "/document?id=doc-1&entity=e2",
        "/search?q=Chile",
        "/annotate",
        "/corrections",
        "/login",
    ):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert _barriers(page) == [], path


def test_hostile_articles_run_nothing(page: Any, address: str) -> None:
    page.goto("/documents")
    links = page.eval_on_selector_all(".documents a", "all => all.map((a) => a.getAttribute('href'))")
    assert len(links) > 10
    for link in links:
        page.goto(f"{address}{link}&entity=e1")  # its events may have been corrected by another test
        assert page.evaluate("window.broken") is None
        assert page.url.startswith(address)
    page.goto("/search")
    assert page.evaluate("window.broken") is None
