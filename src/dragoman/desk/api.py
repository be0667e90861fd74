"""The API for programs, ``/api/v1``: read, documents, events, statements, entities, ties, export, corrections."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Depends, Header, Path, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response, StreamingResponse

from dragoman.desk.problems import MEDIA_TYPE, Problem
from dragoman.desk.shapes import (
    CORRECTION,
    EXAMPLE,
    ROWS,
    Batch,
    Correction,
    CorrectionIn,
    DocumentIn,
    DocumentRow,
    DocumentsQuery,
    PageOf,
    ProblemOut,
    Readings,
    Report,
    TokenOut,
    UndoIn,
    Unreadable,
    filters_of,
)
from dragoman.desk.tokens import may, revoke_token
from dragoman.errors import SourceError, UsageError
from dragoman.exchange import row_writer
from dragoman.exchange.jsonl import line
from dragoman.model import Document
from dragoman.model.codec import to_plain
from dragoman.model.rows import Row
from dragoman.model.safe import encodable
from dragoman.sources import check_published

_TOLD = {
    400: "A filter or a value that can't be",
    401: "A token is missing, wrong or revoked",
    403: "The token does not allow it, or the request comes from another site",
    404: "There is no such thing",
    408: "The request took too long to arrive",
    413: "More than one request may hold",
    421: "The desk does not answer to this Host",
    422: "What was sent can't be understood or read",
    429: "Too many requests",
    503: "The record or the reader can't answer now",
}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"description": told, "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemOut"}}}}
    for status, told in _TOLD.items()
}
_STREAM = 500  # rows that are written at once
router = APIRouter(prefix="/api/v1", responses=PROBLEMS)


def needs(scope: str) -> Any:
    """A dependency: the visitor must be allowed so much."""

    def check(request: Request) -> None:
        if not may(request.state.visitor.scope, scope):
            raise Problem(403, f"this needs a token with the scope {scope}; yours has {request.state.visitor.scope}")

    return Depends(check)


class Fresh(Exception):  # noqa: N818 - a state
    """What the program has is what it would get."""

    def __init__(self, etag: str) -> None:
        super().__init__(etag)
        self.etag = etag


def etag_of(request: Request, if_none_match: Annotated[str | None, Header(description="The ETag of what the program has.")] = None) -> str:
    """The ETag of a question in the record's present state; raises ``Fresh`` where the program has it already."""
    with request.app.state.shelf.record() as record:
        state = record.state()
    asked = f"{request.app.version} {state} {request.url.path}?{request.url.query}"
    etag = f'W/"{hashlib.sha256(encodable(asked).encode()).hexdigest()[:24]}"'
    given = [one.strip() for one in (if_none_match or "").split(",")]
    if etag in given or "*" in given:
        raise Fresh(etag)
    return etag


Etag = Annotated[str, Depends(etag_of)]
_FRESH: dict[int | str, dict[str, Any]] = {304: {"description": "Nothing has changed since that ETag"}}


def answered(content: Any, etag: str | None = None, status: int = 200, **headers: str) -> JSONResponse:
    """JSON without lone surrogates, with its ETag."""
    if etag:
        headers |= {"ETag": etag, "Cache-Control": "private, no-cache"}
    return _Json(content, status, headers)


class _Json(JSONResponse):
    def render(self, content: Any) -> bytes:
        return encodable(_dumped(content)).encode()


def _dumped(content: Any) -> str:
    import json

    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


@router.post(
    "/read",
    response_model=Report | Readings,
    summary="Read a text, or a batch of them",
    dependencies=[needs("read")],
    openapi_extra={"x-stored": False},
)
def read(
    request: Request,
    given: Annotated[
        DocumentIn | Batch,
        Body(
            openapi_examples={
                "one": {"summary": "One text: answers its report", "value": EXAMPLE},
                "batch": {"summary": "Several: answers reports and what could not be read", "value": {"documents": [EXAMPLE]}},
            }
        ),
    ],
) -> Response:
    """Read texts and answer their reports (docs/report-format.md). Nothing is stored."""
    batch = given.documents if isinstance(given, Batch) else [given]
    documents: list[Document | str] = [_document(one) for one in batch]
    readable = [one for one in documents if isinstance(one, Document)]
    found = iter(request.app.state.reader.read(readable))
    results = [one if isinstance(one, str) else next(found) for one in documents]
    if not isinstance(given, Batch):
        if isinstance(results[0], str):
            raise SourceError(results[0])
        return answered(results[0].to_dict())
    rejected = [Unreadable(index=n, reason=r).model_dump() for n, r in enumerate(results) if isinstance(r, str)]
    return answered({"reports": [r.to_dict() for r in results if not isinstance(r, str)], "rejected": rejected})


def _document(given: DocumentIn) -> Document | str:
    """The document that is given, or why it can't be one."""
    values: dict[str, Any] = {name: encodable(value) if isinstance(value, str) else value for name, value in given.model_dump().items()}
    values["id"] = values["id"] or ""
    if not values["text"].strip():
        return "the text is empty"
    try:
        if values["published"]:
            values["published"] = check_published(values["published"])
    except SourceError as error:
        return str(error)
    made: dict[str, Any] = {name: value or None if name not in ("text", "id") else value for name, value in values.items()}
    return Document(**made)


@router.get("/documents", response_model=PageOf[DocumentRow], responses=_FRESH, dependencies=[needs("read")])
def documents(request: Request, etag: Etag, asked: Annotated[DocumentsQuery, Query()]) -> Response:
    """Documents, the newest first."""
    with request.app.state.shelf.record() as record:
        page = record.documents(publisher=asked.publisher, text=asked.text, cursor=asked.cursor, size=asked.limit)
    return answered({"items": [asdict(row) for row in page.rows], "next": page.next}, etag)


@router.get("/documents/{document:path}", response_model=Report, responses=_FRESH, dependencies=[needs("read")])
def document(
    request: Request,
    etag: Etag,
    document: Annotated[str, Path(min_length=1, max_length=500, openapi_examples={"one": {"value": CORRECTION["document"]}})],
    corrected: Annotated[bool, Query(description="With corrections applied; else exactly as it was read.")] = True,
) -> Response:
    """The report of a document."""
    with request.app.state.shelf.record() as record:
        try:
            report = record.corrected(document).report if corrected else record.report(document)
        except KeyError:
            raise Problem(404, f"there is no document {document}") from None
    return answered(report.to_dict(), etag)


def _asking(table: str) -> Callable[..., Response]:
    """The endpoint of a table's rows."""
    query = filters_of(table)

    def rows(request: Request, etag: Etag, asked: Annotated[query, Query()]) -> Response:  # type: ignore[valid-type]
        given = asked.model_dump(exclude={"limit", "cursor"}, exclude_none=True)  # type: ignore[attr-defined]
        with request.app.state.shelf.record() as record:
            page = record.page(table, cursor=asked.cursor, size=asked.limit, **given)  # type: ignore[attr-defined]
        return answered({"items": [to_plain(row) for row in page.rows], "next": page.next}, etag)

    rows.__name__ = table
    rows.__annotations__["asked"] = Annotated[query, Query()]
    rows.__annotations__["etag"] = Etag
    rows.__annotations__["request"] = Request
    return rows


for _table, _told in {
    "events": "Events: who did what to whom, the newest first (with `text` the best).",
    "statements": "Statements: who said what.",
    "entities": "Entities: who is spoken of, one for each document.",
    "ties": "Ties: standing facts.",
}.items():
    router.add_api_route(
        f"/{_table}",
        _asking(_table),
        response_model=PageOf[ROWS[_table]],  # type: ignore[valid-type]
        responses=_FRESH,
        description=_told,
        dependencies=[needs("read")],
    )


class ExportQuery(filters_of("events", paged=False)):  # type: ignore[misc]
    """What is exported: a table with its filters, or whole reports."""

    table: Literal["events", "statements", "entities", "ties", "reports"] = Field("events", description="reports are whole, as JSON Lines.")
    format: Literal["jsonl", "csv"] = "jsonl"


@router.get(
    "/export",
    response_class=StreamingResponse,
    responses={200: {"description": "A line each", "content": {"application/x-ndjson": {}, "text/csv": {}}}},
    dependencies=[needs("read")],
)
def export(request: Request, asked: Annotated[ExportQuery, Query()]) -> Response:
    """All rows that meet the filters, as they come; or all reports."""
    given = asked.model_dump(exclude={"table", "format"}, exclude_none=True)
    if asked.table == "reports":
        if given or asked.format != "jsonl":
            raise UsageError("reports are exported whole, as jsonl, without filters")
        return StreamingResponse(_reports(request), media_type="application/x-ndjson")
    first = _rows(request, asked.table, asked.format, given)
    begun = next(first)  # a filter that can't be is told before anything is sent
    media = "text/csv; charset=utf-8" if asked.format == "csv" else "application/x-ndjson"
    return StreamingResponse(_with(begun, first), media_type=media)


def _with(begun: str, rest: Iterator[str]) -> Iterator[str]:
    yield begun
    yield from rest


def _reports(request: Request) -> Iterator[str]:
    with request.app.state.shelf.record(limited=False) as record:
        for report in record.reports():
            yield line(report) + "\n"


def _rows(request: Request, table: str, form: str, given: dict[str, Any]) -> Iterator[str]:
    """The rows a page at a time, so that neither memory nor a lock on the record grows."""
    write, kind, cursor, begun = row_writer(form), ROWS[table], None, False
    while True:
        with request.app.state.shelf.record(limited=False) as record:
            page = record.page(table, cursor=cursor, size=_STREAM, **given)
        stream = io.StringIO(newline="")
        write(page.rows, kind, stream)
        text = stream.getvalue()
        yield encodable(text.partition("\r\n")[2] if begun and form == "csv" else text)
        begun, cursor = True, page.next
        if cursor is None:
            return


@router.get("/corrections", response_model=PageOf[Correction], responses=_FRESH, dependencies=[needs("read")])
def corrections(  # noqa: PLR0917 - FastAPI gives them by name
    request: Request,
    etag: Etag,
    document: Annotated[str | None, Query(max_length=500, description="Of this document, with those for all documents.")] = None,
    author: Annotated[str | None, Query(max_length=200, description="By whom.")] = None,
    limit: Annotated[int, Query(ge=1, le=500, description="So many items at most.")] = 50,
    cursor: Annotated[int | None, Query(ge=1, lt=1 << 62, description="Where the last page ended: its `next`.")] = None,
) -> Response:
    """The log of corrections, the newest first; who said what against which report, and why."""
    with request.app.state.shelf.record() as record:
        found = record.corrections(document, author=author, before=cursor, limit=limit + 1)
    following = str(found[limit - 1].id) if len(found) > limit else None
    return answered({"items": [to_plain(one) for one in found[:limit]], "next": following}, etag)


@router.get("/corrections/orphans", response_model=PageOf[Correction], responses=_FRESH, dependencies=[needs("read")])
def orphans(request: Request, etag: Etag) -> Response:
    """Corrections that fit no report any more, as a newer coding has moved away from them."""
    with request.app.state.shelf.record() as record:
        return answered({"items": [to_plain(one) for one in record.orphans()], "next": None}, etag)


@router.post("/corrections", response_model=Correction, status_code=201, dependencies=[needs("correct")])
def correct(request: Request, given: Annotated[CorrectionIn, Body(openapi_examples={"factuality": {"value": CORRECTION}})]) -> Response:
    """Append a correction; it is stored when this answers, and every answer after it follows it."""
    span = (given.start, given.end) if given.start is not None and given.end is not None else None
    if (given.start is None) != (given.end is None) or (span and given.event):
        raise UsageError("name an event, or start and end")
    with request.app.state.shelf.record() as record:
        made = record.correct(
            given.document,
            given.action,
            given.payload,
            event=given.event,
            span=span,
            author=request.state.visitor.name or given.author,
            reason=given.reason,
        )
    request.app.state.metrics.corrections.inc()
    return answered(to_plain(made), status=201, Location=f"/api/v1/corrections?cursor={made.id + 1}&limit=1")


@router.post("/corrections/{correction}/undo", response_model=Correction, status_code=201, dependencies=[needs("correct")])
def undo(
    request: Request,
    correction: Annotated[int, Path(ge=1, lt=1 << 62)],
    given: Annotated[UndoIn | None, Body()] = None,
) -> Response:
    """Take a correction back, or take back an undo. Both stay in the log."""
    said = given or UndoIn(author=None, reason=None)
    with request.app.state.shelf.record() as record:
        made = record.undo(correction, author=request.state.visitor.name or said.author, reason=said.reason)
    return answered(to_plain(made), status=201)


@router.get("/tokens", response_model=list[TokenOut], dependencies=[needs("admin")])
def tokens(request: Request) -> Response:
    """Who has a token. New ones are made where the record lies: ``dragoman token add``."""
    return answered([{k: v for k, v in asdict(one).items() if k != "hash"} for one in request.app.state.tokens.all()])


@router.delete("/tokens/{name}", status_code=204, dependencies=[needs("admin")])
def revoke(request: Request, name: Annotated[str, Path(max_length=200)]) -> Response:
    """Let somebody's token hold no more, from now on."""
    try:
        revoke_token(request.app.state.tokens.file, name)
    except UsageError as error:
        raise Problem(404, str(error)) from None
    return Response(status_code=204)


__all__ = ["BaseModel", "ProblemOut", "Row", "router"]
