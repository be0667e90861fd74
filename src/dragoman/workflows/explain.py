"""Why events were coded as they were: the document is read anew and each event comes with what decided about it."""

from __future__ import annotations

from dragoman.coder import Coder
from dragoman.errors import UsageError
from dragoman.model import Document
from dragoman.model.explanation import Explanation

ALL = "all"


def explain(document: Document, event: str = ALL, coder: Coder | None = None) -> tuple[Explanation, ...]:
    """Explain the events of a document, in the order of its report.

    event: the id of one of them ("v2"), a type for all of that type ("ACCUSE"), or ``"all"``. The ids are those of a report of the same
    document by the same versions and settings. Raises ``UsageError`` where the document has no such event, and as ``Coder.read`` does.
    """
    report, found = (coder or Coder()).explain(document)
    if event == ALL:
        return found
    chosen = tuple(e for e in found if event in (e.event, e.type, e.plain_type))
    if not chosen:
        known = ", ".join(f"{e.event} {e.type}" for e in found) or "none at all"
        raise UsageError(f"{report.document.id}: no event {event}; there are {known}")
    return chosen
