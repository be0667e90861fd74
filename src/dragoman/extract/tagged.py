"""Who says what by the encoder's tags: stretches of tokens that are sources, cues and contents, each linked with its nearest cue."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.extract.cues import Cue, cues
from dragoman.extract.ranges import Draft
from dragoman.language.encoder import ROLES, TaggedPiece

if TYPE_CHECKING:
    from dragoman.language import Analysis, Doc, Token

Range = tuple[int, int]  # token indices, half-open

LEAST = 0.5  # a token belongs to a role from this probability on
KEPT = 0.1  # what grammar takes for a cue needs this probability, unless it stands inside what somebody says
ADDED = 0.7  # what grammar does not know needs this one, its source and content included
BEGINS = 0.5  # a token begins another stretch from this probability on
WRONG = 0.3  # a source of grammar below this probability gives way to the tagged one
UNKNOWN = Cue("stance", "asserts")  # a cue that the lexicon does not have
QUOTED = Cue("speech", "asserts", frozenset("q"))  # the same with a quotation as its content
OTHER_SENTENCE = 150  # as far as so many code points: a part in another sentence than its cue
OTHER_PARAGRAPH = 500
FARTHEST = 1500  # code points; a part that is farther from any cue is left out


@dataclass(frozen=True)
class Chances:
    """For each token of a document and each role: the probability of being part of one, and of beginning one."""

    inside: tuple[tuple[float, ...], ...]
    begins: tuple[tuple[float, ...], ...]

    def mean(self, role: str, tokens: Range) -> float:
        """The mean probability of a range's tokens, 0 of an empty one."""
        start, end = tokens
        return sum(self.inside[ROLES.index(role)][start:end]) / max(1, end - start)


@dataclass(frozen=True)
class Tagged:
    """An attribution as tagged: ranges of tokens, and the least probability among its parts."""

    cue: Range
    source: Range | None
    contents: tuple[Range, ...]
    confidence: float


def chances(doc: Doc, pieces: Sequence[TaggedPiece]) -> Chances:
    """The probabilities of each token, the mean of its pieces'; 0 where no piece is (white space)."""
    starts, ends = [piece.span.start for piece in pieces], [piece.span.end for piece in pieces]
    inside: list[list[float]] = [[0.0] * len(doc) for _ in ROLES]
    begins: list[list[float]] = [[0.0] * len(doc) for _ in ROLES]
    for token in doc:
        own = pieces[bisect_right(ends, token.idx) : bisect_left(starts, token.idx + len(token))]
        if not own or token.is_space:
            continue
        for role in range(len(ROLES)):
            inside[role][token.i] = sum(p.begins[role] + p.inside[role] for p in own) / len(own)
            begins[role][token.i] = own[0].begins[role]
    return Chances(tuple(map(tuple, inside)), tuple(map(tuple, begins)))


def stretches(doc: Doc, found: Chances, role: str, least: float = LEAST) -> list[Range]:
    """The ranges of tokens of a role, in order. White space between two tokens does not end a range."""
    inside, begins = (part[ROLES.index(role)] for part in (found.inside, found.begins))
    ranges: list[Range] = []
    start = last = -1
    for token in doc:
        i = token.i
        if token.is_space:
            continue
        belongs = inside[i] >= least
        if start >= 0 and (not belongs or begins[i] >= BEGINS):
            ranges.append((start, last + 1))
            start = -1
        if belongs:
            start = i if start < 0 else start
            last = i
    if start >= 0:
        ranges.append((start, last + 1))
    return ranges


def tagged_drafts(analysis: Analysis, drafts: list[Draft], said: Container[int] = ()) -> list[Draft]:
    """The drafts of grammar as the encoder sees them, in text order: without those that are no cues to it, with those it adds.

    said: tokens that are cues already, by the layout of the page. What stands inside the content of another attribution is left to
    grammar, since the encoder has learned from corpora that do not nest. Without an encoder the drafts stay as they are.
    """
    if analysis.judge is None:
        return drafts
    doc = analysis.doc
    pieces = analysis.judge.tag(analysis.document.text)
    if not pieces:
        return drafts
    found = chances(doc, pieces)
    tagged = attributions(doc, found)
    by_cue = {i: one for one in tagged for i in range(*one.cue)}
    kept = []
    for draft in drafts:
        same = next((by_cue[i] for i in range(*draft.cue) if i in by_cue), None)
        if same is not None:
            _complete(doc, draft, same, found)
        if same is not None or _is_cue(draft, found):
            kept.append(draft)
    taken = {i for d in kept for i in range(*d.cue)} | {d.anchor for d in kept}
    added = [
        _draft(doc, one)
        for one in tagged
        if one.confidence >= ADDED and taken.isdisjoint(range(*one.cue)) and not any(i in said for i in range(*one.cue))
    ]
    return sorted([*kept, *added], key=lambda d: d.anchor)


def _complete(doc: Doc, draft: Draft, same: Tagged, found: Chances) -> None:
    """Give a draft of grammar the source that it lacks, or has in the wrong place, and the stretches of content that it does not reach."""
    if same.source and (draft.source is None or found.mean("source", draft.source) < WRONG):
        draft.source = _beside(same.source, draft.cue)
        draft.source_head = doc[slice(*draft.source)].root.i if draft.source else None
    taken = [draft.cue, *draft.contents, *([draft.source] if draft.source else [])]
    missing = [part for part in same.contents if not any(a < part[1] and part[0] < b for a, b in taken)]
    draft.contents = tuple(sorted([*draft.contents, *missing]))


def _is_cue(draft: Draft, found: Chances) -> bool:
    """Whether what grammar takes for a cue is one, or stands inside what somebody says."""
    inside = found.mean("content", (draft.anchor, draft.anchor + 1)) >= LEAST
    return inside or found.mean("cue", draft.cue) >= KEPT


def _draft(doc: Doc, one: Tagged) -> Draft:
    anchor = doc[slice(*one.cue)].root
    entry = _entry(anchor)
    if entry is None:
        entry = QUOTED if any(doc[i].is_quote for part in one.contents for i in (part[0], part[1] - 1)) else UNKNOWN
    source = _beside(one.source, one.cue) if one.source else None
    head = doc[slice(*source)].root.i if source else None
    return Draft(anchor.i, one.cue, entry, source, head, one.contents, confidence=round(min(0.9, one.confidence), 2))


def _beside(part: Range, cue: Range) -> Range | None:
    """What of a part stands before the cue, else behind it."""
    start, end = part
    if cue[0] < end and start < cue[1]:
        start, end = (start, cue[0]) if start < cue[0] else (cue[1], end)
    return (start, end) if start < end else None


def _entry(anchor: Token) -> Cue | None:
    table = cues()
    kind = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective", "ADV": "adverb"}.get(anchor.pos_)
    return table[kind].get(anchor.lemma_) if kind else None


def attributions(doc: Doc, found: Chances) -> list[Tagged]:
    """The tagged attributions with a source or a content, in order of their cues."""
    cues = stretches(doc, found, "cue")
    page = _page(doc)
    sources: dict[int, list[Range]] = {}
    contents: dict[int, list[Range]] = {}
    for parts, role in ((sources, "source"), (contents, "content")):
        for part in stretches(doc, found, role):
            nearest = min(range(len(cues)), key=lambda n: _distance(page, cues[n], part), default=None)
            if nearest is not None and _distance(page, cues[nearest], part) <= FARTHEST:
                parts.setdefault(nearest, []).append(part)
    made = []
    for number, cue in enumerate(cues):
        said = tuple(contents.get(number, ()))
        by = min(sources.get(number, ()), key=lambda s: _distance(page, cue, s), default=None)
        if said:
            least = min(found.mean("cue", cue), *(found.mean("content", part) for part in said))
            made.append(Tagged(cue, by, said, least))
    return made


@dataclass(frozen=True)
class _Page:
    """Where each token begins and ends, and how many sentences and line breaks came before it."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentence: tuple[int, ...]
    line: tuple[int, ...]


def _page(doc: Doc) -> _Page:
    sentence, line = [], []
    sentences = lines = 0
    for token in doc:
        sentences += bool(token.is_sent_start)
        sentence.append(sentences)
        line.append(lines)
        lines += "\n" in token.text
    return _Page(tuple(t.idx for t in doc), tuple(t.idx + len(t) for t in doc), tuple(sentence), tuple(line))


def _distance(page: _Page, cue: Range, part: Range) -> int:
    """Code points between a cue and a part, more where a sentence or a paragraph ends between them."""
    (_, left), (right, _) = sorted((cue, part))
    if left >= right:
        return 0
    last = left - 1
    far = OTHER_PARAGRAPH if page.line[last] != page.line[right] else OTHER_SENTENCE if page.sentence[last] != page.sentence[right] else 0
    return page.starts[right] - page.ends[last] + far
