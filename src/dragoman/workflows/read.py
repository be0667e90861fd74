"""Read files, folders and standard input: reports, and what could not be read, in the order of the input."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from dragoman.coder import Coder
from dragoman.errors import SourceError
from dragoman.language.identify import check_language
from dragoman.model import Document, Report
from dragoman.settings import Settings
from dragoman.sources import Defaults, Rejected, check_published
from dragoman.sources.opening import read_path
from dragoman.sources.rejected import sample

BATCH = 4  # documents coded together, as many as are parsed together


def read_paths(
    paths: Iterable[str],
    settings: Settings | None = None,
    *,
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    coder: Coder | None = None,
) -> Iterator[Report | Rejected]:
    """Yield a report for each document of the paths and a ``Rejected`` for what can't be read, in input order, a few at a time.

    title, publisher, published: for documents that do not say them. A path that is missing is a ``Rejected`` too.
    Memory does not grow with the input. Raises ``SourceError`` where ``published`` is no ISO 8601 date, ``UsageError`` for a
    language that can't be read.
    """
    settings = settings or (coder.settings if coder else Settings())
    check_language("", settings.language)
    defaults = Defaults(title, publisher, check_published(published) if published else None)
    coder = coder or Coder(settings)
    waiting: deque[Document | Rejected] = deque()
    count = 0
    for item in _documents(paths, defaults, settings):
        waiting.append(item)
        count += isinstance(item, Document)
        if count >= BATCH or not count:
            yield from _coded(waiting, coder)
            count = 0
    yield from _coded(waiting, coder)


def _documents(paths: Iterable[str], defaults: Defaults, settings: Settings) -> Iterator[Document | Rejected]:
    """What the sources give; a path that is missing is rejected."""
    for path in paths:
        try:
            yield from read_path(str(path), defaults, settings)
        except SourceError as error:
            yield Rejected(str(path), str(error).removeprefix(f"{path}: "))


def _coded(waiting: deque[Document | Rejected], coder: Coder) -> Iterator[Report | Rejected]:
    """The reports of the documents that wait, with what was rejected in its place; empties the queue.

    A document on which the coder fails as a whole is rejected with the reason; the others are coded.
    """
    documents = [item for item in waiting if isinstance(item, Document)]
    try:
        reports = iter(list(coder.read_many(documents)))
    except Exception:  # one of them: found by reading each alone
        reports = None
    while waiting:
        item = waiting.popleft()
        if isinstance(item, Rejected):
            yield item
        elif reports is not None:
            yield next(reports)
        else:
            yield _alone(item, coder)


def _alone(document: Document, coder: Coder) -> Report | Rejected:
    try:
        return coder.read(document)
    except SourceError as error:
        return Rejected(document.id, str(error), sample=sample(document.text))
    except Exception as error:
        return Rejected(document.id, f"the coder failed: {type(error).__name__}: {error}", sample=sample(document.text))
