"""What a server's robots.txt allows (RFC 9309), by Protego: the longest rule that fits an address decides, with ``*`` and ``$`` in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from protego import Protego

AGENT = "dragoman"
LARGEST = 512_000  # bytes that are looked at; the standard asks for 500 KiB
_OTHERS = re.compile(rf"^([ \t]*user-agent[ \t]*:)(?![ \t]*(?:\*|{AGENT}\b))[^\n]*$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Rules:
    """What one robots.txt says to dragoman. delay: seconds that it asks to wait between two requests, 0 where it says nothing."""

    parsed: Protego
    delay: float

    def allow(self, url: str) -> bool:
        """Whether the address may be fetched."""
        return bool(self.parsed.can_fetch(url, AGENT))


def parse_robots(data: bytes) -> Rules:
    """The rules of a robots.txt. Lines that are none are passed over; it raises nothing."""
    text = data[:LARGEST].decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    # All other robots get one name: tens of thousands of names would take minutes.
    parsed = Protego.parse(_OTHERS.sub(r"\1 other", text))
    return Rules(parsed, max(0.0, float(parsed.crawl_delay(AGENT) or 0)))
