"""Standing facts between two parties: who belongs to, claims, controls, supports whom, and who speaks for whom.

One pass over the tokens: a word of ``lexicon/en/ties.tsv`` opens its frame, and grammar finds the two parties. Acts are no
ties: a verb counts in the simple present or the passive of state only, and an office that is being opened is an event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from dragoman.errors import DataError
from dragoman.language import Analysis
from dragoman.language.grammar import is_passive, negated, patients, phrase, subjects
from dragoman.language.states import behind, is_denied, is_past_copula, is_standing, is_unreal, joined
from dragoman.model import RELATIONS, Entity, Span, Tie
from dragoman.tables import read_table

if TYPE_CHECKING:
    from dragoman.language import Token

TABLE = "lexicon/en/ties.tsv"
LISTS = "lexicon/en/tie_words.tsv"
FRAMES = {"verb", "noun", "adjective", "linked", "mutual", "office", "phrase"}
SPOKESPEOPLE = ("spokesman", "spokeswoman", "spokesperson", "press secretary", "press officer")
PAST = "PAST_REF"  # TIMEX3's value for a time that is over and not said more exactly


@dataclass(frozen=True)
class Pattern:
    """A row of the table."""

    relation: str
    frame: str
    prepositions: frozenset[str]
    other: frozenset[str]
    flip: bool


@dataclass(frozen=True)
class Found:
    """A tie before it is numbered: the two tokens that name its parties and the word that tells it."""

    relation: str
    subject: Token
    object: Token
    word: Token
    polarity: Literal["+", "-"] = "+"
    until: str | None = None
    confidence: float = 0.7


@cache
def patterns() -> dict[str, tuple[Pattern, ...]]:
    """Word → its patterns. Raises ``DataError`` for a relation or a frame that is not known."""
    found: dict[str, list[Pattern]] = {}
    for row in read_table(TABLE):
        if row["relation"] not in RELATIONS or row["frame"] not in FRAMES:
            raise DataError(f"{TABLE}: {row['relation']} {row['frame']} is no relation and frame")
        prepositions = frozenset(row["prepositions"].split()) - {"-"}
        pattern = Pattern(row["relation"], row["frame"], prepositions, frozenset(row["other"].split()), row["flip"] == "yes")
        for word in row["words"].split():
            found.setdefault(word, []).append(pattern)
    return {word: tuple(rows) for word, rows in found.items()}


@cache
def words(name: str) -> frozenset[str]:
    """A closed list of words of ``lexicon/en/tie_words.tsv``."""
    return _lists()[name]


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {row["list"]: frozenset(row["words"].split()) for row in read_table(LISTS)}


def find_ties(analysis: Analysis) -> tuple[Tie, ...]:
    """Return the standing facts of a document, in text order, each once for each voice.

    according_to is the innermost statement around the words. until is ``PAST_REF`` for what is told as over ("a former member").
    Raises ``MissingFinding`` if times, entities or statements were not found before.
    """
    reader = _Reader(analysis)
    found = [*reader.titles(), *reader.read()]
    found.sort(key=lambda t: t.evidence_span)
    unique: dict[tuple[str, str, str, str, str | None], Tie] = {}
    for tie in found:
        key = (tie.subject, tie.relation, tie.object, tie.polarity, tie.according_to)
        if key not in unique or (unique[key].since is None and tie.since is not None):
            unique[key] = tie
    return tuple(replace(tie, id=f"t{n}") for n, tie in enumerate(unique.values(), 1))


class _Reader:
    """One document while its ties are read."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.names = {e.name.lower(): e for e in analysis.entities if e.kind in ("country", "organization")}
        self.dates = {token.i: time.value for time in analysis.times if time.value for token in analysis.tokens(time.span)}

    def read(self) -> Iterator[Tie]:
        table = patterns()
        for token in self.analysis.doc:
            lemma, lower = token.lemma_.lower(), token.lower_
            rows = table.get(lemma, ())
            if lower != lemma:
                rows += table.get(lower, ())
            for row in rows:
                for found in getattr(self, f"_{row.frame}")(token, row):
                    tie = self._tie(found, row.other)
                    if tie is not None:
                        yield tie

    def entity(self, token: Token) -> Entity | None:
        """The entity of a token; of the first word of a name that stands before another ("NATO member Turkey") its own."""
        found = self.analysis.entity_of(token)
        if token.dep_ not in ("compound", "nmod", "npadvmod") or found is not self.analysis.entity_of(token.head):
            return found
        name = " ".join(t.lower_ for t in token.subtree if t.dep_ != "det")
        return self.names.get(name, found)

    def titles(self) -> Iterator[Tie]:
        """Offices that titles tell: "Norway's defence minister Ola Berg"."""
        known = {e.id: e for e in self.analysis.entities}
        for entity in self.analysis.entities:
            title, owner = (entity.title or "").lower(), known.get(entity.affiliation or "")
            if not title or owner is None or entity.kind != "person" or owner.id == entity.id or title.split()[-1] in words("trades"):
                continue
            mention = next((m for m in entity.mentions if title in m.span.of(self.analysis.document.text).lower()), entity.mentions[0])
            relation = "spokesperson_of" if title.endswith(SPOKESPEOPLE) else "holds_office"
            past = bool(words("former") & set(title.replace("-", " ").split())) or self._former_before(mention.span)
            yield Tie("", entity.id, relation, owner.id, mention.span, "+", self._voice(mention.span), None, PAST if past else None, 0.8)

    def _former_before(self, span: Span) -> bool:
        before = self.analysis.document.text[max(0, span.start - 12) : span.end].lower().replace("-", " ").split()
        return bool(words("former") & set(before))

    def _voice(self, span: Span) -> str | None:
        statement = self.analysis.statement_at(span)
        return statement.id if statement else None

    def _tie(self, found: Found, kinds: Iterable[str]) -> Tie | None:
        if found.word.sent[-1].text == "?":
            return None
        subject, target = self.entity(found.subject), self.entity(found.object)
        if subject is None or target is None or subject.id == target.id or not _allowed(target, found.object, kinds):
            return None
        if subject.kind == "other" and found.relation not in ("located_in", "part_of", "party_to", "has_office_in"):
            return None
        if subject.kind == "person" and found.relation in ("located_in", "part_of", "has_office_in"):
            return None
        word = Span(found.word.idx, found.word.idx + len(found.word))
        spans = (phrase(found.subject), word, phrase(found.object))
        span = Span(min(s.start for s in spans), max(s.end for s in spans))
        return Tie(
            id="",
            subject=subject.id,
            relation=found.relation,
            object=target.id,
            evidence_span=span,
            polarity=found.polarity,
            according_to=self._voice(span),
            since=self._date(found.word, "since"),
            until=found.until or self._date(found.word, "until"),
            confidence=found.confidence,
        )

    def _date(self, word: Token, preposition: str) -> str | None:
        """The time behind "since" or "until" in the clause of a word."""
        verb = word
        while verb.pos_ not in ("VERB", "AUX") and verb.dep_ not in ("ROOT", "appos"):
            verb = verb.head
        for base in {word.i: word, verb.i: verb}.values():
            for child in base.children:
                if child.lower_ == preposition and child.dep_ in ("prep", "mark"):
                    return next((self.dates[t.i] for t in child.subtree if t.i in self.dates), None)
        return None

    def _verb(self, verb: Token, row: Pattern) -> Iterator[Found]:
        if verb.pos_ != "VERB" or verb.dep_ == "amod" or any(c.dep_ == "ccomp" for c in verb.children) or not is_standing(verb):
            return
        polarity: Literal["+", "-"] = "-" if negated(verb) else "+"
        if row.prepositions and (targets := behind(verb, row.prepositions)) and row.relation != "claims":
            holders = patients(verb) if is_passive(verb) else subjects(verb)
        else:
            if row.relation in ("located_in", "part_of", "member_of", "ally_of"):
                return
            holders = subjects(verb)
            targets = [t for p in patients(verb) for t in _territories(p)]
        for holder in holders:
            for target in targets:
                yield Found(row.relation, holder, target, verb, polarity)

    def _noun(self, noun: Token, row: Pattern) -> Iterator[Found]:
        if noun.pos_ not in ("NOUN", "PROPN"):
            return
        modifiers = {c.lower_ for c in noun.children if c.dep_ in ("amod", "compound", "nmod", "advmod")}
        if modifiers & words("not_yet"):
            return
        first = noun
        while first.dep_ == "conj" and first.head.pos_ in ("NOUN", "PROPN"):
            first = first.head
        targets = self._targets(noun, row) or ([] if first == noun else self._targets(first, row))
        holders = self._described(noun, first)
        polarity: Literal["+", "-"] = "-" if is_denied(noun, first) else "+"
        until = PAST if modifiers & words("former") or is_past_copula(first) else None
        for holder in holders:
            for target in targets:
                if target != holder:
                    yield Found(row.relation, holder, target, noun, polarity, until)

    def _targets(self, noun: Token, row: Pattern) -> list[Token]:
        found = behind(noun, row.prepositions)
        if not found and row.relation == "member_of" and noun.dep_ == "dobj" and noun.head.lemma_ in words("keeping") | {"have"}:
            return [] if is_unreal(noun.head) else subjects(noun.head)
        if found or row.relation in ("located_in", "part_of", "party_to"):
            return found
        return [
            c
            for c in noun.children
            if c.dep_ in ("poss", "compound", "nmod", "amod")
            and c.i < noun.i
            and self._party(c)
            and self.entity(c) is not self.entity(noun)
        ]

    def _party(self, token: Token) -> bool:
        entity = self.entity(token)
        return (
            entity is not None
            and entity.kind in ("country", "organization", "person", "group")
            and token.pos_ in ("PROPN", "NOUN", "ADJ", "PRON")
        )

    def _described(self, noun: Token, first: Token) -> list[Token]:
        """Whom a noun describes: by apposition, copula, list ("members including X and Y") or the name that it stands before."""
        named = [c for c in noun.children if c.dep_ == "appos" and c.pos_ == "PROPN"]
        listed = [
            n
            for p in noun.children
            if p.dep_ == "prep" and p.lower_ in ("including", "like")
            for c in p.children
            if c.dep_ == "pobj"
            for n in joined(c)
        ]
        if listed:
            return listed
        if first.dep_ == "appos":
            # The parser hangs an apposition on the first of joined names: the one before the comma is meant.
            start = first.left_edge.i
            before = first.doc[start - 2] if start >= 2 and first.doc[start - 1].text in (",", "(", "-", "–", "—") else first.head
            return [before if self.entity(before) is not None else first.head]
        if first.dep_ in ("attr", "oprd") and first.head.lemma_ in ("be", "remain", "become"):
            return [] if is_unreal(first.head) else subjects(first.head)
        if first.dep_ == "pobj" and first.head.lower_ == "as" and first.head.head.pos_ == "VERB":
            return subjects(first.head.head)
        if noun.dep_ in ("compound", "nmod") and noun.head.pos_ == "PROPN":
            return [noun.head]
        if named:
            return [n for c in named for n in joined(c)]
        entity = self.entity(noun)
        chained = (
            entity is not None and entity.kind in ("country", "person", "organization") and any(m.form == "name" for m in entity.mentions)
        )
        return [noun] if chained else []

    def _adjective(self, word: Token, row: Pattern) -> Iterator[Found]:
        if word.pos_ not in ("ADJ", "VERB") or (word.pos_ == "VERB" and word.tag_ != "VBN"):
            return
        targets = behind(word, row.prepositions)
        if not targets:
            return
        if word.dep_ in ("acomp", "oprd") and not is_unreal(word.head):
            holders, denied = subjects(word.head), negated(word.head)
        elif word.dep_ in ("amod", "acl", "appos", "relcl", "advcl"):
            holders, denied = (subjects(word.head) if word.head.pos_ in ("VERB", "AUX") else [word.head]), negated(word)
        elif word.dep_ == "ROOT" and is_passive(word) and not is_unreal(word):
            holders, denied = patients(word), negated(word)
        else:
            return
        for holder in holders:
            for target in targets:
                yield Found(row.relation, holder, target, word, "-" if denied else "+")

    def _linked(self, word: Token, row: Pattern) -> Iterator[Found]:
        """ "Norwegian-controlled islets": the word before the hyphen and the noun described."""
        if word.i < 2 or word.nbor(-1).text not in ("-", "–") or word.dep_ not in ("amod", "compound", "acl", "nmod", "ROOT", "appos"):
            return
        holder, described = word.nbor(-2), word.head
        if self.entity(holder) is not None and described != word and described.i > word.i:
            yield Found(row.relation, *((holder, described) if row.flip else (described, holder)), word)

    def _mutual(self, noun: Token, row: Pattern) -> Iterator[Found]:
        if noun.tag_ != "NNS" or noun.dep_ != "attr" or behind(noun, frozenset({"of", "to"})) or is_unreal(noun.head):
            return
        parties = subjects(noun.head)
        for n, one in enumerate(parties):
            for other in parties[n + 1 :]:
                yield Found(row.relation, one, other, noun, "-" if is_denied(noun, noun) else "+", PAST if is_past_copula(noun) else None)

    def _phrase(self, noun: Token, row: Pattern) -> Iterator[Found]:
        """ "At war with Y", said of a subject or behind its noun."""
        if noun.dep_ != "pobj" or noun.head.lower_ != "at":
            return
        base = noun.head.head
        targets = behind(noun, row.prepositions) or behind(base, row.prepositions)
        holders = subjects(base) if base.pos_ in ("VERB", "AUX") else [base]
        if not targets and len(holders) == 2 and not is_unreal(base):
            holders, targets = holders[:1], holders[1:]
        for holder in holders:
            for target in targets:
                if not is_unreal(base):
                    yield Found(row.relation, holder, target, noun, "-" if negated(base) else "+", PAST if base.tag_ == "VBD" else None)

    def _office(self, noun: Token, row: Pattern) -> Iterator[Found]:
        places = behind(noun, row.prepositions)
        verb = noun.head if noun.dep_ in ("dobj", "attr") else None
        owners = [c for c in noun.children if c.dep_ in ("poss", "compound", "amod", "nmod") and c.i < noun.i and self._party(c)] + behind(
            noun, frozenset({"of"})
        )
        if verb is not None and verb.lemma_ in words("opening"):
            return
        polarity: Literal["+", "-"] = "-" if any(c.lower_ == "no" for c in noun.children) else "+"
        if not owners and verb is not None and verb.lemma_ in words("keeping") and not is_unreal(verb):
            owners = subjects(verb)
            places = places or behind(verb, row.prepositions)
            polarity = "-" if negated(verb) else polarity
        for owner in owners:
            holder = self.entity(owner)
            if holder is None or (holder is self.entity(noun) and owner.text not in holder.name):
                continue
            for place in places or behind(owner, row.prepositions):
                yield Found(row.relation, owner, place, noun, polarity)


def _allowed(target: Entity, token: Token, kinds: Iterable[str]) -> bool:
    kinds = set(kinds)
    if "*" in kinds or target.kind in kinds:
        return True
    return "territory" in kinds and (
        target.kind == "place" or token.lemma_.lower() in words("territory") or (target.kind == "country" and token.pos_ == "PROPN")
    )


def _territories(noun: Token) -> list[Token]:
    """What is claimed: of "sovereignty over the islets" the islets, of "a group of islets" both stand for one."""
    if noun.lemma_.lower() in words("sovereignty"):
        return behind(noun, frozenset({"over", "to"}))
    if noun.lemma_.lower() in ("group", "chain", "number", "string", "most", "some", "all"):
        return [noun, *behind(noun, frozenset({"of"}))][-1:]
    return [noun]
