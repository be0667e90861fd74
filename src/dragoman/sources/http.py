"""What HTTP messages have in common, whether they come from an archive or from a server: fields, content types, codings of the body."""

from __future__ import annotations

import re

from dragoman.errors import SourceError
from dragoman.sources.compressed import inflated

_TYPE = re.compile(r"\s*([\w.+-]+/[\w.+-]+)\s*(?:;.*?charset\s*=\s*[\"']?([\w.:-]{1,40}))?", re.ASCII | re.IGNORECASE | re.DOTALL)
_CHUNK = re.compile(rb"\s{0,2}([0-9a-fA-F]{1,8})[^\n]{0,200}\n")


def parse_fields(head: bytes) -> dict[str, str]:
    """The fields of a header, names in small letters; of several with one name the first holds. Folded lines are joined."""
    fields: dict[str, str] = {}
    for line in re.sub(rb"\r?\n[ \t]+", b" ", head).splitlines():
        name, colon, value = line.partition(b":")
        if colon:
            fields.setdefault(name.decode("latin-1").strip().lower(), value.decode("utf-8", "replace").strip())
    return fields


def content_type(value: str) -> tuple[str, str | None]:
    """Type (``text/html``, in small letters, empty where there is none) and character set of a Content-Type."""
    found = _TYPE.match(value[:500])
    return (found[1].lower(), found[2]) if found else ("", None)


def plain_body(body: bytes, fields: dict[str, str], most: int) -> bytes:
    """The body without chunks and compression; archives often hold it so already, whatever the fields say.

    Raises ``SourceError`` where it is broken, larger than ``most`` bytes, or compressed in a way that is not read.
    """
    if "chunked" in fields.get("transfer-encoding", "").lower() and _CHUNK.match(body):
        body = _unchunked(body)
    coding = fields.get("content-encoding", "").strip().lower()
    if coding in ("", "identity", "none") or re.match(rb"\s*<", body):
        return body
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise SourceError(f"is compressed by {coding[:20]!r}, which is not read")
    return inflated(body, most)


def _unchunked(body: bytes) -> bytes:
    pieces: list[bytes] = []
    place = 0
    while found := _CHUNK.match(body, place):
        length = int(found[1], 16)
        if not length:
            return b"".join(pieces)
        place = found.end() + length
        pieces.append(body[found.end() : place])
    raise SourceError("came in chunks and ends in the middle")
