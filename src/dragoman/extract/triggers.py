"""Where the words of an ontology's triggers stand in a text: one dictionary lookup a token, then the trigger's own conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dragoman.language import grammar
from dragoman.ontology.types import ANY, FINITE, INFINITIVE, EventType, Ontology, Trigger

if TYPE_CHECKING:
    from dragoman.language import Token

KINDS = {"VERB": ("verb",), "AUX": ("verb",), "NOUN": ("noun",), "PROPN": ("noun",), "ADJ": ("adjective", "verb")}
IN_FRONT = "nn"  # "nn:trade": the noun or adjective in front of a noun
NOMINAL = {"pobj", "dobj", "nsubj", "nsubjpass"}
GOVERNED_CLAUSES = {"ccomp", "xcomp", "pcomp", "acl", "advcl"}
# A name stands for the general words that conditions list: "captured Oslo" like "captured the city".
NAMES = {
    "PERSON": {"person", "man"},
    "GPE": {"city", "territory", "country"},
    "LOC": {"region", "territory"},
    "NORP": {"people"},
    "FAC": {"building"},
    "MONEY": {"money"},
    "CARDINAL": {"people"},
}
PERSONAL = {"him", "her", "them", "us", "me", "himself", "herself", "themselves"}
PEOPLE = {"person", "people"}
Key = tuple[str, str]


@dataclass(frozen=True)
class Condition:
    """What a trigger asks of its object: plain lemmas, and preposition → lemmas of the noun behind it. Empty: nothing."""

    lemmas: frozenset[str]
    behind: Mapping[str, frozenset[str]]

    def __bool__(self) -> bool:
        return bool(self.lemmas or self.behind)


@dataclass(frozen=True)
class Pattern:
    """A trigger made ready: the words that must stand beside its head, and its conditions.

    rank: how much the pattern asks for; of several that fit the highest wins.
    """

    type: EventType
    trigger: Trigger
    rest: tuple[str, ...]
    object: Condition
    unless: Condition
    rank: float


@dataclass(frozen=True)
class Match:
    """A pattern that fits: its head, all of its fixed words in text order, and the noun that an object condition asked for."""

    pattern: Pattern
    token: Token
    words: tuple[Token, ...]
    noun: Token | None = None


def index(ontology: Ontology) -> dict[Key, tuple[Pattern, ...]]:
    """(lemma, part of speech) → the patterns to be tried there, the most demanding first."""
    found: dict[Key, list[Pattern]] = {}
    for kind in ontology.types.values():
        for trigger in kind.triggers:
            for words in trigger.words:
                parts = words.split("_")
                head, rest = (parts[-1], parts[:-1]) if trigger.pos == "noun" else (parts[0], parts[1:])
                found.setdefault((head, trigger.pos), []).append(_pattern(kind, trigger, tuple(rest)))
    return {key: tuple(sorted(patterns, key=lambda p: -p.rank)) for key, patterns in found.items()}


@cache
def patterns(ontology: Ontology) -> Mapping[Key, tuple[Pattern, ...]]:
    """An ontology's triggers, ready to be looked up."""
    return index(ontology)


def ordered(found: Iterable[Match], ontology: Ontology) -> list[Match]:
    """The most demanding pattern first; types of somebody's own go before PLOVER's."""
    return sorted(found, key=lambda m: (m.pattern.type.name not in ontology.own, -m.pattern.rank))


def _pattern(kind: EventType, trigger: Trigger, rest: tuple[str, ...]) -> Pattern:
    narrow = bool(trigger.object) and ANY not in trigger.object
    narrow_clause = bool(trigger.clause) and ANY not in trigger.clause
    rank = 2.0 * len(rest) + 1.5 * bool(trigger.by) + (2.0 if narrow else bool(trigger.object))
    rank += 1.8 if narrow_clause else 0.9 * bool(trigger.clause)
    return Pattern(kind, trigger, rest, _condition(trigger.object), _condition(trigger.unless), rank + trigger.weight)


def _condition(words: Iterable[str]) -> Condition:
    lemmas: set[str] = set()
    behind: dict[str, set[str]] = {}
    for word in words:
        preposition, _, lemma = word.rpartition(":")
        if preposition:
            behind.setdefault(preposition, set()).add(lemma)
        else:
            lemmas.add(lemma)
    return Condition(frozenset(lemmas), {preposition: frozenset(nouns) for preposition, nouns in behind.items()})


def matches(token: Token, patterns: Mapping[Key, tuple[Pattern, ...]]) -> Iterator[Match]:
    """Yield what fits at a token, the most demanding pattern first."""
    lemma, lower = token.lemma_.lower(), token.lower_
    forms = (lemma,) if lemma == lower else (lemma, lower)
    if (whole := _hyphened(token)) != lower:  # "test-fired"
        forms = (whole.removesuffix(lower) + lemma, *forms)
    kinds = KINDS.get(token.pos_, ())
    if token.tag_ == "VBG" and token.dep_ in NOMINAL:  # "died in police firing"
        kinds = ("noun", *kinds)
    for kind in kinds:
        for form in forms:
            for pattern in patterns.get((form, kind), ()):
                match = _fit(pattern, token, kind)
                if match is not None:
                    yield match


def objects(token: Token, words: tuple[Token, ...]) -> list[Token]:
    """The objects of a verb, or of the last of its fixed prepositions ("crack down on X"); of a noun none."""
    last = words[-1]
    governed = grammar.children(last, "pobj") if len(words) > 1 and last.i > token.i else []
    if governed:
        return [n for noun in governed for n in grammar.conjuncts(noun)]
    return grammar.patients(token) if token.pos_ in ("VERB", "AUX") else []


def lemmas(noun: Token) -> set[str]:
    """The lemmas that a noun may be listed under: itself, with the word in front ("hunger_strike"), and what a name stands for."""
    found = {noun.lemma_.lower(), noun.lower_}
    named = noun.pos_ in ("PROPN", "NUM") or noun.ent_type_ == "MONEY"
    found |= NAMES.get(noun.ent_type_, set()) if named else PEOPLE if noun.lower_ in PERSONAL else set()
    found |= {f"{_hyphened(child)}_{noun.lemma_.lower()}" for child in noun.lefts if child.dep_ in ("compound", "amod", "nmod")}
    return found | {_hyphened(noun)}


def _hyphened(token: Token) -> str:
    """A word with what a hyphen joins to it ("live-fire")."""
    joined = token.i > 1 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_
    return f"{token.nbor(-2).lower_}-{token.lower_}" if joined else token.lower_


def _fit(pattern: Pattern, token: Token, kind: str) -> Match | None:
    words = [token]
    for word in pattern.rest:
        beside = _beside(word, words)
        if beside is None:
            return None
        words.append(beside)
    if kind == "verb" and any(child.dep_ == "prt" and child not in words for child in token.children):
        return None  # another verb altogether ("wound up", "called off")
    if kind == "verb" and token.lemma_ == "leave" and _leaves_so(token):
        return None  # "left them open to attack", "left the town without power"
    if kind == "verb" and token.lemma_ == "blame" and token.dep_ == "xcomp" and token.head.lemma_ == "be":
        return None  # "the rebels are to blame" blames nobody by itself
    if kind == "noun":
        words.sort(key=lambda t: t.i)
    fixed = tuple(words)
    noun = None
    if pattern.object or pattern.unless:
        nouns = objects(token, fixed)
        if pattern.object:
            noun = _meets(pattern.object, token, nouns)
            if noun is None:
                return None
        if pattern.unless and _meets(pattern.unless, token, nouns) is not None:
            return None
    if pattern.trigger.clause and not _governs(token, fixed, pattern.trigger.clause):
        return None
    return Match(pattern, token, fixed, noun)


def _leaves_so(verb: Token) -> bool:
    """Whether a verb tells in what state something is left, not that somebody goes."""
    if grammar.children(verb, "oprd", "acomp", "xcomp", "ccomp"):
        return True
    return any(c.dep_ == "prep" and c.lower_ == "without" for token in (verb, *grammar.patients(verb)) for c in token.children)


def _beside(word: str, words: list[Token]) -> Token | None:
    for anchor in reversed(words):
        for child in anchor.children:
            if word in (child.lower_, child.lemma_.lower()) and (child.tag_ != "TO" or child.dep_ != "aux"):  # no infinitive ("to go")
                return child
    return None


def _meets(condition: Condition, token: Token, nouns: list[Token]) -> Token | None:
    """The noun that meets a condition."""
    if condition.lemmas:
        for noun in [*nouns, *_predicates(token)] or (grammar.prepositional(token) if token.pos_ in ("NOUN", "PROPN") else []):
            if ANY in condition.lemmas or condition.lemmas & lemmas(noun):
                return noun
            for inner in grammar.prepositional(noun, "of"):  # "a series of talks", "thousands of troops"
                if condition.lemmas & lemmas(inner):
                    return inner
    for preposition, wanted in condition.behind.items():
        if preposition == IN_FRONT:
            found = grammar.children(token, "compound", "amod", "nmod")
        else:
            found = grammar.prepositional(token, preposition) or [n for o in nouns for n in grammar.prepositional(o, preposition)]
        for noun in found:
            if ANY in wanted or wanted & lemmas(noun):
                return noun
    return None


def _predicates(token: Token) -> list[Token]:
    """What a verb finds or calls its object ("found the firm guilty")."""
    if token.pos_ not in ("VERB", "AUX"):
        return []
    return [c for c in token.children if c.dep_ in ("oprd", "acomp") or (c.dep_ in ("ccomp", "xcomp") and c.pos_ == "ADJ")]


def _governs(token: Token, words: tuple[Token, ...], wanted: frozenset[str]) -> bool:
    for word in {token, words[-1]}:
        for clause in word.children:
            if clause.dep_ in GOVERNED_CLAUSES and clause.pos_ in ("VERB", "AUX", "ADJ", "NOUN") and _is_content(clause):
                if ANY in wanted:
                    return True
                if INFINITIVE in wanted and any(c.tag_ == "TO" for c in clause.children):
                    return True
                if FINITE in wanted and clause.dep_ == "ccomp" and not any(c.tag_ == "TO" for c in clause.children):
                    return True
                if any(verb.lemma_.lower() in wanted for verb in (*grammar.conjuncts(clause), *_said_of(clause))):
                    return True
    return False


def _said_of(clause: Token) -> list[Token]:
    """What a clause with "be" says of its subject ("was responsible", "is behind it", "were to blame")."""
    return [c for c in clause.children if c.i > clause.i and c.dep_ in ("acomp", "prep", "xcomp")] if clause.lemma_ == "be" else []


def _is_content(clause: Token) -> bool:
    """Whether a clause says what; neither when or why, nor a participle that describes the noun before ("demand as measured by sales")."""
    describes = clause.dep_ == "acl" and clause.tag_ in ("VBN", "VBD") and any(c.lower_ == "as" for c in clause.lefts)
    return not describes and not _adverbial(clause)


def _adverbial(clause: Token) -> bool:
    """Whether a clause only says when or why; infinitives are often parsed as adverbial but belong to the verb."""
    return clause.dep_ == "advcl" and not any(c.tag_ == "TO" for c in clause.children)
