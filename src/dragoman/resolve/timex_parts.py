"""Times told from another time that stands behind them: "the night of May 8", "the second week of June", "the day after Christmas".

Each rule is a beginning; the time behind it is found by the other rules, and the function makes one expression of both.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date

from dragoman.resolve.dates import Moment, nth_weekday, safe, shift
from dragoman.resolve.timex_rules import Found, Hit, point

Part = Callable[[Hit, Moment], Found | None]
WITHIN = {"day": ("month", "year"), "week": ("month", "year"), "weekend": ("month", "year"), "month": ("year",)}


def part_of_day(hit: Hit, whole: Moment) -> Found | None:
    """the night of May 8, the early hours of Sunday."""
    word = hit["g"]
    plural = word is None or (word.text.lower().endswith("s") and " " not in word.text)  # "early hours" is one part of a day
    if word is None or plural or whole.grain != "day":
        return None
    return Found("TIME", f"{whole.day.isoformat()}T{word.value}", Moment(whole.day, "day"))


def beside(hit: Hit, whole: Moment) -> Found | None:
    """the day before last Friday, the week after Christmas, two days before May 8."""
    word, side, unit = hit["u"], hit["side"], hit.unit()
    assert word is not None
    assert side is not None
    number = hit.number("n") or (2 if hit["q"] is not None and hit["q"].text.lower() == "couple" else None if hit["q"] is not None else 1)
    if unit not in ("day", "week", "month", "year") or number is None or (hit["n"] is None and word.text.lower().endswith("s")):
        return None
    if side.text.lower() not in ("before", "after", "from") or whole.grain not in ("day", unit):
        return None
    counted = hit.first.symbol != "t"  # "two weeks before Friday" is a day, "the week before Christmas" a week
    grain = whole.grain if counted and unit == "week" else unit
    return point(shift(whole.day, -number if side.text.lower() == "before" else number, unit), grain)


def ordinal(hit: Hit, whole: Moment) -> Found | None:
    """the second week of June, the last day of March, the first month of 2023, the second half of May."""
    unit, number = hit.unit(), hit.number("o") or -1
    word = hit["u"]
    if word is None or word.text.lower().endswith("s") or (number == -1 and hit["o"] is not None and hit["o"].text.lower() != "last"):
        return None
    if unit == "half" and whole.grain == "month" and number in (-1, 1, 2):
        return point(whole.day, whole.grain)
    if whole.grain not in WITHIN.get(unit, ()):
        return None
    if unit == "month":
        return point(safe(whole.day.year, number % 13), "month") if number <= 12 else None
    first, days = _stretch(whole)
    offset = {"day": 0, "week": 3, "weekend": 0}[unit]  # a week is told by its middle
    if unit == "weekend":
        first = shift(first, (5 - first.weekday()) % 7, "day")
    size = 1 if unit == "day" else 7
    place = size * (number - 1) + offset if number > 0 else days - 1 - offset
    if unit == "weekend" and number < 0:
        last = shift(_stretch(whole)[0], days - 1, "day")
        return point(shift(last, -((last.weekday() - 5) % 7), "day"), unit)
    return point(shift(first, place, "day"), unit) if place < days else None


def _stretch(whole: Moment) -> tuple[date, int]:
    """First day and number of days of a month or year."""
    if whole.grain == "year":
        first = date(whole.day.year, 1, 1)
        return first, (date(whole.day.year, 12, 31) - first).days + 1
    return whole.day.replace(day=1), monthrange(whole.day.year, whole.day.month)[1]


def weekday_of(hit: Hit, whole: Moment) -> Found | None:
    """the third Monday of June, the last Friday in October."""
    number, nth = hit.number("w"), hit.number("o") or -1
    if number is None or whole.grain != "month" or not (nth == -1 or 1 <= nth <= 4):
        return None
    return point(nth_weekday(whole.day.year, whole.day.month, number, nth), "day")


def unit_of(hit: Hit, whole: Moment) -> Found | None:
    """the week of June 5, the weekend of June 10, the month of July."""
    unit = hit.unit()
    if whole.grain == "day" and unit in ("week", "weekend"):
        return point(whole.day, unit)
    return point(whole.day, unit) if unit == whole.grain and unit in ("month", "year") else None


# Tried in this order before the other rules; the symbols stand in timex_words.
PARTS: tuple[tuple[str, Part], ...] = (
    (r"t?E?-?(?P<g>G)f(?=[WMNOtIVJ])", part_of_day),
    (r"t(?P<u>U)(?P<side>R)(?=[WMNOIVJHLPXY])", beside),
    (r"(?<![tLXT])(?:(?P<n>N)|a(?P<q>Q)f?|a)-?(?P<u>U)(?P<side>R)(?=[WMNOIVJHLPX])", beside),
    (r"(?<![tLXT])(?:(?P<n>N)|a(?P<q>Q)f?|a)-?(?P<u>U)(?P<side><)(?=[WJXT])", beside),
    (r"t?(?P<o>[OL])-?(?P<u>U)[fi](?=[MYTLXt])", ordinal),
    (r"t?(?P<o>[OL])(?P<w>W)[fi](?=[MTLX])", weekday_of),
    (r"t(?P<u>U)f(?=[MNOYIV])", unit_of),
)
