"""Corrections: kept apart from the reports, applied over them when asking, taken back, and never lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import UsageError
from dragoman.model import Report
from dragoman.record import Record
from dragoman.record.correcting import ACTIONS, Correction, apply, in_force, sentence_around
from tests.model.samples import TEXT, sample, span

DOCUMENT = "doc-1"


def _event(record: Record, identifier: str) -> Any:
    return next(e for e in record.corrected(DOCUMENT).report.events if e.id == identifier)


def _type(record: Record) -> None:
    event = _event(record, "v2")
    assert (event.type, event.modes, event.quad, event.intensity, event.cameo) == ("THREATEN", (), "verbal conflict", -3.5, "130")
    assert [row.type for row in record.events(type="THREATEN")] == ["THREATEN"]
    assert not record.events(type="ACCUSE")


def _parties(record: Record) -> None:
    report = record.corrected(DOCUMENT).report
    assert [report.entity(i).name for i in _event(record, "v2").recipients] == ["Andean League", "Peru"]
    assert record.events(recipient="PER")[0].id == "v2"


def _factuality(record: Record) -> None:
    assert (_event(record, "v3").factuality, _event(record, "v3").value) == ("PR+", 2.0)
    assert [row.id for row in record.events(factuality="PR+")] == ["v3"]


def _time(record: Record) -> None:
    assert [row.id for row in record.events(since="2023-04", until="2023-04")] == ["v3"]
    assert _event(record, "v3").time.grain == "month"


def _place(record: Record) -> None:
    assert [row.id for row in record.events(place="Lima")] == ["v3"]


def _identity(record: Record) -> None:
    assert record.entities(actor="Olav Berg")[0].country == "DNK"
    assert not record.entities(actor="Ola Berg")


def _add(record: Record) -> None:
    row = record.events(type="AGREE")[0]
    assert (row.actors, row.trigger, row.evidence, row.confidence) == (
        ("Norway",),
        "decide",
        '"We will decide in June," Berg told Nordlys Radio.',
        1.0,
    )


def _merge(record: Record) -> None:
    assert [row.id for row in record.events()] == ["v1", "v3"]
    assert set(_event(record, "v3").actors) == {"e1", "e5"}


def _split(record: Record) -> None:
    assert [(row.actors, row.type) for row in record.events(type="CONSULT")] == [(("Norway",), "CONSULT"), (("Andean League",), "CONSULT")]


def _reject(record: Record) -> None:
    assert [row.id for row in record.events()] == ["v1", "v2"]


def _accept(record: Record) -> None:
    assert record.corrected(DOCUMENT).accepted == {"v3"}


# action → event or span, payload, what must hold then
CASES: dict[str, tuple[dict[str, Any], dict[str, Any], Callable[[Record], None]]] = {
    "type": ({"event": "v2"}, {"type": "THREATEN"}, _type),
    "parties": ({"event": "v2"}, {"recipients": ["andean league", "Peru"]}, _parties),
    "factuality": ({"event": "v3"}, {"factuality": "PR+"}, _factuality),
    "time": ({"event": "v3"}, {"value": "2023-04"}, _time),
    "place": ({"event": "v3"}, {"name": "Lima", "country": "PER"}, _place),
    "identity": ({"span": span("Ola Berg")}, {"entity": "Ola Berg", "name": "Olav Berg", "country": "DNK"}, _identity),
    "add": ({"span": span("decide")}, {"type": "AGREE", "actors": ["Norway"]}, _add),
    "merge": ({"event": "v2"}, {"into": {"start": span("arresting")[0], "end": span("arresting")[1]}}, _merge),
    "split": ({"event": "v1"}, {"parts": [{"actors": ["Norway"]}, {"actors": ["Andean League"]}]}, _split),
    "reject": ({"event": "v3"}, {}, _reject),
    "accept": ({"event": "v3"}, {}, _accept),
}


def test_every_action_has_a_case() -> None:
    assert {*CASES, "undo"} == set(ACTIONS)


@pytest.mark.parametrize("action", CASES)
def test_an_action_shows_in_answers_and_is_taken_back_by_an_undo(filled: Record, action: str) -> None:
    place, payload, holds = CASES[action]
    before = list(filled.events()), list(filled.entities()), filled.corrected(DOCUMENT)
    made = filled.correct(DOCUMENT, action, payload, author="ann", reason="seen", **place)
    assert (made.author, made.reason, made.document, made.action) == ("ann", "seen", DOCUMENT, action)
    holds(filled)
    assert filled.report(DOCUMENT) == sample()
    assert filled.corrected(DOCUMENT).applied == (made.id,)
    assert list(filled.check()) == []
    undone = filled.undo(made.id, author="bob")
    assert (list(filled.events()), list(filled.entities()), filled.corrected(DOCUMENT)) == before
    filled.undo(undone.id)
    holds(filled)
    assert [one.action for one in filled.corrections()] == ["undo", "undo", action]
    assert list(filled.check()) == []


def test_an_event_to_merge_into_may_be_named_by_its_id(filled: Record) -> None:
    made = filled.correct(DOCUMENT, "merge", {"into": "v3"}, event="v2")
    assert made.payload["into"] == {"start": span("arresting")[0], "end": span("arresting")[1], "ordinal": 0}
    _merge(filled)


def test_exports_follow_corrections_and_can_do_without(filled: Record) -> None:
    filled.correct(DOCUMENT, "reject", event="v1")
    assert [e.id for r in filled.reports() for e in r.events] == ["v2", "v3"]
    assert list(filled.reports(corrected=False)) == [sample()]


def test_a_new_coding_keeps_corrections_and_lists_those_it_has_moved_away_from(filled: Record) -> None:
    kept = filled.correct(DOCUMENT, "factuality", {"factuality": "PS+"}, event="v1")
    lost = filled.correct(DOCUMENT, "factuality", {"factuality": "PS+"}, event="v3")
    gone = sample(DOCUMENT)
    newer = replace(gone, events=gone.events[:2], versions=replace(gone.versions, dragoman="0.2.0"))
    filled.add(newer)
    assert [one.id for one in filled.orphans()] == [lost.id]
    assert filled.corrected(DOCUMENT).applied == (kept.id,)
    assert filled.events(factuality="PS+")[0].id == "v1"
    filled.add(replace(gone, versions=replace(gone.versions, dragoman="0.3.0")))
    assert filled.orphans() == []
    assert len(filled.events(factuality="PS+")) == 2


def test_a_changed_text_orphans_what_pointed_to_other_words(filled: Record) -> None:
    filled.correct(DOCUMENT, "accept", event="v2")
    old = sample()
    changed = replace(old, document=replace(old.document, text=TEXT.replace("accused", "charged")))
    filled.add(changed)
    assert len(filled.orphans()) == 1


def test_an_identity_may_hold_in_all_documents(filled: Record) -> None:
    filled.add(sample("doc-2", url="https://news.example/2"))
    filled.correct(None, "identity", {"entity": "Ola Berg", "name": "Olav Berg"})
    assert {row.document for row in filled.entities(actor="Olav Berg")} == {"doc-1", "doc-2"}
    filled.add(sample("doc-3", url="https://news.example/3"))
    assert len(filled.entities(actor="Olav Berg")) == 3
    assert list(filled.check()) == []


def test_the_last_verdict_counts(filled: Record) -> None:
    filled.correct(DOCUMENT, "reject", event="v3")
    place = {"span": span("arresting")}
    filled.correct(DOCUMENT, "accept", **place)  # type: ignore[arg-type]
    assert [row.id for row in filled.events()] == ["v1", "v2", "v3"]


WRONG = [
    ({"action": "praise"}, "no correction is called praise"),
    ({"action": "type", "event": "v1"}, "needs type"),
    ({"action": "type", "event": "v1", "payload": {"type": "PRAISE"}}, "no event type is called PRAISE"),
    ({"action": "type", "event": "v1", "payload": {"type": "ACCUSE", "modes": ["arrest"]}}, "ACCUSE has no mode arrest"),
    ({"action": "type", "event": "v9", "payload": {"type": "ACCUSE"}}, "no event v9; there are v1, v2, v3"),
    ({"action": "reject", "event": "v1", "payload": {"x": 1}}, "takes no x"),
    ({"action": "reject"}, "points to no words"),
    ({"action": "reject", "span": (0, 4)}, "nothing to correct at 0-4"),
    ({"action": "add", "span": (5, 999_999), "payload": {"type": "AID"}}, "points to no words"),
    ({"action": "factuality", "event": "v1", "payload": {"factuality": "maybe"}}, "factuality has no maybe"),
    ({"action": "factuality", "event": "v1", "payload": {"factuality": "CT+", "value": 9}}, "from -3 to 3"),
    ({"action": "time", "event": "v1", "payload": {"value": "soon"}}, "time is no date"),
    ({"action": "parties", "event": "v1", "payload": {"actors": "Norway"}}, "actors is a list"),
    ({"action": "place", "event": "v1", "payload": {"name": "x" * 3000}}, "at most 2000 characters"),
    ({"action": "split", "event": "v1", "payload": {"parts": [{}]}}, "two or more"),
    ({"action": "merge", "event": "v1", "payload": {"into": {"start": 1}}}, "anchor"),
    ({"action": "merge", "event": "v1", "payload": {"into": "v9"}}, "no event v9; there are v1, v2, v3"),
    ({"action": "merge", "event": "v1", "payload": {"into": {"start": 1, "end": 2}}}, "nothing at 1-2 to merge it into"),
    ({"action": "merge", "event": "v1", "payload": {"into": 3}}, "by its id or its anchor"),
    ({"action": "identity", "payload": {"entity": "Nobody"}}, "nothing to correct"),
    ({"document": "doc-9", "action": "reject", "span": (0, 4)}, "there is no document doc-9"),
    ({"document": None, "action": "reject"}, "only an identity"),
]


@pytest.mark.parametrize(("asked", "told"), WRONG, ids=[told for _, told in WRONG])
def test_what_cannot_be_is_refused_and_leaves_nothing(filled: Record, asked: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        filled.correct(**{"document": DOCUMENT, **asked})
    assert filled.corrections() == []


def test_nothing_is_taken_back_twice(filled: Record) -> None:
    made = filled.correct(DOCUMENT, "reject", event="v1")
    filled.undo(made.id)
    with pytest.raises(UsageError, match="taken back already"):
        filled.undo(made.id)
    with pytest.raises(UsageError, match="there is no correction 99"):
        filled.undo(99)


def test_the_log_is_asked_by_document_and_author_in_parts(filled: Record) -> None:
    for author in ("ann", "bob", "ann"):
        filled.correct(DOCUMENT, "accept", event="v1", author=author)
    assert [one.id for one in filled.corrections(author="ann")] == [3, 1]
    assert [one.id for one in filled.corrections(DOCUMENT, before=3, limit=1)] == [2]
    assert filled.corrections("doc-9") == []


def test_pages_follow_each_other_without_gap_while_others_write(record: Record) -> None:
    for number in range(9):
        record.add(sample(f"d{number}", url=f"https://news.example/{number}", published=f"2023-05-{10 + number // 3}"))
    undated = sample("undated", url="https://news.example/x")
    record.add(replace(undated, document=replace(undated.document, published=None)))
    seen, cursor = [], None
    while True:
        page = record.page("events", cursor=cursor, size=4)
        seen += [(row.document, row.id) for row in page.rows]
        record.add(sample(f"later{len(seen)}", url=f"https://news.example/l{len(seen)}", published="2024-01-01"))
        cursor = page.next
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 30
    assert seen[0][0] == "d8"
    assert seen[-1][0] == "undated"


def test_pages_of_words_and_of_documents(record: Record) -> None:
    for number in range(5):
        record.add(sample(f"d{number}", url=f"https://news.example/{number}"))
    first = record.page("events", text="accused", size=3)
    second = record.page("events", text="accused", size=3, cursor=first.next)
    assert len({row.document for row in (*first.rows, *second.rows)}) == 5
    assert second.next is None
    documents = record.documents(size=2, text="LEAGUE")
    assert [row.id for row in documents.rows] == ["d4", "d3"]
    assert [row.id for row in record.documents(size=9, cursor=documents.next).rows] == ["d2", "d1", "d0"]
    assert record.documents(publisher="nobody").rows == ()


@pytest.mark.parametrize("cursor", ["x", "", "bnVsbA", "WzFd", "WyJhIiwxLDJd", "W251bGwsLTEsMl0", "é"])
def test_a_cursor_that_is_none_is_refused(filled: Record, cursor: str) -> None:
    with pytest.raises(UsageError, match="cursor"):
        filled.page("events", cursor=cursor or "!")


def test_the_state_changes_with_whatever_is_asked(filled: Record) -> None:
    states = [filled.state()]
    filled.correct(DOCUMENT, "accept", event="v1")
    states.append(filled.state())
    filled.undo(1)
    states.append(filled.state())
    filled.add(sample("doc-2", url="https://news.example/2"))
    states.append(filled.state())
    assert len(set(states)) == 4


def test_the_least_sure_come_first(filled: Record) -> None:
    assert filled.uncertain() == [(DOCUMENT, "v3"), (DOCUMENT, "v1"), (DOCUMENT, "v2")]
    assert filled.names("berg") == ["Bergen", "Ola Berg"]


def test_two_processes_correct_and_add_at_once(file: Path) -> None:
    with Record.open(file) as one, Record.open(file) as other:
        one.correct(DOCUMENT, "accept", event="v1")
        other.add(sample("doc-2", url="https://news.example/2"))
        other.correct(DOCUMENT, "reject", event="v2")
        assert [c.id for c in one.corrections()] == [2, 1]


def _correction(number: int, action: str, undone_by: int | None) -> Correction:
    return Correction(number, "", None, None, DOCUMENT, *span("arresting"), action, {}, undone_by)


def test_an_undone_undo_lets_the_first_count_again() -> None:
    log = [_correction(1, "reject", 2), _correction(2, "undo", 3), _correction(3, "undo", None)]
    assert [one.id for one in in_force(log)] == [1]
    assert in_force([log[0], _correction(2, "undo", None)]) == []


WHATEVER = st.sampled_from([None, "", "x", "CT+", "Norway", 7, -1, [], ["Norway"], [3, 1], {}, {"start": 1}, [{}, {"actors": ["a"]}]])


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.sampled_from([a for a in ACTIONS if a != "undo"]),
            st.sampled_from([None, -5, 0, span("arresting")[0], 999]),
            st.dictionaries(st.sampled_from(["type", "entity", "parts", "into", "factuality", "value", "actors", "name"]), WHATEVER),
        ),
        max_size=5,
    )
)
def test_whatever_stands_in_the_log_a_report_comes_out(said: list[tuple[str, int | None, dict[str, Any]]]) -> None:
    log = [Correction(n, "", None, None, DOCUMENT, start, span("arresting")[1], action, p) for n, (action, start, p) in enumerate(said, 1)]
    made = apply(sample(), log)
    assert Report.from_dict(made.report.to_dict()) == made.report
    assert set(made.applied) | set(made.orphaned) == {one.id for one in log}


def test_a_sentence_is_found_around_its_words() -> None:
    assert sentence_around("One. Two three. Four", 5, 8).of("One. Two three. Four") == "Two three."
