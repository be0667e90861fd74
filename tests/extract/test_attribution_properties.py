"""What must hold of statements whatever the text, and of the events that stand in their contents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman import Coder, Document, Report
from dragoman.errors import DataError
from dragoman.extract import idioms as idioms_module
from dragoman.extract.entities import find_entities
from dragoman.extract.idioms import idioms
from dragoman.extract.statements import find_statements
from dragoman.language import Analysis, parse
from dragoman.model import Event, Statement
from dragoman.settings import GRAMMAR, Settings

TABLE = Path(__file__).parent.parent / "cases" / "attribution_hard.jsonl"
EXAMPLES = Path(__file__).parents[2] / "examples"
TEXTS = [json.loads(line)["text"] for line in TABLE.read_text("utf-8").splitlines()]
PIECES = st.sampled_from(
    [
        "Berg",
        "officials",
        "the army",
        "it",
        "said",
        "denied",
        "told",
        "that",
        ",",
        ".",
        "“",
        "”",
        '"',
        "'",
        "‘",
        "’",
        "(AFP)",
        "\n\n",
        "citing",
        "—",
        "according to",
        "two diplomats",
        "he",
        "which",
        "claims",
        "Q:",
        "A:",
        "BERG:",
        "wants",
        "the border",
        "was closed",
        "?",
        "reports",
        "and",
        "in Oslo",
        "on Monday",
        "voiced concern over",
        "neither confirmed nor denied",
        "PARIS (AFP) -",
        "I think",
        "@berg:",
    ]
)
GENERATED = st.lists(PIECES, min_size=1, max_size=25).map(" ".join)
coder = Coder(Settings(judge=GRAMMAR, language="any"))


def analyse(text: str) -> Analysis:
    analysis = next(parse([Document(text)]))
    analysis.assign("entities", find_entities(analysis))
    analysis.assign("statements", find_statements(analysis))
    return analysis


def check(analysis: Analysis) -> None:
    text = analysis.document.text
    by_id = {s.id: s for s in analysis.statements}
    entities = {e.id: e for e in analysis.entities}
    assert len(by_id) == len(analysis.statements)
    for one in analysis.statements:
        spans = [*one.content_spans, *(x for x in (one.source_span, one.cue_span) if x is not None)]
        assert one.content_spans
        assert all(0 <= x.start < x.end <= len(text) for x in spans)
        for before, after in zip(one.content_spans, one.content_spans[1:], strict=False):
            assert before.end <= after.start
        for own in (one.source_span, one.cue_span):
            assert own is None or not any(own.overlaps(c) for c in one.content_spans)
        assert one.source_span is None or one.cue_span is None or not one.source_span.overlaps(one.cue_span)
        assert one.source is None or one.source in entities
        assert one.audience is None or (one.audience in entities and one.audience != one.source)
        if one.source_span is not None and one.source is None:
            head = analysis.head(one.source_span)
            assert head is None or one.cue_span is None or analysis.entity_of(head) is None or head.lower_ == "that"
        seen = {one.id}
        outer = by_id.get(one.within or "")
        while outer is not None:
            assert outer.id not in seen
            seen.add(outer.id)
            if one.cue_span is not None and outer.cue_span is not None:
                shared = outer.content_spans == one.content_spans
                assert shared or any(c.contains(one.cue_span) for o in chain(one, by_id) for c in o.content_spans)
            outer = by_id.get(outer.within or "")


def chain(one: Statement, by_id: dict[str, Statement]) -> list[Statement]:
    found = []
    outer = by_id.get(one.within or "")
    while outer is not None:
        found.append(outer)
        outer = by_id.get(outer.within or "")
    return found


@pytest.mark.parametrize("text", [TEXTS[n : n + 24] for n in range(0, len(TEXTS), 24)], ids=str)
def test_spans_of_own_texts(text: list[str]) -> None:
    for one in text:
        check(analyse(one))


@pytest.mark.parametrize("path", sorted(p for p in EXAMPLES.rglob("*.txt")), ids=lambda p: p.name)
def test_spans_of_examples(path: Path) -> None:
    check(analyse(path.read_text("utf-8")))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(GENERATED)
def test_spans_of_generated_texts(text: str) -> None:
    check(analyse(text))


def read(text: str, publisher: str | None = None) -> Report:
    report = coder.read(Document(text, published="2024-05-08", publisher=publisher))
    assert report.failures == ()
    return report


def event(report: Report, trigger: str) -> Event:
    (found,) = [e for e in report.events if e.trigger_span.of(report.document.text) == trigger]
    return found


def statement(report: Report, cue: str | None) -> Statement:
    text = report.document.text
    (found,) = [s for s in report.statements if (s.cue_span.of(text) if s.cue_span else None) == cue]
    return found


def readings(found: Event) -> dict[str | None, str]:
    return {r.voice: r.factuality for r in found.readings}


def test_a_denied_noun_did_not_happen_for_who_denies_and_stays_open_for_the_publisher() -> None:
    report = read("Kenya denied the attack on Mandera.")
    attack, denial = event(report, "attack"), statement(report, "denied")
    assert (denial.stance, attack.according_to, attack.factuality) == ("denies", denial.id, "CT-")
    assert readings(attack) == {None: "Uu"}
    assert event(report, "denied").performed_by == denial.id


@pytest.mark.parametrize(
    "text",
    ["Israel has neither confirmed nor denied that it shelled the port.", "The minister would not say whether the army shelled the port."],
)
def test_who_declines_takes_no_stand(text: str) -> None:
    act = event(read(text), "shelled")
    assert (act.factuality, readings(act)) == ("Uu", {None: "Uu"})


def test_rejected_reports_are_denied_by_who_rejects_them() -> None:
    report = read("Sudan rejected reports that its troops had shelled the town.")
    act, denial = event(report, "shelled"), statement(report, "rejected")
    assert (act.according_to, act.factuality, readings(act)) == (denial.id, "CT-", {None: "Uu"})


def test_a_rejected_claim_is_certain_for_one_and_denied_by_the_other() -> None:
    report = read("Egypt's claim that Ethiopia had shelled the dam was rejected by Addis Ababa.")
    act, claim, denial = event(report, "shelled"), statement(report, "claim"), statement(report, "was rejected by")
    assert (claim.within, act.according_to, act.factuality) == (denial.id, claim.id, "CT+")
    assert readings(act) == {denial.id: "CT-", None: "Uu"}


def test_denying_that_somebody_said_it_leaves_the_act_open() -> None:
    report = read("Addis Ababa denied that Egypt had said that rebels shelled the dam.")
    act = event(report, "shelled")
    assert act.according_to == statement(report, "had said").id
    assert set(readings(act).values()) == {"Uu"}


def test_who_is_cited_is_the_innermost_voice() -> None:
    report = read("Reuters reported that rebels had shelled the town, citing two officials.")
    act, outer, inner = event(report, "shelled"), statement(report, "reported"), statement(report, "citing")
    assert (outer.within, inner.within, inner.content_spans) == (None, outer.id, outer.content_spans)
    assert (act.according_to, act.factuality, readings(act)) == (inner.id, "CT+", {outer.id: "Uu", None: "Uu"})


def test_an_agency_is_passed_on_but_by_itself() -> None:
    text = "PARIS (AFP) - Rebels shelled the town of Gao.\n\nThe army fled."
    report = read(text, publisher="The Gao Mail")
    agency = statement(report, None)
    act = event(report, "shelled")
    assert agency.source_span is not None
    assert agency.source_span.of(text) == "AFP"
    assert (act.according_to, act.factuality, readings(act)) == (agency.id, "CT+", {None: "CT+"})
    for own in ("AFP", "Agence France-Presse (AFP)", "The Agence France Presse"):
        assert not read(text, publisher=own).statements


def test_chains_go_to_any_depth() -> None:
    text = (
        "PARIS (AFP) - The daily reported, citing two officials, that Berg had said that Chad told Mali that rebels believed that "
        "the army would shell Gao."
    )
    report = read(text)
    by_id = {s.id: s for s in report.statements}
    innermost = statement(report, "believed")
    sources = [s.source_span.of(text) for s in chain(innermost, by_id) if s.source_span]
    assert sources == ["Chad", "Berg", "two officials", "The daily", "AFP"]


def test_one_person_under_several_names_is_one_source() -> None:
    text = (
        "Foreign Minister Ola Berg said the border was closed. “We had no choice,” the minister said. Berg added that it would "
        "open in June. He told reporters that he was sorry."
    )
    report = read(text)
    outer = [s for s in report.statements if s.within is None]
    assert len(outer) == 4
    assert len({s.source for s in outer}) == 1


def test_all_that_is_told_inside_has_the_innermost_voice() -> None:
    text = "Officials said that Chad's army had arrested two envoys, and that Chad is a member of the African Union."
    report = read(text)
    (outer,) = [s for s in report.statements if s.within is None]
    assert report.events
    assert {e.according_to for e in report.events} == {outer.id}
    assert {t.according_to for t in report.ties} <= {outer.id}


@pytest.mark.parametrize("row", ["take issue with\tnoise\tasserts", "take issue with\tspeech\tmaybe", "take\tspeech\tasserts"])
def test_a_bad_idiom_is_named(row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "idioms.tsv"
    table.write_text(f"words\tclass\tstance\n{row}\n", "utf-8")
    monkeypatch.setattr(idioms_module, "TABLE", table)
    idioms.cache_clear()
    try:
        with pytest.raises(DataError, match="take"):
            idioms()
    finally:
        idioms.cache_clear()
