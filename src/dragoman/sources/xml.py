"""XML that holds news: PETRARCH's input format, told by its elements. Nothing is fetched, no entity is replaced.

PETRARCH's format is ``<Sentences><Sentence date="YYYYMMDD" id="story_1" source="AFP" sentence="True"><Text>…</Text></Sentence>…``; its
validation files hold the same in ``<Validation>``. Source: the project's documentation, "Input Formats".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, BinaryIO

from dragoman.errors import SourceError
from dragoman.model import Document
from dragoman.model.safe import one_line, web_link
from dragoman.settings import Settings
from dragoman.sources.rejected import Defaults, Found, Rejected, check_published, sample

ROOTS = ("Sentences", "Validation")
_FEEDS = ("rss", "feed", "RDF")
MOST = 100_000  # elements between two sentences; parse trees are text, so that real files have a handful
LARGEST = 50_000_000  # bytes before the first sentence ends
_PIECE = 1 << 16
_BREAK = re.compile(r"[ \t]*\r?\n[ \t]*")
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})", re.ASCII)
_PLACE = re.compile(r"(?: line \d+ and \w+)?, line \d+, column \d+.*")  # which a parser that began anew tells wrongly
_BEGIN, _END = re.compile(rb"<Sentence[\s/>]"), b"</Sentence>"


@dataclass(frozen=True)
class Broken:
    """XML that can't be read: why, and how it begins."""

    reason: str
    begin: bytes = b""


def read_xml(stream: BinaryIO, origin: str, defaults: Defaults, settings: Settings) -> Iterator[Found | Rejected]:
    """Yield a document, or why there is none, for each ``Sentence``, while the file is read. An id may stand only once.

    A sentence that is broken XML (a bare ``&``, say) is rejected; the next ones are read.
    """
    seen: set[bytes] = set()
    found = False
    try:
        for line, element in _sentences(stream, settings):
            found = True
            if isinstance(element, Broken):
                yield Rejected(origin, element.reason, line, sample(element.begin))
                continue
            try:
                document, given = _document(element, defaults, settings)
                if given:
                    key = blake2b(document.id.encode(), digest_size=8).digest()
                    if key in seen:
                        raise SourceError("its id stands in the file already")
                    seen.add(key)
            except SourceError as error:
                yield Rejected(origin, str(error), line, sample(_text(element) or ""))
                continue
            yield Found(document, origin, line)
    except SourceError as error:
        yield Rejected(origin, str(error))
        return
    if not found:
        yield Rejected(origin, "holds no sentence")


def _sentences(stream: BinaryIO, settings: Settings) -> Iterator[tuple[int | None, Any]]:
    """The line of each ``Sentence`` with its element, forgotten when the next is asked for, or ``Broken``.

    The file is cut behind each sentence. Where one is broken, a new parser begins with the file's head and the next sentence.
    """
    from lxml import etree  # type: ignore[import-untyped]

    head = b""  # what stands before the first sentence
    lines = offset = 0  # that were read; that the parser has not seen
    parser, resumed = _Parser(), False
    for piece in _pieces(stream, settings):
        first = None if head else _BEGIN.search(piece)
        head = piece[: first.start()] if first else head
        resumed, complete = False, not piece.endswith(_END)
        try:
            for element in parser.read(piece):
                complete = True
                yield (element.sourceline or 0) + offset, element
            if not complete:  # a bare & lets the parser wait for the end of an entity, however far away
                parser.pull.close()
        except etree.XMLSyntaxError as error:
            begin = _BEGIN.search(piece)
            line = error.position[0] + offset if error.position[0] else lines + 1 + piece.count(b"\n", 0, begin.start() if begin else 0)
            if parser.root is None or not head:
                yield line, Broken(f"is broken XML, what follows is not read: {_told(error)}")
                return
            yield line, Broken(f"is broken XML and left out: {_told(error)}", piece[begin.start() if begin else 0 :][:400])
            parser, resumed = _Parser(), True
            list(parser.read(head))
            offset = lines + piece.count(b"\n") - head.count(b"\n")
        lines += piece.count(b"\n")
    try:
        if not resumed:
            parser.pull.close()
    except etree.XMLSyntaxError as error:
        yield error.position[0] + offset or None, Broken(f"is broken XML at its end: {_told(error)}")


def _told(error: Exception) -> str:
    told = _PLACE.sub("", getattr(error, "msg", "") or "it is empty")
    return one_line("it is incomplete" if told == "no element found" else told)[:120]


def _pieces(stream: BinaryIO, settings: Settings) -> Iterator[bytes]:
    """The file, cut behind each end of a sentence, and what remains. Raises ``SourceError`` where too much stands between two."""
    kept, left = bytearray(), LARGEST
    while data := stream.read(_PIECE):
        kept += data
        *whole, kept = kept.split(_END)
        for one in whole:
            yield bytes(one) + _END
            left = settings.max_bytes
        if len(kept) > left:
            raise SourceError("holds too much between two sentences")
    if kept:
        yield bytes(kept)


class _Parser:
    """A parser that is fed and gives the sentences that are complete. Nothing is fetched, no entity is replaced."""

    def __init__(self) -> None:
        from lxml import etree

        self.pull = etree.XMLPullParser(("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        self.root: Any = None
        self.count = 0  # elements since the last sentence

    def read(self, data: bytes) -> Iterator[Any]:
        """The ``Sentence`` elements that end in the data. Raises ``SourceError`` for XML that is refused, lxml's error for broken one."""
        for start in range(0, len(data), _PIECE):
            self.pull.feed(data[start : start + _PIECE])
            for event, element in self.pull.read_events():
                if self.root is None:
                    self.root = element
                    if element.tag not in ROOTS:
                        if str(element.tag).rpartition("}")[2] in _FEEDS:
                            raise SourceError("is a feed, which names articles and holds none; dragoman watch reads what it names")
                        raise SourceError(f"is XML of a kind that is not read: {one_line(str(element.tag))[:60]!r}")
                    if element.getroottree().docinfo.internalDTD is not None:
                        raise SourceError("declares a document type, which is refused")
                self.count += event == "start"
                if self.count > MOST:
                    raise SourceError(f"holds more than {MOST:,} elements between two sentences")
                if event == "end" and element.tag == "Sentence":
                    self.count = 0
                    yield element
                    parent = element.getparent()
                    element.clear()
                    while parent is not None and element.getprevious() is not None:
                        del parent[0]


def _text(element: Any) -> str | None:
    inner = element.find("Text")
    if inner is None:
        return None
    return "".join(inner.itertext())


def _document(element: Any, defaults: Defaults, settings: Settings) -> tuple[Document, bool]:
    """The document of a sentence, and whether it gives its id."""
    text = _text(element)
    if not text or not text.strip():
        raise SourceError("has no text")
    if len(text) > settings.max_bytes:
        raise SourceError(f"is longer than {settings.max_bytes:,} characters")
    # Lines are broken anywhere in this format; an empty line parts paragraphs.
    joined = "\n\n".join(_BREAK.sub(" ", part.strip()) for part in re.split(r"\n[ \t\r]*\n", text) if part.strip())
    identifier = (element.get("id") or "").strip()
    document = Document(
        joined,
        id=identifier,
        title=defaults.title,
        publisher=(element.get("source") or "").strip() or defaults.publisher,
        published=_date(element.get("date")) or defaults.published,
        url=web_link(element.get("url")),
    )
    return document, bool(identifier)


def _date(value: str | None) -> str | None:
    if not value or not value.strip():
        return None
    found = _DAY.fullmatch(value.strip())
    return check_published("-".join(found.groups()) if found else value)
