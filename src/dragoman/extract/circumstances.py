"""When and where each event happened: by the words of its clause, else of its sentence, else by date and dateline of the report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from dragoman.extract.capitals import told_capitals
from dragoman.extract.whereabouts import COARSE, LOCATIVE, SENTENCE, WEAK, as_event_place, attachment, event_place, grain
from dragoman.extract.writing import written_on
from dragoman.language import Analysis, grammar
from dragoman.model import Event, EventPlace, EventTime, Place, Span, Statement, TimeExpression
from dragoman.resolve.dates import grain_of
from dragoman.resolve.word_lists import word_list

if TYPE_CHECKING:
    from dragoman.language import Token

# How a time or place may hang on a verb of saying.
ADVERBIAL = {"prep", "pobj", "npadvmod", "advmod", "compound", "conj", "amod", "nmod", "poss", "acl", "advcl", "appos", "nummod", "pcomp"}
T = TypeVar("T", TimeExpression, Place)


def place_events(analysis: Analysis) -> tuple[Event, ...]:
    """Return the events with time and place.

    ``inferred`` marks what other words than those of the event's clause say: the sentence's, the publication's day, the dateline.
    A planned event whose words tell no time has none.
    """
    times = _by_sentence(analysis, ((t.span, t) for t in analysis.times if t.type in ("DATE", "TIME") and t.value and grain_of(t.value)))
    places = _by_sentence(analysis, ((p.span, p) for p in (*analysis.places, *told_capitals(analysis))))
    dateline = _dateline(analysis)
    written = written_on(analysis)
    told = []
    for event in analysis.events:
        trigger = analysis.head(event.trigger_span)
        if trigger is None:
            told.append(event)
            continue
        sentence = trigger.sent.start
        time = _time(trigger, times.get(sentence, []))
        if time is None and written is not None and event.tense != "future" and not event.hypothetical and not event.historical:
            time = EventTime(None, written.isoformat(), "day", inferred=True)
        place = event_place(event, trigger, places.get(sentence, []), analysis.document.text)
        if place is None and dateline is not None and event.tense != "future" and not event.historical:
            place = dateline
        told.append(replace(event, time=event.time or time, place=event.place or place))
    return tuple(told)


def place_statements(analysis: Analysis) -> tuple[Statement, ...]:
    """Return the statements with time and place of the saying, where its own words tell them ("in a briefing last week in Oslo").

    What stands in the content or the source belongs to those; a date of publication or a dateline is not taken over.
    """
    times = _by_sentence(analysis, ((t.span, t) for t in analysis.times if t.type in ("DATE", "TIME") and t.value and grain_of(t.value)))
    places = _by_sentence(analysis, ((p.span, p) for p in analysis.places))
    sources = {s.source_span for s in analysis.statements if s.source_span is not None}
    told = []
    for statement in analysis.statements:
        cue = analysis.head(statement.cue_span) if statement.cue_span is not None else None
        if cue is None:
            told.append(statement)
            continue
        others = [s for s in sources if s != statement.source_span]
        when = [(h, t) for h, t in times.get(cue.sent.start, []) if _of_occasion(h, t.span, cue, statement, others)]
        where = [(h, p) for h, p in places.get(cue.sent.start, []) if _of_occasion(h, p.span, cue, statement, others) and _locative(h)]
        nearest = min(when, key=lambda pair: abs(pair[0].i - cue.i), default=None)
        finest = min(where, key=lambda pair: (COARSE.get(grain(pair[1]), 1), abs(pair[0].i - cue.i)), default=None)
        told.append(
            replace(
                statement,
                time=_said_at(nearest[1]) if nearest else None,
                place=as_event_place(finest[1], inferred=False) if finest else None,
            )
        )
    return tuple(told)


def _said_at(thing: TimeExpression) -> EventTime | None:
    return EventTime(thing.span, thing.value, grain_of(thing.value) or "day") if thing.value is not None else None


def _of_occasion(head: Token, span: Span, cue: Token, statement: Statement, others: Iterable[Span]) -> bool:
    """Whether a time or place tells when or where something is said: between cue and content, or an adverbial of the cue.

    others: the sources of other statements, which are where they are ("reported, citing officials in Lima, that").
    """
    assert statement.cue_span is not None
    if any(s.overlaps(span) for s in (*statement.content_spans, *others)):
        return False
    if statement.source_span is not None and statement.source_span.contains(span):
        return _speaking(head, cue)
    following = [c.start for c in statement.content_spans if c.start >= statement.cue_span.end]
    if following and statement.cue_span.end <= span.start and span.end <= min(following):
        return True
    return _speaking(head, cue)


def _speaking(head: Token, cue: Token) -> bool:
    """Whether a phrase hangs on the cue as adverbial: directly, on the noun of an occasion, or on "speaking" beside it."""
    token = head
    while token.head.i != token.i:
        above = token.head
        if token.dep_ not in ADVERBIAL or (token.dep_ in ("acl", "advcl") and token.lemma_ not in word_list("speaking")):
            return False
        if above.i == cue.i:
            return True
        if token.dep_ == "acl":
            return above.dep_ in ("nsubj", "dobj") and above.head.i == cue.i
        if token.dep_ == "prep" and above.pos_ in ("NOUN", "PROPN") and above.lemma_.lower() not in word_list("occasions"):
            return False
        token = above
    return False


def _locative(head: Token) -> bool:
    token = head
    while token.dep_ in ("compound", "conj", "appos", "nmod") and token.head.i != token.i:
        token = token.head
    return token.dep_ == "pobj" and token.head.lower_ in LOCATIVE - WEAK - {"of", "between"}


def _by_sentence(analysis: Analysis, found: Iterable[tuple[Span, T]]) -> dict[int, list[tuple[Token, T]]]:
    """Start of a sentence → what stands in it, with its head."""
    index: dict[int, list[tuple[Token, T]]] = {}
    for span, thing in found:
        head = analysis.head(span)
        if head is not None:
            index.setdefault(head.sent.start, []).append((head, thing))
    return index


def _time(trigger: Token, found: list[tuple[Token, TimeExpression]]) -> EventTime | None:
    best: tuple[int, int, TimeExpression] | None = None
    for head, thing in found:
        rank = (attachment(head, trigger), abs(head.i - trigger.i))
        apart = _describes(head, trigger) or _describes(trigger, head, "relcl")
        if (rank[0] < SENTENCE or not apart) and (best is None or rank < best[:2]):
            best = (*rank, thing)
    if best is None or best[2].value is None or (best[0] == SENTENCE and len(found) > 1):
        return None
    return EventTime(best[2].span, best[2].value, grain_of(best[2].value) or "day", inferred=best[0] == SENTENCE)


def _describes(token: Token, other: Token, *clauses: str) -> bool:
    """Whether a token belongs to a relative clause or participle ("the junta, which took power in July, expelled B"), or to a joined clause
    with its own subject, and another one does not. clauses: which of them count, all by default.
    """
    above = {other.i, *(ancestor.i for ancestor in other.ancestors)}
    while token.i not in above:
        if token.dep_ in (clauses or ("relcl", "acl")) or (not clauses and grammar.is_apart(token)):
            return True
        token = token.head
    return False


def _dateline(analysis: Analysis) -> EventPlace | None:
    """The place from which the report was filed."""
    dateline = analysis.layout.dateline
    if dateline is None or dateline.place is None:
        return None
    for place in analysis.places:
        if place.span.overlaps(dateline.place):
            return as_event_place(place, inferred=True)
    return None
