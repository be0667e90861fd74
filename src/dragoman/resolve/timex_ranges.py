"""The rules of ranges and lists, where one month or year serves several: "from 3 to 7 May 2023", "May 3, 4 and 5", "2020-21"."""

from __future__ import annotations

from dragoman.resolve.dates import safe, weekday
from dragoman.resolve.timex_rules import Context, Found, Hit, Rule, month_day, point, week_day
from dragoman.resolve.timex_words import Word

CENTURY = 100


def first_days(hit: Hit, context: Context) -> Found | None:
    """The 3 of "3 to 7 May 2023", "3, 4 and 5 May"."""
    number, last, month = hit.number("d"), hit.number("last"), hit.number("m")
    word = hit["d"]
    if not _is_day(word, context) or not number or not last or not month or not number < last <= 31:
        return None
    year = hit.number("y")
    day = safe(year, month, number) if year else month_day(month, number, hit, context)
    return point(day, "day") if day else None


def further_day(hit: Hit, context: Context) -> Found | None:
    """The 25 of "April 24 and 25", of "April 24-25" and of "April 24, 25 and 26"."""
    number, told, word = hit.number("d"), context.anchor, hit["d"]
    if not _follows(hit, context) or told is None or told.grain != "day" or not _is_day(word, context):
        return None
    if not number or not told.day.day < number <= 31:
        return None
    day = safe(hit.number("y") or told.day.year, told.day.month, number)
    return point(day, "day") if day else None


def _is_day(word: Word | None, context: Context) -> bool:
    """Whether a number in digits is no count of things ("on May 3 and 12 soldiers died")."""
    return word is not None and word.text[0].isdecimal() and context.is_time(word.start, word.end)


def _follows(hit: Hit, context: Context) -> bool:
    """Whether only "and", "to", a comma or hyphen stand between the last time told and this one."""
    index = hit.match.start() - 1
    while index > 0 and hit.words[index].symbol in "on,-":
        index -= 1
    return hit.words[index].end == context.end


def first_weekday(hit: Hit, context: Context) -> Found | None:
    """The Monday of "Monday to Friday": the one before that Friday."""
    number, last = hit.number("w"), hit.number("to")
    if number is None or last is None:
        return None
    end = week_day(last, "", hit, context)
    if end is None or context.side(hit.start, hit.end) == "future":
        return None
    return point(weekday(end, number, "past"), "day")


def last_weekday(hit: Hit, context: Context) -> Found | None:
    """The Friday of "Monday to Friday": the one after that Monday."""
    number, told = hit.number("w"), context.anchor
    if number is None or told is None or told.grain != "day" or not _follows(hit, context):
        return None
    return point(weekday(told.day, number, "future"), "day")


def short_year(hit: Hit, context: Context) -> Found | None:
    """The 21 of "2020-21"."""
    number, word, first = hit.number("n"), hit["n"], hit.words[hit.match.start() - 2]
    if word is None or number is None or len(word.text) != 2 or not word.text.isdecimal() or word.start - first.end != 1:
        return None
    start = int(str(first.value))
    year = start - start % CENTURY + number
    return point(safe(year, 1), "year") if start < year and context.end == first.end else None


LIST = r"(?:[on,-]|,n)"  # what stands between the days of a range or list
# Tried in this order at each place of the text; the symbols stand in timex_words.
RULES: tuple[tuple[str, Rule], ...] = (
    (rf"(?P<d>[NO])(?=(?:{LIST}t?[NO])*{LIST}t?(?P<last>[NO])f?(?P<m>M)(?:,?f?(?P<y>Y))?)", first_days),
    (r"(?:(?<=[NO][on-])|(?<=[NO],n))(?P<d>[NO])(?![UMmp%'CqG]|fM)(?:,(?P<y>Y))?", further_day),
    (r"(?<=[NO],)(?P<d>[NO])(?=,?nN(?![UMmp%'CqG]))", further_day),
    (r"(?P<w>W)(?=[o-](?P<to>W)(?!G))", first_weekday),
    (r"(?<=W[o-])(?P<w>W)(?!G)", last_weekday),
    (r"(?<=Y-)(?P<n>N)(?![UMmp%'])", short_year),
)
