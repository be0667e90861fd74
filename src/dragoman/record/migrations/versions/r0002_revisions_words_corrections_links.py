"""Revisions of documents, full-text search, corrections, links between entities; names in one place, and the indexes of usual questions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dragoman.record.migrations import words

revision = "r0002"
down_revision = "r0001"

_OF_REPORT = ("entities", "statements", "events", "ties")
_FOLDED = {
    "entities": ("name",),
    "statements": ("source", "audience", "content"),
    "events": ("evidence",),
    "ties": ("subject", "object", "evidence"),
}
_NAMES = (
    ("entities", "name"),
    ("mentions", "words"),
    ("event_parties", "name"),
    ("events", "place"),
    ("events", "according_to"),
    ("statements", "source"),
    ("statements", "audience"),
    ("statements", "within"),
    ("statements", "place"),
    ("ties", "subject"),
    ("ties", "object"),
    ("ties", "according_to"),
    ("documents", "publisher"),
)
_INDEXES = (
    ("documents", "url"),
    ("documents", "publisher"),
    ("documents", "superseded_by"),
    ("entities", "name"),
    ("statements", "source"),
    ("statements", "source_country"),
    ("statements", "audience"),
    ("statements", "first_day"),
    ("events", "according_to"),
    ("events", "place"),
    ("events", "place_country"),
    ("events", "latitude"),
    ("events", "type", "first_day"),
    ("ties", "subject"),
    ("ties", "object"),
)


def upgrade() -> None:
    """Make what was lacking, and fill it from the rows that are there."""
    op.drop_index(op.f("ix_events_type"), "events")
    op.drop_index(op.f("ix_events_factuality"), "events")
    op.execute("ALTER TABLE documents ADD COLUMN superseded_by VARCHAR CONSTRAINT fk_documents_superseded_by REFERENCES documents (id)")
    words.make_functions()
    _make_corrections()
    _make_parties_and_mentions_smaller()
    for table in _OF_REPORT:
        _place_rows(table)
    _make_names()
    for table, *columns in _INDEXES:
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns)
    longer = sa.text("first_day != last_day")
    op.create_index(op.f("ix_events_last_day"), "events", ["last_day"], sqlite_where=longer, postgresql_where=longer)
    for table, column in {"events": "evidence", "statements": "content", "ties": "evidence"}.items():
        words.make_index(table, column)
    op.create_table(
        "links",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("entity_id", sa.String(), nullable=False),
        sa.Column("cluster", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("features", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id", "entity_id"],
            ["entities.report_id", "entities.id"],
            name=op.f("fk_links_report_id_entity_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("report_id", "entity_id", name=op.f("pk_links")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_links_cluster"), "links", ["cluster"])


def _place_rows(table: str) -> None:
    """Each row learns its place in its report and the day of its document; the folded copies go."""
    op.add_column(table, sa.Column("number", sa.Integer(), nullable=False, server_default="0"))
    op.add_column(table, sa.Column("published_day", sa.String(), nullable=True))
    for column in _FOLDED[table]:
        op.drop_column(table, f"folded_{column}")
    if op.get_bind().dialect.name == "sqlite":  # rowids grow in the order of the text
        op.execute(
            f"UPDATE {table} SET number = placed.number FROM (SELECT rowid AS place,"
            f" row_number() OVER (PARTITION BY report_id ORDER BY rowid) - 1 AS number FROM {table}) AS placed"
            f" WHERE placed.place = {table}.rowid"
        )
    op.execute(
        f"UPDATE {table} SET published_day = (SELECT d.published_day FROM documents d JOIN reports r ON r.document_id = d.id"
        f" WHERE r.id = {table}.report_id)"
    )
    if table in ("events", "statements"):
        op.execute(f"UPDATE {table} SET first_day = published_day, last_day = published_day WHERE first_day IS NULL")
    op.create_index(f"ix_{table}_order", table, ["published_day", "report_id", "number"])


def _make_names() -> None:
    op.create_table(
        "names",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_names")),
        sqlite_with_rowid=False,
    )
    every = " UNION ".join(f"SELECT {column} AS name FROM {table}" for table, column in _NAMES)
    op.execute(f"INSERT INTO names (name, folded) SELECT name, fold(name) FROM ({every}) AS every WHERE name IS NOT NULL")


def _make_parties_and_mentions_smaller() -> None:
    """Both tables are made anew without row ids (SQLite), which halves them; mentions lose their folded copy."""
    kept = {
        "event_parties": "report_id, event_id, role, number, entity_id, member_of, country, name",
        "mentions": 'report_id, entity_id, number, start, "end", form, words',
    }
    for table, columns in kept.items():
        op.execute(f"CREATE TEMPORARY TABLE kept_{table} AS SELECT {columns} FROM {table}")
        op.drop_table(table)
    op.create_table(
        "event_parties",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("entity_id", sa.String(), nullable=False),
        sa.Column("member_of", sa.String(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id", "event_id"],
            ["events.report_id", "events.id"],
            name=op.f("fk_event_parties_report_id_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("report_id", "event_id", "role", "number", name=op.f("pk_event_parties")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "mentions",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("entity_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id", "entity_id"],
            ["entities.report_id", "entities.id"],
            name=op.f("fk_mentions_report_id_entity_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("report_id", "entity_id", "number", name=op.f("pk_mentions")),
        sqlite_with_rowid=False,
    )
    for table, columns in kept.items():
        op.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM kept_{table}")
        op.execute(f"DROP TABLE kept_{table}")
    op.create_index("ix_event_parties_country_role", "event_parties", ["country", "role"])
    op.create_index("ix_event_parties_name_role", "event_parties", ["name", "role"])
    op.create_index(op.f("ix_mentions_words"), "mentions", ["words"])


def _make_corrections() -> None:
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created", sa.String(), nullable=False),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("document_id", sa.String(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["undone_by"], ["corrections.id"], name=op.f("fk_corrections_undone_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
    )
    op.create_index("ix_corrections_document_id_start", "corrections", ["document_id", "start"])
    words.make_append_only("corrections", "undone_by")
