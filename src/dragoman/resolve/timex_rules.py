"""What the rules for time expressions share: what a rule is given, what it answers, and the calendar's units."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from dragoman.resolve.dates import Moment, nearest, safe, shift, weekday
from dragoman.resolve.timex_words import Word

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
# unit → TIMEX3 prefix and letter, and how many of these it is
PERIODS = {
    **{unit: ("PT", unit[0].upper(), 1) for unit in ("second", "minute", "hour")},
    **{unit: ("P", unit[0].upper(), 1) for unit in ("day", "week", "month", "year")},
    **{"night": ("P", "D", 1), "weekend": ("P", "D", 2), "fortnight": ("P", "W", 2), "quarter": ("P", "Q", 1), "semester": ("P", "M", 6)},
    **{"half": ("P", "M", 6), "decade": ("P", "Y", 10), "century": ("P", "Y", 100)},
}
CALENDAR = {"day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century"}
BEFORE_TIME = {"at", "by", "from", "until", "till", "around", "about", "before", "after", "since", "between", "and", "to"}
BEFORE_YEAR = {"in", "of", "since", "by", "until", "from", "to", "during", "before", "after", "and", "between", "through", "for"}
BEFORE_YEAR |= {"the", "around", "late", "early"}
NAMED_BODIES = frozenset(["movement", "brigade", "brigades", "front", "party", "forces", "coalition", "alliance", "army", "organization"])
NAMED_BODIES |= {
    "organisation",
    "revolution",
    "street",
    "square",
    "avenue",
    "airport",
    "university",
    "bridge",
    "stadium",
    "group",
    "committee",
}
ENDED = {"ended"}  # "the year ended March 31": what is past, however near the next March is
CLOSE = 92  # days; a date without a year that lies so near is the one meant, whatever the tense
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
PERHAPS = "perhaps"
MODIFIED = r"(?:t?(?P<e>e)f|t?(?P<E>E)-?)?"
MONEY = "$€£¥#%"


class Expression(NamedTuple):
    """A time expression: half-open offsets, TIMEX3 type and value (None where it can't be told)."""

    start: int
    end: int
    kind: Kind
    value: str | None


@dataclass
class Context:
    """What values are told against; changes while the text is read.

    base: day of publication. direction: whether the words at two offsets speak of the past or the future ("perhaps": likely the
    future; None: unknown).
    is_time: whether a word that may be a name or verb ("May", "fall", "1500") is one of time.
    anchor: the last date told; end: the offset where it ends. narrative: the text tells of years long past, so dates without a year are
    of the year told last. quarter: the one told last by its number.
    """

    base: date | None
    direction: Callable[[int, int], str | None] = lambda _start, _end: None
    is_time: Callable[[int, int], bool] = lambda _start, _end: True
    anchor: Moment | None = None
    year: int | None = None
    narrative: bool = False
    quarter: Moment | None = field(default=None)
    end: int = -1

    def side(self, start: int, end: int) -> str | None:
        """``past`` or ``future``, also where the words only make it likely; None where they leave it open."""
        told = self.direction(start, end)
        return "future" if told == PERHAPS else told

    @property
    def now(self) -> date | None:
        """The day that the text speaks from: in a narrative of the past the last date told, else the day of publication."""
        told = self.narrative and self.anchor is not None and self.anchor.grain in ("day", "week", "weekend", "month")
        return self.anchor.day if told and self.anchor else self.base


class Found(NamedTuple):
    """What a rule makes of its words: type, value, and the point on the calendar, if it is one."""

    kind: Kind
    value: str | None
    moment: Moment | None = None


class Hit:
    """A rule's match: the words of its named groups."""

    def __init__(self, match: re.Match[str], found: list[Word], text: str) -> None:
        self.match, self.words, self.text = match, found, text
        self.first, self.last = found[match.start()], found[match.end() - 1]
        self.start, self.end = self.first.start, self.last.end

    def __getitem__(self, name: str) -> Word | None:
        at = self.match.start(name) if name in self.match.re.groupindex else -1
        return self.words[at] if at >= 0 and self.match.group(name) else None

    def number(self, name: str) -> int | None:
        """The number that a group's word stands for."""
        word = self[name]
        return int(word.value) if word is not None and isinstance(word.value, int | float) else None

    def unit(self) -> str:
        """The unit of the group ``u`` (or ``u2``)."""
        word = self["u"] or self["u2"]
        return str(word.value) if word is not None else ""

    def sign(self, group: str = "rel") -> int | None:
        """-1 for "last", 0 for "this", 1 for "next" among the words of a group; None where it has none of these."""
        at = self.match.start(group) if group in self.match.re.groupindex else -1
        if at < 0 or not self.match.group(group):
            return None
        signs = [SIGN[w.text.lower()] for w in self.words[at : self.match.end(group)] if w.text.lower() in SIGN]
        return signs[-1] if signs else None

    def before(self) -> str:
        """The word before, in lower case, "" at the beginning of the text."""
        index = self.match.start() - 1
        return self.words[index].text.lower() if index >= 0 else ""

    def next(self) -> str:
        """The word after, in lower case, "" at the end of the text."""
        index = self.match.end()
        return self.words[index].text.lower() if index < len(self.words) else ""

    def in_name(self) -> bool:
        """Whether a capitalised body, street or square is called after this day: "the March 23 Movement"."""
        index = self.match.end()
        if self.after() in "NO":
            index += 1  # the month alone is tried behind the day
        behind = self.words[index] if index < len(self.words) else None
        return behind is not None and behind.text.istitle() and behind.text.lower() in NAMED_BODIES

    def after(self) -> str:
        """The symbol after, "." at the end."""
        return self.match.string[self.match.end() : self.match.end() + 1] or "."


Rule = Callable[[Hit, Context], Found | None]


def period(unit: str, number: int | float | None) -> str:
    """The TIMEX3 duration of so many units; None: an unknown number of them."""
    prefix, letter, factor = PERIODS[unit]
    if number is None:
        return f"{prefix}X{letter}"
    count = number * factor
    if count != int(count) and unit in ("year", "hour", "day", "decade"):
        smaller, size = {"Y": ("M", 12), "H": ("M", 60), "D": ("H", 24)}[letter]
        whole, rest = int(count), round((count - int(count)) * size)
        head = f"{prefix}{whole}{letter}" if whole else prefix
        return f"{head}{'T' if smaller == 'H' else ''}{rest}{smaller}"
    return f"{prefix}{int(count)}{letter}"


def point(day: date | None, grain: str, kind: Kind = "DATE") -> Found:
    """A point on the calendar, without value where the day is unknown."""
    if day is None:
        return Found(kind, None)
    moment = Moment(day, grain)
    return Found(kind, moment.value, moment)


def month_day(month: int, number: int, hit: Hit, context: Context) -> date | None:
    """The day of a month without a year: in a narrative of the year told last, else the one nearest to publication."""
    base = context.base
    if context.narrative and context.anchor:
        return safe(context.anchor.day.year, month, number)
    if base is None:
        return None
    options = [d for year in (base.year - 1, base.year, base.year + 1) if (d := safe(year, month, number))]
    sign = hit.sign()
    if sign:
        return nearest(options, base, "past" if sign < 0 else "future")
    return nearest(options, base, _side(hit, context, options, base))


def _side(hit: Hit, context: Context, options: list[date], base: date) -> str | None:
    """Past or future; where the words leave it open or speak against a date close by, the nearest date counts."""
    if hit.before() in ENDED:
        return "past"
    close = min((abs((d - base).days) for d in options), default=0)
    return None if close <= CLOSE else context.side(hit.start, hit.end)


def week_day(number: int, relation: str, hit: Hit, context: Context) -> date | None:
    """The day that a weekday's name means: today or the last one in news, the coming one for what is to be."""
    base = context.now
    if base is None:
        return None
    if relation in ("last", "past", "previous", "preceding"):
        start = context.anchor.day if relation in ("previous", "preceding") and context.anchor else base
        return weekday(shift(start, -1, "day"), number, "past")
    if relation in ("next", "coming", "following", "upcoming"):
        start = context.anchor.day if relation == "following" and context.anchor else base
        return weekday(shift(start, 1, "day"), number, "future")
    if relation in ("this", "these"):
        return shift(base, number - base.weekday(), "day")
    if context.narrative and context.anchor:
        return weekday(base, number, "future")  # a story goes on
    told = context.direction(hit.start, hit.end)
    if told == PERHAPS:
        told = "past" if shift(base, -1, "day").weekday() == number else "future"  # nobody calls the day in six days what yesterday was
    return weekday(base, number, told or "past")
