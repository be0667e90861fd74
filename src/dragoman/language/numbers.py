"""Numbers in English words and figures, with the words that bound them; no more than news needs.

Vague words stand for their least value: "dozens" at least 24, "hundreds" at least 200; a range for its middle, about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.model.event import Bound

if TYPE_CHECKING:
    from spacy.tokens import Doc

UNITS = {"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
UNITS |= {"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18}
UNITS |= {"nineteen": 19}
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12, "score": 20}
PLURALS = {"dozens": 24, "scores": 40, "tens": 20, "hundreds": 200, "thousands": 2000, "millions": 2 * 10**6, "billions": 2 * 10**9}
VAGUE = {"several": 3, "few": 3, "couple": 2}
FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
SUFFIXES = {"k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
GLUED = re.compile(r"([\d.,]*\d)(k|m|mn|bn|tn)", re.IGNORECASE)

BOUNDS: tuple[tuple[re.Pattern[str], Bound], ...] = (
    (
        re.compile(
            r"\b(at most|up to|as many as|no more than|not more than|a maximum of|(?<!no )fewer than|(?<!no )less than|under)\s+(an? )?$",
            re.IGNORECASE,
        ),
        "at most",
    ),
    (
        re.compile(r"\b(at least|more than|over|no fewer than|no less than|upwards? of|above|a minimum of)\s+(an? )?$", re.IGNORECASE),
        "at least",
    ),
    (
        re.compile(
            r"\b(about|around|nearly|almost|some|roughly|approximately|close to|an estimated|estimated|perhaps|circa)\s+(an? )?$",
            re.IGNORECASE,
        ),
        "about",
    ),
)
CURRENCY = re.compile(r"(US|A|C|NZ)?[$€£¥₩₽₴₹₦]\s*$")  # between the words of a bound and the number ("more than $3 billion")
RANGE_OPENERS = {"between", "from"}


@dataclass(frozen=True)
class Number:
    """A number in a text: the tokens [start, end) of its words, its value and how it is bounded."""

    start: int
    end: int
    value: float
    bound: Bound


def number_value(words: list[str]) -> float | None:
    """The value of number words or figures ("two hundred and five", "1.5 million"), None where they make no number."""
    total = group = 0.0
    seen = False
    for word in (part.lower() for joined in words for part in re.split(r"(?<=[A-Za-z])-(?=[A-Za-z])", joined)):
        glued = GLUED.fullmatch(word)
        if FIGURES.fullmatch(word):
            group += float(word.replace(",", ""))
        elif glued and FIGURES.fullmatch(glued[1]):
            group += float(glued[1].replace(",", "")) * SUFFIXES[glued[2].lower()]
        elif word in UNITS or word in TENS:
            group += UNITS.get(word, TENS.get(word, 0))
        elif word in SCALES:
            scale = SCALES[word]
            if scale >= 1000:
                total, group = total + (group or 1) * scale, 0.0
            else:
                group = (group or 1) * scale
        elif word in PLURALS:
            group = (group or 1) * PLURALS[word]
            if seen:  # tens of thousands: twenty times a thousand
                group /= 2
        elif word in VAGUE:
            group += VAGUE[word]
        elif seen and word.rstrip(".") in SUFFIXES:  # "2.5 m."
            group *= SUFFIXES[word.rstrip(".")]
        elif word in ("and", "of", "a", "an", "-", "–"):
            continue
        else:
            return None
        seen = True
    return total + group if seen else None


def find_numbers(doc: Doc, skip: set[int]) -> list[Number]:
    """The numbers of a text in order; tokens whose index is in ``skip`` (times) belong to none."""
    found: list[Number] = []
    i, size = 0, len(doc)
    text = doc.text
    while i < size:
        if i in skip or not _numeral(doc[i].lower_):
            i += 1
            continue
        end = _run_end(doc, i, size, skip)
        number = _number(doc, text, i, end)
        if number is not None:
            found.append(number)
        i = end
    return _join_ranges(doc, found)


def _numeral(word: str) -> bool:
    if word[0].isdigit():
        return bool(FIGURES.fullmatch(word) or GLUED.fullmatch(word))
    if word in UNITS or word in TENS or word in SCALES or word in PLURALS or word in VAGUE:
        return True
    return "-" in word and number_value([word]) is not None


def _run_end(doc: Doc, start: int, size: int, skip: set[int]) -> int:
    """Where the run of number words ends; "and", "-" and "of" only between two of them."""
    end = start + 1
    while end < size and end not in skip:
        word = doc[end].lower_
        if _numeral(word) and not (doc[end - 1].lower_[0].isdigit() and word[0].isdigit()):
            end += 1
        elif (
            word in ("and", "of", "-")
            and end + 1 < size
            and end + 1 not in skip
            and _continues(doc[end - 1].lower_, word, doc[end + 1].lower_)
        ):
            end += 2
        elif not doc[end - 1].whitespace_ and word.rstrip(".") in SUFFIXES and doc[end - 1].lower_[0].isdigit():
            return end + 1
        else:
            break
    return end


def _continues(before: str, joint: str, after: str) -> bool:
    if joint == "of":
        return before in PLURALS and after in PLURALS
    if joint == "-":
        return before in TENS and after in UNITS
    return before in SCALES and (after in UNITS or after in TENS)


def _number(doc: Doc, text: str, start: int, end: int) -> Number | None:
    words = [doc[i].lower_ for i in range(start, end)]
    value = number_value(words)
    if value is None or (words == ["one"] and not (doc[start].dep_ == "nummod" and doc[start].head.i > start)):
        return None
    if start > 1 and words[0] in SCALES and doc[start - 1].lower_ == "a" and doc[start - 2].lower_ == "half":
        start, value = start - 2, value / 2  # "half a dozen"
    before = CURRENCY.sub("", text[max(0, doc[start].idx - 24) : doc[start].idx])
    handed_over = start > 0 and doc[start - 1].dep_ == "prt"  # "handed over 31 bodies"
    for pattern, bound in BOUNDS:
        if pattern.search(before) and not handed_over:
            return Number(start, end, value, bound)
    vague: Bound = (
        "at least"
        if any(w in PLURALS or w == "several" for w in words)
        else "about"
        if set(words) & {"few", "couple", "dozen"}
        else "exact"
    )
    return Number(start, end, value, vague)


def _join_ranges(doc: Doc, numbers: list[Number]) -> list[Number]:
    """ "between 30 and 40", "30 to 40", "30-40" as one number: the middle, about."""
    found: list[Number] = []
    for number in numbers:
        last = found[-1] if found else None
        if last is not None and number.start == last.end + 1:
            joint = doc[last.end].lower_
            opened = last.start > 0 and doc[last.start - 1].lower_ in RANGE_OPENERS
            if joint in ("to", "-", "–", "or") or (joint == "and" and opened):
                found[-1] = Number(last.start, number.end, (last.value + number.value) / 2, "about")
                continue
        found.append(number)
    return found
