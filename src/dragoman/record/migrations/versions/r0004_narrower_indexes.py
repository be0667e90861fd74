"""What lasts longer than a day is found by both its days from the index alone; whom a statement tells, only where it is known."""

from __future__ import annotations

from alembic import op
from sqlalchemy import column

revision = "r0004"
down_revision = "r0003"


def upgrade() -> None:
    """Make two indexes anew."""
    longer = column("first_day") != column("last_day")
    op.drop_index(op.f("ix_events_last_day"), "events")
    op.create_index(op.f("ix_events_last_day_first_day"), "events", ["last_day", "first_day"], sqlite_where=longer, postgresql_where=longer)
    known = column("audience").is_not(None)
    op.drop_index(op.f("ix_statements_audience"), "statements")
    op.create_index(op.f("ix_statements_audience"), "statements", ["audience"], sqlite_where=known, postgresql_where=known)
