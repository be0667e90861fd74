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

from dragoman.resolve import timex_points, timex_relative, timex_stretches
from dragoman.resolve.timex_rules import Context, Expression, Hit, Rule
from dragoman.resolve.timex_words import Word, words

RUN = re.compile(r"[^_.]+")
QUOTE = ('"', "“", "''", "``", "‘", "«")
CORE = re.compile(r"[YUMWSGHCKDIVzjJxrukg]|[tL]L|Np")
# Names of days and months first, then what hangs on them, then stretches of time.
RULES = (*timex_points.RULES, *timex_relative.RULES, *timex_stretches.RULES)


@cache
def _compiled() -> list[tuple[re.Pattern[str], Rule]]:
    """The rules in the order of the table."""
    return [(re.compile(pattern), function) for pattern, function in RULES]


def find(text: str, context: Context) -> list[Expression]:
    """The time expressions of a text, in text order; none overlaps another."""
    found = words(text)
    symbols = "".join(word.symbol for word in found)
    rules = _compiled()
    context.narrative = context.narrative or _narrative(found, context.base)
    out: list[Expression] = []
    for run in RUN.finditer(symbols):
        if not CORE.search(symbols, run.start(), run.end()):
            continue
        at = run.start()
        while at < run.end():
            at = _try(at, symbols, found, rules, text, context, out)
    return out


def _try(  # noqa: PLR0917 - the state of the loop above
    at: int, symbols: str, found: list[Word], rules: list[tuple[re.Pattern[str], Rule]], text: str, context: Context, out: list[Expression]
) -> int:
    """Try the rules at one place; returns the place to go on at."""
    for pattern, function in rules:
        match = pattern.match(symbols, at)
        if match is None or match.end() == at:
            continue
        hit = Hit(match, found, text)
        if _is_title(hit):
            return match.end()
        made = function(hit, context)
        if made is None:
            continue
        out.append(Expression(hit.start, hit.end, made.kind, made.value))
        if made.moment is not None:
            context.anchor = made.moment
        return match.end()
    return at + 1


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
