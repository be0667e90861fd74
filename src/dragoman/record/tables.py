"""The tables of a record, as SQLAlchemy Core knows them. ``migrations/`` makes them; a test compares the two.

A report is kept twice: whole, as its JSON (``reports.json``), and as rows that can be asked. The rows are those of each document's
current report only and can always be rebuilt from the JSON; older reports of a document keep their JSON.
Columns called ``folded_…`` hold text for comparing without regard to case; ``first_day`` and ``last_day`` hold what a TIMEX3 value covers.
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
    Column("url", Text),
    Column("publisher", Text),
    Column("title", Text),
    Column("published", String),
    Column("published_day", String, index=True),
    Column("language", String),
    Column("characters", Integer, nullable=False),
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
    Index("ix_reports_current", "document_id", unique=True, sqlite_where=Column("current").is_(True)),
)


def _of_report(name: str, *columns: Column[object] | ForeignKeyConstraint | Index) -> Table:
    """A table of rows that belong to a report, with the report's local id as second part of the key."""
    return Table(
        name,
        metadata,
        Column("report_id", ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
        Column("id", String, primary_key=True),
        *columns,
    )


entities = _of_report(
    "entities",
    Column("name", Text, nullable=False),
    Column("folded_name", Text, nullable=False),
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
    Column("words", Text, nullable=False),
    Column("folded_words", Text, nullable=False),
    ForeignKeyConstraint(["report_id", "entity_id"], ["entities.report_id", "entities.id"], ondelete="CASCADE"),
)

statements = _of_report(
    "statements",
    Column("source", Text),
    Column("source_country", String),
    Column("folded_source", Text, nullable=False),
    Column("cue", Text),
    Column("cue_class", String, nullable=False),
    Column("stance", String, nullable=False, index=True),
    Column("quotation", String, nullable=False),
    Column("audience", Text),
    Column("audience_country", String),
    Column("folded_audience", Text, nullable=False),
    Column("within", Text),
    Column("content", Text, nullable=False),
    Column("folded_content", Text, nullable=False),
    Column("time", String),
    Column("first_day", String),
    Column("last_day", String),
    Column("place", Text),
    Column("confidence", Float, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

events = _of_report(
    "events",
    Column("type", String, nullable=False, index=True),
    Column("modes", JSON, nullable=False),
    Column("contexts", JSON, nullable=False),
    Column("plain_type", String, nullable=False),
    Column("actors", JSON, nullable=False),  # names; event_parties has them one a row
    Column("actor_countries", JSON, nullable=False),
    Column("recipients", JSON, nullable=False),
    Column("recipient_countries", JSON, nullable=False),
    Column("according_to", Text),
    Column("factuality", String, nullable=False, index=True),
    Column("value", Float, nullable=False),
    Column("tense", String, nullable=False),
    Column("aspect", String, nullable=False),
    Column("historical", Boolean(create_constraint=False), nullable=False),
    Column("hypothetical", Boolean(create_constraint=False), nullable=False),
    Column("time", String),
    Column("time_grain", String),
    Column("first_day", String, index=True),
    Column("last_day", String),
    Column("place", Text),
    Column("place_country", String),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("geonames_id", Integer),
    Column("quantities", JSON, nullable=False),
    Column("quad", String, nullable=False),
    Column("intensity", Float),
    Column("cameo", String),
    Column("confidence", Float, nullable=False),
    Column("trigger", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("folded_evidence", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
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
    Column("country", String, index=True),
    Column("name", Text, nullable=False),
    Column("folded_name", Text, nullable=False),
    ForeignKeyConstraint(["report_id", "event_id"], ["events.report_id", "events.id"], ondelete="CASCADE"),
)

ties = _of_report(
    "ties",
    Column("subject", Text, nullable=False),
    Column("subject_country", String),
    Column("folded_subject", Text, nullable=False),
    Column("relation", String, nullable=False, index=True),
    Column("object", Text, nullable=False),
    Column("object_country", String),
    Column("folded_object", Text, nullable=False),
    Column("polarity", String, nullable=False),
    Column("according_to", Text),
    Column("since", String),
    Column("until", String),
    Column("confidence", Float, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("folded_evidence", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
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
