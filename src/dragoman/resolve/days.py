"""Which days a TIMEX3 value covers."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "AU": (9, 11), "WI": (12, 14), "H1": (1, 6), "H2": (7, 12)}
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?=$|T)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_PART = re.compile(r"(\d{4})-(Q[1-4]|SP|SU|FA|AU|WI|H[12])$")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_YEARS = re.compile(r"(\d{2,4})[xX]{0,2}$")


def days_of(value: str | None) -> tuple[str, str] | None:
    """First and last day (ISO 8601, inclusive) of a day, week, weekend, month, quarter, season, half, year, decade or century.

    None for durations, sets, ``PAST_REF`` and what is no date. Winter runs from December of its year into the next.
    """
    try:
        found = _days(value or "")
    except (ValueError, OverflowError):
        return None
    return (found[0].isoformat(), found[1].isoformat()) if found else None


def _days(value: str) -> tuple[date, date] | None:
    if match := _DAY.match(value):
        day = date(int(match[1]), int(match[2]), int(match[3]))
        return day, day
    if match := _WEEK.match(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return (monday + timedelta(5 if match[3] else 0)), monday + timedelta(6)
    if match := _PART.match(value):
        quarter = match[2].startswith("Q")
        first, last = (int(match[2][1]) * 3 - 2, int(match[2][1]) * 3) if quarter else _SEASONS[match[2]]
        return _month(int(match[1]), first)[0], _month(int(match[1]), last)[1]
    if match := _MONTH.match(value):
        return _month(int(match[1]), int(match[2])) if 1 <= int(match[2]) <= 12 else None
    if (match := _YEARS.match(value)) and len(match[0]) <= 4:
        missing = 10 ** (4 - len(match[1]))
        first_year = int(match[1]) * missing
        return date(first_year, 1, 1), date(first_year + missing - 1, 12, 31)
    return None


def _month(year: int, month: int) -> tuple[date, date]:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
