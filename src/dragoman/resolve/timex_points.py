"""The rules of dates by name: days, months, seasons, quarters, decades, years."""

from __future__ import annotations

import re

from dragoman.resolve.dates import nearest, safe
from dragoman.resolve.timex_rules import (
    BEFORE_YEAR,
    MONEY,
    Context,
    Found,
    Hit,
    Rule,
    month_day,
    point,
)

MONTHS_CLOSE = 62  # days; a month so near is the one meant, whatever the tense
TITLES = {"mr", "mrs", "ms", "miss", "dr", "president", "minister", "prime", "lady", "sir"}
# Days that a year is no more told with: "the Sept. 11 attacks".
ATTACKS = {(9, 11): (2001, ("attacks", "attack", "terrorist", "terror", "hijackings", "hijackers"))}
# The year of the second of two dates, which is the first one's too: "between June and August 2021", "from 3 May to 7 June 2022".
YEAR_BEHIND = r"(?:(?=[on-]t?(?:(?P<ml>M)(?:[NO](?!M))?|[NO]f?(?P<ml2>M)|(?P<dl>[NO])),?f?(?P<yl>Y))|)"
YEAR_OF = r"(?:(?:,|f)?(?P<y>Y)|f?(?P<yr>[LTXP])U)?"


def iso(hit: Hit, _context: Context) -> Found | None:
    """2023-05-10."""
    year, month, day = (int(part) for part in hit.first.text.split("-"))
    found = safe(year, month, day)
    return point(found, "day") if found else None


def slashed(hit: Hit, _context: Context) -> Found | None:
    """05/10/2023: month first, day first where that is impossible and in 10.05.2023."""
    one, two, year = (int(part) for part in re.split(r"[/.]", hit.first.text))
    full = year if year > 99 else year + (2000 if year < 50 else 1900)
    if "." in hit.first.text:
        one, two = two, one
    found = safe(full, one, two) or safe(full, two, one)
    return point(found, "day") if found else None


def day_of_month(hit: Hit, context: Context) -> Found | None:
    """Friday, May 10, 2023; 10 May; the 10th of May; March eighth."""
    month = hit.number("m1") or hit.number("m2")
    number = hit.number("d1") or hit.number("d2")
    if not month or not number or not 1 <= number <= 31 or hit.in_name():
        return None
    word = hit["d1"] or hit["d2"]
    if word is not None and word.symbol == "N" and not word.text.isdecimal():
        return None
    year = hit.number("y") or _year_behind(hit, month)
    if year is None and (month, number) in ATTACKS and hit.next() in ATTACKS[month, number][1]:
        year = ATTACKS[month, number][0]
    if year:
        return point(day, "day") if (day := safe(year, month, number)) else None
    day = month_day(month, number, hit, context)
    if day is None:
        return Found("DATE", f"XXXX-{month:02d}-{number:02d}")
    return point(day, "day")


def month(hit: Hit, context: Context) -> Found | None:
    """October, last April, early next May, the middle of October, November 1995, January this year."""
    number = hit.number("m")
    assert number is not None
    plain = hit.match.group() == "M"
    if plain and hit.in_name():
        return None
    if plain and (hit.before() in TITLES or not context.is_time(hit.start, hit.end)):
        return None
    year = _year_told(hit, context)
    if year:
        return point(safe(year, number), "month")
    base = context.base
    if context.narrative and context.anchor:
        return point(safe(context.anchor.day.year, number), "month")
    if base is None:
        return Found("DATE", f"XXXX-{number:02d}")
    sign = hit.sign()
    options = [d for y in (base.year - 1, base.year, base.year + 1) if (d := safe(y, number))]
    here = base.replace(day=1)
    if sign == -1:
        options = [d for d in options if d < here]
    elif sign == 1:
        options = [d for d in options if d > here]
    elif sign == 0:
        options = [d for d in options if d.year == base.year]
    side = None if sign is not None else context.side(hit.start, hit.end)
    if any(abs((d - here).days) <= MONTHS_CLOSE for d in options):
        side = None
    return point(nearest(options, here, side), "month")


def _year_told(hit: Hit, context: Context) -> int | None:
    """The year named behind ("of 1990", "last year")."""
    year = hit.number("y") or _year_behind(hit, hit.number("m"))
    if year:
        return year
    sign = hit.sign("yr")
    word = hit.last
    if sign is not None and word.value == "year" and context.now:
        return context.now.year + sign
    return None


def _year_behind(hit: Hit, month: int | None) -> int | None:
    """The year told with a later date of the same range; of the year before where that month comes earlier in the year."""
    year, later = hit.number("yl"), hit.number("ml") or hit.number("ml2") or (month if hit["dl"] else None)
    return None if year is None or later is None or month is None else year - 1 if later < month else year


def season(hit: Hit, context: Context) -> Found | None:
    """last fall, this past spring, the summer of 1994, summer 2020."""
    word = hit["s"]
    assert word is not None
    year = _year_told(hit, context)
    sign = hit.sign()
    if year is None and sign is None:
        told = (hit["rel"] is not None or hit.before() in ("in", "during", "since", "by", "until")) and hit.after() != "f"
        if not told or not context.is_time(word.start, word.end):
            return None
    now = context.now
    if year is None and now is None:
        return Found("DATE", None)
    if year is None and now is not None:
        starts = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}[str(word.value)]
        options = [d for y in (now.year - 1, now.year, now.year + 1) if (d := safe(y, starts))]
        if sign == 0:
            options = [d for d in options if d.year == now.year] if word.value != "WI" else options
        if sign == -1:
            options = [d for d in options if (now - d).days > 45]
        if sign == 1:
            options = [d for d in options if d > now]
        best = nearest(options, now, None if sign is not None else context.side(hit.start, hit.end) or "past")
        year = best.year if best else None
    middle = safe(year, {"SP": 4, "SU": 7, "FA": 10, "WI": 1}[str(word.value)]) if year else None
    return point(middle, "season")


def part_of_year(hit: Hit, context: Context) -> Found | None:
    """the third quarter, third-quarter, the first half of 1990, the 1988 second quarter, the 20th century."""
    unit, word = hit.unit(), hit["o"]
    assert word is not None
    if hit.first.symbol == "t" and "-" in hit.match.group():
        return None  # "the third-quarter profit": the article is the noun's
    if unit == "century" and word.symbol == "O":
        return Found("DATE", f"{int(str(word.value)) - 1:02d}")
    if unit not in ("quarter", "half"):
        return None
    if hit["D"] is not None:
        return Found("DATE", f"{int(str(hit['D'].value)) // 10}") if hit["D"] else None
    if word.symbol == "L":
        if hit.number("y") is None:
            return None
        number = 2 if unit == "half" else 4
    else:
        number = int(str(word.value))
    if not 1 <= number <= (4 if unit == "quarter" else 2):
        return None
    first = 1 + (number - 1) * (3 if unit == "quarter" else 6)
    year = hit.number("y0") or _year_told(hit, context)
    sign = hit.sign("ryr")
    now = context.now
    if year is None and sign is not None and now:
        year = now.year + sign
    if year is None and now is not None:
        options = [d for y in (now.year - 1, now.year, now.year + 1) if (d := safe(y, first))]
        past = context.side(hit.start, hit.end) == "past"
        return _told_part(point(nearest(options, now, "past" if past else None), unit), context)
    return _told_part(point(safe(year, first) if year else None, unit), context)


def coded_part(hit: Hit, context: Context) -> Found | None:
    """Q3 2022, 2022 Q4, H1 2023; a quarter alone too."""
    word, year = hit["c"] or hit["c2"], hit.number("y0") or hit.number("y")
    assert word is not None
    unit, number = ("quarter" if word.text[0] == "Q" else "half"), int(word.text[1])
    if (unit == "half" and (year is None or number > 2)) or (year is None and context.now is None):
        return None
    month = 1 + (number - 1) * (3 if unit == "quarter" else 6)
    if year is None and context.now is not None:
        options = [d for y in (context.now.year - 1, context.now.year, context.now.year + 1) if (d := safe(y, month))]
        return _told_part(point(nearest(options, context.now, context.side(hit.start, hit.end)), unit), context)
    return _told_part(point(safe(year, month) if year else None, unit), context)


def same_part(hit: Hit, context: Context) -> Found | None:
    """the 1988 quarter, the 1988 period: the quarter that the text spoke of, of that year."""
    word, year = hit["u"], hit.number("y")
    if word is None or year is None or (word.value != "quarter" and word.text.lower() != "period"):
        return None
    if context.quarter is None:
        return point(safe(year, 1), "year")
    return point(safe(year, context.quarter.day.month), "quarter")


def _told_part(found: Found, context: Context) -> Found:
    """Remember a quarter that was told by its number: "the quarter", "a year earlier" speak of it."""
    if found.moment is not None and found.moment.grain == "quarter":
        context.quarter = found.moment
    return found


def decade(hit: Hit, context: Context) -> Found | None:
    """the 1990s, the late 1970s, the '80s."""
    word = hit["D"]
    assert word is not None
    year = int(str(word.value))
    del context
    return Found("DATE", f"{year // 10:03d}")


def year(hit: Hit, context: Context) -> Found | None:
    """1990, mid-1996, the end of 1990, the year 2000, the year two thousand, fiscal 1989."""
    if hit["the2"] is not None:
        number = hit.number("n") or 0
        named = hit.words[hit.match.start() + 1].value == "year" and 1000 <= number < 2100
        return point(safe(number, 1), "year") if named else None
    word = hit["y"]
    assert word is not None
    number = int(str(word.value))
    if hit["the"] is not None and hit.words[hit.match.start("the") + 1].value != "year":
        return None
    bare = len(hit.match.group()) == 1
    around = hit.text[max(0, word.start - 1) : word.start] + hit.text[word.end : word.end + 1]
    if bare and any(c in MONEY for c in around):
        return None
    if bare and number < 1800 and hit.before() not in BEFORE_YEAR:
        return None
    if bare and not context.is_time(word.start, word.end):
        return None
    found = safe(number, 1)
    context.year = number
    return point(found, "year")


# Tried in this order at each place of the text; the symbols stand in timex_words.
RULES: tuple[tuple[str, Rule], ...] = (
    (r"I", iso),
    (r"V", slashed),
    (
        r"(?:(?P<w>W),?)?(?P<rel>[LX])?(?:t?(?P<d1>[NO])f?(?P<m1>M)|(?P<m2>M)t?(?P<d2>[NO]))(?!')(?:,?f?(?P<y>Y))?" + YEAR_BEHIND,
        day_of_month,
    ),
    (r"(?:t?(?P<e>e)f|t?(?P<E>E)-?|(?P<rel>L|X|P|TL?X?|tL|tX))?(?P<m>M)" + YEAR_OF + YEAR_BEHIND, month),
    (r"(?:t?(?P<e>e)f)?(?P<rel>[LXP]|TL?X?|tL|tX|t)?(?P<E>E)?-?(?P<s>S)" + YEAR_OF, season),
    (
        r"(?:t?E-?)?t?(?:(?P<y0>Y)'?)?(?P<rel>[TLXP])?"
        r"(?:(?P<ryr>[TLX])U'?)?F?-?(?P<o>[OL])F?-?(?P<u>U)(?:fF?(?P<y>Y)|f?(?P<yr>[LTXP])U|ft?(?P<D>D))?",
        part_of_year,
    ),
    (r"t?(?P<y0>Y)'?(?P<c>c)|(?P<c2>c)(?:,?f?-?(?P<y>Y))?", coded_part),
    (r"t(?P<y>Y)(?P<u>[Um])", same_part),
    (r"(?:t?(?P<e>e)f)?t?E?-?(?P<D>D)", decade),
    (r"(?:t?(?P<e>e)f|t?(?P<E>E)-?|(?P<the>tU))?(?P<F>F)?(?P<y>Y)|(?P<the2>tU)(?P<n>N)(?!w?-?U)", year),
)
