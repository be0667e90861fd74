"""Records that are made once and copied: bringing up the schema takes longer than most tests.

``record`` (empty) and ``filled`` (the sample) are of both stores in turn, and so is each test with them; a module with
``STORES = ("sqlite",)`` is about one of them only.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from dragoman.record import Record
from dragoman.record.tables import metadata
from tests.model.samples import sample
from tests.postgres import server

STORES = ("sqlite", "postgresql")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "store" in metafunc.fixturenames:
        metafunc.parametrize("store", getattr(metafunc.module, "STORES", STORES))


@pytest.fixture(scope="session")
def _empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("records") / "empty.db"
    Record.open(path).close()
    return path


@pytest.fixture(scope="session")
def _full(_empty: Path) -> Path:
    path = _empty.with_name("full.db")
    shutil.copy(_empty, path)
    with Record.open(path) as record:
        record.add(sample())
    return path


@pytest.fixture(scope="session")
def _database() -> Iterator[str]:
    """The address of a database that holds a record; the tests take turns with it."""
    with server() as address:
        Record.open(address).close()
        yield address


@pytest.fixture
def _emptied(_database: str) -> str:
    tables = ", ".join(table.name for table in metadata.sorted_tables)
    with psycopg.connect(_database, autocommit=True) as connection:
        connection.execute("SET lock_timeout = '10s'")
        connection.execute(f"TRUNCATE {tables} RESTART IDENTITY")
    return _database


@pytest.fixture
def place(store: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """Where an empty record of the store lies."""
    if store == "sqlite":
        return str(shutil.copy(request.getfixturevalue("_empty"), tmp_path / "x.db"))
    return str(request.getfixturevalue("_emptied"))


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    with Record.open(place) as record:
        yield record


@pytest.fixture
def file(_full: Path, tmp_path: Path) -> Path:
    """A record with the sample, under a name that a careless URL would break."""
    return Path(shutil.copy(_full, tmp_path / "a record?#%20.db"))


@pytest.fixture
def filled(store: str, request: pytest.FixtureRequest) -> Iterator[Record]:
    with Record.open(request.getfixturevalue("file" if store == "sqlite" else "_emptied")) as record:
        if store == "postgresql":
            record.add(sample())
        yield record
