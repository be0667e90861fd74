"""``dragoman recode``: judge pairs and triggers that somebody else has marked."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from dragoman.coder import Coder
from dragoman.errors import DragomanError
from dragoman.extract.events import candidates
from dragoman.extract.factuality import factuality_of
from dragoman.extract.judging import YIELD
from dragoman.extract.pairing import with_verbs
from dragoman.extract.triggers import Match
from dragoman.language import Analysis, grammar, parse
from dragoman.language.encoder import LEAST, NONE, Judge, JudgedPair, JudgedText, PairSpans
from dragoman.model import Document, Event, Span
from dragoman.model.event import label_of

if TYPE_CHECKING:
    from dragoman.language import Token

Readers = Literal["auto", "news", "lay"]

NEEDED = {"times", "entities", "places", "statements", "events"}  # findings that a judgement looks at
# What speaks for a candidate type; the sum goes through a softmax over all candidates of the text.
JOINS, HAS_ACTOR, HAS_RECIPIENT, SWAPPED = 3.0, 1.2, 0.8, 0.7
GOVERNS_ACTOR, GOVERNS_RECIPIENT, IN_SENTENCE = 1.0, 0.6, 0.5
TOLD, PER_WEIGHT, PER_RANK = 0.6, 1.5, 0.15
# Where a model judges, what the words tell is heard too: its weight beside the logarithm of the model's probability, and the least
# probability of a type that no word tells.
BY_WORDS, UNTOLD = 0.1, 0.02
# The model's shares in how certain a marked trigger is: what readers of news take it for, what the innermost voice says, what lay
# readers take it for; the rest is the grammar's.
BY_READERS, BY_VOICE, BY_LAY_READERS = 0.55, 0.15, 0.9
# How far a text counts as everyday writing, by its log-odds; half at SURE, as news that is taken for it loses more than the reverse.
SURE, SLOPE = 2.0, 0.5
# From CERTAIN on the sum counts as 2, and rises faster: it hardly reaches 3, though readers are certain of most acts.
CERTAIN, STEEP = 1.95, 1.5
# Where grammar sees a denial (at most DENIED) and readers something of it (below TIMID), the act is at most NOT_SO: the model is timid.
TIMID, DENIED, NOT_SO = 0.0, -1.0, -2.0


@dataclass(frozen=True)
class Pair:
    """One line to be judged. Spans are half-open code-point offsets into text."""

    id: str
    text: str
    actor: Span | None = None
    recipient: Span | None = None
    trigger: Span | None = None


def recode_lines(stream: Iterable[str], coder: Coder, readers: Readers = "auto") -> Iterator[dict[str, Any]]:
    """Yield ``{"id", "type", "scores", "factuality", "factuality_value"}`` for each JSON line.

    A line is ``{"id", "text", "actor"?, "recipient"?, "trigger"?}``, the last three half-open spans ``[start, end]``.
    With a model the scores are its probabilities (``NONE``: nothing happens between the two) weighed with what the words tell, and
    type is the best type, null where no recipient is marked and nothing happens. Without one it is null where no trigger is found.
    factuality is that of the marked trigger (with a model: as ``readers`` take it), else of the one that decided the type.
    A line that can't be read is named on the error stream and left out.
    """
    model = coder.judge  # a model that is missing or broken is no fault of a line
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            pair = read_pair(line)
            yield judge(pair, analyse(pair, coder), model, readers)
        except (DragomanError, ValueError, TypeError, KeyError) as error:
            print(f"line {number}: {error}", file=sys.stderr)


def read_pair(line: str) -> Pair:
    """A line's pair. Raises ``ValueError`` saying what is wrong with it."""
    try:
        data = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"no JSON: {error.msg}") from None
    if not isinstance(data, dict) or not isinstance(data.get("text"), str) or "id" not in data:
        raise ValueError("a line needs id and text")
    text = data["text"]
    spans: dict[str, Span | None] = {}
    for name in ("actor", "recipient", "trigger"):
        value = data.get(name)
        if value is None:
            spans[name] = None
            continue
        if not (isinstance(value, list) and len(value) == 2 and all(type(v) is int for v in value)):
            raise ValueError(f"{name} must be [start, end]")
        if not 0 <= value[0] < value[1] <= len(text):
            raise ValueError(f"{name} {value} lies outside the text of {len(text)} characters")
        spans[name] = Span(*value)
    return Pair(str(data["id"]), text, **spans)


def analyse(pair: Pair, coder: Coder) -> Analysis:
    """The analysis of a pair's text, with the findings that judging looks at; a stage that fails finds nothing."""
    analysis = next(iter(parse([Document(pair.text, id=pair.id)])))
    analysis.ontology = coder.ontology
    for stage in coder.stages:
        if stage.assigns in NEEDED:
            try:
                analysis.assign(stage.assigns, stage.run(analysis))
            except (DragomanError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError):
                analysis.ensure(stage.assigns)
    for name in NEEDED:
        analysis.ensure(name)
    return analysis


def judge(pair: Pair, analysis: Analysis, model: Judge | None = None, readers: Readers = "auto") -> dict[str, Any]:
    """The judgement of one pair or trigger; a model is asked where a party is marked."""
    scored = _scored(pair, analysis)
    best: dict[str, float] = {}
    for name, score, _ in scored:
        best[name] = max(score, best.get(name, -math.inf))
    scores = _softmax(best)
    kind: str | None = max(scores, key=lambda name: scores[name]) if scores else None
    if model is not None and (pair.actor or pair.recipient):
        scores = _judged(pair, analysis, model, scores)
        best_one = max((name for name in scores if name != NONE or not pair.recipient), key=lambda name: scores[name])
        kind = None if best_one == NONE else best_one
    head = analysis.head(pair.trigger) if pair.trigger else None
    if head is None:
        head = max(scored, key=lambda s: s[1])[2] if scored else None
    value = factuality_of(head, analysis).value if head is not None else 0.0
    if model is not None and pair.trigger:
        value = _to_readers(pair, model, value, readers)
    return {
        "id": pair.id,
        "type": kind,
        "scores": {kind: round(p, 4) for kind, p in sorted(scores.items(), key=lambda item: -item[1])},
        "factuality": label_of(value) if head is not None else "Uu",
        "factuality_value": round(value, 2),
    }


def _to_readers(pair: Pair, model: Judge, grammar: float, readers: Readers) -> float:
    """How certain the marked trigger is to readers, by model and grammar together, -3 … 3.

    What is to come is likely or open to annotators of news and counts as not so among lay readers of everyday writing: one
    value can't serve both. Where the readers are not named, each has the share that the model gives to the text's register.
    """
    ((judged,),) = model.judge([JudgedText(pair.text, (PairSpans(trigger=(pair.trigger,) if pair.trigger else ()),))])
    odds = math.log(max(judged.everyday, LEAST) / max(1 - judged.everyday, LEAST))
    lay = {"news": 0.0, "lay": 1.0}.get(readers, 1 / (1 + math.exp(SLOPE * (SURE - odds))))
    return (1 - lay) * _both(judged, grammar) + lay * (BY_LAY_READERS * judged.lay + (1 - BY_LAY_READERS) * grammar)


def _both(judged: JudgedPair, grammar: float) -> float:
    """How certain a trigger is to readers of news, by model and grammar together, -3 … 3."""
    value = BY_READERS * judged.author + BY_VOICE * judged.value + (1 - BY_READERS - BY_VOICE) * grammar
    if judged.author < TIMID and grammar <= DENIED:
        return min(NOT_SO, value)
    if value >= CERTAIN:
        return min(3.0, 2 + STEEP * (value - CERTAIN))
    return 2 * value / CERTAIN if value > 0 else value


def _judged(pair: Pair, analysis: Analysis, model: Judge, told: dict[str, float]) -> dict[str, float]:
    """The model's probabilities, each weighed with what the words tell.

    What the model knows of concessions and retreats together goes to the one that the words tell, else to the likelier one.
    """
    sides = [(span,) if span else () for span in (pair.actor, pair.recipient)]
    ((judged,),) = model.judge([JudgedText(pair.text, (with_verbs(analysis, sides[0], sides[1], pair.trigger),))])
    chances = dict(judged.given)
    chosen = max(YIELD, key=lambda kind: (told.get(kind, 0.0), chances.get(kind, 0.0)))
    together = sum(chances.get(kind, 0.0) for kind in YIELD)
    chances |= {kind: together if kind == chosen else 0.0 for kind in YIELD}
    words = dict(told)
    words[chosen] = sum(words.pop(kind, 0.0) for kind in YIELD)
    return _softmax({kind: math.log(max(p, 1e-9)) + BY_WORDS * math.log(max(words.get(kind, 0.0), UNTOLD)) for kind, p in chances.items()})


def _softmax(best: dict[str, float]) -> dict[str, float]:
    top = max(best.values(), default=0.0)
    powers = {kind: math.exp(score - top) for kind, score in best.items()}
    total = sum(powers.values())
    return {kind: power / total for kind, power in powers.items()}


def _scored(pair: Pair, analysis: Analysis) -> list[tuple[str, float, Token]]:
    """The types that a text speaks of, with their scores and the word that says so."""
    spans = {e.id: [m.span for m in e.mentions] for e in analysis.entities}
    events = list(analysis.events)
    heads = [analysis.head(span) if span else None for span in (pair.actor, pair.recipient, pair.trigger)]
    found: list[tuple[str, float, Token]] = []
    for event in events:
        token = analysis.head(event.trigger_span)
        if token is not None:
            found.append((event.type, TOLD + event.confidence * PER_WEIGHT + _joined(pair, event, spans) + _near(token, heads), token))
    told = {token.i for _, _, token in found}
    for fits in candidates(analysis, analysis.ontology):
        match = fits[0]
        if match.token.i not in told and not _inside(match, pair):
            score = match.pattern.trigger.weight * PER_WEIGHT + match.pattern.rank * PER_RANK + _near(match.token, heads)
            found.append((match.pattern.type.name, score, match.token))
    if pair.trigger and heads[2] is not None:
        at = [f for f in found if pair.trigger.overlaps(Span(f[2].idx, f[2].idx + len(f[2])))]
        return at if not pair.actor and not pair.recipient else at or found
    return found


def _inside(match: Match, pair: Pair) -> bool:
    """Whether a trigger lies in a marked party ("the protesters")."""
    span = Span(match.token.idx, match.token.idx + len(match.token))
    return any(party is not None and party.contains(span) for party in (pair.actor, pair.recipient))


def _joined(pair: Pair, event: Event, spans: dict[str, list[Span]]) -> float:
    def meets(ids: Iterable[str], party: Span | None) -> bool:
        return party is not None and any(span.overlaps(party) for i in ids for span in spans.get(i, ()))

    actor, recipient = meets(event.actors, pair.actor), meets(event.recipients, pair.recipient)
    if actor and recipient:
        return JOINS
    everybody = (*event.actors, *event.recipients)
    if meets(everybody, pair.actor) and meets(everybody, pair.recipient):
        return JOINS * SWAPPED
    return HAS_ACTOR * actor + HAS_RECIPIENT * recipient


def _near(token: Token, heads: list[Token | None]) -> float:
    """How a trigger stands to the heads of the marked parties."""
    actor, recipient, _ = heads
    score = 0.0
    if actor is not None:
        score += IN_SENTENCE * (actor.sent.start == token.sent.start)
        score += GOVERNS_ACTOR * any(a.i == token.i for a in _governors(actor))
        if token.pos_ in ("VERB", "AUX"):
            score += HAS_ACTOR * any(s.i == actor.i for s in grammar.subjects(token))
    if recipient is not None:
        score += GOVERNS_RECIPIENT * any(a.i == token.i for a in grammar.ancestors(recipient))
    return score


def _governors(token: Token) -> Iterator[Token]:
    """The tokens above, up to and with the first verb."""
    for above in grammar.ancestors(token):
        yield above
        if above.pos_ in ("VERB", "AUX"):
            return
