"""The pages as they come from the desk: what a form does, what a search box understands, what is shown."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dragoman.desk.annotating import _before, _behind
from dragoman.desk.finding import asked_words, understood
from dragoman.desk.look import day
from dragoman.desk.marking import marked_text
from dragoman.record import Record
from tests.desk.conftest import Opened
from tests.model.samples import TEXT, sample, span
from tests.sources.samples import zipped

DOCUMENT = "/document?id=doc-1"
Form = Callable[..., str]


@pytest.fixture
def form(desk: TestClient) -> Form:
    """Send the form of a correction; where it leads."""

    def send(action: str, event: str = "", **fields: str) -> str:
        answer = desk.post("/document/correct?id=doc-1", data={"event": event, "action": action, "author": "ann", **fields})
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    return send


def _log(file: Path) -> list[tuple[str, str | None, dict[str, object]]]:
    with Record.open(file) as record:
        kept = ("words", "ordinal")
        return [(c.action, c.author, {k: v for k, v in c.payload.items() if k not in kept}) for c in reversed(record.corrections())]


@pytest.mark.parametrize(
    "path", ["/", "/documents", "/search", "/search?q=x&in=ties", "/corrections", "/annotate", "/annotate/agreement", "/login", DOCUMENT]
)
def test_pages_open(desk: TestClient, path: str) -> None:
    answer = desk.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert 'lang="en"' in answer.text
    assert "<h1" in answer.text
    assert answer.text.count("<main") == 1


def test_the_text_stands_there_whole_and_each_piece_says_where_it_begins(desk: TestClient) -> None:
    page = desk.get(DOCUMENT).text
    body = page[page.index('id="text"') : page.index("</article>")]
    found = {int(at): unescape(words) for at, words in re.findall(r'data-at="(\d+)"[^>]*>([^<]*)<', body)}
    assert "".join(found[at] for at in sorted(found)) == TEXT
    assert all(TEXT[at : at + len(words)] == words for at, words in found.items())


def test_a_blank_between_two_marks_is_no_link() -> None:
    whole = sample()
    first, *others = whole.statements
    report = replace(whole, statements=(replace(first, source_span=span("Chile accused Norway")), *others))
    title, body = marked_text(report, lambda **_: "/")
    links = re.findall(r"<a [^>]*>([^<]*)</a>", title + body)
    assert "accused" in links
    assert all(words.strip() for words in links)


def test_the_panel_tells_the_event_its_voices_and_the_words(desk: TestClient) -> None:
    page = desk.get(f"{DOCUMENT}&event=v3").text
    for words in ("COERCE", "arrested: at least 12", "2023-W18", "Bergen", "Chile", "CT-", '<mark class="event">arresting</mark>'):
        assert words in page
    part = desk.get(f"{DOCUMENT}&event=v3", headers={"HX-Request": "true"}).text
    assert "<main" not in part
    assert 'data-current="v3"' in part
    for chosen, told in (("entity=e2", "foreign minister"), ("statement=s2", "Nordlys Radio")):
        assert told in desk.get(f"{DOCUMENT}&{chosen}").text
    for wrong in ("event=v9", "entity=e99", "statement=s99"):
        assert desk.get(f"{DOCUMENT}&{wrong}", headers={"Accept": "text/html"}).status_code == 404


def test_a_text_that_is_not_kept_has_a_room_of_its_own(desk: TestClient) -> None:
    place = desk.post("/read", data={"text": "Chad accused Libya of shelling a border post."}).headers["location"]
    desk.app.state.reader._pool.submit(lambda: None).result()  # type: ignore[attr-defined]
    page = desk.get(place).text
    assert "/document?id=" not in page
    links = {unescape(link) for link in re.findall(r'href="(/reading/[^"]+event=v1)"', page)}
    assert links == {f"{place}?n=0&event=v1"}
    part = desk.get(links.pop(), headers={"HX-Request": "true"}).text
    assert "<main" not in part
    assert 'data-current="v1"' in part
    assert "/document/correct" not in part
    assert "accuse" in desk.get(f"{place}/why?n=0&event=v1").text
    for wrong in (f"{place}?n=7&event=v1", f"{place}?event=v9", f"{place}/why?n=7&event=v1"):
        assert desk.get(wrong, headers={"HX-Request": "true"}).status_code == 404


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ()),
        ('border "coast guard"', ("coast guard", "border")),
        ("bord* OR NOT a", ("bord",)),
        ('"', ()),
        ("accused ports", ("accus", "port")),
        ("sing", ("sing",)),
    ],
)
def test_the_words_that_were_asked_for(text: str, words: tuple[str, ...]) -> None:
    assert asked_words(text) == words


def test_the_words_that_were_asked_for_stand_out(desk: TestClient) -> None:
    assert '<mark class="hit">league</mark>' in desk.get("/search?q=league&in=statements").text.casefold()


def test_around_the_evidence_stand_whole_words_and_one_paragraph_more() -> None:
    text = f"Long ago.\n\nYesterday.\n\nToday {'x' * 20} HERE later {'y' * 10}.\n\nTomorrow.\n\nIn years."
    place = text.index("HERE")
    assert _before(text, place) == f"Yesterday.\nToday {'x' * 20} "
    assert _behind(text, place + 4) == f" later {'y' * 10}.\nTomorrow."
    long = "word " * 200
    assert _before(long, 500).startswith("… word ")
    assert _behind(long, 500).endswith("word …")
    assert set(_before(long, 500).split()) == {"…", "word"}


def test_why_says_what_decided(desk: TestClient) -> None:
    job = desk.post("/read", data={"text": "Chad accused Libya of shelling a border post.", "keep": "1"}).headers["location"]
    desk.app.state.reader._pool.submit(lambda: None).result()  # type: ignore[attr-defined]
    if job.startswith("/reading"):
        job = desk.get(job).headers["location"]
    assert "accuse" in desk.get(f"{job.replace('/document', '/document/why')}&event=v1").text
    assert "another version" in desk.get("/document/why?id=doc-1&event=none").text


def test_verdicts_and_their_log(desk: TestClient, form: Form, file: Path) -> None:
    assert form("accept", "v1") == "/document?id=doc-1&event=v1"
    assert form("reject", "v2", reason="<b>no</b>") == "/document?id=doc-1"
    assert _log(file) == [("accept", "ann", {}), ("reject", "ann", {})]
    page = desk.get("/corrections").text
    assert "&lt;b&gt;no&lt;/b&gt;" in page
    undone = desk.post("/corrections/undo", data={"correction": "2", "back": "document"})
    assert undone.headers["location"] == "/document?id=doc-1"
    assert "accused" in desk.get(DOCUMENT).text
    assert desk.post("/corrections/undo", data={"correction": "no"}).status_code == 400


def test_a_form_makes_a_correction_of_each_difference(form: Form, file: Path) -> None:
    fields = {
        "type": "COERCE",
        "modes": "arrest",
        "actors": "Norway; Chile",
        "recipients": "fishermen",
        "factuality": "PR+",
        "time": "",
        "place": "Bergen",
    }
    form("change", "v3", **fields)
    assert _log(file) == [
        ("parties", "ann", {"actors": ["Norway", "Chile"]}),
        ("factuality", "ann", {"factuality": "PR+"}),
        ("time", "ann", {"value": None}),
    ]


def test_a_form_without_difference_is_told(desk: TestClient) -> None:
    answer = desk.post("/document/correct?id=doc-1", data={"event": "v3", "action": "change"}, headers={"Accept": "text/html"})
    assert answer.status_code == 400
    assert "nothing was changed" in answer.text


def test_the_other_forms(desk: TestClient, form: Form, file: Path) -> None:
    start, end = span("decide")
    added = form("add", start=str(start), end=str(end), type="AGREE", actors="Norway")
    assert added == "/document?id=doc-1&event=c1"
    assert "Norway" in desk.get(added).text
    form("merge", "c1", into="v1")
    form("change", "v1", actors="Norway; Chile")
    form("split", "v1")
    form("identity", entity="e2", name="Olav Berg", everywhere="1", country="NOR")
    assert [action for action, _, _ in _log(file)] == ["add", "merge", "parties", "split", "identity"]
    assert "Olav Berg" in desk.get(DOCUMENT).text
    assert desk.post("/document/correct?id=doc-1", data={"action": "praise"}).status_code == 400
    assert desk.post("/document/correct?id=doc-1", data={"action": "add", "type": "AID"}).status_code == 400


def test_annotators_see_each_event_as_it_was_read_and_agree_or_not(desk: TestClient, file: Path) -> None:
    first = desk.get("/annotate").text
    assert desk.post("/annotate?document=doc-1", data={"event": "v3", "verdict": "accept"}).status_code == 400
    for author, verdicts in {"ann": ("accept", "reject"), "bob": ("reject", "reject")}.items():
        for event, verdict in zip(("v3", "v1"), verdicts, strict=True):
            given = {"event": event, "verdict": verdict, "author": author}
            assert desk.post("/annotate?document=doc-1", data=given).status_code == 303
    desk.post("/annotate?document=doc-1", data={"event": "v2", "verdict": "change", "author": "ann", "factuality": "PR+"})
    assert [action for action, _, _ in _log(file)] == ["accept", "reject", "reject", "reject", "factuality"]
    page = desk.get("/annotate/agreement").text
    assert "ann – bob" in page
    assert "1 (50 %)" in page
    assert "is this what" in first.lower()
    skipped = desk.post("/annotate?document=doc-1", data={"event": "v2", "verdict": "skip", "author": "eve"})
    assert skipped.headers["location"] == "/annotate?skip=1"
    desk.cookies.set("dragoman_name", "eve")
    named = desk.get("/annotate?document=doc-1&event=v3").text
    assert "arresting" in named


@pytest.mark.parametrize(
    ("typed", "table", "filters"),
    [
        ("Norway ACCUSE CT-", "events", {"type": "ACCUSE", "factuality": "CT-", "party": "Norway"}),
        ("norway", "events", {"party": "norway"}),
        ("Chile Norway", "events", {"between": "Chile,Norway"}),
        ("Andean League office", "events", {"party": "Andean League", "text": "office"}),
        ('"joint drills" near', "events", {"text": '"joint drills" near'}),
        ("place:Bergen since:2023-05 NOR", "events", {"place": "Bergen", "since": "2023-05", "party": "NOR"}),
        ("COERCE-arrest ACCUSE", "events", {"type": "COERCE-arrest,ACCUSE"}),
        ('publisher:"Fjord Wire"', "ties", {"publisher": "Fjord Wire"}),
        ("Berg", "entities", {"actor": "Berg"}),
        ("mode:arrest", "ties", {"text": "mode:arrest"}),
        ("", "events", {}),
    ],
)
def test_the_box_understands_names_types_and_words(file: Path, typed: str, table: str, filters: dict[str, str]) -> None:
    with Record.open(file) as record:
        assert understood(record, typed, table) == filters


def test_results_are_sentences_with_their_words_and_an_address(desk: TestClient) -> None:
    page = desk.get("/search?q=Chile ACCUSE").text
    assert '<b dir="auto">Chile</b>' in page
    assert '<mark class="event">accused</mark>' in page
    assert "/document?id=doc-1&amp;event=v2" in page
    assert "type: ACCUSE" in page
    facets = desk.get("/search/facets?in=events&actor=Chile").text
    assert 'aria-current="true"' in facets
    assert re.search(r"verbal conflict</span>\s*<small>2<", facets)
    for table in ("statements", "entities", "ties"):
        assert desk.get(f"/search?in={table}&q=Chile").status_code == 200
        assert "<h3>" in desk.get(f"/search/facets?in={table}").text
    assert "is no date" in desk.get("/search?since=soon").text
    assert desk.get("/search?in=moons").status_code == 400


def test_texts_and_files_are_read_kept_or_not(desk: TestClient, file: Path) -> None:
    kept = desk.post("/read", data={"text": "Peru thanked Japan.", "title": "Thanks", "published": "2024-01-02", "keep": "1"})
    assert kept.status_code == 303
    desk.app.state.reader._pool.submit(lambda: None).result()  # type: ignore[attr-defined]
    with Record.open(file) as record:
        assert record.documents(text="Thanks").rows[0].published == "2024-01-02"
    upload = {"file": ("a.jsonl", b'{"text": "Peru thanked Chile."}\n{"text": ""}\n{"text": "Chile thanked Peru."}\n')}
    shown = desk.post("/read", files=upload).headers["location"]
    desk.app.state.reader._pool.submit(lambda: None).result()  # type: ignore[attr-defined]
    page = desk.get(shown)
    assert "not in the record" in page.text
    assert "Chile thanked Peru." in unescape(re.sub("<[^>]+>", "", desk.get(f"{shown}?n=1").text))
    assert desk.get(f"{shown}?n=7").status_code == 404
    for data, status in (({}, 400), ({"text": "x", "published": "soon"}, 422)):
        assert desk.post("/read", data=data).status_code == status
    assert desk.get("/reading/none").status_code == 404


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:1/", "http://localhost/x", "http://169.254.169.254/latest", "http://[::1]/", "http://2130706433/", "http://0x7f.1/"],
)
def test_no_address_of_a_private_network_is_fetched(desk: TestClient, address: str) -> None:
    job = desk.post("/read", data={"text": address}).headers["location"]
    desk.app.state.reader._pool.submit(lambda: None).result()  # type: ignore[attr-defined]
    assert "private network or of this machine" in desk.get(job).text or "no server" in desk.get(job).text


@pytest.mark.parametrize("keep", [{}, {"keep": "1"}])
def test_what_could_not_be_read_beside_the_one_document_is_told(desk: TestClient, keep: dict[str, str]) -> None:
    files = {"a.txt": b"Norway thanked Peru.", "empty.txt": b"", "photo.png": b"x", "bad.jsonl": b"{"}
    place = desk.post("/read", data=keep, files={"file": ("in.zip", zipped(files))}).headers["location"]
    desk.app.state.reader._pool.submit(lambda: None).result()  # type: ignore[attr-defined]
    page = desk.get(place).text
    assert place.startswith("/reading/")
    assert "What could not be read" in page
    for told in ("in.zip/empty.txt: is empty", "in.zip/bad.jsonl, line 1: is not valid JSON", "in.zip: passed over 1 file (photo.png)"):
        assert told in page


def test_who_may_only_read_sees_no_forms(opened: Opened, file: Path) -> None:
    from dragoman.desk.settings import DeskSettings
    from dragoman.desk.tokens import add_token

    desk = opened()
    desk.headers["Authorization"] = f"Bearer {add_token(DeskSettings(file).token_file, 'ann', 'read')}"
    page = desk.get(f"{DOCUMENT}&event=v1").text
    assert "/document/correct" not in page
    assert 'name="keep"' not in desk.get("/").text


def test_days_are_written_out() -> None:
    assert [day(d) for d in ("2023-05-10T08:00", "2023", None)] == ["10 May 2023", "2023", ""]


def test_a_change_is_made_as_a_whole_or_not_at_all(desk: TestClient, file: Path) -> None:
    answer = desk.post(
        "/document/correct?id=doc-1",
        data={"event": "v2", "action": "change", "type": "THREATEN", "time": "next week"},
        headers={"Accept": "text/html", "Referer": "http://127.0.0.1:8484/document?id=doc-1&event=v2"},
    )
    assert answer.status_code == 400
    assert "time is no date" in unescape(answer.text)
    assert 'href="/document?id=doc-1&amp;event=v2"' in answer.text  # the way back to the form
    assert _log(file) == []


@pytest.mark.parametrize("came", ["https://elsewhere.example/a", "http://127.0.0.1:8484//elsewhere.example/", "", "javascript:alert(1)"])
def test_no_way_back_leads_elsewhere(desk: TestClient, came: str) -> None:
    answer = desk.get("/document?id=none", headers={"Accept": "text/html", "Referer": came})
    assert answer.status_code == 404
    assert "Back to where you were" not in answer.text


def test_the_log_is_told_in_words(desk: TestClient, form: Form, file: Path) -> None:
    form("merge", "v3", into="v2", reason="the same arrest")
    form("identity", entity="e2", name="Ola Berg", country="swe")
    assert _log(file)[1][2]["country"] == "SWE"
    text = unescape(re.sub(r"<[^>]+>", "", desk.get("/corrections").text))
    start, end = span("accused")
    assert f"into: {start}–{end}" in text
    assert "the same arrest" in text
    with Record.open(file) as record:
        title = record.report("doc-1").document.title
    assert title
    assert f"merge {title}" in " ".join(text.split())


@pytest.mark.parametrize(("name", "value"), [("country", "Sweden"), ("kind", "planet")])
def test_an_identity_that_can_not_be_is_refused(desk: TestClient, file: Path, name: str, value: str) -> None:
    fields = {"action": "identity", "entity": "e2", "name": "Ola Berg", name: value}
    assert desk.post("/document/correct?id=doc-1", data=fields).status_code == 400
    assert _log(file) == []


def test_facets_bring_the_bars_over_time(desk: TestClient, file: Path) -> None:
    with Record.open(file) as record:
        record.add(sample("doc-9", url="https://news.example/9", published="2023-08-01"))
    page = desk.get("/search/facets").text
    assert 'id="timeline"' in page
    assert re.search(r'<rect class="q-vc" x="[\d.]+"', page)
    assert "/search?in=events&amp;since=2023-08&amp;until=2023-08" in page
    assert "timeline" not in desk.get("/search/facets?in=entities").text


def test_a_page_that_can_not_be_had_is_told_by_its_address(desk: TestClient) -> None:
    place = desk.post("/read", data={"text": "http://127.0.0.1:9/nothing"}).headers["location"]
    page = desk.get(place).text
    until = time.monotonic() + 60
    while "<progress" in page and time.monotonic() < until:
        time.sleep(0.1)
        page = desk.get(place).text
    assert "http://127.0.0.1:9/nothing</h1>" in page
    assert "It could not be read." in page
