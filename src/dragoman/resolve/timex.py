"""The grammar of English time expressions: where they stand and their TIMEX3 values.

Words become symbols (``timex_words``), rules are regular expressions over the symbols, tried in order at each place; the
first that makes sense wins. Points on the calendar are resolved against the day of publication; "two days later", "that
year" against the last date that the text told. Sources: TimeML's TIMEX3 guidelines; the rules are ours.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache
from itertools import pairwise

from dragoman.resolve import timex_clock, timex_feasts, timex_points, timex_ranges, timex_relative, timex_stretches
from dragoman.resolve.timex_parts import PARTS, Part
from dragoman.resolve.timex_rules import Context, Expression, Found, Hit, Rule
from dragoman.resolve.timex_words import Word, words

RUN = re.compile(r"[^_.]+")
QUOTE = ('"', "“", "''", "``", "‘", "«")
CORE = re.compile(r"[YUMWSGHCKDIVzjJxrukgc]|[tL]L|N[pq%]")
# Names of days and months first, then what hangs on them, then stretches of time.
RULES = (
    *(*timex_clock.RULES, *timex_ranges.RULES, *timex_points.RULES),
    *(*timex_relative.RULES, *timex_feasts.RULES, *timex_stretches.RULES),
)


@cache
def _compiled() -> list[tuple[re.Pattern[str], Rule]]:
    """The rules in the order of the table."""
    return [(re.compile(pattern), function) for pattern, function in RULES]


@cache
def _parts() -> list[tuple[re.Pattern[str], Part]]:
    return [(re.compile(pattern), function) for pattern, function in PARTS]


def find(text: str, context: Context) -> list[Expression]:
    """The time expressions of a text, in text order; none overlaps another."""
    found = words(text)
    symbols = "".join(word.symbol for word in found)
    context.narrative = context.narrative or _narrative(found, context.base)
    out: list[Expression] = []
    for run in RUN.finditer(symbols):
        if not CORE.search(symbols, run.start(), run.end()):
            continue
        at = run.start()
        while at < run.end():
            made, next_at, start = _whole(at, symbols, found, text, context) or _first(at, symbols, found, text, context)
            if made is not None:
                end = found[next_at - 1].end
                out.append(Expression(start, end, made.kind, made.value))
                context.end = end
                if made.moment is not None:
                    context.anchor = made.moment
            at = next_at
    return out


def _whole(at: int, symbols: str, found: list[Word], text: str, context: Context) -> tuple[Found, int, int] | None:
    """A time told from the one behind it ("the night of May 8"): what it is, the place to go on at, where it starts."""
    for pattern, function in _parts():
        match = pattern.match(symbols, at)
        if match is None:
            continue
        inner, next_at, _ = _first(match.end(), symbols, found, text, context)
        if inner is None or inner.kind != "DATE" or inner.moment is None:
            continue
        hit = Hit(match, found, text)
        if (made := function(hit, inner.moment)) is not None:
            return made, next_at, hit.start
    return None


def _first(at: int, symbols: str, found: list[Word], text: str, context: Context) -> tuple[Found | None, int, int]:
    """What the first rule that makes sense at a place finds, the place to go on at, and where it starts; None where no rule does."""
    for pattern, function in _compiled():
        match = pattern.match(symbols, at)
        if match is None or match.end() == at:
            continue
        hit = Hit(match, found, text)
        if _is_title(hit):
            return None, match.end(), hit.start
        made = function(hit, context)
        if made is not None:
            return made, match.end(), hit.start
    return None, at + 1, found[at].start if at < len(found) else len(text)


def _is_title(hit: Hit) -> bool:
    """Whether a stretch or period is the name of a work or broadcast: "This Week" behind a quotation mark, 24 Hours anywhere."""
    first, unit = hit.first.text, hit.last
    if unit.symbol != "U" or hit.first is unit or not unit.text.istitle():
        return False
    timed = first.isdecimal() and unit.value in ("minute", "hour")
    return timed or ((first.istitle() or first.isdecimal()) and hit.text[: hit.start].endswith(QUOTE))


def _narrative(found: list[Word], base: date | None) -> bool:
    """Whether most of the years that the text names lie well before its publication: history, not news."""
    years = Counter(w.value for w in found if w.symbol == "Y" and isinstance(w.value, int))
    named = sum(years.values())
    recent = sum(w.symbol in "WJ" and after.symbol not in "M," for w, after in pairwise(found))
    if named and 4 * recent >= named:
        return False  # weekdays without a date and "yesterday" are news
    if base is None:
        return named > 0
    return named >= 4 and sum(n for y, n in years.items() if isinstance(y, int) and y < base.year - 2) > 0.8 * named
