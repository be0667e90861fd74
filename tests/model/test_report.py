import json
from dataclasses import replace

import pytest

from dragoman.model import Document, Report
from tests.model.samples import VERSIONS, hostile, sample


@pytest.mark.parametrize("report", [sample(), hostile(), Report(VERSIONS, Document("x"))], ids=["sample", "hostile", "empty"])
def test_json_and_back_is_the_same(report: Report) -> None:
    again = Report.from_dict(json.loads(json.dumps(report.to_dict())))
    assert again == report
    assert again.to_dict() == report.to_dict()


def test_repr_is_short_and_says_how_much_was_found() -> None:
    assert repr(sample()) == "Report(2023-05-10 'Norway weighs league office', 7 entities, 5 statements, 3 events, 1 tie)"
    untitled = repr(Report(VERSIONS, Document("A long text. " * 50)))
    assert untitled.startswith("Report(undated 'A long text. A long")
    assert untitled.endswith("…', 0 entities, 0 statements, 0 events)")
    assert len(untitled) < 150


def test_repr_is_harmless() -> None:
    shown = repr(hostile())
    assert shown.isprintable()
    assert "1 failed stage" in shown


def test_evidence_is_the_words() -> None:
    event = sample().events[1]
    assert event.trigger == "accused"
    assert event.evidence == "Chile accused Norway of arresting at least 12 of its fishermen"
    assert sample().ties[0].evidence == "which Chile joined in 2009"


def test_an_entity_is_found_by_id() -> None:
    assert sample().entity("e2").name == "Ola Berg"
    with pytest.raises(KeyError):
        sample().entity("e99")


def test_unknown_fields_of_later_versions_are_ignored() -> None:
    plain = sample().to_dict()
    plain["later"] = plain["document"]["later"] = 1
    assert Report.from_dict(plain) == sample()


def test_a_missing_field_is_told() -> None:
    plain = sample().to_dict()
    del plain["events"][0]["type"]
    with pytest.raises(TypeError, match="type"):
        Report.from_dict(plain)


def test_the_derived_words_do_not_count_for_equality() -> None:
    report = sample()
    assert replace(report.events[0], evidence="else") == report.events[0]
