"""What the two databases do each in their own way: full-text indexes, the functions that queries call, a table that only grows.

Used by migrations; like them it is not changed for a schema that is out, but extended.
"""

from __future__ import annotations

import unicodedata

from alembic import op

_PER_REPORT = 1 << 20


def make_functions() -> None:
    """What SQLite gets from Python for each connection, PostgreSQL keeps; and how it cuts words: stems, no stop words, no accents."""
    if not _on_postgresql():
        return
    accented, plain = _accents()
    for statement in (
        "CREATE FUNCTION fold(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS"
        " $$ SELECT replace(lower(words), 'ß', 'ss') $$",
        "CREATE FUNCTION instr(words text, part text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS"
        " $$ SELECT strpos(words, part) $$",
        "CREATE FUNCTION kilometres(a float8, b float8, c float8, d float8) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE AS"
        " $$ SELECT 2 * 6371.0 * asin(least(1, sqrt(power(sin(radians(c - a) / 2), 2)"
        " + cos(radians(a)) * cos(radians(c)) * power(sin(radians(d - b) / 2), 2)))) $$",
        "CREATE FUNCTION plain(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS"
        f" $$ SELECT translate(words, '{accented}', '{plain}') $$",
        "CREATE TEXT SEARCH DICTIONARY dragoman_stem (TEMPLATE = snowball, LANGUAGE = english)",
        "CREATE TEXT SEARCH CONFIGURATION dragoman (COPY = pg_catalog.simple)",
        "ALTER TEXT SEARCH CONFIGURATION dragoman ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part"
        " WITH dragoman_stem",
    ):
        op.execute(statement)


def make_index(table: str, column: str) -> None:
    """A full-text index over a column, filled with what is there, that follows every change of the table by itself."""
    if _on_postgresql():
        op.execute(f"CREATE INDEX ix_{table}_words ON {table} USING gin (to_tsvector('dragoman', plain({column})))")
        return
    words = f"{table}_words"
    new, old = (f"{row}.report_id * {_PER_REPORT} + {row}.number, {row}.{column}" for row in ("new", "old"))
    put = f"INSERT INTO {words} (rowid, words) VALUES ({new});"
    take = f"INSERT INTO {words} ({words}, rowid, words) VALUES ('delete', {old});"
    op.execute(f"CREATE VIRTUAL TABLE {words} USING fts5(words, content='', tokenize='porter unicode61 remove_diacritics 2')")
    op.execute(f"INSERT INTO {words} (rowid, words) SELECT report_id * {_PER_REPORT} + number, {column} FROM {table}")
    op.execute(f"CREATE TRIGGER {words}_added AFTER INSERT ON {table} BEGIN {put} END")
    op.execute(f"CREATE TRIGGER {words}_gone AFTER DELETE ON {table} BEGIN {take} END")
    op.execute(f"CREATE TRIGGER {words}_changed AFTER UPDATE OF report_id, number, {column} ON {table} BEGIN {take} {put} END")


def make_append_only(table: str, once: str) -> None:
    """Refuse whatever would delete a row of a table or change it, but for a column that may be set once."""
    told = f"{table} are never changed or deleted"
    if _on_postgresql():
        op.execute(
            f"CREATE FUNCTION keep_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF TG_OP = 'UPDATE' AND OLD.{once} IS NULL AND to_jsonb(NEW) - '{once}' = to_jsonb(OLD) - '{once}' THEN RETURN NEW; END IF;"
            f" RAISE EXCEPTION '{told}'; END $$"
        )
        op.execute(f"CREATE TRIGGER keep_{table} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION keep_{table}()")
        return
    columns = [name for (_, name, *_) in op.get_bind().exec_driver_sql(f"PRAGMA table_info({table})") if name != once]
    changed = " OR ".join(f'new."{name}" IS NOT old."{name}"' for name in columns)
    refuse = f"BEGIN SELECT RAISE(ABORT, '{told}'); END"
    op.execute(f"CREATE TRIGGER keep_{table}_rows BEFORE DELETE ON {table} {refuse}")
    op.execute(f"CREATE TRIGGER keep_{table} BEFORE UPDATE ON {table} WHEN old.{once} IS NOT NULL OR {changed} {refuse}")


def _on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _accents() -> tuple[str, str]:
    """Latin letters with marks, and the same without, one for one; what PostgreSQL would take for parts of one word is a space."""
    pairs = [(sign, " ") for sign in ":-/._@"]
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base != chr(code) and base.isascii():
            pairs.append((chr(code), base))
    return "".join(one for one, _ in pairs), "".join(other for _, other in pairs)
