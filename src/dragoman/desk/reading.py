"""Texts that are read while the desk is open: one coder, used by one request at a time, and what is being read in the background."""

from __future__ import annotations

import gc
import io
import secrets
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from threading import Event, Lock
from typing import Literal

from dragoman.coder import Coder
from dragoman.desk.problems import Problem
from dragoman.errors import DragomanError, SourceError, TooLarge
from dragoman.model import Document, Report
from dragoman.model.explanation import Explanation
from dragoman.record import Record
from dragoman.settings import Settings
from dragoman.sources import Defaults, Found, Item, Rejected
from dragoman.sources.opening import read_path, read_stream
from dragoman.workflows.explain import explain
from dragoman.workflows.read import read_items

_WAITING = 20  # jobs that are not over
_KEPT = 50  # jobs that are remembered
_EXPLAINED = 50  # documents whose explanations are kept
_MOST = 200  # reports of a job that are kept to be shown


@dataclass(frozen=True)
class Kept:
    """A document of a job that is in the record now."""

    id: str
    title: str
    events: int


@dataclass
class Job:
    """Something that is being read: how far it is, what came of it. reports: those that are not kept in the record, to be shown."""

    id: str
    name: str
    kept: bool
    done: int = 0
    state: Literal["waiting", "reading", "finished", "failed", "stopped"] = "waiting"
    documents: list[Kept] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    ended: Event = field(default_factory=Event)

    @property
    def over(self) -> bool:
        """Whether nothing more will come."""
        return self.ended.is_set()

    @property
    def only(self) -> Kept | None:
        """The one document that was kept, where nothing else need be told of what was read."""
        return self.documents[0] if self.over and self.kept and len(self.documents) == 1 and not self.rejected else None


class Reader:
    """Reads for the desk. What it keeps goes into the record in a transaction of its own, so that nothing accepted is ever lost."""

    def __init__(self, settings: Settings, characters: int, seconds: float, lent: Callable[..., object]) -> None:
        self.settings, self.characters, self.seconds, self._lent = settings, characters, seconds, lent
        self._lock = Lock()
        self._pool = ThreadPoolExecutor(1, "reading")
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._explained: OrderedDict[str, tuple[Explanation, ...]] = OrderedDict()
        self._stopping = False

    @cached_property
    def _coder(self) -> Coder:
        return Coder(self.settings)

    def warm(self) -> None:
        """Load what reading needs, in the background, lest the first reader wait."""
        self._pool.submit(self._warm)

    def _warm(self) -> None:
        self.read([Document("Norway thanked Chile.")])
        gc.collect()
        gc.freeze()  # models are never garbage: to look through them again and again stops all who wait for a page, a fifth of a second

    def close(self) -> None:
        """Finish the document that is being read, and read no more."""
        self._stopping = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    @contextmanager
    def _own(self) -> Iterator[Coder]:
        if not self._lock.acquire(timeout=self.seconds * 0.8):
            raise Problem(503, "others are having texts read; try again", retry_after="5")
        try:
            yield self._coder
        finally:
            self._lock.release()

    def read(self, documents: list[Document]) -> list[Report | str]:
        """A report for each document, or in one line why there is none. Raises ``TooLarge`` where they are too much for one request."""
        total = sum(len(document.text) for document in documents)
        if total > self.characters:
            raise TooLarge(
                f"{total:,} characters are too many at once; a request may have {self.characters:,}, dragoman add has no such limit"
            )
        found: list[Report | str] = []
        for document in documents:
            with self._own() as coder:
                try:
                    found.append(coder.read(document))
                except SourceError as error:
                    found.append(str(error))
        return found

    def explain(self, document: Document) -> tuple[Explanation, ...]:
        """Why the events of a document were coded as they were, by the versions of today."""
        key = f"{document.id}\x00{hash(document.text)}\x00{document.published}"
        if key not in self._explained:
            if len(document.text) > self.characters:
                raise TooLarge("the document is too long to be explained here; dragoman read --explain has no such limit")
            with self._own() as coder:
                self._explained[key] = explain(document, coder=coder)
            while len(self._explained) > _EXPLAINED:
                self._explained.popitem(last=False)
        return self._explained[key]

    def start(self, name: str, source: str | bytes, defaults: Defaults, kept: bool) -> Job:
        """Have an address (text that begins with http), a text, or a file's bytes read; what comes of it stands in the job as it comes."""
        if sum(not job.over for job in self._jobs.values()) >= _WAITING:
            raise Problem(503, "others are having texts read; try again", retry_after="10")
        job = Job(secrets.token_urlsafe(9), name, kept)
        self._jobs[job.id] = job
        while len(self._jobs) > _KEPT:
            self._jobs.popitem(last=False)
        if isinstance(source, bytes):
            items: Iterable[Item] = read_stream(io.BytesIO(source), name, defaults, self.settings)
        elif is_address(source):
            items = read_path(source, defaults, self.settings)
        else:
            items = [Found(Document(source, title=defaults.title, publisher=defaults.publisher, published=defaults.published), name)]
        self._pool.submit(self._run, job, items)
        return job

    def job(self, identifier: str) -> Job:
        """The job of that id. Raises ``Problem`` where it is not known any more."""
        if identifier not in self._jobs:
            raise Problem(404, "nothing is being read under this address; the last things read are forgotten after a while")
        return self._jobs[identifier]

    def _run(self, job: Job, items: Iterable[Item]) -> None:
        job.state = "reading"
        try:
            for item in read_items(items, _Locked(self), note=job.rejected.append):
                job.done += 1
                if isinstance(item, Rejected):
                    job.rejected.append(str(item))
                else:
                    self._take(job, item)
                if self._stopping:
                    job.state = "stopped"
                    return
            job.state = "finished"
        except DragomanError as error:
            job.state = "failed"
            job.rejected.append(str(error))
        except Exception as error:  # told to who waits, or the job would seem to go on for ever
            job.state = "failed"
            job.rejected.append(f"{type(error).__name__}: {error}")
        finally:
            job.ended.set()

    def _take(self, job: Job, report: Report) -> None:
        if job.kept:
            with self._lent() as record:  # type: ignore[attr-defined]
                _keep(record, report)
            if len(job.documents) < _MOST:
                job.documents.append(Kept(report.document.id, report.document.title or report.document.id, len(report.events)))
        elif len(job.reports) < _MOST:
            job.reports.append(report)


def _keep(record: Record, report: Report) -> None:
    with record.run():
        record.add(report)


class _Locked(Coder):
    """The reader's coder, taken anew for each few documents, so that others get their turn."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader.settings)
        self._reader = reader

    def read_many(self, documents: Iterable[Document]) -> Iterator[Report]:
        """Reports in order."""
        for document in documents:
            with self._reader._lock:
                report = self._reader._coder.read(document)
            yield report


def is_address(text: str) -> bool:
    """Whether a text is the address of a page."""
    return text.startswith(("http://", "https://")) and not any(one.isspace() for one in text)
