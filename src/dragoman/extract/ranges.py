"""An attribution in the making, and ranges of tokens: phrases, cues, what stands around a part of a clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.extract.cues import Cue
from dragoman.language import grammar
from dragoman.model import Span

if TYPE_CHECKING:
    from dragoman.language import Doc, Token

CUE_PARTS = ("aux", "auxpass", "neg", "advmod", "prt")
TRIM = frozenset(",;:.-–—()[]") | {"--", "and", "but"}
BRACKETS = {")": "(", "]": "["}
CLOSED = TRIM - {")", "]"}  # a source may end with a bracket
TAILS = {"which", "who", "where", "while", "although", "though"}
WIDE_SOURCE = 45  # tokens; a longer noun phrase loses what stands behind its head


@dataclass
class Draft:
    """An attribution in the making; token indices, half-open ranges."""

    anchor: int  # the token of the cue
    cue: tuple[int, int]
    entry: Cue
    source: tuple[int, int] | None = None
    source_head: int | None = None
    contents: tuple[tuple[int, int], ...] = ()
    audience: int | None = None
    negated: bool = False
    direct: bool = False  # the content is somebody's own words although no marks say so
    cue_at: Span | None = None  # the cue, where it is only part of a token
    relayed: int | None = None  # the token of those who are cited for what another draft says
    confidence: float = 0.6

    @property
    def outset(self) -> int:
        """The first token of source and cue."""
        return min(self.cue[0], self.source[0]) if self.source else self.cue[0]


def subtree(token: Token) -> tuple[int, int]:
    """The range of a token's subtree, punctuation at its edges left out."""
    return trim(token.doc, token.left_edge.i, token.right_edge.i + 1)


def trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The range without punctuation and white space at its edges; quotation marks stay, and a bracket that closes one inside."""
    while start < end and (doc[start].is_space or doc[start].text in TRIM):
        start += 1
    while start < end and (doc[end - 1].is_space or doc[end - 1].text in TRIM) and not _closes(doc, start, end):
        end -= 1
    return start, end


def _closes(doc: Doc, start: int, end: int) -> bool:
    """Whether the last token of a range is a bracket whose other half stands in the range ("Sen. Moss (D-Ohio)")."""
    if doc[end - 1].text not in BRACKETS:
        return False
    inside = [t.text for t in doc[start:end]]
    return inside.count(BRACKETS[inside[-1]]) >= inside.count(inside[-1])


def without_tail(doc: Doc, tokens: tuple[int, int]) -> tuple[int, int]:
    """A content without the clause behind its last comma that gives background of the reporter's ("…, which borders on Chad")."""
    start, end = tokens
    for comma in range(end - 2, start + 1, -1):
        word = doc[comma]
        if word.text != "," or doc[comma + 1].lower_ not in TAILS:
            continue
        first = doc[comma + 1]
        clause = next((t for t in (first, *grammar.ancestors(first)) if t.dep_ in ("relcl", "advcl")), None)
        if clause is not None and clause.left_edge.i == comma + 1 and clause.right_edge.i >= end - 2 and start <= clause.head.i < comma:
            return trim(doc, start, comma)
    return tokens


def source_range(head: Token) -> tuple[int, int]:
    """The noun phrase of a source, with apposition and relative clause, in one line of the text."""
    start, end = subtree(head)
    for token in head.doc[start : head.i]:
        if "\n" in token.text:
            start = token.i + 1
    for token in head.doc[head.i : end]:
        if "\n" in token.text:
            end = token.i
            break
    if end - start > WIDE_SOURCE:  # a parse gone wrong
        limit = grammar.phrase(head).end
        end = next((t.i for t in head.doc[head.i + 1 : end] if t.idx >= limit), end)
        start = max(start, head.i - WIDE_SOURCE)
    return _without_marks(head, start, end)


def _without_marks(head: Token, start: int, end: int) -> tuple[int, int]:
    """The range without quotation marks at its edges that belong to what is said, and not to a name in quotes."""
    doc = head.doc
    marks = sum(t.is_quote for t in doc[start:end])
    while start < head.i and (doc[start].is_space or doc[start].text in TRIM or (doc[start].is_quote and marks % 2)):
        marks -= doc[start].is_quote
        start += 1
    while end > head.i + 1 and (doc[end - 1].is_space or doc[end - 1].text in CLOSED or (doc[end - 1].is_quote and marks % 2)):
        marks -= doc[end - 1].is_quote
        end -= 1
    marks_in = [t.text for t in doc[start:end] if t.text in ("(", ")")]
    if marks_in[-1:] == ["("] and end < len(doc) and doc[end].text == ")":
        end += 1
    return start, end


def noun_phrase(head: Token) -> tuple[int, int]:
    """The tokens of a noun phrase, without relative clause and apposition."""
    span = grammar.phrase(head)
    tokens = head.doc.char_span(span.start, span.end, alignment_mode="expand")
    return (tokens.start, tokens.end) if tokens is not None else (head.i, head.i + 1)


def cue_range(verb: Token, preposition: Token | None = None) -> tuple[int, int]:
    """The verb with the auxiliaries, negation, adverbs and particle that stand next to it, and the preposition that it needs."""
    start, end = verb.i, verb.i + 1
    lefts = {c.i for c in verb.lefts if c.dep_ in CUE_PARTS and (c.left_edge.i == c.i or c.dep_ == "auxpass")}
    while start - 1 in lefts:
        start -= 1
    if preposition is None:
        for child in verb.rights:
            if child.dep_ == "prt" and child.i == end:
                end += 1
    elif preposition.i - verb.i <= 3:
        end = preposition.i + 1
    return start, end


def around(head: Token, part: Token, shortest: int = 2) -> list[tuple[int, int]]:
    """What stands before and behind a part of a clause, in the clause of its head; pieces with fewer tokens are left out."""
    doc = head.doc
    start, end = head.left_edge.i, head.right_edge.i + 1
    left, right = part.left_edge.i, part.right_edge.i + 1
    found = [trim(doc, start, left), trim(doc, right, end)]
    return [f for f in found if f[1] - f[0] >= shortest]


def clear_of_source(doc: Doc, draft: Draft) -> Draft:
    """The draft with a source that neither holds its own cue nor, where the parse lets it, its content."""
    assert draft.source is not None
    start, end = draft.source
    if start <= draft.anchor < end:
        start, end = (
            (start, min(end, draft.cue[0])) if draft.source_head is not None and draft.source_head < draft.anchor else (draft.cue[1], end)
        )
    for left, right in draft.contents:
        if left < end and start < right:
            if draft.source_head is not None and draft.source_head < left:
                end = left
            elif left <= start and end <= right:
                continue
            else:
                start = max(start, right)
    draft.source = trim(doc, start, end) if start < end else None
    return draft
