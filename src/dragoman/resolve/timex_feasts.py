"""The rules of feasts: those of a fixed day, those told from Easter or by weekdays, and those that another calendar decides."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache

from dragoman.resolve.dates import FIRST_YEAR, LAST_YEAR, Moment, easter, nearest, nth_weekday, safe, shift
from dragoman.resolve.timex_rules import Context, Found, Hit, Rule, point
from dragoman.tables import read_table

NEAR_FEAST = 31  # days; a feast that lies so near is the one meant, whatever the tense
HOLDERS = ("month", "quarter", "half", "year")  # what a feast of several days is told by: the smallest that holds all of it


@cache
def movable() -> dict[str, dict[int, list[tuple[date, int]]]]:
    """Feast → year → first day and number of days, from ``tables/feasts.tsv``; a lunar feast may come twice in a year."""
    found: dict[str, dict[int, list[tuple[date, int]]]] = defaultdict(lambda: defaultdict(list))
    for row in read_table("tables/feasts.tsv"):
        day = date.fromisoformat(row["day"])
        found[row["feast"]][day.year].append((day, int(row["days"])))
    return found


def named_days(feast: str, year: int) -> list[tuple[date, int]]:
    """First day and number of days of a feast in a year; how feasts are written stands in ``lexicon/en/times.tsv``."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return []
    if feast[0].isalpha() and not feast.startswith("easter"):
        return [stretch for name in feast.split("|") for stretch in movable().get(name, {}).get(year, [])]
    name, _, days = feast.partition(" ")
    if name == "easter":
        day: date | None = easter(year)
    elif "/" in name:
        day = nth_weekday(year, *(int(part) for part in name.split("/")))
    elif len(parts := name.split("-")) > 2:
        day = safe(*(int(part) for part in parts))  # a day in history, whatever the year
    else:
        day = safe(year, int(parts[0]), int(parts[1]))
    return [(shift(day, int(days or 0), "day"), 1)] if day else []


def holiday(hit: Hit, context: Context) -> Found | None:
    """Christmas Eve, last Easter, Thanksgiving Day 1989, Easter week, Ramadan, Eid al-Fitr, 9/11."""
    word, eve = hit["h"], hit["eve"]
    assert word is not None
    feast = str(word.value)
    if (feast[0].isalpha() or word.text.istitle()) and _is_name(hit):
        return None  # "Taha Ramadan", "Easter Island"
    back = -1 if eve is not None and eve.symbol == "v" else 0
    year, now = hit.number("y"), context.now
    if year is None and now is None:
        return Found("DATE", None)
    years = (year,) if year else (now.year - 1, now.year, now.year + 1) if now else ()
    stretches = {day: days for y in years for day, days in named_days(feast, y)}
    days = sorted(stretches)
    side = {-1: "past", 1: "future"}.get(hit.sign() or 0)
    if side is None and now is not None and all(abs((d - now).days) > NEAR_FEAST for d in days):
        side = context.side(hit.start, hit.end)
    best = days[0] if year and days else nearest(days, now, side) if now else None
    if best is None:
        return Found("DATE", None)
    if stretches[best] > 1 and not back:
        return Found("DATE", _holder(best, stretches[best]), Moment(best, "day"))
    grain = str(eve.value) if eve is not None and eve.symbol == "U" and eve.value in ("week", "weekend") else "day"
    return point(shift(best, back, "day"), grain)


def _is_name(hit: Hit) -> bool:
    """Whether the word is part of a person's or place's name: a capitalised word stands next to it."""
    before = hit.words[hit.match.start() - 1] if hit.match.start() else None
    first = hit.match.start() < 2 or hit.words[hit.match.start() - 2].symbol == "."
    index = hit.match.end()
    behind = hit.words[index] if index < len(hit.words) else None
    named = before is not None and before.symbol == "_" and before.text.istitle() and not first
    return named or (behind is not None and behind.symbol == "_" and behind.text.istitle())


def _holder(first: date, days: int) -> str:
    """The value of the smallest part of the calendar that holds a stretch of days."""
    last = shift(first, days - 1, "day")
    grain = next((g for g in HOLDERS if Moment(first, g).value == Moment(last, g).value), "year")
    return Moment(first, grain).value


# Tried in this order at each place of the text; the symbols stand in timex_words.
RULES: tuple[tuple[str, Rule], ...] = ((r"(?P<rel>[TLX])?(?P<h>H)(?P<eve>[Uv])?(?:,?(?P<y>Y))?", holiday),)
