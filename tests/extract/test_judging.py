from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import Coder, Document
from dragoman.errors import MissingFinding
from dragoman.extract.candidates import propose_events
from dragoman.extract.factuality import judge_factuality
from dragoman.extract.judging import Weights, _distinct, decide, judge_events
from dragoman.extract.pairing import UNTYPED, with_verbs
from dragoman.language import Analysis, parse
from dragoman.language.encoder import JudgedPair, PairSpans
from dragoman.model import Event, Span
from dragoman.ontology import load_ontology
from dragoman.settings import GRAMMAR, Settings
from tests.judges import TYPES, FakeJudge, always, likely

from .pipeline import analyse, words


def judged(text: str, judge: FakeJudge | None) -> Analysis:
    """The analysis up to judging."""
    analysis = analyse(text, conventions=False)
    analysis.judge = judge  # type: ignore[assignment]
    for stage in (propose_events, judge_factuality, judge_events):
        analysis.assign("events", stage(analysis))
    return analysis


def report(text: str, judge: FakeJudge) -> list[tuple[str, str]]:
    """Types and plain types of a whole reading."""
    coder = Coder(Settings(judge=GRAMMAR))
    coder.__dict__["judge"] = judge
    found = coder.read(Document(text))
    assert found.failures == ()
    return [(e.type, e.plain_type) for e in found.events]


def told(analysis: Analysis) -> list[tuple[str, list[list[str]], list[list[str]]]]:
    return [(e.type, words(analysis, e.actors), words(analysis, e.recipients)) for e in analysis.events]


# --- what is asked


def test_each_sentence_is_asked_for_once_with_spans_of_its_own() -> None:
    judge = always({"ACCUSE": 0.9})
    judged("It rained. Norway accused Chile of lies, and Peru condemned Japan.", judge)
    (text,) = judge.asked
    assert text.text == "Norway accused Chile of lies, and Peru condemned Japan."
    asked = {tuple(span.of(text.text) for span in (pair.actor[0], pair.recipient[0], pair.trigger[0])) for pair in text.pairs}
    assert {("Norway", "Chile", "accused"), ("Peru", "Japan", "condemned")} <= asked


def test_a_text_without_events_is_not_asked_for() -> None:
    judge = always({"ACCUSE": 0.9})
    assert judged("It rained in the north. The cat slept.", judge).events == ()
    assert judge.asked == []


def test_parties_on_one_level_are_all_actors() -> None:
    judge = always({"CONSULT": 0.9})
    judged("Norway and Chile held talks.", judge)
    ((pair,),) = [text.pairs for text in judge.asked]
    assert (pair.actor, pair.recipient) == ((Span(0, 6), Span(11, 16)), ())


@pytest.mark.parametrize(
    ("actor", "recipient", "trigger", "governor"),
    [("Norway", "Chile", "wants", "leave"), ("Norway", None, "wants", "wants"), (None, "Chile", "leave", "leave")],
)
def test_the_verbs_of_a_pair(actor: str | None, recipient: str | None, trigger: str, governor: str) -> None:
    text = "Norway wants Chile to leave."
    analysis = next(iter(parse([Document(text)])))

    def place(word: str | None) -> tuple[Span, ...]:
        return (Span(text.index(word), text.index(word) + len(word)),) if word else ()

    pair = with_verbs(analysis, place(actor), place(recipient), None)
    assert [span.of(text) for span in (*pair.trigger, *pair.governor)] == [trigger, governor]


def test_a_pair_without_parties_has_no_verbs() -> None:
    analysis = next(iter(parse([Document("Norway left.")])))
    assert with_verbs(analysis, (), (), None) == PairSpans()


# --- what is decided


def test_without_a_judge_nothing_changes() -> None:
    analysis = analyse("Norway accused Chile of lies.", conventions=False)
    assert judge_events(analysis) is analysis.events
    assert propose_events(analysis) is analysis.events


def test_entities_and_events_are_asked_for() -> None:
    analysis = next(iter(parse([Document("Norway accused Chile.")])))
    for stage in (judge_events, propose_events):
        with pytest.raises(MissingFinding):
            stage(analysis)


def test_agreement_keeps_an_event_and_is_confident() -> None:
    (sure,) = judged("Norway accused Chile of lies.", always({"ACCUSE": 0.97})).events
    (unsure,) = judged("Norway accused Chile of lies.", always({"ACCUSE": 0.3, "NONE": 0.2})).events
    assert (sure.type, unsure.type) == ("ACCUSE", "ACCUSE")
    assert sure.confidence > 0.9 > unsure.confidence


def test_a_sure_judge_changes_a_type() -> None:
    (event,) = judged("Norway hit back at Chile.", always({"REJECT": 0.98})).events or [None]
    assert event is None or event.type == "REJECT"
    (event,) = judged("Norway accused Chile of lies.", always({"THREATEN": 0.99})).events
    assert (event.type, event.plain_type, event.modes) == ("THREATEN", "THREATEN", ())


def test_an_unsure_judge_does_not() -> None:
    (event,) = judged("Norway accused Chile of lies.", always({"THREATEN": 0.25, "ACCUSE": 0.2})).events
    assert event.type == "ACCUSE"


def test_a_judge_that_is_sure_of_nothing_drops_an_event() -> None:
    assert judged("Norway accused Chile of lies.", always({"NONE": 0.995})).events == ()


def test_nothing_is_told_where_words_and_judge_agree_on_nothing() -> None:
    (event,) = judge_factuality(analyse("Norway accused Chile of lies.", conventions=False))
    doubtful = replace(event, confidence=0.05)
    assert decide(doubtful, likely({})) is None
    assert decide(doubtful, likely({}), Weights(least=0.0)) is not None


def test_the_manual_stands_against_a_judge() -> None:
    settled = always(dict.fromkeys(("ACCUSE", "NONE", "AID", "CONSULT", "SUPPORT"), 0.19))
    assert judged("A Norwegian court convicted three Chilean officers of spying.", settled).events  # however little it agrees
    (event,) = judged("A Norwegian court convicted three Chilean officers of spying.", always({"ACCUSE": 0.99})).events
    assert (event.type, event.modes) == ("SANCTION", ("convict",))


def test_a_future_act_and_what_it_counts_as_are_one() -> None:
    assert report("Norway will send aid to Chile.", always({"AGREE": 0.97})) == [("AGREE", "AID")]
    assert report("Norway will send aid to Chile.", always({"AID": 0.97})) == [("AGREE", "AID")]
    assert report("Norway sent aid to Chile.", always({"AID": 0.97})) == [("AID", "AID")]


def test_the_words_tell_concession_and_retreat_apart() -> None:
    text = "Norwegian troops withdrew from Chile."
    (event,) = judged(text, always({"CONCEDE": 0.6, "RETREAT": 0.38})).events
    assert event.type == "RETREAT"
    assert event.confidence > 0.9
    (event,) = judged(text, always({"CONCEDE": 0.9, "RETREAT": 0.08})).events  # unless the judge is sure of which half it is
    assert event.type == "CONCEDE"


@pytest.mark.parametrize("kind", ["ASSAULT", "PROTEST", "MOBILIZE"])
def test_nobody_strikes_by_speaking(kind: str) -> None:
    found = judged("Norway accused Chile of lies.", always({kind: 0.999})).events
    assert kind not in {event.type for event in found}


def test_a_type_that_needs_a_recipient_never_comes_without() -> None:
    assert load_ontology().types["AID"].recipient == "required"
    for event in judged("Protesters marched through the capital.", always({"AID": 0.999})).events:
        assert event.type != "AID"


def test_modes_of_the_type_join_those_of_the_words() -> None:
    modes = {"CONSULT-visit": 0.95, "ASSAULT-aerial": 0.95}
    (event,) = judged("Norway's president met Chile's president.", always({"CONSULT": 0.97}, modes)).events
    assert "visit" in event.modes
    assert "aerial" not in event.modes


def test_doubles_are_told_once() -> None:
    analysis = judged("Norway accused Chile of lies and Norway criticised Chile.", always({"ACCUSE": 0.97}))
    count = len(analysis.events)

    def answer(_text: str, _pair: PairSpans) -> JudgedPair:
        return likely({"REJECT": 0.98})

    again = judged("Norway accused Chile of lies and Norway criticised Chile.", FakeJudge(answer))
    assert count == 2
    assert [event.type for event in again.events] == ["REJECT"]


def test_an_event_without_words_stays_and_a_pair_without_does_not() -> None:
    (event,) = analyse("Norway accused Chile of lies.", conventions=False).events
    assert decide(event, None) is event
    assert decide(replace(event, type=UNTYPED), None) is None


def test_types_that_the_judge_does_not_know_are_left_alone() -> None:
    (event,) = analyse("Norway accused Chile of lies.", conventions=False).events
    own = replace(event, type="PAINT")
    assert decide(own, likely({"NONE": 0.99})) is own


def test_a_judge_that_fails_leaves_the_words_alone() -> None:
    def answer(_text: str, _pair: PairSpans) -> JudgedPair:
        raise ArithmeticError("no")

    coder = Coder(Settings(judge=GRAMMAR))
    coder.__dict__["judge"] = FakeJudge(answer)
    found = coder.read(Document("Norway accused Chile of lies. Peru rolled out the carpet for Japan."))
    assert [f.stage for f in found.failures] == ["judging"]
    assert [e.type for e in found.events] == ["ACCUSE"]


# --- pairs that no trigger joins

LINKED = [
    ("Norway rolled out the carpet for Chile.", "Norway", "Chile"),
    ("Norway's minister fretted over Chile's army.", "Norway", "Chile"),
    ("The carpet was rolled out for Chile by Norway.", "Norway", "Chile"),
    ("Norway tried to outfox Chile.", "Norway", "Chile"),
    ("Norway and Chile danced.", "Norway", "Chile"),
]
APART = [
    "Norway slept while Chile danced.",
    "The firm rolled out the carpet for its customers.",
    "Norway danced after Chile.",
    "Norway danced. Chile slept.",
]


@pytest.mark.parametrize(("text", "one", "other"), LINKED)
def test_pairs_that_grammar_links_are_proposed(text: str, one: str, other: str) -> None:
    analysis = judged(text, always({"CONSULT": 0.98}))
    found = [
        {w for party in (*words(analysis, e.actors), *words(analysis, e.recipients)) for w in party}
        for e in analysis.events
        if e.id.startswith("p")
    ]
    assert any(any(one in w for w in parties) and any(other in w for w in parties) for parties in found), told(analysis)


@pytest.mark.parametrize("text", APART)
def test_others_are_not(text: str) -> None:
    assert judged(text, always({"CONSULT": 0.98})).events == ()


@pytest.mark.parametrize("sure", [{"CONSULT": 0.25}, {"CONSULT": 0.6, "NONE": 0.35}, {"NONE": 0.9}])
def test_only_a_sure_judge_makes_an_event_of_a_pair(sure: dict[str, float]) -> None:
    assert judged(LINKED[0][0], always(sure)).events == ()


def test_across_a_clause_the_judge_must_be_surer() -> None:
    text = "Norway said Chile had slept."
    assert judged(text, always({"ACCUSE": 0.8})).events == ()
    assert [e.type for e in judged(text, always({"ACCUSE": 0.95})).events] == ["ACCUSE"]


def test_whom_an_infinitive_is_about_stands_in_no_clause_of_his_own() -> None:
    (event,) = judged("Norway lets Chile sing.", always({"AGREE": 0.6})).events
    assert event.type == "AGREE"
    (event,) = judged("Norway wants Chile to sing.", always({"AGREE": 0.6})).events
    assert event.type == "AGREE"


@pytest.mark.parametrize(
    "text",
    [
        "Norway said its government had slept.",
        "Norway danced in Chile.",
        "Norway danced with its minister, according to Chile.",
        "Chile slept; Norway polished its boots.",
    ],
)
def test_a_party_and_its_own_or_a_setting_are_no_pair(text: str) -> None:
    assert judged(text, always({"ACCUSE": 0.98})).events == ()


def test_conditions_link_parties() -> None:
    (event,) = judged("Norway will not dance until Chile sings.", always({"REJECT": 0.98})).events
    assert event.type == "REJECT"


def test_a_pair_adds_the_recipient_that_an_event_lacks_and_repeats_none() -> None:
    told = Event("v1", "ACCUSE", "ACCUSE", ("e1",), ("e9",), Span(7, 14), Span(0, 40))
    pair = Event("p1", UNTYPED, UNTYPED, ("e1",), ("e2",), Span(20, 25), Span(0, 40))
    typed = replace(pair, type="ACCUSE", plain_type="ACCUSE")
    assert [e.recipients for e in _distinct([(told, told), (pair, typed)], {"e9"})] == [("e9", "e2")]
    assert [e.recipients for e in _distinct([(told, told), (pair, typed)])] == [("e9",)]
    other = replace(typed, type="REJECT", plain_type="REJECT")
    assert _distinct([(told, told), (pair, other)]) == [told, other]


def test_a_pair_does_not_make_recipients_of_what_is_moved() -> None:
    told = Event("v1", "MOBILIZE", "MOBILIZE", ("e1",), (), Span(7, 14), Span(0, 40))
    pair = Event("p1", UNTYPED, UNTYPED, ("e1",), ("e2",), Span(20, 25), Span(0, 40))
    typed = replace(pair, type="MOBILIZE", plain_type="MOBILIZE")
    assert [e.recipients for e in _distinct([(told, told), (pair, typed)], (), {"e2"})] == [()]
    assert [e.recipients for e in _distinct([(told, told), (pair, typed)])] == [("e2",)]


@pytest.mark.parametrize(("text", "modes"), [("Rebels captured the airport.", ()), ("Rebels captured the sailor.", ("abduct",))])
def test_only_people_are_abducted(text: str, modes: tuple[str, ...]) -> None:
    (event,) = judged(text, always({"ASSAULT": 0.97}, {"ASSAULT-abduct": 0.95})).events
    assert event.modes == modes


def test_two_on_one_level_do_nothing_to_each_other() -> None:
    assert judged("Norway and Chile danced.", always({"AID": 0.98})).events == ()


def test_by_speaking_only_verbal_acts_are_done() -> None:
    text = "Norway said Chile had slept."
    (event,) = judged(text, always({"ACCUSE": 0.98})).events
    assert (event.type, event.performed_by is not None) == ("ACCUSE", True)
    assert judged(text, always({"AID": 0.98})).events == ()


def test_no_more_than_three_pairs_a_sentence() -> None:
    text = "Norway and Peru and Japan rolled out the carpet for Chile, Kenya and Spain."
    assert 0 < len(judged(text, always({"SUPPORT": 0.98})).events) <= 3


# --- judging never invents parties


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from([text for text, _, _ in LINKED] + [*APART, "Norway and Chile agreed to aid Peru, which Japan had attacked."]),
    st.lists(st.dictionaries(st.sampled_from(TYPES), st.floats(0.01, 0.33), min_size=1, max_size=3), min_size=1, max_size=5),
)
def test_judging_never_invents_parties(text: str, answers: list[dict[str, float]]) -> None:
    turn = iter(range(1_000))
    analysis = analyse(text, conventions=False)
    analysis.judge = FakeJudge(lambda _text, _pair: likely(answers[next(turn) % len(answers)]))  # type: ignore[assignment]
    analysis.assign("events", propose_events(analysis))
    before = analysis.events
    analysis.assign("events", judge_factuality(analysis))
    known = {entity.id for entity in analysis.entities}
    for event in judge_events(analysis):
        assert event.type in load_ontology().types
        assert set(event.actors) | set(event.recipients) <= known
        assert not set(event.actors) & set(event.recipients)
        assert 0 < event.confidence <= 1
        assert any(_same(event, old) for old in before)


def _same(event: Event, old: Event) -> bool:
    return event.id == old.id and {*old.actors, *old.recipients} <= {*event.actors, *event.recipients}


@pytest.mark.parametrize(
    ("text", "chance", "found"),
    [
        ("Norway has no time for Chile.", 0.8, 1),
        ("Norway has no time for Ida Berg.", 0.8, 0),
        ("Norway has no time for Ida Berg.", 0.95, 1),
        ("Jon Dahl has no time for Ida Berg.", 0.95, 0),
    ],
)
def test_where_only_one_is_political_the_judge_must_be_surer(text: str, chance: float, found: int) -> None:
    assert [e.type for e in judged(text, always({"ACCUSE": chance})).events] == ["ACCUSE"] * found
