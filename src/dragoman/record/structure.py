"""Whether a record has all that it is made of: tables, columns, indexes, triggers, full-text indexes, and every name in ``names``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import Connection, inspect, select, text, union

from dragoman.record import tables as t
from dragoman.record.writing import NAMES

Told = tuple[str, str]  # where, what
_KEPT = {"sqlite": ("keep_corrections", "keep_corrections_rows"), "postgresql": ("keep_corrections",)}
_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_schema WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid WHERE c.relnamespace = current_schema()::regnamespace",
}


def missing_tables(connection: Connection) -> Iterator[Told]:
    """Tables and columns that are not there; without them nothing else can be read."""
    seen = inspect(connection)
    there = set(seen.get_table_names())
    words = [f"{name}_words" for name in t.WORDS if connection.dialect.name == "sqlite"]
    yield from ((f"table {name}", "is missing") for name in words if name not in there)
    for table in t.metadata.sorted_tables:
        if table.name not in there:
            yield f"table {table.name}", "is missing"
            continue
        missing = {column.name for column in table.columns} - {column["name"] for column in seen.get_columns(table.name)}
        if missing:
            yield f"table {table.name}", f"lacks the columns {', '.join(sorted(missing))}"


def missing_helpers(connection: Connection) -> Iterator[Told]:
    """Indexes, without which answers are slow, and triggers, without which words are not found and corrections not kept."""
    seen, dialect = inspect(connection), connection.dialect.name
    for table in t.metadata.sorted_tables:
        wanted = {str(index.name) for index in table.indexes}
        if dialect == "postgresql" and table.name in t.WORDS:
            wanted.add(f"ix_{table.name}_words")
        there = {index["name"] for index in seen.get_indexes(table.name)}
        yield from ((f"table {table.name}", f"lacks the index {name}") for name in sorted(wanted - there))
    followed = [f"{name}_words_{what}" for name in t.WORDS for what in ("added", "gone", "changed") if dialect == "sqlite"]
    triggers = set(connection.execute(text(_TRIGGERS[dialect])).scalars())
    yield from ((f"trigger {name}", "is missing") for name in (*_KEPT[dialect], *followed) if name not in triggers)


def missing_rows(connection: Connection) -> Iterator[Told]:
    """SQLite: rows that point to others which are not there. PostgreSQL sees to that itself."""
    lost: Counter[tuple[str, str]] = Counter()
    for table, row, other, _ in connection.execute(text("PRAGMA foreign_key_check")):
        if row is None:  # a table without numbers of rows
            lost[table, other] += 1
        else:
            yield f"table {table}", f"row {row} points to a row of {other} that is not there"
    for (table, other), count in lost.items():
        yield f"table {table}", f"rows that point to a row of {other} that is not there: {count}"


def wrong_words(connection: Connection) -> Iterator[Told]:
    """SQLite: each row that has words is in the full-text index, and nothing else is. PostgreSQL sees to that itself."""
    for name in t.WORDS:
        rows = f"SELECT report_id * {t.PER_REPORT} + number FROM {name}"
        indexed = f"SELECT id FROM {name}_words_docsize"
        for one, other, what in ((rows, indexed, "lacks"), (indexed, rows, "has too many:")):
            count = connection.execute(text(f"SELECT count(*) FROM ({one} EXCEPT {other})")).scalar_one()
            if count:
                yield f"table {name}", f"its full-text index {what} {count} rows"


def wrong_names(connection: Connection) -> Iterator[Told]:
    """Names that rows have and ``names`` lacks, so that nobody finds them, and names with another's folded form."""
    n = t.names.c
    columns = [t.documents.c.publisher, *(t.metadata.tables[table].c[name] for table, names in NAMES.items() for name in names)]
    used = union(*(select(column.label("name")).where(column.is_not(None)) for column in columns)).subquery().c.name
    missing = list(connection.execute(select(used).where(used.not_in(select(n.name))).limit(4)).scalars())
    if missing:
        more = " and others" if len(missing) > 3 else ""
        yield "table names", f"lacks {', '.join(ascii(name) for name in missing[:3])}{more}, which rows have"
    wrong = [name for name, folded in connection.execute(select(n.name, n.folded)) if folded != name.casefold()]
    if wrong:
        yield "table names", f"its folded form differs: {wrong[0]!a}{' and others' if len(wrong) > 1 else ''}"
