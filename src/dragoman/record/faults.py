"""What can go wrong with a record, in one clear line each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from dragoman.errors import RecordError

_REASONS = (
    ("is full", "no room is left on the disk; what was stored before stays"),
    ("disk i/o error", "the disk could not be read or written; what was stored before stays"),
    ("readonly", "the record or its folder is read-only"),
    ("locked", "another program is writing to the record and did not finish in time; try again"),
    ("not a database", "the file is no record (no SQLite database)"),
    ("malformed", "the file is damaged"),
    ("interrupted", "the question takes too long; ask for less"),
    ("unable to open", "the file could not be opened; is its folder there, and may you read and write it?"),
)


def reason(error: BaseException) -> str:
    """Why a database call failed, in words that help."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    words = str(cause).lower()
    return next((told for sign, told in _REASONS if sign in words), " ".join(str(cause).split()))


@contextmanager
def record_errors(path: Path) -> Iterator[None]:
    """Turn what the database and the file system raise into ``RecordError``, naming the file."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        raise RecordError(f"record {path}: {reason(error)}") from error
