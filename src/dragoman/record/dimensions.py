"""By what rows can be counted: days, months and years, what is said of the document, the columns of the table, its lists."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, func, true

from dragoman.record import tables as t
from dragoman.record.dialects import each
from dragoman.record.known import unknown

TIMES = {"day": 10, "month": 7, "year": 4}  # so many characters of the day
# table → name → column of it
_COLUMNS = {
    "events": {
        name: name
        for name in ("type", "plain_type", "quad", "factuality", "tense", "aspect", "place", "place_country", "cameo", "historical")
    }
    | {"voice": "according_to"},
    "statements": {
        "type": "stance",
        "actor": "source",
        "actor_country": "source_country",
        "recipient": "audience",
        "recipient_country": "audience_country",
        "voice": "within",
        "cue_class": "cue_class",
        "quotation": "quotation",
        "place": "place",
    },
    "entities": {"type": "kind", "actor": "name", "country": "country"},
    "ties": {
        "type": "relation",
        "actor": "subject",
        "actor_country": "subject_country",
        "recipient": "object",
        "recipient_country": "object_country",
        "voice": "according_to",
        "polarity": "polarity",
    },
}
_LISTS = {"events": {"mode": "modes", "context": "contexts"}, "entities": {"sector": "sectors"}}
_PARTIES = {
    "actor": ("actor", "name"),
    "recipient": ("recipient", "name"),
    "actor_country": ("actor", "country"),
    "recipient_country": ("recipient", "country"),
}


def names(table: str) -> list[str]:
    """What rows of a table can be counted by."""
    return [*TIMES, "publisher", *_COLUMNS[table], *_LISTS.get(table, ()), *(_PARTIES if table == "events" else ())]


def repeats(table: str, name: str) -> bool:
    """Whether a row may count under several values of this."""
    return name in _LISTS.get(table, ()) or (table == "events" and name in _PARTIES)


def dimension(table: str, name: str, joined: Any) -> tuple[Any, Any]:
    """The expression to count by, and what the query selects from with what it needs joined to it. Raises ``UsageError``."""
    if name not in names(table):
        raise unknown(f"{table} can't be counted by {name}", name, names(table))
    c = t.metadata.tables[table].c
    if name in TIMES:
        return func.substr(c.first_day if "first_day" in c else c.published_day, 1, TIMES[name]), joined
    if name == "publisher":
        return t.documents.c.publisher, joined
    if name in _COLUMNS[table]:
        return c[_COLUMNS[table][name]], joined
    if name in _LISTS.get(table, ()):
        words = each(c[_LISTS[table][name]], f"each_{name}")
        return words.c.value, joined.outerjoin(words, true())
    role, column = _PARTIES[name]
    party: Any = t.event_parties.alias(f"by_{name}")
    p = party.c
    same = and_(p.report_id == c.report_id, p.event_id == c.id, p.role == role, p.member_of.is_(None))
    return p[column], joined.outerjoin(party, same)
