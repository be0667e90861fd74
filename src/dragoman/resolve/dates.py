"""Calendar arithmetic on TIMEX3 values: days, weeks, months, quarters, seasons, years, decades.

A ``Moment`` is a day and a grain: the month that holds 2023-05-10 is ``Moment(date(2023, 5, 10), "month")``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

GRAINS = ("day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century")
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
HOURS = {"MO": 8, "AF": 14, "EV": 19, "NI": 22, "MI": 12, "DT": 12}
FIRST_YEAR, LAST_YEAR = 1, 9999


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of the calendar: the one of that grain that holds the day."""

    day: date
    grain: str

    @property
    def value(self) -> str:
        """Its TIMEX3 value: 2023-05-10, 2023-W19, 2023-W19-WE, 2023-05, 2023-SP, 2023-Q2, 2023-H1, 2023, 202, 20."""
        day = self.day
        week = day.isocalendar()
        match self.grain:
            case "day":
                return day.isoformat()
            case "week":
                return f"{week.year:04d}-W{week.week:02d}"
            case "weekend":
                return f"{week.year:04d}-W{week.week:02d}-WE"
            case "month":
                return f"{day.year:04d}-{day.month:02d}"
            case "quarter":
                return f"{day.year:04d}-Q{quarter_of(day)}"
            case "half":
                return f"{day.year:04d}-H{1 if day.month < 7 else 2}"
            case "season":
                return f"{day.year:04d}-{season_of(day)}"
            case "decade":
                return f"{day.year // 10:03d}"
            case "century":
                return f"{day.year // 100:02d}"
            case _:
                return f"{day.year:04d}"


def quarter_of(day: date) -> int:
    """The quarter, 1 to 4, of the calendar year."""
    return (day.month - 1) // 3 + 1


def season_of(day: date) -> str:
    """The season of the northern half of the earth, as TIMEX3 writes it (SP SU FA WI)."""
    return ("WI", "SP", "SU", "FA")[day.month % 12 // 3]


def safe(year: int, month: int, day: int = 1) -> date | None:
    """The date, None where the calendar has none of that number; a day over the month's end is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift(day: date, number: int, unit: str) -> date:
    """The date so many units on (back, if negative); the day is cut to the month's end, years are kept within 1 … 9999."""
    if unit in ("day", "week", "weekend"):
        days = number * (1 if unit == "day" else 7)
        try:
            return day + timedelta(days=days)
        except OverflowError:
            return date.max if number > 0 else date.min
    months = number * {"month": 1, "season": 3, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}[unit]
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    if year < FIRST_YEAR:
        return date.min
    if year > LAST_YEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def weekday(base: date, number: int, direction: str) -> date:
    """The weekday (0 Monday … 6 Sunday) nearest to base: ``past`` on or before it, ``future`` on or after it."""
    if direction == "future":
        return shift(base, (number - base.weekday()) % 7, "day")
    return shift(base, -((base.weekday() - number) % 7), "day")


def nth_weekday(year: int, month: int, number: int, nth: int) -> date:
    """The nth weekday of a month (nth = -1: the last)."""
    if nth > 0:
        first = date(year, month, 1)
        return shift(first, (number - first.weekday()) % 7 + 7 * (nth - 1), "day")
    last = date(year, month, monthrange(year, month)[1])
    return shift(last, -((last.weekday() - number) % 7), "day")


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (anonymous algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nearest(options: list[date], base: date, direction: str | None) -> date | None:
    """Of some dates the one nearest to base, on the side that ``direction`` (past, future, None: either) tells where it can."""
    if not options:
        return None
    side = [d for d in options if (d <= base if direction == "past" else d >= base)] if direction else options
    return min(side or options, key=lambda d: abs((d - base).days))


def published_date(published: str | None) -> date | None:
    """The day of an ISO 8601 publication date, None where there is none or it can't be read."""
    found = re.match(r"(\d{4})-?(\d{2})-?(\d{2})", published or "")
    return safe(int(found[1]), int(found[2]), int(found[3])) if found else None


GRAIN_OF = (
    (re.compile(r"[\dX]{4}-[\dX]{2}-[\dX]{2}T\d"), "hour"),
    (re.compile(r"[\dX]{4}-[\dX]{2}-[\dX]{2}T[A-Z]"), "daypart"),
    (re.compile(r"[\dX]{4}-W[\dX]{2}-WE"), "weekend"),
    (re.compile(r"[\dX]{4}-W[\dX]{2}-\d"), "day"),
    (re.compile(r"[\dX]{4}-W"), "week"),
    (re.compile(r"[\dX]{4}-[\dX]{2}-[\dX]{2}"), "day"),
    (re.compile(r"[\dX]{4}-(SP|SU|FA|WI)"), "season"),
    (re.compile(r"[\dX]{4}-Q"), "quarter"),
    (re.compile(r"[\dX]{4}-H"), "half"),
    (re.compile(r"[\dX]{4}-[\dX]{2}$"), "month"),
    (re.compile(r"\d{4}$"), "year"),
    (re.compile(r"\d{3}X?$"), "decade"),
    (re.compile(r"\d{2}(XX)?$"), "century"),
)


def grain_of(value: str) -> str | None:
    """The grain of a TIMEX3 value of a point or stretch on the calendar; None for durations, sets and references."""
    for pattern, grain in GRAIN_OF:
        if pattern.match(value):
            return grain
    return None
