"""What the judge is asked of an act: where its parties and verbs stand in its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from dragoman.language import Analysis
from dragoman.language.encoder import PairSpans, Spans
from dragoman.language.paths import path
from dragoman.model import Event, Span

if TYPE_CHECKING:
    from dragoman.language import Token

UNTYPED = ""  # the type of a pair that no trigger joins, before the judge gives it one
NEAR, FAR = 0.2, 0.1  # the confidence of such a pair: two political parties linked by one word; any other


def mention_spans(analysis: Analysis) -> dict[str, Spans]:
    """Entity id → the places that name it."""
    return {e.id: tuple(m.span for m in e.mentions) for e in analysis.entities}


def event_spans(analysis: Analysis, event: Event, mentions: Mapping[str, Spans]) -> tuple[Span, PairSpans] | None:
    """The sentence of an event, and the event's places in it counted from the sentence's beginning; None without a trigger.

    Parties on one level (two actors, no recipient) are all actors, as in the judge's training passages.
    """
    token = analysis.head(event.trigger_span)
    if token is None:
        return None
    sentence = Span(token.sent.start_char, token.sent.end_char)
    sides = [_inside(ids, mentions, sentence) for ids in (event.actors, event.recipients)]
    return sentence, moved(with_verbs(analysis, sides[0], sides[1], event.trigger_span), -sentence.start)


def _inside(ids: Iterable[str], mentions: Mapping[str, Spans], sentence: Span) -> Spans:
    return tuple(sorted({span for i in ids for span in mentions.get(i, ()) if sentence.contains(span)}))


def with_verbs(analysis: Analysis, actor: Spans, recipient: Spans, trigger: Span | None) -> PairSpans:
    """The places of a pair with its two verbs, in code points of the document.

    Without a trigger the verb that joins both parties stands for it: the lowest one above both.
    """
    heads = [analysis.head(spans[0]) for spans in (actor, recipient) if spans]
    chains = [_verbs_above(head) for head in heads if head is not None]
    triggers: Spans = (trigger,) if trigger else ()
    if not triggers and chains:
        others = [{verb.i for verb in chain} for chain in chains[1:]]
        shared = [verb for verb in chains[0] if all(verb.i in other for other in others)] or chains[0]
        triggers = (_span(shared[0]),)
    governor = (_span(chains[-1][0]),) if chains else ()
    verb = analysis.head(triggers[0]) if triggers else None
    paths = [path(verb, analysis.head(spans[0]) if spans else None) for spans in (actor, recipient)]
    return PairSpans(actor, recipient, triggers, governor, (paths[0], paths[1]))


def _verbs_above(token: Token) -> list[Token]:
    """The verbs from a token up to its sentence's root, nearest first; the root where there is no verb."""
    found = []
    while True:
        if token.pos_ in ("VERB", "AUX"):
            found.append(token)
        if token.head == token:
            return found or [token]
        token = token.head


def _span(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token))


def moved(pair: PairSpans, by: int) -> PairSpans:
    """The pair with all places moved by so many code points."""

    def shift(spans: Spans) -> Spans:
        return tuple(Span(start + by, end + by) for start, end in spans)

    return PairSpans(shift(pair.actor), shift(pair.recipient), shift(pair.trigger), shift(pair.governor), pair.paths)
