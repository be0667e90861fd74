"""The API's contract: what is asked, what is answered, and how it says what is wrong."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from fastapi.testclient import TestClient

from dragoman.record import Record
from dragoman.record.filters import ASKABLE
from dragoman.tables import data_file
from tests.desk.conftest import Opened
from tests.model.samples import sample

V1 = "/api/v1"
TEXT = {"text": "Chad accused Libya on Monday of shelling a border post.", "published": "2024-03-14"}


def _items(desk: TestClient, path: str, **query: Any) -> list[dict[str, Any]]:
    answer = desk.get(f"{V1}/{path}", params=query)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def test_a_text_is_read_into_a_report_of_the_format(desk: TestClient) -> None:
    answer = desk.post(f"{V1}/read", json=TEXT)
    jsonschema.validate(answer.json(), json.loads(data_file("schema/report.schema.json").read_text(encoding="utf-8")))
    assert answer.json()["events"][0]["type"] == "ACCUSE"
    assert _items(desk, "documents", text="shelling") == []


def test_a_batch_keeps_its_order_and_names_what_cannot_be_read(desk: TestClient) -> None:
    batch = [TEXT, {"text": "   "}, {"text": "x", "published": "soon"}, {"text": "Peru thanked Japan.", "id": "mine"}]
    answer = desk.post(f"{V1}/read", json={"documents": batch}).json()
    assert [r["document"]["id"] for r in answer["reports"]][1] == "mine"
    assert [(one["index"], one["reason"].split()[0]) for one in answer["rejected"]] == [(1, "the"), (2, "the")]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"text": ""}, 422),
        ({"txt": "a"}, 422),
        ({"text": " "}, 422),
        (
            {"text": "Le président de la République a reçu hier soir le premier ministre. Ils ont parlé de la guerre et de la paix. " * 4},
            422,
        ),
        ({"documents": []}, 422),
        ({"documents": [TEXT] * 101}, 422),
        ({"text": "a" * 400_000}, 413),
        ([], 422),
        ("text", 422),
    ],
)
def test_what_cannot_be_read_is_a_problem(desk: TestClient, sent: Any, status: int) -> None:
    answer = desk.post(f"{V1}/read", json=sent)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert answer.json()["detail"]


def test_tables_answer_as_the_record_does(desk: TestClient, file: Path) -> None:
    with Record.open(file) as record:
        for table in ("events", "statements", "entities", "ties"):
            wanted = {(row.document, row.id) for row in getattr(record, table)()}
            assert {(item["document"], item["id"]) for item in _items(desk, table)} == wanted


@pytest.mark.parametrize(
    ("path", "query", "found"),
    [
        ("events", {"actor": "CHL"}, ["v2"]),
        ("events", {"type": "COERCE-arrest", "factuality": "CT+"}, ["v3"]),
        ("events", {"text": "fishermen", "limit": 1}, ["v2"]),
        ("events", {"near": "60.4,5.3,50", "quantity": "arrested>=10"}, ["v3"]),
        ("statements", {"type": "denies"}, ["s5"]),
        ("entities", {"actor": "Berg", "type": "person"}, ["e2"]),
        ("ties", {"recipient": "league"}, ["t1"]),
    ],
)
def test_filters_are_those_of_the_command_line(desk: TestClient, path: str, query: dict[str, Any], found: list[str]) -> None:
    items = _items(desk, path, publisher="Fjord Wire", **query)
    assert list(dict.fromkeys(item["id"] for item in items)) == found


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("events?factuality=maybe", 400),
        ("events?since=soon", 400),
        ("events?cursor=zzz", 400),
        ("events?limit=0", 422),
        ("events?limit=501", 422),
        ("events?colour=red", 422),
        ("entities?mode=arrest", 422),
        ("events?text=%2D%2D", 400),
        ("documents/none", 404),
        ("export?table=reports&actor=NOR", 400),
        ("export?format=xlsx", 422),
        ("export?table=ties&mode=arrest", 400),
        ("corrections?cursor=x", 422),
        ("nothing", 404),
    ],
)
def test_wrong_questions_are_problems(desk: TestClient, path: str, status: int) -> None:
    answer = desk.get(f"{V1}/{path}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_pages_follow_each_other(desk: TestClient) -> None:
    seen: list[str] = []
    cursor = None
    while True:
        query = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = desk.get(f"{V1}/events", params=query).json()
        seen += [f"{item['document'][:6]} {item['id']}" for item in page["items"]]
        assert len(page["items"]) <= 2
        cursor = page["next"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 7
    assert seen[0].startswith("doc/2")


def test_documents_are_told_by_any_id(desk: TestClient) -> None:
    ids = [item["id"] for item in _items(desk, "documents", publisher="Fjord Wire")]
    assert ids == ["doc/2 ?#é", "doc-1"]
    report = desk.get(f"{V1}/documents/doc%2F2%20%3F%23%C3%A9").json()
    assert report["document"]["title"] == "A second look"
    assert desk.get(f"{V1}/documents/doc-1").json() == sample().to_dict()


def test_an_etag_spares_what_has_not_changed(desk: TestClient) -> None:
    for path in ("events?actor=NOR", "documents", "documents/doc-1", "corrections"):
        first = desk.get(f"{V1}/{path}")
        again = desk.get(f"{V1}/{path}", headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert desk.get(f"{V1}/events?actor=CHL").headers["etag"] != desk.get(f"{V1}/events?actor=NOR").headers["etag"]
    old = desk.get(f"{V1}/events").headers["etag"]
    desk.post(f"{V1}/corrections", json={"document": "doc-1", "action": "accept", "event": "v1"})
    assert desk.get(f"{V1}/events", headers={"If-None-Match": old}).status_code == 200


def test_a_correction_is_heeded_at_once_and_can_be_taken_back(desk: TestClient) -> None:
    given = {"document": "doc-1", "action": "factuality", "event": "v3", "payload": {"factuality": "PR+"}, "author": "ann", "reason": "why"}
    made = desk.post(f"{V1}/corrections", json=given)
    assert made.status_code == 201
    assert (made.json()["author"], made.json()["payload"]["words"]) == ("ann", "arresting")
    assert desk.get(made.headers["location"]).json()["items"][0]["id"] == made.json()["id"]
    assert [item["document"] for item in _items(desk, "events", factuality="PR+")] == ["doc-1"]
    assert desk.get(f"{V1}/documents/doc-1").json()["events"][2]["factuality"] == "PR+"
    assert desk.get(f"{V1}/documents/doc-1?corrected=false").json() == sample().to_dict()
    undone = desk.post(f"{V1}/corrections/{made.json()['id']}/undo", json={"author": "bob"})
    assert undone.status_code == 201
    assert _items(desk, "events", factuality="PR+") == []
    assert [(c["action"], c["undone_by"]) for c in _items(desk, "corrections")] == [("undo", None), ("factuality", undone.json()["id"])]
    assert desk.post(f"{V1}/corrections/{made.json()['id']}/undo").status_code == 400
    assert _items(desk, "corrections/orphans") == []


@pytest.mark.parametrize(
    "given",
    [
        {"document": "doc-1", "action": "reject"},
        {"document": "doc-1", "action": "reject", "event": "v1", "start": 1, "end": 2},
        {"document": "doc-1", "action": "reject", "start": 1},
        {"document": "none", "action": "reject", "event": "v1"},
        {"document": "doc-1", "action": "type", "event": "v1", "payload": {"type": "x"}},
    ],
)
def test_a_correction_that_cannot_be_is_refused(desk: TestClient, given: dict[str, Any]) -> None:
    assert desk.post(f"{V1}/corrections", json=given).status_code == 400
    assert _items(desk, "corrections") == []


def test_export_streams_all_rows_in_either_format(desk: TestClient) -> None:
    lines = desk.get(f"{V1}/export?table=events").text.splitlines()
    assert len(lines) == 7
    table = list(csv.DictReader(io.StringIO(desk.get(f"{V1}/export?table=statements&format=csv&publisher=fjord").text)))
    assert len(table) == 10
    assert {row["source"] for row in table} == {"Ola Berg", "Andean League", "Chile", "Norway"}
    reports = desk.get(f"{V1}/export?table=reports").text.splitlines()
    assert json.loads(reports[0]) == sample().to_dict()
    assert desk.get(f"{V1}/export?actor=nobody").text == ""


def test_long_exports_come_in_parts_under_one_header(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = desk.get(f"{V1}/export?format=csv").text
    monkeypatch.setattr("dragoman.desk.api._STREAM", 2)
    assert desk.get(f"{V1}/export?format=csv").text == whole


def test_the_desk_tells_about_itself(desk: TestClient) -> None:
    health = desk.get("/health").json()
    assert health["status"] == "ok"
    desk.get(f"{V1}/events")
    metrics = desk.get("/metrics").text
    assert 'dragoman_requests_total{method="GET",route="/api/v1/events",status="200"} 1.0' in metrics
    about = desk.get("/openapi.json").json()
    assert about["paths"][f"{V1}/read"]["post"]["requestBody"]["content"]["application/json"]["examples"]["one"]["value"]["text"]
    assert {"get", "post"} <= about["paths"][f"{V1}/corrections"].keys()
    for path, methods in about["paths"].items():
        for method in methods.values():
            assert method.get("description"), path


@pytest.mark.parametrize("table", ["events", "statements", "entities", "ties"])
def test_each_filter_has_an_example_that_can_be_asked(desk: TestClient, table: str) -> None:
    asked = desk.get("/openapi.json").json()["paths"][f"{V1}/{table}"]["get"]["parameters"]
    examples = {one["name"]: (one.get("examples") or one["schema"].get("examples") or [None])[0] for one in asked if one["in"] == "query"}
    filters = {name: example for name, example in examples.items() if name not in ("limit", "cursor")}
    assert set(filters) == set(ASKABLE[table]) - {"limit"}
    for name, example in filters.items():
        assert example is not None, name
        assert desk.get(f"{V1}/{table}", params={name: example}).status_code == 200, (name, example)
    assert desk.get(f"{V1}/{table}", params=filters).status_code == 200


def test_a_question_that_takes_too_long_is_ended(opened: Opened) -> None:
    desk = opened(seconds=0.000001)
    answer = desk.get(f"{V1}/events")
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_mistake_shows_nothing_of_the_inside(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = opened()
    monkeypatch.setattr("dragoman.record.Record.documents", lambda *_, **__: 1 / 0)
    answer = desk.get(f"{V1}/documents")
    assert answer.status_code == 500
    assert "Zero" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
