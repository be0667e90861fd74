"""The register of offices: learned from the reports of a record, frozen into a snapshot.

A report teaches an office where it is dated and tells of a person by a full name, with title, country and sectors: "Foreign Minister X
of Y". What a report took from a register itself teaches nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from dragoman.errors import RecordError
from dragoman.model import Report
from dragoman.model.register import Office, Register
from dragoman.record import Record

Key = tuple[str, str, str]


def learn(reports: Iterable[Report], name: str) -> Register:
    """The register of what reports tell; their order does not matter."""
    told: dict[Key, dict[str, str]] = {}
    usual: dict[Key, tuple[str, str, tuple[str, ...]]] = {}
    for report in reports:
        published = report.document.published
        if not published or report.versions.register:
            continue
        for entity in report.entities:
            official = entity.kind == "person" and entity.title and entity.country and entity.sectors and entity.sectors[0] != "ELI"
            if not official or " " not in entity.name or not _countable(entity.country):
                continue
            title = str(entity.title)
            key = (entity.name.casefold(), title.casefold(), str(entity.country))
            spelled = (entity.name, title, entity.sectors)
            usual[key] = min(usual.get(key, spelled), spelled)
            told.setdefault(key, {})[report.document.id] = published[:10]
    offices = []
    for key in sorted(told):
        person, title, sectors = usual[key]
        evidence = tuple(sorted((day, document) for document, day in told[key].items()))
        offices.append(Office(person, title, key[2], sectors, evidence))
    return Register(name, tuple(offices))


def build(record: Record, name: str) -> Register:
    """The register of the current reports of a record, with its corrections."""
    return learn(record.reports(), name)


def freeze(register: Register, path: Path) -> None:
    """Write a snapshot; a file that is there is never replaced, for reports name it. Raises ``RecordError`` where it can't be written."""
    try:
        with open(path, "x", encoding="utf-8") as file:
            file.write(register.to_json())
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise RecordError(f"{path} is there already, and a snapshot is never changed; choose another name") from None
    except OSError as error:
        raise RecordError(f"{path}: can't be written ({error.strerror or error})") from None


def _countable(country: str | None) -> bool:
    """Whether a code is a country's or a body's that has offices: not the codes for many at once."""
    return country not in (None, "ISM", "IMG", "MNC", "NGO")
