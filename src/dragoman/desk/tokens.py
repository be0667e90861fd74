"""Tokens: who may do what from another machine. Only their hashes are kept, in one file beside the record.

A token is 256 random bits, so one round of SHA-256 is enough: there is nothing to guess. It is shown once, when it is made.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from dragoman.errors import DataError, UsageError

Scope = Literal["read", "correct", "admin"]
SCOPES: tuple[Scope, ...] = ("read", "correct", "admin")  # each may do what those before it may
PREFIX = "drg_"  # lets scanners for leaked secrets know one


@dataclass(frozen=True)
class Token:
    """Whose it is, the hash of it, what it may do, when it was made and, if so, revoked (UTC, ISO 8601)."""

    name: str
    hash: str
    scope: Scope
    created: str
    revoked: str | None = None


def may(scope: str, needed: str) -> bool:
    """Whether who has a scope may do what needs another."""
    return SCOPES.index(scope) >= SCOPES.index(needed)


def read_tokens(file: Path) -> tuple[Token, ...]:
    """All tokens of a file, revoked ones too; none where there is no file. Raises ``DataError`` where it is broken."""
    try:
        plain = json.loads(file.read_text(encoding="utf-8"))
        found = tuple(Token(**one) for one in plain)
        if any(token.scope not in SCOPES for token in found):
            raise ValueError("unknown scope")
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError) as error:
        raise DataError(f"{file}: can't be read as a file of tokens ({error})") from None
    return found


def add_token(file: Path, name: str, scope: Scope) -> str:
    """Make a token, keep its hash, and return it; it can't be shown again. Raises ``UsageError`` for a name that is in use."""
    name = name.strip()
    if not name or len(name) > 100 or not name.isprintable():
        raise UsageError("a token needs a name of at most 100 characters: who will use it")
    if scope not in SCOPES:
        raise UsageError(f"no scope is called {scope}; there are {', '.join(SCOPES)}")
    secret = PREFIX + secrets.token_urlsafe(32)
    with _changing(file):
        known = read_tokens(file)
        if any(token.name == name and token.revoked is None for token in known):
            raise UsageError(f"{name} has a token; revoke it first")
        _write(file, (*known, Token(name, hashed(secret), scope, _now())))
    return secret


def revoke_token(file: Path, name: str) -> None:
    """Let the token of that name hold no more, from the next request on. Raises ``UsageError`` where there is none."""
    with _changing(file):
        known = read_tokens(file)
        if not any(token.name == name and token.revoked is None for token in known):
            raise UsageError(f"nobody called {name} has a token that holds")
        _write(file, tuple(replace(t, revoked=_now()) if t.name == name and t.revoked is None else t for t in known))


def hashed(secret: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


class Tokens:
    """The tokens of a file, read again whenever it has changed, so that a revoked one is refused at once."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._seen: tuple[int, int] | None = None
        self._known: tuple[Token, ...] = ()

    def holder(self, secret: str) -> Token | None:
        """The token that a secret is, None where it is none or was revoked."""
        wanted = hashed(secret)
        found = None
        for token in self.all():  # all of them, so that the time tells nothing
            if hmac.compare_digest(token.hash, wanted) and token.revoked is None:
                found = token
        return found

    def all(self) -> tuple[Token, ...]:
        """All of them, revoked ones too."""
        try:
            about = os.stat(self.file)
            seen = (about.st_mtime_ns, about.st_ino)
        except FileNotFoundError:
            seen = None
        if seen is None or seen != self._seen:
            self._known = read_tokens(self.file)
            self._seen = seen
        return self._known


@contextmanager
def _changing(file: Path) -> Iterator[None]:
    """Only one process changes the file at a time."""
    lock = file.with_name(file.name + ".lock")
    try:
        descriptor = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise DataError(f"{lock} is there: another program changes the tokens, or was stopped while it did; then delete it") from None
    except OSError as error:
        raise DataError(f"{lock}: {error.strerror}") from None
    try:
        yield
    finally:
        os.close(descriptor)
        os.unlink(lock)


def _write(file: Path, tokens: tuple[Token, ...]) -> None:
    """All or nothing, readable by the owner only."""
    fresh = file.with_name(file.name + ".new")
    descriptor = os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with open(descriptor, "w", encoding="utf-8") as stream:
        json.dump([asdict(token) for token in tokens], stream, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(fresh, file)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
