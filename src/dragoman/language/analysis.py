"""The analysis of one document: its parse and the findings so far. Never stored, never sent between processes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from dragoman.errors import MissingFinding
from dragoman.language.layout import Layout, find_layout
from dragoman.language.quotes import Quote, find_quotes
from dragoman.model import Document, Entity, Event, Failure, Place, Span, Statement, Tie, TimeExpression
from dragoman.ontology.loader import load_ontology
from dragoman.tables import read_table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dragoman.language.encoder import Judge
    from dragoman.model.register import Register

FINDINGS = ("times", "entities", "places", "statements", "events", "ties")


@dataclass(frozen=True)
class Note:
    """A rule that has fired: for which event or entity (its id in the analysis), in which stage, and what it says, one sentence."""

    about: str
    stage: str
    rule: str


class Analysis:
    """A document, spaCy's parse of it (read-only) and what the stages have found.

    doc is parsed from a text of the same length as the document's (case may be repaired), so ``token.idx`` is an offset
    into ``document.text``. failures: why it could not be parsed; then doc is empty.
    judge: the model that decides what kind of act an event is, None where grammar alone does.
    register: the frozen offices of other documents, None where this one shall speak for itself.
    adjectives: whether adjectives of countries count as places.
    ontology: the types of events that are looked for. notes: the rules that have fired so far.
    A finding that no stage has assigned yet raises ``MissingFinding``.
    """

    def __init__(self, document: Document, doc: Doc, failures: tuple[Failure, ...] = ()) -> None:
        self.document = document
        self.doc = doc
        self.failures = failures
        self.judge: Judge | None = None
        self.register: Register | None = None
        self.adjectives = False
        self.ontology = load_ontology()
        self.notes: list[Note] = []
        self._findings: dict[str, tuple[Any, ...]] = {}

    def note(self, about: str, stage: str, rule: str) -> None:
        """Keep which rule of a stage has fired for an event; explanations show it."""
        self.notes.append(Note(about, stage, rule))

    def assign(self, name: str, value: tuple[Any, ...]) -> None:
        """Store a stage's finding; a later stage may replace it (factuality refines events)."""
        if name not in FINDINGS:
            raise MissingFinding(f"no finding is called {name}")
        self._findings[name] = value
        if name == "entities":
            self.__dict__.pop("_entity_by_token", None)
        if name == "statements":
            self.__dict__.pop("_presupposing", None)
            self.__dict__.pop("_depths", None)

    def ensure(self, name: str) -> None:
        """Give a finding the empty value where its stage has failed and none before it succeeded."""
        self._findings.setdefault(name, ())

    def _finding(self, name: str) -> tuple[Any, ...]:
        if name not in self._findings:
            raise MissingFinding(f"{name} are needed here, but no stage before this one has found them")
        return self._findings[name]

    @property
    def times(self) -> tuple[TimeExpression, ...]:
        """Time expressions, in text order."""
        return cast("tuple[TimeExpression, ...]", self._finding("times"))

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Entities, by first mention. Also things of kind ``other`` that only events may need; unused ones leave the report."""
        return cast("tuple[Entity, ...]", self._finding("entities"))

    @property
    def places(self) -> tuple[Place, ...]:
        """Place names, in text order."""
        return cast("tuple[Place, ...]", self._finding("places"))

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Attributed statements, in text order."""
        return cast("tuple[Statement, ...]", self._finding("statements"))

    @property
    def events(self) -> tuple[Event, ...]:
        """Events, in order of their triggers."""
        return cast("tuple[Event, ...]", self._finding("events"))

    @property
    def ties(self) -> tuple[Tie, ...]:
        """Standing facts, in text order."""
        return cast("tuple[Tie, ...]", self._finding("ties"))

    @cached_property
    def parsed_text(self) -> str:
        """The text as it was parsed, its case repaired; as long as the document's."""
        return self.doc.text

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """Quoted stretches of the text, in text order."""
        return find_quotes(self.document.text)

    @cached_property
    def layout(self) -> Layout:
        """Dateline and furniture (bylines, captions, copyright lines), which tell no events."""
        return find_layout(self.document.text)

    @cached_property
    def _entity_by_token(self) -> dict[int, Entity]:
        """Token index → entity of the shortest mention that covers the token."""
        index: dict[int, Entity] = {}
        mentions = [(m.span, e) for e in self.entities for m in e.mentions]
        for span, entity in sorted(mentions, key=lambda pair: -pair[0].length):
            for token in self.tokens(span):
                index[token.i] = entity
        return index

    def entity_of(self, token: Token) -> Entity | None:
        """The entity that the token names, or is part of the name of (of several mentions the shortest)."""
        return self._entity_by_token.get(token.i)

    def tokens(self, span: Span) -> list[Token]:
        """The tokens that share a code point with a span."""
        found = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        return list(found) if found is not None else []

    def head(self, span: Span) -> Token | None:
        """The syntactic head of a span, None of an empty one."""
        found = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        return found.root if found is not None and len(found) else None

    @cached_property
    def _presupposing(self) -> frozenset[str]:
        """Statements that judge something named by a noun phrase ("opposed the attack"): they do not say that it happened."""
        words = {row["word"] for row in read_table("lexicon/en/judging.tsv")}
        found = set()
        for statement in self.statements:
            cue = self.tokens(statement.cue_span) if statement.cue_span is not None else []
            if not any(token.lemma_ in words and token.pos_ == "VERB" for token in cue):
                continue
            heads = [self.head(content) for content in statement.content_spans]
            if heads and all(head is not None and head.pos_ in ("NOUN", "PROPN", "PRON") for head in heads):
                found.add(statement.id)
        return frozenset(found)

    def statement_at(self, span: Span) -> Statement | None:
        """The innermost statement whose content holds the span: the voice that tells what stands there."""
        holding = [s for s in self.statements if any(c.contains(span) for c in s.content_spans) and s.id not in self._presupposing]
        return min(holding, key=lambda s: (sum(c.length for c in s.content_spans), -self._depths[s.id]), default=None)

    @cached_property
    def _depths(self) -> dict[str, int]:
        """How many statements each one stands in: somebody who is cited has the same content as the one who cites him."""
        outer = {s.id: s.within for s in self.statements}
        found = {}
        for identifier in outer:
            seen: list[str] = []
            at: str | None = identifier
            while at is not None and at not in seen:
                seen.append(at)
                at = outer.get(at)
            found[identifier] = len(seen) - 1
        return found
