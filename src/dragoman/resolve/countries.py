"""Countries by their names, demonyms and capitals; all codes are ISO 3166-1 alpha-3 (Kosovo XKX).

Lookups take the words as they stand in the text: a leading "the", a possessive "'s" and typographic apostrophes do not
matter, and words all in capitals are found too. Words in lower case are found only where they can mean nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from dragoman.tables import read_table

T = TypeVar("T")

# names that are common words, or of something else, when they are not capitalised
AMBIGUOUS = frozenset(
    {"turkey", "china", "chad", "jordan", "georgia", "guinea", "male", "oman", "polish", "turkmen", "lima", "panama", "dominican"}
)


@dataclass(frozen=True)
class Country:
    """A country or dependency; state is the code of the state that a dependency belongs to, else its own."""

    code: str
    alpha2: str
    name: str
    state: str
    wikidata: str | None


@dataclass(frozen=True)
class Territory:
    """A partially recognised entity, or a part of a country; code is the country that it nominally belongs to."""

    code: str
    name: str
    partial: bool
    wikidata: str | None = None


def normal(text: str) -> str:
    """The words without leading "the", possessive ending and surrounding punctuation; straight apostrophes, single blanks."""
    words = " ".join(text.replace("’", "'").replace("‘", "'").split()).strip(" ,;:!?\"'()[]“”")
    if words.endswith("'s"):
        words = words[:-2]
    if words[:4].lower() == "the ":
        words = words[4:]
    return words.rstrip("'")


def country_of_name(text: str) -> str | None:
    """The code of the country of that name ("Norway", "the UAE", "U.S."), None where it is none.

    Dependencies have their own code here; see ``sovereign``. Parts of a country and partially recognised entities are no
    countries; see ``territory_of``.
    """
    return _find(text, _names())


def country_of_demonym(text: str) -> str | None:
    """The code of the country of an adjective or of people ("Norwegian", "Danes"), parts of countries included ("Scottish")."""
    return _find(text, _demonyms())


def country_of_capital(text: str) -> str | None:
    """The code of the country whose government a city's name stands for ("Oslo", "Washington"), None for other cities."""
    return _find(text, _capitals())


def territory_of(text: str) -> Territory | None:
    """The partially recognised entity ("Transnistria") or part of a country ("Scotland", "Darfur") of that name or demonym."""
    return _find(text, _territories())


def is_people(text: str) -> bool:
    """Whether a demonym is a noun for people of a country ("Danes", "a Russian"), not only an adjective ("Danish")."""
    return _find(text, _people()) is not None


def country_name(code: str) -> str:
    """The common English name of a code; the code itself where it is unknown."""
    country = countries().get(code)
    return country.name if country else code


def country_names() -> frozenset[str]:
    """All names, demonyms and capitals that are known, as they are written in running text."""
    known = frozenset(_names()) | frozenset(_demonyms()) | frozenset(_capitals()) | frozenset(_territories())
    return known - {"CAR", "US"}  # in lower case these are other words


def sovereign(code: str) -> str:
    """The state that PLOVER codes a dependency as ("PRI" as "USA"); any other code itself."""
    country = countries().get(code)
    return country.state if country else code


def wikidata_of(code: str) -> str | None:
    """The Wikidata id of a country."""
    country = countries().get(code)
    return country.wikidata if country else None


@cache
def countries() -> dict[str, Country]:
    """All countries and dependencies, by code."""
    found = {}
    for row in read_table("tables/countries.tsv"):
        found[row["code"]] = Country(row["code"], row["alpha2"], row["name"], row["state"] or row["code"], row["wikidata"] or None)
    return found


def _find(text: str, table: dict[str, T]) -> T | None:
    words = normal(text)
    if not words:
        return None
    found = table.get(words)
    if found is not None:
        return found
    if words.isupper() and len(words) > 3:
        return table.get(words.title()) or table.get(_recased(words))
    if words.islower() and len(words) > 3 and words not in AMBIGUOUS:
        return table.get(words.title()) or table.get(_recased(words))
    return None


def _recased(words: str) -> str:
    """Words in title case but for the small ones inside ("Bosnia and Herzegovina")."""
    return " ".join(w.lower() if w.lower() in ("and", "of", "the") else w.capitalize() for w in words.split())


def _alternatives(cell: str) -> Iterable[str]:
    return (normal(name) for name in cell.split("|") if name)


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in read_table("tables/countries.tsv"):
        for name in (row["name"], *_alternatives(row["names"])):
            found.setdefault(name, row["code"])
    for row in read_table("tables/demonyms.tsv"):
        if not row["partial"]:
            found.update(dict.fromkeys(_alternatives(row["names"]), row["code"]))
    return found


@cache
def _people() -> dict[str, str]:
    found: dict[str, str] = {}
    for table in ("tables/demonyms.tsv", "tables/regions.tsv"):
        for row in read_table(table):
            for name in _alternatives(row["people"]):
                found.setdefault(name, row["code"])
    return found


@cache
def _demonyms() -> dict[str, str]:
    found: dict[str, str] = {}
    for table in ("tables/demonyms.tsv", "tables/regions.tsv"):
        for row in read_table(table):
            for name in _alternatives(row["adjectives"]):
                found.setdefault(name, row["code"])
    for name, code in _people().items():
        found.setdefault(name, code)
    return found | {"Congolese": "COD", "Korean": "KOR"}


@cache
def _capitals() -> dict[str, str]:
    return {name: row["code"] for row in read_table("tables/demonyms.tsv") for name in _alternatives(row["capitals"]) if not row["partial"]}


@cache
def _territories() -> dict[str, Territory]:
    found: dict[str, Territory] = {}
    for row in read_table("tables/demonyms.tsv"):
        if row["partial"]:
            territory = Territory(row["code"], row["name"], partial=True, wikidata=row["wikidata"] or None)
            for column in ("names", "adjectives", "people", "capitals"):
                found.update(dict.fromkeys(_alternatives(row[column]), territory))
    for row in read_table("tables/regions.tsv"):
        names = list(_alternatives(row["names"]))
        territory = Territory(row["code"], names[0] if names else row["adjectives"].split("|")[0], partial=False)
        for column in ("names", "adjectives", "people"):
            for name in _alternatives(row[column]):
                if name not in _names():
                    found.setdefault(name, territory)
    return found
