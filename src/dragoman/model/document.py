"""What is read: one article, wire report or post."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Document:
    """A text and what is known about its publication.

    text is kept exactly as given; every span of a report points into it.
    published is an ISO 8601 date, or date and time, of publication; without it relative times stay unresolved.
    """

    text: str
    id: str = ""
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str = "en"

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", content_id(self.text, self.url or self.publisher or ""))


def content_id(text: str, origin: str) -> str:
    """A stable id: SHA-256 over origin (url or publisher) and text, 24 hexadecimal digits."""
    digest = hashlib.sha256(f"{origin}\x00{text}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:24]
