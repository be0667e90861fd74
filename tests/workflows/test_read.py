"""Reading paths: order, refusals, isolation, streaming."""

from __future__ import annotations

import gzip
import io
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from dragoman.coder import Coder
from dragoman.errors import SourceError, UsageError
from dragoman.model import Document, Report
from dragoman.settings import Settings
from dragoman.sources import Rejected
from dragoman.workflows.read import read_paths


def told(items: Iterable[Report | Rejected]) -> list[str]:
    return [item.document.text if isinstance(item, Report) else str(item) for item in items]


@pytest.fixture
def plain() -> Coder:
    return Coder(Settings(max_characters=200), stages=())


def lines(path: Path, *texts: str) -> Path:
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    return path


def test_order_is_that_of_the_input(tmp_path: Path, plain: Coder) -> None:
    many = lines(tmp_path / "many.jsonl", "One.", "Two.", "Three.", "", "Four.", "Five.", "Six.")
    (tmp_path / "b.html").write_text("<html><body></body></html>")
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress(b"Seven."))
    (tmp_path / "d.bin").write_bytes(b"\x00\x01")
    paths = [str(many), str(tmp_path / "gone"), str(tmp_path / "b.html"), str(tmp_path / "c.txt.gz"), str(tmp_path / "d.bin")]
    assert [line.replace(f"{tmp_path}/", "") for line in told(read_paths(paths, coder=plain))] == [
        "One.", "Two.", "Three.", 'many.jsonl, line 4: its "text" is empty', "Four.", "Five.", "Six.",
        "gone: there is no such file or folder", "b.html: holds no article text", "Seven.", "d.bin: looks like a binary file",
    ]  # fmt: skip


def test_what_the_caller_knows(tmp_path: Path, plain: Coder) -> None:
    (tmp_path / "a.txt").write_text("He spoke.")
    (report,) = read_paths([str(tmp_path)], title="T", publisher="P", published="2023-05-10", coder=plain)
    assert isinstance(report, Report)
    assert report.document == Document("He spoke.", title="T", publisher="P", published="2023-05-10")
    with pytest.raises(SourceError, match="not ISO 8601"):
        list(read_paths([str(tmp_path)], published="yesterday", coder=plain))
    with pytest.raises(UsageError, match="'fr'"):
        list(read_paths([str(tmp_path)], Settings(language="fr"), coder=plain))


def test_long_and_foreign_documents_are_refused(tmp_path: Path, plain: Coder) -> None:
    french = "Le ministre a dit que les pourparlers avec les voisins des deux pays sont dans une phase très difficile."
    path = lines(tmp_path / "in.jsonl", "a" * 201, french, "He spoke.")
    long, other, good = told(read_paths([str(path)], coder=plain))
    assert long.endswith("in.jsonl, line 1: the text has 201 characters, more than 200; split it, or raise the limit")
    assert "in.jsonl, line 2: this text looks like French" in other
    assert "--language any" in other
    assert good == "He spoke."
    assert told(read_paths([str(path)], coder=Coder(Settings(language="any"), stages=())))[1] == french


class Failing(Coder):
    """Fails on one document as a whole, in a batch and alone."""

    def read_many(self, documents: Iterable[Document]) -> Iterator[Report]:
        for document in documents:
            if "bad" in document.text:
                raise RuntimeError("no\x1b way")
            yield from super().read_many([document])


def test_a_document_on_which_the_coder_fails_is_rejected_and_the_others_are_read(tmp_path: Path) -> None:
    path = lines(tmp_path / "in.jsonl", "One.", "A bad one.", "Two.", "Three.", "Four.")
    items = told(read_paths([str(path)], coder=Failing(stages=())))
    assert [items[0], *items[2:]] == ["One.", "Two.", "Three.", "Four."]
    assert f"{path}, line 2: the coder failed: RuntimeError: no" in items[1]
    assert "\x1b" not in items[1]


def test_reading_is_streaming_and_can_be_stopped(monkeypatch: pytest.MonkeyPatch, plain: Coder) -> None:
    class Endless(io.RawIOBase):
        count = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:
            line = b'{"text": "He spoke."}\n'
            self.count += 1
            if self.count > 2000:
                raise KeyboardInterrupt
            buffer[: len(line)] = line
            return len(line)

    endless = Endless()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(endless)))
    reading = read_paths(["-"], coder=plain)
    assert told([next(reading) for _ in range(10)]) == ["He spoke."] * 10
    assert endless.count < 2000
    with pytest.raises(KeyboardInterrupt):
        list(reading)


@pytest.mark.parametrize(
    "text",
    [
        '"' * 10_000,
        "“" * 10_000,
        "a" * 50_000,
        "\u202eשלום עולם\u202c said Ola.",
        "(" * 5000,
        "\n" * 5000 + "x",
        "word" * 3 + "\u0301" * 3000,
        "😀" * 3000,
    ],
    ids=["quotes", "opening", "one letter", "right to left", "brackets", "lines", "accents", "emoji"],
)
def test_odd_texts_are_read(tmp_path: Path, text: str) -> None:
    path = tmp_path / "in.txt"
    path.write_text(text, encoding="utf-8")
    (report,) = read_paths([str(path)], coder=Coder(stages=()))
    assert isinstance(report, Report)
    assert report.document.text == text
    assert not report.failures
