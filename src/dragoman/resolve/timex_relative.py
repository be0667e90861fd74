"""The rules of points told from elsewhere: "two years ago", "that day", weekdays, "yesterday"."""

from __future__ import annotations

from dragoman.resolve.dates import Moment, shift, weekday
from dragoman.resolve.timex_rules import CALENDAR, MODIFIED, SIGN, Context, Found, Hit, Kind, Rule, point, week_day

MONTHS = {"year": 12, "decade": 120, "century": 1200}


def ago(hit: Hit, context: Context) -> Found | None:
    """two years ago, five days later, a year earlier, several months ago."""
    word, unit = hit["w"], hit.unit()
    assert word is not None
    direction = word.text.lower()
    half = hit["half"] or hit["half2"] or hit["half3"]
    if direction not in ("ago", "earlier", "later") or unit == "half" or (half is not None and half.value != "half"):
        return None
    number = 1 if hit["a2"] or hit["half3"] else hit.number("n") or hit.number("n2")
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
    if half is not None and unit in MONTHS:
        whole = 0 if hit["half3"] is not None else number
        number, unit = MONTHS[unit] * whole + MONTHS[unit] // 2, "month"
        if number >= 24:
            number, unit = number // 12, "year"
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


def year_earlier(hit: Hit, context: Context) -> Found | None:
    """the year-ago quarter, year-earlier."""
    word, before = hit["w"], hit["y"]
    assert word is not None
    assert before is not None
    if before.value != "year" or before.text[-1] == "s" or word.text.lower() not in ("ago", "earlier") or context.now is None:
        return None
    told = context.quarter or Moment(shift(context.now, -1, "quarter"), "quarter")
    return Found("DATE", Moment(shift(told.day, -1, "year"), "quarter").value)


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


def daypart(hit: Hit, context: Context) -> Found | None:
    """this morning, last night, yesterday evening, the next morning."""
    word, relation = hit["g"], hit["rel"]
    assert word is not None
    assert relation is not None
    if word.text.lower().endswith("s"):
        return None
    start = context.now
    if relation.symbol == "t" and context.anchor is not None:
        start = context.anchor.day
    if start is None:
        return Found("TIME", None)
    number = relation.value[0] if isinstance(relation.value, tuple) else hit.sign() or 0
    day = shift(start, number, "day")
    return Found("TIME", f"{day.isoformat()}T{word.value}", Moment(day, "day"))


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


def weekday_ago(hit: Hit, context: Context) -> Found | None:
    """two Mondays ago, three weeks ago Sunday."""
    day, number, base = hit.number("w"), hit.number("n") or 1, context.now
    if day is None or (hit["u"] is not None and hit.unit() != "week"):
        return None
    if base is None:
        return Found("DATE", None)
    last = weekday(shift(base, -1, "day"), day, "past")
    return point(shift(last, -number if hit["u"] is not None else 1 - number, "week"), "day")


def near_day(hit: Hit, context: Context) -> Found | None:
    """today, late yesterday, tonight."""
    word = hit["j"]
    assert word is not None
    assert isinstance(word.value, tuple)
    number, part = word.value
    kind: Kind = "TIME" if part else "DATE"
    if context.base is None:
        return Found(kind, None)
    day = shift(context.base, number, "day")
    return Found(kind, day.isoformat() + part, Moment(day, "day"))


# Tried in this order at each place of the text; the symbols stand in timex_words.
RULES: tuple[tuple[str, Rule], ...] = (
    (r"(?:(?P<n>N)|a)(?P<u>U)A(?P<w>W)", weekday_ago),
    (r"(?P<n>N)(?P<w>W)A", weekday_ago),
    (r"(?P<b>B*)a?(?P<half3>U)[a-]?(?P<u>U)(?P<w>A|E)", ago),
    (r"(?P<b>B*)(?:(?P<n>N)na(?P<half>U)(?P<u>U)|(?:(?P<n2>N)|(?P<a2>a))(?P<u2>U)na(?P<half2>U))(?P<w>A|E)", ago),
    (r"(?P<b>B*)(?:(?P<a>a)(?P<q>Q)f?|(?P<n>N)|(?P<q2>Q)|(?P<a2>a))?-?(?P<u>U)(?:o_)?(?P<w>A|E)", ago),
    (r"t?(?P<y>U)-?(?P<w>A|E)(?P<o>O-?)?(?P<u>[Um])?", year_earlier),
    (r"tk(?P<F>F)?(?P<u>[Um])", latest),
    (MODIFIED + r"(?P<rel>t?h+)(?P<u>[UGm])", that),
    (r"(?:E)?(?P<rel>T|L|tX|tP|tL|J)(?P<g>G)", daypart),
    (r"(?:E)?(?P<rel>L|X|P|TX?|TL|tX|tP|tL)?(?P<w>W)(?P<g>G)?(?!,?M[NO])", day_of_week),
    (r"E?(?P<j>J)", near_day),
)
