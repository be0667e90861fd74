"""The rules of stretches of time, sets and references; tried after those of points on the calendar (``timex_points``)."""

from __future__ import annotations

from datetime import date

from dragoman.resolve.dates import shift
from dragoman.resolve.timex_rules import CALENDAR, FROM_ANCHOR, Context, Found, Hit, Rule, period, point

HALVED = ("hour", "day", "year", "decade", "century")
MEASURED_FROM = {"after", "before", "later", "earlier", "ago", "from", "since", "into"}  # "freed 12 hostages a week after"


def every(hit: Hit, context: Context) -> Found | None:
    """every day, each year, every two weeks, every Friday."""
    del context
    word = hit["u"]
    assert word is not None
    match word.symbol:
        case "U":
            return Found("SET", period(hit.unit(), hit.number("n") or (2 if hit.first.value == "2" else 1)))
        case "W":
            return Found("SET", f"XXXX-WXX-{int(str(word.value)) + 1}")
        case "M":
            return Found("SET", f"XXXX-{int(str(word.value)):02d}")
        case "S":
            return Found("SET", f"XXXX-{word.value}")
        case _:
            return Found("SET", f"XXXX-XX-XXT{word.value}")


def adverb(hit: Hit, context: Context) -> Found | None:
    """daily, weekly, annually; not "annual report", which is a name more often than a time."""
    del context
    if hit.first.text.lower() in ("annual", "quarterly") or hit.first.text[0].isupper():
        return None
    return Found("SET", str(hit.first.value))


def stretch(hit: Hit, context: Context) -> Found | None:
    """the past three months, the next few days, the last two weeks."""
    del context
    quantity = hit["q"]
    number = hit.number("n")
    if quantity is not None and quantity.text.lower() == "couple":
        number = 2
    return Found("DURATION", period(hit.unit(), number))


def relative(hit: Hit, context: Context) -> Found | None:
    """last week, this year, the following month, later this week, the end of the year, the current fiscal year."""
    unit, relation = hit.unit(), hit["rel"]
    word = hit["u"]
    assert word is not None
    assert relation is not None
    texts = {w.text.lower() for w in hit.words[hit.match.start("rel") : hit.match.end("rel")]}
    plural = word.text.lower().endswith("s")
    if plural:
        if texts & {"these"} and unit == "day":
            return Found("DATE", "PRESENT_REF")
        return Found("DURATION", period(unit, None)) if texts - {"the", "this", "these", "current"} and unit in CALENDAR else None
    if unit not in CALENDAR or unit == "half":
        return None
    sign = hit.sign()
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
    if unit == "year" and hit.next() in ("ended", "ending"):
        return Found("DURATION", "P1Y")
    modified = hit["e"] is not None or hit["in"] is not None
    if context.now is None or (hit.after() == "f" and unit != "quarter"):
        return None
    if unit == "weekend":
        base = context.now
        day = shift(base, 5 - base.weekday() - (7 if base.weekday() < 4 and context.side(hit.start, hit.end) != "future" else 0), "day")
        return point(day, "weekend")
    if unit == "quarter":
        told = context.quarter.day if context.quarter else shift(context.now, -1, "quarter")
        return point(told, "quarter")
    if modified and unit in ("week", "month", "year", "day", "decade", "century"):
        return point(context.now, unit)
    if unit == "year" and hit.before() in ("for", "of", "in", "during", "over"):
        return point(context.now, "year")
    return None


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
        one_more = quantity is not None and quantity.text.lower() == "additional" and not word.text.lower().endswith("s")
        number = 1 if hit["a2"] or one_more else 2 if quantity is not None and quantity.text.lower() == "couple" else None
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


def and_a_half(hit: Hit, context: Context) -> Found | None:
    """two and a half years, a year and a half, half a century, a half-hour."""
    del context
    half = hit["half"] or hit["half2"] or hit["half3"]
    if half is None or half.value != "half" or hit.unit() == "half":
        return None
    whole = 0 if hit["half3"] is not None else hit.number("n") or hit.number("n2") or 1
    return Found("DURATION", period(hit.unit(), whole + 0.5)) if whole or hit.unit() in HALVED else None


def _rate(hit: Hit) -> bool:
    """Whether "a year" tells how often: behind a sum, "times", "once", or things that are counted ("six flights a week")."""
    index = hit.match.start() - 1
    before = hit.words[index] if index >= 0 else None
    if before is None:
        return False
    counted = index > 0 and hit.words[index - 1].symbol == "N" and before.symbol == "_" and before.text[-1] == "s"
    if counted and hit.next() not in MEASURED_FROM:
        return True
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


def nights(hit: Hit, context: Context) -> Found | None:
    """three nights, two-night."""
    del context
    number = hit.number("n")
    return Found("DURATION", period("night", number)) if number and hit.last.text.lower() in ("night", "nights") else None


def year_end(hit: Hit, context: Context) -> Found | None:
    """year-end, the year's end, week's end."""
    unit = hit.unit()
    if hit.last.text.lower() not in ("end", "close") or unit not in ("year", "month", "week", "quarter"):
        return None
    return point(context.now, unit)


def lasting(hit: Hit, context: Context) -> Found | None:
    """day-long, weeklong, years-long."""
    del context
    if hit.last.symbol == "w" and hit.last.text.lower() != "long":
        return None
    unit = str(hit.first.value)
    return Found("DURATION", period(unit, None if hit.first.text.lower().endswith("s") else 1)) if unit != "half" else None


def ahead(hit: Hit, context: Context) -> Found | None:
    """the weeks ahead."""
    del context
    unit = str(hit.words[hit.match.start() + 1].value)
    return Found("DURATION", period(unit, None))


def recent(hit: Hit, context: Context) -> Found | None:
    """recent years."""
    del context
    return Found("DURATION", period(hit.unit(), None)) if hit.unit() in CALENDAR else None


def bare(hit: Hit, context: Context) -> Found | None:
    """years, months, decades - where a preposition shows that a stretch of time is meant."""
    del context
    unit = hit.unit()
    if hit.before() in ("for", "in", "within", "over", "after", "take", "takes", "took", "last", "lasted", "spent", "spend", "of") and (
        hit.first.text.lower().endswith("s") and unit not in ("second", "minute", "half", "quarter", "weekend")
    ):
        return Found("DURATION", period(unit, None))
    return None


def the_past(hit: Hit, context: Context) -> Found | None:
    """the past."""
    del context
    return Found("DATE", "PAST_REF") if hit.last.text.lower() == "past" and hit.before() in ("in", "of", "from", "than", "with") else None


def future(hit: Hit, context: Context) -> Found | None:
    """the future; not "future profits"."""
    del hit, context
    return Found("DATE", "FUTURE_REF")


def reference(hit: Hit, context: Context) -> Found | None:
    """now, currently, recently."""
    del context
    word = hit["j"]
    assert word is not None
    return Found("DATE", str(word.value))


def adjective(hit: Hit, context: Context) -> Found | None:
    """recent, current."""
    del context
    return Found("DATE", "PAST_REF" if hit.first.symbol == "r" else "PRESENT_REF")


# Tried in this order at each place of the text; the symbols stand in timex_words.
RULES: tuple[tuple[str, Rule], ...] = (
    (r"Z(?P<n>N|O)?(?P<u>[UWMSG])", every),
    (r"z", adverb),
    (r"(?P<b>B*)(?P<rel>t?[LXP]|t?r|T[LX]|TN?)(?:(?P<a>a)?(?P<q>Q)f?|(?P<n>N))w?-?(?P<u>U)(?!-l)", stretch),
    (r"(?:t?(?P<e>e)f|(?P<E>E)-?(?P<in>i)?)?(?P<rel>t?[LX]|tP|P|T[LX]?|t?u|t(?=w?F|w?U))w?F?(?P<u>U)(?!A|E)", relative),
    (r"B*(?:(?:(?P<n>N)-?n-?a-?(?P<half>U)-?|a?(?P<half3>U)[a-]?)(?P<u>U)|(?:(?P<n2>N)|a)(?P<u2>U)na(?P<half2>U))(?!A|-?l|E)", and_a_half),
    (
        r"(?P<b>B*)(?:tO?(?=N(?!-)))?(?:(?P<a>a)(?P<q>Q)f?|(?P<n>N)(?:[o-]N)?|(?P<q2>Q)|(?P<a2>a)(?!U-[wAE]))w?(?P<h>-)?(?P<u>U)(?!A|-?l)(?:-w)?",
        duration,
    ),
    (r"(?P<n>N)w?-?G", nights),
    (r"t?(?P<u>U)[-']?e(?!f)", year_end),
    (r"(?P<u>U)-w|(?P<g>g)", lasting),
    (r"(?:tU\+)", ahead),
    (r"t?(?P<r>r)(?P<u>U)", recent),
    (r"(?P<u>U)", bare),
    (r"tL(?!U|N|Q)", the_past),
    (r"tw?(?P<x>x)", future),
    (r"(?P<j>j)", reference),
    (r"[ru](?!F?U)", adjective),
)
