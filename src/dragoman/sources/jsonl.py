"""JSON Lines: one document a line, read line by line.

A line is ``{"id"?, "text", "title"?, "publisher"?, "published"?, "url"?}``; other fields are ignored.
NGEC's input is read too: ``{"id", "event_text", "headline", "pub_date" or "date", "publisher", …}``. Lines without anything on
them are passed over. A line that can't be read is rejected with its number, the others are read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any, BinaryIO, NoReturn

from dragoman.errors import SourceError
from dragoman.model import Document
from dragoman.settings import Settings
from dragoman.sources.decode import decode
from dragoman.sources.rejected import SAMPLE, Defaults, Found, Rejected, check_published, sample

CHUNK = 1 << 20  # bytes read at once where a line is too long
_BLANK = b" \t\r\n\xef\xbb\xbf"


def read_jsonl(stream: BinaryIO, origin: str, defaults: Defaults, settings: Settings) -> Iterator[Found | Rejected]:
    """Yield a document, or why there is none, for each line. An id may stand only once."""
    seen: dict[bytes, int] = {}
    number = read = 0
    for line, whole in _lines(stream, settings.max_bytes):
        number += 1
        if not line.strip(_BLANK):
            continue
        read += 1
        try:
            if number == 1 and line[:2] in (b"\xff\xfe", b"\xfe\xff"):
                raise SourceError("is UTF-16; JSON Lines are UTF-8")
            if not whole:
                raise SourceError(f"is longer than {settings.max_bytes:,} bytes")
            document, given = _document(_parse(decode(line)), defaults)
            if given:
                key = blake2b(document.id.encode(), digest_size=8).digest()
                if seen.setdefault(key, number) != number:
                    raise SourceError(f"its id stands on line {seen[key]} already")
        except SourceError as error:
            yield Rejected(origin, str(error), number, sample(line))
            continue
        yield Found(document, origin, number)
    if not read:
        yield Rejected(origin, "is empty")


def _lines(stream: BinaryIO, longest: int) -> Iterator[tuple[bytes, bool]]:
    """Each line and whether it is whole; of one longer than allowed only the beginning, the rest is passed over."""
    while line := stream.readline(CHUNK):
        if line.endswith(b"\n") or len(line) < CHUNK:
            yield (line, True) if len(line) <= longest else (line[:SAMPLE], False)
            continue
        pieces, length = [line], len(line)
        while not line.endswith(b"\n") and (line := stream.readline(CHUNK)):
            length += len(line)
            if length <= longest:
                pieces.append(line)
            else:
                pieces = [pieces[0][:SAMPLE]]
        yield b"".join(pieces), length <= longest


def _no_number(name: str) -> NoReturn:
    raise SourceError(f"is not valid JSON: {name} is no JSON number")


def _parse(line: str) -> dict[str, Any]:
    try:
        value = json.loads(line, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise SourceError(f"is not valid JSON: {error.msg} (column {error.colno})") from None
    except RecursionError:
        raise SourceError("is nested too deeply") from None
    except ValueError:
        raise SourceError("is not valid JSON: a number is too long") from None
    if not isinstance(value, dict):
        raise SourceError("is no JSON object")
    return value


def _field(line: dict[str, Any], name: str) -> str | None:
    """The text of a field, None where it is absent, null or blank."""
    value = line.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise SourceError(f'"{name}" is {_KINDS[type(value)]}, not a text')
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise SourceError(f'"{name}" holds half a surrogate pair, which is no character') from None
    return value if value.strip() else None


_KINDS = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}


def _document(line: dict[str, Any], defaults: Defaults) -> tuple[Document, bool]:
    """The document of a line, and whether the line gives its id."""
    if "text" not in line and "event_text" in line:
        line = _from_ngec(line)
    text = _field(line, "text")
    if text is None:
        raise SourceError('its "text" is empty' if line.get("text") is not None else 'has no "text"')
    identifier, published = _field(line, "id"), _field(line, "published")
    document = Document(
        text,
        id=identifier or "",
        title=_field(line, "title") or defaults.title,
        publisher=_field(line, "publisher") or defaults.publisher,
        published=check_published(published) if published else defaults.published,
        url=_field(line, "url"),
    )
    return document, identifier is not None


def _from_ngec(line: dict[str, Any]) -> dict[str, Any]:
    """A line with NGEC's names of fields in ours; its numbers for ids and its days without hyphens are taken too."""
    ours = {name: line.get(name) for name in ("id", "publisher", "url")}
    ours |= {"text": line["event_text"], "title": line.get("headline"), "published": line.get("pub_date") or line.get("date")}
    for name in ("id", "published"):
        if isinstance(ours[name], int) and not isinstance(ours[name], bool):
            ours[name] = str(ours[name])
    if isinstance(ours["published"], str) and (day := re.fullmatch(r"(\d{4})(\d{2})(\d{2})", ours["published"].strip(), re.ASCII)):
        ours["published"] = "-".join(day.groups())
    return ours
