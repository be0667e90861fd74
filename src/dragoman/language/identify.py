"""Is this text in the language that was asked for? Told by alphabet and function words, on the first few thousand characters.

Only what is clearly another language is refused: names, figures, phrases and very short texts pass.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from dragoman.errors import LanguageError, UsageError
from dragoman.tables import read_table

READ = 3000  # characters that are looked at
LANGUAGES = ("en", "any")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FOREIGN = re.compile(r"[\u0370-\u1dff\u2c00-\ud7ff\uf900-\ufdff\ufe70-\ufeff\uff66-\uffdc\U00010000-\U0001ffff]")
_SCRIPTS = (
    ("Greek", 0x0370, 0x03FF),
    ("Cyrillic", 0x0400, 0x052F),
    ("Armenian", 0x0530, 0x058F),
    ("Hebrew", 0x0590, 0x05FF),
    ("Arabic", 0x0600, 0x08FF),
    ("Indic", 0x0900, 0x0DFF),
    ("Thai", 0x0E00, 0x0E7F),
    ("Georgian", 0x10A0, 0x10FF),
    ("Ethiopic", 0x1200, 0x139F),
    ("Japanese", 0x3040, 0x30FF),
    ("Chinese", 0x3400, 0x9FFF),
    ("Korean", 0xAC00, 0xD7AF),
)
_FEWEST_LETTERS = 12  # of another alphabet by which a text is refused
_FEWEST_KINDS = 4  # different function words of another language by which a text is refused
_LEAD = 3  # times as many of the other language's as of English
_SHARE = 0.12  # of all words


@cache
def _function_words() -> tuple[dict[str, tuple[str, ...]], dict[str, str], frozenset[str]]:
    """Word → codes of the languages that have it; code → name; parts of names. A word that English has is English only."""
    owners: dict[str, tuple[str, ...]] = {}
    names: dict[str, str] = {}
    parts: frozenset[str] = frozenset()
    for row in read_table("lexicon/stopwords.tsv"):
        if row["code"] == "names":
            parts = frozenset(row["words"].split())
            continue
        names[row["code"]] = row["name"]
        for word in row["words"].split():
            if owners.get(word) != ("en",) and row["code"] not in owners.get(word, ()):
                owners[word] = (*owners.get(word, ()), row["code"])
    return owners, names, parts


def check_language(text: str, wanted: str = "en") -> None:
    """Raise ``LanguageError``, one clear line, where the text is clearly in another language than English.

    wanted: ``"en"``, or ``"any"`` to let every text pass; ``UsageError`` for others, which can't be read yet.
    """
    if wanted not in LANGUAGES:
        raise UsageError(f"texts in language {wanted!r} can't be read yet; use en, or any to read every text as if it were English")
    if wanted == "en" and (found := other_language(text)):
        raise LanguageError(f"this text looks like {found}, not English; use --language any to read it all the same")


def other_language(text: str) -> str | None:
    """The name of the other language or alphabet that a text is clearly in, None where it may be English."""
    head = text[:READ]
    foreign = list(filter(str.isalpha, _FOREIGN.findall(head)))
    found = _WORD.findall(head.lower())
    if len(foreign) >= _FEWEST_LETTERS and len(foreign) * 2 > sum(map(len, found)):
        return _alphabet(foreign)
    owners, names, parts = _function_words()
    hits: Counter[str] = Counter()
    kinds: dict[str, set[str]] = {}
    for word in found:
        for code in owners.get(word, ()):
            hits[code] += 1
            kinds.setdefault(code, set()).update({word} - parts)
    english = hits.pop("en", 0)
    if not hits:
        return None
    best = max(hits, key=lambda code: (hits[code], len(kinds[code])))
    clear = hits[best] > _LEAD * english and hits[best] >= _SHARE * len(found)
    return names[best] if clear and len(kinds[best]) >= _FEWEST_KINDS - (not english and len(found) > 7) else None


def _alphabet(letters: list[str]) -> str:
    """What most of the letters are called."""
    counts: Counter[str] = Counter()
    for letter in letters:
        code = ord(letter)
        counts[next((name for name, first, last in _SCRIPTS if first <= code <= last), "another")] += 1
    if counts["Japanese"] * 5 > len(letters):
        return "Japanese text"
    name = counts.most_common(1)[0][0]
    return f"{name} text" if name in ("Chinese", "Korean") else f"text in {name} script" if name != "another" else "text in another script"
