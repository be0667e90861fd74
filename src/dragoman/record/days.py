"""From which day to which is asked for."""

from __future__ import annotations

from dragoman.errors import UsageError
from dragoman.resolve.days import days_of


def bounds(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """The first day of ``since`` and the last of ``until``; both may be a day, month, year … Raises ``UsageError`` for no date."""
    made: list[str | None] = []
    for name, value, side in (("since", since, 0), ("until", until, 1)):
        days = days_of(value)
        if value and not days:
            raise UsageError(f"{name} is no date: {value!r}; write 2023-05-10, 2023-05 or 2023")
        made.append(days[side] if days else None)
    if made[0] and made[1] and made[0] > made[1]:
        raise UsageError(f"since ({since}) is later than until ({until})")
    return made[0], made[1]
