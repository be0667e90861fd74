"""What of a text is not prose: dateline, byline, captions, copyright and other furniture of a page or wire report."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from dragoman.language.quotes import paragraphs
from dragoman.model import Span

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:{_MONTH}\s+\d{{1,2}}(?:,\s*\d{{4}})?|\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?)"
_CAPITALS = r"[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]*){0,4}(?:,\s[A-Z][\w.'’]+(?: [A-Z][\w.'’]+){0,2})?"
_NAME = r"(?:[A-Z][\w.'’-]+|of|de|la|el|al|the)(?:[ /-](?:[A-Z][\w.'’-]+|of|de|la|el|al)){0,4}(?:,\s[A-Z][\w.'’]+(?: [A-Z][\w.'’]+){0,2})?"
_DASH = r"\s*(?:--+|-|–|—|−)\s*"
_AGENCY = r"\((?P<{}>[A-Z][^()\n]{{1,40}})\)"
DATELINE = re.compile(
    rf"(?P<place1>{_CAPITALS})(?:,\s*(?P<date1>{_DATE}))?,?\s*(?:{_AGENCY.format('agency1')})?(?:{_DASH}(?=[\S])|:\s+(?=[A-Z“\"]))"
    rf"|(?!The\s)(?P<place2>{_NAME}),?\s*(?:(?P<date2>{_DATE}),?\s*)?{_AGENCY.format('agency2')}(?:{_DASH}(?=\S)|:?\s+(?=[A-Z“\"]))"
    rf"|(?P<place3>{_NAME}),\s*(?P<date3>{_DATE})\s*(?:--+|–|—)\s*(?=[\S])"
    rf"|{_AGENCY.format('agency4')}{_DASH}(?=[\S])"
)
NO_PLACE = re.compile(
    r"(?:BREAKING|WATCH|VIDEO|EXCLUSIVE|UPDATE|UPDATED|OPINION|ANALYSIS|NEWS|LIVE|READ|ALERT|FACTBOX|TIMELINE|REVIEW|EDITOR|NOTE|FILE|PHOTO|"
    r"CORRECTION|MORE|RELATED|QUESTION|ANSWER|INTERVIEW|TRANSCRIPT|[A-Z]\b|MR|MS|MRS|DR)\b"
)
DATELINE_WITHIN = 6  # paragraphs from the top in which a dateline may stand

LINE_END = re.compile(r"[.!?…][\"”’'»)\]]*$")
WRAPPED = 40  # letters that a line has at least that was broken at a width
HEADLINE = 25  # words that a headline may have

_PERSON = r"[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){1,4}"
FURNITURE = re.compile(
    rf"(?:by|BY|By)\s+{_PERSON}(?:(?:,|\s+and|\s+AND|\s*&|\s*\||,\s*and)\s+{_PERSON})*[^.!?]{{0,60}}$"
    r"|\(?(?:Additional\s+)?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Tt]ranslated|[Ww]ritten|[Ee]dited)\s+by\s.{3,300}$"
    r"|.{3,160}\bcontributed (?:to this (?:report|story|article)|reporting)\b.{0,60}$"
    r"|(?:FILE|File|AP|REUTERS|AFP|Stock)?\s*(?:PHOTO|Photo|Photograph|Image|IMAGE|Picture|Caption|CAPTION|Video|VIDEO|"
    r"Credit|Photos?\s+by|Graphic)s?\s*(?:credit|by)?\s*[:(/|].{0,400}$"
    r"|FILE\s*[-–—]\s.{5,400}$"
    r"|(?:©|\([cC]\)\s|Copyright\b|COPYRIGHT\b).{0,300}$"
    r"|.{0,200}\b[Aa]ll rights reserved\b.{0,200}$"
    r"|.{0,60}\bmay not be (?:published|reproduced|copied|redistributed)\b.{0,200}$"
    r"|(?:Continue reading|Read more|READ MORE|READ ALSO|Also read|Read also|Related|RELATED)(?:\s*[:|»>].{0,160})?$"
    r"|(?:ADVERTISEMENT|Advertisement|Story continues below|Share this|Sign up (?:for|to)|Subscribe (?:to|now|for)|Click here|"
    r"Follow (?:us|him|her|@)|Download our|Get the latest|Share on|Loading\.\.\.)(?!\w).{0,160}$"
    r"|(?:REUTER|Reuter|Reuters|ENDS|-30-|###|-0-)\.{0,3}$"
    r"|[-_=*•~#\s]{3,}$"
    r"|https?://\S+$"
)


@dataclass(frozen=True)
class Dateline:
    """The opening of a wire report: span of the whole up to the text itself, and of its parts (null where absent)."""

    span: Span
    place: Span | None
    date: Span | None
    agency: Span | None


@dataclass(frozen=True)
class Layout:
    """Dateline and furniture of a document; furniture spans are lines or paragraphs that tell nothing of the world."""

    dateline: Dateline | None
    furniture: tuple[Span, ...]

    def is_furniture(self, offset: int) -> bool:
        """Whether the code point stands in furniture or in the dateline."""
        if self.dateline and self.dateline.span.start <= offset < self.dateline.span.end:
            return True
        index = bisect_right(self.furniture, (offset, float("inf"))) - 1
        return index >= 0 and self.furniture[index].start <= offset < self.furniture[index].end


def find_layout(text: str) -> Layout:
    """Return the dateline and the furniture lines of a text."""
    dateline = None
    for number, paragraph in enumerate(paragraphs(text)):
        if number >= DATELINE_WITHIN or dateline:
            break
        dateline = _dateline(text, paragraph)
    furniture = tuple(line for line in _lines(text) if line.length <= 500 and FURNITURE.match(text, line.start, line.end))
    return Layout(dateline, furniture)


def is_wrapped(text: str) -> bool:
    """Whether lines of running text were broken at a width, so that a line break alone says nothing."""
    lines = [line.strip() for line in text.splitlines()[1:] if line.strip()]
    return sum(len(a) >= WRAPPED and not LINE_END.search(a) and not a[0].isdigit() for a in lines[:-1]) > 1 or any(
        line[0].islower() for line in lines
    )


def line_starts(text: str) -> Iterator[int]:
    """Yield where lines begin that begin a sentence too: behind a headline, and behind a line that ends one.

    A line that does not end a sentence does so only as the first of the text, and only where something below ends one.
    """
    if "\n" not in text or is_wrapped(text):
        return
    lines = list(_lines(text))
    prose = any(LINE_END.search(line.of(text)) for line in lines[1:])
    for number, (before, line) in enumerate(pairwise(lines)):
        if LINE_END.search(before.of(text)) or (number == 0 and prose and len(before.of(text).split()) <= HEADLINE):
            yield line.start


def _dateline(text: str, paragraph: Span) -> Dateline | None:
    for start in _line_starts(text, paragraph):
        match = DATELINE.match(text, start, min(paragraph.end, start + 120))
        if match is None or NO_PLACE.match(text, start):
            continue
        parts: dict[str, Span] = {}
        for name, value in match.groupdict().items():
            if value:
                parts[name[:-1]] = Span(*match.span(name))
        return Dateline(Span(start, match.end()), parts.get("place"), parts.get("date"), parts.get("agency"))
    return None


def _line_starts(text: str, paragraph: Span) -> Iterator[int]:
    yield paragraph.start
    second = text.find("\n", paragraph.start, paragraph.end)
    if second >= 0:
        yield second + 1 + len(text[second + 1 : paragraph.end]) - len(text[second + 1 : paragraph.end].lstrip())


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            at = start + line.index(bare[0])
            yield Span(at, at + len(bare))
        start += len(line)
