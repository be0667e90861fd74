"""What a desk may be told, frozen."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.settings import Settings

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class DeskSettings:
    """record: the file, or the address of the database, that it serves. host, port: where it listens.

    names: Host names it answers to beside its own address.

    tokens: the file of hashed tokens. body: largest request, in bytes. characters: most that one request may have read. seconds: longest
    time of a request but an export. rate: requests a minute for each token, or each address without one. reading: as for reading files.
    """

    record: str | Path
    host: str = "127.0.0.1"
    port: int = 8484
    names: tuple[str, ...] = ()
    tokens: Path | None = None
    body: int = 10_000_000
    characters: int = 300_000
    seconds: float = 30.0
    rate: int = 600
    reading: Settings = field(default_factory=Settings)

    @property
    def local(self) -> bool:
        """Whether only this machine can reach it; then no token is needed."""
        return is_loopback(self.host)

    @property
    def answers_to(self) -> frozenset[str]:
        """The Host names it answers to, in lower case, without ports; a page of another name has been led here (DNS rebinding)."""
        own = LOOPBACK_NAMES if self.local else () if is_any(self.host) else (self.host,)
        return frozenset(name.lower() for name in (*own, *self.names))

    @property
    def token_file(self) -> Path:
        """Where the hashes of tokens lie, if not told otherwise: beside the record's file, or in the folder that the desk runs in."""
        beside = "dragoman" if "://" in str(self.record) else self.record
        return self.tokens or Path(f"{beside}.tokens.json")


def is_loopback(host: str) -> bool:
    """Whether an address or name is this machine's own."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def is_any(host: str) -> bool:
    """Whether an address stands for all of the machine's addresses (``0.0.0.0``)."""
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False
