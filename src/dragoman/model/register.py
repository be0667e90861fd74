"""The register: offices as reports told them, frozen into a named snapshot that a coder may be given.

A snapshot is one JSON object: ``schema``, ``name``, ``offices``; an office has the person's name, the title, the country, the sectors
and its evidence, a list of [date, document id] in the order of the dates.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from dragoman.errors import DataError

SCHEMA = "dragoman-register/1"
STALE = 365  # days from the nearest evidence; older evidence is not used


@dataclass(frozen=True)
class Office:
    """An office that reports told of somebody; evidence: (ISO date, document id), by date."""

    name: str
    title: str
    country: str
    sectors: tuple[str, ...]
    evidence: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Register:
    """A named, frozen set of offices. ``version`` names it in reports: the name and a digest of what it holds."""

    name: str
    offices: tuple[Office, ...] = field(default=())

    def office_of(self, name: str, published: str | None) -> Office | None:
        """The office that a person of that full name held at a date of publication, as far as the evidence agrees.

        None without a date, where no evidence is within a year of it, where the evidence of that year tells two countries, and where
        that nearest to the date tells two titles.
        """
        found = self._by_name.get(name.casefold(), ()) if published else ()
        near = [(_days(day, published), office) for office in found for day, _ in office.evidence if published]
        near = [(days, office) for days, office in near if days <= STALE]
        if not near or len({office.country for _, office in near}) > 1:
            return None
        least = min(days for days, _ in near)
        nearest = {office.title.casefold(): office for days, office in near if days == least}
        return next(iter(nearest.values())) if len(nearest) == 1 else None

    @cached_property
    def _by_name(self) -> dict[str, tuple[Office, ...]]:
        found: dict[str, tuple[Office, ...]] = {}
        for office in self.offices:
            key = office.name.casefold()
            found[key] = (*found.get(key, ()), office)
        return found

    @cached_property
    def version(self) -> str:
        """The name and a digest of the offices."""
        return f"{self.name} sha256:{hashlib.sha256(self.to_json().encode()).hexdigest()[:16]}"

    def to_json(self) -> str:
        """The snapshot as text; the same offices give the same text."""
        offices = [
            {
                "name": office.name,
                "title": office.title,
                "country": office.country,
                "sectors": list(office.sectors),
                "evidence": [list(pair) for pair in office.evidence],
            }
            for office in self.offices
        ]
        return json.dumps({"schema": SCHEMA, "name": self.name, "offices": offices}, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str, where: str) -> Register:
        """The register of a snapshot; raises ``DataError``, naming where it was read, for anything else."""
        try:
            plain: Mapping[str, Any] = json.loads(text)
            if plain["schema"] != SCHEMA:
                raise DataError(f"{where}: a snapshot of another kind, {plain['schema']}; this is {SCHEMA}")
            offices = tuple(
                Office(
                    str(o["name"]),
                    str(o["title"]),
                    str(o["country"]),
                    tuple(str(sector) for sector in o["sectors"]),
                    tuple((date.fromisoformat(day).isoformat(), str(document)) for day, document in o["evidence"]),
                )
                for o in plain["offices"]
            )
            return cls(str(plain["name"]), offices)
        except (ValueError, KeyError, TypeError) as error:
            raise DataError(f"{where}: no snapshot of a register ({type(error).__name__}: {error})") from None


def _days(day: str, published: str | None) -> int:
    """Days between two ISO dates, whichever is first; times of day do not matter."""
    return abs((date.fromisoformat((published or "")[:10]) - date.fromisoformat(day)).days)
