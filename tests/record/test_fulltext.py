"""Full-text search: which words find which rows, and in which order."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import UsageError
from dragoman.model import Document, Event, Report, Span
from dragoman.record import Record
from dragoman.record.fulltext import Term, _match, terms
from tests.model.samples import VERSIONS, sample

SENTENCES = (
    "Norway sanctioned two shipping companies.",
    "Chile's café owners protested; sanctions, sanctions and again sanctions were their theme.",
    "The navy will deploy the frigate.",
    "The frigates deployed by the navy were called back.",
)


@pytest.fixture
def told(record: Record) -> Record:
    text = " ".join(SENTENCES)
    events = []
    for number, words in enumerate(SENTENCES, start=1):
        where = Span(text.index(words), text.index(words) + len(words))
        events.append(Event(f"v{number}", "SANCTION", "SANCTION", (), (), Span(where.start, where.start + 6), where))
    record.add(Report(VERSIONS, Document(text, id="told", published="2024-01-01"), events=tuple(events)))
    return record


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("sanctions", ["v2", "v1"]),  # the one that says it three times first
        ("SANCTIONING companies", ["v1"]),
        ("companies shipping", ["v1"]),
        ('"shipping companies"', ["v1"]),
        ('"companies shipping"', []),
        ("cafe", ["v2"]),
        ("CAFÉ owners", ["v2"]),
        ("deploy", ["v3", "v4"]),
        ("navy will frigate", ["v3"]),
        ("frig*", ["v3", "v4"]),
        ("the", ["v4", "v3"]),  # no word is too common to be found
        ("gate", []),
        ("navy OR frigate", []),  # nothing is an operator
        ("navy NOT called", []),
        ("called-back", ["v4"]),
        ("chile's", ["v2"]),
        ("navy) --", ["v3", "v4"]),
    ],
)
def test_words_are_found(told: Record, words: str, found: list[str]) -> None:
    rows = [row.id for row in told.events(text=words)]
    assert rows == found if words == "sanctions" else sorted(rows) == sorted(found)


@pytest.mark.parametrize("words", ["sanctions", "the", "navy frigate"])
def test_the_best_are_the_first_of_all(told: Record, words: str) -> None:
    everything = told.events(text=words)
    for limit in range(len(everything) + 2):
        assert told.events(text=words, limit=limit) == everything[:limit]


def test_words_go_with_other_filters_and_counts(filled: Record) -> None:
    assert [row.id for row in filled.events(text="arresting", actor="NOR")] == ["v3"]
    assert [row.id for row in filled.events(text="norway", type="ACCUSE", limit=1)] == ["v2"]
    assert filled.count("events", "type", text="arrest").rows == (("ACCUSE", 1), ("COERCE", 1))
    assert filled.count("events", "actor", text="arrest").rows == (("Chile", 1), ("Norway", 1))


@pytest.mark.parametrize("words", ["--", '""', "*", " . "])
def test_a_text_without_words_is_told(filled: Record, words: str) -> None:
    with pytest.raises(UsageError, match="no word in it"):
        filled.events(text=words)


def test_terms_are_words_phrases_and_beginnings() -> None:
    assert terms('navy "joint drills" dep* "open') == [Term("navy"), Term("joint drills"), Term("dep", prefix=True), Term("open")]


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_question_or_told(words: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE w USING fts5(words)")
    try:
        found = terms(words)
    except UsageError:
        return
    connection.execute("SELECT * FROM w WHERE w MATCH ?", (_match(found),)).fetchall()


def test_a_new_coding_takes_the_words_of_the_older_out_of_the_index(filled: Record) -> None:
    assert len(filled.events(text="arresting")) == 2
    filled.add(replace(sample(), versions=replace(VERSIONS, dragoman="0.2.0"), events=sample().events[:1]))
    assert filled.events(text="arresting") == []
    assert [row.id for row in filled.events(text="discussing")] == ["v1"]


def test_corrections_are_never_changed_but_for_being_undone(record: Record) -> None:
    connection = record._connection

    def run(statement: str) -> None:
        connection.exec_driver_sql(statement)

    for _ in range(2):
        run("INSERT INTO corrections (created, action, payload) VALUES ('2024-01-01', 'reject', '{}')")
    run("UPDATE corrections SET undone_by = 2 WHERE id = 1")
    for statement in (
        "UPDATE corrections SET undone_by = NULL WHERE id = 1",
        "UPDATE corrections SET author = 'x' WHERE id = 2",
        "DELETE FROM corrections",
    ):
        with pytest.raises(Exception, match="never changed or deleted"):
            run(statement)
