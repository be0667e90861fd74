"""How the tables of a record came to be, step by step; run by Alembic when a record is opened."""
