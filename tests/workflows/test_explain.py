import json

import pytest

from dragoman.coder import Coder
from dragoman.errors import UsageError
from dragoman.model import Document
from dragoman.model.explanation import Explanation
from dragoman.settings import GRAMMAR, Settings
from dragoman.workflows.explain import explain

TEXT = (
    "Kenya will help Uganda rebuild its roads. Chad accused Libya of shelling a border post. Libya denied the attack. "
    "Norway will not hold talks with Peru, officials said. A court in Lima sentenced the rebel leader to six years in prison."
)


@pytest.fixture(scope="module")
def told() -> tuple[Explanation, ...]:
    return explain(Document(TEXT))


def only(found: tuple[Explanation, ...], kind: str) -> Explanation:
    (one,) = (e for e in found if e.type == kind)
    return one


def test_every_event_of_the_report_is_explained_in_its_order(told: tuple[Explanation, ...]) -> None:
    report = Coder().read(Document(TEXT))
    assert [(e.event, e.type, e.plain_type, e.factuality, e.value) for e in told] == [
        (v.id, v.type, v.plain_type, v.factuality, v.value) for v in report.events
    ]
    for e, v in zip(told, report.events, strict=True):
        assert [(p.role, p.entity) for p in e.paths] == [("actor", i) for i in v.actors] + [("recipient", i) for i in v.recipients]


def test_the_trigger_is_told_with_what_else_fits_there(told: tuple[Explanation, ...]) -> None:
    found = only(told, "ASSAULT")
    assert (found.proposals[0].type, found.proposals[0].words, found.proposals[0].verdict) == ("ASSAULT", "shell", "chosen")
    assert [p.verdict for p in found.proposals].count("chosen") == 1


def test_the_paths_lead_from_the_parties_to_the_trigger(told: tuple[Explanation, ...]) -> None:
    paths = {p.name: p for p in only(told, "ASSAULT").paths}
    assert paths["Libya"].path == "Libya ←dobj accused prep→ of pcomp→ shelling"
    assert paths["Libya"].function == "subj"


def test_the_judge_is_quoted_with_what_came_of_it(told: tuple[Explanation, ...]) -> None:
    judge = only(told, "ACCUSE").judge
    assert judge is not None
    assert judge.told == judge.decided == "ACCUSE"
    assert next(iter(judge.types)) == "ACCUSE"
    assert sum(judge.types.values()) == pytest.approx(1, abs=0.1)


def test_without_a_judge_none_is_quoted() -> None:
    (found,) = explain(Document("Chad accused Libya of theft."), coder=Coder(Settings(judge=GRAMMAR)))
    assert found.judge is None


def test_a_rule_that_fired_is_told_in_words(told: tuple[Explanation, ...]) -> None:
    found = only(told, "AGREE")
    (step,) = (s for s in found.steps if s.stage == "conventions")
    assert step.rules == ("Cooperation, help, support and talks that lie in the future are AGREE.",)
    assert ("type", "AID", "AGREE") in [(c.name, c.before, c.after) for c in step.changes]


def test_certainty_is_told_word_by_word_down_to_the_value(told: tuple[Explanation, ...]) -> None:
    found = only(told, "AGREE")
    assert [(c.words, c.operator) for c in found.certainty] == [("will", "will")]
    assert found.certainty[-1].value == found.value


def test_why_a_word_was_taken_for_a_party_is_told() -> None:
    found = only(explain(Document("Ola Berg flew to Lima on Monday. President Berg accused Chile of theft.")), "ACCUSE")
    assert found.merging
    assert {feature.entity for feature in found.merging} <= {path.entity for path in found.paths}


def test_what_follows_from_another_event_says_so(told: tuple[Explanation, ...]) -> None:
    found = only(told, "COERCE")
    assert found.proposals == ()
    assert found.steps[0].rules == ("A conviction that means prison is also COERCE-arrest.",)


def test_one_event_or_one_type_may_be_asked_for(told: tuple[Explanation, ...]) -> None:
    assert explain(Document(TEXT), "v2") == (told[1],)
    assert explain(Document(TEXT), "AID") == (only(told, "AGREE"),)


def test_an_event_that_is_not_there_is_told() -> None:
    with pytest.raises(UsageError, match="no event v9; there are v1 ACCUSE"):
        explain(Document("Chad accused Libya of theft."), "v9")


def test_it_is_plain_json(told: tuple[Explanation, ...]) -> None:
    for e in told:
        plain = e.to_dict()
        assert json.loads(json.dumps(plain)) == plain
        assert plain["trigger_span"] == [e.trigger_span.start, e.trigger_span.end]
