"""Who belongs to an intergovernmental organization at a date: NATO in 1999, the African Union today, ECOWAS before January 2025.

Table: ``tables/intergovernmental_members.tsv``, one row a stay (organization, member, since, until); its first lines tell what it
leaves out. Dates are ISO and may stop at the year or the month; a stay then holds in the whole of them.
"""

from __future__ import annotations

from functools import cache

from dragoman.resolve.organizations import organization
from dragoman.tables import read_table

Stay = tuple[str, str, str]  # member (alpha-3), since, until ("" = goes on)


def members_of(name: str, date: str | None = None) -> tuple[str, ...]:
    """The members (alpha-3, by code) of the organization of that name at a date (ISO, longer ones are cut to the day).

    Without a date: as they last were, for an organization that has ended those at its end. The name may be any that the table of
    organizations knows ("Nato", "the EU", "Ecowas"). () for a name that is unknown or whose members the table does not list, and
    at a date when the organization did not exist.
    """
    known = organization(name, date)
    if known is None:
        return ()
    stays = _stays().get(known.name, ())
    day = date[:10] if date else None
    if day is None:
        return tuple(sorted({member for member, _, until in stays if not until}))
    if known.until and day[: len(known.until)] > known.until:
        return ()
    return tuple(sorted({member for member, since, until in stays if _holds(since, until, day)}))


def _holds(since: str, until: str, day: str) -> bool:
    """Whether a stay covers a day; dates that are only a year or a month are compared to that length."""
    return day[: len(since)] >= since and not (until and day[: len(until)] > until)


@cache
def _stays() -> dict[str, tuple[Stay, ...]]:
    """Usual name of the organization → the stays of its members."""
    found: dict[str, list[Stay]] = {}
    for row in read_table("tables/intergovernmental_members.tsv"):
        found.setdefault(row["organization"], []).append((row["member"], row["since"], row["until"]))
    return {name: tuple(stays) for name, stays in found.items()}
