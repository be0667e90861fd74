"""Where sentences must and must not begin, told to the parser before it parses.

The model alone cuts before closing quotation marks, inside bracketed insertions and in the middle of headlines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dragoman.language.layout import find_layout, line_starts
from dragoman.language.quotes import find_quotes, paragraphs

if TYPE_CHECKING:
    from spacy.tokens import Doc

ENDS = frozenset(".!?…:;") | {"...", "....", "--", "–", "—", "-", "•", "*", "?!", "!!", "!?", ". . .", "|"}
CLOSING_MARKS = frozenset("\"”’'»)]}›“`") | {"''", "``"}
FULL_STOPS = frozenset(".!?…") | {"...", "....", "?!", "!?", "!!"}
LONGEST = 200  # tokens without a mark that ends a sentence, after which the parser may cut where it likes
BRACKETED = 25  # tokens that a bracketed insertion may hold
FINITE = {"VBD", "VBZ", "VBP", "MD"}
NO_START = {"that", "which", "who", "whether", "to", "if", "or"}  # what goes on with the clause before a semicolon
SAID = {"said", "says", "asked", "asks", "added", "adds", "replied", "told", "tells", "wrote", "writes", "cried", "exclaimed", "wondered"}


def mark_boundaries(doc: Doc, given: str) -> Doc:
    """Set where sentences begin, cannot begin, or may begin; returns the same doc. To be called before the parser.
    given: the text before its case was repaired.

    A sentence begins with each paragraph. It may begin only behind a mark that ends one (with closing quotation marks and
    brackets behind it), never before a closing mark, inside brackets, or with a small letter behind a quotation.
    """
    import numpy as np

    text = doc.text
    starts = {span.start for span in paragraphs(text)}
    layout = find_layout(given)
    starts |= set(line_starts(text))
    starts |= {_next_word(text, end) for line in layout.furniture for end in (line.start, line.end)}
    if layout.dateline:
        starts |= {layout.dateline.span.start, _next_word(text, layout.dateline.span.end)}
    quotes = find_quotes(text)
    opening = {q.span.start for q in quotes if q.inner.start > q.span.start}
    closing = {q.inner.end for q in quotes if q.span.end > q.inner.end}
    bracket_end = -1
    since = 0
    before, previous = "", ""  # the last mark that ends a sentence, and the last token that is no space
    ended = False
    after_opening = False
    begins = np.zeros(len(doc), dtype=np.int64)  # 1: a sentence begins, -1: none does; set at once, since for each token it costs a pass
    for token in doc:
        word = token.text
        if token.is_space:
            begins[token.i] = -1 if token.i else 0
            if "\n" in word:
                ended = True  # a line that stayed a line: a headline, a list; the parser may cut here
            continue
        since += 1
        if token.idx in starts:
            begins[token.i] = 1
            since = 0
        elif token.i:
            first = word[0]
            closes = token.idx in closing or (first in ")]},.;:!?%”»" and token.idx not in opening)
            small = first.islower() and (previous in CLOSING_MARKS or before in (":", ";", "-", "–", "—", "--"))
            small = small or (before in ("?", "!") and previous in CLOSING_MARKS and _is_attribution(doc, token.i))
            if closes or after_opening or token.i <= bracket_end or small or (not ended and since < LONGEST):
                begins[token.i] = -1
            elif token.idx in opening and previous in FULL_STOPS:
                begins[token.i] = 1
                since = 0
        after_opening = token.idx in opening
        if word in ("[", "(") and previous not in FULL_STOPS:
            bracket_end = _bracket_end(doc, token.i)
        if word in ENDS or (len(word) > 1 and word[-1] == "."):
            ended, before = True, word
        elif not (ended and (word in CLOSING_MARKS or token.idx in opening)):
            ended, before = False, ""
        previous = word
    kept: Any = begins.view(np.uint64)  # as spaCy keeps it; its stub knows arrays of two dimensions only
    doc.from_array(["SENT_START"], kept)
    return doc


def cut_at_semicolons(doc: Doc) -> Doc:
    """Let a sentence begin behind a semicolon outside quotations where both sides have a finite verb; returns the same doc.

    To be called between tagger and parser. The model would take "A did x; B condemned it" for something that B says.
    """
    found = [token.i for token in doc if token.text == ";"]
    if not found:
        return doc
    quotes = find_quotes(doc.text)
    for at in found:
        if at + 1 >= len(doc) or any(q.span.start < doc[at].idx < q.span.end for q in quotes):
            continue
        behind = doc[at + 1]
        if behind.lower_ not in NO_START and _finite_verb(doc, at - 1, -1) and _finite_verb(doc, at + 1, 1):
            behind.is_sent_start = True
    return doc


def _finite_verb(doc: Doc, start: int, step: int) -> bool:
    """Whether a finite verb stands between here and the next mark that ends a clause, in one direction."""
    at = start
    while 0 <= at < len(doc):
        token = doc[at]
        if token.text in FULL_STOPS or token.text == ";":
            return False
        if token.tag_ in FINITE:
            return True
        if step < 0 and token.is_sent_start:
            return False
        at += step
    return False


def _bracket_end(doc: Doc, start: int) -> int:
    """The index of the bracket that closes the one at start, -1 where it is far or a sentence ends before it."""
    wanted = "]" if doc[start].text == "[" else ")"
    for token in doc[start + 1 : start + BRACKETED]:
        if token.text == wanted:
            return token.i
        if token.text in FULL_STOPS:
            return -1
    return -1


def _is_attribution(doc: Doc, start: int) -> bool:
    """Whether a verb of saying stands among the next words, before any mark: '"Why?" Berg asked.'"""
    for token in doc[start : start + 5]:
        if token.lower_ in SAID:
            return True
        if not token.is_alpha:
            return False
    return False


def _next_word(text: str, offset: int) -> int:
    while offset < len(text) and text[offset].isspace():
        offset += 1
    return offset
