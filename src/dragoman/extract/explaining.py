"""Why events were coded as they were: the trail of an analysis, told in the field's words.

What fits at a trigger, the judge's probabilities and the operators of certainty are worked out anew with the functions that decided;
what each stage changed is read off the trail (the events behind each stage), and rules that fired left a note in the analysis.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from dragoman.extract import parties
from dragoman.extract.entities import find_merges
from dragoman.extract.events import BARS, proposals
from dragoman.extract.factuality import cue_of
from dragoman.extract.judging import ask, weigh
from dragoman.extract.merging import Merge, meaning
from dragoman.extract.register import STAGE as OFFICES
from dragoman.extract.triggers import Match
from dragoman.language import Analysis, grammar
from dragoman.language.certainty import compose, meaning_of, signatures
from dragoman.language.modality import NEGATIVE_WORDS, operators
from dragoman.model import Event, Report, Span
from dragoman.model.codec import to_plain
from dragoman.model.explanation import CertaintyStep, Change, Explanation, Feature, Judgement, PartyPath, Proposal, Step

if TYPE_CHECKING:
    from dragoman.language import Token

Trail = Sequence[tuple[str, tuple[Event, ...]]]  # stage → the events behind it
LEAST_TYPE, LEAST_MODE = 0.005, 0.05
FINDING, JUDGING = "events", "judging"
DEEPEST = 12  # words of a path
UNSHOWN = {"id", "trigger", "evidence"}  # fields that are the same everywhere, or follow from others
STANCES = {"denies": "the voice denies it", "questions": "the voice asks whether", "declines": "the voice takes no stand"}


def explain_events(analysis: Analysis, trail: Trail, report: Report) -> tuple[Explanation, ...]:
    """The explanation of each event of a report, in its order; trail and analysis are those the report was assembled from."""
    kept = [event for event in analysis.events if event.type]
    merges = find_merges(analysis) if kept else ()
    return tuple(_explained(found, event, analysis, trail, merges) for found, event in zip(report.events, kept, strict=True))


def _explained(found: Event, event: Event, analysis: Analysis, trail: Trail, merges: tuple[Merge, ...]) -> Explanation:
    text = analysis.document.text
    history = list(_history(event.id, trail))
    first = history[0][1] if history else event
    token = analysis.head(event.trigger_span)
    by_words = bool(history) and history[0][0] == FINDING
    fits = proposals(analysis, token) if token is not None and by_words else []
    chosen = next((match for match, told in fits if told is not None and _same(told, first)), None)
    voice = next((s for s in analysis.statements if s.id == event.according_to), None)
    return Explanation(
        event=found.id,
        type=event.type,
        plain_type=event.plain_type,
        factuality=event.factuality,
        value=event.value,
        trigger=event.trigger_span.of(text),
        trigger_span=event.trigger_span,
        evidence=event.evidence_span.of(text),
        evidence_span=event.evidence_span,
        proposals=tuple(_proposals(fits, chosen)),
        paths=tuple(_paths(event, found, analysis, chosen)),
        judge=_judgement(event, trail, analysis),
        steps=tuple(_steps(event.id, history, analysis)),
        certainty=tuple(_certainty(event, analysis)),
        merging=tuple(_merging(event, found, analysis, merges)),
        offices=tuple(n.rule for n in analysis.notes if n.stage == OFFICES and n.about in (*event.actors, *event.recipients)),
        voice=text[voice.source_span.start : voice.source_span.end] if voice and voice.source_span else None,
    )


def _merging(event: Event, found: Event, analysis: Analysis, merges: tuple[Merge, ...]) -> Iterator[Feature]:
    """Why the words that name the parties in the evidence were taken for them."""
    shown = dict(zip((*event.actors, *event.recipients), (*found.actors, *found.recipients), strict=True))
    for entity in analysis.entities:
        if entity.id not in shown:
            continue
        near = {m.span for m in entity.mentions if m.span.overlaps(event.evidence_span)}
        for merge in merges:
            if merge.mention in near:
                yield from (Feature(shown[entity.id], merge.mention, meaning(name), round(weight, 2)) for name, weight in merge.features)


def _history(identifier: str, trail: Trail) -> Iterator[tuple[str, Event]]:
    for stage, events in trail:
        for event in events:
            if event.id == identifier:
                yield stage, event


def _same(told: Event, first: Event) -> bool:
    return told.type == first.type and told.trigger_span == first.trigger_span and told.actors == first.actors


def _proposals(fits: list[tuple[Match, Event | None]], chosen: Match | None) -> Iterator[Proposal]:
    barred = {match.pattern.type.name for match, _ in fits if match.pattern.trigger.weight < BARS}
    for match, told in sorted(fits, key=lambda fit: fit[0] is not chosen):
        trigger, kind = match.pattern.trigger, match.pattern.type.name
        if match is chosen:
            verdict = "chosen"
        elif trigger.weight < BARS:
            verdict = f"says that this is no {kind}"
        elif kind in barred:
            verdict = "barred by a pattern that asks for more"
        elif told is None:
            verdict = "lacks the parties that it needs"
        else:
            verdict = "the chosen one asks for more, or finds more of the parties"
        words = next((w for w in trigger.words if set(w.split("_")) <= {t.lemma_.lower() for t in match.words}), trigger.words[0])
        because = match.noun.text if match.noun is not None else None
        yield Proposal(kind, trigger.mode, words.replace("_", " "), because, trigger.weight, verdict)


def _paths(event: Event, found: Event, analysis: Analysis, chosen: Match | None) -> Iterator[PartyPath]:
    token = analysis.head(event.trigger_span)
    entities = {e.id: e for e in analysis.entities}
    functions = list(_functions(chosen, token)) if chosen else []
    for role in ("actor", "recipient"):
        ids, shown = (event.actors, found.actors) if role == "actor" else (event.recipients, found.recipients)
        for identifier, named in zip(ids, shown, strict=True):
            entity = entities[identifier]
            word = _word(identifier, analysis, event, token)
            function = next((f for r, f, noun in functions if r == role and analysis.entity_of(noun) is entity), None)
            span = Span(word.idx, word.idx + len(word)) if word is not None else None
            path = _path(word, token) if word is not None and token is not None else ""
            yield PartyPath("actor" if role == "actor" else "recipient", named, entity.name, span, function, path)


def _functions(match: Match, token: Token | None) -> Iterator[tuple[str, str, Token]]:
    trigger = match.pattern.trigger
    carried = parties.carrier(match.token) if trigger.pos == "noun" and token is not None else None
    for role, functions in (("actor", trigger.actor), ("recipient", trigger.recipient)):
        for function in functions:
            for noun in parties.candidates(function, match, carried):
                yield role, function, noun


def _word(identifier: str, analysis: Analysis, event: Event, trigger: Token | None) -> Token | None:
    """The head of the party's mention that stands nearest to the trigger within the evidence, else within the sentence."""
    entity = next(e for e in analysis.entities if e.id == identifier)
    heads = [head for m in entity.mentions if (head := analysis.head(m.span)) is not None]
    near = [h for h in heads if event.evidence_span.contains(Span(h.idx, h.idx + len(h)))]
    near = near or [h for h in heads if trigger is not None and h.sent.start == trigger.sent.start]
    return min(near, key=lambda h: abs(h.i - trigger.i) if trigger is not None else h.i, default=None)


def _path(word: Token, trigger: Token) -> str:
    """The dependencies from a word to the trigger; empty where they stand in different sentences."""
    up, down = _chain(word), _chain(trigger)
    meeting = next((t for t in up if any(t == other for other in down)), None)
    if meeting is None:
        return ""
    parts = [word.text]
    for token in up[: up.index(meeting)]:
        parts += [f"←{token.dep_}", token.head.text]
    for token in reversed(down[: down.index(meeting)]):
        parts += [f"{token.dep_}→", token.text]
    return " ".join(parts)


def _chain(token: Token) -> list[Token]:
    return [token, *grammar.ancestors(token)]


def _judgement(event: Event, trail: Trail, analysis: Analysis) -> Judgement | None:
    stages = [stage for stage, _ in trail]
    if analysis.judge is None or JUDGING not in stages:
        return None
    at = stages.index(JUDGING)
    asked = next((e for e in trail[at - 1][1] if e.id == event.id), None) if at else None
    after = next((e for e in trail[at][1] if e.id == event.id), None)
    (judged,) = ask(analysis, [asked], analysis.judge) if asked is not None else (None,)
    if asked is None or after is None or judged is None:
        return None
    chances = weigh(asked, judged) if asked.type in judged.types else {}
    prefix = f"{after.type}-"
    modes = {name.removeprefix(prefix): p for name, p in judged.modes.items() if name.startswith(prefix)}
    return Judgement(
        told=asked.type,
        confidence=round(asked.confidence, 3),
        types=_ranked(judged.types, LEAST_TYPE),
        chances=_ranked(chances, LEAST_TYPE),
        modes=_ranked(modes, LEAST_MODE),
        decided=after.type,
    )


def _ranked(chances: dict[str, float], least: float) -> dict[str, float]:
    return {name: round(p, 3) for name, p in sorted(chances.items(), key=lambda item: -item[1]) if p >= least}


def _steps(identifier: str, history: list[tuple[str, Event]], analysis: Analysis) -> Iterator[Step]:
    before: Event | None = None
    for stage, event in history:
        rules = tuple(note.rule for note in analysis.notes if (note.about, note.stage) == (identifier, stage))
        changes = _changes(before, event) if before is not None else ()
        if before is None or changes or rules:
            yield Step(stage, changes, rules)
        before = event


def _changes(before: Event, after: Event) -> tuple[Change, ...]:
    found = []
    for field in fields(Event):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old != new and field.name not in UNSHOWN:
            found.append(Change(field.name, _plain(field.name, old), _plain(field.name, new)))
    return tuple(found)


def _plain(name: str, value: Any) -> Any:
    """A value as the report shows it; readings and quantities without the ids of the analysis."""
    if name in ("actors", "recipients"):
        return len(value)  # their ids are not the report's
    if name == "readings":
        return [f"{reading.factuality} {reading.value}" for reading in value]
    return to_plain(value)


def _certainty(event: Event, analysis: Analysis) -> Iterator[CertaintyStep]:
    token = analysis.head(event.trigger_span)
    if token is None:
        return
    above = operators(token, cue_of(event, analysis))
    value = 3.0
    for number, operator in enumerate(above, 1):
        word = _bearing(token.doc[operator.at], operator.name)
        value = round(3 * compose(above[:number]), 2) + 0.0
        yield CertaintyStep(operator.name, meaning_of(operator.name), Span(word.idx, word.idx + len(word)), word.text, value)
    voice = next((s for s in analysis.statements if s.id == event.according_to), None)
    if voice is not None and voice.cue_span is not None and voice.stance in STANCES:
        value = {"denies": -value, "questions": 0.0}.get(voice.stance, min(value, 0.0))
        words = voice.cue_span.of(analysis.document.text)
        yield CertaintyStep(voice.stance, STANCES[voice.stance], voice.cue_span, words, round(value, 2) + 0.0)


def _bearing(word: Token, name: str) -> Token:
    """The word that says it: of an operator on a verb itself the auxiliary or the negation."""
    if name == "not":
        return next((c for c in word.children if c.dep_ == "neg" or c.lower_ in NEGATIVE_WORDS), word)
    modals = signatures()["modal"]
    return next((c for c in word.children if c.dep_ == "aux" and modals.get(c.lower_) == name.removesuffix(" have")), word)
