"""The words of time expressions as symbols, one letter a kind of word; the grammar is written over these letters.

N number · Y year · O ordinal · U unit · M month · W weekday · S season · G part of the day · H holiday · C clock time
K noon, midnight · D decade (1990s) · I ISO date · V slashed date · t the · a a, an · T this · h that · L last, past
X next, coming · P previous · k latest · Q several, few · E early, late, mid · e end, beginning, middle · f of · i in, at
A ago · R before, after · B about, nearly, at least … · Z every, each · z daily, yearly · j now, recently · J today, tonight
F fiscal · p p.m. · o or, to · n and · , comma · - hyphen · ' possessive · r recent · u current · % time zone · v eve
x future · l old · w long, more, full, straight … · g weeklong · m time, period · + ahead · @ on
< from · q o'clock · c Q1, H2 · _ any other word · . end of a sentence
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from dragoman.tables import read_table

LONGEST_NUMBER = 8  # words
REMEMBERED = 50_000  # words whose meaning is kept
TOKEN = (
    r"|\b[QH][1-4]\b|\d{1,2}\.\d{1,2}\.\d{4}\b|\d+[ -][123]/[234]\b|\d{4}-\d{2}-\d{2}(?!\d)|\d{1,2}/\d{1,2}/\d{2,4}(?!\d)"
    r"|\d{1,2}:\d{2}(?::\d{2})?|\d+(?:,\d{3})+|\d+(?:\.\d+)?(?:(?:st|nd|rd|th|s)?\b|(?=[ap]\.?m\b))"
    r"|['’]s\b|['’]\d0s\b|[ap]\.m\.?|[^\W\d_]+\.?(?=[-\s]*\d)|[^\W\d_]+|[.!?\n]+|\S"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its symbol and what it stands for (a number, a unit, a month 1 … 12, a code)."""

    start: int
    end: int
    text: str
    symbol: str
    value: object


@cache
def _token() -> re.Pattern[str]:
    """A word, number or mark; the entries of several words first, the longest before those that begin them."""
    several = sorted((word for word in vocabulary() if any(mark in word[1:] for mark in " '-/")), key=len, reverse=True)
    names = (re.escape(word).replace("'", "['’]").replace("\\ ", r"\s") for word in several)
    return re.compile(rf"\b(?:{'|'.join(names)})(?![\w/])" + TOKEN, re.IGNORECASE)


@cache
def vocabulary() -> dict[str, tuple[str, object]]:
    """Lower-case word → symbol and value, from ``lexicon/en/times.tsv``."""
    return {row["word"]: (row["symbol"], _value(row["symbol"], row["value"])) for row in read_table("lexicon/en/times.tsv")}


def _value(symbol: str, text: str) -> object:
    if not text:
        return None
    if symbol in "NOMW":
        return int(text)
    if symbol == "J":
        days, _, part = text.partition(" ")
        return int(days), part
    return text


def words(text: str) -> list[Word]:
    """The words of a text with their symbols; adjacent words of a number are one."""
    return _numbers([Word(*match.span(), match.group(), *_meaning(match.group())) for match in _token().finditer(text)])


@lru_cache(maxsize=REMEMBERED)
def _meaning(raw: str) -> tuple[str, object]:
    """The symbol of a word as it is written, and what it stands for."""
    table = vocabulary()
    entry = table.get(" ".join(raw.lower().replace("’", "'").split()))
    if entry is None and raw.lower().endswith("long") and (unit := table.get(raw[:-4].lower())) and unit[0] == "U":
        return "g", unit[1]
    if entry is None:
        return _shape(raw, table)
    return entry if entry[0] not in "MWSH" or _named(raw, entry[0]) else ("_", None)


def _named(raw: str, symbol: str) -> bool:
    """Months and weekdays are capitalised; three letters without a dot ("Mar", "Sat") are left to the shapes."""
    if symbol == "S":
        return True
    return not raw[0].islower()


def _shape(raw: str, table: dict[str, tuple[str, object]]) -> tuple[str, object]:
    first = raw[0]
    if first.isdecimal():
        return _digits(raw)
    if first in "'’" and len(raw) == 4:
        return "D", 1900 + int(raw[1:3])
    if first in ".!?\n":
        return ".", None
    if first in "QH" and len(raw) == 2 and raw[1].isdecimal():
        return "c", raw
    if raw[-1] == "." and (entry := table.get(raw[:-1].lower())) and entry[0] in "MW" and first.isupper():
        return entry
    lower = raw.lower()
    if lower.endswith("ties") and (
        number := {
            f"{t[:-1]}ies": n * 10 for n, t in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)
        }.get(lower)
    ):
        return "D", 1900 + number
    return "_", None


def _digits(raw: str) -> tuple[str, object]:
    if len(raw) > 4 and raw[-2] == "/":
        whole, top, bottom = re.split(r"[ /-]", raw)
        return "N", int(whole) + int(top) / int(bottom)
    if raw[4:5] == "-" and len(raw) == 10:
        return "I", raw
    if "/" in raw or raw.count(".") > 1:
        return "V", raw
    if ":" in raw:
        return "C", raw
    if raw[-1] in "sS":
        return ("D", int(raw[:-1])) if raw[:-1].isdecimal() and len(raw) == 5 and raw[3] == "0" else ("_", None)
    if raw[-1].isalpha():
        return ("O", int(raw[:-2])) if raw[:-2].isdecimal() else ("_", None)
    if raw.isdecimal() and len(raw) == 4 and 1000 <= int(raw) < 2100:
        return "Y", int(raw)
    try:
        return "N", float(raw.replace(",", "")) if "." in raw else int(raw.replace(",", ""))
    except ValueError:
        return "_", None


def _numbers(found: list[Word]) -> list[Word]:
    """Join "twenty four", "two thousand", "nineteen ninety-one" (a year), "twenty-first" to one word each."""
    out: list[Word] = []
    index = 0
    while index < len(found):
        word = found[index]
        if word.symbol != "N" or word.text[0].isdecimal():
            out.append(word)
            index += 1
            continue
        parts, end = [word], index + 1
        while end < len(found) and len(parts) < LONGEST_NUMBER:
            step = 1 if found[end].symbol == "-" and end + 1 < len(found) else 0
            following = found[end + step]
            if following.symbol not in "NO" or following.text[0].isdecimal() or (following.symbol == "O" and int(str(following.value)) > 9):
                break
            parts.append(following)
            end += step + 1
            if following.symbol == "O":
                break
        out.append(_joined(parts))
        index = end
    return out


def _joined(parts: list[Word]) -> Word:
    numbers = [int(str(p.value)) for p in parts]
    start, end = parts[0].start, parts[-1].end
    text = " ".join(p.text for p in parts)
    if len(numbers) > 1 and 10 < numbers[0] < 21 and 10 <= numbers[1] < 100 and parts[-1].symbol == "N":
        return Word(start, end, text, "Y", numbers[0] * 100 + sum(numbers[1:]))
    total, current = 0, 0
    for number in numbers:
        if number == 100:
            current = max(current, 1) * 100
        elif number == 1000:
            total, current = total + max(current, 1) * 1000, 0
        else:
            current += number
    return Word(start, end, text, parts[-1].symbol if parts[-1].symbol == "O" else "N", total + current)
