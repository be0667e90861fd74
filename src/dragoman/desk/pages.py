"""The pages for people: home, reading room, search, corrections, signing in. What a form does, a program does through ``api``."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import RedirectResponse, Response

from dragoman.desk.access import COOKIE
from dragoman.desk.api import needs
from dragoman.desk.changing import add_event, change_event
from dragoman.desk.finding import TABLES, asked_words, facets, understood
from dragoman.desk.look import page, url, wording
from dragoman.desk.marking import marked_sentence, marked_text
from dragoman.desk.problems import Problem
from dragoman.desk.reading import is_address
from dragoman.desk.room import Room, called, passing, room_of
from dragoman.errors import DragomanError, SourceError, UsageError
from dragoman.model import Report
from dragoman.model.safe import one_line
from dragoman.record.filters import ASKABLE
from dragoman.sources import Defaults, check_published

WAIT = 1.5  # seconds that a form waits for its text, before it shows a progress bar
router = APIRouter(include_in_schema=False, dependencies=[needs("read")])
Text = Annotated[str, Query(max_length=500)]
_LARGEST_PART = 10_000_000


async def form_of(request: Request) -> AsyncIterator[FormData]:
    """The fields of a form; files that came with it are closed behind the answer."""
    async with request.form(max_files=1, max_fields=60, max_part_size=_LARGEST_PART) as fields:
        yield fields


Fields = Annotated[FormData, Depends(form_of)]


def text_of(fields: FormData, name: str) -> str:
    """The text of a field, empty where it is not there."""
    value = fields.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def who(request: Request, fields: FormData | None = None) -> str | None:
    """Who signs a correction: the token's name; on this machine the name that was given."""
    given = text_of(fields, "author") if fields is not None else ""
    return request.state.visitor.name or given[:200] or request.cookies.get("dragoman_name", "")[:200] or None


def signed(response: Response, request: Request, fields: FormData) -> Response:
    """The answer to a form, which remembers the name that was given."""
    if (name := text_of(fields, "author")[:200]) and not request.state.visitor.name:
        safe = "".join(c for c in name if c.isascii() and (c.isalnum() or c in " ._-"))
        response.set_cookie("dragoman_name", safe, max_age=31_536_000, httponly=True, samesite="strict")
    return response


@router.get("/")
def home(request: Request) -> Response:
    """Where one begins: read, search, the newest documents."""
    with request.app.state.shelf.record() as record:
        newest = record.documents(size=12).rows
    return page(request, "home.html", documents=newest, title="")


@router.post("/read")
def read(request: Request, fields: Fields) -> Response:
    """Have a text, an address or a file read; leads to it when it is read, else to how far it is."""
    upload = fields.get("file")
    source: str | bytes = text_of(fields, "text")
    name = text_of(fields, "title")[:200] or wording()["read"]["pasted"]
    if isinstance(upload, UploadFile) and upload.filename:
        source, name = upload.file.read(), upload.filename[-200:]
    elif isinstance(source, str) and is_address(source):
        name = source[:200]
    if not source:
        raise UsageError(wording()["read"]["nothing"])
    kept = bool(text_of(fields, "keep"))
    if kept and request.state.visitor.scope == "read":
        raise Problem(403, wording()["read"]["may_not_keep"])
    published = text_of(fields, "published")
    defaults = Defaults(
        text_of(fields, "title")[:2000] or None,
        text_of(fields, "publisher")[:500] or None,
        check_published(published) if published else None,
    )
    job = request.app.state.reader.start(one_line(name), source, defaults, kept)
    job.ended.wait(WAIT)
    if job.only:
        return RedirectResponse(url("/document", id=job.only.id), 303)
    return RedirectResponse(f"/reading/{job.id}", 303)


Number = Annotated[int, Query(ge=0, le=1000)]


@router.get("/reading/{job}")
def reading(  # noqa: PLR0917 - FastAPI gives them by name
    request: Request, job: str, n: Number = 0, event: Text = "", entity: Text = "", statement: Text = ""
) -> Response:
    """How far reading is; when it is done, what was read, as a room of its own where it was not kept."""
    found = request.app.state.reader.job(job)
    chosen = {"event": event, "entity": entity, "statement": statement}
    if any(chosen.values()) and request.headers.get("hx-request"):
        return page(request, "panel.html", **_shown(passing(_passing(request, job, n), job, n), chosen), stored=False, author=None)
    if found.only:
        return _led(request, url("/document", id=found.only.id))
    if found.over and request.headers.get("hx-request"):
        return _led(request, f"/reading/{job}")
    if found.over and not found.kept and found.reports:
        room = passing(_passing(request, job, n), job, n)
        others = [(f"/reading/{job}?n={i}", report.document.title or report.document.id) for i, report in enumerate(found.reports)]
        return _room(request, room, chosen, stored=False, others=others if len(others) > 1 else [], rejected=found.rejected)
    return page(request, "reading.html", job=found, rejected=found.rejected, title=wording()["read"]["title"])


@router.get("/reading/{job}/why")
def reading_why(request: Request, job: str, event: Text, n: Number = 0) -> Response:
    """Why an event of a text that is not kept was coded as it was."""
    return _why(request, _passing(request, job, n), event)


def _passing(request: Request, job: str, number: int) -> Report:
    reports = request.app.state.reader.job(job).reports
    if number >= len(reports):
        raise Problem(404, wording()["document"]["gone"])
    return reports[number]  # type: ignore[no-any-return]


def _led(request: Request, place: str) -> Response:
    """Lead to another page; a part of a page that asks for itself is told to leave as a whole."""
    if request.headers.get("hx-request"):
        return Response(headers={"HX-Redirect": place})
    return RedirectResponse(place, 303)


@router.get("/documents")
def documents(request: Request, publisher: Text = "", q: Text = "", cursor: Text = "") -> Response:
    """All documents, the newest first."""
    with request.app.state.shelf.record() as record:
        found = record.documents(publisher=publisher or None, text=q or None, cursor=cursor or None)
    following = url("/documents", publisher=publisher, q=q, cursor=found.next) if found.next else None
    return page(request, "documents.html", documents=found.rows, following=following, q=q, title=wording()["documents"]["title"])


@router.get("/document")
def document(request: Request, id: Text, event: Text = "", entity: Text = "", statement: Text = "") -> Response:
    """The reading room: a document with its marks, and the panel of what was chosen."""
    with request.app.state.shelf.record() as record:
        try:
            corrected = request.app.state.shelf.cached(("corrected", record.state(), id), lambda: record.corrected(id))
        except KeyError:
            raise Problem(404, f"there is no document {id}") from None
        room = room_of(called(corrected.report, id), corrected, record.corrections(id))
    chosen = {"event": event, "entity": entity, "statement": statement}
    if request.headers.get("hx-request"):  # only the panel
        return page(request, "panel.html", **_shown(room, chosen), stored=True, author=who(request))
    return _room(request, room, chosen, stored=True)


def _room(
    request: Request,
    room: Room,
    chosen: dict[str, str],
    *,
    stored: bool,
    others: Sequence[tuple[str, str]] = (),
    rejected: Sequence[str] = (),
) -> Response:
    shown = {
        "text": marked_text(room.report, room.at, chosen["event"] or None, room.corrected.accepted),
        "others": others,
        "rejected": rejected,
        "title": one_line(room.report.document.title or wording()["document"]["untitled"]),
        "author": who(request),
    }
    return page(request, "document.html", **shown, **_shown(room, chosen), stored=stored)


def _shown(room: Room, chosen: dict[str, str]) -> dict[str, Any]:
    found = {
        "event": room.event(chosen["event"]) if chosen.get("event") else None,
        "entity": room.entity(chosen["entity"]) if chosen.get("entity") else None,
        "statement": room.statement(chosen["statement"]) if chosen.get("statement") else None,
    }
    if any(chosen.values()) and not any(found.values()):
        raise Problem(404, wording()["document"]["gone"])
    return {"room": room, **found, "marked_sentence": marked_sentence}


@router.get("/document/why")
def why(request: Request, id: Text, event: Text) -> Response:
    """Why an event was coded as it was, by the coder of today."""
    with request.app.state.shelf.record() as record:
        try:
            report = record.report(id)
        except KeyError:
            raise Problem(404, f"there is no document {id}") from None
    return _why(request, report, event)


def _why(request: Request, report: Report, event: str) -> Response:
    stored = next((one for one in report.events if one.id == event), None)
    found = [
        one
        for one in request.app.state.reader.explain(report.document)
        if stored and one.trigger_span == stored.trigger_span and (one.event == event or one.type == stored.type)
    ]
    names = {e.id: e.name for e in report.entities}
    return page(request, "why.html", why=found[0] if found else None, names=names)


@router.post("/document/correct", dependencies=[needs("correct")])
def correct(request: Request, fields: Fields, id: Text) -> Response:
    """Accept, reject, change, merge, split or add an event, or correct who somebody is; leads back to the document.

    The document stands in the address, not in a field: what a page shows of an id is made visible, and so may not be the id.
    """
    identifier, event, action = id, text_of(fields, "event"), text_of(fields, "action")
    author, reason = who(request, fields), text_of(fields, "reason")[:2000] or None
    signature: dict[str, Any] = {"author": author, "reason": reason}
    plain = {name: text_of(fields, name)[:4000] for name in fields}
    back = {"id": identifier, "event": event}
    with request.app.state.shelf.record() as record:
        if action in ("accept", "reject"):
            record.correct(identifier, action, event=event, **signature)
            back["event"] = event if action == "accept" else ""
            made = 1
        elif action == "change":
            made = change_event(record, identifier, event, plain, signature)
        elif action == "add":
            back["event"] = add_event(record, identifier, plain, signature)
            made = 1
        elif action == "merge":
            record.correct(identifier, "merge", {"into": plain.get("into", "")}, event=event, **signature)
            back["event"], made = plain["into"], 1
        elif action == "split":
            room = room_of(record.corrected(identifier).report, record.corrected(identifier))
            record.correct(identifier, "split", {"parts": room.parts(event)}, event=event, **signature)
            made = 1
        elif action == "identity":
            names = ("name", "country", "kind", "title", "wikidata")
            was = room_of(record.corrected(identifier).report).entity(plain.get("entity", ""))["one"]
            payload: dict[str, Any] = {"entity": was.name} | {n: plain[n] or None for n in names if n in plain}
            if payload.get("country"):
                payload["country"] = payload["country"].upper()
            if not payload.get("name"):
                raise UsageError(wording()["correct"]["needs_name"])
            record.correct(None if plain.get("everywhere") else identifier, "identity", payload, **signature)
            back, made = {"id": identifier}, 1
        else:
            raise UsageError(f"no correction is called {action}")
    request.app.state.metrics.corrections.inc(made)
    return signed(RedirectResponse(url("/document", **back), 303), request, fields)


@router.get("/corrections")
def corrections(
    request: Request, document: Text = "", author: Text = "", cursor: Annotated[int | None, Query(ge=1, lt=1 << 62)] = None
) -> Response:
    """Who changed what, and why; and what fits no report any more."""
    size = 50
    with request.app.state.shelf.record() as record:
        found = record.corrections(document or None, author=author or None, before=cursor, limit=size + 1)
        whole = cursor is None and not document and not author
        lost = request.app.state.shelf.cached(("orphans", record.state()), record.orphans) if whole else []
        titles = record.titles({one.document for one in (*found, *lost) if one.document})
    following = url("/corrections", document=document, author=author, cursor=found[size - 1].id) if len(found) > size else None
    title = wording()["corrections"]["title"]
    return page(request, "corrections.html", log=found[:size], lost=lost, titles=titles, following=following, title=title)


@router.post("/corrections/undo", dependencies=[needs("correct")])
def undo(request: Request, fields: Fields) -> Response:
    """Take a correction back."""
    number, back = text_of(fields, "correction"), text_of(fields, "back")
    if not number.isdecimal() or len(number) > 18:
        raise UsageError("no correction is named")
    with request.app.state.shelf.record() as record:
        made = record.undo(int(number), author=who(request, fields), reason=text_of(fields, "reason")[:2000] or None)
    to_document = back == "document" and made.document
    return signed(RedirectResponse(url("/document", id=made.document) if to_document else "/corrections", 303), request, fields)


@router.get("/search")
def search(request: Request, q: Text = "", table: Annotated[str, Query(alias="in")] = "events", cursor: Text = "") -> Response:
    """One box and facets; the address holds all that was asked."""
    if table not in TABLES:
        raise UsageError(f"no table is called {table}; there are {', '.join(TABLES)}")
    asked = {name: value for name, value in parse_qsl(request.url.query)[:60] if name in ASKABLE[table] and value and name != "limit"}
    title = q or wording()["search"]["title"]
    shown: dict[str, Any] = {"q": q, "table": table, "tables": TABLES, "title": title, "wrong": None, "marked_sentence": marked_sentence}
    with request.app.state.shelf.record() as record:
        filters = understood(record, q, table) | asked
        address = {"q": q, "in": table, **asked}
        try:
            found = record.page(table, cursor=cursor or None, size=25, **_typed(filters))
            rows, following = found.rows, url("/search", **address, cursor=found.next) if found.next else None
        except UsageError as error:
            rows, following, shown["wrong"] = (), None, str(error)
    shown["words"] = asked_words(str(filters.get("text", "")))
    chips = [
        (name, value, url("/search", **{**address, name: None})) if name in asked else (name, value, "") for name, value in filters.items()
    ]
    return page(request, "search.html", rows=rows, following=following, chips=chips, address=address, **shown)


@router.get("/search/facets")
def search_facets(request: Request, q: Text = "", table: Annotated[str, Query(alias="in")] = "events") -> Response:
    """How many there are of what; counted once for each question, until the record changes."""
    if table not in TABLES:
        raise UsageError(f"no table is called {table}; there are {', '.join(TABLES)}")
    asked = {name: value for name, value in parse_qsl(request.url.query)[:60] if name in ASKABLE[table] and value and name != "limit"}
    shelf = request.app.state.shelf
    with shelf.record() as record:
        filters = understood(record, q, table) | asked
        address = {"q": q, "in": table, **asked}
        key = ("facets", record.state(), table, tuple(sorted(filters.items())), tuple(sorted(address.items())))
        found, bars, where = shelf.cached(key, lambda: facets(record, table, _typed(filters), address))
    return page(request, "facets.html", facets=found, bars=bars, where=where, table=table)


def _typed(filters: dict[str, str]) -> dict[str, Any]:
    """The filters with numbers as numbers."""
    typed: dict[str, Any] = dict(filters)
    if "confidence" in typed:
        try:
            typed["confidence"] = float(typed["confidence"])
        except ValueError:
            raise UsageError(f"confidence is between 0 and 1, not {typed['confidence']}") from None
    return typed


@router.get("/login", dependencies=[])
def login(request: Request, next: Text = "/") -> Response:
    """Where a token is given."""
    return page(request, "login.html", next=next, wrong=False, title=wording()["login"]["title"])


@router.post("/login")
def enter(
    request: Request, token: Annotated[str, Form(max_length=200)] = "", next: Annotated[str, Form(max_length=2000)] = "/"
) -> Response:
    """Keep the token in a cookie that no script reads."""
    holder = request.app.state.tokens.holder(token.strip())
    if holder is None:
        response: Response = page(request, "login.html", next=next, wrong=True, title=wording()["login"]["title"])
        response.status_code = 401
        return response
    inside = next if next.startswith("/") and not next.startswith(("//", "/\\")) and next.isprintable() else "/"
    response = RedirectResponse(inside, 303)
    secure = request.url.scheme == "https" or request.headers.get("x-forwarded-proto") == "https"
    response.set_cookie(COOKIE, token.strip(), httponly=True, samesite="strict", secure=secure)
    return response


@router.post("/logout")
def leave(request: Request) -> Response:
    """Forget the token."""
    response = RedirectResponse("/login" if not request.app.state.settings.local else "/", 303)
    response.delete_cookie(COOKIE)
    return response


__all__ = ["DragomanError", "SourceError", "router"]
