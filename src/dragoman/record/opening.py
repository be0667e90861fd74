"""Open a record, a file or a database with an address: make it, bring it to the newest schema, or say in one line why not."""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.pool import NullPool

from dragoman.errors import RecordError
from dragoman.record.faults import record_errors
from dragoman.record.filters import kilometres
from dragoman.record.postgresql import LOCK, is_address, make_engine, shown

SCHEMA_VERSION = "r0004"  # the last file in migrations/versions; a test sees to it
BUSY_SECONDS = 20
AGAIN_SECONDS = 0.02  # until what is taken is tried again
_SCHEMA = re.compile(r"r\d{4}", re.ASCII)


def open_engine(place: str | Path, create: bool) -> tuple[str, Engine]:
    """The name to be shown and an engine of a record, a file or a database with an address; many connections may share the engine."""
    if is_address(str(place)):
        return shown(str(place)), open_database(str(place), create)
    return str(place), open_file(Path(place), create)


def open_file(path: Path, create: bool, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """An engine on a record of the newest schema.

    With ``create`` a missing file is made; without, the record is opened for reading, also where nothing may be written.
    Raises ``RecordError``.
    """
    if path.is_dir():
        raise RecordError(f"record {path} is a folder")
    if not create and not path.exists():
        raise RecordError(f"there is no record at {path}; dragoman add makes one")
    if not path.parent.is_dir():
        raise RecordError(f"record {path}: there is no folder {path.parent}")
    writable = os.access(path if path.exists() else path.parent, os.W_OK) and os.access(path.parent, os.W_OK)
    if create and not writable:
        raise RecordError(f"record {path}: the record or its folder is read-only")
    engine = _engine(path, writable, busy_seconds)
    with record_errors(path), engine.connect() as connection:
        _bring_up(connection, str(path), create, writable)
    return engine


def open_database(place: str, create: bool) -> Engine:
    """An engine on a record in PostgreSQL, by its address; with ``create`` an empty database becomes one. Raises ``RecordError``."""
    engine = make_engine(place)
    with record_errors(shown(place)), engine.connect() as connection:
        _bring_up(connection, shown(place), create, writable=True)
    return engine


def _engine(path: Path, writable: bool, busy_seconds: float) -> Engine:
    """Connections without implicit transactions: writers begin theirs with ``writing``."""
    wal = path.with_name(path.name + "-wal").exists()
    mode = "rwc" if writable else "ro" if wal else "ro&immutable=1"
    uri = f"file:{quote(str(path.absolute()))}?mode={mode}"  # quoted: a file name may hold ?, # or %

    def _connect() -> sqlite3.Connection:
        # used by one thread at a time, but not always the same: a desk hands its records round
        return sqlite3.connect(uri, uri=True, timeout=busy_seconds, isolation_level=None, check_same_thread=False)

    engine = create_engine("sqlite://", creator=_connect, poolclass=NullPool, isolation_level="AUTOCOMMIT")

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys=ON")
        if writable:
            _write_ahead(cursor, busy_seconds)
            cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.close()
        connection.create_function("fold", 1, fold, deterministic=True)
        connection.create_function("kilometres", 4, kilometres, deterministic=True)

    return engine


def _write_ahead(cursor: sqlite3.Cursor, busy_seconds: float) -> None:
    """Let readers go on while a writer writes. Of several programs that make one record the first changes the file, the others wait:
    the database's own waiting is left out where it could mean a deadlock (https://sqlite.org/c3ref/busy_handler.html).
    """
    until = time.monotonic() + busy_seconds
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(AGAIN_SECONDS)
        else:
            return


def fold(words: Any) -> Any:
    """What the database calls ``fold``: a text without difference of case, anything else as it is."""
    return words.casefold() if isinstance(words, str) else words


@contextmanager
def writing(connection: Connection) -> Iterator[None]:
    """One transaction that holds the write lock from its start, so that it can't fail half-way for a competing writer."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("BEGIN"))
        connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
    else:
        connection.execute(text("BEGIN IMMEDIATE"))
    try:
        yield
        connection.execute(text("COMMIT"))
    except BaseException:
        if _in_transaction(connection):  # the database itself rolls back on some errors
            connection.execute(text("ROLLBACK"))
        raise


def _in_transaction(connection: Connection) -> bool:
    if connection.invalidated or connection.closed:
        return False
    raw: Any = connection.connection.dbapi_connection
    if connection.dialect.name == "postgresql":
        return not raw.closed and raw.info.transaction_status != 0  # 0: idle
    return bool(raw.in_transaction)


def _bring_up(connection: Connection, name: str, create: bool, writable: bool) -> None:
    version = _version(connection, name)
    if version == SCHEMA_VERSION:
        return
    if version is None and not create:
        raise RecordError(f"{name} is empty, no record; dragoman add makes one")
    if version is not None and not _SCHEMA.fullmatch(version):
        raise RecordError(f"record {name} is damaged: it names a schema that there never was, {version[:40]!r}")
    if version is not None and version > SCHEMA_VERSION:
        known = f"schema {version}, this one knows {SCHEMA_VERSION}"
        raise RecordError(f"record {name} was written by a newer dragoman ({known}): update dragoman")
    if not writable:
        raise RecordError(f"record {name} has an older schema ({version}) and can't be brought up to date: it is read-only")
    with writing(connection):
        if _version(connection, name) != SCHEMA_VERSION:  # another process may have been first
            _migrate(connection)


def _version(connection: Connection, name: str) -> str | None:
    """The schema of the record, None of an empty file or database. Raises ``RecordError`` for other programs' databases."""
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return None
    if not {"alembic_version", "documents", "quarantine"} <= tables:
        raise RecordError(f"{name} is a database of another program, no record")
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found or ""


def _migrate(connection: Connection) -> None:
    """Run what migrations are missing, in the transaction that is open."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
