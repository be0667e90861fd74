"""WARC, WET, ZIP, PETRARCH's XML and NGEC's lines: what each says of its documents, and what it refuses."""

from __future__ import annotations

import gzip
import io
import json
import stat
import tracemalloc
import zipfile
import zlib
from typing import Any

import pytest

from dragoman.model import Document
from dragoman.settings import Settings
from dragoman.sources import Defaults, Found, Passed, Rejected
from dragoman.sources.opening import read_stream
from tests.sources.samples import INFO, MORE, WORDS, http, page, record, sentence, sentences, wet, zipped
from tests.sources.test_contract import read, texts


def reasons(items: list[Document | Rejected | Passed]) -> list[str]:
    return [str(item) for item in items if isinstance(item, Rejected)]


# --- WARC


def test_a_record_gives_address_and_date_where_the_page_does_not() -> None:
    stated = (
        '<meta property="article:published_time" content="2023-05-09T10:00:00+02:00"><link rel="canonical" href="https://example.org/c">'
    )
    bare, full, text = read(record(http(page(WORDS))) + record(http(page(MORE, head=stated))) + wet("He left."), "in.warc")
    assert isinstance(bare, Document)
    assert (bare.url, bare.published, bare.publisher) == ("https://example.org/a", "2023-05-10T08:30:00Z", "example.org")
    assert isinstance(full, Document)
    assert (full.url, full.published) == ("https://example.org/c", "2023-05-09T10:00:00+02:00")
    assert text == Document("He left.", publisher="example.org", published="2023-05-10T08:30:00Z", url="https://www.example.org/b")


@pytest.mark.parametrize(
    "message",
    [
        http(page(WORDS), "Content-Type: text/html", status="404 Not Found"),
        http(b"%PDF-1.4", "Content-Type: application/pdf"),
        http(page(WORDS), "Server: none"),
        b"no http at all",
        b"HTTP/1.1 301 Moved\r\n\r\n",
    ],
)
def test_what_is_no_page_is_passed_over(message: bytes) -> None:
    (rejected,) = read(INFO + record(message), "in.warc")
    assert "in.warc: holds no HTML page and no converted text (2 records of other kinds)" in str(rejected)
    assert texts(read(record(message) + wet("He left."), "in.warc")) == ["He left."]


def test_other_kinds_of_record() -> None:
    resource = record(page(WORDS), "Content-Type: text/html", kind="resource")
    request = record(b"GET / HTTP/1.1\r\n\r\n", "Content-Type: application/http; msgtype=request", kind="request")
    described = record(b"{}", "Content-Type: application/json", kind="conversion")
    assert texts(read(request + resource + described + record(b"x", "Content-Type: text/x", kind="resource"), "in.warc")) == [WORDS]


@pytest.mark.parametrize(
    ("fields", "pack"),
    [
        ("Content-Encoding: gzip", gzip.compress),
        ("Content-Encoding: deflate", zlib.compress),
        ("Content-Encoding: deflate", lambda data: zlib.compress(data)[2:-4]),
        ("Content-Encoding: gzip", lambda data: data),
        ("Transfer-Encoding: chunked", lambda data: b"%x\r\n%s\r\n3\r\n   \r\n0\r\n\r\n" % (len(data), data)),
        ("Transfer-Encoding: chunked", lambda data: data),
    ],
)
def test_bodies_are_unpacked_or_are_unpacked_already(fields: str, pack: Any) -> None:
    assert texts(read(record(http(pack(page(WORDS)), "Content-Type: text/html", fields)), "in.warc")) == [WORDS]


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (http(gzip.compress(page(WORDS))[:-9], "Content-Type: text/html", "Content-Encoding: gzip"), "ends in the middle"),
        (http(b"\xff\xff", "Content-Type: text/html", "Content-Encoding: gzip"), "broken or not read"),
        (http(b"\x00\x01", "Content-Type: text/html", "Content-Encoding: br"), "'br'"),
        (http(gzip.compress(b" " * 2_000_000), "Content-Type: text/html", "Content-Encoding: gzip"), "larger than 1,000,000 bytes"),
        (http(b"ff\r\n<p>", "Content-Type: text/html", "Transfer-Encoding: chunked"), "chunks"),
        (http(b"", "Content-Type: text/html"), "is empty"),
    ],
)
def test_bodies_that_can_not_be_unpacked(message: bytes, reason: str) -> None:
    rejected, good = read(record(message) + wet("He left."), "in.warc", max_bytes=1_000_000)
    assert str(rejected).startswith("in.warc, record 1: ")
    assert reason in str(rejected)
    assert isinstance(good, Document)


def test_the_servers_character_set_goes_before_that_of_the_page() -> None:
    data = page("In Besançon the café closed, the minister said, because of the strike of the many people who work there.")
    latin = data.decode().replace("<head>", '<head><meta charset="utf-8">').encode("cp1252")
    (document,) = read(record(http(latin, "Content-Type: text/html; charset=ISO-8859-1")), "in.warc")
    assert isinstance(document, Document)
    assert "Besançon" in document.text


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (record(http(page(MORE)), length=40), "has another length than it states"),
        (record(http(page(MORE)), length=400), "has another length than it states"),
        (record(http(page(MORE)), length=90_000), "ends in the middle"),
        (record(http(page(MORE)), length="many"), "has no length"),
        (b"something else\r\n\r\nmore of it\r\n", "something stands where a record should begin"),
        (b"WARC/1.0\r\n" + b"a: b\r\n" * 60_000 + b"\r\n", "has a header of more than"),
        (record(http(page(MORE)), "WARC-Truncated: length"), "was cut short when it was archived (length)"),
        (record(b"", "Content-Type: text/plain", kind="conversion"), "is empty"),
        (wet("\x00\x01" * 40), "binary"),
    ],
)
def test_a_broken_record_is_told_and_the_next_are_read(broken: bytes, reason: str) -> None:
    items = read(record(http(page(WORDS))) + broken + wet("He left.") + wet("She stayed."), "in.warc")
    assert texts(items) == [WORDS, "He left.", "She stayed."]
    assert reason in reasons(items)[0]


def test_a_broken_gzip_member_is_told_and_the_next_are_read() -> None:
    members = [gzip.compress(member) for member in (INFO, record(http(page(WORDS))), wet("He left."), wet("She stayed."))]
    for spoiled in (members[1][:-30], members[1][:50] + b"\x00" * 30 + members[1][80:]):
        items = read(members[0] + spoiled + members[2] + members[3], "in.warc.gz")
        assert texts(items)[-2:] == ["He left.", "She stayed."][-len(texts(items)) :]
        assert "She stayed." in texts(items)
        assert any("broken gzip" in reason for reason in reasons(items))
    assert texts(read(b"".join(members) + b"\0" * 100, "in.warc.gz")) == [WORDS, "He left.", "She stayed."]


def test_a_large_archive_takes_little_memory() -> None:
    class Archive(io.RawIOBase):
        left, data = 300, b""

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            if not self.data and self.left:
                self.left -= 1
                self.data = record(b"a" * 400_000, kind="request") + wet("He left.")
            piece, self.data = self.data[: len(buffer)], self.data[len(buffer) :]
            buffer[: len(piece)] = piece
            return len(piece)

    tracemalloc.start()
    count = sum(isinstance(item, Found) for item in read_stream(io.BufferedReader(Archive()), "in.warc", Defaults(), Settings()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 300
    assert peak < 8_000_000


# --- ZIP


def test_files_of_an_archive_are_read_like_those_of_a_folder() -> None:
    files = {
        "b/2.txt": b"Two.",
        ".hidden.txt": b"x",
        "c/.d/x.txt": b"x",
        "__MACOSX/x.txt": b"x",
        "image.png": b"x",
        "1.jsonl": b'{"text": "One."}\n{',
    }
    items = read(zipped(files), "in.zip")
    assert texts(items) == ["Two.", "One."]
    assert reasons(items)[0].startswith("in.zip/1.jsonl, line 2: is not valid JSON")
    assert str(items[-1]).startswith("in.zip: passed over 1 file (image.png); in archives, these are read: .txt")
    assert reasons(read(zipped({"image.png": b"x"}), "in.zip")) == ["in.zip: is a ZIP archive without readable files"]


@pytest.mark.parametrize("name", ["../a.txt", "a/../../a.txt", "/a.txt", "C:/a.txt", "..\\a.txt", "C:\\a.txt"])
def test_names_that_lead_out_are_refused(name: str) -> None:
    items = read(zipped({name: b"Bad.", "Interview: b.txt": b"Good."}), "in.zip")
    assert texts(items) == ["Good."]
    assert "leads out of the archive" in reasons(items)[0]


def test_links_archives_and_encrypted_files_are_refused() -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/hostname")
        archive.writestr("inner.zip", zipped({"a.txt": b"One."}))
        archive.writestr("fake.txt", zipped({"a.txt": b"One."}))
    assert [reason.partition(": ")[2] for reason in reasons(read(kept.getvalue(), "in.zip"))] == [
        "is a link", "is an archive inside an archive", "looks like a ZIP archive or an office document, which is not read",
    ]  # fmt: skip
    data = bytearray(zipped({"a.txt": b"One.", "b.txt": b"Two."}, zipfile.ZIP_STORED))
    for marker, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(marker) + place] |= 1
    items = read(bytes(data), "in.zip")
    assert texts(items) == ["Two."]
    assert "in.zip/a.txt: is encrypted" in reasons(items)


def test_bombs_are_refused_and_the_rest_is_read() -> None:
    items = read(zipped({"a.jsonl": b"\n" * 12_000_000, "b.txt": b"Two."}), "in.zip")
    assert texts(items) == ["Two."]
    assert "in.zip/a.jsonl: grows beyond measure when decompressed" in reasons(items)


def test_overlapping_files_are_refused() -> None:
    data = bytearray(zipped({"a.txt": b"One.", "b.txt": b"One."}, zipfile.ZIP_STORED))
    second = data.rfind(b"PK\x01\x02")
    data[second + 42 : second + 46] = bytes(4)  # the offset of the second file is now that of the first
    assert "whose files overlap" in reasons(read(bytes(data), "in.zip"))[0]


def test_a_spoiled_file_is_told_and_the_others_are_read() -> None:
    data = zipped({"a.txt": WORDS.encode(), "b.txt": b"Two."}, zipfile.ZIP_STORED).replace(b"minister", b"minicter", 1)
    items = read(data, "in.zip")
    assert texts(items) == ["Two."]
    assert "in.zip/a.txt: can't be unpacked" in reasons(items)[0]


def test_an_archive_in_a_pipe() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    stream = io.BufferedReader(Pipe(zipped({"a.txt": b"One."})))  # type: ignore[arg-type]
    (found,) = read_stream(stream, "-", Defaults(), Settings())
    assert isinstance(found, Found)
    assert (found.document.text, found.origin) == ("One.", "-/a.txt")


# --- PETRARCH's XML


def test_what_petrarch_says_of_a_sentence() -> None:
    first, second, third = read(
        sentences(
            sentence("Norway thanked\nChile.\n\nThen it\nleft."),
            sentence("One &amp; two.", 'date="2023-05-11" url="https://example.org/a"'),
            "<Sentence><Text>Three.</Text></Sentence>",
        ),
        "in.xml",
    )
    assert first == Document("Norway thanked Chile.\n\nThen it left.", id="AFP1_1", publisher="AFP", published="2023-05-10")
    assert second == Document("One & two.", published="2023-05-11", url="https://example.org/a")
    assert third == Document("Three.")
    assert texts(read(sentences("<Environment/>", "<Sentences>", sentence("One."), "</Sentences>", root="Validation"), "-")) == ["One."]


def test_sentences_that_can_not_be_read() -> None:
    rows = (sentence("One."), sentence("Two."), sentence(" ", ""), sentence("Three.", 'date="soon"'), "<Sentence/>", sentence("Four.", ""))
    items = read(sentences(*rows), "in.xml")
    assert texts(items) == ["One.", "Four."]
    told = [reason.partition(": ")[2] for reason in reasons(items)]
    assert told[0] == "its id stands in the file already"
    assert told[1] == told[3] == "has no text"
    assert "not ISO 8601" in told[2]


@pytest.mark.parametrize(
    "broken", ["AT&T said so.", "Oslo &c. agreed.", "He left.</Text></Wrong><Text>", "5 < 6.", "\x01", "He &eacute; left."]
)
def test_a_broken_sentence_is_told_and_the_rest_goes_on(broken: str) -> None:
    rows = (
        sentence("One.", 'id="a"'),
        sentence(broken, 'id="b"'),
        sentence("Two.", 'id="c"'),
        sentence(broken, 'id="d"'),
        sentence("Three.", ""),
    )
    for root in ("Sentences", "Validation"):
        data = sentences(*(("<Environment/>\n", *rows) if root == "Validation" else rows), root=root)
        items = read(data, "in.xml")
        assert texts(items) == ["One.", "Two.", "Three."]
        told = reasons(items)
        assert len(told) == 2
        lines = [number for number, line in enumerate(data.decode().splitlines(), 1) if broken in line]
        for number, reason in zip(lines, told, strict=True):
            where, _, why = reason.partition(": is broken XML and left out: ")
            assert number - 2 <= int(where.removeprefix("in.xml, line ")) <= number  # in the sentence
            assert ", line" not in why


def test_xml_that_ends_in_the_middle_is_told_and_what_stands_before_is_read() -> None:
    items = read(sentences(sentence("One."), sentence("Two.", ""))[:-40], "in.xml")
    assert texts(items) == ["One."]
    assert "is broken XML at its end" in reasons(items)[0]
    wide = sentences(sentence("One."), sentence("Two.", "")).decode().replace("UTF-8", "UTF-16").encode("utf-16")
    assert texts(read(wide, "in.xml")) == ["One.", "Two."]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<rdf><a/></rdf>", "of a kind that is not read: 'rdf'"),
        (b"<Sentences></Sentences>", "holds no sentence"),
        (b"<Sentences><Sentence>", "is broken XML"),
        (b'<!DOCTYPE Sentences [<!ENTITY a "b">]><Sentences><Sentence><Text>&a;</Text></Sentence></Sentences>', "declares a document type"),
        (b'<!DOCTYPE Sentences SYSTEM "file:///etc/passwd"><Sentences/>', "declares a document type"),
        (b"<Sentences>" + b"<a/>" * 100_001 + b"</Sentences>", "more than 100,000 elements"),
    ],
)
def test_xml_that_is_refused(data: bytes, reason: str) -> None:
    (rejected,) = read(data, "in.xml")
    assert reason in str(rejected)


def test_ten_thousand_entities_and_as_many_sentences() -> None:
    entities = "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};">' for n in range(1, 10_000))
    bomb = f'<!DOCTYPE Sentences [<!ENTITY e0 "words">{entities}]><Sentences><Sentence><Text>&e9999;</Text></Sentence></Sentences>'
    assert not texts(read(bomb.encode(), "in.xml"))
    many = sentences(*(sentence(f"Sentence {n}.", f'id="a_{n}"') for n in range(10_000)))
    assert len(texts(read(many, "in.xml"))) == 10_000


# --- NGEC's lines


def test_lines_with_the_names_of_ngec() -> None:
    line = {"id": 7, "date": "2019-08-01", "event_type": "AGREE", "event_text": "One.", "story_id": "s", "publisher": "P", "headline": "H"}
    first, second = read("\n".join(json.dumps(row) for row in (line, {**line, "id": "b", "pub_date": 20190802})).encode(), "in.jsonl")
    assert first == Document("One.", id="7", title="H", publisher="P", published="2019-08-01")
    assert isinstance(second, Document)
    assert (second.id, second.published) == ("b", "2019-08-02")
    (rejected,) = read(json.dumps({**line, "date": "Thu, 1 Aug"}).encode(), "in.jsonl")
    assert "not ISO 8601" in str(rejected)
