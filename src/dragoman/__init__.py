"""Dragoman reads news and answers, as data and with the exact words as evidence, who did or said what to whom.

>>> import dragoman
>>> report = dragoman.read("France condemned the attack by Syria.", published="2023-05-10")
>>> report.events[0].evidence
'France condemned the attack by Syria.'
"""

from dragoman.coder import Coder
from dragoman.model import Document, Report

__all__ = ["Coder", "Document", "Report", "read"]


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
    """
    return Coder().read(Document(text=text, title=title, publisher=publisher, published=published, url=url))
