"""The rules of time expressions, in the order in which they are tried; ``timex`` says how they are used."""

from __future__ import annotations

from datetime import date

from dragoman.resolve.dates import Moment, nearest, safe, shift
from dragoman.resolve.timex import (
    BEFORE_TIME,
    BEFORE_YEAR,
    CALENDAR,
    MONEY,
    Context,
    Found,
    Hit,
    Kind,
    month_day,
    named_day,
    period,
    point,
    rule,
    week_day,
)

SIGN = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "preceding": -1,
    "prior": -1,
    "this": 0,
    "these": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
    "upcoming": 1,
}
FROM_ANCHOR = {"following", "previous", "preceding", "prior"}
MODIFIED = r"(?:t?(?P<e>e)f|t?(?P<E>E)-?)?"
YEAR_OF = r"(?:(?:,|f)?(?P<y>Y)|f?(?P<yr>[LTXP])U)?"


@rule(r"B?(?P<c>C|N(?=p)|K)(?P<p>p)?%?,?(?P<day>J|W)?(?P<date>,?M[NO](?:,?Y)?)?")
def clock(hit: Hit, context: Context) -> Found | None:
    """7:15 p.m., noon Thursday, 5 p.m. EST Nov. 9."""
    word = hit["c"]
    assert word is not None
    half = hit["p"]
    if word.symbol == "C" and half is None and hit["day"] is None and hit.before() not in BEFORE_TIME:
        return None
    hour, minute = _time_of(str(word.value))
    if not (0 <= hour <= 24 and 0 <= minute < 60):
        return None
    if half is not None:
        hour = hour % 12 + (12 if half.text[0] in "pP" else 0)
    day = _day_of(hit, context)
    return Found("TIME", f"{day.isoformat()}T{hour:02d}:{minute:02d}" if day else None, Moment(day, "day") if day else None)


def _time_of(text: str) -> tuple[int, int]:
    parts = text.split(":")
    return int(float(parts[0])), int(parts[1]) if len(parts) > 1 else 0


def _day_of(hit: Hit, context: Context) -> date | None:
    """The day behind a clock time, else the day told last, else that of publication."""
    day = hit["day"]
    at = hit.match.start("date")
    if at >= 0 and hit.match.group("date"):
        found = [w for w in hit.words[at : hit.match.end("date")] if w.symbol in "MNOY"]
        month, number = int(str(found[0].value)), int(str(found[1].value))
        return safe(int(str(found[2].value)), month, number) if len(found) > 2 else month_day(month, number, hit, context)
    if day is not None and day.symbol == "W":
        return week_day(int(str(day.value)), "", hit, context)
    if day is not None and isinstance(day.value, tuple):
        return shift(context.now, day.value[0], "day") if context.now else None
    return context.anchor.day if context.anchor and context.anchor.grain == "day" else context.now


@rule(r"I")
def iso(hit: Hit, _context: Context) -> Found | None:
    """2023-05-10."""
    year, month, day = (int(part) for part in hit.first.text.split("-"))
    found = safe(year, month, day)
    return point(found, "day") if found else None


@rule(r"V")
def slashed(hit: Hit, _context: Context) -> Found | None:
    """05/10/2023: month first, day first where that is impossible."""
    one, two, year = (int(part) for part in hit.first.text.split("/"))
    full = year if year > 99 else year + (2000 if year < 50 else 1900)
    found = safe(full, one, two) or safe(full, two, one)
    return point(found, "day") if found else None


@rule(r"(?:(?P<w>W),?)?(?:t?(?P<d1>[NO])f?(?P<m1>M)|(?P<m2>M)t?(?P<d2>[NO]))(?!')(?:,?f?(?P<y>Y))?")
def day_of_month(hit: Hit, context: Context) -> Found | None:
    """Friday, May 10, 2023; 10 May; the 10th of May; March eighth."""
    month = hit.number("m1") or hit.number("m2")
    number = hit.number("d1") or hit.number("d2")
    if not month or not number or not 1 <= number <= 31:
        return None
    word = hit["d1"] or hit["d2"]
    if word is not None and word.symbol == "N" and not word.text.isdigit():
        return None
    year = hit.number("y")
    if year:
        return point(day, "day") if (day := safe(year, month, number)) else None
    day = month_day(month, number, hit, context)
    if day is None:
        return Found("DATE", f"XXXX-{month:02d}-{number:02d}")
    return point(day, "day")


@rule(r"(?:t?(?P<e>e)f|t?(?P<E>E)-?|(?P<rel>L|X|P|TL?X?|tL|tX))?(?P<m>M)(?P<range>[-o]M)?" + YEAR_OF)
def month(hit: Hit, context: Context) -> Found | None:
    """October, last April, early next May, the middle of October, November 1995, January this year."""
    number = hit.number("m")
    assert number is not None
    plain = hit.match.group().replace("M", "") == ""
    if plain and not context.is_time(hit.start, hit.end):
        return None
    year = _year_told(hit, context)
    if year:
        return point(safe(year, number), "month")
    base = context.base
    if context.narrative and context.anchor:
        return point(safe(context.anchor.day.year, number), "month")
    if base is None:
        return Found("DATE", f"XXXX-{number:02d}")
    sign = _sign(hit)
    options = [d for y in (base.year - 1, base.year, base.year + 1) if (d := safe(y, number))]
    here = base.replace(day=1)
    if sign == -1:
        options = [d for d in options if d < here]
    elif sign == 1:
        options = [d for d in options if d > here]
    elif sign == 0:
        options = [d for d in options if d.year == base.year]
    side = None if sign is not None else context.direction(hit.start, hit.end)
    if any(abs((d - here).days) <= 92 for d in options):
        side = None
    return point(nearest(options, here, side), "month")


def _sign(hit: Hit, group: str = "rel") -> int | None:
    """-1 for "last", 0 for "this", 1 for "next"; None where the group has no such word."""
    at = hit.match.start(group) if group in hit.match.re.groupindex else -1
    if at < 0 or not hit.match.group(group):
        return None
    signs = [SIGN[w.text.lower()] for w in hit.words[at : hit.match.end(group)] if w.text.lower() in SIGN]
    return signs[-1] if signs else None


def _year_told(hit: Hit, context: Context) -> int | None:
    """The year named behind ("of 1990", "last year")."""
    year = hit.number("y")
    if year:
        return year
    sign = _sign(hit, "yr")
    word = hit.last
    if sign is not None and word.value == "year" and context.now:
        return context.now.year + sign
    return None


@rule(r"(?:t?(?P<e>e)f)?(?P<rel>[LXP]|TL?X?|tL|tX|t)?(?P<E>E)?-?(?P<s>S)" + YEAR_OF)
def season(hit: Hit, context: Context) -> Found | None:
    """last fall, this past spring, the summer of 1994, summer 2020."""
    word = hit["s"]
    assert word is not None
    year = _year_told(hit, context)
    sign = _sign(hit)
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
        best = nearest(options, now, None if sign is not None else context.direction(hit.start, hit.end) or "past")
        year = best.year if best else None
    middle = safe(year, {"SP": 4, "SU": 7, "FA": 10, "WI": 1}[str(word.value)]) if year else None
    return point(middle, "season")


@rule(r"t?(?:(?P<y0>Y)'?)?(?P<rel>[TLXP])?(?:(?P<ryr>[TLX])U'?)?F?-?(?P<o>[OL])F?-?(?P<u>U)(?:fF?(?P<y>Y)|f?(?P<yr>[LTXP])U|ft?(?P<D>D))?")
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
    sign = _sign(hit, "ryr")
    now = context.now
    if year is None and sign is not None and now:
        year = now.year + sign
    if year is None and now is not None:
        options = [d for y in (now.year - 1, now.year, now.year + 1) if (d := safe(y, first))]
        past = context.direction(hit.start, hit.end) == "past"
        return _told_part(point(nearest(options, now, "past" if past else None), unit), context)
    return _told_part(point(safe(year, first) if year else None, unit), context)


def _told_part(found: Found, context: Context) -> Found:
    """Remember a quarter that was told by its number: "the quarter", "a year earlier" speak of it."""
    if found.moment is not None and found.moment.grain == "quarter":
        context.quarter = found.moment
    return found


@rule(r"(?:t?(?P<e>e)f)?t?E?-?(?P<D>D)")
def decade(hit: Hit, context: Context) -> Found | None:
    """the 1990s, the late 1970s, the '80s."""
    word = hit["D"]
    assert word is not None
    year = int(str(word.value))
    del context
    return Found("DATE", f"{year // 10:03d}")


@rule(r"(?:t?(?P<e>e)f|t?(?P<E>E)-?|(?P<the>tU))?(?P<F>F)?(?P<y>Y)")
def year(hit: Hit, context: Context) -> Found | None:
    """1990, mid-1996, the end of 1990, the year 2000, fiscal 1989."""
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


@rule(r"(?P<b>B*)(?:(?P<a>a)(?P<q>Q)f?|(?P<n>N)(?P<half>na_)?|(?P<q2>Q)|(?P<a2>a))?-?(?P<u>U)(?:o_)?(?P<w>A|E)")
def ago(hit: Hit, context: Context) -> Found | None:
    """two years ago, five days later, a year earlier, several months ago."""
    word, unit = hit["w"], hit.unit()
    assert word is not None
    direction = word.text.lower()
    if direction not in ("ago", "earlier", "later"):
        return None
    number = 1 if hit["a2"] else hit.number("n")
    if hit["q"] is not None and hit["q"].text.lower() == "couple":
        number = 2
    if number is None:
        return Found("DATE", "FUTURE_REF" if direction == "later" else "PAST_REF")
    anchor = context.anchor
    if direction != "ago" and anchor is None and context.base is None:
        return Found("DATE", None)
    start = context.now if direction == "ago" or anchor is None else anchor.day
    if start is None:
        return Found("DATE", None)
    number *= 1 if direction == "later" else -1
    if unit not in CALENDAR:
        return point(start, "day") if unit in ("hour", "minute", "second") else None
    grain = "year" if unit in ("decade", "century") else unit
    if (
        unit == "year"
        and anchor is not None
        and anchor.grain in ("quarter", "month", "day")
        and (direction != "ago" or anchor.grain == "quarter")
    ):
        grain, start = anchor.grain if anchor.grain == "quarter" else "year", anchor.day
        return Found("DATE", Moment(shift(start, number, unit), grain).value)
    return point(shift(start, number, unit), grain)


@rule(r"t?(?P<y>U)-?(?P<w>A|E)(?P<o>O-?)?(?P<u>[Um])?")
def year_earlier(hit: Hit, context: Context) -> Found | None:
    """the year-ago quarter, year-earlier."""
    word, before = hit["w"], hit["y"]
    assert word is not None and before is not None
    if before.value != "year" or before.text[-1] == "s" or word.text.lower() not in ("ago", "earlier") or context.now is None:
        return None
    told = context.quarter or Moment(shift(context.now, -1, "quarter"), "quarter")
    return Found("DATE", Moment(shift(told.day, -1, "year"), "quarter").value)


@rule(r"tk(?P<F>F)?(?P<u>[Um])")
def latest(hit: Hit, context: Context) -> Found | None:
    """the latest quarter."""
    word = hit["u"]
    assert word is not None
    if word.value not in ("quarter", "year") and word.text.lower() != "period":
        return None
    if word.value == "year":
        return point(shift(context.now, -1, "year") if context.now else None, "year")
    if context.now is None:
        return Found("DATE", None)
    return point(context.quarter.day if context.quarter else shift(context.now, -1, "quarter"), "quarter")


@rule(MODIFIED + r"(?P<rel>t?h)(?P<u>[UGm])")
def that(hit: Hit, context: Context) -> Found | None:
    """that year, later that day, the same week."""
    word = hit["u"]
    assert word is not None
    if (
        word.symbol == "m"
        or context.anchor is None
        or (word.symbol == "U" and word.value not in CALENDAR)
        or word.text.lower().endswith("s")
    ):
        return None
    if word.symbol == "G":
        return Found("TIME", f"{context.anchor.day.isoformat()}T{word.value}") if context.anchor.grain == "day" else None
    return point(context.anchor.day, hit.unit())


@rule(r"(?:E)?(?P<rel>T|L|tX|tP|tL|J)(?P<g>G)")
def daypart(hit: Hit, context: Context) -> Found | None:
    """this morning, last night, yesterday evening, the next morning."""
    word, relation = hit["g"], hit["rel"]
    assert word is not None and relation is not None
    if word.text.lower().endswith("s"):
        return None
    start = context.now
    if relation.symbol == "t" and context.anchor is not None:
        start = context.anchor.day
    if start is None:
        return Found("TIME", None)
    if relation.symbol == "J" and isinstance(relation.value, tuple):
        number = relation.value[0]
    else:
        number = _sign(hit) or 0
    day = shift(start, number, "day")
    return Found("TIME", f"{day.isoformat()}T{word.value}", Moment(day, "day"))


@rule(r"(?:E)?(?P<rel>L|X|P|TX?|TL|tX|tP|tL)?(?P<w>W)(?P<g>G)?(?!,?M[NO])")
def day_of_week(hit: Hit, context: Context) -> Found | None:
    """Friday, last Tuesday, Wednesday night, Mondays."""
    word, part = hit["w"], hit["g"]
    assert word is not None
    number = int(str(word.value))
    if word.text.lower().endswith("s") or (part is not None and part.text.lower().endswith("s")):
        return Found("SET", f"XXXX-WXX-{number + 1}" + (f"T{part.value}" if part else ""))
    relation = [w.text.lower() for w in hit.words[hit.match.start() : hit.match.start("w")] if w.text.lower() in SIGN]
    day = week_day(number, relation[-1] if relation else "", hit, context)
    if part is not None:
        return Found("TIME", f"{day.isoformat()}T{part.value}" if day else None, Moment(day, "day") if day else None)
    return point(day, "day")


@rule(r"E?(?P<j>J)")
def near_day(hit: Hit, context: Context) -> Found | None:
    """today, late yesterday, tonight."""
    word = hit["j"]
    assert word is not None and isinstance(word.value, tuple)
    number, part = word.value
    kind: Kind = "TIME" if part else "DATE"
    if context.base is None:
        return Found(kind, None)
    day = shift(context.base, number, "day")
    return Found(kind, day.isoformat() + part, Moment(day, "day"))


@rule(r"(?P<rel>[TLX])?(?P<h>H)(?P<eve>[Uv])?(?:,?(?P<y>Y))?")
def holiday(hit: Hit, context: Context) -> Found | None:
    """Christmas Eve, last Easter, Thanksgiving Day 1989."""
    word, eve = hit["h"], hit["eve"]
    assert word is not None
    back = -1 if eve is not None and eve.symbol == "v" else 0
    year, now = hit.number("y"), context.now
    if year:
        options = [named_day(word.value, year)]
    elif now is not None:
        options = [named_day(word.value, y) for y in (now.year - 1, now.year, now.year + 1)]
    else:
        return Found("DATE", None)
    days = [d for d in options if d is not None]
    best = (
        days[0]
        if year and days
        else nearest(days, now or days[0], {-1: "past", 1: "future"}.get(_sign(hit) or 0, context.direction(hit.start, hit.end)))
    )
    return point(shift(best, back, "day"), "day") if best else None


@rule(r"Z(?P<n>N|O)?(?P<u>[UWMSG])")
def every(hit: Hit, context: Context) -> Found | None:
    """every day, each year, every two weeks, every Friday."""
    del context
    word = hit["u"]
    assert word is not None
    match word.symbol:
        case "U":
            return Found("SET", period(hit.unit(), hit.number("n") or 1))
        case "W":
            return Found("SET", f"XXXX-WXX-{int(str(word.value)) + 1}")
        case "M":
            return Found("SET", f"XXXX-{int(str(word.value)):02d}")
        case "S":
            return Found("SET", f"XXXX-{word.value}")
        case _:
            return Found("SET", f"XXXX-XX-XXT{word.value}")


@rule(r"z")
def adverb(hit: Hit, context: Context) -> Found | None:
    """daily, annually; not "annual report", which is a name more often than a time."""
    del context
    if hit.first.text.lower() in ("annual", "quarterly", "monthly", "weekly") or hit.first.text[0].isupper():
        return None
    return Found("SET", str(hit.first.value))


@rule(r"(?P<b>B*)(?P<rel>t?[LXP]|t?r|T[LX]|TN?)(?:(?P<a>a)?(?P<q>Q)f?|(?P<n>N))-?(?P<u>U)")
def stretch(hit: Hit, context: Context) -> Found | None:
    """the past three months, the next few days, the last two weeks."""
    del context
    quantity = hit["q"]
    number = hit.number("n")
    if quantity is not None and quantity.text.lower() == "couple":
        number = 2
    return Found("DURATION", period(hit.unit(), number))


@rule(r"(?:t?(?P<e>e)f|(?P<E>E)-?(?P<in>i)?)?(?P<rel>t?[LX]|tP|P|T[LX]?|t?u|t(?=F|U))F?(?P<u>U)(?!A|E)")
def relative(hit: Hit, context: Context) -> Found | None:
    """last week, this year, the following month, later this week, the end of the year, the current fiscal year."""
    unit, relation = hit.unit(), hit["rel"]
    word = hit["u"]
    assert word is not None and relation is not None
    texts = {w.text.lower() for w in hit.words[hit.match.start("rel") : hit.match.end("rel")]}
    plural = word.text.lower().endswith("s")
    if plural:
        if texts & {"these"} and unit == "day":
            return Found("DATE", "PRESENT_REF")
        return Found("DURATION", period(unit, None)) if texts - {"the", "this", "these", "current"} and unit in CALENDAR else None
    if unit not in CALENDAR or unit == "half":
        return None
    sign = _sign(hit)
    now = context.now
    if sign is None and "current" not in texts:
        return _definite(hit, unit, context)
    if texts & FROM_ANCHOR or (texts >= {"the", "next"}):
        now = context.anchor.day if context.anchor else now
    if now is None:
        return Found("DATE", None)
    if {"past", "last"} & texts and "the" in texts and unit in ("decade", "century", "day", "week", "month", "quarter"):
        return Found("DURATION", period(unit, 1))
    if unit == "day" and sign == 0:
        return None
    if unit == "weekend":
        return point(_weekend(now, sign or 0), "weekend")
    return point(shift(now, sign or 0, unit), unit)


def _weekend(now: date, sign: int) -> date:
    """The Saturday of the weekend meant: this week's, the one before or after."""
    return shift(shift(now, 5 - now.weekday(), "day"), 7 * sign if not (sign == -1 and now.weekday() >= 5) else -7, "day")


def _definite(hit: Hit, unit: str, context: Context) -> Found | None:
    """the weekend, the quarter, the year: the one told of last, or that of publication."""
    modified = hit["e"] is not None or hit["in"] is not None
    if context.now is None or (hit.after() == "f" and unit != "quarter"):
        return None
    if unit == "weekend":
        base = context.now
        day = shift(
            base, 5 - base.weekday() - (7 if base.weekday() < 4 and context.direction(hit.start, hit.end) != "future" else 0), "day"
        )
        return point(day, "weekend")
    if unit == "quarter":
        told = context.quarter.day if context.quarter else shift(context.now, -1, "quarter")
        return point(told, "quarter")
    if modified and unit in ("week", "month", "year", "day", "decade", "century"):
        return point(context.now, unit)
    if unit == "year" and hit.before() in ("for", "of", "in", "during", "over"):
        return point(context.now, "year")
    return None


@rule(r"(?P<b>B*)(?:tO?(?=N))?(?:(?P<a>a)(?P<q>Q)f?|(?P<n>N)(?:[o-]N)?|(?P<q2>Q)|(?P<a2>a))(?P<h>-)?(?P<u>U)(?!A|-l)")
def duration(hit: Hit, context: Context) -> Found | None:
    """two days, a year, several months, 10-year, nearly two months, at least 30 days."""
    unit, word = hit.unit(), hit["u"]
    assert word is not None
    number: int | float | None
    if hit["n"] is not None:
        value = hit["n"].value
        number = value if isinstance(value, int | float) else None
    else:
        quantity = hit["q"] or hit["q2"]
        number = 1 if hit["a2"] else 2 if quantity is not None and quantity.text.lower() == "couple" else None
    if unit == "half" or (hit["a2"] is not None and unit in ("second", "quarter", "night", "weekend", "half", "minute")):
        return None
    if hit["a2"] is not None and _rate(hit):
        return Found("SET", period(unit, 1))
    if hit["q2"] is not None and not word.text.lower().endswith("s"):
        return None
    if unit == "quarter" and hit["n"] is not None and hit.after() == "f":
        return None
    del context
    return Found("DURATION", period(unit, number))


def _rate(hit: Hit) -> bool:
    """Whether "a year" tells how often: behind a sum, "times", "once"."""
    index = hit.match.start() - 1
    before = hit.words[index] if index >= 0 else None
    if before is None:
        return False
    return before.symbol in "NY" or before.text.lower() in (
        "times",
        "once",
        "twice",
        "million",
        "billion",
        "percent",
        "%",
        "tons",
        "barrels",
        "dollars",
    )


@rule(r"(?:tU\+)")
def ahead(hit: Hit, context: Context) -> Found | None:
    """the weeks ahead."""
    del context
    unit = str(hit.words[hit.match.start() + 1].value)
    return Found("DURATION", period(unit, None))


@rule(r"t?(?P<r>r)(?P<u>U)")
def recent(hit: Hit, context: Context) -> Found | None:
    """recent years."""
    del context
    return Found("DURATION", period(hit.unit(), None)) if hit.unit() in CALENDAR else None


@rule(r"(?P<u>U)")
def bare(hit: Hit, context: Context) -> Found | None:
    """years, months, decades - where a preposition shows that a stretch of time is meant."""
    del context
    unit = hit.unit()
    if hit.before() in ("for", "in", "within", "over", "after", "take", "takes", "took", "last", "lasted", "spent", "spend", "of") and (
        hit.first.text.lower().endswith("s") and unit not in ("second", "minute", "half", "quarter", "weekend")
    ):
        return Found("DURATION", period(unit, None))
    return None


@rule(r"tL(?!U|N|Q)")
def the_past(hit: Hit, context: Context) -> Found | None:
    """the past."""
    del context
    return Found("DATE", "PAST_REF") if hit.last.text.lower() == "past" and hit.before() in ("in", "of", "from", "than", "with") else None


@rule(r"t(?P<x>x)")
def future(hit: Hit, context: Context) -> Found | None:
    """the future; not "future profits"."""
    del context
    return Found("DATE", "FUTURE_REF")


@rule(r"(?P<j>j)")
def reference(hit: Hit, context: Context) -> Found | None:
    """now, currently, recently."""
    del context
    word = hit["j"]
    assert word is not None
    return Found("DATE", str(word.value))


@rule(r"[ru](?!F?U)")
def adjective(hit: Hit, context: Context) -> Found | None:
    """recent, current."""
    del context
    return Found("DATE", "PAST_REF" if hit.first.symbol == "r" else "PRESENT_REF")
