"""Bytes → documents: one module a format, all of them in the table ``FORMATS``.

A reader takes a binary stream, the name of its origin, what the caller knows and the settings, and yields ``Found`` documents and, for
what it can't read, ``Rejected`` with the reason. It raises nothing for bad input. A new format is one module and one line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from dragoman.settings import Settings
from dragoman.sources.html import read_html
from dragoman.sources.jsonl import read_jsonl
from dragoman.sources.rejected import Defaults, Found, Item, Passed, Rejected, check_published
from dragoman.sources.text import read_text
from dragoman.sources.warc import read_warc
from dragoman.sources.xml import read_xml
from dragoman.sources.zipped import read_zip

Reader = Callable[[BinaryIO, str, Defaults, Settings], Iterator[Item]]


@dataclass(frozen=True)
class Format:
    """A format of input: its name, the suffixes of its files (a ``.gz`` may follow each) and its reader.

    In folders only files with these suffixes are read; a file that is named itself is read whatever it is called.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Reader


FORMATS: tuple[Format, ...] = (
    Format("text", (".txt", ".text"), read_text),
    Format("html", (".html", ".htm", ".xhtml"), read_html),
    Format("jsonl", (".jsonl", ".ndjson"), read_jsonl),
    Format("warc", (".warc", ".wet"), read_warc),
    Format("xml", (".xml",), read_xml),
    Format("zip", (".zip",), read_zip),
)

__all__ = ["FORMATS", "Defaults", "Format", "Found", "Item", "Passed", "Reader", "Rejected", "check_published"]
