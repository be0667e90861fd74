"""When and where each event happened: by the words of its clause, else of its sentence, else by date and dateline of the report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.language import Analysis
from dragoman.model import Event, EventPlace, EventTime, Place, Span, Statement, TimeExpression
from dragoman.resolve.dates import grain_of, published_date
from dragoman.resolve.toponyms import candidates
from dragoman.resolve.word_lists import word_list

if TYPE_CHECKING:
    from dragoman.language import Token

LOCATIVE = {
    "in",
    "at",
    "near",
    "on",
    "outside",
    "inside",
    "around",
    "across",
    "throughout",
    "within",
    "off",
    "over",
    "along",
    "between",
    "through",
    "from",
    "to",
}
LOCATIVE |= {"into", "toward", "towards", "against", "of", "by", "north", "south", "east", "west", "above", "beyond", "behind"}
WEAK = {"from", "to", "into", "toward", "towards", "against", "by", "over"}  # where something goes or comes from, or of what
# How a time or place may hang on a verb of saying.
ADVERBIAL = {"prep", "pobj", "npadvmod", "advmod", "compound", "conj", "amod", "nmod", "poss", "acl", "advcl", "appos", "nummod", "pcomp"}
NEAR, CLAUSE, SENTENCE = 0, 1, 2
WHITHER = 2
COARSE = {"city": 0, "district": 0, "site": 0, "facility": 0, "country": 2, "continent": 3}  # what is finer says more; the rest 1


def place_events(analysis: Analysis) -> tuple[Event, ...]:
    """Return the events with time and place.

    ``inferred`` marks what other words than those of the event's clause say: the sentence's, the publication's day, the dateline.
    A planned event whose words tell no time has none.
    """
    times = _by_sentence(analysis, ((t.span, t) for t in analysis.times if t.type in ("DATE", "TIME") and t.value and grain_of(t.value)))
    places = _by_sentence(analysis, ((p.span, p) for p in analysis.places))
    dateline = _dateline(analysis)
    published = published_date(analysis.document.published)
    told = []
    for event in analysis.events:
        trigger = analysis.head(event.trigger_span)
        if trigger is None:
            told.append(event)
            continue
        sentence = trigger.sent.start
        time = _time(trigger, times.get(sentence, []))
        if time is None and published is not None and event.tense != "future" and not event.hypothetical and not event.historical:
            time = EventTime(None, published.isoformat(), "day", inferred=True)
        place = _place(event, trigger, places.get(sentence, []))
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
        finest = min(where, key=lambda pair: (_coarseness(pair[1]), abs(pair[0].i - cue.i)), default=None)
        told.append(replace(statement, time=_said_at(nearest[1]) if nearest else None, place=_said_in(finest[1]) if finest else None))
    return tuple(told)


def _said_at(thing: TimeExpression | Place) -> EventTime | None:
    if not isinstance(thing, TimeExpression) or thing.value is None:
        return None
    return EventTime(thing.span, thing.value, grain_of(thing.value) or "day")


def _said_in(thing: TimeExpression | Place) -> EventPlace | None:
    return _event_place(thing, inferred=False) if isinstance(thing, Place) else None


def _coarseness(thing: TimeExpression | Place) -> int:
    return COARSE.get(_grain(thing), 1) if isinstance(thing, Place) else 0


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


def _by_sentence(
    analysis: Analysis, found: Iterable[tuple[Span, TimeExpression | Place]]
) -> dict[int, list[tuple[Token, TimeExpression | Place]]]:
    """Start of a sentence → what stands in it, with its head."""
    index: dict[int, list[tuple[Token, TimeExpression | Place]]] = {}
    for span, thing in found:
        head = analysis.head(span)
        if head is not None:
            index.setdefault(head.sent.start, []).append((head, thing))
    return index


def _time(trigger: Token, found: list[tuple[Token, TimeExpression | Place]]) -> EventTime | None:
    best: tuple[int, int, TimeExpression] | None = None
    for head, thing in found:
        if isinstance(thing, TimeExpression):
            level = _attachment(head, trigger)
            rank = (level, abs(head.i - trigger.i))
            if best is None or rank < best[:2]:
                best = (*rank, thing)
    if best is None or best[2].value is None or (best[0] == SENTENCE and len(found) > 1):
        return None
    return EventTime(best[2].span, best[2].value, grain_of(best[2].value) or "day", inferred=best[0] == SENTENCE)


def _attachment(head: Token, trigger: Token) -> int:
    """How closely a phrase belongs to a trigger: below it, in its clause, or only in its sentence."""
    governor = _governor(trigger)
    token = head
    while token.head.i != token.i:
        if token.i == trigger.i:
            return NEAR
        token = token.head
        if token.i == trigger.i:
            return NEAR
        if token.pos_ in ("VERB", "AUX"):
            break
    if token.i == governor.i:
        return CLAUSE
    if token.dep_ in ("xcomp", "conj", "aux") and token.head.i == governor.i:
        return CLAUSE
    return CLAUSE if governor.dep_ in ("xcomp", "conj") and governor.head.i == token.i else SENTENCE


def _governor(trigger: Token) -> Token:
    """The verb of the trigger's clause: itself, or the one above a noun."""
    token = trigger
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token


def _place(event: Event, trigger: Token, found: list[tuple[Token, TimeExpression | Place]]) -> EventPlace | None:
    best: tuple[tuple[int, ...], Place] | None = None
    for head, thing in found:
        if not isinstance(thing, Place):
            continue
        relation = _relation(head, trigger, thing)
        if relation is None or (thing.entity is not None and relation > 1 and thing.entity in (*event.actors, *event.recipients)):
            continue
        level = _attachment(head, trigger)
        distance = head.i - trigger.i if head.i > trigger.i else (trigger.i - head.i) * 2
        rank = (level, int(relation == WHITHER), COARSE.get(_grain(thing), 1), relation, distance)
        if best is None or rank < best[0]:
            best = (rank, thing)
    return _event_place(best[1], inferred=best[0][0] == SENTENCE) if best is not None else None


def _relation(head: Token, trigger: Token, place: Place) -> int | None:
    """How a place name is tied to its surroundings: 0 where, 1 a modifier, 2 whither or whose; None: as a party."""
    token = head
    while (
        token.dep_ in ("compound", "conj", "appos", "nmod", "npadvmod") and token.head.i != token.i and token.head.pos_ in ("PROPN", "NOUN")
    ):
        if token.head.i == trigger.i:
            return 1
        token = token.head
    above = token.head
    if token.dep_ == "pobj" and above.lower_ in LOCATIVE:
        return 1 if above.lower_ == "of" else WHITHER if above.lower_ in WEAK else 0
    if token.dep_ in ("dobj", "nsubjpass") and above.i == trigger.i and _grain(place) not in ("country", "continent"):
        return 0  # "shelled Kharkiv": towns are taken and shelled, countries are parties
    if token.dep_ in ("poss", "amod", "compound", "nmod"):
        return 1 if above.i == trigger.i else 2
    if head.dep_ in ("npadvmod", "advmod", "appos"):
        return 1
    return None


def _event_place(place: Place, *, inferred: bool) -> EventPlace:
    return EventPlace(place.span, place.name, place.country, place.latitude, place.longitude, place.geonames_id, _grain(place), inferred)


def _grain(place: Place) -> str:
    for option in candidates(place.name):
        if option.geonames_id == place.geonames_id and option.latitude == place.latitude and option.longitude == place.longitude:
            return option.grain
    return "city"


def _dateline(analysis: Analysis) -> EventPlace | None:
    """The place from which the report was filed."""
    dateline = analysis.layout.dateline
    if dateline is None or dateline.place is None:
        return None
    for place in analysis.places:
        if place.span.overlaps(dateline.place):
            return _event_place(place, inferred=True)
    return None
