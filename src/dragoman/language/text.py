"""The text that is parsed: as long as the document's, but without what makes a parser stumble.

Every code point keeps its place, so a token's offset in the parsed text is its offset in the document's text.
"""

from __future__ import annotations

import re

from dragoman.language.casing import repair_case

# A line break inside a paragraph: no blank line and no indentation on either side.
_BREAK = re.compile(r"(?<=[^\s])[ ]?(?P<break>\r\n|\n|\r)(?=[^\s])")
_LIST_ITEM = re.compile(r"[-*•–—·>]|\(?\d{1,2}[.)]\s")
_WORD_END = re.compile(r"\S*")
_SENTENCE_END = (".", "!", "?", ":", '"', "”", "’", "'", ")", "]")
NARROWEST, WIDEST = 40, 110  # characters a line of hard-wrapped copy has, with a few to spare


def _replacements() -> dict[int, str]:
    """Characters that a parser takes for words, each with one that it knows."""
    table: dict[int, str] = {}
    for code in [*range(0x00, 0x20), *range(0x7F, 0xA0)]:
        if chr(code) not in "\t\n\r":
            table[code] = " "
    table[0x85] = "\n"
    # No-break and other typographic spaces; zero-width and direction marks; the soft hyphen; byte order marks.
    for code in [0xA0, 0x1680, *range(0x2000, 0x2010), 0x2028, 0x2029, *range(0x202A, 0x2030), 0x205F, *range(0x2060, 0x2070)]:
        table[code] = " "
    for code in [0xAD, 0x034F, 0x061C, 0x180E, 0x3000, 0xFEFF, *range(0xFFF9, 0xFFFD)]:
        table[code] = " "
    for code in [*range(0xFE00, 0xFE10), *range(0xE000, 0xF900), *range(0xD800, 0xE000)]:
        table[code] = " "
    table[0x2028] = table[0x2029] = "\n"
    table |= {0x2010: "-", 0x2011: "-", 0x2212: "-", 0x02BC: "'", 0x2032: "'", 0xFF07: "'"}
    return table


_TABLE = _replacements()
_ODD = re.compile("[" + "".join(re.escape(chr(code)) for code in sorted(_TABLE)) + "]")


def _clean(text: str) -> str:
    """Odd characters replaced one by one; an invisible character within a word splits it, which is rarer than it sounds."""
    return text.translate(_TABLE) if _ODD.search(text) else text


def _width(text: str) -> int:
    """The column at which the text's lines are broken, 0 where lines are paragraphs."""
    lengths = sorted(len(line.rstrip()) for line in text.splitlines() if line.strip())
    if len(lengths) < 2 or lengths[-1] > WIDEST or lengths[-1] < NARROWEST:
        return 0
    return lengths[-1]


def join_lines(text: str) -> str:
    """Hard line breaks inside a paragraph become spaces; the length stays.

    A break is hard where the next line's first word would not have fitted on the line before (``width``: the longest line), where
    it follows a line of three quarters of the width in a text whose breaks are mostly hard, or where the next line goes on in
    lower case. Blank lines, indentation, list items and short lines (headlines, verse) stay.
    """
    if "\n" not in text and "\r" not in text:
        return text
    width = _width(text)
    breaks: list[tuple[int, int, int, bool, bool]] = []
    for match in _BREAK.finditer(text):
        start, end = match.span("break")
        if _LIST_ITEM.match(text, end):
            continue
        line = text[max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1 : start].rstrip()
        word = _WORD_END.match(text, end)
        first = word.group() if word else ""
        continues = first[:1].islower() and not line.endswith(_SENTENCE_END)
        breaks.append((start, end, len(line), continues, bool(width) and len(line) + 1 + len(first) > width))
    if len(breaks) < 3:  # too few to tell a column from chance: what ends a sentence may end a paragraph
        breaks = [(s, e, n, goes_on, full and not text[:s].rstrip().endswith(_SENTENCE_END)) for s, e, n, goes_on, full in breaks]
    wrapped = len(breaks) > 2 and sum(full for *_, full in breaks) * 2 > len(breaks)
    pieces: list[str] = []
    done = 0
    for start, end, length, continues, full in breaks:
        if continues or full or (wrapped and length * 4 >= width * 3):
            pieces += [text[done:start], " " * (end - start)]
            done = end
    pieces.append(text[done:])
    return "".join(pieces)


def parse_text(text: str) -> str:
    """Return the text to parse, exactly as long as ``text``.

    Odd characters are replaced one by one (control characters, typographic spaces, soft hyphens), hard line breaks joined, and
    text in capitals only or without any capital gets an ordinary case.
    """
    return repair_case(join_lines(_clean(text)))
