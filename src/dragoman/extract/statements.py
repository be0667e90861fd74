"""Who says, writes, thinks, intends or sees what: source, cue and content of each statement, and whose words hold whose."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.extract.audience import audience_of
from dragoman.extract.drafts import grammatical
from dragoman.extract.labels import labelled
from dragoman.extract.quoted import attach_quotes, char_span
from dragoman.extract.ranges import Draft
from dragoman.extract.relays import agencies, cited, give_voice, governor
from dragoman.extract.tagged import tagged_drafts
from dragoman.language import Analysis
from dragoman.language.quotes import quotes_in
from dragoman.model import Entity, Span, Statement
from dragoman.model.statement import Quotation, Stance

if TYPE_CHECKING:
    from dragoman.language import Token

DEEPEST = 300  # contents that begin before a cue, looked through for one that holds it
WRITER = {"i", "we", "you", "me", "us"}


def find_statements(analysis: Analysis) -> tuple[Statement, ...]:
    """Return the attributed statements of a document, in text order of their cues.

    Spans are half-open code-point offsets into ``analysis.document.text``; content spans include quotation marks and
    "that", lie in text order apart from each other and never hold the statement's own cue or source. A statement without cue
    passes on an agency's report. ``confidence`` is a fixed figure for each kind of cue. Raises ``MissingFinding`` if entities
    were not extracted before. Source: PolNeAR annotation guidelines (source, cue, content).
    """
    analysis.entities  # noqa: B018 - asks for what is needed before any work is done
    return complete(analysis, find_drafts(analysis))


def find_drafts(analysis: Analysis) -> list[Draft]:
    """All that attributes in a document, before it is known how far the contents reach: the one place where drafts come from."""
    layout, doc = analysis.layout, analysis.doc
    by_layout = labelled(analysis)
    said = {i for d in by_layout for i in range(*d.cue)}
    drafts = [*by_layout, *tagged_drafts(analysis, [d for d in grammatical(doc) if d.anchor not in said], said)]
    for draft in drafts:
        named = cited(doc[draft.anchor], analysis)
        if named is not None:
            draft.relayed = named.i
    turns = {d.anchor for d in by_layout}
    kept = [d for d in drafts if d.anchor in turns or not layout.is_furniture(doc[d.anchor].idx)]
    return sorted(kept, key=lambda d: d.anchor)


def complete(analysis: Analysis, drafts: list[Draft]) -> tuple[Statement, ...]:
    """The statements of drafts, which are in text order: contents with their quotations, class, manner, audience, stance, nesting."""
    shared: dict[int, int] = {}
    for number, draft in enumerate(drafts):
        if draft.relayed is None:
            continue
        over = governor(draft, drafts, analysis)
        if over is None:
            draft.relayed = None
        else:
            shared[number] = over
            give_voice(draft, analysis.doc[draft.relayed])
    spans = attach_quotes(analysis, drafts)
    for number in shared:
        spans[number] = spans[_first(number, shared)]
    own_words = sorted(c for d, s in zip(drafts, spans, strict=True) if d.direct for c in s)
    made: dict[int, Statement] = {}
    for number, (draft, contents) in enumerate(zip(drafts, spans, strict=True)):
        if contents and not _by_writer(analysis, draft, own_words):
            statement = _statement(analysis, draft, contents, number + 1)
            if statement.content_spans:
                made[number] = statement
    links = {made[n].id: made[over].id for n, over in shared.items() if n in made and over in made}
    nested = _nest([*agencies(analysis), *made.values()], links)
    return tuple(s for s in nested if s.within or not _nobody(analysis, s))


def _first(number: int, shared: dict[int, int]) -> int:
    """The draft that has the content which a cited voice answers for; "the daily, citing A, who quoted B" is a chain."""
    seen = {number}
    while number in shared and shared[number] not in seen:
        number = shared[number]
        seen.add(number)
    return number


def _nobody(analysis: Analysis, statement: Statement) -> bool:
    """Whether "I" or "we" say it in a quotation whose speaker is not known."""
    span = statement.source_span
    return span is not None and span.of(analysis.document.text).lower() in WRITER


def _by_writer(analysis: Analysis, draft: Draft, own_words: list[Span]) -> bool:
    """Whether it is the writer who speaks, or the reader is spoken to: "I think" outside of quotations and transcripts."""
    if draft.source_head is None:
        return False
    head = analysis.doc[draft.source_head]
    if head.lower_ not in WRITER and not (head.tag_ == "PRP" and head.lower_ in ("'s", "’s")):  # "let's"
        return False
    offset = analysis.doc[draft.anchor].idx
    before = own_words[: bisect_right(own_words, (offset, float("inf")))][-1:]
    if before and offset < before[0].end:
        return False
    return not any(quotes_in(analysis.quotes, Span(offset, offset + 1)))


def _statement(analysis: Analysis, draft: Draft, contents: tuple[Span, ...], number: int) -> Statement:
    doc, text = analysis.doc, analysis.parsed_text
    source = _entity(analysis, doc[draft.source_head]) if draft.source_head is not None else None
    told = draft.audience
    if told is None:
        told = audience_of(doc[draft.anchor], draft.source_head, told="a" in draft.entry.frames)
    audience = _entity(analysis, doc[told]) if told is not None else None
    cue, source_span = draft.cue_at or char_span(analysis, draft.cue), char_span(analysis, draft.source) if draft.source else None
    if source_span is not None and cue.overlaps(source_span):
        cue, source_span = _apart(text, cue, source_span)
    contents = _clear(text, contents, [cue, *([source_span] if source_span else [])])
    return Statement(
        id=f"s{number}",
        source=source.id if source else None,
        source_span=source_span,
        cue_span=cue,
        content_spans=contents,
        quotation="direct" if draft.direct else _quotation(analysis, contents),
        cue_class=draft.entry.cue_class,
        audience=audience.id if audience and audience != source else None,
        stance=_stance(draft),
        confidence=draft.confidence,
    )


def _apart(text: str, cue: Span, source: Span) -> tuple[Span, Span | None]:
    """A cue and a source that overlap: the cue behind a source that stands in it ("are they ready to"), a source before its cue."""
    if source.start < cue.start:
        return cue, _stripped(text, Span(source.start, cue.start))
    if source.end < cue.end:
        return _stripped(text, Span(source.end, cue.end)) or cue, source
    if cue.start < source.start:
        return Span(cue.start, source.start), source
    return cue, _stripped(text, Span(cue.end, source.end)) if cue.end < source.end else None


def _stripped(text: str, span: Span) -> Span | None:
    """The span without white space at its edges, None where nothing else is."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    end = span.end - len(words) + len(words.rstrip())
    return Span(start, end) if start < end else None


def _clear(text: str, contents: Iterable[Span], words: list[Span]) -> tuple[Span, ...]:
    """The contents in text order, apart from each other, without words that belong to the cue or source."""
    found: list[Span] = []
    for span in sorted(contents):
        start = max(span.start, found[-1].end) if found else span.start
        for word in sorted(words):
            if word.start < span.end and start < word.end:
                if start < word.start:
                    found.append(Span(start, word.start))
                start = max(start, word.end)
        if start < span.end:
            found.append(Span(start, span.end))
    return tuple(s for span in found if (s := _stripped(text, span)) is not None)


def _entity(analysis: Analysis, head: Token) -> Entity | None:
    """The entity of a phrase, of the name in apposition to "the deputy minister", or of the voters in "1 percent of voters"."""
    names = [c for c in head.rights if c.dep_ == "appos" and c.pos_ == "PROPN"] if head.pos_ != "PROPN" else []
    named = analysis.entity_of(names[0]) if names else None
    counted = (o for p in head.rights if p.dep_ == "prep" and p.lower_ == "of" for o in p.rights if o.dep_ == "pobj")
    return named or analysis.entity_of(head) or next((e for o in counted if (e := analysis.entity_of(o)) is not None), None)


def _stance(draft: Draft) -> Stance:
    if not draft.negated:
        return draft.entry.stance
    if draft.entry.stance != "asserts":
        return "asserts" if draft.entry.stance == "denies" else draft.entry.stance
    return "declines" if draft.entry.cue_class in ("speech", "writing") else "denies"


def _quotation(analysis: Analysis, contents: tuple[Span, ...]) -> Quotation:
    total = sum(c.length for c in contents)
    quoted = sum(min(c.end, q.span.end) - max(c.start, q.span.start) for c in contents for _, q in quotes_in(analysis.quotes, c))
    if quoted == 0:
        return "indirect"
    return "direct" if quoted >= 0.9 * total - 2 else "mixed"


def _nest(statements: list[Statement], links: dict[str, str]) -> tuple[Statement, ...]:
    """Each statement with the innermost other one whose content holds its cue; a shorter content is never the outer one.

    links: statement of somebody who is cited → the one that cites him. They have the same content; the cited one is inside.
    """
    sizes = {s.id: sum(c.length for c in s.content_spans) for s in statements}
    contents = sorted((c.start, c.end, n) for n, s in enumerate(statements) for c in s.content_spans)
    passed_on = [(c, s.id) for s in statements if s.cue_span is None for c in s.content_spans]
    cited: dict[str, str] = {}
    for inner, outer_id in links.items():
        cited.setdefault(outer_id, inner)
    found = []
    for n, one in enumerate(statements):
        cue = one.cue_span
        outer: Statement | None = None
        last = bisect_right(contents, (cue.start, float("inf"))) if cue else 0
        for _, end, m in contents[max(0, last - DEEPEST) : last]:
            other = statements[m]
            if m == n or cue is None or end < cue.end or other.id in links or (sizes[other.id], -m) <= (sizes[one.id], -n):
                continue
            if outer is None or sizes[other.id] < sizes[outer.id]:
                outer = other
        within = outer.id if outer else None
        while within in cited:
            within = cited[within]
        if one.id in links:
            within = links[one.id]
        if within is None:
            within = _agency(one, passed_on, sizes)
        found.append(replace(one, within=within) if within else one)
    return tuple(sorted(found, key=lambda s: s.cue_span or s.source_span or s.content_spans[0]))


def _agency(one: Statement, passed_on: list[tuple[Span, str]], sizes: dict[str, int]) -> str | None:
    """The agency in whose report a statement stands that stands in no other."""
    at = one.cue_span or one.content_spans[0]
    holding = [i for c, i in passed_on if i != one.id and c.contains(at) and sizes[i] > sizes[one.id]]
    return min(holding, key=lambda i: sizes[i], default=None)
