"""Why an event was coded as it was; no part of a report, made anew from the document whenever it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from dragoman.model.codec import to_plain
from dragoman.model.span import Span


@dataclass(frozen=True)
class Proposal:
    """What the words at the trigger may tell: one pattern of the ontology that fits there.

    words: the pattern's lemmas ("accuse"); because: the word that its condition asked for, null where it asks for none.
    weight: how sure the words are by themselves, 0 … 1. verdict: ``chosen``, or why not.
    """

    type: str
    mode: str | None
    words: str
    because: str | None
    weight: float
    verdict: str


@dataclass(frozen=True)
class PartyPath:
    """How a party hangs together with the trigger.

    function: where the pattern looked for it ("subj", "obj", "with"), null where grammar offered it otherwise.
    path: the dependencies from the party's word to the trigger, ``Chad ←nsubj accused``; an arrow points from a governor to its dependent.
    """

    role: Literal["actor", "recipient"]
    entity: str
    name: str
    span: Span | None
    function: str | None
    path: str


@dataclass(frozen=True)
class Judgement:
    """What the judge said of the pair, and what came of it together with the words.

    told: the type that the words tell (empty: none, the pair itself was proposed) and ``confidence`` in it before judging.
    types: the judge's probability of each type, highest first, those below 0.005 left out; ``NONE`` is no event.
    chances: the same for judge and words together (empty for a proposed pair, where the judge alone decides).
    modes: probability of each mode of the chosen type above 0.05. decided: the plain type that was taken.
    """

    told: str
    confidence: float
    types: dict[str, float]
    chances: dict[str, float]
    modes: dict[str, float]
    decided: str


@dataclass(frozen=True)
class Change:
    """A field of the event that a stage has changed."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Step:
    """A stage that has changed the event: what it changed, and the rules that fired there, in words."""

    stage: str
    changes: tuple[Change, ...]
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class CertaintyStep:
    """A word that bears on how certain the act is, from the outermost inwards; value is what is left of certainty below it, -3 … 3."""

    operator: str
    meaning: str
    span: Span
    words: str
    value: float


@dataclass(frozen=True)
class Feature:
    """A reason why a mention was taken for an entity, with its weight."""

    entity: str
    mention: Span
    name: str
    weight: float


@dataclass(frozen=True)
class Explanation:
    """All that decided about one event. ``to_dict`` gives the same as plain JSON values; keys are only ever added.

    event: its id in the report; type, plain_type, factuality and value as there. proposals: the patterns that fit at the trigger, the
    chosen one first (none for a pair without trigger, and for demands told by "must"). judge: null where grammar alone decided.
    steps: the stages in order. certainty: why the act is as certain as it is; empty where nothing stands above it. voice: the words of
    the statement that tells it. merging: why the mentions of its parties were taken for one, where that is known.
    offices: what a register tells of its parties, with its evidence, one sentence each.
    """

    event: str
    type: str
    plain_type: str
    factuality: str
    value: float
    trigger: str
    trigger_span: Span
    evidence: str
    evidence_span: Span
    proposals: tuple[Proposal, ...] = ()
    paths: tuple[PartyPath, ...] = ()
    judge: Judgement | None = None
    steps: tuple[Step, ...] = ()
    certainty: tuple[CertaintyStep, ...] = ()
    voice: str | None = None
    merging: tuple[Feature, ...] = field(default=())
    offices: tuple[str, ...] = ()

    def to_dict(self) -> Mapping[str, Any]:
        """Plain JSON values; spans as ``[start, end]``."""
        plain: Mapping[str, Any] = to_plain(self)
        return plain
