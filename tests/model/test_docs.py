"""The pages that describe fields and columns name all of them."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from dragoman.model.rows import EntityRow, EventRow, Row, StatementRow, TieRow, UnreadRow
from tests.model.test_schema import SCHEMA_FILE

DOCS = Path(__file__).parents[2] / "docs"


def named(page: str) -> set[str]:
    text = (DOCS / page).read_text(encoding="utf-8")
    return {name.rpartition(".")[2] for name in re.findall(r"`([\w\[\].]+)`", text)}


def test_the_report_format_names_every_field() -> None:
    known = {field for part in [SCHEMA_FILE, *SCHEMA_FILE["$defs"].values()] for field in part.get("properties", {})}
    assert known - named("report-format.md") == set()


@pytest.mark.parametrize("kind", [EventRow, StatementRow, EntityRow, TieRow, UnreadRow])
def test_the_tables_name_every_column(kind: type[Row | UnreadRow]) -> None:
    assert {f.name for f in fields(kind)} - named("tables.md") == set()
