"""Which quotation belongs to which cue: quotations widen contents, follow or precede their cue, or go on without one."""

from __future__ import annotations

import re
from bisect import bisect_right

from dragoman.extract.contents import Draft
from dragoman.language import Analysis, Quote
from dragoman.language.quotes import paragraphs
from dragoman.model import Span

GAP = re.compile(r"[\s,.:;–—-]*$")
SPEECH_END = re.compile(r"[.,!?…—-]$")
BEFORE_QUOTE = re.compile(r"[:,]\s*$")
FARTHEST = 220  # code points between a cue and the quotation behind it


def attach_quotes(analysis: Analysis, drafts: list[Draft]) -> list[tuple[Span, ...]]:
    """The content spans of each draft with its quotations; () for a draft that has no content at all."""
    text, doc = analysis.document.text, analysis.doc
    contents = [[_chars(analysis, r) for r in d.contents] for d in drafts]
    quotes = [q for q in analysis.quotes if q.inner.length > 1]
    if not quotes:
        return [tuple(c) for c in contents]
    starts = [q.span.start for q in quotes]
    holder = [_quote_at(quotes, starts, doc[d.anchor].idx) for d in drafts]  # the quotation that the cue itself stands in
    owner: dict[int, int] = {}
    for n, spans in enumerate(contents):
        contents[n] = _widen(quotes, starts, spans, holder[n], owner, n)
    sentence_starts = [s.start_char for s in doc.sents]
    breaks = [p.start for p in paragraphs(text)]
    free = [q for q in range(len(quotes)) if q not in owner]
    anchors = [doc[d.anchor].idx for d in drafts]
    for n, draft in enumerate(drafts):
        if "q" not in draft.entry.frames or contents[n] or holder[n] is not None:
            continue
        found = _adjoining(analysis, draft, [quotes[q] for q in free if q not in owner], breaks)
        if found:
            contents[n].append(found.span)
            owner[quotes.index(found)] = n
    for q, quote in enumerate(quotes):
        if q not in owner:
            n = _carried(text, quotes, q, owner, breaks, sentence_starts, anchors, drafts)
            if n is not None:
                contents[n].append(quote.span)
                owner[q] = n
    return [tuple(_joined(text, c)) for c in contents]


def _widen(quotes: list[Quote], starts: list[int], spans: list[Span], own: int | None, owner: dict[int, int], n: int) -> list[Span]:
    """Contents that touch a quotation take it whole; a cue inside a quotation keeps to it."""
    found = []
    for span in spans:
        if own is not None:
            inner = quotes[own].inner
            start, end = max(span.start, inner.start), min(span.end, inner.end)
            if start < end:
                found.append(Span(start, end))
            continue
        start, end = span
        index = max(0, bisect_right(starts, start) - 1)
        while index < len(quotes) and quotes[index].span.start < end:
            quote = quotes[index].span
            if quote.end > start:
                start, end = min(start, quote.start), max(end, quote.end)
                owner.setdefault(index, n)
            index += 1
        found.append(Span(start, end))
    return found


def _adjoining(analysis: Analysis, draft: Draft, free: list[Quote], breaks: list[int]) -> Quote | None:
    """The quotation next to a cue that has no content yet: just before its source and cue, or behind it."""
    text, doc = analysis.document.text, analysis.doc
    left = min(draft.cue[0], draft.source[0] if draft.source else draft.cue[0])
    right = max(draft.cue[1], draft.source[1] if draft.source else draft.cue[1])
    start, end = doc[left].idx, doc[right - 1].idx + len(doc[right - 1])
    for quote in free:
        if (
            0 <= start - quote.span.end <= 6
            and SPEECH_END.search(quote.inner.of(text).rstrip())
            and GAP.match(text[quote.span.end : start])
        ):
            return quote
    for quote in free:
        gap = text[end : quote.span.start] if quote.span.start >= end else "x" * FARTHEST
        if len(gap) < FARTHEST and (BEFORE_QUOTE.search(gap) or not gap.strip()) and not re.search(r"[.!?]\s", gap):
            return quote
    return None


def _carried(
    text: str,
    quotes: list[Quote],
    q: int,
    owner: dict[int, int],
    breaks: list[int],
    sentence_starts: list[int],
    anchors: list[int],
    drafts: list[Draft],
) -> int | None:
    """Whose words an unclaimed quotation goes on with: it follows a quotation of that speaker and stands by itself."""
    quote = quotes[q]
    before = owner.get(q - 1)
    if before is None or quote.inner.length < 12:
        return None
    gap = text[quotes[q - 1].span.end : quote.span.start]
    between = [n for n, a in enumerate(anchors) if quotes[q - 1].span.end <= a < quote.span.start]
    if before is not None and all(n == before for n in between):
        same = bisect_right(breaks, quotes[q - 1].span.start) == bisect_right(breaks, quote.span.start)
        begins = bisect_right(sentence_starts, quote.span.start)
        alone = begins > 0 and sentence_starts[begins - 1] == quote.span.start
        if same and len(gap) < FARTHEST and (alone or gap.rstrip().endswith(",")) and SPEECH_END.search(quote.inner.of(text).rstrip()):
            return before
        opens = quote.span.start in breaks
        if (
            not same
            and opens
            and (quote.continues or not gap.strip() or bisect_right(breaks, quote.span.start) - bisect_right(breaks, anchors[before]) == 1)
        ):
            return before
    return None


def _joined(text: str, spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for span in sorted(spans):
        if found and (span.start <= found[-1].end or not text[found[-1].end : span.start].strip()):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _quote_at(quotes: list[Quote], starts: list[int], offset: int) -> int | None:
    index = bisect_right(starts, offset) - 1
    return index if index >= 0 and quotes[index].span.end > offset else None


def _chars(analysis: Analysis, tokens: tuple[int, int]) -> Span:
    doc = analysis.doc
    last = doc[tokens[1] - 1]
    return Span(doc[tokens[0]].idx, last.idx + len(last))
