"""Windows: stretches of whole paragraphs that an encoder reads in one pass."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from dragoman.model import Span

WORDS = 140  # about 200 word pieces
LINE = re.compile(r"[^\n]*\S[^\n]*")
SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*[ \t]+")
WORD = re.compile(r"\S+")


def windows(text: str, words: int = WORDS, told: Sequence[int] | None = None) -> Iterator[Span]:
    """Consecutive stretches of a text with at most so many words each, in order, cut between paragraphs.

    Spans are half-open code-point offsets. A paragraph that is too long is cut after a sentence, a sentence that is too long
    after a word; nothing but white space lies between two windows. told: offsets of the text, in order, of which each paragraph needs
    one; lines of tables and titles without any are left out where they stand at the edge of a window.
    """
    start = end = count = idle = 0
    for piece, length in _pieces(text, words):
        if told is not None and bisect_left(told, piece.start) == bisect_left(told, piece.end):
            idle += length
            continue
        if count and count + idle + length > words:
            yield Span(start, end)
            count = 0
        if not count:
            start, idle = piece.start, 0
        end, count, idle = piece.end, count + idle + length, 0
    if count:
        yield Span(start, end)


def _pieces(text: str, words: int) -> Iterator[tuple[Span, int]]:
    for line in LINE.finditer(text):
        length = len(line.group().split())
        if length <= words:
            yield Span(*line.span()), length
            continue
        at = line.start()
        for end in [*(m.end() for m in SENTENCE_END.finditer(text, line.start(), line.end())), line.end()]:
            found = [m.span() for m in WORD.finditer(text, at, end)]
            for first in range(0, len(found), words):
                part = found[first : first + words]
                yield Span(part[0][0], part[-1][1]), len(part)
            at = end
