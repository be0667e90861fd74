"""Records that are made once and copied: bringing up the schema takes longer than most tests."""

import shutil
from pathlib import Path

import pytest

from dragoman.record import Record
from tests.model.samples import sample


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


@pytest.fixture
def record(_empty: Path, tmp_path: Path) -> Record:
    return Record.open(shutil.copy(_empty, tmp_path / "x.db"))


@pytest.fixture
def file(_full: Path, tmp_path: Path) -> Path:
    """A record with the sample, under a name that a careless URL would break."""
    return Path(shutil.copy(_full, tmp_path / "a record?#%20.db"))


@pytest.fixture
def filled(file: Path) -> Record:
    return Record.open(file)
