"""A row is found by its place in its report, as full-text hits name it; days, types and last days are counted from one index."""

from __future__ import annotations

from alembic import op

revision = "r0003"
down_revision = "r0002"


def upgrade() -> None:
    """Make the indexes."""
    for table in ("events", "statements", "ties"):
        op.create_index(op.f(f"ix_{table}_report_id_number"), table, ["report_id", "number"])
    op.drop_index(op.f("ix_events_first_day"), "events")
    op.create_index(op.f("ix_events_first_day_type_last_day"), "events", ["first_day", "type", "last_day"])
