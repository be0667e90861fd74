"""WARC and WET (web archives, such as CC-NEWS): a document for each HTML page, or each text that a page was converted to.

Records are read one after the other, so memory does not grow with the archive. What is out of step (a wrong length, something that is no
record, a broken gzip member) is rejected, and reading goes on with the next record that can be found: therefore the records are walked
here and not by a library (``docs/decisions/0007-archives.md``). ISO 28500 describes the format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from dragoman.errors import SourceError
from dragoman.model import Document
from dragoman.model.safe import web_link
from dragoman.settings import Settings
from dragoman.sources.compressed import Decompressed
from dragoman.sources.decode import decode
from dragoman.sources.html import host_of, page_document
from dragoman.sources.http import content_type, parse_fields, plain_body
from dragoman.sources.rejected import Defaults, Found, Rejected, check_published, sample

LINE = 1 << 16  # bytes of a header line, at most
FIELDS = 1 << 18  # bytes of a record's header, at most
CHUNK = 1 << 20
_NEXT = re.compile(rb"\r?\n\r?\nWARC/\d")
_PAGES = ("text/html", "application/xhtml+xml")
_KINDS = ("response", "resource", "conversion")  # of record types; the others hold no page


@dataclass(frozen=True)
class _Record:
    """A record of a kind that may hold a page, or why it can't be read (``body`` is empty then). number counts all records from 1."""

    number: int
    fields: dict[str, str]
    body: bytes = b""
    problem: str = ""


def read_warc(stream: BinaryIO, origin: str, defaults: Defaults, settings: Settings) -> Iterator[Found | Rejected]:
    """Yield a document for each page of the archive, and a reason for each record that can't be read.

    Read are responses with status 200 and resources that are HTML, and conversions that are plain text (WET). The record's address
    and date stand in where the page states none.
    """
    walk = _Walk(stream, settings.max_bytes)
    given = False
    while True:
        try:
            for record in walk.records():
                where = f"{origin}, record {record.number}"
                if record.problem:
                    given = True
                    yield Rejected(where, record.problem, sample=sample(record.body))
                elif item := _item(record, where, defaults, settings):
                    given = True
                    yield item
        except SourceError as error:  # the gzip around it is broken
            given = True
            yield Rejected(f"{origin}, record {walk.number + 1}", str(error))
            raw = getattr(stream, "raw", None)
            if isinstance(raw, Decompressed) and raw.resume():
                walk.drop()
                continue
        break
    if not given:
        yield Rejected(origin, f"holds no HTML page and no converted text ({walk.number} records of other kinds)")


def _item(record: _Record, where: str, defaults: Defaults, settings: Settings) -> Found | Rejected | None:
    """The document of a record, why there is none, or None for what is no page."""
    try:
        document = _document(record, defaults, settings)
    except SourceError as error:
        return Rejected(where, str(error), sample=sample(record.body))
    return Found(document, where) if document else None


def _document(record: _Record, defaults: Defaults, settings: Settings) -> Document | None:
    kind, stated = record.fields.get("warc-type", "").lower(), record.fields.get("content-type", "")
    uri = record.fields.get("warc-target-uri", "").strip("<>")
    defaults = replace(defaults, published=_date(record) or defaults.published)
    if kind == "conversion":
        if content_type(stated)[0] != "text/plain":
            return None
        text = decode(record.body)
        if not text.strip():
            raise SourceError("is empty")
        url = web_link(uri)
        return Document(text, title=defaults.title, publisher=defaults.publisher or host_of(url), published=defaults.published, url=url)
    body, charset = record.body, content_type(stated)[1]
    if kind == "response":
        head, body = _split(record.body)
        status, fields = head
        if status != 200:
            return None
        mime, charset = content_type(fields.get("content-type", ""))
        mime = mime or content_type(record.fields.get("warc-identified-payload-type", ""))[0]
        if mime not in _PAGES:
            return None
        body = plain_body(body, fields, settings.max_bytes)
    elif content_type(stated)[0] not in _PAGES:
        return None
    if cut := record.fields.get("warc-truncated"):
        raise SourceError(f"was cut short when it was archived ({cut})")
    return page_document(body, defaults, charset=charset, url=uri)


def _date(record: _Record) -> str | None:
    try:
        return check_published(record.fields.get("warc-date", ""))
    except SourceError:
        return None


def _split(body: bytes) -> tuple[tuple[int, dict[str, str]], bytes]:
    """Status and fields of an HTTP message, and what follows them; status 0 where it is no HTTP."""
    found = re.match(rb"HTTP/\d(?:\.\d)? +(\d{3})[^\n]*\n(.*?)\r?\n\r?\n", body[: 4 * LINE], re.DOTALL)
    if not found:
        empty = re.match(rb"HTTP/\d(?:\.\d)? +(\d{3})[^\n]*\n\r?\n", body[:LINE])
        return ((int(empty[1]), {}), body[empty.end() :]) if empty else ((0, {}), body)
    return (int(found[1]), parse_fields(found[2])), body[found.end() :]


class _Walk:
    """A walk over the records of a stream, which finds back into step."""

    def __init__(self, stream: BinaryIO, longest: int) -> None:
        self.stream, self.longest = stream, longest
        self.number = 0
        self._pushed = b""
        self._lost = False

    def drop(self) -> None:
        """Forget what was pushed back: the stream goes on somewhere else."""
        self._pushed, self._lost = b"", True

    def records(self) -> Iterator[_Record]:
        """Records to look at, from where the stream stands. Raises ``SourceError`` where the stream is broken."""
        while line := self._line():
            if not line.strip():
                continue
            if not line.startswith(b"WARC/"):
                if not self._lost:
                    yield _Record(self.number + 1, {}, line[:200], "something stands where a record should begin")
                self._lost = True
                continue
            self.number += 1
            self._lost = False
            yield from self._record()

    def _record(self) -> Iterator[_Record]:
        head = b""
        while (line := self._line()).strip():
            head += line
            if len(head) > FIELDS:
                self._lost = True
                yield _Record(self.number, {}, head[:200], f"has a header of more than {FIELDS:,} bytes")
                return
        fields = parse_fields(head)
        stated = fields.get("content-length", "")
        if not re.fullmatch(r"\d{1,15}", stated, re.ASCII):
            self._lost = True
            yield _Record(self.number, fields, head[:200], "has no length")
            return
        length, wanted = int(stated), fields.get("warc-type", "").lower() in _KINDS
        if not wanted or length > self.longest:
            whole = self._skip(length)
            if wanted and whole:
                yield _Record(self.number, fields, b"", f"is larger than {self.longest:,} bytes")
        else:
            body = self._read(length)
            whole = len(body) == length
            after = self._line() if whole else b""
            if after.strip():  # another length than stated
                self._lost = True
                if found := _NEXT.search(body):
                    self._pushed = body[found.start() :] + after + self._pushed
                yield _Record(self.number, fields, body[:200], "has another length than it states")
                return
            if not whole and (found := _NEXT.search(body)):
                self._pushed = body[found.start() :] + self._pushed
            if whole:
                yield _Record(self.number, fields, body)
        if not whole:
            yield _Record(self.number, fields, b"", "ends in the middle")

    def _line(self) -> bytes:
        if not self._pushed:
            return self.stream.readline(LINE)
        end = self._pushed.find(b"\n") + 1 or len(self._pushed)
        line, self._pushed = self._pushed[:end], self._pushed[end:]
        return line

    def _read(self, count: int) -> bytes:
        taken, self._pushed = self._pushed[:count], self._pushed[count:]
        return taken + self.stream.read(count - len(taken)) if count > len(taken) else taken

    def _skip(self, count: int) -> bool:
        while count:
            passed = len(self._read(min(count, CHUNK)))
            if not passed:
                return False
            count -= passed
        return True
