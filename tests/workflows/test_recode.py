from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dragoman.coder import Coder
from dragoman.errors import DataError
from dragoman.settings import Settings
from dragoman.workflows.recode import Readers, read_pair, recode_lines
from tests.judges import FakeJudge, always, likely

TEXT = "Norway accused Chile of hiding the reports, and Peru sent medicine to Somalia."


def span(word: str, text: str = TEXT) -> list[int]:
    return [text.index(word), text.index(word) + len(word)]


def recode(*lines: Any) -> list[dict[str, Any]]:
    return list(recode_lines([line if isinstance(line, str) else json.dumps(line) for line in lines], Coder(Settings(judge="grammar"))))


@pytest.mark.parametrize(("actor", "recipient", "expected"), [("Norway", "Chile", "ACCUSE"), ("Peru", "Somalia", "AID")])
def test_the_pair_decides_between_two_acts(actor: str, recipient: str, expected: str) -> None:
    (judged,) = recode({"id": "a", "text": TEXT, "actor": span(actor), "recipient": span(recipient)})
    assert judged["id"] == "a"
    assert judged["type"] == expected
    assert sum(judged["scores"].values()) == pytest.approx(1, abs=0.01)
    assert next(iter(judged["scores"])) == expected


def test_factuality_of_a_marked_trigger() -> None:
    text = "The army did not attack the rebels."
    (judged,) = recode({"id": "a", "text": text, "trigger": span("attack", text)})
    assert judged["factuality"] == "CT-"
    assert judged["factuality_value"] < -2


def test_a_trigger_of_no_type_has_factuality_all_the_same() -> None:
    text = "The boat drifted slowly."
    (judged,) = recode({"id": "a", "text": text, "trigger": span("drifted", text)})
    assert judged["type"] is None
    assert judged["scores"] == {}
    assert judged["factuality"] == "CT+"


def test_nothing_found_is_no_type() -> None:
    text = "Norway and Chile are long."
    (judged,) = recode({"id": "a", "text": text, "actor": span("Norway", text), "recipient": span("Chile", text)})
    assert (judged["type"], judged["factuality"], judged["factuality_value"]) == (None, "Uu", 0.0)


def test_bad_lines_are_named_and_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    good = {"id": "b", "text": TEXT, "actor": span("Norway"), "recipient": span("Chile")}
    found = recode("", "{", {"id": "a"}, {"id": "a", "text": "x", "actor": [0, 9]}, {"id": "a", "text": "x", "trigger": "x"}, good)
    assert [f["id"] for f in found] == ["b"]
    named = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in named] == ["line 2", "line 3", "line 4", "line 5"]


def test_read_pair_says_what_is_wrong() -> None:
    with pytest.raises(ValueError, match="needs id and text"):
        read_pair("[]")
    assert read_pair('{"id": 3, "text": "abc", "trigger": [0, 1]}').id == "3"


# --- with a model


def recode_with(judge: FakeJudge, line: dict[str, Any], readers: Readers = "auto") -> dict[str, Any]:
    coder = Coder(Settings(judge="grammar"))
    coder.__dict__["judge"] = judge
    (found,) = recode_lines([json.dumps({"id": "a", **line})], coder, readers)
    return found


def test_a_model_decides_where_no_word_tells() -> None:
    text = "Norway rolled out the carpet for Chile."
    line = {"text": text, "actor": span("Norway", text), "recipient": span("Chile", text)}
    judge = always({"CONSULT": 0.6, "NONE": 0.1})
    judged = recode_with(judge, line)
    assert judged["type"] == "CONSULT"
    assert judged["scores"]["NONE"] > 0
    assert sum(judged["scores"].values()) == pytest.approx(1, abs=0.01)
    ((pair,),) = [asked.pairs for asked in judge.asked]
    assert [s.of(text) for s in (*pair.actor, *pair.recipient, *pair.trigger)] == ["Norway", "Chile", "rolled"]


def test_words_tip_the_balance() -> None:
    line = {"text": TEXT, "actor": span("Norway"), "recipient": span("Chile")}
    assert recode_with(always({"ACCUSE": 0.4, "REJECT": 0.45}), line)["type"] == "ACCUSE"
    assert recode_with(always({"REJECT": 0.98}), line)["type"] == "REJECT"


def test_nothing_is_an_answer_only_without_a_recipient() -> None:
    text = "Norway is long and Chile is longer."
    judge = always({"NONE": 0.9, "AID": 0.05})
    assert recode_with(judge, {"text": text, "actor": span("Norway", text)})["type"] is None
    assert recode_with(judge, {"text": text, "actor": span("Norway", text), "recipient": span("Chile", text)})["type"] == "AID"


def test_concession_and_retreat_are_told_apart_by_words() -> None:
    text = "Norway pulled its troops out of Chile."
    line = {"text": text, "actor": span("Norway", text), "recipient": span("Chile", text)}
    judged = recode_with(always({"CONCEDE": 0.5, "RETREAT": 0.4}), line)
    assert judged["type"] == "RETREAT"
    assert judged["scores"]["CONCEDE"] == 0


def test_a_trigger_alone_has_its_type_from_words_and_its_certainty_from_both() -> None:
    line = {"text": TEXT, "trigger": span("accused")}
    doubtful = FakeJudge(lambda _text, _pair: likely({"AID": 0.9}, author=-3.0))
    judged = recode_with(doubtful, line)
    assert judged["type"] == "ACCUSE"
    assert judged["factuality_value"] == pytest.approx(0.55 * -3 + 0.45 * 3, abs=0.01)
    assert judged["factuality"] == "Uu"
    fairly_sure = FakeJudge(lambda _text, _pair: likely({"AID": 0.9}, author=2.0))
    assert recode_with(fairly_sure, line)["factuality_value"] == pytest.approx(2.75, abs=0.01)  # 2.45 is 0.5 beyond what is certain
    assert recode_with(FakeJudge(lambda _text, _pair: likely({"AID": 0.9}, author=2.9)), line)["factuality_value"] == 3
    ((pair,),) = [asked.pairs for asked in doubtful.asked]
    assert (pair.actor, pair.recipient, [s.of(TEXT) for s in pair.trigger]) == ((), (), ["accused"])
    assert recode({"id": "a", **line})[0]["factuality_value"] == 3


def test_what_model_and_grammar_deny_is_not_so() -> None:
    text = "Norway never accused Chile."
    timid = FakeJudge(lambda _text, _pair: likely({"AID": 0.9}, author=-0.2))
    assert recode_with(timid, {"text": text, "trigger": span("accused", text)}, "news")["factuality_value"] == -2
    believing = FakeJudge(lambda _text, _pair: likely({"AID": 0.9}, author=0.2))
    assert recode_with(believing, {"text": text, "trigger": span("accused", text)}, "news")["factuality_value"] > -2


def test_readers_of_news_and_lay_readers_disagree() -> None:
    def value(readers: Readers, everyday: float) -> float:
        torn = FakeJudge(lambda _text, _pair: replace(likely({"AID": 0.9}, author=2.0), lay=-2.0, everyday=everyday))
        return float(recode_with(torn, {"text": TEXT, "trigger": span("accused")}, readers)["factuality_value"])

    news, lay = value("news", 1.0), value("lay", 0.0)
    assert news == pytest.approx(2 + 1.5 * (0.55 * 2 + 0.45 * 3 - 1.95), abs=0.005)
    assert lay == pytest.approx(0.9 * -2 + 0.1 * 3, abs=0.005)
    assert value("auto", 0.01) == pytest.approx(news, abs=0.2)
    assert value("auto", 0.999) == pytest.approx(lay, abs=0.4)
    assert value("auto", 0.88) == pytest.approx((news + lay) / 2, abs=0.1)


def test_a_model_that_is_missing_is_no_fault_of_a_line(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"judge\.json"):
        list(recode_lines([json.dumps({"id": "a", "text": TEXT})], Coder(Settings(judge=str(tmp_path)))))
