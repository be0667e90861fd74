"""XML that holds news: PETRARCH's input format, told by its elements. Nothing is fetched, no entity is replaced.

PETRARCH's format is ``<Sentences><Sentence date="YYYYMMDD" id="story_1" source="AFP" sentence="True"><Text>…</Text></Sentence>…``; its
validation files hold the same in ``<Validation>``. Source: the project's documentation, "Input Formats".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any, BinaryIO

from dragoman.errors import SourceError
from dragoman.model import Document
from dragoman.model.safe import one_line, web_link
from dragoman.settings import Settings
from dragoman.sources.rejected import Defaults, Found, Rejected, check_published, sample

ROOTS = ("Sentences", "Validation")
MOST = 100_000  # elements between two sentences; parse trees are text, so that real files have a handful
_BREAK = re.compile(r"[ \t]*\r?\n[ \t]*")
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})", re.ASCII)


def read_xml(stream: BinaryIO, origin: str, defaults: Defaults, settings: Settings) -> Iterator[Found | Rejected]:
    """Yield a document, or why there is none, for each ``Sentence``, while the file is read. An id may stand only once."""
    from lxml import etree  # type: ignore[import-untyped]

    seen: set[bytes] = set()
    found = False
    try:
        for element in _sentences(_Guarded(stream), settings):
            found = True
            line = element.sourceline
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
    except etree.XMLSyntaxError as error:
        line, _ = error.position
        yield Rejected(origin, f"is broken XML, what follows is not read: {one_line(error.msg or 'it is empty')[:120]}", line or None)
        return
    except SourceError as error:
        yield Rejected(origin, str(error))
        return
    if not found:
        yield Rejected(origin, "holds no sentence")


def _sentences(stream: _Guarded, settings: Settings) -> Iterator[Any]:
    """The ``Sentence`` elements; each is forgotten when the next one is asked for."""
    from lxml import etree

    count = 0
    walk = etree.iterparse(stream, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root: Any = None
    for event, element in walk:
        if root is None:
            root = element
            if root.tag not in ROOTS:
                raise SourceError(f"is XML of a kind that is not read: {one_line(str(root.tag))[:60]!r}")
            if root.getroottree().docinfo.internalDTD is not None:
                raise SourceError("declares a document type, which is refused")
        count += event == "start"
        if count > MOST:
            raise SourceError(f"holds more than {MOST:,} elements between two sentences")
        if event == "end" and element.tag == "Sentence":
            count = 0
            stream.left = settings.max_bytes
            yield element
            parent = element.getparent()
            element.clear()
            while parent is not None and element.getprevious() is not None:
                del parent[0]


class _Guarded:
    """A stream of which only so many bytes may be read between two sentences."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.left = 50_000_000

    def read(self, count: int = -1) -> bytes:
        data = self.stream.read(min(count, 1 << 16) if count > 0 else 1 << 16)
        self.left -= len(data)
        if self.left < 0:
            raise SourceError("holds too much between two sentences")
        return data


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
