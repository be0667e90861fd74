"""What SQLite and PostgreSQL say differently, each in one place; all other queries are the same for both."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class _Each(FunctionElement[str]):
    """The values of a JSON list of words, a row each."""

    name = "each"
    inherit_cache = True


@compiles(_Each, "sqlite")
def _each_of_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(_Each, "postgresql")
def _each_of_postgresql(element: Any, compiler: Any, **options: Any) -> str:
    return f"json_array_elements_text({compiler.process(element.clauses, **options)})"


def each(column: Any, name: str) -> Any:
    """The words of a JSON list as a table ``name`` with the column ``value``."""
    return _Each(column).table_valued("value").alias(name)


def insert_new(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Insert the rows that are not there yet, by the table's key."""
    made = list(rows)
    if made:
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        connection.execute(dialect.insert(table).on_conflict_do_nothing(), made)
