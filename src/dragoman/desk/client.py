"""A small client of a desk for Python programs; standard library only.

>>> desk = Desk("http://127.0.0.1:8484")                      # doctest: +SKIP
>>> [event.evidence for event in desk.events(actor="NOR")]    # doctest: +SKIP
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, Unpack
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import Request, urlopen

from dragoman.errors import DragomanError, UsageError
from dragoman.model import Document, Report
from dragoman.model.codec import from_plain, to_plain
from dragoman.model.rows import EntityRow, EventRow, StatementRow, TieRow
from dragoman.record.correcting import Correction
from dragoman.record.filters import Asked
from dragoman.record.paging import DocumentRow

T = TypeVar("T")


class DeskError(DragomanError):
    """The desk refuses, or can't be reached. status: the HTTP status, 0 where there was no answer."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status


@dataclass(frozen=True)
class Desk:
    """A desk by its address; token where it needs one; seconds to wait for an answer. All methods raise ``DeskError``."""

    url: str
    token: str | None = None
    seconds: float = 60.0

    def read(self, text: str, **about: str | None) -> Report:
        """The report of one text; about: title, publisher, published, url, id."""
        return Report.from_dict(self._ask("POST", "read", body={"text": text, **about}))

    def read_many(self, documents: list[Document]) -> list[Report | str]:
        """A report for each document, or why it can't be read; at most 100 at once."""
        given = [{k: v for k, v in to_plain(d).items() if k != "language"} for d in documents]
        answer = self._ask("POST", "read", body={"documents": given})
        wrong = {one["index"]: one["reason"] for one in answer["rejected"]}
        reports = iter(answer["reports"])
        return [wrong[n] if n in wrong else Report.from_dict(next(reports)) for n in range(len(documents))]

    def documents(self, *, publisher: str | None = None, text: str | None = None) -> Iterator[DocumentRow]:
        """The documents, the newest first, page after page."""
        return self._pages("documents", DocumentRow, {"publisher": publisher, "text": text})

    def document(self, identifier: str, corrected: bool = True) -> Report:
        """The report of a document, with corrections or exactly as it was read."""
        return Report.from_dict(self._ask("GET", f"documents/{quote(identifier)}", {"corrected": str(corrected).lower()}))

    def events(self, **filters: Unpack[Asked]) -> Iterator[EventRow]:
        """Events that meet the filters of the command line, page after page; limit: so many at most."""
        return self._pages("events", EventRow, filters)

    def statements(self, **filters: Unpack[Asked]) -> Iterator[StatementRow]:
        """The same for statements."""
        return self._pages("statements", StatementRow, filters)

    def entities(self, **filters: Unpack[Asked]) -> Iterator[EntityRow]:
        """The same for entities."""
        return self._pages("entities", EntityRow, filters)

    def ties(self, **filters: Unpack[Asked]) -> Iterator[TieRow]:
        """The same for ties."""
        return self._pages("ties", TieRow, filters)

    def corrections(self, document: str | None = None, author: str | None = None) -> Iterator[Correction]:
        """The log of corrections, the newest first."""
        return self._pages("corrections", Correction, {"document": document, "author": author})

    def correct(
        self,
        document: str | None,
        action: str,
        payload: Mapping[str, Any] | None = None,
        *,
        event: str | None = None,
        span: tuple[int, int] | None = None,
        author: str | None = None,
        reason: str | None = None,
    ) -> Correction:
        """Append a correction; as ``Record.correct``."""
        place = {"start": span[0], "end": span[1]} if span else {"event": event}
        given = {"document": document, "action": action, "payload": dict(payload or {}), "author": author, "reason": reason}
        return from_plain(Correction, self._ask("POST", "corrections", body=given | place))

    def undo(self, correction: int, *, author: str | None = None, reason: str | None = None) -> Correction:
        """Take a correction back; as ``Record.undo``."""
        return from_plain(Correction, self._ask("POST", f"corrections/{correction}/undo", body={"author": author, "reason": reason}))

    def export(self, table: str = "events", to: str = "jsonl", **filters: Any) -> Iterator[str]:
        """The lines of an export, as they come."""
        with self._opened("GET", "export", {"table": table, "format": to, **filters}, None) as stream:
            for line in stream:
                yield line.decode("utf-8")

    def _pages(self, path: str, kind: type[T], filters: Mapping[str, Any]) -> Iterator[T]:
        left, query = filters.get("limit"), {k: v for k, v in filters.items() if k != "limit"}
        cursor = None
        while left is None or left > 0:
            page = self._ask("GET", path, {**query, "limit": min(left or 200, 200), "cursor": cursor})
            for item in page["items"]:
                yield from_plain(kind, item)
            left = None if left is None else left - len(page["items"])
            cursor = page["next"]
            if cursor is None:
                return

    def _ask(self, method: str, path: str, query: Mapping[str, Any] | None = None, body: Any = None) -> Any:
        with self._opened(method, path, query or {}, body) as stream:
            return json.load(stream)

    def _opened(self, method: str, path: str, query: Mapping[str, Any], body: Any) -> Any:
        if urlsplit(self.url).scheme not in ("http", "https"):
            raise UsageError(f"{self.url} is no address of a desk; write http://127.0.0.1:8484")
        asked = urlencode({name: value for name, value in query.items() if value is not None})
        headers = {"Accept": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        data = None
        if body is not None:
            data, headers["Content-Type"] = json.dumps(body).encode(), "application/json"
        request = Request(f"{self.url.rstrip('/')}/api/v1/{path}{'?' if asked else ''}{asked}", data, headers, method=method)
        try:
            return urlopen(request, timeout=self.seconds)  # the scheme was checked
        except HTTPError as error:
            with error:
                raise DeskError(error.code, _detail(error)) from None
        except (URLError, OSError) as error:
            raise DeskError(0, f"{self.url} can't be reached: {getattr(error, 'reason', error)}") from None


def _detail(error: HTTPError) -> str:
    try:
        return str(json.load(error)["detail"])
    except (ValueError, KeyError, TypeError):
        return f"the desk answers {error.code}"
