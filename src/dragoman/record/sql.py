"""Questions in SQL, which can only read: one SELECT, on a connection that can't write, within a time and a number of rows.

SQLite itself is asked to refuse all but reading (an authorizer): no ATTACH, no PRAGMA that sets anything, no extension, no file.
The SQL is the user's own; the limits keep a slip from hanging a machine or filling its memory.
"""

from __future__ import annotations

import os
import re
import sqlite3
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from dragoman.errors import RecordError, UsageError
from dragoman.frames import Grid
from dragoman.record.faults import reason
from dragoman.record.opening import fold

SECONDS, ROWS = 30.0, 10_000
_LARGEST = 50_000_000  # bytes of one value, lest randomblob or a join of all texts fill the memory
_STEPS = 5_000  # virtual machine instructions between two looks at the clock
_READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}
_FORBIDDEN = {"load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"}
# PRAGMAs that only tell (full-text search asks for the last one); asked as pragma_table_info('events')
_TELLING = {"table_info", "table_list", "table_xinfo", "index_list", "index_info", "foreign_key_list", "data_version"}
_SELECT = re.compile(r"(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/|\()*(select|with|values|explain)\b", re.IGNORECASE | re.DOTALL)


def ask(path: Path, question: str, seconds: float = SECONDS, rows: int = ROWS) -> Grid:
    """The answer to one SELECT; ``cut`` where it has more rows than these.

    Raises ``UsageError`` for what is no SELECT or can't be understood, ``RecordError`` for what takes too long or can't be read.
    """
    check_question(question, seconds, rows)
    connection = _reading(path)
    end = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
    try:
        cursor = connection.execute(question)
        columns = tuple(about[0] for about in cursor.description or ())
        found = cursor.fetchmany(rows + 1)
    except sqlite3.Error as error:
        raise _told(error, path, seconds) from error
    finally:
        connection.close()
    return Grid("Answer", columns, tuple(map(tuple, found[:rows])), cut=len(found) > rows)


def check_question(question: str, seconds: float, rows: int) -> None:
    """Raise ``UsageError`` for what is no SELECT, and for limits that are none."""
    if rows < 0 or not seconds > 0:
        raise UsageError("the limits of time and rows must be greater than nothing")
    if not _SELECT.match(question):
        raise UsageError("only SELECT is possible: a record is asked here, never changed")


def _reading(path: Path) -> sqlite3.Connection:
    """A connection that can only read; the record was opened before, so that it is there and of the newest schema."""
    wal = path.with_name(path.name + "-wal").exists()
    frozen = not wal and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))  # else a writer may come
    uri = f"file:{quote(str(path.absolute()))}?mode=ro{'&immutable=1' if frozen else ''}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None)
    connection.execute("PRAGMA query_only=ON")
    connection.execute("PRAGMA trusted_schema=OFF")  # views and indexes of a foreign file call nothing
    connection.execute("PRAGMA temp_store=MEMORY")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.create_function("fold", 1, fold, deterministic=True)
    connection.set_authorizer(_allow)
    return connection


def _allow(action: int, first: str | None, second: str | None, *_: Any) -> int:
    allowed = action in _READING
    if action == sqlite3.SQLITE_FUNCTION:
        allowed = (second or "").lower() not in _FORBIDDEN
    elif action == sqlite3.SQLITE_UPDATE:  # how SQLite announces json_each and its like, in memory; else it refuses to touch that table
        allowed = first == "sqlite_master"
    elif action == sqlite3.SQLITE_PRAGMA:
        allowed = (first or "").lower() in _TELLING
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def _told(error: sqlite3.Error, path: Path, seconds: float) -> RecordError | UsageError:
    words = " ".join(str(error).split())
    if "interrupted" in words:
        return RecordError(f"the question took longer than {seconds:g} seconds; ask for less, or give it more (--seconds)")
    if "too big" in words:
        return RecordError(f"a value of the answer would be too big; the largest has {_LARGEST:,} bytes")
    if "not authorized" in words or "prohibited" in words or "readonly" in words:
        return UsageError(f"only reading is possible: {words}")
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError | sqlite3.ProgrammingError):
        return RecordError(f"record {path}: {reason(error)}")
    if "one statement" in words:
        return UsageError("one SELECT at a time, please")
    return UsageError(f"the SQL can't be understood: {words}")
