"""Gzip around any format: decompressed while it is read, and refused where it would not end."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import BinaryIO

from dragoman.errors import SourceError

MAGIC = b"\x1f\x8b"
MOST = 300  # times its size that a gzip file may hold; text reaches 10, repetitive JSON Lines 50, bombs 1000
ALWAYS = 10_000_000  # decompressed bytes up to which the rate does not matter


class _Counted(io.RawIOBase):
    """A stream that counts the bytes read from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self.stream.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)


class Decompressed(io.RawIOBase):
    """What a gzip stream holds. Reading raises ``SourceError`` where it is broken or a decompression bomb."""

    def __init__(self, stream: BinaryIO) -> None:
        self._packed = _Counted(stream)
        self._gzip = gzip.GzipFile(fileobj=io.BufferedReader(self._packed), mode="rb")
        self._total = 0

    def readable(self) -> bool:
        """Whether it can be read: always."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer with decompressed bytes; returns their number."""
        try:
            data = self._gzip.read1(len(buffer))
        except (OSError, EOFError, zlib.error) as error:
            raise SourceError(f"is a broken gzip file: {error}") from None
        buffer[: len(data)] = data
        self._total += len(data)
        if self._total > max(ALWAYS, MOST * self._packed.count):
            raise SourceError("is a gzip file that grows beyond measure when decompressed")
        return len(data)


def decompressed(stream: BinaryIO) -> BinaryIO:
    """A readable, buffered stream of what the gzip stream holds."""
    return io.BufferedReader(Decompressed(stream))
