"""Read files, folders and standard input: reports, and what could not be read, in the order of the input."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from dragoman.coder import Coder
from dragoman.errors import DataError, SourceError
from dragoman.language import check_language
from dragoman.model import Report
from dragoman.settings import Settings
from dragoman.sources import Defaults, Found, Item, Passed, Rejected, check_published
from dragoman.sources.opening import read_path

BATCH = 4  # documents coded together, as many as are parsed together


def read_paths(
    paths: Iterable[str],
    settings: Settings | None = None,
    *,
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    coder: Coder | None = None,
    note: Callable[[str], None] | None = None,
) -> Iterator[Report | Rejected]:
    """Yield a report for each document of the paths and a ``Rejected`` for what can't be read, in input order, a few at a time.

    title, publisher, published: for documents that do not say them. A path that is missing is a ``Rejected`` too.
    note: is told, in a line for each folder or archive, how many files in it were passed over because of their suffix.
    Memory does not grow with the input. Raises ``SourceError`` where ``published`` is no ISO 8601 date, ``UsageError`` for a
    language that can't be read.
    """
    settings = settings or (coder.settings if coder else Settings())
    check_language("", settings.language)
    defaults = Defaults(title, publisher, check_published(published) if published else None)
    coder = coder or Coder(settings)
    yield from read_items(_documents(paths, defaults, coder), coder, note)


def read_items(items: Iterable[Item], coder: Coder, note: Callable[[str], None] | None = None) -> Iterator[Report | Rejected]:
    """Yield a report for each document that the coder takes, and what was or is rejected, in order, a few at a time.

    note: is told what was passed over, a line each.
    """
    waiting: deque[Found | Rejected] = deque()
    count = 0
    for given in items:
        if isinstance(given, Passed):
            if note:
                note(str(given))
            continue
        item = _checked(given, coder) if isinstance(given, Found) else given
        waiting.append(item)
        count += isinstance(item, Found)
        if count >= BATCH or not count:
            yield from _coded(waiting, coder)
            count = 0
    yield from _coded(waiting, coder)


def _documents(paths: Iterable[str], defaults: Defaults, coder: Coder) -> Iterator[Item]:
    """What the sources give; a path that is missing is rejected."""
    for path in paths:
        try:
            yield from read_path(str(path), defaults, coder.settings)
        except SourceError as error:
            yield Rejected(str(path), str(error).removeprefix(f"{path}: "))


def _checked(found: Found, coder: Coder) -> Found | Rejected:
    try:
        coder.check(found.document)
    except SourceError as error:
        return found.rejected(str(error))
    return found


def _coded(waiting: deque[Found | Rejected], coder: Coder) -> Iterator[Report | Rejected]:
    """The reports of the documents that wait, with what was rejected in its place; empties the queue.

    A document on which the coder fails as a whole is rejected with the reason; the others are coded.
    """
    documents = [item.document for item in waiting if isinstance(item, Found)]
    try:
        reports = iter(list(coder.read_many(documents)))
    except DataError:  # an installation that lacks its data reads nothing
        raise
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


def _alone(found: Found, coder: Coder) -> Report | Rejected:
    try:
        return coder.read(found.document)
    except Exception as error:
        return found.rejected(f"the coder failed: {type(error).__name__}: {error}")
