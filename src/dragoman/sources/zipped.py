"""ZIP archives: every readable file in them, one after the other. Nothing is ever unpacked to disk."""

from __future__ import annotations

import io
import re
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from dragoman.errors import SourceError
from dragoman.settings import Settings
from dragoman.sources.compressed import ALWAYS, CHUNK, MOST
from dragoman.sources.rejected import Defaults, Item, Rejected

LARGEST = 2_000_000_000  # bytes of an archive that comes through a pipe and has to be kept meanwhile
MEMBERS = 200_000  # files in an archive


def read_zip(stream: BinaryIO, origin: str, defaults: Defaults, settings: Settings) -> Iterator[Item]:
    """Yield what the files of an archive hold, in the archive's order; origins are ``archive.zip/folder/file.txt``.

    Hidden files and those of unknown suffixes are passed over, as in folders. Rejected are encrypted files, links, archives in the
    archive, names that lead out of it, and what grows beyond measure when decompressed.
    """
    from dragoman.sources.opening import has_known_suffix, passed_over, read_stream

    try:
        with _seekable(stream) as whole, _opened(whole) as archive:
            budget = _Budget(max(10 * ALWAYS, MOST * _size(whole)))
            read, passed = 0, []
            for member in archive.infolist():
                parts = member.filename.replace("\\", "/").split("/")
                if member.is_dir() or any(part.startswith(".") and part != ".." for part in parts) or parts[0] == "__MACOSX":
                    continue
                where = f"{origin}/{member.filename}"
                if reason := _refusal(member):
                    read += 1
                    yield Rejected(where, reason)
                elif has_known_suffix(member.filename):
                    read += 1
                    try:
                        with archive.open(member) as inner:
                            bounded = io.BufferedReader(_Bounded(cast(BinaryIO, inner), member, budget))
                            yield from read_stream(bounded, where, defaults, settings)
                    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, zlib.error) as error:
                        yield Rejected(where, f"can't be unpacked: {error or type(error).__name__}")
                else:
                    passed.append(member.filename)
            if read and passed:
                yield passed_over(origin, passed, "archives")
            if not read:
                yield Rejected(origin, "is a ZIP archive without readable files")
    except SourceError as error:
        yield Rejected(origin, str(error))


def _refusal(member: zipfile.ZipInfo) -> str:
    """Why a file of an archive is not even opened, empty where it is."""
    parts = member.orig_filename.replace("\\", "/").split("/")
    if ".." in parts or not parts[0] or re.match("[A-Za-z]:", parts[0]) or "\0" in member.orig_filename:
        return "has a name that leads out of the archive"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "is a link"
    if member.flag_bits & 1:
        return "is encrypted"
    if member.filename.lower().endswith((".zip", ".zip.gz")):
        return "is an archive inside an archive"
    return ""


def _seekable(stream: BinaryIO) -> BinaryIO:
    """The stream, or a copy of it on disk where one can't go back in it; archives have their directory at the end."""
    if stream.seekable():
        return io.BufferedReader(_Kept(stream))
    kept = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 - the caller closes it
    total = 0
    try:
        while piece := stream.read(CHUNK):
            total += len(piece)
            if total > LARGEST:
                raise SourceError(f"is an archive of more than {LARGEST:,} bytes in a pipe; save it as a file")
            kept.write(piece)
    except BaseException:
        kept.close()
        raise
    return kept


class _Kept(io.RawIOBase):
    """Somebody else's stream, which closing this one leaves open."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self.stream.seek(offset, whence)

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self.stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _size(stream: BinaryIO) -> int:
    return stream.seek(0, io.SEEK_END)


def _opened(stream: BinaryIO) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, OSError) as error:
        raise SourceError(f"is a broken ZIP archive: {error}") from None
    members = archive.infolist()
    if len(members) > MEMBERS:
        raise SourceError(f"is a ZIP archive of more than {MEMBERS:,} files")
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < end:
            raise SourceError("is a ZIP archive whose files overlap")
        end = member.header_offset + member.compress_size
    return archive


class _Budget:
    """Bytes that an archive may still give."""

    def __init__(self, left: int) -> None:
        self.left = left


class _Bounded(io.RawIOBase):
    """A file of an archive, which is refused where it, or the archive as a whole, would not end."""

    def __init__(self, stream: BinaryIO, member: zipfile.ZipInfo, budget: _Budget) -> None:
        self.stream, self.budget = stream, budget
        self.left = max(ALWAYS, MOST * member.compress_size)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self.stream.read(len(buffer))
        except (zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError) as error:
            raise SourceError(f"can't be unpacked: {error or 'it ends in the middle'}") from None
        buffer[: len(data)] = data
        self.left -= len(data)
        self.budget.left -= len(data)
        if min(self.left, self.budget.left) < 0:
            raise SourceError("grows beyond measure when decompressed")
        return len(data)
