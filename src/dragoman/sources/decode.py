"""Bytes → characters. The rule, in order:

1. A byte order mark decides: UTF-8, UTF-16 or UTF-32; what then breaks it is refused.
2. Bytes that begin like a known binary format, hold a NUL or many control characters are refused as binary.
3. Valid UTF-8 is UTF-8.
4. Mostly UTF-8 with broken places is refused, with the line of the first: guessing would change words in silence.
5. Anything else is Windows-1252 (of which Latin-1 is nearly a part), if no byte is undefined in it and it looks like text in a
   Latin alphabet; else it is refused.
"""

from __future__ import annotations

import re

from dragoman.errors import SourceError

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip file inside another"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_WIDE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_HEAD = 65_536  # bytes that are looked at where a share is enough
MOST_CONTROLS = 0.05
MOST_HIGH = 0.3  # above, it is text in another alphabet's code page


def decode(data: bytes) -> str:
    """Return the text, all of it exactly as it stands (line breaks too) but for a byte order mark.

    Raises ``SourceError`` with the reason where the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    if reason := looks_binary(data):
        raise SourceError(reason)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        high = len(_HIGH.findall(data))
        wide = sum(map(len, _WIDE.findall(data)))
        if wide * 2 >= high:
            line = data.count(b"\n", 0, error.start) + 1
            raise SourceError(f"is broken UTF-8 (line {line})") from None
    if high > MOST_HIGH * len(data):
        raise SourceError("is neither UTF-8 nor Latin-1 text; save it as UTF-8")
    return _strict(data, "cp1252")


def _strict(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "cp1252":
            raise SourceError("is neither UTF-8 nor Latin-1 text; save it as UTF-8") from None
        raise SourceError(f"is broken {encoding[:6].upper().rstrip('-')} (byte {error.start + 1})") from None
    if text.count("\0") > MOST_CONTROLS * len(text):
        raise SourceError("looks like a binary file")
    return text


def looks_binary(data: bytes) -> str:
    """Why the bytes are no text, empty where they may be."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            return f"looks like {what}, which is not read"
    head = data[:_HEAD]
    if b"\0" in head or len(_CONTROLS.findall(head)) > MOST_CONTROLS * max(len(head), 20):
        return "looks like a binary file"
    return ""
