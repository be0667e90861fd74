"""Gzip around any format: decompressed while it is read, and refused where it would not end."""

from __future__ import annotations

import io
import re
import zlib
from typing import BinaryIO

from dragoman.errors import SourceError

MAGIC = b"\x1f\x8b"
MOST = 300  # times its size that a gzip file may hold; text reaches 10, repetitive JSON Lines 50, bombs 1000
ALWAYS = 10_000_000  # decompressed bytes up to which the rate does not matter
CHUNK = 1 << 16
_MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")


class Decompressed(io.RawIOBase):
    """What a gzip stream of one or many members holds. Reading raises ``SourceError`` where it is broken or a decompression bomb."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._waiting = b""  # compressed bytes that were read and not used yet
        self._packed = self._total = 0
        self._inflate = zlib.decompressobj(31)
        self._begun = False  # inside a member
        self._padded = False  # behind a member, where zeros may stand

    def readable(self) -> bool:
        """Whether it can be read: always."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer with decompressed bytes; returns their number."""
        while True:
            if self._padded:
                self._waiting = self._waiting.lstrip(b"\0")
            if not self._waiting and not self._more():
                if self._begun:
                    raise SourceError("is a broken gzip file: it ends in the middle")
                return 0
            if data := self._inflated(len(buffer)):
                buffer[: len(data)] = data
                return len(data)

    def _more(self) -> bool:
        self._waiting = self._stream.read(CHUNK)
        self._packed += len(self._waiting)
        return bool(self._waiting)

    def _inflated(self, most: int) -> bytes:
        self._begun, self._padded = bool(self._waiting) or self._begun, False
        try:
            data = self._inflate.decompress(self._waiting, most)
        except zlib.error as error:
            raise SourceError(f"is a broken gzip file: {error}") from None
        self._waiting = self._inflate.unconsumed_tail
        if self._inflate.eof:
            self._waiting = self._inflate.unused_data
            self._restart()
        self._total += len(data)
        if self._total > max(ALWAYS, MOST * self._packed):
            raise SourceError("is a gzip file that grows beyond measure when decompressed")
        return data

    def _restart(self) -> None:
        self._inflate = zlib.decompressobj(31)
        self._begun, self._padded = False, True

    def resume(self) -> bool:
        """After an error go on with the next member; False where there is none. A bomb is not gone on with."""
        if self._total > max(ALWAYS, MOST * self._packed):
            return False
        seen, self._waiting = self._waiting[1:], b""
        while not (found := _MEMBER.search(seen)):
            if not self._more():
                return False
            seen = seen[-3:] + self._waiting
        self._waiting = seen[found.start() :]
        self._restart()
        return True


def decompressed(stream: BinaryIO) -> BinaryIO:
    """A readable, buffered stream of what the gzip stream holds."""
    return io.BufferedReader(Decompressed(stream))


def inflated(data: bytes, most: int) -> bytes:
    """Decompress gzip (of one or several members) or zlib data in memory (HTTP's gzip and deflate).

    Raises ``SourceError`` where it is broken or exceeds ``most`` bytes.
    """
    for bits in (47, -15):  # with a header of either kind; some servers send deflate without
        try:
            return _inflated(data, most, bits)
        except zlib.error:
            continue
    raise SourceError("is compressed in a way that is broken or not read")


def _inflated(data: bytes, most: int, bits: int) -> bytes:
    pieces: list[bytes] = []
    left = most
    while not pieces or data.startswith(MAGIC):
        inflate = zlib.decompressobj(bits)
        pieces.append(inflate.decompress(data, left + 1))
        left -= len(pieces[-1])
        if left < 0:
            raise SourceError(f"is larger than {most:,} bytes when decompressed")
        if not inflate.eof:
            raise SourceError("is compressed and ends in the middle")
        data = inflate.unused_data
    return b"".join(pieces)
