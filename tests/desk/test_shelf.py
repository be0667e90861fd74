"""What keeps twenty readers from waiting: one engine for all records, usual questions prepared, models out of the collector's way."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dragoman.desk.app import make_app
from dragoman.desk.finding import prepare
from dragoman.desk.look import environment
from dragoman.desk.reading import Reader
from dragoman.desk.settings import DeskSettings
from dragoman.desk.shelf import Shelf
from dragoman.record import Record
from dragoman.record.faults import record_errors
from dragoman.settings import GRAMMAR, Settings
from tests.desk.conftest import CODER, LOCAL


def test_records_share_one_engine_and_are_lent_again(file: Path) -> None:
    shelf = Shelf(file, 60)
    with shelf.record() as one, shelf.record() as other:
        assert one is not other
        assert one._engine is other._engine
        assert one.documents() == other.documents()
    with shelf.record() as again:
        assert again in (one, other)
    shelf.close()
    with shelf.record() as anew:
        assert anew not in (one, other)
        assert anew.documents().rows
    shelf.close()


def test_an_answer_is_made_once_for_a_state(file: Path) -> None:
    shelf, made = Shelf(file, 60), list[int]()
    for state in (1, 1, 2):
        shelf.cached(("answer", state), lambda: made.append(0))
    assert len(made) == 2


def test_what_is_usually_asked_is_in_the_database_s_words_before_the_first_visitor_comes(file: Path) -> None:
    with Record.open(file) as record:
        environment().cache.clear()  # type: ignore[union-attr]
        prepare(record)
        known = len(record._engine._compiled_cache)  # type: ignore[arg-type]
        record.documents(size=12)
        record.page("events", size=25)
        record.count("events", "type,quad,factuality,place_country,month,publisher", since="2023-05", until="2023-05")
        assert len(record._engine._compiled_cache) == known  # type: ignore[arg-type]
    assert len(environment().cache) == len(environment().list_templates())  # type: ignore[arg-type]


def test_an_empty_record_can_be_prepared(tmp_path: Path) -> None:
    with Record.open(tmp_path / "new.db") as record:
        prepare(record)


def test_a_desk_opens_however_long_the_usual_questions_take(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.desk.app.PREPARING", -1.0)
    monkeypatch.setattr(Reader, "warm", lambda _: None)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    asked: list[Record] = []

    def prepare(record: Record) -> None:
        asked.append(record)
        with record_errors(record.name):
            record._connection.exec_driver_sql(endless).all()

    monkeypatch.setattr("dragoman.desk.app.prepare", prepare)
    with TestClient(make_app(DeskSettings(file), warm=True), base_url=LOCAL) as desk:
        assert desk.get("/health").status_code == 200
    assert len(asked) == 1


def test_models_are_out_of_the_collector_s_way(file: Path) -> None:
    reader = Reader(Settings(judge=GRAMMAR), 1000, 60, Shelf(file, 60).record)
    reader._coder = CODER
    assert gc.get_freeze_count() == 0
    try:
        reader.warm()
        reader.close()
        assert gc.get_freeze_count() > 100_000
    finally:
        gc.unfreeze()
