"""Annotation: events one after the other, the least certain first, each seen as the coder left it; and how far annotators agree."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from dragoman.desk.agreement import agreements, verdicts
from dragoman.desk.api import needs
from dragoman.desk.changing import differences
from dragoman.desk.look import page, url, wording
from dragoman.desk.marking import marked_sentence
from dragoman.desk.pages import Fields, Text, signed, text_of, who
from dragoman.desk.problems import Problem
from dragoman.desk.room import Room, called, room_of
from dragoman.errors import UsageError
from dragoman.model import Span
from dragoman.record import Record
from dragoman.record.correcting import anchors_of

QUEUE = 500  # events, the least certain of the record
_AROUND = 400  # characters of the text that are shown on either side
router = APIRouter(include_in_schema=False, dependencies=[needs("read")])


@router.get("/annotate")
def annotate(request: Request, skip: Annotated[int, Query(ge=0, le=QUEUE)] = 0, document: Text = "", event: Text = "") -> Response:
    """The next event that this annotator has not judged; or one that is named. What others say of it is not shown."""
    author, shelf = who(request), request.app.state.shelf
    title = wording()["annotate"]["title"]
    with shelf.record() as record:
        state = record.state()
        mine = verdicts(record.corrections(author=author)).get(author or "", {}) if author else {}
        if document:
            found: tuple[str, str] | None = (document, event)
        else:
            queue = shelf.cached(("queue", state), lambda: _queue(record))
            left = [(d, e) for d, e, anchor in queue if (d, anchor) not in mine]
            found = left[skip] if skip < len(left) else None
        if found is None:
            return page(request, "annotate.html", shown=None, done=len(mine), author=author, title=title)
        try:
            room = room_of(called(record.report(found[0]), found[0]))
        except KeyError:
            raise Problem(404, f"there is no document {found[0]}") from None
    shown = room.event(found[1])
    text, span = room.report.document.text, shown.event.evidence_span
    around = Span(max(0, span.start - _AROUND), min(len(text), span.end + _AROUND))
    context = (
        _cut(text[around.start : span.start], around.start > 0, first=True),
        _cut(text[span.end : around.end], around.end < len(text)),
    )
    names = shown.row.actors + shown.row.recipients
    about: dict[str, Any] = {"shown": shown, "room": room, "context": context, "names": names, "author": author, "skip": skip}
    return page(request, "annotate.html", **about, done=len(mine), title=title, marked_sentence=marked_sentence)


def _queue(record: Record) -> list[tuple[str, str, Any]]:
    """The least certain events with their anchors; those that corrections added have none and are left out."""
    known: dict[str, dict[str, Any]] = {}
    found = []
    for document, event in record.uncertain(QUEUE):
        if document not in known:
            report = record.report(document)
            known[document] = {e.id: a for e, a in zip(report.events, anchors_of(report.events), strict=True)}
        if event in known[document]:
            found.append((document, event, known[document][event]))
    return found


def _cut(words: str, is_cut: bool, first: bool = False) -> str:
    """Words around the evidence without half a word at their outer end."""
    if not is_cut:
        return words
    return f"… {words.partition(' ')[2]}" if first else f"{words.rpartition(' ')[0]} …"


@router.post("/annotate", dependencies=[needs("correct")])
def judge(request: Request, fields: Fields, document: Text) -> Response:
    """Keep a verdict, and go on."""
    event, verdict = text_of(fields, "event"), text_of(fields, "verdict")
    author = who(request, fields)
    if not author:
        raise UsageError(wording()["annotate"]["needs_name"])
    skip = text_of(fields, "skip")
    if verdict == "skip":
        after = int(skip) + 1 if skip.isdecimal() and len(skip) < 5 else 1
        return signed(RedirectResponse(url("/annotate", skip=min(after, QUEUE)), 303), request, fields)
    reason = text_of(fields, "reason")[:2000] or None
    with request.app.state.shelf.record() as record:
        try:
            room = room_of(record.report(document))
        except KeyError:
            raise Problem(404, f"there is no document {document}") from None
        made = _verdict(room, event, verdict, {name: text_of(fields, name)[:4000] for name in fields})
        anchors = {e.id: a for e, a in zip(room.report.events, anchors_of(room.report.events), strict=True)}
        anchor = anchors[event]
        for action, payload in made:
            ordinal = {"ordinal": anchor.ordinal} if anchor.ordinal else {}
            record.correct(document, action, {**payload, **ordinal}, span=anchor[:2], author=author, reason=reason)
    request.app.state.metrics.corrections.inc(len(made))
    return signed(RedirectResponse(url("/annotate", skip=skip if skip != "0" else None), 303), request, fields)


def _verdict(room: Room, event: str, verdict: str, form: dict[str, str]) -> list[tuple[str, dict[str, Any]]]:
    shown = room.event(event)
    if verdict in ("accept", "reject"):
        return [(verdict, {})]
    if verdict != "change":
        raise UsageError(f"no verdict is called {verdict}")
    found = differences(room.report, shown.event, form)
    if not found:
        raise UsageError(wording()["correct"]["nothing"])
    return found


@router.get("/annotate/agreement")
def agreement(request: Request) -> Response:
    """How far those agree who have judged the same events."""
    shelf = request.app.state.shelf
    with shelf.record() as record:
        found = shelf.cached(("agreement", record.state()), lambda: agreements(record.corrections()))
    return page(request, "agreement.html", found=found, title=wording()["agreement"]["title"])
