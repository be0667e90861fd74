"""Well-known bodies and persons by name: state bodies, parties, armed groups, media, companies, leaders.

All tables have the same columns: names (alternatives by "|", the first is the usual one), country, sectors (by blanks), since, until
(ISO dates, empty = open), wikidata; those of persons have the office and the source of the row beside. A name may have several rows,
one a period. A date may stop at the year or the month: the row then holds in the whole of them.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

from dragoman.resolve.countries import normal
from dragoman.tables import read_table

ORGANIZATION_TABLES = ("institutions", "intergovernmental", "parties", "armed_groups", "media", "companies", "societies")
UNCAPITALISED = {
    "Party",
    "Cartel",
    "Movement",
    "Front",
    "Group",
    "Network",
    "Parliament",
    "Police",
    "University",
    "Army",
}  # "the Labour party"
PEOPLE_TABLES = ("office_holders", "people")


@dataclass(frozen=True)
class Known:
    """What the tables tell of a name in one period."""

    name: str
    kind: str
    country: str | None
    sectors: tuple[str, ...]
    since: str = ""
    until: str = ""
    office: str | None = None
    wikidata: str | None = None


def organization(name: str, date: str | None = None) -> Known | None:
    """The body of that name, as it was at a date (ISO; without one as it is last known); None where the tables lack it."""
    return _at(_organizations(), name, date)


def person(name: str, date: str | None = None) -> Known | None:
    """The person of that name, with the office held at a date.

    After the last office of the table the person is a former official (sector ELI). Without a date the last known office counts,
    over or not: the news mostly names people while they hold it (docs/decisions/0030-undated-offices.md).
    """
    found = _at(_people(), name, date) or _at(_people(), _shorter(name), date)
    if found is not None and date is not None and not _holds(found, date):
        former = bool(found.until) and _over(found, date)
        return Known(found.name, "person", found.country, ("ELI",) if former else found.sectors, wikidata=found.wikidata)
    return found


def _shorter(name: str) -> str:
    """A name without one initial in the middle and without "Jr." ("Ashton B. Carter", "Joseph R. Biden Jr.")."""
    parts = name.replace(",", "").split()
    if len(parts) > 2 and parts[-1] in ("Jr.", "Jr"):
        parts.pop()
    if len(parts) == 3 and len(parts[1]) == 2 and parts[1][0].isupper() and parts[1][1] == ".":
        del parts[1]
    return " ".join(parts)


def plain(name: str) -> str:
    """A name without accents, and an acronym in mixed case in capitals ("DfT" as "DFT"): how the tables know it, too."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return name.upper() if " " not in name and sum(c.isupper() for c in name) > 1 and len(name) < 8 and "-" not in name else name


def known_names() -> frozenset[str]:
    """All names of the tables as they are written, "the" left out."""
    return frozenset(_organizations()) | frozenset(_people())


def _holds(known: Known, date: str | None) -> bool:
    if date is None:
        return not known.until
    return (not known.since or known.since <= date) and not _over(known, date)


def _over(known: Known, date: str) -> bool:
    """Whether the period had ended at a date; an end that is only a year or a month lasts to its last day."""
    return bool(known.until) and date[: len(known.until)] > known.until


def _at(table: dict[str, tuple[Known, ...]], name: str, date: str | None) -> Known | None:
    rows = table.get(name) or table.get(normal(name)) or table.get(plain(name))
    if not rows:
        return None
    day = date[:10] if date else None
    for row in rows:
        if _holds(row, day):
            return row
    if day is None:
        return max(rows, key=lambda row: row.since)
    past = [row for row in rows if _over(row, day)]
    return max(past, key=lambda row: row.until) if past else rows[0]


def _read(tables: tuple[str, ...], kind: str) -> dict[str, tuple[Known, ...]]:
    found: dict[str, list[Known]] = {}
    for table in tables:
        for row in read_table(f"tables/{table}.tsv"):
            names = [name if name.startswith("The ") else normal(name) for name in row["names"].split("|")]  # "The Sun" is no sun
            sectors = tuple(row["sectors"].split())
            known = Known(
                names[0],
                kind,
                row["country"] or None,
                sectors,
                row["since"],
                row["until"],
                row.get("office") or None,
                row["wikidata"] or None,
            )
            names += [
                f"{name[: -len(last)]}{last.lower()}"
                for name in names
                if (last := name.rsplit(" ", 1)[-1]) in UNCAPITALISED and name != last
            ]
            names += [bare for name in names if not name.isascii() and (bare := plain(name)) not in names]
            for name in names:
                found.setdefault(name, []).append(known)
    return {name: tuple(rows) for name, rows in found.items()}


@cache
def _organizations() -> dict[str, tuple[Known, ...]]:
    return _read(ORGANIZATION_TABLES, "organization")


@cache
def _people() -> dict[str, tuple[Known, ...]]:
    return _read(PEOPLE_TABLES, "person")
