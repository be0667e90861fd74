from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.coder import Coder
from dragoman.errors import DataError
from dragoman.extract.factuality import factuality_of, judge_factuality
from dragoman.language import Analysis, certainty, parse
from dragoman.language.certainty import Operator, compose, scales, signatures
from dragoman.language.governors import governor_class
from dragoman.language.modality import operators
from dragoman.model import Document, Event, Span, Statement
from dragoman.model.event import label_of
from dragoman.settings import GRAMMAR, Settings

CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "factuality.jsonl").read_text().splitlines()]


def read(text: str, published: str | None = "2024-05-01") -> Analysis:
    return next(parse([Document(text, published=published)]))


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def event(text: str, trigger: str, **fields: str) -> Event:
    made = Event("v1", "ASSAULT", "ASSAULT", (), (), span(text, trigger), Span(0, len(text)))
    return replace(made, **fields)


def judged(analysis: Analysis, trigger: str, *statements: Statement, **fields: str) -> Event:
    analysis.assign("statements", statements)
    analysis.assign("events", (event(analysis.document.text, trigger, **fields),))
    return judge_factuality(analysis)[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['text']} [{case['trigger']}]")
def test_case(case: dict[str, str]) -> None:
    analysis = read(case["text"])
    token = analysis.head(span(case["text"], case["trigger"]))
    assert token is not None
    found = factuality_of(token, analysis)
    assert {key: getattr(found, key) for key in case if key not in ("text", "trigger")} == {
        key: value for key, value in case.items() if key not in ("text", "trigger")
    }


@given(st.floats(-3, 3))
def test_labels_are_symmetrical(value: float) -> None:
    swapped = label_of(value).translate(str.maketrans("+-", "-+"))
    assert label_of(-value) == swapped


@given(st.lists(st.sampled_from(sorted(scales())), max_size=8))
def test_certainty_stays_on_the_scale(names: list[str]) -> None:
    assert -1 <= compose(Operator(name, 0) for name in names) <= 1


def test_negation_twice_is_affirmative() -> None:
    assert compose([Operator("not", 0), Operator("not", 1)]) > 0.7


def test_every_class_of_the_lexicon_has_numbers() -> None:
    assert {name for words in signatures().values() for name in words.values()} <= set(scales())


def test_a_word_outside_the_lexicon_has_no_class() -> None:
    verb = read("They painted the house.").doc[1]
    assert governor_class(verb, "obj") is None


def test_operators_stop_at_the_cue() -> None:
    analysis = read("The ministry said Peru did not attack.")
    attack = analysis.doc[6]
    assert [o.name for o in operators(attack)] == ["reported", "not"]
    assert [o.name for o in operators(attack, range(2, 3))] == ["not"]


def statement(text: str, cue: str, content: str, **fields: str) -> Statement:
    return replace(Statement("s1", None, None, span(text, cue), (span(text, content),)), **fields)


def test_the_voice_is_certain_and_the_publisher_leaves_it_open() -> None:
    text = "Chile said that Peru shelled the port."
    found = judged(read(text), "shelled", statement(text, "said", "Peru shelled the port"), according_to="s1")
    assert (found.factuality, found.value) == ("CT+", 3.0)
    assert [(r.voice, r.factuality, r.value) for r in found.readings] == [(None, "Uu", 1.0)]


def test_who_denies_holds_it_for_untrue() -> None:
    text = "Peru denied shelling the port."
    found = judged(read(text), "shelling", statement(text, "denied", "shelling the port", stance="denies"), according_to="s1")
    assert (found.factuality, found.readings[0].factuality, found.readings[0].value) == ("CT-", "Uu", 0.0)


def test_who_asks_leaves_it_open() -> None:
    text = "Chile asked whether Peru shelled the port."
    found = judged(read(text), "shelled", statement(text, "asked", "Peru shelled the port", stance="questions"), according_to="s1")
    assert found.factuality == "Uu"


def test_who_confirms_is_followed() -> None:
    text = "Peru confirmed that it shelled the port."
    found = judged(read(text), "shelled", statement(text, "confirmed", "it shelled the port"), according_to="s1")
    assert [(r.voice, r.factuality) for r in found.readings] == [(None, "CT+")]


def test_a_promise_stays_open_for_its_own_voice() -> None:
    text = "Peru promised to withdraw its troops."
    found = judged(read(text), "withdraw", statement(text, "promised", "to withdraw its troops"), according_to="s1")
    assert (found.factuality, found.tense, found.aspect) == ("PS+", "future", "planned")


def test_voices_inside_each_other_are_told_from_inside_outwards() -> None:
    text = "Kenya reported that Chile said that Peru shelled the port."
    outer = statement(text, "reported", "Chile said that Peru shelled the port")
    inner = statement(text, "said", "Peru shelled the port", id="s2", within="s1")
    found = judged(read(text), "shelled", outer, inner, according_to="s2")
    assert [r.voice for r in found.readings] == ["s1", None]
    assert found.value > found.readings[0].value > found.readings[1].value > 0


def test_the_publishers_own_event_has_no_other_reading() -> None:
    found = judged(read("Rebels attacked the town."), "attacked")
    assert found.readings == ()


def test_without_a_date_no_year_is_background() -> None:
    analysis = read("Rebels attacked the town in 1999.", published=None)
    assert not factuality_of(analysis.doc[1], analysis).historical


def test_an_event_without_words_is_left_alone() -> None:
    text = "Rebels attacked."
    analysis = read(text)
    analysis.assign("statements", ())
    lost = replace(event(text, "attacked"), trigger_span=Span(0, 0))
    analysis.assign("events", (lost,))
    assert judge_factuality(analysis) == (lost,)


@pytest.mark.parametrize(("row", "message"), [("not\t-1\tmany\tx", "two numbers"), ("not\t-2\t1\tx", "between -1 and 1")])
def test_a_bad_scale_is_named(row: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, holds, fails, _ = row.split("\t")
    monkeypatch.setattr(certainty, "read_table", lambda _: iter([{"class": name, "holds": holds, "fails": fails}]))
    scales.cache_clear()
    try:
        with pytest.raises(DataError, match=message):
            scales()
    finally:
        scales.cache_clear()


def test_a_class_without_numbers_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    scales()
    monkeypatch.setattr(certainty, "read_table", lambda _: iter([{"class": "odd", "frame": "verb", "words": "paint"}]))
    signatures.cache_clear()
    try:
        with pytest.raises(DataError, match="odd"):
            signatures()
    finally:
        signatures.cache_clear()


@pytest.mark.parametrize(
    ("text", "trigger", "readings"),
    [
        ("Chad says Libya shelled a border post. Libya denies it.", "shelled", [(None, "Uu"), ("Libya", "CT-")]),
        ("Chad accused Libya of shelling a border post. Libya denied the accusation.", "shelling", [(None, "Uu"), ("Libya", "CT-")]),
        ("Libya shelled a Chadian border post on Monday. The Libyan government denied the attack.", "shelled", [("government", "CT-")]),
        ("Chad says Libya shelled a border post. Libya confirmed the attack.", "shelled", [(None, "Uu"), ("Libya", "CT+")]),
        ("Chad says Libya shelled a border post. Egypt denied the report.", "shelled", [(None, "Uu")]),
        ("Chad says Libya shelled a border post. Libya denied a request for comment.", "shelled", [(None, "Uu")]),
    ],
)
def test_a_voice_that_denies_what_was_told_before_has_its_own_reading(
    text: str, trigger: str, readings: list[tuple[str | None, str]]
) -> None:
    report = Coder(Settings(judge=GRAMMAR)).read(Document(text))
    (event,) = (e for e in report.events if e.trigger == trigger)
    voices = {s.id: (s.source_span.of(text) if s.source_span else "") for s in report.statements}
    found = [(voices.get(r.voice or ""), r.factuality) for r in event.readings]
    assert len(found) == len(readings)
    assert all(f == w and (a is b is None or (a or "") in (b or "")) for (a, w), (b, f) in zip(readings, found, strict=True))
