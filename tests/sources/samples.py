"""Inputs of every format, made here: what is good, with the texts that must come out, and builders for archives."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from dataclasses import dataclass

WORDS = "The minister spoke for an hour of the many things that the two neighbours still have to agree on before the winter."
MORE = "Her colleague declined to say anything at all about the talks, which are to go on in the capital during the next week."


def page(*paragraphs: str, head: str = "") -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<!DOCTYPE html><html><head>{head}</head><body><article>{body}</article></body></html>".encode()


def http(body: bytes, *fields: str, status: str = "200 OK") -> bytes:
    head = "\r\n".join((f"HTTP/1.1 {status}", *(fields or ("Content-Type: text/html; charset=utf-8",))))
    return head.encode() + b"\r\n\r\n" + body


def record(body: bytes, *fields: str, kind: str = "response", uri: str = "https://example.org/a", length: object = None) -> bytes:
    head = [f"WARC-Type: {kind}", f"WARC-Target-URI: {uri}", "WARC-Date: 2023-05-10T08:30:00Z", *fields]
    if not any(field.startswith("Content-Type") for field in fields):
        head.append("Content-Type: application/http; msgtype=response")
    head.append(f"Content-Length: {len(body) if length is None else length}")
    return "\r\n".join(("WARC/1.0", *head)).encode() + b"\r\n\r\n" + body + b"\r\n\r\n"


def wet(text: str, uri: str = "https://www.example.org/b") -> bytes:
    return record(text.encode(), "Content-Type: text/plain", kind="conversion", uri=uri)


INFO = record(b"software: none\r\n", "Content-Type: application/warc-fields", kind="warcinfo")


def zipped(files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, compression)
    return kept.getvalue()


def sentences(*rows: str, root: str = "Sentences") -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root}>\n{"".join(rows)}</{root}>\n'.encode()


def sentence(text: str, about: str = 'date="20230510" id="AFP1_1" source="AFP" sentence="True"') -> str:
    return f"<Sentence {about}>\n<Text>\n{text}\n</Text>\n<Parse>(ROOT (S))</Parse>\n</Sentence>\n"


@dataclass(frozen=True)
class Sample:
    """A good input of a format: its suffix, its bytes, the texts in it, and whether it holds several documents one after the other."""

    suffix: str
    data: bytes
    texts: tuple[str, ...]
    many: bool = True


SAMPLES = {
    "text": Sample(".txt", WORDS.encode(), (WORDS,), many=False),
    "html": Sample(".html", page(WORDS, MORE), (f"{WORDS}\n{MORE}",), many=False),
    "jsonl": Sample(".jsonl", b"".join(json.dumps({"text": text}).encode() + b"\n" for text in (WORDS, MORE)), (WORDS, MORE)),
    "warc": Sample(".warc", INFO + record(http(page(WORDS))) + record(http(page(MORE))) + wet("He left."), (WORDS, MORE, "He left.")),
    "xml": Sample(".xml", sentences(sentence(WORDS), sentence(MORE, 'date="20230511" id="AFP1_2"')), (WORDS, MORE)),
    "zip": Sample(".zip", zipped({"b/a.txt": WORDS.encode(), "a.html": page(MORE), "c.txt.gz": gzip.compress(b"He left.")}),
                  (WORDS, MORE, "He left.")),
}  # fmt: skip
