"""Dragoman reads news and answers, as data and with the exact words as evidence, who did or said what to whom.

>>> import dragoman
>>> report = dragoman.read("France condemned the attack.", published="2023-05-10")
>>> report.events[0].evidence
'France condemned the attack.'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dragoman.model import Document, Report

if TYPE_CHECKING:
    from dragoman.coder import Coder
    from dragoman.record import Record

__all__ = ["Coder", "Document", "Record", "Report", "read"]

# Imported when first asked for: a record needs SQLAlchemy, a coder its tables, and neither is needed to look at a report.
_ROOMS = {"Coder": "dragoman.coder", "Record": "dragoman.record"}


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        return getattr(import_module(_ROOMS[name]), name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")


def read(
    text: str,
    *,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Report:
    """Read one text and return what it says.

    published is an ISO 8601 date or date and time; without it relative times ("on Monday") stay without value.
    For many texts make one ``Coder`` and use its ``read_many``.
    Raises ``LanguageError`` for text that is not English and ``TooLarge`` for more than a million characters.
    """
    from dragoman.coder import Coder

    return Coder().read(Document(text=text, title=title, publisher=publisher, published=published, url=url))
