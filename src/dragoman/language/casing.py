"""Ordinary case for text in capitals only (old wire copy, headlines) or without any capital, so that it can be parsed.

Both are repaired alike, from the words without their case: common words become small; names, which are words that are not
common, get a capital; acronyms are written in capitals. What a word is depends on tables and on its neighbours. Text in
ordinary case is left alone. Lengths never change: a letter whose other case takes more than one code point stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from dragoman.tables import read_table

_BLOCK = re.compile(r"[^\n\r]*\S[^\n\r]*(?:(?:\r\n|\n|\r)(?![ \t\n\r])[^\n\r]+)*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\w.,]*")
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}")
_ENDS = re.compile(r"[.!?][\"'”’)\]]*\s|\n\s*\n|\n[ \t]+|[\[(]text[\])]|\]\s+[\"“]|--\s")
_QUOTE_OPENS = re.compile(r"(?:^|[\s(\[])[\"“]$")
_BRACKETED = re.compile(r"[\[(]([^\W\d_]{2,7})[\])]")
_VOWEL = re.compile(r"[aeiouyáéíóúàèìòùäöüâêîôû]")
_ENOUGH = 3  # words by which a line or paragraph shows its case
_SMALL_WORD = re.compile(r"(?<![^\W_])(?<![^\W_]['’.])[a-z]\w*")
_HEADLINE = 4  # words with a capital by which a headline shows itself
_SINGLE_DAYS = frozenset({"may", "march"})


@dataclass(frozen=True)
class Words:
    """What is known of words, all in small letters. common: word → whether it is also a name."""

    common: dict[str, bool]
    classes: dict[str, frozenset[str]]
    phrases: dict[str, tuple[tuple[str, ...], ...]]

    def of(self, name: str) -> frozenset[str]:
        """The words of a class of ``casing.tsv``."""
        return self.classes.get(name, frozenset())


@cache
def words() -> Words:
    """The tables, loaded where the first text needs repair."""
    common = {row["word"]: bool(row["name"]) for row in read_table("lexicon/en/words.tsv")}
    classes: dict[str, set[str]] = {}
    for row in read_table("lexicon/en/casing.tsv"):
        classes.setdefault(row["class"], set()).update(row["words"].split())
    phrases: dict[str, set[tuple[str, ...]]] = {}
    several = [name.replace("_", " ") for name in classes["phrase"]]
    for name in [*several, *_known_names()]:
        parts = tuple(name.lower().split())
        if len(parts) == 1 and parts[0] in common and name.isupper():
            continue  # "CAR"
        if len(parts) == 1 and name.isupper() and len(name) > 2:
            classes["acronym"].add(parts[0])
        elif len(parts) == 1 and not name.isupper():
            classes["capital"].add(parts[0])
        elif len(parts) > 1:
            phrases.setdefault(parts[0], set()).add(parts)
    longest = {first: tuple(sorted(found, key=len, reverse=True)) for first, found in phrases.items()}
    return Words(common, {name: frozenset(found) for name, found in classes.items()}, longest)


def _known_names() -> Iterator[str]:
    """Countries, their people, capitals and parts, and international bodies, from the tables of names."""
    for row in read_table("tables/countries.tsv"):
        yield row["name"]
        yield from row["names"].split("|")
    for row in read_table("tables/demonyms.tsv"):
        for column in ("adjectives", "people", "capitals", "names"):
            yield from (name for name in row[column].split("|") if name and name[0].isupper())
    for row in read_table("tables/regions.tsv"):
        for column in ("names", "adjectives", "people"):
            yield from (name for name in row[column].split("|") if name and name[0].isupper())


def repair_case(text: str) -> str:
    """Return the text with ordinary case in those paragraphs and lines that have none, exactly as long as it was.

    A line of capitals above ordinary text is a headline and repaired alone; small letters count as missing case only in whole
    paragraphs. Ordinary text comes back untouched; repairing twice changes nothing more.
    """
    pieces: list[str] = []
    done = 0
    acronyms: frozenset[str] | None = None
    for start, end in _without_case(text):
        if acronyms is None:
            acronyms = frozenset(found.lower() for found in _BRACKETED.findall(text))
        pieces += [text[done:start], _repair(text[start:end], acronyms)]
        done = end
    return "".join([*pieces, text[done:]]) if pieces else text


def _without_case(text: str) -> Iterator[tuple[int, int]]:
    """The stretches that have no ordinary case: paragraphs of small letters only, lines of capitals only (next ones together)."""
    for block in _BLOCK.finditer(text):
        paragraph = block.group()
        if not any(map(str.isupper, paragraph)):
            if len(_WORD.findall(paragraph)) >= _ENOUGH:
                yield block.span()
            continue
        start = block.start()
        waiting: tuple[int, int] | None = None
        for line in paragraph.splitlines(keepends=True):
            end = start + len(line)
            if _is_capitals(line) or _is_title_case(line):
                waiting = (waiting[0] if waiting else start, end)
            elif waiting:
                yield waiting
                waiting = None
            start = end
        if waiting:
            yield waiting


def _is_capitals(line: str) -> bool:
    """Whether a line is in capitals (but for a few letters, as in McDONALD) and long enough to tell."""
    if not line.isupper():
        head = line[:40].split()
        if len(head) < _ENOUGH or not "".join(head[:_ENOUGH]).isupper():
            return False
        small = sum(map(str.islower, line))
        if small * 20 > len(line):
            return False
    found = _WORD.findall(line)
    letters = [word for word in found if word[0].isalpha()]
    return len(letters) >= _ENOUGH or sum(map(len, letters)) >= 12


def _is_title_case(line: str) -> bool:
    """Whether all words of a line but those that headlines leave small begin with a capital, a verb of headlines among them."""
    light = words().of("light")
    if any(match.group() not in light for match in _SMALL_WORD.finditer(line)):
        return False
    large = [word.lower() for word in _WORD.findall(line) if word[0].isupper()]
    return len(large) >= _HEADLINE and not words().of("headline").isdisjoint(large[1:])


def _upper(letter: str) -> str:
    changed = letter.upper()
    return changed if len(changed) == 1 and changed.lower() == letter else letter


def _lower(letter: str) -> str:
    changed = letter.lower()
    return changed if len(changed) == 1 and changed.upper() == letter else letter


def _repair(text: str, acronyms: frozenset[str]) -> str:
    """The text in ordinary case. It depends on the text without its case only, so that it does not change when repaired again."""
    small = "".join(map(_lower, text))
    found = list(_WORD.finditer(small))
    keys = [match.group() for match in found]
    bare = [key.removesuffix("'s").removesuffix("’s").replace("’", "'") for key in keys]
    gaps = [small[a.end() : b.start()] for a, b in pairwise(found)]
    known = words()
    proper = [_is_proper(key, known, acronyms) for key in bare]
    _phrases(bare, gaps, proper, known)
    _dates(bare, proper, known)
    _ambiguous(bare, gaps, proper, known)
    _bodies(bare, gaps, proper, known)
    _spelled_out(small, found, bare, proper, known)
    letters = list(small)
    dotted = [match.span() for match in _DOTTED.finditer(small)]
    after_dotted = {end for _, end in dotted}
    ends = {match.end() for match in _ENDS.finditer(small) if match.start() + 1 not in after_dotted}
    for i, match in enumerate(found):
        start, end = match.span()
        if _is_acronym(i, bare, proper, known, acronyms):
            length = len(bare[i])
            letters[start : start + length] = map(_upper, small[start : start + length])
            continue
        first = i == 0 or any(stop in ends for stop in range(found[i - 1].end(), start + 1))
        first = first or bool(_QUOTE_OPENS.search(small, 0, start) if start and small[start - 1] in '"“' else None)
        if first or bare[i] == "i" or bare[i].startswith("i'") or (proper[i] and not _stays_small(i, bare, gaps, proper, known)):
            _capitalise(letters, small, start, end)
    for start, end in dotted:
        if small[start:end] in ("a.m.", "p.m.", "i.e.", "e.g."):
            letters[start + 1 : end] = small[start + 1 : end]
            letters[start] = letters[start] if start == 0 else small[start]
        else:
            letters[start:end] = map(_upper, small[start:end])
    return "".join(letters)


def _stays_small(i: int, bare: list[str], gaps: list[str], proper: list[bool], known: Words) -> bool:
    """Whether a part of a name is a particle inside it: "de la" in a person's name, but "San" and, at the beginning, "La"."""
    particle = known.of("particle")
    if bare[i] not in particle or not i or not proper[i - 1] or gaps[i - 1] != " ":
        return False
    return bare[i] not in known.of("opening") or (bare[i - 1] in particle and bare[i] not in known.of("saint"))


def _capitalise(letters: list[str], small: str, start: int, end: int) -> None:
    letters[start] = _upper(small[start])
    word = small[start:end]
    if word.startswith("mc") and len(word) > 4:
        letters[start + 2] = _upper(small[start + 2])
    if len(word) > 3 and word[1] in "'’" and word[0] in "od":
        letters[start + 2] = _upper(small[start + 2])


def _is_proper(key: str, known: Words, acronyms: frozenset[str]) -> bool:
    """Whether a word is a name wherever it stands: of the tables, or one that is no common word."""
    if not key or not key[0].isalpha():
        return False
    if key in known.of("capital") or key in known.of("acronym"):
        return True
    if key in known.of("small") or len(key) == 1:
        return False
    if key in acronyms and key not in known.common:
        return True
    if "'" in key:
        if key.endswith("n't") or key in known.of("small"):
            return False
        head = key.partition("'")[0]
        return head in "od" or (head not in known.common and head not in known.of("small") and len(head) > 1)
    if key.endswith("men") and f"{key[:-3]}man" in known.common:
        return False
    return key not in known.common and key not in known.of("title") and key not in known.of("particle")


def _phrases(bare: list[str], gaps: list[str], proper: list[bool], known: Words) -> None:
    """Names of several words from the tables."""
    for i, key in enumerate(bare):
        for parts in known.phrases.get(key, ()):
            end = i + len(parts)
            if tuple(bare[i:end]) == parts and all(gap.isspace() for gap in gaps[i : end - 1]):
                for k in range(i, end):
                    proper[k] = bare[k] not in known.of("small")
                break


def _dates(bare: list[str], proper: list[bool], known: Words) -> None:
    """May and March where they are months: beside a number, or after a word that goes with dates."""
    for i, key in enumerate(bare):
        if key in _SINGLE_DAYS:
            before, after = bare[i - 1] if i else "", bare[i + 1] if i + 1 < len(bare) else ""
            proper[i] = before[:1].isdigit() or after[:1].isdigit() or before in known.of("date")


def _ambiguous(bare: list[str], gaps: list[str], proper: list[bool], known: Words) -> None:
    """Words that are names only beside names or titles; titles and particles that belong to a name."""
    title, modifier, particle = known.of("title"), known.of("modifier"), known.of("particle")
    last = len(bare) - 1
    for i in range(last, -1, -1):  # what comes before a name, from the right
        joined = i < last and gaps[i] in (" ", ". ", ".", "-")
        if proper[i] or not joined:
            continue
        if (
            (bare[i] in title and proper[i + 1])
            or (bare[i] in modifier and proper[i + 1] and bare[i + 1] in title)
            or (bare[i] in particle and proper[i + 1] and bare[i + 1] not in title)
            or (len(bare[i]) == 1 and gaps[i].startswith(".") and proper[i + 1])
            or (bare[i] in title and known.common.get(bare[i + 1]) and bare[i + 1] not in known.of("plain"))
        ):
            proper[i] = True
            if bare[i] in title and not proper[i + 1]:
                proper[i + 1] = True
        if bare[i] in known.of("saint") and gaps[i] in (" ", ". ") and bare[i + 1] not in known.of("small") | known.of("plain"):
            proper[i] = proper[i + 1] = True
    for i in range(1, last + 1):  # a surname behind first names
        if not proper[i] and known.common.get(bare[i]) and proper[i - 1] and gaps[i - 1] in (" ", ". "):
            before = bare[i - 1]
            sure = before not in known.of("capital") and before not in known.of("acronym") and before not in title
            proper[i] = sure and bare[i] not in known.of("plain") and bare[i] not in known.of("body")


def _bodies(bare: list[str], gaps: list[str], proper: list[bool], known: Words) -> None:
    """Words of an organization's name: those between a name and the kind of body."""
    body, inner = known.of("body"), known.of("inner")
    for i, key in enumerate(bare):
        if key in body and not proper[i]:
            k = i
            while k > 0 and gaps[k - 1] == " " and bare[k - 1] in inner and not proper[k - 1]:
                k -= 1
            if k > 0 and gaps[k - 1] == " " and proper[k - 1] and (k < i or bare[k - 1] not in known.of("capital")):
                proper[k : i + 1] = [True] * (i + 1 - k)


def _spelled_out(small: str, found: list[re.Match[str]], bare: list[str], proper: list[bool], known: Words) -> None:
    """Words that a bracketed acronym behind them stands for."""
    for match in _BRACKETED.finditer(small):
        letters = match[1]
        index = next((i for i, word in enumerate(found) if word.start() == match.start(1)), None)
        if index is None or letters in known.common:
            continue
        k, left = index - 1, list(letters)
        members = []
        while k >= 0 and left and index - k <= 12:
            if bare[k][:1] == left[-1]:
                left.pop()
                members.append(k)
            elif bare[k] not in known.of("small") and bare[k] not in known.of("particle"):
                break
            k -= 1
        if not left:
            for k in members:
                proper[k] = bare[k] not in known.of("small")


def _is_acronym(i: int, bare: list[str], proper: list[bool], known: Words, acronyms: frozenset[str]) -> bool:
    """Whether a word is written in capitals throughout."""
    key = bare[i]
    if key[:1].isdigit():
        return True
    if key == "us":
        after = bare[i + 1] if i + 1 < len(bare) else ""
        return (i > 0 and bare[i - 1] == "the") or after in known.of("us")
    if key in known.of("title") or not proper[i]:
        return False
    if key in known.of("acronym"):
        return True
    if key in known.of("capital") or key in known.common:
        return False
    return key in acronyms or (2 <= len(key) <= 5 and not _VOWEL.search(key))
