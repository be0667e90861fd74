"""Files, folders, standard input and addresses on the web → documents: which reader, in which order, and what could not be opened."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import SourceError
from dragoman.settings import Settings
from dragoman.sources import FORMATS, Defaults, Format, Item, Passed, Rejected
from dragoman.sources.compressed import MAGIC, decompressed
from dragoman.sources.rejected import sample

STANDARD_INPUT = "-"
HEAD = 2048  # bytes by which a format is told
_HTML = re.compile(rb"<(!doctype\s+html|html|head|body|article|div|meta|p|h1|title|script|!--)\b", re.IGNORECASE)
_XML = re.compile(rb"<(Sentences|Validation)\b")
_FEED = re.compile(rb"<(rss|feed|rdf:RDF)\b")  # may hold HTML, but is none
_JSON = re.compile(rb"\s*\{\s*(\"|\}|$)")


def is_url(path: str) -> bool:
    """Whether an input is an address on the web and no file."""
    return path.lower().startswith(("http://", "https://"))


def find_files(path: str) -> Iterator[str]:
    """Yield the files of a path: itself, or for a folder all in it, recursively, in sorted order, without hidden ones.

    Raises ``SourceError`` where there is no such path. Folders that are linked to are not entered; ``-`` stays ``-``.
    """
    if path == STANDARD_INPUT:
        yield path
        return
    if not os.path.lexists(path):
        raise SourceError(f"{path}: there is no such file or folder")
    if not os.path.isdir(path):
        yield path
        return
    try:
        names = sorted(os.listdir(path))
    except OSError:
        yield path  # opening it says why
        return
    for name in names:
        inner = os.path.join(path, name)
        if not name.startswith(".") and not (os.path.islink(inner) and os.path.isdir(inner)):
            yield from find_files(inner) if os.path.isdir(inner) else [inner]


def read_path(path: str, defaults: Defaults, settings: Settings) -> Iterator[Item]:
    """Yield what a file, each file of a folder, standard input or an address on the web holds, in order.

    Raises ``SourceError`` where there is nothing. In a folder, files of unknown suffixes are passed over.
    """
    if is_url(path):
        from dragoman.sources.web import read_url

        yield from read_url(path, defaults, settings)
        return
    passed: list[str] = []
    for file in find_files(path):
        if file != path and not has_known_suffix(file):
            passed.append(file)
            continue
        try:
            if file == STANDARD_INPUT:
                yield from read_stream(sys.stdin.buffer, file, defaults, settings)
            elif os.path.exists(file) and not os.path.isfile(file) and not os.path.isdir(file) and file != path:
                yield Rejected(file, "is no ordinary file")
            else:
                with open(file, "rb") as stream:
                    yield from read_stream(stream, file, defaults, settings)
        except OSError as error:
            yield Rejected(file, f"can't be opened: {error.strerror or type(error).__name__}")
    if passed:
        yield passed_over(path, [os.path.relpath(file, path) for file in passed], "folders")


def passed_over(origin: str, names: list[str], where: str) -> Passed:
    """What is said of files that are not read. where: what the origin is, in the plural."""
    suffixes = " ".join(suffix for known in FORMATS for suffix in known.suffixes)
    shown = ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
    count = f"{len(names)} file{'s' if len(names) > 1 else ''}"
    return Passed(f"{origin}: passed over {count} ({shown}); in {where}, these are read: {suffixes}, also with .gz")


def read_stream(stream: BinaryIO, origin: str, defaults: Defaults, settings: Settings) -> Iterator[Item]:
    """Yield what a stream holds; the format is told by the origin's suffix, else by how the bytes begin.

    Raises ``OSError`` only, where the stream itself can't be read.
    """
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(_Raw(stream))
    name = origin.lower()
    head = b""
    try:
        head = buffered.peek(HEAD)[:HEAD]
        if head.startswith(MAGIC):
            buffered = decompressed(buffered)  # type: ignore[assignment]
            name = name.removesuffix(".gz")
            head = buffered.peek(HEAD)[:HEAD]
        elif not head:
            yield Rejected(origin, "is empty")
            return
        reader = _by_suffix(name) or _by_content(head)
        yield from reader.read(buffered, origin, defaults, settings)
    except SourceError as error:
        yield Rejected(origin, str(error), sample=sample(head))


class _Raw(io.RawIOBase):
    """Any object that reads bytes, as a raw stream."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self.stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def has_known_suffix(name: str) -> bool:
    """Whether a file of this name is read in folders and archives."""
    return _by_suffix(name.lower()) is not None


def _by_suffix(name: str) -> Format | None:
    suffix = Path(name.removesuffix(".gz")).suffix
    return next((known for known in FORMATS if suffix in known.suffixes), None)


def _by_content(head: bytes) -> Format:
    """The format that the bytes look like: archives by their first bytes, HTML and XML by an element, JSON Lines by an object."""
    formats = {known.name: known for known in FORMATS}
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return formats["zip"]
    if start.startswith(b"WARC/"):
        return formats["warc"]
    if start.startswith(b"<") and (_XML.search(start) or _FEED.search(start)):
        return formats["xml"]
    if start.startswith(b"<") and _HTML.search(start):
        return formats["html"]
    if start.startswith(b"<?xml"):
        return formats["xml"]
    if _JSON.match(start):
        return formats["jsonl"]
    return formats["text"]
