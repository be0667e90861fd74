"""The rules of clock times: "7:15 p.m.", "9:30 a.m. GMT on Friday", "midnight on Sunday", "at 1430 GMT"."""

from __future__ import annotations

import re
from datetime import date

from dragoman.resolve.dates import Moment, safe, shift
from dragoman.resolve.timex_rules import BEFORE_TIME, SIGN, Context, Found, Hit, Rule, month_day, week_day
from dragoman.resolve.timex_words import Word

CLOCK = re.compile(r"(\d{1,2})(?:[.:](\d{2})(?::\d{2})?)?$")


def clock(hit: Hit, context: Context) -> Found | None:
    """7:15 p.m., 4 in the morning, noon Thursday, 4 p.m. EST March 3, 10.30 pm local time on Monday."""
    word = hit["c"]
    assert word is not None
    half = hit["p"]
    if word.symbol == "C" and half is None and hit["part"] is None and hit["day"] is None and hit.before() not in BEFORE_TIME:
        return None
    if word.symbol == "K" and hit.before() == "high":
        return None  # "High Noon", "high noon has come"
    time = _time_of(word)
    if time is None or time[0] > 24 or time[1] > 59:
        return None
    hour, minute = time
    part = hit["part"] or hit["of_day"]
    if part is not None and half is None:
        hour = hour % 12 + (12 if part.value in ("AF", "EV") or (part.value == "NI" and hour > 5) else 0)
    if half is not None:
        hour = hour % 12 + (12 if half.text[0] in "pP" else 0)
    return _told(_day_of(hit, context), hour, minute)


def first_of_two(hit: Hit, context: Context) -> Found | None:
    """The 5 of "between 5 and 7 p.m."."""
    word, half = hit["c"], hit["p"]
    if word is None or half is None or hit.before() not in BEFORE_TIME or (time := _time_of(word)) is None or not 0 < time[0] <= 12:
        return None
    return _told(_day_of(hit, context), time[0] % 12 + (12 if half.text[0] in "pP" else 0), time[1])


def four_digits(hit: Hit, context: Context) -> Found | None:
    """1430 GMT, 0600 hours."""
    word, unit = hit["c"], hit.unit()
    assert word is not None
    if not word.text.isdecimal() or len(word.text) != 4 or (unit and not _military(hit)):
        return None
    hour, minute = int(word.text[:2]), int(word.text[2:])
    return _told(_day_of(hit, context), hour, minute) if hour <= 24 and minute < 60 else None


def _military(hit: Hit) -> bool:
    """Whether "hours" behind four digits tells the time of day and not a number of hours."""
    digits = hit.words[hit.match.start("c")].text
    return hit.unit() == "hour" and hit.next() != "of" and (digits[0] == "0" or hit.before() in ("at", "by", "from", "until"))


def _told(day: date | None, hour: int, minute: int) -> Found:
    return Found("TIME", f"{day.isoformat()}T{hour:02d}:{minute:02d}" if day else None, Moment(day, "day") if day else None)


def _time_of(word: Word) -> tuple[int, int] | None:
    """Hour and minute; a point may stand for the colon ("10.30 pm")."""
    text = word.text if word.symbol == "N" and word.text[0].isdecimal() else str(word.value)
    found = CLOCK.match(text)
    return (int(found[1]), int(found[2] or 0)) if found else None


def _day_of(hit: Hit, context: Context) -> date | None:
    """The day behind a clock time, else the day told last, else that of publication."""
    day = hit["day"]
    at = hit.match.start("date")
    if at >= 0 and hit.match.group("date"):
        found = [w for w in hit.words[at : hit.match.end("date")] if w.symbol in "MNOY"]
        values = {w.symbol: int(str(w.value)) for w in found}
        number = values.get("N") or values.get("O") or 0
        return safe(values["Y"], values["M"], number) if "Y" in values else month_day(values["M"], number, hit, context)
    if day is not None and day.symbol == "W":
        before = hit.words[hit.match.start("day") - 1].text.lower()
        return week_day(int(str(day.value)), before if before in SIGN else "", hit, context)
    if day is not None and isinstance(day.value, tuple):
        return shift(context.now, day.value[0], "day") if context.now else None
    return context.anchor.day if context.anchor and context.anchor.grain == "day" else context.now


DAY = r"%?(?:[,@]?[LXT]?(?P<day>J|W)(?P<of_day>G)?)?(?P<date>[,@]?(?:M[NO]|t?[NO]f?M)(?:,?Y)?)?"
# Tried in this order at each place of the text; the symbols stand in timex_words.
RULES: tuple[tuple[str, Rule], ...] = (
    (rf"B?(?P<c>C|N(?=p|q|itG)|K)q?(?P<p>p)?(?:it(?P<part>G))?{DAY}", clock),
    (rf"(?P<c>[NC])(?=[on-][NC](?P<p>p){DAY})", first_of_two),
    (rf"B?(?P<c>[YN])(?:(?=%)|(?P<u>U)){DAY}", four_digits),
)
