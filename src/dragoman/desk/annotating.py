"""Annotation: events one after the other, the least certain first, each seen as the coder left it; and how far annotators agree."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from dragoman.desk.agreement import Agreement, Key, agreements, verdicts, words_of
from dragoman.desk.api import needs
from dragoman.desk.changing import differences
from dragoman.desk.look import page, url, wording
from dragoman.desk.marking import marked_sentence
from dragoman.desk.pages import Fields, Text, signed, text_of, who
from dragoman.desk.problems import Problem
from dragoman.desk.room import Room, called, room_of
from dragoman.desk.shelf import Shelf
from dragoman.errors import UsageError
from dragoman.record import Record
from dragoman.record.correcting import Anchor, anchors_of

QUEUE = 500  # events, the least certain of the record
_AROUND = 240  # characters of the text that are shown on either side
_BLANK = re.compile(r"\s*\n\s*\n\s*")
router = APIRouter(include_in_schema=False, dependencies=[needs("read")])


@router.get("/annotate")
def annotate(request: Request, skip: Annotated[int, Query(ge=0, le=QUEUE)] = 0, document: Text = "", event: Text = "") -> Response:
    """The next event that this annotator has not judged; or one that is named. What others say of it is not shown."""
    author, shelf = who(request), request.app.state.shelf
    title = wording()["annotate"]["title"]
    with shelf.record() as record:
        mine = verdicts(record.corrections(author=author)).get(author or "", {}) if author else {}
        if document:
            found: tuple[str, str] | None = (document, event)
        else:
            found = next(islice(_left(shelf, record, mine), skip, None), None)
        if found is None:
            return page(request, "annotate.html", shown=None, done=len(mine), author=author, title=title)
        try:
            room = room_of(called(record.report(found[0]), found[0]))
        except KeyError:
            raise Problem(404, f"there is no document {found[0]}") from None
    shown = room.event(found[1])
    text, span = room.report.document.text, shown.event.evidence_span
    context = _before(text, span.start), _behind(text, span.end)
    names = shown.row.actors + shown.row.recipients
    about: dict[str, Any] = {"shown": shown, "room": room, "context": context, "names": names, "author": author, "skip": skip}
    return page(request, "annotate.html", **about, done=len(mine), title=title, marked_sentence=marked_sentence)


def _left(shelf: Shelf, record: Record, mine: Container[Key]) -> Iterator[tuple[str, str]]:
    """The least certain events that are not judged yet; those that corrections added have no anchor and are left out.

    Reports are looked into one by one as they are needed: most annotators stop long before the end of the queue.
    """
    state = record.state()
    coded = state.split("-")[0]  # corrections don't move anchors
    known: dict[str, dict[str, Anchor]] = shelf.cached(("anchors", coded), dict)
    for document, event in shelf.cached(("queue", state), lambda: record.uncertain(QUEUE)):
        anchors = known.get(document) or known.setdefault(document, _anchors(record, document))
        if event in anchors and (document, anchors[event]) not in mine:
            yield document, event


def _anchors(record: Record, document: str) -> dict[str, Anchor]:
    events = record.report(document).events
    return {e.id: a for e, a in zip(events, anchors_of(events), strict=True)}


def _before(text: str, place: int) -> str:
    """What stands before the evidence: its own paragraph and the one before, without half a word or blank lines."""
    parts = _BLANK.split(text[max(0, place - _AROUND) : place])
    words = "\n".join(parts[-2:])
    return f"… {words.partition(' ')[2]}" if place > _AROUND and len(parts) <= 2 else words


def _behind(text: str, place: int) -> str:
    """What stands behind the evidence, in the same way."""
    parts = _BLANK.split(text[place : place + _AROUND])
    words = "\n".join(parts[:2])
    return f"{words.rpartition(' ')[0]} …" if place + _AROUND < len(text) and len(parts) <= 2 else words


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
        anchor = dict(zip((e.id for e in room.report.events), anchors_of(room.report.events), strict=True))[event]
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
        found, words = shelf.cached(("agreement", record.state()), lambda: _compared(record))
    return page(request, "agreement.html", found=found, words=words, title=wording()["agreement"]["title"])


def _compared(record: Record) -> tuple[list[Agreement], dict[Key, str]]:
    log = list(record.corrections())
    return agreements(log), words_of(log)
