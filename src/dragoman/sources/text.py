"""Plain text: one document a file, exactly as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dragoman.errors import SourceError
from dragoman.model import Document
from dragoman.settings import Settings
from dragoman.sources.decode import decode
from dragoman.sources.rejected import Defaults, Found, Rejected, sample


def read_whole(stream: BinaryIO, settings: Settings) -> bytes:
    """All bytes of a stream; raises ``SourceError`` where they are none or more than ``settings.max_bytes``."""
    data = stream.read(settings.max_bytes + 1)
    if len(data) > settings.max_bytes:
        raise SourceError(f"is larger than {settings.max_bytes:,} bytes")
    if not data.strip():
        raise SourceError("is empty")
    return data


def read_text(stream: BinaryIO, origin: str, defaults: Defaults, settings: Settings) -> Iterator[Found | Rejected]:
    """Yield the one document of a text file, or why there is none."""
    data = b""
    try:
        data = read_whole(stream, settings)
        text = decode(data)
        if not text.strip():
            raise SourceError("is empty")
        document = Document(text, title=defaults.title, publisher=defaults.publisher, published=defaults.published)
    except SourceError as error:
        yield Rejected(origin, str(error), sample=sample(data))
        return
    yield Found(document, origin)
