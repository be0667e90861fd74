"""The judge decides what kind of act an event is, with what grammar says as its prior.

For each type the logarithm of the judge's probability is summed with what speaks for the type that the words tell; the softmax over
all types is the event's new ``confidence``. The highest sum decides: the event keeps its type, takes another one, or is dropped as none.
What is known for certain stays: types that need parties of a kind never come to events without them, and PLOVER's conventions on
future and refused acts are applied by the stage behind this one, so that plain type and coded type count as agreement here.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace

from dragoman.extract.casting import AGENTIVE, CONCRETE, MUTUAL
from dragoman.extract.pairing import NEAR, UNTYPED, event_spans, mention_spans
from dragoman.language import Analysis
from dragoman.language.encoder import NONE, Judge, JudgedPair, JudgedText, PairSpans
from dragoman.model import Event, Span
from dragoman.ontology.loader import load_ontology
from dragoman.ontology.types import Ontology

YIELD = ("CONCEDE", "RETREAT")  # one class of some of the judge's training data: words tell the two apart unless it is sure
SURE_OF_HALF = 0.8  # of what the judge gives both, one half needs so much to overrule the words
# What PLOVER makes of a plain act when it lies in the future, and when its actor refuses it.
FUTURE = {
    "COOPERATE": ("AGREE",),
    "AID": ("AGREE",),
    "SUPPORT": ("AGREE",),
    "CONSULT": ("AGREE",),
    "RETREAT": ("CONCEDE",),
    "ASSAULT": ("THREATEN",),
    "COERCE": ("THREATEN",),
    "SANCTION": ("THREATEN",),
}
REFUSED = ("REJECT",)
OF_FUTURE = {coded for types in FUTURE.values() for coded in types}
LEAST = 1e-6  # probabilities below count as this
WITHOUT_ACTOR = {"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"}
# Where PLOVER's manual says otherwise than the corpora that a judge learns from, the words stand (docs/decisions/0004).
SETTLED = {("SANCTION", "convict"), ("SANCTION", "discontinue"), ("COERCE", "cyber"), ("THREATEN", "arrest")}
NEVER_SAID = {"ASSAULT", "PROTEST", "MOBILIZE"}  # no act of these is done by speaking


@dataclass(frozen=True)
class Weights:
    """What the sum is made of; fitted on development sentences that the judge had not seen.

    judge: of the logarithm of a probability. told: of the type that the words tell. sure: of the logit of the grammar's confidence,
    for that type. none: of no event. change: a type that the words do not tell needs at least this probability of the judge;
    drop: so does no event. least: where words and judge agree on nothing so far that no type reaches this chance, there is no event.
    mode: from this probability on a mode counts. create, empty: a pair without a trigger becomes an event from this probability of its
    type on, if that of no event is not above the other; across: the same where a clause ends between its parties, or only one is political.
    """

    judge: float = 0.8
    told: float = 1.0
    sure: float = 0.5
    none: float = 0.0
    change: float = 0.5
    drop: float = 0.95
    least: float = 0.15
    mode: float = 0.65
    create: float = 0.3
    across: float = 0.9
    empty: float = 0.3


WEIGHTS = Weights()


def judge_events(analysis: Analysis) -> tuple[Event, ...]:
    """Return the events as the judge types them, in order; those without a judge unchanged.

    Expects factuality and tense to be judged. Raises ``MissingFinding`` if events and entities were not found before.
    """
    judge = analysis.judge
    if judge is None or not analysis.events:
        return analysis.events
    judged = ask(analysis, analysis.events, judge)
    decided = [(event, decide(event, pair, ontology=analysis.ontology)) for event, pair in zip(analysis.events, judged, strict=True)]
    things = {entity.id for entity in analysis.entities if entity.kind not in CONCRETE}
    forces = {entity.id for entity in analysis.entities if entity.country is None and entity.sectors[:1] == ("MIL",)}
    bodies = {entity.id for entity in analysis.entities if entity.kind in AGENTIVE}
    return tuple(_distinct([(old, _of_things(new, bodies)) for old, new in decided if new is not None], things, forces))


def _of_things(event: Event, bodies: Container[str]) -> Event:
    """The event without the mode of what is only done to people, where nobody suffers it ("captured the airport")."""
    taken = "abduct" in event.modes and event.recipients and not any(r in bodies for r in event.recipients)
    return replace(event, modes=tuple(mode for mode in event.modes if mode != "abduct")) if taken else event


def ask(analysis: Analysis, events: Iterable[Event], judge: Judge) -> list[JudgedPair | None]:
    """The judgement of each event, None of one that has no words. Each sentence is encoded once."""
    mentions = mention_spans(analysis)
    places = [event_spans(analysis, event, mentions) for event in events]
    rows: dict[Span, dict[PairSpans, int]] = {}
    for place in places:
        if place is not None:
            pairs = rows.setdefault(place[0], {})
            pairs.setdefault(place[1], len(pairs))
    texts = [JudgedText(sentence.of(analysis.document.text), tuple(pairs)) for sentence, pairs in rows.items()]
    found = dict(zip(rows, judge.judge(texts), strict=True)) if texts else {}
    return [found[place[0]][rows[place[0]][place[1]]] if place else None for place in places]


def decide(event: Event, judged: JudgedPair | None, weights: Weights = WEIGHTS, ontology: Ontology | None = None) -> Event | None:
    """The event under the type that grammar and judge together choose, None where they choose none.

    ontology: whose types may be chosen; PLOVER's by default.
    """
    ontology = ontology or load_ontology()
    if judged is None:
        return event if event.type != UNTYPED else None
    if ontology.head and (event.type == UNTYPED or event.type in ontology.own):
        own = _of_own_type(event, ontology.head.chances(judged.state), weights, ontology)
        if own is not None or event.type != UNTYPED:
            return own
    if event.type == UNTYPED:
        return _created(event, judged, weights, ontology)
    if event.type in ontology.own or event.type not in judged.types:  # which the judge does not know
        return event
    joined = _joined(event, judged.types)
    chances = weigh(event, judged, weights)
    allowed = [kind for kind, p in joined.items() if kind == event.type or (p >= weights.change and _may_be(event, kind, ontology))]
    if joined[NONE] >= weights.drop:
        allowed.append(NONE)
    best = max(allowed, key=lambda kind: chances[kind])
    if best == NONE or (chances[best] < weights.least and not _is_settled(event)):
        return None
    new = replace(event, confidence=_confidence(chances[best]))
    if best != event.type:
        new = _as(new, best)
    return _with_modes(new, judged, weights, ontology)


def weigh(event: Event, judged: JudgedPair, weights: Weights = WEIGHTS) -> dict[str, float]:
    """The chance of each plain type, ``NONE`` included, by judge and words together; of an event whose type the judge knows."""
    return _softmax(_scores(event, _joined(event, judged.types), weights))


def _scores(event: Event, chances: Mapping[str, float], weights: Weights) -> dict[str, float]:
    """The sum of each type, ``NONE`` included."""
    scores = {kind: weights.judge * math.log(max(p, LEAST)) for kind, p in chances.items()}
    grammar = min(max(event.confidence, 0.01), 0.99)
    scores[event.type] += weights.told + weights.sure * math.log(grammar / (1 - grammar))
    scores[NONE] += weights.none
    return scores


def _joined(event: Event, types: Mapping[str, float]) -> dict[str, float]:
    """The judge's probabilities of plain types: what PLOVER would make of the event's own type is agreement with it."""
    chances = {NONE: 0.0, **types}
    one, other = (chances.get(kind, 0.0) for kind in YIELD)
    sure = max(one, other) >= SURE_OF_HALF * (one + other)
    mine = event.type if event.type in YIELD and not sure else YIELD[other > one]
    for kind in YIELD:
        chances[kind] = one + other if kind == mine else 0.0
    for coded in _coded(event):
        chances[event.type] = chances.get(event.type, 0.0) + chances.pop(coded, 0.0)
    return chances


def _coded(event: Event) -> tuple[str, ...]:
    """What the conventions may make of the event as it is told; its own type not included."""
    if event.type == UNTYPED:
        return ()
    found = FUTURE.get(event.type, ()) if event.tense == "future" and event.value > 0 else ()
    if event.value < 0:
        found = (*found, *REFUSED)
    return tuple(kind for kind in found if kind != event.type)


def _may_be(event: Event, kind: str, ontology: Ontology) -> bool:
    """Whether an event that words tell as one type may take another one."""
    definition = ontology.types.get(kind)
    if _is_settled(event):
        return False
    if definition is None or (not event.actors and kind not in WITHOUT_ACTOR):
        return False
    if definition.recipient == "required" and not event.recipients and len(event.actors) < 2:
        return False
    return event.performed_by is None or kind not in NEVER_SAID


def _is_settled(event: Event) -> bool:
    """Whether the manual has the last word on its type."""
    return any((event.type, mode) in SETTLED for mode in event.modes)


def _as(event: Event, kind: str) -> Event:
    """The event under another type; a coded type of future acts leaves the plain one as the words tell it."""
    plain = event.plain_type if kind in FUTURE.get(event.plain_type, ()) and event.tense == "future" else kind
    actors, recipients = event.actors, event.recipients
    if len(actors) > 1 and not recipients and kind not in MUTUAL:
        actors, recipients = actors[:1], actors[1:]
    return replace(event, type=kind, plain_type=plain, modes=(), actors=actors, recipients=recipients)


def _created(event: Event, judged: JudgedPair, weights: Weights, ontology: Ontology) -> Event | None:
    chances = _joined(event, judged.types)
    allowed = [kind for kind in chances if kind != NONE and _may_be(event, kind, ontology) and _may_be_created(event, kind, ontology)]
    best = max(allowed, key=lambda kind: chances[kind], default=None)
    least = weights.create if event.confidence >= NEAR else weights.across
    if best is None or chances[best] < least or chances.get(NONE, 0.0) > weights.empty:
        return None
    return _with_modes(replace(_as(event, best), confidence=_confidence(chances[best])), judged, weights, ontology)


def _of_own_type(event: Event, chances: Mapping[str, float], weights: Weights, ontology: Ontology) -> Event | None:
    """The event under the type of one's own ontology that words and what was learned choose together; None where it is none of them."""
    if event.type == UNTYPED:
        best = max((kind for kind in chances if kind != NONE and _may_be(event, kind, ontology)), key=lambda k: chances[k], default=NONE)
        made = replace(_as(event, best), confidence=_confidence(chances[best]))
        return made if best != NONE and chances[best] >= weights.across else None
    known = {event.type: 0.0, **chances}
    together = _softmax(_scores(event, known, weights))
    allowed = [
        kind
        for kind, p in known.items()
        if kind == event.type or (p >= weights.change and (kind == NONE or _may_be(event, kind, ontology)))
    ]
    best = max((kind for kind in allowed if kind != NONE or known[NONE] >= weights.drop), key=lambda kind: together[kind])
    if best == NONE:
        return None
    new = replace(event, confidence=_confidence(together[best]))
    return new if best == event.type else _as(new, best)


def _may_be_created(event: Event, kind: str, ontology: Ontology) -> bool:
    """Two on one level only meet, agree, work or fight together; by speaking only verbal acts are done."""
    if len(event.actors) > 1:
        return kind in MUTUAL
    return event.performed_by is None or ontology.types[kind].quad.startswith("verbal")


def _with_modes(event: Event, judged: JudgedPair, weights: Weights, ontology: Ontology) -> Event:
    kind = ontology.types.get(event.type)
    if kind is None:
        return event
    sure = [mode.name for mode in kind.modes if judged.modes.get(f"{kind.name}-{mode.name}", 0.0) > weights.mode]
    return replace(event, modes=(*event.modes, *(name for name in sure if name not in event.modes)))


def _softmax(scores: Mapping[str, float]) -> dict[str, float]:
    top = max(scores.values())
    powers = {kind: math.exp(score - top) for kind, score in scores.items()}
    total = sum(powers.values())
    return {kind: power / total for kind, power in powers.items()}


def _confidence(chance: float) -> float:
    return round(min(0.99, max(0.05, chance)), 3)


def _distinct(decided: list[tuple[Event, Event]], things: Container[str] = (), forces: Container[str] = ()) -> list[Event]:
    """Leave out what a new type has made a double of another event; a pair may add the recipient that an event of words lacks.

    things: ids of entities that are no agents and no places. forces: those of ships and troops of no country by themselves.
    """
    kept: list[Event] = []
    added: dict[str, tuple[str, ...]] = {}
    for old, new in decided:
        others = [(o, n) for o, n in decided if n is not new and n.type == new.type]
        if old.type == UNTYPED:
            lacking = [n for o, n in others if o.type != UNTYPED and _lacks(n, new, things)]
            if lacking:
                if new.type != "MOBILIZE" or not all(r in forces for r in new.recipients):  # what is moved
                    added[lacking[0].id] = (*added.get(lacking[0].id, ()), *new.recipients)
                continue
            if any(o.type != UNTYPED and _repeats(new, n) for o, n in others):
                continue
        if old.type != new.type and any(_doubles(new, n, o.type == n.type) for o, n in others):
            continue
        kept.append(new)
    return [replace(e, recipients=tuple(dict.fromkeys((*e.recipients, *added[e.id])))) if e.id in added else e for e in kept]


def _lacks(event: Event, pair: Event, things: Container[str]) -> bool:
    """Whether a pair names the recipient of an event that has none but things."""
    return event.actors == pair.actors and all(r in things for r in event.recipients) and event.evidence_span.overlaps(pair.evidence_span)


def _repeats(pair: Event, event: Event) -> bool:
    """Whether a pair is one more reading of an act that words tell ("used planes for its attacks on B")."""
    return bool(event.recipients) and event.actors == pair.actors and event.evidence_span.overlaps(pair.evidence_span)


def _doubles(event: Event, other: Event, kept: bool) -> bool:
    parties, others = ({*e.actors, *e.recipients} for e in (event, other))
    return (
        parties <= others
        and event.evidence_span.overlaps(other.evidence_span)
        and (kept or (other.trigger_span, other.id) < (event.trigger_span, event.id))
    )
