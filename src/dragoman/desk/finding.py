"""The search box and its facets: from what somebody types to filters, and from filters to how many there are of what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.desk.look import certainty, environment, url
from dragoman.desk.places import Map, places
from dragoman.desk.room import room_of
from dragoman.desk.timeline import Bar, Counts, timeline
from dragoman.errors import UsageError
from dragoman.ontology import load_ontology
from dragoman.record import Record
from dragoman.record.filters import ASKABLE, FACTUALITIES

TABLES = ("events", "statements", "entities", "ties")
# table → what its facets count by, with the filter that each sets
FACETS: dict[str, dict[str, str]] = {
    "events": {
        "type": "type",
        "quad": "quad",
        "factuality": "factuality",
        "actor": "actor",
        "recipient": "recipient",
        "place_country": "place",
        "year": "since",
        "publisher": "publisher",
    },
    "statements": {"type": "type", "actor": "actor", "year": "since", "publisher": "publisher"},
    "entities": {"type": "type", "country": "country", "publisher": "publisher"},
    "ties": {"type": "type", "actor": "actor", "recipient": "recipient", "publisher": "publisher"},
}
_SEVERAL = frozenset({"actor", "recipient"})  # of which an event may have several
SHOWN = 8  # values of a facet
_ENDING = re.compile(r"(?<=\w{4})(ations?|ions?|ings?|e[ds]|e|s)$", re.IGNORECASE)
_WORD = re.compile(r'(\w+):("[^"]*"|\S+)|"([^"]*)"|(\S+)')


@dataclass(frozen=True)
class Choice:
    """A value of a facet: how many there are, where it leads, whether it is chosen already."""

    label: str
    count: int
    address: str
    chosen: bool


def understood(record: Record, typed: str, table: str) -> dict[str, str]:
    """The filters that a box's words stand for.

    ``name:value`` is that filter; a type (``ACCUSE``), a label of factuality and a country code in capitals are what they are; names of
    the record become the party (two of them: between); ``"quoted"`` and all other words must occur in the evidence.
    """
    found: dict[str, str] = {}
    words: list[str] = []
    loose: list[str] = []
    types = load_ontology().types
    for key, value, phrase, word in _WORD.findall(typed.replace("\x00", " ")[:500]):
        if key and key in ASKABLE[table]:
            found[key] = value.strip('"')
        elif phrase:
            words.append(f'"{phrase}"')
        elif table == "events" and word.partition("-")[0] in types:
            found["type"] = ",".join(filter(None, (found.get("type"), word)))
        elif table == "events" and word in FACTUALITIES:
            found["factuality"] = ",".join(filter(None, (found.get("factuality"), word)))
        else:
            loose.append(word or f"{key}:{value}")
    names, left = _names(record, loose)
    role = "actor" if table == "entities" else "party"
    if len(names) == 2 and "between" in ASKABLE[table] and role not in found and "," not in "".join(names):
        found["between"] = ",".join(names)
    elif names:
        found.setdefault(role, names[0])
        left += [f'"{name}"' for name in names[1:]]
    if words or left:
        found["text"] = " ".join(filter(None, (found.get("text", ""), *words, *left)))
    return found


def asked_words(text: str) -> tuple[str, ...]:
    """The words and phrases of a question for words, to be marked in what answers to it; the longest first.

    Of a word only its stem (roughly: the index finds "accusation" for "accused"), so that its other forms are marked, too.
    """
    found = (phrase or _ENDING.sub("", word.strip("*()")) for phrase, word in re.findall(r'"([^"]+)"|([^\s"]+)', text))
    return tuple(
        sorted({one for one in found if len(one) > 1 and one not in {"AND", "OR", "NOT", "NEAR"}}, key=lambda one: (-len(one), one))
    )


def _names(record: Record, words: list[str]) -> tuple[list[str], list[str]]:
    """The longest runs of words that are names (or country codes) of the record, and the words that are none."""
    names, left, place = [], [], 0
    while place < len(words):
        for length in range(min(4, len(words) - place), 0, -1):
            run = " ".join(words[place : place + length])
            if _is_name(record, run):
                names.append(run)
                place += length
                break
        else:
            left.append(words[place])
            place += 1
    return names, left


def _is_name(record: Record, run: str) -> bool:
    if len(run) == 3 and run.isalpha() and run.isupper():
        return True
    if len(run) < 3 or "," in run:
        return False
    capital = run[0].isupper()
    return any(one.casefold() == run.casefold() or (capital and re.search(rf"\b{re.escape(run)}\b", one)) for one in record.names(run, 5))


def prepare(record: Record) -> None:
    """Ask what is usually asked and load all templates, lest the first visitors wait for it: later the same takes a tenth of the time."""
    for name in environment().list_templates():
        environment().get_template(name)
    for row in record.documents(size=12).rows[:1]:
        found = record.corrected(row.id)
        room_of(found.report, found, record.corrections(row.id))
    for table in TABLES:
        newest = record.page(table, size=25).rows
        day = newest[0].published if newest else None
        facets(record, table, {"since": day, "until": day} if day else {}, {})


def facets(
    record: Record, table: str, filters: Mapping[str, Any], address: Mapping[str, Any]
) -> tuple[dict[str, list[Choice]], tuple[Bar, ...], Map | None]:
    """For each facet of a table its most frequent values under the filters, how many there are over time, and where.

    What a row has one of is counted in one go, as most of the time goes into finding the rows. address: the present page's query.
    """
    months: Counts = Counter()
    several = [name for name in FACETS[table] if table == "events" and name in _SEVERAL]
    try:
        counted = {name: _counts(record, table, [name], filters)[name] for name in several}
        counted |= _counts(record, table, [name for name in FACETS[table] if name not in several], filters, months)
    except UsageError:
        return {}, (), None
    made: dict[str, list[Choice]] = {}
    for name, sets in FACETS[table].items():
        common = sorted(counted[name].items(), key=lambda one: (-one[1], one[0]))[:SHOWN]
        made[name] = [_choice(name, sets, value, count, address) for value, count in common]
    return made, timeline(months, address), places(counted.get("place_country", {}), address)


def _counts(
    record: Record, table: str, names: list[str], filters: Mapping[str, Any], months: Counts | None = None
) -> dict[str, Counter[str]]:
    """The counts of each; years are counted by month, and the months kept with the quad category in ``months``."""
    found: dict[str, Counter[str]] = {name: Counter() for name in names}
    by = ",".join("month" if name == "year" else name for name in names)
    for *values, count in record.count(table, by, **filters).rows:
        row = dict(zip(names, values, strict=True))
        if months is not None and row.get("year"):
            months[row["year"], row.get("quad") or ""] += int(count)
            row["year"] = row["year"][:4]
        for name, value in row.items():
            if value not in (None, ""):
                found[name][str(value)] += int(count)
    return found


def _choice(name: str, sets: str, value: str, count: int, address: Mapping[str, Any]) -> Choice:
    chosen = str(address.get(sets) or "").casefold() == value.casefold()
    query = {key: given for key, given in address.items() if key != "cursor"}
    query[sets] = None if chosen else value
    if name == "year":
        query["until"] = None if chosen else value
    label = f"{certainty(value)} ({value})" if name == "factuality" else value
    return Choice(label, count, url("/search", **query), chosen)
