"""Titles and forms of address before names, and what they tell of gender, rank and sector."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dragoman.resolve.countries import country_of_demonym, country_of_name
from dragoman.resolve.sectors import Role, role_of
from dragoman.resolve.word_lists import word_list
from dragoman.tables import read_table


def expand(word: str) -> str:
    """A title's word in full and in lower case ("Gen." as "general")."""
    bare = word.lower().rstrip(".")
    return _abbreviations().get(word.lower()) or _abbreviations().get(bare, bare)


def role_of_title(words: Sequence[str]) -> Role | None:
    """The role of a title as it stands before a name (words in any case), None where it is no title."""
    if "-" in words:
        words = " ".join(words).replace(" - ", "-").split()
    expanded = [part for word in words for part in expand(word).split()]
    if not expanded:
        return None
    found = role_of(expanded)
    if found is not None and found.kind in ("person", "group"):
        return Role("person", found.sectors, found.noun)
    last = expanded[-1]
    if last in _honorifics():
        sector = _honorifics()[last][1]
        return Role("person", (sector,) if sector else (), last)
    return None


def gender_of_title(words: Sequence[str]) -> str:
    """``m``, ``f`` or an empty string, as far as a title or noun tells ("Mrs", "spokeswoman")."""
    for word in words:
        bare = word.lower().rstrip(".")
        if bare in ("german", "roman", "ottoman"):
            continue
        gender = _honorifics().get(bare, ("", ""))[0]
        if gender or bare in word_list("female_nouns") or bare.endswith("woman"):
            return gender or "f"
        if bare in word_list("male_nouns") or bare.endswith("man"):
            return "m"
    return ""


def title_length(words: Sequence[str]) -> int:
    """How many words at the start of a name are a title ("President", "Prime Minister"), at least one word left for the name."""
    best = 0
    for length in range(1, min(5, len(words))):
        if role_of_title(words[:length]) is not None:
            best = length
        elif length > best + 2:
            break
    return best


def first_name_gender(name: str) -> str:
    """``m`` or ``f`` for common first names (lower case), else an empty string."""
    return _first_names().get(name, "")


@cache
def _first_names() -> dict[str, str]:
    return {name: row["gender"] for row in read_table("tables/first_names.tsv") for name in row["names"].split("|")}


@cache
def _honorifics() -> dict[str, tuple[str, str]]:
    return {row["word"]: (row["gender"], row["sector"]) for row in read_table("tables/honorifics.tsv")}


@cache
def _abbreviations() -> dict[str, str]:
    return {row["short"]: row["title"] for row in read_table("tables/title_abbreviations.tsv")}


def without_countries(words: list[str]) -> list[str]:
    """The words of a title without the names and demonyms of two or three words in it ("North Korean leader")."""
    for start in range(len(words)):
        for size in (3, 2):
            name = " ".join(words[start : start + size])
            if name.count(" ") == size - 1 and (country_of_name(name) or country_of_demonym(name)):
                return without_countries(words[:start] + words[start + size :])
    return words
