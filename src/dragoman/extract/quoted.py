"""Which quotation belongs to which cue: quotations widen contents, follow or precede their cue, or go on without one."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from dragoman.extract.ranges import Draft
from dragoman.language import Analysis, Quote
from dragoman.language.quotes import paragraphs, quotes_in
from dragoman.model import Span

GAP = re.compile(r"[ \t\xa0,.:;–—-]*$")
SPEECH_END = re.compile(r"[.,!?…—-]$")
BEFORE_QUOTE = re.compile(r"[:,]\s*$")
JOINED = re.compile(r"(?:and|but|or)\s*$")  # '"A," he said, and "B"'
PRONOUNS = {"he", "she", "they"}
SENTENCE_IN_GAP = re.compile(r"[.!?]\s")
INNER = {"‘": "’", "'": "'", "“": "”", '"': '"'}
FARTHEST = 220  # code points between a cue and the quotation behind it
SHORTEST = 12  # code points of a quotation that can stand without a cue; shorter ones are titles and scare quotes


@dataclass
class _Page:
    """A document's quotations, and who owns each: quotation number → draft number."""

    text: str
    quotes: list[Quote]
    breaks: list[int]
    sentences: list[int]
    anchors: list[int]
    owner: dict[int, int] = field(default_factory=dict)

    def paragraph(self, offset: int) -> int:
        return bisect_right(self.breaks, offset)


def attach_quotes(analysis: Analysis, drafts: list[Draft]) -> list[tuple[Span, ...]]:
    """The content spans of each draft with its quotations; () for a draft that has no content at all.

    The drafts are in text order of their anchors.
    """
    text, doc = analysis.document.text, analysis.doc
    contents = [[char_span(analysis, r) for r in d.contents] for d in drafts]
    quotes = [q for q in analysis.quotes if q.inner.length > 1]
    if not quotes:
        return [tuple(c) for c in contents]
    anchors = [doc[d.anchor].idx for d in drafts]
    page = _Page(text, quotes, [p.start for p in paragraphs(text)], [s.start_char for s in doc.sents], anchors)
    inside = [next((n for n, _ in quotes_in(quotes, Span(a, a + 1))), None) for a in anchors]
    for n, spans in enumerate(contents):
        own = inside[n]
        contents[n] = _widened(page, spans, n) if own is None else _kept_inside(text, quotes[own], spans)
    for n, draft in enumerate(drafts):
        if "q" in draft.entry.frames and not contents[n] and inside[n] is None:
            found = _adjoining(analysis, page, draft)
            if found is not None:
                contents[n].append(quotes[found].span)
                page.owner[found] = n
        elif "q" in draft.entry.frames and contents[n] and inside[n] is None and contents[n][0].start >= anchors[n]:
            found = _just_before(page, doc[draft.outset].idx)  # "A," he said, "does B"
            if found is not None and text[quotes[found].inner.end - 1] == "," and found not in page.owner:
                contents[n].insert(0, quotes[found].span)
                page.owner[found] = n
    for number in range(1, len(quotes)):
        if number not in page.owner:
            speaker = _carried(page, number)
            if speaker is not None:
                contents[speaker].append(quotes[number].span)
                page.owner[number] = speaker
    for number in range(len(quotes) - 1, 0, -1):  # the paragraphs before the one that names the speaker
        if (
            number in page.owner
            and number - 1 not in page.owner
            and (quotes[number].continues or _told_behind(analysis, page, number, drafts))
        ):
            contents[page.owner[number]].append(quotes[number - 1].span)
            page.owner[number - 1] = page.owner[number]
    return [tuple(_joined(text, c)) for c in contents]


def char_span(analysis: Analysis, tokens: tuple[int, int]) -> Span:
    """Token range to code points."""
    last = analysis.doc[tokens[1] - 1]
    return Span(analysis.doc[tokens[0]].idx, last.idx + len(last))


def _kept_inside(text: str, quote: Quote, spans: list[Span]) -> list[Span]:
    """The contents of a cue that stands in a quotation itself: they end with it, and take marks of their own with them."""
    cut = [Span(max(s.start, quote.inner.start), min(s.end, quote.inner.end)) for s in spans]
    if not quote.closed:  # "“We stay, Berg said.": the mark belongs to what is said
        cut = [Span(quote.span.start, s.end) if s.start == quote.inner.start else s for s in cut]
    return [_with_marks(text, quote.inner, s) for s in cut if s.start < s.end]


def _with_marks(text: str, around: Span, span: Span) -> Span:
    """A content inside a quotation with the inner quotation marks that stand at its edges."""
    start, end = span
    if text[start] not in INNER and start > around.start and text[start - 1] in INNER:
        start -= 1
    closing = INNER.get(text[start])
    if closing is None or text[start:end].rstrip(".,!?")[1:].endswith(closing):
        return Span(start, end) if closing is not None and text[end - 1] in closing else span
    for place in range(end, min(end + 2, around.end)):
        if text[place] in closing:
            return Span(start, place + 1)
        if text[place] not in ".,!?…":
            break
    return span


def _widened(page: _Page, spans: list[Span], draft: int) -> list[Span]:
    """Contents that touch a quotation take it whole, also where it began sentences before."""
    found = []
    for span in spans:
        start, end = span
        for number, quote in quotes_in(page.quotes, span):
            start, end = min(start, quote.span.start), max(end, quote.span.end)
            page.owner.setdefault(number, draft)
        found.append(Span(start, end))
    return found


def _adjoining(analysis: Analysis, page: _Page, draft: Draft) -> int | None:
    """The quotation next to a cue that has no content yet: just before its source and cue, or behind it."""
    text, doc = page.text, analysis.doc
    left = draft.outset
    right = max(draft.cue[1], draft.source[1] if draft.source else draft.cue[1])
    start, end = doc[left].idx, doc[right - 1].idx + len(doc[right - 1])
    before = _just_before(page, start)
    if before is not None:
        return before
    for number, quote in quotes_in(page.quotes, Span(end, end + FARTHEST)):
        gap = text[end : quote.span.start]
        if number in page.owner or quote.span.start < end or not (BEFORE_QUOTE.search(gap) or not gap.strip()):
            continue
        return None if SENTENCE_IN_GAP.search(gap) else number
    return None


def _just_before(page: _Page, start: int) -> int | None:
    """The quotation that nobody has said yet and that ends right before an offset, as speech does."""
    for number, quote in quotes_in(page.quotes, Span(max(0, start - 6), start)):
        spoken = SPEECH_END.search(quote.inner.of(page.text).rstrip())
        if number not in page.owner and quote.span.end <= start and spoken and GAP.match(page.text[quote.span.end : start]):
            return number
    return None


def _carried(page: _Page, number: int) -> int | None:
    """Whose words an unclaimed quotation goes on with: it follows a quotation of that speaker and stands by itself."""
    quote, previous = page.quotes[number], page.quotes[number - 1]
    speaker = page.owner.get(number - 1)
    if speaker is None:
        return None
    first, last = bisect_right(page.anchors, previous.span.end - 1), bisect_right(page.anchors, quote.span.start - 1)
    here = bisect_right(page.sentences, page.anchors[speaker])
    if any(n != speaker and bisect_right(page.sentences, page.anchors[n]) != here for n in range(first, last)):
        return None
    gap = JOINED.sub("", page.text[previous.span.end : quote.span.start])
    apart = page.paragraph(quote.span.start) - page.paragraph(page.anchors[speaker])
    sentence = bisect_right(page.sentences, quote.span.start)
    begins = sentence > 0 and page.sentences[sentence - 1] == quote.span.start
    if quote.inner.length < SHORTEST and not begins:
        return None
    if page.paragraph(previous.span.start) == page.paragraph(quote.span.start):
        spoken = SPEECH_END.search(quote.inner.of(page.text).rstrip())
        return speaker if spoken and len(gap) < FARTHEST and (begins or gap.rstrip().endswith(",")) else None
    opens = quote.span.start == page.breaks[page.paragraph(quote.span.start) - 1]
    return speaker if opens and (quote.continues or not gap.strip() or apart == 1) else None


def _told_behind(analysis: Analysis, page: _Page, number: int, drafts: list[Draft]) -> bool:
    """Whether a quotation that fills a paragraph is by him whom the next paragraph only calls "he", behind a quotation of his."""
    before, quote, draft = page.quotes[number - 1], page.quotes[number], drafts[page.owner[number]]
    if draft.source_head is None or analysis.doc[draft.source_head].lower_ not in PRONOUNS:
        return False
    here, there = page.paragraph(before.span.start), page.paragraph(quote.span.start)
    anchor = page.anchors[page.owner[number]]
    if there - here != 1 or page.paragraph(anchor) != there or anchor < quote.span.end or before.inner.length < SHORTEST:
        return False
    first, behind = page.breaks[here - 1], page.text[before.span.end : quote.span.start]
    return before.span.start == first and quote.span.start == page.breaks[there - 1] and not behind.strip()


def _joined(text: str, spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for span in sorted(spans):
        if found and (span.start <= found[-1].end or not text[found[-1].end : span.start].strip()):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
