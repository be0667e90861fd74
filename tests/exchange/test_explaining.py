import io
import json

import pytest

from dragoman.errors import UsageError
from dragoman.exchange.explaining import explanation_writer
from dragoman.model import Span
from dragoman.model.explanation import CertaintyStep, Change, Explanation, Judgement, PartyPath, Proposal, Step

FOUND = Explanation(
    event="v1",
    type="AGREE",
    plain_type="AID",
    factuality="PR+",
    value=1.5,
    trigger="help",
    trigger_span=Span(11, 15),
    evidence="Kenya will help \x1b[31mUganda",
    evidence_span=Span(0, 28),
    proposals=(Proposal("AID", None, "help", "Uganda", 0.5, "chosen"),),
    paths=(
        PartyPath("actor", "e1", "Kenya", Span(0, 5), "subj", "Kenya ←nsubj help"),
        PartyPath("recipient", "e2", "Uganda", None, None, ""),
    ),
    judge=Judgement("AID", 0.8, {"AID": 0.9, "NONE": 0.1}, {"AID": 0.99}, {}, "AID"),
    steps=(Step("events", ()), Step("conventions", (Change("type", "AID", "AGREE"),), ("A rule.",))),
    certainty=(CertaintyStep("will", "will", Span(6, 10), "will", 1.5),),
)


def written(form: str) -> str:
    stream = io.StringIO()
    explanation_writer(form)([FOUND, FOUND], stream)
    return stream.getvalue()


def test_text_shows_all_of_it_and_nothing_that_a_terminal_would_obey() -> None:
    shown = written("text")
    for words in ("AGREE (plainly AID)", "AID by “help” with “Uganda”", "Kenya ←nsubj help", "outside the sentence", "AID 0.90", "A rule."):
        assert words in shown
    assert "will: will → +1.50" in shown
    assert "\x1b" not in shown


def test_json_is_a_list_and_lines_are_objects() -> None:
    assert json.loads(written("json")) == [FOUND.to_dict()] * 2
    assert [json.loads(line) for line in written("jsonl").splitlines()] == [FOUND.to_dict()] * 2


def test_another_format_is_refused() -> None:
    with pytest.raises(UsageError, match="text, json, jsonl, not as csv"):
        explanation_writer("csv")
