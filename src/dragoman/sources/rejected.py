"""What a reader yields: a document with the place where it stood, what could not be read, with its reason, or what it passed over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from dragoman.errors import SourceError
from dragoman.model import Document
from dragoman.model.safe import one_line

SAMPLE = 80  # bytes, or characters, of what was rejected
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?P<time>[T ]\d{2}:\d{2}(:\d{2}([.,]\d{1,6})?)?(Z|[+-]\d{2}(:?\d{2})?)?)?", re.ASCII)


@dataclass(frozen=True)
class Rejected:
    """Bytes that hold no readable document; they go to the quarantine.

    origin: file (of standard input ``-``). line: line in it from 1, None where lines do not matter.
    reason: why, in a few words. sample: how it begins, control characters escaped; safe to show.
    """

    origin: str
    reason: str
    line: int | None = None
    sample: str = ""

    def __str__(self) -> str:
        where = self.origin if self.line is None else f"{self.origin}, line {self.line}"
        return one_line(f"{where}: {self.reason}")


@dataclass(frozen=True)
class Found:
    """A document and where it stood, so that what goes wrong with it later can be told by its place, as for ``Rejected``."""

    document: Document
    origin: str
    line: int | None = None

    def rejected(self, reason: str) -> Rejected:
        """The document as one that can't be read after all."""
        return Rejected(self.origin, reason, self.line, sample(self.document.text))


@dataclass(frozen=True)
class Passed:
    """Files of a folder or an archive that are of no kind that is read there. line: says so, for the user."""

    line: str

    def __str__(self) -> str:
        return one_line(self.line)


Item = Found | Rejected | Passed


@dataclass(frozen=True)
class Defaults:
    """What the caller knows of the documents; what the input itself says goes before."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None


def sample(data: bytes | str) -> str:
    """The beginning of what was rejected, in printable ASCII: other characters are escaped."""
    head = data[:SAMPLE].decode("latin-1") if isinstance(data, bytes) else data[:SAMPLE]
    return head.encode("unicode_escape").decode("ascii")


def check_published(value: str) -> str:
    """Return an ISO 8601 date or date and time as it is stored; raise ``SourceError`` where it is none."""
    stripped = value.strip()
    match = _ISO.fullmatch(stripped)
    try:
        if match is None:
            raise ValueError
        if match["time"]:
            datetime.fromisoformat(stripped.replace(",", "."))
        else:
            date.fromisoformat(stripped)
    except ValueError:
        raise SourceError(f"the date of publication is not ISO 8601 (such as 2023-05-10): {one_line(value)[:40]!r}") from None
    return stripped.replace(" ", "T")
