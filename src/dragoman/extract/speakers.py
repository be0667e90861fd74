"""Who says "I" and "we": the subject of the nearest verb of saying outside the quotation, or the name before the colon of the line."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.extract.mentions import Words
from dragoman.resolve.word_lists import word_list

if TYPE_CHECKING:
    from dragoman.language.quotes import Quote


LABEL = re.compile(r"[ \t]*(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4})(?: \([^()\n]{2,30}\))?:[ \t]")


class Speakers:
    """The quotations of one document and the verbs of saying around them."""

    def __init__(self, words: Words, quotes: Sequence[Quote], text: str) -> None:
        self.words = words
        self.text = text
        self.quotes = quotes
        self.starts = [q.span.start for q in quotes]
        verbs = word_list("speech_verbs") if quotes else frozenset()
        said = {
            words.head[i]: i
            for i, dep in enumerate(words.dep)
            if dep == "nsubj" and words.lower[words.head[i]] in verbs and not self.inside(words.start[words.head[i]])
        }
        self.said = sorted(said.items())
        self.said_starts = [words.start[verb] for verb, _ in self.said]

    def inside(self, offset: int) -> Quote | None:
        """The quotation that holds a code point."""
        index = bisect_right(self.starts, offset) - 1
        return self.quotes[index] if index >= 0 and offset < self.quotes[index].span.end else None

    def _labelled(self, offset: int) -> int | None:
        """The last token of the name that a line of a transcript begins with ("BERG: I stay")."""
        start = self.text.rfind("\n", 0, offset) + 1
        name = LABEL.match(self.text, start, offset)
        if name is None:
            return None
        token = bisect_left(self.words.start, name.end("name")) - 1
        return token if token >= 0 and self.words.start[token] >= start else None

    def of(self, index: int) -> int | None:
        """The token that names the speaker of what stands at a token; None where nobody is told.

        The subject behind the quotation in the same paragraph comes before the one that stands before it; a verb of saying
        right before the quotation, joined to it by a comma or colon, comes first.
        """
        words = self.words
        quote = self.inside(words.start[index])
        if quote is None:
            return self._labelled(words.start[index])
        first = self.text.rfind("\n", 0, quote.span.start) + 1
        last = self.text.find("\n", quote.span.end)
        last = len(self.text) if last < 0 else last
        near = self.said[bisect_left(self.said_starts, first) : bisect_left(self.said_starts, last)]
        split, over = (bisect_left(near, edge, key=lambda p: words.start[p[0]]) for edge in quote.span)
        before, behind = near[:split][-1:], near[over:][:1]
        introduced = bool(before) and self.text[: quote.span.start].rstrip()[-1:] in (",", ":")
        if introduced and not any(c in ".!?" for c in self.text[words.end[before[-1][0]] : quote.span.start]):
            return before[-1][1]
        if behind:
            return behind[0][1]
        return before[-1][1] if before else None
