"""The API under schemathesis: whatever its OpenAPI allows, and much that it does not, it answers without a mistake of its own.

``DESK_CALLS`` sets how many calls each operation gets (8 in the suite; several hundred by hand).
"""

from __future__ import annotations

import os
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


@pytest.mark.filterwarnings("ignore")
@schema.parametrize()
@settings(max_examples=CALLS, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_call_finds_a_mistake(case: Any) -> None:
    case.call_and_validate(headers={"Host": "localhost"}, checks=CHECKS, timeout=600)
