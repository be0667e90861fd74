"""What can go wrong with a record, in one clear line each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from dragoman.errors import RecordError

_REASONS = (
    ("is full", "no room is left on the disk; what was stored before stays"),
    ("disk i/o error", "the disk could not be read or written; what was stored before stays"),
    ("readonly", "the record or its folder is read-only"),
    ("locked", "another program is writing to the record and did not finish in time; try again"),
    ("not a database", "the file is no record (no SQLite database)"),
    ("malformed", "the file is damaged"),
    ("statement timeout", "the question takes too long; ask for less"),
    ("interrupted", "the question takes too long; ask for less"),
    ("no space left", "no room is left on the disk; what was stored before stays"),
    ("read-only transaction", "the record can only be read"),
    ("permission denied", "its user may not do that"),
    ("password authentication failed", "the database does not take this user and password"),
    ("no password supplied", "the database wants a password: postgresql://user:password@host/database"),
    ("connection refused", "there is no database server at this address"),
    ("could not translate host name", "there is no host of this name"),
    ("failed to resolve host", "there is no host of this name"),
    ("connection timeout", "the database server does not answer"),
    ("does not exist", "the server has no such database or user"),
    ("server closed the connection", "the database server has gone; what was stored before stays"),
    ("terminating connection", "the database server has gone; what was stored before stays"),
    ("unable to open", "the file could not be opened; is its folder there, and may you read and write it?"),
)


def reason(error: BaseException) -> str:
    """Why a database call failed, in words that help."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    words = str(cause).lower()
    return next((told for sign, told in _REASONS if sign in words), " ".join(str(cause).split()))


@contextmanager
def record_errors(name: object) -> Iterator[None]:
    """Turn what the database and the file system raise into ``RecordError``, naming the record."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        raise RecordError(f"record {name}: {reason(error)}") from error
