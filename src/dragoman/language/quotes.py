"""Quoted stretches of a text, whatever the marks, balanced or not. One pass; cost grows with the length of the text only."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.model import Span

# A paragraph ends at a blank line, before an indented line, and behind a line that is too long to be a wrapped one.
PARAGRAPH_END = re.compile(r"[ \t\xa0]*\n(?:[ \t\xa0]*\n)+\s*|[ \t\xa0]*\n(?:[ ]{2,}|\t)\s*|(?<=[^\n]{110})\n\s*")
MARKS = re.compile(r"``|''|[\"“”„‟«»‹›‘’‚`´'＂]")
OPENER_BEFORE = " \t\n\xa0([{<-–—/…:;,"  # what may stand before an opening mark
CLOSES = {"“": "”", "„": "“”", "‟": "”", "«": "»", "»": "«", "‹": "›", "›": "‹", "``": "''", "‘": "’", "‚": "‘’"}
SINGLES = "‘’‚'`´‹›"
NO_QUOTE = re.compile(r"(?:\d0s|\d\ds?\b|em\b|til\b|tis\b|twas\b|cause\b|n'|n’|bout\b|round\b|cos\b|neath\b)", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?…](?=\s)")
LONGEST_SINGLE = 700  # code points looked ahead for the end of a single-quoted stretch


@dataclass(frozen=True)
class Quote:
    """A quoted stretch.

    span includes the marks, inner leaves them out; closed is false where a mark is missing.
    continues: the stretch goes on with the quotation that the paragraph before left open (a mark opens each
    paragraph, only the last is closed).
    """

    span: Span
    inner: Span
    closed: bool = True
    continues: bool = False


def find_quotes(text: str) -> tuple[Quote, ...]:
    """Return the quoted stretches of a text, in text order; quotes within quotes are not listed.

    Apostrophes, inches and years ('90s) are no marks. A stretch never crosses a paragraph. Where the closing mark is
    missing it ends with the paragraph; where the opening one is, it begins with the paragraph.
    """
    found: list[Quote] = []
    open_before = False
    for start, end in paragraphs(text):
        inside = _quotes_of_paragraph(text, Span(start, end))
        if inside and open_before and inside[0].span.start == start:
            first = inside[0]
            inside[0] = Quote(first.span, first.inner, first.closed, continues=True)
        found += inside
        open_before = (
            bool(inside) and not inside[-1].closed and inside[-1].span.end == end and inside[-1].inner.start > inside[-1].span.start
        )
    return tuple(found)


def quotes_in(quotes: Sequence[Quote], span: Span) -> Iterator[tuple[int, Quote]]:
    """Yield number and quote of those that share a code point with a span; the quotes are in text order."""
    index = max(0, bisect_right(quotes, span.start, key=lambda q: q.span.start) - 1)
    while index < len(quotes) and quotes[index].span.start < span.end:
        if quotes[index].span.end > span.start:
            yield index, quotes[index]
        index += 1


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the paragraphs of a text, without the white space around them."""
    start = len(text) - len(text.lstrip())
    for match in PARAGRAPH_END.finditer(text, start):
        if match.start() > start:
            yield Span(start, match.start())
        start = match.end()
    end = len(text.rstrip())
    if end > start:
        yield Span(start, end)


def _quotes_of_paragraph(text: str, paragraph: Span) -> list[Quote]:
    start, end = paragraph
    found: list[Quote] = []
    opened: re.Match[str] | None = None  # the mark that opened the stretch we are in
    skip = start
    for match in MARKS.finditer(text, start, end):
        mark, at, behind = match.group(), match.start(), match.end()
        if at < skip:
            continue
        if opened is None:
            single = mark in SINGLES
            if single:
                close = _single_end(text, mark, at, paragraph)
                if close:
                    found.append(Quote(Span(at, close), Span(behind, close - 1)))
                    skip = close
            elif _may_open(text, mark, at, paragraph):
                opened = match
            elif _ends_speech(text, at, start) and not found and mark not in ("“", "„", "«"):
                found.append(Quote(Span(start, behind), Span(start, at), closed=False))
        elif _closes(text, opened.group(), match, end):
            found.append(Quote(Span(opened.start(), behind), Span(opened.end(), at)))
            opened = None
        elif mark == opened.group() and _surely_opens(text, match, paragraph):
            # A second opening mark: the first was never closed. It lasts up to the end of its sentence.
            stops = [m.end() for m in SENTENCE_END.finditer(text, opened.end(), at)]
            if stops:
                found.append(Quote(Span(opened.start(), stops[-1]), Span(opened.end(), stops[-1]), closed=False))
            opened = match
    if opened is not None:
        found.append(Quote(Span(opened.start(), end), Span(opened.end(), end), closed=False))
    return found


def _may_open(text: str, mark: str, at: int, paragraph: Span) -> bool:
    start, end = paragraph
    behind = at + len(mark)
    if behind >= end or text[behind].isspace():
        return False
    if mark in ("“", "„", "‟", "«", "``"):
        return True
    return at == start or text[at - 1] in OPENER_BEFORE or text[at - 1] in "‘'“"


def _surely_opens(text: str, match: re.Match[str], paragraph: Span) -> bool:
    start, end = paragraph
    at, behind = match.span()
    return behind < end and not text[behind].isspace() and (at == start or text[at - 1].isspace() or text[at - 1] in "([—")


def _closes(text: str, opener: str, match: re.Match[str], end: int) -> bool:
    mark, at, behind = match.group(), match.start(), match.end()
    if mark in CLOSES.get(opener, ""):
        return True
    doubles = ('"', "”", "''", "“", "＂")
    if mark not in doubles or opener not in (*doubles, "``", "„", "‟"):
        return False
    if mark == "“":  # closes only where it can't open
        return behind >= end or not text[behind].isalnum()
    return behind >= end or not text[behind].isalnum() or not text[at - 1].isspace()


def _ends_speech(text: str, at: int, start: int) -> bool:
    return at > start and text[at - 1] in ".,!?…"


def _single_end(text: str, mark: str, at: int, paragraph: Span) -> int:
    """Where the single-quoted stretch that may begin here ends; 0 where none does (an apostrophe)."""
    start, end = paragraph
    behind = at + 1
    opens = behind < end and not text[behind].isspace() and (at == start or text[at - 1] in OPENER_BEFORE)
    if mark == "›" or not opens or NO_QUOTE.match(text, behind):
        return 0
    closers = CLOSES.get(mark, "'’´" if mark == "`" else "'" if mark == "'" else "’´")
    limit = min(end, behind + LONGEST_SINGLE)
    weak = 0
    for place in range(behind + 1, limit):
        if text[place] not in closers or text[place - 1].isspace() or (place + 1 < end and text[place + 1].isalnum()):
            continue
        if text[place - 1] in ".,!?…":
            return place + 1
        possessive = text[place - 1] == "s" and place + 2 < end and text[place + 1] == " " and text[place + 2].islower()
        if not possessive:
            return weak if weak and place - weak > 80 else place + 1
        weak = weak or place + 1
    return weak
