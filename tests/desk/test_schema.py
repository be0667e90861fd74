"""The API under schemathesis: whatever its OpenAPI allows, and much that it does not, it answers without a mistake of its own.

``DESK_CALLS`` sets how many calls each operation gets (8 in the suite; several hundred by hand). What is made up hardly ever names a
document or a correction that is there, so most calls are led to some, with payloads that can be or nearly can be.
"""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from dragoman.desk.app import make_app
from dragoman.desk.settings import DeskSettings
from dragoman.record import Record
from dragoman.settings import GRAMMAR, Settings
from tests.desk.conftest import CODER
from tests.model.samples import sample

CALLS = int(os.environ.get("DESK_CALLS", "8"))
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
FOLDER = Path(tempfile.mkdtemp(prefix="dragoman-schema-"))


@pytest.fixture(scope="module", autouse=True)
def _folder() -> Any:
    yield
    APP.state.shelf.close()
    shutil.rmtree(FOLDER)


def _app() -> Any:
    with Record.open(FOLDER / "news.db") as record:
        record.add(sample())
    app = make_app(DeskSettings(FOLDER / "news.db", reading=Settings(judge=GRAMMAR), characters=2_000, seconds=300))
    app.state.reader._coder = CODER
    return app


APP = _app()
schema = schemathesis.openapi.from_asgi("/openapi.json", APP, headers={"Host": "localhost"})


THERE: dict[str, dict[str, Any]] = {  # by action: what can be said against the one document
    "type": {"type": "THREATEN"},
    "parties": {"recipients": ["Peru", "Norway"]},
    "factuality": {"factuality": "PR-", "value": -2},
    "time": {"value": "2023-04"},
    "place": {"name": "Lima", "country": "PER", "latitude": -12, "longitude": -77},
    "identity": {"entity": "Ola Berg", "name": "Olav Berg", "sectors": ["GOV"]},
    "add": {"type": "AID", "actors": ["Norway"], "evidence": [0, 9], "time": "2023"},
    "merge": {"into": "v1"},
    "split": {"parts": [{"actors": ["Norway"]}, {"recipients": ["Peru"]}]},
}
ODD: tuple[Any, ...] = (None, "", 0, -1e300, 1 << 70, True, [], {}, [[]], "x" * 3000, "\x00", "2023-13", [0, 1], {"start": 0, "end": -1})


def _led(case: Any) -> None:
    """Lead most calls to what is there."""
    chance = random.Random(repr((case.body, case.path_parameters)))
    if case.method == "POST" and case.path == "/api/v1/corrections" and isinstance(case.body, dict) and chance.random() < 0.8:
        action = chance.choice([*THERE, "accept", "reject"])
        payload = dict(THERE.get(action, {}))
        if payload and chance.random() < 0.4:
            payload[chance.choice([*payload, "ordinal", "modes"])] = chance.choice(ODD)
        place = {"start": 0, "end": chance.randrange(1, 99)} if action in ("add", "identity") else {"event": f"v{chance.randrange(1, 4)}"}
        case.body = {"document": "doc-1", "action": action, "payload": payload, "reason": case.body.get("reason"), **place}
    elif "correction" in (case.path_parameters or {}) and chance.random() < 0.8:
        case.path_parameters["correction"] = chance.randrange(1, 30)
    elif "document" in (case.path_parameters or {}) and chance.random() < 0.5:
        case.path_parameters["document"] = "doc-1"


@pytest.mark.filterwarnings("ignore")
@schema.parametrize()
@settings(max_examples=CALLS, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_call_finds_a_mistake(case: Any) -> None:
    _led(case)
    case.call_and_validate(headers={"Host": "localhost"}, checks=CHECKS, timeout=600)


def test_the_calls_reached_what_is_there() -> None:
    counted = [s.labels for m in APP.state.metrics.registry.collect() for s in m.samples if "status" in s.labels]
    calls = {(one["route"].removeprefix("/api/v1/"), one["status"]) for one in counted}
    assert calls >= {("corrections", "201"), ("corrections/{correction}/undo", "201"), ("documents/{document:path}", "200")}
    with Record.open(FOLDER / "news.db") as record:
        assert list(record.check()) == []
