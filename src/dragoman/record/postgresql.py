"""A record in PostgreSQL: opened by its address, ``postgresql://user:password@host/database``; needs psycopg.

The tables lie in the first schema of the connection's search path. A writer's transaction holds one lock for the whole record, as in
SQLite: what is added is small, and two that add the same document never meet.
"""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from dragoman.errors import RecordError, UsageError
from dragoman.frames import Grid, needed

LOCK = 0x647261676F6D616E  # the bytes of the program's name: the key of the writers' lock
# Roles whose holder could read files of the server or run programs there by a SELECT.
_POWERFUL = ("pg_read_server_files", "pg_write_server_files", "pg_execute_server_program")


def is_address(place: str) -> bool:
    """Whether a record's place is the address of a database, not a file."""
    return place.startswith(("postgresql://", "postgres://", "postgresql+psycopg://"))


def shown(place: str) -> str:
    """The address without its password."""
    return _url(place).set(drivername="postgresql").render_as_string(hide_password=True)


def make_engine(place: str) -> Engine:
    """Connections without implicit transactions, as for SQLite. Raises ``UsageError`` where psycopg is not installed."""
    needed("psycopg")
    return create_engine(_url(place), poolclass=NullPool, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 20})


def _url(place: str) -> URL:
    try:
        return make_url(place).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):
        raise UsageError("the record's address can't be read; write postgresql://user:password@host/database") from None


def ask(connection: Connection, name: str, question: str, seconds: float, rows: int) -> Grid:
    """The answer to one SELECT, in a transaction that can only read and is stopped in time.

    A superuser's SELECT could read the server's files, so it is refused. Raises as ``dragoman.record.sql.ask`` does.
    """
    psycopg: Any = needed("psycopg")
    raw: Any = connection.connection.dbapi_connection
    if _powerful(raw):
        raise UsageError("the record was opened as a superuser of PostgreSQL, whose SELECT could read files: ask as an ordinary user")
    try:
        with raw.transaction(force_rollback=True):
            raw.execute("SET TRANSACTION READ ONLY")
            raw.execute(f"SET LOCAL statement_timeout = {max(1, int(seconds * 1000))}")
            return _answer(raw, question, time.monotonic() + seconds, rows)
    except psycopg.errors.QueryCanceled as error:
        raise RecordError(f"the question took longer than {seconds:g} seconds; ask for less, or give it more (--seconds)") from error
    except (psycopg.errors.ReadOnlySqlTransaction, psycopg.errors.InsufficientPrivilege) as error:
        raise UsageError(f"only reading is possible: {_line(error)}") from error
    except psycopg.errors.SyntaxError as error:
        told = "one SELECT at a time, please" if "multiple commands" in str(error) else f"the SQL can't be understood: {_line(error)}"
        raise UsageError(told) from error
    except psycopg.OperationalError as error:
        raise RecordError(f"record {name}: {_line(error)}") from error
    except psycopg.Error as error:
        raise UsageError(f"the SQL can't be understood: {_line(error)}") from error


def _answer(raw: Any, question: str, end: float, rows: int) -> Grid:
    # Bound parameters, if none, make the server take one statement only.
    with raw.cursor(binary=False) as cursor:
        cursor.execute(f"DECLARE asked NO SCROLL CURSOR FOR {question.strip().rstrip(';')}", (), prepare=True)
        cursor.execute(f"FETCH {rows + 1} FROM asked", (), prepare=True)
        columns = tuple(about.name for about in cursor.description or ())
        found = [tuple(map(_plain, row)) for row in cursor.fetchall()]
        if time.monotonic() > end:
            raise needed("psycopg").errors.QueryCanceled
    return Grid("Answer", columns, tuple(found[:rows]), cut=len(found) > rows)


def _powerful(raw: Any) -> bool:
    roles = " OR ".join(f"pg_has_role('{role}', 'USAGE')" for role in _POWERFUL)
    (found,) = raw.execute(f"SELECT rolsuper OR {roles} FROM pg_roles WHERE rolname = current_user").fetchone()
    return bool(found)


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | float | bool | bytes) else str(value)


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())
