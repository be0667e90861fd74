"""Files, folders, standard input."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from dragoman.errors import SourceError
from dragoman.model import Document
from dragoman.settings import Settings
from dragoman.sources import Defaults, Found, Item, Passed, Rejected, check_published
from dragoman.sources.opening import find_files, read_path, read_stream
from dragoman.sources.rejected import sample


def read(path: object, defaults: Defaults | None = None) -> list[Document | Rejected | Passed]:
    return unpacked(read_path(str(path), defaults or Defaults(), Settings()))


def unpacked(items: Iterable[Item]) -> list[Document | Rejected | Passed]:
    return [item.document if isinstance(item, Found) else item for item in items]


def test_folders_are_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b/2.txt", "b/1.txt", "a.txt", "c.TXT", ".hidden", ".git/x.txt"):
        (tmp_path / name).write_text(name)
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert [item.text for item in read(tmp_path) if isinstance(item, Document)] == ["a.txt", "b/1.txt", "b/2.txt", "c.TXT"]


def test_files_of_unknown_kind_are_passed_over_in_folders_only(tmp_path: Path) -> None:
    for name in ("README.md", "a.txt", "b.ndjson.gz", "c", "d.bin", "sub/e.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('{"text": "x"}')
    *items, passed = read_path(str(tmp_path), Defaults(), Settings())
    found = [(item.origin.removeprefix(f"{tmp_path}/"), item.line) for item in items if not isinstance(item, Passed)]
    assert found == [("a.txt", None), ("b.ndjson.gz", 1)]
    assert isinstance(passed, Passed)
    assert str(passed).startswith(f"{tmp_path}: passed over 4 files (README.md, c, d.bin …); in folders, these are read: .txt")
    (item,) = read_path(str(tmp_path / "README.md"), Defaults(), Settings())
    assert isinstance(item, Found)


def test_a_missing_path_is_an_error() -> None:
    with pytest.raises(SourceError, match="nowhere: there is no such file or folder"):
        list(find_files("nowhere"))


def test_what_can_not_be_opened_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "pipe.txt")
    items = read(tmp_path)
    assert [item.text for item in items if isinstance(item, Document)] == ["One."]
    reasons = [str(item).removeprefix(f"{tmp_path}/") for item in items if isinstance(item, Rejected)]
    assert reasons == ["dangling.txt: can't be opened: No such file or directory", "pipe.txt: is no ordinary file"]

    def refuse(_: object) -> list[str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "listdir", refuse)
    (rejected,) = read(tmp_path)
    assert "can't be opened" in str(rejected)


def test_a_stream_that_fails_while_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, _: object) -> int:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Failing())))
    (rejected,) = read("-")
    assert str(rejected) == "-: can't be opened: Input/output error"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"He spoke.")))
    (document,) = read("-", Defaults("T", "P", "2023-05-10"))
    assert document == Document("He spoke.", title="T", publisher="P", published="2023-05-10")


def test_any_object_that_reads_is_a_stream() -> None:
    class Reads:
        def __init__(self) -> None:
            self.data = io.BytesIO(b"He spoke.")

        def read(self, count: int) -> bytes:
            return self.data.read(count)

    (found,) = read_stream(Reads(), "x", Defaults(), Settings())  # type: ignore[arg-type]
    assert isinstance(found, Found)


def test_rejections_are_harmless_to_show() -> None:
    assert str(Rejected("a\x1b[31m\nb", "why\u202e", 3)) == "a\u2400[31m b, line 3: why\ufffd".replace("\u2400", "\u241b")
    assert sample(b"\x1b[31m\n\xe9" + b"a" * 200) == "\\x1b[31m\\n\\xe9" + "a" * 73
    assert sample("\u202e😀") == "\\u202e\\U0001f600"


@pytest.mark.parametrize("value", ["2023-05-10", "2023-05-10T14:30", "2023-05-10T14:30:05Z", "2023-05-10T14:30:05.5+02:00", " 2023-05-10 "])
def test_dates(value: str) -> None:
    assert check_published(value) == value.strip()


@pytest.mark.parametrize(
    "value", ["", "2023", "2023-13-01", "2023-05-10T25:00", "10.05.2023", "２０２３-05-10", "2023-05-10T", "2023-W01-1"]
)
def test_what_is_no_date(value: str) -> None:
    with pytest.raises(SourceError, match="not ISO 8601"):
        check_published(value)
