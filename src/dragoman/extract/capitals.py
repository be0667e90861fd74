"""Towns that are told as the capital of a country, without their name ("in the Georgian capital", "marched in the capital")."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from dragoman.language import Analysis, grammar
from dragoman.model import Place, Span
from dragoman.resolve.countries import country_of_demonym, country_of_name
from dragoman.resolve.toponyms import candidates
from dragoman.tables import read_table

if TYPE_CHECKING:
    from dragoman.language import Token

DESCRIBING = ("amod", "compound", "nmod", "poss", "nummod", "relcl", "appos")
LEAST = 2  # mentions of the country that the report is about
CLEAR = 2  # so many times as often as any other a country must be named to be the one that "the capital" is of


def told_capitals(analysis: Analysis) -> list[Place]:
    """The places of all nouns that tell of a capital, in text order.

    Which country's: the one whose name or adjective describes it, or that "its" stands for; of "the capital" alone the one that the
    report is about. A provincial or financial capital is none, and neither is one whose name follows.
    """
    found = []
    nouns = [token for token in analysis.doc if token.lower_ == "capital" and token.pos_ in ("NOUN", "PROPN")]
    for noun in (n for n in nouns if n.dep_ in ("pobj", "dobj", "nsubjpass")):
        code = _country(noun, analysis)
        place = _capital(code) if code else None
        if place is not None:
            start = noun.left_edge.idx
            found.append(Place(Span(start, noun.idx + len(noun)), None, *place))
    return found


def _country(noun: Token, analysis: Analysis) -> str | None:
    describing = grammar.children(noun, *DESCRIBING)
    behind = noun.doc[noun.i + 1 : min(noun.i + 3, noun.sent.end)]
    if len(describing) > 1 or any(t.ent_type_ == "GPE" and t.dep_ != "pobj" for t in behind):
        return None
    if describing:
        word = describing[0]
        entity = analysis.entity_of(word) if word.pos_ == "PRON" else None
        if entity is not None:
            return entity.country if entity.kind == "country" else None
        words = noun.doc[word.left_edge.i : word.right_edge.i + 1].text
        return country_of_demonym(words) or country_of_name(words)
    of = grammar.prepositional(noun, "of")
    if of:
        return country_of_name(noun.doc[of[0].left_edge.i : of[0].right_edge.i + 1].text)
    the = any(t.lower_ == "the" for t in grammar.children(noun, "det"))
    return _main_country(analysis) if the else None


def _main_country(analysis: Analysis) -> str | None:
    """The country that a report names far more often than any other, its people and bodies included."""
    named: Counter[str] = Counter()
    for entity in analysis.entities:
        if entity.country is not None and len(entity.country) == 3:
            named[entity.country] += len(entity.mentions)
    first, second = (*named.most_common(2), (None, 0), (None, 0))[:2]
    return first[0] if first[1] >= max(LEAST, CLEAR * second[1]) else None


@cache
def _capital(code: str) -> tuple[str, str, float, float, int] | None:
    """Name, country, latitude, longitude and GeoNames id of a country's capital, None where the tables lack it."""
    name = _names().get(code, "")
    towns = [c for c in candidates(name) if c.country == code and c.grain == "city"] if name else []
    town = max(towns, key=lambda c: c.population, default=None)
    return (name, code, town.latitude, town.longitude, town.geonames_id) if town is not None and town.geonames_id is not None else None


@cache
def _names() -> dict[str, str]:
    press = {row["code"]: row["capitals"].split("|")[0] for row in read_table("tables/demonyms.tsv") if not row["partial"]}
    return press | {row["code"]: row["capital"] for row in read_table("tables/capitals.tsv")}
