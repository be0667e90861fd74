"""Adjectives and people of countries ("Russian drills") as places, for whoever asks: what comes from a place need not happen there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dragoman.language import Analysis
from dragoman.model import Place, Span
from dragoman.resolve.countries import country_of_demonym
from dragoman.resolve.gazetteer import country_place

if TYPE_CHECKING:
    from dragoman.language import Token

TAGS = {"JJ", "NNP", "NNPS", "NNS", "NN"}
LONGEST = 2  # words of a demonym ("South Korean")


def place_adjectives(analysis: Analysis) -> tuple[Place, ...]:
    """The places in text order; where ``analysis.adjectives`` also adjectives and people of countries, each at its country's point."""
    if not analysis.adjectives:
        return analysis.places
    taken = {token.i for place in analysis.places for token in analysis.tokens(place.span)}
    found = [place for place in _demonyms(analysis) if taken.isdisjoint(t.i for t in analysis.tokens(place.span))]
    return tuple(sorted((*analysis.places, *found), key=lambda place: place.span))


def _demonyms(analysis: Analysis) -> Iterator[Place]:
    doc, i = analysis.doc, 0
    while i < len(doc):
        size, code = next(((n, code) for n in range(LONGEST, 0, -1) if (code := _code(doc[i : i + n]))), (1, None))
        if code is not None:
            first, last = doc[i], doc[i + size - 1]
            span = Span(first.idx, last.idx + len(last))
            where = country_place(code)
            text = span.of(analysis.document.text)
            point = (where.latitude, where.longitude, where.geonames_id) if where else (None, None, None)
            yield Place(span, None, text, code, *point)
        i += size


def _code(words: Iterable[Token]) -> str | None:
    """The country that some words are the adjective or people of, None where one of them is written small or no such word."""
    tokens = list(words)
    if any(t.tag_ not in TAGS or not t.text[:1].isupper() for t in tokens):
        return None
    return country_of_demonym(" ".join(t.text for t in tokens))
