"""Desks over a record with two documents; what they read is read by grammar alone, which needs no model."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dragoman.coder import Coder
from dragoman.desk.app import make_app
from dragoman.desk.settings import DeskSettings
from dragoman.record import Record
from dragoman.settings import GRAMMAR, Settings
from tests.model.samples import hostile, sample

LOCAL = "http://127.0.0.1:8484"
Opened = Callable[..., TestClient]
CODER = Coder(Settings(judge=GRAMMAR))


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk") / "news.db"
    with Record.open(path) as record:
        record.add(sample())
        record.add(sample("doc/2 ?#é", url="https://news.example/2", published="2023-05-11", title="A second look"))
        record.add(hostile())
    return path


@pytest.fixture
def file(_made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(_made, tmp_path / "news.db"))


@pytest.fixture
def opened(file: Path) -> Iterator[Opened]:
    """Open a desk with these settings; a client of it."""
    clients: list[TestClient] = []

    def make(base: str = LOCAL, **settings: Any) -> TestClient:
        app = make_app(DeskSettings(file, **{"reading": Settings(judge=GRAMMAR), "seconds": 600, **settings}))
        app.state.reader._coder = CODER  # loaded once for all tests
        client = TestClient(app, base_url=base, follow_redirects=False)
        client.__enter__()
        clients.append(client)
        return client

    yield make
    for client in clients:
        client.__exit__(None, None, None)


@pytest.fixture
def desk(opened: Opened) -> TestClient:
    """A desk on this machine."""
    return opened()
