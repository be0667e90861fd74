"""A user's own tables laid over those of dragoman."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dragoman import tables
from dragoman.errors import DataError, UsageError


@pytest.fixture
def untouched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_over", [])
    monkeypatch.setattr(tables, "_read", set())


@pytest.mark.usefixtures("untouched")
def test_own_rows_come_first_and_may_leave_columns_out(tmp_path: Path) -> None:
    (tmp_path / "media.tsv").write_text("# ours\nnames\tcountry\tsectors\nKanal Nord\tNOR\tJRN\n", encoding="utf-8")
    assert tables.laid_over() is None
    digest = tables.lay_over(tmp_path)
    assert digest.startswith("sha256:")
    assert digest == tables.laid_over() == tables.lay_over(tmp_path)
    rows = list(tables.read_table("tables/media.tsv"))
    assert rows[0] == {"names": "Kanal Nord", "country": "NOR", "sectors": "JRN", "since": "", "until": "", "wikidata": ""}
    assert len(rows) > 700
    other = tmp_path / "other"
    other.mkdir()
    (other / "media.tsv").write_text("names\nX\n", encoding="utf-8")
    with pytest.raises(UsageError, match="laid over once"):
        tables.lay_over(other)


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    ("name", "text", "error", "message"),
    [
        (None, "", UsageError, "no table in it"),
        ("weather.tsv", "names\nX\n", UsageError, "lies over no table"),
        ("media.tsv", "names\tcolour\nX\tred\n", DataError, "no column colour"),
        ("media.tsv", "names\tcountry\nX\n", DataError, "line 2"),
        ("media.tsv", "names\tcountry\n\tNOR\n", DataError, "without names"),
    ],
)
def test_what_can_not_be_laid_over_is_named(tmp_path: Path, name: str | None, text: str, error: type[Exception], message: str) -> None:
    if name:
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(error, match=message):
        tables.lay_over(tmp_path)


def test_a_reader_goes_by_them_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "armed_groups.tsv").write_text("names\tcountry\tsectors\nRiver Guard\tMLI\tPRM\n", encoding="utf-8")
    code = f"""
from dragoman import Coder, Document
from dragoman.settings import Settings
report = Coder(Settings(judge="grammar", tables={str(tmp_path)!r})).read(Document(text="River Guard attacked a village."))
print(report.entities[0].country, *report.entities[0].sectors, "tables" in report.versions.models)
"""
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["MLI", "PRM", "True"]
