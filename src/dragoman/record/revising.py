"""Revisions: an article that has changed. The same URL with a new text is a new document, and of all revisions the newest counts.

Both stay, with their reports; rows that are asked are those of the newest only. Newer is what was published later; where that is not
told, or the same, what was added later. ``docs/decisions/0008-revisions.md`` says why just so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

from sqlalchemy import Connection, or_, select, update

from dragoman.model import Document
from dragoman.model.document import content_id
from dragoman.model.safe import encodable
from dragoman.record import tables as t
from dragoman.resolve.days import days_of

SHARED = 0.3  # so much of the shorter text stands in both, where ids were given by the caller
_WORD = re.compile(r"\w+")


def place_among_revisions(connection: Connection, document: Document) -> str | None:
    """Let a document that has just been stored take the place of the revisions before it.

    Returns the id of a newer revision that is there already, None where the document is itself the newest. What is superseded now
    and still has a current report is the caller's to retire.
    """
    others = list(_same_article(connection, document))
    if not others:
        return None
    newest = document
    for other in others:
        if not _later(newest.published, other.published):
            newest = other
    d, top = t.documents.c, encodable(newest.id)
    older = [encodable(one.id) for one in (document, *others) if one is not newest]
    connection.execute(update(t.documents).where(or_(d.id.in_(older), d.superseded_by.in_(older))).values(superseded_by=top))
    return None if newest is document else top


def _same_article(connection: Connection, document: Document) -> Iterator[Document]:
    """The newest revisions of the article that are there already; more than one only where ids were given that say so."""
    if not _of_article(document.url):
        return
    d, r = t.documents.c, t.reports.c
    same = (d.url == encodable(document.url or ""), d.id != encodable(document.id), d.superseded_by.is_(None))
    for plain in connection.execute(select(r.json).join(t.documents, d.id == r.document_id).where(*same, r.current)).scalars():
        other = Document(**json.loads(plain)["document"])
        if other.text != document.text and ((_unnamed(document) and _unnamed(other)) or _alike(document.text, other.text)):
            yield other


def _of_article(url: str | None) -> bool:
    """Whether the URL is that of an article: a publisher's home page is that of everything."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query)


def _unnamed(document: Document) -> bool:
    """Whether the document's id says nothing but what text it is."""
    return document.id == content_id(document.text, document.url or document.publisher or "")


def _alike(one: str, other: str) -> bool:
    """Whether two texts share enough sequences of three words to be the same article, changed."""
    first, second = _sequences(one), _sequences(other)
    return len(first & second) >= SHARED * max(1, min(len(first), len(second)))


def _sequences(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return {tuple(words[place : place + 3]) for place in range(max(1, len(words) - 2))}


def _later(published: str | None, other: str | None) -> bool:
    """Whether the first was published later than the other, or no earlier as far as is known."""
    day, other_day = (days_of(value) for value in (published, other))
    if not day or not other_day or day[0] == other_day[0]:
        time, other_time = _instant(published), _instant(other)
        return not time or not other_time or time >= other_time
    return day[0] > other_day[0]


def _instant(published: str | None) -> datetime | None:
    """The instant, where a time of day is told; without a zone UTC is meant."""
    if not published or len(published) <= len("2023-05-10"):
        return None
    try:
        made = datetime.fromisoformat(published)
    except ValueError:
        return None
    return made.astimezone(UTC) if made.tzinfo else made.replace(tzinfo=UTC)
