"""A record: many reports, each with its history, in one file (SQLite) or in PostgreSQL; safe to read while others write."""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self, Unpack

from sqlalchemy import Connection, Engine, func, insert, or_, select, update

from dragoman.errors import RecordError, UsageError
from dragoman.frames import Answer, Grid
from dragoman.model import Document, Report, Versions
from dragoman.model.rows import EntityRow, EventRow, StatementRow, TieRow, UnreadRow
from dragoman.model.safe import encodable
from dragoman.record import tables as t
from dragoman.record.appending import append, undo
from dragoman.record.asking import count, find_entities, find_events, find_statements, find_ties, find_unread
from dragoman.record.checking import Fault, check
from dragoman.record.conditions import linked_to
from dragoman.record.correcting import Corrected, Correction
from dragoman.record.corrections import anchored, corrected_report, find_corrections, orphans
from dragoman.record.faults import record_errors
from dragoman.record.filters import ASKABLE, Asked, Filters
from dragoman.record.identities import make_links, show_links
from dragoman.record.opening import open_engine, writing
from dragoman.record.paging import DocumentRow, Page, find_documents, find_names, find_page, state, uncertain_events
from dragoman.record.postgresql import ask as ask_postgresql
from dragoman.record.sql import ROWS, SECONDS, ask, check_question
from dragoman.record.writing import content_of, now, write_report


class Unread(Protocol):
    """What could not be read: where it stood, why not, and how it begins. ``dragoman.sources.Rejected`` is one."""

    @property
    def origin(self) -> str:
        """File, or file and member."""

    @property
    def line(self) -> int | None:
        """Line in the file, from 1; None where it has no lines."""

    @property
    def reason(self) -> str:
        """Why, in one line."""

    @property
    def sample(self) -> str:
        """How it begins."""


class Record:
    """A store of reports. Open it with ``Record.open``, use it in a ``with`` block or ``close`` it.

    Each report is stored in a transaction of its own: whatever happens, what was added stays, and adding it again changes nothing.
    All methods raise ``RecordError`` where the file can't be read or written.
    """

    def __init__(self, name: str, engine: Engine) -> None:
        self.name = name
        self._engine = engine
        self._run: int | None = None
        with record_errors(name):
            self._connection: Connection = engine.connect()

    @classmethod
    def open(cls, place: str | Path, create: bool = True) -> Self:
        """The record in a file, or in PostgreSQL by its address (``postgresql://…``).

        It is made where there is none and ``create`` holds; an older schema is brought up to date. ``create=False`` opens for asking:
        the record must exist, and may lie where nothing can be written.
        """
        return cls(*open_engine(place, create))

    def again(self) -> Self:
        """Another record on the same place, for another thread: much cheaper than opening it anew."""
        return type(self)(self.name, self._engine)

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def run(self) -> Iterator[None]:
        """Note what is added and rejected inside the block as one run: when, by which version, how it ended."""
        started = {"started": now(), "dragoman": version("dragoman"), "status": "running"}
        with self._writing():
            key = self._connection.execute(insert(t.runs).values(started)).inserted_primary_key
        self._run = key[0] if key else None
        status = "failed"
        try:
            yield
            status = "done"
        except (KeyboardInterrupt, GeneratorExit):
            status = "interrupted"
            raise
        finally:
            with suppress(RecordError), self._writing():  # on a full disk the first error is the one to tell
                self._connection.execute(update(t.runs).where(t.runs.c.id == self._run).values(status=status, finished=now()))
            self._run = None

    def add(self, report: Report) -> bool:
        """Store a report as the current one of its document, all or nothing.

        False, and nothing changed, where this document was stored with these versions before.
        """
        with self._writing():
            added = write_report(self._connection, report, self._run)
            self._tally("added" if added else "unchanged")
        return added

    def reject(self, unread: Unread) -> bool:
        """Put what could not be read into the quarantine; False where the same is there already."""
        q = t.quarantine.c
        values: dict[str, Any] = {name: encodable(getattr(unread, name)) for name in ("origin", "reason", "sample")}
        values["line"] = unread.line
        with self._writing():
            same = select(q.id).where(q.origin == values["origin"], q.line.is_not_distinct_from(unread.line), q.reason == values["reason"])
            new = self._connection.execute(same.where(q.sample == values["sample"])).first() is None
            if new:
                self._connection.execute(insert(t.quarantine).values(**values, run_id=self._run, rejected=now()))
            self._tally("rejected")
        return new

    def events(self, **filters: Unpack[Asked]) -> Answer[EventRow]:
        """Events that meet all filters (``actor="NOR", type="ACCUSE"``); ``dragoman.record.filters`` tells what each means."""
        with record_errors(self.name):
            return find_events(self._connection, Filters(**filters))

    def statements(self, **filters: Unpack[Asked]) -> Answer[StatementRow]:
        """Statements by source (``actor``), audience (``recipient``), stance (``type``), time, words of the content …"""
        with record_errors(self.name):
            return find_statements(self._connection, Filters(**filters))

    def entities(self, **filters: Unpack[Asked]) -> Answer[EntityRow]:
        """Entities by name or country (``actor``), kind (``type``), sector, date of publication and words of their mentions."""
        with record_errors(self.name):
            return find_entities(self._connection, Filters(**filters))

    def ties(self, **filters: Unpack[Asked]) -> Answer[TieRow]:
        """Ties by subject (``actor``), object (``recipient``), relation (``type``), date of publication and evidence."""
        with record_errors(self.name):
            return find_ties(self._connection, Filters(**filters))

    def between(self, one: str, other: str, **filters: Unpack[Asked]) -> Answer[EventRow]:
        """Events that one did to the other or the other to the one."""
        with record_errors(self.name):
            return find_events(self._connection, replace(Filters(**filters), between=f"{one},{other}"))

    def who(
        self, name: str, *, since: str | None = None, until: str | None = None, publisher: str | None = None, limit: int | None = None
    ) -> dict[str, Answer[Any]]:
        """All of an entity (a part of its name, or a country code): its rows in entities, ties, statements (its own) and events.

        What ``link`` has linked to an entity of that name counts too, whatever it is called in other documents.
        limit: so many rows of each at most.
        """
        within = Filters(since=since, until=until, publisher=publisher, limit=limit)
        either, first = replace(within, party=name), replace(within, actor=name)
        with record_errors(self.name):
            return {
                "entities": find_entities(self._connection, first, linked=True),
                "ties": find_ties(self._connection, either, linked=True),
                "statements": find_statements(self._connection, first, linked=True),
                "events": find_events(self._connection, either, linked=True),
            }

    def link(self) -> tuple[int, int]:
        """Find out anew which entities of different documents are one and the same (``dragoman.record.linking`` tells how).

        Returns how many entities are linked, and how many persons, organizations and countries they are.
        """
        with self._writing():
            return make_links(self._connection)

    def links(self, name: str) -> Grid:
        """Who was linked with the entities of that name (a part of it), and the sum of features that did it."""
        with record_errors(self.name):
            return show_links(self._connection, linked_to(name))

    def size(self, table: str) -> int:
        """How many rows a table has."""
        with record_errors(self.name):
            return self._connection.execute(select(func.count()).select_from(t.metadata.tables[table])).scalar_one()

    def all_documents(self) -> Iterator[Document]:
        """All documents as they were read, superseded ones too, by their ids; what is added meanwhile may or may not come."""
        last = ""
        d, r = t.documents.c, t.reports.c
        newest = select(func.max(r.id)).where(r.document_id == d.id).correlate(t.documents).scalar_subquery()
        while True:
            query = select(d.id, r.json).join(t.reports, r.id == newest).where(d.id > last).order_by(d.id).limit(100)
            with record_errors(self.name):
                batch = self._connection.execute(query).all()
            if not batch:
                return
            for last, found in batch:  # noqa: B007
                yield Report.from_dict(json.loads(found)).document

    def count(self, table: str, by: str, **filters: Unpack[Asked]) -> Grid:
        """How many events, statements, entities or ties meet the filters, by one or several things: ``count("events", "month,type")``."""
        if table not in ASKABLE:
            raise UsageError(f"no table is called {table}; there are {', '.join(ASKABLE)}")
        with record_errors(self.name):
            return count(self._connection, table, by, Filters(**filters))

    def sql(self, question: str, *, seconds: float = SECONDS, limit: int = ROWS) -> Grid:
        """The answer to one SELECT on the record's tables, read-only, so many rows and seconds at most; ``cut`` where there is more."""
        with record_errors(self.name):
            if self._connection.dialect.name == "postgresql":
                check_question(question, seconds, limit)
                return ask_postgresql(self._connection, self.name, question, seconds, limit)
            return ask(Path(self.name), question, seconds, limit)

    def check(self) -> Iterator[Fault]:
        """All that is wrong with the record, as it is found: the file, the schema, each report and its rows. Nothing is changed."""
        with record_errors(self.name):
            yield from check(self._connection)

    def quarantine(self, *, text: str | None = None, limit: int | None = None) -> Answer[UnreadRow]:
        """What could not be read, oldest first; ``text`` occurs in its origin or its reason."""
        with record_errors(self.name):
            return find_unread(self._connection, text, limit)

    def report(self, document: str) -> Report:
        """The current report of a document, exactly as it was added; of a superseded revision its last one.

        Raises ``KeyError`` for a document that is not there.
        """
        with record_errors(self.name):
            found = self._report(document)
        if found is None:
            raise KeyError(document)
        return found

    def corrected(self, document: str) -> Corrected:
        """The same with the corrections that are in force applied over it, which of them apply and which are orphans."""
        report = self.report(document)
        with record_errors(self.name):
            return corrected_report(self._connection, report)

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
        """Say something against a report: append a correction to the log; from now on answers follow it, and the report stays.

        event: the id of the one that is meant, as the corrected report has it; or the span of its trigger (with ``ordinal`` in the
        payload where several share it). ``docs/desk.md`` has the actions and their payloads. Raises ``UsageError`` for what can't be.
        """
        held = dict(payload or {})
        with self._writing():
            report = self._report(document) if document is not None else None
            if report is not None and (event is not None or isinstance(held.get("into"), str)):
                span, held = anchored(corrected_report(self._connection, report), event, span, held)
            start, end = span or (None, None)
            return append(self._connection, Correction(0, "", author, reason, document, start, end, action, held), report)

    def undo(self, correction: int, *, author: str | None = None, reason: str | None = None) -> Correction:
        """Take a correction back, or take back an undo. Raises ``UsageError`` where there is none, or it was taken back already."""
        with self._writing():
            return undo(self._connection, correction, author, reason)

    def corrections(
        self, document: str | None = None, *, author: str | None = None, before: int | None = None, limit: int | None = None
    ) -> list[Correction]:
        """The log of corrections, the newest first: of one document, by one author, from before an id on."""
        with record_errors(self.name):
            return find_corrections(self._connection, document, author, before=before, limit=limit)

    def orphans(self) -> list[Correction]:
        """Corrections that fit no report any more, as a newer coding has moved away from them; they are kept and listed."""
        with record_errors(self.name):
            return list(orphans(self._connection))

    def page(self, table: str, *, cursor: str | None = None, size: int = 50, **filters: Unpack[Asked]) -> Page[Any]:
        """One page of events, statements, entities or ties, the newest first (with ``text`` the best), and the cursor of the next."""
        if table not in ASKABLE:
            raise UsageError(f"no table is called {table}; there are {', '.join(ASKABLE)}")
        with record_errors(self.name):
            return find_page(self._connection, table, Filters(**filters), cursor, size)

    def documents(
        self, *, publisher: str | None = None, text: str | None = None, cursor: str | None = None, size: int = 50
    ) -> Page[DocumentRow]:
        """One page of the documents that are asked, the newest first: of a publisher, with words in the title."""
        with record_errors(self.name):
            return find_documents(self._connection, publisher=publisher, text=text, cursor=cursor, size=size)

    def titles(self, documents: Collection[str]) -> dict[str, str]:
        """The titles of these documents, by id; those that have one."""
        d = t.documents.c
        query = select(d.id, d.title).where(d.id.in_([encodable(one) for one in documents]), d.title.is_not(None))
        with record_errors(self.name):
            return {row[0]: row[1] for row in self._connection.execute(query)}

    def state(self) -> str:
        """A short text that differs whenever what is asked may have changed."""
        with record_errors(self.name):
            return state(self._connection)

    def names(self, part: str, limit: int = 10) -> list[str]:
        """Names that occur and have this part, case aside; those that begin with it first."""
        with record_errors(self.name):
            return find_names(self._connection, part, limit)

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Inside the block each question that is still running after so many seconds fails with ``RecordError``."""
        raw: Any = self._connection.connection.dbapi_connection
        end = time.monotonic() + seconds
        if self._connection.dialect.name == "postgresql":
            raw.execute(f"SET statement_timeout = {max(1, int(seconds * 1000))}")
        else:
            raw.set_progress_handler(lambda: time.monotonic() > end, 100_000)
        try:
            yield
        finally:
            if self._connection.dialect.name == "postgresql":
                raw.execute("SET statement_timeout = 0")
            else:
                raw.set_progress_handler(None, 0)

    def uncertain(self, limit: int = 500) -> list[tuple[str, str]]:
        """Document and id of the events that the coder was least sure of, the least sure first."""
        with record_errors(self.name):
            return uncertain_events(self._connection, limit)

    def revisions(self, document: str) -> tuple[str, ...]:
        """The ids of all revisions of the article that a document is one of, the newest first, then as they were added."""
        d, r = t.documents.c, t.reports.c
        with record_errors(self.name):
            newest = select(func.coalesce(d.superseded_by, d.id)).where(d.id == encodable(document)).scalar_subquery()
            first = select(func.min(r.id)).where(r.document_id == d.id).correlate(t.documents).scalar_subquery()
            query = select(d.id).where(or_(d.id == newest, d.superseded_by == newest)).order_by(d.superseded_by.is_not(None), first)
            return tuple(self._connection.execute(query).scalars())

    def stored(self, document: Document, versions: Versions) -> Report | None:
        """The report of just this document by just these versions, None where it has not been added; it may be an older one."""
        with record_errors(self.name):
            same = (t.reports.c.document_id == encodable(document.id), t.reports.c.content == content_of(document, versions))
            found = self._connection.execute(select(t.reports.c.json).where(*same)).scalar()
        return Report.from_dict(json.loads(found)) if found else None

    def reports(self, corrected: bool = True) -> Iterator[Report]:
        """The current report of every document, in the order they were added; memory does not grow with their number.

        corrected: with corrections applied, as answers are; else exactly as they were added.
        """
        last = 0
        while True:
            query = select(t.reports.c.id, t.reports.c.json).where(t.reports.c.current, t.reports.c.id > last)
            with record_errors(self.name):
                batch = self._connection.execute(query.order_by(t.reports.c.id).limit(100)).all()
            if not batch:
                return
            for number, found in batch:
                last = number
                report = Report.from_dict(json.loads(found))
                yield corrected_report(self._connection, report).report if corrected else report

    def _report(self, document: str) -> Report | None:
        query = select(t.reports.c.json).where(t.reports.c.document_id == encodable(document))
        found = self._connection.execute(query.order_by(t.reports.c.current.desc(), t.reports.c.id.desc()).limit(1)).scalar()
        return None if found is None else Report.from_dict(json.loads(found))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with record_errors(self.name), writing(self._connection):
            yield

    def _tally(self, column: str) -> None:
        if self._run is not None:
            counter = t.runs.c[column]
            self._connection.execute(update(t.runs).where(t.runs.c.id == self._run).values({column: counter + 1}))
