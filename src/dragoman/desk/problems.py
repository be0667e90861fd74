"""From what went wrong to an answer: problem+json (RFC 9457) for programs, a plain page for people."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from fastapi import Request
from starlette.responses import JSONResponse, Response

from dragoman.errors import DragomanError, LanguageError, RecordError, SourceError, TooLarge, UsageError
from dragoman.model.safe import one_line

MEDIA_TYPE = "application/problem+json"


class Problem(DragomanError):  # noqa: N818 - reads better as a state
    """A request that can't be answered: an HTTP status, and in one line why."""

    def __init__(self, status: int, detail: str, **headers: str) -> None:
        super().__init__(detail)
        self.status, self.headers = status, {name.replace("_", "-"): value for name, value in headers.items()}


def status_of(error: Exception) -> int:
    """The HTTP status of an error of ours."""
    if isinstance(error, Problem):
        return error.status
    known = ((UsageError, 400), (TooLarge, 413), (LanguageError, 422), (SourceError, 422), (RecordError, 503))
    return next((status for kind, status in known if isinstance(error, kind)), 500)


def problem(status: int, detail: str, headers: dict[str, str] | None = None, **more: Any) -> JSONResponse:
    """An answer in problem+json."""
    content = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": one_line(detail), **more}
    return JSONResponse(content, status, headers, MEDIA_TYPE)


def wants_page(request: Request) -> bool:
    """Whether a browser asks for a page."""
    return not request.url.path.startswith("/api/") and "text/html" in request.headers.get("accept", "")


def answer(request: Request, status: int, detail: str, headers: dict[str, str] | None = None, **more: Any) -> Response:
    """The answer to a request that failed, as a page or as problem+json."""
    if not wants_page(request):
        return problem(status, detail, headers, **more)
    from dragoman.desk.look import page, wording

    shown = {"title": wording()["status"].get(f"s{status}", HTTPStatus(status).phrase), "detail": detail, "before": _before(request)}
    response = page(request, "problem.html", status=status, **shown)
    response.status_code = status
    response.headers.update(headers or {})
    return response


def _before(request: Request) -> str | None:
    """The page of this desk that the request came from, None where it is another's or the same."""
    parts = urlsplit(request.headers.get("referer", "")[:4000])
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    own = parts.netloc == request.headers.get("host") and path.startswith("/") and not path.startswith("//")
    return path if own and path != f"{request.url.path}?{request.url.query}".rstrip("?") else None
