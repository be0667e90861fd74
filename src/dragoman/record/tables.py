"""The tables of a record, as SQLAlchemy Core knows them. ``migrations/`` makes them; a test compares the two.

A report is kept twice: whole, as its JSON (``reports.json``), and as rows that can be asked. The rows are those of each document's
current report only and can always be rebuilt from the JSON; older reports of a document keep their JSON. A document that was
superseded by a newer revision has no current report.
``number`` is the place of a row in its report. ``first_day`` and ``last_day`` are the days that the row's time covers, else the day of
publication. Every name that occurs stands once in ``names``, with its folded form: whoever looks for a part of a name looks there.
The words of evidence and contents have full-text indexes, which ``migrations/`` makes and the database keeps (``WORDS``).
"""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, ForeignKeyConstraint, Index, Integer, MetaData, String, Table, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# table → its column that has a full-text index. SQLite: an FTS5 table ``<table>_words`` without content, kept by triggers, whose rowid
# is ``report_id * PER_REPORT + number``; PostgreSQL: a GIN index over the words of the text search configuration ``dragoman``.
WORDS = {"events": "evidence", "statements": "content", "ties": "evidence"}
PER_REPORT = 1 << 20  # a report has fewer rows of a kind than this: a document is no longer than a million characters

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("started", String, nullable=False),  # UTC, ISO 8601
    Column("finished", String),
    Column("dragoman", String, nullable=False),
    Column("status", String, nullable=False),  # running done interrupted failed
    Column("added", Integer, nullable=False, default=0),
    Column("unchanged", Integer, nullable=False, default=0),
    Column("rejected", Integer, nullable=False, default=0),
)

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("url", Text, index=True),
    Column("publisher", Text, index=True),
    Column("title", Text),
    Column("published", String),
    Column("published_day", String, index=True),
    Column("language", String),
    Column("characters", Integer, nullable=False),
    Column("superseded_by", ForeignKey("documents.id"), index=True),  # the newest revision of the same article
)

names = Table(
    "names",
    metadata,
    Column("name", Text, primary_key=True),
    Column("folded", Text, nullable=False),
    sqlite_with_rowid=False,
)

reports = Table(
    "reports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("run_id", ForeignKey("runs.id", ondelete="SET NULL"), index=True),
    Column("content", String, nullable=False),  # SHA-256 of the document and the versions
    Column("versions", JSON, nullable=False),
    Column("created", String, nullable=False),  # UTC, ISO 8601
    Column("current", Boolean(create_constraint=False), nullable=False),
    Column("json", Text, nullable=False),
    Index("uq_reports_document_id_content", "document_id", "content", unique=True),
    Index(
        "ix_reports_current",
        "document_id",
        unique=True,
        sqlite_where=Column("current").is_(True),
        postgresql_where=Column("current").is_(True),
    ),
)


def _of_report(name: str, *columns: Column[object] | ForeignKeyConstraint | Index) -> Table:
    """A table of rows that belong to a report, with the report's local id as second part of the key, in the order of their asking.

    Where it has a full-text index, a row is also found by its place in the report, which is what that index knows.
    """
    placed = [Index(f"ix_{name}_report_id_number", "report_id", "number")] if name in WORDS else []
    return Table(
        name,
        metadata,
        Column("report_id", ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
        Column("id", String, primary_key=True),
        Column("number", Integer, nullable=False),
        Column("published_day", String),  # of the document
        *columns,
        Index(f"ix_{name}_order", "published_day", "report_id", "number"),
        *placed,
    )


entities = _of_report(
    "entities",
    Column("name", Text, nullable=False, index=True),
    Column("kind", String, nullable=False, index=True),
    Column("country", String, index=True),
    Column("sectors", JSON, nullable=False),
    Column("title", Text),
    Column("affiliation", Text),  # name
    Column("members", JSON, nullable=False),  # names
    Column("wikidata", String),
    Column("cameo", String),
)

mentions = Table(
    "mentions",
    metadata,
    Column("report_id", Integer, primary_key=True),
    Column("entity_id", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("form", String, nullable=False),
    Column("words", Text, nullable=False, index=True),
    ForeignKeyConstraint(["report_id", "entity_id"], ["entities.report_id", "entities.id"], ondelete="CASCADE"),
    sqlite_with_rowid=False,
)

statements = _of_report(
    "statements",
    Column("source", Text, index=True),
    Column("source_country", String, index=True),
    Column("cue", Text),
    Column("cue_class", String, nullable=False),
    Column("stance", String, nullable=False, index=True),
    Column("quotation", String, nullable=False),
    Column("audience", Text),
    Column("audience_country", String),
    Column("within", Text),
    Column("content", Text, nullable=False),
    Column("time", String),
    Column("first_day", String, index=True),
    Column("last_day", String),
    Column("place", Text),
    Column("confidence", Float, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    # few statements name whom they tell: without those that don't, a database that counts (ANALYZE) sees how few share a name
    Index(
        "ix_statements_audience",
        "audience",
        sqlite_where=Column("audience").is_not(None),
        postgresql_where=Column("audience").is_not(None),
    ),
)

events = _of_report(
    "events",
    Column("type", String, nullable=False),
    Column("modes", JSON, nullable=False),
    Column("contexts", JSON, nullable=False),
    Column("plain_type", String, nullable=False),
    Column("actors", JSON, nullable=False),  # names; event_parties has them one a row
    Column("actor_countries", JSON, nullable=False),
    Column("recipients", JSON, nullable=False),
    Column("recipient_countries", JSON, nullable=False),
    Column("according_to", Text, index=True),
    Column("factuality", String, nullable=False),
    Column("value", Float, nullable=False),
    Column("tense", String, nullable=False),
    Column("aspect", String, nullable=False),
    Column("historical", Boolean(create_constraint=False), nullable=False),
    Column("hypothetical", Boolean(create_constraint=False), nullable=False),
    Column("time", String),
    Column("time_grain", String),
    Column("first_day", String),
    Column("last_day", String),
    Column("place", Text, index=True),
    Column("place_country", String, index=True),
    Column("latitude", Float, index=True),
    Column("longitude", Float),
    Column("geonames_id", Integer),
    Column("quantities", JSON, nullable=False),
    Column("quad", String, nullable=False),
    Column("intensity", Float),
    Column("cameo", String),
    Column("confidence", Float, nullable=False),
    Column("trigger", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index("ix_events_type_first_day", "type", "first_day"),
    Index("ix_events_first_day_type_last_day", "first_day", "type", "last_day"),  # counts of days and types read nothing else
    # what lasts longer than a day, of which there is little: with the index of first days it finds what falls into a time
    Index(
        "ix_events_last_day_first_day",
        "last_day",
        "first_day",
        sqlite_where=Column("first_day") != Column("last_day"),
        postgresql_where=Column("first_day") != Column("last_day"),
    ),
)

event_parties = Table(
    "event_parties",
    metadata,
    Column("report_id", Integer, primary_key=True),
    Column("event_id", String, primary_key=True),
    Column("role", String, primary_key=True),  # actor recipient
    Column("number", Integer, primary_key=True),
    Column("entity_id", String, nullable=False),
    Column("member_of", String),  # the entity that was named, where this one only belongs to it
    Column("country", String),
    Column("name", Text, nullable=False),
    ForeignKeyConstraint(["report_id", "event_id"], ["events.report_id", "events.id"], ondelete="CASCADE"),
    Index("ix_event_parties_country_role", "country", "role"),
    Index("ix_event_parties_name_role", "name", "role"),
    sqlite_with_rowid=False,  # half the size; each index holds the key
)

ties = _of_report(
    "ties",
    Column("subject", Text, nullable=False, index=True),
    Column("subject_country", String),
    Column("relation", String, nullable=False, index=True),
    Column("object", Text, nullable=False, index=True),
    Column("object_country", String),
    Column("polarity", String, nullable=False),
    Column("according_to", Text),
    Column("since", String),
    Column("until", String),
    Column("confidence", Float, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

# What people have said against the reports. Nothing is ever changed or deleted here but ``undone_by``, which is set once: triggers see
# to it. A correction outlives its document's codings, so it points to no other row but the correction that takes it back.
corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("created", String, nullable=False),  # when: UTC, ISO 8601
    Column("author", Text),  # who
    Column("reason", Text),  # why
    Column("document_id", String),  # None: about identities over documents
    Column("start", Integer),  # of the trigger's span, in code points
    Column("end", Integer),
    Column("action", String, nullable=False),  # type parties factuality time place identity add merge split reject
    Column("payload", JSON, nullable=False),
    Column("undone_by", ForeignKey("corrections.id")),
    Index("ix_corrections_document_id_start", "document_id", "start"),
)

# Which entities of different reports are one and the same (``dragoman link``); made anew as a whole, so never kept by hand.
links = Table(
    "links",
    metadata,
    Column("report_id", Integer, primary_key=True),
    Column("entity_id", String, primary_key=True),
    Column("cluster", String, nullable=False, index=True),
    Column("score", Float, nullable=False),  # the sum of the features that joined it to the cluster
    Column("features", JSON, nullable=False),  # name of a feature → its weight
    ForeignKeyConstraint(["report_id", "entity_id"], ["entities.report_id", "entities.id"], ondelete="CASCADE"),
    sqlite_with_rowid=False,
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run_id", ForeignKey("runs.id", ondelete="SET NULL"), index=True),
    Column("origin", Text, nullable=False),
    Column("line", Integer),
    Column("reason", Text, nullable=False),
    Column("sample", Text, nullable=False),
    Column("rejected", String, nullable=False),  # UTC, ISO 8601
)
