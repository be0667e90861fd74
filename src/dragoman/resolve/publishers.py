"""Where a publisher is at home: the place and country that its name or its address tells ("Denver Post", "lagosherald.ng").

Papers write of their own region without saying which one it is, so its places are nearer to what they name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.resolve.countries import countries
from dragoman.resolve.gazetteer import lookup
from dragoman.resolve.word_lists import word_list
from dragoman.tables import read_table

HOST = re.compile(r"(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:[:/].*)?$", re.IGNORECASE)
SECOND_LEVEL = {"co", "com", "org", "net", "gov", "ac", "edu", "info"}
# Country domains that are sold to anybody.
ANYBODY = {"tv", "me", "io", "co", "fm", "am", "to", "cc", "ws", "ly", "ai", "gg", "la", "nu", "vc", "sh", "eu"}
TOWN = 5_000  # people
SHORTEST = 4  # letters of a place's name inside an address


@dataclass(frozen=True, slots=True)
class Home:
    """The places that a publisher's name holds, and the country it is of (alpha-3).

    region: the division (GeoNames code) or country that the places lie in, None where only the name tells them.
    """

    places: tuple[str, ...] = ()
    country: str | None = None
    region: str | None = None


NOWHERE = Home()


@cache
def home_of(publisher: str | None) -> Home:
    """Where the publisher of that name or address is at home, as far as these tell; nothing where they don't."""
    if not publisher:
        return NOWHERE
    host = HOST.match(publisher.strip())
    known = _known(host[1].lower() if host else publisher)
    if known is not None:
        return known
    if host is None:
        return Home(_places_of_words(publisher.split()))
    labels = host[1].lower().split(".")
    country = None if labels[-1] in ANYBODY else _alpha2().get("gb" if labels[-1] == "uk" else labels[-1])
    places = [place for label in labels[:-1] if label not in SECOND_LEVEL for place in _places_of_label(label)]
    return Home(tuple(dict.fromkeys(places)), country)


def _known(publisher: str) -> Home | None:
    """The home of a paper of our table, by its address (or the end of it) or masthead."""
    table = _press()
    if "." in publisher and " " not in publisher:
        labels = publisher.split(".")
        return next((home for i in range(len(labels) - 1) if (home := table.get(".".join(labels[i:])))), None)
    return table.get(publisher.strip().lower().removeprefix("the "))


@cache
def _press() -> dict[str, Home]:
    """Address or masthead in lower case → home, from ``tables/local_press.tsv``."""
    found = {}
    for row in read_table("tables/local_press.tsv"):
        code, divided, _ = row["region"].partition(".")
        home = Home((row["place"],), _alpha2()[code.lower()] if divided else code, row["region"])
        for name in row["names"].split("|"):
            found[name.lower().removeprefix("the ")] = home
    return found


def _places_of_words(words: list[str]) -> tuple[str, ...]:
    """What is left of a name without the words of mastheads, if that is a place."""
    media = word_list("mastheads")
    while words and words[-1].lower().strip(".,-") in media:
        words = words[:-1]
    while words and words[0].lower().strip(".,-") in (*media, "of"):
        words = words[1:]
    name = " ".join(words)
    return (name,) if _large(name) else ()


def _places_of_label(label: str) -> list[str]:
    """The places of a part of an address; what stands there without blanks is cut at the words of mastheads."""
    rest = label.replace("-", " ").strip()
    media = sorted(word_list("mastheads"), key=len, reverse=True)
    while not _name(rest):
        cut = next((m for m in media if len(rest) > len(m) and (rest.endswith(m) or rest.startswith(m))), None)
        if cut is None:
            break
        rest = (rest[: -len(cut)] if rest.endswith(cut) else rest[len(cut) :]).strip()
    first, joined, second = (part.strip() for part in rest.partition("and"))
    if joined and _name(first) and _name(second):
        return [_name(first), _name(second)]
    return [name] if (name := _name(rest)) else []


def _name(letters: str) -> str:
    """The place's name that letters without blanks spell ("kansascity"), "" where there is none."""
    if len(letters) < SHORTEST:
        return ""
    spellings = [letters, *(f"{letters[:i]} {letters[i:]}" for i in range(3, len(letters) - 2))]
    media = word_list("mastheads")
    return next((s for s in spellings if not s.startswith("the ") and s not in media and _large(s)), "")


def _large(name: str) -> bool:
    """Whether a place of that name is large enough to have a paper."""
    return any(c.main and (c.population >= TOWN or c.grain != "city") for c in lookup(name))


@cache
def _alpha2() -> dict[str, str]:
    return {country.alpha2.lower(): code for code, country in countries().items() if country.alpha2}
